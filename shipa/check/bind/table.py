"""Tables in a draft: what a cell is about is said by the heads of its row and its column, and by what stands above."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shipa.check.bind.binding import Binding, Clause, Context, Read, Span
from shipa.check.bind.candidates import Binder, Candidate
from shipa.check.bind.cue import CUE, TARGET
from shipa.check.bind.dating import BESIDE, year
from shipa.check.bind.lexicon import Name
from shipa.check.claim import Role
from shipa.check.find.grid import Cell, Grid, grid
from shipa.check.find.layout import Block
from shipa.check.find.numbers import Aside, sort_out
from shipa.check.find.place import Mention
from shipa.check.find.unit import in_unit
from shipa.check.find.when import Scope, When, periods
from shipa.model import PERCENT, RANK
from shipa.quantity import Found, Kind

_CHANGE_HEAD = re.compile(
    r"\b(?:change|growth|increase|decrease|rise|fall|difference)\b|year[\s-]on[\s-]year|\byoy\b|\by/y\b|±|\+/[-−–]|Δ"
    r"|同比|增长|增幅|增速|变化|降幅|增减|涨幅",
    re.IGNORECASE,
)
_RATE_HEAD = re.compile(
    r"growth|year[\s-]on[\s-]year|\byoy\b|\by/y\b|rate|同比|增长率|增幅|增速|降幅|涨幅", re.IGNORECASE
)
_PERCENT = re.compile(r"[%％]|\bper\s?cent|\bpoints?\b|百分点", re.IGNORECASE)
_UNITS = re.compile(r"\bunits?\b|\bmeasured?\b|单位", re.IGNORECASE)
_RANK_HEAD = re.compile(r"\b(?:rank(?:ing)?|place|position)\b|排名|名次|位次|位居", re.IGNORECASE)
_OF_NO_ONE = re.compile(r"\b(?:average|mean|median)\b|平均|均值", re.IGNORECASE)
_PART_OF_A_YEAR = re.compile(
    r"\W*(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\W*|\W*(?:Q[1-4]|[1-4]Q|H[12]|[1-4]H)\W*"
    r"|.*(?:week|month|quarter|half)\b.*|\W*(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?\W*|.*(?:季度|半年|周)",
    re.IGNORECASE,
)
_TWO = 2


def read_table(
    binder: Binder, text: str, block: Block, numbers: Sequence[Found], context: Context, sentence: int
) -> Iterator[Read | Aside]:
    """Yield every number of a table with what its cell is about."""
    whens = [*periods(text, block.start, block.end)]
    per = binder.rates(text, block.start, block.end)
    sorted_out = [*sort_out(text, numbers, [(when.start, when.end) for when in whens], per)]
    data = [one.core[0] for one in sorted_out if not isinstance(one, Aside)]
    table = Table(binder, text, grid(text, block, data), whens, context)
    for one in sorted_out:
        cell = None if isinstance(one, Aside) else table.cell_at(one.core[0])
        if isinstance(one, Aside):
            yield one
        elif cell is None or table.grid.is_head(cell):
            yield Aside(one, "part of a head")
        else:
            figure = table.measured(cell, one)
            yield Read(figure, table.binding(cell, figure), sentence)


class Table:
    """A table being read. ``levels`` are the bindings found so far, by row and column."""

    def __init__(self, binder: Binder, text: str, cells: Grid, whens: Sequence[When], context: Context) -> None:
        """Take the cells of a table, and the periods that it names."""
        self.binder, self.text, self.grid, self.context = binder, text, cells, context
        self.levels: dict[tuple[int, int], Binding] = {}
        self._cells = [cell for row in cells.rows for cell in row]
        self._starts = [cell.start for cell in self._cells]
        self._whens = whens
        self._when_starts = [when.start for when in whens]
        self._clauses: dict[Cell, Clause] = {}
        self._judged: dict[tuple[int, frozenset[str], frozenset[str] | None], bool] = {}  # heads, by name and words
        self._mentions: dict[int, list[Mention]] = {}
        heads = [cell for cell in self._cells if cells.is_head(cell) and cell.start < cell.end]
        self._corners = [cell for cell in heads if cells.heads[cell.row] is None and cell.column in cells.head_columns]
        self._has_other_places = any(not place.own for head in heads for place in self._places(head))
        self._has_dated_rows = bool(self._periods([cell for cell in heads if cells.heads[cell.row] is not None]))
        self._has_dated_columns = bool(self._periods([cell for cell in heads if cells.heads[cell.row] is None]))

    def cell_at(self, position: int) -> Cell | None:
        """Return the cell that a position of the text is in."""
        index = bisect_right(self._starts, position) - 1
        cell = self._cells[index] if index >= 0 else None
        return cell if cell and position < cell.end else None

    def measured(self, cell: Cell, figure: Found) -> Found:
        """Return a figure in the unit and of the kind that the heads of its cell, or the caption, give it."""
        heads = [self._said(head) for head in self._heads(cell)]
        unit_column = [self._said(head) for head in self.grid.row_heads(cell)[1:]]
        if self._is_change_head(cell):  # its unit is its own, not that of what has changed
            changed = [head for head in self._heads(cell) if _CHANGE_HEAD.search(self._said(head))]
            figure = in_unit(figure, [self._said(head) for head in changed], whole=(), around=())
            rate = figure.quantity.kind is Kind.NUMBER and any(_RATE_HEAD.search(head) for head in heads)
            return replace(figure, quantity=replace(figure.quantity, kind=Kind.PERCENT)) if rate else figure
        lead = self.context.lead
        caption = [self.text[lead.start : lead.end]] if lead else []
        around = [*map(self._said, self._corners), *caption]
        figure = self._unscaled(figure, in_unit(figure, heads, whole=unit_column, around=around))
        quantity = figure.quantity
        is_rank = quantity.kind is Kind.NUMBER and any(_RANK_HEAD.search(head) for head in heads)
        return replace(figure, quantity=replace(quantity, kind=Kind.RANK)) if is_rank else figure

    def _unscaled(self, printed: Found, measured: Found) -> Found:
        """Return a figure in its unit, without the scale of the head where the cell has a scale of its own."""
        if self.text[printed.core[1] - 1].isdigit() or measured.quantity.value == printed.quantity.value:
            return measured
        currency = measured.quantity.currency
        return replace(printed, quantity=replace(printed.quantity, currency=currency))

    def binding(self, cell: Cell, figure: Found) -> Binding | None:
        """Return what a figure is about, None where the heads leave it open."""
        heads = [self._said(head) for head in self._heads(cell)]
        if not self._is_own(cell) or any(_OF_NO_ONE.search(head) or _PART_OF_A_YEAR.fullmatch(head) for head in heads):
            return None
        span = self._span(cell)
        if span is None:
            return None
        level = self._level(cell, figure, span)
        is_change = self._is_change(cell, figure)
        if level and (not is_change or (level.in_full and level.indicator.unit == PERCENT)):
            if (cell.row, cell.column) not in self.levels:
                self.levels[cell.row, cell.column] = level
            return level
        if is_change or (
            figure.quantity.kind in {Kind.PERCENT, Kind.POINTS} and (cell.row, cell.column) in self.levels
        ):
            return self._change(cell, figure, is_sure=is_change)
        return None

    # ── what the heads say ───────────────────────────────────────────────────────────────────────────────────────────

    def _said(self, cell: Cell) -> str:
        return self.text[cell.start : cell.end]

    def _heads(self, cell: Cell) -> list[Cell]:
        return [*self.grid.row_heads(cell), *self.grid.column_heads(cell)]

    def _clause(self, head: Cell) -> Clause:
        if head not in self._clauses:
            self._clauses[head] = self.binder.clause(self.text, head.start, head.end)
        return self._clauses[head]

    def _places(self, head: Cell | Clause) -> list[Mention]:
        if head.start not in self._mentions:
            self._mentions[head.start] = [
                replace(place, start=place.start + head.start, end=place.end + head.start)
                for place in self.binder.gazetteer.mentions(self.text[head.start : head.end])
            ]
        return self._mentions[head.start]

    def _is_bare(self, head: Clause) -> bool:
        spans = [(place.start, place.end) for place in self._places(head)]
        return self.binder.bareness.is_bare(self.text, head, spans, frozenset())

    def _is_own(self, cell: Cell) -> bool:
        """Return whether a cell is of the pack's own place; a total beside other places is of all of them."""
        places = [place for head in self._heads(cell) for place in self._places(head)]
        if places:
            return all(place.own for place in places)
        if self._has_other_places:
            return False
        return not self.context.is_of_others if self.context.own is None else self.context.own

    def _periods(self, cells: Sequence[Cell]) -> list[When]:
        found = []
        for cell in cells:
            index = bisect_right(self._when_starts, cell.start - 1)
            while index < len(self._whens) and self._whens[index].start < cell.end:
                found.append(self._whens[index])
                index += 1
        return found

    def _span(self, cell: Cell) -> Span | None:
        """Return the period of a cell, an unstated one where nothing says it, None where it cannot be told."""
        whens = self._periods(self._heads(cell))
        spans = {(span.scope, span.first, span.last): span for span in map(self._resolved, whens)}
        if len(spans) == 1:
            [span] = spans.values()
            return span if span.first else None
        if len(spans) > 1:
            return None
        if self._has_dated_rows or self._has_dated_columns:
            return Span() if self._is_change_head(cell) else None
        return self.context.span

    def _resolved(self, when: When) -> Span:
        drafted = self.context.drafted
        if when.scope is Scope.RELATIVE and drafted:
            return year(drafted.year - when.years, BESIDE)
        if when.scope is Scope.PART and (when.first is None or when.first != when.last):
            return Span(stated=BESIDE)
        return Span(scope=when.scope, first=when.first, last=when.last, stated=BESIDE)

    # ── levels ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _level(self, cell: Cell, figure: Found, span: Span) -> Binding | None:
        heads = [self._clause(head) for head in self._heads(cell)]
        own = frozenset().union(*(head.words for head in heads))
        lead = self.context.lead
        clause = Clause(start=cell.start, end=cell.end, figures=[figure], atoms=[], words=own)
        clauses = [*(self._clause(corner) for corner in self._corners), clause]
        words = own
        if not own and lead and all(self._is_bare(head) for head in heads):
            words = lead.words
        found = self.binder.candidates(self.text, clauses, len(clauses) - 1, figure, self.context, words)
        if not found or any(other.rank == found[0].rank for other in found[1:]):
            return None
        return self._bound(cell, figure, span, found[0], [*heads, lead] if lead else heads)

    def _bound(self, cell: Cell, figure: Found, span: Span, best: Candidate, naming: Sequence[Clause]) -> Binding:
        indicator = best.name.indicator
        said = self.context.words.union(self.context.heading, *(clause.words for clause in naming))
        heads = [self._said(head) for head in self._heads(cell)]
        deadlines = {target.period.year for target in indicator.targets}
        is_target = any(TARGET.search(head) for head in heads) and span.year in deadlines
        role = Role.TARGET if is_target else Role.RANK if indicator.unit == RANK else Role.LEVEL
        counts = indicator.unit != PERCENT and not indicator.currency and not indicator.unit.startswith("%")
        return Binding(
            indicator=indicator,
            span=span,
            role=role,
            is_certain=best.far == 0 and all(self._is_pure(clause, best.name) for clause in naming if clause.atoms),
            is_narrower=any(self._is_narrowed(clause, best.name, said) for clause in naming if clause.atoms)
            or not all(self._is_explained(head, best.name) for head in self._heads(cell) if not self._is_unit(head)),
            in_full=best.own == len(best.name.words),
            is_moot=counts and " per " not in indicator.unit and figure.quantity.value % 1 != 0,
        )

    def _is_pure(self, clause: Clause, name: Name) -> bool:
        asked = (clause.start, name.words, None)
        if asked not in self._judged:
            self._judged[asked] = self.binder.purity.is_pure(self.text, clause, name, ())
        return self._judged[asked]

    def _is_unit(self, head: Cell) -> bool:
        """Return whether a head is a unit, standing in a column of them."""
        return any(corner.column == head.column and _UNITS.search(self._said(corner)) for corner in self._corners)

    def _is_explained(self, head: Cell, name: Name) -> bool:
        """Return whether a head has a part of the name, or nothing that could be a part of what is counted."""
        clause = self._clause(head)
        explained = self.binder.lexicon.words[name.indicator.id]
        if clause.words & explained or not clause.end > clause.start:
            return True
        asked = (clause.start, explained, None)
        if asked not in self._judged:
            self._judged[asked] = self._is_bare(clause)
        return self._judged[asked]

    def _is_narrowed(self, clause: Clause, name: Name, said: frozenset[str]) -> bool:
        asked = (clause.start, name.words, said)
        if asked not in self._judged:
            self._judged[asked] = self.binder.purity.is_narrowed(self.text, clause, name, said, ())
        return self._judged[asked]

    # ── changes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _is_change_head(self, cell: Cell) -> bool:
        return any(_CHANGE_HEAD.search(self._said(head)) for head in self._heads(cell))

    def _is_change(self, cell: Cell, figure: Found) -> bool:
        signed = self.text[cell.start : figure.core[0] + 1].strip()[-2:].strip("(（ ")[:1] in set("+-−–±▲▼↑↓")
        relative = figure.quantity.kind in {Kind.PERCENT, Kind.POINTS}
        return (signed and relative) or self._is_change_head(cell)

    def _change(self, cell: Cell, figure: Found, *, is_sure: bool) -> Binding | None:
        """Return the change of what stands beside it in the row, or above it where its row is one of changes."""
        level, base, is_clear = self._changed(cell)
        if level is None:
            return None
        heads = " ".join(self._said(head) for head in self._heads(cell))
        cue = CUE.search(heads)
        down = (
            figure.quantity.value < 0
            or self.text[figure.start - 1] in "▼↓"
            or bool(cue and (cue["down"] or cue["zdown"]))
        )
        is_measured = _PERCENT.search(f"{heads} {figure.quantity.text}") is not None
        return replace(
            level,
            role=Role.CHANGE,
            direction=-1 if down else 1,
            base=base,
            is_moot=level.is_moot or not is_sure or not is_clear or not is_measured,
        )

    def _changed(self, cell: Cell) -> tuple[Binding | None, Span, bool]:
        """Return the level that changed, since when, and whether there is no doubt about the two."""
        if here := self.levels.get((cell.row, cell.column)):
            return here, Span(), True
        if any(_CHANGE_HEAD.search(self._said(head)) for head in self.grid.row_heads(cell)):
            rows = (self.levels.get((row, cell.column)) for row in range(cell.row - 1, max(-1, cell.row - 3), -1))
            return next((level for level in rows if level), None), Span(), True
        beside = [self.levels[cell.row, column] for column in range(cell.column) if (cell.row, column) in self.levels]
        if not beside:
            return None, Span(), False
        last = beside[-1]
        own = self._periods(self._heads(cell))
        years = sorted({level.span.year for level in beside if level.indicator is last.indicator and level.span.year})
        if len(own) == 1 and self._resolved(own[0]).scope is Scope.YEAR:
            return replace(last, span=self._resolved(own[0])), Span(), True
        if len(years) == _TWO:
            return replace(last, span=year(years[1], BESIDE)), year(years[0], BESIDE), True
        return last, Span(), len(years) <= 1
