"""What the cells of a sheet may be. Nothing slow to import is imported here: the machine formats start at once."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    Cell = str | Decimal | None | dict[str, str | None]


class Number(str):
    """The digits of a number, to be written as they are."""

    __slots__ = ()


class Sheet:
    """Named columns and rows of cells; a source is a mapping, of which the delimited formats write the id."""

    __slots__ = ("columns", "rows")

    def __init__(self, *, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> None:
        """Take the columns and the rows, each with a cell for every column."""
        self.columns = columns
        self.rows = rows
