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

from shipa.check.find.when_words import MONTHS, WORDS, beginnings


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
_BASE_BEFORE = re.compile(
    r"(?:\b(?:than|over|on|upon|above|below|against|versus|vs\.?|compared\s(?:with|to)|comparison\s(?:with|to)|relative\sto|from)\s"
    r"(?:(?:in|the|that|those|of|at|end|year|level|levels|figures?|total|it|was|were|same|period|recorded|seen|a)\s){0,5}"
    r"|(?:(?<!占)比|较|与|同|跟|相比于?|相较于?|对比|[低高少多]于|不及|超过)(?:于|之)?)$",
    re.IGNORECASE,
)
_BASE_AFTER = re.compile(r"\s?(?:的)?(?:同期)?(?:水平)?相比|年?基础上")


_LONGEST = 60  # characters from the beginning of a period to its last number
# A number that a period can have in it, and one that is a year whatever stands before it.
_OF_A_PERIOD = re.compile(r"\d{1,2}(?!\d|[.,]\d)|(?:1[89]|20)\d\d(?!\d)|[\d.,]{1,20}[年月]|[^\d\W]")
_A_YEAR = re.compile(r"(?<![\d.,$€£¥])\b(?:1[89]|20)\d\d\b(?!\s?(?:[%pP年~～至到/–—-]|t(?:o|hrough|ill)\b|until|\.\d))")


def periods(text: str, start: int = 0, end: int | None = None) -> Iterator[When]:
    """Yield every period that ``text[start:end]`` names, in order and without overlaps."""
    end = len(text) if end is None else end
    done = start
    for at, pattern in beginnings(text, start, end):
        if at >= done and (match := pattern.match(text, at, end)) and (when := _when(match, text, start, end)):
            done = match.end()
            yield when


def dated(text: str, start: int, end: int, numbers: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where the periods of ``text[start:end]`` are that these numbers are part of."""
    done = start
    for at, behind in numbers:
        if at < done or not _OF_A_PERIOD.match(text, at, end):
            continue
        if _A_YEAR.match(text, at, end):
            done = behind
            yield at, behind
            continue
        for here, pattern in beginnings(text, max(start, at - _LONGEST, done), min(at + _LONGEST, end)):
            if here >= behind:
                break
            if here >= done and (match := pattern.match(text, here, end)) and _when(match, text, start, end):
                done = match.end()
                yield match.span()


def _when(match: re.Match[str], text: str, begin: int, stop: int) -> When | None:
    group = match.lastgroup or ""
    start, end = match.span()
    while text[start].isspace():
        start += 1
    found = _READERS[group](match)
    if found is None or (group == "en_date" and not _is_month(match, text, begin)):
        return None
    scope, first, last, years = found
    single = scope in {Scope.YEAR, Scope.BEFORE, Scope.RELATIVE}
    compared = _BASE_BEFORE.search(text, max(begin, start - 60), start)
    is_base = bool(
        (compared and (single or not compared[0].lower().startswith(("over", "on", "from", "upon"))))
        or (single and _BASE_AFTER.match(text, end, stop))
    )
    return When(start=start, end=end, scope=scope, first=first, last=last, years=years, is_base=is_base)


_Read = tuple[Scope, date | None, date | None, int]


def _is_month(match: re.Match[str], text: str, begin: int) -> bool:
    """Return whether a month is meant: "may" and "march" are verbs where nothing else says so."""
    if not match["en_m"][0].isupper():
        return False
    if match["en_d1"] or match["en_d2"] or match["en_y"]:
        return True
    return (
        re.search(
            r"\b(?:in|of|by|since|from|to|until|till|through|during|end|and|late|early|mid)[\s-]$",
            text[max(begin, match.start() - 9) : match.start()],
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
    return int(word) if word.isdigit() else WORDS[word.lower()]


def _month_number(name: str) -> int:
    return [month[:3] for month in MONTHS].index(name[:3].lower()) + 1


def _zh_year_number(text: str) -> int | None:
    digits = "".join(character if character.isdigit() else str(WORDS.get(character, 0)) for character in text)
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
    "zh_before": lambda m: (Scope.BEFORE, None, None, 1 + m.string.startswith(("再", "大"), max(0, m.start() - 1))),
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
