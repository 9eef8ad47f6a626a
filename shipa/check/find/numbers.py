"""Figures of a text, and the numbers in it that are none: dates, names, codes, addresses, numbered lists."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from shipa.check.find.clause import covering
from shipa.check.find.spoken import spoken
from shipa.check.find.words import Atom
from shipa.quantity import Bound, Found, Kind, find

_GLUED_BEFORE = re.compile(r"(?:[A-Za-z_#@/\\]|[A-Za-z\d][-‐‑]|\d[.:/+×]|[A-Za-z]\.|[+×=])$")
_GLUED_AFTER = re.compile(
    r"[-‐‑–]\d|[:/+×]\d|\.\d|\+[A-Z\d]|[A-Za-z_]|[-‐‑](?:[A-Z]|(?:year|day|month|week|hour|point|time|step|stop)\b)"
)
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:No|Nos|Art|Sec|Fig|Vol|Ch|pp?)\.|\b(?:Number|Article|Section|Chapter|Figure|Table|Page|Room|Floor|Volume|Item|Annex|"
    r"Appendix|Version|Phase|Step|Level|Grade|Class|Route|Line|Top|Best|Fortune|Forbes|Big)|\btop|前|图|表|附件|百强)\s?$"
)
_LABEL_AFTER = re.compile(r"(?:号|楼|室|层|条(?!措施|政策)|章|节|页|路|弄|岁|世纪|强|[+＋]|分钟|小时|点(?!\d)|['’]s\b)")
_COMPOUND = re.compile(r"-[a-z]{3}")
_PLAN = re.compile(
    r"\s?(?:[“\"《]?(?:Five|Three|Ten|[Cc]entury|[Cc]onference|[Aa]nniversary|National|Party|Congress|Plenary)|个?五年|次?全国|次?代表大会|届)"
)


@dataclass(frozen=True, slots=True)
class Aside:
    """A number that makes no claim, and why."""

    found: Found
    reason: str


def numbers(text: str) -> tuple[Found, ...]:
    """Return every number of ``text`` (simplified), those said without a numeral included, in order."""
    printed = tuple(find(text))
    said = [*spoken(text)]
    if not said:
        return printed
    taken = covering([(one.start, one.end) for one in printed])
    return tuple(sorted([*printed, *(one for one in said if not taken(one.core[0]))], key=lambda one: one.core[0]))


def sort_out(
    text: str, numbers: Sequence[Found], dates: Sequence[tuple[int, int]], per: Sequence[Atom]
) -> Iterator[Found | Aside]:
    """Yield each number as it is where it may be a claim, and as an Aside where it is none.

    ``dates`` are where periods stand, in order and apart.
    """
    rates = [(atom.start, atom.end) for atom in per]
    for number in numbers:
        if dates and _overlaps(dates, number.core):
            reason = "a date or a period"
        elif rates and _overlaps(rates, number.core):
            reason = "part of a rate"
        else:
            reason = _reason(text, number)
        yield Aside(number, reason) if reason else number


def _overlaps(spans: Sequence[tuple[int, int]], core: tuple[int, int]) -> bool:
    """Return whether a stretch shares a character with one of ``spans``, which are in order and apart."""
    index = bisect_left(spans, (core[1], 0)) - 1
    return index >= 0 and core[0] < spans[index][1]


# "7,500 more than the 36,800": a comparison with what follows, not a hedge of it.
_COMPARED = re.compile(r"(?:\s[a-z]+){0,3}\s", re.IGNORECASE)
_SPREAD = re.compile(r"\b(?:spread|divided|distributed|split)\s$", re.IGNORECASE)  # over so many
_LEAD = 14
_THAN = re.compile(r"[a-z]+\sthan\b", re.IGNORECASE)
# "well short of the 36,800": with an article it is a figure that is known, whatever stands before it.
_KNOWN = re.compile(r"[a-z\s]+\sthe\s?", re.IGNORECASE)
# "the fines add up to 40": neither.
_ADDS = re.compile(r"\badd(?:s|ed|ing)?\s$", re.IGNORECASE)
_MARK = re.compile(r"[\s-](?:marks?|thresholds?|lines?|levels?|barriers?)\b", re.IGNORECASE)


def _without_hedge(number: Found) -> Found:
    bare = replace(number.quantity, bound=Bound.EXACT, inclusive=False, near=False)
    return replace(number, start=number.core[0], quantity=bare)


def without_comparison(text: str, numbers: Iterable[Found | Aside]) -> Iterator[Found | Aside]:
    """Yield the numbers; no hedge are "more than" right behind a figure, "below the", "add up to"."""
    end = 0
    for number in numbers:
        if isinstance(number, Aside):
            end = 0
            yield number
            continue
        hedged = _THAN.match(text, number.start, number.core[0])
        known = _KNOWN.fullmatch(text, number.start, number.core[0]) and not _MARK.match(text, number.end)
        adds_up = number.quantity.bound is Bound.UNDER and _ADDS.search(text, max(0, number.start - 8), number.start)
        spread = _SPREAD.search(text, max(0, number.start - _LEAD), number.start)
        if known or adds_up or spread or (hedged and end and _COMPARED.fullmatch(text, end, number.start)):
            yield _without_hedge(number)
        else:
            yield number
        end = number.end


def _reason(text: str, number: Found) -> str:
    start, end = number.core
    before = text[max(0, start - 12) : start]
    after = text[end : end + 12]
    quantity = number.quantity
    if _LABEL_BEFORE.search(before):
        return "a label"
    if not quantity.currency and (
        _GLUED_BEFORE.search(before) or (quantity.kind is Kind.NUMBER and _GLUED_AFTER.match(after))
    ):
        return "part of a code, a range or a compound word"
    if quantity.kind is Kind.NUMBER and _LABEL_AFTER.match(after):
        return "a label"
    if number.words and _COMPOUND.match(after):
        return "part of a code, a range or a compound word"
    if quantity.kind is Kind.RANK and _PLAN.match(after):
        return "part of a name"
    return ""
