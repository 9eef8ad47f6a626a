"""Reported changes computed again from the figures, with everything that rounding and hedges leave possible."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from shipa.change import EXACT_ENOUGH, Agreement, claimed_interval
from shipa.growth import moment, not_negative, same_moment, vagueness
from shipa.interval import Interval
from shipa.model import ORDINAL, PERCENT, RANK, YEAR, Indicator, Observation, ReportedChange
from shipa.quantity import Bound, Kind

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """A reported change beside the one that two figures give.

    ``nominal`` is what the bare figures give and ``possible`` all that they can stand for, rounded or cut off, signed
    and in what the claim is counted in.
    """

    base: Observation
    later: Observation
    claim: ReportedChange
    nominal: Decimal
    possible: Interval

    @property
    def claimed(self) -> Interval:
        """Every change that the document's words can stand for."""
        return claimed_interval(self.claim)

    @property
    def agreement(self) -> Agreement:
        """Whether the two agree, or could if roundings fell that way."""
        if not self.claimed.overlaps(self.possible):
            return Agreement.INCONSISTENT
        hedged = any(one.quantity and one.quantity.bound is not Bound.EXACT for one in (self.base, self.later))
        return Agreement.CONSISTENT if hedged or self.nominal in self.claimed else Agreement.ROUNDING

    @property
    def says_nothing(self) -> bool:
        """Whether the figures are such bounds that any change is possible."""
        percent = self.claim.quantity.kind is Kind.PERCENT
        low = self.possible.low
        return self.possible.high is None and (low is None or (percent and low <= -_HUNDRED))

    @property
    def resolution(self) -> Decimal | None:
        """How large an error certainly shows: the room that the roundings leave. None where a bound leaves it open."""
        ends = (self.claimed.low, self.claimed.high, self.possible.low, self.possible.high)
        low, high, possible_low, possible_high = ends
        if low is None or high is None or possible_low is None or possible_high is None:
            return None
        return high - low + possible_high - possible_low


def recomputed(indicator: Indicator, base: Observation, later: Observation, claim: ReportedChange) -> Recomputed | None:
    """Return what two figures make of a claim, None where it is not about what they measure."""
    if base.quantity is None or later.quantity is None or indicator.unit in {ORDINAL, YEAR}:
        return None
    one, two = base.quantity, later.quantity
    if claim.quantity.kind is Kind.PERCENT:
        if indicator.unit in {PERCENT, RANK} or one.value <= 0 or two.value < 0:
            return None
        nominal = EXACT_ENOUGH.divide(_HUNDRED * (two.value - one.value), one.value)
        possible = not_negative(two.printed).percent_change_from(not_negative(one.printed))
    else:
        nominal, possible = two.value - one.value, two.printed - one.printed
        if indicator.unit == RANK:
            nominal, possible = -nominal, -possible
    return Recomputed(base=base, later=later, claim=claim, nominal=nominal, possible=possible)


def figure_of_claim(indicator: Indicator, claimant: Observation) -> Observation | None:
    """Return the observation whose figure a claim is about: its own, else the best that is known of its period."""
    if claimant.quantity:
        return claimant
    there = [
        one for one in indicator.observations if one.quantity and same_moment(indicator, one.period, claimant.period)
    ]
    return min(there, key=vagueness, default=None)


def bases_of(indicator: Indicator, later: Observation, years: int = 1) -> list[Observation]:
    """Return the observations with a figure that lie ``years`` before, those of the same source first."""
    period = later.period
    for _ in range(years):
        earlier = period.year_earlier()
        if earlier is None:
            return []
        period = earlier
    wanted = moment(indicator, period)
    found = [one for one in indicator.observations if one.quantity and moment(indicator, one.period) == wanted]
    return sorted(found, key=lambda one: (one.source != later.source, vagueness(one)))
