"""A stretch of a sentence: whether it speaks of one indicator, of its figures and periods, and of nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shipa.check.bind.binding import Binding
from shipa.check.bind.sentence import Sentence
from shipa.check.find.words import COUNTING_WORDS, FUNCTION_WORDS, family
from shipa.model import Indicator
from shipa.quantity import Found

_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_ZH_IDLE = re.compile(r"同期|水平|全年|总[量数额体]|全部|全市|本市|[的时总全各该其了年底末量数额件元个]")
_IDLE = frozenset(map(family, FUNCTION_WORDS | COUNTING_WORDS | {"many", "much", "recorded", "seen"}))


def figures_in(sentence: Sentence, start: int, end: int) -> Iterator[tuple[Found, Binding | None]]:
    """Yield the figures of a stretch with what they are about."""
    for figure, about in zip(sentence.figures, sentence.about, strict=True):
        if start <= figure.start < end:
            yield figure, about


def speaks_of(sentence: Sentence, start: int, end: int, indicator: Indicator) -> bool:
    """Return whether a stretch names nothing but ``indicator``, with periods and figures of it, or nothing at all."""
    inside = [*figures_in(sentence, start, end)]
    if any(about is not None and about.indicator is not indicator for _, about in inside):
        return False
    if any(start <= place.start < end and not place.own for place in sentence.places):
        return False
    rest = _without(sentence, start, end, [figure for figure, _ in inside])
    known = sentence.lexicon.words[indicator.id]
    strange = set()
    for atom in sentence.lexicon.vocabulary.atoms(rest):
        if not atom.key.isascii():
            rest = rest.replace(atom.key, " ") if atom.key in known else rest
        elif atom.key not in known:
            strange.add(atom.key)
    return not strange - _IDLE - sentence.lexicon.idle and not _CHINESE.search(_ZH_IDLE.sub(" ", rest))


def _without(sentence: Sentence, start: int, end: int, figures: list[Found]) -> str:
    """Return the words of a stretch without its periods, its figures and the pack's own place."""
    spans = [(when.start, when.end) for when in sentence.dating.between(start, end)]
    spans += [(figure.start, figure.end) for figure in figures]
    spans += [(place.start, place.end) for place in sentence.places if start <= place.start < end]
    pieces = []
    for begin, stop in sorted(spans):
        pieces.append(sentence.text[start:begin])
        start = max(start, stop)
    return " ".join([*pieces, sentence.text[start:end]])
