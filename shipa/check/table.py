"""Tables in a draft: what a cell is about is said by the heads of its row and its column, and by what stands above."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from shipa.check.bind import Binder
from shipa.check.binding import Binding, Clause, Context, Read, Span
from shipa.check.claim import Role
from shipa.check.find import Aside
from shipa.check.layout import Block
from shipa.check.when import Scope, periods
from shipa.model import RANK
from shipa.quantity import Found, Kind, find


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place in the text, its row and its column."""

    start: int
    end: int
    row: int
    column: int


_CELL = re.compile(r"[^|\n]+")
_RULE_ROW = re.compile(r"[|\s:\-–+=]*")
_CHANGE_HEAD = re.compile(
    r"change|growth|increase|year[\s-]on[\s-]year|yoy|y/y|±|\+/-|同比|增长|增幅|增速|变化", re.IGNORECASE
)
_UNIT = re.compile(r"[（(\[]([^()（）\[\]]{1,30})[)）\]]|[,，/]\s*([^,，/|]{1,20})\s*$")
_PART_OF_A_YEAR = (Scope.PART, Scope.SINCE)


def read_table(
    binder: Binder, text: str, block: Block, numbers: Sequence[Found], context: Context, sentence: int
) -> Iterator[Read | Aside]:
    """Yield every number of a table with what its cell is about."""
    cells = list(_cells(text, block))
    starts = [cell.start for cell in cells]
    heads = {cell.column: cell for cell in cells if cell.row == 0}
    firsts = {cell.row: cell for cell in reversed(cells)}
    last: Binding | None = None
    for number in numbers:
        position = bisect_right(starts, number.core[0]) - 1
        cell = cells[position] if position >= 0 and number.core[0] < cells[position].end else None
        if cell is None or any(
            when.start <= number.core[0] - cell.start < when.end for when in periods(text[cell.start : cell.end])
        ):
            yield Aside(number, "a date or a period")
        elif cell.row == 0 or cell is firsts[cell.row]:
            yield Aside(number, "part of a head")
        else:
            above = heads.get(cell.column)
            head_texts = [text[head.start : head.end] for head in (firsts[cell.row], above) if head]
            figure = _in_unit(number, head_texts)
            is_change = _is_change(text, cell, number, head_texts)
            binding = _binding(binder, text, cell, figure, firsts[cell.row], above, context)
            if is_change:
                level = binding or last
                binding = replace(level, role=Role.CHANGE, direction=_direction(text, number)) if level else None
            elif binding:
                last = binding
            yield Read(figure, binding, sentence)


def _cells(text: str, block: Block) -> Iterator[Cell]:
    row = 0
    position = block.start
    for line in text[block.start : block.end].splitlines(keepends=True):
        if not _RULE_ROW.fullmatch(line):
            begin = position + (len(line) - len(line.lstrip(" \t|")))
            shift = text[position:begin].count("|") - 1 if "|" in text[position:begin] else 0
            for column, match in enumerate(_CELL.finditer(text, begin, position + len(line)), start=max(shift, 0)):
                yield Cell(match.start(), match.end(), row, column)
            row += 1
        position += len(line)


def _in_unit(number: Found, heads: Sequence[str]) -> Found:
    """Return the number in the unit that a head gives in brackets: 万件, million yuan, %."""
    quantity = number.quantity
    if quantity.kind is not Kind.NUMBER or quantity.currency:
        return number
    for head in heads:
        for unit in (match[1] or match[2] for match in _UNIT.finditer(head)):
            one = next(iter(find("1 " + unit.strip() if unit.strip()[:1].isascii() else "1" + unit.strip())), None)
            if one is None or any(character.isdigit() for character in unit):
                continue
            scale, found = one.quantity.value, one.quantity
            if unit.strip() in {"%", "％"} or found.kind is Kind.PERCENT:
                return replace(number, quantity=replace(quantity, kind=Kind.PERCENT))
            if scale != 1 or found.currency:
                plain = max(quantity.step, Decimal(1)) if quantity.step == 0 and scale != 1 else quantity.step
                return replace(
                    number,
                    quantity=replace(
                        quantity, value=quantity.value * scale, step=plain * scale, currency=found.currency
                    ),
                )
    return number


def _is_change(text: str, cell: Cell, number: Found, heads: Sequence[str]) -> bool:
    signed = text[cell.start : number.core[0]].strip()[-1:] in {"+", "-", "−", "±"} or text[number.core[0]] in "+-−"
    relative = number.quantity.kind in {Kind.PERCENT, Kind.POINTS}
    return (signed and relative) or any(_CHANGE_HEAD.search(head) for head in heads)


def _direction(text: str, number: Found) -> int:
    before = text[max(0, number.start - 2) : number.core[0] + 1]
    return -1 if number.quantity.value < 0 or "-" in before or "−" in before else 1


def _binding(
    binder: Binder, text: str, cell: Cell, figure: Found, first: Cell, above: Cell | None, context: Context
) -> Binding | None:
    heads = [head for head in (first, above) if head]
    places = [place for head in heads for place in binder.gazetteer.mentions(text[head.start : head.end])]
    own = (
        all(place.own for place in places)
        if places
        else bool(context.own_by_default if context.own is None else context.own)
    )
    if not own:
        return None
    whens = [when for head in heads for when in periods(text[head.start : head.end])]
    span = context.span
    if whens:
        when = whens[0]
        if len(whens) > 1 or when.scope in _PART_OF_A_YEAR or when.first is None:
            return None
        span = Span(scope=when.scope, first=when.first, last=when.last, stated=3)
    elif span.stated:
        span = replace(span, stated=2)
    atoms = [
        replace(atom, start=atom.start + head.start, end=atom.end + head.start)
        for head in heads
        for atom in binder.lexicon.vocabulary.atoms(text[head.start : head.end])
    ]
    words = frozenset(binder.lexicon.content(atoms)) & binder.lexicon.known
    clause = Clause(start=first.start, end=cell.end, figures=[figure], atoms=atoms, words=words)
    found = binder.candidates(text, [clause], 0, figure, context)
    if not found or any(other.rank == found[0].rank for other in found[1:]):
        return None
    best = found[0]
    role = Role.RANK if best.name.indicator.unit == RANK else Role.LEVEL
    return Binding(
        indicator=best.name.indicator,
        span=span,
        role=role,
        is_certain=best.far == 0 and binder.purity.is_pure(text, clause, best.name, ()),
    )
