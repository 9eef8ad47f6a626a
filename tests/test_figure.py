"""The wording of figures: every phrase of the tables is matched as what it means, and the scan misses no place."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipa import figure, wording
from shipa.quantity import Kind, find, read

HEDGES = {
    ("over", False, False): "over",
    ("over", False, True): "just over",
    ("over", True, False): "at least",
    ("under", False, False): "under",
    ("under", False, True): "nearly",
    ("under", True, False): "at most",
    ("about", False, False): "about",
}


def hedge_of(text):
    quantity = read(text)
    return HEDGES[quantity.bound, quantity.inclusive, quantity.near]


@pytest.mark.parametrize(("phrase", "meaning"), wording.HEDGES_BEFORE.items())
def test_a_hedge_before_a_figure_is_understood(phrase, meaning):
    assert hedge_of(f"{phrase} 450,000") == meaning
    assert hedge_of(f"{phrase.upper()} US$5%") == meaning


@pytest.mark.parametrize("adverb", ["just", "slightly", "marginally", "a little", "a bit"])
def test_an_adverb_narrows_a_hedge(adverb):
    assert [hedge_of(f"{adverb} {hedge} 450,000") for hedge in ("over", "more than", "under", "short of", "about")] == [
        *("just over", "just over", "nearly", "nearly", "about"),
    ]


@pytest.mark.parametrize(("phrase", "meaning"), wording.HEDGES_AFTER.items())
def test_a_hedge_behind_a_figure_is_understood(phrase, meaning):
    space = " " if phrase.isascii() else ""
    assert hedge_of(f"9成{space}{phrase}") == meaning


@pytest.mark.parametrize(("phrase", "code"), wording.CURRENCIES.items())
def test_a_currency_is_understood(phrase, code):
    printed = [f"5 million {phrase}", f"{phrase}5 million"]
    assert code in {found.quantity.currency for text in printed for found in find(text)}


@pytest.mark.parametrize(("phrase", "meaning"), wording.UNITS.items())
def test_a_unit_is_understood(phrase, meaning):
    kind, worth = meaning
    quantity = read(f"7{'' if len(phrase) == 1 else ' '}{phrase}")
    assert (quantity.kind, quantity.value) == (Kind(kind), 7 * worth)


@pytest.mark.parametrize(("word", "scale"), wording.SCALES.items())
def test_a_scale_is_understood(word, scale):
    assert read(f"$7 {word}").value == read(f"$7{'-' if len(word) > 3 else ''}{word}").value == 7 * scale


def test_no_character_changes_its_place_in_lower_case():
    assert [chr(code) for code in range(sys.maxunicode + 1) if len(chr(code).lower()) != 1] == ["İ"]


@given(st.lists(st.text("ab ", min_size=1).filter(lambda phrase: phrase == " ".join(phrase.split())), min_size=1))
def test_one_of_matches_each_phrase_and_prefers_the_longest(phrases):
    pattern = re.compile(figure.one_of(phrases))
    for phrase in phrases:
        assert pattern.fullmatch(phrase)
        longest = max((other for other in phrases if phrase.startswith(other)), key=len)
        assert re.findall(pattern, phrase)[0] == longest


@pytest.mark.parametrize(
    "text",
    ["12,34", "1,2345", "1,23,456", "1,234\xa0567", "1.2.3", "1'000", "1" * 16, "0." + "1" * 13, "٣", "1.", ".5"],
)
def test_what_is_no_numeral_in_digits_is_not_matched(text):
    assert not re.fullmatch(figure.rule("digits"), text, re.VERBOSE)


PIECES = [
    *("over", "just under", "a", "an", "the", "one", "third", "half", "hundred", "million", "fifth", "first", "second"),
    *("57.9", "6,822", "5", "12", "%", "percent", "$", "us$", "rmb", "yuan", "-", "–", ".", ",", " ", " ", " ", "\n"),
    *("超过", "近", "第", "九", "十", "百", "万", "亿", "点", "分之", "成", "多", "件", "元", "以上", "以", "gdp", "g"),
    *("or more", "no", "more than", "fold", "x", ">", "~", "in ten", "st", "th", "\xa0", "中"),
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_the_scan_finds_what_is_found_by_trying_every_place(text):
    pattern = figure.pattern()
    places, end = [], 0
    while end <= len(text):
        if match := pattern.match(text, end):
            places.append(match.span())
            end = match.end()
        else:
            end += 1
    assert [match.span() for match in figure.matches(text)] == places
