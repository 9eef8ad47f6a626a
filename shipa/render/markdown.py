"""Blocks as Markdown: pipe tables that survive a paste into any document."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shipa.render.blocks import Block

_SPECIAL = str.maketrans({character: "\\" + character for character in r"\`*_[]<>|"})


def pages(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the blocks one after the other; nothing of their text is read as markup."""
    for index, block in enumerate(block for block in blocks if block.rows):
        yield ("\n" if index else "") + "".join(line + "\n" for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    if block.title:
        yield f"**{_escaped(block.title)}**" + (f" ({_escaped(block.subtitle)})" if block.subtitle else "")
        yield ""
    if any(column.heading for column in block.columns):
        yield _pipes(column.heading for column in block.columns)
        yield _pipes("---:" if column.right else "---" for column in block.columns)
        yield from (_pipes(_escaped(cell.text) for cell in row) for row in block.rows)
    else:
        yield from ("- " + ": ".join(_escaped(cell.text) for cell in row) for row in block.rows)
    if block.notes:
        yield ""
        yield from (f"- {_escaped(note.text.strip())}" for note in block.notes)


def _pipes(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)
