"""New facts in a pack of one's own: ``add`` and its kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from shipa.cli.options import OwnFactsOption
from shipa.errors import UsageError

if TYPE_CHECKING:
    from typer._click.core import Context

    from shipa.cli.addition import Check
    from shipa.entry import Checked, Value
    from shipa.model import FactBase, Indicator
    from shipa.problems import Problems

_KINDS = ("value", "target", "source", "indicator")


class _Kinds(TyperGroup):
    """``shipa add visits 2025 …`` is ``shipa add value visits 2025 …``: a value is what is added most."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Take a first word that is no kind as the indicator of a value."""
        if not args or args[0] not in {*_KINDS, *ctx.help_option_names}:
            args = [_KINDS[0], *args]
        return super().parse_args(ctx, args)


add = typer.Typer(
    cls=_Kinds,
    rich_markup_mode=None,
    help="Add a fact to a pack of your own: a value (`shipa add INDICATOR PERIOD FIGURE --source ID`), a target, a "
    "source or an indicator.",
)

IndicatorArgument = Annotated[
    str | None, typer.Argument(metavar="INDICATOR", help="An id, an alias or words of the title.")
]
PeriodArgument = Annotated[str | None, typer.Argument(metavar="PERIOD", help="2024, 2024-05, 2024-05-31 or 2020/2022.")]
FigureArgument = Annotated[
    list[str] | None, typer.Argument(metavar="FIGURE", help="The figure as the document prints it, hedge included.")
]
FromOption = Annotated[str | None, typer.Option("--source", metavar="ID", help="The source that states it.")]
NearOption = Annotated[
    str | None, typer.Option("--near", metavar="WORDS", help="Two to five words that stand beside the figure.")
]
LocatorOption = Annotated[
    str | None, typer.Option("--locator", metavar="PLACE", help="Where in the document: heading, paragraph, page.")
]
NoteOption = Annotated[str | None, typer.Option("--note", help="What a careful reader had to judge.")]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be added, and write nothing.")]


@add.command("value")
def value(
    indicator: IndicatorArgument = None,
    period: PeriodArgument = None,
    figure: FigureArgument = None,
    source: FromOption = None,
    near: NearOption = None,
    locator: LocatorOption = None,
    change: Annotated[
        str | None, typer.Option("--change", metavar="TEXT", help="What the document says of the change, as printed.")
    ] = None,
    change_near: Annotated[
        str | None, typer.Option("--change-near", metavar="WORDS", help="Words beside that, where it stands elsewhere.")
    ] = None,
    dated: Annotated[
        str | None, typer.Option("--dated", help="How the period is known: 'by publication' or 'inferred'.")
    ] = None,
    note: NoteOption = None,
    breaks: Annotated[
        str | None, typer.Option("--break", metavar="WHY", help="Why earlier values cannot be compared with it.")
    ] = None,
    from_csv: Annotated[
        Path | None,
        typer.Option("--from-csv", metavar="FILE", help="Add all rows of a CSV file, or none; - is standard input."),
    ] = None,
    dry_run: DryOption = False,
    facts: OwnFactsOption = None,
) -> None:
    """Add a value with its source: shipa add visits 2025 "7,446" --source ID --near "visits came to"."""
    from shipa import entry
    from shipa.cli import addition

    given = {
        "indicator": indicator,
        "period": period,
        "reported": " ".join(figure or []),
        "change": change,
        "source": source,
        "locator": locator,
        "near": near,
        "change_near": change_near,
        "dated": dated,
        "note": note,
        "break": breaks,
    }
    if from_csv:
        if any(given.values()):
            raise UsageError("--from-csv takes every fact from the file; leave the rest of the fact out")
        addition.add_rows(facts, from_csv, dry_run=dry_run)
        return
    required = ("indicator", "period", *(() if change else ("reported",)), "source")
    values = addition.completed(given, required, ("near", "locator"))
    addition.add(facts, _of_indicator(values, entry.observation), dry_run=dry_run)


@add.command("target")
def target(
    indicator: IndicatorArgument = None,
    period: PeriodArgument = None,
    figure: FigureArgument = None,
    source: FromOption = None,
    near: NearOption = None,
    locator: LocatorOption = None,
    better: Annotated[
        str | None,
        typer.Option("--better", help="Which values meet it, where the figure does not tell: higher or lower."),
    ] = None,
    note: NoteOption = None,
    dry_run: DryOption = False,
    facts: OwnFactsOption = None,
) -> None:
    """Add a target: what a value is to reach by the end of a period."""
    from shipa import entry
    from shipa.cli import addition

    given = {
        "indicator": indicator,
        "period": period,
        "reported": " ".join(figure or []),
        "source": source,
        "locator": locator,
        "near": near,
        "better": better,
        "note": note,
    }
    values = addition.completed(given, ("indicator", "period", "reported", "source"), ("near", "locator"))
    addition.add(facts, _of_indicator(values, entry.target), dry_run=dry_run)


@add.command("source")
def source(  # noqa: PLR0913, PLR0917 - one option a key
    id_: Annotated[
        str | None, typer.Argument(metavar="ID", help="What facts will call it, such as survey-2025.")
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", help="Its headline, or [a description] where it has none.")
    ] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Who published it.")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="press release, white paper, news article, dataset, …")
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="2025-04-22, 2025-04 or 2025.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where it was read.")] = None,
    accessed: Annotated[str | None, typer.Option("--accessed", metavar="DATE", help="When it was read there.")] = None,
    author: Annotated[str | None, typer.Option("--author", help="Who wrote it.")] = None,
    author_family: Annotated[
        str | None, typer.Option("--author-family", help="The family name of a person who wrote it.")
    ] = None,
    language: Annotated[str | None, typer.Option("--language", help="Its language: en, zh, …")] = None,
    title_zh: Annotated[str | None, typer.Option("--title-zh", help="Its Chinese title.")] = None,
    publisher_zh: Annotated[str | None, typer.Option("--publisher-zh", help="The publisher's Chinese name.")] = None,
    sha256: Annotated[str | None, typer.Option("--sha256", help="The digest of the text that was read.")] = None,
    note: NoteOption = None,
    dry_run: DryOption = False,
    facts: OwnFactsOption = None,
) -> None:
    """Add a source: shipa add source survey-2025 --title "…" --publisher "…" --kind dataset."""
    from shipa import entry
    from shipa.cli import addition

    given = {
        "id": id_,
        "title": title,
        "title_zh": title_zh,
        "publisher": publisher,
        "publisher_zh": publisher_zh,
        "author": author,
        "author_family": author_family,
        "published": published,
        "kind": kind,
        "url": url,
        "accessed": accessed,
        "language": language,
        "sha256": sha256,
        "note": note,
    }
    values = addition.completed(given, ("id", "title", "publisher", "kind"), ("published", "url"))
    name = str(values.pop("id"))

    def check(base: FactBase, _own: str, problems: Problems) -> Sequence[Checked]:
        return [entry.source(base, name, values, problems)]

    addition.add(facts, check, dry_run=dry_run)


@add.command("indicator")
def indicator_(  # noqa: PLR0913, PLR0917 - one option a key
    id_: Annotated[
        str | None, typer.Argument(metavar="ID", help="What people will type, such as library-visits.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="What is measured, in a few words.")] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", help="What it is counted in: cases, percent, yuan, rank, …")
    ] = None,
    timing: Annotated[
        str | None, typer.Option("--timing", help="during a period, at its end, or as-of a date.")
    ] = None,
    topic: Annotated[
        str | None, typer.Option("--topic", help="The group it belongs to, which is also its file.")
    ] = None,
    title_zh: Annotated[str | None, typer.Option("--title-zh", help="The Chinese title.")] = None,
    unit_zh: Annotated[str | None, typer.Option("--unit-zh", help="The unit in Chinese.")] = None,
    topic_zh: Annotated[str | None, typer.Option("--topic-zh", help="The topic in Chinese.")] = None,
    definition: Annotated[
        str | None, typer.Option("--definition", help="One sentence on what exactly is counted.")
    ] = None,
    aliases: Annotated[list[str] | None, typer.Option("--alias", help="Another name; may be repeated.")] = None,
    aliases_zh: Annotated[
        list[str] | None, typer.Option("--alias-zh", help="Another Chinese name; may be repeated.")
    ] = None,
    part_of: Annotated[
        str | None, typer.Option("--part-of", metavar="ID", help="The indicator that it is a part of.")
    ] = None,
    cumulative: Annotated[
        bool, typer.Option("--cumulative", help="It counts from a beginning and never falls.")
    ] = False,
    place: Annotated[str | None, typer.Option("--place", help="Where, if not the place of the pack.")] = None,
    note: NoteOption = None,
    dry_run: DryOption = False,
    facts: OwnFactsOption = None,
) -> None:
    """Add an indicator: shipa add indicator visits --title Visits --unit visits --timing during --topic Museums."""
    from shipa import entry
    from shipa.cli import addition

    given = {
        "id": id_,
        "topic": topic,
        "topic_zh": topic_zh,
        "title": title,
        "title_zh": title_zh,
        "unit": unit,
        "unit_zh": unit_zh,
        "timing": timing,
        "definition": definition,
        "aliases": tuple(aliases or ()),
        "aliases_zh": tuple(aliases_zh or ()),
        "part_of": part_of,
        "cumulative": cumulative,
        "place": place,
        "note": note,
    }
    values = addition.completed(given, ("id", "topic", "title", "unit", "timing"), ("definition",))
    name = str(values.pop("id"))
    heading: dict[str, str] = {key: str(values.pop(key)) for key in ("topic", "topic_zh") if key in values}

    def check(base: FactBase, own: str, problems: Problems) -> Sequence[Checked]:
        return [entry.indicator(base, own, name, heading, values, problems)]

    addition.add(facts, check, dry_run=dry_run)


def _of_indicator(
    values: dict[str, Value], make: Callable[[FactBase, str, Indicator, Mapping[str, Value], Problems], Checked]
) -> Check:
    """Return the check of an entry that belongs to the indicator that the values name."""
    name = str(values.pop("indicator"))

    def check(base: FactBase, own: str, problems: Problems) -> Sequence[Checked]:
        from shipa import query

        return [make(base, own, query.indicator_named(base, name), values, problems)]

    return check
