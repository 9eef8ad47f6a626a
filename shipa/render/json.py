"""Sheets as JSON: objects with the column names, numbers with every digit kept, ``null`` for what is not known."""

from __future__ import annotations

from shipa.render.cells import Number
from shipa.render.text import plain

try:
    from _json import encode_basestring as _encoded  # all that is wanted of json, which would double the start-up time
except ImportError:  # an interpreter without the accelerator
    from json.encoder import encode_basestring as _encoded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipa.render.cells import Cell, Sheet


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
    names = [_encoded(name) for name in sheet.columns]
    for row in sheet.rows:
        yield "{" + ", ".join([f"{name}: {_value(cell)}" for name, cell in zip(names, row, strict=True)]) + "}"


def _value(cell: Cell) -> str:
    if cell is None:
        return "null"
    if isinstance(cell, Number):
        return cell
    if isinstance(cell, str):
        return _encoded(plain(cell))
    if isinstance(cell, dict):
        return "{" + ", ".join([f"{_encoded(name)}: {_value(text or None)}" for name, text in cell.items()]) + "}"
    return f"{cell:f}"  # json would go through a binary float
