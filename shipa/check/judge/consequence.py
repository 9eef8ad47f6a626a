"""What the verdict on one figure of a sentence means for the others: confirmation, exchange, and mere echo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from shipa.check.bind.binding import Binding, Read, Span
from shipa.check.bind.dating import year
from shipa.check.claim import Role, Verdict
from shipa.check.judge.agreement import agrees_with_range, is_telling
from shipa.check.judge.facts import changes, levels
from shipa.check.judge.judgement import OPEN, Judgement
from shipa.check.judge.kindred import Kindred
from shipa.check.judge.rules import span_text
from shipa.check.judge.verdict import judge
from shipa.growth import not_negative
from shipa.quantity import Kind, Quantity

Judged = tuple[Read, Judgement]
_APART = 4  # as many figures of a sentence lie at most between two that are taken for each other


def with_consequences(judged: Iterable[Judged], kindred: Kindred) -> Iterator[Judged]:
    """Yield the judgements, each after a look at those on the other figures of its sentence."""
    for _, sentence in groupby(judged, key=lambda one: one[0].sentence):
        members = [*sentence]
        if len(members) > 1:
            members = _without_echoes(_exchanged(_confirmed(members, kindred), kindred), kindred)
        yield from members


# ── a change beside a level that is right ────────────────────────────────────────────────────────────────────────────


def _confirmed(members: Sequence[Judged], kindred: Kindred) -> list[Judged]:
    """Return the judgements; what a change is of is certain where the level before it is right."""
    found: list[Judged] = []
    indicator, years = None, set[int | None]()  # of which the level is right
    for read, judgement in members:
        binding = read.binding
        known = binding and binding.indicator is indicator and binding.span.year in years
        if binding and known and _may_be_certain(binding, judgement):
            found.append((read, _certainly(read.figure.quantity, binding, kindred)))
            continue
        found.append((read, judgement))
        if binding is None or binding.role is not Role.CHANGE:
            telling = judgement.verdict is Verdict.SUPPORTED and is_telling(read.figure.quantity)
            level = judgement.binding if telling and _is_level(judgement) else None
            if level is None or level.indicator is not indicator:
                indicator, years = (level.indicator, set()) if level else (None, set())
            years |= {level.span.year} - {None} if level else set()
    return found


def _certainly(quantity: Quantity, change: Binding, kindred: Kindred) -> Judgement:
    """Return the judgement on a change, of which only since when it is may still be misread."""
    on_the_year = judge(quantity, replace(change, is_certain=True, base=Span(), since=()), kindred)
    if on_the_year.verdict is Verdict.SUPPORTED:
        return replace(OPEN, binding=change)
    return judge(quantity, replace(change, is_certain=True), kindred)


def _may_be_certain(change: Binding, judgement: Judgement) -> bool:
    doubtful = judgement.verdict is Verdict.UNKNOWN and not (change.is_certain or change.is_moot)
    return doubtful and change.role is Role.CHANGE


# ── figures in each other's place ────────────────────────────────────────────────────────────────────────────────────


def _exchanged(members: list[Judged], kindred: Kindred) -> list[Judged]:
    """Return the judgements, with an alarm for two figures each of which would be right in the other's place.

    Here the binding of one may be doubtful, and changes and targets count as well.
    """
    open_ = [
        place
        for place, (read, judgement) in enumerate(members)
        if read.binding and judgement.verdict is not Verdict.SUPPORTED and not read.binding.multiple
    ]
    for one, two in ((one, two) for place, one in enumerate(open_) for two in open_[place + 1 : place + 1 + _APART]):
        (first, before), (second, behind) = members[one], members[two]
        if Verdict.UNKNOWN not in {before.verdict, behind.verdict}:
            continue
        there = _in_the_place_of(first, second, kindred)
        here = there and _in_the_place_of(second, first, kindred)
        if here and there:
            for place, read, judgement, right in ((one, first, before, here), (two, second, behind, there)):
                if judgement.verdict is Verdict.UNKNOWN:
                    members[place] = read, _alarm(read, right)
    return members


def _in_the_place_of(read: Read, other: Read, kindred: Kindred) -> Judgement | None:
    """Return the judgement that the facts support a figure in the place of another one, None where they do not."""
    mine, theirs = read.binding, other.binding
    if mine is None or theirs is None or mine.is_moot or theirs.is_moot or mine.is_narrower or theirs.is_narrower:
        return None
    alike = mine.role is theirs.role and mine.direction == theirs.direction
    if not alike or not (mine.is_certain or theirs.is_certain) or _same(read.figure.quantity, other.figure.quantity):
        return None
    judgement = judge(read.figure.quantity, replace(theirs, is_certain=True), kindred)
    return judgement if judgement.verdict is Verdict.SUPPORTED else None


def _same(one: Quantity, two: Quantity) -> bool:
    return one.value == two.value or one.kind is not two.kind or one.currency != two.currency


def _alarm(read: Read, right: Judgement) -> Judgement:
    return replace(
        right,
        verdict=Verdict.CONTRADICTED,
        code="C103",
        binding=read.binding,
        message=f"exchanged with another figure of the sentence; the facts say {right.expected}",
    )


# ── a mistake that follows from another ──────────────────────────────────────────────────────────────────────────────


def _without_echoes(members: Sequence[Judged], kindred: Kindred) -> list[Judged]:
    """Return the judgements, without alarms that only follow from another one.

    A change that no document states, beside a level of the same sentence that is wrong and from which it follows, was
    computed from that: one mistake, one alarm. Beside the right level there is no second one: what differs is of
    something else. So is a level that is no fact's at all, and the change that goes with it. Where several figures of
    one thing have the same wrong scale and none is right, it is a unit that was not read.
    """
    unread = _unread_scales(members)
    wrong = {_about(judgement): read.figure.quantity for read, judgement in members if _is_wrong_level(judgement)}
    right = {_about(judgement) for _, judgement in members if _is_right_level(judgement)}
    strange: set[tuple[str, str]] = set()
    found = []
    for read, judgement in members:
        about = _about(judgement)
        computed = judgement.is_computed and judgement.verdict is Verdict.CONTRADICTED and about in wrong
        echoes = (
            (computed and _follows(read, wrong[about], kindred))
            or (_is_wrong_level(judgement) and (about in right or _scale(read, judgement) in unread))
            or (_is_wrong_change(judgement) and about in strange)
        )
        if _is_level(judgement):
            no_fact = echoes or judgement.verdict is Verdict.UNKNOWN
            strange = strange | {about} if no_fact else strange - {about}
        found.append((read, replace(OPEN, binding=judgement.binding) if echoes else judgement))
    return found


def _scale(read: Read, judgement: Judgement) -> tuple[str, Decimal] | None:
    """Return of what the scale of a figure is out, and by how much; None where it is not."""
    value = read.figure.quantity.value
    if judgement.code != "C104" or judgement.fact is None or judgement.binding is None or not value:
        return None
    return judgement.binding.indicator.id, judgement.fact.value / value


def _unread_scales(members: Sequence[Judged]) -> set[tuple[str, Decimal]]:
    """Return the wrong scales that several figures of one thing share, where none of its figures is right."""
    right = {one.binding.indicator.id for _, one in members if one.binding and _is_right_level(one)}
    count = Counter(_scale(read, judgement) for read, judgement in members)
    return {scale for scale, several in count.items() if scale and several > 1 and scale[0] not in right}


def _follows(read: Read, level: Quantity, kindred: Kindred) -> bool:
    """Return whether a change may have been computed from a level that is wrong, or is of the same other year."""
    binding, claimed = read.binding, read.figure.quantity
    if binding is None or binding.multiple or binding.whole or binding.span.year is None:
        return True
    base: Span = binding.base if binding.base.year else year(binding.span.year - 1, binding.span.stated)
    known = [one.quantity for one in levels(binding.indicator, base) if one.quantity]
    if not known or any(_leads_to(claimed, binding.direction, earlier, level) for earlier in known):
        return True
    others = [
        one.period.year for one in binding.indicator.observations if one.quantity and one.quantity.value == level.value
    ]
    spans = [year(other, binding.span.stated) for other in others if other]
    return any(
        not changes(binding.indicator, span, Span())
        or judge(claimed, replace(binding, span=span, base=Span()), kindred).verdict is Verdict.SUPPORTED
        for span in spans
    )


def _leads_to(claimed: Quantity, direction: int, earlier: Quantity, level: Quantity) -> bool:
    """Return whether a change is that from one figure to another."""
    if claimed.kind is Kind.PERCENT:
        possible = not_negative(level.interval).percent_change_from(not_negative(earlier.interval))
    else:
        possible = level.interval - earlier.interval
    size = -possible if direction < 0 else possible
    return not agrees_with_range(replace(claimed, value=abs(claimed.value)), size).fails


def _about(judgement: Judgement) -> tuple[str, str]:
    binding = judgement.binding
    return (binding.indicator.id if binding else "", judgement.period or (span_text(binding.span) if binding else ""))


def _is_wrong_change(judgement: Judgement) -> bool:
    binding = judgement.binding
    return judgement.verdict is Verdict.CONTRADICTED and binding is not None and binding.role is Role.CHANGE


def _is_wrong_level(judgement: Judgement) -> bool:
    return judgement.verdict is Verdict.CONTRADICTED and _is_level(judgement)


def _is_right_level(judgement: Judgement) -> bool:
    return judgement.verdict is Verdict.SUPPORTED and _is_level(judgement)


def _is_level(judgement: Judgement) -> bool:
    binding = judgement.binding
    return binding is not None and binding.role is not Role.CHANGE and binding.whole is None
