"""When a figure is of: the period that the grammar of its sentence gives it, or that the text before has set."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from shipa.check.bind.binding import Clause, Context, Span
from shipa.check.bind.cue import FROM, TARGET, follows_from, follows_to
from shipa.check.find.when import NO_YEAR, Scope, When
from shipa.quantity import Found

_COUNTED = re.compile(r"\s(?:[a-z]+\s){0,2}")
# What stands between a period of comparison and a figure of its own: "than in 2022 (40)", "than in 2022, when 40 …".
_OF_BASE = re.compile(r"的\s?|['’]s\s")
_HAS_FIGURE = re.compile(rf"{_OF_BASE.pattern}|\s?[（(]\s?|,?\s(?:when|in\swhich)\s(?:[a-z]+\s){{0,4}}", re.IGNORECASE)
_MOVED_FROM = re.compile(r"(?:\bfrom|[从由自])\s?(?:the\s|about\s|over\s)*$", re.IGNORECASE)
_AS_OF = re.compile(
    r"(?:as\sof|by|until|till|up\sto|through|end\sof|截至|截止|截止到|到|至)\s?(?:the\send\sof\s|this\s|last\s)?$",
    re.IGNORECASE,
)
_OPEN = re.compile(r"[(（][^()（）]*$")
_CLOSE = re.compile(r"[)）]")
_COMMA = re.compile(r"[,;，；]")
_GOAL = re.compile(r"(?:['’]s)?\s(?:[a-z]+\s)?(?:goals?|targets?)\b|年?[^，。；,;：:]{0,25}的?目标", re.IGNORECASE)
_GIVES = re.compile(r"\s?(?::|(?:is|are|was|were|of|for|to|remains?|calls)\b|[：是为]|分别)", re.IGNORECASE)
_SEMICOLON = re.compile(r"[;；]")
_END_OF = re.compile(r"(?:\b(?:at|by|until|since)\s)?(?:the\s)?(?:end|close|start|beginning)\sof\s$", re.IGNORECASE)
_BY = re.compile(r"\bby\s(?:the\s(?:end|close)\sof\s)?$|到$", re.IGNORECASE)
_BESIDE = re.compile(
    r"(?:[^\d.;，。；,]{0,25}?\s)?(?:in|by|at|for|during|of|from|as\sof)\s(?:the\s)?(?:end\sof\s|year\s)?$|\s?[（(]?$",
    re.IGNORECASE,
)
# A superlative counts from some year on: "the driest since 2019", "for the first time since 2019", 2019年以来最旱.
_MOST_BEFORE = re.compile(
    r"\b(?:[a-z]{2,}est|most(?!\sof)|least|best|worst|first|records?|highs?|lows?|peaks?)\b[^\d.,;:]{0,40}$|创下?$",
    re.IGNORECASE,
)
_MOST_AFTER = re.compile(r"(?:以来|至今)?的?[^\d，。；,]{0,6}(?:最|首次|首度|首个|新高|新低|第一)")
_MOST_LEAD = 60
_CLOSES = re.compile(r"[)）]")
_LONGEST_BRACKET = 40  # characters
BESIDE, IN_SENTENCE, BEFORE, LONG_BEFORE = 3, 2, 1, 0  # how near to its figure a period was said


_BRACKET = re.compile(r"(?:\s?[a-z]+|[\u3400-\u9fff]{1,2})?\s?[（(]", re.IGNORECASE)
_NEAR = 20  # characters from a figure to a period in brackets
_IN_CONTRAST = re.compile(r"(?:[而但]|\b(?:while|whereas|but)\s(?:in\s)?)$", re.IGNORECASE)
_HALF = re.compile(r"[;；]")


def _start(when: When) -> int:
    return when.start


def year(number: int, stated: int) -> Span:
    """Return a calendar year as a span."""
    return Span(scope=Scope.YEAR, first=date(number, 1, 1), last=date(number, 12, 31), stated=stated)


class Dating:
    """The periods of one sentence."""

    def __init__(
        self, text: str, start: int, whens: Sequence[When], figures: Sequence[Found], context: Context
    ) -> None:
        """Take the periods that the sentence from ``start`` names, without the days on which something was said."""
        self._text, self._start, self._figures, self._context = text, start, figures, context
        counted = [when for when in whens if self._counts(when)]
        self.whens = [when for when in counted if when.scope is not Scope.LASTING]
        self._lasting = [when for when in counted if when.scope is Scope.LASTING]
        # What is asked again for each figure of the sentence.
        self._starting: dict[int, bool] = {}
        self._of_a_base: dict[int, bool] = {}
        self._has_brackets = bool(figures) and _CLOSE.search(text, start, figures[-1].end) is not None
        self._resolved: dict[tuple[int, int], Span] = {}

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The places of the periods, "at the end of" included."""
        return [(self._with_lead(when), when.end) for when in [*self.whens, *self._lasting]]

    def between(self, start: int, end: int) -> Iterator[When]:
        """Yield the periods that begin in a stretch of the text."""
        for when in self.whens[bisect_left(self.whens, start, key=_start) :]:
            if when.start >= end:
                return
            yield when

    def _counts(self, when: When) -> bool:
        """Return whether a period is more than the day on which something was said, or the reach of a superlative."""
        if when.scope is Scope.SINCE and (
            _MOST_BEFORE.search(self._text, max(self._start, when.start - _MOST_LEAD), when.start)
            or _MOST_AFTER.match(self._text, when.end)
        ):
            return False
        is_day = when.scope is Scope.PART and (
            (when.first is not None and when.first == when.last)
            or re.search(
                r"\d[日号]$|[A-Za-z.]\s\d{1,2}(?:st|nd|rd|th)?$|^\d{1,2}(?:st|nd|rd|th)?\s[A-Za-z]+$",
                self._text[when.start : when.end],
            )
        )
        return not is_day or _AS_OF.search(self._text, max(0, when.start - 20), when.start) is not None

    def _with_lead(self, when: When) -> int:
        lead = _END_OF.search(self._text, max(self._start, when.start - 24), when.start)
        return lead.start() if lead else when.start

    def span(self, clause: Clause, figure: Found) -> Span:
        """Return the period of a figure: beside it, before it in the sentence, behind it, or what the text has set."""
        if bracketed := self._in_brackets(figure):
            return self.resolved(bracketed, BESIDE)
        whens = [when for when in self.whens if not when.is_base or self._has_base_beside(when, figure)]
        whens = [when for when in whens if not (self._is_closed_off(when, figure) or self._is_of_a_goal(when, figure))]
        inside = [when for when in whens if clause.start <= when.start < clause.end]
        after = next((when for when in inside if when.start >= figure.end), None)
        before = [when for when in inside if when.end <= figure.core[0]]
        if after and self._is_beside(figure, after):
            return self._end_of(self.resolved(after, BESIDE), clause, figure)
        if before and self._is_of_another(before[-1], figure):
            before = []
        if before:
            return self._end_of(self.resolved(before[-1], BESIDE), clause, figure)
        if follows_from(self._text, self._start, figure) and not (after and len(clause.figures) == 1):
            return self._start_of(clause, whens) if self.moves_on(figure) else Span()
        if after and not self._has_figure(figure.end, after.start):
            return self.resolved(after, BESIDE)
        return self._outside(clause, figure, whens)

    def _outside(self, clause: Clause, figure: Found, whens: Sequence[When]) -> Span:
        """Return the period that the clauses before or behind give a figure, else the one that the text has set."""
        earlier = [when for when in whens if when.end <= clause.start]
        earlier = [when for when in earlier if not self._is_of_a_base(when)] or earlier
        if earlier:
            stated = BESIDE if earlier[-1].is_base else IN_SENTENCE
            return self._end_of(self.resolved(earlier[-1], stated), clause, figure)
        behind = [when for when in whens if when.start >= figure.end]
        behind = [when for when in behind if not self._is_of_a_start(when)] or behind
        later = next((when for when in behind if not (self._is_compared(clause, when) or self._is_aside(when))), None)
        if later and self._context.span.stated and _SEMICOLON.search(self._text, clause.end, later.start):
            return self._context.span
        return self.resolved(later, IN_SENTENCE) if later else self._context.span

    def _is_of_a_goal(self, when: When, figure: Found) -> bool:
        """Return whether a period before a figure only tells a goal from others: "had met its 2029 goal, with 40"."""
        goal = _GOAL.match(self._text, when.end, figure.start)
        return goal is not None and not _GIVES.match(self._text, goal.end())

    def _in_brackets(self, figure: Found) -> When | None:
        """Return the period that stands alone in brackets right behind a figure: "40 (2029), 50 (2030)"."""
        return next(
            (
                when
                for when in self.between(figure.end, figure.end + _NEAR)
                if _BRACKET.fullmatch(self._text, figure.end, when.start)
                and self._text[when.end : when.end + 1] in {")", "）"}
            ),
            None,
        )

    def _is_of_a_start(self, when: When) -> bool:
        """Return whether a period is that of what something moved from: ", from 40 in 2022"."""
        before = [other for other in self._figures if other.end <= when.start]
        return bool(before) and self.moves_on(before[-1]) and self._is_beside(before[-1], when)

    def _is_closed_off(self, when: When, figure: Found) -> bool:
        """Return whether a period stands with a figure of its own in brackets: "1,187 (2029: 1,312) and 1,205"."""
        if not self._has_brackets:
            return False
        closed = _CLOSE.search(self._text, when.end, figure.core[0])
        opened = closed and _OPEN.search(self._text, max(self._start, when.start - 60), when.start)
        if not closed or not opened:
            return False
        return any(opened.start() - 1 <= other.end and other.start < closed.start() for other in self._figures)

    def moves_on(self, figure: Found) -> bool:
        """Return whether something moved from a figure to the next one."""
        following = next((other for other in self._figures if other.start >= figure.end), None)
        return (
            following is not None
            and _MOVED_FROM.search(self._text, max(self._start, figure.start - 30), figure.start) is not None
            and follows_to(self._text, figure.end, following)
        )

    def _start_of(self, clause: Clause, whens: Sequence[When]) -> Span:
        """Return what something moved from where only the end is dated: the year before, if nothing else is said."""
        known = [self.resolved(when, IN_SENTENCE) for when in whens if when.start < clause.end]
        end = known[-1] if known else self._context.span
        if end.scope is Scope.SPAN and end.first:
            return year(end.first.year, end.stated)
        base = self.base(clause, end)
        if base.scope:
            return base
        named = self.years_before(end)
        if len(named) == 1:
            return year(named[0], IN_SENTENCE)
        return year(end.year - 1, 0) if end.year else Span(scope=Scope.PART if end.scope is Scope.PART else None)

    def starts(self, figure: Found) -> bool:
        """Return whether something moved from the figure, or is measured against it: "from 40", "较2022年的40"."""
        if figure.start not in self._starting:
            self._starting[figure.start] = follows_from(self._text, self._start, figure) or any(
                _OF_BASE.fullmatch(self._text, when.end, figure.start) and (when.is_base or self._leads_on(when))
                for when in self.whens
            )
        return self._starting[figure.start]

    def _leads_on(self, when: When) -> bool:
        """Return whether something moved from the figure of a year: 由2022年的40."""
        before = max(self._start, when.start - 30)
        return when.scope is Scope.YEAR and FROM.search(self._text, before, when.start) is not None

    def _has_base_beside(self, base: When, figure: Found) -> bool:
        """Return whether a period of comparison has a figure of its own: "than in 2022 (40)", "较2022年的40"."""
        return _HAS_FIGURE.fullmatch(self._text, base.end, figure.start) is not None

    def _is_beside(self, figure: Found, after: When) -> bool:
        """Return whether a period right behind a figure is its own; "the year before" needs no preposition."""
        if self._has_figure(figure.end, after.start):
            return False
        between = self._text[figure.end : after.start]
        return _BESIDE.fullmatch(between) is not None or (
            after.scope is Scope.BEFORE and _COUNTED.fullmatch(between) is not None
        )

    def _is_compared(self, clause: Clause, when: When) -> bool:
        """Return whether a later period is that of what a figure is compared with: "against 40 in 2022", "while in"."""
        behind = [other for other in self._figures if clause.end <= other.start and other.end <= when.start]
        if _IN_CONTRAST.search(self._text, max(self._start, when.start - _NEAR), when.start):
            return True
        return (
            bool(behind)
            and follows_from(self._text, self._start, behind[-1])
            and self._is_beside(behind[-1], when)
            and bool(self._context.span.stated)
        )

    def _is_of_a_base(self, when: When) -> bool:
        """Return whether a period is that of what a figure is compared with: "against 40 in 2022", "the 40 of 2022"."""
        if when.start not in self._of_a_base:
            before = next((other for other in reversed(self._figures) if other.end <= when.start), None)
            self._of_a_base[when.start] = before is not None and self.starts(before) and self._is_beside(before, when)
        return self._of_a_base[when.start]

    def _has_figure(self, start: int, end: int) -> bool:
        return any(start <= other.start < end for other in self._figures)

    def _is_of_another(self, when: When, figure: Found) -> bool:
        """Return whether a period before a figure is that of what it moved from: "from last year's 40 to 50"."""
        text, start = self._text, self._start
        if follows_to(text, start, figure) and not follows_from(text, start, figure):
            between = [other for other in self._figures if when.end <= other.start < figure.start]
            return len(between) == 1 and FROM.search(text, max(start, when.start - 30), when.start) is not None
        source = FROM.search(text, max(start, figure.start - 30), figure.start)
        return source is not None and when.end <= source.start()

    def _end_of(self, span: Span, clause: Clause, figure: Found) -> Span:
        """Return the year that a figure of "from 200 to 300 between 2022 and 2024" belongs to."""
        if span.scope is not Scope.SPAN or not span.first or not span.last or len(clause.figures) == 1:
            return span
        if follows_from(self._text, self._start, figure):
            return year(span.first.year, span.stated)
        return year(span.last.year, span.stated) if follows_to(self._text, self._start, figure) else span

    def resolved(self, when: When, stated: int) -> Span:
        """Return the days that a mention names, relative ones counted from the draft's date or the year before."""
        asked = (when.start, stated)
        if asked not in self._resolved:
            self._resolved[asked] = self._days(when, stated)
        return self._resolved[asked]

    def _days(self, when: When, stated: int) -> Span:
        match when.scope:
            case Scope.SAME:
                return replace(self._anchor(when), stated=stated)
            case Scope.BEFORE:
                anchor = self._anchor(when)
                part = Scope.PART if anchor.scope is Scope.PART else None  # of a year, as its anchor is
                return year(anchor.year - when.years, stated) if anchor.year else Span(scope=part, stated=stated)
            case Scope.RELATIVE:
                drafted = self._context.drafted
                return year(drafted.year - when.years, stated) if drafted else Span(stated=stated)
            case Scope.PAST:
                return replace(self._past(when), stated=stated)
            case Scope.PART if when.first and when.first.year == NO_YEAR:
                return replace(self._in_its_year(when), stated=stated)
            case _:
                by = _BY.search(self._text, max(self._start, when.start - 20), when.start) is not None
                return Span(scope=when.scope, first=when.first, last=when.last, stated=stated, is_deadline=by)

    def _past(self, when: When) -> Span:
        """Return the years up to the date of the draft."""
        drafted = self._context.drafted
        if drafted is None:
            return Span(scope=Scope.PART)
        return Span(scope=Scope.SPAN, first=date(drafted.year - when.years, 1, 1), last=date(drafted.year - 1, 12, 31))

    def _in_its_year(self, when: When) -> Span:
        """Return the days of "by 31 December": those of the year named before, else the last before the draft."""
        drafted, anchor = self._context.drafted, self._anchor(when)
        number = anchor.year or (anchor.first.year if anchor.first else None)
        if when.first is None or when.last is None or not (number or drafted):
            return Span(scope=Scope.PART)
        if drafted and not (number and anchor.stated >= IN_SENTENCE):
            number = drafted.year - (when.last.replace(year=drafted.year) > drafted)
        elif number is None:
            return Span(scope=Scope.PART)
        return Span(scope=Scope.PART, first=when.first.replace(year=number), last=when.last.replace(year=number))

    def _anchor(self, when: When) -> Span:
        """Return the period that a relative one counts from: the last one named before it."""
        earlier = [
            other
            for other in self.whens
            if other.end <= when.start
            and other.scope in {Scope.YEAR, Scope.SPAN, Scope.PART, Scope.SINCE, Scope.RELATIVE}
            and not other.is_base
        ]
        return self.resolved(earlier[-1], IN_SENTENCE) if earlier else self._context.span

    def base(self, clause: Clause, span: Span, figure: Found | None = None) -> Span:
        """Return what a change up to ``span`` is measured from, where the clause names it, or how long it took."""
        for when in self.whens:
            if not clause.start <= when.start < clause.end:
                continue
            if when.scope is Scope.SINCE and figure and _COMMA.search(self._text, figure.end, when.start):
                continue
            if when.is_base or when.scope is Scope.SINCE:
                if when.scope is Scope.SINCE and when.first:
                    return year(when.first.year, BESIDE)
                base = self.resolved(when, BESIDE)
                if base.year != span.year:
                    return base
        for when in self._lasting:
            leads = not any(figure.end <= when.start for figure in self._figures)
            if span.year and (leads or clause.start <= when.start < clause.end):
                return year(span.year - when.years, BESIDE)
        return Span()

    def is_relative(self, clause: Clause) -> bool:
        """Return whether a clause counts its period from another one: "a year earlier"."""
        return any(when.scope is Scope.BEFORE for when in self.between(clause.start, clause.end))

    def years_before(self, span: Span) -> tuple[int, ...]:
        """Return the years that the sentence names before a span, from which a change may count as well."""
        named = {self.resolved(when, IN_SENTENCE).year for when in self.whens}
        return tuple(sorted(number for number in named if number and span.year and number < span.year))

    def rivals(self, span: Span) -> tuple[int, ...]:
        """Return the other years that a figure may be of, where its own is not said beside it."""
        if not span.year or span.stated >= BESIDE:
            return ()
        named = {self.resolved(when, IN_SENTENCE).year for when in self._leading()} | {self._context.span.year}
        return tuple(sorted(number for number in named if number and number != span.year))

    def leave(self, first_figure: int) -> None:
        """Set the period that the next sentence speaks of where it names none: the leading one, else the last."""
        whens = [when for when in self._leading() if not TARGET.search(self._text, self._start, when.start)]
        whens = [when for when in whens if not self._is_aside(when)]
        if whens:
            leading = [when for when in whens if when.end <= first_figure]
            chosen, stated = (leading or whens)[-1], BEFORE
            later = [when for when in whens if _HALF.search(self._text, chosen.end, max(chosen.end, when.start))]
            if later:  # "In 2029 it was 40; in 2030 it was 50. There are …": more likely the last, but not surely
                chosen, stated = later[-1], LONG_BEFORE
            self._context.span = replace(self.resolved(chosen, BEFORE), stated=stated)

    def _is_aside(self, when: When) -> bool:
        """Return whether a period stands in brackets with a figure of its own: "50 (2029: 40)"."""
        close = _CLOSES.search(self._text, when.end, when.end + _LONGEST_BRACKET)
        opens = self._text[when.start - 1 : when.start] in {"(", "（"}
        return opens and close is not None and any(when.end <= other.start < close.start() for other in self._figures)

    def _leading(self) -> list[When]:
        """Return the periods that more than one figure may be of: none with which something is compared."""
        return [
            when
            for when in self.whens
            if not (when.is_base or when.scope in {Scope.BEFORE, Scope.SAME} or self._is_of_a_base(when))
        ]
