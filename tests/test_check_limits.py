"""Text that means harm, or nothing: every draft gets a report, in one piece of work that grows with its length."""

from __future__ import annotations

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
