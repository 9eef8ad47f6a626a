"""MLA style, after the MLA Handbook, 9th edition, chapters 5 and 6."""

from __future__ import annotations

import re

from shipa.cite.name import Name, without_article
from shipa.cite.prose import Prose, american_quoted, italic, joined, link, roman, sentences
from shipa.cite.style import Style, by_title
from shipa.cite.work import Genre, Work

_MOST_AUTHORS = 2  # three or more are cut to the first
# A title is shortened in the text to the noun phrase that it begins with: up to a mark or one of these words.
_AFTER_NOUN_PHRASE = re.compile(
    r"\s*(?:[:;,.?!](?=\s)|[–—(：，])|\s+(?:about|after|against|among|and|as|at|between|by|during|for|from|how|in|into|is|of|on|over|that|to|"
    r"toward|under|what|when|where|which|who|why|with)\b",
    re.IGNORECASE,
)


def _entry(work: Work) -> Prose:
    publisher = work.publisher if work.genre is Genre.NEWS else without_article(work.publisher)
    container = italic(without_article(publisher)) if work.genre is Genre.NEWS else roman(publisher)
    date = roman(work.published.mla if work.published else "")
    location = joined((container, date, link(work.url)), ", ")
    accessed = roman(f"Accessed {work.access_to_print.mla}" if work.access_to_print else "")
    return sentences(_authors(work), _title(work, "."), location, _kind(work), accessed)


def _authors(work: Work) -> Prose:
    """Return the authors; a body that published its own work is named as the publisher only."""
    if work.is_self_published or not work.authors:
        return ()
    first, *others = work.authors
    if len(work.authors) > _MOST_AUTHORS:
        return roman(f"{_body(first)}, et al.")
    comma = "," if first.is_turned else ""
    return roman(_body(first) + "".join(f"{comma} and {name.printed}" for name in others))


def _body(name: Name) -> str:
    return name.inverted if name.family else without_article(name.printed)


def _title(work: Work, mark: str) -> Prose:
    """Return the title: in italics where the work stands alone, else quoted; a description bare."""
    if work.is_description:
        return roman(work.title)
    translated = roman(f" [{work.translation}]" if work.translation else "")
    if work.genre is Genre.REPORT:
        return italic(work.title) + translated
    return american_quoted(work.title, "" if translated else mark) + translated


def _kind(work: Work) -> Prose:
    """Return what sort of thing the work is, where neither its title nor its place in the entry says so."""
    return roman("" if work.label.casefold() in work.title.casefold() else work.label)


def _mention(work: Work) -> Prose:
    if work.is_self_published or not work.authors:
        return _short_title(work)
    names = [name.short for name in work.authors]
    return roman(f"{names[0]} et al." if len(names) > _MOST_AUTHORS else " and ".join(names))


def _short_title(work: Work) -> Prose:
    title = without_article(work.title)
    if work.is_description:
        return roman(title)
    cut = None if work.is_ambiguous else _AFTER_NOUN_PHRASE.search(title)
    short = title[: cut.start()] if cut and cut.start() else title
    return italic(short) if work.genre is Genre.REPORT else american_quoted(short)


def _lead(work: Work) -> Prose:
    return _authors(work) or _title(work, "")


MLA = Style(name="mla", entry=_entry, mention=_mention, lead=_lead, order=by_title, has_letters=False)
