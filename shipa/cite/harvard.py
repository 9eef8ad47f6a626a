"""Harvard style as Cite Them Right, 12th edition, sets it out."""

from __future__ import annotations

from shipa.cite.prose import Prose, british_quoted, italic, joined, link, roman, sentences
from shipa.cite.style import Style, by_date
from shipa.cite.work import Genre, Work

_MOST_AUTHORS = 3  # four or more are cut to the first


def _entry(work: Work) -> Prose:
    head = joined((_lead(work), roman(f"({_year(work)})"), _title(work) if _leads_with_source(work) else ()), " ")
    day = roman(work.published.day_and_month if work.published else "")
    if work.genre is Genre.NEWS:
        newspaper = italic(work.publisher) if work.authors else ()
        return sentences(joined((head, newspaper, day), ", "), _availability(work))
    if work.genre in {Genre.PRESS_RELEASE, Genre.WEB_PAGE} and work.label:
        head = joined((head, roman(f"[{work.label}]")), " ")
    if work.genre is not Genre.PRESS_RELEASE:
        day = ()
    # The body that wrote a document is named again as its publisher only where there is no address.
    publisher = () if work.is_self_published and work.url else roman(work.publisher)
    if work.genre is Genre.PRESS_RELEASE and work.is_self_published:
        publisher = ()
    return sentences(head, publisher, day, _availability(work))


def _leads_with_source(work: Work) -> bool:
    return bool(work.authors) or work.genre is Genre.NEWS


def _lead(work: Work) -> Prose:
    """Return the authors; the newspaper leads an unsigned article, the title any other work without an author."""
    if not work.authors:
        return italic(work.publisher) if work.genre is Genre.NEWS else _title(work)
    return _cut([name.with_initials("") for name in work.authors])


def _cut(names: list[str]) -> Prose:
    if len(names) > _MOST_AUTHORS:
        return roman(f"{names[0]} ") + italic("et al.")
    return roman(" and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part))


def _year(work: Work) -> str:
    return work.year or " ".join(part for part in ("no date", work.letter) if part)


def _title(work: Work) -> Prose:
    if work.is_description:
        return roman(work.described)
    title = british_quoted(work.title) if work.genre is Genre.NEWS else italic(work.title)
    return joined((title, roman(f"[{work.translation}]" if work.translation else "")), " ")


def _availability(work: Work) -> Prose:
    if not work.url:
        return ()
    accessed = roman(f" (Accessed: {work.accessed.british})" if work.accessed else "")
    return roman("Available at: ") + link(work.url) + accessed


def _mention(work: Work) -> Prose:
    who = _cut([name.short for name in work.authors]) if work.authors else _lead(work)
    return who + roman(f", {_year(work)}")


HARVARD = Style(name="harvard", entry=_entry, mention=_mention, lead=_lead, order=by_date, wants_access=True)
