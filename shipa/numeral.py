"""Numerals without units, read to exact decimals: digits, English number words, Chinese numerals and shares.

Each reader takes text in lower case that ``figure`` has matched whole. A value keeps the exponent of its last printed
digit, so ``"57.90"`` has two decimals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

_ZERO = Decimal(0)
_WITHOUT_SEPARATORS = {ord(separator): None for separator in ",\xa0"}


def last_place(value: Decimal) -> Decimal:
    """Return the unit of the last digit that ``value`` keeps: 0.01 for 57.90, 100 for 2.7893E6."""
    return _place(int(value.as_tuple().exponent))


@lru_cache(maxsize=100)
def _place(exponent: int) -> Decimal:
    return Decimal(1).scaleb(exponent) + _ZERO


def read_digits(text: str) -> Decimal:
    """Return the value of ASCII digits, ``"57.9"``, or with commas or no-break spaces between thousands."""
    return Decimal(text.translate(_WITHOUT_SEPARATORS))


# ── English ──────────────────────────────────────────────────────────────────────────────────────────────────────────

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    *("ten", "eleven", "twelve"),
    *(stem + "teen" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
CARDINALS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(("zero", *ONES, *TEENS))},
    **{word: 10 * number for number, word in enumerate(TENS, start=2)},
}
_IRREGULAR_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
ORDINALS: Mapping[str, int] = {
    _IRREGULAR_ORDINALS.get(word, word.removesuffix("y") + ("ieth" if word.endswith("y") else "th")): number
    for word, number in {**CARDINALS, "hundred": 100}.items()
    if number
}
# A first place told without a number.
FIRSTS = frozenset(
    {"top", "largest", "biggest", "highest", "initial", "inaugural"}
    | {"首位", "榜首", "首个", "首家", "首次", "首届", "首批", "最大", "最高"}
)
ENGLISH_SCALES: Mapping[str, Decimal] = {
    "hundred": Decimal("1E2"),
    "thousand": Decimal("1E3"),
    "million": Decimal("1E6"),
    "billion": Decimal("1E9"),
    "trillion": Decimal("1E12"),
    "dozen": Decimal(12),
}
PARTS: Mapping[str, int] = {word: number for word, number in ORDINALS.items() if number in range(3, 11)} | {
    "quarter": 4
}
_COUNTS = {**CARDINALS, **{str(number): number for number in range(1, 11)}}
_NUMBERS_OF_PARTS = {**_COUNTS, **PARTS, **{part + "s": number for part, number in PARTS.items()}, "half": 2}
_WORD = "[a-z]+|[0-9]+"


def read_english(text: str) -> Decimal | None:
    """Return the value of cardinal words, ``"two and a half million"``, or None where they do not go together."""
    total = group = _ZERO
    smallest = Decimal("Infinity")
    for word in re.findall(_WORD, text):
        if word in CARDINALS:
            group += CARDINALS[word]
        elif word == "half":
            group += Decimal("0.5")
        elif word == "a":
            group = group or Decimal(1)
        elif word != "and":
            scale = ENGLISH_SCALES[word.removesuffix("s")]
            if scale >= smallest or (total and not group) or (word == "hundred" and group >= scale):
                return None
            amount = (group or 1) * scale
            if word == "hundred":
                group = amount
            else:
                total, group, smallest = total + amount, _ZERO, scale
    value = total + group
    return value if value % 1 else value.to_integral_value()  # half a dozen is 6, not 6.0


def read_ordinal(text: str) -> Decimal:
    """Return the value of an English ordinal word, ``"twenty-first"``."""
    *tens, last = re.findall(_WORD, text)
    return Decimal(sum(CARDINALS[word] for word in tens) + ORDINALS[last])


# ── Chinese ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_UNITS = {"亿": Decimal("1E8"), "万": Decimal("1E4"), "千": Decimal("1E3"), "百": Decimal("1E2"), "十": Decimal("1E1")}
_TOO_MUCH = Decimal("1E24")
# Hedges inside a numeral, as in 三千余万 and 过亿, do not change its value; 半 is that of 成半.
_SIMPLIFIED = str.maketrans("零〇一二两兩三四五半六七八九点點萬億", "00122234556789..万亿", "多余餘过過上")
# 两三 is two or three; 二〇二四 is 2024, and 点二五 is behind the point.
_VAGUE = re.compile(
    "(?<![点點零〇一二两兩三四五六七八九])[一二两兩三四五六七八九]{2,3}(?![零〇一二两兩三四五六七八九])"
)


def read_chinese(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral, ``"一千四百"``, ``"1万2千"``, or None where it is vague or none."""
    return None if re.search(_VAGUE, text) else _sum_of_units(text.translate(_SIMPLIFIED))


def _sum_of_units(text: str) -> Decimal | None:
    for unit, power in _UNITS.items():  # the largest first, so that what stands before it is a factor: 3万 of 3万亿
        before, found, after = text.rpartition(unit)
        if not found:
            continue
        factor = _sum_of_units(before) if before else Decimal(1)
        rest = _sum_of_units(after.removeprefix("0") or "0") if after else None
        if factor is None or factor * power >= _TOO_MUCH or (after and (rest is None or rest >= power)):
            return None
        if rest is None:
            return factor * power
        # 三万五 is 35,000 and 一百五 is 150: without 零, a single last digit counts the next smaller unit.
        is_short = len(after) == 1 and unit != "十"
        return factor * power + rest * (power / 10 if is_short else 1)
    return read_digits(text)


# ── shares ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_share(text: str) -> tuple[Decimal, Decimal] | None:
    """Return a share in percent, ``"two-thirds"`` or ``"百分之十五"``, and the step of its last digit.

    Tenths, hundredths and smaller parts have the step of their count, other parts a step of one percent. None stands
    for a share that makes no sense.
    """
    count, parts = _count_and_parts(text)
    if count is None or not parts:
        return None
    if parts == Decimal(10) ** parts.adjusted():
        percent = (count + _ZERO).scaleb(2 - parts.adjusted())
        return percent + _ZERO, last_place(percent)
    percent = round(100 * count / parts, 2).normalize() + _ZERO  # 66.67, but 75 and not 75.00
    return (percent, Decimal(1)) if count <= parts else None


def _count_and_parts(text: str) -> tuple[Decimal | None, Decimal | None]:
    if "半" in text:
        return Decimal(1), Decimal(2)
    parts, chinese, count = text.partition("分之")
    if chinese:
        return read_chinese(count), read_chinese(parts)
    words = re.findall(_WORD, text)
    return Decimal(_COUNTS.get(words[0], 1)), Decimal(_NUMBERS_OF_PARTS[words[-1]])
