"""Numerals without units: digits, English number words and Chinese numerals, as patterns and as exact decimals.

The patterns are verbose regular expressions for text in lower case; each reader takes a text that its own pattern has
matched whole. A value keeps the exponent of its last printed digit, so ``"57.90"`` has two decimals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

_ZERO = Decimal(0)


def last_place(value: Decimal) -> Decimal:
    """Return the unit of the last digit that ``value`` keeps: 0.01 for 57.90, 100 for 2.7893E6."""
    return Decimal(1).scaleb(int(value.as_tuple().exponent)) + _ZERO


def one_of(phrases: Iterable[str]) -> str:
    """Return a pattern for the longest of ``phrases``, as a tree, so that no character is looked at twice."""
    rests: dict[str, list[str]] = {}
    for phrase in phrases:
        rests.setdefault(phrase[:1], []).append(phrase[1:])
    may_end = rests.pop("", None)
    branches = [(r"[\s-]+" if first == " " else re.escape(first)) + one_of(rest) for first, rest in rests.items()]
    tree = "|".join(branches)
    if may_end:
        return f"(?:{tree})?" if tree else ""
    return tree if len(branches) == 1 else f"(?:{tree})"


# ── digits ───────────────────────────────────────────────────────────────────────────────────────────────────────────

# A whole run of digits ("12,34" and "1.2.3" are none), and short enough to be an amount and not a code.
DIGITS = r"""
    (?<! [0-9][.,'] ) (?<! (?<! \w )\. ) (?<! [a-z]- )
    (?: [0-9]{1,3} (?: (?: ,[0-9]{3} ){1,4} | (?: \xa0[0-9]{3} ){1,4} ) | [0-9]{1,15} )
    (?: \.[0-9]{1,12} )?
    (?! [0-9] | [.,'\xa0][0-9] )
"""
_WITHOUT_SEPARATORS = {ord(separator): None for separator in ",\xa0"}


def read_digits(text: str) -> Decimal:
    """Return the value of ASCII digits, ``"57.9"``, or with commas or no-break spaces between thousands."""
    return Decimal(text.translate(_WITHOUT_SEPARATORS))


# ── English ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    *(f"{stem}teen" for stem in ["thir", "four", "fif", "six", "seven", "eigh", "nine"]),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_CARDINALS = {word: number for number, word in enumerate(("zero", *_ONES, *_TEENS))} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_IRREGULAR_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "twelve": "twelfth"} | {
    "eight": "eighth",
    "nine": "ninth",
}
_ORDINALS = {
    _IRREGULAR_ORDINALS.get(word, word.removesuffix("y") + ("ieth" if word.endswith("y") else "th")): number
    for word, number in (_CARDINALS | {"hundred": 100}).items()
    if number
}
# A first place told without a number.
FIRSTS = frozenset(
    {"top", "largest", "biggest", "highest", "initial", "inaugural"}
    | {"首位", "榜首", "首个", "首家", "首次", "首届", "首批", "最大", "最高"}
)
_PARTS = {word: number for word, number in _ORDINALS.items() if number in range(3, 11)} | {"quarter": 4}
_DIGITS_TO_TEN = {str(number): number for number in range(1, 11)}
_COUNTS = _CARDINALS | _DIGITS_TO_TEN
_NUMBERS_OF_PARTS = _COUNTS | _PARTS | {part + "s": number for part, number in _PARTS.items()} | {"half": 2}
ENGLISH_SCALES = {
    "hundred": Decimal("1E2"),
    "thousand": Decimal("1E3"),
    "million": Decimal("1E6"),
    "billion": Decimal("1E9"),
    "trillion": Decimal("1E12"),
    "dozen": Decimal(12),
}

_GAP = r"(?: - | \s+ )"
_SCALE = f"(?: {one_of(ENGLISH_SCALES)} s? )"
_SMALL = rf"(?: {one_of(_TENS)} (?: {_GAP}{one_of(_ONES)} )? | {one_of((*_TEENS, 'zero', *_ONES))} )"
ENGLISH = rf"""(?:
    hundred (?= -(?! odd | plus | fold | strong ) )
  | (?: {_SMALL} (?: \s+and\s+a\s+half )? | (?: half {_GAP} )? a (?= {_GAP}{_SCALE} ) | half (?= {_GAP}{_SCALE} ) )
    (?: {_GAP}{_SCALE} (?: (?: \s+and )? \s+{_SMALL} )? ){{0,9}}
)"""
# "a second batch", "a third party": after the article it ranks nothing.
ENGLISH_ORDINAL = rf"(?<! \b a \s ) (?: {one_of(_TENS)}{_GAP} )? {one_of(_ORDINALS)}"
_TIME = r"(?: year | month | week | day | hour )"
_BEFORE_PARTS = r"(?<! first\s ) (?<! last\s ) (?<! past\s ) (?<! next\s ) (?<! these\s )"  # "first three quarters"
_BEFORE_HALF = r"(?<! first\s ) (?<! second\s ) (?<! former\s ) (?<! latter\s ) (?<! other\s )"
_COMPARED = r"(?: of | more | less | fewer | higher | lower | larger | smaller )"
ENGLISH_PART = rf"a{_GAP}{one_of(_PARTS)}"  # behind a hedge, and where no noun follows it
ENGLISH_SHARE = rf"""(?:
    {_BEFORE_PARTS} {one_of(_ONES[1:])}{_GAP}{one_of(part + "s" for part in _PARTS)}
  | one{_GAP}{one_of(_PARTS)} (?! [-\s]part )
  | {ENGLISH_PART} (?! \s+(?! {_COMPARED}\b )[a-z] | - )
  | (?: {one_of(_ONES)} | [1-9] )\s+(?: in | out\s+of )\s+(?: every\s+ )?(?: ten | 10 ) (?! \s+{_TIME} )
  | one\s+(?: in | out\s+of )\s+(?: every\s+ )?{one_of(_ONES[1:])} (?! \s+{_TIME} )
  | {_BEFORE_HALF} (?: one{_GAP} )? half (?! - | \s+an?\b | \s+{_TIME} )
)"""
FIRST_WORDS = (*_CARDINALS, *_ORDINALS, *(f"a {word}" for word in (*ENGLISH_SCALES, *_PARTS)), "half", "hundred")
_WORD = re.compile("[a-z]+|[0-9]+")


def read_english(text: str) -> Decimal | None:
    """Return the value of cardinal words, ``"two and a half million"``, or None where they do not go together."""
    total = group = _ZERO
    smallest = Decimal("Infinity")
    for word in _WORD.findall(text):
        if word in _CARDINALS:
            group += _CARDINALS[word]
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
    *tens, last = _WORD.findall(text)
    return Decimal(sum(_CARDINALS[word] for word in tens) + _ORDINALS[last])


# ── Chinese ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_TOO_MUCH = Decimal("1E24")
_DIGIT = "[零〇一二两兩三四五六七八九]"
_CHARACTER = _DIGIT[:-1] + "十百千万萬亿億]"
CHINESE_STARTS = "零〇一二两兩三四五六七八九十百千万萬亿億第半过過上"
_ODD = "多余餘"  # "and some", before a scale: 三千余万
_UNITS = {"亿": Decimal("1E8"), "万": Decimal("1E4"), "千": Decimal("1E3"), "百": Decimal("1E2"), "十": Decimal("1E1")}
# Not every run of the characters is a numeral, which is for the reader to say.
CHINESE = f"{_CHARACTER}{{1,30}}+(?:[点點]{_DIGIT}{{1,9}})?(?:[{_ODD}]?[万萬亿億]{{1,2}}+)?"
CHINESE_SHARE = rf"(?: {CHINESE}分之(?: {DIGITS} | {CHINESE} ) | 一半 | [过過]半[数數]? | 半[数數] )"
# What follows digits: 278.93万, 3亿5000万, 5千万, 1400余万; not the 千 of 千米 nor the 百 of 百分点.
CHINESE_SCALE = rf"""
    [{_ODD}]? [十百千万萬亿億]{{1,3}}+ (?: [0-9]{{1,4}}[十百千万萬] ){{0,3}} (?! [0-9] ) (?<! [百千](?= [分米克瓦] ) )
"""
# 两三 is two or three; 二〇二四 is 2024, and 点二五 is behind the point.
_VAGUE = re.compile(rf"(?<![点點零〇一二两兩三四五六七八九])[一二两兩三四五六七八九]{{2,3}}(?!{_DIGIT})")
_SIMPLIFIED = str.maketrans("零〇一二两兩三四五半六七八九点點萬億", "00122234556789..万亿", _ODD + "过過上")


def read_chinese(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral, ``"一千四百"``, ``"1万2千"``, or None where it is vague or none."""
    return None if _VAGUE.search(text) else _sum_of_units(text.translate(_SIMPLIFIED))


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
    words = _WORD.findall(text)
    return Decimal(_COUNTS.get(words[0], 1)), Decimal(_NUMBERS_OF_PARTS[words[-1]])
