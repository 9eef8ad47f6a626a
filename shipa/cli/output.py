"""What commands answer, in the format that was asked for and as the width of the terminal allows."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from shipa.cli.console import write
from shipa.cli.options import Format

if TYPE_CHECKING:
    from shipa.render.cells import Sheet
    from shipa.render.layout import Block

_MOST_DIGITS = 4  # of a width that can be meant


def answer(how: Format, sheet: Callable[[], Sheet], blocks: Callable[[], tuple[Block, ...]]) -> None:
    """Print the sheet in a machine format, or the blocks for people; only what is asked for is made."""
    match how:
        case Format.CSV | Format.TSV:
            from shipa.render import delimited

            write((delimited.csv if how is Format.CSV else delimited.tsv)(sheet()))
        case Format.JSON | Format.JSONL:
            from shipa.render import json

            write((json.array if how is Format.JSON else json.lines)(sheet()))
        case Format.MARKDOWN:
            from shipa.render import markdown

            write(markdown.pages(blocks()))
        case Format.TABLE:
            draw(blocks())


def draw(blocks: Iterable[Block]) -> None:
    """Print blocks as tables, as wide and as coloured as standard output can show them."""
    from shipa.render import table

    write([table.draw(blocks, width=_width(), color=_has_color())])


def _width() -> int | None:
    if not sys.stdout.isatty():
        return None
    columns = os.environ.get("COLUMNS", "")
    told = int(columns) if columns.isdecimal() and len(columns) <= _MOST_DIGITS else 0
    return told or os.get_terminal_size(sys.stdout.fileno()).columns or 80


def _has_color() -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
