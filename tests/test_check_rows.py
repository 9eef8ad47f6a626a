"""Figures that belong together in a sentence: pairs of units, rows, and series told again, over an invented coast."""

from __future__ import annotations

from pathlib import Path

import pytest

from shipa import store
from shipa.check import Checker

COAST = Path(__file__).parent / "data" / "drafts" / "coast"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(store.load([COAST]))


def said(checker: Checker, text: str) -> list[str]:
    """Return each claim as "number: verdict code indicator period role"."""
    return [
        " ".join(filter(None, (f"{claim.text}:", claim.verdict, claim.code, claim.indicator, claim.period, claim.role)))
        for claim in checker.check(text).claims
    ]


OK, SWAPPED = "supported", "contradicted C103"
PAIRS = {
    "In 2030, 617 people were rescued in 236 operations.": [
        f"617: {OK} people-rescued 2030 level",
        f"236: {OK} rescues 2030 level",
    ],
    "In 2030, 236 people were rescued in 617 operations.": [
        f"236: {SWAPPED} people-rescued 2030 level",
        f"617: {SWAPPED} rescues 2030 level",
    ],
    "In 2030 the guard solved 402 smuggling cases with 1,126 suspects.": [
        f"402: {OK} smuggling-cases 2030 level",
        f"1,126: {OK} smuggling-suspects 2030 level",
    ],
    "2030年查获走私货物超6.3万件、1700批。": [
        f"超6.3万: {OK} goods-seized 2030 level",
        f"1700: {OK} batches-seized 2030 level",
    ],
    "In 2030 the guard received 1,260 applications for boat licences and issued 1,480 licences.": [
        f"1,260: {SWAPPED} licence-applications 2030 level",
        f"1,480: {SWAPPED} licences 2030 level",
    ],
    "As of 30 April 2031, chart licensing income was 3.35 million euros and transaction value 2.06 million euros.": [
        f"3.35 million euros: {SWAPPED} chart-income 2031-04-30 level",
        f"2.06 million euros: {SWAPPED} chart-trade 2031-04-30 level",
    ],
    "Decisions not to issue boat licences were taken on 220 applications in 2030.": [
        "220: unknown licence-applications level",
    ],
}
PAIRS |= {
    "Smuggling cases solved in 2030 were worth 27.9 million euros, spread over 402 smuggling cases.": [
        f"27.9 million euros: {OK} smuggling-value 2030 level",
        f"402: {OK} smuggling-cases 2030 level",
    ],
}
ROWS = {
    "In 2029 and 2030 the guard carried out 212 and 236 rescue operations.": [
        f"212: {OK} rescues 2029 level",
        f"236: {OK} rescues 2030 level",
    ],
    "Rescue operations numbered 236 and 212 in 2029 and 2030.": [
        "236: contradicted C102 rescues 2029 level",
        "212: contradicted C102 rescues 2030 level",
    ],
    "2029年和2030年，救援行动次数分别为212次和236次。": [
        f"212: {OK} rescues 2029 level",
        f"236: {OK} rescues 2030 level",
    ],
    "In 2030 rescue operations and people rescued grew by 11.3 and 14.3 percent.": [
        f"11.3: {OK} rescues 2030 change",
        f"14.3 percent: {OK} people-rescued 2030 change",
    ],
    "In 2030 rescue operations and people rescued grew by 14.3 and 11.3 percent respectively.": [
        "14.3: contradicted C101 rescues 2030 change",
        "11.3 percent: contradicted C101 people-rescued 2030 change",
    ],
    "Applications for boat licences rose by 5.9 percent in 2030 and boat licences issued by 13 percent.": [
        "5.9 percent: contradicted C101 licence-applications 2030 change",
        "13 percent: contradicted C101 licences 2030 change",
    ],
    "In 2029 there were 212 rescue operations and 540 people rescued, against 236 and 617 in 2030.": [
        f"212: {OK} rescues 2029 level",
        f"540: {OK} people-rescued 2029 level",
        f"236: {OK} rescues 2030 level",
        f"617: {OK} people-rescued 2030 level",
    ],
    "The guard solved 402 smuggling cases in 2030 and issued 1,260 boat licences; in 2029 it was 1,190 and 318.": [
        f"402: {OK} smuggling-cases 2030 level",
        f"1,260: {OK} licences 2030 level",
        f"1,190: {SWAPPED} smuggling-cases 2029 level",
        f"318: {SWAPPED} licences 2029 level",
    ],
    "Smuggling cases solved came to 318 in 2029 and 402 in 2030; for smuggling suspects it was 871 and 1,126.": [
        f"318: {OK} smuggling-cases 2029 level",
        f"402: {OK} smuggling-cases 2030 level",
        f"871: {OK} smuggling-suspects 2029 level",
        f"1,126: {OK} smuggling-suspects 2030 level",
    ],
}
ROWS |= {
    "In the first half of 2030, 110 rescue operations and 300 people rescued were seen, against 100 and 250 in 2029.": [
        "110: unknown rescues level",
        "300: unknown people-rescued level",
        "100: unknown",
        "250: unknown",
    ],
}
TOLD_AGAIN = {
    "2030年，侦破走私案件402起，抓获嫌疑人1126人，涉案金额2790万欧元。2029年为318起、1126人、1.84亿欧元。": [
        f"402: {OK} smuggling-cases 2030 level",
        f"1126: {OK} smuggling-suspects 2030 level",
        f"2790万欧元: {OK} smuggling-value 2030 level",
        f"318: {OK} smuggling-cases 2029 level",
        "1126: contradicted C102 smuggling-suspects 2029 level",
        "1.84亿欧元: contradicted C104 smuggling-value 2029 level",
    ],
    "Smuggling cases solved in 2030: 402, value 27.9 million euros. In 2029 there were 318 worth 184 million euros.": [
        f"402: {OK} smuggling-cases 2030 level",
        f"27.9 million euros: {OK} smuggling-value 2030 level",
        f"318: {OK} smuggling-cases 2029 level",
        "184 million euros: contradicted C104 smuggling-value 2029 level",
    ],
}

SCENES = {
    "During the Lantern campaign of 2030 the guard solved 57 smuggling cases and caught 143 suspects.": [
        f"57: {OK} drive-cases 2030 level",
        f"143: {OK} drive-suspects 2030 level",
    ],
    "During the Lantern campaign of 2030 the guard solved 402 smuggling cases and caught 1,126 suspects.": [
        f"402: {SWAPPED} drive-cases 2030 level",
        f"1,126: {SWAPPED} drive-suspects 2030 level",
    ],
    "During a two-week drive in 2030 the guard solved 402 smuggling cases.": ["402: unknown smuggling-cases level"],
    "During the reporting period of 2030 the guard solved 402 smuggling cases.": [
        f"402: {OK} smuggling-cases 2030 level",
    ],
    "在2030年灯火行动中，海门侦破走私案件57起，抓获犯罪嫌疑人1126人。": [
        f"57: {OK} drive-cases 2030 level",
        f"1126: {SWAPPED} drive-suspects 2030 level",
    ],
}
SHARED = {
    "Eleven crews from Sealport won Harbour Medals in 2030, among them four Gold Medals and seven Silver Medals.": [
        f"Eleven: {OK} medal-winners 2030 level",
        f"four: {OK} gold-medals 2030 level",
        f"seven: {OK} silver-medals 2030 level",
    ],
    "In 2030 crews from Sealport won seven Gold Medals and four Silver Medals of the Harbour Medals.": [
        "seven: contradicted C101 gold-medals 2030 level",
        "four: contradicted C101 silver-medals 2030 level",
    ],
}
# Without a year nothing is wrong by itself; two figures that are each the other's are.
EXCHANGED = {
    "Chart licensing income has come to 3.35 million euros, and chart transaction value to 2.06 million euros.": [
        "3.35 million euros: contradicted C101 chart-income 2031-04-30 level",
        "2.06 million euros: contradicted C101 chart-trade 2031-04-30 level",
    ],
    "The Lantern campaign brought 143 Lantern campaign cases and 57 Lantern campaign suspects.": [
        f"143: {SWAPPED} drive-cases 2030 level",
        f"57: {SWAPPED} drive-suspects 2030 level",
    ],
}


@pytest.mark.parametrize(("text", "expected"), SCENES.items(), ids=SCENES)
def test_what_leads_a_sentence_in_holds_for_all_its_figures(checker, text, expected):
    assert said(checker, text) == expected


@pytest.mark.parametrize(("text", "expected"), SHARED.items(), ids=SHARED)
def test_siblings_share_the_part_of_their_names_that_is_said_once(checker, text, expected):
    assert said(checker, text) == expected


@pytest.mark.parametrize(("text", "expected"), EXCHANGED.items(), ids=EXCHANGED)
def test_two_figures_that_changed_places_are_wrong_even_without_a_year(checker, text, expected):
    assert said(checker, text) == expected


@pytest.mark.parametrize(("text", "expected"), PAIRS.items(), ids=PAIRS)
def test_the_two_sides_of_a_thing_are_told_apart_by_what_they_count(checker, text, expected):
    assert said(checker, text) == expected


@pytest.mark.parametrize(("text", "expected"), ROWS.items(), ids=ROWS)
def test_each_member_of_a_row_goes_with_its_counterpart(checker, text, expected):
    assert said(checker, text) == expected


@pytest.mark.parametrize(("text", "expected"), TOLD_AGAIN.items(), ids=TOLD_AGAIN)
def test_a_series_is_told_again_for_another_year_without_its_names(checker, text, expected):
    assert said(checker, text) == expected
