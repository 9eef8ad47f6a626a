"""The plain forms of ``get``, ``show`` and ``list``, and the completion of names, without what other commands load.

What is recognised here is answered from the compiled index, by the renderers that all commands share. Everything else,
also every name that is not one to the letter and every answer that is empty or in doubt, is left to the Typer
application, which has the same answer for what is recognised: a property test compares the two. Nothing slow to import
is imported here.
"""

from __future__ import annotations

from shipa import where
from shipa.cli.console import locale_language, remark, write
from shipa.index import cache
from shipa.index.file import DamagedIndexError
from shipa.names import folded
from shipa.render.cells import Number, Sheet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from shipa.index.file import Index, Packed
    from shipa.render.cells import Cell

    Years = tuple[list[tuple[int, int]], bool]  # ranges, and whether the latest row of each indicator is wanted

_FORMATS = ("csv", "tsv", "json", "jsonl")
_LONG = {"-y": "--years", "-f": "--format"}
_COMPLETED = {
    "get": ("indicators",),
    "why": ("indicators",),
    "show": ("indicators",),
    "cite": ("indicators", "sources"),
    "open": ("indicators", "sources"),
}
_OF_ONE = ("get", "why")  # after their indicator comes something else
_FIRST_YEAR, _LAST_YEAR = 1, 9999
_ISO_YEAR, _ISO_DATE = 4, 10  # how long they are


class _OtherFormError(Exception):
    """The command line is for the application."""


def answered(arguments: Sequence[str], environ: Mapping[str, str]) -> bool:
    """Answer a plain command line and return True, or return False with nothing printed."""
    name = arguments[0] if arguments else ""
    commands = {"": _completed} if "_SHIPA_COMPLETE" in environ else {"get": _get, "show": _show, "list": _list}
    command = commands.get(name)
    if command is None:
        return False
    try:
        text, said = command(arguments[1:], environ)
    except (_OtherFormError, DamagedIndexError):
        return False
    write(text)
    if said:
        remark(said)
    return True


def _get(arguments: Sequence[str], environ: Mapping[str, str]) -> tuple[list[str], str]:
    words, options = _parsed(arguments, ("--source", "--facts"))
    if len(words) != 2:  # noqa: PLR2004 - an indicator and a period
        raise _OtherFormError
    name, period = words
    index = _index(options, environ)
    columns, (_, rows, _) = index.get("columns", ""), index.get("indicator:", _id(index, name))
    value_at, bound_at, reported_at = (columns.index(column) for column in ("value", "bound", "reported"))
    source = _source_id(index, options)
    known = [row for row in _from(columns, rows, source) if row[0] and row[-1][value_at] is not None]
    if period == "latest":
        first, last = max(((first, last) for _, first, last, _ in known), key=lambda days: days[::-1], default=("", ""))
    else:
        first, last = _days(period)
    fitting = [cells for _, *days, cells in known if days == [first, last]]
    if len({cells[value_at] for cells in fitting}) != 1:
        raise _OtherFormError
    hedged = fitting[-1][bound_at] != "exact"
    said = f"the document says '{fitting[0][reported_at]}'" if hedged else ""
    return [f"{fitting[0][value_at].decode()}\n"], said


def _show(arguments: Sequence[str], environ: Mapping[str, str]) -> tuple[list[str], str]:
    words, options = _parsed(arguments, ("--years", "--source", "--format", "--lang", "--facts"), ("--csv", "--json"))
    render = _renderer(options, environ)
    language = options.get("--lang") or locale_language(environ)
    years = _years(options["--years"]) if "--years" in options else None
    if not words or language not in {"en", "zh"}:
        raise _OtherFormError
    index = _index(options, environ)
    columns = index.get("columns", "")
    source = _source_id(index, options)
    rows: list[tuple[Cell, ...]] = []
    for id_ in dict.fromkeys(_id(index, name) for name in words):
        titles, all_rows, _ = index.get("indicator:", id_)
        rows += _cells(index, columns, titles[language], _selected(_from(columns, all_rows, source), years))
    if not rows:
        raise _OtherFormError
    return list(render(Sheet(columns=tuple(columns), rows=rows))), ""


def _list(arguments: Sequence[str], environ: Mapping[str, str]) -> tuple[list[str], str]:
    words, options = _parsed(arguments, ("--format", "--lang", "--facts"), ("--csv", "--json"))
    render = _renderer(options, environ)
    listed = _index(options, environ).get("list:", options.get("--lang") or locale_language(environ))
    columns, rows = listed or ((), ())
    if words or not rows:
        raise _OtherFormError
    return list(render(Sheet(columns=tuple(columns), rows=[tuple(map(_cell, row)) for row in rows]))), ""


def _completed(_: Sequence[str], environ: Mapping[str, str]) -> tuple[list[str], str]:
    """Return what the shell is to offer for the name of an indicator or a source, as Typer would write it."""
    (command, *words), begun = _words_before_cursor(environ)
    kinds = _COMPLETED.get(command, ())
    if not kinds or (words and command in _OF_ONE):
        raise _OtherFormError
    index = _index({}, environ)
    ids = [id_ for id_, _, _ in index.get("indicators", "")] if "indicators" in kinds else []
    ids = list(dict.fromkeys([*ids, *index.get("sources", "")])) if "sources" in kinds else ids
    offered = [id_ for id_ in ids if id_.startswith(begun)]
    if not offered or not all(id_.isascii() and id_.replace("-", "").isalnum() for id_ in offered):
        raise _OtherFormError
    match environ["_SHIPA_COMPLETE"], environ.get("_TYPER_COMPLETE_FISH_ACTION", ""):
        case ("complete_bash", _) | ("complete_fish", "get-args"):
            return ["\n".join(offered), "\n"], ""
        case "complete_zsh", _:
            quoted = "\n".join(f'"{id_}"' for id_ in offered)
            return [f"_arguments '*: :(({quoted}))'\n"], ""
        case "complete_fish", "is-args":
            return [], ""
    raise _OtherFormError


def _words_before_cursor(environ: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the finished words after the name of the program, and the one that is begun, from a line without quotes.

    Bash says which word the cursor is in; the others give the line up to there.
    """
    is_bash = environ["_SHIPA_COMPLETE"] == "complete_bash"
    line = environ.get("COMP_WORDS" if is_bash else "_TYPER_COMPLETE_ARGS", "").replace("\n", " ")
    if not (line.isascii() and line.isprintable()) or any(mark in line for mark in "\"'\\="):
        raise _OtherFormError
    words = line.split(" ")
    if is_bash:
        words, at = [word for word in words if word], environ.get("COMP_CWORD", "")
        if not (at.isascii() and at.isdigit()):
            raise _OtherFormError
        words = [*words, ""][: int(at) + 1] if int(at) <= len(words) else []
    *words, begun = [word for word in words[:-1] if word] + words[-1:] or [""]
    if len(words) < 2 or any(word.startswith("-") for word in (*words, begun)):  # noqa: PLR2004 - program and command
        raise _OtherFormError
    return words[1:], begun


# ── the command line ─────────────────────────────────────────────────────────────────────────────────────────────────


def _parsed(
    arguments: Sequence[str], valued: Sequence[str], flags: Sequence[str] = ()
) -> tuple[list[str], dict[str, str]]:
    """Return the words and the options by their long names, each given once."""
    words: list[str] = []
    options: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("-"):
            words.append(argument)
            continue
        name, assigned, value = argument.partition("=")
        name = name if assigned else _LONG.get(name, name)
        if name in options or not (name in valued or (name in flags and not assigned)):
            raise _OtherFormError
        if name in valued and not assigned:
            value = next(rest, "")
        if name in valued and (not value or value.startswith("-")):
            raise _OtherFormError
        options[name] = value
    return words, options


def _renderer(options: Mapping[str, str], environ: Mapping[str, str]) -> Callable[[Sheet], Iterator[str]]:
    asked = {flag[2:] for flag in ("--csv", "--json") if flag in options}
    asked |= {options["--format"]} if "--format" in options else set()
    asked = asked or {environ.get("SHIPA_FORMAT", "")}
    name = asked.pop()
    if asked or name not in _FORMATS:
        raise _OtherFormError
    if name in {"csv", "tsv"}:
        from shipa.render import delimited

        return delimited.csv if name == "csv" else delimited.tsv
    from shipa.render import json

    return json.array if name == "json" else json.lines


def _years(text: str) -> Years:
    """Return the ranges of years, and whether the latest row is wanted too."""
    ranges: list[tuple[int, int]] = []
    latest = False
    for part in text.split(","):
        first, dash, last = part.partition("-")
        if part == "latest":
            latest = True
        elif _is_year(first) and (not dash or last == "" or (_is_year(last) and first <= last)):
            ranges.append((int(first), int(last or _LAST_YEAR) if dash else int(first)))
        elif not first and _is_year(last):
            ranges.append((_FIRST_YEAR, int(last)))
        else:
            raise _OtherFormError
    return ranges, latest


def _days(period: str) -> tuple[str, str]:
    """Return the first and last day of a year or a date; whether there is such a date, the facts tell."""
    if _is_year(period) and period != "0000":
        return f"{period}-01-01", f"{period}-12-31"
    if len(period) == _ISO_DATE and period.isascii():
        return period, period
    raise _OtherFormError


def _is_year(text: str) -> bool:
    return len(text) == _ISO_YEAR and text.isascii() and text.isdigit()


# ── the index ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _index(options: Mapping[str, str], environ: Mapping[str, str]) -> Index:
    index = cache.find(where.folders(options.get("--facts", ""), environ), environ)
    if index is None:
        raise _OtherFormError
    return index


def _id(index: Index, name: str) -> str:
    """Return the id of the one indicator with this name."""
    ids = index.get("name:", folded(name))
    if not ids or len(ids) > 1:
        raise _OtherFormError
    return str(ids[0])


def _source_id(index: Index, options: Mapping[str, str]) -> str:
    source = options.get("--source", "")
    if source and index.get("source:", source) is None:
        raise _OtherFormError
    return source


def _from(columns: Packed, rows: Packed, source: str) -> Packed:
    """Return the rows that come from the source, or all."""
    at = columns.index("source")
    return [row for row in rows if not source or row[-1][at] == source]


def _selected(rows: Packed, years: Years | None) -> Iterator[Packed]:
    """Yield the cells of the rows of these years."""
    ranges, is_latest_wanted = years or ([(_FIRST_YEAR, _LAST_YEAR)], False)
    latest = max((last for is_observed, _, last, _ in rows if is_observed), default="")
    for is_observed, first, last, cells in rows:
        in_years = any(start <= int(first[:_ISO_YEAR]) and int(last[:_ISO_YEAR]) <= end for start, end in ranges)
        if in_years or (is_latest_wanted and is_observed and last == latest):
            yield cells


def _cells(index: Index, columns: Packed, title: str, rows: Iterator[Packed]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows as the renderers take them: numbers apart from texts, the source with all that is said of it."""
    title_at, source_at = columns.index("title"), columns.index("source")
    sources: dict[str, dict[str, str | None]] = {}
    for row in rows:
        cells = [_cell(cell) for cell in row]
        id_ = row[source_at]
        if id_ not in sources:
            sources[id_] = index.get("source:", id_)[0]
        cells[title_at], cells[source_at] = title, sources[id_]
        yield tuple(cells)


def _cell(packed: Packed) -> Cell:
    """Return a cell as the renderers take it; numbers are kept as bytes."""
    return Number(packed.decode()) if isinstance(packed, bytes) else packed
