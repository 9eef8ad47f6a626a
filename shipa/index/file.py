"""The file of a compiled index: records by key, each found with one hash and four reads however many there are.

The file is the magic, the records, the buckets of their places, the directory of the buckets and an end of fixed
length: the digest of the packs it was made from, where the directory begins, how many buckets there are, how long the
file is, a hash of these, and the magic again. A record is the hash and the length of its bytes, and those: a marshalled
``(key, value)``. A place is the hash of a key and the offset of its record; those whose hashes begin alike are in one
bucket, behind a hash of them all. All numbers have eight bytes, the highest first, so that bytes sort as they do. A
hash is that by which Python tells whether byte code belongs to its source (PEP 552): always at hand, and at 3 GB/s.
Nothing slow to import is imported here.

The records come in regions, each of which can be taken over whole into another index: what one fact file says.
"""

from __future__ import annotations

import marshal
import os
from _imp import source_hash

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    Packed = Any  # what marshal can write: None, numbers, texts, and tuples, lists and dictionaries of them

MAGIC = b"shipa\x002\n"
_HASH_KEY = int.from_bytes(MAGIC, "little")
_MARSHAL_VERSION = 2  # without references, which would make the bytes depend on what else is in memory
_WORD = 8
_END = 5 * _WORD + len(MAGIC)
_PLACE = 2 * _WORD
_RECORD_HEADER = 2 * _WORD
_PER_BUCKET = 8  # places, on average
_PREFIX = 4  # bytes of a hash that tell its bucket


class DamagedIndexError(Exception):
    """What was read from an index is not what was written to it."""


def digest(data: bytes) -> bytes:
    """Return the eight bytes of the hash."""
    return source_hash(_HASH_KEY, data)


class Index:
    """A compiled index that is open for reading: a file, or bytes in memory."""

    __slots__ = ("_buckets", "_data", "_directory", "_file", "contents")

    def __init__(self, opened: int | bytes) -> None:
        """Take the descriptor of a file, which closes with the index, or the bytes. Raises DamagedIndexError."""
        self._file, self._data = (-1, opened) if isinstance(opened, bytes) else (opened, b"")
        length = os.fstat(self._file).st_size if self._file >= 0 else len(self._data)
        end = self.read(max(length - _END, 0), _END)
        self.contents = end[:_WORD]
        self._directory, self._buckets = _number(end, _WORD), _number(end, 2 * _WORD)
        if end[4 * _WORD :] != digest(end[: 4 * _WORD]) + MAGIC or _number(end, 3 * _WORD) != length:
            raise DamagedIndexError

    def __del__(self) -> None:
        if self._file >= 0:
            os.close(self._file)

    def get(self, kind: str, name: str) -> Packed:
        """Return the value of the record with this key, None where there is none. Raises DamagedIndexError."""
        key = _key(kind, name)
        wanted = digest(key)
        bounds = self.read(self._directory + _bucket(wanted, self._buckets) * _WORD, 2 * _WORD)
        start = _number(bounds, 0)
        bucket = self.read(start, _number(bounds, _WORD) - start)
        if digest(bucket[_WORD:]) != bucket[:_WORD]:
            raise DamagedIndexError
        for at in range(_WORD, len(bucket), _PLACE):
            if bucket[at : at + _WORD] == wanted:
                found, value = self._record(_number(bucket, at + _WORD))
                if found == key:
                    return value
        return None

    def each(self, kind: str) -> Iterator[Packed]:
        """Yield the values of this kind of all parts of the index, in order. Raises DamagedIndexError."""
        return (self.get(kind, part) for part in self.get("parts", ""))

    def _record(self, offset: int) -> tuple[bytes, Packed]:
        header = self.read(offset, _RECORD_HEADER)
        payload = self.read(offset + _RECORD_HEADER, _number(header, _WORD))
        if digest(payload) != header[:_WORD]:
            raise DamagedIndexError
        key, value = marshal.loads(payload)  # noqa: S302 - plain values, and the hash says that we wrote them
        return key, value

    def read(self, offset: int, length: int) -> bytes:
        """Return so many bytes of the file. Raises DamagedIndexError."""
        if self._file < 0:
            data = self._data[offset : offset + length] if length >= 0 else b""
        else:
            try:
                data = os.pread(self._file, length, offset)
            except (OSError, OverflowError, MemoryError, ValueError):
                raise DamagedIndexError from None
        if len(data) != length:
            raise DamagedIndexError
        return data


def region(records: Iterable[tuple[str, str, Packed]]) -> tuple[bytes, bytes]:
    """Return the bytes of records, by kind and name, and their places, as if the file began with them."""
    chunks: list[bytes] = []
    places: list[bytes] = []
    offset = 0
    for kind, name, value in records:
        key = _key(kind, name)
        payload = marshal.dumps((key, value), _MARSHAL_VERSION)
        places.append(digest(key) + _bytes(offset))
        chunks += (digest(payload), _bytes(len(payload)), payload)
        offset += _RECORD_HEADER + len(payload)
    return b"".join(chunks), b"".join(places)


class Writer:
    """Puts an index together, region by region; what it returns is to be written, one piece behind the other."""

    __slots__ = ("_places", "length")

    def __init__(self) -> None:
        self.length = 0
        self._places: list[bytes] = []

    def begin(self) -> bytes:
        """Return the first piece."""
        return self.add(MAGIC)

    def add(self, piece: bytes) -> bytes:
        """Return a piece, of which ``length`` was the offset and is now the end."""
        self.length += len(piece)
        return piece

    def find(self, places: bytes, offset: int) -> None:
        """Let the records of the region that begins there be found by their keys."""
        self._places += [
            places[at : at + _WORD] + _bytes(_number(places, at + _WORD) + offset)
            for at in range(0, len(places), _PLACE)
        ]

    def sort(self) -> None:
        """Put the places in order, once they are all there."""
        self._places.sort()

    def has(self, kind: str, name: str) -> bool:
        """Return whether a record with this key is found."""
        from bisect import bisect_left  # noqa: PLC0415 - reading does not need it

        wanted = digest(_key(kind, name))
        at = bisect_left(self._places, wanted)
        return at < len(self._places) and self._places[at][:_WORD] == wanted

    def has_rivals(self) -> bool:
        """Return whether two records have the same key, or, once in all the years that there will be, the same hash."""
        return any(one[:_WORD] == other[:_WORD] for one, other in zip(self._places, self._places[1:], strict=False))

    def end(self, contents: bytes) -> bytes:
        """Return the last piece, of an index of packs with the digest ``contents``."""
        from bisect import bisect_left  # noqa: PLC0415 - reading does not need it

        self.sort()
        places = self._places
        count = len(places) // _PER_BUCKET + 1
        least = (-(-(number << 8 * _PREFIX) // count) for number in range(count))  # beginning of a hash in each bucket
        bounds = [bisect_left(places, one.to_bytes(_PREFIX, "big")) for one in least]
        chunks: list[bytes] = []
        directory: list[bytes] = []
        offset = self.length
        for first, last in zip(bounds, [*bounds[1:], len(places)], strict=True):
            bucket = b"".join(places[first:last])
            directory.append(_bytes(offset))
            chunks += (digest(bucket), bucket)
            offset += _WORD + len(bucket)
        directory.append(_bytes(offset))
        length = offset + _WORD * len(directory) + _END
        end = contents + _bytes(offset) + _bytes(count) + _bytes(length)
        return b"".join((*chunks, *directory, end, digest(end), MAGIC))


def written(contents: bytes, records: Iterable[tuple[str, str, Packed]]) -> bytes:
    """Return an index of packs with the digest ``contents``, all records being at hand."""
    writer = Writer()
    begin, (data, places) = writer.begin(), region(records)
    writer.find(places, writer.length)
    return b"".join((begin, writer.add(data), writer.end(contents)))


def _key(kind: str, name: str) -> bytes:
    return f"{kind}{name}".encode(errors="surrogatepass")


def _bucket(hash_: bytes, count: int) -> int:
    return int.from_bytes(hash_[:_PREFIX], "big") * count >> 8 * _PREFIX


def _number(data: bytes, start: int) -> int:
    return int.from_bytes(data[start : start + _WORD], "big")


def _bytes(number: int) -> bytes:
    return number.to_bytes(_WORD, "big")
