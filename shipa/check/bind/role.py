"""What a figure is to its indicator: a level, a share, a rank or a target, and what it is said to have risen from."""

from __future__ import annotations

from dataclasses import replace

from shipa.check.bind.binding import Binding, Clause, Span
from shipa.check.bind.cue import SHARE, follows_involved, is_of_the_rest, moved_to
from shipa.check.bind.dating import IN_SENTENCE
from shipa.check.bind.sentence import Sentence
from shipa.check.claim import Role
from shipa.model import RANK, Indicator
from shipa.quantity import Found, Kind


def role(sentence: Sentence, figure: Found, indicator: Indicator, span: Span) -> Role:
    """Return what a figure that is no change is to an indicator."""
    hoped = sentence.is_hoped(figure)
    if hoped or span.is_deadline:
        deadlines = {target.period.year for target in indicator.targets}
        known = {observation.period.year for observation in indicator.observations}
        if (hoped and span.year is None) or span.year in deadlines - known or (hoped and span.year not in known):
            return Role.TARGET
    if indicator.unit == RANK:
        return Role.RANK
    is_share = figure.quantity.kind is Kind.PERCENT and SHARE.search(sentence.text, sentence.start, sentence.end)
    return Role.SHARE if is_share else Role.LEVEL


def with_trend(sentence: Sentence, clause: Clause, figure: Found, level: Binding) -> Binding:
    """Return the level with the direction in which the sentence has it move, and whether it is a mere hope."""
    text = sentence.text
    hoped = level.role is not Role.TARGET and sentence.is_hoped(figure)
    counted = sentence.binder.counts_another(text, figure, level.indicator, clause.end)
    trend = moved_to(text, clause.start, figure)
    spans = [sentence.dating.resolved(when, IN_SENTENCE) for when in sentence.dating.whens] if trend else []
    since = {span.year for span in spans if span.year and span.year != level.span.year}
    return replace(
        level,
        is_moot=level.is_moot
        or hoped
        or counted
        or is_of_the_rest(text, sentence.start, figure)
        or follows_involved(text, sentence.start, figure),
        is_start=sentence.dating.moves_on(figure),
        trend=trend,
        since=tuple(sorted(since)),
    )
