"""Two figures of which the facts keep the larger and the smaller one apart: "nine and eight years in prison"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from shipa.check.bind.binding import Binding
from shipa.check.bind.lexicon import Lexicon
from shipa.check.bind.sentence import Sentence
from shipa.check.claim import Role
from shipa.check.find.words import family
from shipa.model import Indicator
from shipa.quantity import Found, Kind

_AND = re.compile(r"(?:\s?[a-z]+|[\u3400-\u9fff]{1,2})?\s?(?:,\s)?(?:\band\s|和|与|、)", re.IGNORECASE)
_UNIT = re.compile(r"[\s-]?([A-Za-z]+)")
_LARGER = frozenset(map(family, ("longer", "longest", "larger", "largest", "higher", "highest")))
_SMALLER = frozenset(map(family, ("shorter", "shortest", "smaller", "smallest", "lower", "lowest")))
_ZH = re.compile(r"(?P<head>[\u3400-\u9fff]{2,})[较最](?:(?P<larger>[长高大多])|[短低小少])")
_MISSING = 1  # words of a name that the text need not have, as the unit says what is counted


@dataclass(frozen=True, slots=True)
class _Extreme:
    """The larger or the smaller of two things that are called the same otherwise; ``head`` begins a Chinese name."""

    indicator: Indicator
    is_larger: bool
    words: frozenset[str]
    head: str

    def is_named(self, text: str, words: frozenset[str]) -> bool:
        """Return whether a text with these words speaks of the two."""
        if self.head:
            return self.head in text
        return len(self.words - words) <= _MISSING < len(self.words & words)


@lru_cache(maxsize=8)
def _extremes(lexicon: Lexicon) -> tuple[_Extreme, ...]:
    return tuple(one for indicator in lexicon.base.indicators.values() for one in _of(lexicon, indicator))


def _of(lexicon: Lexicon, indicator: Indicator) -> Iterator[_Extreme]:
    for name in lexicon.names_of(indicator):
        for which in (_LARGER, _SMALLER):
            if name.words & which:
                yield _Extreme(indicator, which is _LARGER, name.words - which, "")
    for text in lexicon.spelt(indicator):
        if found := _ZH.match(text):
            yield _Extreme(indicator, bool(found["larger"]), frozenset(), found["head"])


def may_be_extremes(lexicon: Lexicon, text: str, words: frozenset[str]) -> bool:
    """Return whether ``text``, with these words, speaks of what the facts know the larger and the smaller one of."""
    return any(extreme.is_named(text, words) for extreme in _extremes(lexicon))


def bind_extremes(sentence: Sentence) -> None:
    """Say of two figures that stand together which is that of the larger thing, in ``sentence.about``."""
    if not _extremes(sentence.lexicon):
        return
    for place, (one, two) in enumerate(pairwise(sentence.figures)):
        unbound = sentence.about[place] is None and sentence.about[place + 1] is None
        numbers = one.quantity.kind is two.quantity.kind is Kind.NUMBER and one.quantity.value != two.quantity.value
        if unbound and numbers and _AND.fullmatch(sentence.text, one.end, two.start):
            _bind(sentence, place, one, two)


def _bind(sentence: Sentence, place: int, one: Found, two: Found) -> None:
    fitting = {found.is_larger: found.indicator for found in _named(sentence, two)}
    several = len({found.indicator.id for found in _named(sentence, two)}) != len((one, two))
    if several or len(fitting) != len((one, two)):
        return
    for offset, (figure, other) in enumerate(((one, two), (two, one))):
        sentence.about[place + offset] = Binding(
            indicator=fitting[figure.quantity.value > other.quantity.value],
            span=sentence.dating.span(sentence.clause_of(figure), figure),
            role=Role.LEVEL,
            is_certain=False,
        )


def _named(sentence: Sentence, figure: Found) -> list[_Extreme]:
    """Return the larger and smaller things, counted in the unit behind a figure, of which the text speaks."""
    part = sentence.text[sentence.start : sentence.end]
    words = sentence.context.words | sentence.context.heading | sentence.lexicon.known_words(part)
    return [
        found
        for found in _extremes(sentence.lexicon)
        if _is_unit(sentence.text, figure, found.indicator) and found.is_named(part, words)
    ]


def _is_unit(text: str, figure: Found, indicator: Indicator) -> bool:
    """Return whether the unit of an indicator stands behind a figure."""
    unit = _UNIT.match(text, figure.end)
    if unit and family(unit[1]) == family(indicator.unit):
        return True
    return bool(indicator.unit_zh) and text.startswith(indicator.unit_zh, figure.end)
