"""Figures that count two sides of one thing: "178 people in 104 cases", 174件331人, "519 deals worth 12 billion"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from shipa.check.bind.candidates import Binder
from shipa.quantity import Found

_LONGEST = 60  # characters from one figure of a pair to the other
# What stands between the two besides the noun that the first one counts.
_JOINS = re.compile(
    r"(?:\s[A-Za-z-]{1,20}){1,4}?,?\s(?:with|in|against|involving|of|from|by|worth|and|for|covering|totalling|totaling)"
    r"(?:\s(?:a\stotal\sof|the|some|about|over|more\sthan|nearly))?\s?",
)
_ZH_JOINS = re.compile(r"[\u3400-\u9fff]{0,2}[、，,及和与共计\s]{0,3}")

_HAS_NAME = re.compile(r"[\u3400-\u9fff]{3}")  # behind a figure and its measure word


def pairs(binder: Binder, text: str, figures: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """Yield the stretch from each figure to the one behind it, where they count two sides of one thing."""
    for one, two in pairwise(figures):
        if two.start - one.end > _LONGEST:
            continue
        between = text[one.end : two.start]
        joins = _ZH_JOINS.fullmatch(between) if not between.isascii() or not between else _JOINS.fullmatch(between)
        if not joins or ("，" in between and _HAS_NAME.match(text, two.end)):
            continue
        first = binder.unit_of(text, one, two.start)
        second = binder.unit_of(text, two, two.end + _LONGEST)
        if first and second and first != second:
            yield one.start, two.end
