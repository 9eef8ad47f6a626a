"""Facts in the rows of a CSV file: each row checked like any new fact, and every bad one named at its line.

The columns are the keys of an observation or target, and ``indicator``. What ``show --csv`` writes is taken as well:
its computed columns are left out, and its ``reported_change`` is the change that the document states.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from shipa import entry
from shipa.entry import Checked
from shipa.errors import UnknownNameError, quoted
from shipa.model import FactBase, Indicator, Location
from shipa.problems import Problems, suggestion
from shipa.query import indicator_named
from shipa.schema import OBSERVATION, TARGET

_COMPUTED = frozenset({"title", "value", "low", "high", "bound", "unit", "change_from", "change_pct"})
_KNOWN = (OBSERVATION.keys() | TARGET.keys() | {"indicator", "role"}) - {"accept"}
_REQUIRED = ("indicator", "period", "source")
_FORMULA_STARTS = ("'=", "'+", "'-", "'@")  # the apostrophe is one that shipa put there, for the sake of spreadsheets
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A CSV file as text, and what to call it in messages."""

    file: str
    text: str

    def checked(self, base: FactBase, own: str, problems: Problems) -> tuple[Checked, ...]:
        """Return what comes of each row for the pack ``own``, with every problem at its line."""
        return tuple(_Rows(self.file, base, own, problems).checked(self.text))


class _Rows:
    """The rows so far, and what they were checked against."""

    def __init__(self, file: str, base: FactBase, own: str, problems: Problems) -> None:
        self.file, self.base, self.own, self.problems = file, base, own, problems
        self.indicators: dict[str, Indicator | str] = {}  # by the name in the file; a text says why there is none
        self.seen: dict[tuple[str, ...], int] = {}

    def checked(self, text: str) -> Iterator[Checked]:
        delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            columns = [column.strip() for column in next(reader, [])]
            if not self._has_columns(columns):
                return
            line = reader.line_num + 1
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield from self._row(columns, cells, line)
                line = reader.line_num + 1
        except csv.Error as error:
            self._wrong(reader.line_num, f"is not CSV: {error}")

    def _has_columns(self, columns: list[str]) -> bool:
        computed = _COMPUTED | {"reported_change"} if "reported_change" in columns else frozenset()
        before = len(self.problems.found)
        for name in dict.fromkeys(columns):
            if name not in _KNOWN | computed:
                known = f"the columns are {', '.join(sorted(_KNOWN))}"
                self._wrong(1, f"unknown column {quoted(name)}; {suggestion(name, _KNOWN, known)}")
            elif columns.count(name) > 1:
                self._wrong(1, f"the column {quoted(name)} is there twice; leave one out")
        missing = [name for name in _REQUIRED if name not in columns]
        missing += ["reported or change"] if not {"reported", "change", "reported_change"} & {*columns} else []
        if missing:
            self._wrong(1, f"the first line has to name the columns, and {', '.join(missing)} is missing")
        return len(self.problems.found) == before

    def _row(self, columns: list[str], cells: list[str], line: int) -> Iterator[Checked]:
        if len(cells) > len(columns):
            self._wrong(line, f"has {len(cells)} cells for {len(columns)} columns; put texts with commas in quotes")
            return
        values = _values(dict(zip(columns, cells, strict=False)))
        role, name = values.pop("role", "observed"), values.pop("indicator", "")
        indicator = self._indicator(name)
        make = _MAKERS.get(role)
        if make is None:
            self._wrong(line, f"the role {quoted(role)} cannot be added; write observed or target")
        elif isinstance(indicator, str):
            self._wrong(line, indicator)
        elif (first := self._first(indicator.id, role, values, line)) != line:
            what = f"{quoted(indicator.id)} for {values.get('period')} from {quoted(values.get('source', ''))}"
            self._wrong(line, f"{what} stands in line {first} already; leave one out")
        else:
            scratch = Problems()
            checked = make(self.base, self.own, indicator, values, scratch)
            for problem in scratch.found:
                self._wrong(line, entry.keyed(problem), other=problem.other)
            yield checked

    def _first(self, id_: str, role: str, values: Mapping[str, str], line: int) -> int:
        """Return the line on which the same indicator, period, source and role stand first."""
        key = (id_, role, values.get("period", ""), values.get("source", ""), str("reported" in values))
        return self.seen.setdefault(key, line)

    def _indicator(self, name: str) -> Indicator | str:
        if name not in self.indicators:
            try:
                self.indicators[name] = indicator_named(self.base, name) if name else "has no indicator; name one"
            except UnknownNameError as error:
                self.indicators[name] = str(error)
        return self.indicators[name]

    def _wrong(self, line: int, text: str, *, other: Location | None = None) -> None:
        self.problems.add(Location(file=self.file), text, line=line, other=other)


_MAKERS: Mapping[str, Callable[[FactBase, str, Indicator, Mapping[str, entry.Value], Problems], Checked]] = {
    "observed": entry.observation,
    "target": entry.target,
}


def _values(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells that have something in them, by the keys that they stand for."""
    values = {name: text.strip() for name, text in cells.items() if text.strip()}
    if "reported_change" in cells:
        values = {name: text for name, text in values.items() if name not in {*_COMPUTED, "change"}}
        if claim := values.pop("reported_change", ""):
            values["change"] = claim
    return {name: text[1:] if text.startswith(_FORMULA_STARTS) else text for name, text in values.items()}
