"""What is wrong with the facts, collected while they are read, so that one run shows every problem of a pack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shipa.errors import MOST_QUOTED
from shipa.model import Location

MOST_PROBLEMS = 1000
_MOST_NAMES_COMPARED = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that must be mended: where, and what is wrong with what would be right.

    ``other`` is a second place that it is at odds with. ``line`` is 0 where only the key path is known.
    """

    at: Location
    text: str
    other: Location | None = None
    line: int = 0


class TooManyProblems(Exception):  # noqa: N818 - it ends a reading; what is wrong stands in the problems
    """MOST_PROBLEMS have been found: nobody reads more, and a hostile pack could have millions."""


class Problems:
    """The problems met so far, in the order in which they were met."""

    __slots__ = ("found",)

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, at: Location, text: str, *, other: Location | None = None, line: int = 0) -> None:
        """Note one problem. Raises TooManyProblems."""
        self.found.append(Problem(at=at, text=text, other=other, line=line))
        if len(self.found) >= MOST_PROBLEMS:
            raise TooManyProblems


def printable(text: str) -> str:
    """Return ``text`` with every character that could move the cursor, hide or reorder text as an escape."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def suggestion(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return ``did you mean 'title'?`` for the known name most like ``name``, or ``otherwise`` where none is."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a misspelt name needs it

    names = list(known)
    if len(name) > MOST_QUOTED or len(names) > _MOST_NAMES_COMPARED:
        return otherwise
    close = get_close_matches(name.lower(), names, n=1)
    return f"did you mean '{close[0]}'?" if close else otherwise
