"""Blocks made of finished lines, new ones or those of the index. Nothing slow to import is imported here."""

from __future__ import annotations

from shipa.render.blocks import Block, Cell, Column
from shipa.render.words import WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Listed = tuple[str, str, str, str, str]  # of an indicator: topic, id, title, periods and unit

MOST_SEPARATE = 4  # more indicators than this share one table a topic
_ALWAYS = 2  # columns of a series that are there even where they are empty: period and value
_RELATIVE = 3  # the column of relative changes


class Line:
    """A row of a series: its cells, the years without a value before it, and why it has no change, if that is known."""

    __slots__ = ("cells", "gap", "reason")

    def __init__(self, cells: Sequence[Cell], gap: Sequence[int], reason: str) -> None:
        """Take a cell for each column of ``series``."""
        self.cells = cells
        self.gap = gap
        self.reason = reason


def series(title: str, subtitle: str, lines: Sequence[Line], notes: Sequence[Cell], lang: str) -> Block:
    """Return the block of one indicator; columns that would be empty in every row are left out."""
    words = WORDS[lang]
    rows = [row for line in lines for row in (*_gap(line.gap, words["none"], len(line.cells)), line.cells)]
    columns = (
        Column(words["period"], folds=True),
        Column(words["value"], right=True),
        Column(words["change"], right=True, optional=any(row[_RELATIVE].text for row in rows)),
        Column(words["percent"], right=True),
        Column(words["said"], optional=True, folds=True),
        Column("", optional=True),
        Column(words["source"]),
    )
    kept = [index for index in range(len(columns)) if index < _ALWAYS or any(row[index].text for row in rows)]
    return Block(
        title=title,
        subtitle=subtitle,
        columns=[columns[index] for index in kept],
        rows=[[row[index] for index in kept] for row in rows],
        notes=notes,
    )


def reasons(lines: Iterable[Line]) -> list[Cell]:
    """Return what a reader must not miss: why changes are not shown, each said once."""
    return [Cell(reason, "muted") for reason in dict.fromkeys(line.reason for line in lines) if reason]


def by_topic(listed: Sequence[Listed], lang: str) -> list[Block]:
    """Return the blocks of a list of indicators: one a topic, as long as it goes on."""
    words = WORDS[lang]
    columns = (
        Column(words["indicator"]),
        Column(words["title"]),
        Column(words["periods"]),
        Column(words["unit"], optional=True),
    )
    blocks: list[Block] = []
    rows: list[Sequence[Cell]] = []
    for topic, id_, title, periods, unit in listed:
        if not blocks or blocks[-1].title != topic:
            rows = []
            blocks.append(Block(title=topic, columns=columns, rows=rows))
        rows.append((Cell(id_, "id"), Cell(title), Cell(periods), Cell(unit, "muted")))
    return blocks


def sources(lines: Iterable[tuple[str, str]]) -> Block:
    """Return the block that stands below every table: the ids of the sources, and what is said of each."""
    rows = [(Cell(id_, "id"), Cell(text, "muted")) for id_, text in lines]
    return Block(columns=(Column(""), Column("", folds=True)), rows=rows)


def _gap(years: Sequence[int], none: str, width: int) -> Iterator[Sequence[Cell]]:
    if years:
        first, last = years[0], years[-1]
        span = str(first) if first == last else f"{first}-{last}"
        yield Cell(span, "muted"), Cell(none, "muted"), *[Cell()] * (width - _ALWAYS)
