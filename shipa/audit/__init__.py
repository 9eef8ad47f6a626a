"""The audit: rules that facts must keep, what they found, and how much they could have seen."""

from shipa.audit import agreement, changes, documents, jumps, plausibility, records, wholes
from shipa.audit.report import Judged, Report, audit
from shipa.audit.rules import RULES, Check, Document, Scope, Verdict

__all__ = [
    "RULES",
    "Check",
    "Document",
    "Judged",
    "Report",
    "Scope",
    "Verdict",
    "agreement",
    "audit",
    "changes",
    "documents",
    "jumps",
    "plausibility",
    "records",
    "wholes",
]
