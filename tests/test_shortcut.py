"""The shortcut: what it answers is what the application answers from the parsed packs, and it loads next to nothing."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shipa import query, store
from shipa.cite.styles import NAMES as STYLES
from shipa.cli import app, shortcut
from shipa.index import facts as index_facts
from shipa.model import FactBase

SETTINGS = (
    *("SHIPA_FACTS", "SHIPA_FORMAT", "LC_ALL", "LC_MESSAGES", "LANG"),
    *("FORCE_COLOR", "NO_COLOR", "TERM", "COLUMNS"),
)
Answer = tuple[int, str, str]
SHIPPED = store.load([store.shipped()])
NAMES = [name for one in SHIPPED.indicators.values() for name in one.names]
YEARS = [
    "2024",
    "2022-2024",
    "2019,2022-2024",
    "2022-",
    "-2023",
    "latest",
    "2024,latest",
    "2024-2022",
    "20",
    "1234",
    "-",
]
PERIODS = ["2024", "2023", "2022", "latest", "2024-05", "2025-04-21", "2020/2022", "2024-13-45", "0000", "２０２４", ""]


class Output(io.StringIO):
    """Standard output into a pipe or, where it has a width, on a terminal."""

    def __init__(self, width: int | None) -> None:
        super().__init__()
        self.width = width

    def isatty(self) -> bool:
        return self.width is not None

    def fileno(self) -> int:
        return -1


@contextmanager
def surroundings(environ: Mapping[str, str], width: int | None = None) -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """Set the environment and catch what is printed, into a pipe or on a terminal that is so wide."""
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    out, err = Output(width), io.StringIO()
    size = mock.patch.object(os, "get_terminal_size", return_value=os.terminal_size((width or 0, 24)))
    with (
        mock.patch.dict(os.environ, kept | dict(environ), clear=True),
        size,
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        yield out, err


def by_shortcut(arguments: Sequence[str], environ: Mapping[str, str], width: int | None = None) -> Answer | None:
    with surroundings(environ, width) as (out, err):
        is_answered = shortcut.answered(arguments, os.environ)
    if not is_answered:
        assert (out.getvalue(), err.getvalue()) == ("", "")
        return None
    return 0, out.getvalue(), err.getvalue()


def by_application(arguments: Sequence[str], environ: Mapping[str, str], width: int | None = None) -> Answer:
    def parsed(folders: Sequence[Path], told: object = None) -> FactBase:
        return SHIPPED if list(folders) == [store.shipped()] else store.load(folders)

    with surroundings(environ, width) as (out, err), mock.patch.object(index_facts, "load", parsed):
        status = app.main(list(arguments))
    return status, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module", autouse=True)
def an_index() -> None:
    """Have the index made, so that there is something to be fast with."""
    index_facts.load([store.shipped()])


# ── the same answers ─────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def names(draw: st.DrawFn) -> str:
    """Return a name that is known, or nearly."""
    name = draw(st.sampled_from(NAMES))
    match draw(st.integers(0, 7)):
        case 0:
            name = name.upper()
        case 1:
            name = name.replace(" ", draw(st.sampled_from(["-", "_", "  "]))).replace("-", " ")
        case 2:
            cut = draw(st.integers(0, len(name) - 1))
            name = name[:cut] + name[cut + 1 :]
        case 3:
            name = draw(st.sampled_from(["", "-", "--", "x" * 300, "\udcff", "no such thing", name[:4]]))
    return name


def option(name: str, values: Sequence[str]) -> st.SearchStrategy[list[str]]:
    value = st.sampled_from(values)
    return st.one_of(st.just([]), value.map(lambda one: [name, one]), value.map(lambda one: [f"{name}={one}"]))


SOURCES = [*SHIPPED.sources, "report", "nobody"]
COMMON = [option("--source", SOURCES), option("--facts", [str(store.shipped()), "/nowhere"])]
SHOW_OPTIONS = [
    option("--years", YEARS),
    option("-y", YEARS),
    option("--format", ["csv", "tsv", "json", "jsonl", "table", "table", "markdown", "xml", "CSV"]),
    option("-f", ["csv", "json"]),
    option("--lang", ["en", "zh", "fr"]),
    st.sampled_from([[], ["--csv"], ["--json"], ["--csv"], ["--csv", "--json"], ["--csv=1"]]),
    st.sampled_from([[], [], [], ["--verbose"], ["--all"], ["--all"], ["--help"], ["--"], ["--cvs"]]),
]
ENVIRONMENTS = st.fixed_dictionaries(
    {},
    optional={
        "SHIPA_FORMAT": st.sampled_from(["", "csv", "tsv", "json", "jsonl", "table", "nonsense"]),
        "SHIPA_FACTS": st.sampled_from(["", str(store.shipped())]),
        "LANG": st.sampled_from(["zh_CN.UTF-8", "en_US.UTF-8", "C", ""]),
        "LC_ALL": st.sampled_from(["zh_CN.UTF-8", ""]),
        "NO_COLOR": st.sampled_from(["", "1"]),
        "FORCE_COLOR": st.sampled_from(["", "1"]),
        "TERM": st.sampled_from(["xterm-256color", "dumb", ""]),
        "COLUMNS": st.sampled_from(["", "0", "40", "132", "99999", "wide"]),
    },
)


CITE_OPTIONS = [
    *SHOW_OPTIONS[:2],
    option("--style", ["plain", "apa", "chicago", "chicago-notes", "harvard", "gbt7714-2025", "nonsense"]),
    option("-s", ["plain", "mla"]),
    option("--format", ["text", "text", "markdown", "bibtex", "csv"]),
    option("--lang", ["en", "zh", "fr"]),
    option("--facts", [str(store.shipped()), "/nowhere"]),
    st.sampled_from([[], [], ["--change"], ["--inline"], ["--all"], ["--csv"], ["--accessed", "2026-11-22"]]),
]
CITED = st.one_of(names(), st.sampled_from([*SHIPPED.sources, "briefing", "6,822", "two million", "2024"]))


LISTED = st.sampled_from(
    ["patents", "Courts", "COURT", "专利", "专", "P", "IP services", "tra", "", "e", "zzz", "-", "İ"]
)


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """Return a command line of a look-up, most often a sensible one, its parts in any order."""
    command = draw(st.sampled_from(["get", "show", "show", "show", "cite", "cite", "list", "search"]))
    if command == "get":
        options, words = COMMON, [draw(names()), draw(st.sampled_from(PERIODS))]
    elif command == "cite":
        options, words = CITE_OPTIONS, draw(st.lists(CITED, min_size=draw(st.sampled_from([0, 1, 1, 1])), max_size=3))
    elif command in {"list", "search"}:
        options, words = SHOW_OPTIONS, draw(st.lists(LISTED, max_size=2))
    else:
        options = [*COMMON, *SHOW_OPTIONS]
        words = draw(st.lists(names(), min_size=draw(st.sampled_from([0, 1, 1, 1])), max_size=6))
    chosen = draw(st.lists(st.sampled_from(options), max_size=3, unique_by=id))
    parts = [[word] for word in words] + [draw(one) for one in chosen]
    order = draw(st.permutations(range(len(parts)))) if draw(st.booleans()) else range(len(parts))
    return [command, *(argument for place in order for argument in parts[place])]


WIDTHS = st.sampled_from([None, None, 20, 60, 80, 100, 200])


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(command_lines(), ENVIRONMENTS, WIDTHS)
def test_what_the_shortcut_answers_is_what_the_application_answers(arguments, environ, width):
    answer = by_shortcut(arguments, environ, width)
    if answer is not None:
        assert answer == by_application(arguments, environ, width)


@pytest.mark.parametrize("years", ["-1000", "2022", "2020-2023", "2023,latest"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_table_that_ships_is_drawn_the_same(lang, years):
    for id_ in SHIPPED.indicators:
        arguments = ["show", id_, "--lang", lang, *([] if years == "-1000" else ["--years", years])]
        answer = by_shortcut(arguments, {}, 100)
        assert (answer or by_application(arguments, {}, 100)) == by_application(arguments, {}, 100)
        assert answer or years != "-1000" or not query.rows_of(SHIPPED.indicators[id_])


@pytest.mark.parametrize("style", STYLES)
def test_every_source_and_what_every_indicator_rests_on_is_cited_the_same(style):
    for name in [*SHIPPED.sources, *SHIPPED.indicators]:
        arguments = ["cite", name, "--style", style]
        answer = by_shortcut(arguments, {})
        if answer is None:  # letters after the year depend on what else is cited
            assert style in {"apa", "chicago", "harvard"}
        else:
            assert answer == by_application(arguments, {})


@pytest.mark.parametrize("form", ["table", "markdown", "csv", "tsv", "json", "jsonl"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_all_that_ships_is_answered_the_same_in_every_format(form, lang):
    arguments = ["show", "--all", "--format", form, "--lang", lang]
    answer = by_shortcut(arguments, {})
    assert answer is not None
    assert answer == by_application(arguments, {})


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--lang", "zh"],
        ["--csv"],
        ["--json", "--lang", "zh"],
        ["-f", "tsv"],
        ["--format=jsonl"],
        ["-f", "markdown"],
    ],
    ids=" ".join,
)
def test_the_list_is_answered_the_same(options):
    answer = by_shortcut(["list", *options], {})
    assert answer is not None
    assert answer == by_application(["list", *options], {})


@pytest.mark.parametrize(
    "extra", [["no such topic"], [""], ["--pack", "x"], ["--lang", "fr"], ["--years", "2024"]], ids=" ".join
)
def test_a_list_that_is_not_plain_is_left_to_the_application(extra):
    assert by_shortcut(["list", "--csv", *extra], {}) is None


def test_every_latest_value_is_answered_the_same():
    for indicator in SHIPPED.indicators.values():
        value = query.value_of(indicator, "latest")
        answer = by_shortcut(["get", indicator.id, "latest"], {})
        if value.quantity is None:
            assert answer is None
        else:
            said = f"shipa: {value.remark}\n" if value.remark else ""
            assert answer == (0, f"{query.bare(value.quantity.value)}\n", said)


PLAIN = [
    ["get", "pct", "2024"],
    ["get", "pct", "latest"],
    ["get", "PCT filings", "2023", "--source", "shine-2024"],
    ["show", "pct", "--csv"],
    ["show", "pct", "--json", "--years", "2022-2024"],
    ["show", "PCT专利申请量", "valid-trademarks", "--format=tsv", "-y", "latest,2022-"],
    ["show", "-f", "jsonl", "--lang", "zh", "pct", "--source=briefing-2025"],
    ["show", "pct"],
    ["show", "--years", "2024"],
    ["show", "pct", "valid-trademarks", "--years", "2022-", "--format", "markdown"],
    ["show", "--source", "shine-2024", "--lang", "zh", "--csv"],
    ["show", "--all", "--json", "pct"],
    ["list", "patents", "--lang", "zh", "--csv"],
    ["list", "专利", "--json"],
    ["cite", "pct", "--years", "2024"],
    ["cite", "PCT filings", "shine-2024", "-s", "plain"],
]


@pytest.mark.parametrize(
    "arguments", [*PLAIN, ["search", "patent", "grant", "--csv"], ["search", "专利"]], ids=" ".join
)
def test_a_plain_form_is_answered_by_the_shortcut(arguments):
    known = [argument if argument != "PCT专利申请量" else SHIPPED.indicators["pct"].title_zh for argument in arguments]
    assert by_shortcut(known, {}) == by_application(known, {})


def test_the_default_format_may_come_from_the_environment():
    answer = by_shortcut(["show", "pct"], {"SHIPA_FORMAT": "csv"})
    assert answer is not None
    assert answer == by_application(["show", "pct", "--csv"], {})


OTHER = [
    [],
    ["--version"],
    ["show", "pct", "-v"],
    ["show", "pct", "--format", "xml"],
    ["cite"],
    ["cite", "6,822"],
    ["cite", "pct", "--style", "bluebook"],
    ["cite", "pct", "valid-trademarks"],
    ["cite", "shine-2024", "--years", "2024"],
    ["show", "pct", "--csv", "--json"],
    ["show", "pct", "--csv", "--csv"],
    ["show", "--csv"],
    ["show", "--years", "1900"],
    ["show", "pct", "--all=1"],
    ["show", "no such indicator", "--csv"],
    ["show", "pct", "--csv", "--years", "1900"],
    ["get", "pct"],
    ["get", "pct", "1900"],
    ["get", "pct", "2024", "--csv"],
    ["get", "pct", "2024", "--facts", "/nowhere"],
]


@pytest.mark.parametrize("arguments", OTHER, ids=" ".join)
def test_what_is_not_plain_is_left_to_the_application(arguments):
    assert by_shortcut(arguments, {}) is None


# ── completion ───────────────────────────────────────────────────────────────────────────────────────────────────────


def completing(shell: str, line: str) -> dict[str, str]:
    """Return the environment in which a shell asks what may come at the end of a line."""
    if shell == "bash":
        words = line.split(" ")
        asked = {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    else:
        asked = {"_TYPER_COMPLETE_ARGS": line}
    name, _, action = shell.partition(" ")
    return asked | {"_SHIPA_COMPLETE": f"complete_{name}", "_TYPER_COMPLETE_FISH_ACTION": action}


def completed_by_application(environ: Mapping[str, str]) -> tuple[int, str, str]:
    with surroundings(environ) as (out, err), pytest.raises(SystemExit) as end:
        app.main([])
    return int(end.value.code or 0), out.getvalue(), err.getvalue()


SHELLS = ["bash", "zsh", "fish get-args", "fish is-args"]
BEGUN = [
    "",
    "CI",
    "CIIE",
    "pc",
    "pct",
    "patent",
    "x",
    "--ye",
    "=",
    "a=b",
    "'pc",
    '"pc',
    "pc\\",
    "中",
    "-",
    "briefing",
    "2",
    "p c",
]
LINES = st.builds(
    lambda command, words, begun: " ".join(["shipa", command, *words, begun]),
    st.sampled_from(["show", "get", "why", "cite", "open", "list", "audit", "", "sh", "--facts"]),
    st.lists(st.sampled_from(["pct", "2024", "--years", "--csv", "--", "", "no-such", "-y", "--source"]), max_size=2),
    st.sampled_from(BEGUN),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SHELLS), LINES)
def test_what_the_shortcut_completes_is_what_the_application_completes(shell, line):
    environ = completing(shell, line)
    answer = by_shortcut([], environ)
    if answer is not None:
        assert answer == completed_by_application(environ)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("command", ["show", "get", "why", "cite", "open"])
def test_a_plain_name_is_completed_by_the_shortcut(command, shell):
    environ = completing(shell, f"shipa {command} pc")
    answer = by_shortcut([], environ)
    assert answer is not None
    assert answer == completed_by_application(environ)
    assert ("pct" in answer[1]) == (shell != "fish is-args")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("shipa show pct --source briefing-202", [id_ for id_ in SHIPPED.sources if id_.startswith("briefing-202")]),
        ("shipa get pct 202", ["2022", "2023", "2024"]),
        ("shipa show pct --years 202", ["2022", "2023", "2024"]),
        ("shipa show --facts /nowhere pc", []),
        ("shipa get no-such-indicator 202", []),
    ],
    ids=["a source", "a period", "a year", "no facts", "no indicator"],
)
def test_the_application_completes_sources_and_periods(line, offered):
    assert completed_by_application(completing("bash", line)) == (0, "\n".join(offered) + "\n", "")


@pytest.mark.parametrize("command", ["show", "open"])
def test_an_alias_of_one_word_is_completed_where_the_id_does_not_begin_so(command):
    [(alias, id_)] = [
        (name, one.id) for one in SHIPPED.indicators.values() for name in one.names if name.isascii() and name.isupper()
    ]
    for begun, completed in ((alias[:2], alias), (id_[:3], id_)):
        environ = completing("bash", f"shipa {command} {begun}")
        assert by_shortcut([], environ) == completed_by_application(environ)
        assert completed in completed_by_application(environ)[1].split()


@pytest.mark.parametrize("said", [{}, {"COMP_WORDS": "shipa show"}, {"COMP_WORDS": "shipa show", "COMP_CWORD": "two"}])
def test_a_completion_of_nothing_is_refused_in_one_line(said):
    environ = {"_SHIPA_COMPLETE": "complete_bash", **said}
    assert by_shortcut([], environ) is None
    status, out, err = by_application([], environ)
    assert (status, out) == (2, "")
    assert err.startswith("shipa: _SHIPA_COMPLETE is for the shell")
    assert err.count("\n") == 1


def test_a_completion_loads_nothing_slow():
    modules, _ = loaded_and_opened(environ=completing("bash", "shipa show pc"))
    assert modules & SLOW == set()


# ── what is loaded and opened ────────────────────────────────────────────────────────────────────────────────────────

SLOW = {
    "typer",
    "rich",
    "pydantic",
    "re",
    "enum",
    "typing",
    "dataclasses",
    "decimal",
    "json",
    "pathlib",
    "tomli",
    "collections",
}
PROBE = """
import os, sys
os._exit = sys.exit
opened = []
sys.addaudithook(lambda event, details: opened.append(str(details[0])) if event == "open" else None)
from shipa.__main__ import main
before = set(sys.modules)
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
with sys.__stderr__ as out:
    print(*sorted(sys.modules), "|", *opened, sep="\\n", file=out)
"""


def loaded_and_opened(*arguments: str, environ: Mapping[str, str] | None = None) -> tuple[set[str], list[str]]:
    """Return the modules that a command line loads, and the files that it opens, byte code left out."""
    command = [sys.executable, "-S", "-c", PROBE, *arguments]
    common = {"PYTHONPATH": os.pathsep.join(sys.path), "SHIPA_CACHE": os.environ["SHIPA_CACHE"], "LANG": "C.UTF-8"}
    done = subprocess.run(
        command, capture_output=True, check=True, text=True, encoding="utf-8", env=common | dict(environ or {})
    )
    modules, _, files = done.stderr.partition("|\n")
    return set(modules.split()), [name for name in files.splitlines() if not name.endswith((".py", ".pyc"))]


SEARCHED = ["search", "patent", "grant", "--csv"]
TABLES = [["show", "pct"], ["show", "--years", "2024"], ["list"], ["search", "patents"]]
EXPRESSIONS = {"re", "enum", "collections"}
MEASURED = EXPRESSIONS | {"rich", "typing"}  # with what measures a text


@pytest.mark.parametrize(
    "arguments", [*PLAIN[:2], *PLAIN[3:5], *PLAIN[9:], *TABLES, SEARCHED, ["list", "--csv"]], ids=" ".join
)
def test_a_plain_form_loads_nothing_slow(arguments):
    modules, _ = loaded_and_opened(*arguments)
    assert modules & SLOW <= (MEASURED if arguments in TABLES else EXPRESSIONS if arguments == SEARCHED else set())
    assert "rich.console" not in modules
    of_chinese = set() if all(map(str.isascii, arguments)) else {"shipa.script"}
    assert {name for name in modules if name.startswith("shipa")} - of_chinese <= {
        "shipa", "shipa.__main__", "shipa.cite", "shipa.cite.access", "shipa.cli", "shipa.cli.console",
        "shipa.cli.shortcut", "shipa.cli.shortcut.cite",
        "shipa.cli.shortcut.form", "shipa.cli.shortcut.lookup", "shipa.cli.shortcut.show", "shipa.index",
        "shipa.index.cache", "shipa.index.file", "shipa.names", "shipa.packaged", "shipa.render", "shipa.render.blocks",
        "shipa.render.cells", "shipa.render.composition", "shipa.render.delimited", "shipa.render.json",
        "shipa.render.markdown", "shipa.render.table", "shipa.render.text", "shipa.render.words", "shipa.where",
        "shipa.words",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["show", "pct", "--format", "json", "--verbose"], {"shipa.cli.check", "shipa.cli.cite", "rich"}),
        (["show", "pct", "--csv", "--verbose"], {"rich", "pydantic", "tomli"}),
        (["list", "--json"], {"rich", "pydantic", "tomli"}),
        (["show", "pct", "--format", "markdown"], {"rich", "pydantic", "tomli"}),
        (["show", "pct"], {"pydantic", "tomli"}),
        (["--help"], {"rich", "pydantic", "tomli", "decimal", "shipa.model"}),
    ],
    ids=" ".join,
)
def test_a_command_loads_only_what_it_uses(arguments, absent):
    modules, _ = loaded_and_opened(*arguments)
    assert modules & absent == set()


def test_a_look_up_opens_the_index_and_its_stamp_and_no_fact_file_that_was_left_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("SHIPA_CACHE", str(tmp_path))
    folder = tmp_path / "pack"
    folder.mkdir()
    for name, text in PACK.items():
        (folder / name).write_text(text)
        os.utime(folder / name, (10**9, 10**9))
    monkeypatch.setattr("shipa.index.cache._SETTLED", -(10**12))
    index_facts.load([folder])
    _, opened = loaded_and_opened("get", "apples", "2023", "--facts", str(folder))
    assert sorted(Path(name).suffix for name in opened) == ["", ".index", ".stamp"]  # the first is the folder


PACK = {
    "pack.toml": 'id = "small"\ntitle = "A small pack"\n',
    "sources.toml": '[report]\ntitle = "Report"\npublisher = "Office"\nkind = "report"\n',
    "apples.toml": (
        'topic = "Apples"\n[apples]\ntitle = "Apples picked"\nunit = "apples"\ntiming = "during"\n'
        '[[apples.observations]]\nperiod = "2023"\nreported = "1,234"\nsource = "report"\n'
    ),
}
