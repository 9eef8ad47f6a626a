"""One sentence of a draft: each of its figures with what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shipa.check.bind import Binder, Candidate
from shipa.check.binding import Binding, Clause, Context, Span
from shipa.check.claim import Role
from shipa.check.clause import clauses, covering
from shipa.check.cue import (
    ALSO,
    JOINED,
    OPENING,
    PART,
    SHARE,
    TARGET,
    WHOLE,
    change_cue,
    follows_from,
    follows_involved,
    follows_to,
    moved_to,
)
from shipa.check.dating import BESIDE, IN_SENTENCE, Dating, year
from shipa.check.place import Mention
from shipa.check.when import Scope, When
from shipa.check.whereabouts import Whereabouts
from shipa.check.words import FUNCTION_WORDS, Atom
from shipa.model import ORDINAL, RANK, YEAR, Indicator
from shipa.quantity import Found, Kind


class Sentence:
    """One sentence being read. ``about`` is what each figure is about, here or elsewhere, as far as it is known."""

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
    ) -> None:
        """Read ``text[span]``; ``kept`` are stretches of it that belong together, as numbers do."""
        self.binder, self.lexicon, self.purity = binder, binder.lexicon, binder.purity
        self.text, (self.start, self.end) = text, span
        self.figures, self.places, self.context = figures, places, context
        self.dating = Dating(text, self.start, whens, figures, context)
        self.whereabouts = Whereabouts(text, self.start, places, context)
        self.clauses = self._clauses(kept + self.dating.spans)
        self._places = {figure.start: place for place, figure in enumerate(figures)}
        self._owners = {figure.start: clause for clause in self.clauses for figure in clause.figures}
        hope = TARGET.search(text, *span)
        self._hopes_from = hope.end() if hope else self.end + 1
        self.about: list[Binding | None] = []

    def _clauses(self, kept: list[tuple[int, int]]) -> list[Clause]:
        covered = covering(kept)
        spans = clauses(self.text, self.start, self.end, [figure.core for figure in self.figures], kept)
        result = []
        for start, end in spans:
            atoms = [
                replace(atom, start=atom.start + start, end=atom.end + start)
                for atom in self.lexicon.vocabulary.atoms(self.text[start:end])
            ]
            atoms = [atom for atom in atoms if atom.key.startswith("per ") or not covered(atom.start)]
            inside = [figure for figure in self.figures if start <= figure.core[0] < end]
            result.append(
                Clause(
                    start=start,
                    end=end,
                    figures=inside,
                    atoms=atoms,
                    words=frozenset(self.lexicon.content(atoms)) & self.lexicon.known,
                )
            )
        return result

    def bindings(self) -> list[Binding | None]:
        """Return what each figure of the sentence is about, wherever that is."""
        for index, clause in enumerate(self.clauses):
            levels = [figure for figure in clause.figures if not self._cue(clause, figure)]
            found: dict[int, Binding | None] = {}
            for figure in [*levels, *(figure for figure in clause.figures if figure not in levels)]:
                found[figure.start] = self._binding(index, clause, figure, found)
            self.about.extend(found[figure.start] for figure in clause.figures)
        return self.about

    def _cue(self, clause: Clause, figure: Found) -> int:
        """Return the direction of a change; "by 1,231, or 22 percent" says it once for both."""
        if cue := change_cue(self.text, clause.start, clause.end, figure):
            return cue
        position = self._places[figure.start]
        if clause.words or not position or figure.quantity.kind not in {Kind.PERCENT, Kind.POINTS, Kind.NUMBER}:
            return 0
        before = self.figures[position - 1]
        between = self.text[before.end : figure.start]
        for when in self.dating.between(before.end, figure.start):
            between = between.replace(self.text[when.start : when.end], "")
        if not ALSO.fullmatch(between):
            return 0
        owner = self._owners[before.start]
        return change_cue(self.text, owner.start, owner.end, before)

    def _binding(self, index: int, clause: Clause, figure: Found, here: dict[int, Binding | None]) -> Binding | None:
        if direction := self._cue(clause, figure):
            return self._change(index, clause, figure, direction, here)
        level = self._level(index, clause, figure, here)
        if level and None in here.values():  # of a clause that names something unknown not all can be understood
            level = replace(level, is_moot=True)
        return level and self._with_trend(clause, figure, level)

    def _with_trend(self, clause: Clause, figure: Found, level: Binding) -> Binding:
        """Return the level with the direction in which the sentence has it move, and whether it is a mere hope."""
        hoped = level.role is not Role.TARGET and figure.start >= self._hopes_from
        counted = self.binder.counts_another(self.text, figure, level.indicator, clause.end)
        trend = moved_to(self.text, clause.start, figure)
        spans = [self.dating.resolved(when, IN_SENTENCE) for when in self.dating.whens] if trend else []
        since = {span.year for span in spans if span.year and span.year != level.span.year}
        return replace(
            level,
            is_moot=level.is_moot or hoped or counted or follows_involved(self.text, self.start, figure),
            trend=trend,
            since=tuple(sorted(since)),
        )

    def _candidates(self, index: int, clause: Clause, figure: Found) -> list[Candidate]:
        """Return the names that fit, by the words behind the figure, those of its clause, or of the one before."""
        if len(clause.figures) > 1 and (behind := self._words_behind(clause, figure)):
            found = [
                candidate
                for candidate in self.fitting(index, figure, behind)
                if candidate.own == len(candidate.name.words)
            ]
            if found:
                return found
        found = self.fitting(index, figure, self._own_words(clause, figure))
        if (
            found
            or not self.purity.is_bare(self.text, clause, self.places)
            or follows_from(self.text, self.start, figure)
        ):
            return found
        if ahead := self._named_behind(clause, figure):
            return ahead
        if not index:
            return []
        previous = self.clauses[index - 1]
        last = self.about[-1] if self.about else None
        if last is None or self.binder.unit_fits(self.text, figure, last.indicator, clause.end):
            return []
        return [
            replace(candidate, far=candidate.far + (not last.is_certain))
            for candidate in self.fitting(index, figure, previous.words)
            if candidate.name.indicator is not last.indicator
        ]

    def _named_behind(self, clause: Clause, figure: Found) -> list[Candidate]:
        """Return the names of the next clause: "At 812, the number of …", "812 and 900 permits"."""
        index = self.clauses.index(clause) + 1
        if index == len(self.clauses):
            return []
        following = self.clauses[index]
        opens = index == 1 and OPENING.fullmatch(self.text, clause.start, figure.start)
        if not opens and not JOINED.fullmatch(self.text, figure.end, following.figures[0].start):
            return []
        return self.fitting(index, figure, following.words)

    def fitting(self, index: int, figure: Found, own: frozenset[str]) -> list[Candidate]:
        """Return the names that fit a figure with these words of its own."""
        return self.binder.candidates(self.text, self.clauses, index, figure, self.context, own)

    def _own_words(self, clause: Clause, figure: Found) -> frozenset[str]:
        """Return the words of the clause that are not another figure's, nor those of the whole that it is a part of."""
        others = [self._words_behind(clause, other) for other in clause.figures if other is not figure]
        words = clause.words - frozenset().union(*others) | self._words_behind(clause, figure)
        whole = WHOLE.match(self.text, clause.start, figure.start)
        return self.lexicon.known_words(self.text[whole.end() : clause.end]) if whole else words

    def _words_behind(self, clause: Clause, figure: Found) -> frozenset[str]:
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

    def _level(self, index: int, clause: Clause, figure: Found, here: dict[int, Binding | None]) -> Binding | None:
        span = self.dating.span(clause, figure)
        if carried := self._carried(clause, figure, span, here):
            return carried
        candidates = self._candidates(index, clause, figure)
        if not candidates or any(other.rank == candidates[0].rank for other in candidates[1:]):
            return None
        best = candidates[0]
        if self.purity.is_of_somebody(self.text, clause, best.name, self.places):
            return None
        pure = self.purity.is_pure(self.text, clause, best.name, self.places)
        certain = best.far == 0 and pure and self._is_part_of_the_whole(clause, best)
        return Binding(
            indicator=best.name.indicator,
            span=span,
            role=self._role(figure, best.name.indicator, span),
            is_certain=certain,
            is_narrower=figure.quantity.kind is not Kind.RANK and self._narrowed(clause, best),
            in_full=best.own == len(best.name.words),
        )

    def _narrowed(self, clause: Clause, candidate: Candidate) -> bool:
        """Return whether the clause speaks of a part of what the name stands for, that the facts do not know."""
        words = (other.words for other in self.clauses)
        said = self.context.words.union(self.context.heading, self.lexicon.subject, *words)
        return self.purity.is_narrowed(self.text, clause, candidate.name, said, self.places)

    def _is_part_of_the_whole(self, clause: Clause, candidate: Candidate) -> bool:
        """Return whether a part that borrows words from its whole is one that the facts know as its part."""
        if candidate.own == len(candidate.name.words) or not PART.match(self.text, clause.start, clause.end):
            return True
        whole = self.about[-1] if self.about else None
        return whole is not None and candidate.name.indicator.part_of == whole.indicator.id

    def _carried(self, clause: Clause, figure: Found, span: Span, here: dict[int, Binding | None]) -> Binding | None:
        """Return the binding of the figure before, where the clause adds nothing but another period or place."""
        earlier = [*self.about, *here.values()]
        last = earlier[-1] if earlier else self.context.last
        if last is None or clause.words - self.lexicon.words[last.indicator.id] or self._names_itself(clause, figure):
            return None
        named = {binding.indicator.id for binding in earlier if binding and binding.role is not Role.CHANGE}
        contrasted = span.stated == BESIDE or self._contrasted(clause, figure)
        if not contrasted or not self.binder.unit_fits(self.text, figure, last.indicator, clause.end):
            return None
        return replace(
            last,
            span=span,
            role=self._role(figure, last.indicator, span),
            is_certain=last.is_certain and bool(earlier),
            is_moot=last.is_moot or (not clause.words and len(named) > 1),
            direction=0,
            base=Span(),
        )

    def _contrasted(self, clause: Clause, figure: Found) -> bool:
        return (
            follows_from(self.text, self.start, figure)
            or (follows_to(self.text, self.start, figure) and len(clause.figures) > 1)
            or any(clause.start <= place.start < clause.end for place in self.places)
        )

    def _names_itself(self, clause: Clause, figure: Found) -> bool:
        own = self._own_words(clause, figure)
        return any(name.words <= own for name in self.lexicon.named_by(own))

    def _role(self, figure: Found, indicator: Indicator, span: Span) -> Role:
        cue = figure.start >= self._hopes_from
        if cue or span.is_deadline:
            deadlines = {target.period.year for target in indicator.targets}
            known = {observation.period.year for observation in indicator.observations}
            if (cue and span.year is None) or span.year in deadlines - known or (cue and span.year not in known):
                return Role.TARGET
        if indicator.unit == RANK:
            return Role.RANK
        return (
            Role.SHARE
            if figure.quantity.kind is Kind.PERCENT and SHARE.search(self.text, self.start, self.end)
            else Role.LEVEL
        )

    def _change(
        self, index: int, clause: Clause, figure: Found, direction: int, here: dict[int, Binding | None]
    ) -> Binding | None:
        level = self._level_of_change(index, clause, figure, here)
        if level is None:
            return None
        span = self.dating.span(clause, figure)
        if span.stated < IN_SENTENCE or span.scope in {Scope.SINCE, None}:
            span = level.span if level.span.scope else span
        base = self.dating.base(clause)
        if span.scope is Scope.SPAN and span.first and span.last and not base.scope:
            base = year(span.first.year, span.stated)
            span = year(span.last.year, span.stated)
        return Binding(
            indicator=level.indicator,
            span=span,
            role=Role.CHANGE,
            is_certain=level.is_certain,
            base=base,
            direction=direction,
        )

    def _level_of_change(
        self, index: int, clause: Clause, figure: Found, here: dict[int, Binding | None]
    ) -> Binding | None:
        levels = [
            binding
            for other in clause.figures
            if other.start in here
            for binding in [here[other.start]]
            if not (binding and binding.role is Role.CHANGE) and not follows_from(self.text, self.start, other)
        ]
        if levels:
            return levels[-1]
        named = self._named(index, clause, figure)
        if named:
            return named
        if clause.words:
            previous = self._previous_level()
            if previous is None or clause.words - self.lexicon.words[previous.indicator.id]:
                return None
        bare = self.purity.is_bare(self.text, clause, self.places)
        earlier = [
            binding for binding in self.about if binding is None or binding.role is not Role.CHANGE
        ] or self.about
        if earlier:
            last = earlier[-1]
            return last and replace(last, is_certain=last.is_certain and bare)
        if index + 1 < len(self.clauses):
            following = self.clauses[index + 1]
            return self._level(index + 1, following, following.figures[0], {})
        return replace(self.context.last, is_certain=False) if self.context.last else None

    def _previous_level(self) -> Binding | None:
        return next(
            (binding for binding in reversed(self.about) if binding and binding.role is not Role.CHANGE),
            self.context.last,
        )

    def _named(self, index: int, clause: Clause, figure: Found) -> Binding | None:
        """Return what the clause of a change names itself, whatever its unit."""
        before = frozenset().union(*(other.words for other in self.clauses[:index]))
        far = self.context.words | self.context.heading
        best: dict[str, tuple[int, int]] = {}
        names = {}
        for name in self.lexicon.named_by(clause.words | before | far):
            mine = len(name.words & clause.words)
            if mine and name.indicator.unit not in {ORDINAL, YEAR}:
                rank = (mine, len(name.words))
                if rank > best.get(name.indicator.id, (0, 0)):
                    best[name.indicator.id] = rank
                    names[name.indicator.id] = name
        if not best:
            return None
        top = max(best.values())
        [*winners] = [id_ for id_, rank in best.items() if rank == top]
        if len(winners) > 1:
            previous = self._previous_level()
            winners = [previous.indicator.id] if previous and previous.indicator.id in winners else []
        if not winners:
            return None
        name = names[winners[0]]
        pure = not (name.words - clause.words - before) and self.purity.is_pure(self.text, clause, name, self.places)
        span = self.dating.span(clause, figure)
        return Binding(indicator=name.indicator, span=span, role=Role.LEVEL, is_certain=pure)

    def clause_of(self, index: int) -> Clause:
        """Return the clause of a figure."""
        return self._owners[self.figures[index].start]

    def leave(self, bound: Sequence[Binding | None]) -> None:
        """Hand on to the next sentence what it may take for granted."""
        first_figure = self.figures[0].start if self.figures else self.end
        self.whereabouts.leave(first_figure)
        self.dating.leave(first_figure)
        if self.figures:
            levels = [binding for binding in bound if binding and binding.role is not Role.CHANGE]
            self.context.words = frozenset().union(*(clause.words for clause in self.clauses))
            self.context.last = levels[-1] if levels else None
