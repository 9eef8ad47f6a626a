"""Facts to the records of a compiled index.

Each indicator has its rows in the cells of a sheet and, in each language, as the lines of a table, ready to be written;
and itself whole. A source has what is said of it below tables and its citation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from shipa.change import Role, Row, series
from shipa.cite import request
from shipa.cite.plain import PLAIN
from shipa.cite.work import work_of
from shipa.errors import UnreadablePeriodError
from shipa.index.file import written
from shipa.index.values import Packer
from shipa.model import FactBase, Source
from shipa.names import folded
from shipa.render import citation, layout, sheet
from shipa.render.words import LANGUAGES

Packed = Any  # as marshal writes it; see shipa.index.values


def compiled(base: FactBase, folders: Sequence[Path], contents: bytes) -> Iterator[bytes]:
    """Yield, piece by piece, the index of the facts that the packs in these folders hold.

    ``contents`` is the digest of the packs.
    """
    return written(contents, _records(base, Packer(folders)))


def _records(base: FactBase, packer: Packer) -> Iterator[tuple[str, str, Packed]]:
    columns = sheet.of_rows(base, (), "en").columns
    yield "columns", "", list(columns)
    yield "packs", "", packer.packed(base.packs)
    yield "sources", "", list(base.sources)
    for id_, source in base.sources.items():
        lines = {lang: layout.source_line(source, lang) for lang in LANGUAGES}
        yield "source:", id_, (sheet.source_cell(source), lines, _citation(source), packer.packed(source))
    yield "indicators", "", [(one.id, one.title, one.title_zh) for one in base.indicators.values()]
    for lang in LANGUAGES:
        listed = sheet.of_indicators(tuple(base.indicators.values()), lang)
        yield "list:", lang, (list(listed.columns), [[_plain(cell) for cell in row] for row in listed.rows])
        yield "topics:", lang, [layout.listed(indicator, lang) for indicator in base.indicators.values()]
    owners: dict[str, list[str]] = {}
    for indicator in base.indicators.values():
        titles = {lang: sheet.title_of(indicator, lang) for lang in LANGUAGES}
        rows = series(indicator)
        yield "indicator:", indicator.id, (titles, _sheet_rows(base, rows), packer.packed(indicator))
        for lang in LANGUAGES:
            yield f"table {lang}:", indicator.id, (*layout.heading(indicator, lang), _lines(rows, lang))
        for name in dict.fromkeys(folded(one) for one in indicator.names):
            owners.setdefault(name, []).append(indicator.id)
    yield from (("name:", name, ids) for name, ids in owners.items())
    yield "numbers", "", [name for name in (*owners, *base.indicators) if request.number(name)]


def _sheet_rows(base: FactBase, rows: Sequence[Row]) -> list[Packed]:
    cells = sheet.of_rows(base, rows, "en").rows
    return [(*_chosen_by(row), [_plain(cell) for cell in line]) for row, line in zip(rows, cells, strict=True)]


def _lines(rows: Sequence[Row], lang: str) -> list[Packed]:
    lines = [layout.line(row, lang) for row in rows]
    return [
        (*_chosen_by(row), ([(cell.text, cell.style) for cell in line.cells], line.gap, line.reason))
        for row, line in zip(rows, lines, strict=True)
    ]


def _chosen_by(row: Row) -> tuple[bool, str, str, str]:
    """Return what a row is chosen by: whether it is observed, the first and last day of its period, and its source."""
    return row.role is Role.OBSERVED, row.period.first.isoformat(), row.period.last.isoformat(), row.entry.source


def _citation(source: Source) -> str | None:
    """Return the source as ``cite`` writes it, None where one of its dates is none."""
    try:
        return "".join(citation.entries(PLAIN, (), [work_of(source)], "text", "en"))
    except UnreadablePeriodError:
        return None


def _plain(cell: object) -> str | bytes | None:
    """Return a cell with numbers as bytes, which tells them from texts, and sources as their ids."""
    if isinstance(cell, Decimal):
        return f"{cell:f}".encode()
    return cell["id"] if isinstance(cell, dict) else None if cell is None else str(cell)
