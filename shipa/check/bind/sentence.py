"""One sentence of a draft: its clauses, its words, and what is already known of its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from shipa.check.bind.binding import Binding, Clause, Context, Span
from shipa.check.bind.candidates import Binder, Candidate
from shipa.check.bind.cue import (
    ALSO,
    PART,
    TARGET,
    WHOLE,
    change_cue,
    has_pronoun,
    is_reached,
    is_share,
    refers_back,
    says_latest,
)
from shipa.check.bind.dating import Dating
from shipa.check.bind.pair import pairs
from shipa.check.bind.scene import Scene
from shipa.check.bind.whereabouts import Whereabouts
from shipa.check.claim import Role
from shipa.check.find.clause import clauses, covering
from shipa.check.find.place import Mention
from shipa.check.find.spoken import Spoken
from shipa.check.find.when import When
from shipa.check.find.words import FUNCTION_WORDS, Atom
from shipa.quantity import Found, Kind

_STOP = re.compile(r"[，；。：（]|[,;:(](?!\d)")
_SEMICOLON = re.compile("[;；]")
_OF_A_GOAL = re.compile(r"[\u3400-\u9fff]{0,2}的?目标|\s(?:goal|target)\b")
_NO_SPAN = Span()


class Sentence:
    """One sentence being read.

    ``about`` is what each figure is about, here or elsewhere, as far as it is known; ``here`` the same for those
    figures of the clause being read that have been understood, by their place: levels come before changes.
    """

    def __init__(
        self,
        binder: Binder,
        text: str,
        span: tuple[int, int],
        figures: list[Found],
        whens: Sequence[When],
        places: Sequence[Mention],
        context: Context,
        kept: list[tuple[int, int]],
        *,
        number: int,
    ) -> None:
        """Read ``text[span]``; ``kept`` are stretches of it that belong together, as numbers do.

        ``number`` tells the sentences of a text apart.
        """
        self.number = number
        self.binder, self.lexicon, self.purity = binder, binder.lexicon, binder.purity
        self.text, (self.start, self.end) = text, span
        self.figures, self.places, self.context = figures, places, context
        self.dating = Dating(text, self.start, whens, figures, context)
        self.whereabouts = Whereabouts(text, self.start, places, context)
        self.scene = Scene(binder.lexicon, text, self.start, figures, self.dating.whens, places)
        self.clauses = self._clauses(kept + self.dating.spans)
        self._places = {figure.start: place for place, figure in enumerate(figures)}
        self._owners = {figure.start: clause for clause in self.clauses for figure in clause.figures}
        self._hopes = [hope.end() for hope in TARGET.finditer(text, *span)]
        self.about: list[Binding | None] = []
        self.here: dict[int, Binding | None] = {}
        self.in_rows: set[int] = set()  # where figures begin that a row of others has told what they are about

    def _clauses(self, kept: list[tuple[int, int]]) -> list[Clause]:
        covered = covering(kept)
        joined = pairs(self.binder, self.text, self.figures)
        spans = clauses(self.text, self.start, self.end, [figure.core for figure in self.figures], [*kept, *joined])
        result: list[Clause] = []
        for index, (start, end) in enumerate(spans or [(self.start, self.end)]):
            atoms = self.lexicon.vocabulary.atoms(self.text, start, end)
            atoms = [atom for atom in atoms if atom.key.startswith("per ") or not covered(atom.start)]
            goes_on = index > 0 and result[-1].is_part and self.text[start] not in ";；"
            inside = [figure for figure in self.figures if start <= figure.core[0] < end]
            result.append(
                Clause(
                    start=start,
                    end=end,
                    figures=inside,
                    atoms=atoms,
                    words=frozenset(self.lexicon.content(atoms)) & self.lexicon.known,
                    index=index,
                    is_part=goes_on or PART.match(self.text, start, end) is not None,
                )
            )
        return result

    def clause_of(self, figure: Found) -> Clause:
        """Return the clause of a figure."""
        return self._owners[figure.start]

    def clause_at(self, figure: Found) -> Clause:
        """Return the clause in which a figure stands that may be none of its own."""
        return next((clause for clause in self.clauses if clause.end > figure.core[0]), self.clauses[-1])

    def figure_before(self, figure: Found) -> Found | None:
        """Return the figure before another one."""
        position = self._places[figure.start]
        return self.figures[position - 1] if position else None

    def is_hoped(self, figure: Found) -> bool:
        """Return whether a figure stands behind a word like "target" in its part of a sentence, or right before it."""
        if _OF_A_GOAL.match(self.text, figure.end):
            return True
        behind = [hope for hope in self._hopes if hope <= figure.start]
        return bool(behind) and not _SEMICOLON.search(self.text, behind[-1], figure.start)

    def is_bare(self, clause: Clause, besides: frozenset[str] = frozenset()) -> bool:
        """Return whether a clause says nothing ``besides`` some words but a figure, its change, a period, a place."""
        spans = [(place.start, place.end) for place in self.places] + self.dating.spans
        return self.binder.bareness.is_bare(self.text, clause, spans, besides)

    def lead(self, clause: Clause, figure: Found) -> Clause:
        """Return what stands in a clause before a figure: what the figure may be of instead of anything before."""
        atoms = [atom for atom in clause.atoms if atom.end <= figure.start]
        words = frozenset(self.lexicon.content(atoms)) & self.lexicon.known
        return replace(clause, end=figure.start, atoms=atoms, words=words)

    def head(self, clause: Clause, figure: Found) -> Clause:
        """Return a clause without what follows its last figure behind a comma: ", the town said"."""
        stop = _STOP.search(self.text, figure.end, clause.end)
        if stop is None or clause.figures[-1] is not figure:
            return clause
        atoms = [atom for atom in clause.atoms if atom.start < stop.start()]
        words = frozenset(self.lexicon.content(atoms)) & self.lexicon.known
        return replace(clause, end=stop.start(), atoms=atoms, words=words)

    def direction(self, figure: Found) -> int:
        """Return the direction of a change, 0 of a level; "by 1,231, or 22 percent" says it once for both."""
        clause = self.clause_of(figure)
        if cue := change_cue(self.text, clause.start, clause.end, figure):
            return cue
        before = self.figure_before(figure)
        if (
            is_reached(self.text, figure)
            or clause.words
            or not before
            or figure.quantity.kind not in {Kind.PERCENT, Kind.POINTS, Kind.NUMBER}
        ):
            return 0
        between = self.text[before.end : figure.start]
        for when in self.dating.between(before.end, figure.start):
            between = between.replace(self.text[when.start : when.end], "")
        if not ALSO.fullmatch(between) or is_share(self.text, figure.start, clause.end, figure):
            return 0
        owner = self.clause_of(before)
        return change_cue(self.text, owner.start, owner.end, before)

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def fitting(self, clause: Clause, figure: Found, own: frozenset[str]) -> list[Candidate]:
        """Return the names that fit a figure with these words of its own."""
        said = self.context.words if has_pronoun(self.text, self.start, figure.start) else frozenset()
        words = own | self.scene.words if own else own
        return self.binder.candidates(self.text, self.clauses, clause.index, figure, self.context, words, said)

    def own_words(self, clause: Clause, figure: Found) -> frozenset[str]:
        """Return the words of the clause that are not another figure's, nor those of the whole that it is a part of."""
        others = [self.words_behind(clause, other) for other in clause.figures if other is not figure]
        words = clause.words - frozenset().union(*others) | self.words_behind(clause, figure)
        whole = WHOLE.match(self.text, clause.start, figure.start)
        if whole and figure.quantity.kind is Kind.PERCENT:  # what share of them is named by both
            return words
        return self.lexicon.known_words(self.text[whole.end() : clause.end]) if whole else words

    def words_behind(self, clause: Clause, figure: Found) -> frozenset[str]:
        """Return the words that follow a figure without a gap: what it counts."""
        words: set[str] = set()
        end = figure.end
        last: Atom | None = None
        for atom in clause.atoms:
            if atom.start < figure.end:
                continue
            if (
                self.text[end : atom.start] not in {" ", "-"}
                or self.text[atom.start : atom.end].lower() in FUNCTION_WORDS
            ):
                break
            words.add(atom.key)
            end, last = atom.end, atom
        if last and last.key in words and self._is_verb_of_the_next(last):
            words.discard(last.key)
        return frozenset(words) & self.lexicon.known

    def _is_verb_of_the_next(self, atom: Atom) -> bool:
        """Return whether a figure follows a participle: "16 districts granted 812 permits"."""
        follows = any(self.text[atom.end : figure.start] == " " for figure in self.figures)
        return follows and self.text[atom.start : atom.end].endswith("ed")

    # ── what was understood before ───────────────────────────────────────────────────────────────────────────────────

    @property
    def earlier(self) -> list[Binding | None]:
        """What the figures before are about, those of the same clause last."""
        return [*self.about, *self.here.values()]

    def spoken(self, clause: Clause, figure: Found) -> list[Binding | None]:
        """Return what the text has spoken of before a figure, last things last: in its sentence or the one before.

        A part that a semicolon has closed is passed over ("of which 40 …; in 2030 …"), and so is an unknown ratio.
        """
        here = [other for other in clause.figures if other.start in self.here]
        known = [
            (other, binding)
            for other, binding in zip(self.figures, self.about, strict=False)
            if other.start < figure.start
        ] + [(other, self.here[other.start]) for other in here]
        steady = [
            (other, binding) for other, binding in known if clause.is_part or not self.clause_of(other).is_part
        ] or known
        ratios = {Kind.MULTIPLE, Kind.POINTS} | ({Kind.PERCENT} if figure.quantity.kind is Kind.NUMBER else set())
        told = [binding for other, binding in steady if binding or other.quantity.kind not in ratios]
        return told or list(self.context.levels)

    def refers_back(self, clause: Clause, figure: Found) -> bool:
        """Return whether the subject of a figure is a pronoun, or a phrase like "the figure"."""
        return refers_back(self.text, clause.start, figure)

    @property
    def last(self) -> Binding | None:
        """What the figure before is about."""
        return next(reversed(self.earlier), None)

    def previous_level(self) -> Binding | None:
        """Return the last level that the clauses before, else the text before, have given."""
        return next(
            (binding for binding in reversed(self.about) if binding and binding.role is not Role.CHANGE),
            self.context.last,
        )

    def of_own_place(self, figure: Found, about: Binding | None) -> Binding | None:
        """Return what a figure is about if it is of the pack's own place; a place in the name of that is none."""
        spelling = self.lexicon.spelling[about.indicator.id] if about else ""
        if not about or not self.whereabouts.is_own(self.clause_at(figure), figure, spelling):
            return None
        return replace(about, is_certain=False, is_moot=True) if self.whereabouts.is_doubtful(figure) else about

    def own_bindings(self) -> dict[int, Binding | None]:
        """Return what each figure is about, by where it begins, None where that is elsewhere."""
        pairs = zip(self.figures, self.about, strict=True)
        own = [(figure, self.of_own_place(figure, about)) for figure, about in pairs]
        return {figure.start: about and self._dated(figure, about) for figure, about in own}

    def _dated(self, figure: Found, about: Binding) -> Binding:
        """Return a binding with the years that it may be of as well, and whether the latest is meant."""
        clause = self.clause_at(figure)
        is_latest = about.span.scope is None or says_latest(self.text, clause.start, clause.end)
        latest_by = (self.context.drafted or date.max) if is_latest else None
        return replace(about, rivals=self.dating.rivals(about.span), latest_by=latest_by)

    def leave(self) -> None:
        """Hand on to the next sentence what it may take for granted."""
        figures = [figure for figure in self.figures if not isinstance(figure, Spoken)]
        first_figure = figures[0].start if figures else self.end
        self.whereabouts.leave(first_figure)
        self.dating.leave(first_figure)
        if figures:
            known = [binding for binding in self.about if binding]
            levels = [binding for binding in known if binding.role is not Role.CHANGE] or known
            understood = len(known) == len(self.figures)
            words = frozenset().union(*(clause.words for clause in self.clauses))
            goes_on = has_pronoun(self.text, self.start, first_figure)
            self.context.words = words | self.context.words if goes_on else words
            self.context.levels = tuple(
                level
                if understood and level.role is Role.LEVEL and not level.direction and level.base == _NO_SPAN
                else replace(
                    level, is_certain=level.is_certain and understood, role=Role.LEVEL, direction=0, base=_NO_SPAN
                )
                for level in levels
            )
