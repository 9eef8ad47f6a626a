"""Changes as documents state them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipa.errors import UnreadableQuantityError
from shipa.quantity import Bound, Kind
from shipa.reported import Subject
from shipa.reported_change import read_change


@pytest.mark.parametrize(
    ("text", "direction", "value", "kind", "bound"),
    [
        ("up by 15.76%", 1, "15.76", Kind.PERCENT, Bound.EXACT),
        ("up 10.3 percent", 1, "10.3", Kind.PERCENT, Bound.EXACT),
        ("down 3.2 percent", -1, "3.2", Kind.PERCENT, Bound.EXACT),
        ("year-on-year increase of 15.3 percent", 1, "15.3", Kind.PERCENT, Bound.EXACT),
        ("9.05 percent year-on-year growth", 1, "9.05", Kind.PERCENT, Bound.EXACT),
        ("increase of … 6.48 percent", 1, "6.48", Kind.PERCENT, Bound.EXACT),
        ("increase of over 16 percent", 1, "16", Kind.PERCENT, Bound.OVER),
        ("grown by over 70 percent", 1, "70", Kind.PERCENT, Bound.OVER),
        ("rose nearly 10 percent", 1, "10", Kind.PERCENT, Bound.UNDER),
        ("fell about 4 percentage points", -1, "4", Kind.POINTS, Bound.ABOUT),
        ("a drop of up to 5%", -1, "5", Kind.PERCENT, Bound.UNDER),
        ("up by 6.7 patents", 1, "6.7", Kind.NUMBER, Bound.EXACT),
        ("one more unit", 1, "1", Kind.NUMBER, Bound.EXACT),
        ("200 fewer", -1, "200", Kind.NUMBER, Bound.EXACT),
        ("up 2.1 billion yuan", 1, "2100000000", Kind.NUMBER, Bound.EXACT),
        ("negative growth of 3 percent", -1, "3", Kind.PERCENT, Bound.EXACT),
        ("+5.2%", 1, "5.2", Kind.PERCENT, Bound.EXACT),
        ("growth of −1.5%", -1, "1.5", Kind.PERCENT, Bound.EXACT),
        ("同比增长15.3%", 1, "15.3", Kind.PERCENT, Bound.EXACT),
        ("同比上升10.3%", 1, "10.3", Kind.PERCENT, Bound.EXACT),
        ("下降2个百分点", -1, "2", Kind.POINTS, Bound.EXACT),
        ("较上年减少300件", -1, "300", Kind.NUMBER, Bound.EXACT),
        ("增长近两成", 1, "20", Kind.PERCENT, Bound.UNDER),
        ("负增长5%", -1, "5", Kind.PERCENT, Bound.EXACT),
        ("增長逾16%", 1, "16", Kind.PERCENT, Bound.OVER),
    ],
)
def test_a_change_is_read_with_its_direction_and_hedge(text, direction, value, kind, bound):
    change = read_change(text)
    found = change.quantity
    assert (change.direction, found.value, found.kind, found.bound) == (direction, Decimal(value), kind, bound)
    assert change.text == text


@pytest.mark.parametrize(
    ("text", "direction", "value", "unit"),
    [
        ("up by 6.7 patents per 10,000 people", 1, "6.7", "patents per 10,000 people"),
        ("fell by 1,200 cubic metres per second", -1, "1200", "cubic metres per second"),
        ("下降3.7立方米/万元", -1, "3.7", "cubic metres per 10,000 yuan"),
    ],
)
def test_a_change_may_be_in_the_unit_of_a_rate(text, direction, value, unit):
    change = read_change(text, Subject(unit=unit))
    assert (change.direction, change.quantity.value, change.text) == (direction, Decimal(value), text)


@pytest.mark.parametrize(
    ("text", "value", "years"),
    [
        ("up 22 percent", "22", 1),
        ("up 22 percent in two years", "22", 2),
        ("up 22% over the past five years", "22", 5),
        ("22 percent more than 3 years earlier", "22", 3),
        ("a two-year increase of 22 percent", "22", 2),
        ("up 22 percent in a decade", "22", 10),
        ("up 22 percent since 2020", "22", 4),
        ("up 22 percent compared with 2023", "22", 1),
        ("up 22 percent since 2025", "22", 0),
        ("两年增长22%", "22", 2),
        ("近三年来累计增长22%", "22", 3),
        ("十年间增长22%", "22", 10),
        ("比2020年增长22%", "22", 4),
        ("較2022年增長22%", "22", 2),
        ("22 percent more than a year earlier", "22", 1),
        ("同比增长22%", "22", 1),
        ("up by 2 years", "2", 1),
        ("up by over 2022", "2022", 1),
        ("增长2年", "2", 1),
        ("up 5 percent a year", "5", 0),
        ("up 5 percent month on month", "5", 0),
        ("年均增长5%", "5", 0),
        ("环比增长5%", "5", 0),
    ],
)
def test_a_change_covers_the_years_that_it_says(text, value, years):
    change = read_change(text, year=2024)
    assert (change.quantity.value, change.years, change.text) == (Decimal(value), years, text)


def test_since_when_says_nothing_where_the_period_is_no_year():
    assert read_change("up 22 percent since 2020").years == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no figure can be read in ''"),
        ("up sharply", "no figure can be read in 'up sharply'"),
        ("up 5 percent and 6 percent", "2 figures are there in 'up 5 percent and 6 percent': '5 percent', '6 percent'"),
        ("15.3 percent", "'15.3 percent' does not say up or down"),
        ("up to 5 percent", "'up to 5 percent' does not say up or down"),
        ("rose after a fall of 5 percent", "'rose after a fall of 5 percent' says both up and down"),
        ("rose to 6,185", "'rose to 6,185' says what was reached, not by how much it changed"),
        ("增长至6185件", "'增长至6185件' says what was reached, not by how much it changed"),
        ("减少到300", "'减少到300' says what was reached, not by how much it changed"),
        ("up 2.3-fold", "'up 2.3-fold' is no change in percent, in percentage points or in units"),
        ("榜首", "'榜首' is no change in percent, in percentage points or in units"),
        ("up to sixth", "'up to sixth' is no change in percent, in percentage points or in units"),
    ],
)
def test_what_is_no_change_is_refused_with_the_reason(text, reason):
    with pytest.raises(UnreadableQuantityError) as caught:
        read_change(text)
    assert str(caught.value) == reason


WORDS = st.sampled_from(
    [
        "up",
        "down",
        "by",
        "to",
        "over",
        "5",
        "percent",
        "%",
        "…",
        "第",
        "增长",
        "下降",
        "两",
        "成",
        "-",
        "+",
        ".",
        "fifth",
        "one",
    ]
)


@given(st.lists(WORDS, max_size=6).flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words)])))
def test_any_words_are_a_change_or_refused(text):
    try:
        change = read_change(text)
    except UnreadableQuantityError:
        return
    assert change.direction in {1, -1}
    assert change.quantity.value >= 0
