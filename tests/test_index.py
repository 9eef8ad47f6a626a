"""The compiled index: the same facts as the packs, noticed as soon as they change, and never missed."""

from __future__ import annotations

import os
import pickle
import shutil
import threading
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipa import packaged, store, where
from shipa.errors import PackError
from shipa.index import cache, facts
from shipa.index.build import compiled
from shipa.index.file import DamagedIndexError, Index, written

PACK = 'id = "small"\ntitle = "A small pack"\n'
SOURCES = '[report]\ntitle = "Report"\npublisher = "Office"\nkind = "report"\n'
TOPIC = """topic = "Apples"
[apples]
title = "Apples picked"
unit = "apples"
timing = "during"
aliases = ["Fruit"]
[[apples.observations]]
period = "2023"
reported = "{one}"
source = "report"
[[apples.observations]]
period = "2024"
reported = "over 1.5 thousand"
source = "report"
"""
LONG_AGO = time.time_ns() - 60 * 10**9


@pytest.fixture
def cache_folder(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    monkeypatch.setenv("SHIPA_CACHE", str(folder))
    return folder


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.toml").write_text(PACK)
    (folder / "sources.toml").write_text(SOURCES)
    (folder / "apples.toml").write_text(TOPIC.format(one="1,234"))
    return folder


@pytest.fixture
def settled(monkeypatch):
    """Let every file have been left alone for long."""
    monkeypatch.setattr(cache, "_SETTLED", -(10**12))


def index_of(folder):
    return cache.find([str(folder)], os.environ)


def index_in_memory(folder):
    files = cache.files_of([str(folder)])
    assert files
    return Index(b"".join(compiled([folder], files)))


def value(folder):
    quantity = facts.load([folder]).indicators["apples"].observations[0].quantity
    assert quantity is not None
    return quantity.value


def refuse_to_read(folder, monkeypatch):
    """Let the store fail, so that what is answered comes from the index."""
    monkeypatch.setattr(store, "load", lambda folders: pytest.fail(f"read {folders}, not the index"))
    monkeypatch.setattr(store, "read_bytes", lambda *place: pytest.fail(f"read {place}, not the index"))


def same(one, other):
    return (one.packs, dict(one.sources), dict(one.indicators)) == (
        other.packs,
        dict(other.sources),
        dict(other.indicators),
    )


# ── what is in it ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_facts_that_ship_are_the_same_from_the_index_to_the_last_field(cache_folder):
    folder = store.shipped()
    parsed = store.load([folder])
    index = index_in_memory(folder)
    stored = facts.from_index(index, [folder])
    assert same(stored, parsed)
    assert list(stored.indicators) == list(parsed.indicators)
    assert list(stored.sources) == list(parsed.sources)


def test_a_pack_with_every_key_is_the_same_from_the_index_to_the_last_field(cache_folder, tmp_path):
    folder = tmp_path / "planets"
    shutil.copytree(Path(__file__).parent / "data" / "valid" / "planets", folder)
    with (folder / "moons.toml").open("a", encoding="utf-8") as topic:
        topic.write('[[moons.observations]]\nperiod = "2024"\nreported = "5"\nsource = "news-2023"\n')
        topic.write('change = "up 25 percent in two years"\n')
    parsed = store.load([folder])
    assert same(facts.from_index(index_in_memory(folder), [folder]), parsed)
    assert parsed.indicators["moons"].targets[0].better == "higher"
    change = parsed.indicators["moons"].observations[-1].change
    assert change
    assert change.years == 2


def test_an_indicator_is_found_by_each_of_its_names(cache_folder, pack):
    facts.load([pack])
    base = facts.load([pack])
    assert isinstance(base, facts.IndexedFacts)
    assert [base.called(name) for name in ("apples", "APPLES picked", "fruit", "pears")] == [
        *(3 * [(base.indicators["apples"],)]),
        (),
    ]


def test_what_is_not_there_is_missed_as_in_any_mapping(cache_folder, pack):
    facts.load([pack])
    base = facts.load([pack])
    assert "pears" not in base.indicators
    assert len(base.indicators) == len(base.sources) == 1
    with pytest.raises(KeyError):
        base.indicators["pears"]


def test_facts_from_an_index_can_be_pickled(cache_folder, pack):
    facts.load([pack])
    assert same(pickle.loads(pickle.dumps(facts.load([pack]))), store.load([pack]))


def test_paths_in_messages_begin_with_the_folder_as_it_was_given(cache_folder, pack, monkeypatch):
    facts.load([pack])
    monkeypatch.chdir(pack.parent)
    [observation, _] = facts.load([Path("pack")]).indicators["apples"].observations
    assert observation.at.file == "pack/apples.toml"


def test_the_same_facts_give_the_same_bytes():
    folder = store.shipped()
    files = cache.files_of([str(folder)])
    assert files
    once, again = (b"".join(compiled([folder], files)) for _ in range(2))
    assert once == again


@given(
    st.dictionaries(
        st.text(max_size=5), st.none() | st.integers(-(2**70), 2**70) | st.lists(st.text()), min_size=0, max_size=40
    )
)
def test_every_record_is_found_by_its_key_and_no_other(records):
    index = Index(written(b"12345678", [("k", name, (value,)) for name, value in records.items()]))
    assert {name: index.get("k", name)[0] for name in records} == records
    assert index.get("k", "longer than five") is None
    assert index.get("other", "") is None


# ── when it is used ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_second_look_reads_no_facts(cache_folder, pack, monkeypatch):
    value(pack)
    refuse_to_read(pack, monkeypatch)
    assert value(pack) == Decimal(1234)


@pytest.mark.parametrize("is_settled", [False, True], ids=["by content", "by stamp"])
def test_a_changed_file_is_noticed(cache_folder, pack, is_settled, monkeypatch):
    monkeypatch.setattr(cache, "_SETTLED", -(10**12) if is_settled else 10**12)
    assert value(pack) == Decimal(1234)
    (pack / "apples.toml").write_text(TOPIC.format(one="4,321"))
    assert value(pack) == Decimal(4321)


def test_a_change_of_the_same_length_with_the_same_time_is_noticed(cache_folder, pack, settled):
    file = pack / "apples.toml"
    os.utime(file, ns=(LONG_AGO, LONG_AGO))
    assert value(pack) == Decimal(1234)
    file.write_text(TOPIC.format(one="4,321"))
    os.utime(file, ns=(LONG_AGO, LONG_AGO))
    assert value(pack) == Decimal(4321)


def test_an_older_file_moved_over_a_newer_one_is_noticed(cache_folder, pack, tmp_path, settled):
    older = tmp_path / "older.toml"
    older.write_text(TOPIC.format(one="4,321"))
    os.utime(older, ns=(LONG_AGO, LONG_AGO))
    assert value(pack) == Decimal(1234)
    older.replace(pack / "apples.toml")
    assert value(pack) == Decimal(4321)


def test_a_file_more_or_less_is_noticed(cache_folder, pack):
    assert list(facts.load([pack]).indicators) == ["apples"]
    pears = TOPIC.format(one="1").replace("apples", "pears").replace("Apples", "Pears").replace("Fruit", "Conference")
    (pack / "pears.toml").write_text(pears)
    assert list(facts.load([pack]).indicators) == ["apples", "pears"]
    (pack / "pears.toml").unlink()
    assert list(facts.load([pack]).indicators) == ["apples"]


def test_a_file_that_was_only_touched_keeps_the_index(cache_folder, pack, monkeypatch):
    value(pack)
    (pack / "apples.toml").touch()
    refuse_to_read(pack, monkeypatch)
    assert value(pack) == Decimal(1234)


def test_a_pack_that_breaks_gives_its_problems_and_not_the_old_facts(cache_folder, pack):
    value(pack)
    (pack / "apples.toml").write_text("broken")
    with pytest.raises(PackError):
        facts.load([pack])


def test_another_program_makes_another_index(cache_folder, pack, monkeypatch, tmp_path):
    value(pack)
    assert index_of(pack)
    (tmp_path / "maker").write_text("another release")
    monkeypatch.setattr(where, "shipped_index", lambda: str(tmp_path / "maker"))
    assert index_of(pack) is None


def test_a_stamp_is_kept_only_of_files_that_were_left_alone(cache_folder, pack, monkeypatch):
    value(pack)
    assert [file.suffix for file in cache_folder.iterdir()] == [".index"]
    monkeypatch.setattr(cache, "_SETTLED", -(10**12))
    value(pack)
    assert sorted(file.suffix for file in cache_folder.iterdir()) == [".index", ".stamp"]
    monkeypatch.setattr(cache, "contents_of", lambda files: pytest.fail("read the facts in spite of the stamp"))
    assert value(pack) == Decimal(1234)


def test_layers_have_an_index_of_their_own(cache_folder, pack, tmp_path):
    upper = tmp_path / "upper"
    shutil.copytree(pack, upper)
    (upper / "pack.toml").write_text(PACK.replace("small", "upper"))
    (upper / "apples.toml").write_text(
        'topic = "Apples"\n[[apples.observations]]\nperiod = "2022"\nreported = "7"\nsource = "report"\n'
    )
    for _ in range(2):
        assert same(facts.load([pack, upper]), store.load([pack, upper]))
        assert same(facts.load([pack]), store.load([pack]))


def test_the_executable_has_its_index_in_itself(monkeypatch):
    monkeypatch.setattr(packaged, "FILES", {"pack.toml": b""})
    monkeypatch.setattr(packaged, "INDEX", written(b"12345678", [("k", "name", 1)]))
    index = cache.find([packaged.FOLDER], {})
    assert index is not None
    assert index.get("k", "name") == 1


# ── when it cannot be used ───────────────────────────────────────────────────────────────────────────────────────────


def leave_nothing(data):
    return b""


def damage_the_end(data):
    return data[:-1]


def damage_the_start(data):
    return bytes(64) + data[64:]


def damage_every_record(data):
    return data[:8] + bytes(byte ^ 1 for byte in data[8:-48]) + data[-48:]


def lengthen(data):
    return data + b"x"


DAMAGES = (leave_nothing, damage_the_end, damage_the_start, damage_every_record, lengthen)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__)
def test_a_damaged_index_is_as_good_as_none(cache_folder, pack, damage):
    value(pack)
    [file] = cache_folder.glob("*.index")
    file.write_bytes(damage(file.read_bytes()))
    assert same(facts.load([pack]), store.load([pack]))
    assert same(facts.load([pack]), store.load([pack]))


@given(st.integers(0, 10**6), st.integers(1, 255))
def test_a_byte_that_changed_is_noticed_or_was_not_read(place, difference):
    data = bytearray(written(b"12345678", [("k", str(name), ("value", name)) for name in range(20)]))
    data[place % len(data)] ^= difference
    try:
        index = Index(bytes(data))
        found = [index.get("k", str(name)) for name in range(20)]
    except DamagedIndexError:
        return
    assert found == [("value", name) for name in range(20)]


def test_a_cache_that_cannot_be_written_is_no_loss_and_left_clean(cache_folder, pack, monkeypatch):
    def refuse(*paths):
        raise PermissionError(paths)

    monkeypatch.setattr(os, "replace", refuse)
    assert value(pack) == value(pack) == Decimal(1234)
    assert list(cache_folder.iterdir()) == []


def test_a_cache_that_cannot_be_made_is_no_loss(tmp_path, pack, monkeypatch):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("SHIPA_CACHE", str(tmp_path / "file" / "cache"))
    assert value(pack) == value(pack) == Decimal(1234)


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"SHIPA_CACHE": "/mine", "XDG_CACHE_HOME": "/x", "HOME": "/home/me"}, "/mine"),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/home/me"}, "/x/shipa"),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/home/me"}, "/home/me/.cache/shipa"),
        ({"HOME": "/home/me"}, "/home/me/.cache/shipa"),
        ({"HOME": ""}, ""),
        ({}, ""),
    ],
    ids=lambda value: str(value) or "none",
)
def test_the_cache_is_where_its_user_says_or_the_system_wants_it(environ, folder):
    assert cache.folder(environ) == folder


def test_without_a_home_there_is_no_cache(pack, monkeypatch):
    for name in ("SHIPA_CACHE", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    assert value(pack) == value(pack) == Decimal(1234)


def test_a_home_that_does_not_exist_is_not_made_for_a_cache(pack, monkeypatch, tmp_path):
    for name in ("SHIPA_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    assert value(pack) == Decimal(1234)
    assert not (tmp_path / "nobody").exists()


def test_an_index_of_somebody_else_is_not_trusted(cache_folder, pack, monkeypatch):
    value(pack)
    assert index_of(pack)
    [file] = cache_folder.glob("*.index")
    if os.geteuid() == 0:
        os.chown(file, 4242, -1)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: 4242)
    assert index_of(pack) is None


def test_a_link_in_a_pack_is_left_to_the_store(cache_folder, pack):
    (pack / "apples.toml").rename(pack / "apples.txt")
    (pack / "apples.toml").symlink_to("apples.txt")
    assert value(pack) == Decimal(1234)
    assert not cache_folder.exists()


def test_many_at_once_leave_one_good_index_and_nothing_else(cache_folder, pack):
    found = []
    threads = [threading.Thread(target=lambda: found.append(value(pack))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == 8 * [Decimal(1234)]
    assert index_of(pack)
    assert {file.suffix for file in cache_folder.iterdir()} <= {".index", ".stamp"}
