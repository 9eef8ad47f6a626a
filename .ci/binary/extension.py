"""Shared extension modules as assembly, so that a static executable can take in what a distribution ships as files.

Some modules of the standard library (`_decimal`, `_json`, …) come as shared objects only. Their machine code does not
depend on where it lies: all that a dynamic loader would do for one is to map its segments and to write addresses into a
few words. Here each object gets a place of its own; from that the assembler writes the addresses inside it, and the
linker those of the interpreter and the C library. (System V ABI, chapter 5, with the AMD64 and AArch64 supplements.)
"""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

FIRST_PLACE = 0x10000000  # far above the executable's own sections
PLACES_APART = 0x01000000
WORD = 8
_SEGMENT = re.compile(r"^ +LOAD +(0x\w+) (0x\w+) 0x\w+ (0x\w+) (0x\w+) (.{3}) ", re.MULTILINE)
_THREAD_LOCAL = re.compile(r"^ +TLS ", re.MULTILINE)
_RELOCATION = re.compile(r"^([0-9a-f]{16}) +[0-9a-f]{16} R_(?:X86_64|AARCH64)_(\w+) +(.*)$", re.MULTILINE)
_SYMBOL = re.compile(r"([0-9a-f]{16}) +(\w+)(?:@\S+)? \+ ([0-9a-f]+)")
_ABSOLUTE = ("64", "ABS64", "GLOB_DAT", "JUMP_SLO", "JUMP_SLOT")  # readelf cuts the longest name off
_WEAK = re.compile(r" WEAK +\w+ +UND (\w+)")
_ENTRY = re.compile(r": ([0-9a-f]{16}) .* (PyInit_\w+)$", re.MULTILINE)


class UnlinkableError(Exception):
    """A shared object asks more of a loader than to write addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkable:
    """An extension module for the linker: the function that makes it, its code, and the address of each section."""

    name: str
    entry: str
    assembly: str
    sections: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a shared object that is one piece in memory; the first `stored` of its `size` bytes are in the file."""

    offset: int
    address: int
    stored: int
    size: int
    access: str

    def bytes_of(self, path: Path, start: int, end: int) -> list[str]:
        """Return the directive for the stored bytes between two addresses, none where there are none."""
        return [f'.incbin "{path}", {self.offset + start - self.address}, {end - start}'] if start < end else []


def linkable(path: Path, number: int) -> Linkable:
    """Return the shared object at `path` for the linker; `number` tells it from the others in the executable.

    Raises UnlinkableError where something cannot be settled before the program runs.
    """
    name = path.name.partition(".")[0]
    place = FIRST_PLACE + number * PLACES_APART
    words = _words(path, place)
    lines, sections = [], {}
    for index, segment in enumerate(_segments(path)):
        section = f".extension.{name}.{index}"
        sections[section] = place + segment.address
        flags = "a" + "w" * ("W" in segment.access) + "x" * ("E" in segment.access)
        lines += [f'.section {section}, "{flags}", @progbits', *_contents(path, segment, words)]
    symbols = _readelf("--dyn-syms", path)
    lines += [f".weak {weak}" for weak in _WEAK.findall(symbols)]
    address, entry = _ENTRY.findall(symbols)[0]
    lines += [f".globl {entry}", f".set {entry}, {place + int(address, 16):#x}"]
    lines += ['.section .note.GNU-stack, "", @progbits', ""]
    return Linkable(name=name, entry=entry, assembly="\n".join(lines), sections=sections)


def _segments(path: Path) -> list[Segment]:
    headers = _readelf("--segments", path)
    if _THREAD_LOCAL.search(headers):
        raise UnlinkableError(f"{path}: has variables of its own for each thread")
    return [
        Segment(
            offset=int(offset, 16), address=int(address, 16), stored=int(stored, 16), size=int(size, 16), access=access
        )
        for offset, address, stored, size, access in _SEGMENT.findall(headers)
    ]


def _words(path: Path, place: int) -> dict[int, str]:
    """Return what a loader would write into the object at `place`: an expression for each address in the object."""
    words = {}
    for address, kind, value in _RELOCATION.findall(_readelf("--relocs", path)):
        if kind == "RELATIVE":
            word = f"{place + int(value, 16):#x}"
        elif kind in _ABSOLUTE and (symbol := _SYMBOL.fullmatch(value.strip())):
            inside, name, addend = int(symbol[1], 16), symbol[2], int(symbol[3], 16)
            word = f"{place + inside + addend:#x}" if inside else f"{name} + {addend:#x}"
        else:
            raise UnlinkableError(f"{path}: has a relocation {kind} {value}")
        words[int(address, 16)] = word
    return words


def _contents(path: Path, segment: Segment, words: dict[int, str]) -> list[str]:
    """Return the directives for all of a segment, with `words` in their places."""
    lines = []
    here, end = segment.address, segment.address + segment.stored
    for address in sorted(address for address in words if here <= address < end):
        lines += [*segment.bytes_of(path, here, address), f".quad {words[address]}"]
        here = address + WORD
    lines += segment.bytes_of(path, here, end)
    return [*lines, f".skip {segment.size - segment.stored}"] if segment.size > segment.stored else lines


def _readelf(what: str, path: Path) -> str:
    return subprocess.run(["readelf", "--wide", what, path], check=True, capture_output=True, text=True).stdout
