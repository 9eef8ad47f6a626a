"""Blocks: how people read an answer, as cells of finished text. Nothing slow to import is imported here.

The table on the terminal and the Markdown table are two ways to draw the same blocks.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Cell:
    """A piece of finished text, and what it is: "", "muted", "up", "down", "good", "bad", "id"."""

    __slots__ = ("style", "text")

    def __init__(self, text: str = "", style: str = "") -> None:
        """Take the text, in which nothing may steer a terminal."""
        self.text = text
        self.style = style


class Column:
    """A heading. Where there is no room, columns that ``fold`` do so, then those that are ``optional`` go."""

    __slots__ = ("folds", "heading", "optional", "right")

    def __init__(self, heading: str, *, right: bool = False, optional: bool = False, folds: bool = False) -> None:
        """Take the heading, and whether the cells stand at the right."""
        self.heading = heading
        self.right = right
        self.optional = optional
        self.folds = folds


class Block:
    """A titled table with the lines that stand below it."""

    __slots__ = ("columns", "notes", "rows", "subtitle", "title")

    def __init__(
        self,
        *,
        title: str = "",
        subtitle: str = "",
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        notes: Sequence[Cell] = (),
    ) -> None:
        """Take the columns and the rows, each with a cell for every column."""
        self.title = title
        self.subtitle = subtitle
        self.columns = columns
        self.rows = rows
        self.notes = notes
