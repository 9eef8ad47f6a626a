"""How findings name figures, changes and their intervals, the same in every rule."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from shipa.interval import Interval
from shipa.model import RANK, Indicator, Observation, ReportedChange
from shipa.quantity import Kind, write_number

_MOST_DIGITS = 6


def figure(observation: Observation) -> str:
    """Return a figure with its period and source: ``6,185 in 2023 (shine-2024)``."""
    return f"{observation.reported} in {observation.period} ({observation.source})"


def claim_words(claim: ReportedChange) -> str:
    """Return what a document says of a change, in quotes."""
    return f"“{claim.text}”"


def measured_in(indicator: Indicator, claim: ReportedChange) -> str:
    """Return what the figure of a change is counted in."""
    if claim.quantity.kind is Kind.PERCENT:
        return "%"
    if claim.quantity.kind is Kind.POINTS:
        return "percentage points"
    return "places" if indicator.unit == RANK else indicator.unit


def change_range(interval: Interval, unit: str) -> str:
    """Return a range of changes: ``+10.6242 %``, ``+19.92 to +20.82 %``, ``more than +142 %``."""
    low, high = (None if end is None else _signed(end) for end in (interval.low, interval.high))
    if low and high:
        return f"{low} {unit}" if low == high else f"{low} to {high} {unit}"
    if low:
        return f"more than {low} {unit}"
    return f"less than {high} {unit}" if high else f"any change in {unit}"


def value_range(interval: Interval) -> str:
    """Return a range of values: ``4,830``, ``32,800 to 32,900``, ``more than 412,617``."""
    low, high = (None if end is None else short(end) for end in (interval.low, interval.high))
    if low and high:
        return low if low == high else f"{low} to {high}"
    if low:
        return f"more than {low}"
    return f"less than {high}" if high else "anything"


def short(value: Decimal, *, up: bool = False) -> str:
    """Return a number with no more digits than a reader needs: whole above a thousand, else six at most."""
    decimals = max(min(_MOST_DIGITS - 1 - value.adjusted(), 4), 0) if value else 0
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_CEILING if up else None)
    text = write_number(rounded)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _signed(value: Decimal) -> str:
    return ("+" if value > 0 else "") + short(value)
