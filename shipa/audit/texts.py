"""The texts of documents as facts quote them: without markup, on one line, with every quoted figure at its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from shipa.audit.rules import Document, entries_of
from shipa.model import FactBase, Observation

_MARKUP = re.compile(r"<[^<>]{1,40}>|\*+|^\s*#+\s+|`+|^\s*>\s+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
# A bracket or a comma may stand between a figure and the words beside it, but no sign that belongs to the figure.
_BETWEEN = r"[^\w<>~≈≥≤+\-−±$¥€£%]{0,3}"
_CHANGE_REACH = 200
_OMISSION = r".{0,120}?"
_LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document without markup, on one line, with straight quotes; ``starts`` are the offsets of its lines."""

    plain: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        """Return the line of the document, from 1, that an offset of the plain text lies in."""
        return self.lines[bisect_right(self.starts, offset) - 1] if self.starts else 0


@lru_cache(maxsize=256)
def text_of(document: Document) -> Text:
    """Return the text of a document as facts quote it."""
    pieces, starts, lines, length = [], [], [], 0
    for number, line in enumerate(document.text.split("\n"), start=1):
        if words := flat(_MARKUP.sub("", line)):
            pieces.append(words)
            starts.append(length)
            lines.append(number)
            length += len(words) + 1
    return Text(plain=" ".join(pieces), starts=tuple(starts), lines=tuple(lines))


def documents_of(base: FactBase, documents: Iterable[Document]) -> dict[str, Document]:
    """Return the document of each source: the one with its hash, or its id as name, or most of its facts in it."""
    given = tuple(documents)
    found: dict[str, Document] = {}
    for source in base.sources.values():
        exact = [one for one in given if source.sha256 and one.sha256 == source.sha256.lower()]
        named = [one for one in given if one.name.replace("\\", "/").rpartition("/")[2].partition(".")[0] == source.id]
        if match := (exact or named)[:1]:
            found[source.id] = match[0]
    free = [one for one in given if one not in found.values()]
    places = _places(base)
    for id_ in base.sources:
        if id_ not in found and free and places.get(id_):
            share, likeliest = max(((_share(one, places[id_]), one) for one in free), key=lambda pair: pair[0])
            if share > _LEAST_SHARE:
                found[id_] = likeliest
    return found


def _places(base: FactBase) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    for indicator in base.indicators.values():
        for entry in entries_of(indicator):
            if entry.near:
                places.setdefault(entry.source, []).append(flat(entry.near))
    return places


def _share(document: Document, places: list[str]) -> float:
    plain = text_of(document).plain
    return sum(place in plain for place in places) / len(places)


def spot(text: Text, near: str, reported: str) -> tuple[int, int] | None:
    """Return where the figure stands directly before or after the words beside it."""
    words, figure = re.escape(flat(near)), _pattern(reported)
    for pattern in (f"{words}{_BETWEEN}(?P<figure>{figure})", f"(?P<figure>{figure}){_BETWEEN}{words}"):
        if match := re.search(pattern, text.plain, re.DOTALL):
            return match.span("figure")
    return None


def change_spot(text: Text, entry: Observation) -> tuple[int, int] | None:
    """Return where the change stands: beside its own words, or within reach of the figure or the words beside that."""
    if entry.change is None:
        return None
    if entry.change_near:
        return spot(text, entry.change_near, entry.change.text)
    figure = spot(text, entry.near, entry.reported) if entry.reported and entry.near else None
    start = figure[1] if figure else text.plain.find(flat(entry.near)) if entry.near else 0
    if start < 0:
        return None
    change = re.compile(_pattern(entry.change.text), re.DOTALL)
    end = start + _CHANGE_REACH + len(entry.change.text) if entry.near else len(text.plain)
    match = change.search(text.plain, start, end)
    return match.span() if match else None


def _pattern(words: str) -> str:
    """Return a pattern for quoted words; no figure is found in the middle of a longer one."""
    parts = [re.escape(flat(part)) for part in words.split("…")]
    return (
        r"(?<![0-9A-Za-z])(?<!\d[.,])"
        + f"{_OMISSION}".join(rf"\s*{part}\s*" if len(parts) > 1 else part for part in parts)
        + r"(?![.,]?\d)"
    )


def flat(words: str) -> str:
    """Return words with straight quotes and single spaces."""
    return " ".join(words.translate(_QUOTES).split())
