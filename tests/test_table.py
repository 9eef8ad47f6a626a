"""Tables on a terminal: what folds, what goes, where the columns stand, and what colour adds."""

from __future__ import annotations

import re
import subprocess
import sys
from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipa.render import table
from shipa.render.blocks import Block, Cell, Column

SEQUENCE = re.compile(r"\x1b\[[0-9;]*m")
WORDS = st.text(st.sampled_from("abgW,.-≈✓“”…中文专利，（é▲"), min_size=1, max_size=12)
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)
CELLS = st.builds(Cell, TEXTS, st.sampled_from(["", "muted", "up", "down", "good", "bad", "id"]))
COLUMNS = st.builds(Column, TEXTS, right=st.booleans(), optional=st.booleans(), folds=st.booleans())


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    columns = draw(st.lists(COLUMNS, min_size=1, max_size=5))
    columns[0].optional = False
    rows = draw(st.lists(st.tuples(*[CELLS] * len(columns)), min_size=1, max_size=4))
    notes = draw(st.lists(CELLS.filter(lambda cell: cell.text), max_size=2))
    return Block(title=draw(TEXTS), subtitle=draw(TEXTS), columns=columns, rows=rows, notes=notes)


def cells(text: str) -> int:
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


@given(st.lists(blocks(), max_size=3), st.none() | st.integers(1, 100))
def test_colour_changes_nothing_but_the_colour(some, width):
    colored = SEQUENCE.sub("", table.draw(some, width=width, color=True)).splitlines()
    assert [line.rstrip() for line in colored] == table.draw(some, width=width, color=False).splitlines()


@given(blocks(), st.integers(30, 100))
def test_no_line_is_wider_than_the_terminal(block, width):
    assert all(cells(line) <= width for line in table.draw([block], width=width, color=False).splitlines())


@given(blocks())
def test_a_pipe_gets_every_text_whole_and_every_row_on_one_line(block):
    lines = table.draw([block], width=None, color=False).splitlines()
    headed = any(column.heading for column in block.columns)
    assert len(lines) == bool(block.title) + headed + len(block.rows) + len(block.notes)
    for row, line in zip(block.rows, lines[bool(block.title) + headed :], strict=False):
        assert all(cell.text in line for cell in row)


@given(blocks(), st.integers(1, 100))
def test_folding_loses_no_character_of_the_columns_that_stay(block, width):
    for column in block.columns:
        column.optional = False

    def characters(text: str) -> list[str]:
        return sorted(text.replace(" ", "").replace("\n", ""))

    narrow, whole = (table.draw([block], width=one, color=False) for one in (width, None))
    assert characters(narrow) == characters(whole)


BLOCK = Block(
    title="PCT international patent applications",
    subtitle="applications",
    columns=[
        Column("Period"),
        Column("Value", right=True),
        Column("The document says", folds=True),
        Column("来源", optional=True),
    ],
    rows=[
        [Cell("2023"), Cell("6,185"), Cell("up 10.62 percent", "muted"), Cell("上海日报", "id")],
        [Cell("2024"), Cell("about 7,000"), Cell("", "muted"), Cell("简报", "id")],
    ],
    notes=[Cell("2023: no change: the figures before it count what was published", "muted")],
)
DRAWN = {
    None: """\
PCT international patent applications · applications
  Period        Value  The document says  来源
  2023          6,185  up 10.62 percent   上海日报
  2024    about 7,000                     简报
 2023: no change: the figures before it count what was published
""",
    41: """\
PCT international patent applications ·
applications
                       The
                       document
  Period        Value  says      来源
  2023          6,185  up 10.62  上海日报
                       percent
  2024    about 7,000            简报
 2023: no change: the figures before it
 count what was published
""",
    34: """\
PCT international patent
applications · applications
                       The
                       document
  Period        Value  says
  2023          6,185  up 10.62
                       percent
  2024    about 7,000
 2023: no change: the figures
 before it count what was
 published
""",
}


@pytest.mark.parametrize("width", DRAWN)
def test_a_table_has_the_width_of_the_terminal(width):
    assert table.draw([BLOCK], width=width, color=False) == DRAWN[width]


def test_a_title_and_a_cell_are_coloured_by_what_they_are():
    block = Block(
        title="Visits", subtitle="people", columns=[Column("Value", right=True)], rows=[[Cell("+5", "up")], [Cell("7")]]
    )
    assert table.draw([block], width=80, color=True) == (
        "\x1b[1mVisits\x1b[0m\x1b[2m · people\x1b[0m\n  \x1b[1mValue\x1b[0m\n     \x1b[32m+5\x1b[0m\n      7\n"
    )


def test_a_word_that_is_too_long_is_divided_and_a_wide_character_is_never_halved():
    block = Block(columns=[Column("", folds=True)], rows=[[Cell("a 专利合作条约 b")]])
    assert table.draw([block], width=7, color=False) == "  a\n  专利\n  合作\n  条约\n  b\n"


def test_blocks_stand_apart_and_one_without_rows_is_not_there():
    one, none = Block(columns=[Column("")], rows=[[Cell("x")]]), Block(title="None", columns=[Column("")], rows=[])
    assert table.draw([one, none, one], width=None, color=False) == "  x\n\n  x\n"


def test_not_even_a_narrow_and_coloured_table_loads_more_of_rich_than_its_texts():
    script = (
        "import sys; from shipa.render import table; from shipa.render.blocks import Block, Cell, Column\n"
        "block = Block(title='A title', columns=[Column('')], rows=[[Cell('words that fold', 'good')]])\n"
        "table.draw([block], width=8, color=True); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert "rich.style" in done.stdout
    assert not {"rich.console", "rich.table", "rich.text"} & set(done.stdout.split())
