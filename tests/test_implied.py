"""Values that follow from reported changes: what they are, how they follow, and that the truth is always among them."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipa.change import Role
from shipa.growth import base_implied, is_counted, later_implied, whole_numbers
from shipa.implied import implied_values, series_with_implied, settled
from shipa.interval import Interval
from shipa.quantity import Bound
from shipa.reported_change import read_change
from tests.audit_facts import base_of, shipped

# What a reader with a pocket calculator gets from the documents: indicator, year, value, to how many units exactly.
READ_INDEPENDENTLY = {
    "PCT applications": ("pct", "2021", "4830", "0"),
    "invention patents granted": ("invention-patents-granted", "2021", "32863", "1"),
    "valid invention patents": ("valid-invention-patents", "2021", "172017", "1"),
    "high-value patents per 10,000": ("high-value-patents-per-10k", "2021", "34.2", "0"),
    "trademarks two years before": ("valid-trademarks", "2021", "2117129", "1"),
    "trademarks in the gap": ("valid-trademarks", "2023", "2614152", "1"),
    "pledge financing": ("pledge-financing", "2021", "7631909548", "1"),
    "insurance": ("ip-insurance", "2021", "149100257", "1"),
}


@pytest.mark.parametrize("name", READ_INDEPENDENTLY)
def test_the_shipped_changes_imply_what_an_independent_reading_gives(name):
    id_, period, value, room = READ_INDEPENDENTLY[name]
    [implied] = [one for one in settled(shipped().indicators[id_]) if one.period.text == period]

    assert abs(implied.quantity.value - Decimal(value)) <= Decimal(room)
    assert Decimal(value) in implied.quantity.interval


def test_an_implied_value_says_what_it_follows_from():
    [implied] = implied_values(shipped().indicators["pct"])

    assert implied.derivation() == "from 5,591 and “up by 15.76%” in 2022, report-2022"
    assert implied.derivation("zh") == "由5,591与“up by 15.76%”（2022，report-2022）推算"


def test_an_implied_value_between_two_years_has_its_growth():
    rows = series_with_implied(shipped().indicators["valid-trademarks"])
    [implied] = [row for row in rows if row.period.text == "2023"]

    assert implied.role is Role.IMPLIED
    assert implied.change is not None
    assert implied.change.percent is not None
    assert round(implied.change.percent, 2) == Decimal("7.69")
    assert [row.period.text for row in rows] == ["2021", "2022", "2023", "2024"]
    assert [row.gap for row in rows] == [(), (), (), ()]


def test_observed_rows_keep_their_changes_beside_implied_ones():
    rows = series_with_implied(shipped().indicators["valid-trademarks"])

    assert [row.change.base.text if row.change else "" for row in rows] == ["", "", "2022", "2022"]


@pytest.mark.parametrize(
    ("reported", "change", "value", "bound"),
    [
        ("over 24,000", "up 6.48 percent", "22538", Bound.OVER),
        ("82,800", "up over 16 percent", "71465", Bound.UNDER),
        ("5,591", "down 20 percent", "6989", Bound.EXACT),
        ("6,185", "up 594", "5591", Bound.EXACT),
    ],
    ids=["from a lower bound comes a lower bound", "a larger rate makes the base smaller", "a fall", "a number"],
)
def test_a_base_is_as_certain_as_what_it_follows_from(reported, change, value, bound):
    [implied] = implied_values(_one(reported, change))

    assert (implied.quantity.value, implied.quantity.bound) == (Decimal(value), bound)


def test_a_value_is_led_on_through_a_year_without_a_figure():
    base = base_of(
        """
        [visits]
        unit = "visits"
        observations = [
            { period = "2021", change = "up 20 percent", source = "report" },
            { period = "2022", reported = "5,500", change = "up 10 percent", source = "report" },
        ]
        """
    )

    assert [(one.period.text, one.quantity.interval) for one in implied_values(base.indicators["visits"])] == [
        ("2020", Interval(low=Decimal(4058), high=Decimal(4279))),
        ("2021", Interval(low=Decimal(4910), high=Decimal(5114))),
    ]


@pytest.mark.parametrize(
    ("unit", "entries"),
    [
        ("percent", ['reported = "40%", change = "up 3 percent"']),
        ("ordinal", ['reported = "4th", change = "up 1"']),
        ("visits", ['reported = "99", change = "up 20 percent"', 'period = "2021", reported = "80"']),
        ("visits", ['period = "2020/2022", reported = "99", change = "up 9 percent"']),
        ("visits", ['reported = "99", change = "up 9 percent", break = "counted otherwise before"']),
    ],
    ids=["of a share", "of an edition", "of a year with a figure", "of a span that overlaps", "over a break"],
)
def test_nothing_is_implied(unit, entries):
    full = [entry if "period" in entry else f'period = "2022", {entry}' for entry in entries]
    listed = ", ".join(f'{{ source = "report", {entry} }}' for entry in full)
    base = base_of(f'[visits]\nunit = "{unit}"\nobservations = [{listed}]')

    assert implied_values(base.indicators["visits"]) == ()


@pytest.mark.parametrize(
    ("unit", "counted"),
    [
        ("deals", True),
        ("people", True),
        ("patents per 10,000 people", False),
        ("yuan", False),
        ("percent", False),
        ("working days", False),
        ("tons", False),
        ("buttons", True),
    ],
)
def test_what_is_counted_comes_in_whole_numbers(unit, counted):
    base = base_of(f'[visits]\nunit = "{unit}"')

    assert is_counted(base.indicators["visits"]) is counted


@pytest.mark.parametrize(
    ("interval", "whole"),
    [
        (Interval(low=Decimal("411.61"), high=Decimal("411.93")), None),
        (Interval(low=Decimal("411.61"), high=Decimal("412.93")), Interval(low=Decimal(412), high=Decimal(412))),
        (Interval(low=Decimal(4), high=Decimal(5), low_open=True, high_open=True), None),
        (Interval(low=Decimal("4.2")), Interval(low=Decimal(5))),
    ],
)
def test_the_whole_numbers_of_an_interval(interval, whole):
    assert whole_numbers(interval) == whole


counts = st.integers(min_value=120, max_value=5_000_000)
steps = st.sampled_from([1, 10, 100, 1000])
ways = st.sampled_from([ROUND_HALF_UP, ROUND_DOWN])
digits = st.integers(min_value=0, max_value=3)


@given(before=counts, after=counts, step=steps, places=digits, way=ways, way_of_rate=ways)
def test_the_true_value_is_always_among_those_implied(before, after, step, places, way, way_of_rate):
    later, change = _printed(before, after, step, places, way, way_of_rate)
    if later is None or change is None:
        return
    indicator = _one(later, change)
    [observation] = indicator.observations
    assert observation.quantity is not None
    assert observation.change is not None

    base = base_implied(indicator, observation.quantity.printed, observation.change)
    forwards = later_implied(indicator, Interval(low=Decimal(before), high=Decimal(before)), observation.change)

    assert base is not None
    assert Decimal(before) in base
    assert forwards is not None
    assert Decimal(after) in forwards
    assert all(Decimal(before) in one.quantity.interval for one in implied_values(indicator))


def _one(reported: str, change: str):
    read_change(change)  # a case that cannot be read would prove nothing
    entry = f'period = "2022", reported = "{reported}", change = "{change}", source = "report"'
    return base_of(f'[visits]\nunit = "visits"\nobservations = [{{ {entry} }}]').indicators["visits"]


def _printed(before, after, step, places, way, way_of_rate) -> tuple[str | None, str | None]:
    """Return how a document would print a value and its growth, None where a rounding eats all of it."""
    shown = (Decimal(after) / step).quantize(Decimal(1), way) * step
    rate = (Decimal(100 * (after - before)) / before).copy_abs().quantize(Decimal(1).scaleb(-places), way_of_rate)
    if shown < 100:
        return None, None
    return f"{shown:,f}", f"{'up' if after >= before else 'down'} {rate:f} percent"
