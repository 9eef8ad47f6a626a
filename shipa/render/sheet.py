"""Sheets: what the machine formats write, columns that only grow at the end and cells without any formatting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from shipa.change import Row
from shipa.model import FactBase, Indicator, Source
from shipa.query import NumberMatch, covered
from shipa.render.cells import Sheet

if TYPE_CHECKING:
    from shipa.render.cells import Cell

_ONE = Decimal(1)
_PERCENT_STEP = Decimal("0.0001")
_ROW_COLUMNS = (
    "indicator,title,period,role,value,low,high,bound,unit,change_from,change,change_pct,"
    "reported,reported_change,source,locator"
)


def of_rows(base: FactBase, rows: Iterable[Row], lang: str) -> Sheet:
    """Return the sheet of ``show``: one line an observation or target, in the columns that scripts rely on."""
    sources: dict[str, dict[str, str | None]] = {}
    return Sheet(columns=tuple(_ROW_COLUMNS.split(",")), rows=(_row_cells(base, row, lang, sources) for row in rows))


def of_matches(base: FactBase, matches: Iterable[NumberMatch], lang: str) -> Sheet:
    """Return the sheet of ``which``: that of ``show``, with how each row matches."""
    columns = (*_ROW_COLUMNS.split(","), "match")
    sources: dict[str, dict[str, str | None]] = {}
    return Sheet(columns=columns, rows=((*_row_cells(base, match.row, lang, sources), match.how) for match in matches))


def of_indicators(indicators: Iterable[Indicator], lang: str) -> Sheet:
    """Return the sheet of ``list`` and ``search``."""
    columns = ("indicator", "title", "topic", "unit", "timing", "periods", "observations", "targets", "definition")
    return Sheet(columns=columns, rows=_indicator_cells(indicators, lang))


def title_of(indicator: Indicator, lang: str) -> str:
    """Return the title in the language, or in the other where there is none."""
    return indicator.title_zh or indicator.title if lang == "zh" else indicator.title


def number(value: Decimal | None) -> Decimal | None:
    """Return the value without trailing zeros and never with an exponent when formatted with ``f``."""
    if value is None:
        return None
    return value.quantize(_ONE) if value == value.to_integral_value() else value.normalize()


def source_cell(source: Source) -> dict[str, str | None]:
    """Return the cell of a source: what JSON says of it."""
    fields = ("id", "title", "author", "publisher", "published", "kind", "url", "accessed", "language")
    return {name: getattr(source, name) or None for name in fields}


def _row_cells(base: FactBase, row: Row, lang: str, sources: dict[str, dict[str, str | None]]) -> tuple[Cell, ...]:
    """Return the cells of a row; ``sources`` are the cells of those that have been met, which are many rows' own."""
    source = row.entry.source
    if source not in sources:
        sources[source] = source_cell(base.sources[source])
    quantity, change = row.quantity, row.change if row.change and row.change.is_known else None
    interval = quantity.interval if quantity else None
    return (
        row.indicator.id,
        title_of(row.indicator, lang),
        row.period.text,
        row.role.value,
        number(quantity.value) if quantity else None,
        number(interval.low) if interval else None,
        number(interval.high) if interval else None,
        quantity.bound.value if quantity else None,
        row.indicator.unit,
        change.base.text if change else None,
        number(change.amount) if change else None,
        _percent(change.percent) if change else None,
        row.entry.reported or None,
        row.claim.text if row.claim else None,
        sources[source],
        row.entry.locator or None,
    )


def _percent(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_PERCENT_STEP, rounding=ROUND_HALF_EVEN)


def _indicator_cells(indicators: Iterable[Indicator], lang: str) -> Iterator[tuple[Cell, ...]]:
    for indicator in indicators:
        yield (
            indicator.id,
            title_of(indicator, lang),
            indicator.topic_zh or indicator.topic if lang == "zh" else indicator.topic,
            indicator.unit,
            indicator.timing.value,
            covered(indicator),
            Decimal(len(indicator.observations)),
            Decimal(len(indicator.targets)),
            indicator.definition or None,
        )
