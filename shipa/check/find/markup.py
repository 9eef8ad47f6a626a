"""What the tags of a draft become in its prose: line breaks, list marks, headings and the bars of a table."""

from __future__ import annotations

import html
import re
from collections import Counter

from shipa.check.find.layout import HARD_BREAK

INLINE = (
    r"</?(?:a|abbr|b|bdi|big|cite|em|font|i|ins|label|mark|q|small|span|strong|sub|sup|u|time|data)\b[^<>]{0,2000}>"
)
_IS_INLINE = re.compile(INLINE, re.IGNORECASE)
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_SPANS = re.compile(r"\b(col|row)span\s*=\s*[\"']?(\d{1,2})", re.IGNORECASE)
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot", "colgroup", "col"})


class Markup:
    """The marks of one draft, read in order; tables and lists are followed so that nested ones are understood."""

    def __init__(self) -> None:
        """Begin outside of any list or table."""
        self._depth = 0
        self._in_table = False
        self._column = 0
        self._pending = 0
        self._from_above: Counter[int] = Counter()

    def in_place_of(self, mark: str) -> str:
        """Return what stands in the prose for a tag, an entity or a mark of emphasis."""
        if mark[0] == "&":
            character = html.unescape(mark)
            return character if len(character) == 1 else mark
        if mark[0] != "<" or _IS_INLINE.fullmatch(mark):
            return ""
        name = _TAG_NAME.match(mark)
        return self._tag(name[2].lower(), mark, closes=bool(name[1])) if name else "\n"

    def _tag(self, name: str, mark: str, *, closes: bool) -> str:  # noqa: PLR0911 - one return a kind of tag
        if name == "table":
            self._in_table = not closes
            self._from_above.clear()
            return "\n\n"
        if self._in_table and name != "caption":
            return self._in_row(name, mark, closes=closes)
        if name == "br":
            return HARD_BREAK
        if name in {"ul", "ol", "dl"}:
            self._depth = max(0, self._depth + (-1 if closes else 1))
            return "\n" if self._depth + closes > 1 else "\n\n"
        if name in {"li", "dt"}:
            return "" if closes else "\n" + "  " * max(0, self._depth - 1) + "- "
        if name == "dd":
            return "" if closes else ": "
        if name in _HEADINGS:
            return "\n\n" if closes else "\n\n" + "#" * int(name[1]) + " "
        return "\n\n"

    def _in_row(self, name: str, mark: str, *, closes: bool) -> str:
        """Return the bars of a table row; a cell that spans others leaves empty ones in their place."""
        if name == "tr":
            end = " |" * self._pending if closes else "\n"
            self._column = self._pending = 0
            return end
        if name not in {"td", "th"}:
            return "" if name in _ROW_GROUPS else " "
        if closes:
            return ""
        bars = " |" * self._pending
        while self._from_above[self._column]:
            self._from_above[self._column] -= 1
            self._column += 1
            bars += " |"
        spans = {kind.lower(): int(count) for kind, count in _SPANS.findall(mark)}
        columns = max(1, spans.get("col", 1))
        for column in range(self._column, self._column + columns):
            self._from_above[column] = max(0, spans.get("row", 1) - 1)
        self._column += columns
        self._pending = columns - 1
        return bars + " | "
