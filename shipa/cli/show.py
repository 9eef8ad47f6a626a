"""Look up: ``show``, ``get``, ``list``, ``search`` and ``which``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from shipa.cli import completion
from shipa.cli.options import (
    CsvOption,
    FactsOption,
    Format,
    FormatOption,
    JsonOption,
    LangOption,
    PackOption,
    SourceOption,
    YearsOption,
    chosen_format,
    chosen_language,
)
from shipa.cli.session import facts_of
from shipa.errors import ExitStatus, UsageError

if TYPE_CHECKING:
    from shipa.change import Row
    from shipa.model import Indicator

IndicatorsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[INDICATOR]...",
        help="Ids, aliases or words of the title, in English or Chinese.",
        autocompletion=completion.indicators,
    ),
]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Also show intervals, places and notes.")]


def show(
    indicators: IndicatorsArgument = None,
    years: YearsOption = None,
    source: SourceOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every indicator.")] = False,
    implied: Annotated[
        bool, typer.Option("--implied", help="Add the values that follow from reported changes, marked as such.")
    ] = False,
    verbose: VerboseOption = False,
    lang: LangOption = None,
    form: FormatOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
    pack: PackOption = None,
    facts: FactsOption = None,
) -> None:
    """Show values year by year, with the change computed.

    Without an indicator, --years gives everything known of those years and --source everything a document states.
    """
    from shipa import query
    from shipa.change import series
    from shipa.cli.console import remark
    from shipa.cli.output import answer
    from shipa.period import parse_selection
    from shipa.render import layout, sheet

    how, language = chosen_format(form, csv=csv, json=json), chosen_language(lang)
    if not (indicators or years or source or everything):
        raise UsageError("show what? name an indicator (see `shipa list`), or use --years, --source or --all")
    selection = parse_selection(years) if years else None
    rows_in: Callable[[Indicator], tuple[Row, ...]] = series
    if implied:
        from shipa.implied import series_with_implied

        rows_in = partial(series_with_implied, lang=language)
    base = facts_of(facts, pack)
    wanted = query.source_named(base, source).id if source else ""
    chosen = query.indicators_named(base, indicators) if indicators else tuple(base.indicators.values())
    rows = tuple(row for indicator in chosen for row in query.rows_of(indicator, selection, wanted, rows_in))
    if not rows:
        remark(query.nothing_known(chosen if indicators else (), years, wanted))
        raise typer.Exit(ExitStatus.NOTHING_FOUND)
    answer(
        how, lambda: sheet.of_rows(base, rows, language), lambda: layout.of_rows(base, rows, language, verbose=verbose)
    )


def get(
    indicator: Annotated[
        str,
        typer.Argument(
            metavar="INDICATOR", help="An id, an alias or words of the title.", autocompletion=completion.indicators
        ),
    ],
    period: Annotated[
        str,
        typer.Argument(metavar="PERIOD", help="2024, 2024-05, 2020/2022 or latest.", autocompletion=completion.periods),
    ],
    source: SourceOption = None,
    pack: PackOption = None,
    facts: FactsOption = None,
) -> None:
    """Print one bare value, for scripts.

    What the document hedges is said on standard error.
    """
    from shipa import query
    from shipa.cli.console import remark, write

    base = facts_of(facts, pack)
    value = query.value_of(
        query.indicator_named(base, indicator), period, query.source_named(base, source).id if source else ""
    )
    if value.quantity is None:
        remark(value.remark)
        raise typer.Exit(ExitStatus.NOTHING_FOUND)
    write([f"{query.bare(value.quantity.value)}\n"])
    if value.remark:
        remark(value.remark)


def list_(
    topic: Annotated[list[str] | None, typer.Argument(metavar="[TOPIC]", help="Words of a topic's name.")] = None,
    lang: LangOption = None,
    form: FormatOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
    pack: PackOption = None,
    facts: FactsOption = None,
) -> None:
    """List the indicators, all or those of a topic."""
    from shipa import query
    from shipa.cli.console import remark

    base = facts_of(facts, pack)
    if not base.indicators:
        remark("there are no indicators yet; add one with `shipa add indicator`")
        raise typer.Exit(ExitStatus.NOTHING_FOUND)
    found = query.of_topic(base, " ".join(topic)) if topic else tuple(base.indicators.values())
    _answer_indicators(found, chosen_language(lang), chosen_format(form, csv=csv, json=json))


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words of a title, an alias or a definition.")],
    lang: LangOption = None,
    form: FormatOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
    pack: PackOption = None,
    facts: FactsOption = None,
) -> None:
    """Find indicators by words of their names and definitions."""
    from shipa import query
    from shipa.cli.console import remark

    base, text = facts_of(facts, pack), " ".join(words)
    found = tuple(query.search(base, text))
    if not found:
        near = query.nearest(base, text)
        remark(
            f"nothing is called or described by '{text}'; "
            + (f"near it: {', '.join(near)}" if near else "see `shipa list`")
        )
        raise typer.Exit(ExitStatus.NOTHING_FOUND)
    _answer_indicators(found, chosen_language(lang), chosen_format(form, csv=csv, json=json))


def which(
    number: Annotated[list[str], typer.Argument(metavar="NUMBER", help='6185, "2.79 million", "10.3%" or 24.14万.')],
    lang: LangOption = None,
    form: FormatOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
    pack: PackOption = None,
    facts: FactsOption = None,
) -> None:
    """Tell which facts are a number, stated, rounded or computed."""
    from shipa import query
    from shipa.cli.console import remark
    from shipa.cli.output import answer
    from shipa.quantity import read
    from shipa.render import layout, sheet

    how, language, text = chosen_format(form, csv=csv, json=json), chosen_language(lang), " ".join(number)
    wanted = read(text)
    base = facts_of(facts, pack)
    matches = query.rows_with_number(base, wanted)
    if not matches:
        remark(f"no fact is '{text}'")
        raise typer.Exit(ExitStatus.NOTHING_FOUND)
    answer(how, lambda: sheet.of_matches(base, matches, language), lambda: layout.of_matches(base, matches, language))


def _answer_indicators(found: tuple[Indicator, ...], language: str, how: Format) -> None:
    from shipa.cli.output import answer
    from shipa.render import layout, sheet

    answer(how, lambda: sheet.of_indicators(found, language), lambda: layout.of_indicators(found, language))
