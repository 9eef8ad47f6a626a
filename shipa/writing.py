"""The edge that writes: files that are replaced whole or not at all, one writer at a time.

A new text goes to a temporary file in the same folder, reaches the disk, and then takes the place of the old one. Until
that moment the old file stands as it was: a kill, a power cut or a full disk cannot leave half a text. Permissions are
kept, and a link goes on pointing to its file. One writer at a time is what a lock on the folder is for; it is held by
the process, so it ends with it, and leaves nothing behind.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from shipa.errors import WriteError

PART = ".shipa-part"  # ends the name of a text on its way; one that is left over was on its way when its writer died
_WRITE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the only right to write in ``folder``, which is made where it is missing; wait while others hold it.

    Raises WriteError.
    """
    try:
        import fcntl  # noqa: PLC0415 - a system without it can still look up
    except ImportError:
        raise WriteError(f"{folder}: this system has no file locks; add the block to the file by hand") from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        raise _failed(folder, error) from None
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX)
            _clear(folder)
        except OSError as error:
            raise _failed(folder, error) from None
        yield
    finally:
        os.close(held)


def replace(files: Mapping[Path, bytes]) -> None:
    """Put new texts into files, all or none; the caller holds the lock of their folder.

    A kill between two of the renames, which follow each other at once, can leave some files new and some old, each
    whole. Raises WriteError.
    """
    parts: dict[Path, Path] = {}
    path = Path()
    try:
        for path, data in files.items():
            real = Path(os.path.realpath(path))
            parts[real] = _part(real, data)
        _rename(parts)
    except OSError as error:
        raise _failed(path, error) from None
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _part(path: Path, data: bytes) -> Path:
    """Return a new file beside ``path`` that has the text and all permissions, safely on the disk."""
    old = _status(path)
    if old and not old.st_mode & _ANY_WRITE:
        raise PermissionError(errno.EACCES, "the file is read-only")
    part = path.with_name(f".{path.name}.{secrets.token_hex(6)}{PART}")
    descriptor = os.open(part, _WRITE_FLAGS, 0o666)  # less the umask, as for any new file
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - an open descriptor has no path
            if old:
                _take_over(file.fileno(), old)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _take_over(descriptor: int, old: os.stat_result) -> None:
    """Give the new file the owner and the permissions of the old one, the owner where the system lets us."""
    if hasattr(os, "fchown"):
        with suppress(PermissionError):
            os.fchown(descriptor, old.st_uid, old.st_gid)
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _rename(parts: Mapping[Path, Path]) -> None:
    """Let each new file take its place. Where one cannot, the others get their old text back."""
    undo: list[tuple[Path, Path | None]] = []
    try:
        for path, part in parts.items():
            backup = _backup(path) if len(parts) > 1 else None
            undo.append((path, backup))
            part.replace(path)
    except OSError:
        for path, backup in reversed(undo[:-1]):
            if backup:
                backup.replace(path)
            else:
                path.unlink()
        raise
    finally:
        for _, backup in undo:
            if backup:
                backup.unlink(missing_ok=True)
    for folder in {path.parent for path in parts}:
        _sync(folder)


def _backup(path: Path) -> Path | None:
    """Return a second name for the old file, None where there is no old file."""
    if not path.exists():
        return None
    backup = path.with_name(f".{path.name}.{secrets.token_hex(6)}{PART}")
    os.link(path, backup)
    return backup


def _sync(folder: Path) -> None:
    """Let the new names reach the disk; some file systems know no such thing for a folder."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _clear(folder: Path) -> None:
    """Remove what writers that were killed have left; nobody else writes now."""
    with os.scandir(folder) as entries:
        left = [entry.path for entry in entries if entry.name.startswith(".") and entry.name.endswith(PART)]
    for name in left:
        with suppress(OSError):
            Path(name).unlink()


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _failed(path: Path, error: OSError) -> WriteError:
    reason = (error.strerror or type(error).__name__).lower()
    return WriteError(f"{path}: cannot be written: {reason}; nothing was changed")
