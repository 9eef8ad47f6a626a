"""Arithmetic inside a draft: "rose from 214 to 321, up 20 percent" is wrong whatever the facts say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from shipa.check.binding import Read
from shipa.check.claim import Verdict
from shipa.check.cue import follows_from, follows_to
from shipa.check.judge import Agreement, agrees_with_range
from shipa.check.judgement import Judgement
from shipa.interval import Interval
from shipa.quantity import Bound, Kind, write_number

Judged = tuple[Read, Judgement]

# What leads up to a percentage that is the change between the two figures of its sentence, and to no other.
_IS_THE_CHANGE = re.compile(
    r"(?:\b(?:up|down|by|or)|\b(?:increase|rise|gain|growth|jump|drop|decline|fall|decrease|reduction)\sof"
    r"|[(（]|增长|上升|提高|下降|减少|增幅|降幅)\s?(?:了|约|近)?$",
    re.IGNORECASE,
)
_LEAD = 24
_LED = re.compile(
    r"\s?[,，(（]?\s?(?:from|由|从)\s?(?:about\s|just\s)?", re.IGNORECASE
)  # "rose 50 percent from 214 to 321"
_SHARE_OF = re.compile(r"\s(?:of|in|were|are|share)\b|的")


def with_arithmetic(text: str, judged: Sequence[Judged]) -> Iterator[Judged]:
    """Yield the judgements; a change that the facts leave open is wrong where its own two figures do not give it."""
    for _, sentence in groupby(judged, key=lambda one: one[0].sentence):
        members = list(sentence)
        wrong = _wrong_change(text, members)
        for read, judgement in members:
            yield read, wrong[1] if wrong and read is wrong[0] else judgement


def _wrong_change(text: str, members: Sequence[Judged]) -> Judged | None:
    figures = [(read, read.figure) for read, _ in members]
    counts = [figure for _, figure in figures if figure.quantity.kind is Kind.NUMBER]
    changes = [(read, judgement) for read, judgement in members if read.figure.quantity.kind is Kind.PERCENT]
    if len(counts) != 2 or len(changes) != 1:  # noqa: PLR2004 - two figures and the change between them
        return None
    before, after = counts
    [(read, judgement)] = changes
    claimed = read.figure.quantity
    same_unit = before.quantity.currency == after.quantity.currency
    stated = follows_from(text, max(0, before.start - _LEAD), before) and follows_to(text, before.end, after)
    start = read.figure.start
    is_the_change = _IS_THE_CHANGE.search(text, max(0, start - _LEAD), start) and not _SHARE_OF.match(
        text, read.figure.end
    )
    plain = (
        before.quantity.bound is after.quantity.bound is Bound.EXACT
        and before.quantity.value > 0 <= after.quantity.value
    )
    in_place = start >= after.end or _LED.fullmatch(text, read.figure.end, before.start) is not None
    is_the_change = is_the_change and in_place and _is_of_one_thing(members)
    if judgement.verdict is not Verdict.UNKNOWN or not (same_unit and stated and is_the_change and plain):
        return None
    change = after.quantity.rounding.percent_change_from(before.quantity.rounding)
    size = -change if after.quantity.value < before.quantity.value else change
    if agrees_with_range(claimed, Interval(low=size.low, high=size.high)) is not Agreement.DIFFERENT:
        return None
    value = abs(after.quantity.value - before.quantity.value) / before.quantity.value * 100
    shown = f"{write_number(round(value, 2))}%"
    message = f"the two figures of the sentence give {shown}"
    return read, replace(judgement, verdict=Verdict.CONTRADICTED, code="C107", expected=shown, message=message)


def _is_of_one_thing(members: Sequence[Judged]) -> bool:
    """Return whether the figures are not known to be of several things."""
    return len({judgement.binding.indicator.id for _, judgement in members if judgement.binding}) <= 1
