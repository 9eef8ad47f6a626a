"""The plain forms of ``get``, ``show``, ``list`` and ``search``."""

from __future__ import annotations

from shipa.cli.console import drawn, locale_language
from shipa.cli.shortcut.form import ALL_YEARS, OtherFormError, chosen_format, days, is_among, parsed, years
from shipa.cli.shortcut.lookup import id_of, ids_in, index_of, listed_in, selected, series_of, source_of, texts_in
from shipa.names import meant
from shipa.render.cells import Number, Sheet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from shipa.cli.shortcut.form import Answer, Years
    from shipa.cli.shortcut.lookup import Heading, Row
    from shipa.index.file import Index, Packed
    from shipa.render.blocks import Block
    from shipa.render.cells import Cell
    from shipa.render.composition import Line

    Series = tuple[str, Heading, list[Row]]  # the id, how it is headed, and its rows

_BLOCKS = ("table", "markdown")
_LANGUAGES = ("en", "zh")


def get(arguments: Sequence[str], environ: Mapping[str, str]) -> Answer:
    """Return the bare value of an indicator for a period."""
    words, options = parsed(arguments, ("--source", "--facts"))
    if len(words) != 2:  # noqa: PLR2004 - an indicator and a period
        raise OtherFormError
    name, period = words
    index = index_of(options, environ)
    _, rows = series_of(index, id_of(index, name), source_of(index, options))
    known = [row for row in rows if row.is_observed and row.cells["value"] is not None]
    if period == "latest":
        last, first = max(((row.last, row.first) for row in known), default=("", ""))
    else:
        first, last = days(period)
    fitting = [row.cells for row in known if (row.first, row.last) == (first, last)]
    if len({cells["value"] for cells in fitting}) != 1:
        raise OtherFormError
    hedged = fitting[-1]["bound"] != "exact"
    said = f"the document says '{fitting[0]['reported']}'" if hedged else ""
    return [f"{fitting[0]['value'].decode()}\n"], said


def show(arguments: Sequence[str], environ: Mapping[str, str]) -> Answer:
    """Return the rows of indicators."""
    valued, flags = ("--years", "--source", "--format", "--lang", "--facts"), ("--csv", "--json", "--all")
    words, options = parsed(arguments, valued, flags)
    how, language, selection = chosen_format(options, environ), _language(options, environ), years(options)
    if not words and options.keys().isdisjoint({"--years", "--source", "--all"}):
        raise OtherFormError
    index = index_of(options, environ)
    source = source_of(index, options)
    named = [id_of(index, name) for name in words]
    found: list[Series] = []
    for id_ in dict.fromkeys(named) if words else ids_in(index):
        headings, rows = series_of(index, id_, source)
        if wanted := list(selected(rows, selection)):
            found.append((id_, headings[language], wanted))
    if not found:
        raise OtherFormError
    if how in _BLOCKS:
        return _drawn(how, _blocks(index, found, selection, language)), ""
    return _written(how, index.get("columns", "show"), _sheet_rows(index, found)), ""


def list_(arguments: Sequence[str], environ: Mapping[str, str]) -> Answer:
    """Return the list of the indicators, all or those of a topic."""

    def of_topic(index: Index, topic: str) -> set[str] | None:
        if not topic:
            return None
        topics = {id_: {name for name in texts[:2] if name} for id_, _, texts in texts_in(index)}
        matching = meant({name for names in topics.values() for name in names}, topic)
        return {id_ for id_, names in topics.items() if names & matching}

    return _listed(arguments, environ, of_topic)


def search(arguments: Sequence[str], environ: Mapping[str, str]) -> Answer:
    """Return the list of the indicators in which words occur."""

    def with_words(index: Index, text: str) -> set[str]:
        from shipa.words import have, words_in

        wanted = words_in(text)
        return {id_ for id_, names, texts in texts_in(index) if have((*names, *texts), wanted)}

    return _listed(arguments, environ, with_words)


def _listed(
    arguments: Sequence[str], environ: Mapping[str, str], chosen: Callable[[Index, str], AbstractSet[str] | None]
) -> Answer:
    """Return the list of the indicators that are chosen by the words, all where that is None."""
    words, options = parsed(arguments, ("--format", "--lang", "--facts"), ("--csv", "--json"))
    how, language = chosen_format(options, environ), _language(options, environ)
    if "" in words:
        raise OtherFormError
    index = index_of(options, environ)
    ids = chosen(index, " ".join(words))
    rows = [row for row in listed_in(index, language) if ids is None or row[0] in ids]
    if not rows:
        raise OtherFormError
    if how not in _BLOCKS:
        return _written(how, index.get("columns", "list"), [tuple(map(_cell, cells)) for *cells, _ in rows]), ""
    from shipa.render import composition

    listed = [(topic, id_, title, periods, unit) for id_, title, topic, _, _, periods, *_, unit in rows]
    return _drawn(how, composition.listing(listed, language)), ""


def _language(options: Mapping[str, str], environ: Mapping[str, str]) -> str:
    language = options.get("--lang") or locale_language(environ)
    if language not in _LANGUAGES:
        raise OtherFormError
    return language


# ── sheets ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _written(how: str, columns: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> list[str]:
    sheet = Sheet(columns=tuple(columns), rows=rows)
    if how in {"csv", "tsv"}:
        from shipa.render import delimited

        return list((delimited.csv if how == "csv" else delimited.tsv)(sheet))
    if how in {"json", "jsonl"}:
        from shipa.render import json

        return list((json.array if how == "json" else json.lines)(sheet))
    raise OtherFormError


def _sheet_rows(index: Index, found: Iterable[Series]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows as the renderers take them: numbers apart from texts, the source with all that is said of it."""
    sources: dict[str, dict[str, str | None]] = {}
    for _, (title, *_), rows in found:
        for row in rows:
            if row.source not in sources:
                sources[row.source] = index.get("source:", row.source)[0]
            cells = {name: _cell(cell) for name, cell in row.cells.items()}
            yield tuple((cells | {"title": title, "source": sources[row.source]}).values())


def _cell(packed: Packed) -> Cell:
    """Return a cell as the renderers take it; numbers are kept as bytes."""
    return Number(packed.decode()) if isinstance(packed, bytes) else packed


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _drawn(how: str, blocks: Iterable[Block]) -> list[str]:
    if how == "table":
        return [drawn(blocks)]
    from shipa.render import markdown

    return list(markdown.pages(blocks))


def _blocks(index: Index, found: Sequence[Series], selection: Years | None, language: str) -> Iterator[Block]:
    """Yield the series of the indicators, then the sources."""
    from shipa.render import composition

    if len(found) > composition.MOST_SEPARATE:
        told = ((id_, heading, row) for id_, heading, rows in found for row in rows)
        lines = ((topic, id_, unit, _line(row, selection, language)) for id_, (*_, topic, unit), row in told)
        yield from composition.overview(lines, language)
    else:
        for _, (title, subtitle, *_), rows in found:
            its_lines = [_line(row, selection, language) for row in rows]
            notes = composition.reasons(its_lines, language)
            yield composition.series(title, subtitle, its_lines, notes, language)
    used = dict.fromkeys(row.source for *_, rows in found for row in rows)
    yield composition.sources(index.get("source:", id_)[1][language] for id_ in used)


def _line(row: Row, selection: Years | None, language: str) -> Line:
    from shipa.render.composition import Line

    ranges, _ = selection or ALL_YEARS
    figures, trend, mark, gap, reason = row.beyond
    return Line(
        period=row.cells["period"],
        role=row.cells["role"],
        figures=figures[_LANGUAGES.index(language)],
        trend=trend,
        said=row.cells["reported_change"] or "",
        mark=mark,
        source=row.source,
        gap=[year for year in gap if is_among(ranges, year, year)],
        reason=reason,
    )
