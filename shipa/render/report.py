"""What was found in drafts: for a writer with the number underlined, and as the JSON that tools rely on."""

from __future__ import annotations

import json as writer
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from shipa.check.claim import Claim, Report, Verdict
from shipa.findings import Finding, Severity
from shipa.render.diagnostics import place
from shipa.render.text import plain

_VERSION = 1
_WIDEST_LINE = 96
_BEFORE_NUMBER = 60
_COUNTS = ("supported", "contradicted", "unknown", "set_aside")
_Json = str | int | None | list["_Json"] | dict[str, "_Json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A draft with its report, and the findings that come from it."""

    path: str
    text: str
    report: Report
    findings: tuple[tuple[Finding, Claim | None], ...] = ()


def text(checked: Sequence[Checked], *, verbose: bool = False) -> Iterator[str]:
    """Yield the findings with their lines, with ``verbose`` what is known of every number, then a summary line."""
    for draft in checked:
        lines = draft.text.split("\n")
        for finding, claim in draft.findings:
            yield _told(finding) + (_underlined(lines, claim) if claim else "")
        if verbose:
            yield from (
                _noted(draft.path, claim) for claim in draft.report.claims if claim.verdict is Verdict.SUPPORTED
            )
    yield summary(checked) + "\n"


def summary(checked: Sequence[Checked]) -> str:
    """Return one line with the counts of all numbers of the drafts."""
    counts = _summed(_counts(draft.report) for draft in checked)
    drafts = f"{len(checked)} draft" + ("" if len(checked) == 1 else "s")
    return f"{drafts}, {counts['seen']} numbers: " + ", ".join(
        f"{counts[name]} {name.replace('_', ' ')}" for name in _COUNTS
    )


def json(checked: Sequence[Checked]) -> Iterator[str]:
    """Yield one JSON object with every number of every draft and the counts; new members only come at the end."""
    files: list[_Json] = [
        {
            "path": plain(draft.path),
            "claims": [_claim(claim) for claim in draft.report.claims],
            "numbers": dict(_counts(draft.report)),
            "set_aside": [
                {"start": one.start, "end": one.end, "reason": plain(one.reason)} for one in draft.report.set_aside
            ],
        }
        for draft in checked
    ]
    total = _summed(_counts(draft.report) for draft in checked)
    answer: _Json = {"version": _VERSION, "files": files, "summary": dict(total)}
    yield writer.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _told(finding: Finding) -> str:
    weight = "" if finding.severity is Severity.ERROR else f"{finding.severity}: "
    return plain(f"{place(finding)}: {finding.code} {weight}{finding.message}") + "\n"


def _noted(path: str, claim: Claim) -> str:
    sources = f" ({', '.join(claim.sources)})" if claim.sources else ""
    message = f"; {claim.message}" if claim.message else ""
    known = f"{claim.indicator} {claim.period}: {claim.expected}{sources}{message}"
    return plain(f"{path}:{claim.line}:{claim.column}: supported: {claim.text}: {known}") + "\n"


def _underlined(lines: Sequence[str], claim: Claim) -> str:
    """Return the line of a claim, or as much of it as fits, and the number marked below it."""
    line, start = plain(lines[claim.line - 1].rstrip("\r")), claim.column - 1
    first = max(0, start - _BEFORE_NUMBER) if len(line) > _WIDEST_LINE else 0
    shown = line[first : first + _WIDEST_LINE]
    head, tail = "…" if first else "", "…" if first + _WIDEST_LINE < len(line) else ""
    marked = line[start : start + claim.end - claim.start]
    margin = f"{claim.line:>6} | "
    blank = " " * (len(margin) - 2) + "| "
    mark = " " * _cells(head + line[first:start]) + "^" * max(_cells(marked), 1)
    help_ = f" {plain(claim.replacement)}" if claim.replacement else ""
    return f"{margin}{head}{shown}{tail}\n{blank}{mark}{help_}\n"


def _cells(shown: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in shown)


def _claim(claim: Claim) -> _Json:
    return {
        "start": claim.start,
        "end": claim.end,
        "line": claim.line,
        "column": claim.column,
        "text": claim.text,
        "verdict": claim.verdict.value,
        "code": claim.code or None,
        "indicator": claim.indicator or None,
        "period": claim.period or None,
        "role": claim.role.value if claim.role else None,
        "claimed": claim.claimed or None,
        "expected": claim.expected or None,
        "sources": list(claim.sources),
        "message": plain(claim.message) or None,
        "replacement": claim.replacement or None,
    }


def _counts(report: Report) -> dict[str, int]:
    verdicts = {verdict.value: report.count(verdict) for verdict in Verdict}
    return {"seen": report.seen, **verdicts, "set_aside": len(report.set_aside)}


def _summed(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total = dict.fromkeys(("seen", *_COUNTS), 0)
    for one in counts:
        for name, number in one.items():
            total[name] += number
    return total
