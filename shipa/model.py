"""What a fact base consists of: sources, indicators, their observations and targets. Frozen values without behaviour.

The terms are those of SDMX and of statistical practice: an *indicator* is what is measured, an *observation* is one
value of it for one *period*, taken from one *source*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from shipa.names import folded
from shipa.period import Period
from shipa.quantity import Quantity

PERCENT = "percent"
POINTS = "percentage points"
RANK = "rank"
ORDINAL = "ordinal"
YEAR = "year"
CURRENCY_UNITS = {
    "yuan": "CNY",
    "US dollars": "USD",
    "euros": "EUR",
    "pounds": "GBP",
    "HK dollars": "HKD",
    "yen": "JPY",
}


class Timing(StrEnum):
    """What of its period a value describes."""

    DURING = "during"
    END = "end"
    AS_OF = "as-of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where in a pack something is written: the file, and the key path in it (``visits.observations[2]``).

    Items count from 1, as people count. A key that is not bare stands in quotation marks, as TOML writes it.
    """

    file: str
    key: str = ""

    def inside(self, key: str) -> Location:
        """Return the place of ``key`` in the table that stands here."""
        bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
        name = key if bare else '"' + key.replace("\\", r"\\").replace('"', r"\"") + '"'
        return Location(file=self.file, key=f"{self.key}.{name}" if self.key else name)

    def item(self, number: int) -> Location:
        """Return the place of an item, counted from 1, in the array that stands here."""
        return Location(file=self.file, key=f"{self.key}[{number}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that facts were read from. Empty strings stand for what is not known."""

    id: str
    title: str
    publisher: str
    kind: str
    published: str = ""
    title_zh: str = ""
    publisher_zh: str = ""
    author: str = ""  # as printed; several with semicolons between them
    author_family: str = ""  # the family name of each author who is a person, in the same order
    url: str = ""
    accessed: str = ""
    language: str = ""
    sha256: str = ""
    note: str = ""
    pack: str = ""
    at: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedChange:
    """A change as the document states it. ``direction`` is 1 or -1; ``quantity.kind`` tells percent from points.

    A change of kind "number" is absolute, in the unit of the indicator. ``years`` is how many it covers, 0 where that
    is not known or no whole years: from month to month, or an average.
    """

    direction: int
    quantity: Quantity
    text: str
    years: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One figure of one indicator: a value, what its document says of the change, or both."""

    period: Period
    source: str
    quantity: Quantity | None = None
    change: ReportedChange | None = None
    reported: str = ""
    reported_change: str = ""
    locator: str = ""
    near: str = ""
    change_near: str = ""
    dated: str = ""
    note: str = ""
    breaks: str = ""  # why nothing before this observation can be compared with it
    accept: Mapping[str, str] = field(default_factory=dict)
    pack: str = ""
    at: Location


class Better(StrEnum):
    """On which side of a target the better values lie."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A value that is to be reached by the end of its period; ``better`` is "" where the figure must tell."""

    period: Period
    quantity: Quantity
    reported: str
    source: str
    locator: str = ""
    near: str = ""
    better: str = ""
    note: str = ""
    pack: str = ""
    at: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is measured, with its observations in the order of their periods and its targets by deadline."""

    id: str
    title: str
    unit: str
    timing: Timing
    topic: str
    title_zh: str = ""
    topic_zh: str = ""
    unit_zh: str = ""
    definition: str = ""
    aliases: tuple[str, ...] = ()
    aliases_zh: tuple[str, ...] = ()
    part_of: str = ""
    cumulative: bool = False
    place: str = ""
    note: str = ""
    accept: Mapping[str, str] = field(default_factory=dict)
    observations: tuple[Observation, ...] = ()
    targets: tuple[Target, ...] = ()
    pack: str = ""
    at: Location

    def __hash__(self) -> int:
        return hash(self.id)  # what is derived from an indicator is kept by it, and its figures are many

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that the indicator is called, its id first."""
        names = (self.id, self.title, self.title_zh, *self.aliases, *self.aliases_zh)
        return tuple(name for name in names if name)

    @property
    def currency(self) -> str:
        """The ISO 4217 code of the unit, or "" where it is no currency."""
        return CURRENCY_UNITS.get(self.unit, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the facts of a pack are about, with every name that people use for it."""

    name: str = ""
    name_zh: str = ""
    aliases: tuple[str, ...] = ()
    aliases_zh: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All the names, the main ones first."""
        return tuple(name for name in (self.name, self.name_zh, *self.aliases, *self.aliases_zh) if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What a pack says of itself; ``root`` is its folder, for people to read."""

    id: str
    title: str
    title_zh: str = ""
    description: str = ""
    version: str = ""
    place: Place = Place()
    other_places: tuple[str, ...] = ()
    root: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBase:
    """Everything that can be looked up: the packs in their order, with sources and indicators by id."""

    packs: tuple[Pack, ...]
    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]

    def called(self, name: str) -> tuple[Indicator, ...]:
        """Return the indicators of which this is a name, as names are compared."""
        wanted = folded(name)
        return tuple(one for one in self.indicators.values() if wanted in {folded(known) for known in one.names})

    def described(self) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
        """Yield the id of every indicator, with its names, and with its topic in both languages and its definition."""
        for one in self.indicators.values():
            yield one.id, one.names, (one.topic, one.topic_zh, one.definition)

    def with_number(self, low: Decimal, high: Decimal) -> Iterator[Indicator]:  # noqa: ARG002 - an index uses them
        """Yield, of all indicators, at least those with a figure or a change of a size from ``low`` to ``high``."""
        yield from self.indicators.values()

    def observations(self) -> Iterator[tuple[Indicator, Observation]]:
        """Yield every observation with its indicator, in the order of the pack's files."""
        for indicator in self.indicators.values():
            for observation in indicator.observations:
                yield indicator, observation
