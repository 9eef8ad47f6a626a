"""Multiples: "doubled", "2.5 times as many as in 2029", 增长1.6倍, and from when to when something grew so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shipa.check.bind.binding import Binding, Clause, Multiple, Read, Span
from shipa.check.bind.change import named
from shipa.check.bind.cue import UNREAL
from shipa.check.bind.dating import BESIDE, year
from shipa.check.bind.growth_periods import growth_periods
from shipa.check.bind.sentence import Sentence
from shipa.check.bind.stretch import figures_in, speaks_of
from shipa.check.claim import Role
from shipa.check.find.spoken import Spoken
from shipa.check.find.when import Scope
from shipa.model import Indicator
from shipa.quantity import Found, Kind

_AS = re.compile(
    r"\s+(?:as\s(?:many|much|large|high|big|great|long)\b(?:\s+as\b)?|(?:that|those|what)\b|(?=the\s))", re.IGNORECASE
)
_OTHERWISE = re.compile(
    r"[\s-]+(?:more|higher|larger|greater|bigger|increase|rise|growth|jump|gain|surge)\b", re.IGNORECASE
)
_GREW = re.compile(
    r"\b(?:by|up|gr[eo]wn?|growing|ris(?:en|ing)|rose|increas(?:ed|ing)|expand(?:ed|ing)|jump(?:ed|ing))\s+$"
)
_ZH_GREW = re.compile(r"(?:增长|增加|提高|上升|上涨|攀升|扩大|增幅|涨幅|增|多|高出?|翻)(?:了|达|为)*$")
_ZH_OF = re.compile(r"(?:是|为|达到?|相当于)(?P<what>[^，,；;。是为]{0,24})的$")
_ZH_BECAME = re.compile(r"(?:[至到达是为]|相当于)了?$")
_NEAR = 12  # characters from a multiple to the beginning of the period since when it is
_REST = re.compile(r"[^,;:()，；。（）—]*")


def bind_multiples(sentence: Sentence, spoken: Sequence[Spoken]) -> list[Read]:
    """Say of each multiple of a sentence what it is of, in ``sentence.about``; return those said without a numeral."""
    for place, figure in enumerate(sentence.figures):
        if figure.quantity.kind is Kind.MULTIPLE:
            known = sentence.about[place] if figure.start in sentence.in_rows else None
            form = _form(sentence.text, sentence.clause_at(figure), figure)
            sentence.about[place] = replace(known, multiple=form) if known else _multiple(sentence, figure)
    return [
        Read(figure, binding, sentence.number)
        for figure in spoken
        if figure.quantity.kind is Kind.MULTIPLE and (binding := _multiple(sentence, figure))
    ]


def _multiple(sentence: Sentence, figure: Found) -> Binding | None:
    clause = sentence.clause_at(figure)
    form = _form(sentence.text, clause, figure)
    if form is None or sentence.is_hoped(figure) or UNREAL.search(sentence.text, clause.start, figure.start):
        return None
    subject = _subject(sentence, clause, figure)
    if subject is None:
        return None
    compared = _compared_with(sentence, clause, figure, subject.indicator)
    if compared is None:
        return None
    span, base = growth_periods(sentence, clause, subject, compared)
    if span.is_deadline and not base.year:
        return None
    return Binding(
        indicator=subject.indicator,
        span=span,
        role=Role.CHANGE,
        is_certain=subject.is_certain and base.year is not None,
        is_moot=subject.is_moot,
        is_narrower=subject.is_narrower,
        base=base,
        direction=1 if figure.quantity.value >= 1 or form is Multiple.GREW else -1,
        multiple=form,
    )


def _form(text: str, clause: Clause, figure: Found) -> Multiple | None:
    """Return how a multiple is meant, None where nothing says so ("three times champion")."""
    if isinstance(figure, Spoken):
        return Multiple.BECAME
    lead = text[clause.start : figure.start]
    if not figure.quantity.text.isascii():
        if grew := _ZH_GREW.search(lead):
            return Multiple.EITHER if grew[0][0] == "翻" and figure.quantity.value != 1 else Multiple.GREW
        return Multiple.BECAME if _ZH_BECAME.search(lead) or _ZH_OF.search(lead) else None
    if _AS.match(text, figure.end):
        return Multiple.BECAME
    return Multiple.EITHER if _OTHERWISE.match(text, figure.end) or _GREW.search(lead) else None


# ── of what ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _subject(sentence: Sentence, clause: Clause, figure: Found) -> Binding | None:
    """Return the level that is so many times another: the one before in its clause, what that names, or one near by."""
    levels = [
        (other, about)
        for other, about in zip(sentence.figures, sentence.about, strict=True)
        if other is not figure
        and other.quantity.kind is not Kind.MULTIPLE
        and not (about and about.role is Role.CHANGE)
    ]
    inside = [about for other, about in levels if clause.start <= other.start < figure.start]
    if inside:
        return inside[-1]
    if clause.words and (found := named(sentence, clause, figure)):
        return found
    is_bare = not clause.words or sentence.is_bare(clause)
    before = [about for other, about in levels if other.start < figure.start]
    if before:
        last = before[-1]
        return last and replace(last, is_certain=last.is_certain and is_bare)
    last = sentence.context.last
    return replace(last, is_certain=False) if last and is_bare else None


# ── compared with what ───────────────────────────────────────────────────────────────────────────────────────────────


def _compared_with(sentence: Sentence, clause: Clause, figure: Found, indicator: Indicator) -> Span | None:
    """Return from when the level is that a multiple is measured by, an empty span where nothing is said of it.

    None stands for something else: 全国平均的8倍, "twice that of Overby".
    """
    text = sentence.text
    if of := _ZH_OF.search(text, clause.start, figure.start):
        return _period_of(sentence, of.start("what"), of.end("what"), indicator)
    if behind := _AS.match(text, figure.end, sentence.end):
        rest = _REST.match(text, behind.end(), sentence.end)
        return _period_of(sentence, behind.end(), rest.end() if rest else behind.end(), indicator)
    for when in sentence.dating.between(figure.end, figure.end + _NEAR):
        if when.scope is Scope.SINCE and when.first:
            return year(when.first.year, BESIDE)
        return sentence.dating.resolved(when, BESIDE) if when.is_base else Span()
    return Span()


def _period_of(sentence: Sentence, start: int, end: int, indicator: Indicator) -> Span | None:
    """Return the period that a stretch names, where it names nothing but the same thing at another time."""
    inside = [about for _, about in figures_in(sentence, start, end)]
    if None in inside or not speaks_of(sentence, start, end, indicator):
        return None
    whens = [*sentence.dating.between(start, end)]
    if whens:
        return sentence.dating.resolved(whens[-1], BESIDE)
    return next((about.span for about in reversed(inside) if about), Span())
