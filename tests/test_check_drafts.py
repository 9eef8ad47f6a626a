"""Labelled drafts: how many wrong numbers are found, and that nothing right is called wrong."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shipa import store
from shipa.check import Checker, Claim, Verdict

DRAFTS = Path(__file__).parent / "data" / "drafts"
SHARED = Path(__file__).parents[2] / "shared" / "drafts"
SAID = {Verdict.SUPPORTED: "supported", Verdict.CONTRADICTED: "contradicted", Verdict.UNKNOWN: "not_in_store"}


def labelled(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def spans(passage: dict[str, Any]):
    """Yield each labelled number with its offsets; without offsets, the next place where its text stands."""
    seen: Counter[str] = Counter()
    for claim in passage.get("claims", []):
        start = claim.get("start")
        if start is None:
            start = -1
            for _ in range(seen[claim["span"]] + 1):
                start = passage["text"].index(claim["span"], start + 1)
            seen[claim["span"]] += 1
        yield start, start + len(claim["span"]), claim


def score(path: Path, pack: Path) -> Counter[tuple[str, str]]:
    """Count (label, verdict) over all labelled numbers; an alarm on a number without a label is a "stray"."""
    checker = Checker(store.load([pack]))
    count: Counter[tuple[str, str]] = Counter()
    for passage in labelled(path):
        day = passage.get("date", "")
        drafted = date.fromisoformat(day) if len(day) == len("2024-01-01") else None
        claims = checker.check(passage["text"], date=drafted).claims
        met: set[Claim] = set()
        for start, end, claim in spans(passage):
            verdicts = [one.verdict for one in claims if one.start < end and start < one.end]
            met.update(one for one in claims if one.start < end and start < one.end)
            said = SAID[next((one for one in verdicts if one is not Verdict.UNKNOWN), Verdict.UNKNOWN)]
            accepted = {claim["label"], *claim.get("also_ok", [])}
            count[said if said in accepted else claim["label"], said] += 1
        count["stray", "contradicted"] += sum(one.verdict is Verdict.CONTRADICTED for one in claims if one not in met)
    return count


@pytest.mark.parametrize(
    ("drafts", "pack", "found", "confirmed"),
    [
        ("city", None, 20, 91),
        ("more", None, 15, 85),
        ("hard", None, 0, 8),
        ("third", None, 13, 33),
        ("fourth", None, 3, 13),
        ("town", DRAFTS / "town", 18, 49),
        ("blind", None, 139, 255),
        ("elsewhere", None, 0, 0),
        ("energy", DRAFTS / "energy", 19, 50),
        ("energy_elsewhere", DRAFTS / "energy", 0, 0),
    ],
    ids=[
        "the shipped pack",
        "the same in other words",
        "other places and things",
        "a third hand",
        "somebody else's figures",
        "a pack on another subject",
        "written without knowing the checker",
        "other places, written without knowing the checker",
        "another subject, written without knowing the checker",
        "other places on another subject",
    ],
)
def test_wrong_numbers_are_found_and_no_right_one_is_called_wrong(drafts, pack, found, confirmed):
    count = score(DRAFTS / f"{drafts}.jsonl", pack or store.shipped())
    assert count["contradicted", "contradicted"] >= found
    assert count["supported", "supported"] >= confirmed
    wrong = {key: value for key, value in count.items() if key[0] != key[1] and key[1] != "not_in_store" and value}
    assert wrong == {}


@pytest.mark.skipif(not SHARED.exists(), reason="the shared drafts stand beside the project only where it is developed")
@pytest.mark.parametrize(
    ("drafts", "found", "confirmed"), [("passages", 15, 50), ("sentences", 7, 18), ("innocent", 0, 0)]
)
def test_the_score_of_the_shared_drafts_does_not_fall(drafts, found, confirmed):
    count = score(SHARED / f"{drafts}.jsonl", store.shipped())
    assert count["contradicted", "contradicted"] >= found
    assert count["supported", "supported"] >= confirmed
    wrong = {key: value for key, value in count.items() if key[0] != key[1] and key[1] != "not_in_store" and value}
    assert wrong == {}
