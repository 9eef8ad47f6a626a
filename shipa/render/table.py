"""Blocks on a terminal: columns of text, folded to its width and coloured. Nothing slow to import is imported here."""

from __future__ import annotations

from unicodedata import category, east_asian_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from shipa.render.blocks import Block, Cell, Column

    Paint = Callable[[str, str], str]  # a text and its style to what is printed

# What a style is in a control sequence (ECMA-48, "select graphic rendition").
_STYLES = {"heading": "1", "muted": "2", "up": "32", "down": "31", "good": "32", "bad": "1;31", "id": "36"}
_GUTTER = "  "  # between two columns, and before the first
_ZERO_WIDTH = {"Mn", "Me", "Cf"}  # what stands on another character, and what nobody sees
_WIDE = {"W", "F"}  # two cells each (Unicode Standard Annex 11)


def draw(blocks: Iterable[Block], *, width: int | None, color: bool) -> str:
    """Return the blocks as text, fitted to ``width`` cells; None, for a pipe, neither folds nor leaves out anything."""
    paint = _colored if color else _uncolored
    drawn = ["".join(f"{line}\n" for line in _lines(block, width, paint)) for block in blocks if block.rows]
    return "\n".join(drawn)


def _lines(block: Block, width: int | None, paint: Paint) -> Iterator[str]:
    if block.title:
        yield from _title(block, width, paint)
    kept = _that_fit(block, width)
    columns, widths = [block.columns[index] for index in kept], _widths(block, kept, width)
    if any(column.heading for column in columns):
        yield from _row([column.heading for column in columns], ["heading"] * len(columns), columns, widths, paint)
    for row in block.rows:
        cells = [row[index] for index in kept]
        yield from _row([cell.text for cell in cells], [cell.style for cell in cells], columns, widths, paint)
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
    texts: Sequence[str], styles: Sequence[str], columns: Sequence[Column], widths: Sequence[int], paint: Paint
) -> Iterator[str]:
    """Yield the lines of a row, as many as its cell with the most has."""
    folded = [_folded(text, width) for text, width in zip(texts, widths, strict=True)]
    for level in range(max(map(len, folded))):
        line = ""
        for lines, style, column, width in zip(folded, styles, columns, widths, strict=True):
            text = lines[level] if level < len(lines) else ""
            space = " " * (width - _cells(text))
            line += _GUTTER + (space + paint(text, style) if column.right else paint(text, style) + space)
        yield line.rstrip()


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
    return max(_cells(text) for text in _texts(block, index))


def _least_width(block: Block, index: int) -> int:
    if not block.columns[index].folds:
        return _natural_width(block, index)
    return max(_cells(word) for text in _texts(block, index) for word in text.split() or [""])


def _texts(block: Block, index: int) -> list[str]:
    return [block.columns[index].heading, *[row[index].text for row in block.rows]]


def _folded(text: str, width: int | None) -> list[str]:
    """Return the text in lines of no more than ``width`` cells, divided between words or else within one."""
    if width is None or _cells(text) <= width:
        return [text]
    lines = [""]
    for word in text.split(" "):
        line = f"{lines[-1]} {word}" if lines[-1] else word
        if _cells(line) <= width:
            lines[-1] = line
        else:
            lines[len(lines) - (not lines[-1]) :] = _chopped(word, width)
    return lines


def _chopped(word: str, width: int) -> list[str]:
    """Return a word in pieces of no more than ``width`` cells, but of one character at least."""
    pieces = [""]
    for character in word:
        if pieces[-1] and _cells(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _cells(text: str) -> int:
    """Return how many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if category(one) in _ZERO_WIDTH else 2 if east_asian_width(one) in _WIDE else 1 for one in text)


def _colored(text: str, style: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if text and style else text


def _uncolored(text: str, _: str) -> str:
    return text
