"""Changes as documents state them: a direction in words, and one figure."""

from __future__ import annotations

import re
from dataclasses import replace

from shipa import numeral
from shipa.errors import UnreadableQuantityError, quoted
from shipa.model import ReportedChange
from shipa.quantity import Kind, Quantity, find, read
from shipa.reported import Subject

_UP = (
    r"\b(?:up|ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|grow(?:s|n|ing|th)?|grew|gain(?:s|ed|ing)?|climb(?:s|ed|ing)?|"
    r"jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|expan(?:d|ds|ded|ding|sion)|add(?:s|ed|ing|itional)?|"
    r"more|higher)\b|增长|增長|增加|增|上升|上涨|上漲|提高|提升|升|多"
)
_DOWN = (
    r"\b(?:down|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|"
    r"reduc(?:e|es|ed|ing|tion)|shr(?:ink|inks|ank|unk)|contract(?:s|ed|ion)|slump(?:s|ed)?|slid(?:e|es)?|"
    r"los(?:s|t|ing)|fewer|less|lower|negative\s+growth)\b|负增长|負增長|减少|減少|下降|下滑|下跌|减|減|降|跌|回落|少"
)
_DIRECTION = re.compile(rf"(?P<down>{_DOWN})|(?P<up>{_UP})", re.IGNORECASE)
_TOWARDS = frozenset({"to", "至", "到"})  # "rose to 6,185" says where a value went, not how far
_LEFT_OUT = re.compile(r"\s*…\s*")
_KINDS = frozenset({Kind.NUMBER, Kind.PERCENT, Kind.POINTS})


# Over how long, where it is not the year before: "in two years", "than five years earlier", 两年来, "since 2020".
_NUMBERS = {word: number for word, number in numeral.CARDINALS.items() if number in range(1, 21)}
_COUNT = rf"(?P<count>{'|'.join(_NUMBERS)}|[1-9][0-9]?)"
_SPAN = re.compile(
    rf"\b(?:(?:in|over|within|during|across|than|from)\s+(?:the\s+)?(?:(?:past|last|previous)\s+)?)"
    rf"(?:{_COUNT}[\s-]years?|(?:an?\s+)?(?P<decade>decade))\b(?:\s+(?:earlier|ago|before))?"
    rf"|\b{_COUNT.replace('count', 'before')}-year(?=\s)"
    r"|(?<![\d零〇一二三四五六七八九])(?:过去|過去|最近|近|这|這)?(?P<zh>[1-9][0-9]?|[一二两兩三四五六七八九]?十?[一二两兩三四五六七八九十])年"
    r"(?:来|來|间|間|内|內|以来|以來|里|累计|累計|共)?(?=[^\d]{0,6}[增升上下减減降跌提])",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:since|from|on|over|than\s+in|compared\s+(?:with|to)|against)\s+(?P<since>(?:19|20)\d\d)\b"
    r"|[比较較与與自从從](?P<since_zh>(?:19|20)\d\d)年(?:底|末)?(?:相比|以来|以來|起)?",
    re.IGNORECASE,
)
_OTHER_SPAN = re.compile(
    r"\b(?:month|quarter|week|day)[\s-](?:on|over)[\s-](?:month|quarter|week|day)\b|环比|環比"
    r"|\bper\s+(?:year|annum)\b|\ba\s+year\b(?!\s+(?:earlier|ago|before))|\bannually\b|\bon\s+average\b|年均",
    re.IGNORECASE,
)


def read_change(text: str, subject: Subject | None = None, year: int | None = None) -> ReportedChange:
    """Return the change that ``text`` states of its ``subject``, as ``"up by 15.76%"`` or ``"下降2个百分点"``.

    ``year`` is the calendar year in which it ended, for "since 2020".

    The figure is in percent, in percentage points or, kind "number", in the unit of the indicator; its sign is in
    ``direction``. An ellipsis stands for words left out, as in ``"increase of … 6.48 percent"``.

    Raises UnreadableQuantityError where there is not exactly one figure, no direction, two directions, or a value that
    was reached instead of a change.
    """
    words, years = _without_span(_LEFT_OUT.sub(" ", text), year)
    quantity = _figure(words, subject or Subject())
    if quantity.kind not in _KINDS:
        raise UnreadableQuantityError(f"{quoted(text)} is no change in percent, in percentage points or in units")
    before, _, after = words.partition(quantity.text)
    directions = list(_DIRECTION.finditer(before))
    if directions and before[directions[-1].end() :].strip().lower() in _TOWARDS:
        raise UnreadableQuantityError(f"{quoted(text)} says what was reached, not by how much it changed")
    named = {match.lastgroup for match in (*directions, *_DIRECTION.finditer(after))}
    if len(named) > 1:
        raise UnreadableQuantityError(f"{quoted(text)} says both up and down")
    if not named and quantity.text[0] not in "+-−":
        raise UnreadableQuantityError(f"{quoted(text)} does not say up or down")
    falls = quantity.value < 0 or named == {"down"}
    return ReportedChange(
        direction=-1 if falls else 1,
        quantity=replace(quantity, value=abs(quantity.value)),
        text=text,
        years=years,
    )


def _without_span(words: str, year: int | None) -> tuple[str, int]:
    """Return the words of a change without those that say over how many years, and these."""
    if (match := _SPAN.search(words)) and any(find(_cut(words, match))):
        return _cut(words, match), _years_of(match)
    if (match := _SINCE.search(words)) and any(find(_cut(words, match))):
        since = int(match["since"] or match["since_zh"])
        return _cut(words, match), year - since if year is not None and since < year else 0
    return words, 0 if _OTHER_SPAN.search(words) else 1


def _cut(words: str, match: re.Match[str]) -> str:
    return f"{words[: match.start()]} {words[match.end() :]}".strip()


def _years_of(match: re.Match[str]) -> int:
    if match["decade"]:
        return 10
    if match["zh"]:
        return int(numeral.read_chinese(match["zh"]) or 0)
    count = (match["count"] or match["before"]).lower()
    return _NUMBERS.get(count) or int(count)


def _figure(words: str, subject: Subject) -> Quantity:
    """Return the one figure of the words. Raises UnreadableQuantityError."""
    try:
        return read(words)
    except UnreadableQuantityError:
        if found := subject.found(words):
            return found.quantity
        raise
