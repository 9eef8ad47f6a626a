"""What a prose style is: how it writes an entry, what it calls a work in the text, and how it sorts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

from shipa.cite.name import without_article
from shipa.cite.prose import Prose, roman, text_of
from shipa.cite.work import Work
from shipa.errors import UsageError

_OPENING_MARKS = "“‘\"'[(《"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A citation style. ``entry`` writes the reference, ``mention`` what stands for it in brackets in the text.

    ``lead`` is what an entry begins with and is sorted by; ``order`` sorts the works of one lead, and is None where the
    style keeps the order in which works are cited. ``wants_access`` says that the style asks for the access date of
    every page. ``has_letters`` says that it tells works of one author and year apart by letters after the year.
    """

    name: str
    entry: Callable[[Work], Prose]
    mention: Callable[[Work], Prose] | None
    lead: Callable[[Work], Prose]
    order: Callable[[Work], tuple[str, ...]] | None
    wants_access: bool = False
    has_letters: bool = True
    has_full_width_brackets: bool = False  # around the mention of a Chinese work
    names_no_anonymous: bool = False  # every work without an author is called by the same word

    def inline(self, work: Work) -> Prose:
        """Return what stands in the text after a figure, in brackets. Raises UsageError where the style has nothing."""
        if self.mention is None:
            raise UsageError(f"style '{self.name}' cites in notes, not in the text; add --format footnote")
        opening, closing = ("（", "）") if self.has_full_width_brackets and work.is_chinese else ("(", ")")
        return roman(opening) + self.mention(work) + roman(closing)

    def arranged(self, works: Iterable[Work]) -> tuple[Work, ...]:
        """Return the works in the order of the style, with letters where an author has several of one year."""
        in_order = sorted(works, key=self.key) if self.order else list(works)
        return self._told_apart(self._lettered(in_order) if self.has_letters else in_order)

    def key(self, work: Work) -> tuple[str, ...]:
        """Return what works are sorted by."""
        return (self._leading(work), *(self.order(work) if self.order else ()))

    def kin(self, work: Work) -> tuple[str, str]:
        """Return what works that letters tell apart have in common: what they begin with, and the year."""
        return self._leading(work), work.year

    def is_undated(self, work: Work) -> bool:
        """Return whether the style asks when the page was read, and that is not known."""
        return self.wants_access and bool(work.url) and not work.accessed

    def _leading(self, work: Work) -> str:
        return without_article(text_of(self.lead(work)).lstrip(_OPENING_MARKS)).casefold()

    def _lettered(self, works: Sequence[Work]) -> list[Work]:
        seen: dict[tuple[str, str], list[str]] = {}
        for work in works:
            seen.setdefault(self.kin(work), []).append(work.id)
        letters = {id_: _letter(place) for alike in seen.values() if len(alike) > 1 for place, id_ in enumerate(alike)}
        return [replace(work, letter=letters.get(work.id, "")) for work in works]

    def _told_apart(self, works: Sequence[Work]) -> tuple[Work, ...]:
        if self.mention is None:
            return tuple(works)
        mentions = [text_of(self.mention(work)) for work in works]
        times = Counter(mentions)
        return tuple(
            replace(work, is_ambiguous=times[mention] > 1) for work, mention in zip(works, mentions, strict=True)
        )


def _letter(place: int) -> str:
    """Return a, b … z, aa, ab …, as the letters after years go."""
    rounds, letter = divmod(place, len(ascii_lowercase))
    return (_letter(rounds - 1) if rounds else "") + ascii_lowercase[letter]


def by_date(work: Work) -> tuple[str, ...]:
    """Return the key that sorts undated works first, then by date, then by title."""
    return (work.published.iso if work.published else "", by_title(work)[0])


def by_year_and_title(work: Work) -> tuple[str, ...]:
    """Return the key that sorts by year, undated works last, then by title."""
    return (str(work.published.year) if work.published else "n.d.", by_title(work)[0])


def by_title(work: Work) -> tuple[str, ...]:
    """Return the key that sorts by title, an article before it left aside."""
    return (without_article(work.title.lstrip(_OPENING_MARKS)).casefold(),)
