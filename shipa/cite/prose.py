"""Text with italics and links in it: what the prose styles are made of, and its plain, Markdown and HTML forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look; ``url`` makes it a link."""

    text: str
    italic: bool = False
    url: str = ""


Prose = tuple[Run, ...]

_CLOSING_QUOTES = "”’\"'"
_STOPS = ".?!。？！"


def roman(text: str) -> Prose:
    """Return upright text, nothing for the empty one."""
    return (Run(text),) if text else ()


def italic(text: str) -> Prose:
    """Return text in italics, nothing for the empty one."""
    return (Run(text, italic=True),) if text else ()


def link(url: str) -> Prose:
    """Return an address that is its own link."""
    return (Run(url, url=url),) if url else ()


def joined(parts: Iterable[Prose], separator: str) -> Prose:
    """Return the parts that are not empty with the separator between them."""
    result: Prose = ()
    for part in parts:
        if part:
            result += (roman(separator) if result else ()) + part
    return result


def stopped(prose: Prose) -> Prose:
    """Return the text with a full stop at its end, unless it already ends a sentence."""
    ending = text_of(prose).rstrip(_CLOSING_QUOTES)
    return prose if not ending or ending[-1] in _STOPS else prose + roman(".")


def sentences(*parts: Prose) -> Prose:
    """Return the parts that are not empty as sentences, each with its full stop."""
    return joined((stopped(part) for part in parts), " ")


def american_quoted(title: str, mark: str = "") -> Prose:
    """Return a title in double quotation marks with the mark that follows it inside, as American styles have it.

    A full stop gives way to a question or exclamation mark of the title. Quotations in the title become single ones.
    """
    inner = _with_inner_quotes(title, "‘’")
    if mark == "." and inner.rstrip(_CLOSING_QUOTES)[-1:] in tuple(_STOPS):
        mark = ""
    return roman(f"“{inner}{mark}”")


def british_quoted(title: str) -> Prose:
    """Return a title in single quotation marks; quotations in it become double ones."""
    return roman(f"‘{_with_inner_quotes(title, '“”')}’")


def chinese_quoted(title: str) -> Prose:
    """Return a title in Chinese title marks; those of a title in the title become single ones."""
    return roman(f"《{title.translate({ord('《'): '〈', ord('》'): '〉'})}》")


def text_of(prose: Prose) -> str:
    """Return the bare text."""
    return "".join(run.text for run in prose)


def markdown_of(prose: Prose) -> str:
    """Return CommonMark in which every character of the text stands for itself."""
    written = "".join(_markdown_run(run) for run in prose)
    return _MARKDOWN_BLOCK.sub(r"\g<0>\\", written, count=1)


def html_of(prose: Prose) -> str:
    """Return HTML for the inside of a paragraph."""
    return "".join(_html_run(run) for run in prose)


def escaped(text: str) -> str:
    """Return text as HTML writes it, in an element or in an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


# What Markdown would take for markup; a bracket only where a link, an image or a note would come of it.
_MARKDOWN_INLINE = re.compile(r"[\\`*_<$~]|&(?=#?\w+;)|\[(?=\^)|\](?=\()")
# And what it would take for a list, a heading, a quotation or the definition of a link, where a block begins.
_MARKDOWN_BLOCK = re.compile(r"^(?:\d*(?=[.)#+-](?:\s|#))|(?=>)|\[[^\]]*(?=\]:))")
_NOT_IN_AUTOLINK = re.compile(r"[\s<>]")


def _markdown_run(run: Run) -> str:
    if run.url:
        return f"<{_NOT_IN_AUTOLINK.sub(lambda found: ''.join(f'%{byte:02X}' for byte in found[0].encode()), run.url)}>"
    written = _MARKDOWN_INLINE.sub(r"\\\g<0>", run.text)
    return f"*{written}*" if run.italic else written


def _html_run(run: Run) -> str:
    if run.url:
        return f'<a href="{escaped(run.url)}">{escaped(run.text)}</a>'
    return f"<i>{escaped(run.text)}</i>" if run.italic else escaped(run.text)


_QUOTATION = re.compile(r"“([^“”]*)”|\"([^\"]*)\"|(?<!\w)‘([^‘’]*)’(?!\w)")


def _with_inner_quotes(title: str, marks: str) -> str:
    return _QUOTATION.sub(lambda found: marks[0] + (found[1] or found[2] or found[3] or "") + marks[1], title)
