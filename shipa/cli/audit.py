"""Whether the facts hold together, and what follows from them: ``audit``, ``explain``, ``targets`` and ``why``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shipa.cli import completion
from shipa.cli.options import (
    CsvOption,
    FactsOption,
    FormatOption,
    JsonOption,
    LangOption,
    ReportFormat,
    ReportFormatOption,
    chosen_format,
    chosen_language,
    chosen_report_format,
)
from shipa.cli.session import facts_of
from shipa.errors import ExitStatus, UsageError

if TYPE_CHECKING:
    from shipa.audit import Document, Judged
    from shipa.findings import Finding
    from shipa.rule import Rule

MOST_BYTES = 16 * 2**20


def audit(
    indicators: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INDICATOR]...", help="Only these: ids, aliases or words of the title."),
    ] = None,
    sources: Annotated[
        Path | None,
        typer.Option("--sources", metavar="DIR", help="Also find every figure in the documents' texts in this folder."),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Also show what holds, how exactly, and what could not be checked.")
    ] = False,
    form: ReportFormatOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
    facts: FactsOption = None,
) -> None:
    """Find what does not add up in the facts themselves.

    Ends with 0 where all is well, 1 where an error was found and 2 where facts or documents could not be checked.
    """
    from shipa import __version__, query
    from shipa.audit import Scope
    from shipa.audit import audit as judge
    from shipa.audit.texts import documents_of
    from shipa.cli.console import write
    from shipa.render import audit as written
    from shipa.render import delimited, diagnostics

    how, base = chosen_report_format(form, csv=csv, json=json), facts_of(facts)
    chosen = query.indicators_named(base, indicators) if indicators else tuple(base.indicators.values())
    documents = documents_of(base, _documents(sources)) if sources else None
    if sources and not documents:
        raise UsageError(f"no document that the facts come from is in '{sources}'; name the folder with their texts")
    report = judge(Scope(base=base, indicators=chosen, documents=documents))
    found = sorted(_finding(one, sources) for one in report.flaws)
    accepted = sorted((_finding(one, sources), one.accepted) for one in report.accepted)
    match how:
        case ReportFormat.TEXT:
            write(written.text(report, found, accepted, verbose=verbose))
        case ReportFormat.JSON:
            write(written.json(report, found, accepted))
        case ReportFormat.CSV:
            write(delimited.csv(diagnostics.sheet(found)))
        case ReportFormat.SARIF:
            write(diagnostics.sarif(found, report.rules, __version__, accepted))
        case ReportFormat.GITHUB:
            write(diagnostics.github(found))
    if not report.is_clean:
        raise typer.Exit(ExitStatus.NOTHING_FOUND)


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="The code or the name of a rule, such as A201.")
    ] = None,
) -> None:
    """Print the manual page of a rule: what it looks for, why, how to mend what it finds. Without a code, list them."""
    from shipa.cli.console import write
    from shipa.render import manual
    from shipa.rule import rule_named

    rules = _all_rules()
    write(manual.page(rule_named(rules, code)) if code else manual.listed(rules))


def _all_rules() -> Sequence[Rule]:
    """Return the rules of every command that has some, by code."""
    from shipa.audit import RULES
    from shipa.check.pages import PAGES

    return sorted((*RULES.values(), *PAGES), key=lambda rule: rule.code)


def _finding(judged: Judged, sources: Path | None) -> Finding:
    """Return a flaw as a finding, with the line of the fact file or of the document that it is in."""
    from shipa.findings import Finding
    from shipa.store import line_of

    at, line = judged.check.at, judged.check.line
    path = str(sources / at.file) if sources and line else at.file
    return Finding(
        path=_from_here(path),
        line=line or line_of(at),
        code=judged.rule.code,
        severity=judged.rule.severity,
        message=_told(judged),
    )


def _told(judged: Judged) -> str:
    """Return the message, with the fact that it is about where the line alone would not tell."""
    key = judged.check.at.key.partition(".")[0]
    return f"{key}: {judged.check.message}" if key else judged.check.message


def _from_here(path: str) -> str:
    """Return a path as it is shortest from here; one that leads elsewhere stays as it is."""
    try:
        return str(Path(path).resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return path


def _documents(folder: Path) -> Iterator[Document]:
    """Yield the texts directly in a folder; what is hidden, large, no text or itself facts is nobody's document."""
    from hashlib import sha256

    from shipa.audit import Document

    if not folder.is_dir():
        raise UsageError(f"there is no folder '{folder}'; name the one with the texts of the documents")
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.suffix == ".toml" or not path.is_file():
            continue
        if path.stat().st_size > MOST_BYTES:
            continue
        data = path.read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        yield Document(name=path.name, sha256=sha256(data).hexdigest(), text=text)


def targets(
    indicators: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INDICATOR]...", help="Only these: ids, aliases or words of the title."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by", metavar="PERIOD", help="Only what is due until then; latest is the last one with a value."
        ),
    ] = None,
    lang: LangOption = None,
    form: FormatOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
    facts: FactsOption = None,
) -> None:
    """Show each target beside the latest value: how far, how fast so far, how fast it would have to go."""
    from shipa import query
    from shipa.cli.console import remark
    from shipa.cli.output import answer
    from shipa.progress import progress_of
    from shipa.render import progress

    how, language = chosen_format(form, csv=csv, json=json), chosen_language(lang)
    base = facts_of(facts)
    chosen = query.indicators_named(base, indicators) if indicators else tuple(base.indicators.values())
    until = query.period_named(chosen, by) if by else None
    found = tuple(progress_of(chosen, until.last if until else None, base.sources))
    if not found:
        remark(f"no target is known{f' that is due until {until}' if until else ''}")
        raise typer.Exit(ExitStatus.NOTHING_FOUND)
    answer(how, lambda: progress.sheet(found, language), lambda: progress.blocks(base, found, language))


def why(
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
    lang: LangOption = None,
    form: FormatOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
    facts: FactsOption = None,
) -> None:
    """Show everything behind a figure: its place, its arithmetic, what supports it and what contradicts it."""
    from shipa import query
    from shipa.cli.console import remark
    from shipa.cli.output import answer
    from shipa.render import why as written
    from shipa.why import reasons_for

    how, language = chosen_format(form, csv=csv, json=json), chosen_language(lang)
    base = facts_of(facts)
    one = query.indicator_named(base, indicator)
    found = reasons_for(base, one, query.period_named([one], period), language)
    if not found.rows:
        remark(query.nothing_known([one], period, ""))
        raise typer.Exit(ExitStatus.NOTHING_FOUND)
    answer(how, lambda: written.sheet(found), lambda: written.blocks(base, found, language))
