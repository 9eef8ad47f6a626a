"""GB/T 7714, the Chinese standard for bibliographic references: the edition of 2025 and the one of 2015.

Entries are written for the numeric system (references in the order in which they are cited). A Chinese work is cited by
the Chinese rules and an English one by the English: 等 or et al., and in the edition of 2025 full-width marks or
half-width ones. That edition no longer sets family names in capitals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from shipa.cite.name import Name
from shipa.cite.prose import Prose, joined, link, roman, stopped
from shipa.cite.style import Style
from shipa.cite.work import Genre, Work

_MOST_AUTHORS = 3
_TYPES = {
    Genre.PRESS_RELEASE: ("EB/OL", "Z"),
    Genre.REPORT: ("R/OL", "R"),
    Genre.NEWS: ("N/OL", "N"),
    Genre.DATASET: ("DS/OL", "DS"),
    Genre.WEB_PAGE: ("EB/OL", "Z"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edition:
    """What the two editions, and the two languages in them, write differently."""

    has_capitals: bool
    is_full_width: bool
    is_chinese: bool

    @property
    def comma(self) -> str:
        return "，" if self.is_full_width else ", "

    @property
    def colon(self) -> str:
        return "：" if self.is_full_width else ": "

    def bracketed(self, text: str) -> str:
        return f"（{text}）" if self.is_full_width else f"({text})"

    @property
    def and_others(self) -> str:
        return "等" if self.is_chinese else "et al."

    @property
    def anonymous(self) -> str:
        return "佚名" if self.is_chinese else "Anon"

    @property
    def no_place(self) -> str:
        return "[出版地不详]" if self.is_chinese else "[S.l.]"


def _edition_2025(work: Work) -> _Edition:
    return _Edition(has_capitals=False, is_full_width=work.is_chinese, is_chinese=work.is_chinese)


def _edition_2015(work: Work) -> _Edition:
    return _Edition(has_capitals=True, is_full_width=False, is_chinese=work.is_chinese)


def _entry_2025(work: Work) -> Prose:
    edition = _edition_2025(work)
    return _entry(work, edition, report_date=_date(work))


def _entry_2015(work: Work) -> Prose:
    edition = _edition_2015(work)
    return _entry(work, edition, report_date=edition.bracketed(_date(work)) if work.published else "")


def _entry(work: Work, edition: _Edition, *, report_date: str) -> Prose:
    """Return the reference; of a report at an address the editions write the date differently (``report_date``)."""
    authors = edition.comma.join(_cut([_name(name, edition) for name in work.authors], edition))
    online, printed = _TYPES[work.genre]
    accessed = f"[{work.accessed.iso}]" if work.accessed else ""
    if work.genre is Genre.NEWS:
        imprint = edition.comma.join(part for part in (work.publisher, _date(work)) if part) + accessed
    elif not work.url:
        imprint = _printed_imprint(work, edition)
    elif work.genre is Genre.REPORT:
        imprint = report_date + accessed
    else:
        imprint = (edition.bracketed(_date(work)) if work.published else "") + accessed
    parts = (authors, f"{work.described}[{online if work.url else printed}]", imprint)
    return joined((*(roman(part and f"{part.removesuffix('.')}.") for part in parts), stopped(link(work.url))), " ")


def _printed_imprint(work: Work, edition: _Edition) -> str:
    """Return the imprint of a document without an address: a report has a place, which here is never known."""
    if work.genre is not Genre.REPORT:
        return _date(work)
    published = edition.comma.join(
        part for part in (work.publisher, str(work.published.year) if work.published else "") if part
    )
    return f"{edition.no_place}{edition.colon}{published}"


def _date(work: Work) -> str:
    return work.published.iso if work.published else ""


def _name(name: Name, edition: _Edition) -> str:
    """Return a person's name with the family name first and no stops after initials.

    A name in pinyin keeps its given name whole: which letters begin its characters is not known.
    """
    if not name.family:
        return name.printed
    family = name.family.upper() if edition.has_capitals else name.family
    given = name.given if name.family_first else " ".join(part[0] for part in re.split(r"[\s.-]+", name.given) if part)
    return f"{family} {given}"


def _cut(names: list[str], edition: _Edition) -> list[str]:
    return [*names[:_MOST_AUTHORS], edition.and_others] if len(names) > _MOST_AUTHORS else names


def _mention(work: Work, edition: _Edition) -> Prose:
    """Return the author and year; two authors or more are cut to the first, and a missing one is said to be."""
    names = [name.printed if name.family_first else name.short for name in work.authors] or [edition.anonymous]
    if len(names) > 1:
        names = [f"{names[0]} {edition.and_others}"]
    return roman(edition.comma.join(part for part in (*names, _date(work) if work.is_ambiguous else work.year) if part))


def _lead(work: Work) -> Prose:
    return roman(", ".join(name.printed for name in work.authors) or work.title)


GBT_2025 = Style(
    name="gbt7714-2025",
    entry=_entry_2025,
    mention=lambda work: _mention(work, _edition_2025(work)),
    lead=_lead,
    order=None,
    wants_access=True,
    has_letters=False,
    names_no_anonymous=True,
    has_full_width_brackets=True,
)
GBT_2015 = Style(
    name="gbt7714-2015",
    entry=_entry_2015,
    mention=lambda work: _mention(work, _edition_2015(work)),
    lead=_lead,
    order=None,
    wants_access=True,
    has_letters=False,
    names_no_anonymous=True,
)
