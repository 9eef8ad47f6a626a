"""Blocks on a terminal: the only module that imports rich, and of it only what is needed.

Rich measures, divides and colours the texts. Its tables, which would load and do ten times as much, are not needed
where the width of every column is known.
"""

from __future__ import annotations

from rich.cells import cell_len, chop_cells

from shipa.render.blocks import Cell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from shipa.render.blocks import Block, Column

    Paint = Callable[[str, str], str]  # a text and its style to what is printed

_STYLES = {
    "heading": "bold", "muted": "dim", "up": "green", "down": "red", "good": "green", "bad": "bold red", "id": "cyan",
    "": "",
}  # fmt: skip
_GUTTER = "  "  # between two columns, and before the first


def draw(blocks: Iterable[Block], *, width: int | None, color: bool) -> str:
    """Return the blocks as text, fitted to ``width`` cells; None, for a pipe, neither folds nor leaves out anything."""
    paint = _colored() if color else _uncolored
    drawn = ["".join(f"{line}\n" for line in _lines(block, width, paint)) for block in blocks if block.rows]
    return "\n".join(drawn)


def _lines(block: Block, width: int | None, paint: Paint) -> Iterator[str]:
    if block.title:
        yield from _title(block, width, paint)
    kept = _that_fit(block, width)
    columns, widths = [block.columns[index] for index in kept], _widths(block, kept, width)
    if any(column.heading for column in columns):
        headings = [Cell(column.heading, "heading") for column in columns]
        yield from _row(headings, columns, widths, paint, at_bottom=True)
    for row in block.rows:
        yield from _row([row[index] for index in kept], columns, widths, paint)
    for note in block.notes:
        yield from (paint(line, note.style) for line in _note(note, width))


def _title(block: Block, width: int | None, paint: Paint) -> Iterator[str]:
    text = f"{block.title} · {block.subtitle}" if block.subtitle else block.title
    start = 0
    for line in _folded(text, width):
        start = text.index(line, start)
        end_of_title = max(len(block.title) - start, 0)
        yield paint(line[:end_of_title], "heading") + paint(line[end_of_title:], "muted")
        start += len(line)


def _row(
    cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int], paint: Paint, *, at_bottom: bool = False
) -> Iterator[str]:
    """Yield the lines of a row, as many as its cell with the most has; the others stand at the top, or the bottom."""
    folded = [_folded(cell.text, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, folded))
    for level in range(height):
        row = ""
        for lines, cell, column, width in zip(folded, cells, columns, widths, strict=True):
            place = level - (height - len(lines) if at_bottom else 0)
            text = lines[place] if 0 <= place < len(lines) else ""
            space = " " * (width - cell_len(text))
            row += _GUTTER + (space + paint(text, cell.style) if column.right else paint(text, cell.style) + space)
        yield row.rstrip()


def _note(note: Cell, width: int | None) -> Iterator[str]:
    """Yield the lines of a note, each as far from the edge as the first."""
    text = note.text.lstrip()
    indent = " " * (1 + len(note.text) - len(text))
    return (indent + line for line in _folded(text, None if width is None else width - len(indent)))


def _that_fit(block: Block, width: int | None) -> list[int]:
    """Return the columns that fit once others have folded; optional ones go, the last first, until the rest does."""
    kept = list(range(len(block.columns)))
    if width is None:
        return kept
    for index in reversed(kept.copy()):
        if block.columns[index].optional and _total([_least_width(block, one) for one in kept]) > width:
            kept.remove(index)
    return kept


def _widths(block: Block, kept: list[int], width: int | None) -> list[int]:
    """Return the width of each column: its natural one, less what folding columns, and at last all, must give up."""
    widths = [_natural_width(block, index) for index in kept]
    if width is None or _total(widths) <= width:
        return widths
    floors = [_least_width(block, index) for index in kept]
    while _total(widths) > width and max(widths) > 1:
        spare = [width - floor for width, floor in zip(widths, floors, strict=True)]
        if max(spare) > 0:
            widths[spare.index(max(spare))] -= 1
        else:
            widths[widths.index(max(widths))] -= 1
            floors = widths.copy()
    return widths


def _total(widths: list[int]) -> int:
    return sum(len(_GUTTER) + width for width in widths)


def _natural_width(block: Block, index: int) -> int:
    return max(cell_len(text) for text in _texts(block, index))


def _least_width(block: Block, index: int) -> int:
    if not block.columns[index].folds:
        return _natural_width(block, index)
    return max(cell_len(word) for text in _texts(block, index) for word in text.split() or [""])


def _texts(block: Block, index: int) -> list[str]:
    return [block.columns[index].heading, *[row[index].text for row in block.rows]]


def _folded(text: str, width: int | None) -> list[str]:
    """Return the text in lines of no more than ``width`` cells, divided between words or else within one."""
    if width is None or cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    for word in text.split(" "):
        line = f"{lines[-1]} {word}" if lines else word
        if cell_len(line) <= width:
            lines[-1:] = [line]
        else:
            lines += [piece for piece in chop_cells(word, max(width, 1)) if piece]
    return lines


def _colored() -> Paint:
    from rich.style import Style  # noqa: PLC0415 - a pipe has no colours

    styles = {name: Style.parse(definition) for name, definition in _STYLES.items()}
    return lambda text, style: styles[style].render(text)


def _uncolored(text: str, _: str) -> str:
    return text
