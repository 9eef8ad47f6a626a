"""Lists that belong together: "702 and 574 respectively", "分别为5591件和6185件"."""

from __future__ import annotations

import re
from dataclasses import replace

from shipa.check.bind import Candidate
from shipa.check.binding import Binding, Clause, Span
from shipa.check.claim import Role
from shipa.check.cue import change_cue
from shipa.check.dating import BESIDE, year
from shipa.check.sentence import Sentence
from shipa.check.when import Scope, When
from shipa.quantity import Kind

_LISTED = re.compile(r"respectively|分别|各为", re.IGNORECASE)
_LIST_MARK = re.compile(r"、|,|，|\band\b|和|与|及", re.IGNORECASE)
_DURATION = re.compile(r"年|个月|\s(?:years?|months?)\b", re.IGNORECASE)
_BESIDE = 8  # characters between the list and the word that says it is one


def pair_lists(sentence: Sentence, *, again: bool) -> None:
    """Give each member of a list the name, the period or the level that stands at its place in the other list.

    Where there is no other list, unless the list stands for the same one of another time (``again``), all is in doubt.
    """
    listed = _LISTED.search(sentence.text, sentence.start, sentence.end)
    if not listed:
        return
    levels = [
        i
        for i, figure in enumerate(sentence.figures)
        if figure.quantity.kind is Kind.NUMBER and not _DURATION.match(sentence.text, figure.end)
    ]
    paired = [again, _pair_changes(sentence, levels, listed)]
    if len(levels) > 1:
        paired += [_pair_names(sentence, levels, listed), _pair_periods(sentence, levels)]
        paired += [_are_dated(sentence, levels)]
    if not any(paired):
        sentence.about = [about and replace(about, is_moot=True) for about in sentence.about]


def _are_dated(sentence: Sentence, levels: list[int]) -> bool:
    """Return whether each member of a list has a year of its own: "40 in 2029 and 50 in 2030 respectively"."""
    spans = [about.span for level in levels if (about := sentence.about[level]) and about.span.stated == BESIDE]
    return len({span.first for span in spans}) == len(levels)


def _pair_changes(sentence: Sentence, levels: list[int], listed: re.Match[str]) -> bool:
    relative = {Kind.PERCENT, Kind.POINTS}
    changes = [i for i, figure in enumerate(sentence.figures) if figure.quantity.kind in relative]
    behind = [i for i in levels if sentence.figures[i].start >= listed.end()]
    if not changes and behind and sentence.direction(sentence.figures[behind[0]]):
        levels, changes = [i for i in levels if i not in behind], behind
    if len(changes) <= 1 or len(changes) != len(levels) or max(levels, default=0) > min(changes):
        return False
    clause = sentence.clause_of(sentence.figures[changes[0]])
    direction = change_cue(sentence.text, clause.start, clause.end, sentence.figures[changes[0]])
    for change, level in zip(changes, levels, strict=True):
        of = sentence.about[level]
        sentence.about[change] = (
            replace(of, role=Role.CHANGE, direction=direction, base=Span()) if of and direction else None
        )
    return True


def _pair_periods(sentence: Sentence, levels: list[int]) -> bool:
    first, last = sentence.figures[levels[0]], sentence.figures[levels[-1]]
    around = [when for when in sentence.dating.whens if when.end <= first.start or when.start >= last.end]
    spans = _years(sentence, [when for when in around if not when.is_base])
    if len(spans) != len(levels):
        return False
    named = sentence.about[levels[0]]
    for level, span in zip(levels, spans, strict=True):
        clause = sentence.clause_of(sentence.figures[level])
        bare = not clause.words or sentence.is_bare(clause)
        of = named if bare else sentence.about[level]
        sentence.about[level] = of and replace(of, span=span)
    return True


def _years(sentence: Sentence, whens: list[When]) -> list[Span]:
    """Return the years that a list of them, or one "2022 to 2024", stands for."""
    [*years] = [sentence.dating.resolved(when, BESIDE) for when in whens if when.scope is Scope.YEAR]
    if not years and len(whens) == 1 and whens[0].scope is Scope.SPAN and whens[0].first and whens[0].last:
        return [year(number, BESIDE) for number in range(whens[0].first.year, whens[0].last.year + 1)]
    return years


def _pair_names(sentence: Sentence, levels: list[int], listed: re.Match[str]) -> bool:
    first, last = sentence.figures[levels[0]], sentence.figures[levels[-1]]
    leads = first.start - _BESIDE <= listed.end() <= first.start
    closes = last.end <= listed.start() <= last.end + _BESIDE
    clause = sentence.clause_of(first)
    pieces = [piece for piece in _LIST_MARK.split(sentence.text[clause.start : first.core[0]]) if piece.strip()]
    if not (leads or closes) or len(pieces) != len(levels):
        return False
    found: list[Candidate] = []
    before = sentence.clauses[: clause.index]
    for piece, level in zip(pieces, levels, strict=True):
        own = sentence.lexicon.known_words(piece)
        fitting = sentence.binder.candidates(
            sentence.text, [*before, clause], len(before), sentence.figures[level], sentence.context, own
        )
        if not fitting or fitting[0].far or any(other.rank == fitting[0].rank for other in fitting[1:]):
            return False
        found.append(fitting[0])
        before = [*before, Clause(start=clause.start, end=clause.end, figures=[], atoms=[], words=own)]
    for level, candidate in zip(levels, found, strict=True):
        span = sentence.dating.span(clause, sentence.figures[level])
        sentence.about[level] = Binding(
            indicator=candidate.name.indicator, span=span, role=Role.LEVEL, is_certain=True, in_full=True
        )
    return True
