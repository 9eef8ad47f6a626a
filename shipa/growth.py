"""What one reported change makes of a value, forwards and backwards, and which periods it leads from and to."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from shipa.change import EXACT_ENOUGH, claimed_interval
from shipa.interval import Interval
from shipa.model import ORDINAL, PERCENT, RANK, YEAR, Indicator, Observation, ReportedChange, Timing
from shipa.period import Period
from shipa.quantity import Bound, Kind
from shipa.sign import has_a_sign

_HUNDRED = Decimal(100)
# What is measured comes in fractions, what is counted does not.
_MEASURED = re.compile(
    r"\bper\b|\bton(?:ne)?s?\b|\b(?:kilo|centi|milli)?(?:gram|met(?:er|re)|litre|liter|watt)s?\b|\b(?:square|cubic)\b|\bkm\b|\bkg\b|"
    r"\bhectares?\b|\bacres?\b|\bmiles?\b|\b(?:hour|day|week|month|year)s?\b|\bdegrees?\b|\b[kmgt]?wh?\b|\bpoints?\b|"
    r"\b(?:ratio|index|score|times|share|rate)\b|\b(?:thousand|million|billion)s?\b|%",
    re.IGNORECASE,
)


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
    factor = None if _may_be_negative(indicator, later) else _factor(change)
    return None if factor is None else _possible(indicator, not_negative(later) / factor)


def later_implied(indicator: Indicator, base: Interval, claim: ReportedChange) -> Interval | None:
    """Return what the value is after the change that is claimed, None where nothing follows."""
    change = _change_in(indicator, claim)
    if change is None:
        return None
    if claim.quantity.kind is not Kind.PERCENT:
        return _possible(indicator, base + change)
    factor = None if _may_be_negative(indicator, base) else _factor(change)
    return None if factor is None else _possible(indicator, not_negative(base) * factor)


def is_broken(indicator: Indicator, base: Period, later: Period) -> bool:
    """Return whether nothing leads from one period to the other: a break in the series, or spans that overlap."""
    if indicator.timing is Timing.DURING and base.overlaps(later):
        return True
    return any(one.breaks and base.last < one.period.last <= later.last for one in indicator.observations)


def vagueness(observation: Observation) -> tuple[bool, Decimal]:
    """Return how vague a figure is, to sort by: a hedge weighs more than any rounding."""
    quantity = observation.quantity
    return (quantity is None or quantity.bound is not Bound.EXACT, quantity.step if quantity else Decimal(0))


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
    return interval if indicator.unit == PERCENT or _may_be_negative(indicator, interval) else not_negative(interval)


def _may_be_negative(indicator: Indicator, interval: Interval) -> bool:
    """Return whether values below zero are meant, of which a change in percent says nothing: those of a profit."""
    if indicator.unit == PERCENT or (interval.low is not None and interval.low >= 0):
        return False
    return (interval.high is not None and interval.high < 0) or has_a_sign(indicator.names)


def not_negative(interval: Interval) -> Interval:
    """Return the interval without what lies below zero; one that lies there whole stays, as a loss does."""
    if interval.high is not None and interval.high < 0:
        return interval
    if interval.low is None or interval.low < 0:
        return replace(interval, low=Decimal(0), low_open=False)
    return interval


def _signed(indicator: Indicator, claim: ReportedChange) -> Decimal:
    return claim.direction * claim.quantity.value * (-1 if indicator.unit == RANK else 1)


def value_before(indicator: Indicator, value: Decimal, claim: ReportedChange) -> Decimal:
    """Return what the bare figures make of the value before a change."""
    change = _signed(indicator, claim)
    if claim.quantity.kind is not Kind.PERCENT:
        return value - change
    grown = _HUNDRED + change
    # Where all of it was lost, what there was has no upper end, and no figure is made of it.
    return EXACT_ENOUGH.divide(value * _HUNDRED, grown) if grown > 0 else Decimal(0)


def value_after(indicator: Indicator, value: Decimal, claim: ReportedChange) -> Decimal:
    """Return what the bare figures make of the value after a change."""
    change = _signed(indicator, claim)
    if claim.quantity.kind is not Kind.PERCENT:
        return value + change
    return value * (_HUNDRED + change) / _HUNDRED


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
