"""Words of a text as atoms that can be compared: English words by their family, Chinese by the pieces of known names.

"applied", "application" and "applicants" are one family, so a name is recognised in whatever form the grammar of a
sentence gives it. Which Chinese pieces there are is learnt from the names of the pack.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from math import log
from typing import NamedTuple

# Words that carry no meaning of their own in a name or beside a figure: grammar, and the nouns of statistics.
_FUNCTION = """
    a an the this that these those its their his her our of in on at by for to from with within without into
    onto over under up down out off about around after before between during through per as than and or nor but
    yet so not no only also both each all any some such other another more most less least fewer very is are was
    were be been being am has have had having do does did will would can could may might shall should must it
    they them he she we you i there here then while when where which who whom whose what how why if s t city citys
    local whole entire alone now already still just said says say told according earlier previous previously
    again even still thereafter afterwards
    although though because since until unless whereas meanwhile however moreover furthermore thus hence therefore
    among amongst across throughout
    compared comparison respectively versus vs against including include includes included
"""
_COUNTING = """
    number total amount volume value count share rate size figure level quantity sum scale overall annual
    annually year yearly years combined aggregate average proportion percentage percent statistics data
"""
_ENDINGS = """
    ications ication icants icant ations ation ated ates ating ate isations isation izations ization ised ized
    ising izing ise ize itions ition ions ion ings ing ments ment sion sions ded ding de ances ance ences ence
    ied ies ures ure ured uring ages age als al ed es e ly s y
"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())
COUNTING_WORDS = frozenset(_COUNTING.split())
_SUFFIXES = sorted(_ENDINGS.split(), key=len, reverse=True)
_SHORTEST_STEM = 3


@lru_cache(maxsize=20_000)
def family(word: str) -> str:
    """Return what the forms of an English word have in common: ``"appl"`` for applied, application, applicants."""
    stem = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'").replace("ogue", "og")
    if len(stem) <= _SHORTEST_STEM or not stem.isascii():
        return stem
    for suffix in _SUFFIXES:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= _SHORTEST_STEM:
            stem = stem[: -len(suffix)]
            break
    if len(stem) > _SHORTEST_STEM + 1 and stem.endswith("er"):
        stem = stem[:-2] + "r"  # register, registration
    return stem[:-1] if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] not in "sl" else stem


class Atom(NamedTuple):
    """One comparable word of a text, with its place; ``key`` is its family, or its Chinese piece."""

    start: int
    end: int
    key: str


_MONEY = "yuan|renminbi|euros?|dollars?|pounds?|yen|rupees?|francs?|crowns?|won|pesos?"
_PER = re.compile(
    r"\b(?:per|for\severy|for\seach|every|each|in\severy|out\sof\severy)\s(?P<number>\d[\d,]*|hundred|thousand|million)"
    rf"(?:\s(?:permanent\s)?(?:people|residents|inhabitants|persons|population|head|citizens|{_MONEY})\b)?"
    r"|每?(?P<zh_money>万)元(?=[A-Z国地工产增])"
    r"|(?:每(?P<zh>[十百千万]+|\d+万?)(?:名|个)?(?:常住)?(?:人口|居民|人)|(?<![\d十百千两几数多余])(?P<zh_bare>万)(?:人口|人(?![次民])))",
    re.IGNORECASE,
)
_MAY_BE_RATE = re.compile(r"[ryhRYH每万](?:\s(?:\d|(?i:hundred|thousand|million))|[名个常人十百千元\d万])")
_PER_VALUES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
}
_RUN = re.compile(r"[A-Za-z]+(?:['’]s?)?|[\u3400-\u9fff]+")
_MOST_KEPT = 50_000


def rates(text: str, start: int = 0, end: int | None = None) -> Iterator[Atom]:
    """Yield every "per so many people" or units of money in ``text[start:end]``; its number is no figure."""
    end = len(text) if end is None else end
    if not _MAY_BE_RATE.search(text, start, end):
        return
    for match in _PER.finditer(text, start, end):
        number = match["number"] or match["zh"] or match["zh_bare"] or match["zh_money"]
        digits = number.replace(",", "").removesuffix("万")
        value = (
            int(digits) * (10**4 if number.endswith("万") else 1)
            if digits.isdigit()
            else _PER_VALUES.get(number.lower(), 0)
        )
        yield Atom(match.start(), match.end(), f"per {value}")


class Vocabulary:
    """The words that the names of a pack are made of, and the reader that finds them in a text."""

    def __init__(self, names: Iterable[str], acronyms: dict[tuple[str, ...], str]) -> None:
        """Learn the Chinese pieces from simplified names; ``acronyms`` maps families in a row to a short form."""
        self._acronyms = acronyms
        self._longest_acronym = max(map(len, acronyms), default=0)
        self._acronym_starts = frozenset(row[0] for row in acronyms)
        self._pieces: dict[str, list[str]] = {}
        self._keys = _Keys(self)
        runs = [run for name in names for run in _chinese_runs(name)]
        pieces = _shared_pieces(runs)
        self._index(pieces)
        self._index({rest for run in runs for rest in self._rests(run)} | pieces)

    def atoms(self, text: str, start: int = 0, end: int | None = None) -> list[Atom]:
        """Return every word of ``text[start:end]`` as an atom, in order; of Chinese, only what is of known pieces."""
        end = len(text) if end is None else end
        found = list(rates(text, start, end))
        per = [(atom.start, atom.end) for atom in found]
        words: list[Atom] = []
        for run in _RUN.finditer(text, start, end):
            here, behind = run.span()
            printed = run[0]
            if not printed[0].isascii():
                chinese = self._chinese(printed, here)
                words.extend(
                    [atom for atom in chinese if not any(atom.start < b and a < atom.end for a, b in per)]
                    if per
                    else chinese
                )
            elif not any(here < b and a < behind for a, b in per):
                words.append(Atom(here, behind, family(printed)))
        if any(word.key in self._acronym_starts for word in words):
            words = self._with_acronyms(words)
        return sorted(found + words, key=lambda atom: atom.start) if found else words

    def keys(self, text: str, start: int = 0, end: int | None = None) -> frozenset[str]:
        """Return the keys of all words of ``text[start:end]``: the same as those of its atoms, but fast."""
        end = len(text) if end is None else end
        if not _MAY_BE_RATE.search(text, start, end):
            runs = set(_RUN.findall(text, start, end))
            keys = frozenset(chain.from_iterable(map(self._keys.__getitem__, runs)))
            if self._acronym_starts.isdisjoint(keys):
                return keys
        return frozenset(atom.key for atom in self.atoms(text, start, end))

    def _index(self, pieces: Collection[str]) -> None:
        index: defaultdict[str, list[str]] = defaultdict(list)
        for piece in sorted(pieces, key=lambda piece: (-len(piece), piece)):
            index[piece[:2]].append(piece)
        self._pieces = dict(index)

    def keys_of(self, run: str) -> tuple[str, ...]:
        """Return the keys of a run of letters: of an English word, or of the known pieces of a Chinese phrase."""
        return (family(run),) if run[0].isascii() else tuple(atom.key for atom in self._chinese(run, 0))

    def _chinese(self, run: str, offset: int) -> Iterator[Atom]:
        position, last = 0, len(run) - 1
        while position < last:
            for piece in self._pieces.get(run[position : position + 2], ()):
                if run.startswith(piece, position):
                    yield Atom(offset + position, offset + position + len(piece), piece)
                    position += len(piece)
                    break
            else:
                position += 1

    def _rests(self, run: str) -> Iterator[str]:
        """Yield what the known pieces leave over of a name; a single character goes with the piece behind it."""
        end, atoms = 0, [*self._chinese(run, 0)]
        for atom in [*atoms, Atom(len(run), len(run), "")]:
            rest = run[end : atom.start]
            if len(rest) > 1:
                yield rest
            elif rest and atom.key and rest not in _LOOSE:
                yield rest + atom.key
            end = atom.end

    def _with_acronyms(self, words: list[Atom]) -> list[Atom]:
        """Return the words with each spelt-out name replaced by its acronym ("intellectual property" by "ip")."""
        merged: list[Atom] = []
        index = 0
        while index < len(words):
            longest = self._longest_acronym if words[index].key in self._acronym_starts else 1
            for length in range(longest, 1, -1):
                row = words[index : index + length]
                if short := self._acronyms.get(tuple(word.key for word in row)):
                    merged.append(Atom(row[0].start, row[-1].end, short))
                    index += length
                    break
            else:
                merged.append(words[index])
                index += 1
        return merged


class _Keys(dict[str, tuple[str, ...]]):
    """The keys of every run of letters that was met, as far as they can be kept."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def __missing__(self, run: str) -> tuple[str, ...]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        keys = self[run] = self._vocabulary.keys_of(run)
        return keys


_LOOSE = frozenset("的之数量额率和与及等个件人项家各了在年月日共")
_ZH_TAIL = re.compile(
    r"(?:(?:数量|总量|总数|总额|总金额|金额|笔数|(?<!案)件数|人数|次数|户数|家数|届次|批次|排名|名次|[数量])$)+|[（(].*?[)）]"
)
_LONGEST_PIECE = 7
# Chinese words have two characters, names of things often four: an odd piece is seldom a word.
_WORTH = (0, 0, 1, 1.3, 2.3, 2.6, 3.5, 3.8)


def _chinese_runs(name: str) -> list[str]:
    runs = re.findall(r"[\u3400-\u9fff]+", _PER.sub(" ", name))
    if runs and (shorter := _ZH_TAIL.sub("", runs[-1])) and len(shorter) > 1:
        runs[-1] = shorter
    return [run for run in runs if len(run) > 1]


def _shared_pieces(runs: Collection[str]) -> set[str]:
    """Return the pieces that names share: those cuts of each name whose parts are the longest and the most frequent."""
    distinct = set(runs)
    frequency: Counter[str] = Counter()
    for run in distinct:
        frequency.update(
            {run[a:b] for a in range(len(run)) for b in range(a + 2, min(len(run), a + _LONGEST_PIECE) + 1)}
        )
    cuts = [_best_cut(run, frequency) for run in distinct]
    chosen = Counter(piece for cut in cuts for piece in cut)
    # A piece that most names cut across is none: not the four characters of which two begin the next word.
    across = {piece for piece, times in chosen.items() if times * 2 < frequency[piece]}
    for piece in across:
        frequency[piece] = 1
    return {piece for run in distinct for piece in _best_cut(run, frequency)}


def _best_cut(run: str, frequency: Counter[str]) -> list[str]:
    best: list[tuple[float, list[str]]] = [(0.0, [])]
    for end in range(1, len(run) + 1):
        score, cut = best[end - 1]
        for start in range(max(0, end - _LONGEST_PIECE), end - 1):
            count = frequency[run[start:end]]
            worth = best[start][0] + _WORTH[end - start] * log(count)
            if count > 1 and worth > score:
                score, cut = worth, [*best[start][1], run[start:end]]
        best.append((score, cut))
    return best[-1][1]
