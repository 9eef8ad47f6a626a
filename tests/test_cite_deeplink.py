"""Deep links: their syntax, and that the shipped facts are where their links lead."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

from shipa.cite.deeplink import deep_link, is_web, page_in
from shipa.model import Location, Observation, Target
from shipa.period import parse_period
from shipa.store import load, shipped

PAGE = "https://example.org/news/"


def fact(reported="6,822", near="", locator="", change="", change_near=""):
    return Observation(
        period=parse_period("2024"), source="one", reported=reported, near=near, locator=locator,
        reported_change=change, change_near=change_near, at=Location(file="ports.toml", key="one"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "fragment"),
    [
        (
            [fact(near="applications reached")],
            "text=applications%20reached-,6%2C822&text=6%2C822,-applications%20reached",
        ),
        ([fact()], "text=6%2C822"),
        (
            [fact("40%", "R&D, well-known")],
            "text=R%26D%2C%20well%2Dknown-,40%25&text=40%25,-R%26D%2C%20well%2Dknown",
        ),
        ([fact("5591件", "申请")], "text=%E7%94%B3%E8%AF%B7-,5591%E4%BB%B6&text=5591%E4%BB%B6,-%E7%94%B3%E8%AF%B7"),
        ([fact("", change="up … 9.8 percent")], "text=up,9.8%20percent"),
        ([fact("", "filings", change="up 9%", change_near="an")], "text=an-,up%209%25&text=up%209%25,-an"),
        ([fact("77"), fact("81"), fact("77")], "text=77&text=81"),
    ],
    ids=["words beside it", "figure alone", "syntax", "Chinese", "words left out", "change alone", "several"],
)
def test_a_web_page_is_opened_at_the_words(facts, fragment):
    assert deep_link(PAGE, facts) == f"{PAGE}#:~:{fragment}"


@pytest.mark.parametrize(
    ("url", "facts", "expected"),
    [
        (PAGE, [], PAGE),
        (PAGE, [fact("")], PAGE),
        (PAGE + "#part", [fact()], PAGE + "#part:~:text=6%2C822"),
        (PAGE + "#:~:text=ports", [fact()], PAGE + "#:~:text=ports&text=6%2C822"),
        ("https://example.org/a.pdf", [fact(locator="p. 12")], "https://example.org/a.pdf#page=12"),
        ("https://example.org/a.PDF?v=2", [fact(locator="第3页")], "https://example.org/a.PDF?v=2#page=3"),
        ("https://example.org/a.pdf", [fact(locator="heading 3")], "https://example.org/a.pdf"),
        ("https://example.org/a.pdf#page=2", [fact(locator="p. 12")], "https://example.org/a.pdf#page=2"),
        ("", [fact()], ""),
        ("ftp://example.org/", [fact()], "ftp://example.org/"),
    ],
)
def test_a_link_leads_as_far_as_is_known(url, facts, expected):
    assert deep_link(url, facts) == expected


@pytest.mark.parametrize(
    ("locator", "page"),
    [
        ("page 12", 12),
        ("pp. 12-13", 12),
        ("Pages 7 and 9", 7),
        ("p.4, table 2", 4),
        ("第 15 頁", 15),
        ("step 3", 0),
        ("", 0),
    ],
)
def test_the_page_is_read_from_the_locator(locator, page):
    assert page_in(locator) == page


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://a.example", True), ("HTTP://a.example", True), ("file:///etc/passwd", False), ("javascript:x", False)],
)
def test_only_http_addresses_are_web_addresses(url, expected):
    assert is_web(url) is expected


@pytest.fixture(scope="module")
def documents():
    folder = Path(__file__).parents[2] / "shared" / "sources"
    if not folder.is_dir():
        pytest.skip("the documents are not beside the project; they are where the facts are maintained")
    index = tomllib.loads((folder / "index.toml").read_text(encoding="utf-8"))
    texts = {id_: (folder / table["file"]).read_text(encoding="utf-8") for id_, table in index.items()}
    return {id_: re.sub(r"</?sup>|\*", "", text) for id_, text in texts.items()}


def places(text, directive):
    """Return where a browser would find a text directive: its parts as whole words, with only white space between."""
    parts = [unquote(part.strip("-")) for part in directive.removeprefix("text=").split(",")]
    is_range = len(parts) > 1 and "-" not in directive
    pattern = (".{0,200}?" if is_range else r"\s*").join(r"\s+".join(map(re.escape, part.split())) for part in parts)
    return [found.start() for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.DOTALL)]


def test_the_link_of_every_shipped_fact_leads_to_one_place_of_its_page(documents):
    base = load([shipped()])
    astray = []
    for indicator in base.indicators.values():
        facts: list[Observation | Target] = [*indicator.observations, *indicator.targets]
        for one in facts:
            if url := base.sources[one.source].url:
                directives = deep_link(url, [one]).partition("#:~:")[2].split("&")
                if sum(len(places(documents[one.source], directive)) for directive in directives) != 1:
                    astray.append((one.at.key, directives))
    assert astray == []
