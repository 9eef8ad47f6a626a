"""What the checker says: one claim for every number of a draft, and the report over all of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What the facts say of a number."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a number is to its indicator."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"
    RANK = "rank"
    TARGET = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One number of a draft with its verdict.

    ``start`` and ``end`` are offsets in code points, ``line`` and ``column`` count from 1. ``claimed`` is the bare
    value, ``expected`` what the facts say, as people write it. ``replacement`` is the text that would make a
    contradicted number right, "" where there is not exactly one; it stands for ``text[replace_start:replace_end]``.
    """

    start: int
    end: int
    line: int
    column: int
    text: str
    verdict: Verdict
    code: str = ""
    indicator: str = ""
    period: str = ""
    role: Role | None = None
    claimed: str = ""
    expected: str = ""
    sources: tuple[str, ...] = ()
    message: str = ""
    replacement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A number that makes no claim, and why: a date, the name of a plan, a list number."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All numbers of one draft, in order."""

    claims: tuple[Claim, ...]
    set_aside: tuple[SetAside, ...]

    def count(self, verdict: Verdict) -> int:
        """Return how many numbers have this verdict."""
        return sum(claim.verdict is verdict for claim in self.claims)

    @property
    def seen(self) -> int:
        """How many numbers the draft has."""
        return len(self.claims) + len(self.set_aside)
