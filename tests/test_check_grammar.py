"""Phrases, what they are about, and what the facts say of them: many small tables over an invented town."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from shipa import store
from shipa.check import Checker

TOWN = Path(__file__).parent / "data" / "drafts" / "town"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(store.load([TOWN]))


def said(checker: Checker, text: str, **options: object) -> list[str]:
    """Return each claim as "number: verdict code indicator period role"."""
    return [
        " ".join(filter(None, (f"{claim.text}:", claim.verdict, claim.code, claim.indicator, claim.period, claim.role)))
        for claim in checker.check(text, **options).claims  # type: ignore[arg-type]
    ]


NAMES = [
    ("Library loans came to 1.36 million in 2030.", "1.36 million: supported library-loans 2030 level"),
    ("In 2030 libraries lent 1.36 million items.", "1.36 million: supported library-loans 2030 level"),
    ("Loans by the library: 1.36 million (2030).", "1.36 million: supported library-loans 2030 level"),
    ("E-book loans reached 352,900 in 2030.", "352,900: supported digital-loans 2030 level"),
    ("The town granted 574 building permits in 2030.", "574: supported building-permits 2030 level"),
    ("Grants of building permits: 574 in 2030.", "574: supported building-permits 2030 level"),
    ("Applicants applied for 702 building permits in 2030.", "702: supported building-applications 2030 level"),
    ("In 2030 there were 3.5 doctors for every 1,000 residents.", "3.5: supported doctors-per-1000 2030 level"),
    ("2030年，图书借阅136万册。", "136万: supported library-loans 2030 level"),
    ("2030年全镇共核发建筑许可574份。", "574: supported building-permits 2030 level"),
    ("2030年每千人口醫生數為3.5名。", "3.5: supported doctors-per-1000 2030 level"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES, ids=[text[:40] for text, _ in NAMES])
def test_a_name_is_recognised_however_it_is_inflected_and_ordered(checker, text, expected):
    assert said(checker, text) == [expected]


ELSEWHERE = [
    "Overby granted 612 building permits in 2030.",
    "In Overby, building permits granted in 2030 came to 612.",
    "Nationwide, the unemployment rate was 6.3 percent in 2030.",
    "2030年，奥比镇核发建筑许可612份。",
    "2030年全国失业率为6.3%。",
    "In the first half of 2030 the town granted 312 building permits.",
    "2030年上半年核发建筑许可312份。",
    "In March 2030 the town granted 61 building permits.",
    "In 1999 the town granted 233 building permits.",
    "In 2030 the town granted 433 demolition permits.",
    "Ferry passengers complained 214 times in 2030.",
    "Of the building permits granted in 2030, 91 were for barns.",
    "The rowing club has 212 members.",
    "In 2030 the ferries sold 5,120 coffees.",
]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_other_places_other_things_and_parts_of_a_year_are_left_alone(checker, text):
    assert {line.split(": ")[1].split()[0] for line in said(checker, text)} == {"unknown"}


NARROWER = [
    "The town granted 574 temporary building permits in 2030.",
    "Civil building permits granted in 2030: 574.",
    "In 2030 libraries lent 1.36 million foreign-language items.",
    "2030年全镇共核发临时建筑许可574份。",
]


@pytest.mark.parametrize("text", NARROWER, ids=[text[:40] for text in NARROWER])
def test_the_figure_of_the_whole_confirms_nothing_about_a_part(checker, text):
    assert [claim.verdict.value for claim in checker.check(text).claims] == ["unknown"]


NOT_NARROWER = [
    "The town granted a total of 574 new building permits in 2030.",
    "A record 574 building permits were granted in 2030.",
    "2030年全镇累计核发各类建筑许可574份。",
    "In 2030 local libraries lent 1.36 million items.",
]


@pytest.mark.parametrize("text", NOT_NARROWER, ids=[text[:40] for text in NOT_NARROWER])
def test_words_of_quantity_make_no_part_of_a_whole(checker, text):
    assert [claim.verdict.value for claim in checker.check(text).claims] == ["supported"]


MOVED = [
    ("Building permits granted rose to 574 in 2030.", "574: contradicted C105 building-permits 2030 level"),
    ("Building permits granted fell from 618 in 2029 to 574 in 2030.", "574: supported building-permits 2030 level"),
    ("2030年，核发建筑许可增至574份。", "574: contradicted C105 building-permits 2030 level"),
    ("2030年，核发建筑许可降至574份。", "574: supported building-permits 2030 level"),
]


@pytest.mark.parametrize(("text", "expected"), MOVED, ids=[text[:40] for text, _ in MOVED])
def test_a_right_level_needs_the_right_verb(checker, text, expected):
    assert said(checker, text)[-1] == expected


CODES = [
    ("Building permits granted in 2030: 547.", "547: contradicted C101 building-permits 2030 level"),
    ("In 2029 the town granted 574 building permits.", "574: contradicted C102 building-permits 2029 level"),
    ("In 2030 the town granted 702 building permits.", "702: contradicted C103 building-permits 2030 level"),
    ("Ferry revenue was 39.2 million euros in 2030.", "39.2 million euros: contradicted C104 ferry-revenue 2030 level"),
    ("Ferry revenue was $3.92 million in 2030.", "$3.92 million: contradicted C104 ferry-revenue 2030 level"),
    ("2030年图书借阅1360万册。", "1360万: contradicted C104 library-loans 2030 level"),
    ("More than 4,300 trees were planted in 2030.", "More than 4,300: contradicted C105 trees-planted 2030 level"),
    ("Ferry passengers rose 6.1 percent in 2030.", "6.1 percent: contradicted C105 ferry-passengers 2030 change"),
    (
        "In 2035 the ferries carried above 900,000 passengers.",
        "above 900,000: contradicted C106 ferry-passengers 2035 level",
    ),
    ("By 2035 the ferries should carry 800,000 passengers.", "800,000: contradicted C106 ferry-passengers 2035 target"),
]


@pytest.mark.parametrize(("text", "expected"), CODES, ids=[text[:40] for text, _ in CODES])
def test_what_went_wrong_has_its_code(checker, text, expected):
    assert said(checker, text) == [expected]


SUPPORTED = [
    ("Rounded, some 1.4 million library loans were made in 2030.", 1),
    ("The ferries carried 691,400 passengers in 2030, down 6.1 percent.", 2),
    ("The unemployment rate fell 0.7 percentage points to 4.7 percent in 2030.", 2),
    ("Library loans rose from 1.23 million in 2029 to 1.36 million in 2030, up 10.6 percent.", 3),
    ("Digital loans grew by 68,300 in 2030, or 24 percent.", 2),
    ("In 2029 and 2030, 618 and 574 building permits were granted respectively.", 2),
    ("From 2028 to 2030 the town planted 8,020 trees.", 1),
    ("In the lake water quality league the town was fourth in 2030, having been seventh the year before.", 2),
    ("The ferries should carry above 900,000 passengers by 2035.", 1),
    ("2030年轮渡客运量69.14万人次，同比下降6.1%。", 2),
    ("2029年和2030年，建筑许可申请分别为743份和702份。", 2),
    ("到2035年，轮渡客运量将超过90万人次。", 1),
    ("Overby granted 901 building permits in 2030, against 574 for Larkmere.", 1),
    ("# 2030\n\n- Population: **49,877**\n- Trees planted: nearly 4,300\n", 2),
    ("| | 2029 | 2030 |\n|---|---|---|\n| Ferry revenue (million euros) | 4.18 | 3.92 |\n", 2),
]


@pytest.mark.parametrize(("text", "count"), SUPPORTED, ids=[text[:40] for text, _ in SUPPORTED])
def test_right_numbers_are_confirmed(checker, text, count):
    verdicts = [line.split(": ")[1].split()[0] for line in said(checker, text)]
    assert verdicts.count("supported") == count
    assert "contradicted" not in verdicts


def test_last_year_counts_from_the_date_of_the_draft(checker):
    text = "Last year the town granted 574 building permits."
    assert said(checker, text, date=date(2031, 4, 1)) == ["574: supported building-permits 2030 level"]
    assert said(checker, text, date=date(2030, 4, 1)) == ["574: contradicted C102 building-permits 2029 level"]
    assert said(checker, "---\ndate: 2031-04-01\n---\n" + text) == ["574: supported building-permits 2030 level"]


def test_a_period_and_a_place_carry_over_within_a_paragraph(checker):
    text = "In 2030 Overby grew. Building permits granted: 612.\n\n"
    text += "In 2030 Larkmere did not. Building permits granted: 574."
    assert said(checker, text) == ["612: unknown", "574: supported building-permits 2030 level"]


def test_a_change_that_follows_from_a_wrong_level_is_not_reported_twice(checker):
    text = "In 2030 digital loans were 284,600, up 12 percent."
    assert "contradicted" in next(iter(said(checker, text)))
    assert sum("contradicted" in line for line in said(checker, text)) == 1


REPLACEMENTS = [
    ("Building permits granted in 2030: 547.", "574"),
    ("Library loans: 1.63 million in 2030.", "1.36 million"),
    ("2030年图书借阅163万册。", "136万"),
    ("Ferry revenue was 39.2 million euros in 2030.", "3.92 million euros"),
    ("In 2030 the lake was sixth in the water quality ranking, 6th place.", ""),
]


@pytest.mark.parametrize(("text", "replacement"), REPLACEMENTS)
def test_a_replacement_keeps_the_form_of_the_writer(checker, text, replacement):
    wrong = [claim for claim in checker.check(text).claims if claim.verdict == "contradicted"]
    assert [claim.replacement for claim in wrong][:1] == [replacement]


ARITHMETIC = [
    ("Club membership rose from 214 to 321, up 20 percent.", ["321: unknown", "20 percent: contradicted C107"]),
    ("Club membership rose from 214 to 321, up 50 percent.", ["321: unknown", "50 percent: unknown"]),
    ("Membership fell from 428 to 321, down 25 percent.", ["321: unknown", "25 percent: unknown"]),
    ("Membership rose from 200 to 300, up 20 percent.", ["300: unknown", "20 percent: unknown"]),  # rounded to hundreds
    ("会员从214人增至321人，增长20%。", ["321: unknown", "20%: contradicted C107"]),
    ("Of members from 214 to 321, 20 percent of them sail.", ["321: unknown", "20 percent: unknown"]),
]


@pytest.mark.parametrize(("text", "expected"), ARITHMETIC, ids=[text[:40] for text, _ in ARITHMETIC])
def test_a_change_must_follow_from_its_own_two_figures(checker, text, expected):
    assert said(checker, text)[-2:] == expected


MOVES = [
    ("Building permits granted rose to 574 in 2030.", ["574: contradicted C105 building-permits 2030 level"]),
    ("Building permits granted fell to 574 in 2030.", ["574: supported building-permits 2030 level"]),
    ("2030年，建筑许可增至574份。", ["574: contradicted C105 building-permits 2030 level"]),
    ("2030年，建筑许可降至574份。", ["574: supported building-permits 2030 level"]),
]


@pytest.mark.parametrize(("text", "expected"), MOVES, ids=[text[:40] for text, _ in MOVES])
def test_a_level_is_wrong_where_it_is_said_to_have_moved_the_other_way(checker, text, expected):
    assert said(checker, text) == expected


MOOT = [
    "Planners had expected 560 building permits; in the event there were 574 building permits in 2030.",
    "The forecast for 2030 was 560 building permits.",
    "2030年，图书借阅量和建筑许可分别增长约9倍和8%，两年翻番。",
]


@pytest.mark.parametrize("text", MOOT)
def test_a_figure_that_may_be_of_something_else_raises_no_alarm(checker, text):
    assert not [claim for claim in said(checker, text) if "contradicted" in claim]


def test_one_long_line_is_read_like_the_same_text_in_paragraphs(checker):
    sentence = "The town granted 574 building permits in 2030. "
    line, paragraphs = sentence * 200, (sentence.strip() + "\n\n") * 200
    assert said(checker, line) == said(checker, paragraphs)


WITHOUT_A_GUESS = [
    (
        "In 2030 the town granted 574 building permits. Overby's own town hall granted 612.",
        ["574: supported building-permits 2030 level", "612: unknown"],
    ),
    (
        "In 2030 the town granted 547 building permits. Overby granted 612 building permits.",
        ["547: unknown building-permits level", "612: unknown"],
    ),
    (
        "2030年核发建筑许可574份。同年，奥比镇核发612份。",
        ["574: supported building-permits 2030 level", "612: unknown"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WITHOUT_A_GUESS, ids=[text[:40] for text, _ in WITHOUT_A_GUESS])
def test_before_another_place_is_named_only_agreement_says_anything(checker, text, expected):
    assert said(checker, text) == expected


STARTS = [
    "The population of Larkmere rose from 48,210 in 2028 to 49,877 in 2030, an increase of {} percent.",
    "云湖镇人口由2028年的48210人增至2030年的49877人，增长{}%。",
]


@pytest.mark.parametrize("text", STARTS)
@pytest.mark.parametrize(("figure", "verdict"), [("3.5", "supported"), ("1.7", "contradicted C101")])
def test_a_change_counts_from_the_figure_that_its_sentence_starts_from(checker, text, figure, verdict):
    assert said(checker, text.format(figure))[-1].partition(": ")[2] == f"{verdict} population 2030 change"


def test_two_levels_of_a_sentence_are_not_of_one_thing(checker):
    assert said(checker, "2030年建筑许可申请574份，核发702份。") == [
        "574: contradicted C103 building-applications 2030 level",
        "702: contradicted C103 building-permits 2030 level",
    ]
