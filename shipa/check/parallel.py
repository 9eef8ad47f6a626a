"""Figures that repeat a list for another time: "accepted 47 and settled 52; in 2022 the figures had been 42 and 43"."""

from __future__ import annotations

import re
from dataclasses import replace

from shipa.check.binding import Binding
from shipa.check.claim import Role
from shipa.check.dating import BESIDE, IN_SENTENCE
from shipa.check.role import role
from shipa.check.sentence import Sentence
from shipa.quantity import Found

# What stands for a list of figures, before the same list for another time.
_AGAIN = re.compile(
    r"\b(?:the|these|those|both)\s(?:(?:corresponding|equivalent|same|two|three|four)\s){0,2}"
    r"(?:figures|numbers|totals|values|rates|counts|amounts)\b|\b(?:against|versus|compared\s(?:with|to)|from|after)\s"
    r"|[分各]别?[为是]|(?:年底?|同期)(?:则|分别)?[为是]",
    re.IGNORECASE,
)
_MOST = 12  # figures of a list that somebody repeats
_COMPARING = ("against", "versus", "compared", "from", "after")


def pair_again(sentence: Sentence) -> bool:
    """Give the figures of a repeated list what those of the list were about; return whether there is such a list."""
    return any(_pair_behind(sentence, again) for again in _AGAIN.finditer(sentence.text, sentence.start, sentence.end))


def _pair_behind(sentence: Sentence, again: re.Match[str]) -> bool:
    listed = [
        i for i, figure in enumerate(sentence.figures) if figure.start >= again.end() and not _is_change(sentence, i)
    ]
    before = [about for i, about in enumerate(sentence.about) if sentence.figures[i].end <= again.start()]
    group = [about for about in before or sentence.context.levels if about is None or about.role is not Role.CHANGE]
    comparing = again[0].lower().startswith(_COMPARING)
    few = range(len("ab"), _MOST + 1)
    if len(listed) not in few or len(group) not in few or None in group:
        return False
    if comparing and len(listed) != len(group):
        return False
    first = sentence.figures[listed[0]]
    said = frozenset().union(*(sentence.lexicon.words[about.indicator.id] for about in group if about))
    if not sentence.is_bare(sentence.lead(sentence.clause_of(first), first), said):
        return False  # "the figures for noise"
    pairs = _paired(sentence, [sentence.figures[i] for i in listed], [about for about in group if about])
    bare = None not in pairs and not any(sentence.clause_of(sentence.figures[i]).words for i in listed)
    if comparing and not bare:
        return False
    spans = [
        sentence.dating.span(sentence.clause_of(figure), figure) for figure in map(sentence.figures.__getitem__, listed)
    ]
    for i, of, own in zip(listed, pairs, spans, strict=True):
        figure = sentence.figures[i]
        span = own if own.scope else spans[-1]
        if of and span.stated >= IN_SENTENCE and span != of.span:
            sentence.about[i] = replace(
                of,
                span=replace(span, stated=BESIDE),
                role=role(sentence, figure, of.indicator, span),
                is_moot=False,
                trend=0,
                since=(),
            )

    return any(pairs)


def _is_change(sentence: Sentence, index: int) -> bool:
    about = sentence.about[index]
    return about is not None and about.role is Role.CHANGE


def _paired(sentence: Sentence, figures: list[Found], group: list[Binding]) -> list[Binding | None]:
    """Return what each figure is about: what is at its place, in a shorter list the only thing that its unit fits."""

    def fits(figure: Found, of: Binding) -> bool:
        return sentence.binder.unit_fits(sentence.text, figure, of.indicator, sentence.clause_of(figure).end)

    if len(figures) == len(group):
        placed = list(zip(figures, group, strict=True))
        return [of for _, of in placed] if all(fits(figure, of) for figure, of in placed) else [None] * len(figures)
    fitting = [[of for of in group if fits(figure, of)] for figure in figures]
    return [found[0] if len(found) == 1 else None for found in fitting]
