"""Whether a clause says nothing of its own: only a figure, how it moved, a period and a place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shipa.check.bind.binding import Clause
from shipa.check.bind.cue import CUE
from shipa.check.bind.lexicon import Lexicon
from shipa.check.bind.purity import NEUTRAL, ZH_NEUTRAL
from shipa.check.find.words import FUNCTION_WORDS
from shipa.script import simplified

# Verbs that only say how much, and words that compare.
_SAYING = """
    stood stand stands came come comes went go goes hit hits made make makes ran run put got saw kept left set
    end start beginning close faster fastest slower slowest highest lowest best time ie e point points took
    worth represents represented beat beats brought gone target targets goal goals
"""
_BEING = frozenset(_SAYING.split())
_NOT_CHINESE = re.compile(
    r"[\d.]+\s?[万亿多余]*[件起宗例项人名位元笔个家户批次吨册棵]?|(?:[一二两三四五六七八九十]+|半)成|翻番"
    r"|[^\u3400-\u9fff]+|个?百分点|分别|比上|上|去|增速|幅|率|元|倍|又|也|则|[,，]"
)
_MOST_LEFT_OVER = 1


class Bareness:
    """Judges clauses by the words of one pack."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Learn the measure words of one fact base."""
        self._idle = lexicon.idle
        units = sorted(
            {simplified(one.unit_zh) for one in lexicon.base.indicators.values()} - {""}, key=len, reverse=True
        )
        self._unit = re.compile("(?<=[\\d万亿千百多余])(?:" + ("|".join(map(re.escape, units)) or "(?!)") + ")")

    def is_bare(self, text: str, clause: Clause, spans: Iterable[tuple[int, int]], besides: frozenset[str]) -> bool:
        """Return whether a clause says nothing ``besides`` some words and ``spans``, its periods and places."""
        if clause.words - besides:
            return False
        inside = [(start, end) for start, end in spans if clause.start <= start < clause.end]
        for atom in clause.atoms:
            word = text[atom.start : atom.end].lower()
            plain = (
                word in FUNCTION_WORDS
                or atom.key in self._idle
                or atom.key in NEUTRAL
                or atom.key in besides
                or word in _BEING
                or word.endswith(("ed", "ing", "ly"))
                or CUE.fullmatch(word)
            )
            if not plain and not any(start <= atom.start < end for start, end in inside):
                return False
        return text.isascii() or self._leaves_nothing(text, clause, inside, besides)

    def _leaves_nothing(
        self, text: str, clause: Clause, spans: Iterable[tuple[int, int]], besides: frozenset[str]
    ) -> bool:
        """Return whether no Chinese is left over."""
        rest = text[clause.start : clause.end]
        for start, end in spans:
            rest = rest.replace(text[start:end], "|")
        rest = self._unit.sub("", rest)
        for key in besides:
            rest = rest if key.isascii() else rest.replace(key, "")
        return len(_NOT_CHINESE.sub("", ZH_NEUTRAL.sub("", CUE.sub("", rest)))) <= _MOST_LEFT_OVER
