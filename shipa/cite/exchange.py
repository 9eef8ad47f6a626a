"""References for reference managers: RIS, and CSL-JSON as the Citation Style Language 1.0.2 defines it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json import dumps

from shipa.cite.dates import PartialDate
from shipa.cite.name import Name
from shipa.cite.work import Genre, Work

_RIS_TYPES = {
    Genre.PRESS_RELEASE: "ELEC",
    Genre.REPORT: "RPRT",
    Genre.NEWS: "NEWS",
    Genre.DATASET: "DATA",
    Genre.WEB_PAGE: "ELEC",
}
_CSL_TYPES = {
    Genre.PRESS_RELEASE: "webpage",
    Genre.REPORT: "report",
    Genre.NEWS: "article-newspaper",
    Genre.DATASET: "dataset",
    Genre.WEB_PAGE: "webpage",
}
_CSL_PRINTED = "document"  # a press release or a page without an address

_Json = str | list[object] | dict[str, object]


def ris(work: Work) -> str:
    """Return the work as an RIS record, with the line ends (CR LF) and tags of the format."""
    date = work.published
    type_ = _RIS_TYPES[work.genre]
    tags = [
        ("TY", "GEN" if type_ == "ELEC" and not work.url else type_),
        ("ID", work.id),
        *(("AU", _ris_author(name)) for name in work.authors),
        ("TI", work.described),
        ("T2", work.publisher if work.genre is Genre.NEWS else ""),
        ("PB", "" if work.genre is Genre.NEWS else work.publisher),
        ("M3", work.label),
        ("PY", str(date.year) if date else ""),
        ("DA", _ris_date(date)),
        ("Y2", _ris_date(work.accessed)),
        ("UR", work.url),
        ("LA", work.language),
        ("N1", work.remark),
    ]
    lines = [f"{tag}  - {' '.join(text.split())}" for tag, text in tags if text]
    return "".join(f"{line}\r\n" for line in (*lines, "ER  - "))


def csl_json(works: Iterable[Work]) -> Iterator[str]:
    """Yield one JSON array of CSL items, an item a line."""
    separator = "[\n  "
    for work in works:
        yield separator + dumps(_csl_item(work), ensure_ascii=False)
        separator = ",\n  "
    yield "[]\n" if separator.startswith("[") else "\n]\n"


def _ris_author(name: Name) -> str:
    """Return a person as ``Genre, Given``; the comma at the end of any other name keeps it in one piece."""
    return f"{name.family}, {name.given}" if name.family else f"{name.printed},"


def _ris_date(date: PartialDate | None) -> str:
    """Return ``YYYY/MM/DD/`` with nothing between the slashes for what is not known."""
    if date is None:
        return ""
    month, day = (f"{part:02}" if part else "" for part in (date.month, date.day))
    return f"{date.year:04}/{month}/{day}/"


def _csl_item(work: Work) -> dict[str, _Json]:
    is_news = work.genre is Genre.NEWS
    type_ = _CSL_TYPES[work.genre]
    item: dict[str, _Json] = {
        "id": work.id,
        "type": _CSL_PRINTED if type_ == "webpage" and not work.url else type_,
        "title": work.described,
        "author": [_csl_name(name) for name in work.authors],
        "genre": work.label,
        "container-title": work.publisher if is_news else "",
        "publisher": "" if is_news or work.is_self_published else work.publisher,
        "issued": _csl_date(work.published),
        "accessed": _csl_date(work.accessed),
        "URL": work.url,
        "language": work.language,
        "annote": work.remark,
    }
    return {name: value for name, value in item.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.family else {"literal": name.printed}


def _csl_date(date: PartialDate | None) -> dict[str, object]:
    if date is None:
        return {}
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}
