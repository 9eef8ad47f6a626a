"""Say where it stands: ``cite`` and ``open``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from shipa.cli import completion
from shipa.cli.options import FactsOption, LangOption, PackOption, YearsOption, chosen_language
from shipa.cli.session import facts_of
from shipa.errors import ExitStatus, UsageError

if TYPE_CHECKING:
    from shipa.cite.citation import Figure
    from shipa.cite.dates import PartialDate
    from shipa.cite.request import Asked
    from shipa.cite.style import Style
    from shipa.cite.work import Work
    from shipa.model import FactBase


class CitationFormat(StrEnum):
    """How citations are written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    FOOTNOTE = "footnote"
    HTML = "html"
    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    RIS = "ris"
    CSL_JSON = "csl-json"


_IN_TEXT = {CitationFormat.TEXT, CitationFormat.MARKDOWN, CitationFormat.HTML}
_ENTRIES = _IN_TEXT | {CitationFormat.FOOTNOTE}

NamesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FACT|SOURCE]...",
        help="Indicators, ids of sources, or a number such as 6,822.",
        autocompletion=completion.indicators_and_sources,
    ),
]


def _styles(incomplete: str) -> list[str]:
    """Return the styles whose names begin so, for the shell's completion."""
    from shipa.cite.styles import NAMES

    return [name for name in NAMES if name.startswith(incomplete)]


StyleOption = Annotated[
    str,
    typer.Option(
        "--style",
        "-s",
        metavar="STYLE",
        help="plain, apa, chicago, chicago-notes, mla, harvard, gbt7714-2025 or gbt7714-2015.",
        autocompletion=_styles,
    ),
]
CitationFormatOption = Annotated[CitationFormat, typer.Option("--format", "-f", help="How to write it.")]
InlineOption = Annotated[
    bool, typer.Option("--inline", "-i", help="Write the figure with its source in brackets, for a running text.")
]
ChangeOption = Annotated[bool, typer.Option("--change", help="Cite the computed change, from both of its sources.")]
UsedInOption = Annotated[
    str | None, typer.Option("--used-in", metavar="FILE", help="Cite every source that this draft cites; - reads it.")
]
AccessedOption = Annotated[
    str | None, typer.Option("--accessed", metavar="DATE", help="When the pages were read: 2026-11-22, or today.")
]


def cite(
    names: NamesArgument = None,
    years: YearsOption = None,
    style: StyleOption = "plain",
    form: CitationFormatOption = CitationFormat.TEXT,
    inline: InlineOption = False,
    change: ChangeOption = False,
    used_in: UsedInOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Cite every source.")] = False,
    accessed: AccessedOption = None,
    deep_link: Annotated[
        bool, typer.Option("--deep-link", help="Lead to the very words, not only to the page.")
    ] = False,
    copy: Annotated[bool, typer.Option("--copy", "-c", help="Put it on the clipboard as well.")] = False,
    lang: LangOption = None,
    pack: PackOption = None,
    facts: FactsOption = None,
) -> None:
    """Cite what figures rest on, ready to be pasted.

    For example: shipa cite visits --years 2024 --style apa, or shipa cite 6,822 --format footnote.
    """
    from shipa.cite import access
    from shipa.cite.citation import works_of
    from shipa.cite.request import Asked, asked
    from shipa.cite.styles import style_named
    from shipa.cli.console import remark, write

    ways = sum((bool(names or years), bool(used_in), everything))
    if not ways:
        raise UsageError("cite what? name an indicator, a source or a number, or use --years, --used-in or --all")
    if ways > 1 or (change and not (names or years)):
        raise UsageError("names and years, --used-in and --all exclude each other, and --change needs names or years")
    chosen, day, base = style_named(style), _day(accessed), facts_of(facts, pack)
    if used_in:
        wanted = _used_in(used_in, base)
    elif everything:
        wanted = Asked(
            sources=tuple(base.sources.values()), remark="" if base.sources else "these facts have no sources"
        )
    else:
        wanted = asked(base, names or (), years, change=change)
    if wanted.remark:
        remark(wanted.remark)
    if not (wanted.figures or wanted.sources):
        raise typer.Exit(ExitStatus.NOTHING_FOUND)
    language = chosen_language(lang)
    works = works_of(base, wanted.figures, wanted.sources, accessed=day, deep_link=deep_link)
    text = "".join(_written(chosen, form, wanted.figures, works, language, inline=inline))
    write([text])
    undated = [work.id for work in works if chosen.is_undated(work)]
    if undated and form in _ENTRIES and not inline:
        remark(access.wanted(style, undated))
    if copy:
        from shipa.clipboard import copy as copy_to_clipboard

        remark(f"copied through {copy_to_clipboard(text.rstrip())}")


def open_(
    names: NamesArgument = None,
    years: YearsOption = None,
    printed: Annotated[bool, typer.Option("--print", help="Print the address instead.")] = False,
    facts: FactsOption = None,
) -> None:
    """Open the document that states a fact in the browser, at the very words; without a browser, print its address.

    Of several facts the latest is opened.
    """
    from shipa.browser import open_address
    from shipa.cite.deeplink import deep_link, is_web
    from shipa.cite.request import asked
    from shipa.cli.console import remark, write

    if not (names or years):
        raise UsageError("open what? name an indicator, a source or a number")
    base = facts_of(facts)
    wanted = asked(base, names or (), years)
    if wanted.remark:
        remark(wanted.remark)
    if not (wanted.figures or wanted.sources):
        raise typer.Exit(ExitStatus.NOTHING_FOUND)
    fact = wanted.latest
    source = base.sources[fact.source] if fact else wanted.sources[0]
    if not is_web(source.url):
        where = f"; it stands at: {fact.locator}" if fact and fact.locator else ""
        remark(f"no web address is known of '{source.id}' ({source.title}){where}")
        raise typer.Exit(ExitStatus.NOTHING_FOUND)
    address = deep_link(source.url, [fact] if fact else [])
    if printed or not open_address(address):
        write([f"{address}\n"])


def _day(accessed: str | None) -> PartialDate | None:
    if not accessed:
        return None
    from datetime import datetime

    from shipa.cite.dates import parse_date

    return parse_date(datetime.now().astimezone().date().isoformat() if accessed == "today" else accessed)


def _used_in(draft: str, base: FactBase) -> Asked:
    from shipa.cite.request import Asked
    from shipa.cite.used import used_in
    from shipa.drafts import read_draft

    sources = used_in(read_draft(draft).text, base.sources.values())
    return Asked(sources=sources, remark="" if sources else f"'{draft}' cites no source of these facts")


def _written(
    style: Style,
    form: CitationFormat,
    figures: Sequence[Figure],
    works: Sequence[Work],
    lang: str,
    *,
    inline: bool,
) -> Iterable[str]:
    """Return the citations in the format asked for. Raises UsageError where the format has no form for running text."""
    from shipa.render import citation

    if inline:
        if form not in _IN_TEXT:
            raise UsageError(f"--inline writes text, markdown or html, not {form}; leave one of them out")
        return citation.inline(style, figures, works, form, lang)
    match form:
        case CitationFormat.TEXT | CitationFormat.MARKDOWN | CitationFormat.HTML:
            return citation.entries(style, figures, works, form, lang)
        case CitationFormat.FOOTNOTE:
            return citation.footnotes(style, figures, works, lang)
        case _:
            return citation.records(form, figures, works, lang)
