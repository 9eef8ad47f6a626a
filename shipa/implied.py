"""Values that nobody printed but that follow: a figure and the change that a document reports give the year before.

5,591 after "up 15.76 %" implies 4,830 the year before. Where the year between two known ones was never published,
what is implied leads on from there, so a value may follow over two years and more; where several documents imply the
same value, all of them must be able to be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from shipa.change import (
    EXACT_ENOUGH,
    Change,
    Role,
    Row,
    base_of,
    change_between,
    claimed_interval,
    is_year_before,
    series,
)
from shipa.interval import Interval
from shipa.model import ORDINAL, PERCENT, RANK, YEAR, Indicator, Observation, ReportedChange, Timing
from shipa.period import Period
from shipa.quantity import Bound, Kind, Quantity, last_digit

_HUNDRED = Decimal(100)
_WHOLE = Decimal(1)
# What is measured comes in fractions, what is counted does not.
_MEASURED = re.compile(
    r"\bper\b|\bton(?:ne)?s?\b|\b(?:kilo|centi|milli)?(?:gram|met(?:er|re)|litre|liter|watt)s?\b|\b(?:square|cubic)\b|\bkm\b|\bkg\b|"
    r"\bhectares?\b|\bacres?\b|\bmiles?\b|\b(?:hour|day|week|month|year)s?\b|\bdegrees?\b|\b[kmgt]?wh?\b|\bpoints?\b|"
    r"\b(?:ratio|index|score|times|share|rate)\b|\b(?:thousand|million|billion)s?\b|%",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived(Quantity):
    """A figure that was computed: it may be anything ``within``."""

    within: Interval

    @property
    def interval(self) -> Interval:
        """Everything that the figure may be."""
        return self.within


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """A value of one period: the figure of ``anchor``, led through the changes that ``claims`` report, nearest last."""

    indicator: Indicator
    period: Period
    value: Decimal
    interval: Interval
    anchor: Observation
    claims: tuple[Observation, ...]

    @property
    def is_later(self) -> bool:
        """Whether the value lies after its anchor."""
        return self.period.last > self.anchor.period.last

    @property
    def derivation(self) -> str:
        """What it follows from: ``from 5,591 in 2022 and "up by 15.76%", report-2022``."""
        figure = f"{self.anchor.reported} in {self.anchor.period} ({self.anchor.source})"
        changes = " and ".join(
            f"“{claim.change.text}” in {claim.period} ({claim.source})" for claim in self.claims if claim.change
        )
        if len(self.claims) == 1 and self.claims[0] is self.anchor and self.anchor.change:
            return (
                f"{self.anchor.reported} and “{self.anchor.change.text}” in {self.anchor.period}, {self.anchor.source}"
            )
        return f"{figure} and {changes}"

    @property
    def quantity(self) -> Derived:
        """The value as a figure: whole where people or things are counted, and a bound where it is only bounded."""
        return _figure(self.indicator, self.value, self.interval)


def implied_values(indicator: Indicator) -> tuple[Implied, ...]:
    """Return every value that follows for a period that has no figure of its own, by period; one a derivation."""
    levels = _levels(indicator)
    found = [
        implied
        for anchor in levels.values()
        for step in (_before, _after)
        for implied in _led_from(indicator, anchor, levels, step)
    ]
    return tuple(sorted(found, key=lambda implied: (implied.period, implied.anchor.period)))


def settled(indicator: Indicator) -> tuple[Implied, ...]:
    """Return one implied value a period: the narrowest, cut down to what all the derivations allow."""
    best: dict[tuple[object, ...], Implied] = {}
    for implied in implied_values(indicator):
        key = moment(indicator, implied.period)
        other = best.setdefault(key, implied)
        if common := other.interval.intersection(implied.interval):
            narrower = min((other, implied), key=lambda one: (_width(one.interval) is None, _width(one.interval) or 0))
            best[key] = replace(narrower, interval=common)
    return tuple(best.values())


def series_with_implied(indicator: Indicator) -> tuple[Row, ...]:
    """Return the rows of ``series`` with one for each implied value at its place; observed rows keep their changes."""
    implied = settled(indicator)
    years = {one.period.year for one in implied}
    rows = [replace(row, gap=tuple(year for year in row.gap if year not in years)) for row in series(indicator)]
    observed = [row for row in rows if row.role is Role.OBSERVED]
    rest = [row for row in rows if row.role is not Role.OBSERVED]
    observed += [_row(indicator, one) for one in implied]
    return *sorted(observed, key=lambda row: row.period), *rest


def moment(indicator: Indicator, period: Period) -> tuple[object, ...]:
    """Return what makes two periods the same for the indicator: both ends, or for a stock the last day."""
    return (period.first, period.last) if indicator.timing is Timing.DURING else (period.last,)


def same_moment(indicator: Indicator, one: Period, two: Period) -> bool:
    """Return whether two periods are the same for the indicator."""
    return moment(indicator, one) == moment(indicator, two)


def base_implied(indicator: Indicator, later: Interval, claim: ReportedChange) -> Interval | None:
    """Return what the value was before the change that is claimed, None where nothing follows."""
    change = _change_in(indicator, claim)
    if change is None:
        return None
    if claim.quantity.kind is not Kind.PERCENT:
        return _possible(indicator, later - change)
    factor = _factor(change)
    return None if factor is None else _possible(indicator, not_negative(later) / factor)


def later_implied(indicator: Indicator, base: Interval, claim: ReportedChange) -> Interval | None:
    """Return what the value is after the change that is claimed, None where nothing follows."""
    change = _change_in(indicator, claim)
    if change is None:
        return None
    if claim.quantity.kind is not Kind.PERCENT:
        return _possible(indicator, base + change)
    factor = _factor(change)
    return None if factor is None else _possible(indicator, not_negative(base) * factor)


def is_counted(indicator: Indicator) -> bool:
    """Return whether every value is a whole number, because the unit names things that are counted."""
    not_counts = {PERCENT, RANK, ORDINAL, YEAR}
    return indicator.unit not in not_counts and not indicator.currency and not _MEASURED.search(indicator.unit)


def whole_numbers(interval: Interval) -> Interval | None:
    """Return the whole numbers of an interval as an interval, None where there is none in it."""
    low, high = interval.low, interval.high
    if low is not None:
        whole = low.to_integral_value(ROUND_CEILING)
        low = whole + 1 if interval.low_open and whole == low else whole
    if high is not None:
        whole = high.to_integral_value(ROUND_FLOOR)
        high = whole - 1 if interval.high_open and whole == high else whole
    return None if low is not None and high is not None and low > high else Interval(low=low, high=high)


# ── leading a value on ───────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of one period, and through which claims it came to be known."""

    period: Period
    value: Decimal
    interval: Interval
    claims: tuple[Observation, ...] = ()


_Step = Callable[[Indicator, Observation, _Known], Iterator[_Known]]


def _levels(indicator: Indicator) -> dict[tuple[object, ...], Observation]:
    """Return the best observation of each period that has a figure: the least hedged, the most precise."""
    levels: dict[tuple[object, ...], Observation] = {}
    for observation in indicator.observations:
        if observation.quantity:
            key = moment(indicator, observation.period)
            levels[key] = min(levels.get(key, observation), observation, key=vagueness)
    return levels


def _led_from(
    indicator: Indicator, anchor: Observation, levels: Collection[tuple[object, ...]], step: _Step
) -> Iterator[Implied]:
    """Yield what follows from one observation, year by year in one direction, until a year has a figure of its own."""
    if anchor.quantity is None:
        return
    pending = [_Known(period=anchor.period, value=anchor.quantity.value, interval=anchor.quantity.printed)]
    while pending:
        for known in step(indicator, anchor, pending.pop()):
            if moment(indicator, known.period) not in levels:
                yield Implied(
                    indicator=indicator,
                    period=known.period,
                    value=known.value,
                    interval=known.interval,
                    anchor=anchor,
                    claims=known.claims,
                )
                pending.append(known)


def _before(indicator: Indicator, anchor: Observation, known: _Known) -> Iterator[_Known]:
    base = known.period.year_earlier()
    if base is None or is_broken(indicator, base, known.period):
        return
    claims = [one for one in indicator.observations if one.change and same_moment(indicator, one.period, known.period)]
    for claim in [one for one in claims if one is anchor] or claims:
        if claim.change and (interval := base_implied(indicator, known.interval, claim.change)):
            value = _before_change(indicator, known.value, claim.change)
            yield _Known(period=base, value=value, interval=interval, claims=(*known.claims, claim))


def _after(indicator: Indicator, _: Observation, known: _Known) -> Iterator[_Known]:
    later = known.period.year_later()
    if later is None or is_broken(indicator, known.period, later):
        return
    for claim in indicator.observations:
        if (
            claim.change
            and same_moment(indicator, claim.period, later)
            and (interval := later_implied(indicator, known.interval, claim.change))
        ):
            value = _after_change(indicator, known.value, claim.change)
            yield _Known(period=claim.period, value=value, interval=interval, claims=(*known.claims, claim))


def is_broken(indicator: Indicator, base: Period, later: Period) -> bool:
    """Return whether nothing leads from one period to the other: a break in the series, or spans that overlap."""
    if indicator.timing is Timing.DURING and base.overlaps(later):
        return True
    return any(one.breaks and base.last < one.period.last <= later.last for one in indicator.observations)


def vagueness(observation: Observation) -> tuple[bool, Decimal]:
    """Return how vague a figure is, to sort by: a hedge weighs more than any rounding."""
    quantity = observation.quantity
    return (quantity is None or quantity.bound is not Bound.EXACT, quantity.step if quantity else Decimal(0))


# ── the arithmetic of one change ─────────────────────────────────────────────────────────────────────────────────────


def _change_in(indicator: Indicator, claim: ReportedChange) -> Interval | None:
    """Return the signed change of the value itself, None where the claim says nothing certain of it."""
    if indicator.unit in {ORDINAL, YEAR}:
        return None
    if indicator.unit == PERCENT and claim.quantity.kind is Kind.PERCENT:
        return None  # of a share, "up 3 percent" may mean points or a part of the share
    change = claimed_interval(claim)
    return -change if indicator.unit == RANK else change


def _factor(change: Interval) -> Interval | None:
    """Return what a relative change in percent multiplies with; None where the value may have vanished."""
    one_hundredth = Interval(low=1 / _HUNDRED, high=1 / _HUNDRED)
    grown = change + Interval(low=_HUNDRED, high=_HUNDRED)
    if grown.high is not None and grown.high <= 0:
        return None
    return not_negative(grown) * one_hundredth


def _possible(indicator: Indicator, interval: Interval) -> Interval:
    """Return the interval without values that a count, an amount or a rank cannot have."""
    return interval if indicator.unit == PERCENT else not_negative(interval)


def not_negative(interval: Interval) -> Interval:
    """Return the interval without what lies below zero."""
    if interval.low is None or interval.low < 0:
        return replace(interval, low=Decimal(0), low_open=False)
    return interval


def _signed(indicator: Indicator, claim: ReportedChange) -> Decimal:
    return claim.direction * claim.quantity.value * (-1 if indicator.unit == RANK else 1)


def _before_change(indicator: Indicator, value: Decimal, claim: ReportedChange) -> Decimal:
    change = _signed(indicator, claim)
    if claim.quantity.kind is not Kind.PERCENT:
        return value - change
    return EXACT_ENOUGH.divide(value * _HUNDRED, _HUNDRED + change)


def _after_change(indicator: Indicator, value: Decimal, claim: ReportedChange) -> Decimal:
    change = _signed(indicator, claim)
    if claim.quantity.kind is not Kind.PERCENT:
        return value + change
    return value * (_HUNDRED + change) / _HUNDRED


# ── as figures and rows ──────────────────────────────────────────────────────────────────────────────────────────────


def _figure(indicator: Indicator, value: Decimal, interval: Interval) -> Derived:
    """Return an implied value with no more digits than it deserves; a bound is one that certainly holds."""
    if is_counted(indicator):
        interval = whole_numbers(interval) or interval
    digit = _WHOLE if is_counted(indicator) or indicator.currency else _last_digit(indicator)
    if interval.is_exact and interval.low is not None:
        return Derived(value=interval.low, within=interval)
    if interval.is_bounded:
        return Derived(value=value.quantize(digit), bound=Bound.ABOUT, within=interval)
    if interval.low is not None and interval.low > 0:
        return Derived(value=interval.low.quantize(digit, ROUND_FLOOR), bound=Bound.OVER, within=interval)
    high = interval.high or Decimal(0)
    return Derived(value=high.quantize(digit, ROUND_CEILING), bound=Bound.UNDER, within=interval)


def _last_digit(indicator: Indicator) -> Decimal:
    """Return the smallest digit that the indicator's own figures are printed with."""
    steps = [last_digit(one.quantity.value) for one in indicator.observations if one.quantity and one.quantity.value]
    return min([*steps, _WHOLE])


def _row(indicator: Indicator, implied: Implied) -> Row:
    """Return an implied value as a row: its source is that of the nearest claim, its note how it follows."""
    claim = implied.claims[-1]
    entry = Observation(
        period=implied.period,
        source=claim.source,
        quantity=implied.quantity,
        locator=claim.locator,
        note=implied.derivation,
        at=claim.at,
    )
    return Row(indicator=indicator, entry=entry, role=Role.IMPLIED, change=_change(indicator, entry))


def _change(indicator: Indicator, entry: Observation) -> Change | None:
    """Return the change of an implied value from the year before, if that was observed."""
    base = base_of(indicator, entry)
    if base is None or not is_year_before(base.period, entry.period, indicator.timing):
        return None
    change = change_between(indicator, base, entry)
    return change if isinstance(change, Change) else None


def _width(interval: Interval) -> Decimal | None:
    return None if interval.low is None or interval.high is None else interval.high - interval.low
