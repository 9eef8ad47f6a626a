"""Rules that hold facts against the text of their documents: every figure and change must stand where the fact says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from shipa.audit.rules import Check, Document, Scope, Verdict, entries_of, rule
from shipa.audit.texts import Text, change_spot, flat, spot, text_of
from shipa.findings import Severity
from shipa.model import FactBase, Indicator, Location, Observation, Source, Target
from shipa.quantity import find

_MOST_LISTED = 60
_NO_DOCUMENT = "the document is not in the folder"


@rule("A501", "document-changed", needs_documents=True)
def document_changed(scope: Scope) -> Iterator[Check]:
    """A document is not the one that its facts were read from.

    What: the SHA-256 of the document's file is compared with sha256 in sources.toml.

    Why: a document that was changed since may say something else.

    Fix: compare the facts with the document again, then write its new hash; or use the right file.

    Passes:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report", near = "the museum counted" }]

    Fails:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report", near = "the museum counted" }]

    Sources:

        [report]
        title = "Report"
        sha256 = "2d12b04cf1a6b4b6eeb9d1f9a1f1a2d1c4f4b86a0c7b5fd1e6a2b6a4b1f1c2d3"

    Document of both:

        Last year the museum counted 6,185 visits.
    """
    for source in scope.base.sources.values():
        document = (scope.documents or {}).get(source.id)
        if document is None:
            yield Check(verdict=Verdict.UNDECIDED, at=source.at, reason=_NO_DOCUMENT)
        elif not source.sha256:
            yield Check(verdict=Verdict.UNDECIDED, at=source.at, reason="the source has no sha256")
        elif source.sha256.lower() != document.sha256:
            message = f"{document.name} has the sha256 {document.sha256}, and {source.id} says {source.sha256}"
            yield Check(verdict=Verdict.FLAWED, at=source.at, message=message)
        else:
            yield Check(verdict=Verdict.HOLDS, at=source.at)


@rule("A502", "figure-not-in-document", needs_documents=True)
def figure_not_in_document(scope: Scope) -> Iterator[Check]:
    """A figure does not stand in its document where the fact says.

    What: in the document, without its markup and on one line, the words of near stand directly before or after what
    the fact reports.

    Why: the figure was mistyped, or belongs to another place, or another document.

    Fix: copy figure and words from the document again.

    Passes:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report", near = "the museum counted" }]

    Fails:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,158", source = "report", near = "the museum counted" }]

    Document of both:

        Last year the museum counted 6,185 visits.
    """
    for indicator, entry, document in _entries(scope):
        if not entry.reported:
            continue
        if isinstance(document, str) or not entry.near:
            reason = document if isinstance(document, str) else "the fact has no words beside its figure"
            yield _check(Verdict.UNDECIDED, indicator, entry, reason=reason)
            continue
        text = text_of(document)
        if spot(text, entry.near, entry.reported):
            yield _check(Verdict.HOLDS, indicator, entry, message=f"{entry.reported} stands beside “{entry.near}”")
        else:
            yield _check(Verdict.FLAWED, indicator, entry, message=_missing(text, entry, document))


def _missing(text: Text, entry: Observation | Target, document: Document) -> str:
    near = flat(entry.near)
    where = [match.span() for match in re.finditer(re.escape(near), text.plain)]
    if not where:
        return f"“{entry.near}” is not in {document.name}, so {entry.reported} is not beside it"
    there = []
    for start, end in where:
        after = next(find(text.plain[end : end + 60]), None)
        before = tuple(find(text.plain[max(0, start - 60) : start]))
        nearest = after or (before[-1] if before else None)
        there += [nearest.quantity.text] if nearest else []
    instead = f"; nearest to it stands {', '.join(dict.fromkeys(there))}" if there else ""
    return f"{entry.reported} does not stand beside “{entry.near}” in {document.name}{instead}"


@rule("A503", "change-not-in-document", needs_documents=True)
def change_not_in_document(scope: Scope) -> Iterator[Check]:
    """A reported change does not stand in its document where the fact says.

    What: the change stands within 200 characters after the figure, or directly beside the words of change_near; "…"
    stands for words that were left out.

    Why: the change was mistyped, or belongs to another figure.

    Fix: copy it from the document again; if it stands further away, name the words beside it in change_near.

    Passes:

        [visits]
        unit = "visits"

        [[visits.observations]]
        period = "2023"
        reported = "6,185"
        change = "up 10.62 percent"
        source = "report"
        near = "the museum counted"

    Fails:

        [visits]
        unit = "visits"

        [[visits.observations]]
        period = "2023"
        reported = "6,185"
        change = "up 16.02 percent"
        source = "report"
        near = "the museum counted"

    Document of both:

        Last year the museum counted 6,185 visits, up 10.62 percent year on year.
    """
    for indicator, entry, document in _entries(scope):
        if not (isinstance(entry, Observation) and entry.change):
            continue
        if isinstance(document, str):
            yield _check(Verdict.UNDECIDED, indicator, entry, reason=document)
        elif change_spot(text_of(document), entry):
            message = f"“{entry.change.text}” stands there"
            yield _check(Verdict.HOLDS, indicator, entry, message=message)
        else:
            beside = entry.change_near or entry.reported or entry.near
            message = f"“{entry.change.text}” does not stand near “{beside}” in {document.name}"
            yield _check(Verdict.FLAWED, indicator, entry, message=message)


@rule("A504", "numbers-in-no-fact", Severity.NOTE, needs_documents=True)
def numbers_in_no_fact(scope: Scope) -> Iterator[Check]:
    """A document has numbers that no fact covers.

    What: lists the numbers of each document, in digits or words, that are in no fact's figure or change.

    Why: a figure that was overlooked cannot be looked up. Most of what is left over are dates, names of plans and list
    numbers, so this is only a note.

    Fix: read through the list; add what is a fact.

    Passes:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report", near = "the museum counted" }]

    Fails:

        [guides]
        unit = "people"
        observations = [{ period = "2023", reported = "12", source = "report" }]

    Document of both:

        Last year the museum counted 6,185 visits.
    """
    if not scope.is_whole:
        return
    for source in scope.base.sources.values():
        document = (scope.documents or {}).get(source.id)
        if document is None:
            yield Check(verdict=Verdict.UNDECIDED, at=source.at, reason=_NO_DOCUMENT)
            continue
        text = text_of(document)
        left = uncovered(text, scope.base, source)
        at = Location(file=document.name)
        if not left:
            yield Check(verdict=Verdict.HOLDS, at=at)
            continue
        listed = ", ".join(f"{number} (line {text.line_at(offset)})" for offset, number in left[:_MOST_LISTED])
        more = f" and {len(left) - _MOST_LISTED} more" if len(left) > _MOST_LISTED else ""
        message = f"{len(left)} numbers of {source.id} are in no fact: {listed}{more}"
        yield Check(verdict=Verdict.FLAWED, at=at, message=message, line=text.line_at(left[0][0]))


def uncovered(text: Text, base: FactBase, source: Source) -> list[tuple[int, str]]:
    """Return the numbers of a document, with their offsets in its plain text, that no fact of the source covers."""
    covered = [
        span
        for indicator in base.indicators.values()
        for entry in entries_of(indicator)
        if entry.source == source.id
        for span in _spans(text, entry)
    ]
    return [
        (found.core[0], text.plain[found.core[0] : found.core[1]].strip(" +-"))
        for found in find(text.plain)
        if not any(start < found.core[1] and found.core[0] < end for start, end in covered)
    ]


def _spans(text: Text, entry: Observation | Target) -> Iterator[tuple[int, int]]:
    if entry.reported and entry.near and (place := spot(text, entry.near, entry.reported)):
        yield place
    if isinstance(entry, Observation) and entry.change and (place := change_spot(text, entry)):
        yield place


def _entries(scope: Scope) -> Iterator[tuple[Indicator, Observation | Target, Document | str]]:
    documents: Mapping[str, Document] = scope.documents or {}
    for indicator in scope.indicators:
        for entry in entries_of(indicator):
            yield indicator, entry, documents.get(entry.source, _NO_DOCUMENT)


def _check(
    verdict: Verdict, indicator: Indicator, entry: Observation | Target, *, message: str = "", reason: str = ""
) -> Check:
    about = (entry, indicator) if isinstance(entry, Observation) else (indicator,)
    return Check(verdict=verdict, at=entry.at, message=message, reason=reason, about=about)
