"""Where in its draft a block stands: under which headings, in which lists, and what leads up to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shipa.check.bind.binding import Frame
from shipa.check.find.clause import sentences
from shipa.check.find.layout import Block, BlockKind

_INTRODUCES = re.compile(r"[:：?？][”’\"')）]*\s*$")
_ENDS_FULL = re.compile(r"[.!。！][”’\"')）]*\s*$")
_TERSE = 80  # characters of a line that needs its heading to be understood


class Outline:
    """The headings and lists that a text has entered and not left."""

    def __init__(self) -> None:
        """Begin before the first block."""
        self.frame: Frame | None = None
        self.block: Block | None = None
        self._before: Block | None = None
        self._headings: list[tuple[int, frozenset[str]]] = []
        self._stretches: dict[int, tuple[int, int]] = {}

    @property
    def heading(self) -> frozenset[str]:
        """The words of the headings above."""
        return frozenset().union(*(words for _, words in self._headings))

    def enter(self, block: Block) -> None:
        """Go on to the next block."""
        self._before, self.block = self.block, block
        if block.kind is not BlockKind.ITEM:
            self.frame = None
            return
        while self.frame and self.frame.level > block.level:
            self.frame = self.frame.outer
        if self.frame is None or self.frame.level < block.level:
            self.frame = Frame(level=block.level, start=block.start, intro=self._before, outer=self.frame)

    def head(self, block: Block, words: frozenset[str]) -> None:
        """Set the words of a heading, which ends those of its level and below."""
        self._headings = [(level, above) for level, above in self._headings if level < block.level]
        self._headings.append((block.level, words))

    def intros(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the stretches that lead up to the list that the block is in, and to the lists around it."""
        frame = self.frame
        while frame:
            if frame.intro and frame.intro.kind is not BlockKind.TABLE:
                yield self._last_sentence(text, frame.intro)
            frame = frame.outer

    def lead(self, text: str) -> tuple[int, int] | None:
        """Return the stretch that introduces the block, so that it need not repeat it, or None."""
        block = self.block
        intro = self.frame.intro if self.frame else self._before
        if intro is None or block is None:
            return None
        is_text = block.kind is BlockKind.PARAGRAPH
        if is_text and intro.kind is BlockKind.PARAGRAPH and not _INTRODUCES.search(text, intro.start, intro.end):
            return None
        stretch = self._last_sentence(text, intro)
        match intro.kind:
            case BlockKind.TABLE:
                return None
            case BlockKind.ITEM:
                return stretch if self.frame else None
            case BlockKind.HEADING:
                is_terse = block.end - block.start <= _TERSE and not _ENDS_FULL.search(text, block.start, block.end)
                return stretch if is_terse or not is_text else None
        titles = not is_text and not _ENDS_FULL.search(text, *stretch)
        return stretch if titles or _INTRODUCES.search(text, *stretch) else None

    def _last_sentence(self, text: str, block: Block) -> tuple[int, int]:
        if block.start not in self._stretches:  # the items of a list ask for the same one again and again
            self._stretches[block.start] = _last_sentence(text, block)
        return self._stretches[block.start]


def intro_of(text: str, frame: Frame) -> tuple[int, int] | None:
    """Return the sentence, heading or item that leads up to a list, or None."""
    return _last_sentence(text, frame.intro) if frame.intro and frame.intro.kind is not BlockKind.TABLE else None


def _last_sentence(text: str, block: Block) -> tuple[int, int]:
    if block.kind is not BlockKind.PARAGRAPH:
        return block.start, block.end
    return [(block.start, block.end), *sentences(text, block.start, block.end)][-1]
