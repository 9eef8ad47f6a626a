"""The cells of a table in a draft: Markdown, reStructuredText or tabs between columns, and which of them are heads."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shipa.check.find.layout import SIMPLE_RULE, Block

_RULE_ROW = re.compile(r"(?=.*[-=–])[|\s:\-–+=]*$")
_BORDER = re.compile(r"={2,}")
_BAR = re.compile(r"(?<!\\)\|")
_EMPTY = re.compile(r"[\s\-–—.…*/]*(?:n/?\.?a\.?)?[\s\-–—.…*/]*", re.IGNORECASE)
_FARTHEST = 50  # rows that one head holds for


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place in the text, blanks around it left out, its row and its column."""

    start: int
    end: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, row by row, and what is known of the rows."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: tuple[tuple[int, ...] | None, ...]  # for each row the rows of column heads above it; None for such a row
    sections: tuple[Cell | None, ...]  # for each row the cell that stood alone in a row above it
    head_columns: tuple[int, ...]
    serial: int  # the column that only numbers the rows, else -1

    def is_head(self, cell: Cell) -> bool:
        """Return whether a cell says what others are about."""
        return self.heads[cell.row] is None or cell.column in self.head_columns or cell.column == self.serial

    def row_heads(self, cell: Cell) -> list[Cell]:
        """Return the cells at the beginning of the row of a cell; the first of several holds until the next one."""
        heads = [self.rows[cell.row][column] for column in self.head_columns if column < len(self.rows[cell.row])]
        if len(heads) > 1 and heads[0].start == heads[0].end:
            above = (self.rows[row] for row in range(cell.row - 1, max(-1, cell.row - _FARTHEST), -1))
            found = (row[heads[0].column] for row in above if len(row) > heads[0].column)
            heads[0] = next((one for one in found if one.start < one.end), heads[0])
        section = self.sections[cell.row]
        return [*([section] if section else []), *heads]

    def column_heads(self, cell: Cell) -> list[Cell]:
        """Return the cells above a cell that say what its column is; one that is empty belongs to that on its left."""
        heads = []
        for depth, row in enumerate(self.heads[cell.row] or ()):
            cells = self.rows[row]
            column = min(cell.column, len(cells) - 1)
            is_last = depth + 1 == len(self.heads[cell.row] or ())
            while not is_last and column > len(self.head_columns) and cells[column].start == cells[column].end:
                column -= 1
            if column == cell.column or not is_last:
                heads.append(cells[column])
        return [head for head in heads if head.start < head.end]


def cells_of(text: str, block: Block) -> tuple[list[tuple[Cell, ...]], int]:
    """Return the rows of a table as cells, and how many of them stand above its first inner rule."""
    rows: list[tuple[Cell, ...]] = []
    columns: list[tuple[int, int]] = []
    ruled = 0
    position = block.start
    for line in text[block.start : block.end].split("\n"):
        if SIMPLE_RULE.match(line) or _RULE_ROW.match(line):
            columns = [match.span() for match in _BORDER.finditer(line)] if SIMPLE_RULE.match(line) else columns
            ruled = ruled or len(rows)
        elif line.strip():
            cuts = _by_column(line, columns) if columns else _by_mark(line)
            rows.append(
                tuple(
                    Cell(*_stripped(text, position + start, position + end), len(rows), column)
                    for column, (start, end) in enumerate(cuts)
                )
            )
        position += len(line) + 1
    return rows, ruled


def _by_column(line: str, columns: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for index, (start, _) in enumerate(columns):
        end = columns[index + 1][0] if index + 1 < len(columns) else len(line)
        yield min(start, len(line)), min(end, len(line))


def _by_mark(line: str) -> list[tuple[int, int]]:
    """Return the stretches between bars, or between tabs where there are none; outer bars enclose nothing."""
    begin = len(line) - len(line.lstrip(" "))
    end = len(line.rstrip(" "))
    if "|" not in line:
        marks = [match.start() for match in re.finditer(r"\t", line[begin:end])]
        edges = [begin - 1, *(begin + mark for mark in marks), end]
        return [(left + 1, right) for left, right in pairwise(edges)]
    bars = [match.start() for match in _BAR.finditer(line)]
    edges = [*([] if bars and bars[0] == begin else [begin - 1]), *bars]
    if not bars or bars[-1] != end - 1:
        edges.append(end)
    return [(left + 1, right) for left, right in pairwise(edges)]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def grid(text: str, block: Block, data: Sequence[int]) -> Grid:
    """Return the table of a block; ``data`` are the places, in order, of the numbers in it that are no periods."""
    rows, ruled = cells_of(text, block)
    filled = {(cell.row, cell.column) for row in rows for cell in row if _has(data, cell)}
    body = [row for row in rows[ruled:] if any((cell.row, cell.column) in filled for cell in row)]
    serial = 0 if _is_serial(text, body) else -1
    columns = _head_columns(body, filled, serial + 1)
    heads: list[tuple[int, ...] | None] = []
    sections: list[Cell | None] = []
    above: list[int] = []
    section: Cell | None = None
    for index, row in enumerate(rows):
        named = [cell for cell in row if not _EMPTY.fullmatch(text, cell.start, cell.end)]
        if any((index, cell.column) in filled for cell in row if cell.column not in columns and cell.column != serial):
            heads.append(tuple(above))
        elif index < ruled or any(cell.column >= max(1, len(columns)) for cell in named):
            above = [*above, index] if not above or heads[-1] is None else [index]
            section = None
            heads.append(None)
        else:
            section = named[0] if len(named) == 1 and len(row) > 1 else section
            heads.append(None if len(named) == 1 else tuple(above))
        sections.append(section if heads[-1] is not None else None)
    return Grid(tuple(rows), tuple(heads), tuple(sections), columns, serial)


def _head_columns(body: Sequence[tuple[Cell, ...]], filled: set[tuple[int, int]], first: int) -> tuple[int, ...]:
    """Return the leading columns that mostly have no figures."""
    found = []
    for column in range(first, max(map(len, body), default=0)):
        cells = [row[column] for row in body if column < len(row) and row[column].start < row[column].end]
        if cells and 2 * sum((cell.row, column) in filled for cell in cells) >= len(cells):
            break
        found.append(column)
    return tuple(found)


def _is_serial(text: str, body: Sequence[tuple[Cell, ...]]) -> bool:
    """Return whether the first column counts the rows."""
    first = [text[row[0].start : row[0].end].rstrip(".") for row in body if row]
    return len(first) > 1 and first == [str(number) for number in range(1, len(first) + 1)]


def _has(data: Sequence[int], cell: Cell) -> bool:
    index = bisect_left(data, cell.start)
    return index < len(data) and data[index] < cell.end
