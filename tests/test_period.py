"""Periods and selections of years: what the text means, and what is refused."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipa.errors import UnreadablePeriodError
from shipa.period import Selection, parse_period, parse_selection, year


@pytest.mark.parametrize(
    ("text", "first", "last", "span"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31), ("years", 1)),
        ("2020/2022", (2020, 1, 1), (2022, 12, 31), ("years", 3)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), ("months", 1)),
        ("2023-11/2024-02", (2023, 11, 1), (2024, 2, 29), ("months", 4)),
        ("2025-04-21", (2025, 4, 21), (2025, 4, 21), ("days", 1)),
        ("2022/2023-06-20", (2022, 1, 1), (2023, 6, 20), ("days", 536)),
        ("0001", (1, 1, 1), (1, 12, 31), ("years", 1)),
    ],
)
def test_a_period_has_the_days_and_the_span(text, first, last, span):
    period = parse_period(text)
    assert (period.first, period.last, period.span) == (date(*first), date(*last), span)
    assert str(period) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        *(
            (text, "cannot read period")
            for text in ("", "24", "2024-5", "2024/", "/2024", "2024-05-01-02", "next year")
        ),
        *((text, "cannot read period") for text in ("2020/2021/2022", "2024 ", "２０２４", "2022-2024", "2024年")),
        *((text, "there is no such date as") for text in ("2024-13", "2023-02-29", "2024-00", "0000", "2024-06-31")),
        ("2022/2020", "ends before it begins"),
        ("2022-05/2022-04", "ends before it begins"),
    ],
)
def test_what_is_no_period_is_refused(text, message):
    with pytest.raises(UnreadablePeriodError, match=re.escape(message)) as refusal:
        parse_period(text)
    assert f"'{text}'" in str(refusal.value)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_day_a_month_and_a_year_contain_each_other(day):
    iso = day.isoformat()
    whole, month, single = (parse_period(text) for text in (iso[:4], iso[:7], iso))
    assert single.first == single.last == day
    assert month.first.day == 1
    assert month.last == date.max or (month.last + timedelta(days=1)).day == 1
    assert single.is_within(month)
    assert month.is_within(whole)
    assert whole.overlaps(single)
    assert whole.is_within(single) is False
    assert (whole.year, month.year, single.year) == (day.year, None, None)
    assert whole == year(day.year)


DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 9))


PERIODS = st.tuples(DAYS, DAYS).map(sorted).map(lambda ends: parse_period(f"{ends[0]}/{ends[1]}"))


@given(PERIODS, PERIODS)
def test_periods_compare_as_the_days_that_they_have(one, two):
    ones, twos = (
        {date.fromordinal(day) for day in range(p.first.toordinal(), p.last.toordinal() + 1)} for p in (one, two)
    )
    assert one.overlaps(two) == bool(ones & twos)
    assert one.is_within(two) == (ones <= twos)
    assert (one < two) == ((one.last, one.first, one.text) < (two.last, two.first, two.text))


@pytest.mark.parametrize(
    ("text", "later", "earlier"),
    [
        ("2024", "2025", "2023"),
        ("2024-05", "2025-05", "2023-05"),
        ("2024-02-29", None, None),
        ("2020/2022", "2021/2023", "2019/2021"),
        ("2022/2023-06-20", "2023/2024-06-20", "2021/2022-06-20"),
        ("9999", None, "9998"),
        ("0001", "0002", None),
    ],
)
def test_the_same_period_of_another_year(text, later, earlier):
    period = parse_period(text)
    assert (str(period.year_later()), str(period.year_earlier())) == (str(later), str(earlier))


@pytest.mark.parametrize(
    ("text", "selection"),
    [
        ("2024", Selection(ranges=((2024, 2024),))),
        ("2022-2024", Selection(ranges=((2022, 2024),))),
        ("2022–2024", Selection(ranges=((2022, 2024),))),
        (" 2019 , 2022 - 2024 ", Selection(ranges=((2019, 2019), (2022, 2024)))),
        ("2022-", Selection(ranges=((2022, None),))),
        ("-2023", Selection(ranges=((None, 2023),))),
        ("latest", Selection(latest=True)),
        ("2019,latest", Selection(ranges=((2019, 2019),), latest=True)),
    ],
)
def test_years_are_selected_as_people_type_them(text, selection):
    assert parse_selection(text) == selection


@pytest.mark.parametrize("text", ["", "-", ",", "2022-2024-2026", "last", "22", "2022,", "20222", "2022/2024"])
def test_what_selects_no_years_is_refused(text):
    with pytest.raises(UnreadablePeriodError, match=re.escape(f"cannot read years '{text}'; write 2024, 2022-2024")):
        parse_selection(text)


def test_years_that_run_backwards_are_refused_with_the_right_order():
    with pytest.raises(UnreadablePeriodError, match=re.escape("years '2024-2022' run backwards; write 2022-2024")):
        parse_selection("2024-2022")


@pytest.mark.parametrize(
    ("selection", "selected"),
    [
        ("2022", ["2022", "2022-05", "2022-12-31"]),
        ("2021-2022", ["2022", "2022-05", "2021/2022", "2022-12-31"]),
        ("2022-", ["2022", "2022-05", "2023", "2022-12-31"]),
        ("-2022", ["2020/2022", "2022", "2022-05", "2021/2022", "2022-12-31"]),
        ("2019,2023", ["2023"]),
        ("latest", []),
    ],
)
def test_a_selection_holds_the_periods_that_lie_in_its_years(selection, selected):
    periods = ["2020/2022", "2022", "2022-05", "2021/2022", "2023", "2022-12-31"]
    assert [text for text in periods if parse_period(text) in parse_selection(selection)] == selected
