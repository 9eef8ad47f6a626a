"""Where compiled indexes are kept, and whether one still belongs to the packs that are asked for.

An index is trusted when the digest of the packs' bytes, and of what would make an index of them now, is the one in it.
So that large packs need not be read for that, a small file beside it, the stamp, says which sizes, times and inodes the
files had when they last had that digest. It is written only where every file has been left alone for a while: a second
change could otherwise bear the same time. A file that was changed, replaced or restored from a copy has another inode,
or another time of its last change of status, whatever its own time says.

Everything here is for speed alone: whatever is missing, damaged or not permitted means that there is no index.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
from _operator import attrgetter  # operator itself takes longer to import than all of this
from time import time_ns

from shipa import packaged, where
from shipa.index.file import DamagedIndexError, Index, digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shipa.index.file import Packed

    File = tuple[str, os.stat_result]  # its path and what the file system says of it

_told = attrgetter("st_mode", "st_size", "st_mtime_ns", "st_ctime_ns", "st_ino", "st_dev")
_SETTLED = 2 * 10**9  # nanoseconds: no file system in use tells times less finely than this
_MARSHAL_VERSION = 2  # without references, which would make the bytes depend on what else is in memory
_MOST_BYTES = 64 * 2**20  # of one file: more than the store reads of one, and more than the single executable has
_FLAGS = sum(getattr(os, name, 0) for name in ("O_CLOEXEC", "O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))


def folder(environ: Mapping[str, str]) -> str:
    """Return the folder of the cache: SHIPA_CACHE, else that of the XDG base directories; "" where there is no home."""
    if chosen := environ.get("SHIPA_CACHE", ""):
        return chosen
    caches = environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(caches):  # the XDG base directory specification: others are to be ignored
        home = environ.get("HOME", "")
        caches = os.path.join(home, ".cache") if os.path.isabs(home) else ""
    return os.path.join(caches, "shipa") if caches else ""


def files_in(cache: str) -> list[os.DirEntry[str]]:
    """Return our files in the folder of a cache; those of others are not ours to count or remove."""
    try:
        with os.scandir(cache) as entries:
            return [one for one in entries if one.name.endswith((".index", ".stamp", ".new")) and one.is_file()]
    except OSError:
        return []


def find(folders: Sequence[str], environ: Mapping[str, str]) -> Index | None:
    """Return the index of the packs in these folders, the lowest layer first, if there is one that still is theirs."""
    if tuple(folders) == (where.shipped(),):
        if packaged.INDEX:
            return Index(packaged.INDEX)
        index = opened(where.shipped_index())
        files = files_of(folders) if index else None
        if index and files and contents_of(files) == index.contents:
            return index
    return Slot(folders, environ).fresh()


class Slot:
    """The place of one index in the cache: that of the packs in some folders."""

    __slots__ = ("_folders", "_path")

    def __init__(self, folders: Sequence[str], environ: Mapping[str, str]) -> None:
        """Take the folders, the lowest layer first. Without a folder for the cache nothing is found or kept."""
        self._folders = [os.path.abspath(one) for one in folders]
        cache = folder(environ)
        name = digest("\0".join(self._folders).encode(errors="surrogateescape")).hex()
        self._path = os.path.join(cache, name) if cache else ""

    def files(self) -> tuple[File, ...] | None:
        """Return what the index is made from: the fact files, and what decides what it says of them."""
        facts = files_of(self._folders) if self._path else None
        makers = _makers() if facts else None
        return facts + makers if facts and makers else None

    def earlier(self) -> Index | None:
        """Return the index of these folders that is there, whether it is fresh or not."""
        return opened(f"{self._path}.index") if self._path else None

    def fresh(self) -> Index | None:
        """Return the index if there is one and it still is what would be made from the packs."""
        index = self.earlier()
        if not index or _content(f"{self._path}.stamp") == index.contents + self._seen():
            return index
        files = self.files()
        if not files or contents_of(files) != index.contents:
            return None
        self._vouch(index.contents, files)
        return index

    def _seen(self) -> bytes:
        """Return the stamp of the files as they are now, b"" where they cannot be seen.

        A look-up in a pack of a thousand files spends most of its time here.
        """
        seen: list[Packed] = []
        try:
            for folder in self._folders:
                opened_folder = os.open(folder, os.O_RDONLY)
                try:
                    names = [name for name in os.listdir(opened_folder) if _is_of_pack(name)]
                    names.sort()
                    see, told, start = os.stat, _told, os.path.join(folder, "")
                    seen += [
                        (start + name, told(see(name, dir_fd=opened_folder, follow_symlinks=False))) for name in names
                    ]
                finally:
                    os.close(opened_folder)
        except OSError:
            return b""
        return _digest_of([*seen, *((path, _told(status)) for path, status in _makers() or ())])

    def keep(self, pieces: Iterable[bytes], files: Sequence[File]) -> Index | None:
        """Keep the index that is made of these pieces and files, and return it, None where it cannot be kept."""
        if not replace(f"{self._path}.index", pieces):
            return None
        index = self.earlier()
        if index:
            self._vouch(index.contents, files)
        return index

    def forget(self) -> None:
        """Remove the index, which has turned out to be damaged."""
        if self._path:
            try:  # noqa: SIM105 - contextlib is slow to import
                os.unlink(f"{self._path}.index")
            except OSError:
                pass

    def _vouch(self, contents: bytes, files: Sequence[File]) -> None:
        now = time_ns()
        if all(max(status.st_mtime_ns, status.st_ctime_ns) < now - _SETTLED for _, status in files):
            replace(f"{self._path}.stamp", (contents, _stamp(files)))


def opened(path: str) -> Index | None:
    """Return the index in this file, None where there is none that is whole and our own."""
    if not hasattr(os, "pread"):
        return None  # where files cannot be read like this, packs are
    try:
        file = os.open(path, os.O_RDONLY | _FLAGS)
    except (OSError, ValueError):
        return None
    if os.fstat(file).st_uid not in (_user(), 0):  # what somebody else put there may say anything
        os.close(file)
        return None
    try:
        return Index(file)
    except DamagedIndexError:
        return None


def files_of(folders: Iterable[str]) -> tuple[File, ...] | None:
    """Return the fact files in the folders; None where there are none, or one that only the store can judge."""
    files: list[File] = []
    for one in folders:
        found = _files(one, ".toml")
        if not found or not all(stat.S_ISREG(status.st_mode) for _, status in found):
            return None
        files += found
    return tuple(files)


def path_of(folder: str, name: str) -> str:
    """Return the path by which a file of a pack is known here."""
    return os.path.join(os.path.abspath(folder), name)


def _is_of_pack(name: str) -> bool:
    return name[-5:].lower() == ".toml" and name[0] != "."


def _files(folder: str, suffix: str) -> list[File]:
    """Return the files with this ending, by their paths."""
    length = len(suffix)
    try:
        with os.scandir(folder) as entries:
            found = [
                (entry.path, entry.stat(follow_symlinks=False))
                for entry in entries
                if entry.name[-length:].lower() == suffix and entry.name[0] != "."
            ]
    except OSError:
        return []
    found.sort()  # by their paths, of which each is there once
    return found


def _makers() -> tuple[File, ...] | None:
    """Return the files that decide what an index says of given facts.

    As installed that is one: what it makes of the facts that ship. Of a checkout it is every module, of the single
    executable itself.
    """
    maker = sys.executable if packaged.FILES else where.shipped_index()
    try:
        return ((maker, os.stat(maker)),)
    except OSError:
        here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        places = (here, f"{here}/cite", f"{here}/index", f"{here}/render")
        return tuple(file for place in places for file in _files(place, ".py")) or None


def contents_of(files: Iterable[File], known: Mapping[str, bytes] | None = None) -> bytes:
    """Return the digest of the files' names and bytes, wherever their folders are; b"" where one cannot be read.

    ``known`` are the digests of those that have been read already.
    """
    parts: list[bytes] = []
    before = ""
    for path, status in files:
        hash_ = known.get(path) if known else None
        if hash_ is None:
            data = _content(path) if status.st_size <= _MOST_BYTES else None
            if data is None:
                return b""
            hash_ = digest(data)
        place, name = os.path.split(path)
        parts += (b"" if place == before else b"\n", os.fsencode(name), b"\0", hash_)
        before = place
    return digest(b"".join(parts))


def replace(path: str, chunks: Iterable[bytes]) -> bool:
    """Write a file of the cache whole or not at all, and return whether it was."""
    temporary, place = f"{path}.{os.getpid()}.new", os.path.dirname(path)
    if not os.path.isdir(os.path.dirname(os.path.dirname(place))):
        return False  # a home that does not exist, as accounts of services have it, is not to be made for a cache
    try:
        os.makedirs(place, mode=0o700, exist_ok=True)
        file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, 0o600)
    except (OSError, ValueError):
        return False
    try:
        with open(file, "wb") as out:
            out.writelines(chunks)
        os.replace(temporary, path)
    except BaseException as error:  # an interrupt too: nothing half written stays behind
        os.unlink(temporary)
        if isinstance(error, OSError):
            return False
        raise
    return True


def _stamp(files: Iterable[File]) -> bytes:
    """Return the digest of what the file system says of the files."""
    return _digest_of([(path, _told(status)) for path, status in files])


def _digest_of(seen: list[Packed]) -> bytes:
    return digest(marshal.dumps(seen, _MARSHAL_VERSION))


def _content(path: str) -> bytes | None:
    try:
        file = os.open(path, os.O_RDONLY | _FLAGS)
        try:
            size = os.fstat(file).st_size
            data = os.read(file, size + 1)
        finally:
            os.close(file)
    except (OSError, ValueError):
        return None
    return data if len(data) == size else None


def _user() -> int:
    return os.geteuid() if hasattr(os, "geteuid") else 0
