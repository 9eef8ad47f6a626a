"""Which sources a draft is found to cite."""

from __future__ import annotations

import pytest

from shipa.cite.citation import stated, works_of
from shipa.cite.styles import NAMES, style_named
from shipa.cite.used import used_in
from shipa.query import rows_of
from shipa.render import citation
from tests.cite_examples import facts

BASE = facts()
SOURCES = tuple(BASE.sources.values())
FIGURES = stated(row for indicator in BASE.indicators.values() for row in rows_of(indicator))
WORKS = works_of(BASE, FIGURES, ())


def ids(text):
    return [source.id for source in used_in(text, SOURCES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It grew.[^dataset] So did they.[^zh-news][^dataset]", ["dataset", "zh-news"]),
        ("[^zh-news]: 傅刚. [^1] and [^unknown]", ["zh-news"]),
        ("Pandoc [see @dataset, p. 2; -@white-paper].", ["dataset", "white-paper"]),
        (r"LaTeX \parencite[see][12]{white-paper, dataset} and \cite*{zh-news}", ["white-paper", "dataset", "zh-news"]),
        ("Mail me@dataset.example about the dataset.", []),
        ("1,321 (The General Office of the Joint Committee, 2024)", ["white-paper-online"]),
        ("81 (Information Office of the City, 2025a)", ["press-release", "press-release-on-paper"]),
        ("(Tian, 2021), (Tian Shengjie, 2021) and (Tian 2021)", ["signed-news"]),
        ("(The General Office of\n> the Joint Committee, 2024)", []),
        ("(The General Office of\n  the Joint Committee, 2024)", ["white-paper-online"]),
        ("（上海市知识产权局，2025）", ["zh-press-release"]),
        ("(“A port grows”) and (<i>The Times</i>, 2024)", ["unsigned-news"]),
        ("(Tian, 2022) and Tian, 2021, without brackets", []),
        ("", []),
    ],
)
def test_ids_keys_and_forms_in_the_text_are_recognised(text, expected):
    found = ids(text)
    assert found == expected


IN_TEXT = [(name, form) for name in NAMES if style_named(name).mention for form in ("text", "markdown", "html")]


@pytest.mark.parametrize(("style", "form"), IN_TEXT)
def test_what_cite_writes_for_the_running_text_is_found_again(style, form):
    draft = "".join(citation.inline(style_named(style), FIGURES, WORKS, form, "en"))
    # GB/T calls a work without an author Anon, which names none.
    named = {work.id for work in WORKS if work.authors or not style.startswith("gbt")}
    assert named <= set(ids(draft))


@pytest.mark.parametrize("style", NAMES)
def test_what_cite_writes_as_notes_is_found_again(style):
    draft = "".join(citation.footnotes(style_named(style), FIGURES, WORKS, "en"))
    assert ids(draft) == [work.id for work in WORKS]
