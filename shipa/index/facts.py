"""Facts from the compiled index of their packs, read as they are asked for; an index is made where there is none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from shipa.index import cache
from shipa.index.file import DamagedIndexError, Index
from shipa.index.values import Packer
from shipa.model import FactBase, Indicator, Pack, Source
from shipa.names import folded

_T = TypeVar("_T")


def load(folders: Sequence[Path]) -> FactBase:
    """Return the facts of the packs in ``folders``, each a layer on those before it. Raises PackError.

    They are those of ``store.load``, from the index where there is one that belongs to the packs as they are now.
    """
    names = [str(folder) for folder in folders]
    index = cache.find(names, os.environ)
    if index is None:
        return _parsed_and_kept(folders)
    try:
        return from_index(index, folders)
    except DamagedIndexError:
        return _parsed_and_kept(folders)


def from_index(index: Index, folders: Sequence[Path]) -> IndexedFacts:
    """Return the facts in an index of the packs in ``folders``. Raises DamagedIndexError."""
    stored = _Stored(index, folders)

    def indicator_ids() -> list[str]:
        return [id_ for id_, _, _ in index.get("indicators", "")]

    return IndexedFacts(
        packs=stored.packer.unpacked(index.get("packs", "")),
        sources=_StoredMapping(stored, "source:", lambda: index.get("sources", ""), lambda base: base.sources),
        indicators=_StoredMapping(stored, "indicator:", indicator_ids, lambda base: base.indicators),
        stored=stored,
    )


def _parsed_and_kept(folders: Sequence[Path]) -> FactBase:
    from shipa import store  # noqa: PLC0415 - the parser is not needed where there is an index
    from shipa.index.build import compiled  # noqa: PLC0415

    slot = cache.Slot([str(folder) for folder in folders], os.environ)
    files = slot.files()
    contents = cache.contents_of(files) if files else b""
    base = store.load(folders)
    # Facts that changed while they were read belong to no digest; the next command will see to them.
    if files and contents and cache.contents_of(files) == contents:
        slot.keep(compiled(base, folders, contents), contents, files)
    return base


class _Stored:
    """The index and the folders that its paths are relative to; in place of a damaged index, the parsed packs."""

    def __init__(self, index: Index, folders: Sequence[Path]) -> None:
        self.index = index
        self.packer = Packer(folders)
        self._folders = folders
        self._whole: FactBase | None = None

    def read(self, from_index: Callable[[], _T], from_packs: Callable[[FactBase], _T]) -> _T:
        if self._whole is None:
            try:
                return from_index()
            except DamagedIndexError:
                self._whole = _parsed_and_kept(self._folders)
        return from_packs(self._whole)


class _StoredMapping(Mapping[str, Any]):
    """Sources or indicators by id, each read when it is asked for."""

    def __init__(
        self,
        stored: _Stored,
        kind: str,
        ids: Callable[[], list[str]],
        among: Callable[[FactBase], Mapping[str, Any]],
    ) -> None:
        self._stored = stored
        self._kind = kind
        self._ids = ids
        self._among = among
        self._known: dict[str, Any] = {}

    def __getitem__(self, id_: str) -> Any:
        if id_ not in self._known:
            self._known[id_] = self._stored.read(lambda: self._unpacked(id_), lambda base: self._among(base)[id_])
        return self._known[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored.read(self._ids, lambda base: list(self._among(base))))

    def __len__(self) -> int:
        return len(self._stored.read(self._ids, lambda base: list(self._among(base))))

    def _unpacked(self, id_: str) -> Any:
        record = self._stored.index.get(self._kind, id_)
        if record is None:
            raise KeyError(id_)
        return self._stored.packer.unpacked(record[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedFacts(FactBase):
    """Facts that find an indicator by any of its names without looking at the others."""

    stored: _Stored

    def called(self, name: str) -> tuple[Indicator, ...]:
        """Return the indicators with this name; see FactBase."""
        wanted = folded(name)

        def from_index() -> tuple[Indicator, ...]:
            return tuple(self.indicators[id_] for id_ in self.stored.index.get("name:", wanted) or ())

        return self.stored.read(from_index, lambda base: base.called(name))

    def __reduce__(self) -> tuple[Callable[..., FactBase], tuple[Any, ...]]:
        return _in_memory, (self.packs, dict(self.sources), dict(self.indicators))


def _in_memory(packs: tuple[Pack, ...], sources: Mapping[str, Source], indicators: Mapping[str, Indicator]) -> FactBase:
    return FactBase(packs=packs, sources=sources, indicators=indicators)
