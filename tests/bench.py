"""How fast the commands are: ``python -m tests.bench [--rounds N] [--peers] [--scale OBSERVATIONS]``.

Every command is a process of its own. The commands run in turn, round after round, so that what else the machine does
falls on all alike; a figure is the median of the ratios to ``python -I -c pass`` of the same round. Measured is the
shipa that is installed there, best without ``-e``, which costs a search path. What an old pip installs as the command
imports ``re`` before anything else, so that the program is started without it here. ``--peers`` installs other programs
into a temporary folder, which is removed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Mapping, Sequence
from operator import truediv
from pathlib import Path

from tests import scale

SHIPA = (sys.executable, "-c", "import sys; sys.path.pop(0); from shipa.__main__ import main; main()")
BARE = "python -I -c pass"
COMMANDS: Mapping[str, Sequence[str]] = {
    BARE: (sys.executable, "-I", "-c", "pass"),
    "shipa show pct --years 2022-2024 --csv": (*SHIPA, "show", "pct", "--years", "2022-2024", "--csv"),
    "shipa show pct --json": (*SHIPA, "show", "pct", "--json"),
    "shipa get pct 2024": (*SHIPA, "get", "pct", "2024"),
    "shipa show pct, a table": (*SHIPA, "show", "pct"),
    "shipa show --years 2024, a table": (*SHIPA, "show", "--years", "2024"),
    "shipa cite pct": (*SHIPA, "cite", "pct"),
    "shipa cite pct --style apa": (*SHIPA, "cite", "pct", "--style", "apa"),
    "shipa list, a table": (*SHIPA, "list"),
    "shipa list --csv": (*SHIPA, "list", "--csv"),
    "shipa search patents, a table": (*SHIPA, "search", "patents"),
    "shipa which 6,822": (*SHIPA, "which", "6,822"),
    "shipa --help": (*SHIPA, "--help"),
}
PEERS = ("sqlite-utils", "csvkit", "visidata", "tldr")


def main() -> None:
    """Measure, and print Markdown tables."""
    parser = argparse.ArgumentParser(description="Measure the commands, as ratios to a bare Python.")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--peers", action="store_true", help="install other programs for comparison, for this run")
    parser.add_argument("--scale", type=int, default=0, metavar="N", help="also a generated pack of N observations")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SHIPA_CACHE"] = str(folder / "cache")
        subprocess.run(COMMANDS["shipa --help"], check=True, capture_output=True)
        commands = {**COMMANDS, **_peers(folder, install=options.peers)}
        _print("command", _ratios(commands, options.rounds))
        if options.scale:
            _measure_scale(folder, options.scale, options.rounds)


def _ratios(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """Return the time of each command as a ratio to that of the first in the same round, the median of all rounds."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for count in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True)
            if count:  # the first round fills caches
                times[name].append(time.perf_counter() - start)
    bare = next(iter(times.values()))
    return {name: statistics.median(map(truediv, some, bare)) for name, some in times.items()}


def _peers(folder: Path, *, install: bool) -> dict[str, Sequence[str]]:
    """Return the same look-up by other programs, as far as they are there."""
    table = folder / "pct.csv"
    table.write_text("year,value\n2022,5591\n2023,6185\n2024,6822\n", encoding="utf-8")
    path = os.environ["PATH"]
    if install:
        venv.create(folder / "peers", with_pip=True)
        pip = (folder / "peers/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        for peer in PEERS:
            subprocess.run([*pip, peer], check=False)
        path = f"{folder / 'peers/bin'}{os.pathsep}{path}"
    looked_up: dict[str, Sequence[str]] = {
        "sqlite-utils memory": ("sqlite-utils", "memory", str(table), "select * from pct where year >= 2022"),
        "csvgrep (csvkit)": ("csvgrep", "-c", "year", "-r", "202[2-4]", str(table)),
        "visidata -b": ("vd", "-b", str(table), "-o", "-"),
        "tldr --version": ("tldr", "--version"),
        "mlr filter": ("mlr", "--csv", "filter", "$year >= 2022", str(table)),
        "sqlite3 -csv": ("sqlite3", ":memory:", f".import --csv {table} t", "select * from t where year >= '2022'"),
    }
    found = {name: shutil.which(command[0], path=path) for name, command in looked_up.items()}
    return {name: (program, *looked_up[name][1:]) for name, program in found.items() if program}


def _measure_scale(folder: Path, observations: int, rounds: int) -> None:
    """Print what a pack of so many observations takes: the first use, look-ups, and a change in one file."""
    per_indicator, indicators = scale.OBSERVATIONS, scale.INDICATORS
    files = max(observations // (per_indicator * indicators), 1)
    pack, draft = folder / "pack", folder / "draft.md"
    scale.write_pack(pack, files, indicators, per_indicator)
    draft.write_text(_draft(files), encoding="utf-8")
    time.sleep(3)  # until the files have been left alone for long enough to be known by their times
    name, figure = scale.id_of(0, 0), f"{scale.figure(0, 0, 0):,}"
    own = ("--facts", str(pack))
    rows = {"first use": _timed((*SHIPA, "get", name, "2020", *own))}
    bare, *lookups = _in_turn(
        [
            COMMANDS[BARE],
            *((*SHIPA, *words) for words in (("get", "pct", "2024"), ("show", "pct", "--csv"), ("show", "pct"))),
            *((*SHIPA, *words, *own) for words in (("get", name, "2020"), ("show", name, "--csv"), ("show", name))),
        ],
        rounds,
    )
    names = ("`get`", "`show --csv`", "`show`, a table")
    places = ("in the shipped pack", "in the large one")
    rows |= dict(zip((f"{name} {place}" for place in places for name in names), lookups, strict=True))
    path = pack / "topic-0000.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(f'"{figure}"', '"77,777"', 1), encoding="utf-8")
    rows["`get` after a change in one file"] = _timed((*SHIPA, "get", name, "2020", *own))
    time.sleep(3)
    others = {
        "`list --csv`": ("list", "--csv"),
        "`search`, two words": ("search", "boats", scale.place(1), "--csv"),
        "`which`, a number": ("which", f"{scale.figure(1, 1, 0):,}", "--csv"),
        "`check`, a draft with a wrong number": ("check", str(draft)),
    }
    rows |= {what: _timed((*SHIPA, *words, *own)) for what, words in others.items()}
    print(f"\n{files * indicators * per_indicator:,} observations in {files:,} files:\n")
    print("| | seconds | of processor | ratio | peak memory, MiB |\n|---|---:|---:|---:|---:|")
    for what, (seconds, busy, memory) in rows.items():
        print(f"| {what} | {seconds:.2f} | {busy:.2f} | {seconds / bare[0]:.2f} | {memory / 1024:.0f} |")


def _draft(files: int) -> str:
    """Return a draft with a right and a wrong number."""
    right, wrong = scale.name(0, 1), scale.name(files - 1, 2)
    return (
        f"# A report\n\nIn 2023 there were {scale.figure(0, 1, 1):,} {right[:1].lower()}{right[1:]}.\n\n"
        f"In 2023 there were 4,321 {wrong[:1].lower()}{wrong[1:]}.\n"
    )


def _in_turn(commands: Sequence[Sequence[str]], rounds: int) -> list[tuple[float, float, int]]:
    """Return the median times and the peak memory of each command, which run in turn."""
    measured = [[_timed(command) for command in commands] for _ in range(rounds)]
    return [
        (statistics.median(seconds), statistics.median(busy), max(memories))
        for seconds, busy, memories in (zip(*some, strict=True) for some in zip(*measured, strict=True))
    ]


def _timed(command: Sequence[str]) -> tuple[float, float, int]:
    """Return the seconds that a command takes, those that processors are busy with it, and its peak memory in KiB.

    That is the peak of the one process that takes most, should it start others.
    """
    start = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0  # it has been waited for
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def _print(what: str, ratios: Mapping[str, float]) -> None:
    print(f"| {what} | ratio |\n|---|---:|")
    for name, ratio in ratios.items():
        print(f"| `{name}` | {ratio:.2f} |")


if __name__ == "__main__":
    main()
