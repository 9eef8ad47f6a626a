"""Periods as ISO 8601 writes them, and selections of years as people type them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from shipa.errors import UnreadablePeriodError, quoted

_YEAR = re.compile(r"(?<![\d-])\d{4}")
_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_YEARS = re.compile(r"(?P<one>\d{4})|(?P<first>\d{4})?\s*[-–]\s*(?P<last>\d{4})?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole days, first and last included; ``text`` is its ISO 8601 form and its identity for people."""

    last: date
    first: date
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def year(self) -> int | None:
        """The calendar year that this period is, or None where it is anything else."""
        return self.first.year if self.text.isdigit() else None

    @property
    def span(self) -> tuple[str, int]:
        """What the period measures: whole years, months or days, and how many of them."""
        if self.text.isdigit():
            return "years", 1
        unit = {1: "years", 2: "months", 3: "days"}[max(part.count("-") + 1 for part in self.text.split("/"))]
        if unit == "years":
            return unit, self.last.year - self.first.year + 1
        if unit == "months":
            return unit, 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1
        return unit, (self.last - self.first).days + 1

    def year_later(self) -> Period | None:
        """Return the same period of the following year; None where there is no such date."""
        return _shifted(self.text, 1)

    def year_earlier(self) -> Period | None:
        """Return the same period of the year before; None where there is no such date."""
        return _shifted(self.text, -1)

    def is_within(self, other: Period) -> bool:
        """Return whether every day of this period belongs to the other."""
        return other.first <= self.first and self.last <= other.last

    def overlaps(self, other: Period) -> bool:
        """Return whether the two share a day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Selection:
    """Which periods a person asked for: ranges of years (None where open), and whether the latest of each."""

    ranges: tuple[tuple[int | None, int | None], ...] = ()
    latest: bool = False

    def __contains__(self, period: Period) -> bool:
        return any(
            (first is None or first <= period.first.year) and (last is None or period.last.year <= last)
            for first, last in self.ranges
        )


@lru_cache(maxsize=1024)  # a pack has a few hundred periods, and asks for each again and again
def parse_period(text: str) -> Period:
    """Return the period that ISO 8601 text names: ``2024``, ``2024-05``, ``2025-04-21``, ``2020/2022``.

    Raises UnreadablePeriodError.
    """
    first_text, slash, last_text = text.partition("/")
    first = _days(first_text, text)
    last = _days(last_text, text) if slash else first
    if last[1] < first[0]:
        raise UnreadablePeriodError(f"period {quoted(text)} ends before it begins; write the earlier date first")
    return Period(first=first[0], last=last[1], text=text)


@lru_cache(maxsize=1024)
def _shifted(text: str, years: int) -> Period | None:
    """Return the period that this text names, so many years later."""
    try:
        return parse_period(_YEAR.sub(lambda year: f"{int(year[0]) + years:04}", text))
    except UnreadablePeriodError:
        return None


def year(number: int) -> Period:
    """Return the calendar year as a period."""
    return Period(first=date(number, 1, 1), last=date(number, 12, 31), text=f"{number:04}")


def parse_selection(text: str) -> Selection:
    """Return what ``2024``, ``2022-2024``, ``2019,2022-2024``, ``2022-``, ``-2023`` or ``latest`` selects.

    Raises UnreadablePeriodError.
    """
    ranges: list[tuple[int | None, int | None]] = []
    latest = False
    for part in (piece.strip() for piece in text.split(",")):
        if part == "latest":
            latest = True
            continue
        match = _YEARS.fullmatch(part)
        if not match or not (match["one"] or match["first"] or match["last"]):
            raise UnreadablePeriodError(
                f"cannot read years {quoted(text)}; write 2024, 2022-2024, 2019,2022-2024, 2022-, -2023 or latest"
            )
        first, last = (
            int(end) if end else None for end in (match["one"] or match["first"], match["one"] or match["last"])
        )
        if first is not None and last is not None and last < first:
            raise UnreadablePeriodError(f"years {quoted(part)} run backwards; write {last}-{first}")
        ranges.append((first, last))
    return Selection(tuple(ranges), latest)


def _days(part: str, whole: str) -> tuple[date, date]:
    match = _PART.fullmatch(part)
    if not match:
        raise UnreadablePeriodError(f"cannot read period {quoted(whole)}; write 2024, 2024-05, 2024-05-31 or 2020/2022")
    number, month, day = (int(group) if group else None for group in match.groups())
    try:
        first = date(number or 0, month or 1, day or 1)
        if month is None:
            return first, date(first.year, 12, 31)
        return first, date(first.year, month, day or monthrange(first.year, month)[1])
    except ValueError:
        raise UnreadablePeriodError(f"there is no such date as '{part}'; write one that the calendar has") from None
