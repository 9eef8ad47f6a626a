"""Headings, lists, lines and tables of a draft: what they say of the figures in them, over an invented town."""

from __future__ import annotations

from pathlib import Path

import pytest

from shipa import store
from shipa.check import Checker

TOWN = Path(__file__).parent / "data" / "drafts" / "town"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(store.load([TOWN]))


def said(checker: Checker, text: str, format_: str = "markdown") -> list[str]:
    """Return each claim as "number: verdict code indicator period role"."""
    return [
        " ".join(filter(None, (f"{claim.text}:", claim.verdict, claim.code, claim.indicator, claim.period, claim.role)))
        for claim in checker.check(text, format=format_).claims
    ]


PERMITS = ["618: supported building-permits 2029 level", "547: contradicted C101 building-permits 2030 level"]
LOANS_AND_PERMITS = [
    "1.36 million: supported library-loans 2030 level",
    "547: contradicted C101 building-permits 2030 level",
]
UNCERTAIN = ["547: unknown building-permits level"]
LISTS = {
    "bullets under a heading": (
        "# 2030\n\n- Library loans: 1.36 million\n- Permits to build: 547\n",
        LOANS_AND_PERMITS,
    ),
    "numbers under a heading": (
        "# Town figures for 2030\n\n1. Library loans: 1.36 million\n2) Building permits granted: 547\n",
        LOANS_AND_PERMITS,
    ),
    "items that the line above them names": ("Building permits granted:\n\n* 2029: 618\n* 2030: 547\n", PERMITS),
    "items that a heading names": ("## Building permits granted\n\n- 2029: 618\n- 2030: 547\n", PERMITS),
    "half a name each": (
        "Building permits in 2030:\n- applications: 702\n- granted: 547",
        [
            "702: supported building-applications 2030 level",
            "547: contradicted C101 building-permits 2030 level",
        ],
    ),
    "a list in a list": (
        "- 2029\n  - Building permits granted: 618\n- 2030\n  - Building permits granted: 547\n",
        PERMITS,
    ),
    "an item does not hand on its year": (
        "In 2030:\n- Library loans: 1.36 million, against 1.23 million in 2029\n- Building permits granted: 547\n",
        [
            "1.36 million: supported library-loans 2030 level",
            "1.23 million: supported library-loans 2029 level",
            "547: contradicted C101 building-permits 2030 level",
        ],
    ),
    "Chinese numbers": (
        "2030年：\n一、图书借阅136万册；\n（二）核发建筑许可547份。",
        ["136万: supported library-loans 2030 level", "547: contradicted C101 building-permits 2030 level"],
    ),
    "a quoted list": (
        "> In 2030:\n>\n> 1. Library loans: 1.36 million\n> 2. Permits to build: 547\n",
        LOANS_AND_PERMITS,
    ),
}
LISTS |= {
    "stars as bullets": ("In 2030:\n* Library loans: 1.36 million\n* Permits to build: 547\n", LOANS_AND_PERMITS),
    "lines that only date what follows": (
        "Year: 2029\nBuilding permits granted: 618\nYear: 2030\nBuilding permits granted: 547\n",
        PERMITS,
    ),
    "a year in brackets is not handed on": (
        "- Ferry passengers: 691,400 (2029: 731,000)\n- Building permits granted: 574\n",
        [
            "691,400: supported ferry-passengers 2030 level",
            "731,000: unknown ferry-passengers level",
            "574: supported building-permits 2030 level",
        ],
    ),
    "a list of somebody else": ("The Smith company in 2030:\n- Building permits granted: 547\n", UNCERTAIN),
}
LINES = {
    "a box of facts": ("2030:\nLibrary loans: 1.36 million\nBuilding permits granted: 547\n", LOANS_AND_PERMITS),
    "a post": ("Library loans hit 1.36 million in 2030 📚\nBuilding permits granted: 547 🏗\n", LOANS_AND_PERMITS),
    "a figure above what it counts": ("**547**\nbuilding permits granted in 2030\n", PERMITS[1:]),
    "a question in a paragraph of its own": (
        "**Q: How many building permits were granted in 2030?**\n\nA: 547, down 7.1 percent.",
        [PERMITS[1], "7.1 percent: supported building-permits 2030 change"],
    ),
    "hard breaks": ("In 2030  \nLibrary loans: 1.36 million  \nBuilding permits granted: 547", LOANS_AND_PERMITS),
    "bars in a line": ("2030 | Library loans: 1.36 million | Building permits granted: 547", LOANS_AND_PERMITS),
    "wrapped prose": (
        (
            "In 2030 the town was busy: its libraries lent 1.36 million items, and in the\nTown Hall, where there is "
            "always a queue, 547 building permits were granted."
        ),
        LOANS_AND_PERMITS,
    ),
    "question and answer": (
        "Q: How many building permits were granted in 2030?\nA: 547.",
        ["547: contradicted C101 building-permits 2030 level"],
    ),
}
CHANGES = [
    ("- Ferry passengers 2030: 691,400 (-6.1%)", "-6.1%: supported ferry-passengers 2030 change"),
    ("- Ferry passengers 2030: 691,400 (+6.1%)", "+6.1%: contradicted C105 ferry-passengers 2030 change"),
    ("- Ferry passengers 2030: 691,400 (▼ 6.1%)", "6.1%: supported ferry-passengers 2030 change"),
    ("- Library loans 2030: 1.36 million (+16.0%)", "+16.0%: contradicted C101 library-loans 2030 change"),
    ("- 2030年图书借阅：136万册（+10.6%）", "+10.6%: supported library-loans 2030 change"),
]
HTML = {
    "a list": (
        "<h2>2030</h2>\n<ul><li>Library\nloans: 1.36 million</li><li>Building permits granted: 547</li></ul>",
        LOANS_AND_PERMITS,
    ),
    "definitions": (
        "<p>In 2030</p><dl><dt>Library loans</dt><dd>1.36 million</dd><dt>Permits to build</dt><dd>547</dd></dl>",
        LOANS_AND_PERMITS,
    ),
    "lines": ("<p>2030<br>Library loans: 1.36 million<br>Building permits granted: 547</p>", LOANS_AND_PERMITS),
}


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS)
def test_an_item_of_a_list_is_read_with_what_stands_above_the_list(checker, text, expected):
    assert said(checker, text) == expected


@pytest.mark.parametrize(("text", "expected"), LINES.values(), ids=LINES)
def test_a_line_that_was_broken_on_purpose_stands_by_itself(checker, text, expected):
    assert said(checker, text) == expected


@pytest.mark.parametrize(("text", "expected"), CHANGES, ids=[text for text, _ in CHANGES])
def test_a_sign_says_which_way_a_figure_moved(checker, text, expected):
    assert said(checker, text)[-1] == expected


@pytest.mark.parametrize(("text", "expected"), HTML.values(), ids=HTML)
def test_the_tags_of_a_page_divide_it(checker, text, expected):
    assert said(checker, text, "html") == expected
