"""Which change a figure is: the rise or the fall of what."""

from __future__ import annotations

from dataclasses import replace

from shipa.check.bind.between import years_between
from shipa.check.bind.binding import Binding, Clause
from shipa.check.bind.cue import counts_places, counts_points, follows_by, is_against_a_standard, is_share, is_unreal
from shipa.check.bind.level import level
from shipa.check.bind.sentence import Sentence
from shipa.check.claim import Role
from shipa.model import ORDINAL, PERCENT, RANK, YEAR
from shipa.quantity import Found, Kind


def change(sentence: Sentence, clause: Clause, figure: Found, direction: int) -> Binding | None:
    """Return what a figure that is a rise or a fall is about, None where the sentence leaves it open."""
    changed = _what_changed(sentence, clause, figure)
    unreal = is_unreal(sentence.text, clause.start, figure)
    if changed is None or unreal or is_against_a_standard(sentence.text, clause.start, clause.end):
        return None
    if counts_points(sentence.text, figure) and changed.indicator.unit not in {PERCENT, RANK}:
        return None
    between = years_between(sentence, clause, figure, changed)
    return Binding(
        indicator=changed.indicator,
        span=between.span,
        role=Role.CHANGE,
        is_certain=changed.is_certain,
        base=between.base,
        direction=direction,
        since=between.since,
        is_moot=changed.is_moot or between.is_doubtful,
        is_narrower=changed.is_narrower,
    )


def repeated(sentence: Sentence, clause: Clause, figure: Found) -> Binding | None:
    """Return a change that only the one before says to be one: "10 percent in 2029 and 8 percent in 2030"."""
    quantity = figure.quantity
    moves = (one.direction or one.trend for one in reversed(sentence.earlier) if one)
    direction = next(filter(None, moves), 0)
    by = follows_by(sentence.text, clause.start, figure)
    if not direction or not (by or (quantity.kind in {Kind.PERCENT, Kind.POINTS} and sentence.is_bare(clause))):
        return None
    if is_share(sentence.text, clause.start, clause.end, figure):
        return None
    return change(sentence, clause, figure, direction)


def _what_changed(sentence: Sentence, clause: Clause, figure: Found) -> Binding | None:
    """Return the level that moved: one beside the change, what its clause names, or what the text spoke of."""
    beside = _beside(sentence, clause)
    if beside:
        return beside[-1]
    found = _meant(sentence, clause, figure) or named(sentence, clause, figure)
    if found:
        return found
    head = sentence.head(clause, figure)
    if head.words:
        previous = sentence.previous_level()
        if previous is None or head.words - sentence.lexicon.words[previous.indicator.id]:
            return None
    return _spoken_of(sentence, clause, figure)


def _spoken_of(sentence: Sentence, clause: Clause, figure: Found) -> Binding | None:
    """Return the last level of the sentence, the next one, or the last of the text before, which is never certain."""
    spoken = sentence.spoken(clause, figure) if sentence.about else []
    earlier = [binding for binding in spoken if binding is None or binding.role is not Role.CHANGE] or spoken
    if earlier:
        last = earlier[-1]
        if last is None:
            return None
        words = sentence.lexicon.words[last.indicator.id]
        bare = sentence.is_bare(sentence.head(clause, figure), words)
        alone = bare or sentence.is_bare(sentence.lead(clause, figure), words)
        nearest = spoken[-1]
        same = nearest is not None and nearest.indicator is last.indicator
        return replace(last, is_certain=last.is_certain and bare and same, is_moot=last.is_moot or not alone)
    if clause.index + 1 < len(sentence.clauses) and clause.figures[-1] is figure:
        following = sentence.clauses[clause.index + 1]
        if found := level(sentence, following, following.figures[0]):
            return found
    last = sentence.context.last
    return replace(last, is_certain=False) if last else None


def _meant(sentence: Sentence, clause: Clause, figure: Found) -> Binding | None:
    """Return the one thing that the text spoke of, where a pronoun stands for it: "they had risen by 40"."""
    last = sentence.context.last
    if last is None or sentence.about or len({level.indicator.id for level in sentence.context.levels}) > 1:
        return None
    bare = sentence.is_bare(clause, sentence.lexicon.words[last.indicator.id])
    dropped = not sentence.text[clause.start : clause.end].isascii() and sentence.is_bare(sentence.lead(clause, figure))
    return last if bare and (dropped or sentence.refers_back(clause, figure)) else None


def _beside(sentence: Sentence, clause: Clause) -> list[Binding | None]:
    """Return the levels of the clause, without those from which something moved."""
    return [
        binding
        for other in clause.figures
        if other.start in sentence.here
        for binding in [sentence.here[other.start]]
        if not (binding and binding.role is Role.CHANGE) and not sentence.dating.starts(other)
    ]


def named(sentence: Sentence, clause: Clause, figure: Found) -> Binding | None:
    """Return what the clause of a change names itself, whatever its unit."""
    lexicon, context = sentence.lexicon, sentence.context
    before = frozenset().union(*(other.words for other in sentence.clauses[: clause.index]))
    if context.lead:
        before |= context.lead.words
    unlike = {ORDINAL, YEAR} | ({RANK} if not counts_places(sentence.text, figure) else set())
    best: dict[str, tuple[int, int]] = {}
    names = {}
    for name in lexicon.named_by(clause.words | before | context.words | context.heading):
        mine = len(name.words & clause.words)
        if mine and name.indicator.unit not in unlike:
            rank = (mine, len(name.words))
            if rank > best.get(name.indicator.id, (0, 0)):
                best[name.indicator.id] = rank
                names[name.indicator.id] = name
    winner = _winner(sentence, best)
    if winner is None:
        return None
    name = names[winner]
    pure = not (name.words - clause.words - before) and sentence.purity.is_pure(
        sentence.text, clause, name, sentence.places
    )
    span = sentence.dating.span(clause, figure)
    return Binding(indicator=name.indicator, span=span, role=Role.LEVEL, is_certain=pure)


def _winner(sentence: Sentence, ranks: dict[str, tuple[int, int]]) -> str | None:
    """Return the indicator with the best name; of several that are as good, the one that the text last spoke of."""
    top = max(ranks.values(), default=None)
    winners = [indicator for indicator, rank in ranks.items() if rank == top]
    if len(winners) > 1:
        previous = sentence.previous_level()
        winners = [previous.indicator.id] if previous and previous.indicator.id in winners else []
    return winners[0] if winners else None
