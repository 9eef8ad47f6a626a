"""What the reading of a draft produces: clauses, periods, bindings, and what one sentence leaves to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from shipa.check.claim import Role
from shipa.check.find.layout import Block
from shipa.check.find.when import Scope
from shipa.check.find.words import Atom
from shipa.model import Indicator
from shipa.quantity import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days that a figure is about.

    ``stated`` says how near that was said: 3 beside it, 2 in its sentence, 1 before, 0 long before or nowhere.
    """

    scope: Scope | None = None
    first: date | None = None
    last: date | None = None
    stated: int = 0
    is_deadline: bool = False  # "by 2025"

    @property
    def year(self) -> int | None:
        """The calendar year that this is, or None."""
        return self.first.year if self.scope is Scope.YEAR and self.first else None


class Multiple(Enum):
    """What "2.5 times" says: what it became, by how much it grew, or one of the two."""

    BECAME = auto()  # 2.5 times as many, 是…的2.5倍
    GREW = auto()  # 增长2.5倍
    EITHER = auto()  # "increased 2.5 times"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What a figure is about; ``is_certain`` where nothing in the sentence speaks against it.

    ``in_full`` where the clause of the figure has the whole name.
    ``is_moot`` where the figure may well be of something else, so that only agreement says anything. ``trend`` is the
    direction in which the sentence has the level move ("fell to 812"), ``since`` are other years that it names, from
    which something may have moved.
    """

    indicator: Indicator
    span: Span
    role: Role
    is_certain: bool
    base: Span = field(default_factory=Span)
    direction: int = 0
    is_moot: bool = False
    is_narrower: bool = False  # of a part of what the indicator counts, about which the facts say nothing
    in_full: bool = False
    trend: int = 0
    is_start: bool = False  # what something moved from, to the next figure
    since: tuple[int, ...] = ()
    rivals: tuple[int, ...] = ()  # other years that the text has spoken of, of one of which the figure may be
    multiple: Multiple | None = None
    whole: Indicator | None = None  # in which the figure is the share of the indicator
    latest_by: date | None = None  # where the text wants the latest figure, or names no time: up to when
    minus: Indicator | None = None  # than which the figure says the indicator is more, at the same time


@dataclass(frozen=True, slots=True)
class Read:
    """A figure and what it is about, None where the text leaves it open; ``sentence`` tells sentences apart."""

    figure: Found
    binding: Binding | None
    sentence: int


@dataclass(slots=True, kw_only=True)
class Frame:
    """A list: what each of its items starts from, whatever the other items say."""

    level: int
    start: int
    intro: Block | None  # what leads up to it, or for a list in a list the item that it belongs to
    outer: Frame | None
    span: Span = field(default_factory=Span)
    own: bool | None = None
    is_known: bool = False


@dataclass(slots=True)
class Context:
    """What a text has said so far: the period, the place and the words that carry over to the next sentence."""

    drafted: date | None
    is_of_others: bool | None = None  # whether the text names other places and never its own; None: not yet looked at
    span: Span = field(default_factory=Span)
    own: bool | None = None
    unread: list[tuple[int, int, int]] = field(default_factory=list)  # sentences whose period and place may be needed
    block: int = 0  # where the block began that the text is in, with the lists that follow it
    frame: Frame | None = None  # the list that the text is in
    item: int = -1  # where an item began that has not been read yet, else -1
    heading: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    lead: Clause | None = None  # what introduces the sentence: the line above a list, a caption, a question
    levels: tuple[Binding, ...] = ()  # of the last sentence with figures
    counted: Indicator | None = None  # what an ordinal has counted: "the 21st forum"

    @property
    def last(self) -> Binding | None:
        """What the last figure before was about."""
        return self.levels[-1] if self.levels else None


@dataclass(slots=True, kw_only=True)
class Clause:
    """A part of a sentence with its figures and words."""

    start: int
    end: int
    figures: list[Found]
    atoms: list[Atom]
    words: frozenset[str]
    index: int = 0  # its place among the clauses of its sentence
    is_part: bool = False  # speaks of a part of what was named before: "of which 40 …", until a semicolon
