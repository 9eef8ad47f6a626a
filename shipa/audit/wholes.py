"""Rules for parts and wholes: of one period, and of periods within longer ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from shipa.audit.rules import Check, Scope, flawed, holds, rule, undecided
from shipa.audit.wording import figure, value_range
from shipa.findings import Severity
from shipa.growth import not_negative, same_moment, vagueness
from shipa.interval import Interval
from shipa.model import ORDINAL, PERCENT, RANK, YEAR, Indicator, Observation, Timing
from shipa.quantity import Bound, Quantity

_NO_SUM = frozenset({PERCENT, RANK, ORDINAL, YEAR})
_REACH_OF_OVER = Decimal("0.1")  # nobody writes "over 35,500" of 42,000


@rule("A302", "part-exceeds-whole")
def part_exceeds_whole(scope: Scope) -> Iterator[Check]:
    """A part is larger than its whole.

    What: an indicator with part_of is compared with its whole wherever both have a figure for the same period; its
    least possible value must not be above the greatest possible one of the whole.

    Why: one of the figures is wrong, or the one does not count a part of the other.

    Fix: mend the figure, or take part_of away and say in a note how the two differ.

    Passes:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report" }]

        [school-visits]
        unit = "visits"
        part_of = "visits"
        observations = [{ period = "2023", reported = "1,850", source = "report" }]

    Fails:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report" }]

        [school-visits]
        unit = "visits"
        part_of = "visits"
        observations = [{ period = "2023", reported = "18,500", source = "report" }]
    """
    for part in scope.indicators:
        whole = scope.base.indicators.get(part.part_of)
        if whole is None or whole.unit != part.unit:
            continue
        for observation in part.observations:
            if observation.quantity is None:
                continue
            there = [
                one for one in whole.observations if one.quantity and same_moment(whole, one.period, observation.period)
            ]
            if not there:
                yield undecided("the whole has no figure for the period", part, observation)
            for one in there:
                assert one.quantity is not None  # noqa: S101 - chosen so above
                both = f"{figure(observation)} and {whole.id} with {figure(one)}"
                if one.quantity.printed.is_below(observation.quantity.printed):
                    yield flawed(f"a part is larger than its whole: {both}", part, observation, one)
                else:
                    yield holds(part, observation, one, message=f"a part does not exceed its whole: {both}")


@rule("A303", "parts-exceed-whole", Severity.WARNING)
def parts_exceed_whole(scope: Scope) -> Iterator[Check]:
    """The parts of a whole sum to more than the whole.

    What: where several indicators are part_of the same whole, their figures for a period are added up.

    Why: parts that do not overlap cannot be more than the whole. Parts may overlap, and then nothing is wrong: so this
    is a warning.

    Fix: mend the figure that is wrong. Where the parts overlap, accept it in the whole and say so.

    Passes:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report" }]

        [school-visits]
        unit = "visits"
        part_of = "visits"
        observations = [{ period = "2023", reported = "1,850", source = "report" }]

        [evening-visits]
        unit = "visits"
        part_of = "visits"
        observations = [{ period = "2023", reported = "over 4,000", source = "report" }]

    Fails:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report" }]

        [school-visits]
        unit = "visits"
        part_of = "visits"
        observations = [{ period = "2023", reported = "1,850", source = "report" }]

        [evening-visits]
        unit = "visits"
        part_of = "visits"
        observations = [{ period = "2023", reported = "over 5,000", source = "report" }]
    """
    parts: dict[str, list[Indicator]] = {}
    for indicator in scope.base.indicators.values():
        if indicator.part_of:
            parts.setdefault(indicator.part_of, []).append(indicator)
    for whole in scope.indicators:
        if len(alike := [part for part in parts.get(whole.id, ()) if part.unit == whole.unit]) > 1:
            for observation in whole.observations:
                if observation.quantity:
                    yield _sum_of_parts(whole, observation, alike)


def _sum_of_parts(whole: Indicator, observation: Observation, parts: list[Indicator]) -> Check:
    assert observation.quantity is not None  # noqa: S101 - asked for by the caller
    found = [one for part in parts if (one := _best_at(part, observation))]
    if len(found) < 2:  # noqa: PLR2004 - one part is compared by A302
        return undecided("fewer than two parts have a figure for the period", whole, observation)
    total = Interval(low=Decimal(0), high=Decimal(0))
    for one in found:
        total += not_negative(_printed(one))
    added = " + ".join(one.reported for one in found)
    if observation.quantity.printed.is_below(total):
        message = (
            f"the parts sum to more than the whole: {added} is {value_range(total)}, the whole {figure(observation)}"
        )
        return flawed(message, whole, observation, *found)
    return holds(whole, observation, *found, message=f"the parts {added} are not more than {figure(observation)}")


def _best_at(indicator: Indicator, observation: Observation) -> Observation | None:
    there = (
        one for one in indicator.observations if one.quantity and same_moment(indicator, one.period, observation.period)
    )
    return min(there, key=vagueness, default=None)


def _printed(observation: Observation) -> Interval:
    return observation.quantity.printed if observation.quantity else Interval()


@rule("A304", "part-unlike-whole")
def part_unlike_whole(scope: Scope) -> Iterator[Check]:
    """A part is counted in another unit, or at another time, than its whole.

    What: an indicator with part_of must have the unit and the timing of its whole.

    Why: cases are no part of people, and what there is at the end of a year is no part of what happened during it. The
    comparison of part and whole would mean nothing.

    Fix: mend the unit or the timing, or take part_of away.

    Passes:

        [visits]
        unit = "visits"

        [school-visits]
        unit = "visits"
        part_of = "visits"

    Fails:

        [visits]
        unit = "visits"

        [pupils]
        unit = "people"
        part_of = "visits"
    """
    for part in scope.indicators:
        whole = scope.base.indicators.get(part.part_of)
        if whole is None:
            continue
        if part.unit != whole.unit:
            yield flawed(f"is counted in {part.unit}, and {whole.id}, of which it is a part, in {whole.unit}", part)
        elif part.timing is not whole.timing:
            message = f"is measured '{part.timing}', and {whole.id}, of which it is a part, '{whole.timing}'"
            yield flawed(message, part)
        else:
            yield holds(part)


@rule("A305", "sum-contradicts-periods")
def sum_contradicts_periods(scope: Scope) -> Iterator[Check]:
    """A figure for several periods does not fit those of the periods in it.

    What: a figure of a count or an amount for a long period is compared with those of the shorter periods in it.
    Together they cannot be more, and where they fill the long period they cannot be less. "Over 35,500" is taken as a
    figure near 35,500, not as leave to be any number above.

    Why: what happened in three years contains what happened in each.

    Fix: mend the figure, or make two indicators of what was counted differently.

    Passes:

        [visits]
        unit = "visits"
        observations = [
            { period = "2020/2022", reported = "over 15,500", source = "report" },
            { period = "2022", reported = "6,185", source = "report" },
        ]

    Fails:

        [visits]
        unit = "visits"
        observations = [
            { period = "2020/2022", reported = "over 5,500", source = "report" },
            { period = "2022", reported = "6,185", source = "report" },
        ]
    """
    for indicator in scope.indicators:
        if indicator.timing is not Timing.DURING or indicator.unit in _NO_SUM or " per " in indicator.unit:
            continue
        known = [one for one in indicator.observations if one.quantity]
        if len({one.period for one in known}) > 1:
            for whole in known:
                within = [one for one in known if one.period.is_within(whole.period) and one.period != whole.period]
                if within:
                    yield _sum_of_periods(indicator, whole, _disjoint(within))


def _disjoint(observations: list[Observation]) -> list[Observation]:
    """Return observations of periods that do not overlap, the longest first, one a period."""
    chosen: list[Observation] = []
    for one in sorted(observations, key=lambda one: (one.period.first - one.period.last, vagueness(one))):
        if not any(one.period.overlaps(other.period) for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.period)


def _sum_of_periods(indicator: Indicator, whole: Observation, parts: list[Observation]) -> Check:
    total, probable = Interval(low=Decimal(0), high=Decimal(0)), _probable(whole.quantity)
    days = 0
    for part in parts:
        total += not_negative(_printed(part))
        days += (part.period.last - part.period.first).days + 1
    fills = days == (whole.period.last - whole.period.first).days + 1
    added = " + ".join(figure(part) for part in parts)
    if probable.is_below(total):
        message = f"{figure(whole)} is less than {added}, which it includes"
    elif fills and total.is_below(_printed(whole)):
        message = f"{figure(whole)} is more than {added}, all that it consists of"
    else:
        return holds(indicator, whole, *parts, message=f"{figure(whole)} can contain {added}")
    return flawed(message, indicator, whole, *parts)


def _probable(quantity: Quantity | None) -> Interval:
    """Return what a figure means where no more than its words are known: "over" reaches a tenth above it."""
    if quantity is None:
        return Interval()
    if quantity.bound is Bound.OVER:
        return replace(quantity.interval, high=quantity.value * (1 + _REACH_OF_OVER))
    return quantity.printed
