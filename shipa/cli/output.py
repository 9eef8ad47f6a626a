"""What commands print: answers to standard output as its encoding and width allow, remarks to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable

from shipa.cli.options import Format
from shipa.render.layout import Block
from shipa.render.sheet import Sheet
from shipa.render.text import fitting, plain


class ClosedPipeError(Exception):
    """Whoever read our output has had enough. Not an OSError, of which typer would make a failure."""


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


def write(chunks: Iterable[str]) -> None:
    """Print text to standard output, spelt so that its encoding can show it."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        for chunk in chunks:
            sys.stdout.write(fitting(chunk, encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        raise ClosedPipeError from None


def remark(text: str) -> None:
    """Print one line to standard error."""
    print(fitting(f"shipa: {plain(text)}", sys.stderr.encoding or "utf-8"), file=sys.stderr)


def _width() -> int | None:
    if not sys.stdout.isatty():
        return None
    columns = os.environ.get("COLUMNS", "")
    return (
        int(columns) if columns.isdigit() and int(columns) else os.get_terminal_size(sys.stdout.fileno()).columns or 80
    )


def _has_color() -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
