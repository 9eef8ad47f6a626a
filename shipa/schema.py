"""Parsed TOML to the fact model: the keys that a pack may have, and every problem with what stands in them.

The key tables say which keys there are; ``schema.json`` in the shipped pack says the same to editors, and a test keeps
the two in step. Nothing here stops at a problem: what cannot be read is noted and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from shipa.errors import UnreadablePeriodError, UnreadableQuantityError
from shipa.fit import misfit
from shipa.model import Better, Indicator, Location, Observation, Pack, Place, Source, Target, Timing
from shipa.period import Period, parse_period
from shipa.problems import Problems
from shipa.quantity import Bound
from shipa.reported import Subject
from shipa.reported_change import read_change
from shipa.tables import ID, Key, Sort, Table, checked, described, named_tables

_T = TypeVar("_T")

_TEXT = Key()
_NEEDED = Key(required=True)
_TEXTS = Key(Sort.TEXTS)
_REASONS = Key(Sort.TABLE)
_PERIOD = Key(required=True, example="2024", most=21)
_FIGURE = Key(most=200)  # a figure and the few words that it needs, not a sentence

PLACE = {"name": _TEXT, "name_zh": _TEXT, "aliases": _TEXTS, "aliases_zh": _TEXTS}
PACK = {
    "id": replace(ID, example="my-facts"),
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
    "author_family": _TEXT,
    "published": Key(form="[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", example="2025-04-22"),
    "kind": _NEEDED,
    "url": Key(form=r"https?://[^\s/?#]\S*", example="https://example.org/report"),
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
    "period": _PERIOD,
    "reported": _FIGURE,
    "change": _FIGURE,
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
    "period": _PERIOD,
    "reported": replace(_FIGURE, required=True),
    "source": _NEEDED,
    "locator": _TEXT,
    "near": _TEXT,
    "better": Key(choices=tuple(str(side) for side in Better)),
    "note": _TEXT,
}
_BETTER = {Bound.OVER: Better.HIGHER, Bound.UNDER: Better.LOWER}
# What a later pack may give to an indicator that an earlier one defines.
ADDITIONS = frozenset({"aliases", "aliases_zh", "accept", "observations", "targets"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A TOML file of a pack: the path that people know it by, and its tables, None where it could not be parsed."""

    file: str
    name: str
    tables: Mapping[str, Any] | None


def read_pack(document: Document, root: str, problems: Problems) -> Pack:
    """Return what ``pack.toml`` says of the pack in the folder ``root``."""
    table = checked(document.tables or {}, PACK, Location(file=document.file), problems)
    place = Place(**table.table("place", PLACE).values)
    return Pack(**{"id": "", "title": ""} | table.values | {"place": place}, root=root)


def read_sources(document: Document, pack: str, problems: Problems) -> Iterator[Source]:
    """Yield the sources of ``sources.toml``, for the pack with the id ``pack``."""
    root = Location(file=document.file)
    for id_, raw in named_tables(document.tables or {}, {}, root, problems):
        table = checked(raw, SOURCE, root.inside(id_), problems)
        for key in ("published", "accessed"):
            _read(table, key, parse_period)
        yield Source(id=id_, **{"title": "", "publisher": "", "kind": ""} | table.values, pack=pack, at=table.at)


def read_topic(
    document: Document, pack: str, earlier: Mapping[str, Indicator], problems: Problems
) -> Iterator[Indicator]:
    """Yield the indicators of a topic file, their observations and targets by period.

    Of an indicator that ``earlier`` has comes what is added to it alone: aliases, accepted findings and entries.
    """
    root = Location(file=document.file)
    tables = document.tables or {}
    topic = checked({key: tables[key] for key in TOPIC if key in tables}, TOPIC, root, problems).values
    for id_, raw in named_tables(tables, TOPIC, root, problems):
        defined = earlier.get(id_)
        table = checked(raw, INDICATOR, root.inside(id_), problems, complete=not defined)
        if defined:
            _refuse_redefinition(table, defined)
            added = _additions(table, Subject.of(defined), defined.timing, pack)
            yield replace(defined, **added, pack=pack, at=table.at)
        else:
            timing = Timing(table.get("timing", Timing.DURING))
            own = {key: value for key, value in table.values.items() if key not in ADDITIONS}
            own |= _additions(table, _subject(table), timing, pack) | {"timing": timing}
            yield Indicator(id=id_, **{"title": "", "unit": "", "topic": ""} | topic | own, pack=pack, at=table.at)


def _refuse_redefinition(table: Table, defined: Indicator) -> None:
    for key, value in table.values.items():
        if key not in ADDITIONS and value != (before := getattr(defined, key)):
            what = f"{described(value)} is not what the pack before has" + (f", {described(before)}" if before else "")
            table.wrong(key, f"{what}; leave it out or choose another id", other=defined.at.inside(key))


def _subject(table: Table) -> Subject:
    """Return what the figures of a new indicator are of."""
    return Subject(
        unit=table.get("unit"),
        unit_zh=table.get("unit_zh"),
        titles=(table.get("title"), table.get("title_zh")),
        aliases=(*table.get("aliases", ()), *table.get("aliases_zh", ())),
    )


def _additions(table: Table, subject: Subject, timing: Timing, pack: str) -> dict[str, Any]:
    """Return the aliases, accepted findings and entries of an indicator."""
    observations = [_observation(entry, subject, timing, pack) for entry in table.tables("observations", OBSERVATION)]
    targets = [_target(entry, subject, timing, pack) for entry in table.tables("targets", TARGET)]
    return {
        "aliases": table.get("aliases", ()),
        "aliases_zh": table.get("aliases_zh", ()),
        "accept": table.texts("accept"),
        "observations": tuple(sorted((one for one in observations if one), key=lambda one: one.period)),
        "targets": tuple(sorted((one for one in targets if one), key=lambda one: one.period)),
    }


def _observation(table: Table, subject: Subject, timing: Timing, pack: str) -> Observation | None:
    period = _timed_period(table, timing)
    quantity = _read(table, "reported", subject.read, "write the one figure as the document prints it")
    change = _read(
        table,
        "change",
        lambda text: read_change(text, subject, period.year if period else None),
        "write it like 'up by 10.3 percent'",
    )
    if quantity and (wrong := misfit(quantity, subject.unit) or subject.misfit(table.get("reported"), quantity)):
        table.wrong("reported", wrong)
    if change and (wrong := misfit(change.quantity, subject.unit, of_change=True)):
        table.wrong("change", wrong)
    if not {"reported", "change"} & table.raw.keys():
        table.problems.add(table.at, "has neither reported nor change; write the figure as the document prints it")
    if period is None or not table.get("source"):
        return None
    values, get = table.values, table.values.get
    return Observation(
        period=period,
        source=values["source"],
        quantity=quantity,
        change=change,
        reported=get("reported", ""),
        reported_change=get("change", ""),
        locator=get("locator", ""),
        near=get("near", ""),
        change_near=get("change_near", ""),
        dated=get("dated", ""),
        note=get("note", ""),
        breaks=get("break", ""),
        accept=table.texts("accept"),
        pack=pack,
        at=table.at,
    )


def _target(table: Table, subject: Subject, timing: Timing, pack: str) -> Target | None:
    period = _timed_period(table, timing)
    quantity = _read(table, "reported", subject.read, "write the one figure as the document prints it")
    if quantity and (wrong := misfit(quantity, subject.unit) or subject.misfit(table.get("reported"), quantity)):
        table.wrong("reported", wrong)
    better, bound = table.get("better"), quantity and not quantity.near and _BETTER.get(quantity.bound)
    if better and bound and better != bound:
        table.wrong("better", f"{described(better)} is at odds with {described(table.get('reported'))}; leave it out")
    if period is None or quantity is None or not table.get("source"):
        return None
    return Target(**table.values | {"period": period}, quantity=quantity, pack=pack, at=table.at)


def _timed_period(table: Table, timing: Timing) -> Period | None:
    period = _read(table, "period", parse_period)
    if period and "/" in period.text and timing is not Timing.DURING:
        wanted = "the period at whose end it holds" if timing is Timing.END else "the one date"
        last = period.text.partition("/")[2]
        table.wrong("period", f"'{period}' is a span, and the timing is '{timing}'; write {wanted}, '{last}'")
    return period


def _read(table: Table, key: str, reader: Callable[[str], _T], advice: str = "") -> _T | None:
    """Return what ``reader`` makes of the text of a key, None where there is none or it cannot be read."""
    text = table.get(key)
    if text:
        try:
            return reader(text)
        except (UnreadablePeriodError, UnreadableQuantityError) as error:
            table.wrong(key, f"{error}; {advice}" if advice else str(error))
    return None
