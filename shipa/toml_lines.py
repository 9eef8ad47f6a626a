"""Key paths of a TOML text to the lines they stand on: the parser keeps no positions, and a problem wants one.

The text has been parsed before, so it is TOML; of anything else the scanner makes what it can, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shipa.model import Location

DEEPEST = 8  # keys below this are nobody's: a pack needs five levels
_PIECE = re.compile(
    r"""
      (?P<skip>[ \t\r]+|\#[^\n]*)
    | (?P<newline>\n)
    | (?P<text>\"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*+\"{3,5} | "(?:[^"\\\n]|\\.)*+"
             | '{3}(?:[^']|'{1,2}(?!'))*+'{3,5} | '[^'\n]*+')
    | (?P<mark>[\[\]{}=,.])
    | (?P<word>[^\s\[\]{}=,."'\#]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


def lines_of(text: str, wanted: Iterable[str]) -> dict[str, int]:
    """Return the line, from 1, of each key path; of one that is not there, the line of the nearest table above it."""
    ways = {path: _upwards(path) for path in wanted}
    places = {place for way in ways.values() for place in way}
    lines: dict[str, int] = {"": 1}
    for path, line in keys(text):
        if path in places:
            lines.setdefault(path, line)
    return {path: next(lines[place] for place in way if place in lines) for path, way in ways.items()}


def _upwards(path: str) -> tuple[str, ...]:
    """Return the path, the tables above it, and "" for the whole file."""
    way = [path]
    while path and len(way) <= 2 * DEEPEST:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
        way.append(path)
    return (*way, "")


def keys(text: str) -> Iterator[tuple[str, int]]:
    """Yield each key path and array item with its line, tables by every header and key that names them."""
    scanner = _Scanner()
    line = 1
    for piece in _PIECE.finditer(text):
        kind = piece.lastgroup or ""
        if kind != "skip":
            for place in scanner.places(kind, piece[0]):
                yield place.key, line
        line += piece[0].count("\n")


class _Scanner:
    """Where in a document the pieces so far have led."""

    def __init__(self) -> None:
        self.table = Location(file="")
        self.counts: dict[str, int] = {}  # how many tables each array of tables has so far
        self.open: list[tuple[str, Location]] = []  # brackets and braces of the value that is being read
        self.items: list[int] = []  # how many items each of these has
        self.parts: list[str] = []  # of the key that is being read
        self.header = 0  # brackets of the header that is being read
        self.at = self.table  # of the value that is being read
        self.in_value = self.is_new_item = False

    def places(self, kind: str, piece: str) -> Iterable[Location]:
        """Take one piece, and return the places that it names for the first time."""
        if kind == "newline":
            if not self.open:
                self.in_value, self.parts, self.header = False, [], 0
            return ()
        return self._of_value(kind, piece) if self.in_value else self._of_key(kind, piece)

    def _of_key(self, kind: str, piece: str) -> Iterable[Location]:
        if kind in {"word", "text"}:
            self.parts.append(_unquoted(piece))
        elif piece == "=":
            below = self.open[-1][1] if self.open else self.table
            places = self._named(below)
            self.at, self.in_value, self.is_new_item = places[-1], True, False
            return places[: DEEPEST if len(self.open) < DEEPEST else 0]
        elif piece == "[":
            self.header += 1
        elif piece == "]" and self.parts:
            return self._headed()
        elif piece == "}":
            self._close()
        return ()

    def _of_value(self, kind: str, piece: str) -> Iterable[Location]:
        if piece == "," and kind == "mark":
            self.is_new_item = bool(self.open) and self.open[-1][0] == "["
            self.in_value = self.is_new_item
            return ()
        if piece in {"]", "}"} and kind == "mark":
            self._close()
            return ()
        places: tuple[Location, ...] = ()
        if self.is_new_item:
            self.items[-1] += 1
            self.is_new_item = False
            if len(self.open) <= DEEPEST:
                self.at = self.open[-1][1].item(self.items[-1])
                places = (self.at,)
        if piece in {"[", "{"} and kind == "mark":
            self.open.append((piece, self.at))
            self.items.append(0)
            self.is_new_item = self.in_value = piece == "["
        return places

    def _close(self) -> None:
        if self.open:
            self.open.pop()
            self.items.pop()
        self.in_value, self.is_new_item, self.parts = True, False, []

    def _named(self, below: Location) -> list[Location]:
        """Return the places of the key that has been read, the outermost first."""
        places = [below]
        for part in self.parts[:DEEPEST]:
            places.append(places[-1].inside(part))
        self.parts = []
        return places[1:] or places

    def _headed(self) -> list[Location]:
        """Return the places that a header names, and make its table the current one."""
        places, self.table = [], Location(file="")
        for depth, part in enumerate(self.parts[:DEEPEST], start=1):
            self.table = self.table.inside(part)
            places.append(self.table)
            if depth == len(self.parts) and self.header > 1:
                self.counts[self.table.key] = self.counts.get(self.table.key, 0) + 1
            if number := self.counts.get(self.table.key):
                self.table = self.table.item(number)
                places.append(self.table)
        self.parts = []
        return places


def _unquoted(piece: str) -> str:
    if piece[0] == "'":
        return piece[1:-1]
    return _ESCAPE.sub(_unescaped, piece[1:-1]) if piece[0] == '"' else piece


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    return chr(min(int(code, 16), 0x10FFFF)) if code else _ESCAPED.get(match[4], match[4])
