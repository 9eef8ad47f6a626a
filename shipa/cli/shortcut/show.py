"""The plain forms of ``get``, ``show`` and ``list``."""

from __future__ import annotations

from shipa.cli.console import drawn, locale_language
from shipa.cli.shortcut.form import ALL_YEARS, OtherFormError, chosen_format, days, is_among, parsed, years
from shipa.cli.shortcut.lookup import id_of, index_of, selected, source_of
from shipa.render.cells import Number, Sheet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shipa.cli.shortcut.form import Answer, Years
    from shipa.index.file import Index, Packed
    from shipa.render.blocks import Block
    from shipa.render.cells import Cell

_SHEETS = ("csv", "tsv", "json", "jsonl")
_BLOCKS = ("table", "markdown")


def get(arguments: Sequence[str], environ: Mapping[str, str]) -> Answer:
    """Return the bare value of an indicator for a period."""
    words, options = parsed(arguments, ("--source", "--facts"))
    if len(words) != 2:  # noqa: PLR2004 - an indicator and a period
        raise OtherFormError
    name, period = words
    index = index_of(options, environ)
    columns, (_, rows, _) = index.get("columns", ""), index.get("indicator:", id_of(index, name))
    value_at, bound_at, reported_at = (columns.index(column) for column in ("value", "bound", "reported"))
    source = source_of(index, options)
    known = [row for row in rows if source in {"", row[3]} and row[0] and row[-1][value_at] is not None]
    if period == "latest":
        first, last = max(
            ((first, last) for _, first, last, *_ in known), key=lambda ends: ends[::-1], default=("", "")
        )
    else:
        first, last = days(period)
    fitting = [cells for _, *ends, _, cells in known if ends == [first, last]]
    if len({cells[value_at] for cells in fitting}) != 1:
        raise OtherFormError
    hedged = fitting[-1][bound_at] != "exact"
    said = f"the document says '{fitting[0][reported_at]}'" if hedged else ""
    return [f"{fitting[0][value_at].decode()}\n"], said


def show(arguments: Sequence[str], environ: Mapping[str, str]) -> Answer:
    """Return the rows of indicators."""
    words, options = parsed(arguments, ("--years", "--source", "--format", "--lang", "--facts"), ("--csv", "--json"))
    how, language, selection = chosen_format(options, environ), _language(options, environ), years(options)
    if not words:
        raise OtherFormError
    index = index_of(options, environ)
    source = source_of(index, options)
    ids = list(dict.fromkeys(id_of(index, name) for name in words))
    if how in _BLOCKS:
        return _drawn(how, _blocks(index, ids, language, selection, source)), ""
    columns = index.get("columns", "")
    rows: list[tuple[Cell, ...]] = []
    for id_ in ids:
        titles, all_rows, _ = index.get("indicator:", id_)
        rows += _cells(index, columns, titles[language], selected(all_rows, selection, source))
    return _written(how, columns, rows), ""


def list_(arguments: Sequence[str], environ: Mapping[str, str]) -> Answer:
    """Return the list of all indicators."""
    words, options = parsed(arguments, ("--format", "--lang", "--facts"), ("--csv", "--json"))
    how, language = chosen_format(options, environ), _language(options, environ)
    if words:
        raise OtherFormError
    index = index_of(options, environ)
    if how in _BLOCKS:
        from shipa.render import composition

        return _drawn(how, composition.by_topic(index.get("topics:", language), language)), ""
    columns, rows = index.get("list:", language)
    return _written(how, columns, [tuple(map(_cell, row)) for row in rows]), ""


def _language(options: Mapping[str, str], environ: Mapping[str, str]) -> str:
    language = options.get("--lang") or locale_language(environ)
    if language not in {"en", "zh"}:
        raise OtherFormError
    return language


# ── sheets ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _written(how: str, columns: Packed, rows: list[tuple[Cell, ...]]) -> list[str]:
    if how not in _SHEETS or not rows:
        raise OtherFormError
    sheet = Sheet(columns=tuple(columns), rows=rows)
    if how in {"csv", "tsv"}:
        from shipa.render import delimited

        return list((delimited.csv if how == "csv" else delimited.tsv)(sheet))
    from shipa.render import json

    return list((json.array if how == "json" else json.lines)(sheet))


def _cells(index: Index, columns: Packed, title: str, rows: Iterator[Packed]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows as the renderers take them: numbers apart from texts, the source with all that is said of it."""
    title_at, source_at = columns.index("title"), columns.index("source")
    sources: dict[str, dict[str, str | None]] = {}
    for *_, id_, packed in rows:
        cells = [_cell(cell) for cell in packed]
        if id_ not in sources:
            sources[id_] = index.get("source:", id_)[0]
        cells[title_at], cells[source_at] = title, sources[id_]
        yield tuple(cells)


def _cell(packed: Packed) -> Cell:
    """Return a cell as the renderers take it; numbers are kept as bytes."""
    return Number(packed.decode()) if isinstance(packed, bytes) else packed


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _drawn(how: str, blocks: Iterable[Block]) -> list[str]:
    blocks = [block for block in blocks if block.rows]
    if not blocks:
        raise OtherFormError
    if how == "table":
        return [drawn(blocks)]
    from shipa.render import markdown

    return list(markdown.pages(blocks))


def _blocks(index: Index, ids: Sequence[str], language: str, selection: Years | None, source: str) -> Iterator[Block]:
    """Yield the series of the indicators that have one, then the sources."""
    from shipa.render import composition
    from shipa.render.blocks import Cell

    if len(ids) > composition.MOST_SEPARATE:
        raise OtherFormError
    ranges, _ = selection or ALL_YEARS
    used: dict[str, tuple[str, str]] = {}
    for id_ in ids:
        title, subtitle, all_rows = index.get(f"table {language}:", id_)
        lines: list[composition.Line] = []
        for *_, its_source, (cells, gap, reason) in selected(all_rows, selection, source):
            kept = [year for year in gap if is_among(ranges, year, year)]
            lines.append(composition.Line([Cell(*cell) for cell in cells], kept, reason))
            if its_source not in used:
                used[its_source] = index.get("source:", its_source)[1][language]
        if lines:
            yield composition.series(title, subtitle, lines, composition.reasons(lines), language)
    yield composition.sources(used.values())
