"""What a rule for facts is: a function with a code that yields the checks it made, and those it could not make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from shipa.findings import Severity
from shipa.model import FactBase, Indicator, Location, Observation, Target
from shipa.rule import Rule


class Verdict(StrEnum):
    """How a check ended."""

    HOLDS = "holds"
    FLAWED = "flawed"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text that facts were read from; ``name`` is its file as people know it."""

    name: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is audited: some indicators of a fact base and, where they are at hand, its documents by source."""

    base: FactBase
    indicators: tuple[Indicator, ...]
    documents: Mapping[str, Document] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether all indicators are audited, so that something can be said of what is missing."""
        return len(self.indicators) == len(self.base.indicators)

    def observations(self) -> Iterator[tuple[Indicator, Observation]]:
        """Yield every observation that is audited with its indicator."""
        for indicator in self.indicators:
            for observation in indicator.observations:
                yield indicator, observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: where its subject is written, how it ended, and what there is to say of it.

    ``reason`` is why a check could not be made, in words that many checks share. ``about`` are all whose figures took
    part; an ``accept`` of any of them answers a flaw. ``line`` counts in a document, 0 elsewhere.
    """

    verdict: Verdict
    at: Location
    message: str = ""
    reason: str = ""
    about: tuple[Indicator | Observation, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRule(Rule):
    """A rule for facts. One that ``needs_documents`` is left out where there are none."""

    checks: Callable[[Scope], Iterator[Check]]
    needs_documents: bool = False


RULES: dict[str, AuditRule] = {}


def rule(
    code: str, name: str, severity: Severity = Severity.ERROR, *, needs_documents: bool = False
) -> Callable[[Callable[[Scope], Iterator[Check]]], Callable[[Scope], Iterator[Check]]]:
    """Return a decorator that makes the function the rule ``code``; its docstring becomes the manual page."""

    def register(checks: Callable[[Scope], Iterator[Check]]) -> Callable[[Scope], Iterator[Check]]:
        RULES[code] = AuditRule(
            code=code,
            name=name,
            severity=severity,
            page=checks.__doc__ or "",
            checks=checks,
            needs_documents=needs_documents,
        )
        return checks

    return register


def entries_of(indicator: Indicator) -> tuple[Observation | Target, ...]:
    """Return the observations and the targets of an indicator."""
    return (*indicator.observations, *indicator.targets)


def holds(indicator: Indicator, *observations: Observation, message: str = "") -> Check:
    """Return a check that found nothing wrong; the first observation, or else the indicator, is its subject."""
    return _check(Verdict.HOLDS, indicator, observations, message=message)


def flawed(message: str, indicator: Indicator, *observations: Observation) -> Check:
    """Return a check that found something wrong with the first observation, or else with the indicator."""
    return _check(Verdict.FLAWED, indicator, observations, message=message)


def undecided(reason: str, indicator: Indicator, *observations: Observation) -> Check:
    """Return a check that could not be made."""
    return _check(Verdict.UNDECIDED, indicator, observations, reason=reason)


def _check(
    verdict: Verdict, indicator: Indicator, observations: tuple[Observation, ...], message: str = "", reason: str = ""
) -> Check:
    subject = observations[0] if observations else indicator
    return Check(verdict=verdict, at=subject.at, message=message, reason=reason, about=(*observations, indicator))
