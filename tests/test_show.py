"""The look-up commands, from the command line to the exit status, on the shipped facts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shipa.render import delimited
from shipa.render.cells import Number, Sheet

HEADER = (
    "indicator,title,period,role,value,low,high,bound,unit,change_from,change,change_pct,"
    "reported,reported_change,source,locator\n"
)
SHOW_WHAT = "shipa: show what? name an indicator (see `shipa list`), or use --years, --source or --all\n"
NO_DATE = "shipa: there is no such date as '2024-13'; write one that the calendar has\n"
NO_FOLDER = "shipa: /nowhere: there is no such folder; name the folder of a pack\n"


def columns(out, *names):
    head, *lines = (line.split("\t") for line in out.splitlines())
    return [tuple(line[head.index(name)] for name in names) for line in lines]


def test_show_answers_with_values_and_computed_changes(shipa):
    status, out, err = shipa("show", "pct", "--years", "2022-2024", "--format", "tsv")
    assert (status, err) == (0, "")
    assert columns(out, "period", "value", "change_from", "change", "change_pct", "source") == [
        ("2022", "5591", "", "", "", "report-2022"),
        ("2023", "6185", "2022", "594", "10.6242", "shine-2024"),
        ("2024", "6822", "2023", "637", "10.2991", "briefing-2025"),
    ]


def test_csv_has_the_columns_that_scripts_rely_on_and_quotes_what_needs_it(shipa):
    _, out, _ = shipa("show", "copyright-registrations", "--years", "2024", "--csv")
    head, line, *rest = out.splitlines(keepends=True)
    assert head == HEADER
    assert line.startswith(
        "copyright-registrations,Copyright registrations of works,2024,observed,450000,450000,,over,registrations,,,,"
        '"exceeded 450,000",9.05 percent year-on-year growth,briefing-2025,'
    )
    assert rest == []


def test_json_keeps_every_digit_and_says_null_for_what_is_not_known(shipa):
    _, out, _ = shipa("show", "valid-trademarks", "--years", "2024", "--json")
    [row] = json.loads(out, parse_float=str)
    assert (row["value"], row["low"], row["high"], row["change_from"]) == (2789300, 2789250, 2789350, "2022")
    assert row["source"]["id"] == "briefing-2025"
    assert row["source"]["author"] is None


def test_json_lines_are_the_objects_of_the_array(shipa):
    _, array, _ = shipa("show", "pct", "--format", "json")
    _, lines, _ = shipa("show", "pct", "--format", "jsonl")
    assert [json.loads(line) for line in lines.splitlines()] == json.loads(array)


def test_the_table_shows_changes_claims_gaps_and_targets(shipa):
    status, out, err = shipa("show", "pct", "pledge-financing")
    assert (status, err) == (0, "")
    assert out.split("\n\n  report-2022")[0].splitlines() == [
        "PCT international patent applications · applications",
        "  Period             Value  Change  Percent  The document says     Source",
        "  2022               5,591                   up by 15.76%          report-2022",
        "  2023               6,185    +594  +10.62%  up 10.62 percent   ✓  shine-2024",
        "  2024               6,822    +637  +10.30%  up 10.3 percent    ✓  briefing-2025",
        "  2025 target  about 7,000                                         shine-2024",
        "",
        "Patent and trademark pledge financing · yuan",
        "  Period               Value            Change             Percent  The document says  Source",
        "  2022         12.15 billion                                        up by 59.2%        report-2022",
        "  2023              no value",
        "  2024            32 billion  ≈ +19.85 billion  ≈ +163% since 2022                     briefing-2025",
        "  2025 target   > 30 billion                                                           shine-2024",
    ]


def test_a_bounded_change_is_said_as_a_bound(shipa):
    _, out, _ = shipa("show", "police-case-value", "--years", "2024")
    assert "> 8.5 billion  > +5 billion  > +142% since 2022" in out


def test_chinese_titles_and_numbers(shipa):
    _, out, _ = shipa("show", "valid-invention-patents", "--lang", "zh")
    assert out.splitlines()[0].startswith("有效发明专利量 · 件")
    assert "24.14万" in out


def test_the_locale_decides_the_language(shipa, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert shipa("show", "pct")[1].startswith("PCT国际专利申请量")


@pytest.mark.parametrize(
    "name", ["pct", "PCT", "PCT filings", "PCT国际专利申请量", "pct international patent applications", "PCT申请"]
)
def test_an_indicator_answers_to_id_alias_and_title(shipa, name):
    assert shipa("get", name, "2024") == (0, "6822\n", "")


@pytest.mark.parametrize(
    ("arguments", "status", "out", "err"),
    [
        (["get", "pct", "2024"], 0, "6822\n", ""),
        (["get", "pct", "latest"], 0, "6822\n", ""),
        (["get", "high-value-patents-per-10k", "2024"], 0, "57.9\n", ""),
        (["get", "valid-trademarks", "2024"], 0, "2789300\n", ""),
        (["get", "pledge-financing", "2022"], 0, "12150000000\n", ""),
        (["get", "gii-cluster-rank", "2024"], 0, "5\n", ""),
        (["get", "copyright-registrations", "2024"], 0, "450000\n", "shipa: the document says 'exceeded 450,000'\n"),
        (["get", "pct", "1999"], 1, "", "shipa: no value of 'pct' for 1999; there is 2022-2024\n"),
        (["get", "pct", "2024-13"], 2, "", NO_DATE),
        (["get", "ptc", "2024"], 2, "", "shipa: no indicator is called 'ptc'; did you mean 'pct'?\n"),
        (["which", "99999999"], 1, "", "shipa: no fact is '99999999'\n"),
        (["which", "lots"], 2, "", "shipa: no figure can be read in 'lots'\n"),
        (["show"], 2, "", SHOW_WHAT),
        (["show", ""], 2, "", "shipa: an indicator without a name cannot be found; see `shipa list`\n"),
        (["show", "pct", "--csv", "--json"], 2, "", "shipa: csv and json exclude each other; ask for one format\n"),
        (["show", "pct", "--years", "2024-2022"], 2, "", "shipa: years '2024-2022' run backwards; write 2022-2024\n"),
        (["show", "pct", "--years", "1999"], 1, "", "shipa: no value of 'pct' for 1999; pct covers 2022-2024\n"),
        (["show", "pct", "--facts", "/nowhere"], 2, "", NO_FOLDER),
        (["search", "zzz"], 1, "", "shipa: nothing is called or described by 'zzz'; see `shipa list`\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_status_answer_and_message(shipa, arguments, status, out, err):
    assert shipa(*arguments) == (status, out, err)


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("6,822", [("pct", "2024", "the figure")]),
        ("2.79 million", [("valid-trademarks", "2024", "rounded")]),
        ("24.14万", [("valid-invention-patents", "2023", "the figure")]),
        ("450,000", [("copyright-registrations", "2024", "the figure, hedged in the document")]),
        ("637", [("pct", "2024", "computed change")]),
        ("10.62%", [("pct", "2023", "change as the document states it"), ("pct", "2023", "computed change")]),
    ],
)
def test_which_finds_the_facts_behind_a_number(shipa, number, found):
    _, out, _ = shipa("which", number, "--format", "tsv")
    assert columns(out, "indicator", "period", "match") == found


def test_which_does_not_take_yuan_for_dollars(shipa):
    _, out, _ = shipa("which", "70 billion yuan", "--format", "tsv")
    assert {unit for (unit,) in columns(out, "unit")} == {"yuan"}


def test_show_without_an_indicator_gives_all_of_a_source(shipa):
    _, out, _ = shipa("show", "--source", "shine-2021", "--format", "tsv")
    assert {source for (source,) in columns(out, "source")} == {"shine-2021"}
    assert len(out.splitlines()) > 15


def test_years_take_a_gap_between_them_into_the_table(shipa):
    _, out, _ = shipa("show", "valid-trademarks", "--years", "2023-2024")
    assert "2023          no value" in out
    _, out, _ = shipa("show", "valid-trademarks", "--years", "latest")
    assert "no value" not in out


def test_list_names_the_indicators_of_a_topic(shipa):
    status, out, _ = shipa("list", "patents", "--format", "tsv")
    assert status == 0
    assert ("pct", "2022-2024", "applications") in columns(out, "indicator", "periods", "unit")
    assert {topic for (topic,) in columns(out, "topic")} == {"Patents"}


def test_verbose_adds_interval_place_and_note(shipa):
    _, out, _ = shipa("show", "invention-patents-granted", "--years", "2023", "-v")
    assert "possible values: 44,250 to 44,350" in out
    assert "≈ +20.4%" in out


def test_markdown_is_a_table_to_paste(shipa):
    _, out, _ = shipa("show", "pct", "--years", "2024", "--format", "markdown")
    assert "| 2024 | 6,822 | +637 | +10.30% | up 10.3 percent | ✓ | briefing-2025 |" in out


@pytest.fixture
def process(program):
    return lambda *arguments, **options: subprocess.run(
        [*program, *arguments], stderr=subprocess.PIPE, check=False, **options
    )


def test_a_pipe_that_nobody_reads_ends_quietly(process):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = process("show", "pct", stdout=closed)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_full_disk_is_an_error_of_one_line(process):
    with Path("/dev/full").open("wb") as full:
        done = process("show", "pct", stdout=full)
    assert done.returncode == 2
    assert done.stderr == b"shipa: standard output: No space left on device; the answer is not complete\n"


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"COLUMNS": "²"},
    ],
    ids=str,
)
def test_no_environment_gives_a_traceback(process, environment, tmp_path):
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "")} | environment
    done = process("show", "pct", "--lang", "zh", env=environment, cwd=tmp_path, stdout=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"6,822" in done.stdout


def test_control_characters_never_reach_the_terminal(shipa):
    _, _, err = shipa("show", "\x1b[31mred")
    assert "\x1b" not in err


def test_csv_loads_neither_rich_nor_pydantic():
    script = (
        "import sys; from shipa.cli.app import main; main(['show', 'pct', '--csv']); sys.exit(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, text=True)
    assert "typer" in done.stderr
    assert not {name.partition(".")[0] for name in done.stderr.split()} & {"rich", "pydantic"}


def test_version_names_program_and_pack(shipa):
    assert shipa("--version") == (0, "shipa 0.1.0 (shanghai-ip 2026-11-22)\n", "")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["list"], 1, "there are no indicators yet; add one with `shipa add indicator`"),
        (["list", "courts"], 1, "there are no indicators yet; add one with `shipa add indicator`"),
        (["show", "pct"], 2, "no indicator is called 'pct'; see `shipa list`, or `shipa search pct`"),
        (["show", "--source", "survey"], 2, "no source is called 'survey'; there is none"),
        (["show", "--all"], 1, "no value of any indicator; see `shipa list`"),
        (["cite", "--all"], 1, "these facts have no sources"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_pack_with_nothing_in_it_is_told_in_one_line(shipa, tmp_path, arguments, status, message):
    (tmp_path / "pack.toml").write_text('id = "new"\ntitle = "New"\n', encoding="utf-8")
    assert shipa(*arguments, "--facts", str(tmp_path)) == (status, "", f"shipa: {message}\n")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", " ="])
@pytest.mark.parametrize("form", [delimited.csv, delimited.tsv])
def test_a_spreadsheet_runs_no_text_as_a_formula(start, form):
    sheet = Sheet(columns=("title", "value"), rows=[(f"{start}1+1", Number("-5"))])
    _, line = form(sheet)
    assert line.lstrip('"').startswith(f"'{start}1+1")
    assert line.endswith("-5\n")


@pytest.mark.parametrize("group", ["pack", "cache"])
def test_a_group_without_its_command_is_told_in_one_line(shipa, group):
    assert shipa(group) == (2, "", f"shipa: Missing command; see `shipa {group} --help`\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "--impleid"], "No such option: --impleid (Possible options: --implied); see `shipa show --help`"),
        (["show", "pct", "--years"], "Option '--years' requires an argument; see `shipa show --help`"),
        (["get", "pct"], "Missing argument 'PERIOD'; see `shipa get --help`"),
        (["pack", "new", "--nope"], "No such option: --nope; see `shipa pack new --help`"),
        (["shwo"], "No such command 'shwo'. Did you mean 'show'? See `shipa --help`"),
        (["--facts"], "Option '--facts' requires an argument; see `shipa --help`"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_a_wrong_command_line_leads_to_the_help_of_its_command(shipa, arguments, said):
    assert shipa(*arguments) == (2, "", f"shipa: {said}\n")
