"""Periods in prose: which span of days each phrase names, and which phrases name none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipa.check.find.when import NO_YEAR, Scope, When, dated, periods


def described(when: When) -> tuple[str, str]:
    """Return what a mention says, as the tables below write it."""
    days = f"{when.first or ''}/{when.last or ''}".replace(f"{NO_YEAR:04}-", "")
    days = "" if days == "/" else days
    count = f"{when.years:+}" if when.years or when.scope in {Scope.RELATIVE, Scope.BEFORE} else ""
    return when.scope.value, " ".join(part for part in (days, count, "base" if when.is_base else "") if part)


PHRASES = {
    "In [2023] the": ("year", "2023-01-01/2023-12-31"),
    "the [2023] figure": ("year", "2023-01-01/2023-12-31"),
    "[2023年]全市": ("year", "2023-01-01/2023-12-31"),
    "截至[2023年底]": ("year", "2023-01-01/2023-12-31"),
    "[二〇二三年]全市": ("year", "2023-01-01/2023-12-31"),
    "more than in [2023].": ("year", "2023-01-01/2023-12-31 base"),
    "compared with [2023],": ("year", "2023-01-01/2023-12-31 base"),
    "up 5 percent from [2023].": ("year", "2023-01-01/2023-12-31 base"),
    "比[2023年]多": ("year", "2023-01-01/2023-12-31 base"),
    "grew [from 2020 to 2023],": ("span", "2020-01-01/2023-12-31"),
    "[between 2020 and 2023]": ("span", "2020-01-01/2023-12-31"),
    "in [2020-23]": ("span", "2020-01-01/2023-12-31"),
    "[2020—2023年]": ("span", "2020-01-01/2023-12-31"),
    "[three years to 2023]": ("span", "2021-01-01/2023-12-31"),
    "[since 2020],": ("since", "2020-01-01/"),
    "[since the end of 2020],": ("since", "2020-01-01/"),
    "[2020年以来]": ("since", "2020-01-01/"),
    "On [2023-05-04] it": ("part", "2023-05-04/2023-05-04"),
    "on [4 May 2023],": ("part", "2023-05-04/2023-05-04"),
    "in [February 2023],": ("part", "2023-02-01/2023-02-28"),
    "[2023年5月4日]": ("part", "2023-05-04/2023-05-04"),
    "[5月4日]": ("part", "05-04/05-04"),
    "in the [first half of 2023]": ("part", ""),
    "in the [third quarter]": ("part", ""),
    "[2023年上半年]": ("part", ""),
    "[前三季度]": ("part", ""),
    "[1-9月]": ("part", ""),
    "[last year] it": ("relative", "+1"),
    "[this year] it": ("relative", "+0"),
    "[two years ago]": ("relative", "+2"),
    "[去年]全市": ("relative", "+1"),
    "[前年]全市": ("relative", "+2"),
    "[今年]全市": ("relative", "+0"),
    "than [the year before].": ("before", "+1 base"),
    "than [a year earlier].": ("before", "+1 base"),
    "[the following year] it": ("before", "-1"),
    "[two years later] it": ("before", "-2"),
    "比[上年]增长": ("before", "+1 base"),
    "[次年]": ("before", "-1"),
    "[that year] it": ("same", ""),
    "[同期]": ("same", ""),
    "[the past five years]": ("past", "+5"),
    "[近五年]": ("past", "+5"),
    "[三年来]": ("past", "+3"),
    "over [three years] it": ("lasting", "+3"),
    "[两年累计]": ("lasting", "+2"),
}


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_names_its_period(phrase):
    before, _, rest = phrase.partition("[")
    named, _, behind = rest.partition("]")
    [found] = periods(before + named + behind)
    lasting = found.scope is Scope.LASTING and not named.isascii()  # what happened meanwhile is no part of it
    assert (before + named + behind)[found.start : found.end] == (named[:2] if lasting else named)
    assert described(found) == PHRASES[phrase]


NOTHING = [
    "It may be said that they march on.",
    "A total of 2,023 of them came.",
    "It cost $2023.",
    "2023 percent",
    "the 20,231 others",
    "version 1.2023",
    "two of the three",
    "the last of them",
    "最近的上海中心",
    "前三名",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_period_names_none(text):
    assert [*periods(text)] == []


def test_days_that_do_not_exist_are_of_no_known_year():
    assert [described(when) for when in periods("2023年2月30日")] == [("part", "")]


def test_periods_are_found_where_they_stand_and_nowhere_else():
    text = "In 2021 and in 2022. In 2023 and in 2024."
    assert [text[when.start : when.end] for when in periods(text, 20, 29)] == ["2023"]


PIECES = [
    "In",
    "2023",
    "2024年",
    "last year",
    "the",
    "5",
    "月",
    "to",
    "since",
    "three",
    "years",
    "两",
    "年来",
    "%",
    " ",
]


@given(st.lists(st.sampled_from([*PIECES, " ", ", "])).map("".join))
def test_a_number_is_dated_where_a_period_has_it(text):
    whole = [(when.start, when.end) for when in periods(text)]
    numbers = [(at, at + 4) for at in range(len(text)) if text.startswith("2023", at)]
    alone = [span for span in numbers if not any(text[at : at + 1].isdigit() for at in (span[0] - 1, span[1]))]
    for start, end in alone:
        inside = any(a < end and start < b for a, b in dated(text, 0, len(text), [(start, end)]))
        assert inside == any(a < end and start < b for a, b in whole)


def test_days_are_dates():
    [when] = periods("in 2023")
    assert (when.first, when.last) == (date(2023, 1, 1), date(2023, 12, 31))
