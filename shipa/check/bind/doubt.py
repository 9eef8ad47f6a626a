"""Changes that may be of something else: of a share, of a part that the words behind them name, of another year."""

from __future__ import annotations

import re
from dataclasses import replace

from shipa.check.bind.binding import Binding
from shipa.check.bind.sentence import Sentence
from shipa.check.bind.stretch import speaks_of
from shipa.check.claim import Role
from shipa.model import PERCENT
from shipa.quantity import Found

_SHARE = re.compile(r"\b(?:shares?|proportions?|ratio)\s(?:of|held\sby)\b|占比|比重|比例", re.IGNORECASE)
_POINTS = re.compile(r"\s?points?\b", re.IGNORECASE)
_WHERE = re.compile(
    r"\s(?:in|for|among|at)\s(?P<what>(?:the\s)?[a-z][a-z-]*"
    r"(?:\s(?!since|in|from|between|over|on|and|but|to|after|against|while|compared|than)[a-z-]+){0,4})"
)
_EACH = re.compile(r"respectively|分别|各为", re.IGNORECASE)
_LISTED = re.compile(r"\s?(?:,|、|，|\band\b|和|及)\s?(?:and\s)?", re.IGNORECASE)
_OF_TIME = re.compile(r"\b(?:years?|months?|total|all|terms|value|volume|number|real|nominal|sum)\b")


def doubt_changes(sentence: Sentence) -> None:
    """Take back what a change is of where it is one of a share; only let it be confirmed where a part may be meant."""
    for place, figure in enumerate(sentence.figures):
        about = sentence.about[place]
        if about and about.role is Role.CHANGE:
            sentence.about[place] = _doubted(sentence, figure, about)


def _doubted(sentence: Sentence, figure: Found, about: Binding) -> Binding | None:
    text, clause = sentence.text, sentence.clause_of(figure)
    if about.indicator.unit != PERCENT and (
        _POINTS.match(text, figure.end) or _SHARE.search(text, clause.start, figure.start)
    ):
        return None
    if _is_listed(sentence, figure):
        return replace(about, is_moot=True)
    where = _WHERE.match(text, figure.end, sentence.end)
    if where and not _OF_TIME.search(where["what"]) and not speaks_of(sentence, *where.span("what"), about.indicator):
        return replace(about, is_moot=True)
    return about


def _is_listed(sentence: Sentence, figure: Found) -> bool:
    """Return whether changes follow upon each other for which nothing says which is of when: "up 6, 9 and 7"."""
    if _EACH.search(sentence.text, sentence.start, sentence.end):
        return False
    place = sentence.figures.index(figure)
    pairs = [sentence.figures[max(0, place - 1) : place + 1], sentence.figures[place : place + 2]]
    return any(
        len(pair) > 1
        and pair[0].quantity.kind is pair[1].quantity.kind
        and _LISTED.fullmatch(sentence.text, pair[0].end, pair[1].start)
        for pair in pairs
    )
