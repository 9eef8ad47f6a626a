"""What the records of an index hold, so that a look-up has only to choose from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from shipa.change import Role, Row
from shipa.cite import request
from shipa.cite.style import Style
from shipa.cite.styles import NAMES, style_named
from shipa.cite.work import Work, work_of
from shipa.errors import UnreadablePeriodError
from shipa.index.values import Packer
from shipa.model import FactBase, Indicator, Location, Source
from shipa.names import folded
from shipa.render import citation, layout, sheet
from shipa.render.words import LANGUAGES

Packed = Any  # as marshal writes it; see shipa.index.values


def of_source(source: Source, packer: Packer) -> Packed:
    """Return the record of a source: what JSON says of it, what is said of it below tables, and itself whole."""
    lines = {lang: layout.source_line(source, lang) for lang in LANGUAGES}
    return sheet.source_cell(source), lines, packer.packed(source)


def of_citation(source: Source) -> Packed:
    """Return the citation of a source by itself, by style: with what it is sorted by, and what letters tell apart.

    The last is whether its access date is wanting. There is none where a date of the source is none.
    """
    try:
        work = work_of(source)
    except UnreadablePeriodError:
        return {}
    return {name: _citation(style_named(name), work) for name in NAMES}


def columns() -> dict[str, Packed]:
    """Return the names of the columns of rows and of the list."""
    return {
        "show": list(sheet.of_rows(_NO_FACTS, (), "en").columns),
        "list": list(sheet.of_indicators((), "en").columns),
    }


def of_indicator(indicator: Indicator, rows: Sequence[Row], packer: Packer) -> Packed:
    """Return the record of an indicator: how it is headed, its rows, and itself whole."""
    headings = {
        lang: (*layout.heading(indicator, lang), layout.topic(indicator, lang), layout.unit(indicator, lang))
        for lang in LANGUAGES
    }
    return headings, _rows(rows), packer.packed(indicator)


def of_names(indicator: Indicator) -> dict[str, bool]:
    """Return the names of an indicator, as names are compared, and whether each is a number, to be cited as such."""
    names = dict.fromkeys(folded(name) for name in indicator.names)
    return {name: bool(request.number(name)) for name in names}


def of_texts(indicator: Indicator) -> Packed:
    """Return what an indicator is found by: its id, its names, and its topic in both languages with its definition."""
    return indicator.id, list(indicator.names), [indicator.topic, indicator.topic_zh, indicator.definition]


def of_list(indicators: Sequence[Indicator], lang: str) -> list[Packed]:
    """Return the rows of the list: the cells of its sheet, and the unit in the language."""
    rows = sheet.of_indicators(indicators, lang).rows
    return [[*map(_plain, row), layout.unit(one, lang)] for row, one in zip(rows, indicators, strict=True)]


def numbers(row: Row) -> Iterator[Decimal]:
    """Yield every number that a row can be found by."""
    if row.quantity:
        yield row.quantity.value
    if row.claim:
        yield row.claim.quantity.value
    if row.change and row.change.is_known:
        yield row.change.amount
        if row.change.percent is not None:
            yield row.change.percent


def _rows(rows: Sequence[Row]) -> list[Packed]:
    """Return the rows: what each is chosen by, its cells, and what its line has beyond them."""
    sheet_rows = sheet.of_rows(_NO_FACTS, rows, "en").rows
    return [
        (*_chosen_by(row), [_plain(cell) for cell in cells], _beyond(row))
        for row, cells in zip(rows, sheet_rows, strict=True)
    ]


def _chosen_by(row: Row) -> tuple[bool, str, str, str]:
    """Return what a row is chosen by: whether it is observed, the first and last day of its period, and its source."""
    return row.role is Role.OBSERVED, row.period.first.isoformat(), row.period.last.isoformat(), row.entry.source


def _beyond(row: Row) -> Packed:
    """Return the figures as people write them, in each language, the trend, the mark, the gap and the reason."""
    figures = layout.figures(row, LANGUAGES)
    return figures, layout.trend(row), layout.mark(row), row.gap, row.why_no_change


def _plain(cell: object) -> str | bytes | None:
    """Return a cell with numbers as bytes, which tells them from texts, and sources as their ids."""
    if cell is None or type(cell) is str:
        return cell
    if isinstance(cell, Decimal):
        return f"{cell:f}".encode()
    return cell["id"] if isinstance(cell, dict) else str(cell)


def _citation(style: Style, work: Work) -> Packed:
    text = "".join(citation.entries(style, (), [work], "text", "en"))
    key, kin = style.key(work) if style.order else None, style.kin(work) if style.has_letters else None
    return text, key, kin, style.is_undated(work)


class _AnySource(dict[str, Source]):
    """Sources of which only the id is needed: what else is known of them stands in records of their own."""

    def __missing__(self, id_: str) -> Source:
        known: Mapping[str, Any] = dict.fromkeys(("title", "publisher", "kind"), "")
        return self.setdefault(id_, Source(id=id_, **known, at=Location(file="")))


_NO_FACTS = FactBase(packs=(), sources=_AnySource(), indicators={})
