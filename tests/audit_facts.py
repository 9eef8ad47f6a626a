"""Fact bases out of a few lines of TOML: what a test does not care about is filled in."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

import tomli

from shipa import store
from shipa.audit import Document, Judged, Report, Scope, audit
from shipa.audit.texts import documents_of
from shipa.model import FactBase

FACTS = store.shipped()
COMPLETE = "# no locator is filled in"
_SOURCE = {"title": "Report", "publisher": "Museum", "kind": "report"}


def base_of(facts: str, sources: str = "", document: str = "") -> FactBase:
    """Return the fact base of a topic file without its tedious keys; a document is that of the source "report"."""
    topic = tomli.loads(dedent(facts))
    given = tomli.loads(dedent(sources))
    for id_, table in topic.items():
        table.setdefault("title", id_.replace("-", " ").capitalize())
        table.setdefault("timing", "during")
        for entry in (*table.get("observations", ()), *table.get("targets", ())):
            if COMPLETE not in facts:
                entry.setdefault("locator", "page 4")
            given.setdefault(entry["source"], {})
    for id_, table in given.items():
        given[id_] = _SOURCE | table
    if document:
        given["report"].setdefault("sha256", sha256(document.encode()).hexdigest())
    files = {
        "pack.toml": {"id": "test", "title": "Test"},
        "sources.toml": given,
        "topic.toml": {"topic": "Test"} | topic,
    }
    with TemporaryDirectory() as folder:
        for name, tables in ((name, tables) for name, tables in files.items() if tables):
            text = "".join(f"{json.dumps(key)} = {_toml(value)}\n" for key, value in tables.items())
            (Path(folder) / name).write_text(text, encoding="utf-8")
        return store.load([Path(folder)])


def _toml(value: object) -> str:
    """Return a value as TOML writes it on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def audited(facts: str, sources: str = "", document: str = "") -> Report:
    """Return what an audit finds in such facts."""
    base = base_of(facts, sources, document)
    given = (
        [Document(name="report.txt", sha256=sha256(document.encode()).hexdigest(), text=document)] if document else []
    )
    found = documents_of(base, given) if document else None
    return audit(Scope(base=base, indicators=tuple(base.indicators.values()), documents=found))


def codes(report: Report) -> list[str]:
    """Return the codes of all flaws, sorted."""
    return sorted(flaw.rule.code for flaw in report.flaws)


def told(report: Report, code: str) -> list[str]:
    """Return what a rule found or what it says of the checks that hold."""
    every: tuple[Judged, ...] = (*report.flaws, *report.said)
    return [one.check.message for one in every if one.rule.code == code]


def shipped() -> FactBase:
    """Return the facts that ship."""
    return store.load([FACTS])


def example(page: str, heading: str) -> tuple[str, str, str]:
    """Return facts, sources and document of the example that stands in a manual page below ``heading``."""
    blocks = re.split(r"^([A-Z][A-Za-z ]*):$", page, flags=re.MULTILINE)
    named = list(zip(blocks[1::2], blocks[2::2], strict=True))
    start = [name for name, _ in named].index(heading)
    found = {"facts": named[start][1]}
    for name, block in named[start + 1 :]:
        if name in {"Passes", "Fails"}:
            break
        found.setdefault(name, block)
    for name, block in named:
        if name.endswith(" of both"):
            found.setdefault(name.removesuffix(" of both"), block)
    document = dedent(found.get("Document", "")).strip("\n")
    facts = dedent(found["facts"]) + (COMPLETE if "locator =" in page else "")
    return facts, dedent(found.get("Sources", "")), document + "\n" if document else ""
