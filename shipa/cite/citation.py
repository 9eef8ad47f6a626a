"""What is cited: figures with the sources they rest on, one that states the figure or two that it was computed from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shipa.change import Row
from shipa.cite import deeplink
from shipa.cite.dates import PartialDate
from shipa.cite.work import Work, work_of
from shipa.model import FactBase, Observation, Source, Target
from shipa.quantity import Quantity
from shipa.query import Likeness, NumberMatch, rows_with_number
from shipa.timeline import Timeline

# What says a number best comes first.
_LIKENESSES = (
    {Likeness.FIGURE, Likeness.HEDGED},
    {Likeness.STATED_CHANGE},
    {Likeness.ROUNDED},
    {Likeness.COMPUTED_CHANGE},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure to cite. With a ``base`` it is the computed change from there to the row, and no document states it.

    ``written`` is the figure as the person who asks wrote it, "" where the document's own writing will do.
    """

    row: Row
    base: Observation | None = None
    written: str = ""

    @property
    def facts(self) -> tuple[Observation | Target, ...]:
        """The facts that the figure rests on."""
        return (self.row.entry, self.base) if self.base else (self.row.entry,)


def stated(rows: Iterable[Row]) -> tuple[Figure, ...]:
    """Return the figures of the rows as their documents state them."""
    return tuple(Figure(row=row) for row in rows)


def computed(rows: Iterable[Row]) -> tuple[Figure, ...]:
    """Return the changes that shipa computed for the rows; a row without one gives none."""
    return tuple(figure for row in rows if (figure := _computed(row, "")))


def with_number(base: FactBase, wanted: Quantity, written: str) -> tuple[Figure, ...]:
    """Return the facts that are this number, those that say it best: as stated, else rounded, else only computed."""
    matches = rows_with_number(base, wanted)
    for likenesses in _LIKENESSES:
        alike = [match for match in matches if match.how in likenesses]
        if alike:
            return tuple(figure for match in alike if (figure := _figure(match, written)))
    return ()


def works_of(
    base: FactBase,
    figures: Iterable[Figure],
    others: Iterable[Source],
    *,
    accessed: PartialDate | None = None,
    deep_link: bool = False,
) -> tuple[Work, ...]:
    """Return the works that the figures rest on and then the others, each once, in the order of their first use.

    With ``deep_link`` the addresses lead to where the figures stand. Raises UnreadablePeriodError.
    """
    facts: dict[str, list[Observation | Target]] = {}
    for figure in figures:
        for fact in figure.facts:
            facts.setdefault(fact.source, []).append(fact)
    for source in others:
        facts.setdefault(source.id, [])
    return tuple(
        work_of(source, accessed=accessed, url=deeplink.deep_link(source.url, stated_there) if deep_link else "")
        for source, stated_there in ((base.sources[id_], stated_there) for id_, stated_there in facts.items())
    )


def _figure(match: NumberMatch, written: str) -> Figure | None:
    if match.how is Likeness.COMPUTED_CHANGE:
        return _computed(match.row, written)
    is_as_stated = match.how in {Likeness.FIGURE, Likeness.HEDGED}
    return Figure(row=match.row, written="" if is_as_stated else written)


def _computed(row: Row, written: str) -> Figure | None:
    base = Timeline(row.indicator).base_of(row.entry) if row.change and isinstance(row.entry, Observation) else None
    return Figure(row=row, base=base, written=written) if base else None
