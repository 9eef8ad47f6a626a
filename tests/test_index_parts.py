"""The parts of a compiled index: what is taken over from the one before, and that nobody can tell."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shipa import store
from shipa.errors import PackError
from shipa.index import build, cache, crew, facts, part
from shipa.index.file import DamagedIndexError, Index
from shipa.problems import TooManyProblems

DATA = Path(__file__).parent / "data"
INVALID = sorted(folder for folder in (DATA / "invalid").iterdir() if folder.is_dir())
BELOW = {"over-planets": (DATA / "valid" / "planets",)}
SOURCES = '[{id}]\ntitle = "{id}"\npublisher = "Office"\nkind = "report"\n'


def outcome(load, folders):
    """Return the facts, as far as they can be compared, or the problems."""
    try:
        base = load(folders)
    except PackError as error:
        return error.lines
    return base.packs, list(base.sources.items()), list(base.indicators.items())


def records_of(index):
    """Return what the index has for every key that a reader may ask for."""
    listed = [[index.get(kind, name) for name in ("show", "list")] for kind in ("columns",)]
    whole = [index.get(kind, "") for kind in ("packs", "sources")]
    kinds = ("indicators:", "list:en:", "list:zh:", "texts:", "heads:", "numbers:")
    parts = [list(index.each(kind)) for kind in kinds]
    ids = [id_ for some in index.each("indicators:") for id_, _, _ in some]
    names = [name for some in index.each("texts:") for _, known, _ in some for name in known]
    return listed, whole, parts, [index.get("indicator:", id_) for id_ in ids], [index.get("name:", n) for n in names]


def written(folder, files):
    """Make a folder hold these files and no others."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


# ── every pack, good or bad, in one state after the other ────────────────────────────────────────────────────────────

IDS = ("boats", "carts", "docks", "eels")
entries = st.lists(
    st.tuples(
        st.sampled_from(["2022", "2023", "2024"]),
        st.sampled_from(["7", "1,234", "over 90"]),
        st.sampled_from([*(9 * ["report"]), "nobody"]),
    ),
    max_size=3,
    unique_by=lambda entry: entry[:2],
)


@st.composite
def topics(draw, new, known=()):
    """A topic file with new indicators, and additions to known ones; now and then something is wrong."""
    tables = ['topic = "Things"']
    for id_ in draw(st.lists(st.sampled_from([*new, *known]), unique=True, min_size=1)):
        lines = [f"[{id_}]"]
        if id_ in new:
            title = draw(st.sampled_from([*(7 * [f"All {id_}"]), "All boats"]))
            lines += [f'title = "{title}"', 'unit = "things"', 'timing = "during"']
            lines += [f'part_of = "{draw(st.sampled_from(IDS))}"'] * draw(st.sampled_from([0, 0, 0, 0, 1]))
        lines += [f'aliases = ["{draw(st.sampled_from([f"{id_} too", "Many"]))}"]'] * draw(st.sampled_from([0, 0, 1]))
        for period, reported, source in draw(entries):
            lines += [f"[[{id_}.observations]]", f'period = "{period}"', f'reported = "{reported}"']
            lines += [f'source = "{source}"']
        tables += lines
    return "\n".join([*tables, *draw(st.sampled_from([*(9 * [()]), ("broken",)]))])


FILES = {
    ("lower", "pack.toml"): st.just('id = "lower"\ntitle = "A pack"\n'),
    ("lower", "sources.toml"): st.sampled_from([SOURCES.format(id="report"), SOURCES.format(id="boats")]),
    ("lower", "one.toml"): topics(["boats"]),
    ("lower", "two.toml"): topics(["carts"]),
    ("upper", "pack.toml"): st.sampled_from(
        [*(3 * ['id = "upper"\ntitle = "Over"\n']), 'id = "lower"\ntitle = "Over"\n']
    ),
    ("upper", "one.toml"): topics(["docks"], ["boats", "carts"]),
    ("upper", "two.toml"): topics(["eels", "docks"], ["boats"]),
}
TABLE = '[{id}]\ntitle = "All {id}"\nunit = "things"\ntiming = "during"\n'
ENTRY = '[[{id}.observations]]\nperiod = "2024"\nreported = "{figure}"\nsource = "report"\n'


def topic(id_, *, added=""):
    more = ENTRY.format(id=added, figure="90") if added else ""
    return 'topic = "Things"\n' + (TABLE + ENTRY).format(id=id_, figure="7") + more


GOOD = {
    ("lower", "pack.toml"): 'id = "lower"\ntitle = "A pack"\n',
    ("lower", "sources.toml"): SOURCES.format(id="report"),
    ("lower", "one.toml"): topic("boats"),
    ("lower", "two.toml"): topic("carts"),
    ("upper", "pack.toml"): 'id = "upper"\ntitle = "Over"\n',
    ("upper", "one.toml"): topic("docks", added="boats"),
    ("upper", "two.toml"): topic("eels"),
}
edits = st.sampled_from(sorted(FILES)).flatmap(lambda place: st.tuples(st.just(place), FILES[place]))


@settings(max_examples=60, deadline=None)
@given(st.lists(edits, min_size=1, max_size=8))
def test_whatever_changes_the_answer_is_that_of_the_packs(changes):
    with TemporaryDirectory() as name, mock.patch.dict(os.environ, {"SHIPA_CACHE": f"{name}/cache"}):
        folders = [Path(name, "lower"), Path(name, "upper")]
        for folder in folders:
            written(folder, {file: text for (place, file), text in GOOD.items() if place == folder.name})
        for (place, file), text in changes:
            Path(name, place, file).write_text(text, encoding="utf-8")
            for chosen in (folders[:1], folders):
                assert outcome(facts.load, chosen) == outcome(store.load, chosen)
                assert outcome(facts.load, chosen) == outcome(store.load, chosen)
                index = cache.find([str(folder) for folder in chosen], os.environ)
                files = cache.files_of([str(folder) for folder in chosen])
                if index and files:
                    assert records_of(index) == records_of(part_by_part(chosen, files))


def part_by_part(folders, files):
    return Index(b"".join(build.compiled(folders, files)))


@pytest.mark.parametrize("folder", INVALID, ids=lambda folder: folder.name)
def test_of_a_bad_pack_there_is_no_index_but_the_problems(folder):
    folders = [*BELOW.get(folder.name, ()), folder]
    files = cache.files_of([str(one) for one in folders])
    if files:
        with pytest.raises((part.OddFactsError, TooManyProblems)):
            list(build.compiled(folders, files))
    assert outcome(facts.load, folders) == outcome(store.load, folders)


# ── what is taken over ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def pack(tmp_path, monkeypatch):
    """A pack of three files, of which an index has been made."""
    monkeypatch.setenv("SHIPA_CACHE", str(tmp_path / "cache"))
    files = {"pack.toml": 'id = "lower"\ntitle = "A pack"\n', "sources.toml": SOURCES.format(id="report")}
    for id_ in IDS:
        files[f"{id_}.toml"] = topic(id_)
    written(tmp_path / "pack", files)
    facts.load([tmp_path / "pack"])
    return tmp_path / "pack"


@pytest.fixture
def read(monkeypatch):
    """The names of the files that are read from now on and made parts of."""
    names = []
    made = build.Reader.__call__

    def noted(reader, name):
        names.append(name)
        return made(reader, name)

    monkeypatch.setattr(build.Reader, "__call__", noted)
    return names


def change(pack, file, old, new):
    path = pack / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_only_the_file_that_changed_is_read_again(pack, read):
    change(pack, "boats.toml", '"7"', '"8"')
    assert outcome(facts.load, [pack]) == outcome(store.load, [pack])
    assert read == ["boats.toml"]


def test_what_is_wrong_only_with_the_whole_is_found_where_one_file_changed(pack, read):
    change(pack, "boats.toml", "All boats", "All carts")
    change(pack, "docks.toml", '"report"', '"nobody"')
    assert outcome(facts.load, [pack]) == outcome(store.load, [pack])
    assert len(outcome(facts.load, [pack])) == 2


def test_another_id_of_the_pack_is_another_pack(pack, read):
    change(pack, "pack.toml", "lower", "other")
    assert facts.load([pack]).indicators["boats"].pack == "other"
    assert len(read) == len(IDS)


def test_another_program_takes_nothing_over(pack, read, monkeypatch, tmp_path):
    (tmp_path / "maker").write_text("another release")
    monkeypatch.setattr(cache, "_makers", lambda: ((str(tmp_path / "maker"), (tmp_path / "maker").stat()),))
    facts.load([pack])
    assert len(read) == len(IDS)


def test_a_damaged_part_is_not_taken_over(pack, tmp_path):
    [file] = (tmp_path / "cache").glob("*.index")
    data = bytearray(file.read_bytes())
    data[40] ^= 1  # in the first record
    file.write_bytes(data)
    change(pack, "eels.toml", '"7"', '"8"')
    assert outcome(facts.load, [pack]) == outcome(store.load, [pack])
    assert outcome(facts.load, [pack]) == outcome(store.load, [pack])


def test_a_file_that_changes_while_it_is_read_leaves_no_index_of_a_mixture(pack, monkeypatch):
    made = build.Reader.__call__

    def changed(reader, name):
        result = made(reader, name)
        change(pack, name, '"7"', '"9"')
        return result

    change(pack, "boats.toml", '"7"', '"8"')
    with monkeypatch.context() as patched:
        patched.setattr(build.Reader, "__call__", changed)
        facts.load([pack])
    assert outcome(facts.load, [pack]) == outcome(store.load, [pack])


def test_how_far_it_is_can_be_heard(pack):
    heard = []
    change(pack, "boats.toml", '"7"', '"8"')
    facts.load([pack], lambda done, total: heard.append((done, total)))
    assert heard == [(1, 1)]


# ── several processes ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def workers(monkeypatch):
    monkeypatch.setattr(crew, "workers_for", lambda things, size: min(3, things))


def doubled(text):
    return (text + text).encode()


THINGS = [str(number) * 50_000 for number in range(10)]


def test_processes_give_what_one_gives_in_order(workers):
    assert list(crew.results(doubled, THINGS, 0)) == [doubled(thing) for thing in THINGS]


def test_what_a_process_fails_at_the_caller_does(workers):
    caller = os.getpid()

    def work(thing):
        if os.getpid() != caller and thing[0] in "47":
            os.kill(os.getpid(), signal.SIGKILL)
        return doubled(thing)

    assert list(crew.results(work, THINGS, 0)) == [doubled(thing) for thing in THINGS]


def test_no_process_is_left_behind_when_nobody_wants_the_rest(workers):
    results = crew.results(doubled, THINGS, 0)
    next(results)
    results.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize(("things", "size"), [(1000, 0), (1, 10**9)], ids=["little to read", "one file"])
def test_one_process_does_what_is_soon_done(things, size):
    assert crew.workers_for(things, size) == 1


def test_an_index_made_by_processes_is_the_same(workers, pack):
    files = cache.files_of([str(pack)])
    assert files
    together = b"".join(build.compiled([pack], files))
    with mock.patch.object(crew, "workers_for", return_value=1):
        assert together == b"".join(build.compiled([pack], files))


def test_what_cannot_be_read_back_is_damage():
    index = Index(b"".join(build.compiled([store.shipped()], cache.files_of([str(store.shipped())]) or ())))
    with pytest.raises(DamagedIndexError):
        index.read(-1, 8)
