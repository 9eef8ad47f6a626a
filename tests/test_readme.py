"""Every console block of the README is run and compared; SHIPA_UPDATE_GOLDEN=1 writes the real output into it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from shipa import store

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
BLOCKS = BLOCK.findall(README.read_text(encoding="utf-8"))


@pytest.fixture
def terminal(tmp_path):
    """Return a function that runs a shell command in a new folder and returns all that it prints."""
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "shipa"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m shipa "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    folder = tmp_path / "here"
    folder.mkdir()
    plain = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "LC_ALL": "C.UTF-8",
    }

    def run(command):
        words = ["sh", "-c", command]
        done = subprocess.run(
            words, cwd=folder, env=plain, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        return done.stdout.decode()

    return run


def replay(block, terminal):
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{terminal(command)}" for command in commands)


def test_the_readme_has_console_blocks_and_each_runs_a_command():
    assert BLOCKS
    assert all(block.startswith("$ ") for block in BLOCKS)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0][2:])
def test_a_console_block_shows_what_the_command_prints(block, terminal):
    real = replay(block, terminal)
    if os.environ.get("SHIPA_UPDATE_GOLDEN"):
        text = README.read_text(encoding="utf-8")
        README.write_text(text.replace(f"```console\n{block}```", f"```console\n{real}```"), encoding="utf-8")
    else:
        assert real == block


def test_the_files_that_the_readme_shows_are_a_pack(tmp_path):
    topic, pack = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    source = '[shine-2024]\ntitle = "A report"\npublisher = "An office"\nkind = "report"\n'
    for name, text in {"topic": topic, "pack": pack, "sources": source}.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    base = store.load([tmp_path])

    assert base.packs[0].place.names == ("Riverton", "河镇", "the town of Riverton", "河镇市")
    assert base.packs[0].other_places == ("Northport", "the whole county", "北港")
    assert [target.better for target in base.indicators["pct"].targets] == ["higher"]
