"""From when to when something grew or climbed, by the levels, the span or the years that its sentence names."""

from __future__ import annotations

from shipa.check.bind.binding import Binding, Clause, Span
from shipa.check.bind.dating import BESIDE, IN_SENTENCE, year
from shipa.check.bind.sentence import Sentence
from shipa.check.claim import Role
from shipa.check.find.when import Scope


def growth_periods(sentence: Sentence, clause: Clause, subject: Binding, base: Span) -> tuple[Span, Span]:
    """Return up to when and from when something has grown, where ``base`` does not say it already."""
    levels = [
        about.span
        for about in sentence.about
        if about and about.role in {Role.LEVEL, Role.RANK} and about.indicator is subject.indicator and about.span.year
    ]
    years = sorted({span.year for span in levels if span.year})
    if not base.year and len(years) == len(("from", "to")):
        return year(years[1], BESIDE), year(years[0], BESIDE)
    spans = [sentence.dating.resolved(when, IN_SENTENCE) for when in sentence.dating.whens if not when.is_base]
    whole = next((span for span in spans if span.scope is Scope.SPAN and span.first and span.last), None)
    if not base.year and whole and whole.first and whole.last:
        return year(whole.last.year, IN_SENTENCE), year(whole.first.year, IN_SENTENCE)
    said = [*reversed(levels), *reversed(spans), sentence.context.span]
    last = next((span for span in said if span.year not in {None, base.year}), Span())
    return last, base if base.year else sentence.dating.base(clause, last)
