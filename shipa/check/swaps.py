"""Two figures of a sentence that have changed places: each is wrong where it stands, and right where the other does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby

from shipa.check.binding import Binding, Read
from shipa.check.claim import Role, Verdict
from shipa.check.facts import levels
from shipa.check.judge import agreement
from shipa.check.judgement import Judgement
from shipa.check.rules import span_text
from shipa.model import Observation
from shipa.quantity import write

Judged = tuple[Read, Judgement]
_MOST = 12  # figures of a sentence: longer ones are no statement that anybody would check


def with_swaps(judged: Sequence[Judged]) -> Iterator[Judged]:
    """Yield the judgements; what was left open is wrong where it is the figure of another thing, and the other its."""
    for _, sentence in groupby(judged, key=lambda one: one[0].sentence):
        members = list(sentence)
        open_ = [place for place, (read, judgement) in enumerate(members) if _may_be_swapped(read, judgement)]
        for one, two in combinations(open_, 2) if len(open_) <= _MOST else ():
            if _are_swapped(members[one], members[two]):
                members[one], members[two] = _alarm(members[one], members[two]), _alarm(members[two], members[one])
        yield from members


def _may_be_swapped(read: Read, judgement: Judgement) -> bool:
    binding = read.binding
    if binding is None or judgement.verdict is Verdict.SUPPORTED or binding.role in {Role.CHANGE, Role.TARGET}:
        return False
    return (binding.is_certain or binding.in_full) and not (binding.is_moot or binding.is_narrower)


def _are_swapped(one: Judged, two: Judged) -> bool:
    first, second = one[0].binding, two[0].binding
    if first is None or second is None or not (first.is_certain or second.is_certain):
        return False
    if Verdict.UNKNOWN not in {one[1].verdict, two[1].verdict}:
        return False
    mine, yours = _fact(first), _fact(second)
    return bool(mine and yours) and all(
        _agrees(judged, fact) is is_right
        for judged, fact, is_right in ((one, mine, False), (one, yours, True), (two, yours, False), (two, mine, True))
    )


def _fact(binding: Binding) -> Observation | None:
    """Return the one observation that a figure is to be compared with; without a period there must be no other."""
    dated = binding.span.scope is not None and binding.span.first is not None
    known = levels(binding.indicator, binding.span) if dated else binding.indicator.observations
    with_figures = [observation for observation in known if observation.quantity]
    return with_figures[0] if len(with_figures) == 1 else None


def _agrees(judged: Judged, fact: Observation | None) -> bool | None:
    """Return whether a figure is that of a fact, None where that is open."""
    if fact is None or fact.quantity is None:
        return None
    outcome = agreement(judged[0].figure.quantity, fact.quantity)
    return True if outcome.holds else False if outcome.fails else None


def _alarm(judged: Judged, other: Judged) -> Judged:
    read, judgement = judged
    if judgement.verdict is Verdict.CONTRADICTED or read.binding is None or other[0].binding is None:
        return judged
    fact, stands_for = _fact(read.binding), other[0].binding
    if fact is None or fact.quantity is None:
        return judged
    shown = write(fact.quantity)
    same = stands_for.indicator is read.binding.indicator
    of = f"the figure for {stands_for.span.year}" if same else stands_for.indicator.title
    return read, Judgement(
        verdict=Verdict.CONTRADICTED,
        binding=read.binding,
        code="C102" if same else "C103",
        period=span_text(read.binding.span) or str(fact.period),
        expected=shown,
        sources=(fact.source,),
        message=f"that is {of}; the facts say {shown}",
        fact=fact.quantity,
    )
