"""The verdict on one bound figure: supported, contradicted, or left open, with what there is to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shipa.check.bind import Binding, Read
from shipa.check.claim import Role, Verdict
from shipa.check.facts import KnownChange, changes, levels, targets
from shipa.check.judge import Agreement, agreement, agrees_with_range, is_far, is_telling, slip
from shipa.check.rules import Case, diagnosis, span_text
from shipa.check.when import Scope
from shipa.interval import Interval
from shipa.model import PERCENT, FactBase, Indicator, Observation, Target, Timing
from shipa.quantity import Bound, Kind, Quantity, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict with its reasons; ``fact`` is the figure to put in place of a wrong one."""

    verdict: Verdict
    binding: Binding | None = None
    code: str = ""
    period: str = ""
    expected: str = ""
    sources: tuple[str, ...] = ()
    message: str = ""
    fact: Quantity | None = None
    is_computed: bool = False


_OPEN = Judgement(verdict=Verdict.UNKNOWN)


def judge(quantity: Quantity, binding: Binding | None, base: FactBase) -> Judgement:
    """Return what the facts say of a figure."""
    if binding is None:
        return _OPEN
    if binding.role is Role.CHANGE:
        return _change(quantity, binding)
    if binding.role is Role.TARGET:
        return _target(quantity, binding)
    return _level(quantity, binding, base)


def without_echoes(judged: Sequence[tuple[Read, Judgement]]) -> Iterator[tuple[Read, Judgement]]:
    """Yield the judgements, without alarms that only follow from another one.

    A change that no document states, beside a level of the same sentence that is wrong, was computed from that level:
    one mistake, one alarm.
    """
    wrong = {(read.sentence, _about(judgement)) for read, judgement in judged if _is_wrong_level(judgement)}
    for read, judgement in judged:
        echoes = judgement.is_computed and judgement.verdict is Verdict.CONTRADICTED and (read.sentence, _about(judgement)) in wrong
        yield read, replace(_OPEN, binding=judgement.binding) if echoes else judgement


def _about(judgement: Judgement) -> tuple[str, str]:
    return (judgement.binding.indicator.id if judgement.binding else "", judgement.period)


def _is_wrong_level(judgement: Judgement) -> bool:
    return judgement.verdict is Verdict.CONTRADICTED and judgement.binding is not None and judgement.binding.role is not Role.CHANGE


# ── levels ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _level(quantity: Quantity, binding: Binding, base: FactBase) -> Judgement:
    indicator = binding.indicator
    facts = _facts(binding)
    if not facts:
        return _target_given_as_result(quantity, binding) if binding.span.year else replace(_OPEN, binding=binding)
    wrong_currency = bool(quantity.currency) and quantity.currency != indicator.currency
    outcomes = [(fact, agreement(quantity, fact.quantity)) for fact in facts if fact.quantity]
    holding = [fact for fact, outcome in outcomes if outcome.holds]
    if wrong_currency:
        return _alarm(quantity, binding, tuple(holding), Agreement.DIFFERENT, (), wrong_currency=True) if holding and binding.is_certain else _OPEN
    if holding:
        return _support(quantity, binding, holding, next(outcome for _, outcome in outcomes if outcome.holds))
    if not binding.span.scope and indicator.timing is not Timing.AS_OF:
        return replace(_OPEN, binding=binding)
    if any(not outcome.fails for _, outcome in outcomes):
        return replace(_OPEN, binding=binding)
    siblings = tuple(other for other in base.indicators.values() if other is not indicator and other.unit == indicator.unit)
    if not _may_alarm(quantity, binding, facts, siblings):
        return replace(_OPEN, binding=binding)
    return _alarm(quantity, binding, facts, outcomes[0][1], siblings)


def _facts(binding: Binding) -> tuple[Observation, ...]:
    """Return the observations to compare with; where no period is named, any of them may be meant."""
    indicator = binding.indicator
    with_figures = tuple(observation for observation in indicator.observations if observation.quantity)
    if binding.span.scope is None:
        return with_figures
    exact = levels(indicator, binding.span)
    if not exact and binding.span.stated < 2 and indicator.timing is Timing.AS_OF and len(with_figures) == 1:  # noqa: PLR2004
        return with_figures
    return exact


def _support(quantity: Quantity, binding: Binding, facts: list[Observation], outcome: Agreement) -> Judgement:
    fact = facts[0]
    if not binding.is_certain and not (is_telling(quantity) or outcome in {Agreement.EQUAL, Agreement.UNHEDGED}):
        return replace(_OPEN, binding=binding)
    notes = {
        Agreement.ROUNDED: f"rounded; the facts say {_written(fact)}",
        Agreement.UNHEDGED: f"the document hedges: {_written(fact)}",
    }
    return Judgement(
        verdict=Verdict.SUPPORTED,
        binding=binding,
        period=str(fact.period),
        expected=_written(fact),
        sources=tuple(dict.fromkeys(fact.source for fact in facts)),
        message=notes.get(outcome, ""),
        fact=fact.quantity,
    )


def _written(fact: Observation | Target) -> str:
    return write(fact.quantity) if fact.quantity else ""


def _may_alarm(quantity: Quantity, binding: Binding, facts: tuple[Observation, ...], siblings: tuple[Indicator, ...]) -> bool:
    """Return whether a figure that disagrees is worth a word.

    A certain binding is enough, unless the figure is so far off that it must be of something else. An uncertain one
    needs a sign that the figure comes from this fact: a wrong digit or scale, or the figure of another year.
    """
    slips = [slip(quantity, fact.quantity) for fact in facts if fact.quantity]
    slipped = any(one.digits or one.scale for one in slips)
    other_year = is_telling(quantity) and any(
        observation.quantity and agreement(quantity, observation.quantity).holds for observation in binding.indicator.observations
    )
    sibling = is_telling(quantity) and any(
        observation.quantity and agreement(quantity, observation.quantity).holds for other in siblings for observation in levels(other, binding.span)
    )
    if binding.span.stated == 0 and binding.span.scope is not None:
        return slipped and not sibling
    if not binding.is_certain:
        return (slipped or other_year) and not sibling
    far = all(is_far(quantity, fact.quantity) for fact in facts if fact.quantity)
    return not far or slipped or other_year or sibling


def _alarm(
    quantity: Quantity, binding: Binding, facts: tuple[Observation | Target, ...], outcome: Agreement, siblings: tuple[Indicator, ...], *, wrong_currency: bool = False, is_target: bool = False
) -> Judgement:
    case = Case(quantity=quantity, binding=binding, facts=facts, outcome=outcome, siblings=siblings, wrong_currency=wrong_currency, is_target=is_target)
    code, message = diagnosis(case)
    only = len({fact.quantity.value for fact in facts if fact.quantity}) == 1
    return Judgement(
        verdict=Verdict.CONTRADICTED, binding=binding, code=code, period=span_text(binding.span) or str(facts[0].period), expected=_written(facts[0]),
        sources=tuple(dict.fromkeys(fact.source for fact in facts)), message=message, fact=facts[0].quantity if only else None,
    )


# ── targets ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _target(quantity: Quantity, binding: Binding) -> Judgement:
    known = targets(binding)
    if not known:
        return replace(_OPEN, binding=binding)
    if quantity.currency and quantity.currency != binding.indicator.currency:
        return replace(_OPEN, binding=binding)
    holding = [target for target in known if _meets(quantity, target)]
    if holding:
        return Judgement(
            verdict=Verdict.SUPPORTED, binding=binding, period=str(holding[0].period), expected=_written(holding[0]),
            sources=tuple(dict.fromkeys(target.source for target in holding)), message="a target", fact=holding[0].quantity,
        )
    outcomes = [agreement(quantity, target.quantity) for target in known]
    undecided = binding.span.year is None or not binding.is_certain or not all(outcome.fails for outcome in outcomes)
    if undecided or all(is_far(quantity, target.quantity) for target in known):
        return replace(_OPEN, binding=binding)
    return _alarm(quantity, binding, known, outcomes[0], (), is_target=True)


def _meets(quantity: Quantity, target: Target) -> bool:
    return agreement(quantity, target.quantity).holds


def _target_given_as_result(quantity: Quantity, binding: Binding) -> Judgement:
    known = tuple(target for target in targets(binding) if target.quantity.value == quantity.value)
    if known and binding.is_certain and binding.span.stated > 1:
        return _alarm(quantity, binding, known, Agreement.DIFFERENT, ())
    return replace(_OPEN, binding=binding)


# ── changes ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _change(quantity: Quantity, binding: Binding) -> Judgement:
    indicator = binding.indicator
    known = list(changes(indicator, binding.span, binding.base))
    relative = quantity.kind in {Kind.PERCENT, Kind.MULTIPLE}
    if quantity.kind is Kind.POINTS and indicator.unit != PERCENT:
        known_points: list[KnownChange] = []
        comparable = known_points
    else:
        comparable = [change for change in known if change.relative == relative and (relative or not quantity.currency or quantity.currency == indicator.currency)]
    if quantity.kind is Kind.PERCENT and indicator.unit == PERCENT:
        comparable = []  # "up 5 percent" of a percentage may mean either
    measured = _as_percent(quantity) if quantity.kind is Kind.MULTIPLE else quantity
    size = {change: _agreement_of_size(measured, change) for change in comparable}
    right = [change for change, outcome in size.items() if outcome.holds and change.direction in {0, binding.direction}]
    if right:
        if not binding.is_certain and not is_telling(quantity):
            return replace(_OPEN, binding=binding)
        return _supported_change(binding, right[0])
    turned = [change for change, outcome in size.items() if outcome.holds and change.direction == -binding.direction]
    if turned:
        return _changed_alarm(quantity, binding, turned[0], same_size=True)
    other = [change for change in known if change not in comparable and change.stated and change.stated.value == quantity.value]
    if other and binding.is_certain:
        return _changed_alarm(quantity, binding, other[0], other_measure=True)
    decided = [change for change, outcome in size.items() if change.is_exact]
    if not decided or any(not size[change].fails for change in decided) or not binding.is_certain:
        return replace(_OPEN, binding=binding)
    return _changed_alarm(quantity, binding, decided[0])


def _as_percent(quantity: Quantity) -> Quantity:
    return replace(quantity, value=quantity.value * 100, step=quantity.step * 100, kind=Kind.PERCENT)


def _agreement_of_size(quantity: Quantity, change: KnownChange) -> Agreement:
    if change.stated is not None:
        return agreement(quantity, change.stated)
    possible = change.possible
    if change.direction < 0 or (possible.high is not None and possible.high <= 0):
        possible = -possible
    if possible.low is not None and possible.low < 0:
        possible = Interval(low=None, high=possible.high)
    return agrees_with_range(quantity, possible)


def _supported_change(binding: Binding, change: KnownChange) -> Judgement:
    return Judgement(
        verdict=Verdict.SUPPORTED, binding=binding, period=span_text(binding.span), expected=_change_text(change),
        sources=(change.source,), message="" if change.stated else "computed from the facts", fact=change.stated,
    )


def _change_text(change: KnownChange) -> str:
    sign = "+" if change.direction > 0 else "-" if change.direction < 0 else ""
    if change.stated:
        return sign + write(change.stated)
    low, high = change.possible.low, change.possible.high
    percent = "%" if change.relative else ""
    if low is None or high is None:
        return ""
    middle = (low + high) / 2
    return f"{middle:+,.2f}{percent}" if change.relative or middle % 1 else f"{middle:+,.0f}"


def _changed_alarm(quantity: Quantity, binding: Binding, change: KnownChange, *, same_size: bool = False, other_measure: bool = False) -> Judgement:
    stated = change.stated or Quantity(value=abs(round(((change.possible.low or 0) + (change.possible.high or 0)) / 2, 2)), kind=Kind.PERCENT if change.relative else Kind.NUMBER, bound=Bound.ABOUT)
    case = Case(
        quantity=quantity, binding=binding, facts=(), outcome=Agreement.DIFFERENT, is_change=True,
        known_quantity=replace(stated, text=""), same_size=same_size, other_measure=other_measure,
    )
    code, message = diagnosis(case)
    return Judgement(
        verdict=Verdict.CONTRADICTED, binding=binding, code=code, period=span_text(binding.span), expected=_change_text(change), sources=(change.source,),
        message=message, fact=change.stated if change.stated and not same_size and not other_measure else None,
        is_computed=change.stated is None,
    )
