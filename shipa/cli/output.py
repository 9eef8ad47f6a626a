"""What commands answer, in the format that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from shipa.cli.console import drawn, write
from shipa.cli.options import Format

if TYPE_CHECKING:
    from shipa.render.blocks import Block
    from shipa.render.cells import Sheet


def answer(how: Format, sheet: Callable[[], Sheet], blocks: Callable[[], Sequence[Block]]) -> None:
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
            write([drawn(blocks())])
