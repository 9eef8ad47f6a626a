"""``shipa add`` where a person can be asked: in a terminal of its own."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import time
from pathlib import Path

import pytest

from shipa.store import load

TOPIC = '[visits]\ntitle = "Visits"\nunit = "visits"\ntiming = "during"\n'
FILES = {
    "pack": 'id = "museums"\ntitle = "Museums"\n',
    "sources": '[survey]\ntitle = "Survey"\npublisher = "P"\nkind = "dataset"\n',
    "museums": 'topic = "Museums"\n' + TOPIC,
}


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "museums"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / f"{name}.toml").write_text(text)
    return folder


def converse(command, answers):
    """Run a command in a terminal, answering each line that ends in a colon; return its status and the whole talk."""
    leader, follower = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent), "COLUMNS": "100", "TERM": "dumb"}
    process = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=environment)
    os.close(follower)
    said, left, until = "", list(answers), time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([leader], [], [], 0.2)[0]:
            try:
                piece = os.read(leader, 4096).decode()
            except OSError:
                break
            said += piece
            if said.endswith(": ") and left:
                os.write(leader, left.pop(0).encode() + b"\n")
        elif process.poll() is not None:
            break
    os.close(leader)
    return process.wait(10), said.replace("\r", "")


def test_what_is_missing_is_asked_for_and_nothing_else(pack, program):
    status, said = converse(
        [*program, "add", "visits", "--facts", str(pack)], ["2024", "1,321", "survey", "visits in all", ""]
    )
    assert status == 0
    questions = [line.partition(":")[0] for line in said.splitlines() if ": " in line][:5]
    assert questions == [
        "Period (2024, 2024-05, 2020/2022)",
        "Figure as the document prints it",
        "Source (its id)",
        "Two to five words beside the figure, or nothing",
        "Where in the document, or nothing",
    ]
    [added] = load([pack]).indicators["visits"].observations
    assert (added.reported, added.near, added.locator) == ("1,321", "visits in all", "")
    status, said = converse(
        [*program, "add", "visits", "2025", "1,400", "--source", "survey", "--facts", str(pack)], []
    )
    assert (status, "or nothing" in said) == (0, False)
