"""Sheets as JSON: objects with the column names, numbers with every digit kept, ``null`` for what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from json import dumps

from shipa.render.sheet import Cell, Sheet
from shipa.render.text import plain


def array(sheet: Sheet) -> Iterator[str]:
    """Yield one JSON array, an object a line."""
    separator = "[\n  "
    for line in _objects(sheet):
        yield separator + line
        separator = ",\n  "
    yield "[]\n" if separator.startswith("[") else "\n]\n"


def lines(sheet: Sheet) -> Iterator[str]:
    """Yield an object a line and nothing else (JSON Lines)."""
    for line in _objects(sheet):
        yield line + "\n"


def _objects(sheet: Sheet) -> Iterator[str]:
    for row in sheet.rows:
        members = (f"{dumps(name)}: {_value(cell)}" for name, cell in zip(sheet.columns, row, strict=True))
        yield "{" + ", ".join(members) + "}"


def _value(cell: Cell) -> str:
    if cell is None:
        return "null"
    if isinstance(cell, Decimal):
        return f"{cell:f}"  # json would go through a binary float
    if isinstance(cell, str):
        return dumps(plain(cell), ensure_ascii=False)
    return dumps({name: plain(text) if text else None for name, text in cell.items()}, ensure_ascii=False)
