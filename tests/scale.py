"""A pack as large as one may be: ``python -m tests.scale FOLDER [FILES] [INDICATORS] [OBSERVATIONS]``.

Each file has the statistics of one place, with names of words that many share and figures as documents print them, so
that neither reading nor finding is easier than in facts that people have collected.
"""

from __future__ import annotations

import sys
from pathlib import Path

FILES, INDICATORS, OBSERVATIONS = 1000, 100, 10
LATEST = 2024
_HEADS = {
    "pack.toml": 'id = "scale"\ntitle = "A pack for measuring"\n',
    "sources.toml": '[almanac]\ntitle = "Almanac"\npublisher = "Nobody"\nkind = "dataset"\n',
}
_KINDS = ("registered", "private", "public", "new", "repaired", "foreign", "seasonal", "electric", "listed", "old")
_THINGS = (
    "boats",
    "bridges",
    "schools",
    "orchards",
    "workshops",
    "theatres",
    "clinics",
    "markets",
    "stations",
    "parks",
)
_SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "ra", "so", "te", "vi", "zu")
_PRIME = 7919  # spreads the figures, the same on every run


def write_pack(
    folder: Path, files: int = FILES, indicators: int = INDICATORS, observations: int = OBSERVATIONS
) -> None:
    """Write a pack with files × indicators × observations figures; the same numbers give the same pack."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _HEADS.items():
        (folder / name).write_text(text, encoding="utf-8")
    for file in range(files):
        topic = "".join(_indicator(file, number, observations) for number in range(indicators))
        (folder / f"topic-{file:04}.toml").write_text(f'topic = "Counts of {place(file)}"\n{topic}', encoding="utf-8")


def place(file: int) -> str:
    """Return the name of the place that a file is about."""
    return "".join(_SYLLABLES[int(digit)] for digit in f"{file:04}").capitalize()


def name(file: int, number: int) -> str:
    """Return the title of an indicator."""
    series = f" {number // 100}" if number >= 100 else ""
    return f"{_KINDS[number // 10 % 10]} {_THINGS[number % 10]}{series} in {place(file)}".capitalize()


def id_of(file: int, number: int) -> str:
    """Return the id of an indicator."""
    return name(file, number).lower().replace(" ", "-")


def figure(file: int, number: int, back: int) -> int:
    """Return the value of an indicator, so many years before the latest."""
    return 10_000 + (_PRIME * (100 * file + number) + 613 * back * back) % 900_000


def _indicator(file: int, number: int, observations: int) -> str:
    id_ = id_of(file, number)
    head = f'[{id_}]\ntitle = "{name(file, number)}"\nunit = "{_THINGS[number % 10]}"\ntiming = "during"\n'
    return head + "".join(_observation(file, number, back, id_) for back in range(observations))


def _observation(file: int, number: int, back: int, id_: str) -> str:
    printed = _printed(figure(file, number, back), (number + 3 * back) % 10)
    change = f'change = "up by {number % 9 + 1}.{back % 10} percent"\n' if (number + back) % 5 == 0 else ""
    return (
        f'[[{id_}.observations]]\nperiod = "{LATEST - back}"\nreported = "{printed}"\n{change}'
        f'source = "almanac"\nlocator = "table {number + 1}"\n'
    )


def _printed(value: int, style: int) -> str:
    """Return a value in one of the ways in which documents print it: mostly in digits alone, whole or rounded."""
    match style:
        case 7:
            return f"over {value:,}"
        case 8:
            return f"{value / 1000:.2f} thousand"
        case 9:
            return f"about {value // 1000},000"
        case 5 | 6:
            return str(value)
        case _:
            return f"{value:,}"


if __name__ == "__main__":
    write_pack(Path(sys.argv[1]), *(int(argument) for argument in sys.argv[2:]))
