"""``shipa cache``: where it is, what is in it, and how to be rid of it."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from shipa.cli import patience


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SHIPA_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def pack(tmp_path):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.toml").write_text('id = "empty"\ntitle = "Empty"\n')
    return str(tmp_path / "pack")


def test_the_path_is_printed(shipa, folder):
    assert shipa("cache", "path") == (0, f"{folder}\n", "")


def test_without_a_home_there_is_none(shipa, monkeypatch):
    for name in ("SHIPA_CACHE", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    assert shipa("cache", "path") == (
        2,
        "",
        "shipa: there is no cache without a home; set SHIPA_CACHE to a folder for it\n",
    )


def test_the_status_says_whether_the_facts_are_compiled(shipa, folder, pack):
    assert shipa("cache", "status", "--facts", pack) == (
        0,
        f"{folder}: 0 files, 0.0 MB\nthe facts are not compiled; the next look-up will do it\n",
        "",
    )
    shipa("list", "--facts", pack)
    assert shipa("cache", "status", "--facts", pack) == (
        0,
        f"{folder}: 1 files, 0.0 MB\nthe facts are compiled\n",
        "",
    )


def test_clearing_removes_the_indexes_and_nothing_else(shipa, folder, pack):
    shipa("list", "--facts", pack)
    (folder / "mine.txt").write_text("not of shipa")
    assert shipa("cache", "clear") == (0, "", f"shipa: removed 1 files from {folder}\n")
    assert [file.name for file in folder.iterdir()] == ["mine.txt"]


@pytest.fixture
def impatient(monkeypatch):
    """Let the timer of the display go off at once."""

    def go_off(_, first, every=0):
        if first:
            os.kill(os.getpid(), signal.SIGALRM)

    monkeypatch.setattr(signal, "setitimer", go_off)


@pytest.mark.parametrize("is_watched", [True, False], ids=["a terminal", "a pipe"])
def test_a_person_who_waits_for_more_than_a_second_is_told_why(shipa, folder, pack, monkeypatch, impatient, is_watched):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_watched, raising=False)
    _, _, err = shipa("list", "--facts", pack)
    told = "\rreading the facts\x1b[K\r\x1b[K"
    assert err.startswith(told) is is_watched
    assert (told in err) is is_watched


def test_a_person_who_waits_sees_how_far_it_is(monkeypatch, impatient, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with patience.watched() as told:
        assert told
        for done in (1, 500, 1000):
            told(done, 1000)
            os.kill(os.getpid(), signal.SIGALRM)
    _, half, whole, _ = capsys.readouterr().err.split("\r")[2:]
    assert half == "compiling the facts, once [##########..........] 500 of 1,000 files, 0 s left\x1b[K"
    assert whole == "compiling the facts, once [####################] 1,000 of 1,000 files, 0 s left\x1b[K"


def test_who_does_not_wait_sees_nothing(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    before = signal.getsignal(signal.SIGALRM)
    with patience.watched() as told:
        assert told
        told(1, 1)
    assert capsys.readouterr().err == ""
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
