"""The names of a pack's indicators as sets of words, to be recognised in inflected, reordered and split forms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shipa.check.find.words import COUNTING_WORDS, FUNCTION_WORDS, Atom, Vocabulary, family
from shipa.model import ORDINAL, RANK, FactBase, Indicator
from shipa.script import simplified

_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,5}\b")
_MOST_KEPT = 20_000
_PROVES_LITTLE = 2  # letters of an acronym
_ENGLISH_WORD = re.compile(r"[A-Za-z]+")
_IDLE = frozenset(family(word) for word in FUNCTION_WORDS | COUNTING_WORDS) | FUNCTION_WORDS
_STATISTICAL = "数量 总量 总数 总额 金额 比重 占比 同比 其中 全市 年度 以及 达到 情况 排名"
_ZH_IDLE = frozenset(_STATISTICAL.split())


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an indicator: the words that must be there for it to be recognised."""

    indicator: Indicator
    words: frozenset[str]
    measure: str = ""  # the measure word that must follow the figure, because it stands for a noun: 504件 are 案件


class Lexicon:
    """Every name of every indicator, and the words that go with each."""

    def __init__(self, base: FactBase) -> None:
        """Read the names of all indicators; the names of the pack's own place are no part of them."""
        self.base = base
        own = sorted((simplified(name) for pack in base.packs for name in pack.place.names), key=len, reverse=True)
        self._own = re.compile("|".join(map(re.escape, own)) or r"(?!)", re.IGNORECASE)
        texts = {indicator.id: self.spelt(indicator) for indicator in base.indicators.values()}
        everything = [name for names in texts.values() for name in names]
        definitions = [indicator.definition for indicator in base.indicators.values()]
        self.vocabulary = Vocabulary(everything, _acronyms(list(texts.values()), definitions))
        self.idle = _IDLE
        self.spelling = {indicator: "\n".join(names).lower() for indicator, names in texts.items()}
        self.words: dict[str, frozenset[str]] = {}
        self.name_words: dict[str, frozenset[str]] = {}
        self._rivals: dict[tuple[str, frozenset[str], int, str], bool] = {}
        self.followers: dict[str, dict[str, frozenset[str]]] = {}
        self.unit_nouns: dict[str, frozenset[str]] = {}
        self._names_of: dict[str, tuple[Name, ...]] = {}
        self._by_rarest: dict[str, list[Name]] = {}
        self._named_by: dict[tuple[frozenset[str], str | None], Sequence[Name]] = {}
        self._with_word: dict[str, list[Name]] = {}
        self.parts: tuple[Name, ...] = ()  # of what is a part of another indicator
        self.rankings: tuple[Name, ...] = ()
        self.counted_names: tuple[Name, ...] = ()  # of what is counted by an ordinal
        self.counted_words: frozenset[str] = frozenset()
        self._read_names(texts)
        titles = [simplified(title) for pack in base.packs for title in (pack.title, pack.title_zh)]
        # What a pack is about as a whole goes without saying in its drafts.
        self.subject = (
            frozenset(key for title in titles for key in self.content(self.vocabulary.atoms(self._own.sub(" ", title))))
            & self.known
        )

    def _read_names(self, texts: dict[str, list[str]]) -> None:
        names: list[Name] = []
        for indicator in self.base.indicators.values():
            rows = [[*self.content(self.vocabulary.atoms(text))] for text in texts[indicator.id]]
            sets = {frozenset(row) for row in rows} - {frozenset()}
            names.extend(Name(indicator, words) for words in sorted(sets, key=sorted))
            names.extend(self._measured(indicator, rows, sets))
            self._names_of[indicator.id] = tuple(Name(indicator, words) for words in sets)
            self.followers[indicator.id] = self._followers(rows)
            beside = [indicator.definition, indicator.unit, simplified(indicator.unit_zh)]
            about = frozenset().union(*(self.vocabulary.keys(text) for text in beside))
            self.name_words[indicator.id] = frozenset().union(*sets)
            self.words[indicator.id] = about | self.name_words[indicator.id]

            self.unit_nouns[indicator.id] = (
                frozenset(family(word) for word in _ENGLISH_WORD.findall(indicator.unit.partition(" per ")[0])) - _IDLE
            )
        self.every_unit_noun = frozenset().union(*self.unit_nouns.values()) if self.unit_nouns else frozenset()
        self.frequency = Counter(
            word for name in {(name.indicator.id, word) for name in names for word in name.words} for word in name[1:]
        )
        self.known = frozenset(self.frequency)
        self._telling = self.known - _IDLE - _ZH_IDLE
        index: defaultdict[str, list[Name]] = defaultdict(list)
        for name in names:
            index[min(name.words, key=lambda word: (self.frequency[word], word))].append(name)
        self._by_rarest = dict(index)
        for name in {(name.words, name.indicator.unit): name for name in names}.values():
            for word in name.words:
                self._with_word.setdefault(word, []).append(name)
        self.parts = tuple(name for name in names if name.indicator.part_of in self.base.indicators)
        self.rankings = tuple(name for name in names if name.indicator.unit == RANK)
        self.counted_names = tuple(name for name in names if name.indicator.unit == ORDINAL)
        self.counted_words = frozenset().union(*(name.words for name in self.counted_names))

    @staticmethod
    def _measured(
        indicator: Indicator, names: Collection[list[str]], known: Collection[frozenset[str]]
    ) -> Iterator[Name]:
        """Yield the Chinese names without the noun at their end for which the measure word stands."""
        measure = simplified(indicator.unit_zh)[:1]
        for keys in names:
            if measure and len(keys) > 1 and len(keys[-1]) > 1 and keys[-1].endswith(measure):
                words = frozenset(keys[:-1])
                if words not in known:
                    yield Name(indicator, words, measure)

    @staticmethod
    def _followers(names: Collection[list[str]]) -> dict[str, frozenset[str]]:
        """Return for each word that never ends a name the words that stand right behind it."""
        behind: defaultdict[str, set[str]] = defaultdict(set)
        last: set[str] = set()
        for keys in names:
            last.update(keys[-1:])
            for one, two in pairwise(keys):
                behind[one].add(two)
        return {word: frozenset(words) for word, words in behind.items() if word not in last}

    @staticmethod
    def content(atoms: Collection[Atom]) -> Iterator[str]:
        """Yield the keys of the atoms that mean something."""
        return (atom.key for atom in atoms if atom.key not in _IDLE and atom.key not in _ZH_IDLE)

    def known_words(self, text: str, start: int = 0, end: int | None = None) -> frozenset[str]:
        """Return the words of ``text[start:end]`` that occur in names."""
        return self.vocabulary.keys(text, start, end) & self._telling

    def has_rival(self, word: str, name: frozenset[str], *, shared: int = 1, unit: str = "") -> bool:
        """Return whether another name has ``word`` and shares words with ``name``: it may make another thing of it.

        Where a ``unit`` is given, only what is counted in it can be meant instead.
        """
        asked = (word, name, shared, unit)
        if asked not in self._rivals:
            self._rivals[asked] = any(
                len(other.words & name) >= shared and unit in {"", other.indicator.unit}
                for other in self._with_word.get(word, ())
            )
        return self._rivals[asked]

    def names_a_part(self, words: frozenset[str], whole: Indicator) -> bool:
        """Return whether a word among ``words`` is in the name of a part of an indicator, and not in its own."""
        own = self.name_words[whole.id]
        return any(name.indicator.part_of == whole.id and (name.words - own) & words for name in self.parts)

    def spelt(self, indicator: Indicator) -> list[str]:
        """Return the names of an indicator in simplified characters, without those of the pack's own place."""
        return [self._own.sub(" ", simplified(name)) for name in _names(indicator)]

    def names_of(self, indicator: Indicator) -> tuple[Name, ...]:
        """Return all names of an indicator."""
        return self._names_of[indicator.id]

    def named_by(self, words: frozenset[str], measure: str | None = "") -> Sequence[Name]:
        """Return every name all of whose words are among ``words``, where a ``measure`` word follows (None: any)."""
        asked = (words, measure)
        if asked not in self._named_by:
            if len(self._named_by) >= _MOST_KEPT:
                self._named_by.clear()
            self._named_by[asked] = [
                name
                for word in words
                for name in self._by_rarest.get(word, ())
                if name.words <= words and (not name.measure or measure is None or name.measure == measure)
            ]
        return self._named_by[asked]


def _names(indicator: Indicator) -> tuple[str, ...]:
    names = (indicator.title, *indicator.aliases, indicator.title_zh, *indicator.aliases_zh)
    return tuple(name for name in names if name)


def _acronyms(names: Collection[list[str]], definitions: Collection[str]) -> dict[tuple[str, ...], str]:
    """Return the spelt-out forms, as families in a row, of the acronyms in the names.

    A row of words is the long form of an acronym where its initials spell it ("Gross Domestic Product", GDP). Two
    letters prove little: there one of the indicator's names must be another with the long form put in.
    """
    short = {acronym.replace("&", "") for group in names for name in group for acronym in _ACRONYM.findall(name)}
    found: dict[tuple[str, ...], str] = {}
    for group in [*names, *([definition] for definition in definitions)]:
        known = {_bag(name) for name in group}
        for row, acronym in _rows(group, short):
            long = " ".join(row)
            if len(acronym) > _PROVES_LITTLE or any(
                _bag(name.replace(long, acronym)) in known for name in group if long in name
            ):
                found[tuple(map(family, row))] = acronym.lower()
    return found


def _bag(name: str) -> frozenset[str]:
    return frozenset(map(family, _ENGLISH_WORD.findall(name))) - _IDLE


def _rows(names: Collection[str], short: Collection[str]) -> Iterator[tuple[list[str], str]]:
    """Yield each row of words whose initials are one of the short forms, with that form."""
    longest = max(map(len, short), default=0)
    for name in names:
        words = _ENGLISH_WORD.findall(name)
        for length in range(2, longest + 1):
            for index in range(len(words) - length + 1):
                row = words[index : index + length]
                initials = "".join(word[0] for word in row).upper()
                if initials in short and not any(word.isupper() or word.lower() in FUNCTION_WORDS for word in row):
                    yield row, initials
