"""Years that are figures themselves: "the college, founded in 2019", 于2019年设立."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shipa.check.bind.binding import Binding, Read, Span
from shipa.check.bind.lexicon import Lexicon
from shipa.check.bind.sentence import Sentence
from shipa.check.claim import Role
from shipa.check.find.numbers import Aside
from shipa.check.find.when import Scope, When
from shipa.check.find.words import COUNTING_WORDS, FUNCTION_WORDS, family
from shipa.model import YEAR, Indicator

_BEGAN = r"(?:found(?:ed|ing)|establish(?:ed|ment)|set\sup|created|launch(?:ed)?|inaugurat(?:ed|ion)|opened|opening)"
_ZH_BEGAN = "成立|设立|创立|创办|创建|建立|组建|揭牌|挂牌"
_BEFORE = re.compile(
    rf"(?:\b{_BEGAN}\b[^,.;:\d]{{0,30}}\s(?:in|back\sin|as\searly\sas)\s|(?:{_ZH_BEGAN})于)$", re.IGNORECASE
)
_AFTER = re.compile(
    rf"(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?[，,]?(?:正式|由[^，。；]{{1,12}}|在[^，。；]{{1,8}})?(?:{_ZH_BEGAN})(?!以来|至今)的?"
)
_LEAD = 60
_WORDS_OF_BEGINNING = re.compile(rf"\b{_BEGAN}\b|{_ZH_BEGAN}|年份|时间", re.IGNORECASE)
_IDLE = frozenset(map(family, FUNCTION_WORDS | COUNTING_WORDS))
_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
_WORD = re.compile(r"[A-Za-z]+")
# What may stand between a name and the verb of its beginning, and before the name.
_LIGHT = re.compile(
    r"(?:[\s,，(（]|\b(?:which|that|was|were|is|has|had|been|first|officially|formally|cent(?:er|re))\b|[于在是]|正式|早)*",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:^|[,;:，；：。])\s*(?:the\s+)?$", re.IGNORECASE)


def tells_a_beginning(text: str, when: When) -> bool:
    """Return whether a year is that in which something began, and so dates no figure."""
    if when.scope is not Scope.YEAR:
        return False
    return bool(_BEFORE.search(text, max(0, when.start - _LEAD), when.start) or _AFTER.match(text, when.end))


@dataclass(frozen=True, slots=True)
class _Name:
    """What began: the families of the English words of its name, or the runs of a Chinese one."""

    indicator: Indicator
    words: frozenset[str]
    runs: tuple[str, ...]

    def is_in(self, text: str, words: frozenset[str]) -> bool:
        """Return whether ``text`` has the name; ``words`` are the families of its English words."""
        return self.words <= words and all(run in text for run in self.runs)

    def span(self, text: str) -> tuple[int, int] | None:
        """Return where the first part of the name begins and the last one ends."""
        parts = [word.span() for word in _WORD.finditer(text) if family(word[0]) in self.words]
        parts += [(text.index(run), text.index(run) + len(run)) for run in self.runs if run in text]
        return (min(start for start, _ in parts), max(end for _, end in parts)) if parts else None


class Beginnings:
    """The names of what the facts know the first year of."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Read the names of those indicators whose figures are years."""
        years = [indicator for indicator in lexicon.base.indicators.values() if indicator.unit == YEAR]
        texts = {(one.id, _WORDS_OF_BEGINNING.sub(" ", name)): one for one in years for name in lexicon.spelt(one)}
        names = [_Name(one, _english(text), tuple(_RUN.findall(text))) for (_, text), one in texts.items()]
        self._names = [name for name in names if name.words or name.runs]

    def are_named(self, text: str) -> bool:
        """Return whether ``text`` names something of which the facts know when it began."""
        return bool(self._names and _WORDS_OF_BEGINNING.search(text) and self._named(text))

    def _named(self, text: str) -> dict[str, _Name]:
        words = _english(text)
        return {name.indicator.id: name for name in self._names if name.is_in(text, words)}

    def bind(self, sentence: Sentence, whens: Iterable[When], asides: Sequence[Aside]) -> list[Read]:
        """Return the years of a sentence that say when something began which the facts know."""
        named = self._named(sentence.text[sentence.start : sentence.end])
        if len(named) != 1:
            return []
        [name] = named.values()
        return [
            Read(
                one.found,
                Binding(
                    indicator=name.indicator,
                    span=Span(),
                    role=Role.LEVEL,
                    is_certain=_stands_beside(sentence, when, name),
                    in_full=True,
                ),
                sentence.number,
            )
            for when in whens
            for one in asides
            if when.start <= one.found.core[0] < when.end
        ]


def _english(text: str) -> frozenset[str]:
    return frozenset(map(family, _WORD.findall(text))) - _IDLE


def _stands_beside(sentence: Sentence, when: When, name: _Name) -> bool:
    """Return whether a name opens its clause, and nothing stands between it and the verb of its beginning."""
    text = sentence.text
    verb = _BEFORE.search(text, max(sentence.start, when.start - _LEAD), when.start)
    lead = text[sentence.start : verb.start() if verb else when.start]
    for place in sentence.places:
        if place.own:
            lead = lead.replace(text[place.start : place.end], " " * (place.end - place.start))
    span = name.span(lead)
    if span and _LIGHT.fullmatch(lead, span[1]) and _OPENING.search(lead, 0, span[0]):
        return True
    behind = _AFTER.match(text, when.end)
    return behind is not None and any(text.startswith(run, behind.end()) for run in name.runs)
