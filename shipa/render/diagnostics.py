"""Findings as tools and people read them: lines, a sheet, SARIF 2.1.0, annotations of GitHub Actions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from hashlib import sha256
from urllib.parse import quote

from shipa.findings import Finding, Severity
from shipa.render.cells import Sheet
from shipa.render.text import plain
from shipa.rule import Rule

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_Json = str | int | None | list["_Json"] | dict[str, "_Json"]


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line a finding, ``file:line:column: CODE message``; what is no error says so before the message."""
    for finding in findings:
        weight = "" if finding.severity is Severity.ERROR else f"{finding.severity}: "
        yield plain(f"{place(finding)}: {finding.code} {weight}{finding.message}") + "\n"


def place(finding: Finding) -> str:
    """Return where a finding is, as editors understand it; what is not known is left out."""
    return ":".join([finding.path, *(str(number) for number in (finding.line, finding.column) if number)])


def sheet(findings: Iterable[Finding]) -> Sheet:
    """Return the findings as a sheet, for CSV and JSON."""
    columns = ("path", "line", "column", "code", "severity", "message")
    rows = (
        (one.path, _number(one.line), _number(one.column), one.code, one.severity.value, one.message)
        for one in findings
    )
    return Sheet(columns=columns, rows=rows)


def github(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the workflow commands that annotate a change on GitHub, escaped as its runner unescapes them."""
    for finding in findings:
        named = {"file": finding.path, "line": finding.line, "col": finding.column, "title": finding.code}
        properties = ",".join(f"{name}={_escaped(plain(str(value)), ':,')}" for name, value in named.items() if value)
        yield f"::{_GITHUB_LEVELS[finding.severity]} {properties}::{_escaped(plain(finding.message))}\n"


def sarif(
    findings: Iterable[Finding],
    rules: Sequence[Rule],
    version: str,
    accepted: Iterable[tuple[Finding, str]] = (),
) -> Iterator[str]:
    """Yield a SARIF 2.1.0 log (OASIS) with one run: the rules, the findings, and the accepted ones as suppressed."""
    order = {rule.code: index for index, rule in enumerate(rules)}
    results: list[_Json] = [_result(finding, order) for finding in findings]
    for finding, reason in accepted:
        suppression: _Json = {"kind": "inSource", "justification": plain(reason)}
        results.append(_result(finding, order) | {"suppressions": [suppression]})
    driver: dict[str, _Json] = {
        "name": "shipa",
        "version": version,
        "rules": [_described(rule) for rule in rules],
    }
    run: _Json = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _result(finding: Finding, order: dict[str, int]) -> dict[str, _Json]:
    region: dict[str, _Json] = {"startLine": finding.line, "startColumn": finding.column}
    known: dict[str, _Json] = {name: number for name, number in region.items() if number}
    location: dict[str, _Json] = {"artifactLocation": {"uri": _uri(finding.path)}}
    if finding.line:
        location["region"] = known
    result: dict[str, _Json] = {
        "ruleId": finding.code,
        "level": finding.severity.value,
        "message": {"text": plain(finding.message)},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"shipa/v1": _fingerprint(finding)},
    }
    if finding.code in order:
        result["ruleIndex"] = order[finding.code]
    return result


def _described(rule: Rule) -> _Json:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.manual},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _fingerprint(finding: Finding) -> str:
    """Return what stays the same when a finding only moves to another line."""
    text = f"{finding.path}\n{finding.code}\n{finding.message}"
    return sha256(text.encode(errors="surrogateescape")).hexdigest()[:32]


def _uri(path: str) -> str:
    path = path.replace("\\", "/")
    return ("file://" if path.startswith("/") else "") + quote(path, errors="surrogateescape")


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _number(value: int) -> Decimal | None:
    return Decimal(value) if value else None
