"""Chicago style, after The Chicago Manual of Style, 18th edition, chapters 13 and 14: author-date, and notes."""

from __future__ import annotations

from shipa.cite.name import Name, series, without_article
from shipa.cite.prose import Prose, american_quoted, italic, joined, link, roman, sentences, stopped
from shipa.cite.style import Style, by_year_and_title
from shipa.cite.work import Genre, Work

_MOST_IN_LIST = 6  # more authors are cut to the first three in a reference list
_SHOWN_OF_MANY = 3
_MOST_IN_TEXT = 2  # three or more are cut to the first in a note and in the text


def _entry(work: Work) -> Prose:
    year = roman(_year(work))
    day = roman(work.published.month_and_day if work.published else "")
    parts: tuple[Prose, ...]
    if work.genre is Genre.REPORT:
        parts = (_title(work, "."), roman(work.label), roman(without_article(work.publisher)))
    elif work.genre is Genre.NEWS and work.authors:
        parts = (_title(work, "."), joined((italic(_newspaper(work)), day), ", "))
    else:
        # A newspaper that stands in the author's place is not named again.
        publisher = "" if work.is_self_published or work.genre is Genre.NEWS else work.publisher
        parts = (_title(work, "."), roman(work.label), roman(without_article(publisher)), day)
    accessed = roman(f"Accessed {work.access_to_print.american}" if work.access_to_print else "")
    return sentences(_lead(work), year, *parts, accessed, link(work.url))


def _lead(work: Work) -> Prose:
    """Return the authors; the name of the newspaper stands in for that of an unsigned article (14.97)."""
    if work.genre is Genre.NEWS and not work.authors:
        return italic(_newspaper(work))
    return roman(_list(work.authors)) or _title(work, ".")


def _list(authors: tuple[Name, ...]) -> str:
    """Return the authors of a reference: only the first name is turned round."""
    written = [name.inverted if index == 0 else name.printed for index, name in enumerate(authors)]
    if len(written) > _MOST_IN_LIST:
        return f"{', '.join(written[:_SHOWN_OF_MANY])}, et al."
    return series(written, comma_between_two=bool(authors) and authors[0].is_turned)


def _title(work: Work, mark: str) -> Prose:
    """Return the title: quoted with the mark after it, or in italics for a report; a description upright, unmarked."""
    if work.is_description:
        return roman(work.title)
    translated = roman(f" [{work.translation}]" if work.translation else "")
    if work.genre is Genre.REPORT:
        return italic(work.title) + translated
    return american_quoted(work.title, "" if translated else mark) + translated


def _newspaper(work: Work) -> str:
    return without_article(work.publisher)


def _year(work: Work) -> str:
    return work.year or f"n.d.{'-' if work.letter else ''}{work.letter}"


def _mention(work: Work) -> Prose:
    names = [name.short for name in work.authors]
    who = roman(f"{names[0]} et al." if len(names) > _MOST_IN_TEXT else " and ".join(names)) or _lead(work)
    return who + roman(f" {_year(work)}" if work.published else f", {_year(work)}")


def _note(work: Work) -> Prose:
    names = [name.printed for name in work.authors]
    who = roman(f"{names[0]} et al." if len(names) > _MOST_IN_TEXT else series(names))
    date = roman(work.published.american if work.published else "")
    accessed = roman(f"accessed {work.access_to_print.american}" if work.access_to_print else "")
    label = roman(work.label[:1].lower() + work.label[1:])
    parts: tuple[Prose, ...]
    if work.genre is Genre.NEWS:
        newspaper = italic(_newspaper(work))
        # Where there is no headline the newspaper takes its place, before the description (14.89).
        first = (newspaper, roman(work.title)) if work.is_description and not names else (_title(work, ","), newspaper)
        parts = (who, *first, date, accessed, link(work.url))
    elif work.genre is Genre.REPORT:
        imprint = ", ".join(part for part in (without_article(work.publisher), work.year or "n.d.") if part)
        described = joined((_title(work, ""), label), ", ") + roman(f" ({imprint})")
        parts = (who, described, accessed, link(work.url))
    else:
        # A note names the owner of a site after the page, not before it (14.104).
        who = () if work.is_self_published else who
        publisher = roman(without_article(work.publisher))
        parts = (who, _title(work, ","), label, publisher, date, accessed, link(work.url))
    return stopped(_with_commas(parts))


def _with_commas(parts: tuple[Prose, ...]) -> Prose:
    """Return the parts with commas between them, none after a part that already ends in one."""
    result: Prose = ()
    for part in (part for part in parts if part):
        if result:
            result += roman(" " if result[-1].text.rstrip("”").endswith(",") else ", ")
        result += part
    return result


AUTHOR_DATE = Style(name="chicago", entry=_entry, mention=_mention, lead=_lead, order=by_year_and_title)
NOTES = Style(name="chicago-notes", entry=_note, mention=None, lead=_lead, order=None, has_letters=False)
