"""When a figure that disagrees with the facts is called wrong, and when it is not: tables over an invented town."""

from __future__ import annotations

from pathlib import Path

import pytest

from shipa import store
from shipa.check import Checker

TOWN = Path(__file__).parent / "data" / "drafts" / "town"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(store.load([TOWN]))


def verdicts(checker: Checker, text: str) -> list[str]:
    """Return each number that is decided, as "number verdict"."""
    return [f"{one.text} {one.verdict.value}" for one in checker.check(text).claims if one.verdict != "unknown"]


REACH = [
    "The year 2030 was quiet, the quietest since 2028. Building permits granted numbered 574.",
    "In 2030, for the first time since 2028, it snowed. Building permits granted numbered 574.",
    "2030年为2028年以来最平静的一年。核发建筑许可574份。",
    "2030年天气创2028年以来新高。核发建筑许可574份。",
]


@pytest.mark.parametrize("text", REACH, ids=[text[:40] for text in REACH])
def test_the_year_that_a_superlative_reaches_back_to_dates_nothing(checker, text):
    assert [line.split()[1] for line in verdicts(checker, text)] == ["supported"]


COMPARED = [
    ("In 2030 loans came to 1.36 million. Permits numbered 574, against 618 in 2029. Trees planted: 4,300.", "4,300"),
    ("In 2030 the town granted 574 building permits, fewer than the 618 of 2029, and planted 4,300 trees.", "4,300"),
    ("The year 2030 was dry. Ferry revenue was 3.92 million euros, well short of the 4.18 million of 2029.", "3.92"),
    ("2030年核发建筑许可574份，低于2029年的618份，植树4300棵。", "4300"),
]


@pytest.mark.parametrize(("text", "figure"), COMPARED, ids=[text[:40] for text, _ in COMPARED])
def test_the_year_of_what_a_figure_is_compared_with_is_of_no_other_figure(checker, text, figure):
    found = verdicts(checker, text)
    assert [line.rsplit(" ", 1)[1] for line in found if figure in line] == ["supported"]
    assert not [line for line in found if line.endswith("contradicted")]
