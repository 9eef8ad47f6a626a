"""Rules for figures that are possible one by one but not in a row: counts that fall, jumps, values out of range."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from shipa.audit.rules import Check, Scope, flawed, holds, rule, undecided
from shipa.audit.wording import figure, short
from shipa.change import EXACT_ENOUGH
from shipa.findings import Severity
from shipa.implied import is_broken, is_counted, vagueness
from shipa.model import ORDINAL, PERCENT, RANK, YEAR, Indicator, Observation, Timing

_LARGE_JUMP = Decimal(3)
_LARGER_EACH_YEAR = Decimal("1.5")  # longer gaps leave room for more
_SLIP = 10  # a decimal point or a scale word
_WHOLE_SHARE = 100


@rule("A401", "cumulative-falls")
def cumulative_falls(scope: Scope) -> Iterator[Check]:
    """A count since a beginning falls, or an edition comes before an earlier one.

    What: the values of an indicator with cumulative = true, and of editions (unit "ordinal"), are compared from one
    date to the next; the later must be able to be at least as high.

    Why: what has been counted stays counted, and the 21st edition does not come before the 19th.

    Fix: mend the figure or its period. If the figure can fall, take cumulative away.

    Passes:

        [cases]
        unit = "cases"
        timing = "end"
        cumulative = true
        observations = [
            { period = "2022", reported = "66", source = "report" },
            { period = "2023-05", reported = "73", source = "report" },
        ]

    Fails:

        [cases]
        unit = "cases"
        timing = "end"
        cumulative = true
        observations = [
            { period = "2022", reported = "66", source = "report" },
            { period = "2023-05", reported = "37", source = "report" },
        ]
    """
    for indicator in scope.indicators:
        if indicator.cumulative or indicator.unit == ORDINAL:
            for earlier, later in pairwise(_known(indicator)):
                if earlier.period.last == later.period.last or not (earlier.quantity and later.quantity):
                    continue
                if later.quantity.printed.is_below(earlier.quantity.printed):
                    yield flawed(f"falls: {figure(later)} after {figure(earlier)}", indicator, later, earlier)
                else:
                    yield holds(indicator, later, earlier, message=f"{figure(later)} is not below {figure(earlier)}")


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
    """A value is ten times as large, or as small, as the one before, or more.

    What: as A402, but a jump by ten or more is not answered by any note, since notes are about other things as well.

    Why: ten is what a slipped decimal point or a lost zero makes, ten thousand what 万 read as a unit makes.

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


def _known(indicator: Indicator) -> list[Observation]:
    """Return the best observation of each period with a figure, by period."""
    best: dict[object, Observation] = {}
    for one in indicator.observations:
        if one.quantity:
            key = one.period if indicator.timing is Timing.DURING else one.period.last
            best[key] = min(best.get(key, one), one, key=vagueness)
    return sorted(best.values(), key=lambda one: one.period)


def _neighbours(scope: Scope) -> Iterator[tuple[Indicator, Observation, Observation]]:
    for indicator in scope.indicators:
        if indicator.unit in {ORDINAL, RANK, YEAR} or len(indicator.observations) < 2:  # noqa: PLR2004 - a pair
            continue
        spans: dict[object, list[Observation]] = {}
        for one in _known(indicator):
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


@rule("A404", "impossible-value")
def impossible_value(scope: Scope) -> Iterator[Check]:
    """A value is impossible in its unit.

    What: counts, amounts, ranks and ordinals are not negative; what is counted comes in whole numbers; a year in which
    something was founded is not after the observation.

    Why: 6,185.5 visits or a rank below the first is a misread figure.

    Fix: mend the figure or the unit.

    Passes:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report" }]

    Fails:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185.5", source = "report" }]
    """
    for indicator, observation in scope.observations():
        if observation.quantity is None:
            continue
        value = observation.quantity.value
        if value < 0 and indicator.unit != PERCENT:
            yield flawed(f"{figure(observation)} is below zero", indicator, observation)
        elif value % 1 and is_counted(indicator):
            yield flawed(f"{figure(observation)} is no whole number of {indicator.unit}", indicator, observation)
        elif indicator.unit == YEAR and value > observation.period.last.year:
            yield flawed(f"{figure(observation)} is a year that had not come", indicator, observation)
        else:
            yield holds(indicator, observation)


@rule("A405", "share-above-whole", Severity.WARNING)
def share_above_whole(scope: Scope) -> Iterator[Check]:
    """A figure in percent is above 100.

    What: every figure of an indicator in percent is compared with the whole, 100.

    Why: a share of something cannot be more than all of it; 963 percent is 96.3 without its point. Rates that can be
    higher are rare.

    Fix: mend the figure, or accept it: accept = { A405 = "a rate of return" }.

    Passes:

        [satisfied]
        unit = "percent"
        observations = [{ period = "2023", reported = "96.3%", source = "report" }]

    Fails:

        [satisfied]
        unit = "percent"
        observations = [{ period = "2023", reported = "963%", source = "report" }]
    """
    for indicator, observation in scope.observations():
        if observation.quantity and indicator.unit == PERCENT:
            if observation.quantity.value > _WHOLE_SHARE:
                yield flawed(f"{figure(observation)} is more than the whole", indicator, observation)
            else:
                yield holds(indicator, observation)
