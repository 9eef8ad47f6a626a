"""Which level a figure is: the name that fits it best, or the thing that the figure before it was of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shipa.check.bind.binding import Binding, Clause, Span
from shipa.check.bind.candidates import Candidate
from shipa.check.bind.cue import AND, JOINED, OPENING, PART
from shipa.check.bind.role import role
from shipa.check.bind.sentence import Sentence
from shipa.check.bind.topic import carried
from shipa.check.claim import Role
from shipa.check.find.place import Mention
from shipa.model import Indicator
from shipa.quantity import Found, Kind


def level(sentence: Sentence, clause: Clause, figure: Found) -> Binding | None:
    """Return what a figure that is no change is about, None where the sentence leaves it open."""
    span = sentence.dating.span(clause, figure)
    if spoken_of := carried(sentence, clause, figure, span):
        return spoken_of
    naming = clause if clause.words or clause.index else sentence.context.lead or clause
    candidates = _candidates(sentence, clause, figure)
    candidates = [one for one in candidates if _is_complete(sentence, naming, one)] or candidates
    untold = [one for one in candidates if not _is_told(sentence, one.name.indicator, span)]
    is_told = bool(untold) and untold[0] is not candidates[0]
    candidates = untold or candidates
    if not candidates or any(other.rank == candidates[0].rank for other in candidates[1:]):
        return None
    best = candidates[0]
    lead = sentence.context.lead
    places = (
        sentence.places
        if naming is clause
        else sentence.binder.gazetteer.mentions(sentence.text, naming.start, naming.end)
    )
    if sentence.purity.is_of_somebody(sentence.text, naming, best.name, places):
        return None
    pure = sentence.purity.is_pure(sentence.text, naming, best.name, places)
    pure = pure and not is_told and not _says_more(sentence, clause, figure, best)
    return Binding(
        indicator=best.name.indicator,
        span=span,
        role=role(sentence, figure, best.name.indicator, span),
        is_certain=best.far == 0 and pure and _is_part_of_the_whole(sentence, clause, best),
        is_narrower=figure.quantity.kind is not Kind.RANK
        and (_narrowed(sentence, naming, best, places) or sentence.scene.excludes(best.name)),
        in_full=best.own == len(best.name.words),
        is_moot=lead is not None and sentence.purity.is_of_party(sentence.text, lead),
    )


def _is_told(sentence: Sentence, indicator: Indicator, span: Span) -> bool:
    """Return whether the sentence has given its level for the period: another one is likely of something else."""
    told = [about for about in sentence.about if about and about.role is Role.LEVEL and about.indicator is indicator]
    return any((about.span.first, about.span.last) == (span.first, span.last) for about in told)


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
    if found := found or _shared_behind(sentence, clause, figure):
        return found
    if sentence.is_bare(clause) and not sentence.dating.starts(figure):
        if ahead := _named_behind(sentence, clause, figure):
            return ahead
        if not clause.index and sentence.context.lead:
            return sentence.fitting(clause, figure, sentence.context.lead.words)
    if not clause.index and sentence.dating.starts(figure) and len(sentence.clauses) > 1:
        named = sentence.clauses[1].words
        return sentence.fitting(clause, figure, named) if sentence.is_bare(clause, named) else []
    return _akin(sentence, clause, figure)


def _shared_behind(sentence: Sentence, clause: Clause, figure: Found) -> list[Candidate]:
    """Return the names of which another figure has a part for both: "six gold and four silver medals"."""
    following = sentence.clauses[clause.index + 1 : clause.index + 2]
    shared = [clause] if len(clause.figures) > 1 else []
    if following and AND.match(sentence.text, following[0].start):
        shared += following
    if not shared:
        return []
    own = sentence.words_behind(clause, figure) or sentence.own_words(clause, figure)
    before = [*sentence.clauses[: clause.index], *shared, clause]
    found = sentence.binder.candidates(sentence.text, before, len(before) - 1, figure, sentence.context, own)
    return [candidate for candidate in found if not candidate.far]


def _akin(sentence: Sentence, clause: Clause, figure: Found) -> list[Candidate]:
    """Return the names of what was counted beside the last thing in another unit: "40 policies worth 2 million"."""
    last = sentence.last
    if last is None or sentence.binder.unit_fits(sentence.text, figure, last.indicator, clause.end):
        return []
    if not sentence.is_bare(sentence.head(clause, figure), sentence.lexicon.words[last.indicator.id]):
        return []
    before = sentence.clauses[clause.index - 1].words if clause.index else frozenset()
    for words, far in ((before, 0), (before | sentence.lexicon.name_words[last.indicator.id], 1)):
        found = [
            replace(candidate, far=candidate.far + far + (not last.is_certain))
            for candidate in sentence.fitting(clause, figure, words)
            if candidate.name.indicator is not last.indicator
        ]
        if found:
            return found
    return []


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


def _is_complete(sentence: Sentence, clause: Clause, candidate: Candidate) -> bool:
    """Return whether the clause has a whole name and nothing that makes it a narrower one."""
    complete = candidate.own == len(candidate.name.words)
    return complete and not _narrowed(sentence, clause, candidate)


def _narrowed(
    sentence: Sentence, clause: Clause, candidate: Candidate, places: Sequence[Mention] | None = None
) -> bool:
    """Return whether the clause speaks of a part of what the name stands for, that the facts do not know."""
    words = (other.words for other in sentence.clauses)
    said = sentence.context.words.union(sentence.context.heading, sentence.lexicon.subject, *words)
    return sentence.purity.is_narrowed(
        sentence.text, clause, candidate.name, said, sentence.places if places is None else places
    )


def _says_more(sentence: Sentence, clause: Clause, figure: Found, candidate: Candidate) -> bool:
    """Return whether a name borrows words for a figure whose clause has others, which may make it another name."""
    indicator, lexicon = candidate.name.indicator, sentence.lexicon
    whole = lexicon.name_words.get(indicator.part_of, frozenset())
    explained = candidate.name.words | lexicon.unit_nouns[indicator.id] | whole
    borrows = candidate.own < len(candidate.name.words)
    return borrows and bool(sentence.own_words(clause, figure) - explained)


def _is_part_of_the_whole(sentence: Sentence, clause: Clause, candidate: Candidate) -> bool:
    """Return whether a part that borrows words from its whole is one that the facts know as its part."""
    if candidate.own == len(candidate.name.words) or not PART.match(sentence.text, clause.start, clause.end):
        return True
    whole = sentence.about[-1] if sentence.about else None
    return whole is not None and candidate.name.indicator.part_of == whole.indicator.id
