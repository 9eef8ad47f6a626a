"""What is looked up in the index: indicators and sources by their names, and rows by their years and their source."""

from __future__ import annotations

from shipa import where
from shipa.cli.shortcut.form import ALL_YEARS, OtherFormError, is_among, year_of
from shipa.index import cache
from shipa.names import folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shipa.cli.shortcut.form import Years
    from shipa.index.file import Index, Packed

    Heading = tuple[str, str, str, str]  # title, subtitle, topic and unit


class Row:
    """A row of an indicator: its cells by their columns, and what its line in a table has beyond them."""

    __slots__ = ("beyond", "cells", "first", "is_observed", "last", "source")

    def __init__(self, columns: Iterable[str], packed: Packed) -> None:
        """Take the row as it is in the index."""
        self.is_observed, self.first, self.last, self.source, cells, self.beyond = packed
        self.cells = dict(zip(columns, cells, strict=True))


def index_of(options: Mapping[str, str], environ: Mapping[str, str]) -> Index:
    """Return the index of the packs that the options and the environment name."""
    index = cache.find(where.folders(options.get("--facts", ""), environ), environ)
    if index is None:
        raise OtherFormError
    return index


def ids_in(index: Index) -> Iterator[str]:
    """Yield the ids of all indicators."""
    return (id_ for part in index.each("indicators:") for id_, _, _ in part)


def texts_in(index: Index) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield the id of each indicator, its names, and its topic in both languages with its definition."""
    return (texts for part in index.each("texts:") for texts in part)


def listed_in(index: Index, language: str) -> Iterator[Packed]:
    """Yield the rows of the list of all indicators: their cells and the unit in the language."""
    return (row for part in index.each(f"list:{language}:") for row in part)


def id_of(index: Index, name: str) -> str:
    """Return the id of the one indicator with this name."""
    ids = index.get("name:", folded(name))
    if not ids or len(ids) > 1:
        raise OtherFormError
    return str(ids[0])


def source_of(index: Index, options: Mapping[str, str]) -> str:
    """Return the source that ``--source`` names, "" where it is not there."""
    source = options.get("--source", "")
    if source and index.get("source:", source) is None:
        raise OtherFormError
    return source


def series_of(index: Index, id_: str, source: str) -> tuple[dict[str, Heading], list[Row]]:
    """Return how an indicator is headed in each language, and its rows: all, or those that come from the source."""
    columns = index.get("columns", "show")
    headings, rows, _ = index.get("indicator:", id_)
    return headings, [row for row in (Row(columns, packed) for packed in rows) if source in {"", row.source}]


def selected(rows: Iterable[Row], years: Years | None) -> Iterator[Row]:
    """Yield the rows of these years."""
    ranges, is_latest_wanted = years or ALL_YEARS
    known = list(rows)
    latest = max((row.last for row in known if row.is_observed), default="")
    for row in known:
        is_latest = is_latest_wanted and row.is_observed and row.last == latest
        if is_latest or is_among(ranges, year_of(row.first), year_of(row.last)):
            yield row
