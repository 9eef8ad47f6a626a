"""Packs to a compiled index, file by file, so that neither time nor memory is spent on what has not changed.

A file of facts becomes a part of the index, which the next one takes over as long as the file's bytes are the same.
What only the packs as a whole tell is judged from what is known of the parts: whether each name has one owner, whether
each source and each parent is there. Where anything is wrong there is no index; the store then says what.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

from shipa import store
from shipa.index import cache, records
from shipa.index.crew import results
from shipa.index.file import DamagedIndexError, Index, Writer, digest, region
from shipa.index.part import OddFactsError, Part
from shipa.index.part import compiled as compiled_part
from shipa.index.records import Packed
from shipa.index.values import Packer
from shipa.model import Indicator
from shipa.packs import PACK_FILE, SOURCES_FILE, Layers, merged
from shipa.problems import Problems, TooManyProblems
from shipa.schema import Document, read_sources, read_topic

Told = Callable[[int, int], None]  # how many files have been read, and how many there are to read


def compiled(
    folders: Sequence[Path], files: Sequence[cache.File], earlier: Index | None = None, told: Told | None = None
) -> Iterator[bytes]:
    """Yield, piece by piece, the index of the facts that the packs in these folders hold.

    ``files`` are those that decide what is in it, ``earlier`` is an index that may have parts of it, and ``told`` hears
    how far it is. Raises OddFactsError where there can be none.
    """
    return _Builder(folders, files, earlier, told or _nobody).pieces()


def _nobody(done: int, total: int) -> None:
    """Hear how far it is."""


class _Builder:
    """An index that is being made."""

    def __init__(self, folders: Sequence[Path], files: Sequence[cache.File], earlier: Index | None, told: Told) -> None:
        self._folders = folders
        self._files = files
        self._told = told
        self._packer = Packer(folders)
        self._problems = Problems()
        self._layers = Layers(self._problems)  # of which packs and sources are wanted here, and nothing else
        self._writer = Writer()
        self._digests: dict[str, bytes] = {}  # of the bytes that were read, by the path of the file
        self._packs: list[str] = []
        self._parts: dict[str, tuple[Part, int]] = {}  # with the place of the region
        self._owners: dict[str, str] = {}  # the part that each indicator of an earlier pack is in
        self._unusual_parts: set[str] = set()  # which add to earlier packs, so that they are not made of one file
        self._added_to: dict[str, dict[str, Indicator]] = {}  # the parts that a later pack adds to, with what it adds
        self._makers = cache.contents_of(file for file in files if not file[0].lower().endswith(".toml"))
        self._earlier, self._known = _usable(earlier, self._makers)

    def pieces(self) -> Iterator[bytes]:
        """Yield the pieces of the index. Raises OddFactsError."""
        yield self._writer.begin()
        for layer, folder in enumerate(self._folders):
            yield from self._pack(layer, folder)
        parts = dict(self._parts)
        for name, indicators in self._added_to.items():
            pack = self._parts[name][0].pack
            one, data = compiled_part(
                list(indicators.values()), self._packer, name=f"{name}+", contents=b"", pack=pack, size=0, entries=0
            )
            parts[name] = one, self._writer.length
            yield self._writer.add(data)
        for one, offset in parts.values():
            self._writer.find(one.places, offset)
        data, places = region(self._whole([one for one, _ in parts.values()]))
        self._writer.find(places, self._writer.length)
        yield self._writer.add(data)
        self._judge([one for one, _ in parts.values()])
        yield self._writer.end(self._contents())

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _pack(self, layer: int, folder: Path) -> Iterator[bytes]:
        """Yield the regions of one pack."""
        size = entries = 0
        names = store.names_in(folder, self._problems)
        self._packs.append("")
        for name in [name for name in names if name in {PACK_FILE, SOURCES_FILE}]:
            document, length = self._document(layer, name)
            size, entries = size + length, entries + store.entries_in(document)
            if name == PACK_FILE:
                self._packs[layer] = self._layers.add_pack(document, str(folder))
            else:
                for source in read_sources(document, self._packs[layer], self._problems):
                    self._layers.add_source(source)
        self._refuse_problems()
        for one, data in self._topics(layer, [name for name in names if name not in {PACK_FILE, SOURCES_FILE}]):
            size, entries = size + one.size, entries + one.entries
            self._parts[one.name] = one, self._writer.length
            yield self._writer.add(data)
        if store.is_too_much(size, entries):
            raise OddFactsError(folder)
        if layer + 1 < len(self._folders):
            self._owners |= {id_: name for name, (one, _) in self._parts.items() for id_ in one.ids}

    def _topics(self, layer: int, names: Sequence[str]) -> Iterator[tuple[Part, bytes]]:
        """Yield the parts of a pack with their regions: those that are known, and those that have to be made."""
        known = {name: self._reusable(layer, name) for name in names} if self._known else {}
        wanted = [name for name in names if not known.get(name)]
        sizes = {path: status.st_size for path, status in self._files}
        size = sum(sizes.get(self._path(layer, name), 0) for name in wanted)
        made = results(
            Reader(self._folders[layer], layer, self._packs[layer], self._packer, self._owners), wanted, size
        )
        done = 0
        for name in names:
            if one := known.get(name):
                yield one, self._copied(one)
                continue
            result = next(made)
            one, data = _unmarshalled(result) if result else self._unusual(layer, name)
            self._digests[self._path(layer, name)] = one.digest
            yield one, data
            done += 1
            self._told(done, len(wanted))

    def _document(self, layer: int, name: str) -> tuple[Document, int]:
        """Return a file and how many bytes it has. Raises OddFactsError where it has changed since it was read."""
        folder, path = self._folders[layer], self._path(layer, name)
        data = store.read_bytes(folder, name, self._problems) or b""
        if self._digests.setdefault(path, digest(data)) != digest(data):
            raise OddFactsError(path)
        return store.document_of(folder, name, data, self._problems), len(data)

    def _path(self, layer: int, name: str) -> str:
        return cache.path_of(str(self._folders[layer]), name)

    def _reusable(self, layer: int, name: str) -> Part | None:
        """Return the part that the earlier index has of a file, where it still is what would be made."""
        one, _ = self._known.get(f"{layer}/{name}", (None, 0))
        if not one or one.pack != self._packs[layer] or not self._owners.keys().isdisjoint(one.ids):
            return None
        data = store.read_bytes(self._folders[layer], name, self._problems) or b""
        if digest(data) != one.digest:
            return None
        self._digests[self._path(layer, name)] = one.digest
        return one

    def _copied(self, one: Part) -> bytes:
        """Return a region of the earlier index. Raises DamagedIndexError."""
        _, offset = self._known[one.name]
        data = self._earlier.read(offset, one.length) if self._earlier else b""
        if digest(data) != one.hash:
            raise DamagedIndexError
        return data

    # ── what later packs add to earlier ones ─────────────────────────────────────────────────────────────────────────

    def _unusual(self, layer: int, name: str) -> tuple[Part, bytes]:
        """Return the part of a file that adds to earlier packs, which gets what is new in it. Raises OddFactsError."""
        document, size = self._document(layer, name)
        new: list[Indicator] = []
        for indicator, is_new in self._indicators(layer, document):
            if is_new:
                new.append(indicator)
            else:
                known = self._opened(self._owners[indicator.id])
                known[indicator.id] = merged(known[indicator.id], indicator)
        part = f"{layer}/{name}"
        self._unusual_parts.add(part)
        return compiled_part(
            new,
            self._packer,
            name=part,
            contents=self._digests[self._path(layer, name)],
            pack=self._packs[layer],
            size=size,
            entries=store.entries_in(document),
        )

    def _indicators(self, layer: int, document: Document) -> list[tuple[Indicator, bool]]:
        """Return the indicators of a file, and whether each is new or added to. Raises OddFactsError."""
        owners = {id_: owner for id_ in document.tables or () if (owner := self._owners.get(id_))}
        earlier = {id_: self._opened(owner)[id_] for id_, owner in owners.items() if int(owner.split("/")[0]) < layer}
        found = [
            (indicator, indicator.id not in earlier)
            for indicator in read_topic(document, self._packs[layer], earlier, self._problems)
        ]
        self._refuse_problems()
        return found

    def _opened(self, part: str) -> dict[str, Indicator]:
        """Return the indicators of a part that a later pack adds to, with what has been added so far."""
        if part not in self._added_to:
            layer, _, name = part.partition("/")
            document, _ = self._document(int(layer), name)
            found = self._indicators(int(layer), document)
            self._added_to[part] = {indicator.id: indicator for indicator, is_new in found if is_new}
        return self._added_to[part]

    # ── the packs as a whole ─────────────────────────────────────────────────────────────────────────────────────────

    def _whole(self, parts: Sequence[Part]) -> Iterator[tuple[str, str, Packed]]:
        """Yield the records that belong to no file alone."""
        yield from (("columns", name, columns) for name, columns in records.columns().items())
        yield "packs", "", self._packer.packed(tuple(pack for pack, _ in self._layers.packs.values()))
        yield "sources", "", list(self._layers.sources)
        for id_, source in self._layers.sources.items():
            yield "source:", id_, records.of_source(source, self._packer)
            yield "cited:", id_, records.of_citation(source)
        yield "parts", "", [one.name for one in parts]
        kept = [(one, offset) for one, offset in self._parts.values() if one.name not in self._unusual_parts]
        yield "kept", "", (self._makers, [(astuple(one), offset) for one, offset in kept])

    def _judge(self, parts: Sequence[Part]) -> None:
        """Refuse what is wrong only as a whole. Raises OddFactsError."""
        self._refuse_problems()
        sources = self._layers.sources
        self._writer.sort()
        if (
            self._writer.has_rivals()  # a name or an id twice
            or any(source not in sources for one in parts for source in one.sources)
            or any(self._writer.has("indicator:", id_) for id_ in sources)
            or not all(self._writer.has("indicator:", parent) for one in parts for parent in one.parents.values())
            or _goes_round({id_: parent for one in parts for id_, parent in one.parents.items()})
        ):
            raise OddFactsError(self._folders)

    def _refuse_problems(self) -> None:
        if self._problems.found:
            raise OddFactsError(self._problems.found[0])

    def _contents(self) -> bytes:
        """Return the digest of all that was read. Raises OddFactsError where that is not what there was to read."""
        known = {path for path, _ in self._files}
        if not self._digests.keys() <= known:
            raise OddFactsError(self._digests.keys() - known)
        return cache.contents_of(self._files, self._digests)


class Reader:
    """Makes the parts of the files of one pack, in whatever process."""

    def __init__(self, folder: Path, layer: int, pack: str, packer: Packer, owners: Mapping[str, str]) -> None:
        self._folder = folder
        self._layer = layer
        self._pack = pack
        self._packer = packer
        self._owners = owners

    def __call__(self, name: str) -> bytes:
        """Return the marshalled part of a file and its region, b"" where it is wrong or adds to an earlier pack."""
        problems = Problems()
        try:
            data = store.read_bytes(self._folder, name, problems) or b""
            document = store.document_of(self._folder, name, data, problems)
            if problems.found or not self._owners.keys().isdisjoint(document.tables or ()):
                return b""
            indicators = list(read_topic(document, self._pack, {}, problems))
            if problems.found:
                return b""
            one, region_data = compiled_part(
                indicators,
                self._packer,
                name=f"{self._layer}/{name}",
                contents=digest(data),
                pack=self._pack,
                size=len(data),
                entries=store.entries_in(document),
            )
        except (OddFactsError, TooManyProblems):
            return b""
        return marshal.dumps((astuple(one), region_data))


def _unmarshalled(result: bytes) -> tuple[Part, bytes]:
    known, data = marshal.loads(result)  # noqa: S302 - what our own process made
    return Part(*known), data


def _usable(earlier: Index | None, makers: bytes) -> tuple[Index | None, dict[str, tuple[Part, int]]]:
    """Return an index and what is known of its parts, if it was made by this program."""
    try:
        made_by, kept = earlier.get("kept", "") or (b"", ()) if earlier else (b"", ())
    except DamagedIndexError:
        return None, {}
    if made_by != makers:
        return None, {}
    return earlier, {known[0]: (Part(*known), offset) for known, offset in kept}


def _goes_round(parents: Mapping[str, str]) -> bool:
    """Return whether something is a part of itself."""
    settled: set[str] = set()
    for id_ in parents:
        path: set[str] = set()
        one = id_
        while one in parents and one not in settled:
            if one in path:
                return True
            path.add(one)
            one = parents[one]
        settled |= path
    return False
