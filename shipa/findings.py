"""Something that is wrong, in facts or in a draft, as a value: an error stops shipa, a finding does not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: only an error changes the exit status."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One finding; ``line`` and ``column`` count from 1, 0 where there is none. Findings sort by place, then code."""

    path: str
    line: int = 0
    column: int = 0
    code: str
    severity: Severity
    message: str
