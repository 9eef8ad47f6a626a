"""A block of a draft in sentences and clauses: where one statement about a figure ends and the next begins."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

# The mark comes first, so that the search skips from mark to mark.
_SENTENCE_END = re.compile(
    r"[.。！？!?](?:(?<!\.)[。！？!?]*[”’」』）)\"']*"
    r"|(?<=\.)(?<![ .(][A-Z]\.)[”’\"')]*(?=\s+[“\"‘'(]?[A-Z0-9\u3400-\u9fff]))"
)
_ABBREVIATION = re.compile(
    r"\b(?:No|Nos|vs|approx|ca|Dr|Mr|Mrs|Ms|St|Co|Inc|Ltd|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|al|Fig|Vol)$"
)


_LONGEST = 1_000  # characters: what is longer is no sentence, and is read in pieces to keep the work linear
_GAP = re.compile(r"[\s,;，；、]")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``text[start:end]`` as offsets."""
    begin = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        if stop[0][0] == "." and _ABBREVIATION.search(text, max(begin, stop.start() - 8), stop.start()):
            continue
        yield from _pieces(text, begin, stop.end())
        begin = stop.end()
    if text[begin:end].strip():
        yield from _pieces(text, begin, end)


def _pieces(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while end - begin > _LONGEST:
        gap = next((gap.end() for gap in _GAP.finditer(text, begin + _LONGEST, end)), end)
        yield begin, gap
        begin = gap
    if begin < end:
        yield begin, end


_STRONG = re.compile(r"[,;:，；：()（）—|•]|(?<=\s)[–-](?=\s)")
_WEAK = re.compile(
    r"、|/|\b(?:and|but|while|whereas|yet|with(?!\s\d)|including|includes?|included|against|versus|compared\s(?:with|to)|although|for(?=\s(?:an?|the)\s)|(?:after|before)(?=\s[a-z]+ing\b|\s\d)|plus|of\swhich|among\sthem|or)\b"
    r"|(?:以及|和|及|与|而|其中|并)",
    re.IGNORECASE,
)


_VERB = re.compile(r"\s(?:[a-z]+ly\s)?[a-z]+ed\s(?!by\b|in\b|on\b|with\b)")


def clauses(
    text: str, start: int, end: int, figures: Sequence[tuple[int, int]], kept: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the clauses of a sentence as offsets, each with at least one figure.

    Punctuation always divides, a conjunction only figures from figures. What has no figure of its own goes with the
    clause behind it, at the end with the one before. ``kept`` are spans that nothing divides (figures, periods).
    """
    if len(figures) <= 1:
        return [(start, end)] if figures else []
    inside = covering([*kept, *figures])
    strong = [mark.start() for mark in _STRONG.finditer(text, start, end) if not inside(mark.start())]
    weak = [mark for mark in _WEAK.finditer(text, start, end) if not inside(mark.start())]
    cuts = _with_weak(strong, weak, start, end, figures)
    return _merged([start, *cuts, end], figures)


def covering(spans: Iterable[tuple[int, int]]) -> Callable[[int], bool]:
    """Return a test whether a position lies in one of ``spans``, in whatever order they come."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        starts.append(start)
        ends.append(max(end, ends[-1]) if ends else end)

    def covers(position: int) -> bool:
        index = bisect_right(starts, position) - 1
        return index >= 0 and position < ends[index]

    return covers


def _with_weak(
    strong: list[int], weak: list[re.Match[str]], start: int, end: int, figures: Sequence[tuple[int, int]]
) -> list[int]:
    begins = sorted(a for a, _ in figures)
    marks = sorted({*strong, *(found.start() for found in weak)})
    cuts = sorted(strong)
    for found in weak:
        mark = found.start()
        position = bisect_left(cuts, mark)
        left = cuts[position - 1] if position else start
        # "and" before a verb begins a clause, whatever is joined by "and" in that.
        others = cuts if _VERB.match(found.string, found.end()) else marks
        behind = bisect_right(others, mark)
        right = others[behind] if behind < len(others) else end
        if _has_figure(begins, left, mark) and _has_figure(begins, mark, right):
            cuts.insert(position, mark)
    return cuts


def _has_figure(begins: Sequence[int], left: int, right: int) -> bool:
    """Return whether one of the sorted ``begins`` is in ``[left, right)``."""
    index = bisect_left(begins, left)
    return index < len(begins) and begins[index] < right


def _merged(edges: list[int], figures: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    clauses: list[tuple[int, int]] = []
    begins = sorted(a for a, _ in figures)
    begin = edges[0]
    for left, right in pairwise(edges):
        if _has_figure(begins, left, right):
            clauses.append((begin, right))
            begin = right
    if begin < edges[-1] and clauses:
        clauses[-1] = (clauses[-1][0], edges[-1])
    return clauses
