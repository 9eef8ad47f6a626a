"""What tests share: the program, in this process or as the executable SHIPA_BINARY, the facts and their documents."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from shipa import store
from shipa.cli.app import main
from shipa.model import FactBase

BINARY = Path(os.environ["SHIPA_BINARY"]).resolve() if "SHIPA_BINARY" in os.environ else None
SETTINGS = ("SHIPA_FACTS", "SHIPA_FORMAT", "LC_ALL", "LC_MESSAGES", "LANG", "FORCE_COLOR")
Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parent.parent

settings.register_profile("shipa", deadline=None)  # a slow machine is no defect
settings.load_profile("shipa")


@pytest.fixture(autouse=True)
def nobodys_own_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the personal pack of whoever runs the tests out of them."""
    monkeypatch.setenv("SHIPA_HOME", os.devnull)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with the documents that the facts were read from; without it these tests are left out."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the documents are not beside the project (../shared)")
    return folder


@pytest.fixture(scope="session")
def facts() -> FactBase:
    """Return the facts that ship, read once."""
    return store.load([store.shipped()])


@pytest.fixture
def program() -> list[str]:
    """Return the start of a command that runs shipa as a process."""
    return [str(BINARY)] if BINARY else [sys.executable, "-m", "shipa"]


@pytest.fixture
def shipa(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, program: list[str]) -> Run:
    """Return a function that runs a command line and returns its exit status, standard output and standard error."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)

    def in_this_process(*arguments: str) -> tuple[int, str, str]:
        status = main(list(arguments))
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    def as_a_process(*arguments: str) -> tuple[int, str, str]:
        done = subprocess.run([*program, *arguments], capture_output=True, check=False, text=True, encoding="utf-8")
        return done.returncode, done.stdout, done.stderr

    return as_a_process if BINARY else in_this_process
