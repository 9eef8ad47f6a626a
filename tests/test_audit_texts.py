"""The texts of documents as facts quote them: where a figure stands, and where it only seems to."""

from __future__ import annotations

import pytest

from shipa.audit import Document
from shipa.audit.texts import documents_of, spot, text_of
from tests.audit_facts import base_of


def _text(words: str):
    return text_of(Document(name="report.txt", sha256="", text=words))


@pytest.mark.parametrize(
    ("words", "near", "reported"),
    [
        ("the museum counted 6,185 visits", "the museum counted", "6,185"),
        ("the museum counted 6,185 visits", "visits", "6,185"),
        ("the museum\n\n  counted   6,185 visits", "the museum counted", "6,185"),
        ("the museum’s **visits** (6,185)", "the museum's visits", "6,185"),
        ("As the 19<sup>th</sup> festival", "As the", "19th"),
        ("全年接待6185人次", "全年接待", "6185"),
        ("逾4.5万件，同比增长", "同比增长", "逾4.5万件"),
    ],
    ids=["after", "before", "over lines", "in markup", "with a superscript", "Chinese", "Chinese, before"],
)
def test_a_figure_is_found_beside_its_words(words, near, reported):
    text = _text(words)
    found = spot(text, near, reported)

    assert found is not None
    assert text.plain[found[0] : found[1]] == reported


@pytest.mark.parametrize(
    ("words", "near", "reported"),
    [
        ("the museum counted 16,185 visits", "the museum counted", "6,185"),
        ("the museum counted 6,185,000 visits", "the museum counted", "6,185"),
        ("the museum counted 6,185.5 visits", "the museum counted", "6,185"),
        ("the museum counted over 6,185 visits", "the museum counted", "6,185"),
        ("the museum counted >6,185 visits", "the museum counted", "6,185"),
        ("the museum counted more. 6,185 visits", "the museum counted", "6,185"),
    ],
    ids=["a longer one", "a larger one", "a more exact one", "a hedged one", "one with a sign", "one further away"],
)
def test_another_figure_is_not_taken_for_it(words, near, reported):
    assert spot(_text(words), near, reported) is None


def test_a_place_in_the_text_has_the_line_of_the_document():
    text = _text("# Visits\n\n\nThe museum\ncounted 6,185.")

    assert text.plain == "Visits The museum counted 6,185."
    assert [text.line_at(text.plain.index(word)) for word in ("Visits", "The", "counted", "6,185")] == [1, 4, 5, 5]


FACTS = """
    [visits]
    unit = "visits"
    observations = [{ period = "2023", reported = "6,185", source = "report", near = "the museum counted" }]
    """
THIS = Document(name="a.txt", sha256="a" * 64, text="Last year the museum counted 6,185 visits.")
OTHER = Document(name="b.txt", sha256="b" * 64, text="Nothing was counted.")
NAMED = Document(name="report.txt", sha256="c" * 64, text="Nothing was counted.")


@pytest.mark.parametrize(
    ("sha256", "given", "expected"),
    [
        ("b" * 64, [THIS, OTHER, NAMED], OTHER),
        ("d" * 64, [THIS, OTHER, NAMED], NAMED),
        ("d" * 64, [THIS, OTHER], THIS),
        ("d" * 64, [OTHER], None),
    ],
    ids=["by its hash", "by its name", "by what it says", "not at all"],
)
def test_the_document_of_a_source_is_found(sha256, given, expected):
    base = base_of(FACTS, f'[report]\nsha256 = "{sha256}"')

    assert documents_of(base, given).get("report") is expected
