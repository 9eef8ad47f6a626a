"""Places in prose: the pack's own, and others, whose figures the facts say nothing of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from shipa.model import FactBase
from shipa.script import simplified


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text; ``compares`` says that something is only measured against it ("than the national average")."""

    start: int
    end: int
    own: bool
    compares: bool = False


_JOINED = re.compile(r"\s?[-–—/]\s?")
_COMPARES = re.compile(
    r"(?:\b(?:than|in|of|across|among|throughout|versus|against|exceeding|above|below|beyond|to|from|with|over|all)\s(?:the\s)?(?:whole\sof\s)?"
    r"|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|top|largest|highest|leading)(?:\splace)?\s"
    r"|[比占在居列较高低于为与和超于]|领先|位于|相当于|次于|排名?)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s[A-Z][a-z]+|[\u3400-\u9fff]{3,}")
_SHORTEST_STEM = 4
_DEMONYM = re.compile(r"(?:ese|ean|ian|an|ish|n)s?$")
_LETTERS = re.compile(r"[A-Za-z]+")
_MOST_KEPT = 50_000


def _hint(names: Collection[str], printed: Collection[str]) -> re.Pattern[str] | None:
    """Return a pattern that skips to where a name may begin: a capital letter, a word that needs none, a character."""
    capitals = {name[0] for name in names if name[0].isascii()}
    small = {re.escape(name) for name in printed if name[0].isascii() and name[0].islower()}
    chinese = [name for name in names if not name[0].isascii()]
    parts = []
    if capitals:
        parts.append(rf"[{re.escape(''.join(sorted(capitals)).upper())}](?<![A-Za-z].)[A-Za-z’']+")
    if small:
        parts.append(rf"(?<![A-Za-z])(?:{'|'.join(sorted(small))})")
    if chinese:
        seconds = "".join(sorted({name[1:2] for name in chinese}))
        alone = "".join(sorted({name for name in chinese if len(name) == 1}))
        parts.append(
            rf"[{''.join(sorted({name[0] for name in chinese}))}](?=[{re.escape(seconds)}])"
            + (f"|[{alone}]" if alone else "")
        )
    return re.compile("|".join(parts)) if parts else None


class Gazetteer:
    """The names of places that a fact base knows."""

    def __init__(self, base: FactBase) -> None:
        """Read the places of all packs."""
        own = {simplified(name).lower() for pack in base.packs for name in pack.place.names}
        others = {simplified(name).lower() for pack in base.packs for name in pack.other_places} - own
        self._own = own
        self._stems = {
            name[: max(_SHORTEST_STEM, len(name) - 1)]
            for name in others
            if name.isascii() and name.isalpha() and len(name) >= _SHORTEST_STEM
        }
        self._by_head: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(own | others, key=lambda name: (-len(name), name)):
            self._by_head[name[:2]].append(name)
        self._longest = max(map(len, own | others), default=0)
        self._openings = {word[0] for name in own | others if (word := _LETTERS.match(name))}
        self._opens = _Opens(self)
        self._hint = _hint(own | others, [name for pack in base.packs for name in pack.other_places])
        self._within: dict[str, list[str]] = {}
        self._within = self._parts_of_names(base)

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """Return the places that ``text[start:end]`` names, in order.

        Places joined by a dash are one, ours if one of them is.
        """
        if self._hint is None:
            return []
        end = len(text) if end is None else end
        found: list[tuple[int, int, bool]] = []
        done = start
        for hint in self._hint.finditer(text, start, end):
            at = hint.start()
            if at >= done and (length := self._name_at(text, at, end)):
                if part := self._part_of_name(text, at, at + length):
                    done = at + part
                    continue
                done = at + length
                own = text[at:done].lower() in self._own
                if found and _JOINED.fullmatch(text, found[-1][1], at):
                    found[-1] = (found[-1][0], done, own or found[-1][2])
                else:
                    found.append((at, done, own))
        return [
            Mention(at, done, own, not own and _COMPARES.search(text, max(start, at - 20), at) is not None)
            for at, done, own in found
        ]

    def _parts_of_names(self, base: FactBase) -> dict[str, list[str]]:
        """Return for each other place how names of the facts go on from it: "China Patent", 全国版权示范单位.

        Of an English name that is the place with the word behind it, where that has a capital.
        """
        found: defaultdict[str, set[str]] = defaultdict(set)
        for indicator in base.indicators.values():
            for name in (indicator.title, *indicator.aliases, indicator.title_zh, *indicator.aliases_zh):
                plain = simplified(name)
                for place in self.mentions(plain):
                    part = _GOES_ON.match(plain, place.end)
                    if part and not place.own:
                        found[plain[place.start : place.end].lower()].add(plain[place.start : part.end()])
        return {place: sorted(names, key=lambda name: (-len(name), name)) for place, names in found.items()}

    def _part_of_name(self, text: str, start: int, end: int) -> int:
        """Return the length of a name of the facts that begins with a place, 0 where the place is meant."""
        names = self._within.get(text[start:end].lower(), ())
        return next((len(name) for name in names if text.startswith(name, start)), 0)

    def _name_at(self, text: str, at: int, end: int) -> int:
        """Return the length of the place name that begins here, 0 where there is none."""
        word = _LETTERS.match(text, at, end)
        opening = word[0].lower() if word else ""
        if opening and not self._opens[opening]:
            return 0
        lower = text[at : min(at + self._longest + 1, end)].lower()
        for name in (*self._by_head.get(lower[:2], ()), *self._by_head.get(lower[:1], ())):
            if lower.startswith(name):
                after = lower[len(name) : len(name) + 1]
                if not (name[-1].isascii() and after.isascii() and after.isalpha()):
                    return len(name)
        return len(opening) if self._is_of_a_place(opening) else 0

    def may_open(self, word: str) -> bool:
        """Return whether a name, or a word made of one, begins with this word in lower case."""
        return word in self._openings or self._is_of_a_place(word)

    def _is_of_a_place(self, word: str) -> bool:
        return any(
            word.startswith(stem) and _DEMONYM.match(word, len(stem))
            for stem in (word[: len(word) - cut] for cut in range(1, 5))
            if stem in self._stems
        )

    def names_own(self, text: str) -> bool:
        """Return whether the text names the pack's own place anywhere."""
        lower = text.lower()
        return any(name in lower for name in self._own)

    def names_other(self, text: str) -> bool:
        """Return whether the text names some other place."""
        return any(not mention.own and not mention.compares for mention in self.mentions(text))


class _Opens(dict[str, bool]):
    """Whether a place can begin with each of the words that were met, as far as they can be kept."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def __missing__(self, word: str) -> bool:
        if len(self) >= _MOST_KEPT:
            self.clear()
        opens = self[word] = self._gazetteer.may_open(word)
        return opens
