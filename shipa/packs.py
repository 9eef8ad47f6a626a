"""Packs in layers to one fact base: what later packs add to earlier ones, and what the facts must keep as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from shipa.errors import quoted
from shipa.model import FactBase, Indicator, Location, Observation, Pack, Source, Target
from shipa.names import folded
from shipa.problems import Problems, suggestion
from shipa.schema import SOURCE, Document, read_pack, read_sources, read_topic

PACK_FILE = "pack.toml"
SOURCES_FILE = "sources.toml"

_EntryT = TypeVar("_EntryT", Observation, Target)


def fact_base(packs: Iterable[tuple[str, Iterable[Document]]], problems: Problems) -> FactBase:
    """Return the facts of all the packs, each a layer on those before it.

    A pack is its folder, for people to read, and its files: ``pack.toml``, the sources, and then the topics.
    """
    layers = Layers(problems)
    for root, documents in packs:
        layers.add(root, documents)
    return layers.fact_base()


class Layers:
    """A fact base that is being put together, pack by pack."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.packs: dict[str, tuple[Pack, Location]] = {}
        self.sources: dict[str, Source] = {}
        self.indicators: dict[str, Indicator] = {}
        # Every name in use: the indicator that has it, and the table, key and item (0 for none) where it stands.
        self.names: dict[str, tuple[str, Location, str, int]] = {}
        self.is_whole = True  # what a broken file holds may be what another one misses

    def add(self, root: str, documents: Iterable[Document]) -> None:
        """Put a pack on top of those before it."""
        pack = ""
        earlier = dict(self.indicators)
        for document in documents:
            if document.tables is None:
                self.is_whole = False
            elif document.name == PACK_FILE:
                pack = self.add_pack(document, root)
            elif document.name == SOURCES_FILE:
                for source in read_sources(document, pack, self.problems):
                    self.add_source(source)
            else:
                for indicator in read_topic(document, pack, earlier, self.problems):
                    self._add_indicator(indicator, is_new=indicator.id not in earlier)

    def fact_base(self) -> FactBase:
        """Return the facts, once what they must keep as a whole has been looked at."""
        for indicator in self.indicators.values():
            self._check_entries(indicator.observations)
            self._check_entries(indicator.targets)
        self._check_parents()
        for id_ in self.sources.keys() & self.indicators.keys():
            text = "is the id of an indicator as well; choose another for one of them"
            self.problems.add(self.sources[id_].at, text, other=self.indicators[id_].at)
        return FactBase(
            packs=tuple(pack for pack, _ in self.packs.values()),
            sources=self.sources,
            indicators=self.indicators,
        )

    def add_pack(self, document: Document, root: str) -> str:
        """Take what a pack says of itself, and return its id."""
        pack = read_pack(document, root, self.problems)
        at = Location(file=document.file, key="id")
        if pack.id in self.packs:
            text = f"{quoted(pack.id)} is the id of another pack; choose one of its own"
            self.problems.add(at, text, other=self.packs[pack.id][1])
        elif pack.id:
            self.packs[pack.id] = (pack, at)
        return pack.id

    def add_source(self, source: Source) -> None:
        """Take a source, which may be that of a pack before."""
        known = self.sources.setdefault(source.id, source)
        for key in SOURCE:
            if (value := getattr(source, key)) and value != getattr(known, key):
                text = f"{quoted(value)} is not what the pack before has; leave it out or choose another id"
                self.problems.add(source.at.inside(key), text, other=known.at.inside(key))

    def _add_indicator(self, indicator: Indicator, *, is_new: bool) -> None:
        known = self.indicators.get(indicator.id)
        if is_new and known:
            text = "is defined in another file of this pack already; write all its entries in one place"
            self.problems.add(indicator.at, text, other=known.at)
            return
        self._claim_names(indicator, is_new=is_new)
        self.indicators[indicator.id] = merged(known, indicator) if known else indicator

    def _claim_names(self, indicator: Indicator, *, is_new: bool) -> None:
        id_, at = indicator.id, indicator.at
        single = (("", id_), ("title", indicator.title), ("title_zh", indicator.title_zh)) if is_new else ()
        names = [(key, 0, name) for key, name in single if name]
        names += [("aliases", number, name) for number, name in enumerate(indicator.aliases, start=1) if name]
        names += [("aliases_zh", number, name) for number, name in enumerate(indicator.aliases_zh, start=1) if name]
        for key, number, name in names:
            owner = self.names.setdefault(folded(name), (id_, at, key, number))
            if owner[0] != id_:
                self.problems.add(
                    _place(at, key, number),
                    f"{quoted(name)} is a name of {quoted(owner[0])} already; let it name one indicator",
                    other=_place(*owner[1:]),
                )

    def _check_entries(self, entries: Iterable[Observation | Target]) -> None:
        seen: dict[tuple[str, str, str, str], Location] = {}
        for entry in entries:
            if entry.source not in self.sources and self.is_whole:
                near = suggestion(entry.source, self.sources, f"describe it in {SOURCES_FILE}")
                self.problems.add(entry.at.inside("source"), f"there is no source {quoted(entry.source)}; {near}")
            first = seen.setdefault(identity(entry), entry.at)
            if first is not entry.at:
                what = "figure, period and source" if entry.reported else "change, period and source"
                self.problems.add(entry.at, f"repeats the {what} of an entry before; leave one out", other=first)

    def _check_parents(self) -> None:
        settled: set[str] = set()
        for indicator in self.indicators.values():
            path: dict[str, Indicator] = {}
            one: Indicator | None = indicator
            while one and one.part_of and one.id not in settled:
                settled.add(one.id)
                path[one.id] = one
                one = self._parent(one, path)

    def _parent(self, indicator: Indicator, path: Mapping[str, Indicator]) -> Indicator | None:
        """Return what the indicator is a part of, None with a problem where that is unknown or below it."""
        at = indicator.at.inside("part_of")
        parent = self.indicators.get(indicator.part_of)
        if parent and parent.id in path:
            other = parent.at if parent is not indicator else None
            self.problems.add(
                at, f"makes {quoted(parent.id)} a part of itself; leave out one part_of of the circle", other=other
            )
        elif not parent and self.is_whole:
            advice = "write the id of the indicator that it is a part of"
            near = suggestion(indicator.part_of, self.indicators, advice)
            self.problems.add(at, f"there is no indicator {quoted(indicator.part_of)}; {near}")
        return parent


def merged(known: Indicator, added: Indicator) -> Indicator:
    """Return an indicator with what a later pack adds to it."""
    return replace(
        known,
        aliases=tuple(dict.fromkeys(known.aliases + added.aliases)),
        aliases_zh=tuple(dict.fromkeys(known.aliases_zh + added.aliases_zh)),
        accept={**known.accept, **added.accept},
        observations=_joined(known.observations, added.observations),
        targets=_joined(known.targets, added.targets),
    )


def _joined(known: tuple[_EntryT, ...], added: tuple[_EntryT, ...]) -> tuple[_EntryT, ...]:
    """Return all entries by period; what a later pack says again is there once: earlier ones grow too."""
    there = {(identity(one), one.pack) for one in known}
    packs = {pack for _, pack in there}
    new = tuple(one for one in added if not any((identity(one), pack) in there for pack in packs - {one.pack}))
    return tuple(sorted(known + new, key=lambda one: one.period))


def identity(entry: Observation | Target) -> tuple[str, str, str, str]:
    """Return what makes an entry the same as another."""
    change = entry.reported_change if isinstance(entry, Observation) and not entry.reported else ""
    return entry.period.text, entry.source, entry.reported, change


def _place(at: Location, key: str, number: int) -> Location:
    place = at.inside(key) if key else at
    return place.item(number) if number else place
