"""Changes on the fly: each observation of an indicator against the nearest earlier one that can be compared.

Year over year means the year before; over a longer gap the change names its base. Every change is an interval, because
the figures that it comes from are rounded or hedged: from a bound comes a bound, from two bounds that point the same
way nothing follows, and nothing is shown.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from enum import StrEnum

from shipa.interval import Interval
from shipa.model import ORDINAL, PERCENT, RANK, YEAR, Indicator, Observation, ReportedChange, Target, Timing
from shipa.period import Period
from shipa.quantity import Bound, Kind, Quantity
from shipa.timeline import Timeline

EXACT_ENOUGH = Context(prec=40)
_HUNDRED = Decimal(100)


class Measure(StrEnum):
    """What a change is counted in."""

    AMOUNT = "amount"  # the indicator's own unit, and in percent
    POINTS = "points"  # percentage points
    PLACES = "places"  # places of a ranking: up is a smaller number


class Role(StrEnum):
    """What a row of an indicator is."""

    OBSERVED = "observed"
    TARGET = "target"
    IMPLIED = "implied"


class Agreement(StrEnum):
    """What the computed change says of the one in the document."""

    CONSISTENT = "consistent"
    ROUNDING = "consistent only within rounding"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change from ``base``: in the indicator's unit (points, places), and relative in percent where that applies.

    ``amount`` and ``percent`` are what the bare figures give, ``amounts`` and ``percents`` all that is possible. With a
    ``bound`` other than EXACT the bare figure is only that bound.
    """

    base: Period
    base_source: str
    measure: Measure
    bound: Bound
    amount: Decimal
    amounts: Interval
    percent: Decimal | None = None
    percents: Interval | None = None
    year_over_year: bool

    @property
    def is_known(self) -> bool:
        """Whether there is a figure for the change, not only a bound of it."""
        return self.bound is Bound.EXACT

    @property
    def direction(self) -> int:
        """1 for up, -1 for down, 0 where neither is certain. A rank goes up as its number falls."""
        sign = _sign(self.amounts)
        return -sign if self.measure is Measure.PLACES else sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of an indicator's series. ``gap`` are the years without a value since the row before."""

    indicator: Indicator
    entry: Observation | Target
    role: Role
    change: Change | None = None
    why_no_change: str = ""
    agreement: Agreement | None = None
    gap: tuple[int, ...] = ()

    @property
    def period(self) -> Period:
        """The period that the row is about; of a target, its deadline."""
        return self.entry.period

    @property
    def quantity(self) -> Quantity | None:
        """The figure of the row, None where the document states only a change."""
        return self.entry.quantity

    @property
    def claim(self) -> ReportedChange | None:
        """What the document itself says of the change."""
        return self.entry.change if isinstance(self.entry, Observation) else None


def series(indicator: Indicator) -> tuple[Row, ...]:
    """Return all rows of an indicator, observations with their computed change first, then targets."""
    timeline = Timeline(indicator)
    rows = [_row(indicator, observation, timeline) for observation in indicator.observations]
    years = sorted({year for row in rows if row.quantity and (year := row.period.year)})
    seen: set[str] = set()
    for index, row in enumerate(rows):
        year = row.period.year if row.quantity else None
        place = bisect_left(years, year) if year else 0
        if place and year and row.period.text not in seen:
            rows[index] = _with_gap(row, tuple(range(years[place - 1] + 1, year)))
        seen.add(row.period.text)
    return *rows, *(Row(indicator=indicator, entry=target, role=Role.TARGET) for target in indicator.targets)


def change_between(
    indicator: Indicator, base: Observation, later: Observation, *, cut_off: bool = False
) -> Change | str:
    """Return the change from ``base`` to ``later``, or the reason why nothing can be said of it.

    With ``cut_off`` the figures may also have lost their last digits instead of being rounded, as some documents do.
    """
    if base.quantity is None or later.quantity is None:
        return "no figure"
    if indicator.unit in {ORDINAL, YEAR}:
        return "not a quantity that grows"
    bound = _bound(base.quantity.bound, later.quantity.bound)
    if bound is None:
        return "both figures are only bounds"
    measure = {PERCENT: Measure.POINTS, RANK: Measure.PLACES}.get(indicator.unit, Measure.AMOUNT)
    one, two = base.quantity, later.quantity
    earlier, now = (one.printed, two.printed) if cut_off else (one.interval, two.interval)
    relative = measure is Measure.AMOUNT and one.value > 0 and two.value >= 0
    return Change(
        base=base.period,
        base_source=base.source,
        measure=measure,
        bound=bound,
        amount=two.value - one.value,
        amounts=now - earlier,
        percent=_percent(one.value, two.value) if relative else None,
        percents=_positive(now).percent_change_from(_positive(earlier)) if relative else None,
        year_over_year=is_year_before(base.period, later.period, indicator.timing),
    )


def agreement(change: Change, claim: ReportedChange) -> Agreement | None:
    """Return whether a document's claim fits the computed change; None where the two do not measure the same.

    A claim over several years is taken to be one over those of the change.
    """
    computed = change.percents if claim.quantity.kind is Kind.PERCENT else change.amounts
    nominal = change.percent if claim.quantity.kind is Kind.PERCENT else change.amount
    if computed is None or nominal is None or (claim.years == 1 and not change.year_over_year):
        return None
    if change.measure is Measure.PLACES:
        computed, nominal = -computed, -nominal
    claimed = claimed_interval(claim)
    if not claimed.overlaps(computed):
        return Agreement.INCONSISTENT
    if change.bound is not Bound.EXACT:
        return Agreement.CONSISTENT
    return Agreement.CONSISTENT if nominal in claimed else Agreement.ROUNDING


def claimed_interval(claim: ReportedChange) -> Interval:
    """Return the signed changes that a document's words may stand for, whether it rounded its figure or cut it off."""
    stated = claim.quantity.printed
    return stated if claim.direction > 0 else -stated


def is_year_before(base: Period, later: Period, timing: Timing, years: int = 1) -> bool:
    """Return whether ``base`` is ``later`` so many years earlier: by its end for stocks, by both ends for flows."""
    following: Period | None = base
    for _ in range(years):
        following = following and following.year_later()
    return (
        following is not None
        and following.last == later.last
        and (timing is not Timing.DURING or following.first == later.first)
    )


def _row(indicator: Indicator, observation: Observation, timeline: Timeline) -> Row:
    base = timeline.base_of(observation) if observation.quantity else None
    if base is None:
        return Row(indicator=indicator, entry=observation, role=Role.OBSERVED)
    if reason := timeline.break_between(base, observation):
        return Row(indicator=indicator, entry=observation, role=Role.OBSERVED, why_no_change=reason)
    outcome = change_between(indicator, base, observation)
    if isinstance(outcome, str):
        return Row(indicator=indicator, entry=observation, role=Role.OBSERVED, why_no_change=outcome)
    return Row(
        indicator=indicator,
        entry=observation,
        role=Role.OBSERVED,
        change=outcome,
        agreement=_agreement(indicator, base, observation),
    )


def _agreement(indicator: Indicator, base: Observation, later: Observation) -> Agreement | None:
    """Return whether the document's claim fits, its figures being rounded or cut off: doubt is not held against it."""
    if later.change is None or not is_year_before(base.period, later.period, indicator.timing):
        return None
    if (years := later.change.years) != 1:
        bases = [
            one
            for one in indicator.observations
            if years and one.quantity and is_year_before(one.period, later.period, indicator.timing, years)
        ]
        if not bases or any(
            one.breaks and bases[0].period.last < one.period.last <= later.period.last for one in indicator.observations
        ):
            return None
        base = bases[0]
    change = change_between(indicator, base, later, cut_off=True)
    return agreement(change, later.change) if isinstance(change, Change) else None


def _with_gap(row: Row, gap: tuple[int, ...]) -> Row:
    return replace(row, gap=gap) if gap else row


def _bound(base: Bound, later: Bound) -> Bound | None:
    """Return the bound that a difference has: a base that may be larger makes the change smaller."""
    opposite = {Bound.OVER: Bound.UNDER, Bound.UNDER: Bound.OVER}.get(base, base)
    if Bound.EXACT in {opposite, later}:
        return later if opposite is Bound.EXACT else opposite
    return later if opposite is later else None


def _percent(base: Decimal, later: Decimal) -> Decimal:
    return EXACT_ENOUGH.divide(_HUNDRED * (later - base), base)


def _positive(interval: Interval) -> Interval:
    """Return the interval without what lies below zero, where no count and no amount can be."""
    if interval.low is None or interval.low < 0:
        return replace(interval, low=Decimal(0), low_open=False)
    return interval


def _sign(amounts: Interval) -> int:
    if amounts.low is not None and (amounts.low > 0 or (amounts.low == 0 and amounts.low_open)):
        return 1
    if amounts.high is not None and (amounts.high < 0 or (amounts.high == 0 and amounts.high_open)):
        return -1
    return 0
