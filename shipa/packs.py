"""Packs in layers to one fact base: what later packs add to earlier ones, and what the facts must keep as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from shipa.model import FactBase, Indicator, Location, Observation, Pack, Source, Target, folded
from shipa.problems import Problems, quoted, suggestion
from shipa.schema import Document, read_pack, read_sources, read_topic


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDocuments:
    """The readable files of one pack. Where one of them could not be parsed, ``whole`` is false."""

    root: str
    pack: Document | None
    sources: Document | None
    topics: tuple[Document, ...]
    whole: bool


def fact_base(packs: Iterable[PackDocuments], problems: Problems) -> FactBase:
    """Return the facts of all the packs, each a layer on those before it."""
    layers = _Layers(problems)
    for documents in packs:
        layers.add(documents)
    return layers.fact_base()


class _Layers:
    """A fact base that is being put together, pack by pack."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.packs: dict[str, tuple[Pack, Location]] = {}
        self.sources: dict[str, Source] = {}
        self.indicators: dict[str, Indicator] = {}
        # Every name in use: the indicator that has it, and the table, key and item (0 for none) where it stands.
        self.names: dict[str, tuple[str, Location, str, int]] = {}
        self.is_whole = True

    def add(self, documents: PackDocuments) -> None:
        self.is_whole &= documents.whole
        pack = self._pack(documents)
        if documents.sources:
            for source in read_sources(documents.sources, pack, self.problems):
                self._add_source(source)
        earlier = dict(self.indicators)
        for topic in documents.topics:
            for indicator in read_topic(topic, pack, earlier, self.problems):
                self._add_indicator(indicator, is_new=indicator.id not in earlier)

    def fact_base(self) -> FactBase:
        for indicator in self.indicators.values():
            self._check_entries(indicator.observations)
            self._check_entries(indicator.targets)
        self._check_parents()
        return FactBase(
            packs=tuple(pack for pack, _ in self.packs.values()),
            sources=self.sources,
            indicators={id_: _sorted(indicator) for id_, indicator in self.indicators.items()},
        )

    def _pack(self, documents: PackDocuments) -> str:
        if not documents.pack:
            return ""
        pack = read_pack(documents.pack, documents.root, self.problems)
        at = Location(file=documents.pack.file, key="id")
        if pack.id in self.packs:
            text = f"the id {quoted(pack.id)} is that of another pack; choose an id of its own"
            self.problems.add(at, text, other=self.packs[pack.id][1])
        elif pack.id:
            self.packs[pack.id] = (pack, at)
        return pack.id

    def _add_source(self, source: Source) -> None:
        known = self.sources.setdefault(source.id, source)
        for field in fields(Source):
            if field.name in {"pack", "at"}:
                continue
            if (new := getattr(source, field.name)) != getattr(known, field.name):
                self.problems.add(
                    source.at.inside(field.name) if new else source.at,
                    f"source '{source.id}' differs in its {field.name} from the one that an earlier pack has; "
                    "write the same, or choose another id",
                    other=known.at.inside(field.name),
                )

    def _add_indicator(self, indicator: Indicator, *, is_new: bool) -> None:
        known = self.indicators.get(indicator.id)
        if is_new and known:
            text = f"indicator '{indicator.id}' is defined in this pack already; write its entries there"
            self.problems.add(indicator.at, text, other=known.at)
            return
        self._claim_names(indicator, is_new=is_new)
        self.indicators[indicator.id] = _merged(known, indicator) if known else indicator

    def _claim_names(self, indicator: Indicator, *, is_new: bool) -> None:
        id_, at = indicator.id, indicator.at
        single = (("", id_), ("title", indicator.title), ("title_zh", indicator.title_zh)) if is_new else ()
        names = [(key, 0, name) for key, name in single if name]
        names += [("aliases", number, name) for number, name in enumerate(indicator.aliases, start=1)]
        names += [("aliases_zh", number, name) for number, name in enumerate(indicator.aliases_zh, start=1)]
        for key, number, name in names:
            owner = self.names.setdefault(folded(name), (id_, at, key, number))
            if owner[0] != id_:
                self.problems.add(
                    _place(at, key, number),
                    f"{quoted(name)} names '{owner[0]}' already; let a name belong to one indicator",
                    other=_place(*owner[1:]),
                )

    def _check_entries(self, entries: Iterable[Observation | Target]) -> None:
        seen: dict[tuple[str, str, str, str], Location] = {}
        for entry in entries:
            if entry.source not in self.sources and self.is_whole:
                known = f"give it a table [{entry.source}] in sources.toml"
                self.problems.add(
                    entry.at.inside("source"),
                    f"there is no source {quoted(entry.source)}; {suggestion(entry.source, self.sources, known)}",
                )
            change = entry.reported_change if isinstance(entry, Observation) and not entry.reported else ""
            first = seen.setdefault((entry.period.text, entry.source, entry.reported, change), entry.at)
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
                at, f"makes '{parent.id}' a part of itself; leave out one part_of of the circle", other=other
            )
        elif not parent and self.is_whole:
            advice = "write the id of the indicator that it is a part of"
            near = suggestion(indicator.part_of, self.indicators, advice)
            self.problems.add(at, f"there is no indicator {quoted(indicator.part_of)}; {near}")
        return parent


def _merged(known: Indicator, added: Indicator) -> Indicator:
    return replace(
        known,
        aliases=tuple(dict.fromkeys(known.aliases + added.aliases)),
        aliases_zh=tuple(dict.fromkeys(known.aliases_zh + added.aliases_zh)),
        accept={**known.accept, **added.accept},
        observations=known.observations + added.observations,
        targets=known.targets + added.targets,
    )


def _sorted(indicator: Indicator) -> Indicator:
    return replace(
        indicator,
        observations=tuple(sorted(indicator.observations, key=lambda entry: entry.period)),
        targets=tuple(sorted(indicator.targets, key=lambda entry: entry.period)),
    )


def _place(at: Location, key: str, number: int) -> Location:
    place = at.inside(key) if key else at
    return place.item(number) if number else place
