"""Nothing is lost: adds that are killed, crowd each other, or find a full disk or a folder that they may not write.

CI kills 200 adds and lets 8 processes add 50 facts each; SHIPA_TEST_KILLS, SHIPA_TEST_ADDS and SHIPA_TEST_SEED say how
many, and which moments.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import pytest

from shipa import own_pack, writing
from shipa.cli.app import main
from shipa.entry import observation
from shipa.errors import WriteError
from shipa.problems import Problems
from shipa.store import load

SEED = int(os.environ.get("SHIPA_TEST_SEED", "6"))
KILLS = int(os.environ.get("SHIPA_TEST_KILLS", "50"))
CROWD = 8
ADDS_EACH = int(os.environ.get("SHIPA_TEST_ADDS", "12"))
TOPIC = """\
topic = "Museums"  # kept by hand

[visits]
title = "Visits"
unit = "visits"
timing = "during"
"""
FILES = {
    "pack.toml": 'id = "museums"\ntitle = "Museums"\n',
    "sources.toml": '[survey]\ntitle = "Survey"\npublisher = "P"\nkind = "dataset"\n',
    "museums.toml": TOPIC,
}


def block(year):
    return f'\n[[visits.observations]]\nperiod   = "{year}"\nreported = "{year}1"\nsource   = "survey"\n'


def add(pack, year):
    return main(["add", "visits", str(year), f"{year}1", "--source", "survey", "--facts", str(pack)])


def add_all(pack, name, years):
    """Add many values, as fast as it goes: without showing them; return the exit status."""

    def propose(year, base, own):
        values = {"period": str(year), "reported": f"{year}1", "source": "survey"}
        return own_pack.Proposal.of([observation(base, own, base.indicators[name], values, Problems())])

    for year in years:
        tried = own_pack.draft([pack], pack, partial(propose, year))
        own_pack.keep([pack], pack, partial(propose, year), tried)
    return 0


@pytest.fixture
def pack(tmp_path, capsys):
    """A pack with one value, added here so that every module is loaded before anything is forked."""
    folder = tmp_path / "museums"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    assert add(folder, 1000) == 0
    assert texts(folder) == FILES | {"museums.toml": TOPIC + block(1000)}
    return folder


def texts(folder):
    """Return every file of a pack, hidden ones too."""
    return {path.name: path.read_text() for path in folder.iterdir()}


def fork(work, said=os.devnull):
    """Run ``work`` in a process of its own that writes to the file ``said``; return its id."""
    child = os.fork()
    if child:
        return child
    status = 99
    try:
        with Path(said).open("w") as sys.stdout:
            sys.stderr = sys.stdout
            status = work()
    finally:
        os._exit(status)


def ended(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_kill_at_any_moment_leaves_the_old_text_or_the_new_one(pack):
    chance = random.Random(SEED)
    started = time.perf_counter()
    assert ended(fork(lambda: add(pack, 1001))) == 0
    usual = time.perf_counter() - started
    text, outcomes = TOPIC + block(1000) + block(1001), {"killed": 0, "done": 0}
    for year in range(2000, 2000 + KILLS):
        child = fork(lambda year=year: add(pack, year))
        time.sleep(chance.uniform(0, 1.2 * usual))
        os.kill(child, signal.SIGKILL)
        outcomes["killed" if ended(child) else "done"] += 1
        now = (pack / "museums.toml").read_text()
        assert now in {text, text + block(year)}
        text = now
    assert outcomes["killed"]
    assert ended(fork(lambda: add(pack, 1999))) == 0
    assert texts(pack) == FILES | {"museums.toml": text + block(1999)}  # and nothing is left lying about
    assert len(load([pack]).indicators["visits"].observations) > 2


def test_a_kill_before_each_step_of_the_writing_leaves_the_old_text_or_the_new_one(pack):
    """The moments between two steps are too short for chance: the process kills itself before each of them."""

    def add_and_die(step):
        left = [step]

        def count(event, arguments):
            if event in {"open", "os.rename", "os.link", "os.remove"} and str(pack) in str(arguments[0]):
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        return add(pack, 1001)

    old, new = TOPIC + block(1000), TOPIC + block(1000) + block(1001)
    seen = set()
    for step in range(1, 100):
        status = ended(fork(lambda step=step: add_and_die(step)))
        now = (pack / "museums.toml").read_text()
        assert now in {old, new}
        seen.add((status == 0, now == new))
        if status == 0:
            break
    assert (False, False) in seen
    assert ended(fork(lambda: add(pack, 1002))) == 0
    assert texts(pack) == FILES | {"museums.toml": new + block(1002)}


def test_adds_that_crowd_each_other_all_land(pack):
    names = [f"hall-{number}" for number in range(CROWD)]
    with (pack / "museums.toml").open("a") as file:
        file.writelines(f'[{name}]\ntitle = "{name}"\nunit = "visits"\ntiming = "during"\n' for name in names)
    years = range(2000, 2000 + ADDS_EACH)
    crowd = [fork(lambda name=name: add_all(pack, name, years)) for name in names]
    assert [ended(child) for child in crowd] == [0] * CROWD
    assert texts(pack).keys() == FILES.keys()
    base = load([pack])
    for name in names:
        assert [one.period.year for one in base.indicators[name].observations] == [*years]


def test_the_same_fact_from_a_crowd_lands_once(pack):
    crowd = [fork(lambda: add(pack, 2024)) for _ in range(CROWD)]
    assert [ended(child) for child in crowd] == [0] * CROWD
    assert texts(pack)["museums.toml"] == TOPIC + block(1000) + block(2024)


def test_a_file_that_may_not_grow_stays_as_it_was(pack, tmp_path):
    before = texts(pack)

    def add_with_no_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before["museums.toml"]) + 9,) * 2)
        return add(pack, 2024)

    assert ended(fork(add_with_no_room, tmp_path / "said")) == 2
    assert texts(pack) == before


FULL = """\
set -e
mount -t tmpfs -o size=64k none "$1"
cp "$2"/*.toml "$1"
head -c 100000 /dev/zero > "$1/filler" 2>/dev/null || true
status=0
"$3" -m shipa add visits 2024 "20241" --source survey --note "$5" --facts "$1" > "$4/said" 2>&1 || status=$?
rm "$1/filler"
cp -r "$1" "$4/left"
exit $status
"""


def may_mount():
    command = ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs none "$1"', "sh", tempfile.gettempdir()]
    return bool(shutil.which("unshare")) and subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not may_mount(), reason="this system lets nobody mount a small file system; CI does")
def test_on_a_full_disk_the_file_stays_as_it_was(pack, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["unshare", "-rm", "sh", "-c", FULL, "sh", disk, pack, sys.executable, tmp_path, "n" * 9000]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    assert subprocess.run(command, env=environment, check=False).returncode == 2
    assert f"{disk}/museums.toml: cannot be written: no space left on device; nothing was changed\n" in (
        tmp_path / "said"
    ).read_text().replace("shipa: ", "")
    assert texts(tmp_path / "left") == texts(pack)


def test_a_folder_that_may_not_be_written_is_named_and_stays_as_it_was(pack):
    folder = Path(tempfile.mkdtemp(prefix="shipa-test-"))
    try:
        for name, text in texts(pack).items():
            (folder / name).write_text(text)
        before = texts(folder)
        folder.chmod(0o555)

        def add_as_nobody():
            if os.geteuid() == 0:  # whom no permission stops
                os.setuid(65534)
            return add(folder, 2024)

        said = pack.parent / "said"
        said.touch(mode=0o666)
        assert ended(fork(add_as_nobody, said)) == 2
        message = f"shipa: {folder}/museums.toml: cannot be written: permission denied; nothing was changed\n"
        assert said.read_text().endswith(message)
        assert texts(folder) == before
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_file_that_is_read_only_is_not_replaced(pack, capsys):
    (pack / "museums.toml").chmod(0o444)
    assert add(pack, 2024) == 2
    message = f"{pack}/museums.toml: cannot be written: the file is read-only; nothing was changed"
    assert message in capsys.readouterr().err
    assert texts(pack)["museums.toml"] == TOPIC + block(1000)


def test_permissions_and_links_are_kept(pack):
    (pack / "kept").mkdir()
    (pack / "museums.toml").rename(pack / "kept" / "museums.toml")
    (pack / "museums.toml").symlink_to(Path("kept") / "museums.toml")
    (pack / "kept" / "museums.toml").chmod(0o640)
    assert add(pack, 2024) == 0
    assert (pack / "museums.toml").readlink() == Path("kept") / "museums.toml"
    assert stat.S_IMODE((pack / "kept" / "museums.toml").stat().st_mode) == 0o640
    assert (pack / "museums.toml").read_text() == TOPIC + block(1000) + block(2024)


def test_several_files_are_replaced_all_or_none(tmp_path, monkeypatch):
    one, two, new = tmp_path / "one.toml", tmp_path / "two.toml", tmp_path / "new.toml"
    one.write_text("old one")
    two.write_text("old two")
    real = Path.replace

    def fail_at_two(path, target):
        if target == two:
            raise PermissionError(1, "Operation not permitted")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", fail_at_two)
    with pytest.raises(WriteError, match="operation not permitted; nothing was changed"):
        writing.replace({one: b"new one", new: b"new", two: b"new two"})
    assert texts(tmp_path) == {"one.toml": "old one", "two.toml": "old two"}
    monkeypatch.undo()
    writing.replace({one: b"new one", new: b"new", two: b"new two"})
    assert texts(tmp_path) == {"one.toml": "new one", "two.toml": "new two", "new.toml": "new"}
