"""The draft checker: every number of a draft found, bound to a fact, and judged."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from itertools import accumulate

from shipa.check.bind.binding import Read
from shipa.check.bind.lexicon import Lexicon
from shipa.check.bind.reading import Reader
from shipa.check.claim import Claim, Report, Role, SetAside, Verdict
from shipa.check.find.numbers import Aside, numbers
from shipa.check.find.place import Gazetteer
from shipa.check.find.prose import FORMATS, Prose, prose
from shipa.check.judge.arithmetic import with_arithmetic
from shipa.check.judge.consequence import with_consequences
from shipa.check.judge.judgement import Judgement
from shipa.check.judge.kindred import Kindred
from shipa.check.judge.verdict import judge
from shipa.check.restate import restated
from shipa.model import FactBase
from shipa.quantity import write_number
from shipa.script import simplified

__all__ = ["FORMATS", "Checker", "Claim", "Report", "Role", "SetAside", "Verdict", "check_text"]


def check_text(
    text: str,
    base: FactBase,
    *,
    date: dt.date | None = None,
    format: str = "markdown",  # noqa: A002 - the word that callers know
) -> Report:
    """Return what the facts say of every number in a draft; ``date`` is what "last year" is relative to."""
    return Checker(base).check(text, date=date, format=format)


class Checker:
    """Checks any number of drafts against one fact base."""

    def __init__(self, base: FactBase) -> None:
        """Learn the names and places of the fact base."""
        self._kindred = Kindred(base)
        self._reader = Reader(Lexicon(base), Gazetteer(base))

    def check(
        self,
        text: str,
        *,
        date: dt.date | None = None,
        format: str = "markdown",  # noqa: A002 - the word that callers know
    ) -> Report:
        """Return what the facts say of every number in a draft of one of FORMATS."""
        readable = prose(text, format)
        plain = simplified(readable.text)
        drafted = date or (dt.date.fromisoformat(readable.date) if readable.date else None)
        lines = _line_starts(text)
        aside: list[SetAside] = []
        judged: list[tuple[Read, Judgement]] = []
        for item in self._reader.read(plain, numbers(plain), drafted):
            if isinstance(item, Aside):
                aside.append(
                    SetAside(
                        start=readable.original(item.found.start),
                        end=_end(readable, item.found.end),
                        reason=item.reason,
                    )
                )
            else:
                judged.append((item, judge(item.figure.quantity, item.binding, self._kindred)))
        claims = [
            _claim(text, readable, lines, read, judgement)
            for read, judgement in with_arithmetic(plain, tuple(with_consequences(judged, self._kindred)))
        ]
        return Report(claims=tuple(claims), set_aside=tuple(aside))


def _claim(text: str, readable: Prose, lines: list[int], read: Read, judgement: Judgement) -> Claim:
    figure = read.figure
    start, end = readable.original(figure.start), _end(readable, figure.end)
    line = bisect_right(lines, start)
    return Claim(
        start=start,
        end=end,
        line=line,
        column=start - lines[line - 1] + 1,
        text=text[start:end],
        verdict=judgement.verdict,
        code=judgement.code,
        indicator=judgement.binding.indicator.id if judgement.binding else "",
        period=judgement.period,
        role=judgement.binding.role if judgement.binding else None,
        claimed=write_number(figure.quantity.value).replace(",", ""),
        expected=judgement.expected,
        sources=judgement.sources,
        message=judgement.message,
        replacement=_replacement(text[start:end], read, judgement),
    )


def _replacement(printed: str, read: Read, judgement: Judgement) -> str:
    if judgement.verdict is not Verdict.CONTRADICTED or judgement.fact is None:
        return ""
    return restated(printed, read.figure.quantity, judgement.fact)


def _end(readable: Prose, end: int) -> int:
    return readable.original(end - 1) + 1


def _line_starts(text: str) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]
