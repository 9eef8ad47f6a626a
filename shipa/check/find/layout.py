"""The layout of a draft: its headings, list items, tables and paragraphs, and lines that stand by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from string import ascii_letters

from shipa.check.find.words import FUNCTION_WORDS


class BlockKind(StrEnum):
    """What a stretch of lines is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, as offsets of the prose; ``level`` is the depth of a heading or of a list item."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0


HARD_BREAK = "\u2028"  # where a draft asks for a new line within a paragraph
SIMPLE_RULE = re.compile(r"[ \t]*={2,}(?:[ \t]+={2,})+[ \t]*\n?$")
GRID_RULE = re.compile(r"[ \t]*\+(?:[-=]+\+)+[ \t]*\n?$")
_LINE = re.compile(r"[^\n]*\n?")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})(?:[ \t]|$)")
_MARK = r"(?:[-*+•·◦▪][ \t]|[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-z])[)）.、][ \t]?)"
_ITEM = re.compile(rf"([ \t]*){_MARK}")
_RULE = re.compile(r"[ \t]*([=\-~^\"'`#*+])\1{2,}[ \t]*\n?$")
_RULE_LEVELS = "=-~^"
_HARD = (HARD_BREAK, "  \n", "\\\n")
_COLUMNS = re.compile(r"\S[^\n]*\t[^\n]*\S")


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a text in order: headings, list items, table rows taken together, paragraphs."""
    for block in _grouped(text):
        if block.kind is BlockKind.PARAGRAPH:
            yield from _standing_lines(text, block)
        else:
            yield block


_OF_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.TABLE})


def _grouped(text: str) -> Iterator[Block]:
    start = end = level = 0
    kind: BlockKind | None = None
    for here, behind, following in _lines(text):
        goes_on = following is kind and kind in _OF_LINES
        if kind and (goes_on or (following is BlockKind.PARAGRAPH and kind is BlockKind.ITEM)):
            end = behind
            continue
        line = text[here:behind]
        rule = _RULE.match(line) if kind is BlockKind.PARAGRAPH else None
        if rule and "\n" not in text[start : end - 1]:
            kind, level = BlockKind.HEADING, _RULE_LEVELS.find(rule[1]) % len(_RULE_LEVELS) + 1
        if kind:
            yield _settled(text, Block(start, end, kind, level))
        kind = following
        if kind:
            start, end, level = here, behind, _level(line, kind)
    if kind:
        yield _settled(text, Block(start, end, kind, level))


def _settled(text: str, block: Block) -> Block:
    """Return the block; one line with a bar in it is no table."""
    is_line = block.kind is BlockKind.TABLE and "\n" not in text[block.start : block.end - 1]
    return replace(block, kind=BlockKind.PARAGRAPH) if is_line else block


def _level(line: str, kind: BlockKind) -> int:
    if kind is BlockKind.HEADING and (heading := _HEADING.match(line)):
        return len(heading[1])
    item = _ITEM.match(line) if kind is BlockKind.ITEM else None
    return len(item[1].expandtabs()) if item else 0


def _lines(text: str) -> Iterator[tuple[int, int, BlockKind | None]]:
    """Yield each line with what it is, None where it only divides; a table of columns goes on to its last border."""
    in_columns = after_border = False
    for match in _LINE.finditer(text):
        line = match[0]
        if not line:
            return
        is_border = line[0] in "= \t" and SIMPLE_RULE.match(line) is not None
        in_columns = is_border or (in_columns and not (after_border and not line.strip()))
        yield match.start(), match.end(), BlockKind.TABLE if in_columns else _kind_of(line)
        after_border = is_border


def _kind_of(line: str) -> BlockKind | None:
    if line[:1] in ascii_letters and line[1:2] not in ")）.、" and "|" not in line and "\t" not in line:
        return BlockKind.PARAGRAPH  # as nearly all lines are
    if not line.strip() or _RULE.match(line):
        return None
    if _HEADING.match(line):
        return BlockKind.HEADING
    if "|" in line or GRID_RULE.match(line) or ("\t" in line and _COLUMNS.search(line)):
        return BlockKind.TABLE
    return BlockKind.ITEM if _ITEM.match(line) else BlockKind.PARAGRAPH


# ── lines that stand by themselves ───────────────────────────────────────────────────────────────────────────────────

_NARROWEST = 60  # columns: nobody wraps prose to less
_WIDE = re.compile(r"[\u2e80-\uffef]")
_BEGINS = re.compile(r"\s*(?![a-z,.;:，。；：、)）])(?:[\u3400-\u9fff]|\S{1,40})")
_ENDS_OPEN = re.compile(r"(?:[,，、\-–—(（]|(?<![A-Za-z])([A-Za-z]+))\s*$")
_ENDS_FULL = re.compile(r"[.!?。！？][”’\"')）]*\s*$")
_LABELLED = re.compile(r"[^:：.。\n]{2,60}[:：]\s*[^\s:：][^\n]*\d")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_ONLY_A_FIGURE = re.compile(  # what it counts stands below
    r"\W*\d[\d.,]*\s?(?:%|[A-Za-z]{1,9}(?:\s[A-Za-z]{1,7})?|[\u3400-\u9fff]{1,3})?[\W_]*$"
)
_DIGIT = re.compile(r"\d")


def _standing_lines(text: str, block: Block) -> Iterator[Block]:
    """Yield the paragraph, or where its lines were broken on purpose, each of those as an item of a list.

    A line was broken on purpose where it had room for the first word of the next one. What leads up to the list, a
    line that ends in a colon or has no figure, stays a paragraph.
    """
    if "\n" not in text[block.start : block.end - 1] and HARD_BREAK not in text[block.start : block.end]:
        yield block
        return
    lines = [(start, end) for start, end in _stretches(text, block)]
    widest = max(_NARROWEST, *(_width(text[start:end]) for start, end in lines))
    begin = block.start
    parts: list[Block] = []
    for (start, end), (following, until) in pairwise(lines):
        if _is_broken(text[start:end], text[following:until], widest, hard=text[start:end].endswith(_HARD)):
            parts.append(Block(begin, end, BlockKind.ITEM))
            begin = following
    if not parts:
        yield block
        return
    parts.append(Block(begin, block.end, BlockKind.ITEM))
    first = text[parts[0].start : parts[0].end]
    if first.rstrip().endswith((":", "：")) or not _DIGIT.search(_YEAR.sub("", first)):
        parts[0] = replace(parts[0], kind=BlockKind.PARAGRAPH)
    yield from parts


def _stretches(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    for mark in re.finditer(rf"[\n{HARD_BREAK}]", text[block.start : block.end]):
        end = block.start + mark.end()
        yield start, end
        start = end
    if start < block.end:
        yield start, block.end


def _is_broken(line: str, following: str, widest: int, *, hard: bool) -> bool:
    first = _BEGINS.match(following)
    if not first or not line.strip():
        return False
    gap = 0 if _WIDE.match(first[0].strip()) else 1
    has_room = _width(line.rstrip()) + gap + _width(first[0].strip()) <= widest
    if not (has_room or hard or ":" in line or "：" in line):
        return False
    if hard or (_LABELLED.match(line) and _LABELLED.match(following)):
        return True
    if _ONLY_A_FIGURE.match(line) and not _DIGIT.search(_YEAR.sub("", following)):
        return False
    end = _ENDS_OPEN.search(line)
    is_open = end and (not end[1] or end[1].lower() in FUNCTION_WORDS)
    if is_open or _ENDS_FULL.search(line):
        return False
    return has_room


def _width(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
