"""The prose of a draft: its text without code, addresses, markup and metadata, and the way back to every position.

What is no prose becomes blanks of the same length; marks that stand inside words and figures (emphasis, inline tags,
entities) are cut out, so that ``**2.7** million`` reads as one figure. ``Prose.original`` leads back to the draft.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass

FORMATS = ("markdown", "text", "rst", "html")

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_DATE_FIELD = re.compile(r"^date:[ \t]*[\"']?(\d{4}-\d{2}-\d{2})", re.MULTILINE)
_NOT_BLANK = re.compile(r"[^\n]")

_ADDRESS = (
    r"(?:https?|ftp)://[^\s<>()\[\]（），。；]+|\bwww\.[^\s<>()（），。；]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
)
_TAG = r"</?[A-Za-z][A-Za-z0-9-]{0,20}(?:\s[^<>]{0,2000})?/?>"
_FENCE = r"^[ ]{0,3}(?P<ticks>```++|~~~++)[^\n]*\n(?:.*?^[ ]{0,3}(?P=ticks)[^\n]*$|.*\Z)"
_LITERAL = r"^\.\. (?:code|code-block|sourcecode|math|raw)::[^\n]*\n(?:[ \t]*\n|[ \t]+[^\n]*\n?)*"
_ELEMENT = r"<(?P<element>script|style|pre|code|head|svg)\b.*?(?:</(?P=element)\s*>|\Z)"
_COMMENT = r"<!--.*?(?:-->|\Z)|<!DOCTYPE[^>]*>"
_NUMBERING = (("",), r"(?:(?<=\n)|\A)[ \t]*(?:>[ \t]?)?\d{1,3}[.)][ \t]")
_ADDRESSES = (("://", "www.", "@"), _ADDRESS)
_FOOTNOTES = (("[",), r"\[\d{1,3}\](?!\()|\[\^[^\]\n]{1,60}\]")

# What is no prose in each format: where a mark occurs at all, what its pattern finds is blanked, in this order.
_NO_PROSE: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "markdown": (
        (("```", "~~~"), _FENCE),
        (("<!",), _COMMENT),
        (("`",), r"(?<!`)(?P<tick>`{1,3})(?!`)[^\n`]{1,500}(?P=tick)(?!`)"),
        _FOOTNOTES,
        (("](",), r"(?<=\])\([^()\s]{0,2000}(?:\s+[\"'][^\"'\n]{0,300}[\"'])?\)"),
        (("]:", "]["), r"^\[[^\]\n]{1,200}\]:[^\n]*|(?<=\])\[[^\[\]\n]{0,200}\]"),
        _ADDRESSES,
        _NUMBERING,
    ),
    "text": (_FOOTNOTES, _ADDRESSES, _NUMBERING),
    "rst": (
        (("::",), _LITERAL),
        (("``",), r"``[^`\n]{1,500}``"),
        (("`",), r"`[^`\n<]{0,300}(?=<[^>\n]{1,500}>`_)|<[^>\n]{1,500}>`__?|:[a-z-]{1,30}:(?=`)"),
        ((".. ",), r"^\.\. [^\n]*"),
        (("]_",), r"\[(?:\d{1,3}|#[\w-]{0,40})\]_"),
        _ADDRESSES,
        _NUMBERING,
    ),
    "html": ((("<",), _ELEMENT), (("<!",), _COMMENT), _ADDRESSES),
}
_INLINE = r"</?(?:a|abbr|b|big|cite|em|font|i|ins|mark|q|small|span|strong|sub|sup|u|time|data)\b[^<>]{0,2000}>"
_EMPHASIS = r"\*{1,3}|(?<![^\W_])_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}(?![^\W_])"
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_CUT = {
    "markdown": ("*_<&", re.compile(rf"{_INLINE}|{_ENTITY}|{_TAG}|{_EMPHASIS}", re.IGNORECASE)),
    "rst": ("*", re.compile(r"\*{1,2}")),
    "html": ("<&", re.compile(rf"{_INLINE}|{_ENTITY}|{_TAG}", re.IGNORECASE)),
}
_IS_INLINE = re.compile(_INLINE, re.IGNORECASE)
_FLAGS = re.DOTALL | re.MULTILINE | re.IGNORECASE


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """The readable text, the date of its front matter (ISO 8601, or ""), and the shifts that lead back."""

    text: str
    date: str = ""
    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def original(self, position: int) -> int:
        """Return the offset in the draft of a character of ``text``."""
        return position + self.shifts[bisect_right(self.starts, position) - 1]


def prose(text: str, format_: str = "markdown") -> Prose:
    """Return the prose of a draft in one of FORMATS; an unknown format is read as plain text."""
    date = ""
    if front := _FRONT_MATTER.match(text):
        field = _DATE_FIELD.search(front[0])
        date = field[1] if field else ""
        text = _blank(front) + text[front.end() :]
    for marks, pattern in _NO_PROSE.get(format_, _NO_PROSE["text"]):
        if any(mark in text for mark in marks):
            text = re.sub(pattern, _blank, text, flags=_FLAGS)
    characters, cut = _CUT.get(format_, ("", None))
    if cut is None or not any(character in text for character in characters):
        return Prose(text=text, date=date)
    return _without(text, cut, date)


def _blank(match: re.Match[str]) -> str:
    return _NOT_BLANK.sub(" ", match[0])


def _without(text: str, marks: re.Pattern[str], date: str) -> Prose:
    """Return the text with its marks cut out; a block tag leaves a line break behind."""
    pieces: list[str] = []
    starts, shifts = [0], [0]
    length = end = 0
    for mark in marks.finditer(text):
        kept = text[end : mark.start()] + _in_place_of(mark[0])
        pieces.append(kept)
        length += len(kept)
        end = mark.end()
        starts.append(length)
        shifts.append(end - length)
    pieces.append(text[end:])
    return Prose(text="".join(pieces), date=date, starts=tuple(starts), shifts=tuple(shifts))


def _in_place_of(mark: str) -> str:
    if mark[0] == "&":
        character = html.unescape(mark)
        return character if len(character) == 1 else mark
    if mark[0] == "<":
        return "" if _IS_INLINE.fullmatch(mark) else "\n"
    return ""
