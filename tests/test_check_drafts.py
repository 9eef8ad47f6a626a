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


# Drafts, the pack where it is not the one that ships, alarms and confirmations: floors that only rise.
SCORES = {
    "the shipped pack": ("city", "", 21, 92),
    "the same in other words": ("more", "", 15, 87),
    "other places and things": ("hard", "", 0, 8),
    "a third hand": ("third", "", 13, 33),
    "somebody else's figures": ("fourth", "", 3, 15),
    "a pack on another subject": ("town", "town", 18, 49),
    "written without knowing the checker": ("blind", "", 164, 335),
    "reports, written without knowing the checker": ("reports", "", 196, 427),
    "dense pages, written without knowing the checker": ("wires", "", 132, 358),
    "other places, written without knowing the checker": ("elsewhere", "", 0, 0),
    "nothing wrong in them": ("innocent", "", 0, 0),
    "another subject, written without knowing the checker": ("energy", "energy", 20, 62),
    "other places on another subject": ("energy_elsewhere", "energy", 0, 0),
    "a river": ("river", "river", 38, 108),
    "other rivers": ("river_elsewhere", "river", 0, 0),
    "a railway": ("rail", "rail", 44, 124),
    "other railways": ("rail_elsewhere", "rail", 0, 0),
}


@pytest.mark.parametrize(("drafts", "pack", "found", "confirmed"), SCORES.values(), ids=SCORES)
def test_wrong_numbers_are_found_and_no_right_one_is_called_wrong(drafts, pack, found, confirmed):
    count = score(DRAFTS / f"{drafts}.jsonl", DRAFTS / pack if pack else store.shipped())
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
