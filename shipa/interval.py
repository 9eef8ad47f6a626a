"""Interval arithmetic on exact decimals: what a rounded or hedged figure may be, and what follows from it.

An end that is ``None`` is unknown (unbounded); an end that is *open* is not itself a possible value. Results round
outwards, so that they contain every value that is possible; the quotient of two exact figures stays one figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

_DOWN = Context(prec=80, rounding=ROUND_FLOOR)
_UP = Context(prec=80, rounding=ROUND_CEILING)
_NEAREST = Context(prec=40)  # short enough for sums and products of quotients to be exact
_ZERO = Decimal(0)
_HUNDRED = Decimal(100)
_INFINITY = Decimal("Infinity")


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
        return cls(low=_DOWN.subtract(value, slack), high=_UP.add(value, slack))

    @property
    def is_exact(self) -> bool:
        """Whether only one value is possible."""
        return self.low is not None and self.low == self.high

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are known."""
        return self.low is not None and self.high is not None

    def __contains__(self, value: Decimal) -> bool:
        return _low_end(self) <= (value, 0) <= _high_end(self)

    def overlaps(self, other: Interval) -> bool:
        """Return whether some value is possible in both."""
        return not self.is_below(other) and not other.is_below(self)

    def is_below(self, other: Interval) -> bool:
        """Return whether every value here is smaller than every value there."""
        return _high_end(self) < _low_end(other)

    def is_within(self, other: Interval) -> bool:
        """Return whether every value here is possible there too."""
        return _low_end(other) <= _low_end(self) and _high_end(self) <= _high_end(other)

    def intersection(self, other: Interval) -> Interval | None:
        """Return the values possible in both, or None where there are none."""
        if not self.overlaps(other):
            return None
        lower = max(self, other, key=_low_end)
        upper = min(self, other, key=_high_end)
        return Interval(low=lower.low, high=upper.high, low_open=lower.low_open, high_open=upper.high_open)

    def widened(self, slack: Decimal) -> Interval:
        """Return the interval with each known end moved outwards by ``slack``."""
        return self + Interval.around(_ZERO, slack)

    def __neg__(self) -> Interval:
        return Interval(
            low=None if self.high is None else self.high.copy_negate(),
            high=None if self.low is None else self.low.copy_negate(),
            low_open=self.high_open,
            high_open=self.low_open,
        )

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            low=None if self.low is None or other.low is None else _DOWN.add(self.low, other.low),
            high=None if self.high is None or other.high is None else _UP.add(self.high, other.high),
            low_open=self.low_open or other.low_open,
            high_open=self.high_open or other.high_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return Interval(
            low=None if self.low is None or other.high is None else _DOWN.subtract(self.low, other.high),
            high=None if self.high is None or other.low is None else _UP.subtract(self.high, other.low),
            low_open=self.low_open or other.high_open,
            high_open=self.high_open or other.low_open,
        )

    def __mul__(self, other: Interval) -> Interval:
        """Return the product of two amounts; where one may be negative, nothing is known of it."""
        if _may_be_negative(self) or _may_be_negative(other):
            return Interval()
        return _amount(
            low=_DOWN.multiply(self.low or _ZERO, other.low or _ZERO),
            high=None if self.high is None or other.high is None else _UP.multiply(self.high, other.high),
            low_open=self.low_open or other.low_open,
            high_open=self.high_open or other.high_open,
        )

    def __truediv__(self, other: Interval) -> Interval:
        """Return the quotient of two amounts; a divisor that may be zero gives no upper end."""
        if _may_be_negative(self) or _may_be_negative(other) or other.high == 0:
            return Interval()
        if self.low is not None and other.low and self.is_exact and other.is_exact:
            return Interval.around(_NEAREST.divide(self.low, other.low), _ZERO)
        return _amount(
            low=_ZERO if other.high is None else _DOWN.divide(self.low or _ZERO, other.high),
            high=_UP.divide(self.high, other.low) if self.high is not None and other.low else None,
            low_open=self.low_open or other.high_open,
            high_open=self.high_open or other.low_open,
        )

    def percent_change_from(self, base: Interval) -> Interval:
        """Return the relative change from one amount, ``base``, to another, in percent: -100 or more."""
        ratio = self / base
        if ratio.low is None:
            return ratio
        return Interval(
            low=_DOWN.subtract(_DOWN.multiply(ratio.low, _HUNDRED), _HUNDRED),
            high=None if ratio.high is None else _UP.subtract(_UP.multiply(ratio.high, _HUNDRED), _HUNDRED),
            low_open=ratio.low_open,
            high_open=ratio.high_open,
        )


# An end as something that can be compared: an open low end lies a trifle above its value, an open high end below it.
_End = tuple[Decimal, int]


def _low_end(interval: Interval) -> _End:
    return (-_INFINITY, 0) if interval.low is None else (interval.low, int(interval.low_open))


def _high_end(interval: Interval) -> _End:
    return (_INFINITY, 0) if interval.high is None else (interval.high, -int(interval.high_open))


def _may_be_negative(interval: Interval) -> bool:
    """Return whether a known end is below zero; an unknown low end is not, since amounts start at zero."""
    return (interval.low or _ZERO) < 0 or (interval.high or _ZERO) < 0


def _amount(*, low: Decimal, high: Decimal | None, low_open: bool, high_open: bool) -> Interval:
    """Return an interval with ends at zero closed: one factor alone can make it zero, whatever the other is."""
    return Interval(low=low, high=high, low_open=low_open and low > 0, high_open=high_open and high != 0)
