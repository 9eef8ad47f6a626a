"""A coverage-guided fuzzer: whatever a pack or a table of facts holds, the answer is a result or says what is wrong.

    pip install -e '.[fuzz]'
    python -m tests.fuzz -max_total_time=60           # as CI runs it
    python -m tests.fuzz -max_total_time=36000 corpus # by hand, keeping what it finds in the folder corpus

The arguments are those of libFuzzer. It begins with the files of the packs that are here. An input that breaks a
promise is written to a file; `python -m tests.fuzz FILE` runs it again.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["shipa"]):
    from shipa import own_pack, store
    from shipa.errors import PackError, ShipaError
    from shipa.intake import Intake
    from shipa.model import FactBase
    from shipa.problems import Problems, TooManyProblems

FOLDER = Path("/nowhere/fuzzed")
PACK = {
    FOLDER / "pack.toml": b'id = "fuzzed"\ntitle = "Fuzzed"\n',
    FOLDER / "sources.toml": b'[survey]\ntitle = "Survey"\npublisher = "P"\nkind = "dataset"\n',
    FOLDER / "topic.toml": (
        b'topic = "Museums"\n[visits]\ntitle = "Visits"\nunit = "visits"\ntiming = "during"\n'
        b'[[visits.observations]]\nperiod = "2023"\nreported = "1,201"\nsource = "survey"\n'
    ),
}
BASE = store.load([FOLDER], PACK)
TARGETS = (FOLDER / "topic.toml", FOLDER / "sources.toml", FOLDER / "pack.toml")
CSV = len(TARGETS)


def run(data: bytes) -> None:
    """Read the bytes as the kind of file that the first of them chooses."""
    kind, text = (data[0] % (CSV + 1), data[1:]) if data else (0, data)
    try:
        if kind == CSV:
            add_rows(text)
        else:
            read_pack(TARGETS[kind], text)
    except ShipaError as error:
        for line in error.lines:
            assert line, "an empty line says nothing"
            assert line.isprintable(), f"not one printable line: {line!r}"


def read_pack(path: Path, text: bytes) -> None:
    """Load a pack with this text in one of its files, and once it is good add to it."""
    files = PACK | {path: text}
    base = store.load([FOLDER], files)
    assert isinstance(base, FactBase)
    for indicator in base.indicators.values():
        for observation in indicator.observations:
            assert observation.source in base.sources
            assert observation.quantity or observation.change


def add_rows(text: bytes) -> None:
    """Take the rows of a CSV file, as ``shipa add --from-csv`` does."""
    problems = Problems()
    with suppress(TooManyProblems):
        Intake(file="rows.csv", text=text.decode("utf-8", "replace")).checked(BASE, "fuzzed", problems)
    if problems.found:
        raise PackError(tuple(map(own_pack.told, problems.found)))


def seeds(folder: Path) -> None:
    """Write what the fuzzer begins with: every file of a pack that is here, and a table."""
    packs = Path(__file__).parent / "data"
    files = sorted(path for path in (*packs.rglob("*.toml"), *store.shipped().glob("*.toml")) if path.is_file())
    for number, path in enumerate(files):
        kind = {"sources.toml": 1, "pack.toml": 2}.get(path.name, 0)
        (folder / f"{number}.toml").write_bytes(bytes([kind]) + path.read_bytes()[:4096])
    rows = b'indicator,period,reported,source\nvisits,2024,"1,301",survey\nvisits,2025,,survey\n'
    (folder / "rows.csv").write_bytes(bytes([CSV]) + rows)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as begun:
        seeds(Path(begun))
        again = any(Path(argument).is_file() for argument in sys.argv[1:])
        atheris.Setup(sys.argv if again else [*sys.argv, begun], run)
        atheris.Fuzz()
