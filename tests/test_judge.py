"""The arithmetic of verdicts: how a draft's figure and a fact stand to each other, both as people print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipa.check.judge.agreement import Agreement, agreement, agrees_with_range, is_far, is_telling, reach, slip
from shipa.interval import Interval
from shipa.quantity import Quantity, read

EQUAL, ROUNDED, UNHEDGED = Agreement.EQUAL, Agreement.ROUNDED, Agreement.UNHEDGED
DIFFERENT, HEDGED_WRONGLY, OPEN = Agreement.DIFFERENT, Agreement.HEDGED_WRONGLY, Agreement.OPEN

FIGURES = [
    # what the draft says, what the facts say, how they agree
    ("6,822", "6,822", EQUAL),
    ("6,822", "6822件", EQUAL),
    ("3.2 billion", "32亿", EQUAL),
    ("6,823", "6,822", DIFFERENT),
    ("6,282", "6,822", DIFFERENT),
    ("68,220", "6,822", DIFFERENT),
    # bare figures with fewer digits
    ("6,820", "6,822", ROUNDED),
    ("2.79 million", "2.7893 million", ROUNDED),
    ("2.78 million", "2.7893 million", OPEN),  # cut off instead of rounded
    ("2.77 million", "2.7893 million", DIFFERENT),
    ("57.9", "57.92", ROUNDED),
    ("58", "57.9", ROUNDED),
    ("10.3 percent", "10.30 percent", EQUAL),
    # bare figures with more digits
    ("2.7893 million", "2.79 million", ROUNDED),
    ("2.7993 million", "2.79 million", DIFFERENT),
    # hedges
    ("over 6,800", "6,822", ROUNDED),
    ("over 6,822", "6,822", OPEN),
    ("over 6,823", "6,822", HEDGED_WRONGLY),
    ("nearly 6,900", "6,822", ROUNDED),
    ("nearly 6,822", "6,822", OPEN),
    ("nearly 6,800", "6,822", HEDGED_WRONGLY),
    ("about 6,800", "6,822", ROUNDED),
    ("about 6,500", "6,822", DIFFERENT),
    ("over 5,000", "6,822", DIFFERENT),
    ("450,000", "over 450,000", UNHEDGED),
    ("450,001", "over 450,000", OPEN),
    ("440,000", "over 450,000", DIFFERENT),
    ("more than 450,000", "over 450,000", EQUAL),
    ("just short of 450,000", "over 450,000", HEDGED_WRONGLY),
    ("about 450,000", "over 450,000", EQUAL),
    ("逾45万", "over 450,000", EQUAL),
]


@pytest.mark.parametrize(("claimed", "fact", "expected"), FIGURES, ids=[f"{one} for {two}" for one, two, _ in FIGURES])
def test_a_figure_agrees_with_a_fact_or_not(claimed, fact, expected):
    assert agreement(read(claimed), read(fact)) is expected


@pytest.mark.parametrize("outcome", Agreement)
def test_no_agreement_both_holds_and_fails(outcome):
    assert not (outcome.holds and outcome.fails)
    assert (outcome.holds or outcome.fails) == (outcome is not OPEN)


RANGES = [
    ("10.3 percent", "10.29", "10.31", EQUAL),
    ("10 percent", "10.29", "10.31", EQUAL),
    ("10.4 percent", "10.29", "10.31", OPEN),
    ("10.5 percent", "10.29", "10.31", DIFFERENT),
    ("over 10 percent", "10.29", "10.31", ROUNDED),
    ("about 12 percent", "10.29", "10.31", DIFFERENT),
]


@pytest.mark.parametrize(("claimed", "low", "high", "expected"), RANGES, ids=[one[0] for one in RANGES])
def test_a_figure_agrees_with_what_was_computed_or_not(claimed, low, high, expected):
    assert agrees_with_range(read(claimed), Interval(low=Decimal(low), high=Decimal(high))) is expected


REACHES = [
    ("over 6,800", "6800", "6900"),
    ("at most 6,800", "6700", "6800"),
    ("nearly 450,000", "440000", "450000"),
    ("about 6,800", "6700", "6900"),
    ("6,800", "6750", "6850"),
]


@pytest.mark.parametrize(("printed", "low", "high"), REACHES, ids=[one[0] for one in REACHES])
def test_a_hedge_reaches_one_unit_of_the_last_digit(printed, low, high):
    reached = reach(read(printed))
    assert (reached.low, reached.high) == (Decimal(low), Decimal(high))


SLIPS = [
    ("6,282", "6,822", "digits"),  # two that changed places
    ("6,922", "6,822", "digits"),
    ("6,933", "6,822", ""),
    ("68,220", "6,822", "scale"),
    ("32 million", "32 billion", "scale"),
    ("12", "13", ""),
    ("0", "6,822", ""),
]


@pytest.mark.parametrize(("claimed", "fact", "kind"), SLIPS, ids=[f"{one} for {two}" for one, two, _ in SLIPS])
def test_a_slip_is_one_of_a_digit_or_of_the_scale(claimed, fact, kind):
    slipped = slip(read(claimed), read(fact))
    assert (slipped.digits, slipped.scale) == (kind == "digits", kind == "scale")


def test_a_figure_is_telling_with_three_digits():
    assert [is_telling(read(printed)) for printed in ("100", "12", "12,000", "123", "1.23")] == [
        *(False, False, False),
        *(True, True),
    ]


def test_a_figure_is_far_beyond_ten_times_and_sooner_where_less_is_said():
    assert [is_far(read(printed), read("1,000")) for printed in ("9,999", "10,001", "99", "0")] == [
        *(False, True),
        *(True, True),
    ]
    assert is_far(read("3,001"), read("1,000"), in_full=False)


quantities = st.builds(
    Quantity,
    value=st.integers(1, 10**9).map(Decimal) | st.decimals(1, 1000, places=2),
    step=st.sampled_from([Decimal(0), Decimal("0.01"), Decimal(1), Decimal(100)]),
)


@given(quantities, quantities)
def test_bare_figures_that_agree_differ_by_a_factor_of_three_at_most(one, two):
    if agreement(one, two).holds and max(one.step, two.step) <= min(one.value, two.value):
        assert max(one.value, two.value) <= 3 * min(one.value, two.value)


@given(quantities)
def test_a_figure_agrees_with_itself(one):
    assert agreement(one, one) is EQUAL
