"""A new fact as the block of TOML that says it: checked like any fact, and written so that it reads back the same.

A block is only ever appended, so that everything that a person wrote stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shipa.errors import MOST_QUOTED, quoted
from shipa.model import FactBase, Indicator, Location, Observation, Source, Target
from shipa.packs import SOURCES_FILE
from shipa.problems import Problem, Problems, suggestion
from shipa.schema import INDICATOR, OBSERVATION, SOURCE, TARGET, TOPIC, Document, read_sources, read_topic
from shipa.tables import Key

OBSERVATIONS = "observations"
TARGETS = "targets"
_KEYS = (SOURCE | TOPIC | INDICATOR | OBSERVATION | TARGET).keys() - {OBSERVATIONS, TARGETS}

Value = str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A block to append: the table, or the array in it, that it goes to, and its keys in the order of the schema.

    ``file`` is the name of the file, and ``heading`` what has to stand at its top should it be new.
    """

    file: str
    heading: Mapping[str, str]
    table: str
    array: str = ""
    values: Mapping[str, Value]

    def block(self) -> str:
        """Return the text of the entry, ended by a line break."""
        header = f"[[{self.table}.{self.array}]]" if self.array else f"[{self.table}]"
        return f"{header}\n{lines(self.values)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of a wish to add something: an entry, or the place where the very same stands already."""

    entry: Entry | None = None
    known: Location | None = None


def observation(
    base: FactBase, own: str, indicator: Indicator, given: Mapping[str, Value], problems: Problems
) -> Checked:
    """Return the entry for a new observation in the pack ``own``, its problems at the key that has them."""
    return _item(base, own, indicator, OBSERVATIONS, _ordered(given, OBSERVATION), problems)


def target(base: FactBase, own: str, indicator: Indicator, given: Mapping[str, Value], problems: Problems) -> Checked:
    """Return the entry for a new target in the pack ``own``."""
    return _item(base, own, indicator, TARGETS, _ordered(given, TARGET), problems)


def source(base: FactBase, id_: str, given: Mapping[str, Value], problems: Problems) -> Checked:
    """Return the entry for a new source."""
    values = _ordered(given, SOURCE)
    found = list(read_sources(Document(file="", name=SOURCES_FILE, tables={id_: _plain(values)}), "", problems))
    if id_ in base.indicators:
        problems.add(Location(file=""), f"{quoted(id_)} is the id of an indicator; choose another")
    known = base.sources.get(id_)
    if known and not problems.found:
        return _known_or_other(known, found, SOURCE, f"source {quoted(id_)}", problems)
    return Checked(entry=Entry(file=SOURCES_FILE, heading={}, table=id_, values=values))


def indicator(
    base: FactBase, own: str, id_: str, topic: Mapping[str, str], given: Mapping[str, Value], problems: Problems
) -> Checked:
    """Return the entry for a new indicator, in the file of its topic in the pack ``own``."""
    values = _ordered(given, INDICATOR)
    document = Document(file="", name="", tables={**topic, id_: _plain(values)})
    found = list(read_topic(document, "", {}, problems))
    if id_ in base.sources:
        problems.add(Location(file=""), f"{quoted(id_)} is the id of a source; choose another")
    known = base.indicators.get(id_)
    if known and not problems.found:
        return _known_or_other(known, found, INDICATOR, f"indicator {quoted(id_)}", problems)
    return Checked(entry=Entry(file=_topic_file(base, own, topic, id_), heading=topic, table=id_, values=values))


def keyed(problem: Problem) -> str:
    """Return what is wrong with something new, led by the key that has it: nobody has seen its place yet."""
    key = problem.at.key.rpartition(".")[2].partition("[")[0]
    return f"{key}: {problem.text}" if key in _KEYS else problem.text


def text_with(text: str, entries: Sequence[Entry], *, is_new: bool) -> str:
    """Return a file's text with the blocks of ``entries`` at its end; its own line ends are kept."""
    if is_new and entries[0].heading:
        text += lines(entries[0].heading)
    line_end = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith("\n"):
        text += line_end
    blocks = "\n".join(entry.block() for entry in entries)
    return text + (("\n" if text else "") + blocks).replace("\n", line_end)


def tables_with(tables: Mapping[str, Any], entries: Sequence[Entry]) -> dict[str, Any]:
    """Return what the tables of a file have to be once the blocks of ``entries`` stand at its end."""
    result = dict(tables)
    for name in dict.fromkeys(entry.table for entry in entries if entry.array):
        own = result.get(name, {})
        result[name] = {**own, **{array: [*own.get(array, ())] for array in (OBSERVATIONS, TARGETS) if array in own}}
    for entry in entries:
        if entry.array:
            result[entry.table].setdefault(entry.array, []).append(_plain(entry.values))
        else:
            result[entry.table] = _plain(entry.values)
    return result


def _item(
    base: FactBase, own: str, indicator: Indicator, array: str, values: dict[str, Value], problems: Problems
) -> Checked:
    document = Document(file="", name="", tables={"topic": indicator.topic, indicator.id: {array: [_plain(values)]}})
    [read] = read_topic(document, "", {indicator.id: indicator}, problems)
    new: tuple[Observation | Target, ...] = read.observations if array == OBSERVATIONS else read.targets
    source = values.get("source")
    if isinstance(source, str) and source not in base.sources:
        name = source if len(source) <= MOST_QUOTED else "…"
        how = f"add it first: `shipa add source {name} --title … --publisher … --kind …`"
        advice = suggestion(source, base.sources, how)
        problems.add(Location(file="", key="source"), f"there is no source {quoted(source)}; {advice}")
    before: tuple[Observation | Target, ...] = indicator.observations if array == OBSERVATIONS else indicator.targets
    for one in new if not problems.found else ():
        for known in before:
            if (known.period.text, known.source) == (one.period.text, one.source) and _same_sort(known, one):
                keys = OBSERVATION if array == OBSERVATIONS else TARGET
                what = f"{quoted(indicator.id)} for {one.period} from {quoted(one.source)}"
                return _known_or_other(known, [one], keys, what, problems)
    file = _file_of(indicator, own)
    heading = {"topic": indicator.topic} | ({"topic_zh": indicator.topic_zh} if indicator.topic_zh else {})
    return Checked(entry=Entry(file=file, heading=heading, table=indicator.id, array=array, values=values))


def _same_sort(known: Observation | Target, one: Observation | Target) -> bool:
    """Return whether both state a figure, or both only a change."""
    return (known.quantity is None) == (one.quantity is None)


def _known_or_other(
    known: Observation | Target | Source | Indicator,
    found: Iterable[Observation | Target | Source | Indicator],
    keys: Mapping[str, Key],
    what: str,
    problems: Problems,
) -> Checked:
    """Return the place of ``known`` where it says all that the new one says; a problem with what differs else."""
    attributes = {"change": "reported_change", "break": "breaks"} if keys is OBSERVATION else {}
    for one in found:
        for key in keys:
            new, old = (getattr(each, attributes.get(key, key)) for each in (one, known))
            if new and new != old and key not in {OBSERVATIONS, TARGETS}:
                there = f"with {key} {quoted(str(old))}" if old else f"without {key}"
                text = f"{what} is there already, {there}; change that with `shipa edit`, or leave it"
                problems.add(Location(file="", key=key), text, other=known.at)
    return Checked(known=known.at)


def _file_of(indicator: Indicator, own: str) -> str:
    """Return the name of the file that has, or should have, the entries that the pack ``own`` has of the indicator."""
    entries: tuple[Observation | Target, ...] = (*indicator.observations, *indicator.targets)
    kept = [entry.at.file for entry in entries if entry.pack == own]
    return _name(indicator.at.file if indicator.pack == own or not kept else kept[-1])


def _topic_file(base: FactBase, own: str, topic: Mapping[str, str], id_: str) -> str:
    name = topic.get("topic", "")
    kept = [one.at.file for one in base.indicators.values() if one.pack == own and one.topic == name]
    if kept:
        return _name(kept[-1])
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in name.lower()).split()
    stem = "-".join(words)[:60].strip("-") or id_
    return f"{stem}-facts.toml" if stem in {"pack", "sources"} else f"{stem}.toml"


def _name(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2]


def _ordered(given: Mapping[str, Value], keys: Mapping[str, Key]) -> dict[str, Value]:
    """Return what was given in the order of the schema, unknown keys last, without what is empty."""
    order = {key: number for number, key in enumerate(keys)}
    return {key: given[key] for key in sorted(given, key=lambda key: order.get(key, len(order))) if given[key]}


def _plain(values: Mapping[str, Value]) -> dict[str, Any]:
    """Return the values as they come out of a TOML file."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


# ── TOML 1.0 ─────────────────────────────────────────────────────────────────────────────────────────────────────────

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t"}


def lines(values: Mapping[str, Value]) -> str:
    """Return keys and values as TOML writes them, one a line."""
    width = max((len(key) for key in values), default=0)
    return "".join(f"{key:{width}} = {_toml(value)}\n" for key, value in values.items())


def _toml(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return '"' + "".join(_ESCAPES.get(letter, letter) for letter in value) + '"'
