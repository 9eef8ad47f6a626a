"""Which level a figure is: the name that fits it best, or the thing that the figure before it was of."""

from __future__ import annotations

from dataclasses import replace

from shipa.check.bind import Candidate
from shipa.check.binding import Binding, Clause, Span
from shipa.check.claim import Role
from shipa.check.cue import JOINED, OPENING, PART, SHARE, follows_involved, follows_to, moved_to
from shipa.check.dating import BESIDE, IN_SENTENCE
from shipa.check.sentence import Sentence
from shipa.model import RANK, Indicator
from shipa.quantity import Found, Kind


def level(sentence: Sentence, clause: Clause, figure: Found) -> Binding | None:
    """Return what a figure that is no change is about, None where the sentence leaves it open."""
    span = sentence.dating.span(clause, figure)
    if carried := _carried(sentence, clause, figure, span):
        return carried
    candidates = _candidates(sentence, clause, figure)
    if not candidates or any(other.rank == candidates[0].rank for other in candidates[1:]):
        return None
    best = candidates[0]
    naming = clause if clause.words or clause.index else sentence.context.lead or clause
    if sentence.purity.is_of_somebody(sentence.text, naming, best.name, sentence.places):
        return None
    pure = sentence.purity.is_pure(sentence.text, naming, best.name, sentence.places)
    return Binding(
        indicator=best.name.indicator,
        span=span,
        role=_role(sentence, figure, best.name.indicator, span),
        is_certain=best.far == 0 and pure and _is_part_of_the_whole(sentence, clause, best),
        is_narrower=figure.quantity.kind is not Kind.RANK and _narrowed(sentence, naming, best),
        in_full=best.own == len(best.name.words),
    )


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
        is_moot=level.is_moot or hoped or counted or follows_involved(text, sentence.start, figure),
        trend=trend,
        since=tuple(sorted(since)),
    )


# ── by its name ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _candidates(sentence: Sentence, clause: Clause, figure: Found) -> list[Candidate]:
    """Return the names that fit, by the words behind the figure, those of its clause, or of the one before."""
    if len(clause.figures) > 1 and (behind := sentence.words_behind(clause, figure)):
        found = [
            candidate
            for candidate in sentence.fitting(clause, figure, behind)
            if candidate.own == len(candidate.name.words)
        ]
        if found:
            return found
    found = sentence.fitting(clause, figure, sentence.own_words(clause, figure))
    if found or not sentence.is_bare(clause) or sentence.dating.starts(figure):
        return found
    if ahead := _named_behind(sentence, clause, figure):
        return ahead
    if not clause.index:
        lead = sentence.context.lead
        return sentence.fitting(clause, figure, lead.words) if lead else []
    previous = sentence.clauses[clause.index - 1]
    last = sentence.about[-1] if sentence.about else None
    if last is None or sentence.binder.unit_fits(sentence.text, figure, last.indicator, clause.end):
        return []
    return [
        replace(candidate, far=candidate.far + (not last.is_certain))
        for candidate in sentence.fitting(clause, figure, previous.words)
        if candidate.name.indicator is not last.indicator
    ]


def _named_behind(sentence: Sentence, clause: Clause, figure: Found) -> list[Candidate]:
    """Return the names of the next clause: "At 812, the number of …", "812 and 900 permits"."""
    index = clause.index + 1
    if index == len(sentence.clauses):
        return []
    following = sentence.clauses[index]
    opens = index == 1 and OPENING.fullmatch(sentence.text, clause.start, figure.start)
    if not opens and not JOINED.fullmatch(sentence.text, figure.end, following.figures[0].start):
        return []
    return sentence.fitting(clause, figure, following.words)


def _narrowed(sentence: Sentence, clause: Clause, candidate: Candidate) -> bool:
    """Return whether the clause speaks of a part of what the name stands for, that the facts do not know."""
    words = (other.words for other in sentence.clauses)
    said = sentence.context.words.union(sentence.context.heading, sentence.lexicon.subject, *words)
    return sentence.purity.is_narrowed(sentence.text, clause, candidate.name, said, sentence.places)


def _is_part_of_the_whole(sentence: Sentence, clause: Clause, candidate: Candidate) -> bool:
    """Return whether a part that borrows words from its whole is one that the facts know as its part."""
    if candidate.own == len(candidate.name.words) or not PART.match(sentence.text, clause.start, clause.end):
        return True
    whole = sentence.about[-1] if sentence.about else None
    return whole is not None and candidate.name.indicator.part_of == whole.indicator.id


# ── by the figure before ─────────────────────────────────────────────────────────────────────────────────────────────


def _carried(sentence: Sentence, clause: Clause, figure: Found, span: Span) -> Binding | None:
    """Return the binding of a figure before, where the clause adds nothing but another period or place."""
    topic = _topic(sentence, clause, figure)
    if topic is None or clause.words - sentence.lexicon.words[topic.indicator.id]:
        return None
    contrasted = span.stated == BESIDE or _is_contrasted(sentence, clause, figure)
    resumed = not contrasted and _is_resumed(sentence, clause, figure, topic)
    if not (contrasted or resumed) or _names_itself(sentence, clause, figure):
        return None
    spoken = sentence.earlier or sentence.context.levels
    named = {
        one.indicator.id
        for one in spoken
        if one
        and one.role is not Role.CHANGE
        and sentence.binder.unit_fits(sentence.text, figure, one.indicator, clause.end)
    }
    several = not clause.words and len(named) > 1
    here = bool(sentence.earlier) or (sentence.refers_back(clause, figure) and not several)
    return replace(
        topic,
        span=span,
        role=_role(sentence, figure, topic.indicator, span),
        is_certain=topic.is_certain and here,
        is_moot=topic.is_moot or several,
        in_full=topic.in_full and contrasted,
        direction=0,
        base=Span(),
        since=(),
    )


def _topic(sentence: Sentence, clause: Clause, figure: Found) -> Binding | None:
    """Return what the text last spoke of; a pronoun may stand for something before that, if its unit fits better."""
    for spoken in reversed(sentence.earlier or sentence.context.levels):
        if spoken is None or sentence.binder.unit_fits(sentence.text, figure, spoken.indicator, clause.end):
            return spoken
        if not sentence.refers_back(clause, figure):
            return None
    return None


def _is_contrasted(sentence: Sentence, clause: Clause, figure: Found) -> bool:
    return (
        sentence.dating.starts(figure)
        or (follows_to(sentence.text, sentence.start, figure) and len(clause.figures) > 1)
        or any(clause.start <= place.start < clause.end for place in sentence.places)
    )


def _is_resumed(sentence: Sentence, clause: Clause, figure: Found, topic: Binding) -> bool:
    """Return whether a figure goes on from a change ("rose 8 percent, to 40"), or a pronoun stands for its subject."""
    if not sentence.is_bare(clause, sentence.lexicon.words[topic.indicator.id]):
        return False
    reached = topic.role is Role.CHANGE and follows_to(sentence.text, sentence.start, figure)
    return reached or sentence.refers_back(clause, figure)


def _names_itself(sentence: Sentence, clause: Clause, figure: Found) -> bool:
    own = sentence.own_words(clause, figure)
    return any(name.words <= own for name in sentence.lexicon.named_by(own))


# ── what it is to the indicator ──────────────────────────────────────────────────────────────────────────────────────


def _role(sentence: Sentence, figure: Found, indicator: Indicator, span: Span) -> Role:
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
