"""The audit as a whole: the shipped facts hold together, and errors that are planted in them are found."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from shipa import store
from shipa.audit import Document, Scope, audit
from shipa.audit.texts import documents_of
from shipa.findings import Severity
from tests.audit_facts import FACTS, shipped

SOURCES = Path(__file__).parents[2] / "shared" / "sources"
# An edit to one fact file, and the rules that must find it. The pack has no other flaw.
PLANTED = {
    "a rate with its digits turned round": ("patents.toml", "up 10.62 percent", "up 16.02 percent", {"A201"}),
    "a count with its digits turned round": ("patents.toml", '"6,185"', '"6,158"', {"A201"}),
    "an absolute change written as a rate": ("patents.toml", "up 9.3 patents", "up 9.3 percent", {"A201"}),
    "a change in the wrong direction": ("patents.toml", "up 10.3 percent", "down 10.3 percent", {"A201"}),
    "a scale word too large": ("finance.toml", '"12.15 billion RMB"', '"12.15 million RMB"', {"A403"}),
    "a lost decimal point": ("courts.toml", '"96.3%"', '"963%"', {"A405"}),
    "a part above its whole": ("patents.toml", '"44,300"', '"443,000"', {"A201", "A204", "A302", "A403"}),
    "a total that fell": ("mediation-and-arbitration.toml", '"73"', '"63"', {"A401"}),
    "a year that had not begun": (
        "trademarks-and-copyright.toml",
        'period   = "2022"\nreported = "403,100"',
        'period   = "2032"\nreported = "403,100"',
        {"A105"},
    ),
    "a three-year sum below one of its years": ("courts.toml", '"over 135,500"', '"over 35,500"', {"A305"}),
    "a growth that leaves a strange year between": (
        "trademarks-and-copyright.toml",
        "up 6.7 percent",
        "up 67 percent",
        {"A204"},
    ),
    "a rate of the money given to the deals": (
        "finance.toml",
        'reported = "801"',
        'reported = "801"\nchange   = "up by 94.5%"',
        {"A203"},
    ),
    "a rate of the part given to the whole": (
        "patents.toml",
        'reported = "159,100"',
        'reported = "159,100"\nchange   = "up 20.51 percent"',
        {"A201"},
    ),
    "a target with a zero too many": ("patents.toml", '"about 7,000"', '"about 70,000"', {"A403"}),
    "dollars of another size": ("commercialization.toml", '"US$9.6 billion"', '"US$96 billion"', {"A406"}),
    "a second figure for the same year": (
        "patents.toml",
        'period   = "2022"\nreported = "178,300"',
        'period   = "2023"\nreported = "178,300"',
        {"A105", "A301"},
    ),
    "a part in another unit": (
        "patents.toml",
        'part_of    = "patents-granted"',
        'part_of    = "pct"',
        {"A304"},
    ),
    "a fact without a place": (
        "patents.toml",
        'locator  = "next to last paragraph"\n',
        "",
        {"A101"},
    ),
    "a date that is not that of the publication": (
        "courts.toml",
        'period   = "2025-04-22"',
        'period   = "2025-02-22"',
        {"A104"},
    ),
    "a hundred times as much growth": ("finance.toml", "up by 59.2%", "up by 592%", {"A403"}),
    "an edition before an earlier one": ("cooperation-and-talent.toml", '"21st"', '"12th"', {"A401"}),
}


def test_the_shipped_facts_hold_together():
    base = shipped()
    report = audit(Scope(base=base, indicators=tuple(base.indicators.values())))

    assert [(flaw.rule.code, flaw.check.at.key, flaw.check.message) for flaw in report.flaws] == []
    assert report.facts >= 200
    assert report.made > 4 * report.facts


def test_each_acceptance_in_the_shipped_facts_gives_a_reason():
    base = shipped()
    report = audit(Scope(base=base, indicators=tuple(base.indicators.values())))

    assert all(len(one.accepted.split()) > 3 for one in report.accepted)


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the documents are kept beside the project, not in it")
def test_every_shipped_figure_and_change_stands_in_its_document():
    base = shipped()
    texts = [_document(path) for path in sorted(SOURCES.glob("*.txt"))]
    documents = documents_of(base, texts)
    report = audit(Scope(base=base, indicators=tuple(base.indicators.values()), documents=documents))

    assert documents.keys() == base.sources.keys()
    assert [flaw.check.message for flaw in report.flaws if flaw.rule.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("name", PLANTED)
def test_an_error_planted_in_the_shipped_facts_is_found_and_nothing_else(name, tmp_path):
    file, right, wrong, expected = PLANTED[name]
    pack = tmp_path / "facts"
    shutil.copytree(FACTS, pack)
    text = (pack / file).read_text(encoding="utf-8")
    assert right in text
    (pack / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    base = store.load([pack])

    report = audit(Scope(base=base, indicators=tuple(base.indicators.values())))

    assert {flaw.rule.code for flaw in report.flaws} == expected


def _document(path: Path) -> Document:
    data = path.read_bytes()
    return Document(name=path.name, sha256=sha256(data).hexdigest(), text=data.decode("utf-8"))
