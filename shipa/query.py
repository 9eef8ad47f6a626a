"""Names, aliases and words to indicators; years, sources and numbers to the rows that answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from shipa.change import Role, Row, series
from shipa.errors import UnknownNameError
from shipa.model import FactBase, Indicator, Source
from shipa.period import Selection
from shipa.quantity import Bound, Kind, Quantity

_MOST_SUGGESTIONS = 4
_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


def indicator_named(base: FactBase, name: str) -> Indicator:
    """Return the indicator that a person means by an id, an alias, words of its title or the start of its id.

    Raises UnknownNameError, with the nearest names, where there is none or more than one.
    """
    wanted = _folded(name)
    named = [
        indicator
        for indicator in base.indicators.values()
        if wanted in {_folded(known) for known in names_of(indicator)}
    ]
    matches = named or _by_prefix(base, wanted) or search(base, name)
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise UnknownNameError(f"'{name}' may mean {_listed(indicator.id for indicator in matches)}; write one of them")
    raise UnknownNameError(f"no indicator is called '{name}'; {_suggestion(name, nearest(base, name))}")


def source_named(base: FactBase, name: str) -> Source:
    """Return the source with this id or the only one whose id starts so. Raises UnknownNameError."""
    matches = [source for id_, source in base.sources.items() if id_ == name] or [
        source for id_, source in base.sources.items() if id_.startswith(name)
    ]
    if len(matches) == 1:
        return matches[0]
    known = _listed(source.id for source in (matches or base.sources.values()))
    raise UnknownNameError(f"no source is called '{name}'; there {'are' if len(base.sources) > 1 else 'is'} {known}")


def names_of(indicator: Indicator) -> tuple[str, ...]:
    """Return everything that the indicator is called, its id first."""
    names = (indicator.id, indicator.title, indicator.title_zh, *indicator.aliases, *indicator.aliases_zh)
    return tuple(name for name in names if name)


def search(base: FactBase, words: str) -> list[Indicator]:
    """Return the indicators in whose names, topic or definition every one of the words occurs (beginnings count)."""
    wanted = _WORD.findall(words.casefold())
    return [indicator for indicator in base.indicators.values() if wanted and _has_words(indicator, wanted)]


def nearest(base: FactBase, name: str) -> list[str]:
    """Return the ids whose names look most like ``name``, the likeliest first."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a misspelt name needs it

    known = {_folded(one): indicator.id for indicator in base.indicators.values() for one in names_of(indicator)}
    close = get_close_matches(_folded(name), known, n=2 * _MOST_SUGGESTIONS, cutoff=0.6)
    partly = [id_ for one, id_ in known.items() if _folded(name) and _folded(name) in one]
    return list(dict.fromkeys([*(known[one] for one in close), *partly]))[:_MOST_SUGGESTIONS]


def rows_of(indicator: Indicator, selection: Selection | None = None, source: str = "") -> tuple[Row, ...]:
    """Return the indicator's rows that were asked for; their changes still rest on all that is known."""
    rows = tuple(row for row in series(indicator) if not source or row.entry.source == source)
    if selection is None:
        return rows
    latest = max((row.period.last for row in rows if row.role is Role.OBSERVED), default=None)
    return tuple(
        row
        for row in rows
        if row.period in selection or (selection.latest and row.role is Role.OBSERVED and row.period.last == latest)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMatch:
    """A row whose figure, stated or computed, is a number that was asked for; ``how`` says in what way."""

    row: Row
    how: str


def rows_with_number(base: FactBase, wanted: Quantity) -> list[NumberMatch]:
    """Return the facts that are this number: the same figure first, then those that it is a rounded form of."""
    matches = [
        (rank, NumberMatch(row=row, how=how))
        for indicator in base.indicators.values()
        for row in series(indicator)
        for rank, how in _likeness(row, wanted)
    ]
    return [match for _, match in sorted(matches, key=lambda pair: pair[0])]


def covered(indicator: Indicator) -> str:
    """Return the periods that an indicator has values for, as ``2020, 2022-2024``."""
    periods = [observation.period for observation in indicator.observations]
    years = sorted({period.year for period in periods if period.year is not None})
    others = dict.fromkeys(period.text for period in periods if period.year is None)
    spans: list[list[int]] = []
    for year in years:
        if spans and spans[-1][1] == year - 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join([*(str(a) if a == b else f"{a}-{b}" for a, b in spans), *others])


def sources_of(base: FactBase, rows: Iterable[Row]) -> tuple[Source, ...]:
    """Return the sources that the rows rest on, each once, in the order of their first use."""
    used: Mapping[str, None] = dict.fromkeys(row.entry.source for row in rows)
    return tuple(base.sources[id_] for id_ in used)


def _likeness(row: Row, wanted: Quantity) -> list[tuple[int, str]]:
    found = []
    if row.quantity and _same_sort(row, wanted):
        found += _stated(row.quantity, wanted)
    claim = row.entry.change if row.role is Role.OBSERVED and hasattr(row.entry, "change") else None
    if (
        claim
        and claim.quantity.value == wanted.value
        and (claim.quantity.kind is wanted.kind or wanted.kind is Kind.NUMBER)
    ):
        found.append((2, "change as the document states it"))
    if row.change and _is_computed(row.change.percent, row.change.amount, wanted):
        found.append((3, "computed change"))
    return found[:1] if found and found[0][0] == 0 else found


def _stated(known: Quantity, wanted: Quantity) -> list[tuple[int, str]]:
    if known.value == wanted.value:
        return [(0, "the figure" if known.bound is Bound.EXACT else "the figure, hedged in the document")]
    return [(1, "rounded")] if wanted.step and known.value in wanted.rounding else []


def _same_sort(row: Row, wanted: Quantity) -> bool:
    currency = row.indicator.currency
    if wanted.currency and wanted.currency != currency:
        return False
    is_percent = row.indicator.unit == "percent"
    return is_percent or wanted.kind not in {Kind.PERCENT, Kind.POINTS}


def _is_computed(percent: Decimal | None, amount: Decimal, wanted: Quantity) -> bool:
    if wanted.kind is Kind.PERCENT:
        return percent is not None and abs(percent) in wanted.rounding
    return wanted.kind is Kind.NUMBER and not wanted.currency and amount != 0 and abs(amount) == wanted.value


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()


def _by_prefix(base: FactBase, wanted: str) -> list[Indicator]:
    return [indicator for indicator in base.indicators.values() if wanted and _folded(indicator.id).startswith(wanted)]


def _has_words(indicator: Indicator, wanted: list[str]) -> bool:
    text = " ".join((*names_of(indicator), indicator.topic, indicator.topic_zh, indicator.definition)).casefold()
    words = _WORD.findall(text)
    return all(any(word.startswith(one) for word in words) or (not one.isascii() and one in text) for one in wanted)


def _listed(names: Iterable[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    if len(quoted) > 2 * _MOST_SUGGESTIONS:
        quoted = [*quoted[: 2 * _MOST_SUGGESTIONS], "…"]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _suggestion(name: str, near: list[str]) -> str:
    return f"did you mean {_listed(near)}?" if near else f"see `shipa list`, or `shipa search {name}`"
