"""Figures: read as printed, found in running text, written and read again."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shipa.errors import UnreadableQuantityError
from shipa.interval import Interval
from shipa.quantity import Bound, Kind, Quantity, find, last_digit, only_figure, ordinal, read, write, write_number

DATA = Path(__file__).parent / "data"
SOURCES = Path(__file__).parents[2] / "shared" / "sources"
HEDGES = {
    (Bound.EXACT, False, False): "",
    (Bound.OVER, False, False): "> ",
    (Bound.OVER, False, True): "just over ",
    (Bound.OVER, True, False): "≥ ",
    (Bound.UNDER, False, False): "< ",
    (Bound.UNDER, False, True): "nearly ",
    (Bound.UNDER, True, False): "≤ ",
    (Bound.ABOUT, False, False): "about ",
}


def described(quantity):
    """Return everything that a quantity says, as ``tests/data/figures.txt`` writes it."""
    hedge = HEDGES[quantity.bound, quantity.inclusive, quantity.near]
    step = f" step {quantity.step:f}" if quantity.step else ""
    kind = "" if quantity.kind is Kind.NUMBER else f" {quantity.kind}"
    return f"{hedge}{quantity.value:f}{step}{kind} {quantity.currency}".rstrip()


def marked(text):
    """Return the text with square brackets around every figure that is found in it."""
    parts, end = [], 0
    for found in find(text):
        parts += [text[end : found.start], f"[{text[found.start : found.end]}]"]
        end = found.end
    return "".join([*parts, text[end:]])


def figures():
    lines = (DATA / "figures.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" → ") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row, id=row[0]) for row in figures()])
def test_a_figure_is_read_as_printed(text, expected):
    plain = text.replace("[", "").replace("]", "")
    assert described(read(plain)) == expected
    assert read(plain).text == (text[text.index("[") + 1 : text.index("]")] if "[" in text else text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2\u00a0427\u00a0500", "2427500 step 100"),
        ("2\u202f427\u202f500 yuan", "2427500 step 100 CNY"),
        ("no more\n    than 5\n    percent", "≤ 5 step 1 percent"),
        ("two\nhundred thousand", "200000 step 100000"),
        ("ＲＭＢ５億", "500000000 step 100000000 CNY"),
    ],
)
def test_a_figure_may_have_unusual_spaces_and_characters(text, expected):
    assert described(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", "lots", "several hundred", "dozens of cases", "thousands of people", "over", "percent", "$", "第"),
        *("12,34", "1,2345", "1.2.3", "1'000", "57.9.", "1e5", "1_000", "12abc", "0x1F", "20kg", "5G", "G60", "v2"),
        *("COVID-19", "H1N1", "½", "1½", "10²", "٣٤", "5٣", "S$5", "5!", "(5)", "19<sup>th</sup>"),
        *("12345678901234567890", "99999999999999999 million", "0.12345678901234", "one hundred one hundred"),
        *("15 to 2", "10-20%", "2022-2024", "5 and 6", "nine and eight", "6,822 in 2024", "57.9 per 10,000", "1/2"),
        *("a third party", "a second batch", "half a year", "the year", "oneself", "tenant", "1990s"),
        *(
            "两三件",
            "三五个",
            "数百件",
            "几十件",
            "十四五",
            "每万人口",
            "零件",
            "5千米",
            "百分之几",
            "三分之四",
            "第几",
        ),
    ],
)
def test_what_is_not_one_figure_is_refused(text):
    with pytest.raises(UnreadableQuantityError, match=re.escape(f"'{text}'")):
        read(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lots", "no figure can be read in 'lots'"),
        ("15 to 2", "2 figures are there in '15 to 2': '15', '2'"),
        ("nothing " * 9, f"no figure can be read in '{('nothing ' * 9)[:59]}…'"),
        ("5!", "'!' in '5!' belongs to no figure"),
    ],
)
def test_a_refusal_says_why(text, message):
    with pytest.raises(UnreadableQuantityError) as refusal:
        read(text)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    "text",
    [
        "[18,600] cubic metres per second, the [second] in a row",
        "in the [second] half of [2024], [half] of the [160] firms",
        "[one] of the [three] cases, no [one] else, someone",
        "a third party took [a third] of it; [one-third] more than the [third]",
        "in the [first] [three] quarters of [2023], [three quarters] of the firms",
        "[nine in ten] firms, but [one] in [three] years",
        "[57.9] high-value invention patents per [10,000] people",
        "under the [14th] [Five]-Year Plan, about the [5th] day",
        "from [15] to [2] working days, [10]-[20%], between [3] and [5]",
        "[2020]–[2022], [2022]-[2024], [5]~[6], [5] ~ [6]",
        "a drop of [-5.2%], ([−3]), [$5]-[$6], [1.5]-[2 times]",
        "G60, COVID-19, 5G, H1N1, MP3 and R2D2 on 1.2.3 and 192.168.0.1",
        "[US$5] and S$[5] and A$[5]",
        "[5], [6], and [7]; [5]、[6]; [1], [2,345]",
        "\n> [5] patents, <td>[5]</td>, a->[5], x=>[5], x [> 5]",
        "[5] pounds of rice for [5 pounds]",
        "“[1]+[1]+X”, [five hundred], [two] [one]-stop shops",
        "it rose to [5].It fell to [6]. [7]",
        "[100 m] of road, [$100 m] of debt",
        "[over three] years, [more than one hundredfold], [nearly a third] in [2023]",
        "[2025]年[4]月[21]日，[2022]年-[2024]年",
        "同比[-5.2%]，环比[+3%]，[5]件-[6]件，[5万]-[6万]件",
        "近[5]年，近[三]年来，最近[5]年，附近[5]家，[近5]家",
        "节约[5000万元]，条约[5]，[约5000万元]",
        "两三件、三五百家、数百件、几十家、每万人口[40.9]件",
        "“十四五”规划、二十大、百度、零件、上海千名、[上千]名",
        "[一]起案件，[三]省[一]市，[九]名，[第九]名，[九成]，[九成以上]",
        "[50][多于30]，[5000]余额，[40]来自上海，[50多]件，[5000余]件",
        "[5个百分点]、[5%]、[5百分点]、[5%左右]、[5人以上]、[5]人",
        "PCT[第五]，GDP[超过5万亿元]，占GDP[4.5%左右]，PCT[5591]件，G60走廊",
        "[５％]、[６％]，ＡＢ１２，[￥５亿]",
        "İ [5] İİ [6%] ß [7]",
    ],
)
def test_the_figures_of_a_text_are_found_and_nothing_else(text):
    assert marked(text.replace("[", "").replace("]", "")) == text


def test_the_core_of_a_figure_leaves_its_hedges_out():
    text = "It took in over US$9.6 billion, 约5%左右, 300人以上 and nine in ten."
    cores = [(text[slice(*found.core)], found.words) for found in find(text)]
    assert cores == [("US$9.6 billion", False), ("5%", False), ("300", False), ("nine in ten", True)]


@given(st.text())
@example("İ٣५½²-–$€5,0.0%\x00\ud800")
@example("一二三十百千万亿" * 9)
@example("1" * 400 + "." + "1" * 400 + ",000" * 99 + " million")
def test_any_text_can_be_searched(text):
    end = 0
    for found in find(text):
        assert end <= found.start <= found.core[0] < found.core[1] <= found.end <= len(text)
        assert text[found.start : found.end] == found.quantity.text
        assert found.quantity.value.is_finite()
        end = found.end
    with suppress(UnreadableQuantityError):
        assert read(text).text in text


IN_DIGITS = [text for text, _ in figures() if re.fullmatch(r"[^\[]*[0-9][^\[]*", text)]


@given(
    st.from_regex(r"[0-9]{1,16}|[0-9]{1,3}(,[0-9]{3}){1,5}|([0-9]{1,15}|[0-9],[0-9]{3})\.[0-9]{1,13}", fullmatch=True)
)
def test_nothing_but_digits_is_read_as_it_would_be_found_in_a_text(digits):
    assert outcome(read, digits) == outcome(lambda text: only_figure(text).quantity, digits)


def outcome(reader, text):
    try:
        return repr(reader(text))
    except UnreadableQuantityError as error:
        return str(error)


@given(st.lists(st.sampled_from(IN_DIGITS), min_size=1))
def test_offsets_are_those_of_the_text_whatever_stands_around(printed):
    around = "，İ “and”；"
    text = around + around.join(printed) + around
    assert [found.quantity.text for found in find(text)] == printed
    assert all(text[found.start : found.end] == found.quantity.text for found in find(text))


NUMERALS = st.one_of(
    st.integers(0, 10**13).map(lambda number: f"{number:,}"),
    st.decimals(0, 10**6, places=2).map(lambda number: f"{number:,}"),
    st.builds(
        "{} {}".format, st.decimals("0.01", 999, places=4), st.sampled_from(["million", "billion", "trillion", "bn"])
    ),
    st.builds("{}{}".format, st.decimals("0.01", 900, places=2), st.sampled_from(["万", "亿", "万亿"])),
    st.sampled_from(["half a million", "seventy", "3亿5000万", "1.50 million", "700亿", "70 billion"]),
)
BEFORE = ["over ", "just over ", "at least ", "nearly ", "under ", "up to ", "about "]
UNITS = ["", "%", " percentage points", " times", "倍", "个百分点", "‰"]


@st.composite
def printed_figures(draw):
    """Return a figure as somebody may print it, with a hedge on either side and a unit."""
    numeral = draw(NUMERALS)
    before = draw(st.sampled_from(["", *BEFORE, *(["-"] if numeral[0].isdigit() else [])]))
    after = draw(st.sampled_from(["", " or more", " or so", "以上"])) if not before else ""
    return before + numeral + draw(st.sampled_from(UNITS)) + after


@given(printed_figures() | st.sampled_from([row[0] for row in figures()]), st.sampled_from(["en", "zh"]))
@example("九成", "en")
@example("约九成", "zh")
@example("12.10 million", "zh")
@example("10 million", "zh")
def test_what_is_written_is_read_as_the_same_figure(text, lang):
    quantity = read(text.replace("[", "").replace("]", ""))
    again = read(write(quantity, lang))
    assert (again.value, again.bound, again.inclusive, again.near, again.kind) == (
        *(quantity.value, quantity.bound, quantity.inclusive, quantity.near),
        quantity.kind,
    )
    # "Two-thirds" claims less precision than the 66.67% that it is written as.
    is_rough_share = quantity.kind is Kind.PERCENT and quantity.value % quantity.step
    assert quantity.interval.is_within(again.interval) or is_rough_share


@given(
    st.decimals(-(10**20), 10**20, allow_nan=False, allow_infinity=False),
    st.sampled_from([Decimal(0), *(Decimal(1).scaleb(place) for place in range(-4, 13))]),
    st.sampled_from([Kind.NUMBER, Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE]),
    st.sampled_from(["en", "zh"]),
)
def test_no_digit_is_hidden_and_no_exponent_shown(value, step, kind, lang):
    written = write(Quantity(value=value, step=step, kind=kind), lang)
    [(digits, scale)] = re.findall(r"^(-?[0-9,]+(?:\.[0-9]+)?)\s?(\D*)$", written)
    scales = {"million": 10**6, "billion": 10**9, "trillion": 10**12, "万": 10**4, "亿": 10**8, "万亿": 10**12}
    assert Fraction(digits.replace(",", "")) * scales.get(scale, 1) == Fraction(value)


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("6,822", "6,822", "6,822"),
        ("over 450,000", "> 450,000", "超45万"),
        ("at least 60", "≥ 60", "至少60"),
        ("just over 450,000", "just over 450,000", "略超45万"),
        ("under 5 million", "< 5 million", "低于500万"),
        ("nearly 130,000", "nearly 130,000", "近13万"),
        ("up to 5%", "≤ 5%", "至多5%"),
        ("about 7,000", "about 7,000", "约7,000"),
        ("2.7893 million", "2.7893 million", "278.93万"),
        ("12.15 billion RMB", "12.15 billion", "121.5亿"),
        ("70 billion", "70 billion", "700亿"),
        ("5 trillion", "5 trillion", "5万亿"),
        ("1,234,567", "1,234,567", "1,234,567"),
        ("1.50 million", "1.50 million", "150万"),
        ("-5.20%", "-5.20%", "-5.20%"),
        ("half", "50%", "50%"),
        ("九成", "9 in 10", "9成"),
        ("2.5个百分点", "2.5 percentage points", "2.5个百分点"),
        ("2.3-fold", "2.3 times", "2.3倍"),
        ("fifth", "5th", "第5"),
    ],
)
def test_a_figure_is_written_in_both_languages(text, english, chinese):
    assert (write(read(text)), write(read(text), "zh")) == (english, chinese)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        *enumerate(["0th", "1st", "2nd", "3rd", "4th"]),
        *((11, "11th"), (12, "12th"), (13, "13th"), (21, "21st")),
        *((101, "101st"), (111, "111th"), (122, "122nd"), (1003, "1003rd")),
    ],
)
def test_an_ordinal_has_its_ending(number, written):
    assert ordinal(number) == written


def test_a_number_is_written_with_every_digit():
    written = [write_number(Decimal(text)) for text in ("1E+6", "1234.50", "-0.001")]
    assert written == ["1,000,000", "1,234.50", "-0.001"]


# ── precision and bounds ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("6,185", "[6185, 6185]"),
        ("178,300", "[178250, 178350]"),
        ("50", "[50, 50]"),
        ("2.7893 million", "[2789250, 2789350]"),
        ("70 billion", "[65000000000, 75000000000]"),
        ("15.3 percent", "[15.25, 15.35]"),
        ("70 percent", "[69.5, 70.5]"),
        ("九成", "[85, 95]"),
        ("over 450,000", "(450000, …"),
        ("at least 60", "[60, …"),
        ("just over 450,000", "(450000, 460000]"),
        ("under 60", "…, 60)"),
        ("at most 60", "…, 60]"),
        ("nearly 130,000", "[123500, 130000)"),
        ("about 7,000", "[6650, 7350]"),
        ("about 6,800", "[6700, 6900]"),
        ("about 57.9", "[57.8, 58]"),
        ("fifth", "[5, 5]"),
    ],
)
def test_a_figure_stands_for_the_values(text, interval):
    possible = read(text).interval
    low = "…" if possible.low is None else ("(" if possible.low_open else "[") + f"{possible.low.normalize():f}"
    high = "…" if possible.high is None else f"{possible.high.normalize():f}" + (")" if possible.high_open else "]")
    assert f"{low}, {high}" == interval


def test_a_figure_that_may_be_rounded_may_also_be_cut_off():
    assert read("15.7 percent").printed == Interval(low=Decimal("15.65"), high=Decimal("15.8"), high_open=True)
    assert read("about 16 percent").printed == read("about 16 percent").interval
    assert read("6,185").printed == read("6,185").interval


@pytest.mark.parametrize("hedge", ["", "about ", "nearly ", "over ", "just over ", "under ", "at least ", "at most "])
@pytest.mark.parametrize("figure", ["0", "0.0", "0%", "-5.2%", "100", "1,000,000"])
def test_every_figure_has_an_interval_that_touches_it(hedge, figure):
    quantity = read(hedge + figure)
    assert quantity.interval.widened(Decimal("0.000001")).overlaps(Interval(low=quantity.value, high=quantity.value))


@pytest.mark.parametrize(
    ("value", "unit"), [("6800", "100"), ("57.9", "0.1"), ("57.90", "0.1"), ("5", "1"), ("1E+30", "1E+30"), ("0", "0")]
)
def test_the_last_digit_has_the_unit(value, unit):
    assert last_digit(Decimal(value)) == Decimal(unit)


# ── the documents ────────────────────────────────────────────────────────────────────────────────────────────────────

NUMBERS_IN_DIGITS = r"\w*\d[\d.]*(?<!\.)"
NUMBERS_IN_WORDS = (
    r"(?i)\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|hundreds?|thousands?|dozens?"
    r"|millions?|billions?|firsts?|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|half|quarter)\b"
)


@pytest.mark.skipif(not SOURCES.exists(), reason="the documents stand beside the project only where it is developed")
@pytest.mark.parametrize(
    ("numbers", "no_figures"),
    [
        pytest.param(NUMBERS_IN_DIGITS, ["2025.04.22", "G60"], id="digits"),
        pytest.param(NUMBERS_IN_WORDS, ["firsts", "first", "thousands", "first"], id="words"),
    ],
)
def test_every_number_of_the_documents_belongs_to_a_figure(numbers, no_figures):
    left = []
    for path in sorted(SOURCES.glob("*.txt")):
        text = path.read_text(encoding="utf-8").replace("<sup>", "").replace("</sup>", "")
        covered = {place for found in find(text) for place in range(*found.core)}
        left += [run[0] for run in re.finditer(numbers, text) if not covered.issuperset(range(*run.span()))]
    assert left == no_figures  # "several firsts", "a first-batch base", "thousands of people", "a first-class …"
