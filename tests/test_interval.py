"""Interval arithmetic against brute force: what is possible must be possible in the result, and nothing is lost."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shipa.interval import Interval
from shipa.quantity import read

ENDS = st.none() | st.integers(-4, 4).map(Decimal)
# Between and around whole ends, halves tell all intervals apart.
GRID = [Decimal(number) / 2 for number in range(-11, 12)]


@st.composite
def intervals(draw, ends=ENDS):
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    can_be_open = low is None or high is None or low < high
    return Interval(
        low=low,
        high=high,
        low_open=low is not None and can_be_open and draw(st.booleans()),
        high_open=high is not None and can_be_open and draw(st.booleans()),
    )


def amounts():
    return intervals(st.none() | st.integers(0, 4).map(Decimal))


def values(interval, grid=GRID):
    return {value for value in grid if holds(interval, value)}


def holds(interval, value):
    """Return whether a value, which need not be a decimal, is possible."""
    low, high = (None if end is None else Fraction(end) for end in (interval.low, interval.high))
    exact = Fraction(value)
    is_above = low is None or low < exact or (low == exact and not interval.low_open)
    return is_above and (high is None or exact < high or (high == exact and not interval.high_open))


@given(intervals(), intervals())
def test_comparisons_say_what_the_possible_values_say(one, two):
    ones, twos = values(one), values(two)
    assert {value for value in GRID if value in one} == ones
    assert one.overlaps(two) == two.overlaps(one) == bool(ones & twos)
    assert one.is_within(two) == (ones <= twos)
    assert one.is_below(two) == (max(ones) < min(twos))
    both = one.intersection(two)
    assert (values(both) if both else set()) == ones & twos
    assert both == two.intersection(one)


@given(intervals(), intervals(), intervals())
def test_being_within_is_an_order(one, two, three):
    assert one.is_within(one)
    assert not (one.is_within(two) and two.is_within(three)) or one.is_within(three)
    assert not (one.is_within(two) and two.is_within(one)) or one == two


@given(intervals(), intervals(), st.integers(0, 3).map(Decimal))
def test_sums_and_differences_hold_every_possible_one(one, two, slack):
    for value in values(one):
        assert -value in -one
        assert {value - slack, value, value + slack} <= values(
            one.widened(slack), [*GRID, value - slack, value + slack]
        )
        for other in values(two):
            assert value + other in one + two
            assert value - other in one - two


@given(amounts(), amounts())
def test_products_quotients_and_changes_hold_every_possible_one(one, two):
    grid = [value for value in GRID if 0 <= value <= 5]
    for value in values(one, grid):
        for other in values(two, grid):
            assert holds(one * two, value * other)
            if other:
                ratio = Fraction(value) / Fraction(other)
                assert holds(one / two, ratio) or (one / two).is_exact
                assert holds(one.percent_change_from(two), 100 * ratio - 100) or one.percent_change_from(two).is_exact


@given(intervals(st.integers(0, 9).map(Decimal)), intervals(st.integers(1, 9).map(Decimal)))
def test_products_and_quotients_are_no_wider_than_need_be(one, two):
    product, quotient = one * two, one / two
    assert (product.low, product.high) == (one.low * two.low, one.high * two.high)
    assert abs(quotient.low - one.low / two.high) < Decimal("1E-20")
    assert abs(quotient.high - one.high / two.low) < Decimal("1E-20")
    assert product.low_open <= (one.low_open or two.low_open)
    assert quotient.high_open <= (one.high_open or two.low_open)


@given(intervals(st.integers(-4, -1).map(Decimal)), amounts())
def test_of_what_may_be_negative_no_product_or_quotient_is_known(negative, amount):
    unknown = Interval()
    assert [negative * amount, amount * negative, negative / amount, amount / negative] == [unknown] * 4
    assert amount.percent_change_from(negative) == unknown


@given(amounts())
def test_nothing_is_known_of_a_change_from_zero(amount):
    assert amount.percent_change_from(Interval(low=Decimal(0), high=Decimal(0))) == Interval()


@given(st.integers(0, 10**15), st.integers(1, 10**15))
def test_what_is_exact_stays_exact(one, two):
    later, base = (Interval(low=Decimal(number), high=Decimal(number)) for number in (one, two))
    change = later.percent_change_from(base)
    assert change.is_exact
    assert change.low is not None
    assert abs(Fraction(change.low) - (Fraction(100 * one, two) - 100)) <= Fraction(one, two * 10**30)
    assert (later - base).low == (later - base).high == one - two


@pytest.mark.parametrize(
    ("base", "later", "change"),
    [
        ("36,800", "44,300", ("20.08", "20.68")),
        ("5,591", "6,185", ("10.62", "10.62")),
        ("3.5 billion RMB", "more than 8.5 billion yuan", ("139.44", None)),
        ("380,000", "under 400,000", ("-100.00", "6.67")),
    ],
)
def test_a_change_between_printed_figures_has_the_ends(base, later, change):
    percents = read(later).interval.percent_change_from(read(base).interval)
    ends = tuple(None if end is None else str(round(end, 2)) for end in (percents.low, percents.high))
    assert ends == change


@st.composite
def printed_amounts(draw):
    """Return a true amount, and how a report prints it: rounded up or to even, in digits or in millions."""
    true = draw(st.integers(1000, 10**10)) + draw(st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("0.49")]))
    rounding = draw(st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
    if draw(st.booleans()):
        millions = (true / 10**6).quantize(Decimal("0.0001"), rounding)
        return true, f"{millions} million"
    places = draw(st.integers(1, len(str(int(true))) - 2))
    rounded = true.quantize(Decimal(1).scaleb(places), rounding)
    assume(rounded % 10 == 0 and rounded >= 100)
    return true, f"{rounded:,f}"


@given(printed_amounts(), printed_amounts())
def test_the_truth_behind_rounded_figures_is_always_within(one, two):
    (base, printed_base), (later, printed_later) = one, two
    base_interval, later_interval = read(printed_base).interval, read(printed_later).interval
    assert base in base_interval
    assert later in later_interval
    assert later - base in later_interval - base_interval
    assert holds(later_interval / base_interval, Fraction(later) / Fraction(base))
    assert holds(later_interval.percent_change_from(base_interval), Fraction(later - base) / Fraction(base) * 100)
