"""How far each target is reached: the latest observation beside it, what is left, and how fast it would have to go.

"Met" is said only where every value that the figures allow meets the target, and "not yet" only where none does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from enum import StrEnum

from shipa.growth import is_broken, vagueness
from shipa.interval import Interval
from shipa.model import ORDINAL, PERCENT, RANK, YEAR, Better, Indicator, Observation, Source, Target, Timing
from shipa.period import parse_period
from shipa.quantity import Bound, Quantity

_EXACT_ENOUGH = Context(prec=40)
_HUNDRED = Decimal(100)
_DAYS_A_YEAR = Decimal("365.2425")


class Standing(StrEnum):
    """Where an indicator stands beside its target."""

    MET = "met"
    NOT_YET = "not yet"
    MISSED = "missed"
    OPEN = "cannot be said"  # what the hedges leave possible lies on both sides
    UNKNOWN = "no value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """A yearly growth: in percent, or in the indicator's unit where that is a share or a rank."""

    a_year: Decimal
    is_relative: bool
    since: Observation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A target beside the latest observation.

    ``better`` are the values that meet the target, None where nobody can say. ``share`` is the part reached in percent,
    where more is better; ``distance`` is how far the value has to go to the target, in the unit of the indicator; both
    are of the bare figures, and only as certain as ``bound`` says. ``years_left`` count from the observation to the
    deadline.
    """

    indicator: Indicator
    target: Target
    latest: Observation | None
    standing: Standing
    better: Better | None = None
    bound: Bound = Bound.EXACT
    share: Decimal | None = None
    distance: Decimal | None = None
    years_left: Decimal | None = None
    needed: Pace | None = None
    so_far: Pace | None = None


def progress_of(
    indicators: Iterable[Indicator], by: date | None = None, sources: Mapping[str, Source] | None = None
) -> Iterator[Progress]:
    """Yield every target, or those that are due until a day, beside what is known of its indicator.

    ``sources`` tell when a target was set, and so which value it starts from.
    """
    for indicator in indicators:
        for target in indicator.targets:
            if by is None or target.period.last <= by:
                source = (sources or {}).get(target.source)
                published = parse_period(source.published).last if source and source.published else None
                yield _progress(indicator, target, published)


def _progress(indicator: Indicator, target: Target, published: date | None) -> Progress:
    latest = _latest(indicator, target)
    if latest is None or latest.quantity is None:
        return Progress(indicator=indicator, target=target, latest=None, standing=Standing.UNKNOWN)
    goal, now = target.quantity, latest.quantity
    better = _better(indicator, target, published)
    standing = _standing(goal, better, now, is_due=latest.period.last >= target.period.last)
    years_left = _years(latest.period.last, target.period.last)
    is_relative = indicator.unit not in {PERCENT, RANK, ORDINAL, YEAR}
    wants_more = better is not None and standing in {Standing.NOT_YET, Standing.OPEN} and years_left > 0
    is_part = better is Better.HIGHER and is_relative and goal.value > 0
    return Progress(
        indicator=indicator,
        target=target,
        latest=latest,
        standing=standing,
        better=better,
        bound=now.bound,
        share=_EXACT_ENOUGH.divide(_HUNDRED * now.value, goal.value) if is_part else None,
        distance=goal.value - now.value,
        years_left=max(years_left, Decimal(0)),
        needed=_pace(now.value, goal.value, years_left, is_relative=is_relative) if wants_more else None,
        so_far=_so_far(indicator, latest, is_relative=is_relative),
    )


def _latest(indicator: Indicator, target: Target) -> Observation | None:
    """Return the latest observation that can be held against the target, of several the least vague."""
    spans = {target.period.span}
    known = [
        one
        for one in indicator.observations
        if one.quantity and (indicator.timing is not Timing.DURING or one.period.span in spans)
    ]
    last = max((one.period.last for one in known), default=None)
    return min((one for one in known if one.period.last == last), key=vagueness, default=None)


def _better(indicator: Indicator, target: Target, published: date | None) -> Better | None:
    """Return which values meet a target: as the facts say, the figure, or the way from the value that it starts at."""
    goal = target.quantity
    if target.better:
        return Better(target.better)
    if goal.bound in {Bound.OVER, Bound.UNDER}:
        return Better.HIGHER if goal.bound is Bound.OVER else Better.LOWER
    if indicator.unit == RANK:
        return Better.LOWER
    known = [
        one
        for one in indicator.observations
        if _is_known(one) and (indicator.timing is not Timing.DURING or one.period.span == target.period.span)
    ]
    before = [one for one in known if published and one.period.last <= published]
    if before:
        return _way(before[-1], goal)
    # When the target was set is not known: all values must speak for one way.
    ways = {_way(known[0], goal), _way(known[0], known[-1].quantity)} if len(known) > 1 else {None}
    return ways.pop() if len(ways) == 1 else None


def _way(start: Observation, end: Quantity | None) -> Better | None:
    """Return on which side of the start a figure certainly lies; a target without a hedge is meant as it stands."""
    if start.quantity is None or end is None:
        return None
    there = end.interval if end.bound is Bound.ABOUT else Interval(low=end.value, high=end.value)
    if start.quantity.interval.overlaps(there):
        return None
    return Better.HIGHER if end.value > start.quantity.value else Better.LOWER


def _standing(goal: Quantity, better: Better | None, now: Quantity, *, is_due: bool) -> Standing:
    met, short = _met_and_short(goal, is_lower_better=better is Better.LOWER)
    if better is not None and now.interval.is_within(met):
        return Standing.MET
    if better is not None and now.interval.is_within(short):
        return Standing.MISSED if is_due else Standing.NOT_YET
    return Standing.OPEN


def _met_and_short(goal: Quantity, *, is_lower_better: bool) -> tuple[Interval, Interval]:
    """Return the values that certainly meet a target, and those that certainly do not."""
    if goal.bound is Bound.OVER and not is_lower_better:
        return goal.interval, Interval(high=goal.value, high_open=goal.inclusive)
    if goal.bound is Bound.UNDER and is_lower_better:
        within = Interval(high=goal.value, high_open=not goal.inclusive)
        return within, Interval(low=goal.value, low_open=goal.inclusive)
    # What rounds to the target, or is "about" it, is for people to call met or not.
    if is_lower_better:
        return Interval(high=goal.value), Interval(low=goal.interval.high, low_open=True)
    return Interval(low=goal.value), Interval(high=goal.interval.low, high_open=True)


def _so_far(indicator: Indicator, latest: Observation, *, is_relative: bool) -> Pace | None:
    """Return the average growth from the first observation that can be compared with the latest."""
    if latest.quantity is None or not _is_known(latest):
        return None
    for first in indicator.observations:
        years = _years(first.period.last, latest.period.last)
        is_alike = indicator.timing is not Timing.DURING or first.period.span == latest.period.span
        if first.quantity and _is_known(first) and is_alike and years >= 1:
            if is_broken(indicator, first.period, latest.period):
                continue
            pace = _pace(first.quantity.value, latest.quantity.value, years, is_relative=is_relative)
            return pace and Pace(a_year=pace.a_year, is_relative=pace.is_relative, since=first)
    return None


def _is_known(observation: Observation) -> bool:
    """Return whether a figure is more than a bound."""
    return observation.quantity is not None and observation.quantity.bound in {Bound.EXACT, Bound.ABOUT}


def _pace(start: Decimal, end: Decimal, years: Decimal, *, is_relative: bool) -> Pace | None:
    """Return the growth that leads from one value to the other, the same every year."""
    if not is_relative:
        return Pace(a_year=_EXACT_ENOUGH.divide(end - start, years), is_relative=False)
    if start <= 0 or end <= 0:
        return None
    root = _EXACT_ENOUGH.power(_EXACT_ENOUGH.divide(end, start), _EXACT_ENOUGH.divide(1, years))
    return Pace(a_year=(root - 1) * _HUNDRED, is_relative=True)


def _years(first: date, last: date) -> Decimal:
    """Return the years between two days: whole where they are the same day of the year."""
    if (first.month, first.day) == (last.month, last.day):
        return Decimal(last.year - first.year)
    return _EXACT_ENOUGH.divide(Decimal((last - first).days), _DAYS_A_YEAR)
