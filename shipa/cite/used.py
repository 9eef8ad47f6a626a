"""Which sources a draft already cites: by the ids of its notes and keys, and by the forms that shipa writes in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from shipa.cite.bibtex import key_of
from shipa.cite.name import without_article
from shipa.cite.prose import html_of, markdown_of, text_of
from shipa.cite.style import Style
from shipa.cite.styles import NAMES, style_named
from shipa.cite.work import Work, work_of
from shipa.model import Source

# [^id] of a note, [@id] of Pandoc, \cite{id} and its kin of LaTeX.
_KEYS = re.compile(r"\[\^([^\]\s]+)\]|(?<![\w.])@([\w:.+/-]*\w)|\\[a-zA-Z]*cite[a-zA-Z]*\*?(?:\[[^\]]*\])*\{([^}]+)\}")

# The letter that tells works of one author and year apart: (Author, 2024a), (Author, n.d.-b), (Author, no date c).
_LETTER = re.compile(r"(?:(?<=\d{4})|(?<=n\.d\.)-|(?<=no date) )[a-z]{1,2}(?=[)）])")


def used_in(text: str, sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return the sources that ``text`` cites, in the order in which it first cites them.

    A form in the text that stands for several sources gives them all. Where it breaks its lines does not matter.
    """
    text = _LETTER.sub("", " ".join(text.split()))
    keys: dict[str, int] = {}
    for found in _KEYS.finditer(text):
        for key in (found[1] or found[2] or found[3]).split(","):
            keys.setdefault(key.strip(), found.start())
    styles = [style for style in map(style_named, NAMES) if style.mention]
    placed = [(place, source) for source in sources if (place := _first_place(text, source, keys, styles)) is not None]
    return tuple(source for _, source in sorted(placed, key=lambda pair: pair[0]))


def _first_place(text: str, source: Source, keys: dict[str, int], styles: Iterable[Style]) -> int | None:
    places = [keys[key] for key in (source.id, key_of(source.id)) if key in keys]
    work = work_of(source)
    # Most sources are not in the text at all: looking for their names first spares writing them in every style.
    if any(name in text for name in _names(work)):
        places += [place for form in _forms(work, styles) if (place := text.find(form)) >= 0]
    return min(places, default=None)


def _names(work: Work) -> Iterable[str]:
    return (*(name.short for name in work.authors), work.publisher, without_article(work.title).split(" ")[0])


def _forms(work: Work, styles: Iterable[Style]) -> Iterable[str]:
    """Return what the styles write for the work in a text, in every markup, without a letter after the year."""
    forms: dict[str, None] = {}
    for style in styles:
        if style.names_no_anonymous and not work.authors:
            continue
        for variant in (work, replace(work, is_ambiguous=True)):
            inline = style.inline(variant)
            forms |= dict.fromkeys((text_of(inline), markdown_of(inline), html_of(inline)))
    return forms
