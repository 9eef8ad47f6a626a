"""The observations of one indicator in the order of time: with which earlier one a figure can be compared.

Made once for an indicator, each question is answered by bisection: a series of any length is compared in n log n.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable
from datetime import date
from decimal import Decimal

from shipa.model import Indicator, Observation, Timing
from shipa.quantity import Bound


class Timeline:
    """What an indicator's observations are compared by, sorted."""

    __slots__ = ("_best", "_breaks", "_ends", "_is_flow", "_known", "_stated")

    def __init__(self, indicator: Indicator) -> None:
        """Take the observations as they are; their order decides only between equals."""
        self._is_flow = indicator.timing is Timing.DURING
        self._best: dict[tuple[Hashable, date], Observation] = {}  # of a kind of span and its end, from any source
        self._stated: dict[tuple[Hashable, date, str], Observation] = {}  # the same from one source
        ends: dict[Hashable, set[date]] = {}
        breaks: dict[date, tuple[int, str]] = {}
        for place, one in enumerate(indicator.observations):
            end, kind = one.period.last, self._kind(one)
            if one.breaks:
                breaks.setdefault(end, (place, one.breaks))
            if one.quantity:
                ends.setdefault(kind, set()).add(end)
                best = self._best.setdefault((kind, end), one)
                stated = self._stated.setdefault((kind, end, one.source), one)
                if best is not one and _vagueness(one) < _vagueness(best):
                    self._best[kind, end] = one
                if stated is not one and _vagueness(one) < _vagueness(stated):
                    self._stated[kind, end, one.source] = one
        self._ends = {kind: sorted(some) for kind, some in ends.items()}
        self._breaks = sorted((end, *first) for end, first in breaks.items())
        self._known: dict[tuple[int, int], str] = {}

    def base_of(self, later: Observation) -> Observation | None:
        """Return the nearest earlier observation with a figure that ``later`` can be compared with.

        Of several the one from the same source, else the most exact.
        """
        kind = self._kind(later)
        ends = self._ends.get(kind, [])
        place = bisect_left(ends, later.period.last)
        if not place:
            return None
        end = ends[place - 1]
        return self._stated.get((kind, end, later.source)) or self._best[kind, end]

    def break_between(self, base: Observation, later: Observation) -> str:
        """Return why nothing before some observation after ``base``, up to ``later``, can be compared; "" if it can."""
        between = _after(self._breaks, base), _after(self._breaks, later)
        if between not in self._known:
            breaks = ((place, why) for _, place, why in self._breaks[slice(*between)])
            _, self._known[between] = min(breaks, default=(0, ""))
        return self._known[between]

    def _kind(self, observation: Observation) -> Hashable:
        """Return what two flows must share: a year is not compared with three, nor with a month."""
        return observation.period.span if self._is_flow else None


def _after(breaks: list[tuple[date, int, str]], observation: Observation) -> int:
    """Return how many breaks are at the end of the observation's period or before."""
    return bisect_right(breaks, observation.period.last, key=lambda one: one[0])


def _vagueness(observation: Observation) -> tuple[bool, Decimal]:
    quantity = observation.quantity
    return (quantity is None or quantity.bound is not Bound.EXACT, quantity.step if quantity else Decimal(0))
