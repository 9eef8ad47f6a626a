"""Packs from the disk: what is read, what is refused, and what is said of it."""

from __future__ import annotations

import os
import shutil
import socket
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shipa import store
from shipa.errors import PackError
from shipa.model import Location
from shipa.problems import MOST_PROBLEMS

DATA = Path(__file__).parent / "data"
INVALID = sorted(folder.name for folder in (DATA / "invalid").iterdir())
BELOW = {"over-planets": (Path("../valid/planets"),)}
PACK = 'id = "trial"\ntitle = "A trial"\n'
SOURCES = '[paper]\ntitle = "A paper"\npublisher = "A press"\nkind = "report"\n'
TOPIC = """\
topic = "Moons"
[moons]
title = "Known moons"
unit = "moons"
timing = "end"
[[moons.observations]]
period = "2020"
reported = "205"
source = "paper"
"""


@pytest.fixture
def pack(tmp_path, monkeypatch):
    """Return the folder of a small good pack, named as a person in its parent would name it."""
    monkeypatch.chdir(tmp_path)
    folder = Path("mine")
    folder.mkdir()
    for name, text in {"pack": PACK, "sources": SOURCES, "moons": TOPIC}.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def messages(*folders):
    """Return the problems of the packs, () where there are none."""
    try:
        store.load(folders)
    except PackError as error:
        return error.lines
    return ()


# ── bad packs, each beside the messages that it must give ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", INVALID)
def test_a_bad_pack_gives_exactly_the_messages_that_stand_beside_it(name, monkeypatch):
    monkeypatch.chdir(DATA / "invalid")
    found = "\n".join(messages(*BELOW.get(name, ()), Path(name))) + "\n"
    expected = Path(name, "messages.txt")
    if os.environ.get("SHIPA_UPDATE_GOLDEN"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", INVALID)
def test_a_message_is_one_printable_line_with_place_problem_and_remedy(name, monkeypatch):
    monkeypatch.chdir(DATA / "invalid")
    for line in messages(*BELOW.get(name, ()), Path(name)):
        assert line.isprintable()
        assert len(line) < 400
        assert "; " in line or line.endswith("?"), line


@pytest.mark.parametrize("name", sorted(folder.name for folder in (DATA / "valid").iterdir()))
def test_a_good_pack_gives_none(name):
    assert messages(DATA / "valid" / "planets", *([DATA / "valid" / name] if name != "planets" else [])) == ()


# ── the shipped pack ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_shipped_pack_loads_whole(facts):
    assert [pack.id for pack in facts.packs] == [
        tomllib.loads((store.shipped() / "pack.toml").read_text("utf-8"))["id"]
    ]
    written = [path for path in store.shipped().glob("*.toml") if path.name not in {"pack.toml", "sources.toml"}]
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in written]
    entries = sum(
        len(table.get("observations", ())) for topic in tables for table in topic.values() if type(table) is dict
    )
    assert len(list(facts.observations())) == entries > 100


def test_every_fact_knows_the_line_that_it_stands_on(facts):
    folder = store.shipped()
    for indicator in facts.indicators.values():
        lines = Path(indicator.at.file).read_text(encoding="utf-8").splitlines()
        assert lines[store.line_of(indicator.at) - 1] == f"[{indicator.id}]"
        for observation in indicator.observations[-1:]:
            assert lines[store.line_of(observation.at) - 1] == f"[[{indicator.id}.observations]]"
    assert {Path(indicator.at.file).parent for indicator in facts.indicators.values()} == {folder}


def test_a_place_that_cannot_be_read_has_no_line(tmp_path):
    assert store.line_of(Location(file=str(tmp_path / "gone.toml"), key="moons")) == 0


# ── which folders ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "there is no such folder; name the folder of a pack"),
        (lambda path: path.write_text("x"), "is not a folder; name the folder that it is in"),
        (lambda path: path.mkdir(), "has no TOML files in it; name a folder with a pack.toml"),
        (
            lambda path: path.symlink_to(path),
            "cannot be read: too many levels of symbolic links; name a folder that can",
        ),
        (lambda path: path.symlink_to("nowhere"), "there is no such folder; name the folder of a pack"),
        (os.mkfifo, "is not a folder; name the folder that it is in"),
    ],
    ids=["missing", "a file", "empty", "a loop", "dangling", "a pipe"],
)
def test_a_folder_that_is_none_is_said_to_be_none(make, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make(Path("fac\x1bts"))
    assert messages(Path("fac\x1bts")) == (rf"fac\x1bts: {message}",)


def test_the_folder_itself_may_be_a_link(pack):
    Path("link").symlink_to(pack)
    assert messages(Path("link")) == ()


# ── files that are not read ──────────────────────────────────────────────────────────────────────────────────────────


def a_socket(path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (os.mkfifo, "is a named pipe, not a regular file; move it elsewhere"),
        (Path.mkdir, "is a folder, not a regular file; move it elsewhere"),
        (a_socket, "is a socket, not a regular file; move it elsewhere"),
        (lambda path: path.symlink_to("/dev/zero"), "is a link that leads out of the pack; put the file itself here"),
        (lambda path: path.symlink_to("../secret"), "is a link that leads out of the pack; put the file itself here"),
        (
            lambda path: path.symlink_to(path.name),
            "cannot be read: too many levels of symbolic links; mend it or move it elsewhere",
        ),
        (
            lambda path: path.symlink_to("gone"),
            "cannot be read: no such file or directory; mend it or move it elsewhere",
        ),
        (lambda path: path.symlink_to("."), "is a folder, not a regular file; move it elsewhere"),
    ],
    ids=["pipe", "folder", "socket", "device", "link out", "loop", "dangling", "link to the folder"],
)
def test_a_file_that_is_none_is_refused_unopened(make, message, pack):
    Path("secret").write_text(TOPIC.replace("moons", "secret"), encoding="utf-8")
    make(pack / "odd.toml")
    assert messages(pack) == (f"mine/odd.toml: {message}",)


def test_a_link_within_the_pack_is_followed(pack):
    (pack / "moons.toml").rename(pack / "moons.txt")
    (pack / "moons.toml").symlink_to("moons.txt")
    assert messages(pack) == ()


def test_a_way_out_through_a_linked_folder_is_a_way_out(pack):
    Path("outside").mkdir()
    shutil.copy(pack / "moons.toml", "outside/more.toml")
    (pack / "sub").symlink_to("../outside")
    (pack / "odd.toml").symlink_to("sub/more.toml")
    assert messages(pack) == ("mine/odd.toml: is a link that leads out of the pack; put the file itself here",)


def test_hidden_files_and_those_of_other_kinds_are_nobodys_facts(pack):
    for name in (".#moons.toml", "moons.toml~", "notes.txt", "schema.json", "toml"):
        (pack / name).write_text("nonsense", encoding="utf-8")
    (pack / "deeper").mkdir()
    (pack / "deeper" / "more.toml").write_text("nonsense", encoding="utf-8")
    assert messages(pack) == ()


def test_the_ending_may_be_in_capitals(pack):
    (pack / "moons.toml").rename(pack / "MOONS.TOML")
    assert list(store.load([pack]).indicators) == ["moons"]


@pytest.mark.parametrize("size", [store.MOST_BYTES + 1, 10 * store.MOST_BYTES], ids=["a byte too much", "far too much"])
def test_a_file_that_is_too_large_is_refused(size, pack):
    with (pack / "big.toml").open("wb") as file:
        file.truncate(size)
    assert messages(pack) == ("mine/big.toml: has more than 16 MiB; split it into several files",)


@pytest.mark.parametrize(
    ("bound", "value", "message"),
    [
        ("MOST_FILES", 2, "mine: holds more than 2 TOML files; put several indicators into one"),
        ("MOST_ENTRIES", 2, "mine: holds more than 256 MiB or 2 entries; make several packs of it"),
        ("MOST_PACK_BYTES", 100, "mine: holds more than 0 MiB or 2,000,000 entries; make several packs of it"),
    ],
)
def test_a_pack_that_is_too_large_is_refused(bound, value, message, pack, monkeypatch):
    monkeypatch.setattr(store, bound, value)
    assert message in messages(pack)


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 100_000,
        "x = " + "{a = " * 100_000,
        "x = " + "[" * 300 + "]" * 300,
        "a." * 50_000 + "b = 1",
        "[" + "a." * 900 + "b]",
        "x = 0x" + "f" * 100_000,
        "x = 1" + "0" * 100_000,
        "x = 1e999999999999999999999",
        "x = nan",
        'x = "' + "a" * 1_000_000 + '"',
        '"' + "k" * 1_000_000 + '" = 1',
        '["' + "k." * 100_000 + '"]',
        TOPIC.replace("205", "9" * 100_000),
        TOPIC.replace("205", "9" * 199),
        TOPIC.replace("205", "亿" * 150),
        TOPIC.replace("205", "2 " * 90),
        TOPIC.replace("2020", "2" * 100_000),
        TOPIC.replace('"paper"', f'"{"p" * 100_000}"'),
        TOPIC.replace("moons", "m" * 100_000),
    ],
    ids=lambda text: f"{text[:12]!r}…{text[-8:]!r}",
)
def test_what_is_meant_to_hurt_gives_a_few_short_lines(text, pack):
    (pack / "moons.toml").write_text(text, encoding="utf-8")
    found = messages(pack)
    assert 0 < len(found) < 6
    assert all(len(line) < 600 and line.startswith("mine/moons.toml") and line.isprintable() for line in found)


def test_a_pack_of_nothing_but_problems_is_left_at_its_thousandth(pack):
    entries = "\n".join(["[[moons.observations]]"] * 5000)
    (pack / "moons.toml").write_text(TOPIC + entries, encoding="utf-8")
    found = messages(pack)
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1] == "there may be more problems; mend these first"


# ── any bytes at all ─────────────────────────────────────────────────────────────────────────────────────────────────

PIECES = st.sampled_from(
    [
        *(line + "\n" for line in (PACK + SOURCES + TOPIC).splitlines()),
        *("[moons]\n", "[[moons.targets]]\n", "period = ", "reported = ", "change = ", "source = ", "accept = "),
        *("title = ", "unit = ", "aliases = [", '"Known moons"', '"2024"', '"up 3 percent"', '"over 5 万"', "205"),
        *("1979-05-27", "true", "]", "{", "}", ",", "\n", "\x00", "\x1b", "\ufeff", "#", '"""', "\\u0000"),
    ]
)
BYTES = st.binary() | st.text().map(str.encode) | st.lists(PIECES).map("".join).map(str.encode)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BYTES, st.sampled_from(["moons.toml", "sources.toml", "pack.toml"]))
def test_any_bytes_are_facts_or_problems_of_one_line_each(pack, data, name):
    for good, text in {"pack": PACK, "sources": SOURCES, "moons": TOPIC}.items():
        (pack / f"{good}.toml").write_text(text, encoding="utf-8")
    (pack / name).write_bytes(data)
    assert all(line.isprintable() and line.startswith("mine/") for line in messages(pack))
