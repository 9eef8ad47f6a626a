"""Standard streams as the world hands them over: closed, full, read by nobody. The status always tells the truth."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess

import pytest

FULL = b"shipa: standard output: No space left on device; the answer is not complete\n"


@pytest.fixture
def under(program):
    """Return a function that runs a command line with a redirection of the shell."""

    def run(redirection, *arguments):
        done = subprocess.run(
            ["sh", "-c", f'exec "$@" {redirection}', "sh", *program, *arguments],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.mark.parametrize(
    ("redirection", "arguments", "status", "out", "err"),
    [
        ("2>&-", ["get", "pct", "2024"], 0, b"6822\n", b""),
        ("2>&-", ["get", "copyright-registrations", "2024"], 0, b"450000\n", b""),
        ("2>&-", ["get", "nothing-like-it", "2024"], 2, b"", b""),
        ("2>/dev/full", ["get", "copyright-registrations", "2024"], 0, b"450000\n", b""),
        ("2>/dev/full", ["get", "nothing-like-it", "2024"], 2, b"", b""),
        (
            ">&-",
            ["get", "pct", "2024"],
            2,
            b"",
            b"shipa: standard output is closed; open it, for the answer goes there\n",
        ),
        (
            "<&-",
            ["check", "-"],
            2,
            b"0 drafts, 0 numbers: 0 supported, 0 contradicted, 0 unknown, 0 set aside\n",
            b"shipa: standard input is closed; name a file, or send a draft to standard input\n",
        ),
        ("<&-", ["add", "pct", "2030"], 2, b"", b"shipa: what is missing is FIGURE, --source; see --help\n"),
        (">/dev/full", ["get", "pct", "2024"], 2, b"", FULL),
        (">/dev/full", ["show", "pct", "--csv"], 2, b"", FULL),
        (">/dev/full", ["show", "--help"], 2, b"", FULL),
        (">/dev/full", ["--version"], 2, b"", FULL),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_the_status_tells_what_a_stream_could_not(under, redirection, arguments, status, out, err):
    assert under(redirection, *arguments) == (status, out, err)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "--help"], ["show", "pct", "--csv"], ["get", "pct", "2024"]]
)
def test_an_answer_that_nobody_reads_ends_quietly(program, arguments):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run([*program, *arguments], stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_message_that_nobody_reads_still_ends_with_its_status(program):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run([*program, "get", "nothing-like-it", "2024"], stderr=closed, check=False)
    assert done.returncode == 2


@pytest.mark.parametrize("arguments", [["show", "--all", "--csv"], ["show", "--all"], ["audit", "--format", "json"]])
def test_an_interrupt_ends_an_answer_that_nobody_goes_on_reading(program, arguments):
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)  # less than any of the answers
    process = subprocess.Popen([*program, *arguments], stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    try:
        os.read(reader, 1)  # it has begun to answer
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=20)
    finally:
        process.kill()
        os.close(reader)
    assert (process.returncode, stderr) == (130, b"")


def test_a_working_directory_that_is_gone_is_named(program, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    line = 'cd "$1" && rmdir "$1" && shift && exec "$@"'
    done = subprocess.run(
        ["sh", "-c", line, "sh", str(gone), *program, "pack", "new", ".shipa"], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"shipa: the working directory: No such file or directory; the answer is not complete\n"
