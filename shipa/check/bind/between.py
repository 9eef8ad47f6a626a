"""Between which two times something changed: up to when, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shipa.check.bind.binding import Binding, Clause, Span
from shipa.check.bind.cue import is_annual
from shipa.check.bind.dating import BESIDE, IN_SENTENCE, year
from shipa.check.bind.sentence import Sentence
from shipa.check.claim import Role
from shipa.check.find.when import Scope
from shipa.model import Indicator
from shipa.quantity import Found, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """The time up to which and the one since which a change counts; ``since`` are other years that it may count from.

    ``is_doubtful`` where the change may as well be that of an earlier year, or start from one that nobody knows.
    """

    span: Span
    base: Span
    since: tuple[int, ...]
    is_doubtful: bool


def years_between(sentence: Sentence, clause: Clause, figure: Found, changed: Binding) -> Between:
    """Return between which times the change of a level was, by its clause, else by the levels beside it."""
    span, base = _told(sentence, clause, figure, changed)
    latest = max(_years_of(sentence.earlier, changed.indicator), default=0)
    before = sentence.clauses[max(clause.index - 1, 0)]
    belated = span.stated == IN_SENTENCE and latest > (span.year or latest) and not _is_apart(sentence, before, clause)
    if belated:  # "2,410, against 2,250 a year before, up 7 percent" speaks of the later one, if not of both
        span = year(latest, span.stated)
        base = sentence.dating.base(clause, span, figure)
    annual = is_annual(sentence.text, clause.start, clause.end)
    if not base.scope and not annual:
        base = _start(sentence, changed.indicator, span)
    earlier = _years_of(sentence.context.levels, changed.indicator)
    named = {*sentence.dating.years_before(span), *(one for one in earlier if one < (span.year or 0))}
    return Between(
        span=span,
        base=base,
        since=() if base.scope or annual else tuple(sorted(named)),
        is_doubtful=(belated and not sentence.dating.is_relative(before))
        or (not base.scope and not annual and _starts_somewhere(sentence, span)),
    )


def _told(sentence: Sentence, clause: Clause, figure: Found, changed: Binding) -> tuple[Span, Span]:
    """Return up to when and since when a change counts as its clause, or the level, says it."""
    span = sentence.dating.span(clause, figure)
    if span.stated < IN_SENTENCE or span.scope in {Scope.SINCE, None}:
        span = changed.span if changed.span.scope else span
    base = sentence.dating.base(clause, span, figure)
    since = sentence.dating.base(clause, Span(), figure)
    if since.year and since.year == span.year and span.stated < BESIDE:  # "up 8 percent on 2029; in 2029 it was 40"
        return (sentence.context.span if changed.span.year == since.year else changed.span), since
    if span.scope is Scope.SPAN and span.first and span.last and not base.scope:
        return year(span.last.year, span.stated), year(span.first.year, span.stated)
    return span, base


def _is_apart(sentence: Sentence, before: Clause, clause: Clause) -> bool:
    """Return whether a change can only be of the level right before it: behind a semicolon, or in brackets."""
    return sentence.text[before.start] in ";；" or sentence.text[clause.start] in "(（"


def _years_of(bindings: Iterable[Binding | None], indicator: Indicator) -> set[int]:
    """Return the years of the levels of an indicator."""
    return {
        one.span.year
        for one in bindings
        if one and one.role is not Role.CHANGE and one.indicator is indicator and one.span.year
    }


def _starts_somewhere(sentence: Sentence, span: Span) -> bool:
    """Return whether something moves from a figure whose year is not said, or is the one up to which it is to move."""
    return any(
        sentence.dating.starts(figure)
        and not (about and about.span.stated and about.span.year not in {None, span.year})
        for figure, about in _told_so_far(sentence)
        if figure.quantity.kind is Kind.NUMBER
    )


def _told_so_far(sentence: Sentence) -> Iterator[tuple[Found, Binding | None]]:
    """Yield the figures that are known already, those of the clause that is being read included."""
    for place, figure in enumerate(sentence.figures):
        if place < len(sentence.about):
            yield figure, sentence.about[place]
        elif figure.start in sentence.here:
            yield figure, sentence.here[figure.start]


def _start(sentence: Sentence, indicator: Indicator, span: Span) -> Span:
    """Return the period of the figure that the sentence has something move from, where it gives one other only."""
    told = [
        (figure, about)
        for figure, about in _told_so_far(sentence)
        if about and about.indicator is indicator and about.role is not Role.CHANGE
    ]
    match told:
        case [(first, start), (last, _)] if sentence.dating.starts(first) and not sentence.dating.starts(last):
            return start.span if start.span.stated and start.span.year not in {None, span.year} else Span()
    return Span()
