"""New facts as blocks of TOML: what is written reads back the same, and nothing that stands before it changes."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipa.entry import OBSERVATIONS, Entry, tables_with, text_with
from shipa.schema import OBSERVATION, SOURCE

TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)
VALUES = st.one_of(TEXTS, st.lists(TEXTS, min_size=1).map(tuple), st.just(value=True))
IDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)?", fullmatch=True)
OLD = st.sampled_from(["", "\n", "# a comment", 'topic = "T"\n', '[other]\nkey = "é" # why\r\n', '[a]\nb = """\nc"""'])


@st.composite
def entries(draw):
    array = draw(st.sampled_from(["", OBSERVATIONS]))
    keys = sorted(OBSERVATION if array else SOURCE)
    values = draw(st.dictionaries(st.sampled_from(keys), VALUES, min_size=1))
    return Entry(file="f.toml", heading={}, table="new-" + draw(IDS), array=array, values=values)


@given(OLD, st.lists(entries(), min_size=1, max_size=4, unique_by=lambda entry: entry.table))
def test_what_is_appended_reads_back_the_same_below_what_was_there(old, added):
    new = text_with(old, added, is_new=False)
    assert new.startswith(old)
    assert tomllib.loads(new) == tables_with(tomllib.loads(old), added)


def test_a_new_file_begins_with_its_topic():
    entry = Entry(
        file="f.toml",
        heading={"topic": "Museums", "topic_zh": "博物馆"},
        table="visits",
        array=OBSERVATIONS,
        values={"period": "2024", "reported": "7", "note": 'a "b" \\'},
    )
    assert text_with("", [entry], is_new=True) == (
        'topic    = "Museums"\ntopic_zh = "博物馆"\n\n'
        '[[visits.observations]]\nperiod   = "2024"\nreported = "7"\nnote     = "a \\"b\\" \\\\"\n'
    )


@pytest.mark.parametrize("array", ["", OBSERVATIONS])
def test_tables_with_does_not_touch_the_tables_that_it_is_given(array):
    before = {"visits": {"title": "Visits", OBSERVATIONS: [{"period": "2023"}]}}
    entry = Entry(
        file="f.toml", heading={}, table="visits" if array else "other", array=array, values={"period": "2024"}
    )
    after = tables_with(before, [entry])
    assert before == {"visits": {"title": "Visits", OBSERVATIONS: [{"period": "2023"}]}}
    assert (after["visits"][OBSERVATIONS] if array else [after["other"]])[-1] == {"period": "2024"}
