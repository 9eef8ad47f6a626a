"""The verdict on one bound figure: supported, contradicted, or left open, with what there is to say."""

from __future__ import annotations

import re
from dataclasses import replace

from shipa.check.bind.binding import Binding
from shipa.check.bind.dating import IN_SENTENCE
from shipa.check.bind.dating import year as years
from shipa.check.claim import Role, Verdict
from shipa.check.judge.agreement import Agreement, agreement, is_far, is_telling, slip
from shipa.check.judge.facts import changes, in_scale, levels, targets
from shipa.check.judge.judgement import OPEN, Judgement
from shipa.check.judge.kindred import Kindred
from shipa.check.judge.movement import judge_change, judge_difference
from shipa.check.judge.multiplied import judge_multiple
from shipa.check.judge.rules import Case, diagnosis, span_text, written
from shipa.check.judge.shared import judge_share
from shipa.model import ORDINAL, YEAR, Indicator, Observation, Target, Timing
from shipa.quantity import Bound, Quantity

# A unit that has a scale of its own: "2,987 million cubic metres" may be written into the facts as 2,987.
_SCALED_UNIT = re.compile(r"\b(?:thousand|million|billion|trillion)\b|[万亿萬億]")


def judge(quantity: Quantity, binding: Binding | None, kindred: Kindred) -> Judgement:
    """Return what the facts say of a figure."""
    if binding is None or binding.is_narrower:
        return replace(OPEN, binding=binding)
    if binding.whole:
        return judge_share(quantity, binding, binding.whole)
    if binding.multiple:
        return judge_multiple(quantity, binding)
    if binding.role is Role.CHANGE:
        return judge_difference(quantity, binding, binding.minus) if binding.minus else judge_change(quantity, binding)
    if binding.role is Role.TARGET:
        return _target(quantity, binding)
    return _level(quantity, binding, kindred)


# ── levels ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _level(quantity: Quantity, binding: Binding, kindred: Kindred) -> Judgement:  # noqa: PLR0911 - one return a verdict
    indicator = binding.indicator
    facts = tuple(_in_scale(fact, indicator, quantity) for fact in _facts(binding))
    if not facts:
        return _target_given_as_result(quantity, binding) if binding.span.year else replace(OPEN, binding=binding)
    wrong_currency = bool(quantity.currency) and quantity.currency != indicator.currency
    outcomes = [(fact, agreement(quantity, fact.quantity)) for fact in facts if fact.quantity]
    holding = [fact for fact, outcome in outcomes if outcome.holds]
    if wrong_currency:
        return (
            _alarm(quantity, binding, tuple(holding), Agreement.DIFFERENT, (), wrong_currency=True)
            if holding and binding.is_certain
            else OPEN
        )
    if holding:
        if earlier := _moves_wrongly(binding, holding[0]):
            if binding.is_moot or not binding.is_certain:
                return replace(OPEN, binding=binding)
            return _alarm(quantity, binding, tuple(holding), Agreement.DIFFERENT, (), moved_from=earlier)
        return _support(quantity, binding, holding, next(outcome for _, outcome in outcomes if outcome.holds))
    undated = _is_undated(binding) and not _is_slip_of_the_only(quantity, binding)
    if undated or any(not outcome.fails for _, outcome in outcomes):
        return replace(OPEN, binding=binding)
    if quantity.value > 0 and any(fact.quantity and fact.quantity.value < 0 for fact in facts):
        return replace(OPEN, binding=binding)  # the words beside it may make it a loss
    siblings = kindred.with_figure(quantity, indicator, binding.span)
    scaled = _SCALED_UNIT.search(f"{indicator.unit} {indicator.unit_zh}") is not None
    if (scaled and any(slip(quantity, fact.quantity).scale for fact in facts if fact.quantity)) or not _may_alarm(
        quantity, binding, facts, siblings
    ):
        return replace(OPEN, binding=binding)
    return _alarm(quantity, binding, facts, outcomes[0][1], siblings)


def _in_scale(fact: Observation, indicator: Indicator, claimed: Quantity) -> Observation:
    printed = fact.quantity and in_scale(fact.quantity, indicator, claimed)
    return fact if printed is fact.quantity else replace(fact, quantity=printed)


def _is_undated(binding: Binding) -> bool:
    """Return whether the text leaves open of when a figure is, so that another one than the facts have may be meant."""
    if binding.indicator.unit == YEAR:
        return not binding.is_certain  # the year is the figure
    return not binding.span.scope and (
        binding.indicator.timing is not Timing.AS_OF or binding.indicator.unit == ORDINAL
    )


def _is_slip_of_the_only(quantity: Quantity, binding: Binding) -> bool:
    """Return whether a figure comes by a digit or the scale from the only one that was ever known, so that is meant."""
    known = [observation.quantity for observation in binding.indicator.observations if observation.quantity]
    if len(known) != 1 or not binding.is_certain or binding.indicator.unit in {ORDINAL, YEAR}:
        return False
    one = slip(quantity, known[0])
    return one.digits or one.scale


def _moves_wrongly(binding: Binding, fact: Observation) -> Observation | None:
    """Return from what a level rose that is said to have fallen to it, or the other way round.

    It moved from the year that the text names, else from the year before.
    """
    now = fact.period.year
    if not (binding.trend and now):
        return None
    bases = [other for other in binding.since if other < now] or [now - 1]
    moves = [
        (change.direction, earlier)
        for base in bases
        for earlier in levels(binding.indicator, years(base, IN_SENTENCE))
        for change in changes(binding.indicator, years(now, IN_SENTENCE), years(base, IN_SENTENCE))
    ]
    return moves[0][1] if {direction for direction, _ in moves} == {-binding.trend} else None


def _facts(binding: Binding) -> tuple[Observation, ...]:
    """Return the observations to compare with; where no period is named, any of them may be meant.

    Nothing moves from the last figure that is known of it, though.
    """
    indicator = binding.indicator
    with_figures = tuple(observation for observation in indicator.observations if observation.quantity)
    if binding.span.scope is None:
        last = max((observation.period.last for observation in with_figures), default=None)
        return tuple(one for one in with_figures if not (binding.is_start and one.period.last == last))
    exact = levels(indicator, binding.span)
    if not exact and binding.span.stated < IN_SENTENCE and indicator.timing is Timing.AS_OF and len(with_figures) == 1:
        return with_figures
    return exact


def _support(quantity: Quantity, binding: Binding, facts: list[Observation], outcome: Agreement) -> Judgement:
    fact = facts[0]
    if not binding.is_certain and not (is_telling(quantity) or outcome in {Agreement.EQUAL, Agreement.UNHEDGED}):
        return replace(OPEN, binding=binding)
    written = _written(binding, fact)
    notes = {
        Agreement.ROUNDED: f"rounded; the facts say {written}",
        Agreement.UNHEDGED: f"the document hedges: {written}",
    }
    return Judgement(
        verdict=Verdict.SUPPORTED,
        binding=binding,
        period=str(fact.period),
        expected=written,
        sources=tuple(dict.fromkeys(fact.source for fact in facts)),
        message="; ".join(filter(None, (notes.get(outcome, ""), _newer(binding, fact)))),
        fact=fact.quantity,
    )


def _newer(binding: Binding, fact: Observation) -> str:
    """Return what to say where a text gives an older figure for the latest one, "" where it does not."""
    if binding.latest_by is None:
        return ""
    later = [
        one
        for one in binding.indicator.observations
        if one.quantity
        and fact.period.last < one.period.last <= binding.latest_by
        and one.period.span == fact.period.span
    ]
    newest = max(later, key=lambda one: one.period.last, default=None)
    return f"newer facts exist: {_written(binding, newest)} for {newest.period}" if newest else ""


def _written(binding: Binding, fact: Observation | Target) -> str:
    return written(binding.indicator, fact.quantity) if fact.quantity else ""


def _may_alarm(
    quantity: Quantity, binding: Binding, facts: tuple[Observation, ...], siblings: tuple[Indicator, ...]
) -> bool:
    """Return whether a figure that disagrees is worth a word.

    A certain binding is enough, unless the figure is so far off that it must be of something else. An uncertain one
    needs a sign that the figure comes from this fact: a wrong digit or scale, or the figure of another year. Where the
    text has spoken of that other year and says none beside the figure, its period is not certain enough for an alarm.
    """
    slips = [slip(quantity, fact.quantity) for fact in facts if fact.quantity]
    slipped = any(one.digits or one.scale for one in slips)
    other_year = is_telling(quantity) and any(
        observation.quantity and agreement(quantity, observation.quantity).holds
        for observation in binding.indicator.observations
    )
    sibling = is_telling(quantity) and bool(siblings)
    if binding.is_moot or any(
        observation.quantity and agreement(quantity, observation.quantity).holds
        for year in binding.rivals
        for observation in levels(binding.indicator, years(year, IN_SENTENCE))
    ):
        return False
    if binding.span.stated == 0 and binding.span.scope is not None:
        return slipped and not sibling
    if not binding.is_certain:
        opposed = binding.span.stated >= IN_SENTENCE and any(_is_opposed(quantity, fact) for fact in facts)
        return (slipped or other_year or opposed) and not sibling
    far = all(is_far(quantity, fact.quantity, in_full=binding.in_full) for fact in facts if fact.quantity)
    return not far or slipped or other_year or sibling


def _is_opposed(quantity: Quantity, fact: Observation) -> bool:
    """Return whether a figure is that of the fact, with the hedge the other way round: it can hardly be another."""
    known = fact.quantity
    return (
        known is not None
        and {quantity.bound, known.bound} == {Bound.OVER, Bound.UNDER}
        and quantity.value == known.value
    )


def _alarm(
    quantity: Quantity,
    binding: Binding,
    facts: tuple[Observation | Target, ...],
    outcome: Agreement,
    siblings: tuple[Indicator, ...],
    *,
    wrong_currency: bool = False,
    moved_from: Observation | None = None,
    is_target: bool = False,
) -> Judgement:
    case = Case(
        quantity=quantity,
        binding=binding,
        facts=facts,
        outcome=outcome,
        siblings=siblings,
        wrong_currency=wrong_currency,
        moved=-binding.trend if moved_from else 0,
        moved_from=moved_from,
        is_target=is_target,
    )
    code, message = diagnosis(case)
    only = len({fact.quantity.value for fact in facts if fact.quantity}) == 1
    return Judgement(
        verdict=Verdict.CONTRADICTED,
        binding=binding,
        code=code,
        period=span_text(binding.span) or str(facts[0].period),
        expected=_written(binding, facts[0]),
        sources=tuple(dict.fromkeys(fact.source for fact in facts)),
        message=message,
        fact=facts[0].quantity if only and not moved_from else None,
    )


# ── targets ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _target(quantity: Quantity, binding: Binding) -> Judgement:
    known = targets(binding)
    if not known:
        return replace(OPEN, binding=binding)
    if quantity.currency and quantity.currency != binding.indicator.currency:
        return replace(OPEN, binding=binding)
    holding = [target for target in known if _meets(quantity, target)]
    if holding:
        return Judgement(
            verdict=Verdict.SUPPORTED,
            binding=binding,
            period=str(holding[0].period),
            expected=_written(binding, holding[0]),
            sources=tuple(dict.fromkeys(target.source for target in holding)),
            message="a target",
            fact=holding[0].quantity,
        )
    outcomes = [agreement(quantity, target.quantity) for target in known]
    undecided = binding.span.year is None or not binding.is_certain or not all(outcome.fails for outcome in outcomes)
    if undecided or all(is_far(quantity, target.quantity) for target in known):
        return replace(OPEN, binding=binding)
    return _alarm(quantity, binding, known, outcomes[0], (), is_target=True)


def _meets(quantity: Quantity, target: Target) -> bool:
    return agreement(quantity, target.quantity).holds


def _target_given_as_result(quantity: Quantity, binding: Binding) -> Judgement:
    known = tuple(target for target in targets(binding) if target.quantity.value == quantity.value)
    if known and binding.is_certain and binding.span.stated >= IN_SENTENCE:
        return _alarm(quantity, binding, known, Agreement.DIFFERENT, ())
    return replace(OPEN, binding=binding)
