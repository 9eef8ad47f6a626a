"""What a writer has decided to leave as it is: ignore comments, each with its reason, and those that do nothing.

``<!-- shipa: ignore C101 the source was revised -->`` holds for the numbers of its own line or, standing alone, of
the next line with text. It names the codes that it silences, or none for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from shipa.check.claim import Claim, Report, SetAside, Verdict
from shipa.findings import Finding, Severity
from shipa.rule import Rule

_COMMENT = re.compile(r"(?:<!--|^\.\.)[ \t]*shipa:[ \t]*ignore\b(?P<rest>[^\n]*?)[ \t]*(?:-->|$)", re.MULTILINE)
_CODES = re.compile(r"(?:[ \t,]*C\d{3}\b)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """An ignore comment: where it stands, the line it holds for, and what it silences ("" codes: everything)."""

    line: int
    column: int
    target: int
    codes: frozenset[str]
    reason: str

    def covers(self, claim: Claim) -> bool:
        """Return whether the comment silences this claim."""
        silenced = claim.verdict is not Verdict.SUPPORTED and (not self.codes or claim.code in self.codes)
        return silenced and claim.line in {self.line, self.target} and bool(self.reason)


def ignore_without_reason(ignore: Ignore) -> str:
    """C201: an ignore comment gives no reason.

    What: a comment silences a finding without saying why, so it silences nothing.
    Why: in a year nobody will know whether the number was checked or only tiresome.
    Fix: write the reason behind the codes.

    Flagged: <!-- shipa: ignore C101 -->
    Passes: <!-- shipa: ignore C101 the yearbook has a later figure -->
    """
    del ignore
    return "an ignore comment needs a reason; write it behind the codes"


def unused_ignore(ignore: Ignore) -> str:
    """C202: an ignore comment silences nothing.

    What: the line that a comment stands for has no finding that it would silence.
    Why: what is left over hides the next mistake on its line.
    Fix: take the comment out.

    Flagged: an ignore comment on a line whose numbers are all right.
    Passes: one on a line with a number that the facts contradict.
    """
    codes = f" {', '.join(sorted(ignore.codes))}" if ignore.codes else ""
    return f"nothing on line {ignore.target} has to be ignored{codes}; take the comment out"


WITHOUT_REASON = Rule(
    code="C201", name="ignore-without-reason", severity=Severity.ERROR, page=ignore_without_reason.__doc__ or ""
)
UNUSED = Rule(code="C202", name="unused-ignore", severity=Severity.WARNING, page=unused_ignore.__doc__ or "")


def ignores(text: str) -> tuple[Ignore, ...]:
    """Return the ignore comments of a draft in order."""
    return tuple(_ignores(text))


def reviewed(report: Report, text: str, path: str) -> tuple[Report, tuple[Finding, ...]]:
    """Return the report with what is ignored set aside, and the complaints about the comments themselves."""
    comments = ignores(text) if "shipa:" in text else ()
    if not comments:
        return report, ()
    claims: list[Claim] = []
    aside = list(report.set_aside)
    used: set[Ignore] = set()
    for claim in report.claims:
        reason = next((ignore for ignore in comments if ignore.covers(claim)), None)
        if reason:
            used.add(reason)
            aside.append(SetAside(start=claim.start, end=claim.end, reason=f"ignored: {reason.reason}"))
        else:
            claims.append(claim)
    aside.sort(key=lambda one: one.start)
    complaints = tuple(_complaint(ignore, path) for ignore in comments if ignore not in used)
    return replace(report, claims=tuple(claims), set_aside=tuple(aside)), complaints


def _ignores(text: str) -> Iterator[Ignore]:
    lines = text.split("\n")
    for comment in _COMMENT.finditer(text):
        line = text.count("\n", 0, comment.start()) + 1
        codes = _CODES.match(comment["rest"])
        named = codes[0] if codes else ""
        alone = lines[line - 1].strip() == comment[0].strip()
        yield Ignore(
            line=line,
            column=comment.start() - text.rfind("\n", 0, comment.start()),
            target=_next_with_text(lines, line) if alone else line,
            codes=frozenset(re.findall(r"C\d{3}", named)),
            reason=comment["rest"][len(named) :].strip(" \t-:,"),
        )


def _next_with_text(lines: list[str], line: int) -> int:
    """Return the number of the first line with text after ``line``, both counted from 1."""
    return next((number for number in range(line + 1, len(lines) + 1) if lines[number - 1].strip()), line)


def _complaint(ignore: Ignore, path: str) -> Finding:
    rule, message = (
        (UNUSED, unused_ignore(ignore)) if ignore.reason else (WITHOUT_REASON, ignore_without_reason(ignore))
    )
    return Finding(
        path=path,
        line=ignore.line,
        column=ignore.column,
        code=rule.code,
        severity=rule.severity,
        message=message,
    )
