"""APA style, after the Publication Manual of the American Psychological Association, 7th edition, chapters 8 to 10."""

from __future__ import annotations

from shipa.cite.name import Name
from shipa.cite.prose import Prose, american_quoted, italic, joined, link, roman, sentences, stopped
from shipa.cite.style import Style, by_date
from shipa.cite.work import Genre, Work

_MOST_AUTHORS = 20  # more are cut to the first nineteen, an ellipsis and the last (9.8)
_DATED_TO_THE_DAY = {Genre.PRESS_RELEASE, Genre.NEWS, Genre.WEB_PAGE}  # reports and data sets by year (9.14)


def _entry(work: Work) -> Prose:
    title = _title(work)
    head = sentences(_lead(work), _date(work), title if work.authors else ())
    source = () if work.is_self_published else _publisher(work)
    return joined((head, stopped(source), _address(work)), " ")


def _lead(work: Work) -> Prose:
    """Return the authors; where there is none, the title stands in their place (9.12)."""
    return roman(_authors(work.authors)) or _title(work)


def _authors(authors: tuple[Name, ...]) -> str:
    written = [name.with_initials(" ") for name in authors]
    if len(written) > _MOST_AUTHORS:
        return f"{', '.join(written[: _MOST_AUTHORS - 1])}, . . . {written[-1]}"
    if len(written) < 2:  # noqa: PLR2004 - one name is no list
        return "".join(written)
    comma = "" if len(written) == 2 and not authors[0].family else ","  # noqa: PLR2004 - two bodies take no comma
    return f"{', '.join(written[:-1])}{comma} & {written[-1]}"


def _date(work: Work) -> Prose:
    if work.published is None:
        return roman(f"({_year(work)})")
    day = work.published.month_and_day if work.genre in _DATED_TO_THE_DAY else ""
    return roman(f"({', '.join(part for part in (work.year, day) if part)})")


def _year(work: Work) -> str:
    return work.year or ("n.d." + (f"-{work.letter}" if work.letter else ""))


def _title(work: Work) -> Prose:
    """Return the title: in italics, save that of an article (9.19); a description stands in square brackets (9.22)."""
    if work.is_description:
        return roman(work.described)
    title = roman(work.title) if work.genre is Genre.NEWS else italic(work.title)
    label = "Data set" if work.genre is Genre.DATASET else work.label
    return joined(
        (title, roman(f"[{work.translation}]" if work.translation else ""), roman(label and f"[{label}]")), " "
    )


def _publisher(work: Work) -> Prose:
    return italic(work.publisher) if work.genre is Genre.NEWS else roman(work.publisher)


def _address(work: Work) -> Prose:
    if not work.url:
        return ()
    accessed = work.access_to_print
    return roman(f"Retrieved {accessed.american}, from " if accessed else "") + link(work.url)


def _mention(work: Work) -> Prose:
    names = [name.short for name in work.authors]
    if not names:
        return _title_in_text(work) + roman(f" {_year(work)}")
    who = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)  # noqa: PLR2004 - three or more are cut (8.17)
    return roman(f"{who}, {_year(work)}")


def _title_in_text(work: Work) -> Prose:
    if work.is_description:
        return roman(f"{work.described},")
    return american_quoted(work.title, ",") if work.genre is Genre.NEWS else italic(work.title) + roman(",")


APA = Style(name="apa", entry=_entry, mention=_mention, lead=_lead, order=by_date)
