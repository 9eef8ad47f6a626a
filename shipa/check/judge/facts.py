"""The facts that a bound figure is to be compared with: levels, changes and targets of an indicator for a period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from shipa.change import change_between, claimed_interval
from shipa.check.bind.binding import Binding, Span
from shipa.check.find.when import Scope
from shipa.interval import Interval
from shipa.model import PERCENT, RANK, Indicator, Observation, Target, Timing
from shipa.quantity import Bound, Kind, Quantity, find


@lru_cache(maxsize=1_000)
def _scale_of(unit: str) -> Decimal:
    """Return what one of a unit stands for: a million of "million cubic metres"."""
    one = next(iter(find(f"1 {unit}" if unit.isascii() else f"1{unit}")), None)
    plain = one is not None and one.quantity.kind is Kind.NUMBER and not one.quantity.currency
    return one.quantity.value if one and plain else Decimal(1)


def in_scale(fact: Quantity, indicator: Indicator, claimed: Quantity) -> Quantity:
    """Return a fact in the scale that a draft prints: "2,987" in units of a million is 2,987 million."""
    scale = _scale_of(indicator.unit)
    if scale == 1 or claimed.value < scale:
        return fact
    return replace(fact, value=fact.value * scale, step=fact.step * scale)


_KEPT = 4_096  # indicators of which what was derived is kept


def levels(indicator: Indicator, span: Span) -> tuple[Observation, ...]:
    """Return the observations with a figure for exactly the days that a text speaks of."""
    if span.scope is Scope.YEAR and span.first:
        return of_years(indicator).get(span.first.year, ())
    return tuple(
        observation
        for observation in indicator.observations
        if observation.quantity and _is_for(indicator, observation, span)
    )


@lru_cache(maxsize=_KEPT)
def of_years(indicator: Indicator) -> Mapping[int, tuple[Observation, ...]]:
    """Return the observations with a figure by the year that it can be said to be of."""
    found: dict[int, list[Observation]] = {}
    for observation in indicator.observations:
        if observation.quantity:
            for year in _years_of(indicator, observation):
                found.setdefault(year, []).append(observation)
    return {year: tuple(observations) for year, observations in found.items()}


def _years_of(indicator: Indicator, observation: Observation) -> tuple[int, ...]:
    period = observation.period
    if period.year is not None:
        return (period.year,)
    last = period.last.year
    if observation.dated:  # found in a document of that day; the figure may well be some months older
        return (last, last - 1) if period.first == period.last else ()
    at_the_end = indicator.timing is not Timing.DURING and period.last == date(last, 12, 31)
    return (last,) if at_the_end else ()


def _is_for(indicator: Indicator, observation: Observation, span: Span) -> bool:
    period = observation.period
    if span.scope is Scope.SINCE:
        return period.first == span.first and "/" in period.text
    if span.first is None:
        return False
    ends_there = indicator.timing is not Timing.DURING and period.last == span.last
    return ends_there or (period.first == span.first and period.last == span.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownChange:
    """A change that the facts know: stated by a document, or computed; signed, in percent or in the unit itself."""

    relative: bool
    possible: Interval
    stated: Quantity | None
    direction: int
    source: str
    is_exact: bool = True


def changes(indicator: Indicator, span: Span, base: Span) -> tuple[KnownChange, ...]:
    """Return what the facts know of the change up to ``span`` from ``base``, by default from the year before."""
    year = span.year
    return () if year is None else _changes(indicator, year, base.year or year - 1)


@lru_cache(maxsize=_KEPT)
def _changes(indicator: Indicator, year: int, base_year: int) -> tuple[KnownChange, ...]:
    earlier = [one for one in indicator.observations if one.period.year == base_year]
    found: list[KnownChange] = []
    for observation in indicator.observations:
        if observation.period.year != year:
            continue
        claim = observation.change
        if claim and claim.years and base_year == year - claim.years:
            found.append(
                KnownChange(
                    relative=claim.quantity.kind is Kind.PERCENT,
                    possible=claimed_interval(claim),
                    stated=claim.quantity,
                    direction=claim.direction,
                    source=observation.source,
                )
            )
        for one in earlier:
            found.extend(_computed(indicator, one, observation))
    return tuple(found)


def _computed(indicator: Indicator, earlier: Observation, later: Observation) -> Iterator[KnownChange]:
    change = change_between(indicator, earlier, later)
    if isinstance(change, str):
        return
    exact = change.bound is Bound.EXACT
    if change.percents is not None and indicator.unit not in {PERCENT, RANK}:
        yield KnownChange(
            relative=True,
            possible=change.percents,
            stated=None,
            direction=change.direction,
            source=later.source,
            is_exact=exact,
        )
    amounts = -change.amounts if indicator.unit == RANK else change.amounts
    yield KnownChange(
        relative=False, possible=amounts, stated=None, direction=change.direction, source=later.source, is_exact=exact
    )


def targets(binding: Binding) -> tuple[Target, ...]:
    """Return the targets of the indicator for the deadline that a text names, all of them where it names none."""
    wanted = binding.span.year
    return tuple(target for target in binding.indicator.targets if wanted in {None, target.period.year})
