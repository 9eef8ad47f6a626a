"""How fast drafts are checked: ``python -m tests.bench_check [--rounds N] [--megabytes N]``.

Generated drafts are read by ``shipa check`` and, as far as they are installed, by codespell and proselint, which read
prose as well (``pip install codespell proselint``; they may be anywhere on the PATH). Every run is a process of its
own, the programs take turns, and what counts is the processor time beyond that of an empty draft, the least of the
rounds. The last column says how often as long a draft takes that is four times as long: 4 where the work is linear.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from tests.bench import SHIPA

DRAFTS = Path(__file__).parent / "data" / "drafts"
PEERS: Mapping[str, Sequence[str]] = {"codespell": ("codespell",), "proselint": ("proselint", "check")}
DENSE_SHARE = 10  # a number-dense draft is so many times shorter than one of prose
GROWTH = 4
TOO_SHORT = 0.05  # seconds that cannot be told from those of an empty draft
ENGLISH = (
    "The garden was quiet in the evening, and the {} brothers walked along the river until the lamps were lit.",
    "Nobody had expected the rain, but it came in {} as it always did, with wind from the sea and a smell of iron.",
    "She counted the chairs, put the letters away and closed the window before anyone could ask what had happened.",
    "In the town hall they argued for most of the morning about the old bridge, which had been closed since spring.",
    "There was a market on the square, though fewer people came to it than in the years when the mill was running.",
    "He said that he would think about it, and everybody knew that he had made up his mind long before he spoke.",
    "What remained of the harbour could be seen from the tower; the rest had been given back to the water.",
    "The teacher read the whole chapter aloud, slowly, and nobody in the room moved until she had reached the end.",
)
CHINESE = (
    "傍晚的花园很安静，{}个兄弟沿着河边慢慢走，直到路灯一盏一盏地亮了起来。",
    "谁也没有想到会下雨，但{}年的雨还是像往常一样来了，带着海风和铁的味道。",
    "她数了数椅子，收好桌上的信件，在别人开口询问之前关上了窗户。",
    "市政厅里的人为那座旧桥争论了整整一个上午，桥从春天起就关闭了。",
    "广场上有一个集市，不过来的人比工厂还开着的那些年少得多。",
    "老师把整章课文慢慢地读了一遍，读完之前教室里没有人动一下。",
)
NUMBERS = ("two", "three", "seven", "12", "40", "1,200")
CHINESE_NUMBERS = ("两", "三", "七", "12", "40")


def main() -> None:
    """Measure, and print a Markdown table."""
    parser = argparse.ArgumentParser(description="Measure how many megabytes of drafts are checked in a second.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--megabytes", type=float, default=2.0, help="how long a draft of prose is")
    options = parser.parse_args()
    size = int(options.megabytes * 10**6)
    programs = {"shipa check": (*SHIPA, "check"), **_installed_peers()}
    print(f"| draft | {' | '.join(f'{name}, MB/s' for name in programs)} | shipa, {GROWTH} times as long |")
    print(f"|---|{'---:|' * (len(programs) + 1)}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SHIPA_CACHE"] = str(folder / "cache")
        empty = _draft(folder, "empty", "\n")
        for kind, (make, length) in _kinds(size).items():
            text = make(length)
            draft = _draft(folder, "draft", text)
            longer = _draft(folder, "longer", make(GROWTH * length))
            runs = {name: (*program, str(draft)) for name, program in programs.items()}
            runs |= {f"{name}, empty": (*program, str(empty)) for name, program in programs.items()}
            runs["longer"] = (*programs["shipa check"], str(longer))
            least = _least(runs, options.rounds)
            spent = {name: least[name] - least[f"{name}, empty"] for name in programs}
            speeds = " | ".join(_speed(draft.stat().st_size, spent[name]) for name in programs)
            growth = (least["longer"] - least["shipa check, empty"]) / max(spent["shipa check"], TOO_SHORT)
            print(f"| {kind} | {speeds} | {growth:.1f} |", flush=True)


def _speed(size: int, seconds: float) -> str:
    return f"{size / 10**6 / seconds:.2f}" if seconds > TOO_SHORT else "too short to tell"


def _installed_peers() -> dict[str, Sequence[str]]:
    for name in PEERS:
        if not shutil.which(name):
            print(f"{name} is not installed and left out\n")
    return {name: command for name, command in PEERS.items() if shutil.which(name)}


def _kinds(size: int) -> dict[str, tuple[Callable[[int], str], int]]:
    """Return for each kind of draft how to make one of some characters, and of how many."""
    passages = [
        json.loads(line)["text"].replace("\n", " ")
        for path in sorted(DRAFTS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    english = [text for text in passages if text.isascii()]
    chinese = [text for text in passages if not text.isascii() and not any(word.isascii() for word in text[:10])]
    dense = size // DENSE_SHARE
    return {
        "prose": (lambda length: _text(length, "\n\n", ENGLISH, NUMBERS), size),
        "the same in one line": (lambda length: _text(length, " ", ENGLISH, NUMBERS), size),
        "Chinese prose": (lambda length: _text(length, "\n\n", CHINESE, CHINESE_NUMBERS), size // 3),
        "number-dense": (lambda length: _text(length, "\n\n", english), dense),
        "number-dense, one line": (lambda length: _text(length, " ", english), dense),
        "number-dense Chinese": (lambda length: _text(length, "\n\n", chinese), dense // 3),
    }


def _text(length: int, separator: str, sentences: Sequence[str], numbers: Sequence[str] = ("",)) -> str:
    """Return paragraphs of sentences in a random order, always the same."""
    chance = random.Random(length)
    pieces: list[str] = []
    done = 0
    while done < length:
        some = (chance.choice(sentences) for _ in range(4))
        paragraph = _joined(_filled(sentence, chance, numbers) for sentence in some)
        pieces.append(paragraph)
        done += len(paragraph) + len(separator)
    return separator.join(pieces)[:length]


def _filled(sentence: str, chance: random.Random, numbers: Sequence[str]) -> str:
    if "{}" not in sentence:
        return sentence
    is_year = "in {} as" in sentence or "{}年" in sentence
    return sentence.replace("{}", str(chance.randrange(1890, 2020)) if is_year else chance.choice(numbers))


def _joined(sentences: Iterable[str]) -> str:
    return " ".join(sentences).replace("。 ", "。")


def _draft(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.md"
    path.write_text(text, encoding="utf-8")
    return path


def _least(runs: Mapping[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """Return the least processor time of each run, in seconds; the runs take turns."""
    least = dict.fromkeys(runs, float("inf"))
    for _ in range(rounds):
        for name, command in runs.items():
            least[name] = min(least[name], _processor_time(command))
    return least


def _processor_time(command: Sequence[str]) -> float:
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0  # it has been waited for
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
