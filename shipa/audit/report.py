"""Runs the rules over facts, and counts: what was checked, what could not be, what is wrong, what is accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shipa.audit.rules import RULES, AuditRule, Check, Scope, Verdict, rule
from shipa.findings import Severity
from shipa.model import Indicator, Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A check with the rule that made it, and the reason for which a flaw is accepted, if it is."""

    rule: AuditRule
    check: Check
    accepted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an audit found. ``said`` are the checks that hold and have something to say of it."""

    rules: tuple[AuditRule, ...]
    facts: int
    made: int
    impossible: Mapping[tuple[str, str], int]  # by rule code and reason
    flaws: tuple[Judged, ...]
    accepted: tuple[Judged, ...]
    said: tuple[Judged, ...]

    def count(self, severity: Severity) -> int:
        """Return how many flaws weigh this much."""
        return sum(flaw.rule.severity is severity for flaw in self.flaws)

    @property
    def is_clean(self) -> bool:
        """Whether no error was found."""
        return not self.count(Severity.ERROR)


def audit(scope: Scope) -> Report:
    """Return what all the rules that can be applied find in the facts."""
    applied = tuple(one for one in _in_order() if scope.documents is not None or not one.needs_documents)
    judged = [_judged(one, check) for one in applied for check in one.checks(scope)]
    undecided = (one for one in judged if one.check.verdict is Verdict.UNDECIDED)
    flaws = [one for one in judged if one.check.verdict is Verdict.FLAWED]
    return Report(
        rules=applied,
        facts=sum(len(one.observations) + len(one.targets) for one in scope.indicators),
        made=sum(one.check.verdict is not Verdict.UNDECIDED for one in judged),
        impossible=Counter((one.rule.code, one.check.reason) for one in undecided),
        flaws=tuple(one for one in flaws if not one.accepted),
        accepted=tuple(one for one in flaws if one.accepted),
        said=tuple(one for one in judged if one.check.verdict is Verdict.HOLDS and one.check.message),
    )


def _in_order() -> list[AuditRule]:
    return [RULES[code] for code in sorted(RULES)]


def _judged(by: AuditRule, check: Check) -> Judged:
    return Judged(rule=by, check=check, accepted=_acceptance(check, by.code) if check.verdict is Verdict.FLAWED else "")


def _acceptance(check: Check, code: str) -> str:
    return next((one.accept[code] for one in check.about if code in one.accept), "")


@rule("A601", "acceptance-not-needed", Severity.WARNING)
def acceptance_not_needed(scope: Scope) -> Iterator[Check]:
    """A flaw is accepted that is not there.

    What: each entry of an accept table names a rule, and that rule still finds what the entry accepts.

    Why: an acceptance that is left over would hide the next mistake at its place.

    Fix: take the entry out, or mend the code in it.

    Passes:

        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "5,591", source = "report" },
            { period = "2023", reported = "61,850", source = "report", accept = { A403 = "a second house opened" } },
        ]

    Fails:

        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "5,591", source = "report" },
            { period = "2023", reported = "6,185", source = "report", accept = { A403 = "a second house opened" } },
        ]
    """
    accepting: list[Indicator | Observation] = []
    for indicator in scope.indicators:
        accepting += [indicator] if indicator.accept else []
        accepting += (observation for observation in indicator.observations if observation.accept)
    codes = {code for one in accepting for code in one.accept}
    used = {
        (code, one.at)
        for code in codes & RULES.keys() - {"A601"}
        for check in RULES[code].checks(scope)
        if check.verdict is Verdict.FLAWED
        for one in check.about
    }
    for one in accepting:
        for code in one.accept:
            known = RULES.get(code)
            if known is None:
                yield Check(verdict=Verdict.FLAWED, at=one.at, message=f"accepts {code}, which is no rule")
            elif known.needs_documents and scope.documents is None:
                yield Check(verdict=Verdict.UNDECIDED, at=one.at, reason="the documents are not at hand")
            elif (code, one.at) in used:
                yield Check(verdict=Verdict.HOLDS, at=one.at)
            else:
                message = f"accepts {code} ({known.name}), which finds nothing here any more"
                yield Check(verdict=Verdict.FLAWED, at=one.at, message=message)
