"""The file of a compiled index: records by key, each found with one hash and two reads however many there are.

The file is the magic, the records, the slots and an end of fixed length: the digest of the packs it was made from,
where the slots begin, how many they are, how long the file is, a hash of these, and the magic again. A slot is the hash
of a key, the offset of its record, and a hash of both; a free one has all bits set, as no damaged disk has by itself. A
record is the hash and the length of its bytes, and those: a marshalled ``(key, value)``. All numbers have eight bytes,
little-endian. A hash is that by which Python tells whether byte code belongs to its source (PEP 552): always at hand,
and at 3 GB/s. Nothing slow to import is imported here.
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

MAGIC = b"shipa\x001\n"
_HASH_KEY = int.from_bytes(MAGIC, "little")
_MARSHAL_VERSION = 2  # without references, which would make the bytes depend on what else is in memory
_WORD = 8
_END = 5 * _WORD + len(MAGIC)
_SLOT = 3 * _WORD
_FREE = b"\xff" * _SLOT
_RECORD_HEADER = 2 * _WORD


class DamagedIndexError(Exception):
    """What was read from an index is not what was written to it."""


def digest(data: bytes) -> bytes:
    """Return the eight bytes of the hash."""
    return source_hash(_HASH_KEY, data)


class Index:
    """A compiled index that is open for reading: a file, or bytes in memory."""

    __slots__ = ("_data", "_file", "_slot_count", "_slots", "contents")

    def __init__(self, opened: int | bytes) -> None:
        """Take the descriptor of a file, which closes with the index, or the bytes. Raises DamagedIndexError."""
        self._file, self._data = (-1, opened) if isinstance(opened, bytes) else (opened, b"")
        length = os.fstat(self._file).st_size if self._file >= 0 else len(self._data)
        end = self._read(max(length - _END, 0), _END)
        self.contents = end[:_WORD]
        self._slots, self._slot_count = _number(end, _WORD), _number(end, 2 * _WORD)
        if end[4 * _WORD :] != digest(end[: 4 * _WORD]) + MAGIC or _number(end, 3 * _WORD) != length:
            raise DamagedIndexError

    def __del__(self) -> None:
        if self._file >= 0:
            os.close(self._file)

    def get(self, kind: str, name: str) -> Packed:
        """Return the value of the record with this key, None where there is none. Raises DamagedIndexError."""
        key = f"{kind}{name}".encode(errors="surrogatepass")
        wanted = digest(key)
        number = int.from_bytes(wanted, "little")
        for step in range(self._slot_count):
            slot = self._read(self._slots + (number + step) % self._slot_count * _SLOT, _SLOT)
            if slot == _FREE:
                return None
            if digest(slot[: 2 * _WORD]) != slot[2 * _WORD :]:
                break
            if slot[:_WORD] == wanted:
                found, value = self._record(_number(slot, _WORD))
                if found == key:
                    return value
        raise DamagedIndexError

    def _record(self, offset: int) -> tuple[bytes, Packed]:
        header = self._read(offset, _RECORD_HEADER)
        payload = self._read(offset + _RECORD_HEADER, _number(header, _WORD))
        if digest(payload) != header[:_WORD]:
            raise DamagedIndexError
        key, value = marshal.loads(payload)  # noqa: S302 - plain values, and the hash says that we wrote them
        return key, value

    def _read(self, offset: int, length: int) -> bytes:
        if self._file < 0:
            data = self._data[offset : offset + length]
        else:
            try:
                data = os.pread(self._file, length, offset)
            except (OSError, OverflowError, MemoryError):
                raise DamagedIndexError from None
        if len(data) != length:
            raise DamagedIndexError
        return data


def written(contents: bytes, records: Iterable[tuple[str, str, Packed]]) -> Iterator[bytes]:
    """Yield the bytes of an index, piece by piece: of packs with the digest ``contents``, records by kind and name."""
    entries: list[tuple[bytes, int]] = []
    offset = len(MAGIC)
    yield MAGIC
    for kind, name, value in records:
        key = f"{kind}{name}".encode(errors="surrogatepass")
        payload = marshal.dumps((key, value), _MARSHAL_VERSION)
        entries.append((digest(key), offset))
        record = digest(payload) + _bytes(len(payload)) + payload
        offset += len(record)
        yield record
    count = 1 << (2 * len(entries)).bit_length()  # at most half full, so that nearly every key is where it is sought
    slots = bytearray(_FREE * count)
    for hash_, at in entries:
        slot = int.from_bytes(hash_, "little") % count
        while slots[slot * _SLOT : (slot + 1) * _SLOT] != _FREE:
            slot = (slot + 1) % count
        place = hash_ + _bytes(at)
        slots[slot * _SLOT : (slot + 1) * _SLOT] = place + digest(place)
    yield bytes(slots)
    end = contents + _bytes(offset) + _bytes(count) + _bytes(offset + len(slots) + _END)
    yield end + digest(end) + MAGIC


def _number(data: bytes, start: int) -> int:
    return int.from_bytes(data[start : start + _WORD], "little")


def _bytes(number: int) -> bytes:
    return number.to_bytes(_WORD, "little")
