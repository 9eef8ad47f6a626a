"""Packs in layers: what later ones add to earlier ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from shipa import store
from shipa.names import folded

VALID = Path(__file__).parent / "data" / "valid"


@pytest.fixture(scope="module")
def layered():
    return store.load([VALID / "planets", VALID / "layer", VALID / "bare"])


def test_the_packs_stand_in_their_order(layered):
    assert [pack.id for pack in layered.packs] == ["planets", "layer", "bare"]


def test_a_later_pack_adds_sources_and_indicators(layered):
    assert [(source.id, source.pack) for source in layered.sources.values()] == [
        ("almanac-2020", "planets"),
        ("news-2023", "planets"),
        ("own-count", "layer"),
    ]
    assert [(indicator.id, indicator.pack, indicator.topic) for indicator in layered.indicators.values()] == [
        ("moons", "planets", "Moons"),
        ("large-moons", "planets", "Moons"),
        ("rings", "layer", "Rings"),
    ]


def test_entries_of_all_packs_stand_in_the_order_of_their_periods(layered):
    assert [(one.period.text, one.source, one.pack) for one in layered.indicators["moons"].observations] == [
        ("2020", "almanac-2020", "planets"),
        ("2020", "news-2023", "planets"),
        ("2020", "own-count", "layer"),
        ("2021", "own-count", "layer"),
        ("2023", "news-2023", "planets"),
    ]
    assert [(one.reported, one.pack) for one in layered.indicators["moons"].targets] == [("at least 400", "planets")]


def test_aliases_and_accepted_findings_are_added_and_nothing_else_changes(layered):
    below, above = store.load([VALID / "planets"]).indicators["moons"], layered.indicators["moons"]
    assert above.aliases == ("confirmed moons", "satellites known", "moons that are known")
    assert above.accept == {"A101": "Two lists count differently.", "A103": "Own count."}
    kept = ("id", "title", "title_zh", "topic", "unit", "timing", "definition", "part_of", "cumulative", "pack", "at")
    assert [getattr(above, name) for name in kept] == [getattr(below, name) for name in kept]


def test_the_earlier_pack_is_untouched_by_the_later():
    before = store.load([VALID / "planets"])
    store.load([VALID / "planets", VALID / "layer"])
    assert store.load([VALID / "planets"]) == before


@pytest.mark.parametrize(
    "name", ["valid-trademarks", "Valid Trademarks", "valid  trademarks ", "VALID_trademarks", "valid\u3000trademarks"]
)
def test_names_are_one_name_without_case_blanks_and_hyphens(name):
    assert folded(name) == "valid trademarks"
