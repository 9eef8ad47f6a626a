"""Names to indicators, and what is said where there is none or more than one."""

from __future__ import annotations

import pytest

from shipa import query
from shipa.errors import UnknownNameError
from shipa.model import FactBase, Indicator, Location, Observation, Pack, Source, Timing
from shipa.names import folded, meant
from shipa.period import parse_period, parse_selection
from shipa.quantity import read
from shipa.words import have, words_in

HERE = Location(file="moons.toml", key="it")


def indicator(name, title, *periods, **fields):
    observations = tuple(
        Observation(period=parse_period(period), source="atlas", quantity=read("12"), reported="12", at=HERE)
        for period in periods
    )
    fields = {"topic": "Moons", "topic_zh": "卫星", "unit": "moons", "timing": Timing.END} | fields
    return Indicator(id=name, title=title, at=HERE, observations=observations, **fields)


BASE = FactBase(
    packs=(Pack(id="sky", title="The sky"),),
    sources={"atlas": Source(id="atlas", title="Atlas", publisher="P", kind="dataset", at=HERE)},
    indicators={
        one.id: one
        for one in (
            indicator("moons", "Known moons", "2020", "2021", "2023", aliases=("satellites", "natural satellites")),
            indicator("moons-named", "Named moons", "2020", title_zh="已命名卫星数"),
            indicator(
                "rings",
                "Ring systems",
                topic="Rings",
                topic_zh="环",
                definition="Planets with rings, moons left aside.",
            ),
        )
    },
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("moons", "moons"),
        ("MOONS", "moons"),
        ("Known moons", "moons"),
        ("natural  satellites", "moons"),
        ("moons named", "moons-named"),
        ("moons_named", "moons-named"),
        ("named", "moons-named"),
        ("已命名卫星", "moons-named"),
        ("命名", "moons-named"),
        ("ri", "rings"),
        ("systems ring", "rings"),
    ],
)
def test_a_name_is_an_id_an_alias_a_title_a_beginning_or_words(name, expected):
    assert query.indicator_named(BASE, name).id == expected


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("moo", "'moo' may mean 'moons' or 'moons-named'; write one of them"),
        ("mons", "no indicator is called 'mons'; did you mean 'moons'?"),
        ("left aside", "no indicator is called 'left aside'; see `shipa list`, or `shipa search left aside`"),
        (" ", "an indicator without a name cannot be found; see `shipa list`"),
    ],
)
def test_an_unknown_or_ambiguous_name_is_an_error_with_the_nearest_ones(name, message):
    with pytest.raises(UnknownNameError) as caught:
        query.indicator_named(BASE, name)
    assert str(caught.value) == message


def test_words_that_are_one_name_together_need_no_quotes():
    assert [one.id for one in query.indicators_named(BASE, ["natural", "satellites"])] == ["moons"]
    assert [one.id for one in query.indicators_named(BASE, ["moons", "rings", "moons"])] == ["moons", "rings"]


@pytest.mark.parametrize(
    ("words", "expected"), [("moons", ["moons", "moons-named", "rings"]), ("aside", ["rings"]), ("", [])]
)
def test_search_also_reads_topic_and_definition(words, expected):
    assert [one.id for one in query.search(BASE, words)] == expected


@pytest.mark.parametrize(("topic", "expected"), [("moons", 2), ("卫星", 2), ("ring", 1)])
def test_a_topic_is_named_whole_or_in_part(topic, expected):
    assert len(query.of_topic(BASE, topic)) == expected


def test_an_unknown_topic_names_those_there_are():
    with pytest.raises(UnknownNameError, match="there are 'Moons' or 'Rings'"):
        query.of_topic(BASE, "suns")


@pytest.mark.parametrize(
    ("years", "periods", "gaps"),
    [
        ("2020-2023", ["2020", "2021", "2023"], [(), (), (2022,)]),
        ("2022-", ["2023"], [(2022,)]),
        ("latest", ["2023"], [()]),
        ("2019,2021", ["2021"], [()]),
        ("-2020", ["2020"], [()]),
    ],
)
def test_years_select_rows_and_the_gaps_within_them(years, periods, gaps):
    rows = query.rows_of(BASE.indicators["moons"], parse_selection(years))
    assert [row.period.text for row in rows] == periods
    assert [row.gap for row in rows] == gaps


def test_the_periods_covered_are_listed_as_ranges():
    assert query.covered(BASE.indicators["moons"]) == "2020-2021, 2023"
    assert query.covered(indicator("x", "X", "2020/2022", "2023-05", "2024")) == "2024, 2020/2022, 2023-05"


@pytest.mark.parametrize(("name", "expected"), [("atlas", "atlas"), ("at", "atlas")])
def test_a_source_is_named_by_its_id_or_the_beginning(name, expected):
    assert query.source_named(BASE, name).id == expected


def test_an_unknown_source_names_those_there_are():
    with pytest.raises(UnknownNameError, match="no source is called 'map'; there is 'atlas'"):
        query.source_named(BASE, "map")


@pytest.mark.parametrize("name", ["商标累计核准注册量", "商標累計核准註冊量"])
def test_a_name_is_found_in_either_script(name):
    known = "商标累计核准注册量"
    assert folded(name) == known
    assert meant({known}, name) == meant({known}, name[:3]) == {known}
    assert have([known], words_in(name[2:4]))
    assert have([name], words_in("累计"))
