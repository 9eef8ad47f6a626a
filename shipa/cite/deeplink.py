"""Addresses that lead to the very words of a fact, or to its page.

A web page takes a text fragment (``#:~:text=``, as the WICG draft "URL Fragment Text Directives" has it), a PDF the
``page`` parameter of RFC 8118.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from shipa.model import Observation, Target

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~")  # not "-": it is syntax
_PAGE = re.compile(r"\b(?:pp?\.?|pages?)\s*(\d+)|第\s*(\d+)\s*[页頁]", re.IGNORECASE)
_OMISSION = re.compile(r"\s*(?:…|\.{3})\s*")


def is_web(url: str) -> bool:
    """Return whether an address is one that a browser may be sent to."""
    return url.casefold().startswith(("http://", "https://"))


def deep_link(url: str, facts: Iterable[Observation | Target]) -> str:
    """Return the address of a source, leading to where the facts stand in it; the bare one where that is not known."""
    if not is_web(url):
        return url
    facts = tuple(facts)
    if url.partition("#")[0].partition("?")[0].casefold().endswith(".pdf"):
        pages = [page for page in (page_in(fact.locator) for fact in facts) if page]
        return f"{url}#page={pages[0]}" if pages and "#" not in url else url
    directives = dict.fromkeys(directive for fact in facts for directive in _directives(fact))
    if not directives:
        return url
    separator = "&" if ":~:" in url else ":~:" if "#" in url else "#:~:"
    return f"{url}{separator}{'&'.join(directives)}"


def page_in(locator: str) -> int:
    """Return the first page number that a locator names, 0 where it names none."""
    found = _PAGE.search(locator)
    return int(found[1] or found[2]) if found else 0


def _directives(fact: Observation | Target) -> tuple[str, ...]:
    """Return what to look for: the words beside the figure may stand before or after it, and only one can be found.

    A browser skips a directive that it finds nowhere.
    """
    if fact.reported:
        text, near = _encoded(fact.reported), fact.near
    elif isinstance(fact, Observation) and fact.reported_change:
        # Words left out of a change make its two ends a range.
        text = ",".join(_encoded(part) for part in _OMISSION.split(fact.reported_change) if part)
        near = fact.change_near or fact.near
    else:
        return ()
    if not near:
        return (f"text={text}",)
    return (f"text={_encoded(near)}-,{text}", f"text={text},-{_encoded(near)}")


def _encoded(text: str) -> str:
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in text.encode())
