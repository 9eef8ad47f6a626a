"""The rule for several entries of one period: they may differ in rounding, not in what they say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from shipa.audit.rules import Check, Scope, flawed, holds, rule
from shipa.audit.wording import claim_words, figure
from shipa.change import claimed_interval
from shipa.growth import moment
from shipa.model import Indicator, Observation, ReportedChange
from shipa.quantity import Kind


@rule("A301", "sources-conflict")
def sources_conflict(scope: Scope) -> Iterator[Check]:
    """Two entries give different values, or different changes, for one period.

    What: every two observations of an indicator for the same period must have a value in common, each taken as all that
    its rounding and its hedge allow; so must the changes that they report.

    Why: only one of them can be true of the same thing. Often two things that differ are kept under one name:
    cases and people, applications and grants, the city and a district.

    Fix: compare both documents. If they count different things, make two indicators of them. If a later document
    revised the figure, accept it with that reason.

    Passes:

        [visits]
        unit = "visits"
        observations = [
            { period = "2023", reported = "6,185", source = "report" },
            { period = "2023", reported = "about 6,200", source = "review" },
        ]

    Fails:

        [visits]
        unit = "visits"
        observations = [
            { period = "2023", reported = "6,185", source = "report" },
            { period = "2023", reported = "6,815", source = "review" },
        ]
    """
    for indicator in scope.indicators:
        if len(indicator.observations) < 2:  # noqa: PLR2004 - two are needed to differ
            continue
        groups: dict[tuple[object, ...], list[Observation]] = {}
        for observation in indicator.observations:
            groups.setdefault(moment(indicator, observation.period), []).append(observation)
        for group in groups.values():
            for one, two in combinations(group, 2):
                yield from _pair(indicator, one, two)


def _pair(indicator: Indicator, one: Observation, two: Observation) -> Iterator[Check]:
    if one.quantity and two.quantity:
        both = f"{figure(one)} and {figure(two)}"
        if not one.quantity.printed.overlaps(two.quantity.printed):
            yield flawed(f"{both} are different values of one period", indicator, two, one)
        else:
            how = "agree" if one.quantity.value == two.quantity.value else "agree within rounding"
            yield holds(indicator, two, one, message=f"{both} {how}")
    if one.change and two.change and _of_one_sort(one.change) == _of_one_sort(two.change):
        both = f"{claim_words(one.change)} ({one.source}) and {claim_words(two.change)} ({two.source})"
        if not claimed_interval(one.change).overlaps(claimed_interval(two.change)):
            yield flawed(f"{both} are different changes of one period", indicator, two, one)
        else:
            yield holds(indicator, two, one, message=f"{both} agree")


def _of_one_sort(change: ReportedChange) -> tuple[Kind, int]:
    """Return what two changes must share to be of the same thing."""
    return change.quantity.kind, change.years
