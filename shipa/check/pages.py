"""The rules of the draft checker as ``explain`` and SARIF know them, and claims as findings under them."""

from __future__ import annotations

from collections.abc import Iterator

from shipa.check.claim import Claim, Report, Verdict
from shipa.check.ignore import UNUSED, WITHOUT_REASON
from shipa.check.judge.rules import RULES
from shipa.findings import Finding, Severity
from shipa.rule import Rule


def unknown_number() -> None:
    """C200: no fact decides a number.

    What: with --strict, every number that the facts neither support nor contradict is a finding.
    Why: an editor who must be sure of each number has to see which ones nobody has checked.
    Fix: check the number by hand and ignore it with the reason, or add the fact with `shipa add`.

    Flagged: "12,000 visitors came" where no indicator counts visitors.
    Passes: every number that a fact supports, dates, and numbers in names.
    """


UNKNOWN = Rule(code="C200", name="unknown-number", severity=Severity.ERROR, page=unknown_number.__doc__ or "")
PAGES: tuple[Rule, ...] = (
    *(
        Rule(
            code=code,
            name=rule.__name__.replace("_", "-"),
            severity=Severity.ERROR,
            page=rule.__doc__ or "",
        )
        for code, rule in sorted(RULES.items())
    ),
    UNKNOWN,
    WITHOUT_REASON,
    UNUSED,
)


def findings(report: Report, path: str, *, strict: bool) -> Iterator[tuple[Finding, Claim]]:
    """Yield a finding for each contradicted number and, where ``strict``, for each that no fact decides."""
    for claim in report.claims:
        if claim.verdict is Verdict.CONTRADICTED or (strict and claim.verdict is Verdict.UNKNOWN):
            yield _finding(claim, path), claim


def _finding(claim: Claim, path: str) -> Finding:
    if claim.verdict is Verdict.UNKNOWN:
        message = f"{claim.text}: no fact decides this number"
    else:
        bound = " ".join(part for part in (claim.indicator, claim.period) if part)
        sources = ", ".join(claim.sources)
        place = "; ".join(part for part in (bound, sources) if part)
        message = f"{claim.text}: {claim.message}" + (f" ({place})" if place else "")
    return Finding(
        path=path,
        line=claim.line,
        column=claim.column,
        code=claim.code if claim.verdict is Verdict.CONTRADICTED else UNKNOWN.code,
        severity=Severity.ERROR,
        message=message,
    )
