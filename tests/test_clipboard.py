"""The clipboard: which tool is taken, what it gets, and what is said where there is none."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from base64 import b64decode

import pytest

from shipa import clipboard
from shipa.errors import ClipboardError
from tests.cite_examples import PACK

TEXT = "6,822（上海市，2025）"
NONE = "shipa: no clipboard was found; copy it from above, or install wl-copy or xclip\n"


@pytest.fixture
def tools(tmp_path):
    """Return a function that installs a tool which keeps what it is given, and the environment that finds it."""
    environment = {"PATH": str(tmp_path), "TERM": "dumb"}

    def install(name, status=0):
        tool = tmp_path / name
        tool.write_text(f'#!/bin/sh\necho "$0 $*" >&2; echo noise\n/bin/cat > "{tmp_path}/{name}.got"\nexit {status}\n')
        tool.chmod(0o755)
        return tmp_path / f"{name}.got"

    return install, environment


@pytest.mark.parametrize(
    ("tool", "settings", "platform"),
    [
        ("pbcopy", {}, "darwin"),
        ("clip.exe", {"WSL_DISTRO_NAME": "Debian"}, "linux"),
        ("wl-copy", {"WAYLAND_DISPLAY": "wayland-0"}, "linux"),
        ("xclip", {"DISPLAY": ":0"}, "linux"),
        ("xsel", {"DISPLAY": ":0"}, "linux"),
        ("tmux", {"TMUX": "/tmp/tmux"}, "linux"),
    ],
)
def test_the_tool_of_the_desktop_gets_the_text(tools, monkeypatch, tool, settings, platform):
    install, environment = tools
    got = install(tool)
    monkeypatch.setattr(sys, "platform", platform)
    assert clipboard.copy(TEXT, environment | settings) == tool
    assert got.read_bytes().decode("utf-16" if tool == "clip.exe" else "utf-8") == TEXT


def test_the_nearest_tool_that_works_is_taken(tools):
    install, environment = tools
    install("wl-copy", status=1)
    install("tmux")
    got = install("xclip")
    settings = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0", "TMUX": "/tmp/tmux"}
    assert clipboard.copy(TEXT, environment | settings) == "xclip"
    assert got.read_text(encoding="utf-8") == TEXT


def test_a_tool_without_its_desktop_is_not_tried(tools):
    install, environment = tools
    for name in ("wl-copy", "xclip", "xsel", "tmux"):
        install(name)
    with pytest.raises(ClipboardError):
        clipboard.copy(TEXT, environment)


def test_a_text_too_long_for_the_terminal_is_refused(tools):
    _, environment = tools
    with pytest.raises(ClipboardError):
        clipboard.copy("x" * 60_000, environment | {"TERM": "xterm"})


def cite_in(environment, program, **streams):
    return subprocess.Popen(
        [*program, "cite", "1,321", "-i", "--copy", "--facts", str(PACK)], env=environment, **streams
    )


def test_without_a_clipboard_the_citation_is_printed_and_the_status_says_so(tools, program):
    _, environment = tools
    process = cite_in(environment, program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    out, err = process.communicate()
    assert (process.returncode, err.decode()) == (2, NONE)
    assert out.decode() == "1,321 (The General Office of the Joint Committee, 2024)\n"


def test_the_tool_is_named_on_standard_error(tools, program):
    install, environment = tools
    got = install("xclip")
    process = cite_in(environment | {"DISPLAY": ":0"}, program, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate()
    assert (process.returncode, err.decode()) == (0, "shipa: copied through xclip\n")
    assert got.read_text(encoding="utf-8") == out.decode().rstrip("\n")


def test_a_terminal_gets_the_text_through_osc_52(tools, program):
    _, environment = tools
    child, terminal = pty.fork()
    if child == 0:
        command = [*program, "cite", "1,321", "-i", "--copy", "--facts", str(PACK)]
        os.execve(command[0], command, environment | {"TERM": "xterm"})
    received = b""
    while select.select([terminal], [], [], 30)[0]:
        try:
            chunk = os.read(terminal, 4096)
        except OSError:
            break
        if not chunk:
            break
        received += chunk
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    sequence = received.partition(b"\x1b]52;c;")[2].partition(b"\x07")[0]
    assert b64decode(sequence).decode() == "1,321 (The General Office of the Joint Committee, 2024)"
    assert b"shipa: copied through the terminal (OSC 52)" in received
