"""Rules for jumps: values, targets and reported rates of another size than what is beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from shipa.audit.recomputed import bases_of
from shipa.audit.rules import Check, Scope, flawed, holds, rule, undecided
from shipa.audit.wording import claim_words, figure, short
from shipa.change import EXACT_ENOUGH
from shipa.findings import Severity
from shipa.growth import is_broken, vagueness
from shipa.model import ORDINAL, RANK, YEAR, Indicator, Observation, Timing
from shipa.quantity import Kind

_LARGE_JUMP = Decimal(3)
_LARGER_EACH_YEAR = Decimal("1.5")  # longer gaps leave room for more
_SLIP = 5  # a decimal point or a scale word makes ten, and shows as five where the value doubled as well
_IN_A_ROW = frozenset({ORDINAL, RANK, YEAR})


def known_values(indicator: Indicator) -> list[Observation]:
    """Return the best observation of each period with a figure, by period."""
    best: dict[object, Observation] = {}
    for one in indicator.observations:
        if one.quantity:
            key = one.period if indicator.timing is Timing.DURING else one.period.last
            best[key] = min(best.get(key, one), one, key=vagueness)
    return sorted(best.values(), key=lambda one: one.period)


@rule("A402", "jump", Severity.WARNING)
def jump(scope: Scope) -> Iterator[Check]:
    """A value is several times as large, or as small, as the one before.

    What: each figure is compared with the one before that measures the same span. More than three times in a year, or
    less than a third, is a jump; over a gap of several years half as much again is allowed for each.

    Why: jumps happen, but wrong scale words, swapped columns and figures of something else happen more often.

    Fix: mend the figure; or say in a note of the observation, or of the one before, what happened.

    Passes:

        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "5,591", source = "report" },
            { period = "2023", reported = "26,185", source = "report", note = "The second house opened in March." },
        ]

    Fails:

        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "5,591", source = "report" },
            { period = "2023", reported = "26,185", source = "report" },
        ]
    """
    for indicator, earlier, later in _neighbours(scope):
        factor = _factor(earlier, later)
        if factor is None:
            yield undecided("a value is zero", indicator, later)
        elif factor >= _SLIP or factor <= _allowed(earlier, later) or later.note or earlier.note:
            yield holds(indicator, later, earlier)  # a larger one is for A403
        else:
            yield flawed(_jumped(earlier, later, factor), indicator, later, earlier)


@rule("A403", "slipped-digit", Severity.WARNING)
def slipped_digit(scope: Scope) -> Iterator[Check]:
    """A value is five times as large, or as small, as the one before, or more.

    What: as A402, but a jump by five or more is not answered by any note, since notes are about other things as well. A
    target is compared with the latest value, and a reported rate counts as the jump that it states.

    Why: ten is what a slipped decimal point or a lost zero makes, and it shows as five where the value doubled as well;
    ten thousand is what 万 read as a unit makes.

    Fix: mend the figure. If it is true, accept it with the reason: accept = { A403 = "counts sheets, not volumes" }.

    Passes:

        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "5,591", source = "report" },
            { period = "2023", reported = "6,185", source = "report" },
        ]

    Fails:

        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "5,591", source = "report" },
            { period = "2023", reported = "61,850", source = "report", note = "As printed." },
        ]
    """
    for indicator, earlier, later in _neighbours(scope):
        factor = _factor(earlier, later)
        if factor is None:
            yield undecided("a value is zero", indicator, later)
        elif factor < _SLIP:
            yield holds(indicator, later, earlier)
        else:
            yield flawed(_jumped(earlier, later, factor), indicator, later, earlier)
    for indicator in scope.indicators:
        yield from _slipped_targets(indicator)
        yield from _slipped_rates(indicator)


def _slipped_targets(indicator: Indicator) -> Iterator[Check]:
    """Compare each target with the latest value of the same span."""
    known = [] if indicator.unit in _IN_A_ROW else known_values(indicator)
    for target in indicator.targets:
        alike = [one for one in known if indicator.timing is not Timing.DURING or one.period.span == target.period.span]
        if not alike or not (latest := alike[-1]).quantity or not (target.quantity.value and latest.quantity.value):
            continue
        small, large = sorted((abs(latest.quantity.value), abs(target.quantity.value)))
        if large < small * _SLIP * 2:  # a target may be far away
            yield holds(indicator)
        else:
            message = f"the target, {target.reported} by {target.period}, is of another size than {figure(latest)}"
            yield replace(flawed(message, indicator, latest), at=target.at)


def _slipped_rates(indicator: Indicator) -> Iterator[Check]:
    """Take each reported rate by itself where the value before is not known."""
    for one in indicator.observations:
        if not one.change or one.change.years != 1:
            continue
        if one.change.quantity.kind is Kind.PERCENT and not bases_of(indicator, one):
            factor = 1 + one.change.direction * one.change.quantity.value / 100
            if 1 / Decimal(_SLIP) < factor < _SLIP:
                yield holds(indicator, one)
            else:
                message = f"{claim_words(one.change)} in {one.period} ({one.source}) is hardly a rate of growth"
                yield flawed(message, indicator, one)


def _neighbours(scope: Scope) -> Iterator[tuple[Indicator, Observation, Observation]]:
    for indicator in scope.indicators:
        if indicator.unit in _IN_A_ROW or len(indicator.observations) < 2:  # noqa: PLR2004 - a pair
            continue
        spans: dict[object, list[Observation]] = {}
        for one in known_values(indicator):
            spans.setdefault(one.period.span if indicator.timing is Timing.DURING else None, []).append(one)
        for alike in spans.values():
            for earlier, later in pairwise(alike):
                if not is_broken(indicator, earlier.period, later.period):
                    yield indicator, earlier, later


def _factor(earlier: Observation, later: Observation) -> Decimal | None:
    if earlier.quantity is None or later.quantity is None:
        return None
    small, large = sorted((abs(earlier.quantity.value), abs(later.quantity.value)))
    return EXACT_ENOUGH.divide(large, small) if small else None


def _allowed(earlier: Observation, later: Observation) -> Decimal:
    years = max(later.period.last.year - earlier.period.last.year, 1)
    return _LARGE_JUMP * _LARGER_EACH_YEAR ** (years - 1)


def _jumped(earlier: Observation, later: Observation, factor: Decimal) -> str:
    up = later.quantity and earlier.quantity and later.quantity.value > earlier.quantity.value
    return f"{figure(later)} is {short(factor)} times {'as much as' if up else 'less than'} {figure(earlier)}"
