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
from collections.abc import Callable, Mapping, Sequence
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
    """Print what a pack of so many observations takes: the first use, later ones, and a change in one file."""
    per_indicator, indicators = scale.OBSERVATIONS, scale.INDICATORS
    files = max(observations // (per_indicator * indicators), 1)
    pack = folder / "pack"
    scale.write_pack(pack, files, indicators, per_indicator)
    for file in pack.iterdir():
        os.utime(file, (10**9, 10**9))
    time.sleep(3)  # until the files have been left alone for long enough to be known by their times
    lookup = (*SHIPA, "show", "count-0-0", "--csv", "--facts", str(pack))
    bare = statistics.median(_timed(COMMANDS[BARE])[0] for _ in range(rounds))
    rows = {"first use": _timed(lookup), "first use again, by content": _timed(lookup)}
    changed = pack / "topic-0000.toml"
    commands: dict[str, Callable[[], tuple[float, int]]] = {
        "a look-up in the shipped pack": lambda: _median(COMMANDS["shipa show pct --json"], rounds),
        "a look-up": lambda: _median(lookup, rounds),
        "list --csv": lambda: _timed((*SHIPA, "list", "--csv", "--facts", str(pack))),
        "search": lambda: _timed((*SHIPA, "search", "counted", "0", "17", "--csv", "--facts", str(pack))),
        "which": lambda: _timed((*SHIPA, "which", "10017", "--csv", "--facts", str(pack))),
    }
    rows |= {name: measure() for name, measure in commands.items()}
    changed.write_text(changed.read_text(encoding="utf-8").replace('"10000"', '"10001"', 1), encoding="utf-8")
    rows["a change in one file"] = _timed(lookup)
    print(f"\n{files * indicators * per_indicator} observations in {files} files:\n")
    print("| | ratio | peak memory, MiB |\n|---|---:|---:|")
    for name, (seconds, memory) in rows.items():
        print(f"| {name} | {seconds / bare:.2f} | {memory / 1024:.0f} |")


def _median(command: Sequence[str], rounds: int) -> tuple[float, int]:
    times, memories = zip(*(_timed(command) for _ in range(rounds)), strict=True)
    return statistics.median(times), max(memories)


def _timed(command: Sequence[str]) -> tuple[float, int]:
    """Return the seconds that a command takes, and its peak memory in KiB."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0  # it has been waited for
    return time.perf_counter() - start, usage.ru_maxrss


def _print(what: str, ratios: Mapping[str, float]) -> None:
    print(f"| {what} | ratio |\n|---|---:|")
    for name, ratio in ratios.items():
        print(f"| `{name}` | {ratio:.2f} |")


if __name__ == "__main__":
    main()
