"""Places in prose: the pack's own, and others, whose figures the facts say nothing of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from shipa.check.script import simplified
from shipa.model import FactBase


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
    r"|[比占在居列较高低于为与和超于]|领先|位于|相当于|次于)$",
    re.IGNORECASE,
)
_SHORTEST_STEM = 4
_DEMONYM = re.compile(r"(?:ese|ean|ian|an|ish|n)s?$")
_LETTERS = re.compile(r"[a-z]+")


def _hint(names: Collection[str], printed: Collection[str]) -> re.Pattern[str] | None:
    """Return a pattern that skips to where a name may begin: a capital letter, a word that needs none, a character."""
    capitals = {name[0] for name in names if name[0].isascii()}
    small = {re.escape(name) for name in printed if name[0].isascii() and name[0].islower()}
    chinese = [name for name in names if not name[0].isascii()]
    parts = []
    if capitals:
        parts.append(rf"(?<![A-Za-z])[{re.escape(''.join(sorted(capitals)).upper())}][A-Za-z’']+")
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
        self._hint = _hint(own | others, [name for pack in base.packs for name in pack.other_places])

    def mentions(self, text: str) -> list[Mention]:
        """Return the places that ``text`` names, in order; places joined by a dash are one, ours if one of them is."""
        if self._hint is None:
            return []
        lower = text.lower()
        found: list[tuple[int, int, bool]] = []
        end = 0
        for hint in self._hint.finditer(text):
            start = hint.start()
            if start < end:
                continue
            name = self._name_at(lower, start)
            if name:
                end = start + name
                own = lower[start:end] in self._own
                if found and _JOINED.fullmatch(text, found[-1][1], start):
                    found[-1] = (found[-1][0], end, own or found[-1][2])
                else:
                    found.append((start, end, own))
        return [
            Mention(start, end, own, not own and _COMPARES.search(text, max(0, start - 20), start) is not None)
            for start, end, own in found
        ]

    def _name_at(self, lower: str, start: int) -> int:
        for name in self._by_head.get(lower[start : start + 2], ()):
            if lower.startswith(name, start):
                after = lower[start + len(name) : start + len(name) + 1]
                if not (name[-1].isascii() and after.isascii() and after.isalpha()):
                    return len(name)
        word = _LETTERS.match(lower, start)
        if word and any(
            word[0].startswith(stem) and _DEMONYM.match(word[0], len(stem))
            for stem in (word[0][: len(word[0]) - cut] for cut in range(1, 5))
            if stem in self._stems
        ):
            return len(word[0])
        return 0

    def names_own(self, text: str) -> bool:
        """Return whether the text names the pack's own place anywhere."""
        lower = text.lower()
        return any(name in lower for name in self._own)

    def names_other(self, text: str) -> bool:
        """Return whether the text names some other place."""
        return any(not mention.own and not mention.compares for mention in self.mentions(text))
