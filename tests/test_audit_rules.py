"""Every rule of the audit: its manual page is complete, and its two examples do what they say."""

from __future__ import annotations

import pytest

from shipa.audit import RULES
from tests.audit_facts import audited, codes, example

CODES = sorted(RULES)


@pytest.mark.parametrize("code", CODES)
def test_a_manual_page_says_what_why_and_how_to_mend_it(code):
    page = RULES[code].manual
    headings = [line.partition(":")[0] for line in page.splitlines() if line[:1].isalpha() and ":" in line]

    assert [heading for heading in headings if heading in {"What", "Why", "Fix", "Passes", "Fails"}] == [
        "What",
        "Why",
        "Fix",
        "Passes",
        "Fails",
    ]


@pytest.mark.parametrize("code", CODES)
def test_the_example_that_fails_is_found_by_this_rule_and_no_other(code):
    found = set(codes(audited(*example(RULES[code].manual, "Fails"))))

    assert found - {"A504"} | {code} == {code}  # a figure that is not found leaves the document's own uncovered
    assert code in found


@pytest.mark.parametrize("code", CODES)
def test_the_example_that_passes_is_found_by_no_rule(code):
    assert codes(audited(*example(RULES[code].manual, "Passes"))) == []


@pytest.mark.parametrize("code", CODES)
def test_the_rule_has_something_to_check_in_the_example_that_passes(code):
    facts, sources, document = example(RULES[code].manual, "Passes")
    report = audited(facts, sources, document)

    assert RULES[code] in report.rules
    assert code not in {reason_of for reason_of, _ in report.impossible}


def test_names_are_unique_and_codes_come_in_families():
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
    assert all(code[0] == "A" and code[1:].isdigit() and len(code) == 4 for code in RULES)
