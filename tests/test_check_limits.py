"""Text that means harm, or nothing: every draft gets a report, in one piece of work that grows with its length."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shipa import store
from shipa.check import FORMATS, Checker

CHECKER = Checker(store.load([Path(__file__).parent / "data" / "drafts" / "town"]))
MANY = 5_000
HOSTILE = {
    "digits": "1" * MANY,
    "commas": "," * MANY,
    "digits and commas": "1," * MANY,
    "brackets": "[" * MANY + "]" * MANY,
    "tags": "<a " * MANY,
    "emphasis": "*_" * MANY,
    "fences": "```\n" * MANY,
    "addresses": "a@" * MANY,
    "comments": "<!--" * MANY,
    "years": "2030-" * MANY,
    "rates": "per 1,000 " * 1_000,
    "cells": "|1" * MANY,
    "names": "In 2030 " + "building permits granted and " * 2_000 + "574.",
    "one long line": "In 2030 " + "library loans reached 1.36 million, " * 500,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("form", FORMATS)
def test_hostile_text_is_read_to_its_end(text, form):
    report = CHECKER.check(text, format=form)
    assert all(0 <= claim.start < claim.end <= len(text) for claim in report.claims)


SENTENCES = "In 2030 the town granted 574 building permits, 27 more than in 2029. Nobody had expected the rain. "
GROWING = {
    "paragraphs": lambda many: (SENTENCES + "\n\n") * many,
    "one line": lambda many: SENTENCES * many,
    "one sentence": lambda many: "In 2030 " + "library loans reached 1.36 million in 2030, " * many,
    "one Chinese line": lambda many: "2030年，云湖图书借阅量136万册，比上年增长10%。" * many,
    "items of one list": lambda many: SENTENCES * many + ":\n\n" + "- library loans: 1.36 million\n" * many,
    "rows": lambda many: "| | 2030 |\n|---|---|\n" + "| Library loans | 1.36 million |\n" * many,
    "headings": lambda many: "# Library loans\n\n1.36 million in 2030\n\n" * many,
    "years": lambda many: "2030, " * many,
    "figures": lambda many: "574, " * many,
    "words": lambda many: "building permits granted and " * many + "574 in 2030.",
    "places": lambda many: "In Overby there were 40 permits. " * many,
}


def work(text: str) -> int:
    """Return how many functions are called while a text is checked, those of the interpreter included."""
    count = 0

    def called(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        CHECKER.check(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("grow", GROWING.values(), ids=GROWING)
def test_twice_the_text_is_twice_the_work(grow):
    work(grow(10))  # what is kept for the next draft
    assert work(grow(160)) < 2.5 * work(grow(80))


def test_sentences_without_a_number_are_hardly_looked_at():
    silent = "The garden was quiet in the evening, and the old men walked along the river to the mill. " * 200
    assert work(silent + "574.") < 15 * 200


def test_one_long_line_says_the_same_as_its_sentences():
    sentence = "In 2030 the town granted 574 building permits. "
    together = [claim.verdict for claim in CHECKER.check(sentence * 200).claims]
    assert together == [claim.verdict for _ in range(200) for claim in CHECKER.check(sentence).claims]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789,.%|*_`<>[]()#- \nPCtinhe2030万年件云湖图书借阅量"), max_size=120))
def test_positions_are_those_of_the_draft(text):
    report = CHECKER.check(text)
    spans = [(one.start, one.end) for one in report.claims] + [(one.start, one.end) for one in report.set_aside]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [claim.text for claim in report.claims] == [text[claim.start : claim.end] for claim in report.claims]
    lines = text.split("\n")
    assert all(
        lines[claim.line - 1][claim.column - 1 :].startswith(claim.text.split("\n")[0]) for claim in report.claims
    )


MARKED = [
    ("markdown", "The town granted **574** building permits in 2030.", "574"),
    ("markdown", "The town granted [574](https://example.org/2029/618) building permits in 2030.", "574"),
    ("markdown", "Library loans: 1.36 **million** in 2030.", "1.36 **million"),
    ("html", "<p>Library loans came to <b>1.36</b>&nbsp;million in 2030.</p>", "1.36</b>&nbsp;million"),
    ("rst", "Library loans came to *1.36 million* in 2030 [1]_.", "1.36 million"),
    ("text", "Library loans came to 1.36 million in 2030 [1].", "1.36 million"),
]


@pytest.mark.parametrize(("form", "text", "number"), MARKED, ids=[f"{form} {number}" for form, _, number in MARKED])
def test_markup_is_no_part_of_a_number_and_no_number(form, text, number):
    assert [(claim.text, claim.verdict) for claim in CHECKER.check(text, format=form).claims] == [(number, "supported")]


ASIDE = [
    ("`574` is code.", []),
    ("```\nIn 2030 the town granted 12 building permits.\n```\n", []),
    ("Call 021-5550-0199 from 9:00.", ["part of a code, a range or a compound word"]),
    ("See Table 3 and the Top 100.", ["a label"]),
    ("The 14th Five-Year Plan", ["part of a code, a range or a compound word", "part of a name"]),
    ("On 1 April 2030", ["a date or a period"]),
    ("for every 1,000 people", ["part of a rate"]),
]


@pytest.mark.parametrize(("text", "reasons"), ASIDE, ids=[text[:20] for text, _ in ASIDE])
def test_numbers_that_claim_nothing_are_set_aside_with_the_reason(text, reasons):
    report = CHECKER.check(text)
    assert report.claims == ()
    assert sorted({one.reason for one in report.set_aside}) == reasons
