"""Blocks made of finished lines, new ones or those of the index. Nothing slow to import is imported here."""

from __future__ import annotations

from shipa.render.blocks import Block, Cell, Column
from shipa.render.text import plain
from shipa.render.words import WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Listed = tuple[str, str, str, str, str]  # of an indicator: topic, id, title, periods and unit

MOST_SEPARATE = 4  # more indicators than this share one table a topic
_STYLES = {"✓": "good", "≈": "good", "✗": "bad"}
_ALWAYS = 2  # columns of a series that are there even where they are empty: period and value
_OTHERS = 5
_RELATIVE = 3  # the column of relative changes


class Line:
    """A row of a series: what it says, in the language of the series, and the years without a value before it.

    ``figures`` are the value, the change, and that in percent; ``trend`` is "up" or "down", ``said`` what the document
    says of the change, ``mark`` whether that is so, ``reason`` why there is no change. What is not there is "".
    """

    __slots__ = ("figures", "gap", "mark", "period", "reason", "role", "said", "source", "trend")

    def __init__(
        self,
        *,
        period: str,
        role: str,
        figures: Sequence[str],
        trend: str,
        said: str,
        mark: str,
        source: str,
        gap: Sequence[int],
        reason: str,
    ) -> None:
        """Take the texts as they are in the facts, which may hold anything."""
        self.period = period
        self.role = role
        self.figures = figures
        self.trend = trend
        self.said = said
        self.mark = mark
        self.source = source
        self.gap = gap
        self.reason = reason


def series(title: str, subtitle: str, lines: Sequence[Line], notes: Sequence[Cell], lang: str) -> Block:
    """Return the block of one indicator; columns that would be empty in every row are left out."""
    words = WORDS[lang]
    rows = [row for line in lines for row in (*_gap(line.gap, lang), _cells(line, lang))]
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
        title=plain(title),
        subtitle=plain(subtitle),
        columns=[columns[index] for index in kept],
        rows=[[row[index] for index in kept] for row in rows],
        notes=notes,
    )


def reasons(lines: Iterable[Line], lang: str) -> list[Cell]:
    """Return what a reader must not miss: why changes are not shown, each said once."""
    why = WORDS[lang]["why"]
    said = dict.fromkeys((line.period, line.reason) for line in lines if line.reason)
    return [Cell(plain(f"{period}: {why}: {reason}"), "muted") for period, reason in said]


def period(text: str, role: str, lang: str) -> Cell:
    """Return the cell of the period that a row with this role is about."""
    return Cell(text) if role == "observed" else Cell(f"{text} {WORDS[lang][role]}", "muted")


def value(text: str, lang: str) -> Cell:
    """Return the cell of a value, "" where there is none."""
    return Cell(text) if text else Cell(WORDS[lang]["none"], "muted")


def overview(lines: Iterable[tuple[str, str, str, Line]], lang: str) -> list[Block]:
    """Return the blocks of many indicators, one a topic: of lines with the topic, the id and the unit before each."""
    words = WORDS[lang]
    columns = (
        Column(words["indicator"]),
        Column(words["period"], folds=True),
        Column(words["value"], right=True),
        Column(words["unit"], optional=True, folds=True),
        Column(words["percent"], right=True, optional=True),
        Column(words["source"]),
    )
    rows = (
        (
            topic,
            (
                Cell(plain(id_), "id"),
                period(line.period, line.role, lang),
                value(line.figures[0], lang),
                Cell(plain(unit), "muted"),
                Cell(line.figures[2] or line.figures[1], line.trend),
                Cell(plain(line.source), "muted"),
            ),
        )
        for topic, id_, unit, line in lines
    )
    return _by_topic(rows, columns)


def listing(listed: Iterable[Listed], lang: str) -> list[Block]:
    """Return the blocks of a list of indicators, one a topic."""
    words = WORDS[lang]
    columns = (
        Column(words["indicator"]),
        Column(words["title"]),
        Column(words["periods"]),
        Column(words["unit"], optional=True),
    )
    rows = (
        (topic, (Cell(plain(id_), "id"), Cell(plain(title)), Cell(periods), Cell(plain(unit), "muted")))
        for topic, id_, title, periods, unit in listed
    )
    return _by_topic(rows, columns)


def sources(lines: Iterable[tuple[str, str]]) -> Block:
    """Return the block that stands below every table: the ids of the sources, and what is said of each."""
    rows = [(Cell(plain(id_), "id"), Cell(plain(text), "muted")) for id_, text in lines]
    return Block(columns=(Column(""), Column("", folds=True)), rows=rows)


def _by_topic(rows: Iterable[tuple[str, Sequence[Cell]]], columns: Sequence[Column]) -> list[Block]:
    """Return a block for each topic, as long as it goes on."""
    blocks: list[Block] = []
    current: list[Sequence[Cell]] = []
    before = None
    for topic, row in rows:
        if topic != before:
            before, current = topic, []
            blocks.append(Block(title=plain(topic), columns=columns, rows=current))
        current.append(row)
    return blocks


def _cells(line: Line, lang: str) -> Sequence[Cell]:
    amount, relative = line.figures[1:]
    return (
        period(line.period, line.role, lang),
        value(line.figures[0], lang),
        Cell(amount, line.trend),
        Cell(relative, line.trend),
        Cell(plain(line.said), "muted"),
        Cell(line.mark, _STYLES.get(line.mark, "")),
        Cell(plain(line.source), "muted"),
    )


def _gap(years: Sequence[int], lang: str) -> Iterator[Sequence[Cell]]:
    if years:
        first, last = years[0], years[-1]
        span = str(first) if first == last else f"{first}-{last}"
        yield Cell(span, "muted"), Cell(WORDS[lang]["none"], "muted"), *[Cell()] * _OTHERS
