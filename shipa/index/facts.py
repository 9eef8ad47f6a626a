"""Facts from the compiled index of their packs, read as they are asked for; an index is made where there is none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, ValuesView
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from shipa.index import cache
from shipa.index.file import DamagedIndexError, Index
from shipa.index.numbers import having
from shipa.index.values import Packer
from shipa.model import FactBase, Indicator, Pack, Source
from shipa.names import folded

_T = TypeVar("_T")


def load(folders: Sequence[Path], told: Callable[[int, int], None] | None = None) -> FactBase:
    """Return the facts of the packs in ``folders``, each a layer on those before it. Raises PackError.

    They are those of ``store.load``, from the index where there is one that belongs to the packs as they are now, and
    from a new one where there is none. ``told`` hears how many files of how many have been read for that.
    """
    index = cache.find([str(folder) for folder in folders], os.environ)
    try:
        return from_index(index, folders) if index else _made(folders, told)
    except DamagedIndexError:
        return _made(folders, told)


def from_index(index: Index, folders: Sequence[Path]) -> IndexedFacts:
    """Return the facts in an index of the packs in ``folders``. Raises DamagedIndexError."""
    stored = _Stored(index, folders)

    def indicator_ids() -> list[str]:
        return [id_ for part in index.each("indicators:") for id_, _, _ in part]

    return IndexedFacts(
        packs=stored.packer.unpacked(index.get("packs", "")),
        sources=_StoredMapping(stored, "source:", lambda: index.get("sources", ""), lambda base: base.sources),
        indicators=_StoredIndicators(stored, "indicator:", indicator_ids, lambda base: base.indicators),
        stored=stored,
    )


def _made(folders: Sequence[Path], told: Callable[[int, int], None] | None = None) -> FactBase:
    """Return the facts from a new index, or, where none can be made or kept, from the packs. Raises PackError."""
    from shipa import store  # noqa: PLC0415 - the parser is not needed where there is an index
    from shipa.index.build import compiled  # noqa: PLC0415
    from shipa.index.part import OddFactsError  # noqa: PLC0415
    from shipa.problems import TooManyProblems  # noqa: PLC0415

    slot = cache.Slot([str(folder) for folder in folders], os.environ)
    files = slot.files()
    for earlier in (slot.earlier(), None):
        try:
            index = slot.keep(compiled(folders, files, earlier, told), files) if files else None
            return from_index(index, folders) if index else store.load(folders)
        except DamagedIndexError:
            continue  # from the files alone
        except (OddFactsError, TooManyProblems):
            break
    return store.load(folders)


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
                pass
        return from_packs(self.parsed())

    def parsed(self) -> FactBase:
        from shipa import store  # noqa: PLC0415 - the parser is not needed where there is an index

        if self._whole is None:
            cache.Slot([str(folder) for folder in self._folders], os.environ).forget()
            self._whole = store.load(self._folders)
        return self._whole


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


class _StoredIndicators(_StoredMapping):
    """Indicators by id, whose entries are read when they are asked for where all indicators are wanted."""

    def values(self) -> ValuesView[Any]:
        """Return all indicators."""
        return _Heads(self)

    def heads(self) -> Iterator[Indicator]:
        """Yield all indicators, with entries that have yet to be read where they are not known."""
        done = 0
        try:
            for part in self._stored.index.each("heads:"):
                for head in part:
                    yield self._known.get(head[0][0]) or self._with_entries_to_come(head)
                    done += 1
        except DamagedIndexError:
            for id_ in islice(iter(self), done, None):
                yield self[id_]

    def _with_entries_to_come(self, head: Any) -> Indicator:
        id_ = head[0][0]

        @lru_cache(maxsize=1)
        def whole() -> Any:
            return self._stored.read(lambda: self._unpacked(id_), lambda base: self._among(base)[id_])

        entries = _Entries(lambda: whole().observations), _Entries(lambda: whole().targets)
        indicator = self._stored.packer.unpacked_head(head, *entries)
        self._known[id_] = indicator
        return indicator


class _Heads(ValuesView[Any]):
    """All indicators, without the entries of those that were not asked for yet."""

    _mapping: _StoredIndicators

    def __iter__(self) -> Iterator[Indicator]:
        return self._mapping.heads()


class _Entries(Sequence[Any]):
    """The observations or targets of an indicator, read when one is asked for; otherwise a tuple of them."""

    __slots__ = ("_read",)

    def __init__(self, read: Callable[[], tuple[Any, ...]]) -> None:
        self._read = read

    def __getitem__(self, at: Any) -> Any:
        return self._read()[at]

    def __len__(self) -> int:
        return len(self._read())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._read())

    def __eq__(self, other: object) -> bool:
        return self._read() == (tuple(other) if isinstance(other, _Entries) else other)

    __hash__ = None  # type: ignore[assignment]  # entries have dictionaries in them

    def __repr__(self) -> str:
        return repr(self._read())

    def __add__(self, other: Iterable[Any]) -> tuple[Any, ...]:
        return self._read() + tuple(other)

    def __reduce__(self) -> tuple[type[tuple[Any, ...]], tuple[tuple[Any, ...]]]:
        return tuple, (self._read(),)


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

    def described(self) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
        """Yield the texts in which indicators are sought; see FactBase."""
        done = 0
        try:
            for part in self.stored.index.each("texts:"):
                for texts in part:
                    yield texts
                    done += 1
        except DamagedIndexError:
            yield from islice(self.stored.parsed().described(), done, None)

    def with_number(self, low: Decimal, high: Decimal) -> Iterator[Indicator]:
        """Yield the indicators that may have such a number; see FactBase."""
        index = self.stored.index
        try:
            ids = [
                listed[number][0]
                for listed, numbers in zip(index.each("indicators:"), index.each("numbers:"), strict=True)
                for number in sorted(set(having(numbers, low, high)))
            ]
        except DamagedIndexError:
            ids = list(self.indicators)
        for id_ in ids:
            yield self.indicators[id_]

    def __reduce__(self) -> tuple[Callable[..., FactBase], tuple[Any, ...]]:
        return _in_memory, (self.packs, dict(self.sources), dict(self.indicators))


def _in_memory(packs: tuple[Pack, ...], sources: Mapping[str, Source], indicators: Mapping[str, Indicator]) -> FactBase:
    return FactBase(packs=packs, sources=sources, indicators=indicators)
