"""The verdict on one bound figure: supported, contradicted, or left open, with what there is to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shipa.check.binding import Binding, Read
from shipa.check.claim import Role, Verdict
from shipa.check.dating import IN_SENTENCE
from shipa.check.dating import year as years
from shipa.check.facts import changes, in_scale, levels, targets
from shipa.check.judge import Agreement, agreement, is_far, is_telling, slip
from shipa.check.judgement import OPEN, Judgement
from shipa.check.kindred import Kindred
from shipa.check.movement import judge_change
from shipa.check.rules import Case, diagnosis, span_text
from shipa.model import Indicator, Observation, Target, Timing
from shipa.quantity import Quantity, write

# A unit that has a scale of its own: "2,987 million cubic metres" may be written into the facts as 2,987.
_SCALED_UNIT = re.compile(r"\b(?:thousand|million|billion|trillion)\b|[万亿萬億]")


def judge(quantity: Quantity, binding: Binding | None, kindred: Kindred) -> Judgement:
    """Return what the facts say of a figure."""
    if binding is None:
        return OPEN
    if binding.is_narrower:
        return replace(OPEN, binding=binding)
    if binding.role is Role.CHANGE:
        return judge_change(quantity, binding)
    if binding.role is Role.TARGET:
        return _target(quantity, binding)
    return _level(quantity, binding, kindred)


def without_echoes(judged: Sequence[tuple[Read, Judgement]]) -> Iterator[tuple[Read, Judgement]]:
    """Yield the judgements, without alarms that only follow from another one.

    A change that no document states, beside a level of the same sentence that is wrong, was computed from that level:
    one mistake, one alarm. A sentence that gives the right level has no second one: what differs is of something else.
    So does a level that is no fact's at all, and the change that goes with it.
    """
    wrong = {(read.sentence, _about(judgement)) for read, judgement in judged if _is_wrong_level(judgement)}
    right = {(read.sentence, _about(judgement)) for read, judgement in judged if _is_right_level(judgement)}
    strange: set[tuple[int, tuple[str, str]]] = set()
    for read, judgement in judged:
        about = (read.sentence, _about(judgement))
        echoes = (judgement.is_computed and judgement.verdict is Verdict.CONTRADICTED and about in wrong) or (
            _is_wrong_level(judgement) and about in right
        )
        echoes = echoes or (_is_wrong_change(judgement) and about in strange and about not in right)
        if _is_strange_level(judgement):
            strange.add(about)
        yield read, replace(OPEN, binding=judgement.binding) if echoes else judgement


def _about(judgement: Judgement) -> tuple[str, str]:
    binding = judgement.binding
    return (binding.indicator.id if binding else "", judgement.period or (span_text(binding.span) if binding else ""))


def _is_wrong_level(judgement: Judgement) -> bool:
    return (
        judgement.verdict is Verdict.CONTRADICTED
        and judgement.binding is not None
        and judgement.binding.role is not Role.CHANGE
    )


def _is_strange_level(judgement: Judgement) -> bool:
    binding = judgement.binding
    return judgement.verdict is Verdict.UNKNOWN and binding is not None and binding.role is Role.LEVEL


def _is_wrong_change(judgement: Judgement) -> bool:
    return (
        judgement.verdict is Verdict.CONTRADICTED
        and judgement.binding is not None
        and judgement.binding.role is Role.CHANGE
    )


def _is_right_level(judgement: Judgement) -> bool:
    return (
        judgement.verdict is Verdict.SUPPORTED
        and judgement.binding is not None
        and judgement.binding.role is not Role.CHANGE
    )


# ── levels ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _level(quantity: Quantity, binding: Binding, kindred: Kindred) -> Judgement:  # noqa: PLR0911 - one return a verdict
    indicator = binding.indicator
    facts = tuple(
        replace(fact, quantity=in_scale(fact.quantity, indicator, quantity))
        for fact in _facts(binding)
        if fact.quantity
    )
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
        if _moves_wrongly(binding, holding[0]):
            if binding.is_moot or not binding.is_certain:
                return replace(OPEN, binding=binding)
            return _alarm(quantity, binding, tuple(holding), Agreement.DIFFERENT, (), moves_wrongly=True)
        return _support(quantity, binding, holding, next(outcome for _, outcome in outcomes if outcome.holds))
    if not binding.span.scope and indicator.timing is not Timing.AS_OF:
        return replace(OPEN, binding=binding)
    if any(not outcome.fails for _, outcome in outcomes):
        return replace(OPEN, binding=binding)
    siblings = kindred.with_figure(quantity, indicator, binding.span)
    scaled = _SCALED_UNIT.search(f"{indicator.unit} {indicator.unit_zh}") is not None
    if (scaled and any(slip(quantity, fact.quantity).scale for fact in facts if fact.quantity)) or not _may_alarm(
        quantity, binding, facts, siblings
    ):
        return replace(OPEN, binding=binding)
    return _alarm(quantity, binding, facts, outcomes[0][1], siblings)


def _moves_wrongly(binding: Binding, fact: Observation) -> bool:
    """Return whether a level is said to have risen where the facts have it fall, or the other way round."""
    year = fact.period.year
    if not (binding.trend and year):
        return False
    known = [one.period.year for one in binding.indicator.observations if one.period.year and one.period.year < year]
    bases = [other for other in binding.since if other < year] or sorted(known)[-1:]
    directions = {
        change.direction
        for base in bases
        for change in changes(binding.indicator, years(year, IN_SENTENCE), years(base, IN_SENTENCE))
    }
    return directions == {-binding.trend}


def _facts(binding: Binding) -> tuple[Observation, ...]:
    """Return the observations to compare with; where no period is named, any of them may be meant."""
    indicator = binding.indicator
    with_figures = tuple(observation for observation in indicator.observations if observation.quantity)
    if binding.span.scope is None:
        return with_figures
    exact = levels(indicator, binding.span)
    if not exact and binding.span.stated < IN_SENTENCE and indicator.timing is Timing.AS_OF and len(with_figures) == 1:
        return with_figures
    return exact


def _support(quantity: Quantity, binding: Binding, facts: list[Observation], outcome: Agreement) -> Judgement:
    fact = facts[0]
    if not binding.is_certain and not (is_telling(quantity) or outcome in {Agreement.EQUAL, Agreement.UNHEDGED}):
        return replace(OPEN, binding=binding)
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
        return (slipped or other_year) and not sibling
    far = all(is_far(quantity, fact.quantity, in_full=binding.in_full) for fact in facts if fact.quantity)
    return not far or slipped or other_year or sibling


def _alarm(
    quantity: Quantity,
    binding: Binding,
    facts: tuple[Observation | Target, ...],
    outcome: Agreement,
    siblings: tuple[Indicator, ...],
    *,
    wrong_currency: bool = False,
    moves_wrongly: bool = False,
    is_target: bool = False,
) -> Judgement:
    case = Case(
        quantity=quantity,
        binding=binding,
        facts=facts,
        outcome=outcome,
        siblings=siblings,
        wrong_currency=wrong_currency,
        moved=-binding.trend if moves_wrongly else 0,
        is_target=is_target,
    )
    code, message = diagnosis(case)
    only = len({fact.quantity.value for fact in facts if fact.quantity}) == 1
    return Judgement(
        verdict=Verdict.CONTRADICTED,
        binding=binding,
        code=code,
        period=span_text(binding.span) or str(facts[0].period),
        expected=_written(facts[0]),
        sources=tuple(dict.fromkeys(fact.source for fact in facts)),
        message=message,
        fact=facts[0].quantity if only and not moves_wrongly else None,
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
            expected=_written(holding[0]),
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
