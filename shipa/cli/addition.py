"""From what a person wants to add to a written fact: what is missing is asked for, what follows is shown first."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import typer

from shipa import own_pack
from shipa.change import Row, series
from shipa.cli.console import remark, write
from shipa.cli.options import chosen_language
from shipa.cli.output import draw
from shipa.cli.session import folders_of, own_folder
from shipa.entry import Checked, Entry, Value
from shipa.errors import ExitStatus, PackError, UsageError
from shipa.model import FactBase
from shipa.problems import Problems, printable

Check = Callable[[FactBase, str, Problems], Checked]

_MOST_BLOCKS = 10  # more than these are shown as a table alone
_QUESTIONS = {
    "indicator": "Indicator",
    "id": "Id",
    "period": "Period (2024, 2024-05, 2020/2022)",
    "reported": "Figure as the document prints it",
    "source": "Source (its id)",
    "near": "Two to five words beside the figure",
    "locator": "Where in the document",
    "published": "Published (2025-04-22, 2025-04)",
    "url": "Address",
    "timing": "Timing (during, end or as-of)",
}


def completed(
    given: Mapping[str, Value | None], required: Sequence[str], wished: Sequence[str] = ()
) -> dict[str, Value]:
    """Return what was given, on a terminal with the answers to questions for what is missing of ``required``.

    ``wished`` is asked for as well once something has to be. Raises UsageError where nobody can be asked.
    """
    values = {key: value for key, value in given.items() if value}
    missing = [key for key in required if key not in values]
    if missing and not _is_watched():
        raise UsageError(f"what is missing is {', '.join(map(_as_typed, missing))}; see --help")
    for key in (*missing, *(key for key in wished if missing and key not in values)):
        question = _QUESTIONS.get(key, key.capitalize())
        if key in required:
            values[key] = typer.prompt(question, err=True)
        elif text := typer.prompt(f"{question}, or nothing", default="", show_default=False, err=True):
            values[key] = text
    return values


def add(facts: Path | None, check: Check, *, dry_run: bool) -> None:
    """Add what ``check`` makes of the facts to the person's own pack, showing it first."""

    def propose(base: FactBase, own: str) -> own_pack.Proposal:
        problems = Problems()
        checked = check(base, own, problems)
        if problems.found:
            raise PackError(tuple(map(own_pack.told, problems.found)))
        return own_pack.Proposal.of([checked])

    keep(facts, propose, dry_run=dry_run)


def keep(facts: Path | None, propose: own_pack.Propose, *, dry_run: bool) -> None:
    """Show what is proposed, and unless it is a dry run write it."""
    own, folders = own_folder(facts), folders_of(facts)
    draft = own_pack.draft(folders, own, propose)
    if draft.proposal.entries:
        _show(draft, own)
        flaws = _flaws(draft)
        for flaw in flaws:
            remark(flaw)
        if dry_run:
            remark("this was a dry run; nothing was written")
            return
        if flaws and _is_watched() and not typer.confirm("Write it all the same?", err=True):
            raise typer.Exit(ExitStatus.NOTHING_FOUND)
        draft = own_pack.keep(folders, own, propose, draft)
    _report(draft, own)


def _report(draft: own_pack.Draft, own: Path) -> None:
    files = dict.fromkeys(str(own / entry.file) for entry in draft.proposal.entries)
    new, known = len(draft.proposal.entries), len(draft.proposal.known)
    if not new:
        what = (
            f"is there already: {own_pack.place_of(draft.proposal.known[0])}" if known == 1 else "are all there already"
        )
        remark(f"{'that' if known == 1 else 'these'} {what}; nothing was changed")
    else:
        count = f"{new} " if new + known > 1 else ""
        remark(f"added {count}to {', '.join(files)}" + (f"; {known} were there already" if known else ""))


def _show(draft: own_pack.Draft, own: Path) -> None:
    entries = draft.proposal.entries
    if len(entries) <= _MOST_BLOCKS:
        write(f"# {printable(str(own / entry.file))}\n{entry.block()}\n" for entry in entries)
    rows = [row for entry in entries if entry.array for row in _rows(draft.extended, entry)]
    rows = list({(row.indicator.id, row.entry.at): row for row in rows}.values())
    if rows:
        from shipa.render import layout

        draw(layout.of_rows(draft.extended, rows, chosen_language(None)))


def _rows(base: FactBase, entry: Entry) -> Iterable[Row]:
    """Return the row of a new entry, with the one that its change is computed from and those computed from it."""
    rows = series(base.indicators[entry.table])
    period = entry.values["period"]
    return [
        row
        for row in rows
        if row.period.text == period
        or (row.change and row.change.base.text == period)
        or any(new.change and new.change.base == row.period for new in rows if new.period.text == period)
    ]


def _flaws(draft: own_pack.Draft) -> list[str]:
    """Return what an audit finds in the facts with the entries that it does not find without them."""
    from shipa.audit import Scope, audit

    names = dict.fromkeys(entry.table for entry in draft.proposal.entries)

    def found(base: FactBase) -> dict[str, None]:
        known = tuple(base.indicators[name] for name in names if name in base.indicators)
        flaws = audit(Scope(base=base, indicators=known)).flaws if known else ()
        return dict.fromkeys(f"{one.rule.code} {one.check.message}" for one in flaws)

    before = found(draft.base)
    return [flaw for flaw in found(draft.extended) if flaw not in before]


def _as_typed(key: str) -> str:
    names = {"indicator": "INDICATOR", "id": "ID", "period": "PERIOD", "reported": "FIGURE"}
    return names.get(key, f"--{key.replace('_', '-')}")


def _is_watched() -> bool:
    """Return whether there is a person to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()
