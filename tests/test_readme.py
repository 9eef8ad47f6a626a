"""Every console block of the README is run and compared; SHIPA_UPDATE_GOLDEN=1 writes the real output into it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
BLOCKS = BLOCK.findall(README.read_text(encoding="utf-8"))
PLAIN = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", ""), "LC_ALL": "C.UTF-8"}


def run(command: str, folder: Path) -> str:
    """Return what the command prints, both streams in their order, as a person with a wide terminal would see it."""
    words = shlex.split(command)
    if words[0] == "shipa":
        words = [sys.executable, "-m", "shipa", *words[1:]]
    done = subprocess.run(words, cwd=folder, env=PLAIN, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.stdout.decode()


def replay(block: str, folder: Path) -> str:
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{run(command, folder)}" for command in commands)


def test_the_readme_has_console_blocks_and_each_runs_a_command():
    assert BLOCKS
    assert all(block.startswith("$ ") for block in BLOCKS)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0][2:])
def test_a_console_block_shows_what_the_command_prints(block, tmp_path):
    real = replay(block, tmp_path)
    if os.environ.get("SHIPA_UPDATE_GOLDEN"):
        text = README.read_text(encoding="utf-8")
        README.write_text(text.replace(f"```console\n{block}```", f"```console\n{real}```"), encoding="utf-8")
    else:
        assert real == block
