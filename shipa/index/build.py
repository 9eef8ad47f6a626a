"""Facts to the records of a compiled index.

Each indicator has its rows in the cells of a sheet, ready to be written in a machine format, and itself whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from shipa.change import Role, Row, series
from shipa.index.file import written
from shipa.index.values import Packer
from shipa.model import FactBase, Indicator
from shipa.names import folded
from shipa.render import sheet

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
        yield "source:", id_, (sheet.source_cell(source), packer.packed(source))
    yield "indicators", "", [(one.id, one.title, one.title_zh) for one in base.indicators.values()]
    for lang in ("en", "zh"):
        listed = sheet.of_indicators(tuple(base.indicators.values()), lang)
        yield "list:", lang, (list(listed.columns), [[_plain(cell) for cell in row] for row in listed.rows])
    owners: dict[str, list[str]] = {}
    for indicator in base.indicators.values():
        titles = {lang: sheet.title_of(indicator, lang) for lang in ("en", "zh")}
        yield "indicator:", indicator.id, (titles, _rows(base, indicator), packer.packed(indicator))
        for name in dict.fromkeys(folded(one) for one in indicator.names):
            owners.setdefault(name, []).append(indicator.id)
    yield from (("name:", name, ids) for name, ids in owners.items())


def _rows(base: FactBase, indicator: Indicator) -> list[Packed]:
    rows = series(indicator)
    cells = sheet.of_rows(base, rows, "en").rows
    return [(*_selected_by(row), [_plain(cell) for cell in line]) for row, line in zip(rows, cells, strict=True)]


def _selected_by(row: Row) -> tuple[bool, str, str]:
    """Return what a row is chosen by: whether it is an observation, and the first and last day of its period."""
    return row.role is Role.OBSERVED, row.period.first.isoformat(), row.period.last.isoformat()


def _plain(cell: object) -> str | bytes | None:
    """Return a cell with numbers as bytes, which tells them from texts, and sources as their ids."""
    if isinstance(cell, Decimal):
        return f"{cell:f}".encode()
    return cell["id"] if isinstance(cell, dict) else None if cell is None else str(cell)
