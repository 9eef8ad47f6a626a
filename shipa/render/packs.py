"""The packs that are loaded, for people and for programs: what each holds, adds to others and contradicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from shipa.inventory import Conflict, Holdings
from shipa.render.blocks import Block, Cell, Column
from shipa.render.cells import Sheet
from shipa.render.text import plain

_COLUMNS = (
    "pack", "version", "title", "layer", "indicators", "observations", "targets", "sources",
    "added_to", "conflicts", "folder",
)  # fmt: skip
_HEADINGS = {
    "en": ("Pack", "Version", "Layer", "Indicators", "Values", "Targets", "Sources", "Folder"),
    "zh": ("数据包", "版本", "层", "指标", "数值", "目标", "来源", "文件夹"),
}
_ADDS = {"en": "{pack} adds to {names}", "zh": "{pack}补充了{names}"}
_CONFLICTS = {
    "en": "{name} {period}: {lower} says {one}, {upper} says {other}; both are shown",
    "zh": "{name} {period}：{lower}为{one}，{upper}为{other}；两者均显示",
}


def sheet(held: Sequence[Holdings], origins: Mapping[str, str], lang: str) -> Sheet:
    """Return the sheet of ``packs``: one line a pack, the lowest layer first."""
    return Sheet(
        columns=_COLUMNS,
        rows=(
            (
                one.pack.id,
                one.pack.version or None,
                _title(one, lang),
                origins.get(one.pack.root),
                Decimal(one.indicators),
                Decimal(one.observations),
                Decimal(one.targets),
                Decimal(one.sources),
                " ".join(one.added_to) or None,
                Decimal(len(one.conflicts)),
                one.pack.root,
            )
            for one in held
        ),
    )


def blocks(held: Sequence[Holdings], origins: Mapping[str, str], lang: str) -> tuple[Block, ...]:
    """Return the table of ``packs``, and below it what adds to what and what contradicts what."""
    headings = _HEADINGS[lang]
    columns = tuple(
        Column(heading, right=3 <= index <= 6, optional=index in {1, 5, 6, 7}, folds=index == 7)  # noqa: PLR2004 - as above
        for index, heading in enumerate(headings)
    )
    rows = tuple(
        (
            Cell(plain(one.pack.id), "id"),
            Cell(plain(one.pack.version)),
            Cell(origins.get(one.pack.root, "")),
            *(Cell(str(count)) for count in (one.indicators, one.observations, one.targets, one.sources)),
            Cell("" if origins.get(one.pack.root) == "shipped" else plain(one.pack.root), "muted"),
        )
        for one in held
    )
    notes = [
        Cell(plain(_ADDS[lang].format(pack=one.pack.id, names=", ".join(one.added_to))), "muted")
        for one in held
        if one.added_to
    ]
    notes += [Cell(plain(_conflict(conflict, lang)), "bad") for one in held for conflict in one.conflicts]
    return (Block(columns=columns, rows=rows, notes=tuple(notes)),)


def _title(one: Holdings, lang: str) -> str:
    return one.pack.title_zh or one.pack.title if lang == "zh" else one.pack.title


def _conflict(conflict: Conflict, lang: str) -> str:
    lower, upper = conflict.lower, conflict.upper
    return _CONFLICTS[lang].format(
        name=conflict.indicator.id,
        period=lower.period.text,
        lower=f"{lower.pack} ({lower.source})",
        one=lower.reported,
        upper=f"{upper.pack} ({upper.source})",
        other=upper.reported,
    )
