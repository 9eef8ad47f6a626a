"""Where facts are kept: finds packs, reads their files, and gives every problem its line.

What a pack may do to its reader. A pack is data from somebody else: it may be broken, and it may mean harm.

* It is read, never run, and nothing that it names is opened: no path, no address, no pattern.
* Only the ``*.toml`` files directly in its folder are read. What is not a regular file is refused before it is
  opened, so that nothing blocks or is set off, and so is a link that leads out of the folder. The folder itself may be
  a link: its user chose it.
* Files, their number, their nesting, texts, figures and messages are bounded: the worst file of all costs half a
  minute and half a GiB, and Ctrl-C ends it.
* Texts with control characters or reordering characters are refused, and messages show them as escapes. Markup,
  formulas and HTML are text here; each renderer escapes for its own format.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import tomli

from shipa import packaged, where
from shipa.errors import PackError
from shipa.model import FactBase, Location
from shipa.packs import PACK_FILE, SOURCES_FILE, fact_base
from shipa.problems import Problem, Problems, TooManyProblems, printable
from shipa.schema import Document

SCHEMA_FILE = "schema.json"
MOST_BYTES = 16 * 2**20
MOST_PACK_BYTES = 256 * 2**20
MOST_FILES = 4096
MOST_ENTRIES = 2_000_000
_MOST_PARSER_WORDS = 120
_MOST_KEY_CHARACTERS = 120
_BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "begins with a byte order mark",
    b"\xff\xfe": "is UTF-16",
    b"\xfe\xff": "is UTF-16",
}
_CLEARER_WORDS = {  # than those of the parser, for what people do most
    "Illegal character '\\n'": "a text has no closing quotation mark on its line",
    "Cannot overwrite a value": "a key stands twice in its table",
    "Unescaped '\\' in a string": "a backslash stands single in a text",
}
_SPECIAL_FILES = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class _RefusedError(Exception):
    """A file that is not read, and why."""


def shipped() -> Path:
    """Return the folder of the pack that comes with shipa; the single executable holds its files in itself."""
    return Path(where.shipped())


def editor_schema() -> bytes | None:
    """Return the JSON schema of the files of a pack, with which editors complete and check them, if it is at hand."""
    path = shipped() / SCHEMA_FILE
    return packaged.FILES.get(SCHEMA_FILE) or (path.read_bytes() if path.is_file() else None)


def load(folders: Sequence[Path], drafts: Mapping[Path, bytes] | None = None) -> FactBase:
    """Return the facts of the packs in ``folders``, each a layer on those before it.

    What ``drafts`` has for a file is read in its place, whether it exists or not. Raises PackError with every problem
    of all the packs, a line each.
    """
    problems, drafts = Problems(), drafts or {}
    try:
        base = fact_base(((str(folder), _documents(folder, drafts, problems)) for folder in folders), problems)
    except TooManyProblems:
        raise PackError((*_lines(problems, drafts), "there may be more problems; mend these first")) from None
    if problems.found:
        raise PackError(_lines(problems, drafts))
    return base


def contents(folder: Path) -> dict[Path, bytes]:
    """Return what is in the TOML files of a pack. Raises PackError."""
    problems = Problems()
    paths = [folder / name for name in _toml_names(folder, (), problems)]
    found = {path: _bytes(path, folder, {}, problems) for path in paths}
    if problems.found:
        raise PackError(_lines(problems, {}))
    return {path: data for path, data in found.items() if data is not None}


def parsed(path: Path, data: bytes) -> Mapping[str, Any]:
    """Return the tables of one TOML file. Raises PackError."""
    problems = Problems()
    tables = _tables(str(path), data, problems)
    if tables is None:
        raise PackError(_lines(problems, {}))
    return tables


def line_of(location: Location) -> int:
    """Return the line, from 1, on which ``location`` is written, or the table that it should be in; 0 if unreadable."""
    return _line_numbers([location], {}).get(location, 0)


# ── finding and reading ──────────────────────────────────────────────────────────────────────────────────────────────


def _documents(folder: Path, drafts: Mapping[Path, bytes], problems: Problems) -> Iterator[Document]:
    """Yield the files of a pack as they are wanted: what it is, its sources, its topics by name."""
    size = entries = 0
    for name in names_in(folder, problems, drafts):
        data = read_bytes(folder, name, problems, drafts)
        document = document_of(folder, name, data, problems)
        size, entries = size + len(data or b""), entries + entries_in(document)
        if is_too_much(size, entries):
            bounds = f"{_mebibytes(MOST_PACK_BYTES)} or {MOST_ENTRIES:,} entries"
            problems.add(Location(file=str(folder)), f"holds more than {bounds}; make several packs of it")
            return
        yield document


def is_too_much(size: int, entries: int) -> bool:
    """Return whether this is more than one pack may hold, in bytes and in entries."""
    return size > MOST_PACK_BYTES or entries > MOST_ENTRIES


def names_in(folder: Path, problems: Problems, drafts: Mapping[Path, bytes] | None = None) -> list[str]:
    """Return the names of the files of a pack, as they are wanted: what it is, its sources, its topics by name."""
    names = _toml_names(folder, [path.name for path in drafts or () if path.parent == folder], problems)
    if names and PACK_FILE not in names:
        advice = 'write it, with at least id = "…" and title = "…"'
        problems.add(Location(file=str(folder / PACK_FILE)), f"is missing; {advice}")
    return sorted(names, key=lambda name: (name != PACK_FILE, name != SOURCES_FILE, name))


def read_bytes(folder: Path, name: str, problems: Problems, drafts: Mapping[Path, bytes] | None = None) -> bytes | None:
    """Return what is in a file of a pack, None with a problem where it is not to be read."""
    return _bytes(folder / name, folder, drafts or {}, problems)


def document_of(folder: Path, name: str, data: bytes | None, problems: Problems) -> Document:
    """Return a file of a pack in which these bytes are."""
    file = str(folder / name)
    return Document(file=file, name=name, tables=None if data is None else _tables(file, data, problems))


def entries_in(document: Document) -> int:
    """Return how many tables and entries of lists a file has."""
    tables = document.tables or {}
    lists = (value for table in tables.values() if isinstance(table, dict) for value in table.values())
    return len(tables) + sum(len(value) for value in lists if isinstance(value, list))


def _toml_names(folder: Path, drafted: Iterable[str], problems: Problems) -> list[str]:
    """Return the names of the TOML files directly in the folder and those drafted; hidden ones are nobody's facts."""
    at, names = Location(file=str(folder)), list(drafted)
    if packaged.FILES and str(folder) == packaged.FOLDER:
        return sorted(name for name in packaged.FILES if name.endswith(".toml"))
    try:
        with os.scandir(folder) as entries:
            found = (entry.name for entry in entries if entry.name.lower().endswith(".toml") and entry.name[0] != ".")
            names = list(dict.fromkeys([*names, *islice(found, MOST_FILES + 1)]))
    except FileNotFoundError:
        if names:
            return names
        problems.add(at, "there is no such folder; name the folder of a pack")
    except NotADirectoryError:
        problems.add(at, "is not a folder; name the folder that it is in")
    except OSError as error:
        problems.add(at, f"cannot be read: {_reason(error)}; name a folder that can")
    else:
        if not names:
            problems.add(at, f"has no TOML files in it; name a folder with a {PACK_FILE}")
        elif len(names) > MOST_FILES:
            problems.add(at, f"holds more than {MOST_FILES} TOML files; put several indicators into one")
        else:
            return names
    return []


def _bytes(path: Path, folder: Path, drafts: Mapping[Path, bytes], problems: Problems) -> bytes | None:
    """Return what is in a file of the pack, None with a problem where it is not to be read."""
    if str(folder) == packaged.FOLDER and path.name in packaged.FILES:
        return packaged.FILES[path.name]
    try:
        return drafts[path] if path in drafts else _content(path, folder)
    except _RefusedError as error:
        problems.add(Location(file=str(path)), str(error))
    except OSError as error:
        problems.add(Location(file=str(path)), f"cannot be read: {_reason(error)}; mend it or move it elsewhere")
    return None


def _content(path: Path, folder: Path) -> bytes:
    """Return what is in a regular file inside the folder. Raises _RefusedError or OSError."""
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        target = Path(os.path.realpath(path, strict=True))
        if not target.is_relative_to(os.path.realpath(folder)):
            raise _RefusedError("is a link that leads out of the pack; put the file itself here")
        status = path.stat()
    _refuse_special(status)  # before it is opened, which alone could set a device off
    with open(os.open(path, _OPEN_FLAGS), "rb") as file:  # noqa: PTH123 - a Path cannot be opened without blocking
        _refuse_special(os.fstat(file.fileno()))  # and again, now that it cannot be exchanged for another
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise _RefusedError(f"has more than {_mebibytes(MOST_BYTES)}; split it into several files")
    return data


def _refuse_special(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        name = _SPECIAL_FILES.get(stat.S_IFMT(status.st_mode), "something special")
        raise _RefusedError(f"is {name}, not a regular file; move it elsewhere")


# ── parsing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Float:
    """A number with a point as it was written: no key takes one, and the message should show its digits."""

    text: str

    def __str__(self) -> str:
        return self.text


def _tables(file: str, data: bytes, problems: Problems) -> dict[str, Any] | None:
    """Return the tables of a TOML file, None with a problem where it is none."""
    wrong, line = "", 0
    try:
        if not data.strip():
            wrong, line = "is empty; write facts into it, or remove it", 1
        elif mark := next((name for mark, name in _BYTE_ORDER_MARKS.items() if data.startswith(mark)), ""):
            wrong, line = f"{mark}; save it as plain UTF-8", 1
        elif b"\0" in data:
            wrong, line = "has a NUL byte in it; save it as plain UTF-8 text", _line(data, data.index(b"\0"))
        else:
            return tomli.loads(data.decode(), parse_float=_Float)
    except UnicodeDecodeError as error:
        wrong = f"the byte 0x{data[error.start]:02X} is not UTF-8; save it as UTF-8"
        line = _line(data, error.start)
    except tomli.TOMLDecodeError as error:
        said = _CLEARER_WORDS.get(error.msg, error.msg[:1].lower() + error.msg[1:_MOST_PARSER_WORDS])
        wrong = f"is not TOML: {said} (column {error.colno}); see https://toml.io/en/v1.0.0"
        line = error.lineno
    except RecursionError:
        wrong = "is nested too deeply; a pack needs no more than lists in tables"
    except ValueError:
        wrong = "has a number with thousands of digits in it; write figures as text, in quotation marks"
    problems.add(Location(file=file), wrong, line=line)
    return None


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


# ── reporting ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _lines(problems: Problems, drafts: Mapping[Path, bytes]) -> tuple[str, ...]:
    """Return the problems as lines, ``file:line: key path: what is wrong; what would be right``, in order of place."""
    places = {place for problem in problems.found for place in (problem.at, problem.other) if place}
    numbers = _line_numbers(places, drafts)
    found = sorted(problems.found, key=lambda problem: (problem.at.file, problem.line or numbers.get(problem.at, 0)))
    return tuple(_line_for(problem, numbers) for problem in found)


def _line_for(problem: Problem, numbers: Mapping[Location, int]) -> str:
    other = f" (see {_place(problem.other, numbers.get(problem.other, 0))})" if problem.other else ""
    return printable(f"{_place(problem.at, problem.line or numbers.get(problem.at, 0))}: {problem.text}{other}")


def _place(at: Location, line: int) -> str:
    number = f":{line}" if line else ""
    key = at.key if len(at.key) <= _MOST_KEY_CHARACTERS else at.key[:_MOST_KEY_CHARACTERS] + "…"
    return f"{at.file}{number}: {key}" if key else f"{at.file}{number}"


def _line_numbers(places: Iterable[Location], drafts: Mapping[Path, bytes]) -> dict[Location, int]:
    """Return the line of each place that can still be read. A key that is not there has the line of its table."""
    from shipa.toml_lines import lines_of  # noqa: PLC0415 - only a problem needs a line

    numbers: dict[Location, int] = {}
    by_file: dict[str, list[Location]] = {}
    for place in places:
        if place.key:
            by_file.setdefault(place.file, []).append(place)
    for file, wanted in by_file.items():
        data = _bytes(Path(file), Path(file).parent, drafts, Problems())
        if data is not None:
            lines = lines_of(data.decode(errors="replace"), [place.key for place in wanted])
            numbers |= {place: lines[place.key] for place in wanted if place.key in lines}
    return numbers


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _mebibytes(count: int) -> str:
    return f"{count // 2**20} MiB"
