"""Numerals without units: digits, English number words and Chinese numerals, to exact decimals.

Each reader takes a text that its own pattern has matched whole and returns a ``Decimal``.
"""

from __future__ import annotations

import re
from decimal import Decimal

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_IRREGULAR_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}

CARDINALS = {word: number for number, word in enumerate([*_ONES, *_TEENS])} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
ORDINALS = {
    _IRREGULAR_ORDINALS.get(word, word.removesuffix("y") + "ieth" if word.endswith("y") else word + "th"): number
    for word, number in CARDINALS.items()
    if number
} | {"hundredth": 100}
ENGLISH_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
# A first place told without a number.
FIRSTS = frozenset(
    {"top", "largest", "biggest", "highest", "initial", "inaugural"}
    | {"首位", "榜首", "首个", "首家", "首次", "首届", "首批", "最大", "最高"}
)
FRACTIONS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}

CHINESE_DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
}
_CHINESE_STEPS = {"十": 10, "百": 100, "千": 1000}
_CHINESE_SECTIONS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
CHINESE_SCALES = _CHINESE_STEPS | _CHINESE_SECTIONS


def _one_of(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES[1:])}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)})"
_GROUP = rf"(?:(?:{_SMALL}|an?)\shundred(?:(?:\sand)?\s{_SMALL})?|{_SMALL})"
_LARGE = "thousand|million|billion|trillion"
ENGLISH = rf"(?:half\san?\s(?:hundred|{_LARGE}|dozen)|(?:{_GROUP}|an?(?=\s(?:{_LARGE}|dozen)\b))(?:\s(?:{_LARGE}|dozen)(?:,?\s(?:and\s)?{_GROUP})?)*)"
ENGLISH_ORDINAL = rf"(?:(?:{'|'.join(_TENS)})-)?(?:{_one_of(ORDINALS)})"
ENGLISH_FRACTION = (
    rf"(?:(?:(?:{'|'.join(_ONES[1:])})[-\s])(?:halves|(?:third|quarter|fourth|fifth|tenth)s?)|(?:a|one)[-\s]"
    r"(?:third|quarter|fifth|tenth)|(?:one[-\s])?half)"
)
CHINESE_DIGIT = "[零〇一二两兩三四五六七八九]"
CHINESE = (
    rf"[零〇一二两兩三四五六七八九十百千]+(?:[万萬亿億][零〇一二两兩三四五六七八九十百千]*)*(?:点{CHINESE_DIGIT}+)?"
)
DIGITS = r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"

_TOKEN = re.compile(r"\d[\d.,]*|.")
_SEPARATORS = re.compile(r"[,\u00a0\u202f\u2009]")


def read_digits(text: str) -> Decimal:
    """Return the value of ASCII digits with thousands separators, ``"2,427,500"`` or ``"57.9"``."""
    return Decimal(_SEPARATORS.sub("", text))


def read_english(text: str) -> Decimal:
    """Return the value of English cardinal words, ``"one thousand four hundred"``."""
    if text[:4].lower() == "half":
        return read_english(text[5:]) / 2
    total = group = 0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in {"a", "an"}:
            group = 1
        elif word in CARDINALS:
            group += CARDINALS[word]
        elif word == "hundred":
            group *= 100
        elif word != "and":
            total += group * (12 if word == "dozen" else ENGLISH_SCALES[word])
            group = 0
    return Decimal(total + group)


def read_ordinal(text: str) -> Decimal:
    """Return the value of an English ordinal word, ``"twenty-first"``."""
    *tens, last = text.lower().split("-")
    return Decimal(sum(CARDINALS[word] for word in tens) + ORDINALS[last])


def read_fraction(text: str) -> Decimal:
    """Return an English fraction in percent: ``"two-thirds"`` is 66.67."""
    *count, part = re.split(r"[-\s]", text.lower())
    share = Decimal(CARDINALS.get(count[0], 1) if count else 1) / FRACTIONS.get(
        part, FRACTIONS.get(part.rstrip("s"), 1)
    )
    return round(share * 100, 2)


def read_chinese(text: str) -> Decimal:
    """Return the value of a Chinese numeral, digits mixed in or not: ``"一千四百"``, ``"1万2千"``, ``"3亿5000万"``."""
    whole, _, decimals = text.partition("点")
    if len(whole) > 1 and all(character in CHINESE_DIGITS for character in whole):
        value = Decimal("".join(str(CHINESE_DIGITS[character]) for character in whole))
    else:
        value = _sum_of_sections(whole)
    return value + Decimal("0." + "".join(str(CHINESE_DIGITS[digit]) for digit in decimals)) if decimals else value


def _sum_of_sections(text: str) -> Decimal:
    total = section = Decimal(0)
    digit: Decimal | None = None
    for token in _TOKEN.findall(text):
        if token in CHINESE_DIGITS:
            digit = Decimal(CHINESE_DIGITS[token])
        elif token[0].isdigit():
            digit = read_digits(token)
        elif token in _CHINESE_STEPS:
            section += (1 if digit is None else digit) * _CHINESE_STEPS[token]
            digit = None
        else:
            scale = _CHINESE_SECTIONS[token]
            amount = section + (digit or 0)
            # 万亿: the larger scale multiplies all that came before it.
            total = (total + amount) * scale if total and total < scale else total + amount * scale
            section, digit = Decimal(0), None
    return total + section + (digit or 0)
