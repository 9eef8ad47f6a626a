"""Which indicator a figure can be of, by its words and its unit.

No value is looked at here: what a figure is about is decided by the sentence alone, and where two readings are as
good as each other there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shipa.check.bind.bare import Bareness
from shipa.check.bind.binding import Clause, Context
from shipa.check.bind.lexicon import Lexicon, Name
from shipa.check.bind.purity import WORD_AFTER, Purity
from shipa.check.find.place import Gazetteer
from shipa.check.find.words import FUNCTION_WORDS, Atom, family, rates
from shipa.model import ORDINAL, PERCENT, RANK, YEAR, Indicator
from shipa.quantity import Found, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A name that fits a figure, with how well: own words, all words, and how far the rest was fetched."""

    name: Name
    own: int
    explained: int
    distance: int
    far: int

    @property
    def rank(self) -> tuple[int, int, bool, bool, int, int]:
        """How good the fit is, to be compared."""
        complete = self.own == len(self.name.words)
        return (self.own, self.explained, self.far == 0, complete, len(self.name.words), -self.distance)


_MEASURE_CLASSES = {
    character: name
    for name, characters in {
        "people": "人名位",
        "things": "件起宗例项条种个笔单份篇部",
        "firms": "家户所间",
        "weight": "吨",
        "batches": "批",
        "time": "年月天日",
        "area": "亩公",
        "money": "元",
    }.items()
    for character in characters
}
_NOUNS_AFTER = 6
_A_FIGURE = 20  # smaller number words are seldom figures: "one of them"
_AN_AMOUNT = 10**6  # money without its currency is a large sum


class Binder:
    """Finds the names that fit a figure, in the words of one fact base."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        """Use the names and places of one fact base."""
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.purity = Purity(lexicon)
        self.bareness = Bareness(lexicon)
        self._rivals: dict[tuple[str, str], bool] = {}

    def clause(self, text: str, start: int, end: int) -> Clause:
        """Return a stretch of text without figures as a clause."""
        atoms = self.lexicon.vocabulary.atoms(text, start, end)
        words = frozenset(self.lexicon.content(atoms)) & self.lexicon.known
        return Clause(start=start, end=end, figures=[], atoms=atoms, words=words)

    @staticmethod
    def rates(text: str, start: int, end: int) -> list[Atom]:
        """Return every "per so many people" in a stretch of text."""
        return [*rates(text, start, end)]

    def candidates(
        self,
        text: str,
        clauses: Sequence[Clause],
        index: int,
        figure: Found,
        context: Context,
        own: frozenset[str] | None = None,
        said: frozenset[str] = frozenset(),
    ) -> list[Candidate]:
        """Return the best-fitting names for a figure of clause ``index``, one an indicator, best first.

        ``own`` are the words that count as the figure's own, by default those of its clause; ``said`` are
        words of the text before that a pronoun stands for.
        """
        own = clauses[index].words if own is None else own
        if not own:
            return []
        before = [clause.words for clause in clauses[:index]][::-1]
        if context.lead:
            before.append(context.lead.words)
        near = said.union(*before)
        far = context.heading | context.words | self.lexicon.subject
        best: dict[str, Candidate] = {}
        fits: dict[str, bool] = {}
        for name in self.lexicon.named_by(own | near | far, text[figure.end : figure.end + 1]):
            mine = len(name.words & own)
            id_ = name.indicator.id
            if mine and id_ not in fits:
                fits[id_] = self.unit_fits(text, figure, name.indicator, clauses[index].end)
            if not mine or not fits[id_]:
                continue
            fetched = name.words - own
            distance = sum(
                next((step for step, words in enumerate(before, 1) if word in words), len(before) + 3)
                for word in fetched
            )
            candidate = Candidate(
                name=name,
                own=mine,
                explained=len(own & self.lexicon.words[id_]),
                distance=distance,
                far=len(fetched - near),
            )
            known = best.get(id_)
            if known is None or candidate.rank > known.rank:
                best[id_] = candidate
        return sorted(best.values(), key=lambda candidate: candidate.rank, reverse=True)

    def unit_fits(self, text: str, figure: Found, indicator: Indicator, end: int) -> bool:  # noqa: PLR0911 - one return a unit
        """Return whether a figure can be a level of the indicator, by its kind, its currency and the noun behind it."""
        quantity = figure.quantity
        unit = indicator.unit
        if quantity.kind is Kind.RANK or unit in {RANK, ORDINAL}:
            return quantity.kind is Kind.RANK and unit == RANK
        if quantity.kind is Kind.PERCENT or unit == PERCENT:
            return quantity.kind is Kind.PERCENT and unit == PERCENT
        if quantity.kind is not Kind.NUMBER or unit == YEAR:
            return False
        if quantity.currency:
            return bool(indicator.currency)
        measure = _MEASURE_CLASSES.get(text[figure.end : figure.end + 1], "")
        noun = self.noun_after(text, figure, end)
        if indicator.currency:
            return not measure and not noun and quantity.value >= _AN_AMOUNT
        if measure:
            counted = _MEASURE_CLASSES.get(indicator.unit_zh[:1], "")
            return not counted or counted == measure
        if noun:
            # In the plural it is what is counted, else it may qualify that: "40 cases", "40 case files".
            key = family(noun)
            return key in self.lexicon.unit_nouns[indicator.id] or (
                key in self.lexicon.words[indicator.id]
                and not (noun.endswith("s") and self._counts_rival(key, indicator))
            )
        if not figure.words or quantity.value >= _A_FIGURE:
            return True
        named = WORD_AFTER.match(text, figure.end, end)
        return named is not None and family(named[1]) in self.lexicon.name_words[indicator.id]

    def unit_of(self, text: str, figure: Found, end: int) -> str:
        """Return what a figure is counted in, as far as the words behind it say: money, people, "cases", or ""."""
        if figure.quantity.kind is not Kind.NUMBER:
            return ""
        if figure.quantity.currency:
            return "money"
        return _MEASURE_CLASSES.get(text[figure.end : figure.end + 1], "") or family(self.noun_after(text, figure, end))

    def _counts_rival(self, noun: str, indicator: Indicator) -> bool:
        """Return whether ``noun`` is the unit of a kindred indicator that counts another class: cases, not people."""
        asked = (noun, indicator.id)
        if asked not in self._rivals:
            self._rivals[asked] = self._is_unit_of_another(noun, indicator)
        return self._rivals[asked]

    def _is_unit_of_another(self, noun: str, indicator: Indicator) -> bool:
        words = self.lexicon.name_words[indicator.id] - {noun}
        counted = _MEASURE_CLASSES.get(indicator.unit_zh[:1], "")
        return any(
            nouns == {noun}
            and _MEASURE_CLASSES.get(self.lexicon.base.indicators[other].unit_zh[:1], "") != counted
            and words & self.lexicon.name_words[other]
            for other, nouns in self.lexicon.unit_nouns.items()
        )

    def counts_another(self, text: str, figure: Found, indicator: Indicator, end: int) -> bool:
        """Return whether a noun in the plural stands right behind a figure that no name of the indicator has."""
        word = WORD_AFTER.match(text, figure.end, end)
        if not word or not word[1].islower() or not word[1].endswith("s") or word[1] in FUNCTION_WORDS:
            return False
        key = family(word[1])
        explained = self.lexicon.words[indicator.id] | self.lexicon.unit_nouns[indicator.id] | self.lexicon.idle
        return key not in explained and key not in self.lexicon.every_unit_noun

    def noun_after(self, text: str, figure: Found, end: int) -> str:
        """Return the counted noun behind a figure, where it is one that the pack counts something in."""
        position = figure.end
        for _ in range(_NOUNS_AFTER):
            word = WORD_AFTER.match(text, position, end)
            if not word or word[1].lower() in FUNCTION_WORDS:
                return ""
            key = family(word[1])
            if key in self.lexicon.every_unit_noun:
                following = WORD_AFTER.match(text, word.end(), end)
                if not (following and family(following[1]) in self.lexicon.every_unit_noun):
                    return word[1].lower()
            position = word.end()
        return ""
