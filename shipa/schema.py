"""Parsed TOML to the fact model: the keys that a pack may have, and every problem with what stands in them.

The key tables say which keys there are; ``schema.json`` in the shipped pack says the same to editors, and a test keeps
the two in step. Nothing here stops at a problem: what cannot be read is noted and left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from shipa.errors import UnreadablePeriodError, UnreadableQuantityError
from shipa.fit import misfit
from shipa.model import Indicator, Location, Observation, Pack, Place, ReportedChange, Source, Target, Timing
from shipa.period import Period, parse_period
from shipa.problems import Problems
from shipa.quantity import Quantity, read
from shipa.reported_change import read_change
from shipa.tables import ID, Key, Sort, described, fields, named_tables, texts

MOST_FIGURE_CHARACTERS = 200

_TEXT = Key()
_NEEDED = Key(required=True)
_TEXTS = Key(Sort.TEXTS)
_REASONS = Key(Sort.TABLE)

PLACE = {"name": _TEXT, "name_zh": _TEXT, "aliases": _TEXTS, "aliases_zh": _TEXTS}
PACK = {
    "id": ID,
    "title": _NEEDED,
    "title_zh": _TEXT,
    "description": _TEXT,
    "version": _TEXT,
    "place": Key(Sort.TABLE),
    "other_places": _TEXTS,
}
SOURCE = {
    "title": _NEEDED,
    "title_zh": _TEXT,
    "publisher": _NEEDED,
    "publisher_zh": _TEXT,
    "author": _TEXT,
    "published": Key(form="[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", example="2025-04-22"),
    "kind": _NEEDED,
    "url": Key(form=r"https?://[^\s/?#]+\S*", example="https://example.org/report"),
    "accessed": Key(form="[0-9]{4}-[0-9]{2}-[0-9]{2}", example="2025-04-22"),
    "language": Key(form="[a-z]{2,3}(-[A-Za-z0-9]+)*", example="en"),
    "sha256": Key(form="[0-9a-fA-F]{64}", example="(64 hexadecimal digits)"),
    "note": _TEXT,
}
TOPIC = {"topic": _NEEDED, "topic_zh": _TEXT}
INDICATOR = {
    "title": _NEEDED,
    "title_zh": _TEXT,
    "unit": _NEEDED,
    "unit_zh": _TEXT,
    "timing": Key(required=True, choices=tuple(str(timing) for timing in Timing)),
    "definition": _TEXT,
    "aliases": _TEXTS,
    "aliases_zh": _TEXTS,
    "part_of": _TEXT,
    "cumulative": Key(Sort.FLAG),
    "place": _TEXT,
    "note": _TEXT,
    "accept": _REASONS,
    "observations": Key(Sort.TABLES),
    "targets": Key(Sort.TABLES),
}
OBSERVATION = {
    "period": _NEEDED,
    "reported": _TEXT,
    "change": _TEXT,
    "source": _NEEDED,
    "locator": _TEXT,
    "near": _TEXT,
    "change_near": _TEXT,
    "dated": Key(choices=("by publication", "inferred")),
    "note": _TEXT,
    "break": _TEXT,
    "accept": _REASONS,
}
TARGET = {
    "period": _NEEDED,
    "reported": _NEEDED,
    "source": _NEEDED,
    "locator": _TEXT,
    "near": _TEXT,
    "note": _TEXT,
}
# What a later pack may give to an indicator that an earlier one defines.
ADDITIONS = frozenset({"aliases", "aliases_zh", "accept", "observations", "targets"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A TOML file of a pack: the path that people know it by, and its parsed tables."""

    file: str
    tables: dict[str, Any]


def read_pack(document: Document, root: str, problems: Problems) -> Pack:
    """Return what ``pack.toml`` says of the pack in the folder ``root``."""
    at = Location(file=document.file)
    known = fields(document.tables, PACK, at, problems)
    place = fields(known.pop("place", {}), PLACE, at.inside("place"), problems)
    return Pack(**{"id": "", "title": ""} | known, place=Place(**place), root=root)


def read_sources(document: Document, pack: str, problems: Problems) -> Iterator[Source]:
    """Yield the sources of ``sources.toml``, for the pack with the id ``pack``."""
    for id_, at, table in named_tables(document.tables, Location(file=document.file), problems):
        known = fields(table, SOURCE, at, problems)
        for key in ("published", "accessed"):
            if key in known:
                _period(known[key], at.inside(key), problems)
        yield Source(id=id_, **{"title": "", "publisher": "", "kind": ""} | known, pack=pack, at=at)


def read_topic(
    document: Document, pack: str, earlier: Mapping[str, Indicator], problems: Problems
) -> Iterator[Indicator]:
    """Yield the indicators of a topic file, their observations and targets in the order of the file.

    Of an indicator that ``earlier`` has comes what is added to it alone: aliases, accepted findings and entries.
    """
    at = Location(file=document.file)
    tables = dict(document.tables)
    topic = fields({key: tables.pop(key) for key in TOPIC if key in tables}, TOPIC, at, problems)
    for id_, place, table in named_tables(tables, at, problems):
        defined = earlier.get(id_)
        known = fields(table, INDICATOR, place, problems, complete=defined is None)
        if defined:
            _refuse_redefinition(known, defined, place, problems)
        else:
            timing = Timing(known.get("timing", Timing.DURING))
            plain = {key: value for key, value in known.items() if key not in ADDITIONS} | {"timing": timing}
            defined = Indicator(id=id_, **{"title": "", "unit": "", "topic": ""} | topic | plain, at=place)
        additions = _Additions(known, defined, pack, place, problems)
        yield replace(
            defined,
            aliases=known.get("aliases", ()),
            aliases_zh=known.get("aliases_zh", ()),
            accept=texts(known.get("accept", {}), place.inside("accept"), problems),
            observations=additions.observations(),
            targets=additions.targets(),
            pack=pack,
            at=place,
        )


def _refuse_redefinition(known: dict[str, Any], defined: Indicator, at: Location, problems: Problems) -> None:
    for key, value in known.items():
        if key not in ADDITIONS and value != getattr(defined, key):
            problems.add(
                at.inside(key),
                f"{described(value)} differs from the pack before, {described(getattr(defined, key))}; leave the key "
                "out, or choose another id",
                other=defined.at.inside(key),
            )


@dataclass(frozen=True, slots=True)
class _Additions:
    """The entries of one table of a topic file, read for an indicator whose unit and timing are known."""

    known: dict[str, Any]
    indicator: Indicator
    pack: str
    at: Location
    problems: Problems

    def observations(self) -> tuple[Observation, ...]:
        """Return the observations that can be read."""
        place = self.at.inside("observations")
        pairs = self.known.get("observations", ())
        read_ones = (self._observation(table, place.item(number)) for number, table in pairs)
        return tuple(one for one in read_ones if one)

    def targets(self) -> tuple[Target, ...]:
        """Return the targets that can be read."""
        place = self.at.inside("targets")
        read_ones = (self._target(table, place.item(number)) for number, table in self.known.get("targets", ()))
        return tuple(one for one in read_ones if one)

    def _observation(self, table: dict[str, Any], at: Location) -> Observation | None:
        known = fields(table, OBSERVATION, at, self.problems)
        period = self._period(known, at)
        quantity = self._figure(known, at)
        change = self._change(known, at)
        accept = texts(known.pop("accept", {}), at.inside("accept"), self.problems)
        if "reported" not in table and "change" not in table:
            self.problems.add(at, "has neither reported nor change; write the figure as the document prints it")
        if period is None or "source" not in known:
            return None
        return Observation(
            reported_change=known.pop("change", ""),
            breaks=known.pop("break", ""),
            **known | {"period": period},
            quantity=quantity,
            change=change,
            accept=accept,
            pack=self.pack,
            at=at,
        )

    def _target(self, table: dict[str, Any], at: Location) -> Target | None:
        known = fields(table, TARGET, at, self.problems)
        period = self._period(known, at)
        quantity = self._figure(known, at)
        if period is None or quantity is None or "source" not in known:
            return None
        return Target(**known | {"period": period}, quantity=quantity, pack=self.pack, at=at)

    def _period(self, known: dict[str, Any], at: Location) -> Period | None:
        if "period" not in known:
            return None
        period = _period(known["period"], at.inside("period"), self.problems)
        timing = self.indicator.timing
        if period and "/" in period.text and timing is not Timing.DURING:
            last = period.text.partition("/")[2]
            wanted = "the period at whose end it holds" if timing is Timing.END else "the one date"
            self.problems.add(
                at.inside("period"),
                f"'{period}' is a span, and the timing of {self.indicator.id} is '{timing}'; write {wanted}, '{last}'",
            )
        return period

    def _figure(self, known: dict[str, Any], at: Location) -> Quantity | None:
        text = known.get("reported")
        if text is None or self._is_too_long(text, at.inside("reported")):
            return None
        try:
            figure = read(text)
        except UnreadableQuantityError as error:
            self.problems.add(at.inside("reported"), f"{error}; write the one figure as the document prints it")
            return None
        if wrong := misfit(figure, self.indicator.unit):
            self.problems.add(at.inside("reported"), wrong)
        return figure

    def _change(self, known: dict[str, Any], at: Location) -> ReportedChange | None:
        text = known.get("change")
        if text is None or self._is_too_long(text, at.inside("change")):
            return None
        try:
            change = read_change(text)
        except UnreadableQuantityError as error:
            self.problems.add(at.inside("change"), f"{error}; write it like 'up by 10.3 percent'")
            return None
        if wrong := misfit(change.quantity, self.indicator.unit, of_change=True):
            self.problems.add(at.inside("change"), wrong)
        return change

    def _is_too_long(self, text: str, at: Location) -> bool:
        if len(text) <= MOST_FIGURE_CHARACTERS:
            return False
        self.problems.add(
            at, f"has {len(text)} characters; write the figure with its hedge, at most {MOST_FIGURE_CHARACTERS}"
        )
        return True


def _period(text: str, at: Location, problems: Problems) -> Period | None:
    try:
        return parse_period(text)
    except UnreadablePeriodError as error:
        problems.add(at, str(error))
        return None
