"""Sheets as comma- or tab-separated values: UTF-8, a header, LF line ends, RFC 4180 quoting, plain numbers."""

from __future__ import annotations

from shipa.render.cells import Number
from shipa.render.text import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipa.render.cells import Cell, Sheet

_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # the wide ones count in East Asia


def csv(sheet: Sheet) -> Iterator[str]:
    """Yield the lines of the sheet as RFC 4180 describes them, but ended by LF."""
    yield ",".join(sheet.columns) + "\n"
    for row in sheet.rows:
        yield ",".join([_quoted(_text(cell)) for cell in row]) + "\n"


def tsv(sheet: Sheet) -> Iterator[str]:
    """Yield the lines of the sheet with tabs between the cells; no cell contains one."""
    yield "\t".join(sheet.columns) + "\n"
    for row in sheet.rows:
        yield "\t".join([_text(cell) for cell in row]) + "\n"


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Number):
        return cell
    if isinstance(cell, dict):
        cell = cell["id"] or ""
    if not isinstance(cell, str):
        return f"{cell:f}"
    text = plain(cell)
    # A spreadsheet would run such a text as a formula; the apostrophe tells it not to.
    return "'" + text if text.lstrip().startswith(_FORMULA_STARTS) else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if '"' in text or "," in text or text != text.strip() else text
