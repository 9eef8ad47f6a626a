"""How many times its base a level is, by the figures of the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from shipa.change import EXACT_ENOUGH
from shipa.check.bind.binding import Span
from shipa.check.bind.dating import year
from shipa.check.judge.agreement import reach
from shipa.check.judge.facts import levels
from shipa.growth import is_broken, not_negative
from shipa.interval import Interval
from shipa.model import ORDINAL, RANK, YEAR, Indicator, Observation
from shipa.quantity import Bound, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """One figure divided by another: of the bare figures, what is as good as certain, and all that is possible."""

    value: Decimal
    likely: Interval
    possible: Interval
    is_exact: bool
    sources: tuple[str, ...]


def ratios(indicator: Indicator, span: Span, base: Span) -> Iterator[Ratio]:
    """Yield how many times that of ``base``, by default of the year before, the level of ``span`` is."""
    if span.year is None or indicator.unit in {RANK, ORDINAL, YEAR}:
        return
    for earlier in levels(indicator, base if base.year else year(span.year - 1, span.stated)):
        for later in levels(indicator, span):
            if not is_broken(indicator, earlier.period, later.period):
                yield from ratio(later, earlier)


def ratio(over: Observation, under: Observation) -> Iterator[Ratio]:
    """Yield how many times the one figure the other is, nothing where one is missing or zero."""
    one, two = over.quantity, under.quantity
    if one and two and two.value > 0:
        yield Ratio(
            value=EXACT_ENOUGH.divide(one.value, two.value),
            likely=_not_negative(one) / _not_negative(two),
            possible=not_negative(one.interval) / not_negative(two.interval),
            is_exact=one.bound is two.bound is Bound.EXACT,
            sources=tuple(dict.fromkeys((over.source, under.source))),
        )


def _not_negative(quantity: Quantity) -> Interval:
    return not_negative(reach(quantity))
