"""What a figure is of that has no name beside it: what the text has just spoken of, in another year or place."""

from __future__ import annotations

import re
from dataclasses import replace

from shipa.check.bind.binding import Binding, Clause, Span
from shipa.check.bind.cue import follows_to, is_reached
from shipa.check.bind.dating import BESIDE, IN_SENTENCE
from shipa.check.bind.role import role
from shipa.check.bind.sentence import Sentence
from shipa.check.claim import Role
from shipa.quantity import Bound, Found


def carried(sentence: Sentence, clause: Clause, figure: Found, span: Span) -> Binding | None:
    """Return the binding of a figure before, where the clause adds nothing but another period or place."""
    topic = _topic(sentence, clause, figure)
    if topic is None or sentence.own_words(clause, figure) - sentence.lexicon.words[topic.indicator.id]:
        return None
    if sentence.lexicon.names_a_part(clause.words, topic.indicator):
        return None
    contrasted = span.stated == BESIDE or _is_contrasted(sentence, clause, figure)
    resumed = not contrasted and _is_resumed(sentence, clause, figure, topic, span)
    if not (contrasted or resumed) or _names_itself(sentence, clause, figure):
        return None
    spoken = [one for one in sentence.spoken(clause, figure) if one and one.role is not Role.CHANGE]
    named = [
        indicator
        for indicator in {one.indicator.id: one.indicator for one in spoken}.values()
        if sentence.binder.unit_fits(sentence.text, figure, indicator, clause.end)
    ]
    several = not clause.words and len(named) > 1
    here = bool(sentence.earlier) or (_is_clear(sentence, clause, figure, topic) and not several)
    head = sentence.head(clause, figure)
    else_named = not head.words and not sentence.is_bare(head, sentence.lexicon.words[topic.indicator.id])
    return replace(
        topic,
        span=span,
        role=role(sentence, figure, topic.indicator, span),
        is_certain=topic.is_certain and here,
        is_moot=topic.is_moot or several or else_named,
        in_full=topic.in_full and contrasted,
        direction=0,
        base=Span(),
        since=(),
    )


def _topic(sentence: Sentence, clause: Clause, figure: Found) -> Binding | None:
    """Return what the text last spoke of; a pronoun may stand for something before that, if its unit fits better."""
    if counted := _counted_alike(sentence, clause, figure):
        return counted
    for spoken in reversed(sentence.spoken(clause, figure)):
        if spoken is None or sentence.binder.unit_fits(sentence.text, figure, spoken.indicator, clause.end):
            return spoken
        if not sentence.refers_back(clause, figure):
            return None
    return None


def _counted_alike(sentence: Sentence, clause: Clause, figure: Found) -> Binding | None:
    """Return the one thing that the text before spoke of in the unit of the figure: "in 2029 there were 40 guests"."""
    if not sentence.binder.unit_of(sentence.text, figure, clause.end):
        return None
    spoken = [one for one in [*sentence.context.levels, *sentence.earlier] if one and one.role is not Role.CHANGE]
    fitting = {
        one.indicator.id: one
        for one in spoken
        if sentence.binder.unit_fits(sentence.text, figure, one.indicator, clause.end)
    }
    return next(iter(fitting.values())) if len(fitting) == 1 and len({one.indicator.id for one in spoken}) > 1 else None


def _is_contrasted(sentence: Sentence, clause: Clause, figure: Found) -> bool:
    return (
        sentence.dating.starts(figure)
        or (follows_to(sentence.text, sentence.start, figure) and len(clause.figures) > 1)
        or any(clause.start <= place.start < clause.end for place in sentence.places)
    )


def _is_clear(sentence: Sentence, clause: Clause, figure: Found, topic: Binding) -> bool:
    """Return whether a sentence can only speak of what the one before did: by a pronoun, or "Overby had 40"."""
    placed = any(clause.start <= place.start < clause.end for place in sentence.places)
    bare = sentence.is_bare(sentence.head(clause, figure), sentence.lexicon.words[topic.indicator.id])
    return bare and (placed or sentence.refers_back(clause, figure))


def _is_resumed(sentence: Sentence, clause: Clause, figure: Found, topic: Binding, span: Span) -> bool:
    """Return whether a figure goes on from a change ("rose 8 percent, to 40"), or a pronoun stands for its subject."""
    others = [sentence.words_behind(clause, other) for other in clause.figures]
    if not sentence.is_bare(clause, sentence.lexicon.words[topic.indicator.id].union(*others)):
        return False
    before = sentence.figure_before(figure)
    moved = topic.role is Role.CHANGE or (before is not None and before.quantity.bound is not Bound.EXACT)
    reached = follows_to(sentence.text, sentence.start, figure) or is_reached(sentence.text, figure)
    another_year = span.stated >= IN_SENTENCE and span.year != topic.span.year
    alike = another_year and _counted_alike(sentence, clause, figure) is not None
    return (moved and reached) or alike or sentence.refers_back(clause, figure)


def _names_itself(sentence: Sentence, clause: Clause, figure: Found) -> bool:
    own = sentence.own_words(clause, figure)
    return any(name.words <= own for name in sentence.lexicon.named_by(own))


_BRACKET = re.compile(r"(?:(?:\s[a-z-]+){0,3}|[\u3400-\u9fff]{0,3})\s?[（(]\s?")


def restated(sentence: Sentence, figure: Found) -> Binding | None:
    """Return what the rounded figure before is about, where this one is the exact one: "about 400 (412)"."""
    before = sentence.figure_before(figure)
    if before is None or not _BRACKET.fullmatch(sentence.text, before.end, figure.start):
        return None
    one, two = before.quantity, figure.quantity
    rounded = one.bound is not Bound.EXACT or before.words
    same = (one.kind, one.currency) == (two.kind, two.currency)
    return sentence.last if rounded and same and sentence.text[figure.end : figure.end + 1] in {")", "）"} else None
