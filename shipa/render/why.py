"""The reasons for a figure, as a sheet for machines and as blocks for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shipa.audit import Verdict
from shipa.change import Change, Measure, Role, Row
from shipa.model import FactBase
from shipa.quantity import Quantity, write_number
from shipa.render.blocks import Block, Cell, Column
from shipa.render.cells import Sheet
from shipa.render.layout import interval_text, sources_block
from shipa.render.sheet import number, title_of
from shipa.render.text import plain
from shipa.why import Computed, Reasons

_WORDS = {
    "en": {
        "says": "the document says", "beside": "beside the words", "where": "where", "possible": "possible values",
        "note": "note", "change": "change", "computed": "computed", "implies": "implies", "implied": "implied",
        "holds": "supported by", "flawed": "contradicted by", "undecided": "open", "no value": "no value",
    },
    "zh": {
        "says": "原文", "beside": "相邻文字", "where": "位置", "possible": "可能值",
        "note": "说明", "change": "变化", "computed": "计算", "implies": "推得", "implied": "推算值",
        "holds": "佐证", "flawed": "矛盾", "undecided": "未决", "no value": "无数值",
    },
}  # fmt: skip
_STYLES = {Verdict.HOLDS: "good", Verdict.FLAWED: "bad"}


@dataclass(frozen=True, slots=True)
class _Line:
    kind: str
    text: str
    source: str = ""
    style: str = ""


def sheet(reasons: Reasons) -> Sheet:
    """Return one line a reason: what kind it is, what it says, and its source."""
    columns = ("indicator", "period", "kind", "text", "source")
    rows = (
        (reasons.indicator.id, reasons.period.text, line.kind, line.text, line.source or None)
        for line in _lines(reasons)
    )
    return Sheet(columns=columns, rows=rows)


def blocks(base: FactBase, reasons: Reasons, lang: str) -> tuple[Block, ...]:
    """Return the reasons as a table of two columns, and the sources below."""
    words, indicator = _WORDS[lang], reasons.indicator
    unit = indicator.unit_zh or indicator.unit if lang == "zh" else indicator.unit
    rows = tuple(
        (Cell(words[line.kind], "muted"), Cell(plain(line.text), line.style)) for line in _lines(reasons, lang)
    )
    table = Block(
        title=plain(title_of(indicator, lang)),
        subtitle=plain(f"{reasons.period}, {unit}"),
        columns=(Column(""), Column("", folds=True)),
        rows=rows,
    )
    used = dict.fromkeys(row.entry.source for row in reasons.rows)
    return table, sources_block([base.sources[id_] for id_ in used], lang)


def _lines(reasons: Reasons, lang: str = "en") -> Iterator[_Line]:
    for row in reasons.rows:
        yield from _row_lines(row)
    for computed in reasons.computed:
        yield _Line("computed", _arithmetic(computed))
    for implied in reasons.implied:
        values = interval_text(implied.quantity.interval)
        text = f"{reasons.indicator.id} {implied.period}: {values}, {implied.derivation(lang)}"
        yield _Line("implies", text, implied.claims[-1].source)
    for evidence in sorted(reasons.evidence, key=lambda one: one.verdict is not Verdict.FLAWED):
        yield _Line(
            evidence.verdict.value, f"{evidence.text} [{evidence.code}]", style=_STYLES.get(evidence.verdict, "")
        )


def _row_lines(row: Row) -> Iterator[_Line]:
    entry = row.entry
    if row.role is Role.IMPLIED:
        yield _Line("implied", f"{interval_text(row.quantity.interval)}, {entry.note}" if row.quantity else entry.note)
        return
    yield _Line("says", f"“{entry.reported}”, {entry.source}" if entry.reported else f"–, {entry.source}", entry.source)
    if row.claim:
        yield _Line("change", f"“{row.claim.text}”, {entry.source}", entry.source)
    if entry.near:
        yield _Line("beside", f"“{entry.near}”", entry.source)
    if entry.locator:
        yield _Line("where", entry.locator, entry.source)
    if row.quantity:
        yield _Line("possible", interval_text(row.quantity.interval), entry.source)
    if entry.note:
        yield _Line("note", entry.note, entry.source)


def _arithmetic(computed: Computed) -> str:
    """Return a change as it is worked out: ``6,822 − 6,185 = +637 since 2023; 637 ÷ 6,185 = +10.2991 %``."""
    change, one, two = computed.change, computed.base.quantity, computed.later.quantity
    if one is None or two is None:
        return ""
    text = f"{computed.later.period}: {_bare(two)} − {_bare(one)} ({computed.base.period}) = {_signed(change)}"
    if change.measure is Measure.PLACES and change.amount:
        text += f", {'up' if change.amount < 0 else 'down'} in the ranking"
    if not change.amounts.is_exact:
        text += f", {interval_text(change.amounts, signed=True)}"
    if change.percent is None or change.percents is None:
        return text
    text += f"; ÷ {_bare(one)} = {round(change.percent, 4):+,f} %"
    return text if change.percents.is_exact else f"{text}, {interval_text(change.percents, signed=True, decimals=4)} %"


def _signed(change: Change) -> str:
    return f"{number(change.amount):+,f}"


def _bare(quantity: Quantity) -> str:
    value = number(quantity.value)
    return write_number(value) if value is not None else ""
