"""Check the numbers of drafts: ``check``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - `date` is the name of an option
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from shipa.cli.options import (
    CsvOption,
    FactsOption,
    JsonOption,
    ReportFormat,
    ReportFormatOption,
    chosen_report_format,
)
from shipa.cli.session import facts_of
from shipa.errors import DraftError, ExitStatus, UsageError

if TYPE_CHECKING:
    from shipa.check import Checker, Report
    from shipa.drafts import Draft
    from shipa.findings import Finding
    from shipa.model import FactBase
    from shipa.render.report import Checked

_A_MOMENT = 0.1  # seconds between two looks at the drafts that are watched
_PATIENCE = 1.0  # seconds after which a person is told how far it is


class DraftFormat(StrEnum):
    """How a draft is written."""

    MARKDOWN = "markdown"
    TEXT = "text"
    RST = "rst"
    HTML = "html"


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Drafts, or - for standard input.")],
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help='What "last year" is relative to; else the date: of the draft.'),
    ] = None,
    written_in: Annotated[
        DraftFormat | None, typer.Option("--as", help="How the drafts are written; else the endings of their names.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Numbers that no fact decides are findings, too.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Write the right number where there is exactly one, and check again.")
    ] = False,
    cite: Annotated[
        bool, typer.Option("--cite", help="Add footnotes to the supported numbers of Markdown drafts.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again at each save, until interrupted.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Also show the numbers that are right.")] = False,
    form: ReportFormatOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
    facts: FactsOption = None,
) -> None:
    """Check every number of a draft against the facts.

    Ends with 0 where all is well, 1 where a number is wrong and 2 where a draft could not be read.
    """
    from shipa.check import Checker

    if (fix or cite or watch) and "-" in files:
        raise UsageError("--fix, --cite and --watch need files; standard input is only read")
    how, base = chosen_report_format(form, csv=csv, json=json), facts_of(facts)
    desk = _Desk(
        base=base,
        checker=Checker(base),
        date=_day(date),
        format=written_in.value if written_in else "",
        strict=strict,
        fix=fix,
        cite=cite,
    )

    def once() -> int:
        return _checked(desk, files, how, verbose=verbose)

    status = _watched(files, once) if watch else once()
    if status:
        raise typer.Exit(status)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What is done with each draft, and on which facts."""

    base: FactBase
    checker: Checker
    date: Date | None
    format: str
    strict: bool
    fix: bool
    cite: bool

    def checked(self, path: str) -> Checked:
        """Return a draft with its findings, mended and footnoted first where that was asked for."""
        from shipa.drafts import read_draft

        draft = read_draft(path, self.format)
        if self.fix:
            draft = self._mended(draft)
        if self.cite:
            draft = self._footnoted(draft)
        return self._with_findings(draft)

    def _report(self, draft: Draft) -> tuple[Report, tuple[Finding, ...]]:
        from shipa.check.ignore import reviewed

        report = self.checker.check(draft.text, date=self.date, format=draft.format)
        return reviewed(report, draft.text, draft.path)

    def _with_findings(self, draft: Draft) -> Checked:
        from shipa.check.pages import findings
        from shipa.render.report import Checked

        report, complaints = self._report(draft)
        found = [*findings(report, draft.path, strict=self.strict), *((complaint, None) for complaint in complaints)]
        found.sort(key=lambda pair: pair[0])
        return Checked(path=draft.path, text=draft.text, report=report, findings=tuple(found))

    def _mended(self, draft: Draft) -> Draft:
        from shipa.check.mend import mended

        return _rewritten(draft, *mended(draft.text, self._report(draft)[0]), "mended")

    def _footnoted(self, draft: Draft) -> Draft:
        from shipa.check.mend import footnoted
        from shipa.cite.note import footnote_definition

        if draft.format != "markdown":
            raise UsageError(f"{draft.path}: footnotes can only be added to Markdown; cite by hand with `shipa cite`")
        noted = footnoted(draft.text, self._report(draft)[0], lambda id_: footnote_definition(self.base.sources[id_]))
        return _rewritten(draft, *noted, "cited")


def _rewritten(draft: Draft, text: str, count: int, done: str) -> Draft:
    from shipa.cli.console import remark
    from shipa.drafts import write_draft

    if not count:
        return draft
    written = write_draft(draft, text)
    remark(f"{draft.path}: {count} number{'' if count == 1 else 's'} {done}")
    return written


def _checked(desk: _Desk, files: Sequence[str], form: ReportFormat, *, verbose: bool) -> int:
    """Check all drafts once, print what was found, and return the exit status."""
    from shipa.cli.console import remark
    from shipa.findings import Severity

    checked: list[Checked] = []
    unread = 0
    for path in _with_progress(files):
        try:
            checked.append(desk.checked(path))
        except DraftError as error:
            unread += 1
            remark(str(error))
    _write(checked, form, verbose=verbose)
    if unread:
        return ExitStatus.FAILED
    wrong = any(finding.severity is Severity.ERROR for draft in checked for finding, _ in draft.findings)
    return ExitStatus.NOTHING_FOUND if wrong else ExitStatus.DONE


def _write(checked: Sequence[Checked], form: ReportFormat, *, verbose: bool) -> None:
    from shipa import __version__
    from shipa.check.pages import PAGES
    from shipa.cli.console import write
    from shipa.render import delimited, diagnostics, report

    found = [finding for draft in checked for finding, _ in draft.findings]
    match form:
        case ReportFormat.TEXT:
            write(report.text(checked, verbose=verbose))
        case ReportFormat.JSON:
            write(report.json(checked))
        case ReportFormat.CSV:
            write(delimited.csv(diagnostics.sheet(found)))
        case ReportFormat.SARIF:
            write(diagnostics.sarif(found, PAGES, __version__))
        case ReportFormat.GITHUB:
            write(diagnostics.github(found))


def _with_progress(files: Sequence[str]) -> Iterator[str]:
    """Yield the files; a person who waits for many is told on standard error how far it is."""
    begun, told = time.monotonic(), False
    for number, path in enumerate(files, start=1):
        if sys.stderr.isatty() and len(files) > 1 and time.monotonic() - begun > _PATIENCE:
            print(f"\rchecking {number} of {len(files)}", end="", file=sys.stderr, flush=True)
            told = True
        yield path
    if told:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _watched(files: Sequence[str], once: Callable[[], int]) -> int:
    """Check now and at each save, until the person interrupts."""
    from shipa.drafts import modified

    seen: list[int] = []
    while True:
        now = [modified(path) for path in files]
        if now != seen:
            seen = now  # as it was before the check: what is saved meanwhile is checked next
            once()
        time.sleep(_A_MOMENT)


def _day(text: str | None) -> Date | None:
    try:
        return Date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"--date is '{text}'; write a day as 2025-04-22") from None
