"""Interval arithmetic on exact decimals: what a rounded or hedged figure may be, and what follows from it.

An end that is ``None`` is unknown (unbounded); an end that is *open* is not itself a possible value.
Products and quotients round outwards, so a result always contains every value that is possible.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

_DOWN = Context(prec=40, rounding=ROUND_FLOOR)
_UP = Context(prec=40, rounding=ROUND_CEILING)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A range of possible values, in whatever unit its figures have."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def around(cls, value: Decimal, slack: Decimal) -> Interval:
        """Return the closed interval ``value ± slack``."""
        return cls(low=value - slack, high=value + slack)

    @property
    def is_exact(self) -> bool:
        """Whether only one value is possible."""
        return self.low is not None and self.low == self.high

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are known."""
        return self.low is not None and self.high is not None

    def __contains__(self, value: Decimal) -> bool:
        return self.overlaps(Interval(low=value, high=value))

    def overlaps(self, other: Interval) -> bool:
        """Return whether some value is possible in both."""
        return not self.is_below(other) and not other.is_below(self)

    def is_below(self, other: Interval) -> bool:
        """Return whether every value here is smaller than every value there."""
        if self.high is None or other.low is None:
            return False
        touching = self.high == other.low and (self.high_open or other.low_open)
        return self.high < other.low or touching

    def is_within(self, other: Interval) -> bool:
        """Return whether every value here is possible there too."""
        return _reaches(other.low, self.low, inner_open=self.low_open, outer_open=other.low_open, sign=1) and _reaches(
            other.high, self.high, inner_open=self.high_open, outer_open=other.high_open, sign=-1
        )

    def intersection(self, other: Interval) -> Interval | None:
        """Return the values possible in both, or None where there are none."""
        if not self.overlaps(other):
            return None
        low, low_open = _tighter(self.low, self.low_open, other.low, other.low_open, sign=1)
        high, high_open = _tighter(self.high, self.high_open, other.high, other.high_open, sign=-1)
        return Interval(low=low, high=high, low_open=low_open, high_open=high_open)

    def widened(self, slack: Decimal) -> Interval:
        """Return the interval with each known end moved outwards by ``slack``."""
        return Interval(
            low=None if self.low is None else self.low - slack,
            high=None if self.high is None else self.high + slack,
            low_open=self.low_open,
            high_open=self.high_open,
        )

    def __neg__(self) -> Interval:
        return Interval(
            low=None if self.high is None else -self.high,
            high=None if self.low is None else -self.low,
            low_open=self.high_open,
            high_open=self.low_open,
        )

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            low=None if self.low is None or other.low is None else self.low + other.low,
            high=None if self.high is None or other.high is None else self.high + other.high,
            low_open=self.low_open or other.low_open,
            high_open=self.high_open or other.high_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """Return the product of two intervals of non-negative values."""
        _check_non_negative(self, other)
        return Interval(
            low=None if self.low is None or other.low is None else _DOWN.multiply(self.low, other.low),
            high=None if self.high is None or other.high is None else _UP.multiply(self.high, other.high),
            low_open=self.low_open or other.low_open,
            high_open=self.high_open or other.high_open,
        )

    def __truediv__(self, other: Interval) -> Interval:
        """Return the quotient of two intervals of non-negative values; a divisor that may be zero gives no upper end."""
        _check_non_negative(self, other)
        return Interval(
            low=Decimal(0) if self.low is None or other.high is None else _DOWN.divide(self.low, other.high),
            high=None if self.high is None or not other.low else _UP.divide(self.high, other.low),
            low_open=self.low_open or other.high_open,
            high_open=self.high_open or other.low_open,
        )

    def percent_change_from(self, base: Interval) -> Interval:
        """Return the relative change from ``base`` to here, in percent."""
        hundred = Interval(low=_HUNDRED, high=_HUNDRED)
        return self / base * hundred - hundred


def _check_non_negative(*intervals: Interval) -> None:
    for interval in intervals:
        if interval.low is not None and interval.low < 0:
            raise ValueError(f"an interval of non-negative values is needed, not one from {interval.low}")


def _reaches(outer: Decimal | None, inner: Decimal | None, *, inner_open: bool, outer_open: bool, sign: int) -> bool:
    if outer is None:
        return True
    if inner is None:
        return False
    return (inner - outer) * sign > 0 or (inner == outer and (inner_open or not outer_open))


def _tighter(
    one: Decimal | None, one_open: bool, two: Decimal | None, two_open: bool, *, sign: int
) -> tuple[Decimal | None, bool]:
    if one is None or two is None:
        return (two, two_open) if one is None else (one, one_open)
    if one == two:
        return one, one_open or two_open
    return (one, one_open) if (one - two) * sign > 0 else (two, two_open)
