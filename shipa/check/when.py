"""Periods in prose: which span of days a phrase names, absolute or relative, in English and Chinese.

A mention says what it is: a whole period, the beginning of an open one ("since 2022"), or a part of a year. What
"last year" means is left open until the date of the draft, or the year that the sentence is about, is known.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Scope(StrEnum):
    """What a mention names."""

    YEAR = "year"
    SPAN = "span"  # several years, first and last included
    SINCE = "since"  # from then on
    PART = "part"  # a month, a quarter, a day, some months
    RELATIVE = "relative"  # so many years before the date of the draft
    BEFORE = "before"  # so many years before the year that the sentence is about, after it where negative
    SAME = "same"  # the period that was spoken of
    PAST = "past"  # the years up to the date of the draft
    LASTING = "lasting"  # the years that a change took


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A period in a text. ``is_base`` marks what something is compared with ("than in 2022").

    ``first`` and ``last`` are None where the days are not known, in NO_YEAR where their year is not said; ``years``
    counts back, for LASTING to the beginning.
    """

    start: int
    end: int
    scope: Scope
    first: date | None = None
    last: date | None = None
    years: int = 0
    is_base: bool = False


NO_YEAR = 1
_CENTURY = 100
_Y = r"(?:1[89]|20)\d\d"
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|"
    r"June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)"
_ZH_COUNT = "[一二两三四五六七八九十]|十一|\\d{1,2}"
_WORDS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
    )
}
_WORDS |= {word: number for number, word in enumerate("零一二三四五六七八九十")} | {"两": 2, "十一": 11}
_DURING = "|".join(
    rf"(?<=\b{word}\s)" for word in ("over", "in", "within", "over the", "over these", "in the", "in just", "in only")
).replace(" ", r"\s")
_PARTS = (
    rf"(?:first|second|third|fourth|last|1st|2nd|3rd|4th)\s(?:half|quarter|(?:{_COUNT}\s)(?:months?|quarters?|weeks?|days?))"
    rf"|H[12]|Q[1-4]|[1-4]Q|half[\s-]year"
)
_ZH_PARTS = (
    rf"[上下]半年|前?(?:[一二三四1-4]|前三)个?季度|第[一二三四1-4]季度|前(?:{_ZH_COUNT})个?月|(?:1[0-2]|[1-9])\s?[-—–~至到]\s?(?:1[0-2]|[1-9])月份?"
    r"|上旬|中旬|下旬"
)

_WHEN = re.compile(
    rf"""
      (?P<iso>\b(?P<iso_y>{_Y})[-/.](?P<iso_m>0?[1-9]|1[0-2])[-/.](?P<iso_d>0?[1-9]|[12]\d|3[01])\b)
    | (?P<zh_part>(?:自|从)?(?P<zh_part_y>{_Y})年(?:的|度)?(?:{_ZH_PARTS})
        |(?:今年|去年|当年|全年|同年)?(?:的)?(?:{_ZH_PARTS}))
    | (?P<zh_open>(?:自|从|从|由)?(?P<zh_open_y>{_Y})年?(?:(?P<zh_open_m>\d{{1,2}})月)?
        (?:以来|以後|以后|至今|起至今|起))
    | (?P<zh_span>(?:自|从)?(?P<zh_span_a>{_Y})年?\s?(?:[-—–~～至到]
      |年至)+\s?(?P<zh_span_b>{_Y})年(?P<zh_span_part>(?:{_ZH_PARTS})|\d{{1,2}}月)?)
    | (?P<zh_day>(?:(?P<zh_day_y>{_Y})年)?(?P<zh_day_m>\d{{1,2}})月(?:(?P<zh_day_d>\d{{1,2}})[日号])?
        (?P<zh_day_end>底|末)?)
    | (?P<zh_year>(?P<zh_year_y>{_Y}|[12]?[零〇一二三四五六七八九]{{4}})年(?:度|底|末|年底|年末|终)?)
    | (?P<zh_past>(?:近|过去|最近|前|这)(?P<zh_past_n>[两二三四五六七八九十]|\d
        )年(?:来|间|内)?|(?P<zh_past_n2>[两三四五六七八九十])年来)
    | (?P<zh_lasting>(?P<zh_lasting_n>[两二三四五六七八九十]|(?<!\d)\d)年
        (?=之?[间内里]|累计|[共净增升提上减下降翻涨跌]))
    | (?P<zh_ago>(?P<zh_ago_n>[一两二三四五六七八九十]|(?<!\d)\d)年之?(?P<zh_ago_kind>前|后))
    | (?P<zh_last>去年|(?P<zh_before_last>前年)|(?P<zh_this>今年|本年度?))
    | (?P<zh_before>上一?年度?(?:同期)?|前一年|上年末|年初)
    | (?P<zh_after>次年|翌年|第二年|下一?年度?)
    | (?P<zh_same>同期|同年|当年|该年|全年|这一年)
    | \b(?P<en_date>(?:(?P<en_d1>\d{{1,2}})(?:st|nd|rd
      |th)?\s(?:of\s)?)?(?P<en_m>{_MONTH})(?:\s(?P<en_d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|,\d
      |\.\d))?(?:,?\s(?:of\s)?(?P<en_y>{_Y}))?)(?![\w])
    | \b(?P<en_part>(?:(?P<en_part_y1>{_Y})\s)?(?:{_PARTS})\b(?:(?:,?\s(?:of|in)?\s?)(?P<en_part_y2>{_Y}\b
      |(?:the|this|last|that)\syear\b))?)
    | \b(?P<en_open>(?:since|from)\s(?:the\s(?:start|beginning|end)\sof\s)?(?P<en_open_y>{_Y})(?=\s(?:on
      |onwards?)\b)|(?:since|starting\sin)\s(?:the\s(?:start|beginning|end)\sof\s)?(?P<en_open_y2>{_Y}))\b
    | \b(?P<en_span>(?:from\s)?(?P<en_span_a>{_Y})\s?(?:to|through|till|until)\s?(?P<en_span_b>{_Y})
      |between\s(?P<en_span_c>{_Y})\sand\s(?P<en_span_d>{_Y})|(?P<en_span_e>{_Y})\s?[-–—/]\s?(?P<en_span_f>{_Y}
      |\d\d(?![\d.,])))\b
    | \b(?P<en_past>(?:the|these)\s(?:past|last|previous
      |recent)\s(?P<en_past_n>{_COUNT})\syears)\b
    | \b(?P<en_span_to>(?P<en_to_n>{_COUNT})\syears\s(?:to|ending\sin|through)\s(?P<en_to_y>{_Y}))\b
    | \b(?P<en_ago>(?P<en_ago_n>{_COUNT})\syears\s(?P<en_ago_kind>ago|earlier|before|later|after(?!\s[a-z])))\b
    | (?:{_DURING})(?P<en_lasting>(?P<en_lasting_n>{_COUNT})\syears)\b(?!\s(?:in|of)\sprison)
    | \b(?P<en_lasting_rise>(?P<en_rise_n>{_COUNT})[\s-]year)(?=\s(?:rise|increase|gain|growth|change|jump|drop
      |decline|fall|decrease)\b)
    | \b(?P<en_last>last\syear(?!['’]s?\s+end)|(?P<en_this>this\syear))\b
    | \b(?P<en_before>(?:the\s)?(?:previous|preceding|prior)\syear|(?:a|one)\syear\s(?:earlier|before|ago)
      |(?:the\s)?year\s(?:before|earlier|ago)|twelve\smonths\searlier)\b
    | \b(?P<en_after>(?:a|one)\syear\s(?:later|after)|the\s(?:following|next)\syear|the\syear\safter)\b
    | \b(?P<en_same>(?:that|the\ssame)\s(?:same\s)?(?:year|period)|year[\s-]long)\b
    | (?<![\d.,$€£¥])\b(?P<en_year>{_Y})\b(?!\s?(?:%|percent|per\scent|percentage))
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Where a period may begin: this skips through prose many times as fast as _WHEN could.
_START = re.compile(
    r"\d|[自从由近过最前这今去上本同当该全次翌第下两二三四五六七八九十一年中](?=[\u3400-\u9fff\d\s])"
    r"|\b(?:(?:the|these)\s(?:past|last|previous|recent|preceding|prior|following|next|same|year)|(?:a|one|this|last|that)\syear"
    r"|that\speriod|(?:previous|preceding|prior)\syear|year(?:\s(?:before|earlier|ago)|[\s-]long)|twelve\smonths"
    rf"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven)[\s-]year|(?:first|second|third|fourth|last)\s(?:half|quarter|{_COUNT})"
    r"|half[\s-]year|since|starting\sin|between\s(?=\d)|from\s(?=\d|the)|[HQ][1-4]\b"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))",
    re.IGNORECASE,
)
_BASE_BEFORE = re.compile(
    r"(?:\b(?:than|over|on|upon|above|below|against|versus|vs\.?|compared\s(?:with|to)|comparison\s(?:with|to)|relative\sto|from)\s"
    r"(?:(?:in|the|that|those|of|at|end|year|level|levels|figures?|total|it|was|were|same|period|recorded|seen|a)\s){0,5}"
    r"|(?:(?<!占)比|较|与|同|跟|相比于?|相较于?|对比|[低高少多]于|不及|超过)(?:于|之)?)$",
    re.IGNORECASE,
)
_BASE_AFTER = re.compile(r"\s?(?:的)?(?:同期)?(?:水平)?相比|年?基础上")


_LONGEST = 60  # characters from the beginning of a period to its last number


def periods(text: str, around: Sequence[int] | None = None) -> Iterator[When]:
    """Yield every period that ``text`` names, in order, without overlaps, or only those ``around`` some positions."""
    end = 0
    stretches = [(0, len(text))] if around is None else [(max(0, at - _LONGEST), at + 1) for at in around]
    for start, stop in stretches:
        for hint in _START.finditer(text, max(start, end), max(stop, end)):
            if hint.start() >= end and (match := _WHEN.match(text, hint.start())) and (when := _when(match, text)):
                end = match.end()
                yield when


def _when(match: re.Match[str], text: str) -> When | None:
    group = match.lastgroup or ""
    start, end = match.span()
    while text[start].isspace():
        start += 1
    found = _READERS[group](match)
    if found is None or (group == "en_date" and not _is_month(match, text)):
        return None
    scope, first, last, years = found
    single = scope in {Scope.YEAR, Scope.BEFORE, Scope.RELATIVE}
    compared = _BASE_BEFORE.search(text, max(0, start - 60), start)
    is_base = bool(
        (compared and (single or not compared[0].lower().startswith(("over", "on", "from", "upon"))))
        or (single and not text.isascii() and _BASE_AFTER.match(text, end))
    )
    return When(start=start, end=end, scope=scope, first=first, last=last, years=years, is_base=is_base)


_Read = tuple[Scope, date | None, date | None, int]


def _is_month(match: re.Match[str], text: str) -> bool:
    """Return whether a month is meant: "may" and "march" are verbs where nothing else says so."""
    if not match["en_m"][0].isupper():
        return False
    if match["en_d1"] or match["en_d2"] or match["en_y"]:
        return True
    return (
        re.search(
            r"\b(?:in|of|by|since|from|to|until|till|through|during|end|and|late|early|mid)[\s-]$",
            text[max(0, match.start() - 9) : match.start()],
            re.IGNORECASE,
        )
        is not None
    )


def _year_span(first: int, last: int) -> tuple[date, date]:
    return date(first, 1, 1), date(last, 12, 31)


def _a_year(number: int) -> _Read:
    return Scope.YEAR, *_year_span(number, number), 0


def _some_years(first: int, last: int) -> _Read | None:
    if last < _CENTURY:
        last += first // 100 * 100
    return (Scope.SPAN, *_year_span(first, last), 0) if first < last else None


def _days(year: str | None, month: str | int, day: str | None) -> _Read:
    try:
        first = date(int(year or NO_YEAR), int(month), int(day or 1))
    except ValueError:
        return Scope.PART, None, None, 0
    last = first if day else date(first.year, first.month, monthrange(first.year, first.month)[1])
    return Scope.PART, first, last, 0


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word.lower()]


def _month_number(name: str) -> int:
    return [month[:3] for month in _MONTHS].index(name[:3].lower()) + 1


def _zh_year_number(text: str) -> int | None:
    digits = "".join(character if character.isdigit() else str(_WORDS.get(character, 0)) for character in text)
    return int(digits) if len(digits) == len("2024") and digits[:2] in {"18", "19", "20"} else None


def _zh_year(match: re.Match[str]) -> _Read | None:
    number = _zh_year_number(match["zh_year_y"])
    return _a_year(number) if number else None


def _open(year: str, month: str | None = None) -> _Read:
    return Scope.SINCE, date(int(year), min(int(month or 1) or 1, 12), 1), None, 0


def _zh_span(match: re.Match[str]) -> _Read | None:
    if match["zh_span_part"]:
        return Scope.PART, None, None, 0
    return _some_years(int(match["zh_span_a"]), int(match["zh_span_b"]))


def _en_span_to(match: re.Match[str]) -> _Read | None:
    last = int(match["en_to_y"])
    return _some_years(last - _count(match["en_to_n"]) + 1, last)


_PART: _Read = (Scope.PART, None, None, 0)
_READERS: dict[str, Callable[[re.Match[str]], _Read | None]] = {
    "iso": lambda m: _days(m["iso_y"], m["iso_m"], m["iso_d"]),
    "zh_part": lambda _: _PART,
    "zh_open": lambda m: _open(m["zh_open_y"], m["zh_open_m"]),
    "zh_span": _zh_span,
    "zh_day": lambda m: _days(m["zh_day_y"], m["zh_day_m"], m["zh_day_d"]),
    "zh_year": _zh_year,
    "zh_past": lambda m: (Scope.PAST, None, None, _count(m["zh_past_n"] or m["zh_past_n2"])),
    "zh_lasting": lambda m: (Scope.LASTING, None, None, _count(m["zh_lasting_n"])),
    "en_lasting": lambda m: (Scope.LASTING, None, None, _count(m["en_lasting_n"])),
    "en_lasting_rise": lambda m: (Scope.LASTING, None, None, _count(m["en_rise_n"])),
    "zh_last": lambda m: (Scope.RELATIVE, None, None, 2 if m["zh_before_last"] else 0 if m["zh_this"] else 1),
    "zh_ago": lambda m: (Scope.BEFORE, None, None, _count(m["zh_ago_n"]) * (1 if m["zh_ago_kind"] == "前" else -1)),
    "zh_before": lambda _: (Scope.BEFORE, None, None, 1),
    "zh_after": lambda _: (Scope.BEFORE, None, None, -1),
    "en_after": lambda _: (Scope.BEFORE, None, None, -1),
    "zh_same": lambda _: (Scope.SAME, None, None, 0),
    "en_date": lambda m: _days(m["en_y"], _month_number(m["en_m"]), m["en_d1"] or m["en_d2"]),
    "en_part": lambda _: _PART,
    "en_open": lambda m: _open(m["en_open_y"] or m["en_open_y2"]),
    "en_span": lambda m: _some_years(
        int(m["en_span_a"] or m["en_span_c"] or m["en_span_e"]), int(m["en_span_b"] or m["en_span_d"] or m["en_span_f"])
    ),
    "en_past": lambda m: (Scope.PAST, None, None, _count(m["en_past_n"])),
    "en_span_to": _en_span_to,
    "en_ago": lambda m: (
        Scope.RELATIVE if m["en_ago_kind"].lower() == "ago" else Scope.BEFORE,
        None,
        None,
        _count(m["en_ago_n"]) * (-1 if m["en_ago_kind"].lower() in {"later", "after"} else 1),
    ),
    "en_last": lambda m: (Scope.RELATIVE, None, None, 0 if m["en_this"] else 1),
    "en_before": lambda _: (Scope.BEFORE, None, None, 1),
    "en_same": lambda _: (Scope.SAME, None, None, 0),
    "en_year": lambda m: _a_year(int(m["en_year"])),
}
