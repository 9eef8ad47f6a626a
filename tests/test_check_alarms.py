"""When a figure that disagrees with the facts is called wrong, and when it is not: tables over an invented town."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from shipa import store
from shipa.check import Checker
from tests.audit_facts import base_of

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


BASES = [
    "From 2028 to 2030 the population rose from 48,210 to 49,877, an increase of 1,667, or 3.5 percent.",
    "In 2030 the town had 1,667 more inhabitants than in 2028, a rise of 3.5 percent.",
    "2030年常住人口49877人，比2028年增加1667人，增幅3.5%。",
    "In 2030 e-book loans came to 352,900; they had been 201,000 in 2027, and so grew by 76 percent.",
]


@pytest.mark.parametrize("text", BASES, ids=[text[:40] for text in BASES])
def test_a_change_may_count_from_any_year_that_its_sentence_names(checker, text):
    assert not [line for line in verdicts(checker, text) if line.endswith("contradicted")]


ECHOES = [
    ("In 2030, takings of the ferry bar were 3,300 euros, down 12 percent.", []),
    ("In 2030 digital loans were 284,600, up 12 percent.", ["284,600 contradicted"]),
    (
        "| | 2029 | 2030 |\n|---|---|---|\n| Library loans (million) | 1.23 | 1.36 |\n",
        ["1.23 supported", "1.36 supported"],
    ),
    ("| | 2029 | 2030 |\n|---|---|---|\n| Library loans | 1.23 | 1.36 |\n", []),
    (
        "| | 2029年 | 2030年 |\n|---|---|---|\n| 图书借阅量（万册） | 123万 | 136万 |\n",
        ["123万 supported", "136万 supported"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ECHOES, ids=[text[:40] for text, _ in ECHOES])
def test_one_mistake_is_one_alarm_and_a_unit_that_was_not_read_is_none(checker, text, expected):
    assert verdicts(checker, text) == expected


OTHERS = [
    "In 2030 the town granted 40 more building permits.",
    "In 2030 the town granted another 40 building permits.",
    "The limit for building permits was cut from 574 to 618.",
    "2030年，另有40份建筑许可。",
]


@pytest.mark.parametrize("text", OTHERS, ids=[text[:40] for text in OTHERS])
def test_what_comes_on_top_of_a_figure_is_not_compared_with_the_whole(checker, text):
    assert verdicts(checker, text) == []


CARRIED = [
    ("Club membership rose by 20 percent, although dues rose from 214 to 321.", []),
    ("Club membership grew by 20 percent from 214 to 321.", ["20 percent contradicted"]),
    ("会员增长20%，会费由214增至321。", []),
]


@pytest.mark.parametrize(("text", "expected"), CARRIED, ids=[text[:40] for text, _ in CARRIED])
def test_a_change_stands_beside_its_own_two_figures(checker, text, expected):
    assert verdicts(checker, text) == expected


LACKING = [
    ("digital-loans", "In 2030 libraries lent 1.36 million items, of which 352,900 were e-books, up 24 percent."),
    ("digital-loans", "2030年图书借阅136万册，其中电子图书借阅35.29万册，增长24%。"),
    ("building-applications", "In 2030 the town granted 574 building permits; there had been 702 applications."),
    ("unemployment", "In 2030 the ferries carried 691,400 passengers; unemployment was 4.7 percent, 0.7 points down."),
    (
        "ferry-revenue",
        "In 2030 ferry passengers fell by 6.1 percent to 691,400, and takings by 6.2 percent to 3.92 million.",
    ),
    ("building-permits", "2030年建筑许可申请702份，核发574份，同比分别下降5.5%和7.1%。"),
    ("building-applications", "2030年建筑许可申请702份，核发574份，同比分别下降5.5%和7.1%。"),
    (
        "trees-planted",
        "In 2030 the town issued 574 building permits and planted 4,300 trees, twice as many as in 2029.",
    ),
]


@pytest.mark.parametrize(("missing", "text"), LACKING, ids=[text[:40] for _, text in LACKING])
def test_what_the_facts_lack_is_not_taken_for_what_they_have(missing, text):
    base = store.load([TOWN])
    indicators = {name: indicator for name, indicator in base.indicators.items() if name != missing}
    assert not [
        line for line in verdicts(Checker(replace(base, indicators=indicators)), text) if line.endswith("contradicted")
    ]


STANDARDS = [
    "In 2030 library loans came to 1.36 million, 8 percent above the long-term average.",
    "2030年图书借阅136万册，较常年偏多8%，增加8%。",
]


@pytest.mark.parametrize("text", STANDARDS, ids=[text[:40] for text in STANDARDS])
def test_a_change_on_an_average_is_none_on_the_year_before(checker, text):
    assert not [line for line in verdicts(checker, text) if line.endswith("contradicted")]


ELSEWHERE = [
    "In 2030, altogether 574 building permits for homes and barns of all sizes were granted in Overby.",
    "Overby news\n\nBuilding permits granted in 2030: 574.",
    "Overby had a good year.\n\nBuilding permits granted in 2030: 574.",
    "In the first half of 2030 building permits fell from 618 to 574.",
    "In the first half of 2030 the town granted 312 building permits; a year earlier there had been 618.",
]


@pytest.mark.parametrize("text", ELSEWHERE, ids=[text[:40] for text in ELSEWHERE])
def test_the_figures_of_another_place_and_of_half_a_year_are_not_even_confirmed(checker, text):
    assert verdicts(checker, text) == []


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("Net profit was -764 million yuan in 2023.", ["supported"]),
        ("Net profit was minus 764 million yuan in 2023.", []),
        ("In 2023 net profit was a loss of 764 million yuan.", []),
        ("2023年净利润亏损7.64亿元。", []),
        ("Net profit was 318 million yuan in 2022.", ["supported"]),
        ("Net profit was 381 million yuan in 2022.", ["contradicted"]),
    ],
)
def test_a_figure_beside_a_loss_raises_no_alarm_for_its_sign(text, decided):
    base = base_of(
        """
        [net-profit]
        title_zh = "净利润"
        unit = "yuan"
        unit_zh = "元"
        observations = [
            { period = "2022", reported = "318 million yuan", source = "report" },
            { period = "2023", reported = "a loss of 764 million yuan", source = "report" },
        ]
        """
    )
    assert [line.split()[-1] for line in verdicts(Checker(base), text)] == decided
