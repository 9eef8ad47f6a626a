"""Changes on the fly, over gaps, bounds and units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shipa.change import Agreement, Measure, Role, series
from shipa.model import Indicator, Location, Observation, ReportedChange, Target, Timing
from shipa.period import parse_period
from shipa.quantity import Bound, read

HERE = Location(file="test.toml", key="it")


def observation(period, reported="", change="", **fields):
    claim = None
    if change:
        direction = -1 if change.startswith("down") else 1
        claim = ReportedChange(direction=direction, quantity=read(change.split(" ", 1)[1]), text=change)
    return Observation(
        period=parse_period(period),
        source="s",
        at=HERE,
        quantity=read(reported) if reported else None,
        reported=reported,
        change=claim,
        **fields,
    )


def indicator(*observations, unit="cases", timing=Timing.DURING, **fields):
    return Indicator(
        id="it", title="It", unit=unit, timing=timing, topic="T", at=HERE, observations=observations, **fields
    )


def last(*observations, **fields):
    return series(indicator(*observations, **fields))[len(observations) - 1]


def test_a_change_is_computed_from_the_year_before():
    change = last(observation("2022", "5,591"), observation("2023", "6,185")).change
    assert (change.base.text, change.amount, round(change.percent, 4)) == ("2022", 594, Decimal("10.6242"))
    assert change.year_over_year
    assert change.direction == 1


def test_rounded_figures_give_an_interval():
    percents = last(observation("2022", "36,800"), observation("2023", "44,300")).change.percents
    assert (round(percents.low, 2), round(percents.high, 2)) == (Decimal("20.08"), Decimal("20.68"))


def test_a_missing_year_is_a_gap_and_the_change_names_its_base():
    row = last(observation("2020", "9"), observation("2023", "12"))
    assert row.gap == (2021, 2022)
    assert row.change.base.text == "2020"
    assert not row.change.year_over_year


@pytest.mark.parametrize(
    ("base", "later", "bound"),
    [
        ("3.5 billion", "more than 8.5 billion", Bound.OVER),
        ("more than 2,500", "4,414", Bound.UNDER),
        ("3,511", "less than 3,000", Bound.UNDER),
        ("nearly 3,000", "4,000", Bound.OVER),
        ("about 1,000", "1,200", Bound.ABOUT),
        ("over 2,000", "nearly 4,000", Bound.UNDER),
    ],
)
def test_from_a_bound_comes_a_bound(base, later, bound):
    assert last(observation("2022", base), observation("2023", later)).change.bound is bound


@pytest.mark.parametrize(
    ("base", "later"), [("over 1", "over 3"), ("nearly 100", "nearly 300"), ("about 100", "over 300")]
)
def test_from_two_bounds_of_one_direction_nothing_follows(base, later):
    row = last(observation("2022", base), observation("2023", later))
    assert row.change is None
    assert row.why_no_change == "both figures are only bounds"


@pytest.mark.parametrize(
    ("unit", "base", "later", "measure", "amount", "direction"),
    [
        ("percent", "40 percent", "43.5 percent", Measure.POINTS, "3.5", 1),
        ("rank", "eighth", "sixth", Measure.PLACES, "-2", 1),
        ("cases", "43,001", "42,001", Measure.AMOUNT, "-1000", -1),
    ],
)
def test_percentages_change_in_points_and_ranks_in_places(unit, base, later, measure, amount, direction):
    change = last(observation("2021", base), observation("2022", later), unit=unit).change
    assert (change.measure, change.amount, change.direction) == (measure, Decimal(amount), direction)
    assert (change.percent is None) == (measure is not Measure.AMOUNT)


@pytest.mark.parametrize("unit", ["ordinal", "year"])
def test_an_edition_or_a_year_does_not_grow(unit):
    assert last(observation("2021", "4"), observation("2022", "6"), unit=unit).change is None


def test_a_sum_over_three_years_is_not_compared_with_a_year():
    rows = series(
        indicator(
            observation("2019", "40,001"), observation("2020/2022", "over 135,500"), observation("2023", "52,001")
        )
    )
    assert [row.change.base.text if row.change else None for row in rows] == [None, None, "2019"]


def test_stocks_are_compared_whatever_day_they_were_taken_on():
    change = last(observation("2022", "66"), observation("2023-05", "73"), timing=Timing.END).change
    assert (change.base.text, change.amount, change.year_over_year) == ("2022", 7, False)


def test_nothing_is_computed_over_a_break():
    row = last(observation("2020", "9"), observation("2021", "8", breaks="another cluster is counted"))
    assert (row.change, row.why_no_change) == (None, "another cluster is counted")


@pytest.mark.parametrize(
    ("base", "later", "claim", "unit", "expected"),
    [
        ("5,591", "6,185", "up 10.62 percent", "cases", Agreement.CONSISTENT),
        ("6,185", "6,822", "up 10.3 percent", "cases", Agreement.CONSISTENT),
        ("36,800", "44,300", "up 20.51 percent", "cases", Agreement.ROUNDING),
        ("40.9", "50.2", "up 9.3", "cases", Agreement.CONSISTENT),
        ("40.9", "50.2", "up 9.3 percent", "cases", Agreement.INCONSISTENT),
        ("5,591", "6,185", "up 10.63 percent", "cases", Agreement.INCONSISTENT),
        ("5,591", "6,185", "down 10.62 percent", "cases", Agreement.INCONSISTENT),
        ("1,001", "1,179", "up 17.7 percent", "cases", Agreement.CONSISTENT),
        ("1,000", "1,179", "up over 10 percent", "cases", Agreement.CONSISTENT),
        ("40 percent", "43.5 percent", "up 3.5 percentage points", "percent", Agreement.CONSISTENT),
        ("40 percent", "43.5 percent", "up 8.75 percent", "percent", None),
        ("eighth", "sixth", "up 2", "rank", Agreement.CONSISTENT),
    ],
)
def test_the_change_in_the_document_is_held_against_the_computed_one(base, later, claim, unit, expected):
    assert last(observation("2022", base), observation("2023", later, claim), unit=unit).agreement is expected


def test_a_change_over_two_years_is_not_held_against_a_yearly_claim():
    assert last(observation("2021", "1,001"), observation("2023", "1,201", "up 5 percent")).agreement is None


def test_targets_follow_the_observations_and_have_no_change():
    target = Target(
        period=parse_period("2025"), quantity=read("about 7,000"), reported="about 7,000", source="s", at=HERE
    )
    rows = series(indicator(observation("2024", "6,822"), targets=(target,)))
    assert [(row.role, row.change) for row in rows] == [(Role.OBSERVED, None), (Role.TARGET, None)]


def test_a_year_without_a_figure_is_no_base():
    change = last(observation("2020", "9"), observation("2021", "", "up 5 percent"), observation("2022", "12")).change
    assert change.base.text == "2020"


@pytest.mark.parametrize(
    ("base", "later", "expected"),
    [
        ("2023-02-28", "2024-02-28", True),
        ("2023-01", "2024-01", True),
        ("2022", "2024", False),
        ("2023-02", "2024-02", True),
    ],
)
def test_year_over_year_is_the_same_period_a_year_later(base, later, expected):
    assert last(observation(base, "11"), observation(later, "12")).change.year_over_year is expected
