"""A pack as large as one may be: ``python -m tests.scale FOLDER [FILES] [INDICATORS] [OBSERVATIONS]``."""

from __future__ import annotations

import sys
from pathlib import Path

FILES, INDICATORS, OBSERVATIONS = 1000, 100, 10
_HEADS = {
    "pack.toml": 'id = "scale"\ntitle = "A pack for measuring"\n',
    "sources.toml": '[almanac]\ntitle = "Almanac"\npublisher = "Nobody"\nkind = "dataset"\n',
}


def write_pack(
    folder: Path, files: int = FILES, indicators: int = INDICATORS, observations: int = OBSERVATIONS
) -> None:
    """Write a pack with files × indicators × observations figures; the same numbers give the same pack."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _HEADS.items():
        (folder / name).write_text(text, encoding="utf-8")
    for file in range(files):
        topic = "".join(_indicator(file, number, observations) for number in range(indicators))
        (folder / f"topic-{file:04}.toml").write_text(f'topic = "Topic {file}"\n{topic}', encoding="utf-8")


def _indicator(file: int, number: int, observations: int) -> str:
    id_ = f"count-{file}-{number}"
    head = f'[{id_}]\ntitle = "Things counted {file} {number}"\nunit = "things"\ntiming = "during"\n'
    return head + "".join(
        f'[[{id_}.observations]]\nperiod = "{2024 - back}"\nreported = "{10_000 + 7 * back + number}"\n'
        'source = "almanac"\n'
        for back in range(observations)
    )


if __name__ == "__main__":
    write_pack(Path(sys.argv[1]), *(int(argument) for argument in sys.argv[2:]))
