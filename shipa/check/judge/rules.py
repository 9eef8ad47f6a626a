"""What can be wrong with a number of a draft: one rule for each code, the docstring being its manual page.

A rule looks at a Case, a figure that disagrees with its facts, and returns what it has to say, or None where the case
is another rule's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shipa.check.bind.binding import Binding, Span
from shipa.check.find.when import Scope
from shipa.check.judge.agreement import Agreement, agreement, is_telling, slip
from shipa.check.judge.facts import levels
from shipa.model import YEAR, Indicator, Observation, Target
from shipa.quantity import Kind, Quantity, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A figure that its facts contradict. ``siblings`` are the other indicators that have it for the period."""

    quantity: Quantity
    binding: Binding
    facts: tuple[Observation | Target, ...]
    outcome: Agreement
    siblings: tuple[Indicator, ...] = ()
    wrong_currency: bool = False
    is_change: bool = False
    known_quantity: Quantity | None = None
    same_size: bool = False  # the size of a change is right, its direction is not
    other_measure: bool = False  # right as percent where it is an amount, or the other way round
    is_target: bool = False
    moved: int = 0  # the figure is right, but it rose (1) or fell (-1) to it
    moved_from: Observation | None = None

    @property
    def fact(self) -> Quantity | None:
        """The figure that the facts have, where there is one."""
        return self.known_quantity or (self.facts[0].quantity if self.facts else None)


def _named(indicator: Indicator) -> str:
    return indicator.title


def wrong_value(case: Case) -> str | None:
    """C101: the number is wrong.

    What: the facts have another figure for this indicator and this period.
    Why: a digit slipped, or the figure comes from somewhere else.
    Fix: take the figure of the facts, or name the source that says otherwise and add it with `shipa add`.

    Flagged: "Venus has a diameter of 12,401 km", where the facts say 12,104.
    Passes: "about 12,100 km", "12.1 thousand km".
    """
    fact = case.fact
    return f"the facts say {_written(case, fact)}" if fact else "the facts say otherwise"


def wrong_year(case: Case) -> str | None:
    """C102: the number is right, the year is not.

    What: this is the indicator's figure for another year.
    Why: two years of one series are easily confused, and a draft is older than its last revision.
    Fix: correct the year or the figure; the message gives both.

    Flagged: "In 2022 the town had 5,210 inhabitants", where that is the figure for 2021.
    Passes: "In 2021 the town had 5,210 inhabitants".
    """
    if case.is_change or case.binding.span.year is None:
        return None
    for observation in case.binding.indicator.observations:
        year = observation.period.year
        if (
            observation.quantity
            and year != case.binding.span.year
            and _is_the_figure(case.quantity, observation.quantity)
        ):
            return f"that is the figure for {observation.period}{_instead(case)}"
    return None


def wrong_indicator(case: Case) -> str | None:
    """C103: the number is right, but it is that of something else.

    What: another indicator has this figure for this period.
    Why: a total was taken for its part, or one line of a table for the next.
    Fix: correct the name or the figure; the message gives both.

    Flagged: "the town issued 812 licences for dogs", where 812 is all licences.
    Passes: "the town issued 812 licences".
    """
    if case.is_change:
        return None
    for indicator in case.siblings:
        for observation in levels(indicator, case.binding.span):
            if observation.quantity and _is_the_figure(case.quantity, observation.quantity):
                return f"that is {_named(indicator)}{_instead(case)}"
    return None


def wrong_scale(case: Case) -> str | None:
    """C104: the digits are right, the scale or the unit is not.

    What: out by ten, by 10,000 (万) or by 100,000,000 (亿); one currency for another; percent for percentage points or
    for an amount.
    Why: scales slip in translation between Chinese and English, and units when a sentence is shortened.
    Fix: correct the scale word or the unit.

    Flagged: "revenue of 32 million", where the facts say 32 billion; "up 6.7 percent" for 6.7 more.
    Passes: "320亿" for 32 billion.
    """
    if case.wrong_currency:
        return f"the currency differs{_instead(case)}"
    if case.other_measure:
        return f"right as a figure, but not in this unit{_instead(case)}"
    fact = case.fact
    return f"wrong scale{_instead(case)}" if fact and not case.is_change and slip(case.quantity, fact).scale else None


def wrong_direction(case: Case) -> str | None:
    """C105: the direction is wrong, or the hedge points the wrong way.

    What: a rise is called a fall, or "over" stands where the facts have "nearly".
    Why: the size of a change is copied more carefully than its sign.
    Fix: turn the verb or the hedge round.

    Flagged: "down 10.3 percent", where the facts have a rise; "just short of 450,000" for "over 450,000".
    Passes: "up 10.3 percent"; "more than 450,000".
    """
    if case.moved and case.fact:
        earlier = case.moved_from and case.moved_from.quantity
        since = f" from {_written(case, earlier)} in {case.moved_from.period}" if case.moved_from and earlier else ""
        return f"{_written(case, case.fact)} is right, but it {'rose' if case.moved > 0 else 'fell'}{since}"
    if case.same_size:
        return f"the direction is wrong{_instead(case)}"
    return f"the hedge points the wrong way{_instead(case)}" if case.outcome is Agreement.HEDGED_WRONGLY else None


def target_as_result(case: Case) -> str | None:
    """C106: a target is given as a result, or the target is another one.

    What: the figure is what is to be reached by a deadline, and the text says that it was reached; or the text names a
    target that the facts do not have.
    Why: plans and results stand side by side in the documents.
    Fix: say that it is a target, or give the result.

    Flagged: "the town planted 900 trees in 2030", where 900 is the target for 2030.
    Passes: "the town plans to plant 900 trees by 2030".
    """
    if case.is_target:
        return f"the target is {_written(case, case.fact)}" if case.fact else None
    if case.is_change:
        return None
    for target in case.binding.indicator.targets:
        if (
            target.period.year == case.binding.span.year
            and _is_the_figure(case.quantity, target.quantity, strict=False)
            and isinstance(case.facts[0], Target)
        ):
            return f"that is the target for {target.period}, not a result"
    return None


def wrong_change(case: Case) -> str | None:  # noqa: ARG001 - about the text alone, see arithmetic.py
    """C107: a change does not follow from its own two figures in the text.

    What: the text gives a figure, an earlier one and the change between them, and they do not fit together.
    Why: one of the three was corrected and the others were not.
    Fix: compute the change again.

    Flagged: "rose from 214 to 321, up 20 percent".
    Passes: "rose from 214 to 321, up 50 percent".
    """
    return None


RULES: dict[str, Callable[[Case], str | None]] = {
    "C106": target_as_result,
    "C105": wrong_direction,
    "C104": wrong_scale,
    "C102": wrong_year,
    "C103": wrong_indicator,
    "C101": wrong_value,
    "C107": wrong_change,
}


def diagnosis(case: Case) -> tuple[str, str]:
    """Return the code and the message of the first rule that explains the case."""
    return next((code, message) for code, rule in RULES.items() if (message := rule(case)))


def _is_the_figure(claimed: Quantity, fact: Quantity, *, strict: bool = True) -> bool:
    return agreement(claimed, fact).holds and (is_telling(claimed) or not strict or claimed.kind is Kind.RANK)


def _written(case: Case, fact: Quantity) -> str:
    return written(case.binding.indicator, fact)


def written(indicator: Indicator, quantity: Quantity) -> str:
    """Return a figure of an indicator as people write it; the digits of a year are not separated."""
    return f"{quantity.value:f}" if indicator.unit == YEAR else write(quantity)


def _instead(case: Case) -> str:
    fact = case.fact
    span = case.binding.span
    when = f" for {span.year}" if span.scope is Scope.YEAR and not case.is_change else ""
    return f"; the facts say {_written(case, fact)}{when}" if fact else ""


def span_text(span: Span) -> str:
    """Return the period as ISO 8601 writes it, or ""."""
    if span.scope is Scope.YEAR and span.first:
        return f"{span.first.year:04}"
    if span.scope is Scope.SPAN and span.first and span.last:
        return f"{span.first.year:04}/{span.last.year:04}"
    if span.first and span.last:
        return (
            span.first.isoformat() if span.first == span.last else f"{span.first.isoformat()}/{span.last.isoformat()}"
        )
    return ""
