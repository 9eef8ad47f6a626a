"""BibTeX, BibLaTeX, RIS and CSL-JSON, read back by other programs' readers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import fastjsonschema
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from shipa.cite.bibtex import biblatex, bibtex, key_of
from shipa.cite.exchange import csl_json, ris
from shipa.cite.name import Name
from shipa.cite.work import Genre, Work, work_of
from tests.cite_examples import facts, records

WORKS = {source.id: work_of(source) for source in facts().sources.values()}
SCHEMA = Path(__file__).parent / "data" / "cite" / "csl-data.schema.json"
check_csl = fastjsonschema.compile(json.loads(SCHEMA.read_text(encoding="utf-8")))

_MACROS = get_default_latex_context_db()
_MACROS.add_context_category(
    "signs that the reader does not know, or takes for accents",
    prepend=True,
    macros=[MacroTextSpec(f"textbrace{side}", sign) for side, sign in (("left", "{"), ("right", "}"))]
    + [MacroTextSpec("textasciicircum", "^")],
)
_LATEX = LatexNodes2Text(latex_context=_MACROS, math_mode="verbatim")

LINES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).map(
    lambda text: " ".join(text.split())
)
TITLES = LINES.filter(bool)


def read_bibtex(text):
    """Return the fields of each entry as another program reads them, the address as it stands."""
    library = parse_string(text)
    assert library.failed_blocks == []
    return [
        {"type": entry.entry_type, "key": entry.key}
        | {
            name: field.value if name == "url" else _LATEX.latex_to_text(field.value)
            for name, field in entry.fields_dict.items()
        }
        for entry in library.entries
    ]


def read_ris(text):
    assert text.count("\n") == text.count("\r\n")
    return rispy.loads(text)


@pytest.mark.parametrize("write", [bibtex, biblatex], ids=["bibtex", "biblatex"])
@pytest.mark.parametrize("id_", WORKS)
def test_an_entry_read_back_says_what_is_known_of_the_document(write, id_):
    work = WORKS[id_]
    [entry] = read_bibtex(write(work))
    assert entry["key"] == work.id
    assert entry["title"] == work.described
    assert entry.get("url", "").replace("%7B", "{").replace("%7D", "}") == work.url
    authors = [f"{name.family}, {name.given}" if name.family else name.printed for name in work.authors]
    assert entry.get("author", "") == " and ".join(authors)
    holders = {"journal", "journaltitle", "institution", "publisher", "organization"} & set(entry)
    stands_alone = work.is_self_published and work.genre is not Genre.REPORT
    assert [entry[holder] for holder in holders] == ([] if stands_alone else [work.publisher])
    date = work.published
    if write is biblatex:
        assert entry.get("date", "") == (date.iso if date else "")
    else:
        printed = [str(date.year), date.month_name[:3].lower(), str(date.day or "")] if date else ["", "", ""]
        assert [entry.get(part, "") for part in ("year", "month", "day")] == printed


@pytest.mark.parametrize("id_", WORKS)
def test_an_ris_record_read_back_says_what_is_known_of_the_document(id_):
    work = WORKS[id_]
    [record] = read_ris(ris(work))
    types = {Genre.REPORT: "RPRT", Genre.NEWS: "NEWS", Genre.DATASET: "DATA"}
    assert record["type_of_reference"] == types.get(work.genre, "ELEC" if work.url else "GEN")
    assert record["id"] == work.id
    assert record["title"] == work.described
    assert record.get("urls", []) == ([work.url] if work.url else [])
    authors = [f"{name.family}, {name.given}" if name.family else f"{name.printed}," for name in work.authors]
    assert record.get("authors", []) == authors
    assert record["secondary_title" if work.genre is Genre.NEWS else "publisher"] == work.publisher
    assert record.get("year", "") == (str(work.published.year) if work.published else "")


def test_csl_json_is_valid_and_says_what_is_known_of_each_document():
    items = json.loads(records("csl-json"))
    assert check_csl(items) == items
    for item, work in zip(items, WORKS.values(), strict=True):
        assert item["id"] == work.id
        assert item["title"] == work.described
        assert item.get("URL", "") == work.url
        names = [name.get("literal") or f"{name['family']}, {name['given']}" for name in item.get("author", [])]
        assert names == [f"{name.family}, {name.given}" if name.family else name.printed for name in work.authors]
        assert item.get("container-title", "") == (work.publisher if work.genre is Genre.NEWS else "")
        # A press release or page without an address is no web page.
        assert (item["type"] == "webpage") == (work.genre in {Genre.PRESS_RELEASE, Genre.WEB_PAGE} and bool(work.url))


@given(title=TITLES, body=TITLES)
def test_any_title_and_name_survive_every_format(title, body):
    work = Work(
        id="one",
        genre=Genre.PRESS_RELEASE,
        kind="press release",
        title=title,
        authors=(Name(printed=body),),
        is_self_published=True,
        publisher=body,
    )
    for write in (bibtex, biblatex):
        [entry] = read_bibtex(write(work))
        assert (entry["title"], entry["author"]) == (title, body)
    [record] = read_ris(ris(work))
    assert (record["title"], record["authors"]) == (title, [f"{body},"])
    [item] = check_csl(json.loads("".join(csl_json([work]))))
    assert (item["title"], item["author"]) == (title, [{"literal": body}])


def test_a_break_in_a_title_becomes_a_space_where_the_format_ends_fields_with_lines():
    work = replace(WORKS["undated-page"], title="Two\nlines")
    assert read_bibtex(bibtex(work))[0]["title"] == "Two lines"
    assert read_ris(ris(work))[0]["title"] == "Two lines"


@pytest.mark.parametrize(
    ("id_", "key"),
    [("briefing-2025", "briefing-2025"), ("a b,c{d}", "a-b-c-d"), ("报告", "source"), ("年报-2024", "2024")],
)
def test_a_key_has_only_signs_that_bibtex_takes(id_, key):
    assert key_of(id_) == key


def test_no_works_are_an_empty_list():
    assert "".join(csl_json([])) == "[]\n"
