"""Names, aliases and words to indicators; years, sources and numbers to the rows that answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from shipa.change import Role, Row, series
from shipa.errors import MOST_QUOTED, UnknownNameError, UnreadablePeriodError, quoted
from shipa.model import FactBase, Indicator, Source
from shipa.names import folded, meant
from shipa.period import Period, Selection, parse_period, year
from shipa.quantity import Bound, Kind, Quantity
from shipa.words import have, words_in

_MOST_SUGGESTIONS = 4


def indicator_named(base: FactBase, name: str) -> Indicator:
    """Return the indicator that a person means by an id, an alias, words of its title or the start of its id.

    Raises UnknownNameError, with the nearest names, where there is none or more than one.
    """
    wanted = folded(name)
    if not wanted:
        raise UnknownNameError("an indicator without a name cannot be found; see `shipa list`")
    matches = base.called(name) or _by_prefix(base, wanted) or _by_words(base, name)
    if len(matches) == 1:
        return matches[0]
    if matches:
        ids = _listed(indicator.id for indicator in matches)
        raise UnknownNameError(f"{quoted(name)} may mean {ids}; write one of them")
    raise UnknownNameError(f"no indicator is called {quoted(name)}; {_suggestion(name, nearest(base, name))}")


def indicators_named(base: FactBase, names: Sequence[str]) -> tuple[Indicator, ...]:
    """Return the indicators that the names mean, each once; several words may also be one name.

    Raises UnknownNameError.
    """
    try:
        found = [indicator_named(base, name) for name in names]
    except UnknownNameError:
        if len(names) == 1:
            raise
        try:
            return (indicator_named(base, " ".join(names)),)
        except UnknownNameError:
            pass
        raise
    return tuple({indicator.id: indicator for indicator in found}.values())


def source_named(base: FactBase, name: str) -> Source:
    """Return the source with this id or the only one whose id starts so. Raises UnknownNameError."""
    matches = [base.sources[id_] for id_ in ([name] if name in base.sources else base.sources) if id_.startswith(name)]
    if len(matches) == 1:
        return matches[0]
    known = _listed(source.id for source in (matches or base.sources.values()))
    are = "are" if len(base.sources) > 1 else "is"
    raise UnknownNameError(f"no source is called {quoted(name)}; there {are} {known}")


def names_of(indicator: Indicator) -> tuple[str, ...]:
    """Return everything that the indicator is called, its id first."""
    return indicator.names


def search(base: FactBase, words: str) -> list[Indicator]:
    """Return the indicators in whose names, topic or definition every one of the words occurs (beginnings count)."""
    wanted = words_in(words)
    return [base.indicators[id_] for id_, names, about in base.described() if have((*names, *about), wanted)]


def nearest(base: FactBase, name: str) -> list[str]:
    """Return the ids whose names look most like ``name``, the likeliest first."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a misspelt name needs it

    known = {folded(one): id_ for id_, names, _ in base.described() for one in names}
    close = get_close_matches(folded(name), known, n=2 * _MOST_SUGGESTIONS, cutoff=0.6)
    partly = [id_ for one, id_ in known.items() if folded(name) and folded(name) in one]
    return list(dict.fromkeys([*(known[one] for one in close), *partly]))[:_MOST_SUGGESTIONS]


def rows_of(
    indicator: Indicator,
    selection: Selection | None = None,
    source: str = "",
    rows_in: Callable[[Indicator], tuple[Row, ...]] = series,
) -> tuple[Row, ...]:
    """Return the indicator's rows that were asked for; their changes still rest on all that is known."""
    rows = tuple(row for row in rows_in(indicator) if not source or row.entry.source == source)
    if selection is None:
        return rows
    latest = max((row.period.last for row in rows if row.role is Role.OBSERVED), default=None)
    return tuple(
        replace(row, gap=tuple(missing for missing in row.gap if year(missing) in selection))
        for row in rows
        if row.period in selection or (selection.latest and row.role is Role.OBSERVED and row.period.last == latest)
    )


class Likeness(StrEnum):
    """In what way a fact is a number that was asked for."""

    FIGURE = "the figure"
    HEDGED = "the figure, hedged in the document"
    ROUNDED = "rounded"
    STATED_CHANGE = "change as the document states it"
    COMPUTED_CHANGE = "computed change"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMatch:
    """A row whose figure, stated or computed, is a number that was asked for; ``how`` says in what way."""

    row: Row
    how: Likeness


def rows_with_number(base: FactBase, wanted: Quantity) -> list[NumberMatch]:
    """Return the facts that are this number: the same figure first, then those that it is a rounded form of."""
    sizes = abs(wanted.rounding.low or wanted.value), abs(wanted.rounding.high or wanted.value)
    least = min(sizes) if Decimal(0) not in wanted.rounding else Decimal(0)
    matches = [
        (rank, NumberMatch(row=row, how=how))
        for indicator in base.with_number(least, max(sizes))
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
    for number in years:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join([*(str(a) if a == b else f"{a}-{b}" for a, b in spans), *others])


def of_topic(base: FactBase, topic: str) -> tuple[Indicator, ...]:
    """Return the indicators of the topic with this name, or the beginning or a part of it. Raises UnknownNameError."""
    topic_of = {id_: tuple(about[:2]) for id_, _, about in base.described()}
    topics = dict.fromkeys(topic_of.values())
    if matching := meant({name for pair in topics for name in pair if name}, topic):
        return tuple(base.indicators[id_] for id_, pair in topic_of.items() if matching.intersection(pair))
    raise UnknownNameError(
        f"no topic is called {quoted(topic)}; there are {_listed([one for one, _ in topics], most=len(topics))}"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """The answer of ``get``: a figure or none, and what has to be said beside it."""

    quantity: Quantity | None = None
    remark: str = ""


def period_named(indicators: Iterable[Indicator], text: str) -> Period:
    """Return a period (ISO 8601), or for ``latest`` the last one that any of the indicators has a figure for.

    Raises UnreadablePeriodError, for ``latest`` where there is no figure.
    """
    if text != "latest":
        return parse_period(text)
    known = [one.period for indicator in indicators for one in indicator.observations if one.quantity]
    if not known:
        raise UnreadablePeriodError("there is no figure that could be the latest; write a period such as 2024")
    return max(known)


def value_of(indicator: Indicator, period: str, source: str = "") -> Value:
    """Return the one value of the indicator for a period (ISO 8601, or ``latest``).

    Where sources disagree there is none, and the remark says so. Raises UnreadablePeriodError.
    """
    known = [one for one in indicator.observations if one.quantity and source in {"", one.source}]
    wanted = max((one.period for one in known), default=None) if period == "latest" else parse_period(period)
    fitting = [one for one in known if wanted and (one.period.first, one.period.last) == (wanted.first, wanted.last)]
    quantities = {one.quantity.value: one.quantity for one in fitting if one.quantity}
    if len(quantities) > 1:
        says = "; ".join(f"{one.source} says {one.reported}" for one in fitting)
        return Value(remark=f"the sources of '{indicator.id}' differ for {period}: {says}; choose with --source")
    if not quantities:
        there = f"there is {covered(indicator)}" if known else "there is none at all"
        return Value(remark=f"no value of '{indicator.id}' for {period}; {there}")
    [quantity] = quantities.values()
    hedged = quantity.bound is not Bound.EXACT
    return Value(quantity=quantity, remark=f"the document says '{fitting[0].reported}'" if hedged else "")


def nothing_known(indicators: Iterable[Indicator], years: str | None, source: str) -> str:
    """Return the sentence for an empty answer: what was asked for, and what there is instead."""
    what = ", ".join(f"'{indicator.id}'" for indicator in indicators) or "any indicator"
    of_source = f" from '{source}'" if source else ""
    there = "; ".join(f"{one.id} covers {covered(one) or 'no period'}" for one in indicators)
    return f"no value of {what}{of_source}{f' for {years}' if years else ''}; {there or 'see `shipa list`'}"


def bare(value: Decimal) -> str:
    """Return the digits of a value for scripts: no separators, no exponent, no trailing zeros after the point."""
    return f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize():f}"


def _likeness(row: Row, wanted: Quantity) -> list[tuple[int, Likeness]]:
    found: list[tuple[int, Likeness]] = []
    if row.quantity and _same_sort(row, wanted):
        found += _stated(row.quantity, wanted)
    claim = row.entry.change if row.role is Role.OBSERVED and hasattr(row.entry, "change") else None
    if (
        claim
        and claim.quantity.value == wanted.value
        and (claim.quantity.kind is wanted.kind or wanted.kind is Kind.NUMBER)
    ):
        found.append((2, Likeness.STATED_CHANGE))
    if row.change and row.change.is_known and _is_computed(row.change.percent, row.change.amount, wanted):
        found.append((3, Likeness.COMPUTED_CHANGE))
    return found[:1] if found and found[0][0] == 0 else found


def _stated(known: Quantity, wanted: Quantity) -> list[tuple[int, Likeness]]:
    if known.value == wanted.value:
        return [(0, Likeness.FIGURE if known.bound is Bound.EXACT else Likeness.HEDGED)]
    return [(1, Likeness.ROUNDED)] if wanted.step and known.value in wanted.rounding else []


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


def _by_prefix(base: FactBase, wanted: str) -> list[Indicator]:
    return [base.indicators[id_] for id_, _, _ in base.described() if wanted and folded(id_).startswith(wanted)]


def _by_words(base: FactBase, name: str) -> list[Indicator]:
    wanted = words_in(name)
    return [base.indicators[id_] for id_, names, _ in base.described() if have(names, wanted)]


def _listed(names: Iterable[str], most: int = 2 * _MOST_SUGGESTIONS) -> str:
    listed = [f"'{name}'" for name in names]
    if len(listed) > most:
        return f"{', '.join(listed[:most])} and others"
    *others, last = listed or ["none"]
    return f"{', '.join(others)} or {last}" if others else last


def _suggestion(name: str, near: list[str]) -> str:
    if near:
        return f"did you mean {_listed(near)}?"
    return f"see `shipa list`, or `shipa search{f' {name}' if len(name) <= MOST_QUOTED else ''}`"
