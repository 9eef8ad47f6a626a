"""Blocks on a terminal: the only module that imports rich."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shipa.render.blocks import Block, Cell

_STYLES = {"muted": "dim", "up": "green", "down": "red", "good": "green", "bad": "bold red", "id": "cyan", "": ""}
_UNLIMITED = 100_000
_GUTTER = 2


def draw(blocks: Iterable[Block], *, width: int | None, color: bool) -> str:
    """Return the blocks as text, fitted to ``width`` cells; None, for a pipe, neither wraps nor leaves out anything."""
    out = StringIO()
    console = Console(
        file=out,
        width=width or _UNLIMITED,
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},  # what the environment says of width and colour has been heard before
    )
    for index, block in enumerate(block for block in blocks if block.rows):
        if index:
            console.print()
        _draw(console, block, width)
    lines = (line.rstrip() for line in out.getvalue().splitlines())
    return "\n".join(lines) + "\n"


def _draw(console: Console, block: Block, width: int | None) -> None:
    if block.title:
        title = Text(block.title, style="bold")
        title.append(f" · {block.subtitle}" if block.subtitle else "", style="not bold dim")
        console.print(title)
    console.print(_table(block, width))
    for note in block.notes:
        console.print(_note(note))


def _note(note: Cell) -> Padding:
    """Return a note whose lines are all as far from the edge as its first."""
    text = note.text.lstrip()
    indent = 1 + len(note.text) - len(text)
    return Padding(Text(text, style=_STYLES[note.style]), (0, 0, 0, indent), expand=False)


def _table(block: Block, width: int | None) -> Table:
    kept = _that_fit(block, width)
    headed = any(block.columns[index].heading for index in kept)
    table = Table(box=None, show_header=headed, pad_edge=False, padding=(0, _GUTTER, 0, 0), header_style="bold")
    table.add_column("", width=0)  # nothing but its padding: the indentation
    for index, column_width in zip(kept, _widths(block, kept, width), strict=True):
        column = block.columns[index]
        justify: JustifyMethod = "right" if column.right else "left"
        table.add_column(Text(column.heading), justify=justify, overflow="fold", width=column_width)
    for row in block.rows:
        table.add_row("", *(Text(row[index].text, style=_STYLES[row[index].style]) for index in kept))
    return table


def _that_fit(block: Block, width: int | None) -> list[int]:
    """Return the columns that fit once others have folded; optional ones go, the last first, until the rest does."""
    kept = list(range(len(block.columns)))
    for index in reversed(kept.copy()):
        least = [_least_width(block, one) for one in kept]
        if width is not None and block.columns[index].optional and _total(least) > width:
            kept.remove(index)
    return kept


def _widths(block: Block, kept: list[int], width: int | None) -> list[int]:
    """Return the width of each column: its natural one, less what folding columns, and at last all, must give up."""
    widths = [_natural_width(block, index) for index in kept]
    floors = [_least_width(block, index) for index in kept]
    while width is not None and _total(widths) > width and max(widths) > 1:
        spare = [width - floor for width, floor in zip(widths, floors, strict=True)]
        if max(spare) > 0:
            widths[spare.index(max(spare))] -= 1
        else:
            widths[widths.index(max(widths))] -= 1
            floors = widths.copy()
    return widths


def _total(widths: list[int]) -> int:
    return _GUTTER + sum(width + _GUTTER for width in widths) - _GUTTER


def _natural_width(block: Block, index: int) -> int:
    return max(cell_len(text) for text in _texts(block, index))


def _least_width(block: Block, index: int) -> int:
    if not block.columns[index].folds:
        return _natural_width(block, index)
    return max(cell_len(word) for text in _texts(block, index) for word in text.split() or [""])


def _texts(block: Block, index: int) -> tuple[str, ...]:
    return (block.columns[index].heading, *(row[index].text for row in block.rows))
