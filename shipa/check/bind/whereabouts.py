"""Where a figure is of: the pack's own place or another, by the places that its sentence and the text before name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shipa.check.bind.binding import Clause, Context
from shipa.check.find.place import Mention
from shipa.quantity import Found, Kind

_FOR_PLACE = re.compile(
    r"(?:[^\d.;:，。；,()]{0,40}?\s)?(?:for|in|of|at|from|by)\s(?:the\s)?$|\s?[（(]$", re.IGNORECASE
)
_IN = re.compile(r"[a-z]{2}(?<!\band)(?<!\bbut)(?<!while)\s(?:in|at|for|of)\s(?:the\s)?$", re.IGNORECASE)
_LEAD = 16
_WORD_BEHIND = re.compile(r"[\s-]?(?:[A-Za-z]+|[\u3400-\u9fff]{1,2})")


class Whereabouts:
    """The places of one sentence."""

    def __init__(self, text: str, start: int, places: Sequence[Mention], context: Context) -> None:
        """Take the places that the sentence from ``start`` names."""
        self._text, self._start, self._context = text, start, context
        self.places = places

    def is_own(self, clause: Clause, figure: Found, spelling: str) -> bool:
        """Return whether a figure is of the pack's own place; no place is meant by what is part of a ``spelling``."""
        is_rank = figure.quantity.kind is Kind.RANK
        places = [place for place in self.places if place.own or not self._is_in(place, spelling)]
        after = next((place for place in places if place.start >= figure.end and place.start < clause.end), None)
        if after and not is_rank and _FOR_PLACE.fullmatch(self._text[figure.end : after.start]):
            return after.own
        before = [place for place in places if place.end <= figure.start]
        if before:
            nearest = before[-1]
            if not self._compares(nearest):
                return nearest.own
            if nearest.start >= clause.start and not is_rank:
                return False
            steady = [place for place in before if not self._compares(place)]
            if steady:
                return steady[-1].own
        if self._context.own is None and not before and self._is_set_elsewhere(places):
            return False
        return self._context.own is not False

    def _is_set_elsewhere(self, places: Sequence[Mention]) -> bool:
        """Return whether a sentence says at its end that it is about another place: "40 were granted in Ely"."""
        steady = [place for place in places if not self._compares(place)]
        lead = max(self._start, steady[0].start - _LEAD) if steady else 0
        return bool(steady) and not steady[0].own and _IN.search(self._text, lead, steady[0].start) is not None

    def _is_in(self, place: Mention, spelling: str) -> bool:
        """Return whether a place and the word behind it are in a name: "national" in "national water quality"."""
        word = _WORD_BEHIND.match(self._text, place.end)
        return word is not None and self._text[place.start : word.end()].lower() in spelling

    def is_doubtful(self, figure: Found) -> bool:
        """Return whether no place was named up to a figure, in a text that later names others and never its own."""
        unsaid = self._context.own is None and not any(place.end <= figure.start for place in self.places)
        return unsaid and bool(self._context.is_of_others)

    def _compares(self, place: Mention) -> bool:
        if place.own or not place.compares:
            return False
        lead = self._text[max(self._start, place.start - 10) : place.start].rstrip().lower()
        always = not lead.endswith(("in", "of", "in the", "of the", "from", "to", "with", "在", "于", "与", "和"))
        return always or any(other.own and other.end <= place.start for other in self.places)

    def leave(self, first_figure: int) -> None:
        """Set the place that the next sentence speaks of where it names none: the subject of this one."""
        steady = [place for place in self.places if not self._compares(place)]
        subjects = [place for place in steady if place.start < first_figure]
        if subjects:
            self._context.own = subjects[-1].own
        elif steady:
            self._context.own = steady[0].own
