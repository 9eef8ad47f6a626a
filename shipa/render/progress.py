"""Targets beside what is reached, as a sheet for machines and as blocks for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from shipa.model import RANK, Better, FactBase, Observation, Target
from shipa.progress import Pace, Progress, Standing
from shipa.quantity import Bound, Kind, write, write_number
from shipa.render.blocks import Block, Cell, Column
from shipa.render.cells import Sheet
from shipa.render.layout import sources_block
from shipa.render.sheet import number, title_of
from shipa.render.text import plain

if TYPE_CHECKING:
    from shipa.render.cells import Cell as SheetCell

_COLUMNS = (
    "indicator,title,deadline,target,target_bound,unit,latest_period,latest,latest_low,latest_high,latest_bound,"
    "standing,share_pct,distance,years_left,growth_needed,growth_so_far,growth_in,growth_since,"
    "target_reported,latest_reported,target_source,latest_source,better"
)
_STEP = Decimal("0.0001")
_WORDS = {
    "en": {
        "indicator": "Indicator", "target": "Target", "latest": "Latest", "share": "Reached", "standing": "Standing",
        "unit": "Unit", "source": "Sources", "by": "{} by {}", "in": "{} in {}", "left": "{} left",
        "needed": "{} a year needed", "so far": "{} a year since {}", "and": ", ", "met": "met", "not yet": "not yet",
        "missed": "missed", "cannot be said": "cannot be said", "no value": "no value", "place": "{} place",
        "places": "{} places",
    },
    "zh": {
        "indicator": "指标", "target": "目标", "latest": "最新", "share": "完成", "standing": "状况",
        "unit": "单位", "source": "来源", "by": "{}（{}）", "in": "{}（{}）", "left": "尚差{}",
        "needed": "每年尚需{}", "so far": "自{1}起每年{0}", "and": "，", "met": "已达成", "not yet": "尚未达成",
        "missed": "未达成", "cannot be said": "无法断定", "no value": "无数值", "place": "{}位", "places": "{}位",
    },
}  # fmt: skip
_STYLES = {Standing.MET: "good", Standing.MISSED: "bad"}


def sheet(found: Iterable[Progress], lang: str) -> Sheet:
    """Return one line a target; growth is in percent, or in the unit where ``growth_in`` says so."""
    return Sheet(columns=tuple(_COLUMNS.split(",")), rows=(_cells(one, lang) for one in found))


def blocks(base: FactBase, found: Sequence[Progress], lang: str) -> tuple[Block, ...]:
    """Return a table of the targets and the list of their sources."""
    words = _WORDS[lang]
    columns = (
        Column(words["indicator"]),
        Column(words["target"], folds=True),
        Column(words["latest"], folds=True),
        Column(words["share"], right=True),
        Column(words["standing"], folds=True),
        Column(words["unit"], folds=True, optional=True),
        Column(words["source"], folds=True, optional=True),
    )
    entries: list[Target | Observation] = [entry for one in found for entry in (one.target, one.latest) if entry]
    used = dict.fromkeys(entry.source for entry in entries)
    rows = tuple(_line(one, lang) for one in found)
    notes = tuple(Cell(plain(f"{one.indicator.id}: {pace}"), "muted") for one in found if (pace := _paces(one, lang)))
    return Block(columns=columns, rows=rows, notes=notes), sources_block([base.sources[id_] for id_ in used], lang)


def _line(one: Progress, lang: str) -> tuple[Cell, ...]:
    words, latest = _WORDS[lang], one.latest
    sources = dict.fromkeys([one.target.source, *([latest.source] if latest else [])])
    reached = write(latest.quantity, lang) if latest and latest.quantity else ""
    return (
        Cell(plain(one.indicator.id), "id"),
        Cell(words["by"].format(write(one.target.quantity, lang), one.target.period)),
        Cell(words["in"].format(reached, latest.period) if latest else words["no value"], "" if latest else "muted"),
        Cell(_bounded(one, f"{_rounded(one.share, 1)}%") if one.share is not None else ""),
        Cell(words[one.standing] if latest else "", _STYLES.get(one.standing, "")),
        Cell(plain(one.indicator.unit_zh or one.indicator.unit if lang == "zh" else one.indicator.unit), "muted"),
        Cell(plain(", ".join(sources)), "muted"),
    )


def _paces(one: Progress, lang: str) -> str:
    """Return how far it still is, how fast it would have to go and how fast it went, as far as that is known."""
    words, parts = _WORDS[lang], []
    if left := _left(one, lang):
        parts.append(words["left"].format(left))
    if one.needed:
        parts.append(words["needed"].format(_pace(one.needed)))
    if one.so_far and one.so_far.since:
        parts.append(words["so far"].format(_pace(one.so_far), one.so_far.since.period))
    return words["and"].join(parts)


def _left(one: Progress, lang: str) -> str:
    """Return what is left, in the scale of the target; nothing where it is passed or only bounded."""
    if one.distance is None or one.bound not in {Bound.EXACT, Bound.ABOUT} or one.standing is Standing.MET:
        return ""
    left = -one.distance if one.better is Better.LOWER else one.distance
    if one.better is None or left <= 0:
        return ""
    goal = one.target.quantity
    if one.indicator.unit == RANK:
        return _WORDS[lang]["place" if left == 1 else "places"].format(write_number(left))
    kind = Kind.POINTS if goal.kind is Kind.PERCENT else goal.kind
    step = one.latest.quantity.step if one.latest and one.latest.quantity else Decimal(0)
    return write(replace(goal, value=left, bound=Bound.EXACT, step=step, kind=kind), lang)


def _pace(pace: Pace) -> str:
    sign = "+" if pace.a_year > 0 else ""
    return f"{sign}{_rounded(pace.a_year, 1)}{'%' if pace.is_relative else ''}"


def _bounded(one: Progress, text: str) -> str:
    return {Bound.OVER: "> ", Bound.UNDER: "< ", Bound.ABOUT: "≈ "}.get(one.bound, "") + text


def _rounded(value: Decimal, decimals: int) -> str:
    return write_number(round(value, decimals))


def _cells(one: Progress, lang: str) -> tuple[SheetCell, ...]:
    target, latest = one.target, one.latest
    now = latest.quantity if latest else None
    pace = one.needed or one.so_far
    return (
        one.indicator.id,
        title_of(one.indicator, lang),
        target.period.text,
        number(target.quantity.value),
        target.quantity.bound.value,
        one.indicator.unit,
        latest.period.text if latest else None,
        number(now.value) if now else None,
        number(now.interval.low) if now else None,
        number(now.interval.high) if now else None,
        now.bound.value if now else None,
        one.standing.value,
        _four(one.share),
        number(one.distance),
        _four(one.years_left),
        _four(one.needed.a_year) if one.needed else None,
        _four(one.so_far.a_year) if one.so_far else None,
        ("percent" if pace.is_relative else one.indicator.unit) if pace else None,
        one.so_far.since.period.text if one.so_far and one.so_far.since else None,
        target.reported,
        latest.reported if latest else None,
        target.source,
        latest.source if latest else None,
        one.better.value if one.better else None,
    )


def _four(value: Decimal | None) -> Decimal | None:
    return None if value is None else number(value.quantize(_STEP))
