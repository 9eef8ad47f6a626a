"""From what a person wants to add to a written fact: what is missing is asked for, what follows is shown first."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import typer

from shipa import own_pack
from shipa.change import Row, series
from shipa.cli.console import drawn, is_watched, remark, write
from shipa.cli.options import chosen_language
from shipa.cli.session import folders_of, own_folder
from shipa.entry import Checked, Entry, Value
from shipa.errors import PackError, UsageError
from shipa.model import FactBase, Location
from shipa.problems import Problems, TooManyProblems, printable

Check = Callable[[FactBase, str, Problems], Sequence[Checked]]

_MOST_BLOCKS = 10  # more than these are shown as a table alone
_MOST_ROWS = 100
_MOST_BYTES = 16 * 2**20
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
    if missing and not is_watched():
        raise UsageError(f"what is missing is {', '.join(map(_as_typed, missing))}; see --help")
    for key in (*missing, *(key for key in wished if missing and key not in values)):
        question = _QUESTIONS.get(key, key.capitalize())
        if key in required:
            values[key] = typer.prompt(question, err=True)
        elif text := typer.prompt(f"{question}, or nothing", default="", show_default=False, err=True):
            values[key] = text
    return values


def add(facts: Path | None, check: Check, *, dry_run: bool) -> None:
    """Add what ``check`` makes of the facts to the person's own pack, showing it first: all or nothing."""
    own, folders = own_folder(facts), folders_of(facts)

    def propose(base: FactBase, pack: str) -> own_pack.Proposal:
        problems = Problems()
        try:
            checked = check(base, pack, problems)
        except TooManyProblems:
            checked = ()
        if problems.found:
            raise PackError(tuple(map(own_pack.told, problems.found)))
        return own_pack.Proposal.of(checked)

    draft = own_pack.draft(folders, own, propose)
    if draft.proposal.entries:
        _show(draft, own)
        for flaw in _flaws(draft):
            remark(flaw)
        if dry_run:
            remark("this was a dry run; nothing was written")
            return
        draft = own_pack.keep(folders, own, propose, draft)
    _report(draft, own)


def add_rows(facts: Path | None, path: Path, *, dry_run: bool) -> None:
    """Add the facts in the rows of a CSV file, or of standard input for ``-``. Raises UsageError if it is not UTF-8."""
    from shipa.intake import Intake

    try:
        with sys.stdin.buffer if str(path) == "-" else path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {(error.strerror or 'no data').lower()}; name a CSV file") from None
    if len(data) > _MOST_BYTES:
        raise UsageError(f"{path}: has more than {_MOST_BYTES >> 20} MiB; add it in several parts")
    try:
        rows = Intake(file=str(path), text=data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}:{line}: is not UTF-8; save it as UTF-8") from None
    add(facts, rows.checked, dry_run=dry_run)


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
        remark(
            f"added {count}to {', '.join(files)}"
            + (f"; {known} {'was' if known == 1 else 'were'} there already" if known else "")
        )


def _show(draft: own_pack.Draft, own: Path) -> None:
    entries = draft.proposal.entries
    if len(entries) <= _MOST_BLOCKS:
        write(f"# {printable(str(own / entry.file))}\n{entry.block()}\n" for entry in entries)
    shown = [entry for entry in entries if entry.array][:_MOST_ROWS]
    rows = list({row.entry.at: row for entry in shown for row in _rows(draft.extended, entry)}.values())
    if rows:
        from shipa.render import layout

        write([drawn(layout.of_rows(draft.extended, rows, chosen_language(None)))])


def _rows(base: FactBase, entry: Entry) -> Iterable[Row]:
    """Return the row of a new entry, with the one that its change is computed from and those computed from it."""
    rows = series(base.indicators[entry.table])
    period = entry.values["period"]
    bases = {row.change.base.text for row in rows if row.change and row.period.text == period}
    return [
        row for row in rows if row.period.text in {period, *bases} or (row.change and row.change.base.text == period)
    ]


def _flaws(draft: own_pack.Draft) -> list[str]:
    """Return what an audit finds in the facts with the entries that it does not find without them."""
    from shipa.audit import Scope, audit

    names = dict.fromkeys(entry.table for entry in draft.proposal.entries)

    def found(base: FactBase) -> dict[str, None]:
        known = tuple(base.indicators[name] for name in names if name in base.indicators)
        flaws = audit(Scope(base=base, indicators=known)).flaws if known else ()
        return {f"{one.rule.code} {one.check.message}": None for one in flaws if _table(one.check.at) in names}

    before = found(draft.base)
    return [flaw for flaw in found(draft.extended) if flaw not in before]


def _table(at: Location) -> str:
    return at.key.partition(".")[0]


def _as_typed(key: str) -> str:
    names = {"indicator": "INDICATOR", "id": "ID", "period": "PERIOD", "reported": "FIGURE"}
    return names.get(key, f"--{key.replace('_', '-')}")
