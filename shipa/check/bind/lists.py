"""Rows of figures, each of which belongs to one of another row: "618 and 574 in 2029 and 2030", 分别为702和574件.

What a row is spread over are names, periods, or what was said just before: "40 loans and 12 gifts, against 36 and 9".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from shipa.check.bind.binding import Binding, Clause, Span
from shipa.check.bind.change import named
from shipa.check.bind.dating import BESIDE, IN_SENTENCE, year
from shipa.check.bind.level import level
from shipa.check.bind.sentence import Sentence
from shipa.check.claim import Role
from shipa.check.find.when import Scope, When
from shipa.quantity import Found, Kind

_LISTED = re.compile(r"respectively|分别|各为|依次", re.IGNORECASE)
_LIST_MARK = re.compile(r"、|,|，|\band\b|以及|和|与|及", re.IGNORECASE)
_JOINS = re.compile(
    r"(?P<unit>[件起宗例项人名位元笔个家户批次吨册棵份篇张]{0,2})\s?(?:,\sand\s|,\s|and\s|[、，]|以及|和|与|及)\s?"
)
_DURATION = re.compile(r"年|个月|\s(?:years?|months?)\b", re.IGNORECASE)
_PERIODS_JOIN = re.compile(r"\s?(?:,\s?(?:and)?|and|、|，|和|与|及)\s?", re.IGNORECASE)
_RELATIVE = frozenset({Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE})

Row = list[int]  # places of figures in their sentence


def pair_lists(sentence: Sentence) -> None:
    """Give each member of a row the name, the period or the thing that stands at its place in the other row.

    Where there is no other row, all is in doubt.
    """
    listed = _LISTED.search(sentence.text, sentence.start, sentence.end) is not None
    found = [*_rows(sentence)]
    if listed and not found and _each_has_its_year(sentence):
        return
    if listed and not found:
        found = [*_loose_rows(sentence)]
    unpaired: list[int] = []
    for row in found:
        printed = [sentence.figures[place] for place in row]
        _measure_alike(sentence, row)
        bindings = (
            _by_periods(sentence, row, listed=listed)
            or _by_names(sentence, row, listed=listed)
            or _by_what_was_said(sentence, row, listed=listed)
        )
        for place, binding in zip(row, bindings or (), strict=False):
            sentence.about[place] = binding
            sentence.in_rows.add(sentence.figures[place].start)
        if not bindings:
            unpaired.extend(row)
            for place, figure in zip(row, printed, strict=True):
                sentence.figures[place] = figure
    if listed:  # and yet nobody knows what belongs to what
        for place in unpaired or (range(len(sentence.about)) if not found else ()):
            about = sentence.about[place]
            sentence.about[place] = about and replace(about, is_moot=True)


def _each_has_its_year(sentence: Sentence) -> bool:
    """Return whether the word for a list is idle: "40 in 2029 and 50 in 2030, respectively"."""
    years = [one.span.year for one in sentence.about if one and one.span.stated == BESIDE]
    return len(years) == len(sentence.about) == len(set(years) - {None}) > 1


def _measure_alike(sentence: Sentence, row: Row) -> None:
    """Make percentages of the numbers in a row whose last one has the sign for all: "by 4 and 6 percent"."""
    kind = sentence.figures[row[-1]].quantity.kind
    for place in row[:-1] if kind in _RELATIVE else ():
        figure = sentence.figures[place]
        if figure.quantity.kind is Kind.NUMBER:
            sentence.figures[place] = replace(figure, quantity=replace(figure.quantity, kind=kind))


def _rows(sentence: Sentence) -> Iterator[Row]:
    """Yield each stretch of figures of one sort with nothing between them but marks of a list."""
    row: Row = []
    for place, figure in enumerate(sentence.figures):
        last = sentence.figures[row[-1]] if row else None
        if last and _goes_on(sentence.text, last, figure):
            row.append(place)
        else:
            if len(row) > 1:
                yield row
            row = [place]
    if len(row) > 1:
        yield row


def _loose_rows(sentence: Sentence) -> Iterator[Row]:
    """Yield all the levels and all the changes, for a sentence that says that its figures make rows."""
    for kinds in ({Kind.NUMBER}, _RELATIVE):
        row = [
            place
            for place, figure in enumerate(sentence.figures)
            if figure.quantity.kind in kinds and not _DURATION.match(sentence.text, figure.end)
        ]
        if len(row) > 1:
            yield row


def _goes_on(text: str, one: Found, two: Found) -> bool:
    """Return whether a figure stands beside another one in a row; the unit may stand behind the last one only."""
    kinds = (one.quantity.kind, two.quantity.kind)
    alike = kinds[1] in _RELATIVE or kinds == (Kind.NUMBER, Kind.NUMBER)
    if not alike or kinds[0] not in {Kind.NUMBER, *_RELATIVE} or one.words or two.words:
        return False
    joins = _JOINS.fullmatch(text, one.end, two.start)
    same_unit = joins is not None and (not joins["unit"] or text.startswith(joins["unit"], two.end))
    return same_unit and one.quantity.currency in {"", two.quantity.currency} and not _DURATION.match(text, two.end)


# ── over periods ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _by_periods(sentence: Sentence, row: Row, *, listed: bool) -> list[Binding | None] | None:
    """Return what the row is about where its members belong to as many years: "40 and 50 in 2029 and 2030"."""
    first, last = sentence.figures[row[0]], sentence.figures[row[-1]]
    around = [when for when in sentence.dating.whens if not when.is_base]
    before = [when for when in around if when.end <= first.start]
    after = [when for when in around if when.start >= last.end]
    for whens in (before, after, [*before, *after] if listed else []):
        spans = _years(sentence, whens if listed else _listed_together(sentence, whens))
        if len(spans) == len(row):
            return _spread(sentence, row, spans)
    return None


def _listed_together(sentence: Sentence, whens: Sequence[When]) -> Sequence[When]:
    together = all(_PERIODS_JOIN.fullmatch(sentence.text, one.end, two.start) for one, two in pairwise(whens))
    return whens if together else ()


def _years(sentence: Sentence, whens: Sequence[When]) -> list[Span]:
    """Return the years that a list of them, or one "2022 to 2024", stands for."""
    years = [sentence.dating.resolved(when, BESIDE) for when in whens if when.scope is Scope.YEAR]
    if not years and len(whens) == 1 and whens[0].scope is Scope.SPAN and whens[0].first and whens[0].last:
        return [year(number, BESIDE) for number in range(whens[0].first.year, whens[0].last.year + 1)]
    return years


def _spread(sentence: Sentence, row: Row, spans: Sequence[Span]) -> list[Binding | None]:
    """Return what one name makes of the row in each period."""
    whole = _whole(sentence, row)
    return [whole and replace(whole, span=span, is_moot=False, trend=0, since=()) for span in spans]


def _whole(sentence: Sentence, row: Row) -> Binding | None:
    """Return the one thing that a row is about, by that member of it which is named."""
    known = [binding for place in row if (binding := sentence.about[place])]
    if len({(binding.indicator.id, binding.role is Role.CHANGE) for binding in known}) != 1:
        return None
    return next((binding for binding in known if binding.is_certain), known[0])


# ── over names ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _by_names(sentence: Sentence, row: Row, *, listed: bool) -> list[Binding | None] | None:
    """Return what the row is about where as many names stand before it: "loans and gifts came to 40 and 12"."""
    first = sentence.figures[row[0]]
    clause = sentence.clause_of(first)
    pieces = [*_pieces(sentence, clause, first)]
    while len(pieces) > len(row) and not pieces[0].words:
        pieces.pop(0)
    if len(pieces) != len(row) or not all(piece.words for piece in pieces):
        return None
    found = [_of_piece(sentence, pieces[: index + 1], place) for index, place in enumerate(row)]
    distinct = {binding.indicator.id for binding in found if binding}
    return found if len(distinct) == len(row) or (listed and distinct) else None


def _pieces(sentence: Sentence, clause: Clause, first: Found) -> Iterator[Clause]:
    """Yield what stands between the marks of a list, from the beginning of the clause to its first figure."""
    text, start = sentence.text, clause.start
    for mark in [*_LIST_MARK.finditer(text, clause.start, first.start), None]:
        piece = sentence.binder.clause(text, start, mark.start() if mark else first.start)
        yield replace(piece, index=clause.index, figures=[])
        start = mark.end() if mark else first.start


def _of_piece(sentence: Sentence, pieces: Sequence[Clause], place: int) -> Binding | None:
    """Return what a member of the row is about, its name being in the last piece, or half of it in those before."""
    piece = pieces[-1]
    figure = sentence.figures[place]
    direction = next((one.direction for one in sentence.about if one and one.role is Role.CHANGE), 0)
    if figure.quantity.kind in _RELATIVE and direction:
        of = named(sentence, piece, figure)
        if of is None:
            return None
        base = sentence.dating.base(sentence.clause_of(figure), of.span, figure)
        is_multiple = figure.quantity.kind is Kind.MULTIPLE  # "2 times" may mean 3 times as much
        return replace(of, role=Role.CHANGE, direction=direction, base=base, is_moot=is_multiple)
    before = [*sentence.clauses[: piece.index], *pieces]
    found = sentence.binder.candidates(sentence.text, before, len(before) - 1, figure, sentence.context, piece.words)
    if not found or found[0].far or any(other.rank == found[0].rank for other in found[1:]):
        return None
    best = found[0].name
    return Binding(
        indicator=best.indicator,
        span=sentence.dating.span(sentence.clause_of(figure), figure),
        role=Role.LEVEL,
        is_certain=sentence.purity.is_pure(sentence.text, piece, best, sentence.places),
        in_full=True,
    )


# ── over what was said before ────────────────────────────────────────────────────────────────────────────────────────


def _follows_unknown(sentence: Sentence, row: Row) -> bool:
    """Return whether one of the levels right before a row of changes, which go with them, is of nothing known."""
    levels = [
        one
        for one, figure in zip(sentence.about[: row[0]], sentence.figures, strict=False)
        if figure.quantity.kind is Kind.NUMBER and not (one and one.role is Role.CHANGE)
    ]
    return None in levels[-len(row) :]


def _by_what_was_said(sentence: Sentence, row: Row, *, listed: bool) -> list[Binding | None] | None:
    """Return what the row is about where the text has just given as many other figures, in the same order.

    These are of several things in one year, and the row gives them for another one, or of one thing in several years,
    and the row is of another thing; a row of changes goes with the levels before it.
    """
    said = [one for one in sentence.about[: row[0]] if one and one.role is not Role.CHANGE]
    said = said or [one for one in sentence.context.levels if one.role is not Role.CHANGE]
    first, last = sentence.figures[row[0]], sentence.figures[row[-1]]
    are_changes = last.quantity.kind in _RELATIVE or (listed and sentence.direction(first) != 0)
    if listed and are_changes:
        said = [] if _follows_unknown(sentence, row) else said[-len(row) :]
    if len(said) != len(row) or len({(one.indicator.id, one.span.year) for one in said}) != len(row):
        return None
    return _changed(sentence, row, said) if are_changes else _told_again(sentence, row, said)


def _changed(sentence: Sentence, row: Row, said: Sequence[Binding]) -> list[Binding | None] | None:
    """Return the changes of what was said, each of the thing at its place."""
    first, last = sentence.figures[row[0]], sentence.figures[row[-1]]
    changes = [sentence.about[place] for place in row]
    direction = next((one.direction for one in changes if one), 0) or sentence.direction(first)
    if not direction:
        return None
    opening = sentence.clause_of(first)
    return [
        replace(one, role=Role.CHANGE, direction=direction, trend=0, base=sentence.dating.base(opening, one.span, last))
        for one in said
    ]


def _told_again(sentence: Sentence, row: Row, said: Sequence[Binding]) -> list[Binding | None] | None:
    """Return the levels of the same things in another year, or of another thing in the same years."""
    first, last = sentence.figures[row[0]], sentence.figures[row[-1]]
    clause = sentence.clause_of(last)
    span = sentence.dating.span(clause, last)
    if span.scope is Scope.YEAR and any(one.span.scope not in {Scope.YEAR, None} for one in said):
        return [None] * len(row)  # parts of a year are compared with parts of another one
    things = {one.indicator.id for one in said}
    if len(things) == len(row) and span.stated >= IN_SENTENCE and span.year not in {one.span.year for one in said}:
        words = frozenset().union(*(sentence.lexicon.words[one.indicator.id] for one in said))
        bare = sentence.is_bare(sentence.lead(sentence.clause_of(first), first), words)  # not "the figures for noise"
        fits = bare and all(
            sentence.binder.unit_fits(sentence.text, sentence.figures[place], one.indicator, clause.end)
            for place, one in zip(row, said, strict=True)
        )
        return [replace(one, span=span, trend=0, is_moot=False) for one in said] if fits else None
    whole = _whole(sentence, row) or level(sentence, clause, last)
    if len(things) == 1 and whole and whole.indicator.id not in things:
        return [replace(whole, span=one.span, is_moot=False, trend=0) for one in said]
    return None
