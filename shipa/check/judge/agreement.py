"""What the facts say of a bound number, by the arithmetic of quantities and changes.

How rounding agrees, the one rule: a draft's figure stands for every value that rounds to it at its printed precision,
a hedged one for what lies within one unit of its last significant digit on the side that the hedge points to; it
agrees with a fact where the two can be the same value. A bare figure with fewer digits than the fact may hide half a
percent of it, or a digit behind the point; what is further off but could have been cut instead of rounded is not
decided. A figure whose hedge was dropped agrees; one with a hedge that points the other way does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from shipa.interval import Interval
from shipa.quantity import Bound, Quantity, last_digit


class Agreement(Enum):
    """How a draft's figure and a fact stand to each other."""

    EQUAL = auto()
    ROUNDED = auto()
    UNHEDGED = auto()
    DIFFERENT = auto()
    HEDGED_WRONGLY = auto()
    OPEN = auto()

    @property
    def holds(self) -> bool:
        """Whether the fact supports the figure."""
        return self is Agreement.EQUAL or self is Agreement.ROUNDED or self is Agreement.UNHEDGED

    @property
    def fails(self) -> bool:
        """Whether the fact contradicts the figure."""
        return self is Agreement.DIFFERENT or self is Agreement.HEDGED_WRONGLY


_MOST_ROUNDING = Decimal("0.005")


def agreement(claimed: Quantity, fact: Quantity) -> Agreement:
    """Return how the figure of a draft agrees with the one of a fact; unit and currency are the caller's business."""
    if Bound.EXACT not in {claimed.bound, fact.bound}:
        return _both_hedged(claimed, fact)
    if fact.bound is not Bound.EXACT:
        return _bare_for_hedged(claimed, fact)
    if claimed.bound is not Bound.EXACT:
        return _hedged_for_bare(claimed, fact.rounding)
    return _bare(claimed, fact)


def agrees_with_range(claimed: Quantity, possible: Interval) -> Agreement:
    """Return how a figure agrees with a computed value, of which only a range is known."""
    if claimed.bound is not Bound.EXACT:
        return _hedged_for_bare(claimed, possible)
    stated = claimed.rounding
    if stated.overlaps(possible):
        return Agreement.EQUAL
    return Agreement.OPEN if stated.widened(claimed.step / 2).overlaps(possible) else Agreement.DIFFERENT


def reach(quantity: Quantity) -> Interval:
    """Return the values that a hedged figure claims: within one unit of its last significant digit."""
    unit = max(last_digit(quantity.value), quantity.step)
    match quantity.bound:
        case Bound.OVER:
            return Interval(low=quantity.value, high=quantity.value + unit, low_open=not quantity.inclusive)
        case Bound.UNDER:
            below = quantity.slack if quantity.near else unit
            return Interval(low=quantity.value - below, high=quantity.value, high_open=not quantity.inclusive)
        case _:
            return quantity.interval


def _bare(claimed: Quantity, fact: Quantity) -> Agreement:
    if claimed.value == fact.value:
        return Agreement.EQUAL
    ours, theirs = _digits(claimed), _digits(fact)
    if ours == theirs:
        return Agreement.DIFFERENT
    coarse, fine = (claimed, fact) if ours < theirs else (fact, claimed)
    error = abs(claimed.value - fact.value)
    grain = max(coarse.step, last_digit(coarse.value) if coarse is claimed else coarse.step)
    if fine.rounding.overlaps(Interval.around(coarse.value, grain / 2)) or error * 2 <= grain:
        behind_point = grain <= 1 and error <= abs(fact.value) * _MOST_ROUNDING * 10
        small = error <= abs(fact.value) * _MOST_ROUNDING
        return Agreement.ROUNDED if small or behind_point else Agreement.OPEN
    may_be_cut = coarse is claimed and abs(claimed.value) < abs(fact.value) and error < grain
    return Agreement.OPEN if may_be_cut else Agreement.DIFFERENT


def _digits(quantity: Quantity) -> int:
    """Return how many digits of a figure are significant; decimals are, whatever they are."""
    value, step = abs(quantity.value), quantity.step
    if not step:
        return len(str(int(value)))
    if step < 1:
        return len(str(int(value.scaleb(-step.adjusted()))))
    return max(len(str(int(value)).rstrip("0")), len(str(int(value / step))))


def _bare_for_hedged(claimed: Quantity, fact: Quantity) -> Agreement:
    if claimed.value == fact.value:
        return Agreement.UNHEDGED
    possible = reach(fact)
    if _digits(claimed) > _digits(fact) and claimed.rounding.overlaps(possible):
        return Agreement.OPEN
    return Agreement.DIFFERENT


def _hedged_for_bare(claimed: Quantity, possible: Interval) -> Agreement:
    if reach(claimed).overlaps(possible):
        return Agreement.ROUNDED
    if claimed.value in possible:
        return Agreement.OPEN  # "over 6,822" where the fact is 6,822: too much said, but not wrong by any digit
    wrong_side = (claimed.bound is Bound.OVER and claimed.value > (possible.high or claimed.value)) or (
        claimed.bound is Bound.UNDER and claimed.value < (possible.low or claimed.value)
    )
    near = possible.widened(max(last_digit(claimed.value), claimed.step))
    return Agreement.HEDGED_WRONGLY if wrong_side and claimed.value in near else Agreement.DIFFERENT


def _both_hedged(claimed: Quantity, fact: Quantity) -> Agreement:
    if claimed.value == fact.value:
        opposed = {claimed.bound, fact.bound} == {Bound.OVER, Bound.UNDER}
        return Agreement.HEDGED_WRONGLY if opposed else Agreement.EQUAL
    if Bound.ABOUT in {claimed.bound, fact.bound}:
        return Agreement.ROUNDED if reach(claimed).overlaps(reach(fact)) else Agreement.DIFFERENT
    one, two = reach(claimed), reach(fact)
    return Agreement.ROUNDED if one.overlaps(two) and _digits(claimed) < _digits(fact) else Agreement.DIFFERENT


# ── what a wrong figure looks like ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Slip:
    """How a figure may have come from a fact: by a digit, or by the scale."""

    digits: bool
    scale: bool


_TELLING_DIGITS = 3
_FAR = 10
_AFIELD = 3


def is_telling(quantity: Quantity) -> bool:
    """Return whether a figure has so many digits that meeting a fact by chance is unlikely."""
    return len(_plain(quantity)) >= _TELLING_DIGITS


def slip(claimed: Quantity, fact: Quantity) -> Slip:
    """Return whether one wrong digit, two that changed places, or a wrong scale turns the fact into the figure."""
    one, two = _plain(claimed), _plain(fact)
    scale = one == two and claimed.value != fact.value and len(one) > 1
    if claimed.value == 0 or fact.value == 0 or scale:
        return Slip(digits=False, scale=scale)
    same_size = claimed.value.adjusted() == fact.value.adjusted()
    length = max(len(one), len(two))
    pairs = [(a, b) for a, b in zip(one.ljust(length, "0"), two.ljust(length, "0"), strict=True) if a != b]
    swapped = len(pairs) == len("ab") and pairs[0] == pairs[1][::-1]
    return Slip(digits=same_size and length >= _TELLING_DIGITS and (len(pairs) == 1 or swapped), scale=False)


def is_far(claimed: Quantity, fact: Quantity, *, in_full: bool = True) -> bool:
    """Return whether a figure is so far from a fact that it is likely one of something else.

    Where what it is about is not said in full beside it (``in_full``), less is enough.
    """
    low, high = sorted((abs(claimed.value), abs(fact.value)))
    return low == 0 or high / low > (_FAR if in_full else _AFIELD)


def _plain(quantity: Quantity) -> str:
    return "".join(map(str, abs(quantity.value).normalize().as_tuple().digits)).rstrip("0")
