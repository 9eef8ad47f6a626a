"""``edit``: a fact of one's own in one's own editor, put in place once the facts can be loaded with it."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shipa.cli.options import OwnFactsOption
from shipa.errors import PackError, UsageError, WriteError

if TYPE_CHECKING:
    from shipa.model import FactBase, Location

# Editors that do not take the line as "+12 file", which is what most do.
_LINE_AFTER_FILE = frozenset({"subl", "hx", "helix", "zed", "lapce"})
_LINE_BY_OPTION = frozenset({"code", "code-insiders", "codium", "cursor"})
_NO_LINE = frozenset({"notepad", "notepad.exe", "open"})


def edit(
    name: Annotated[str, typer.Argument(metavar="ID", help="An indicator or a source of a pack of your own.")],
    facts: OwnFactsOption = None,
) -> None:
    """Open a fact of your own in $EDITOR, at its line, and check it on return.

    Wrong text is kept beside the file, and the next edit goes on with it; the file changes only when all is well.
    """
    from shipa import own_pack, store
    from shipa.cli.console import remark
    from shipa.cli.session import folders_of, own_folder

    own, folders = own_folder(facts), folders_of(facts)
    at = _place(store.load(folders), own, name)
    path = Path(at.file)
    old, line = path.read_bytes(), store.line_of(at)
    copy = _copy(path, old)
    while (new := _edited(copy, old, line)) is not None:
        try:
            own_pack.revise(folders, own, path, old, new)
        except (PackError, WriteError) as error:
            _ask_to_go_on(error, f"{path} is as it was, your text is in {copy}; go on with `shipa edit {name}`")
        else:
            copy.unlink()
            remark(f"changed {path}")
            return
    remark(f"{path}: nothing was changed")


def _copy(path: Path, text: bytes) -> Path:
    """Return the file to edit: a copy, or what was kept of the last try. Raises WriteError where that is outdated."""
    from shipa.cli.console import remark

    copy = path.with_name(f".{path.stem}.edit{path.suffix}")  # hidden, so that it belongs to no pack
    try:
        if not copy.exists():
            copy.write_bytes(text)
        elif copy.stat().st_mtime_ns < path.stat().st_mtime_ns:
            advice = f"join the two and remove {copy.name}"
            raise WriteError(f"{path}: has changed since your text was kept in {copy}; {advice}")
        else:
            remark(f"going on with the text that was kept in {copy}")
    except OSError as error:
        raise WriteError(f"{copy}: cannot be written: {(error.strerror or 'it failed').lower()}") from None
    return copy


def _edited(copy: Path, old: bytes, line: int) -> bytes | None:
    """Return the text once the person has edited it, None where it is the old one still."""
    try:
        status = _status_of_editor(copy, line)
    finally:
        new = copy.read_bytes() if copy.exists() else old
        if new == old:
            copy.unlink(missing_ok=True)
    if new == old and status:
        raise UsageError(f"the editor ended with status {status}; nothing was changed")
    return None if new == old else new


def _ask_to_go_on(error: PackError | WriteError, kept: str) -> None:
    """Return if there is a person who wants to mend the text at once. Raises PackError otherwise."""
    from shipa.cli.console import is_watched, remark

    if not (isinstance(error, PackError) and is_watched()):
        raise PackError((*error.lines, kept))
    for line in error.lines:
        remark(line)
    if not typer.confirm("Edit it again?", default=True, err=True):
        raise PackError((kept,))


def _place(base: FactBase, own: Path, name: str) -> Location:
    """Return where the pack in ``own`` says something of the indicator or source. Raises UsageError."""
    from shipa import query

    pack = next((pack.id for pack in base.packs if pack.root == str(own)), None)
    source = base.sources.get(name)
    if source and source.pack == pack:
        return source.at
    if source:
        raise UsageError(f"the source '{name}' is of the pack '{source.pack}', which is not yours to change")
    indicator = query.indicator_named(base, name)
    if indicator.pack == pack:
        return indicator.at
    places = [one.at for one in indicator.observations if one.pack == pack]
    places += [one.at for one in indicator.targets if one.pack == pack]
    if places:
        return places[0]
    raise UsageError(
        f"your pack has nothing of '{indicator.id}', and '{indicator.pack}' is not yours to change; "
        f"add to it with `shipa add {indicator.id} …`"
    )


def _status_of_editor(path: Path, line: int) -> int:
    """Let the person edit the file, and return how the editor ended. Raises UsageError where it cannot be run."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(chosen) or ["vi"]
        editor = Path(words[0]).name
        if editor in _LINE_AFTER_FILE:
            words.append(f"{path}:{line}")
        elif editor in _LINE_BY_OPTION:
            words += ["--wait", "--goto", f"{path}:{line}"]
        elif editor in _NO_LINE:
            words.append(str(path))
        else:
            words += [f"+{line}", str(path)]
        return subprocess.run(words, check=False).returncode  # noqa: S603 - the person's own editor
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise UsageError(f"cannot run the editor '{chosen}': {reason}; set EDITOR to one that is there") from None
