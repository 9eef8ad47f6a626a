"""What the styles do where a table of golden files would not show why: names, letters, order, missing parts."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from shipa.cite.dates import parse_date
from shipa.cite.name import names
from shipa.cite.note import footnote_definition
from shipa.cite.prose import american_quoted, british_quoted, chinese_quoted, html_of, italic, link, markdown_of, roman
from shipa.cite.prose import text_of as bare
from shipa.cite.styles import NAMES, style_named
from shipa.cite.work import Genre, work_of
from shipa.errors import UnreadablePeriodError, UsageError
from shipa.model import Location, Source

PAGE = Source(
    id="page",
    title="Annual figures",
    publisher="Port Authority",
    published="2024-05-06",
    kind="press release",
    url="https://example.org/",
    language="en",
    at=Location(file="sources.toml", key="page"),
)


def entry(style, source, **options):
    return bare(style_named(style).entry(work_of(source, **options)))


def inline(style, *sources):
    chosen = style_named(style)
    return [bare(chosen.inline(work)) for work in chosen.arranged(work_of(source) for source in sources)]


@pytest.mark.parametrize(
    ("authors", "families", "inverted", "initials"),
    [
        ("Tian Shengjie", "Tian", ["Tian Shengjie"], ["Tian, S."]),
        ("Tian Shengjie", "", ["Tian Shengjie"], ["Tian Shengjie"]),
        ("John B. Smith", "Smith", ["Smith, John B."], ["Smith, J. B."]),
        ("Anna van der Berg", "van der Berg", ["van der Berg, Anna"], ["van der Berg, A."]),
        ("Jean-Paul Roe", "Roe", ["Roe, Jean-Paul"], ["Roe, J.-P."]),
        (
            "John Smith; World Bank; Li Wei",
            "Smith;;Li",
            ["Smith, John", "World Bank", "Li Wei"],
            ["Smith, J.", "World Bank", "Li, W."],
        ),
        ("Ministry of Commerce, Republic", "", ["Ministry of Commerce, Republic"], ["Ministry of Commerce, Republic"]),
        ("John Smith", "Jones", ["John Smith"], ["John Smith"]),
        ("田圣洁；李强", "田；李", ["田圣洁", "李强"], ["田圣洁", "李强"]),
        ("", "", [], []),
    ],
)
def test_a_name_is_turned_round_only_where_its_family_name_is_known_and_last(authors, families, inverted, initials):
    found = names(authors, families)
    assert [name.inverted for name in found] == inverted
    assert [name.with_initials(" ") for name in found] == initials


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("plain", 'Tian Shengjie, "A port," '),
        ("apa", "Tian, S. (2024, May 6). "),
        ("chicago", "Tian Shengjie. 2024. "),
        ("chicago-notes", "Tian Shengjie, “A port,” "),
        ("mla", "Tian Shengjie. “A port.” "),
        ("harvard", "Tian, S. (2024) ‘A port’, "),
        ("gbt7714-2025", "Tian Shengjie. A port[N/OL]. "),
        ("gbt7714-2015", "TIAN Shengjie. A port[N/OL]. "),
    ],
)
def test_a_name_that_begins_with_the_family_name_is_never_turned_round(style, expected):
    signed = replace(PAGE, kind="news article", title="A port", author="Tian Shengjie", author_family="Tian")
    assert entry(style, signed).startswith(expected)


@pytest.mark.parametrize(
    ("count", "expected"),
    [(2, "A1, B., & A2, B. (2024)"), (20, "A19, B., & A20, B. (2024)"), (21, "A19, B., . . . A21, B. (2024)")],
)
def test_apa_names_twenty_authors_and_then_leaves_out_the_middle(count, expected):
    people = [f"B A{number}" for number in range(1, count + 1)]
    source = replace(
        PAGE, kind="report", author="; ".join(people), author_family="; ".join(one.split()[1] for one in people)
    )
    assert f"{expected}. Annual figures" in entry("apa", source)


def test_chicago_lists_six_authors_and_cuts_seven_to_three():
    six = "; ".join("ABCDEF")
    assert entry("chicago", replace(PAGE, author=six)).startswith("A, B, C, D, E, and F. 2024.")
    assert entry("chicago", replace(PAGE, author=six + "; G")).startswith("A, B, C, et al. 2024.")


def test_works_of_one_author_and_year_get_letters_in_the_order_of_the_style():
    later = replace(PAGE, id="later", title="Zinc", published="2024-07-01")
    earlier = replace(PAGE, id="earlier", title="The zoo", published="2024-01-01")
    other = replace(PAGE, id="other", published="2023-01-01")
    assert inline("apa", later, PAGE, other, earlier) == [
        "(Port Authority, 2023)",
        "(Port Authority, 2024a)",
        "(Port Authority, 2024b)",
        "(Port Authority, 2024c)",
    ]
    arranged = {
        name: [
            work.id + work.letter for work in style_named(name).arranged(map(work_of, (later, PAGE, other, earlier)))
        ]
        for name in ("apa", "chicago", "harvard", "mla", "gbt7714-2025", "plain")
    }
    assert arranged == {
        "apa": ["other", "earliera", "pageb", "laterc"],
        "chicago": ["other", "pagea", "laterb", "earlierc"],
        "harvard": ["other", "earliera", "pageb", "laterc"],
        "mla": ["page", "other", "later", "earlier"],
        "gbt7714-2025": ["later", "page", "other", "earlier"],
        "plain": ["later", "page", "other", "earlier"],
    }


def test_letters_go_on_after_the_alphabet():
    sources = [replace(PAGE, id=f"page-{number:02}", title=f"Number {number:02}") for number in range(28)]
    assert inline("apa", *sources)[25:] == [f"(Port Authority, 2024{letter})" for letter in ("z", "aa", "ab")]


def test_undated_works_of_one_author_are_told_apart_as_each_style_does():
    one, two = replace(PAGE, published=""), replace(PAGE, id="two", title="Berths", published="")
    assert inline("apa", one, two) == ["(Port Authority, n.d.-a)", "(Port Authority, n.d.-b)"]
    assert inline("chicago", one, two) == ["(Port Authority, n.d.-a)", "(Port Authority, n.d.-b)"]
    assert inline("harvard", one, two) == ["(Port Authority, no date a)", "(Port Authority, no date b)"]


def test_an_article_before_a_name_does_not_count_for_the_order():
    the = replace(PAGE, id="the", publisher="The Bureau")
    assert [work.id for work in style_named("harvard").arranged([work_of(PAGE), work_of(the)])] == ["the", "page"]


def test_mla_shortens_a_title_to_its_first_noun_phrase_unless_two_would_be_alike():
    first = replace(PAGE, title="The Press Release for the Briefing")
    second = replace(PAGE, id="second", title="Press Release for the Fair")
    assert inline("mla", first) == ["(“Press Release”)"]
    assert inline("mla", first, second) == ["(“Press Release for the Briefing”)", "(“Press Release for the Fair”)"]
    assert inline("mla", replace(PAGE, title="Is it so?")) == ["(“Is it so?”)"]
    assert inline("mla", replace(PAGE, kind="report", title="Ports: A History")) == ["(Ports)"]
    assert inline("mla", replace(PAGE, title="[Figures of the port]")) == ["(Figures of the port)"]


@pytest.mark.parametrize("style", NAMES)
def test_nothing_stands_in_for_what_is_not_known(style):
    bare_page = replace(PAGE, published="", url="", kind="web page")
    marks = {"apa": "(n.d.)", "chicago": "n.d.", "harvard": "(no date)", "plain": "no date"}
    written = entry(style, bare_page)
    assert marks.get(style, "") in written
    leftover = written
    for known in ("Port Authority", "Annual figures", marks.get(style, ""), "[Z]"):
        leftover = leftover.replace(known, "")
    assert not any(character.isalnum() for character in leftover)


@pytest.mark.parametrize("style", NAMES)
def test_a_description_is_neither_quoted_nor_in_italics(style):
    untitled = replace(PAGE, title="[Figures of the port]", kind="news article")
    runs = style_named(style).entry(work_of(untitled))
    [run] = [run for run in runs if "Figures of the port" in run.text]
    assert not run.italic
    assert not any(mark in run.text for mark in '“”‘’"《》')


@pytest.mark.parametrize(
    ("style", "recorded", "asked"),
    [
        ("plain", False, "accessed 22 Nov 2026"),
        ("apa", False, "Retrieved November 22, 2026, from "),
        ("chicago", False, "Accessed November 22, 2026."),
        ("chicago-notes", False, "accessed November 22, 2026,"),
        ("mla", False, "Accessed 22 Nov. 2026."),
        ("harvard", True, "(Accessed: 22 November 2026)"),
        ("gbt7714-2025", True, "[2026-11-22]"),
        ("gbt7714-2015", True, "[2026-11-22]"),
    ],
)
def test_the_access_date_is_printed_where_the_style_wants_it_or_it_was_asked_for(style, recorded, asked):
    with_date = replace(PAGE, accessed="2026-11-22")
    assert (asked in entry(style, with_date)) is recorded
    assert asked in entry(style, PAGE, accessed=parse_date("2026-11-22"))
    assert asked in entry(style, replace(with_date, accessed="2020-01-01"), accessed=parse_date("2026-11-22"))
    assert "2026" not in entry(style, replace(with_date, url=""), accessed=parse_date("2026-11-22"))


def test_chicago_notes_have_nothing_for_the_running_text_and_say_so():
    with pytest.raises(UsageError, match="--format footnote"):
        style_named("chicago-notes").inline(work_of(PAGE))


def test_an_unknown_style_is_an_error_that_lists_the_styles():
    with pytest.raises(UsageError) as caught:
        style_named("vancouver")
    assert str(caught.value) == f"there is no style 'vancouver'; choose one of {', '.join(NAMES)}"


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("2025-04-22", ("April 22, 2025", "22 April 2025", "22 Apr. 2025", "22 Apr 2025", "2025年4月22日")),
        ("2023-09", ("September 2023", "September 2023", "Sept. 2023", "Sep 2023", "2023年9月")),
        ("2023", ("2023", "2023", "2023", "2023", "2023年")),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(text, forms):
    date = parse_date(text)
    assert date.iso == text
    assert (date.american, date.british, date.mla, date.short, date.chinese) == forms


@pytest.mark.parametrize("text", ["yesterday", "2025-13", "2025-02-30", ""])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(UnreadablePeriodError):
        parse_date(text)


@pytest.mark.parametrize(
    ("kind", "genre", "label"),
    [
        ("press release", Genre.PRESS_RELEASE, "Press release"),
        ("White paper", Genre.REPORT, "White paper"),
        ("report", Genre.REPORT, ""),
        ("白皮书", Genre.REPORT, "白皮书"),
        ("newspaper article", Genre.NEWS, ""),
        ("data set", Genre.DATASET, "Data set"),
        ("web page", Genre.WEB_PAGE, ""),
        ("speech", Genre.WEB_PAGE, "Speech"),
    ],
)
def test_a_kind_belongs_to_a_genre_and_is_its_label(kind, genre, label):
    work = work_of(replace(PAGE, kind=kind))
    assert (work.genre, work.label) == (genre, label)


def test_a_chinese_document_bears_its_own_title_and_publisher():
    source = replace(PAGE, title_zh="年度数据", publisher_zh="港务局", language="zh-CN")
    work = work_of(source)
    assert (work.title, work.translation, work.publisher) == ("年度数据", "Annual figures", "港务局")
    assert work_of(replace(source, language="en")).title == "Annual figures"
    assert work_of(replace(PAGE, title="年度数据", language="")).is_chinese


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (american_quoted('The "new" port', "."), "“The ‘new’ port.”"),
        (american_quoted("Is it “so”?", "."), "“Is it ‘so’?”"),
        (american_quoted("Is it so?", ","), "“Is it so?,”"),
        (american_quoted("The city’s port", "."), "“The city’s port.”"),
        (british_quoted("The ‘new’ port’s name"), "‘The “new” port’s name’"),
        (chinese_quoted("读《港口》"), "《读〈港口〉》"),
    ],
)
def test_quotations_in_a_title_take_the_other_marks(written, expected):
    assert bare(written) == expected


def test_a_break_in_a_title_or_name_is_a_space():
    broken = replace(PAGE, title="Annual\n  figures", publisher="Port\nAuthority")
    assert footnote_definition(broken) == (
        '[^page]: Port Authority, "Annual figures," press release, 6 May 2024, <https://example.org/>'
    )


class _Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = ""

    def handle_data(self, data):
        self.text += data


def rendered_text(html):
    parser = _Text()
    parser.feed(html)
    parser.close()
    return parser.text


LINES = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp", "Zs"]) | st.just(" ") | st.sampled_from("*_[]()<>!`#-+.&;~\\1")
)


@given(words=LINES.map(lambda text: " ".join(text.split())).filter(bool))
def test_markdown_and_html_show_every_character_of_the_text(words):
    prose = roman(words + " ") + italic(words) + roman(" (") + link("https://example.org/a_b?c=1&d=*") + roman(").")
    shown = bare(prose)
    assert rendered_text(MarkdownIt("commonmark").render(markdown_of(prose))).strip() == shown
    assert rendered_text(f"<p>{html_of(prose)}</p>") == shown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2024. Figures", r"2024\. Figures"),
        ("1) Figures", r"1\) Figures"),
        ("# Figures", r"\# Figures"),
        ("- Figures", r"\- Figures"),
        ("> 1,450", r"\> 1,450"),
        ("[figures]: of 2024", r"[figures\]: of 2024"),
        ("[figures](of) [^2024]", r"[figures\](of) \[^2024]"),
        ("R&D &amp; a_b*c", r"R&D \&amp; a\_b\*c"),
        ("[Figures] - of 2024. [R/OL]. 10.3", "[Figures] - of 2024. [R/OL]. 10.3"),
    ],
)
def test_markdown_escapes_what_would_be_markup_and_nothing_else(text, written):
    assert markdown_of(roman(text)) == written
