"""Arithmetic inside a draft: "rose from 214 to 321, up 20 percent" is wrong whatever the facts say.

Two figures and a third that follows from them must stand side by side, with nothing between them that could make
something else of the third. A change stands behind what it is between, or before it; a share behind part and whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from shipa.check.bind.binding import Read
from shipa.check.bind.cue import follows_from, follows_to
from shipa.check.claim import Verdict
from shipa.check.judge.agreement import Agreement, agrees_with_range
from shipa.check.judge.judgement import Judgement
from shipa.interval import Interval
from shipa.quantity import Bound, Found, Kind, write_number

Judged = tuple[Read, Judgement]

_LEAD = 24
# What leads up to a figure that is the change between the two beside it, and to no other.
_IS_THE_CHANGE = re.compile(
    r"(?:\b(?:up|down|by|or)|\b(?:increase|rise|gain|growth|jump|drop|decline|fall|decrease|reduction)\sof"
    r"|[(（]|增长|增加|上升|提高|下降|减少|增幅|降幅)\s?(?:了|约|近|为)?$",
    re.IGNORECASE,
)
_IS_THE_AMOUNT = re.compile(
    r"(?:\b(?:up|down|by)|\b(?:increase|rise|gain|drop|decline|fall|decrease|reduction)\sof|增加|减少)\s?(?:了|约|近)?$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(r"\s(?:of|in|were|are|share|from|than|compared|against|below|above)\b|的")
_YEAR = r"(?:\s(?:in|at\sthe\send\sof|by)\s(?:the\s)?\d{4})?"
# From what something rose or fell to, to by how much: a counted noun, then nothing but words for a change.
_BEHIND = re.compile(
    rf"(?:\s(?!and|but|while|as|with|whereas)[a-z-]+){{0,2}}{_YEAR}(?:\s?[,;(—–]|\s(?=or\b))\s?"
    r"(?:(?:or|i\.e\.|that\sis|which\sis|an?|the|total|overall|annual|two-year|by|up|down|of|increase|rise|gain|growth|jump|drop"
    r"|decline|fall|decrease|reduction)[\s,]+)*"
    r"|[\u3400-\u9fff]{0,2}[，,（(；](?:同比|累计|[两三四五]年|共|合计|净)*"
    r"(?:增长|增加|上升|提高|下降|减少|增幅|降幅|涨幅|降低|增|降)?[了约近为达]*",
    re.IGNORECASE,
)
_AHEAD = re.compile(r",?\sfrom\s|[，,]?[从由自]", re.IGNORECASE)
_ALSO = re.compile(r"[\u3400-\u9fff]{0,2}(?:\s[a-z]+)?[,，(（]?\s?(?:or|或|即|\bi\.e\.)\s?", re.IGNORECASE)
# "44 of the 90 trips, or 49 percent"; "Of the 90 trips, 44, or 49 percent"; 90次中，44次，占49%.
_OF_THE = re.compile(r"(?:\s[a-z-]+)?\s(?:out\s)?of\s(?:the|all|all\sthe|its|their)?\s?(?:[a-z]+\s)?", re.IGNORECASE)
_OF_ALL = re.compile(r"(?:^|[\s,;:(])(?:of|out\sof|among)\s(?:the|all|all\sthe|these)\s(?:[a-z]+\s)?$", re.IGNORECASE)
_THEN = re.compile(rf"[^,;:.()\d]{{0,60}}{_YEAR}[^,;:.()\d]{{0,20}},\s(?:[a-z]+\s){{0,2}}", re.IGNORECASE)
_MAKES = re.compile(r"(?:\s(?!and|but|while)[a-z-]+){0,3}\s?[,(]\s?(?:(?:or|that\sis|i\.e\.)\s)?", re.IGNORECASE)
_ZH_OF_ALL = re.compile(r"[\u3400-\u9fff]{0,2}[\u3400-\u9fff]{0,12}中，[\u3400-\u9fff]{0,8}")
_ZH_MAKES = re.compile(r"[\u3400-\u9fff]{0,2}，?占(?:比|总[量数]的?|全部的?)?[约近为]?")
_END_OF_SHARE = re.compile(r"\s(?:were|was|are|is|went|came)\b|[,.;)，。；）]|$")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A figure that follows from two others: every value that it may have, and what the bare figures give."""

    possible: Interval
    shown: str


def with_arithmetic(text: str, judged: Sequence[Judged]) -> Iterator[Judged]:
    """Yield the judgements; what the facts leave open is wrong where the two figures beside it do not give it."""
    for _, sentence in groupby(judged, key=lambda one: one[0].sentence):
        members = list(sentence)
        figures = [read.figure for read, _ in members]
        for place, (read, judgement) in enumerate(members):
            if judgement.verdict is Verdict.UNKNOWN and (outcome := _outcome(text, figures, place)):
                claimed = replace(read.figure.quantity, value=abs(read.figure.quantity.value))
                if agrees_with_range(claimed, outcome.possible) is Agreement.DIFFERENT:
                    message = f"the two figures of the sentence give {outcome.shown}"
                    yield (
                        read,
                        replace(
                            judgement,
                            verdict=Verdict.CONTRADICTED,
                            code="C107",
                            expected=outcome.shown,
                            message=message,
                        ),
                    )
                    continue
            yield read, judgement


def _outcome(text: str, figures: Sequence[Found], place: int) -> _Outcome | None:
    """Return what the two figures beside another one give for it, None where it does not follow from them."""
    figure = figures[place]
    if figure.quantity.kind not in {Kind.PERCENT, Kind.NUMBER} or figure.words:
        return None
    if pair := _moved(text, figures, place):
        return _change(figure, *pair)
    if figure.quantity.kind is Kind.PERCENT and (pair := _part_and_whole(text, figures, place)):
        return _share(*pair)
    return None


# ── changes ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _moved(text: str, figures: Sequence[Found], place: int) -> tuple[Found, Found] | None:
    """Return from what to what something moved of which a figure is the change."""
    figure = figures[place]
    lead = text[max(0, figure.start - _LEAD) : figure.start]
    cue = _IS_THE_CHANGE if figure.quantity.kind is Kind.PERCENT else _IS_THE_AMOUNT
    following = figures[place + 1].start if place + 1 < len(figures) else figure.end
    of_another = _OF_ANOTHER.match(text, figure.end) and not _AHEAD.fullmatch(text, figure.end, following)
    if not cue.search(lead) or of_another:
        return None
    behind = place
    if place > 2 and _ALSO.fullmatch(text, figures[place - 1].end, figure.start):  # noqa: PLR2004 - two and the change
        behind = place - 1
    if behind > 1 and _BEHIND.fullmatch(text, figures[behind - 1].end, figures[behind].start):
        before, after = figures[behind - 2], figures[behind - 1]
    elif place + 2 < len(figures) and _AHEAD.fullmatch(text, figure.end, figures[place + 1].start):
        before, after = figures[place + 1], figures[place + 2]
    else:
        return None
    stated = follows_from(text, max(0, before.start - _LEAD), before) and follows_to(text, before.end, after)
    return (before, after) if stated and _are_alike(before, after) else None


def _change(figure: Found, before: Found, after: Found) -> _Outcome | None:
    """Return by how much something changed, in the measure of a figure."""
    one, two = before.quantity, after.quantity
    if figure.quantity.kind is Kind.PERCENT:
        change = two.rounding.percent_change_from(one.rounding)
        shown = f"{write_number(round(abs(two.value - one.value) / one.value * 100, 2))}%"
    elif figure.quantity.currency == one.currency:
        change = two.rounding - one.rounding
        shown = write_number(abs(two.value - one.value))
    else:
        return None
    size = -change if two.value < one.value else change
    return _Outcome(Interval(low=size.low, high=size.high), shown)


# ── shares ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _part_and_whole(text: str, figures: Sequence[Found], place: int) -> tuple[Found, Found] | None:
    """Return the part and the whole that stand before a share."""
    if place < 2 or not _END_OF_SHARE.match(text, figures[place].end):  # noqa: PLR2004 - the part and the whole
        return None
    one, two, share = figures[place - 2 : place + 1]
    lead = text[max(0, one.start - _LEAD) : one.start]
    if _OF_THE.fullmatch(text, one.end, two.start) and _MAKES.fullmatch(text, two.end, share.start):
        part, whole = one, two
    elif (
        _OF_ALL.search(lead)
        and _THEN.fullmatch(text, one.end, two.start)
        and _MAKES.fullmatch(text, two.end, share.start)
    ) or (_ZH_OF_ALL.fullmatch(text, one.end, two.start) and _ZH_MAKES.fullmatch(text, two.end, share.start)):
        part, whole = two, one
    else:
        return None
    fits = _are_alike(part, whole) and part.quantity.value <= whole.quantity.value
    return (part, whole) if fits else None


def _share(part: Found, whole: Found) -> _Outcome:
    ratio = part.quantity.rounding / whole.quantity.rounding
    hundred = Interval.around(Decimal(100), Decimal(0))
    value = round(part.quantity.value / whole.quantity.value * 100, 2)
    return _Outcome(ratio * hundred, f"{write_number(value)}%")


def _are_alike(one: Found, two: Found) -> bool:
    """Return whether two figures are bare counts or amounts in the same currency, neither of them nothing."""
    return all(
        figure.quantity.kind is Kind.NUMBER
        and figure.quantity.bound is Bound.EXACT
        and figure.quantity.value > 0
        and figure.quantity.currency == one.quantity.currency
        for figure in (one, two)
    )
