"""Differences between two things of one time: "60 more accepted than the 42 settled", 比受理的42件多出60件."""

from __future__ import annotations

import re
from dataclasses import replace

from shipa.check.bind.binding import Binding
from shipa.check.bind.sentence import Sentence
from shipa.check.claim import Role
from shipa.quantity import Found, Kind

_MORE = re.compile(r"[\u3400-\u9fff]{0,2}[，,]?(?P<more>多|少|高|低)出?了?")
_THAN = re.compile(
    r"(?:\s[a-z-]+){0,2}\s(?P<more>more|fewer|less)(?:\s[a-z-]+){0,4}\sthan\s(?:the\s|its\s|their\s)?(?:[a-z]+\s){0,2}",
    re.IGNORECASE,
)
_SIGNS = {"多": 1, "高": 1, "more": 1}


def bind_differences(sentence: Sentence) -> None:
    """Say of each figure by which one thing is more than another what these are, in ``sentence.about``."""
    for place, figure in enumerate(sentence.figures):
        if figure.quantity.kind is Kind.NUMBER and (found := _compared(sentence, place, figure)):
            mine, other, direction = found
            sentence.about[place] = replace(
                mine,
                role=Role.CHANGE,
                minus=other.indicator,
                direction=direction,
                trend=0,
                is_certain=mine.is_certain and other.is_certain,
                is_moot=mine.is_moot or other.is_moot or not _are_comparable(mine, other),
            )


def _compared(sentence: Sentence, place: int, figure: Found) -> tuple[Binding, Binding, int] | None:
    """Return the two things between which a figure is the difference: before and behind it, or both before it."""
    figures, about, text = sentence.figures, sentence.about, sentence.text
    if place > 1 and (more := _MORE.fullmatch(text, figures[place - 1].end, figure.start)):
        compared = "比" in text[figures[place - 2].end : figures[place - 1].start]
        mine, other = (about[place - 2], about[place - 1]) if compared else (None, None)
    elif 0 < place < len(figures) - 1 and (more := _THAN.fullmatch(text, figure.end, figures[place + 1].start)):
        mine, other = about[place - 1], about[place + 1]
    else:
        return None
    if mine is None or other is None or mine.indicator is other.indicator:
        return None
    return mine, other, _SIGNS.get(more["more"].lower(), -1)


def _are_comparable(one: Binding, two: Binding) -> bool:
    """Return whether two bindings are of things in the same unit, and of the same year."""
    return (
        (one.indicator.unit == two.indicator.unit or one.indicator.unit_zh == two.indicator.unit_zh != "")
        and one.span.year == two.span.year is not None
        and Role.CHANGE not in {one.role, two.role}
    )
