"""A person's own pack: what is to be added to it is tried out first, on everything that is loaded with it.

Nothing is written that does not read back as it was meant, or with which the facts could not be loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shipa import store, writing
from shipa.entry import Checked, Entry, keyed, lines, tables_with, text_with
from shipa.errors import PackError, UsageError, WriteError
from shipa.model import FactBase, Location
from shipa.packs import PACK_FILE, SOURCES_FILE
from shipa.problems import Problem, printable
from shipa.where import PROJECT_FOLDER, holds_facts

_SCHEMA_LINE = f"#:schema ./{store.SCHEMA_FILE}\n"
_SOURCES_TEXT = "# One table a document, below its id, with at least title, publisher and kind.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is to be added, and the places where it stands already."""

    entries: tuple[Entry, ...]
    known: tuple[Location, ...] = ()

    @classmethod
    def of(cls, checked: Sequence[Checked]) -> Proposal:
        """Return the proposal of all that was checked and found good."""
        return cls(
            entries=tuple(one.entry for one in checked if one.entry),
            known=tuple(one.known for one in checked if one.known),
        )


Propose = Callable[[FactBase, str], Proposal]  # for the facts as they are, and the id of the own pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the files of the pack are and would be, and the facts without and with the new texts."""

    proposal: Proposal
    before: Mapping[Path, bytes]
    after: Mapping[Path, bytes]
    base: FactBase
    extended: FactBase


def draft(folders: Sequence[Path], own: Path, propose: Propose) -> Draft:
    """Return what adding would make of the pack in ``own``, which is one of ``folders`` or not there yet.

    Raises ShipaError, with every problem of what is to be added.
    """
    before = store.contents(own) if holds_facts(own) else {}
    fresh = {} if before or own in folders else _new_pack(own, "personal", "My own facts")
    folders = folders if own in folders else (*folders, own)
    texts = before | fresh
    base = store.load(folders, texts)
    proposal = propose(base, next(pack.id for pack in base.packs if pack.root == str(own)))
    after = dict(fresh) if proposal.entries else {}
    for name in dict.fromkeys(entry.file for entry in proposal.entries):
        path = own / name
        entries = [entry for entry in proposal.entries if entry.file == name]
        after[path] = _verified(path, texts.get(path), entries)
    extended = store.load(folders, texts | after) if after else base
    return Draft(proposal=proposal, before=before, after=after, base=base, extended=extended)


def keep(folders: Sequence[Path], own: Path, propose: Propose, tried: Draft) -> Draft:
    """Write what was ``tried``, or what it has become should others have written meanwhile; return what was done.

    Raises ShipaError where it cannot be done; the files are then as they were.
    """
    with writing.locked(own):
        now = store.contents(own) if holds_facts(own) else {}
        done = tried if now == tried.before else draft(folders, own, propose)
        writing.replace(done.after)
    return done


def revise(folders: Sequence[Path], own: Path, path: Path, old: bytes, new: bytes) -> None:
    """Put a text that a person has edited in the place of the ``old`` one.

    Raises PackError where the facts cannot be loaded with it, and WriteError where the file has changed meanwhile.
    """
    with writing.locked(own):
        store.load(folders, {path: new})
        if path.read_bytes() != old:
            raise WriteError(f"{path}: has been changed by somebody else meanwhile; nothing was changed")
        writing.replace({path: new})


def make(folder: Path, id_: str, title: str) -> None:
    """Make an empty pack, with the JSON schema for editors where there is one. Raises UsageError or WriteError."""
    schema = store.editor_schema()
    if (folder / PACK_FILE).exists():
        raise UsageError(f"{folder}: there is a pack already; add to it with `shipa add … --facts {folder}`")
    files = _new_pack(folder, id_, title, with_schema=schema is not None)
    store.load([folder], files)
    if schema is not None:
        files[folder / store.SCHEMA_FILE] = schema
    with writing.locked(folder):
        writing.replace({path: data for path, data in files.items() if not path.exists()})


def id_for(folder: Path) -> str:
    """Return the id that a pack in the folder might have: the folder's name, or the project's."""
    path = folder.absolute()
    name = path.parent.name if path.name == PROJECT_FOLDER else path.name
    letters = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in name.lower())
    return "-".join(letters.split()) or "own"


def told(problem: Problem) -> str:
    """Return a problem of what is to be added as one line, with the places that it is about."""
    place = f"{problem.at.file}:{problem.line}: " if problem.line else ""
    other = f" (see {place_of(problem.other)})" if problem.other else ""
    return printable(f"{place}{keyed(problem)}{other}")


def place_of(at: Location) -> str:
    """Return the file and line of a place in a pack."""
    return f"{at.file}:{store.line_of(at)}"


def _new_pack(folder: Path, id_: str, title: str, *, with_schema: bool = False) -> dict[Path, bytes]:
    first = _SCHEMA_LINE if with_schema else ""
    pack = first + lines({"id": id_, "title": title})
    return {folder / PACK_FILE: pack.encode(), folder / SOURCES_FILE: (first + _SOURCES_TEXT).encode()}


def _verified(path: Path, old: bytes | None, entries: Sequence[Entry]) -> bytes:
    """Return the file's text with the entries, once it has been read back and found to say them and nothing else."""
    wanted = store.parsed(path, old) if old is not None else entries[0].heading
    first = _SCHEMA_LINE if old is None and (path.parent / store.SCHEMA_FILE).is_file() else ""
    new = text_with((old or b"").decode(), entries, is_new=old is None)
    try:
        if store.parsed(path, data := (first + new).encode()) == tables_with(wanted, entries):
            return data
    except PackError:
        pass  # such as entries that the file has in one line, which nothing can be appended to
    names = dict.fromkeys(f"{entry.table}.{entry.array}" if entry.array else entry.table for entry in entries)
    raise UsageError(f"{path}: nothing can be appended to {' and '.join(names)} as written there; add it by hand")
