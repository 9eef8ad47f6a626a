"""What a person asks to cite, in names, ids, numbers and years: the figures and the sources that are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shipa.cite.citation import Figure, computed, stated, with_number
from shipa.errors import UnknownNameError, UsageError
from shipa.model import FactBase, Indicator, Observation, Source, Target
from shipa.period import parse_selection
from shipa.quantity import Quantity, find
from shipa.query import indicators_named, nothing_known, rows_of, source_named

_MOST_LISTED = 4
_YEARS = re.compile(r"\d{4}(?:-\d{4})?|latest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for. ``remark`` says why it is nothing, or what a person should know of it."""

    figures: tuple[Figure, ...] = ()
    sources: tuple[Source, ...] = ()
    remark: str = ""

    @property
    def latest(self) -> Observation | Target | None:
        """The fact of the latest period, an observation rather than a target; None where no fact was asked for."""
        return max(
            (figure.row.entry for figure in self.figures),
            key=lambda entry: (isinstance(entry, Observation), entry.period.last),
            default=None,
        )


def asked(base: FactBase, names: Sequence[str], years: str | None = None, *, change: bool = False) -> Asked:
    """Return what the names mean: ids of sources, one number, or names of indicators, for the years or for all.

    With ``change`` the figures are the changes that shipa computed. Raises UnknownNameError, UnreadablePeriodError, and
    UsageError for years beside sources.
    """
    sources = tuple(base.sources[name] for name in names if name in base.sources)
    others = [name for name in names if name not in base.sources]
    if quantity := number(" ".join(others)):
        return _with_number(base, quantity, others, years, sources, change=change)
    try:
        indicators, more = _named(base, others)
    except UnknownNameError:
        if quantity := _number_with_words(" ".join(others)):
            return _with_number(base, quantity, others, years, sources, change=change)
        if mistaken := [name for name in others if _YEARS.fullmatch(name)]:
            raise UsageError(f"'{mistaken[0]}' is no name; for the years write --years {mistaken[0]}") from None
        raise
    sources += more
    if years and sources and not indicators:
        raise UsageError(f"--years chooses among the figures of an indicator; '{sources[0].id}' is a source")
    if not (indicators or years):
        return Asked(sources=sources)
    selection = parse_selection(years) if years else None
    rows = [row for one in indicators or base.indicators.values() for row in rows_of(one, selection)]
    figures = computed(rows) if change else stated(rows)
    if figures or sources:
        return Asked(figures=figures, sources=sources)
    if rows:
        return Asked(remark="no change was computed of what was asked for; leave --change out to cite the figures")
    return Asked(remark=nothing_known(indicators, years, ""))


def number(text: str) -> Quantity | None:
    """Return the number that the text is, whole; None where it is anything more or else."""
    found = tuple(find(text))
    return found[0].quantity if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) else None


def _number_with_words(text: str) -> Quantity | None:
    """Return the number that the text begins with, where only words follow it: ``6,822 applications``."""
    found = tuple(find(text))
    rest = text[found[0].end :] if len(found) == 1 and found[0].start == 0 else "?"
    return found[0].quantity if all(one.isalpha() or one.isspace() for one in rest) else None


def _with_number(
    base: FactBase,
    wanted: Quantity,
    written: Sequence[str],
    years: str | None,
    sources: tuple[Source, ...],
    *,
    change: bool,
) -> Asked:
    text = " ".join(written)
    selection = parse_selection(years) if years else None
    figures = tuple(one for one in with_number(base, wanted, text) if selection is None or one.row.period in selection)
    if change:
        figures = computed(one.row for one in figures)
    facts = tuple(dict.fromkeys(f"{one.row.indicator.id} {one.row.period}" for one in figures))
    if not figures:
        remark = "" if sources else f"no fact is '{text}'{f' in {years}' if years else ''}; {_hint(text)}"
    elif len(facts) > 1:
        listed = ", ".join(facts[:_MOST_LISTED]) + (", …" if len(facts) > _MOST_LISTED else "")
        remark = f"'{text}' is {len(facts)} facts: {listed}; to cite one of them name its indicator and --years"
    else:
        remark = ""
    return Asked(figures=figures, sources=sources, remark=remark)


def _hint(text: str) -> str:
    return f"for the year write --years {text}" if _YEARS.fullmatch(text) else "see `shipa search` for words"


def _named(base: FactBase, names: Sequence[str]) -> tuple[tuple[Indicator, ...], tuple[Source, ...]]:
    """Return the indicators that the names mean and, where they mean none, the sources whose ids begin so."""
    if not names:
        return (), ()
    try:
        return indicators_named(base, names), ()
    except UnknownNameError:
        beginnings = [name for name in names if any(id_.startswith(name) for id_ in base.sources)]
        if not beginnings:
            raise
    sources = tuple(source_named(base, name) for name in beginnings)
    others = [name for name in names if name not in beginnings]
    return (indicators_named(base, others) if others else ()), sources
