"""Units of measure: every way to write one is known, and two are at odds only where they plainly are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shipa.measure import _NAMES, Measure, counts_named, counts_per, has_scale, measure_in, scale_of, spaced


@pytest.mark.parametrize(("name", "phrase"), [(name, one) for name, row in _NAMES.items() for one in row.split(", ")])
def test_every_way_to_write_a_unit_is_read(name, phrase):
    assert str(measure_in(phrase)) == str(measure_in(f" {phrase.upper()} of it")) == name


def test_no_way_to_write_a_unit_belongs_to_two():
    phrases = [one for row in _NAMES.values() for one in row.split(", ")]
    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize(
    ("text", "before", "measure"),
    [
        ("m³/s", "", Measure(of="cubic metres", per="seconds")),
        ("立方米每秒", "", Measure(of="cubic metres", per="seconds")),
        ("立方米", "每秒", Measure(of="cubic metres", per="seconds")),
        ("tonnes a year", "", Measure(of="tonnes", per="years")),
        ("tonnes per head", "", Measure(of="tonnes", per="?")),
        ("立方米/万元", "", Measure(of="cubic metres", per="?")),
        ("million cubic metres", "", Measure(of="cubic metres")),
        ("百万立方米", "", Measure(of="cubic metres")),
        ("t CO2", "", Measure(of="tonnes")),
        ("-tonne", "", Measure(of="tonnes")),
        ("patents", "", None),
        ("tonne-kilometres", "", None),
        ("吨公里", "", None),
        ("metre-long", "", None),
        ("tonnes a head", "", None),
        ("mushrooms", "", None),
        ("立方米水", "", None),
        ("", "", None),
    ],
)
def test_a_text_that_begins_with_a_unit_has_it(text, before, measure):
    assert measure_in(text, before) == measure


@pytest.mark.parametrize(
    ("printed", "unit", "is_other"),
    [
        ("km/h", "cubic metres per second", True),
        ("cubic metres", "cubic metres per second", True),
        ("cubic metres", "cubic metres per 10,000 yuan", False),
        ("km", "km/h", False),
        ("km per hour", "km", True),
        ("tonnes a day", "tonnes", False),
        ("tonnes a day", "tonnes per year", True),
        ("tonnes per hectare", "tonnes", True),
        ("tons", "tonnes", False),
        ("km", "metres", True),
    ],
)
def test_units_are_at_odds_where_no_loose_wording_joins_them(printed, unit, is_other):
    one, other = measure_in(printed), measure_in(unit)
    assert one
    assert other
    assert one.is_plainly_not(other) is is_other


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("per 10,000 people", {10000}),
        ("件/万人", {10000}),
        ("每10万人", {100000}),
        ("for every thousand", {1000}),
        ("per second", set()),
        ("per 1 person", set()),
        ("10,000 people", set()),
    ],
)
def test_a_rate_is_counted_by_so_many(text, counts):
    assert counts_per(text) == {Decimal(one) for one in counts}


def test_the_numbers_in_names_are_known():
    assert counts_named(["万元GDP用水量", "Use per 1,000 people"]) == {Decimal(10000), Decimal(1000)}


@pytest.mark.parametrize(
    ("text", "scale"),
    [("5 million", True), ("500万", True), ("3.2 thousands", True), ("500", False), ("5百分点", False)],
)
def test_a_figure_has_a_scale(text, scale):
    assert has_scale(text) is scale


@pytest.mark.parametrize(
    ("unit", "scale"), [("million tonnes", "million"), ("10,000 tonnes", "10,000"), ("tonnes", ""), ("millions", "")]
)
def test_a_unit_may_begin_with_a_scale(unit, scale):
    assert scale_of(unit) == scale


@pytest.mark.parametrize(
    ("text", "result"),
    [("350km/h", "350 km/h"), ("5.2m³", "5.2 m³"), ("5 km", "5 km"), ("5kmx", "5kmx"), ("G60", "G60")],
)
def test_a_sign_that_touches_its_figure_is_set_apart(text, result):
    assert spaced(text) == result
