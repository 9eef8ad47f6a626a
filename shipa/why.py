"""Why a figure is believed: what its document says, what is computed from it, and what speaks for it and against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shipa.audit import Scope, Verdict, audit
from shipa.audit.rules import Check
from shipa.change import Change, Role, Row, change_between
from shipa.growth import same_moment
from shipa.implied import Implied, implied_values, series_with_implied
from shipa.model import FactBase, Indicator, Location, Observation
from shipa.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing that bears on a figure, with the code of the rule that looked."""

    verdict: Verdict
    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A change that two figures give."""

    base: Observation
    later: Observation
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """What there is to say of one period of an indicator; ``implied`` are the values that follow for it or from it."""

    indicator: Indicator
    period: Period
    rows: tuple[Row, ...]
    computed: tuple[Computed, ...]
    implied: tuple[Implied, ...]
    evidence: tuple[Evidence, ...]


def reasons_for(base: FactBase, indicator: Indicator, period: Period, lang: str = "en") -> Reasons:
    """Return what is known of a period of the indicator, and all that supports or contradicts it."""
    rows = tuple(
        row
        for row in series_with_implied(indicator, lang)
        if row.role is not Role.TARGET and same_moment(indicator, row.period, period)
    )
    observed = [row.entry for row in rows if row.role is Role.OBSERVED and isinstance(row.entry, Observation)]
    own = {observation.at for observation in observed}
    return Reasons(
        indicator=indicator,
        period=period,
        rows=rows,
        computed=tuple(_computed(indicator, observed)),
        implied=tuple(
            one
            for one in implied_values(indicator)
            if one.anchor.at in own
            or any(claim.at in own for claim in one.claims)
            or same_moment(indicator, one.period, period)
        ),
        evidence=tuple(_evidence(base, indicator, observed)),
    )


def _computed(indicator: Indicator, observed: list[Observation]) -> Iterator[Computed]:
    """Yield the changes of these observations from every earlier one, and of every later one from them."""
    for one in observed:
        for other in indicator.observations:
            earlier, later = (other, one) if other.period.last < one.period.last else (one, other)
            if earlier.period.last >= later.period.last or earlier.period.span != later.period.span:
                continue
            change = change_between(indicator, earlier, later)
            if isinstance(change, Change):
                yield Computed(base=earlier, later=later, change=change)


def _evidence(base: FactBase, indicator: Indicator, observed: list[Observation]) -> Iterator[Evidence]:
    """Yield what the audit has to say of these observations, its own indicator's checks and those of its parts."""
    related = tuple(
        one
        for one in base.indicators.values()
        if one.id in {indicator.id, indicator.part_of} or one.part_of == indicator.id
    )
    report = audit(Scope(base=base, indicators=related))
    places = {observation.at for observation in observed}
    for judged in (*report.flaws, *report.accepted, *report.said):
        if _bears_on(judged.check, places):
            text = judged.check.message + (f" (accepted: {judged.accepted})" if judged.accepted else "")
            yield Evidence(verdict=judged.check.verdict, code=judged.rule.code, text=text)


def _bears_on(check: Check, places: set[Location]) -> bool:
    return any(one.at in places for one in check.about)
