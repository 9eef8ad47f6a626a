"""The event or the field in which a whole sentence is set: "During the summer campaign, …", 在夏季行动中，…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shipa.check.bind.lexicon import Lexicon, Name
from shipa.check.find.place import Mention
from shipa.check.find.when import When
from shipa.check.find.words import COUNTING_WORDS, FUNCTION_WORDS
from shipa.model import RANK
from shipa.quantity import Found, Kind

_OPENS = re.compile(
    r"[\s\"“'‘*]*(?P<during>(?:during|amid|throughout|as\spart\sof|in\sthe\scourse\sof)\b)?"
    r"(?:(?:(?<=\s)|(?<=[\"“'‘*])|^)(?:in|under|within|at)\s)?",
    re.IGNORECASE,
)
_ZH = re.compile(
    r"[\s“]*(?:其中，)?(?:[\d年月日]{0,12}[，,]?)?[在于]?(?P<set>[^，。；、]{2,40}?)"
    r"(?:期间|(?<=[行活]动)中|(?:过程)?[中里][，,])"
)
_TIME_WORDS = "period time times term month months week weeks day days quarter half span spell"
_TIMES = frozenset(_TIME_WORDS.split())
_SHARED = 2  # words that two names must share to be those of kindred things


class Scene:
    """What leads a sentence in; ``words`` are the known ones of it, which go for each of its figures."""

    def __init__(
        self,
        lexicon: Lexicon,
        text: str,
        start: int,
        figures: Sequence[Found],
        whens: Sequence[When],
        places: Sequence[Mention],
    ) -> None:
        """Find what stands before the first comma, or up to the first period, if it begins as an adverbial does."""
        self._lexicon = lexicon
        first = next((one.start for one in figures if one.quantity.kind is not Kind.RANK), start)
        end = self._end(text, start, first, whens)
        stretch = text[start:end]
        mentioned = [(when.start, when.end) for when in whens] + [(place.start, place.end) for place in places]
        for begin, close in mentioned:
            if start <= begin < end:
                stretch = stretch.replace(text[begin:close], " ")
        self.words = lexicon.known_words(stretch) if stretch else frozenset[str]()
        opens = _OPENS.match(text, start, end)
        during = opens is not None and opens["during"] is not None
        self._unknown = during and self._has_unknown(stretch)

    @staticmethod
    def _end(text: str, start: int, first: int, whens: Sequence[When]) -> int:
        if chinese := _ZH.match(text, start, first):
            return chinese.end()
        opens = _OPENS.match(text, start, first)
        if not opens or not opens[0].strip(" \n\"“'‘*"):
            return start
        comma = text.find(",", start, first)
        dated = next((when.end for when in whens if opens.end() < when.start and when.end <= first), start)
        return comma if comma >= 0 else dated if opens["during"] else start

    def _has_unknown(self, stretch: str) -> bool:
        """Return whether an event is named that no indicator is of."""
        plain = FUNCTION_WORDS | COUNTING_WORDS | _TIMES
        words = [stretch[atom.start : atom.end].lower() for atom in self._lexicon.vocabulary.atoms(stretch)[1:]]
        return any(word not in plain and not word.endswith("ing") for word in words)

    def excludes(self, name: Name) -> bool:
        """Return whether a name is that of something wider than the scene: all cases, not those of the campaign."""
        left = self.words - self._lexicon.words[name.indicator.id]
        unit = name.indicator.unit
        rivals = any(self._lexicon.has_rival(word, name.words, shared=_SHARED, unit=unit) for word in left)
        named = self.words & self._lexicon.name_words[name.indicator.id] - self._lexicon.subject
        return rivals or (self._unknown and not named and unit != RANK)
