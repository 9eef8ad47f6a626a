"""A draft read from beginning to end: every figure with what it is about, as far as the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from shipa.check.bind import (
    _SHARE,
    _TARGET,
    _TO,
    Binder,
    Binding,
    Candidate,
    Clause,
    Context,
    Read,
    Span,
    change_cue,
    replace_words,
)
from shipa.check.claim import Role
from shipa.check.clause import Block, BlockKind, blocks, clauses, sentences
from shipa.check.find import Aside, sort_out
from shipa.check.lexicon import Lexicon
from shipa.check.place import Gazetteer, Mention
from shipa.check.table import read_table
from shipa.check.when import Scope, When, periods
from shipa.check.words import FUNCTION_WORDS, rates
from shipa.model import ORDINAL, RANK, YEAR, Indicator
from shipa.quantity import Found, Kind


_AS_OF = re.compile(r"(?:as\sof|by|until|till|up\sto|through|end\sof|截至|截止|截止到|到|至)\s?(?:the\send\sof\s|this\s|last\s)?$", re.IGNORECASE)
_END_OF = re.compile(r"(?:\b(?:at|by|until|since)\s)?(?:the\s)?(?:end|close|start|beginning)\sof\s$", re.IGNORECASE)
_BY = re.compile(r"\bby\s(?:the\s(?:end|close)\sof\s)?$|到$", re.IGNORECASE)
_BESIDE = re.compile(r"(?:[^\d.;，。；,]{0,25}?\s)?(?:in|by|at|for|during|of|from|as\sof)\s(?:the\s)?(?:end\sof\s|year\s)?$|\s?[（(]?$", re.IGNORECASE)
_FOR_PLACE = re.compile(r"(?:[^\d.;:，。；,()]{0,40}?\s)?(?:for|in|of|at|from|by)\s(?:the\s)?$|\s?[（(]$", re.IGNORECASE)
_LISTED = re.compile(r"respectively|分别|各为", re.IGNORECASE)
_LIST_MARK = re.compile(r"、|,|，|\band\b|和|与|及", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:[、和与及,，]|and|,\sand|以及)?\s*(?:[\w%\s-]{0,14})?", re.IGNORECASE)
_ALSO = re.compile(r"[件元个人]?\s*[,，、(（]?\s*(?:or|and|或|和|即)?\s*", re.IGNORECASE)
_FROM = re.compile(r"(?:\bfrom|从|由|自|\bcompared\s(?:with|to)|\bagainst|\bversus|\bthan)\s?(?:the\s|about\s|over\s|last\syear['’]s\s)*$", re.IGNORECASE)


class Reader:
    """Reads drafts against the names of one fact base."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        """Use the names and places of one fact base."""
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.binder = Binder(lexicon, gazetteer)

    def read(self, text: str, numbers: Sequence[Found], drafted: date | None) -> Iterator[Read | Aside]:
        """Yield every number of ``text`` (simplified prose) in order, bound or set aside."""
        own_by_default = self.gazetteer.names_own(text) or not self.gazetteer.names_other(text)
        context = Context(drafted=drafted, own_by_default=own_by_default)
        index = sentence_number = 0
        for block in blocks(text):
            first = index
            while index < len(numbers) and numbers[index].core[0] < block.end:
                index += 1
            inside = numbers[first:index]
            if not inside and block.kind is not BlockKind.HEADING:
                continue
            self._enter(block, text, context)
            if block.kind is BlockKind.TABLE:
                sentence_number += 1
                yield from read_table(self.binder, text, block, inside, context, sentence_number)
                continue
            position = 0
            for start, end in sentences(text, block.start, block.end):
                begin = position
                while position < len(inside) and inside[position].core[0] < end:
                    position += 1
                sentence_number += 1
                yield from self._sentence(text, start, end, inside[begin:position], context, sentence_number)
            if block.kind is BlockKind.HEADING:
                context.heading = frozenset(self.lexicon.content(self.lexicon.vocabulary.atoms(text[block.start : block.end]))) & self.lexicon.known

    def _enter(self, block: Block, text: str, context: Context) -> None:
        if block.kind is not BlockKind.ITEM:
            context.words = frozenset()
        context.span = replace(context.span, stated=min(context.span.stated, 1 if block.kind is BlockKind.ITEM else 0))
        context.last = None

    def _sentence(
        self, text: str, start: int, end: int, numbers: Sequence[Found], context: Context, number: int
    ) -> Iterator[Read | Aside]:
        sentence = text[start:end]
        whens = [_moved(when, start) for when in periods(sentence)]
        places = [replace(place, start=place.start + start, end=place.end + start) for place in self.gazetteer.mentions(sentence)]
        per = [replace(atom, start=atom.start + start, end=atom.end + start) for atom in rates(sentence)]
        sorted_out = [*sort_out(text, numbers, whens, per)]
        figures = [found for found in sorted_out if not isinstance(found, Aside)]
        kept = [(number.start, number.end) for number in numbers] + [(atom.start, atom.end) for atom in per]
        reading = _Sentence(self, text, start, end, figures, whens, places, context, kept)
        bound = reading.bindings() if figures else []
        results: dict[int, Read | Aside] = {figure.start: Read(figure, binding, number) for figure, binding in zip(figures, bound, strict=True)}
        for found in sorted_out:
            yield found if isinstance(found, Aside) else results[found.start]
        reading.leave()


def _moved(when: When, offset: int) -> When:
    return replace(when, start=when.start + offset, end=when.end + offset)


class _Sentence:
    """One sentence being read."""

    def __init__(
        self, reader: Reader, text: str, start: int, end: int, figures: list[Found], whens: list[When], places: list[Mention], context: Context, kept: list[tuple[int, int]]
    ) -> None:
        self.reader, self.binder, self.lexicon = reader, reader.binder, reader.lexicon
        self.text, self.start, self.end = text, start, end
        self.figures, self.places, self.context = figures, places, context
        self.whens = [when for when in whens if self._counts(when)]
        self.clauses = self._clauses(kept)
        self.about: list[Binding | None] = []  # what each figure is about, here or elsewhere
        self.bound: list[Binding | None] = []

    def _counts(self, when: When) -> bool:
        """Return whether a period is more than the day on which something was said."""
        is_day = when.scope is Scope.PART and ((when.first is not None and when.first == when.last) or re.search(r"\d[日号]$|[A-Za-z.]\s\d{1,2}(?:st|nd|rd|th)?$|^\d{1,2}(?:st|nd|rd|th)?\s[A-Za-z]+$", self.text[when.start : when.end]))
        return not is_day or _AS_OF.search(self.text, max(0, when.start - 20), when.start) is not None

    def _clauses(self, kept: list[tuple[int, int]]) -> list[Clause]:
        dated = [(self._with_lead(when), when.end) for when in self.whens]
        kept = kept + dated
        spans = clauses(self.text, self.start, self.end, [figure.core for figure in self.figures], kept)
        result = []
        for start, end in spans:
            atoms = [replace(atom, start=atom.start + start, end=atom.end + start) for atom in self.lexicon.vocabulary.atoms(self.text[start:end])]
            atoms = [atom for atom in atoms if atom.key.startswith("per ") or not any(a <= atom.start < b for a, b in kept)]
            inside = [figure for figure in self.figures if start <= figure.core[0] < end]
            result.append(Clause(start=start, end=end, figures=inside, atoms=atoms, words=frozenset(self.lexicon.content(atoms)) & self.lexicon.known))
        return result

    def _with_lead(self, when: When) -> int:
        lead = _END_OF.search(self.text, max(self.start, when.start - 24), when.start)
        return lead.start() if lead else when.start

    # ── what was named before ──

    def bindings(self) -> list[Binding | None]:
        """Return what each figure of the sentence is about."""
        for index, clause in enumerate(self.clauses):
            levels = [figure for figure in clause.figures if not self._cue(clause, figure)]
            found: dict[int, Binding | None] = {}
            for figure in [*levels, *(figure for figure in clause.figures if figure not in levels)]:
                found[figure.start] = self._binding(index, clause, figure, found)
            self.about.extend(found[figure.start] for figure in clause.figures)
        self._pair_lists()
        owners = [clause for clause in self.clauses for _ in clause.figures]
        self.bound = [
            binding if self._is_own_place(clause, figure) else None
            for binding, clause, figure in zip(self.about, owners, self.figures, strict=True)
        ]
        return self.bound

    def _cue(self, clause: Clause, figure: Found) -> int:
        """Return the direction of a change; "by 1,231, or 22 percent" says it once for both."""
        if cue := change_cue(self.text, clause, figure):
            return cue
        position = self.figures.index(figure)
        if clause.words or not position or figure.quantity.kind not in {Kind.PERCENT, Kind.POINTS, Kind.NUMBER}:
            return 0
        before = self.figures[position - 1]
        if not _ALSO.fullmatch(self.text[before.end : figure.start]):
            return 0
        owner = next(other for other in self.clauses if before in other.figures)
        return change_cue(self.text, owner, before)

    def _binding(self, index: int, clause: Clause, figure: Found, here: dict[int, Binding | None]) -> Binding | None:
        if direction := self._cue(clause, figure):
            return self._change(index, clause, figure, direction, here)
        return self._level(index, clause, figure, here)

    def _candidates(self, index: int, clause: Clause, figure: Found) -> list[Candidate]:
        """Return the names that fit, by the words right behind the figure, those of the clause, or also the one before."""
        if len(clause.figures) > 1 and (behind := self._words_behind(clause, figure)):
            found = [candidate for candidate in self._fitting(index, figure, behind) if candidate.own == len(candidate.name.words)]
            if found:
                return found
        others = [self._words_behind(clause, other) for other in clause.figures if other is not figure]
        found = self._fitting(index, figure, clause.words - frozenset().union(*others) | self._words_behind(clause, figure))
        if found or not index or not self.binder.is_bare(self.text, clause, self.places) or _FROM.search(self.text, max(self.start, figure.start - 30), figure.start):
            return found
        previous = self.clauses[index - 1]
        last = self.about[-1] if self.about else None
        if last is None or not last.is_certain or self.binder.unit_fits(self.text, figure, last.indicator, clause.end):
            return []
        return [candidate for candidate in self._fitting(index, figure, previous.words) if candidate.name.indicator is not last.indicator]

    def _fitting(self, index: int, figure: Found, own: frozenset[str]) -> list[Candidate]:
        return self.binder.candidates(self.text, self.clauses, index, figure, self.context, own)

    def _words_behind(self, clause: Clause, figure: Found) -> frozenset[str]:
        words: set[str] = set()
        end = figure.end
        for atom in clause.atoms:
            if atom.start < figure.end:
                continue
            if self.text[end : atom.start] not in {" ", "-"} or self.text[atom.start : atom.end].lower() in FUNCTION_WORDS:
                break
            words.add(atom.key)
            end = atom.end
        return frozenset(words) & self.lexicon.known

    def _level(self, index: int, clause: Clause, figure: Found, here: dict[int, Binding | None]) -> Binding | None:
        span = self._span(clause, figure)
        if carried := self._carried(clause, figure, span, here):
            return carried
        candidates = self._candidates(index, clause, figure)
        if not candidates or any(other.rank == candidates[0].rank for other in candidates[1:]):
            return None
        best = candidates[0]
        certain = best.far == 0 and self.binder.is_pure(self.text, clause, best.name, self.places)
        return Binding(
            indicator=best.name.indicator,
            span=span,
            role=self._role(figure, best.name.indicator, span),
            is_certain=certain,
            alternatives=tuple(candidate.name.indicator for candidate in candidates[1:]),
        )

    def _carried(self, clause: Clause, figure: Found, span: Span, here: dict[int, Binding | None]) -> Binding | None:
        """Return the binding of the figure before, where the clause adds nothing but another period or place."""
        earlier = [*self.about, *here.values()]
        last = earlier[-1] if earlier else self.context.last
        if last is None or clause.words - self.lexicon.words[last.indicator.id] or self._names_itself(clause, last):
            return None
        contrasted = span.stated == 3 or self._contrasted(clause, figure)  # noqa: PLR2004 - said beside it
        if not contrasted or not self.binder.unit_fits(self.text, figure, last.indicator, clause.end):
            return None
        return replace(
            last, span=span, role=self._role(figure, last.indicator, span), is_certain=last.is_certain and bool(earlier), direction=0, base=Span()
        )

    def _contrasted(self, clause: Clause, figure: Found) -> bool:
        lead = max(self.start, figure.start - 30)
        return (
            _FROM.search(self.text, lead, figure.start) is not None
            or (_TO.search(self.text, lead, figure.start) is not None and len(clause.figures) > 1)
            or any(clause.start <= place.start < clause.end for place in self.places)
        )

    def _names_itself(self, clause: Clause, last: Binding) -> bool:
        return any(name.words <= clause.words for name in self.lexicon.named_by(clause.words))

    def _role(self, figure: Found, indicator: Indicator, span: Span) -> Role:
        cue = _TARGET.search(self.text, self.start, figure.start)
        if cue or span.is_deadline:
            deadlines = {target.period.year for target in indicator.targets}
            known = {observation.period.year for observation in indicator.observations}
            if (cue and span.year is None) or span.year in deadlines - known or (cue and span.year not in known):
                return Role.TARGET
        if indicator.unit == RANK:
            return Role.RANK
        return Role.SHARE if figure.quantity.kind is Kind.PERCENT and _SHARE.search(self.text, self.start, self.end) else Role.LEVEL

    def _change(self, index: int, clause: Clause, figure: Found, direction: int, here: dict[int, Binding | None]) -> Binding | None:
        level = self._level_of_change(index, clause, figure, here)
        if level is None:
            return None
        span = self._span(clause, figure)
        if span.stated < 2 or span.scope in {Scope.SINCE, None}:  # noqa: PLR2004 - not said in the sentence
            span = level.span if level.span.scope else span
        base = self._base(clause, figure)
        if span.scope is Scope.SPAN and span.first and span.last and not base.scope:
            span, base = _year(span.last.year, span.stated), _year(span.first.year, span.stated)
        return Binding(
            indicator=level.indicator, span=span, role=Role.CHANGE, is_certain=level.is_certain, base=base, direction=direction,
            alternatives=level.alternatives,
        )

    def _level_of_change(self, index: int, clause: Clause, figure: Found, here: dict[int, Binding | None]) -> Binding | None:
        levels = [
            binding for start, binding in here.items()
            if not (binding and binding.role is Role.CHANGE) and not _FROM.search(self.text, max(self.start, start - 30), start)
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
        bare = self.binder.is_bare(self.text, clause, self.places)
        earlier = [binding for binding in self.about if binding is None or binding.role is not Role.CHANGE] or self.about
        if earlier:
            last = earlier[-1]
            return last and replace(last, is_certain=last.is_certain and bare)
        if index + 1 < len(self.clauses):
            following = self.clauses[index + 1]
            return self._level(index + 1, following, following.figures[0], {})
        return replace(self.context.last, is_certain=False) if self.context.last else None

    def _previous_level(self) -> Binding | None:
        return next((binding for binding in reversed(self.about) if binding and binding.role is not Role.CHANGE), self.context.last)

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
        pure = not (name.words - clause.words - before) and self.binder.is_pure(self.text, clause, name, self.places)
        span = self._span(clause, figure)
        return Binding(indicator=name.indicator, span=span, role=Role.LEVEL, is_certain=pure)

    # ── when and where ──

    def _span(self, clause: Clause, figure: Found) -> Span:
        whens = [when for when in self.whens if not when.is_base]
        inside = [when for when in whens if clause.start <= when.start < clause.end]
        after = next((when for when in inside if when.start >= figure.end), None)
        before = [when for when in inside if when.end <= figure.core[0]]
        if after and _BESIDE.fullmatch(self.text[figure.end : after.start]):
            return self._end_of(self._resolved(after, 3), clause, figure)
        if before:
            return self._end_of(self._resolved(before[-1], 3), clause, figure)
        if _FROM.search(self.text, max(self.start, figure.start - 30), figure.start) and not (after and len(clause.figures) == 1):
            return Span()
        if after and not any(figure.end <= other.start < after.start for other in self.figures):
            return self._resolved(after, 3)
        earlier = [when for when in whens if when.end <= clause.start]
        if earlier:
            return self._resolved(earlier[-1], 2)
        later = next((when for when in whens if when.start >= clause.end), None)
        return self._resolved(later, 2) if later else self.context.span

    def _end_of(self, span: Span, clause: Clause, figure: Found) -> Span:
        """Return the year that a figure of "from 200 to 300 between 2022 and 2024" belongs to."""
        if span.scope is not Scope.SPAN or not span.first or not span.last or len(clause.figures) == 1:
            return span
        lead = max(self.start, figure.start - 30)
        if _FROM.search(self.text, lead, figure.start):
            return _year(span.first.year, span.stated)
        return _year(span.last.year, span.stated) if _TO.search(self.text, lead, figure.start) else span

    def _resolved(self, when: When, stated: int) -> Span:
        match when.scope:
            case Scope.SAME:
                return replace(self._anchor(when), stated=stated)
            case Scope.BEFORE:
                year = self._anchor(when).year
                return _year(year - when.years, stated) if year else Span(stated=stated)
            case Scope.RELATIVE:
                drafted = self.context.drafted
                return _year(drafted.year - when.years, stated) if drafted else Span(stated=stated)
            case Scope.PAST:
                drafted = self.context.drafted
                if drafted is None:
                    return Span(scope=Scope.PART, stated=stated)
                first, last = date(drafted.year - when.years, 1, 1), date(drafted.year - 1, 12, 31)
                return Span(scope=Scope.SPAN, first=first, last=last, stated=stated)
            case _:
                if when.scope is Scope.PART and when.last and (when.last.month, when.last.day) == (12, 31) and when.first and when.first.month == 12:  # noqa: PLR2004
                    return Span(scope=Scope.PART, first=when.first, last=when.last, stated=stated)
                by = _BY.search(self.text, max(self.start, when.start - 20), when.start) is not None
                return Span(scope=when.scope, first=when.first, last=when.last, stated=stated, is_deadline=by)

    def _anchor(self, when: When) -> Span:
        """Return the period that a relative one counts from: the last one named before it."""
        earlier = [other for other in self.whens if other.end <= when.start and other.scope in {Scope.YEAR, Scope.SPAN, Scope.PART, Scope.SINCE, Scope.RELATIVE} and not other.is_base]
        return self._resolved(earlier[-1], 2) if earlier else self.context.span

    def _base(self, clause: Clause, figure: Found) -> Span:
        """Return what a change is measured from, where the clause or what follows names it."""
        for when in self.whens:
            if clause.start <= when.start < clause.end and (when.is_base or when.scope is Scope.SINCE):
                if when.scope is Scope.SINCE and when.first:
                    return _year(when.first.year, 3)
                return self._resolved(when, 3)
        return Span()

    def _is_own_place(self, clause: Clause, figure: Found) -> bool:
        is_rank = figure.quantity.kind is Kind.RANK
        after = next((place for place in self.places if place.start >= figure.end and place.start < clause.end), None)
        if after and not is_rank and _FOR_PLACE.fullmatch(self.text[figure.end : after.start]):
            return after.own
        before = [place for place in self.places if place.end <= figure.start]
        if before:
            nearest = before[-1]
            if not self._compares(nearest):
                return nearest.own
            if nearest.start >= clause.start and not is_rank:
                return False
            steady = [place for place in before if not self._compares(place)]
            if steady:
                return steady[-1].own
        return self._default_place()

    def _default_place(self) -> bool:
        return self.context.own_by_default if self.context.own is None else self.context.own

    def _compares(self, place: Mention) -> bool:
        if place.own or not place.compares:
            return False
        lead = self.text[max(self.start, place.start - 10) : place.start].rstrip().lower()
        always = not lead.endswith(("in", "of", "in the", "of the", "from", "to", "with", "在", "于", "与", "和"))
        return always or any(other.own and other.end <= place.start for other in self.places)

    # ── lists, and what the next sentence inherits ──

    def _pair_lists(self) -> None:
        """Pair "27.4% and 34.3% respectively" with the two levels before them, and two levels with two periods."""
        if not _LISTED.search(self.text, self.start, self.end):
            return
        changes = [i for i, figure in enumerate(self.figures) if figure.quantity.kind in {Kind.PERCENT, Kind.POINTS}]
        levels = [i for i, figure in enumerate(self.figures) if figure.quantity.kind is Kind.NUMBER]
        if len(changes) > 1 and len(changes) == len(levels) and max(levels) < min(changes):
            direction = next((b.direction for i in changes if (b := self.about[i]) and b.direction), 0) or self._direction(changes[0])
            for change, level in zip(changes, levels, strict=True):
                of = self.about[level]
                self.about[change] = of and replace(of, role=Role.CHANGE, direction=direction, base=Span()) if direction else None
        self._pair_with_names(levels)
        years = [when for when in self.whens if when.scope is Scope.YEAR and not when.is_base]
        if len(levels) > 1 and len(years) == len(levels) and years[-1].end <= self.figures[levels[0]].start:
            first = self.about[levels[0]]
            for level, when in zip(levels, years, strict=True):
                of = first if self.binder.is_bare(self.text, self._clause_of(level), self.places) else self.about[level]
                self.about[level] = of and replace(of, span=self._resolved(when, 3))

    def _pair_with_names(self, levels: list[int]) -> None:
        """Pair "applications and grants were 702 and 574 respectively" with the names, in their order."""
        listed = _LISTED.search(self.text, self.start, self.end)
        first, last = self.figures[levels[0]], self.figures[levels[-1]]
        if not listed or len(levels) < 2 or not (first.start - 8 <= listed.end() <= first.start or last.end <= listed.start() <= last.end + 8):  # noqa: PLR2004 - a list has two at least, and its word stands beside it
            return
        index = next(i for i, clause in enumerate(self.clauses) if first in clause.figures)
        clause = self.clauses[index]
        pieces = [piece for piece in _LIST_MARK.split(self.text[clause.start : first.core[0]]) if piece.strip()]
        if len(pieces) != len(levels):
            return
        words = [frozenset(self.lexicon.content(self.lexicon.vocabulary.atoms(piece))) & self.lexicon.known for piece in pieces]
        found: list[Candidate] = []
        for position, level in enumerate(levels):
            before = [*self.clauses[:index], *(replace_words(clause, own) for own in words[:position])]
            fitting = self.binder.candidates(self.text, [*before, clause], len(before), self.figures[level], self.context, words[position])
            if not fitting or fitting[0].far or any(other.rank == fitting[0].rank for other in fitting[1:]):
                return
            found.append(fitting[0])
        for level, candidate in zip(levels, found, strict=True):
            span = self._span(clause, self.figures[level])
            self.about[level] = Binding(indicator=candidate.name.indicator, span=span, role=Role.LEVEL, is_certain=True)

    def _direction(self, index: int) -> int:
        return change_cue(self.text, self._clause_of(index), self.figures[index])

    def _clause_of(self, index: int) -> Clause:
        return next(clause for clause in self.clauses if self.figures[index] in clause.figures)

    def leave(self) -> None:
        """Hand on to the next sentence what it may take for granted."""
        context = self.context
        steady = [place for place in self.places if not self._compares(place)]
        first_figure = self.figures[0].start if self.figures else self.end
        subjects = [place for place in steady if place.start < first_figure] or steady
        if subjects:
            context.own = subjects[-1].own if all(p.end <= first_figure for p in subjects) else subjects[0].own
        whens = [when for when in self.whens if not when.is_base and when.scope not in {Scope.BEFORE, Scope.SAME}]
        if whens:
            leading = [when for when in whens if when.end <= first_figure]
            context.span = replace(self._resolved((leading or whens)[-1], 1), stated=1)
        if self.figures:
            context.words = frozenset().union(*(clause.words for clause in self.clauses)) if self.clauses else frozenset()
            context.last = next((binding for binding in reversed(self.bound) if binding and binding.role is not Role.CHANGE), None)


def _year(number: int, stated: int) -> Span:
    return Span(scope=Scope.YEAR, first=date(number, 1, 1), last=date(number, 12, 31), stated=stated)
