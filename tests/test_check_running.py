"""What figures are about in running text, where the noun or the year was said before: tables over an invented port."""

from __future__ import annotations

from pathlib import Path

import pytest

from shipa import store
from shipa.check import Checker

PORT = Path(__file__).parent / "data" / "drafts" / "port"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(store.load([PORT]))


def said(checker: Checker, text: str) -> list[str]:
    """Return each claim as "number: verdict code indicator period role"."""
    return [
        " ".join(filter(None, (f"{claim.text}:", claim.verdict, claim.code, claim.indicator, claim.period, claim.role)))
        for claim in checker.check(text).claims
    ]


def table(rows):
    return pytest.mark.parametrize(("text", "expected"), rows, ids=[text[:50] for text, _ in rows])


BEHIND_A_CHANGE = [
    ("Ship calls rose 7.1 percent in 2030, to 2,410.", "2,410: supported ship-calls 2030 level"),
    ("Ship calls rose 9.1 percent in 2030, to 2,410.", "2,410: supported ship-calls 2030 level"),
    ("Ship calls fell 7.1 percent in 2030, to 2,410.", "2,410: supported ship-calls 2030 level"),
    ("Ship calls rose 7.1 percent in 2030, to 2,140.", "2,140: contradicted C101 ship-calls 2030 level"),
    ("Ship calls rose by 160 in 2030 and reached 2,410.", "2,410: supported ship-calls 2030 level"),
    ("Ship calls rose 7.1 percent in 2030 and ended the year at 2,410.", "2,410: supported ship-calls 2030 level"),
    ("Ship calls were up 7.1 percent in 2030, she said, to 2,410.", "2,410: supported ship-calls 2030 level"),
    ("2030年船舶进港艘次增长7.1%，达2410艘次。", "2410: supported ship-calls 2030 level"),
    ("2030年船舶進港艘次較上年成長7.1%，達2,140艘次。", "2,140: contradicted C101 ship-calls 2030 level"),
    # Something else that is reached is not what rose.
    ("Ship calls rose 7.1 percent in 2030, and the port sent letters to 310 owners.", "310: unknown"),
]


@table(BEHIND_A_CHANGE)
def test_a_level_behind_a_change_is_of_what_moved(checker, text, expected):
    assert said(checker, text)[-1] == expected


COMPARED = [
    (
        "Saltmere counted 2,410 ship calls in 2030, 160 more than the 2,250 of the year before.",
        "2,250: supported ship-calls 2029 level",
    ),
    (
        "Saltmere counted 2,410 ship calls in 2030, 160 more than the 2,520 of the year before.",
        "2,520: contradicted C101 ship-calls 2029 level",
    ),
    (
        "Ship calls rose 7.1 percent in 2030, to 2,410; twelve months earlier it had been 2,250.",
        "2,250: supported ship-calls 2029 level",
    ),
    (
        "Saltmere counted 2,410 ship calls in 2030, 19.6 percent more than in 2028, when there were 2,015.",
        "2,015: supported ship-calls 2028 level",
    ),
    ("2030年船舶进港2410艘次，较2028年的2015艘次增加395艘次。", "395: supported ship-calls 2030 change"),
    ("2030年集装箱吞吐量22.15万箱，较2028年的18.43万箱增长两成。", "两成: supported containers 2030 change"),
]


@table(COMPARED)
def test_what_a_figure_is_compared_with_is_of_the_year_that_is_named(checker, text, expected):
    assert said(checker, text)[-1] == expected


PRONOUNS = [
    (
        "Ship calls rose by 160 in 2030, to 2,410. In 2029 they had risen by 235.",
        "235: supported ship-calls 2029 change",
    ),
    (
        "Port revenue was 70.2 million euros in 2030. In 2029 it was 61.4 million euros.",
        "61.4 million euros: supported revenue 2029 level",
    ),
    (
        "Port revenue was 70.2 million euros in 2030. In 2029 it was 64.1 million euros.",
        "64.1 million euros: contradicted C101 revenue 2029 level",
    ),
    (
        "Ship calls came to 2,410 in 2030. The 2030 figure was up 7.1 percent on the year.",
        "7.1 percent: supported ship-calls 2030 change",
    ),
    (
        "Ship calls came to 2,410 in 2030. The figure for 2029 was 2,520.",
        "2,520: contradicted C101 ship-calls 2029 level",
    ),
    ("2030年船舶进港2410艘次。2029年该数字为2520艘次。", "2520: contradicted C101 ship-calls 2029 level"),
    (
        "In 2030 harbour insurance came to 9.1 million euros in 487 policies. For 2029 it was 8.4 million euros.",
        "8.4 million euros: supported insurance 2029 level",
    ),
    (
        "Nationwide, 52,000 ship calls were counted in 2030. Saltmere accounted for 2,410 of them.",
        "2,410: supported ship-calls 2030 level",
    ),
    # Two things that it may stand for.
    (
        "Saltmere had 5,190 jobs at the port and 2,410 ship calls in 2030. In 2029 it was 5,430.",
        "5,430: unknown ship-calls level",
    ),
]


@table(PRONOUNS)
def test_a_pronoun_stands_for_what_the_text_spoke_of(checker, text, expected):
    assert said(checker, text)[-1] == expected


OVER_YEARS = [
    (
        "Ship calls rose from 2,015 in 2028 to 2,410 in 2030, a two-year rise of 19.6 percent.",
        "19.6 percent: supported ship-calls 2030 change",
    ),
    (
        "Ship calls rose from 2,015 in 2028 to 2,410 in 2030, a two-year rise of 16.9 percent.",
        "16.9 percent: contradicted C101 ship-calls 2030 change",
    ),
    (
        "In 2028 there were 2,015 ship calls; two years later, 2,410 ships called, an increase of about 20 percent.",
        "about 20 percent: supported ship-calls 2030 change",
    ),
    (
        "Over two years ship calls increased by 395, from 2,015 in 2028 to 2,410 in 2030, i.e. by 19.6 percent.",
        "19.6 percent: supported ship-calls 2030 change",
    ),
    ("2030年船舶进港2410艘次，两年累计增长19.6%。", "19.6%: supported ship-calls 2030 change"),
    ("2030年船舶进港2410艘次，两年净增359艘次。", "359: contradicted C101 ship-calls 2030 change"),
    (
        "2028年、2029年、2030年，船舶进港艘次分别为2015艘次、2250艘次和2410艘次，两年累计增长19.6%。",
        "19.6%: supported ship-calls 2030 change",
    ),
    ("The gain in ship calls in 2030 was 160.", "160: supported ship-calls 2030 change"),
    (
        "Ship calls came to 2,410 in 2030. The gain in 2030 was 610 calls.",
        "610: contradicted C101 ship-calls 2030 change",
    ),
]


@table(OVER_YEARS)
def test_a_change_counts_from_the_year_that_the_sentence_gives_it(checker, text, expected):
    assert said(checker, text)[-1] == expected


REPEATED = [
    (
        "Containers handled grew faster in 2029 (10.5 percent) than in 2030 (8.7 percent).",
        "8.7 percent: supported containers 2030 change",
    ),
    (
        "Containers handled grew faster in 2029 (10.5 percent) than in 2030 (7.8 percent).",
        "7.8 percent: contradicted C101 containers 2030 change",
    ),
    (
        "Containers handled rose by 8.7 percent in 2030 and port revenue by 14.3 percent.",
        "14.3 percent: supported revenue 2030 change",
    ),
    (
        "Containers handled rose by 8.7 percent in 2030 and port revenue by 13.4 percent.",
        "13.4 percent: contradicted C101 revenue 2030 change",
    ),
    # A share is no change.
    ("Containers handled rose by 8.7 percent in 2030, 60 percent of them in summer.", "60 percent: unknown"),
]


@table(REPEATED)
def test_a_verb_of_change_serves_for_what_follows_as_well(checker, text, expected):
    assert said(checker, text)[-1] == expected


PARTS = [
    ("2029年集装箱吞吐量20.37万箱，其中外贸8.4万箱；2030年为22.15万箱。", "22.15万: supported containers 2030 level"),
    (
        "2029年集装箱吞吐量20.37万箱，其中外贸8.4万箱；2030年为22.51万箱。",
        "22.51万: contradicted C101 containers 2030 level",
    ),
    (
        "In 2029 203,700 containers were handled, of which 84,000 from abroad; in 2030 it was 221,500.",
        "221,500: supported containers 2030 level",
    ),
    (
        "Containers handled rose by a third of what was planned in 2030, to 221,500.",
        "221,500: supported containers 2030 level",
    ),
]


@table(PARTS)
def test_a_part_that_a_semicolon_closes_does_not_change_the_subject(checker, text, expected):
    assert said(checker, text)[-1] == expected


OTHER_UNITS = [
    (
        "Harbour insurance came to 487 policies worth 9.1 million euros in 2030.",
        "9.1 million euros: supported insurance 2030 level",
    ),
    ("2030年港口保险910万欧元，共487笔。", "487: supported insurance-policies 2030 level"),
    ("2030年港口保险笔数487笔，金额910万欧元。", "910万欧元: supported insurance 2030 level"),
    (
        "港口保险笔数由2029年的412笔增至2030年的487笔，金额由840万欧元增至910万欧元。",
        "910万欧元: supported insurance 2030 level",
    ),
]


@table(OTHER_UNITS)
def test_another_unit_makes_it_the_other_side_of_the_same_thing(checker, text, expected):
    assert said(checker, text)[-1] == expected


STARTS = [
    (
        "Port revenue went from 61.4 million euros to 70.2 million euros in 2030.",
        ["61.4 million euros: supported revenue 2029 level", "70.2 million euros: supported revenue 2030 level"],
    ),
    (
        "Port revenue went from 52.3 million euros to 70.2 million euros in 2030.",
        ["52.3 million euros: unknown revenue level", "70.2 million euros: supported revenue 2030 level"],
    ),
    (
        "The night sailing rate edged up from 21.4 percent to 23.9 percent in 2030.",
        ["21.4 percent: supported night-share 2029 level", "23.9 percent: supported night-share 2030 level"],
    ),
    (
        "Over two years, port revenue went from 52.3 million euros to 70.2 million euros in 2030.",
        ["52.3 million euros: supported revenue 2028 level", "70.2 million euros: supported revenue 2030 level"],
    ),
    (
        "Ship calls rose from 2,015 in 2028 to 2,410 in 2030 and containers handled from 184,300 to 221,500.",
        [
            "2,015: supported ship-calls 2028 level",
            "2,410: supported ship-calls 2030 level",
            "184,300: supported containers 2028 level",
            "221,500: supported containers 2030 level",
        ],
    ),
    (
        "2030年集装箱吞吐量22.15万箱，较两年前的18.43万箱增加3.72万箱。",
        [
            "22.15万: supported containers 2030 level",
            "18.43万: supported containers 2028 level",
            "3.72万: supported containers 2030 change",
        ],
    ),
    (
        "In 2030 the port handled more than 220,000 containers (221,500).",
        ["more than 220,000: supported containers 2030 level", "221,500: supported containers 2030 level"],
    ),
]


@table(STARTS)
def test_what_something_moved_from_is_of_the_year_before_unless_said_otherwise(checker, text, expected):
    assert said(checker, text) == expected


REPEATED_LISTS = [
    (
        "The port received 1,187 complaints in 2030 and settled 1,205; in 2029 the figures had been 1,312 and 1,260.",
        ["1,312: supported complaints-received 2029 level", "1,260: supported complaints-settled 2029 level"],
    ),
    (
        "The port received 1,187 complaints in 2030 and settled 1,205. In 2029 the figures were 1,260 and 1,312.",
        [
            "1,260: contradicted C103 complaints-received 2029 level",
            "1,312: contradicted C103 complaints-settled 2029 level",
        ],
    ),
    (
        "2030年受理投诉案件1187件，办结1205件。而2029年为1312件、1260件。",
        ["1312: supported complaints-received 2029 level", "1260: supported complaints-settled 2029 level"],
    ),
    (
        (
            "Ship calls were 2,410 and port revenue 70.2 million euros in 2030. "
            "In 2029 the figures were 2,250 and 61.4 million euros."
        ),
        ["2,250: supported ship-calls 2029 level", "61.4 million euros: supported revenue 2029 level"],
    ),
    (
        "Saltmere handled 203,700 containers in 2030 and 221,500 in 2029 respectively.",
        ["203,700: contradicted C102 containers 2030 level", "221,500: contradicted C102 containers 2029 level"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), REPEATED_LISTS, ids=[text[:50] for text, _ in REPEATED_LISTS])
def test_a_list_that_is_repeated_for_another_year_keeps_its_order(checker, text, expected):
    assert said(checker, text)[-2:] == expected


WORDS = [
    ("2030年，港口办公室受理投诉1187件。", "1187: supported complaints-received 2030 level"),
    ("The port office decided not to settle 214 complaints in 2030.", "214: unknown complaints-settled level"),
    (
        "The port office received 1,187 complaints and moved on in 2030, and settled 1,205.",
        "1,205: supported complaints-settled 2030 level",
    ),
    (
        "In 2029 the port handled 203,700 containers. By 31 December there were 5,340 jobs at the port.",
        "5,340: supported jobs 2029 level",
    ),
    ("2029年，截至12月31日，港口就业人数5340人。", "5340: supported jobs 2029 level"),
    ("Ship calls came to 2,410 in 2030, up 160 from 2029.", "160: supported ship-calls 2030 change"),
]


@table(WORDS)
def test_measure_words_denials_and_days_without_a_year_are_understood(checker, text, expected):
    assert said(checker, text)[-1] == expected


TAILS = [
    (
        "Ship calls came to 2,410 in 2030, 9.1 percent more than a year earlier, the port said.",
        "9.1 percent: contradicted C101 ship-calls 2030 change",
    ),
    (
        "Ship calls came to 2,410 in 2030, up 7.1 percent, and a third of that since 2027.",
        "7.1 percent: supported ship-calls 2030 change",
    ),
    ("Ship calls increased by 395, from 2,015 in 2028 to 2,410 in 2030.", "395: supported ship-calls 2030 change"),
    ("Ship calls were 7.1 percent above 2029 in 2030.", "7.1 percent: supported ship-calls 2030 change"),
    (
        "Ship calls rose from 2,015 in 2028 to 2,410 in 2030, 19.6 percent in two years.",
        "19.6 percent: supported ship-calls 2030 change",
    ),
    (
        "In the first half of 2031 there were 1,240 ship calls. Last year's total was 2,410, up 610 from 2029.",
        "610: unknown ship-calls change",
    ),
    (
        "Ship calls came to 2,410 in 2030. The port's own target for 2032 is about 4,000.",
        "about 4,000: contradicted C106 ship-calls 2032 target",
    ),
    ("During the spring fair, the port handled 221,500 containers.", "221,500: unknown containers level"),
]


@table(TAILS)
def test_what_follows_a_change_behind_a_comma_says_nothing_about_it(checker, text, expected):
    assert expected in said(checker, text)


def test_a_pronoun_needs_a_sentence_that_names_nothing_else(checker):
    text = "Ship calls came to 2,410 in 2030. In 2029 the museum's visitor total was 2,520."
    assert "contradicted" not in said(checker, text)[-1]


MORE = [
    (
        "In 2028 ship calls came to 2,015. By 2030 the figure had grown to 2,410, or by 19.6 percent.",
        "19.6 percent: supported ship-calls 2030 change",
    ),
    (
        "The port employed 5,190 people at the end of 2030. That was 150 fewer than a year before.",
        "150: supported jobs 2030 change",
    ),
    (
        "The night sailing rate was 23.9 percent in 2030, 2.5 points higher than the 21.4 percent of 2029.",
        "21.4 percent: supported night-share 2029 share",
    ),
    (
        "In 2030 there were 2,410 ship calls and 221,500 containers handled, against 2,250 and 203,700 in 2029.",
        "2,250: supported ship-calls 2029 level",
    ),
    (
        "Complaints received fell from 1,312 in 2029 to 1,187 in 2030 and complaints settled fell from 1,260 to 1,205.",
        "1,260: supported complaints-settled 2029 level",
    ),
    ("2030年集装箱吞吐量达22.15万箱，上年为20.37万箱，增长8.7%。", "8.7%: supported containers 2030 change"),
    ("2030年末港口就业人数为5190人，较上年末的5340人减少150人。", "5340: supported jobs 2029 level"),
    (
        "2030年受理投诉案件1187件，办结1205件，分别比上年减少125件和55件。",
        "125: supported complaints-received 2030 change",
    ),
    ("与2028年的2015艘次相比，2030年船舶进港艘次增加395艘次。", "2015: supported ship-calls 2028 level"),
    # What only the rounding of the two figures might hide is not confirmed.
    ("Last year the port counted 2,410 ship calls in 2030, 168 more than in 2029.", "168: unknown ship-calls change"),
    (
        "Port revenue rose by more than 14 percent in 2030 and exceeded 70 million euros.",
        "exceeded 70 million euros: supported revenue 2030 level",
    ),
    (
        "In 2030 Saltmere had 1,187 complaints received (2029: 1,312) and 1,205 complaints settled (2029: 1,260).",
        "1,205: supported complaints-settled 2030 level",
    ),
    (
        "Ship calls rose in 2029 (by 11.7 percent to 2,250) and again in 2030 (by 7.1 percent to 2,510).",
        "2,510: contradicted C101 ship-calls 2030 level",
    ),
    (
        "2030年集装箱吞吐量首次突破22万箱，达到22.15万箱，比上年净增1.78万箱。",
        "1.78万: supported containers 2030 change",
    ),
    ("2030年港口收入7020万欧元，2029年则为6140万欧元，一年间增长14.3%。", "14.3%: supported revenue 2030 change"),
    ("夜间开航比例由2029年的21.4%提高到2030年的28.9%。", "28.9%: contradicted C101 night-share 2030 share"),
    ("鹽灣港2030年船舶進港2,410艘次；2029年為2,250艘次，年增11.7%。", "11.7%: supported ship-calls 2029 change"),
    (
        "2030年集装箱吞吐量22.15万箱。这一数字比2029年增长8.7%，2029年为20.37万箱。",
        "8.7%: supported containers 2030 change",
    ),
    (
        "2030年，船舶进港2410艘次。与2029年相比，增加160艘次；与2028年相比，增加395艘次。",
        "160: supported ship-calls 2030 change",
    ),
    ("盐湾港2030年船舶进港2410艘次，前一年为2250艘次，再前一年为2015艘次。", "2015: supported ship-calls 2028 level"),
    (
        "Port revenue: 70.2 million euros in 2030, 14.3 percent above the previous year's 61.4 million euros.",
        "14.3 percent: supported revenue 2030 change",
    ),
    (
        "In 2030 port revenue was 70.2 million euros. This represents an increase of 17.3 percent over 2029.",
        "17.3 percent: contradicted C101 revenue 2030 change",
    ),
    ("Containers handled: 2030 221,500 (+8.7%), 2029 203,700 (+10.5%).", "+10.5%: supported containers 2029 change"),
    ("2030年港口收入为7020万欧元，而2029年仅为7140万欧元。", "7140万欧元: contradicted C101 revenue 2029 level"),
]


@table(MORE)
def test_each_figure_keeps_its_own_year_and_thing(checker, text, expected):
    assert expected in said(checker, text)


def test_the_only_figure_of_a_thing_is_missed_by_a_digit_even_without_a_year(tmp_path):
    for name in ("pack.toml", "sources.toml"):
        (tmp_path / name).write_text((PORT / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "fair.toml").write_text(
        'topic = "Fair"\ntopic_zh = "展会"\n[fair-arrests]\ntitle = "Arrests at the harbour fair"\n'
        'title_zh = "海港展会拘捕人数"\nunit = "people"\nunit_zh = "人"\ntiming = "during"\n'
        'definition = "People arrested during the fair."\n[[fair-arrests.observations]]\n'
        'period = "2030"\nreported = "1,017"\nsource = "port-report"\n',
        encoding="utf-8",
    )
    checker = Checker(store.load([tmp_path]))
    assert said(checker, "Arrests at the harbour fair came to 1,071.") == [
        "1,071: contradicted C101 fair-arrests 2030 level"
    ]
    assert said(checker, "Arrests at the harbour fair came to 940.") == ["940: unknown fair-arrests level"]


TRAPS = [
    "Port revenue rose 14.3 percent in 2030 to 70.2 million euros, and profit by 22 percent to 7.1 million euros.",
    "Container traffic was up: the east quay handled 120,300 containers in 2030, 9.9 percent more than in 2029.",
    "Port revenue rose 14.3 percent in 2030, to 70.2 million euros. Costs rose by 9 percent, to 64.1 million euros.",
    "Ship calls rose 7.1 percent in 2030, and the harbour café sold 2,140 lunches, up 9.1 percent.",
    "Port revenue came to 70.2 million euros in 2030. The figure for dredging was 16.4 million euros, up 8 percent.",
    "Complaints received fell to 1,187 in 2030. Of these, 412 concerned noise, 30 percent fewer than in 2029.",
    "Ship calls went from 2,250 in 2029 to 2,410; in Northport they went from 3,100 to 2,900, a fall of 6.5 percent.",
    "The insurance covered 9.1 million euros in 2030. A single policy was for 2.1 million euros, up from 1.8 million.",
    "2030年船舶进港2410艘次，其中油轮310艘次，同比下降4%；2029年为2250艘次。",
    "2030年集装箱吞吐量22.15万箱，东码头完成12.03万箱，增长9.9%。",
    "2030年港口收入7020万欧元，增长14.3%；支出6410万欧元，增长9%。",
    "2030年末港口就业人数5190人，女性1120人，增长3.5%，平均年龄41岁。",
    "In 2030 the port received 1,187 complaints and settled 1,205; in 2029 the figures for noise had been 412 and 390.",
    "If ship calls had risen by 20 percent in 2030, they would have reached 2,700.",
    "Ship calls did not rise by 12 percent in 2030 but by 7.1 percent.",
    "Ship calls rose from 2,250 in 2029 to 2,410 in 2030, and pilots' trips from 4,100 to 4,420, or by 7.8 percent.",
    "2030年船舶进港2410艘次，引航4420艘次，增长7.8%。",
]


@pytest.mark.parametrize("text", TRAPS, ids=[text[:50] for text in TRAPS])
def test_what_is_said_of_something_else_raises_no_alarm(checker, text):
    assert not [line for line in said(checker, text) if "contradicted" in line]


def test_a_more_exact_figure_is_not_confirmed_by_a_rounded_one(checker):
    text = "By 2032 the port should see 2,700 ship calls."
    assert said(checker, text) == ["2,700: unknown ship-calls target"]
