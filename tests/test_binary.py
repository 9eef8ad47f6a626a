"""The single executable, in a root folder where there is nothing else: it answers as the installed program does.

SHIPA_BINARY names the executable; `.ci/run` builds it and sets that. Without it there is nothing to test here.
"""

from __future__ import annotations

import hashlib
import os
import pty
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

EXECUTABLE = Path(os.environ.get("SHIPA_BINARY", ""))
pytestmark = pytest.mark.skipif("SHIPA_BINARY" not in os.environ, reason="SHIPA_BINARY does not name an executable")

COMMANDS = {
    "help": "--help",
    "help of a command": "show --help",
    "version": "--version",
    "table": "show pct",
    "table in Chinese": "show pct --lang zh",
    "name in Chinese": "show PCT申请",
    "several indicators": "show pct gii-cluster-rank --years 2022-",
    "CSV": "show --all --csv",
    "TSV": "show --all --format tsv",
    "JSON": "show --all --json",
    "JSON lines": "show --all --format jsonl",
    "Markdown": "show --all --format markdown",
    "bare value": "get pct 2024",
    "list": "list",
    "search": "search trademark",
    "which": "which 6185",
    "unknown indicator": "show pkt",
    "unknown option": "show --nothing",
    "unknown command": "shwo",
    "nothing found": "get pct 1890",
    "no such folder of facts": "--facts nowhere list",
    "a folder of facts without any": "--facts / list",
}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    output: str
    errors: str


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the executable and nothing else."""
    folder = tmp_path_factory.mktemp("root")
    shutil.copy(EXECUTABLE, folder / "shipa")
    return folder


def inside(root: Path) -> list[str]:
    """Return the start of a command that runs with `root` as its root folder."""
    if os.geteuid() == 0:
        return [shutil.which("chroot", path=f"{os.environ['PATH']}:/usr/sbin:/sbin") or "chroot", str(root), "/shipa"]
    return ["unshare", "--map-root-user", f"--root={root}", "/shipa"]


def answer(command: list[str], **environment: str) -> Answer:
    done = subprocess.run(command, capture_output=True, check=False, env=environment, stdin=subprocess.DEVNULL, cwd="/")
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def installed(arguments: list[str], **environment: str) -> Answer:
    paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"}
    return answer([sys.executable, "-m", "shipa", *arguments], **paths, **environment)


@pytest.mark.parametrize("arguments", [pytest.param(line.split(), id=name) for name, line in COMMANDS.items()])
def test_it_answers_as_the_installed_program(root, arguments):
    assert answer([*inside(root), *arguments]) == installed(arguments)


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.GBK", "de_DE.ISO-8859-1", "no_SUCH.locale"])
def test_chinese_comes_out_as_utf8_whatever_the_locale(root, locale):
    shown = answer([*inside(root), "show", "pct", "--lang", "zh"], LANG=locale, LC_ALL=locale)
    assert shown == installed(["show", "pct", "--lang", "zh"])


def test_it_leaves_nothing_behind(root):
    answer([*inside(root), "show", "--all"], HOME="/", TMPDIR="/")
    assert [path.name for path in root.iterdir()] == ["shipa"]


def test_python_variables_and_files_of_the_machine_do_not_reach_it(root, tmp_path):
    shutil.copy(EXECUTABLE, tmp_path / "shipa")
    for name in ("decimal.py", "shipa.py", "sitecustomize.py", "usercustomize.py", "typer.py"):
        (tmp_path / name).write_text("raise SystemExit('not the one that is built in')")
    (tmp_path / "pyvenv.cfg").write_text("home = /")
    python = {"PYTHONPATH": "/", "PYTHONHOME": "/", "PYTHONSTARTUP": "/typer.py", "PYTHONVERBOSE": "1"}
    assert answer([*inside(tmp_path), "get", "pct", "2024"], **python) == Answer(0, "6822\n", "")


def test_a_reader_that_stops_reading_ends_it_quietly(root):
    with subprocess.Popen(
        [*inside(root), "show", "--all", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={}
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_an_interrupt_ends_it_at_once_with_its_status(root):
    with subprocess.Popen(
        [*inside(root), "show", "--all", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={}
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.read(1) == b"["  # it is running, and the rest is more than a pipe holds
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr.read() == b""


def test_on_a_terminal_it_draws_as_the_installed_program_does(root):
    terminal = {"TERM": "xterm-256color", "COLUMNS": "72", "COLORTERM": "truecolor"}
    command = ["show", "pct", "--lang", "zh"]
    paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"}
    drawn = on_terminal([*inside(root), *command], terminal)
    assert "\x1b[" in drawn
    assert drawn == on_terminal([sys.executable, "-m", "shipa", *command], terminal | paths)


def on_terminal(command: list[str], environment: dict[str, str]) -> str:
    """Return what a command writes when its standard output is a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd="/") as process:
        os.close(theirs)
        written = b""
        while chunk := _read(ours):
            written += chunk
    os.close(ours)
    assert process.returncode == 0
    return written.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when the last writer has closed a terminal
        return b""


def test_the_licences_of_all_its_parts_are_in_it(root):
    shown = answer([*inside(root), "--licences"])
    assert (shown.status, shown.errors) == (0, "")
    for part in (
        "shipa",
        "typer",
        "rich",
        "tomli",
        "libpython",
        "libc6",
        "PYTHON SOFTWARE FOUNDATION LICENSE",
        "Lesser General",
    ):
        assert part in shown.output


def test_the_checksum_beside_it_is_its_own():
    line = EXECUTABLE.with_suffix(".sha256").read_text(encoding="ascii")
    assert line == f"{hashlib.sha256(EXECUTABLE.read_bytes()).hexdigest()}  {EXECUTABLE.name}\n"


def test_it_is_at_most_25_megabytes():
    assert EXECUTABLE.stat().st_size <= 25_000_000
