"""The nearest explanation of a reported change that does not follow from the figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from shipa.audit.recomputed import Recomputed, bases_of, recomputed
from shipa.audit.rules import Scope
from shipa.audit.wording import figure, value_range
from shipa.change import Agreement
from shipa.growth import base_implied, is_counted, same_moment, whole_numbers
from shipa.interval import Interval
from shipa.model import PERCENT, RANK, Indicator
from shipa.quantity import Bound, Kind

_MOST_YEARS = 5
_REVISED_BY = 5  # percent that a revision may be thought to move a figure


def nearest_explanation(scope: Scope, indicator: Indicator, result: Recomputed) -> str:
    """Return what would make a wrong change right: the first explanation that fits, or the base that it needs."""
    explanations = (_other_kind, _other_direction, _several_years, _wrong_base)
    for explain in explanations:
        if words := explain(indicator, result):
            return words
    if words := next(_other_indicators(scope, indicator, result), ""):
        return words
    if words := _turned_digits(indicator, result):
        return words
    return _needed_base(indicator, result)


def _fits(result: Recomputed | None) -> bool:
    return result is not None and result.agreement is not Agreement.INCONSISTENT


def _other_kind(indicator: Indicator, result: Recomputed) -> str:
    claim = result.claim
    if indicator.unit in {PERCENT, RANK}:
        return ""
    is_percent = claim.quantity.kind is Kind.PERCENT
    other = replace(claim, quantity=replace(claim.quantity, kind=Kind.NUMBER if is_percent else Kind.PERCENT))
    if not _fits(recomputed(indicator, result.base, result.later, other)):
        return ""
    if is_percent:
        return f"it fits as the absolute change, {claim.quantity.value} {indicator.unit}"
    return f"it fits as the relative change, {claim.quantity.value} percent"


def _other_direction(indicator: Indicator, result: Recomputed) -> str:
    turned = replace(result.claim, direction=-result.claim.direction)
    if _fits(recomputed(indicator, result.base, result.later, turned)):
        return f"it fits in the other direction, {'up' if turned.direction > 0 else 'down'}"
    return ""


def _several_years(indicator: Indicator, result: Recomputed) -> str:
    for years in range(2, _MOST_YEARS + 1):
        for base in bases_of(indicator, result.later, years):
            if _fits(recomputed(indicator, base, result.later, result.claim)):
                return f"it fits over {years} years, from {figure(base)}"
    return ""


def _wrong_base(indicator: Indicator, result: Recomputed) -> str:
    """Return whether somebody divided by the later figure instead of the earlier."""
    turned = replace(result.claim, direction=-result.claim.direction)
    if result.claim.quantity.kind is Kind.PERCENT and _fits(recomputed(indicator, result.later, result.base, turned)):
        return f"it fits as a share of {figure(result.later)} instead of the base"
    return ""


def _other_indicators(scope: Scope, indicator: Indicator, result: Recomputed) -> Iterator[str]:
    """Yield the indicators of the same document whose change it is, the most closely related first."""
    if result.claim.quantity.kind is not Kind.PERCENT:
        return
    near = sorted(scope.base.indicators.values(), key=lambda other: _distance(indicator, other))
    for other in near:
        if other.id == indicator.id:
            continue
        for later in other.observations:
            if later.source != result.later.source or not same_moment(other, later.period, result.later.period):
                continue
            for base in bases_of(other, later):
                found = recomputed(other, base, later, result.claim)
                if found and found.possible.is_bounded and _fits(found):
                    yield f"it fits {other.id}, {figure(base)} to {later.reported}"


def _distance(indicator: Indicator, other: Indicator) -> tuple[bool, bool]:
    is_related = indicator.id == other.part_of or indicator.part_of == other.id
    return (not is_related, indicator.topic != other.topic)


def _turned_digits(indicator: Indicator, result: Recomputed) -> str:
    """Return whether the change would fit if two digits of it, side by side, had changed places."""
    printed = f"{result.claim.quantity.value:f}"
    places = [at for at, character in enumerate(printed) if character.isdigit()]
    for one, two in pairwise(places):
        characters = list(printed)
        characters[one], characters[two] = characters[two], characters[one]
        turned = "".join(characters)
        quantity = replace(result.claim.quantity, value=Decimal(turned))
        claim = replace(result.claim, quantity=quantity)
        if turned != printed and _fits(recomputed(indicator, result.base, result.later, claim)):
            return f"it fits as {turned}, with two digits the other way round"
    return ""


def _needed_base(indicator: Indicator, result: Recomputed) -> str:
    later, base = result.later.quantity, result.base.quantity
    needed = base_implied(indicator, later.printed, result.claim) if later else None
    if needed and is_counted(indicator):
        needed = whole_numbers(needed) or needed
    if needed is None or base is None:
        return "no value before would make it right"
    room = abs(base.value) * _REVISED_BY / 100
    revised = Interval.around(base.value, room).overlaps(needed) and base.bound is Bound.EXACT
    what = " (the base may have been revised)" if revised else ""
    return f"it needs {value_range(needed)} before, not {result.base.reported}{what}"
