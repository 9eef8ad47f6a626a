"""Tables of a draft in all their layouts, over an invented town."""

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


P29 = "618: supported building-permits 2029 level"
P30 = "547: contradicted C101 building-permits 2030 level"
L30 = "1.36 million: supported library-loans 2030 level"
F30 = "691,400: supported ferry-passengers 2030 level"
DOWN = "supported ferry-passengers 2030 change"

TABLES = {
    "years in columns": ("| | 2029 | 2030 |\n|---|---|---|\n| Permits to build | 618 | 547 |\n", [P29, P30]),
    "years in rows": ("| Year | Permits to build |\n|---|---|\n| 2029 | 618 |\n| 2030 | 547 |\n", [P29, P30]),
    "one row without heads": (
        "| Library loans 2030 | Permits to build 2030 |\n|---|---|\n| 1.36 million | 547 |\n",
        [L30, P30],
    ),
    "two rows of heads": (
        (
            "| | Permits to build | | Library loans |\n|---|---|---|---|\n| | 2029 | 2030 | 2030 |\n"
            "| Town | 618 | 547 | 1.36 million |\n"
        ),
        [P29, P30, L30],
    ),
    "sections": (
        (
            "| | Town |\n|---|---|\n| **2029** | |\n| Permits to build | 618 |\n"
            "| **2030** | |\n| Permits to build | 547 |\n"
        ),
        [P29, P30],
    ),
    "groups of rows": (
        "| Permits | Year | Number |\n|---|---|---|\n| granted to build | 2029 | 618 |\n| | 2030 | 547 |\n",
        [P29, P30],
    ),
    "numbered rows": (
        (
            "| No. | Indicator | 2030 |\n|---|---|---|\n"
            "| 1 | Library loans | 1.36 million |\n| 2 | Permits to build | 547 |\n"
        ),
        [L30, P30],
    ),
    "a caption with the name": (
        "Table 3: Building permits granted\n\n| 2029 | 2030 |\n|---|---|\n| 618 | 547 |\n",
        [P29, P30],
    ),
    "a heading with the year": ("## 2030\n\n| | Number |\n|---|---|\n| Permits to build | 547 |\n", [P30]),
    "empty cells": ("| | 2028 | 2029 | 2030 |\n|---|---|---|---|\n| Permits to build || 618 | 547 |\n", [P29, P30]),
    "level and change in a cell": (
        "| | 2030 |\n|---|---|\n| Ferry passengers | 691,400 (-6.1%) |\n",
        [F30, f"-6.1%: {DOWN}"],
    ),
    "a column of changes": (
        (
            "| | 2030 | Change (%) |\n|---|---|---|\n"
            "| Ferry passengers | 691,400 | -6.1 |\n| Permits to build | 547 | -7.1 |\n"
        ),
        [F30, f"-6.1: {DOWN}", P30, "-7.1: supported building-permits 2030 change"],
    ),
    "a row of changes": (
        "| | 2029 | 2030 |\n|---|---|---|\n| Ferry passengers | 731,000 | 691,400 |\n| Change | | -16.1% |\n",
        [
            "731,000: unknown ferry-passengers level",
            F30,
            "-16.1%: contradicted C101 ferry-passengers 2030 change",
        ],
    ),
    "a change between two columns": (
        "| | 2028 | 2030 | Growth |\n|---|---|---|---|\n| Population | 48,210 | 49,877 | 3.5% |\n",
        [
            "48,210: supported population 2028 level",
            "49,877: supported population 2030 level",
            "3.5%: supported population 2030 change",
        ],
    ),
    "changes in a measure that is not said": (
        "| | 2030 | Growth |\n|---|---|---|\n| Population (thousand) | 49.877 | 7.1 |\n",
        ["49.877: supported population 2030 level", "7.1: unknown population change"],
    ),
    "a unit in digits": (
        "Library loans (in 10,000)\n\n| 2029 | 2030 |\n|---|---|\n| 123 | 163 |\n",
        [
            "10,000: unknown library-loans level",
            "123: supported library-loans 2029 level",
            "163: contradicted C101 library-loans 2030 level",
        ],
    ),
    "absolute changes below": (
        "| Year | Population |\n|---|---|\n| 2029 | 49,035 |\n| 2030 | 49,877 |\n| Change | +842 |\n",
        [
            "49,035: supported population 2029 level",
            "49,877: supported population 2030 level",
            "+842: supported population 2030 change",
        ],
    ),
    "months of a year": (
        "| Month | Permits to build in 2030 |\n|---|---|\n| January | 547 |\n",
        ["547: unknown"],
    ),
    "parts that the facts do not know": (
        "Building permits granted in 2030\n\n| Office | All |\n|---|---|\n| Harbour side | 547 |\n| Hill side | 27 |\n",
        ["547: unknown", "27: unknown"],
    ),
    "parts of a known name": (
        "| Office | Building permits granted in 2030 |\n|---|---|\n| Harbour side | 547 |\n",
        ["547: unknown building-permits level"],
    ),
    "a unit in the head": (
        "| Year | Ferry revenue (thousand euros) |\n|---|---|\n| 2029 | 4,180 |\n| 2030 | 3,290 |\n",
        [
            "4,180: supported ferry-revenue 2029 level",
            "3,290: contradicted C101 ferry-revenue 2030 level",
        ],
    ),
    "a column of units": (
        (
            "| Indicator | Unit | 2030 |\n|---|---|---|\n"
            "| Library loans | million | 1.36 |\n| Permits to build | permits | 547 |\n"
        ),
        ["1.36: supported library-loans 2030 level", P30],
    ),
    "a unit in the caption": (
        "Ferry revenue (in million euros)\n\n| 2029 | 2030 |\n|---|---|\n| 4.18 | 3.29 |\n",
        ["4.18: supported ferry-revenue 2029 level", "3.29: contradicted C101 ferry-revenue 2030 level"],
    ),
    "a Chinese unit above": (
        "表1 图书借阅量（单位：万册）\n\n| 年份 | 2029 | 2030 |\n|---|---|---|\n| 全镇 | 123 | 163 |\n",
        ["123: supported library-loans 2029 level", "163: contradicted C101 library-loans 2030 level"],
    ),
    "places in columns": (
        (
            "Building permits granted\n\n| Year | Overby | Larkmere |\n"
            "|---|---|---|\n| 2029 | 702 | 618 |\n| 2030 | 574 | 547 |\n"
        ),
        ["702: unknown", P29, "574: unknown", P30],
    ),
    "a total of several places": (
        (
            "Building permits granted in 2030\n\n| Place | Permits |\n"
            "|---|---|\n| Overby | 702 |\n| Larkmere | 547 |\n| Total | 1,249 |\n"
        ),
        ["702: unknown", P30, "1,249: unknown"],
    ),
    "a total of several years": (
        "| Year | Permits to build |\n|---|---|\n| 2029 | 618 |\n| 2030 | 547 |\n| Total | 1,165 |\n",
        [P29, P30, "1,165: unknown"],
    ),
    "a part of what the name says": (
        "| | 2030 |\n|---|---|\n| Temporary building permits granted | 574 |\n",
        ["574: unknown building-permits level"],
    ),
    "ranks": (
        "| Year | Place in the lake water quality league |\n|---|---|\n| 2029 | 7 |\n| 2030 | 6 |\n",
        ["7: supported swimming-rank 2029 rank", "6: contradicted C101 swimming-rank 2030 rank"],
    ),
    "targets": (
        "| | 2030 | Target 2035 |\n|---|---|---|\n| Ferry passengers | 691,400 | above 900,000 |\n",
        [F30, "above 900,000: supported ferry-passengers 2035 target"],
    ),
    "tabs": ("\t2029\t2030\nPermits to build\t618\t547\n", [P29, P30]),
}
RST = {
    "columns": (
        (
            "=================  =====  =====\nIndicator          2029   2030\n=================  =====  =====\n"
            "Permits to build   618    547\n=================  =====  =====\n"
        ),
        [P29, P30],
    ),
    "a grid": (
        (
            "+------------------+------+------+\n"
            "| Indicator        | 2029 | 2030 |\n+==================+======+======+\n"
            "| Permits to build | 618  | 547  |\n+------------------+------+------+\n"
        ),
        [P29, P30],
    ),
    "a caption": (
        (
            ".. table:: Building permits granted\n\n   ====  ====\n   Year  All\n"
            "   ====  ====\n   2029  618\n   2030  547\n   ====  ====\n"
        ),
        [P29, P30],
    ),
}
HTML = {
    "rows": (
        (
            "<table><caption>In 2030</caption><tr><th></th><th>Town</th></tr>\n<tr><td>Library loans</td>\n"
            "<td><p>1.36 million<sup>1</sup></p></td></tr><tr><td>Permits to build</td><td>547</td></tr></table>"
        ),
        [L30, P30],
    ),
    "cells that span others": (
        (
            '<table><tr><th rowspan="2">Place</th><th colspan="2">Permits to build</th><th>Library loans</th></tr>'
            "<tr><th>2029</th><th>2030</th><th>2030</th></tr>"
            "<tr><td>Larkmere</td><td>618</td><td>547</td><td>1.36 million</td></tr></table>"
        ),
        [P29, P30, L30],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TABLES.values(), ids=TABLES)
def test_a_cell_is_read_with_its_heads(checker, text, expected):
    assert said(checker, text) == expected


@pytest.mark.parametrize(("text", "expected"), RST.values(), ids=RST)
def test_tables_of_restructured_text_are_read(checker, text, expected):
    assert said(checker, text, "rst") == expected


@pytest.mark.parametrize(("text", "expected"), HTML.values(), ids=HTML)
def test_tables_of_a_page_are_read(checker, text, expected):
    assert said(checker, text, "html") == expected
