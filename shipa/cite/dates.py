"""Dates as far as a document gives them, a day, a month or a year, and how each style writes them."""

from __future__ import annotations

from dataclasses import dataclass

from shipa.period import parse_period

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MLA_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PartialDate:
    """A year, with its month and day where they are known and 0 where they are not."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """The date in ISO 8601: ``2025-04-22``, ``2023-04`` or ``2023``."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def month_name(self) -> str:
        """The English name of the month, "" where none is known."""
        return _MONTHS[self.month - 1] if self.month else ""

    @property
    def month_and_day(self) -> str:
        """What follows the year in American order: ``April 22``, ``April`` or nothing."""
        return " ".join(part for part in (self.month_name, str(self.day or "")) if part)

    @property
    def day_and_month(self) -> str:
        """What precedes the year in British order: ``22 April``, ``April`` or nothing."""
        return " ".join(part for part in (str(self.day or ""), self.month_name) if part)

    @property
    def american(self) -> str:
        """The date as ``April 22, 2025``, ``April 2023`` or ``2023``."""
        return f"{self.month_and_day}, {self.year}" if self.day else f"{self.month_name} {self.year}".lstrip()

    @property
    def british(self) -> str:
        """The date as ``22 April 2025``, ``April 2023`` or ``2023``."""
        return f"{self.day_and_month} {self.year}".lstrip()

    @property
    def mla(self) -> str:
        """The date as the MLA abbreviates it: ``22 Apr. 2025``, ``Apr. 2023``."""
        month = _MLA_MONTHS[self.month - 1] if self.month else ""
        return " ".join(part for part in (str(self.day or ""), month, str(self.year)) if part)

    @property
    def short(self) -> str:
        """The date as ``22 Apr 2025``, ``Apr 2023`` or ``2023``."""
        return " ".join(part for part in (str(self.day or ""), self.month_name[:3], str(self.year)) if part)

    @property
    def chinese(self) -> str:
        """The date as ``2025年4月22日``."""
        return f"{self.year}年" + (f"{self.month}月" if self.month else "") + (f"{self.day}日" if self.day else "")


def parse_date(text: str) -> PartialDate:
    """Return the date that ISO 8601 text names, to the day, the month or the year. Raises UnreadablePeriodError."""
    parse_period(text)
    year, month, day = (int(part) for part in f"{text.partition('/')[0]}-0-0".split("-")[:3])
    return PartialDate(year=year, month=month, day=day)
