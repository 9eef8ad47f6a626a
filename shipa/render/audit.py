"""What an audit found, as text and as one JSON object; how much it could see is always part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from json import dumps

from shipa.audit import Judged, Report
from shipa.findings import Finding, Severity
from shipa.render import diagnostics
from shipa.render.text import plain

Accepted = tuple[Finding, str]  # a finding and the reason for which it stands


def text(report: Report, findings: Sequence[Finding], accepted: Sequence[Accepted], *, verbose: bool) -> Iterator[str]:
    """Yield the findings, line by line, and the summary; ``verbose`` adds what holds, is accepted or is open."""
    yield from diagnostics.lines(findings)
    if verbose:
        if findings:
            yield "\n"
        for finding, reason in accepted:
            yield plain(f"{diagnostics.place(finding)}: {finding.code} accepted: {reason}") + "\n"
        for judged in report.said:
            yield plain(f"{judged.rule.code} {judged.check.at.key}: {judged.check.message}") + "\n"
    if findings or verbose:
        yield "\n"
    yield summary(report) + "\n"
    if verbose:
        for (code, reason), count in sorted(report.impossible.items()):
            yield plain(f"  {count} not made by {code}: {reason}") + "\n"


def summary(report: Report) -> str:
    """Return what was done in one line, and what came of it in another."""
    impossible = sum(report.impossible.values())
    done = (
        f"{_counted(len(report.rules), 'rule')} on {_counted(report.facts, 'fact')}: "
        f"{_counted(report.made, 'check')} made, {impossible:,} impossible"
    )
    found = ", ".join(_counted(report.count(severity), severity.value) for severity in Severity)
    return f"{done}.\n{found}, {len(report.accepted):,} accepted."


def json(report: Report, findings: Sequence[Finding], accepted: Sequence[Accepted]) -> Iterator[str]:
    """Yield one object: version, findings, accepted, checks that hold, checks that were impossible, summary."""
    whole = {
        "version": 1,
        "findings": [_finding(one) for one in findings],
        "accepted": [_finding(one) | {"reason": plain(reason)} for one, reason in accepted],
        "checks": [_check(judged) for judged in report.said],
        "impossible": [
            {"code": code, "reason": reason, "count": count}
            for (code, reason), count in sorted(report.impossible.items())
        ],
        "summary": {
            "rules": len(report.rules),
            "facts": report.facts,
            "checks": report.made,
            "impossible": sum(report.impossible.values()),
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "notes": report.count(Severity.NOTE),
            "accepted": len(report.accepted),
        },
    }
    yield dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _finding(finding: Finding) -> dict[str, str | int | None]:
    return {
        "path": finding.path,
        "line": finding.line or None,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": plain(finding.message),
    }


def _check(judged: Judged) -> dict[str, str]:
    check = judged.check
    return {"code": judged.rule.code, "at": check.at.key, "message": plain(check.message)}


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
