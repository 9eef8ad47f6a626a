"""Claims that are neither levels nor plain changes: multiples, shares, ranks, ordinals, founding years."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from shipa import store
from shipa.check import Checker

TOWN = Path(__file__).parent / "data" / "drafts" / "town"
HARBOUR = Path(__file__).parent / "data" / "drafts" / "harbour"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(store.load([HARBOUR]))


def said(checker: Checker, text: str, number: str) -> str:
    """Return of the claim for one number "verdict code indicator period role", or "nothing" where there is none."""
    start = text.index(number)
    for claim in checker.check(text).claims:
        if claim.start < start + len(number) and start < claim.end:
            words = (claim.verdict, claim.code, claim.indicator, claim.period, claim.role)
            return " ".join(filter(None, words)) if claim.verdict != "unknown" else "unknown"
    return "nothing"


MULTIPLES = [
    ("Cargo handled more than doubled between 2028 and 2030.", "doubled", "supported cargo 2030 change"),
    ("Cargo handled doubled between 2028 and 2030.", "doubled", "contradicted C101 cargo 2030 change"),
    ("Cargo handled tripled from 412,000 tonnes in 2028 to 1,054,000 in 2030.", "tripled", "unknown"),
    ("Cargo handled quadrupled between 2028 and 2030.", "quadrupled", "contradicted C101 cargo 2030 change"),
    ("Cargo handled nearly tripled from 2028 to 2030.", "tripled", "unknown"),
    ("Berth fees roughly halved between 2028 and 2030.", "halved", "supported berth-fees 2030 change"),
    ("Berth fees doubled between 2028 and 2030.", "doubled", "contradicted C101 berth-fees 2030 change"),
    ("Cargo came to 1,054,000 tonnes in 2030, 2.6 times as much as in 2028.", "2.6", "supported cargo 2030 change"),
    (
        "Cargo came to 1,054,000 tonnes in 2030, 3.6 times as much as in 2028.",
        "3.6",
        "contradicted C101 cargo 2030 change",
    ),
    ("Cargo came to 1,054,000 tonnes in 2030, more than twice that of 2028.", "twice", "supported cargo 2030 change"),
    ("Cargo came to 1,054,000 tonnes in 2030, more than twice that of Overby.", "twice", "nothing"),
    (
        "Cargo came to 1,054,000 tonnes in 2030, more than double the 412,000 of 2028.",
        "double",
        "supported cargo 2030 change",
    ),
    ("Between 2028 and 2030 cargo handled increased 2.6 times.", "2.6", "supported cargo 2030 change"),
    ("Between 2028 and 2030 cargo handled increased 4.1-fold.", "4.1", "contradicted C101 cargo 2030 change"),
    ("Cargo handled would have doubled between 2028 and 2030.", "doubled", "nothing"),
    ("Cargo handled is to have doubled by 2035.", "doubled", "nothing"),
    ("Overby's cargo doubled between 2028 and 2030.", "doubled", "nothing"),
    ("2030年货物吞吐量105.4万吨，是2028年的2.6倍。", "2.6倍", "supported cargo 2030 change"),
    ("2030年货物吞吐量105.4万吨，是2028年的3.2倍。", "3.2倍", "contradicted C101 cargo 2030 change"),
    ("2030年货物吞吐量105.4万吨，为全国平均的8倍。", "8倍", "unknown"),
    ("2030年货物吞吐量比2028年增长1.6倍。", "1.6倍", "supported cargo 2030 change"),
    ("2030年货物吞吐量比2028年增长2.6倍。", "2.6倍", "contradicted C101 cargo 2030 change"),
    ("货物吞吐量从2028年的41.2万吨增至2030年的105.4万吨，增长1.6倍。", "1.6倍", "supported cargo 2030 change"),
    ("货物吞吐量从2028年的41.2万吨增至2030年的105.4万吨，翻了一番多。", "翻了一番", "supported cargo 2030 change"),
    ("2028年至2030年，货物吞吐量翻了两番。", "翻了两番", "contradicted C101 cargo 2030 change"),
    ("2028年至2030年，泊位费收入近乎减半。", "减半", "unknown"),
]


@pytest.mark.parametrize(("text", "number", "expected"), MULTIPLES, ids=[text[:50] for text, _, _ in MULTIPLES])
def test_a_multiple_is_judged_between_its_two_periods(checker, text, number, expected):
    assert said(checker, text, number) == expected


ORDINALS = [
    ("The 21st Lantern Regatta opened on Wednesday.", "21st", "supported regatta 2030 level"),
    ("In 2028 the 19th Lantern Regatta drew 40 boats.", "19th", "supported regatta 2028 level"),
    ("In 2028 the 21st Lantern Regatta drew 40 boats.", "21st", "contradicted C102 regatta 2028 level"),
    ("In 2028 the 18th edition of the Lantern Regatta drew 40 boats.", "18th", "contradicted C101 regatta 2028 level"),
    ("The 22nd Lantern Regatta is being prepared.", "22nd", "unknown"),
    ("In 2028 the 18th Overby Lantern Regatta drew 40 boats.", "18th", "unknown"),
    ("In 2028 the 18th Junior Lantern Regatta drew 40 boats.", "18th", "unknown"),
    ("The 21st Lantern Regatta is over. In 2028 it was the 18th.", "18th", "contradicted C101 regatta 2028 level"),
    ("第二十一届灯笼帆船赛开幕。", "第二十一", "supported regatta 2030 level"),
    ("2028年，第十八届灯笼帆船赛举行。", "第十八", "contradicted C101 regatta 2028 level"),
    ("2028年，第十八届青年帆船赛举行。", "第十八", "nothing"),
]


@pytest.mark.parametrize(("text", "number", "expected"), ORDINALS, ids=[text[:50] for text, _, _ in ORDINALS])
def test_an_ordinal_counts_what_is_named_behind_it(checker, text, number, expected):
    assert said(checker, text, number) == expected


BEGINNINGS = [
    ("The College of Pilots was founded in 2019.", "2019", "supported pilots-founded 2019 level"),
    ("The College of Pilots, set up in 2019, has 300 students.", "2019", "supported pilots-founded 2019 level"),
    (
        "The College of Pilots, founded in 2017, has 300 students.",
        "2017",
        "contradicted C101 pilots-founded 2019 level",
    ),
    ("The museum beside the College of Pilots was founded in 2017.", "2017", "unknown"),
    ("The museum was founded in 1952.", "1952", "nothing"),
    ("引航学院于2019年设立。", "2019", "supported pilots-founded 2019 level"),
    ("引航学院成立于2017年。", "2017", "contradicted C101 pilots-founded 2019 level"),
    ("2017年成立的引航学院现有学生300名。", "2017", "contradicted C101 pilots-founded 2019 level"),
    (
        "The harbour, opened in 2028, handled 1,054,000 tonnes of cargo in 2030.",
        "1,054,000",
        "supported cargo 2030 level",
    ),
]


@pytest.mark.parametrize(("text", "number", "expected"), BEGINNINGS, ids=[text[:50] for text, _, _ in BEGINNINGS])
def test_the_year_in_which_something_began_is_a_figure(checker, text, number, expected):
    assert said(checker, text, number) == expected


def test_a_year_is_written_without_separators(checker):
    [claim] = checker.check("The College of Pilots was founded in 2017.").claims
    assert (claim.message, claim.expected, claim.replacement) == ("the facts say 2019", "2019", "2019")


SHARES = [
    ("Cargo was 1,054,000 tonnes in 2030. Grain made up 28 percent of the total.", "28 percent", "supported"),
    (
        "Cargo was 1,054,000 tonnes in 2030. Grain made up 38 percent of the total.",
        "38 percent",
        "contradicted C101",
    ),
    ("In 2030 grain accounted for 28 percent of the cargo handled.", "28 percent", "supported"),
    ("In 2030 grain accounted for 36 percent of the cargo handled.", "36 percent", "contradicted C101"),
    ("In 2030 grain accounted for 36 percent of the cargo handled in Overby.", "36 percent", "unknown"),
    ("In 2030 grain accounted for 36 percent of the national market.", "36 percent", "unknown"),
    ("In 2028, half of the cargo handled was grain.", "half", "supported"),
    ("In 2030, half of the cargo handled was grain.", "half", "contradicted C101"),
    ("In 2030 it handled 295,120 tonnes of grain, or 28 percent of its cargo.", "28 percent", "supported"),
    (
        "In 2030 it handled 295,120 tonnes of grain, or 31 percent of its cargo.",
        "31 percent",
        "contradicted C101",
    ),
    ("In 2030 timber made up 12 percent of the cargo handled.", "12 percent", "unknown"),
    ("2030年粮食吞吐量29.512万吨，占货物吞吐量的28%。", "28%", "supported"),
    ("2030年粮食吞吐量29.512万吨，占货物吞吐量的38%。", "38%", "contradicted C101"),
    ("2030年粮食吞吐量29.512万吨，占全国的38%。", "38%", "unknown"),
    ("2028年，粮食占货物吞吐量的五成。", "五成", "supported"),
    ("2030年，粮食占货物吞吐量的五成以上。", "五成", "contradicted C101"),
    ("2030年，木材占货物吞吐量的五成以上。", "五成", "unknown"),
]


@pytest.mark.parametrize(("text", "number", "expected"), SHARES, ids=[text[:50] for text, _, _ in SHARES])
def test_a_share_is_computed_from_the_part_and_its_whole(checker, text, number, expected):
    assert " ".join(said(checker, text, number).split(" grain-cargo")[:1]) == expected


RANKS = [
    ("In 2030 the harbour handled 1,054,000 tonnes of cargo, the top figure in the country.", "top", "supported 2030"),
    ("The harbour handled 412,000 tonnes of cargo in 2028, sixth in the country.", "sixth", "supported 2028"),
    ("The harbour handled 412,000 tonnes of cargo in 2028, third in the country.", "third", "contradicted C101 2028"),
    ("The harbour handled 412,000 tonnes of cargo in 2028, third in the world.", "third", "unknown"),
    ("In 2028 the third batch of cargo was lost.", "third", "unknown"),
    (
        "Rank by cargo: first in 2030, five places better than its sixth place in 2028.",
        "sixth",
        "supported 2028",
    ),
    (
        "Rank by cargo: first in 2030, up five places from its sixth place in 2028.",
        "five",
        "supported 2030",
    ),
    (
        "Rank by cargo: first in 2030, up four places from its sixth place in 2028.",
        "four",
        "contradicted C101 2030",
    ),
    ("2030年货物吞吐量105.4万吨，居全国首位。", "首位", "supported 2030"),
    ("2028年货物吞吐量41.2万吨，居全国第六位。", "第六", "supported 2028"),
    ("2028年货物吞吐量41.2万吨，居全国第三位。", "第三", "contradicted C101 2028"),
    ("2030年货物吞吐量排名全国第一，较2028年的第六位上升5位。", "第六", "supported 2028"),
    ("2030年货物吞吐量排名全国第一，较2028年的第六位上升5位。", "5", "supported 2030"),
    ("2030年货物吞吐量排名全国第一，较2028年的第六位上升3位。", "3位", "contradicted C101 2030"),
]


@pytest.mark.parametrize(("text", "number", "expected"), RANKS, ids=[text[:50] for text, _, _ in RANKS])
def test_a_place_in_a_ranking_may_be_said_in_words(checker, text, number, expected):
    words = said(checker, text, number).split()
    assert " ".join(word for word in words if word not in {"cargo-rank", "rank", "change"}) == expected


@pytest.fixture(scope="module")
def town() -> Checker:
    return Checker(store.load([TOWN]))


EXCHANGED = [
    ("In 2030 the town received 574 applications for building permits and granted 702 of them.", "574", "702"),
    ("2030年，收到建筑许可申请574份，核发建筑许可702份。", "574", "702"),
]


@pytest.mark.parametrize(("text", "one", "two"), EXCHANGED, ids=["English", "Chinese"])
def test_two_figures_in_each_others_place_are_both_wrong(town, text, one, two):
    assert [said(town, text, number).split()[0] for number in (one, two)] == ["contradicted", "contradicted"]


CONSEQUENCES = [
    # A change beside the right level is surely of it.
    ("Digital loans: they came to 352,900 in 2030, up 31 percent.", "31 percent", "contradicted"),
    # One that was computed from a wrong level is no mistake of its own; one that was not is.
    ("In 2030 digital loans came to 325,900, up 15 percent.", "15 percent", "unknown"),
    ("In 2030 digital loans came to 325,900, up 42 percent.", "42 percent", "contradicted"),
]


@pytest.mark.parametrize(("text", "number", "expected"), CONSEQUENCES, ids=[text for text, _, _ in CONSEQUENCES])
def test_what_is_right_or_wrong_of_a_level_tells_of_its_change(town, text, number, expected):
    assert said(town, text, number).split()[0] == expected


IN_THE_TEXT = [
    ("Membership rose from 214 to 321 in 2030, an increase of 20 percent.", "20 percent", "contradicted C107"),
    ("Membership rose from 214 to 321, up 107, or 20 percent.", "20 percent", "contradicted C107"),
    ("Membership rose from 214 to 321, up 107, or 50 percent.", "50 percent", "unknown"),
    ("Membership rose from 214 to 321, up 117.", "117", "contradicted C107"),
    ("Membership rose from 214 to 321, up 107.", "107", "unknown"),
    ("Membership rose by 20 percent, from 214 to 321.", "20 percent", "contradicted C107"),
    ("Membership rose from 214 to 321 while fees fell by 20 percent.", "20 percent", "unknown"),
    (
        "Members went from 214 to 321, up 50 percent, and boats from 51 to 68, up 50 percent.",
        "50 percent.",
        "contradicted C107",
    ),
    ("44 of the 88 swans, or 60 percent, were ringed.", "60 percent", "contradicted C107"),
    ("44 of the 88 swans, or 50 percent, were ringed.", "50 percent", "unknown"),
    ("Of the 88 swans counted in May, 44, or 60 percent, were ringed.", "60 percent", "contradicted C107"),
    ("Of the 88 swans, 44 were ringed and 60 percent were young.", "60 percent", "unknown"),
    ("会员从214人增至321人，增加117人。", "117", "contradicted C107"),
    ("88只天鹅中，44只，占60%。", "60%", "contradicted C107"),
    ("88只天鹅中，44只，占50%。", "50%", "unknown"),
]


@pytest.mark.parametrize(("text", "number", "expected"), IN_THE_TEXT, ids=[text[:50] for text, _, _ in IN_THE_TEXT])
def test_what_follows_from_two_figures_of_the_text_must_be_that(town, text, number, expected):
    assert said(town, text, number) == expected


EQUIVALENTS = [
    ("In 2030 berth fees came to 4.1 million euros (US$4.5 million).", "US$4.5 million", "supported"),
    ("In 2030 berth fees came to 4.1 million euros (US$5.4 million).", "US$5.4 million", "contradicted"),
    ("By 2035 berth fees are to reach 12 million euros ($13 million).", "$13 million", "supported"),
    ("2030年泊位费收入410万欧元（约450万美元）。", "450万", "supported"),
    ("In 2030 berth fees came to 4.1 million euros (£3.4 million).", "£3.4 million", "unknown"),
]


@pytest.mark.parametrize(("text", "number", "expected"), EQUIVALENTS, ids=[text[:50] for text, _, _ in EQUIVALENTS])
def test_an_amount_may_stand_in_a_second_currency(checker, text, number, expected):
    assert said(checker, text, number).split()[0] == expected


SILENT = [
    "Preparations for the 22nd Lantern Regatta began in 2030.",
    "In 2028 the harbour's cargo ranked first in the survey of smells.",
    "The share of grain in all cargo fell by 7 points in 2030.",
    "Cargo rose to 1,054,000 tonnes in 2030, up 20 percent in the outer basin since 2028.",
    "Prices went from 20 euros to 25 euros, down 5 percent from the peak of May.",
    "Boats rose from 214 to 321 (321 includes 20 percent private ones).",
    "Tugs handled twice as much cargo in 2030 as in 2028.",
    "Since 2012 cargo has quadrupled.",
    "Cargo handled was 1,054,000 tonnes in 2030, more than in 2028, and has quadrupled since 2012.",
    "Cargo handled came to 1,054,000 tonnes in 2030, half of it grain in some months.",
    "Of the cargo handled in 2030, 62 percent was timber.",
    "The Harbour Museum, founded in 1952, stands beside the College of Pilots.",
    "2030年，外贸货物吞吐量比2028年增长3倍。",
    "2030年，木材占货物吞吐量的62%。",
]


@pytest.mark.parametrize("text", SILENT, ids=[text[:50] for text in SILENT])
def test_what_may_be_of_something_else_raises_no_alarm(checker, text):
    assert [claim.text for claim in checker.check(text).claims if claim.verdict == "contradicted"] == []


DIFFERENCES = [
    ("2030年收到建筑许可申请702份，比核发建筑许可的574份多128份。", "128", "supported"),
    ("2030年收到建筑许可申请702份，比核发建筑许可的574份多218份。", "218", "contradicted"),
    ("2030年收到建筑许可申请702份，比核发建筑许可的574份少128份。", "128", "unknown"),
]


@pytest.mark.parametrize(("text", "number", "expected"), DIFFERENCES, ids=["right", "wrong", "turned round"])
def test_a_difference_is_that_between_two_things(town, text, number, expected):
    assert said(town, text, number).split()[0] == expected


EXTREMES = [
    ("In the Marlin case the two smugglers got nine and six years in prison.", ["longer-sentence", "shorter-sentence"]),
    ("In the Marlin case the two smugglers got six and nine years in prison.", ["shorter-sentence", "longer-sentence"]),
    ("In the Heron case the two smugglers got nine and six years in prison.", ["", ""]),
    ("马林案两名主犯分别获刑九年和六年。", ["longer-sentence", "shorter-sentence"]),
]


@pytest.mark.parametrize(("text", "expected"), EXTREMES, ids=[text[:40] for text, _ in EXTREMES])
def test_of_two_figures_the_larger_is_that_of_the_larger_thing(checker, text, expected):
    numbers = ("nine", "six", "九", "六")
    assert [claim.indicator for claim in checker.check(text).claims if claim.text in numbers] == expected


LATEST = [
    ("Cargo handled: 412,000 tonnes.", "", "newer facts exist: 1.054 million for 2030"),
    (
        "The latest figure is that of 2028: 412,000 tonnes of cargo handled.",
        "",
        "newer facts exist: 1.054 million for 2030",
    ),
    ("目前，货物吞吐量为2028年的41.2万吨。", "", "newer facts exist: 1.054 million for 2030"),
    ("Cargo handled: 412,000 tonnes.", "2029-05-01", ""),  # older than the newer fact
    ("In 2028 the harbour handled 412,000 tonnes of cargo.", "", ""),
    ("Cargo handled: 1,054,000 tonnes.", "", ""),
]


@pytest.mark.parametrize(("text", "day", "message"), LATEST, ids=[f"{text[:40]} {day}" for text, day, _ in LATEST])
def test_an_older_figure_given_as_the_latest_is_right_with_a_note(checker, text, day, message):
    drafted = date.fromisoformat(day) if day else None
    [claim] = [one for one in checker.check(text, date=drafted).claims if one.verdict == "supported"]
    assert claim.message == message
