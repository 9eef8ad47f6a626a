"""Indicators whose figures can be taken for each other: whether a figure that is wrong for one is right for another."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from shipa.check.bind.binding import Span
from shipa.check.find.when import Scope
from shipa.check.judge.agreement import agreement
from shipa.check.judge.facts import levels, of_years
from shipa.model import ORDINAL, PERCENT, RANK, YEAR, FactBase, Indicator, Observation
from shipa.quantity import Bound, Quantity

# An indicator with one of its figures, the size of that, and the place that the indicator has in the pack.
_Entry = tuple[Decimal, int, Indicator, Observation]
_SPECIAL_UNITS = frozenset({PERCENT, RANK, ORDINAL, YEAR})
_FAR = 10  # a bare figure and one that agrees with it differ by a factor of three at most


class Kindred:
    """The indicators of a fact base in families: all counts, or all that are in one unit of their own."""

    def __init__(self, base: FactBase) -> None:
        """Sort the indicators of a fact base by what they are counted in."""
        self._families: defaultdict[tuple[str, str], list[Indicator]] = defaultdict(list)
        for indicator in base.indicators.values():
            self._families[_family(indicator)].append(indicator)
        self._years: dict[tuple[str, str], dict[int, list[_Entry]]] = {}

    def with_figure(self, claimed: Quantity, indicator: Indicator, span: Span) -> tuple[Indicator, ...]:
        """Return the other indicators of which a figure would be right for the same days, in the order of the pack."""
        return tuple(
            dict.fromkeys(
                other
                for other, observation in self._around(claimed, indicator, span)
                if other is not indicator and observation.quantity and agreement(claimed, observation.quantity).holds
            )
        )

    def _around(self, claimed: Quantity, indicator: Indicator, span: Span) -> Iterator[tuple[Indicator, Observation]]:
        """Yield what is known for these days, without such figures as cannot agree because they are far away."""
        family = _family(indicator)
        if span.scope is not Scope.YEAR or not span.first:
            for other in self._families[family]:
                for observation in levels(other, span):
                    yield other, observation
            return
        entries = self._of_years(family).get(span.first.year, [])
        if claimed.bound is Bound.EXACT and claimed.value:
            size = abs(claimed.value)
            low = bisect_left(entries, size / _FAR, key=_size)
            near = entries[low : bisect_left(entries, size * _FAR, low, key=_size)]
        else:
            near = entries
        for _, _, other, observation in sorted(near, key=_place):
            yield other, observation

    def _of_years(self, family: tuple[str, str]) -> dict[int, list[_Entry]]:
        """Return the figures of a family by year and size."""
        if family not in self._years:
            found: defaultdict[int, list[_Entry]] = defaultdict(list)
            for place, indicator in enumerate(self._families[family]):
                for year, observations in of_years(indicator).items():
                    found[year].extend(
                        (abs(one.quantity.value), place, indicator, one) for one in observations if one.quantity
                    )
            self._years[family] = {year: sorted(entries, key=_size) for year, entries in found.items()}
        return self._years[family]


def _family(indicator: Indicator) -> tuple[str, str]:
    return indicator.currency, indicator.unit if indicator.unit in _SPECIAL_UNITS else ""


def _size(entry: _Entry) -> Decimal:
    return entry[0]


def _place(entry: _Entry) -> int:
    return entry[1]
