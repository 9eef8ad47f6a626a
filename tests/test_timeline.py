"""Bases, breaks and gaps of long series are those that the plain definitions give, one observation after the other."""

from __future__ import annotations

from decimal import Decimal
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from shipa.change import series
from shipa.model import Indicator, Location, Observation, Timing
from shipa.period import Period, parse_period
from shipa.quantity import Bound, read
from shipa.timeline import Timeline

HERE = Location(file="test.toml", key="it")
PERIODS = [
    *map(str, range(2015, 2025)),
    "2020/2022",
    "2021/2023",
    "2019/2021",
    *("2023-05", "2023-12", "2024-05", "2024-05/2024-07"),
    *("2022-12-31", "2023-12-31", "2024-02-29"),
]
FIGURES = ["9", "12", "1,200", "1,250", "about 12", "over 12", "under 9", "nearly 1,200", "0", "1.2 thousand"]


def plain_base_of(one: Indicator, later: Observation) -> Observation | None:
    """Return the nearest earlier observation with a figure, of a span alike, by looking at all."""
    candidates = [
        earlier
        for earlier in one.observations
        if earlier.quantity
        and earlier.period.last < later.period.last
        and (one.timing is not Timing.DURING or earlier.period.span == later.period.span)
    ]
    nearest = max((earlier.period.last for earlier in candidates), default=None)
    at_nearest = [earlier for earlier in candidates if earlier.period.last == nearest]
    return min(at_nearest, key=lambda earlier: (earlier.source != later.source, vagueness(earlier)), default=None)


def vagueness(one: Observation) -> tuple[bool, Decimal]:
    assert one.quantity
    return (one.quantity.bound is not Bound.EXACT, one.quantity.step)


def plain_break_between(one: Indicator, base: Observation, later: Observation) -> str:
    """Return the first break after the base, by looking at all."""
    return next(
        (
            each.breaks
            for each in one.observations
            if each.breaks and base.period.last < each.period.last <= later.period.last
        ),
        "",
    )


def plain_gap(one: Indicator, place: int) -> tuple[int, ...]:
    """Return the years without a figure before the first of the observations of a year."""
    year = one.observations[place].period.year
    years = [each.period.year for each in one.observations if each.quantity and each.period.year]
    earlier = max((each for each in years if year and each < year), default=None)
    is_first = one.observations[place].period not in [each.period for each in one.observations[:place]]
    return tuple(range(earlier + 1, year)) if earlier and year and is_first and one.observations[place].quantity else ()


@st.composite
def observations(draw: st.DrawFn, period: str) -> Observation:
    reported = draw(st.sampled_from(["", *FIGURES, *FIGURES]))
    return Observation(
        period=parse_period(period),
        source=draw(st.sampled_from("abc")),
        quantity=read(reported) if reported else None,
        reported=reported,
        breaks=draw(st.sampled_from(["", "", "", "counted anew", "other bounds"])),
        at=HERE,
    )


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    periods = [parse_period(text) for text in draw(st.lists(st.sampled_from(PERIODS), max_size=16))]
    if draw(st.booleans()):
        periods.sort()
    return Indicator(
        id="it",
        title="It",
        unit=draw(st.sampled_from(["cases", "percent", "rank", "ordinal"])),
        timing=draw(st.sampled_from(list(Timing))),
        topic="T",
        at=HERE,
        observations=tuple(draw(observations(period.text)) for period in periods),
    )


@settings(deadline=None)
@given(indicators())
def test_a_series_has_the_bases_breaks_and_gaps_of_the_plain_definitions(one):
    timeline = Timeline(one)
    rows = series(one)
    assert [row.entry for row in rows] == list(one.observations)
    for place, (row, entry) in enumerate(zip(rows, one.observations, strict=True)):
        base = plain_base_of(one, entry)
        reason = plain_break_between(one, base, entry) if base else ""
        assert timeline.base_of(entry) is base
        assert row.gap == plain_gap(one, place)
        if base is None:
            assert (row.change, row.why_no_change) == (None, "")
            continue
        assert timeline.break_between(base, entry) == reason
        if entry.quantity and reason:
            assert (row.change, row.why_no_change) == (None, reason)
        if row.change:
            assert (row.change.base, row.change.base_source) == (base.period, base.source)


def test_a_long_series_measures_each_period_a_fixed_number_of_times():
    months = [f"{year}-{month:02}" for year in range(1900, 2000) for month in range(1, 13)]
    entries = tuple(
        Observation(period=parse_period(month), source="a", quantity=read("12"), at=HERE) for month in months
    )
    one = Indicator(id="it", title="It", unit="cases", timing=Timing.DURING, topic="T", at=HERE, observations=entries)
    with mock.patch.object(Period, "span", new_callable=mock.PropertyMock, return_value=("months", 1)) as measured:
        rows = series(one)

    assert measured.call_count == 2 * len(months)
    assert sum(row.change is not None for row in rows) == len(months) - 1
