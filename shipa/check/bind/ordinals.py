"""Ordinals in front of what they count: "the 21st Lantern Regatta", 第二十一届灯笼帆船赛."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shipa import numeral
from shipa.check.bind.binding import Binding, Read
from shipa.check.bind.sentence import Sentence
from shipa.check.claim import Role
from shipa.check.find.numbers import Aside
from shipa.check.find.words import FUNCTION_WORDS, family
from shipa.model import Indicator
from shipa.quantity import Found, Kind

_LONGEST_NAME = 90  # characters from an ordinal to the end of the name behind it
_END = re.compile(r"[,;:.!?，；：。！？、\n]|——")
# What stands for the thing where the text has named it before: "the 19th", 第十九届.
_BARE = re.compile(r"\s*(?:edition|届|次)?\s*(?=[,;:.!?，；：。！？、)）\n]|$|\b(?:was|is|had|took|and)\b)")
# One that is still to come is not that of the year.
_TO_COME = re.compile(r"\b(?:prepar|plan|bid|ahead|next|upcoming|run-up|toward)|筹备|筹办|迎接|下一", re.IGNORECASE)
_LEAD = 60
_STRANGE = re.compile(r"[\u3400-\u9fff]{2,}")  # between two known words: something else is called so
_COUNTED = frozenset(map(family, ("edition", "session", *numeral.ORDINALS)))


def bind_ordinals(sentence: Sentence, asides: Sequence[Aside]) -> list[Read]:
    """Say of each ordinal in front of a name what it counts; return those that would have been parts of names."""
    for place, figure in enumerate(sentence.figures):
        if figure.quantity.kind is Kind.RANK and sentence.about[place] is None:
            sentence.about[place] = _ordinal(sentence, figure)
    return [
        Read(aside.found, binding, sentence.number)
        for aside in asides
        if aside.found.quantity.kind is Kind.RANK and (binding := _ordinal(sentence, aside.found))
    ]


def _ordinal(sentence: Sentence, figure: Found) -> Binding | None:
    indicator = _named_behind(sentence, figure) or _spoken_of(sentence, figure)
    if indicator is None:
        return None
    sentence.context.counted = indicator
    span = sentence.dating.span(sentence.clause_at(figure), figure)
    to_come = _TO_COME.search(sentence.text, max(sentence.start, figure.start - _LEAD), figure.start)
    return Binding(
        indicator=indicator, span=span, role=Role.LEVEL, is_certain=True, is_moot=to_come is not None, in_full=True
    )


def _spoken_of(sentence: Sentence, figure: Found) -> Indicator | None:
    """Return what the text has counted before, where nothing but a part of its name stands in the clause."""
    last = sentence.context.counted
    clause = sentence.clause_at(figure)
    if last is None or not _BARE.match(sentence.text, figure.end):
        return None
    return last if clause.words <= sentence.lexicon.words[last.id] else None


def _named_behind(sentence: Sentence, figure: Found) -> Indicator | None:
    """Return the indicator whose name follows without a gap; of several the one with the longest name."""
    lexicon = sentence.lexicon
    words = frozenset(_words_behind(sentence, figure))
    fitting: dict[str, int] = {}
    for name in lexicon.counted_names:
        if name.words - _COUNTED <= words:
            fitting[name.indicator.id] = max(fitting.get(name.indicator.id, 0), len(name.words))
    best = [one for one, size in fitting.items() if size == max(fitting.values())]
    return lexicon.base.indicators[best[0]] if len(best) == 1 else None


def _words_behind(sentence: Sentence, figure: Found) -> Iterator[str]:
    """Yield the words from an ordinal to the first one that no name of something counted has."""
    text, lexicon = sentence.text, sentence.lexicon
    limit = min(sentence.end, figure.end + _LONGEST_NAME)
    end = _END.search(text, figure.end, limit)
    stretch = text[figure.end : end.start() if end else limit]
    for place in sentence.places:
        if place.own and figure.end <= place.start < limit:
            stretch = stretch.replace(text[place.start : place.end], " " * (place.end - place.start))
    done = 0
    for atom in lexicon.vocabulary.atoms(stretch):
        word = stretch[atom.start : atom.end].lower()
        known = atom.key in lexicon.counted_words
        if _STRANGE.search(stretch, done, atom.start) or not (
            known or word in FUNCTION_WORDS or atom.key in lexicon.idle
        ):
            return
        if known:
            yield atom.key
        done = atom.end
