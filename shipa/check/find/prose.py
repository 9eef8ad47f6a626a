"""The prose of a draft: its text without code, addresses, markup and metadata, and the way back to every position.

What is no prose becomes blanks of the same length; marks that stand inside words and figures (emphasis, inline tags,
entities) are cut out, so that ``**2.7** million`` reads as one figure. ``Prose.original`` leads back to the draft.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from shipa.check.find.markup import INLINE, Markup

FORMATS = ("markdown", "text", "rst", "html")

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_DATE_FIELD = re.compile(r"^date:[ \t]*[\"']?(\d{4}-\d{2}-\d{2})", re.MULTILINE)
_NOT_BLANK = re.compile(r"[^\n]")

_TAG = r"</?[A-Za-z][A-Za-z0-9-]{0,20}(?:\s[^<>]{0,2000})?/?>"
_FENCE = r"^[ ]{0,3}(?P<ticks>```++|~~~++)[^\n]*\n(?:.*?^[ ]{0,3}(?P=ticks)[^\n]*$|.*\Z)"
_LITERAL = r"^\.\. (?:code|code-block|sourcecode|math|raw)::[^\n]*\n(?:[ \t]*\n|[ \t]+[^\n]*\n?)*"
_ELEMENT = r"<(?P<element>script|style|pre|code|head|svg)\b.*?(?:</(?P=element)\s*>|\Z)"
_COMMENT = r"<!--.*?(?:-->|\Z)|<!DOCTYPE[^>]*>"
_SUPERSCRIPT = r"<sup\b[^<>]{0,200}>[^<>]{0,20}</sup\s*>"
_WEB = ("://", "hHfF", r"(?:https?|ftp)://[^\s<>()\[\]（），。；]+")
_WWW = ("www.", "wW", r"\bwww\.[^\s<>()（），。；]+")
_MAIL = ("@", "", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")
_FOOTNOTES = ("[", "[", r"\[\d{1,3}\](?!\()|\[\^[^\]\n]{1,60}\]")

# What is no prose in each format: where a mark occurs at all, what its pattern finds is blanked, in this order. It
# begins with one of some characters, so that the search skips from one of them to the next; "" stands for any.
_NO_PROSE: dict[str, tuple[tuple[str, str, str], ...]] = {
    "markdown": (
        ("```", "", _FENCE),
        ("~~~", "", _FENCE),
        ("<!", "<", _COMMENT),
        ("`", "`", r"(?<!`)(?P<tick>`{1,3})(?!`)[^\n`]{1,500}(?P=tick)(?!`)"),
        _FOOTNOTES,
        ("](", "(", r"(?<=\])\([^()\s]{0,2000}(?:\s+[\"'][^\"'\n]{0,300}[\"'])?\)"),
        ("]:", "[", r"^\[[^\]\n]{1,200}\]:[^\n]*|(?<=\])\[[^\[\]\n]{0,200}\]"),
        ("][", "[", r"(?<=\])\[[^\[\]\n]{0,200}\]"),
        ("<sup", "<", _SUPERSCRIPT),
        (">", "", r"^[ \t]*(?:>[ \t]?)+"),
        _WEB,
        _WWW,
        _MAIL,
    ),
    "text": (_FOOTNOTES, _WEB, _WWW, _MAIL),
    "rst": (
        ("::", "", _LITERAL),
        ("``", "`", r"``[^`\n]{1,500}``"),
        ("`", "`<:", r"`[^`\n<]{0,300}(?=<[^>\n]{1,500}>`_)|<[^>\n]{1,500}>`__?|:[a-z-]{1,30}:(?=`)"),
        ("table::", ".", r"^\.\. (?:list-|csv-)?table::"),
        (".. ", ".", r"^\.\. [^\n]*"),
        ("]_", "[", r"\[(?:\d{1,3}|#[\w-]{0,40})\]_"),
        _WEB,
        _WWW,
        _MAIL,
    ),
    "html": (("<", "<", _ELEMENT), ("<!", "<", _COMMENT), ("<sup", "<", _SUPERSCRIPT), _WEB, _WWW, _MAIL),
}
_EMPHASIS = r"(?<=\S)\*{1,3}|\*{1,3}(?=\S)|(?<![^\W_])_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}(?![^\W_])"
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_CUT = {
    "markdown": ("*_<&", re.compile(rf"{INLINE}|{_ENTITY}|{_TAG}|{_EMPHASIS}", re.IGNORECASE)),
    "rst": ("*", re.compile(r"\*{1,2}")),
    "html": ("<&", re.compile(rf"{INLINE}|{_ENTITY}|{_TAG}", re.IGNORECASE)),
}
_NUMBERING = re.compile(
    r"\n([ \t]*)((?:\d{1,3}|[a-z])[.)](?:[ \t]|(?=[\u3400-\u9fff]))"
    r"|(?:\d{1,3}|[一二三四五六七八九十]{1,3})[、．]|[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-z])[）)]"
    r"|[①-⑳][ \t]?)"
)
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
    for mark, beginnings, pattern in _NO_PROSE.get(format_, _NO_PROSE["text"]):
        if mark in text:
            text = _blanked(text, beginnings, re.compile(pattern, _FLAGS))
    if format_ == "html":  # there a line break is but a space
        text = text.replace("\n", " ").replace("\t", " ")
    readable = _without(text, *_CUT[format_], date) if format_ in _CUT else Prose(text=text, date=date)
    return replace(readable, text=_NUMBERING.sub(_as_bullet, "\n" + readable.text)[1:])


def _matches(text: str, beginnings: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what the pattern finds in a text, where that can only begin with some characters."""
    end = 0
    for beginning in re.finditer(f"[{re.escape(beginnings)}]", text):
        if beginning.start() >= end and (match := pattern.match(text, beginning.start())):
            end = match.end()
            yield match


def _blanked(text: str, beginnings: str, pattern: re.Pattern[str]) -> str:
    pieces: list[str] = []
    end = 0
    for match in _matches(text, beginnings, pattern) if beginnings else pattern.finditer(text):
        pieces += (text[end : match.start()], _blank(match))
        end = match.end()
    return "".join([*pieces, text[end:]]) if pieces else text


def _blank(match: re.Match[str]) -> str:
    return _NOT_BLANK.sub(" ", match[0])


def _as_bullet(match: re.Match[str]) -> str:
    """Return a list number as a bullet of the same length, so that it is no figure."""
    return f"\n{match[1]}{'-'.ljust(len(match[2]))}"


def _without(text: str, beginnings: str, marks: re.Pattern[str], date: str) -> Prose:
    """Return the text with its marks cut out, and with line breaks, bars and bullets for tags."""
    pieces: list[str] = []
    starts, shifts = [0], [0]
    length = end = 0
    markup = Markup()
    for mark in _matches(text, beginnings, marks):
        kept = text[end : mark.start()] + markup.in_place_of(mark[0])
        pieces.append(kept)
        length += len(kept)
        end = mark.end()
        starts.append(length)
        shifts.append(end - length)
    if not pieces:
        return Prose(text=text, date=date)
    pieces.append(text[end:])
    return Prose(text="".join(pieces), date=date, starts=tuple(starts), shifts=tuple(shifts))
