"""Bare numerals: digits, English words, Chinese characters and shares, spelled and read again."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipa import figure, numeral

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ONES += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = [(10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred")]
TRADITIONAL = str.maketrans("万亿两点", "萬億兩點")


def in_english(number):
    """Spell a whole number as the British do, with "and" before what is smaller than a hundred."""
    for scale, word in SCALES:
        if number >= scale:
            many, rest = divmod(number, scale)
            spelled = f"{in_english(many)} {word}"
            return f"{spelled}{' and' if rest < 100 else ''} {in_english(rest)}" if rest else spelled
    if number < len(ONES):
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


def in_chinese(number):
    """Spell a whole number below 10**12 section by section, with 零 for each gap."""
    text = ""
    for large in ("", "万", "亿"):
        number, section = divmod(number, 10**4)
        spelled = ""
        for unit in ("", "十", "百", "千"):
            section, digit = divmod(section, 10)
            spelled = "零一二三四五六七八九"[digit] + (unit if digit else "") + spelled
        spelled = spelled.rstrip("零")
        text = (spelled + large if spelled else "零") + text
    return re.sub("零+", "零", text).strip("零") or "零"


def matches_whole(rule, text):
    return re.fullmatch(figure.rule(rule), text, re.VERBOSE) is not None


@given(st.integers(0, 10**15 - 1))
def test_english_words_are_read_as_they_are_spelled(number):
    spelled = in_english(number)
    assert matches_whole("English", spelled)
    assert numeral.read_english(spelled) == number
    assert numeral.read_english(spelled.replace(" and ", " ")) == number


@given(st.integers(1, 10**12 - 1))
def test_chinese_numerals_are_read_as_they_are_spelled(number):
    spelled = in_chinese(number)
    assert matches_whole("Chinese", spelled)
    for form in (spelled, spelled.removeprefix("一") if spelled.startswith("一十") else spelled):
        assert numeral.read_chinese(form) == number
        assert numeral.read_chinese(form.translate(TRADITIONAL)) == number


@given(st.integers(0, 10**15 - 1), st.integers(0, 12), st.sampled_from(["", ",", "\xa0"]))
def test_digits_are_read_with_every_separator_and_keep_their_decimals(number, decimals, separator):
    value = Decimal(number).scaleb(-min(decimals, 12))
    printed = f"{value:,.{decimals}f}".replace(",", separator)
    assert matches_whole("digits", printed)
    assert f"{numeral.read_digits(printed):f}" == f"{value:.{decimals}f}"


@pytest.mark.parametrize("number", [*range(1, 100)])
def test_ordinals_are_read_as_they_are_spelled(number):
    cardinal = in_english(number)
    *tens, last = cardinal.split("-")
    irregular = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"}
    irregular |= {"nine": "ninth", "twelve": "twelfth"}
    ending = "ieth" if last.endswith("y") else "th"
    ordinal = "-".join([*tens, irregular.get(last, last.removesuffix("y") + ending)])
    assert matches_whole("ordinal", ordinal)
    assert numeral.read_ordinal(ordinal) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("half a million", 500_000),
        ("half-a-million", 500_000),
        ("two and a half million", 2_500_000),
        ("two and a half", Decimal("2.5")),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("a hundred", 100),
        ("a million", 1_000_000),
        ("five millions", 5_000_000),
        ("nineteen hundred", 1900),
        ("one hundred one hundred", None),
        ("one thousand one million", None),
        ("two thousand hundred", None),
        ("two million million", None),
    ],
)
def test_english_words_have_the_value(text, value):
    assert numeral.read_english(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百五", 150),
        ("一百零五", 105),
        ("三万五", 35_000),
        ("三万零五", 30_005),
        ("一亿三", 130_000_000),
        ("二〇二四", 2024),
        ("一九九八", 1998),
        ("三〇", 30),
        ("三万亿", 3 * 10**12),
        ("两千三百", 2300),
        ("1万2千", 12_000),
        ("3亿5000万", 350_000_000),
        ("5千万", 50_000_000),
        ("12000余万", 120_000_000),
        ("0万", 0),
        ("二十六点五", Decimal("26.5")),
        ("点二五", Decimal("0.25")),
        ("一点二亿", 120_000_000),
        ("过亿", 100_000_000),
        ("百万", 1_000_000),
        ("两三", None),
        ("三五百", None),
        ("十四五", None),
        ("二三十", None),
        ("亿" * 4, None),
    ],
)
def test_chinese_numerals_have_the_value(text, value):
    assert numeral.read_chinese(text) == value


@pytest.mark.parametrize(
    ("text", "percent", "step"),
    [
        ("two-thirds", "66.67", "1"),
        ("three quarters", "75", "1"),
        ("one fifth", "20", "1"),
        ("a third", "33.33", "1"),
        ("half", "50", "1"),
        ("one half", "50", "1"),
        ("nine-tenths", "90", "10"),
        ("nine in ten", "90", "10"),
        ("9 out of every 10", "90", "10"),
        ("one in eight", "12.5", "1"),
        ("一半", "50", "1"),
        ("三分之二", "66.67", "1"),
        ("十分之九", "90", "10"),
        ("百分之五十", "50", "1"),
        ("百分之十五点三", "15.3", "0.1"),
        ("百分之15.30", "15.30", "0.01"),
        ("百分之百", "100", "1"),
        ("百分之一百二十", "120", "1"),
        ("千分之三", "0.3", "0.1"),
        ("万分之五", "0.05", "0.01"),
    ],
)
def test_a_share_is_in_percent_and_its_step_is_that_of_its_parts(text, percent, step):
    assert numeral.read_share(text) == (Decimal(percent), Decimal(step))


@pytest.mark.parametrize("text", ["三分之四", "零分之一", "三分之两三", "nine fifths"])
def test_a_share_that_makes_no_sense_is_none(text):
    assert numeral.read_share(text) is None
