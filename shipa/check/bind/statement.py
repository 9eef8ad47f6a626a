"""What a sentence states: each of its figures as a level or as a change of something."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from shipa.check.bind.binding import Binding, Clause
from shipa.check.bind.change import change, repeated
from shipa.check.bind.cue import JOINED
from shipa.check.bind.level import level
from shipa.check.bind.role import with_trend
from shipa.check.bind.sentence import Sentence
from shipa.check.bind.topic import restated
from shipa.quantity import Found, Kind

_RATIOS = frozenset({Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE})


def read_statements(sentence: Sentence) -> None:
    """Find out what each figure of a sentence is about, in ``sentence.about``."""
    for clause in sentence.clauses:
        directions = {figure.start: sentence.direction(figure) for figure in clause.figures}
        sentence.here = {}
        for figure in sorted(
            clause.figures, key=lambda one: (directions[one.start] != 0, one.quantity.kind in _RATIOS)
        ):
            sentence.here[figure.start] = _binding(sentence, clause, figure, directions[figure.start])
        for figure in [one for one in clause.figures if sentence.here[one.start] is None]:
            del sentence.here[figure.start]
            sentence.here[figure.start] = repeated(sentence, clause, figure)
        sentence.about.extend(sentence.here[figure.start] for figure in clause.figures)
    sentence.here = {}
    _doubt_halves(sentence)


def _doubt_halves(sentence: Sentence) -> None:
    """Make moot what is understood of only one of two figures that stand together: "the figures were 40 and 50"."""
    for index, (one, two) in enumerate(pairwise(sentence.figures)):
        first, second = sentence.clause_of(one), sentence.clause_of(two)
        if first is second or (first.words | second.words) or not JOINED.fullmatch(sentence.text, one.end, two.start):
            continue
        here = sentence.about[index : index + 2]
        if None in here:
            sentence.about[index : index + 2] = [known and replace(known, is_moot=True) for known in here]


def read_again(sentence: Sentence) -> None:
    """Find out what changes are about that could not be understood before the lists of the sentence were."""
    for index, figure in enumerate(sentence.figures):
        if sentence.about[index] is None and (direction := sentence.direction(figure)):
            sentence.about[index] = change(sentence, sentence.clause_of(figure), figure, direction)


def _binding(sentence: Sentence, clause: Clause, figure: Found, direction: int) -> Binding | None:
    if same := restated(sentence, figure):
        return same
    if direction:
        return change(sentence, clause, figure, direction)
    found = level(sentence, clause, figure)
    if found is None:
        return None
    if None in sentence.here.values():  # of a clause that names something unknown not all can be understood
        found = replace(found, is_moot=True)
    return with_trend(sentence, clause, figure, found)
