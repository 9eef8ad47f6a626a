"""What is looked up in the index: indicators and sources by their names, and rows by their years and their source."""

from __future__ import annotations

from shipa import where
from shipa.cli.shortcut.form import ALL_YEARS, OtherFormError, is_among, year_of
from shipa.index import cache
from shipa.names import folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shipa.cli.shortcut.form import Years
    from shipa.index.file import Index, Packed


def index_of(options: Mapping[str, str], environ: Mapping[str, str]) -> Index:
    """Return the index of the packs that the options and the environment name."""
    index = cache.find(where.folders(options.get("--facts", ""), environ), environ)
    if index is None:
        raise OtherFormError
    return index


def id_of(index: Index, name: str) -> str:
    """Return the id of the one indicator with this name."""
    ids = index.get("name:", folded(name))
    if not ids or len(ids) > 1:
        raise OtherFormError
    return str(ids[0])


def source_of(index: Index, options: Mapping[str, str]) -> str:
    """Return the id of the source that the rows have to come from, "" where they need not."""
    source = options.get("--source", "")
    if source and index.get("source:", source) is None:
        raise OtherFormError
    return source


def selected(rows: Packed, years: Years | None, source: str) -> Iterator[Packed]:
    """Yield the rows of these years that come from the source."""
    ranges, is_latest_wanted = years or ALL_YEARS
    known = [row for row in rows if source in {"", row[3]}]
    latest = max((last for is_observed, _, last, _, _ in known if is_observed), default="")
    for row in known:
        is_observed, first, last, *_ = row
        if is_among(ranges, year_of(first), year_of(last)) or (is_latest_wanted and is_observed and last == latest):
            yield row
