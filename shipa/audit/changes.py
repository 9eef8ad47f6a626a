"""Rules for reported changes: they must follow from the figures, from each other, and from whole numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from shipa.audit.explanation import nearest_explanation
from shipa.audit.recomputed import Recomputed, bases_of, figure_of_claim, recomputed
from shipa.audit.rules import Check, Scope, flawed, holds, rule, undecided
from shipa.audit.wording import change_range, claim_words, figure, measured_in, short, value_range
from shipa.change import EXACT_ENOUGH, Agreement
from shipa.findings import Severity
from shipa.growth import base_implied, is_broken, is_counted, moment, whole_numbers
from shipa.implied import Implied, implied_values, settled
from shipa.model import Indicator, Observation, ReportedChange
from shipa.quantity import Bound, Kind

_UNEVEN = Decimal("1.5")


@rule("A201", "change-contradicts-figures")
def change_contradicts_figures(scope: Scope) -> Iterator[Check]:
    """A reported change does not follow from the figures.

    What: the change that a document states is computed again from the value of its period and that of the year before,
    or of as many years before as it says ("up 22 percent in two years", "since 2020").
    Both figures count as everything that they may stand for, whether they were rounded or cut off, and so does
    the claim; only where no such values fit is the change wrong. What agrees says how large an error would have shown.

    Why: of three figures that belong together one is wrong. It may be misread, misprinted, or a change that belongs to
    another indicator, is absolute and not relative, covers two years, or starts from a base that was revised.

    Fix: compare all three with their documents. A change that belongs elsewhere goes there. Where the
    documents really contradict each other, accept it with the reason: accept = { A201 = "the base was revised" }.

    Passes:

        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "5,591", source = "report" },
            { period = "2023", reported = "6,185", change = "up 10.62 percent", source = "report" },
        ]

    Fails:

        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "5,591", source = "report" },
            { period = "2023", reported = "6,185", change = "up 16.02 percent", source = "report" },
        ]
    """
    for indicator, observation in scope.observations():
        if observation.change:
            yield _change_check(scope, indicator, observation, observation.change)


def _change_check(scope: Scope, indicator: Indicator, claimant: Observation, claim: ReportedChange) -> Check:
    later = figure_of_claim(indicator, claimant)
    if later is None:
        return undecided("a change is reported, but no figure", indicator, claimant)
    if not claim.years:
        return undecided("the change is not over whole years", indicator, claimant)
    bases = bases_of(indicator, later, claim.years)
    results = [result for base in bases if (result := recomputed(indicator, base, later, claim))]
    if reason := _why_not(indicator, later, bases, results, claim.years):
        return undecided(reason, indicator, claimant)
    result = min(results, key=lambda one: one.agreement is Agreement.INCONSISTENT)
    if result.agreement is not Agreement.INCONSISTENT:
        return holds(indicator, claimant, result.base, later, message=_agreed(indicator, result))
    because = nearest_explanation(scope, indicator, result)
    figures = f"{figure(result.base)} and {figure(result.later)} make it {_computed(indicator, result)}"
    return flawed(f"{claim_words(claim)} is wrong: {figures}; {because}", indicator, claimant, result.base, later)


def _why_not(
    indicator: Indicator, later: Observation, bases: list[Observation], results: list[Recomputed], years: int
) -> str:
    """Return why a reported change cannot be computed again, "" where it can."""
    if not bases:
        return f"no figure is known for {'the year' if years == 1 else f'{years} years'} before"
    if is_broken(indicator, bases[0].period, later.period):
        return "there is a break in the series"
    if not results:
        return "the change is not in what the figures measure"
    return "the figures are only bounds" if all(result.says_nothing for result in results) else ""


def _computed(indicator: Indicator, result: Recomputed) -> str:
    return change_range(result.possible, measured_in(indicator, result.claim))


def _agreed(indicator: Indicator, result: Recomputed) -> str:
    unit = measured_in(indicator, result.claim)
    unit = "percentage points" if unit == "%" else unit
    seen = (
        "an error on the open side of the bound would not show"
        if result.resolution is None
        else f"an error of {short(result.resolution, up=True)} {unit} would show"
    )
    figures = f"{figure(result.base)} and {figure(result.later)} give {_computed(indicator, result)}"
    return f"{claim_words(result.claim)} is {result.agreement}: {figures}; {seen}"


@rule("A202", "implied-values-conflict")
def implied_values_conflict(scope: Scope) -> Iterator[Check]:
    """Two changes imply different values for a year without a figure.

    What: a figure and its reported change imply the value of the year before; a known value and the next year's
    reported change imply the value of that year. Where both lead to the same year, over one year or several, the
    intervals must meet.

    Why: no true value can fit all the documents: one of the figures or changes that lead there is wrong.

    Fix: compare the figures and changes named in the finding with their documents, then mend or accept.

    Passes:

        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "5,000", source = "report" },
            { period = "2023", change = "up 10 percent", source = "report" },
            { period = "2024", reported = "6,600", change = "up 20 percent", source = "report" },
        ]

    Fails:

        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "5,000", source = "report" },
            { period = "2023", change = "up 10 percent", source = "report" },
            { period = "2024", reported = "6,600", change = "up 60 percent", source = "report" },
        ]
    """
    for indicator in scope.indicators:
        by_moment: dict[tuple[object, ...], list[Implied]] = {}
        if any(observation.change for observation in indicator.observations):
            for implied in implied_values(indicator):
                by_moment.setdefault(moment(indicator, implied.period), []).append(implied)
        said: set[frozenset[str]] = set()
        for group in by_moment.values():
            yield from _implied_checks(indicator, group, said)


def _implied_checks(indicator: Indicator, group: list[Implied], said: set[frozenset[str]]) -> Iterator[Check]:
    """Yield a check for each further derivation; a chain that breaks is reported for the first of its years."""
    first, *others = group
    if not others:
        yield undecided("only one value is implied", indicator, first.claims[-1])
    for other in others:
        took_part = (*first.claims, *other.claims, first.anchor, other.anchor)
        about = {one.at: one for one in took_part}.values()
        message = (
            f"the value of {first.period} is {value_range(first.interval)} {first.derivation()}, "
            f"and {value_range(other.interval)} {other.derivation()}"
        )
        key = frozenset(one.at.key for one in about)
        if first.interval.overlaps(other.interval):
            yield holds(indicator, *about, message=message)
        elif key not in said:
            said.add(key)
            yield flawed(f"{message}: both cannot be true", indicator, *about)


@rule("A204", "uneven-growth", Severity.WARNING)
def uneven_growth(scope: Scope) -> Iterator[Check]:
    """A reported change makes one year grow very unlike the next.

    What: where a reported change implies a value, the growth of the years beside it follows too. Two years of which one
    grew by more than half as much again as the other are told, as one that falls by a third before one that rises.

    Why: 2022 and 2024 and the growth in 2024 leave only one value for 2023. If that is a strange one, one of the three
    figures is likely to be wrong.

    Fix: compare the figures with their documents. If the years were so uneven, accept it with the reason.

    Passes:

        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "2,427,500", source = "report" },
            { period = "2024", reported = "2.7893 million", change = "up 6.7 percent", source = "review" },
        ]

    Fails:

        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "2,427,500", source = "report" },
            { period = "2024", reported = "2.7893 million", change = "up 67 percent", source = "review" },
        ]
    """
    for indicator in scope.indicators:
        if any(one.change for one in indicator.observations):
            implied = tuple(one for one in settled(indicator) if one.interval.is_bounded and one.interval.low)
            yield from _growth_checks(indicator, implied)


def _growth_checks(indicator: Indicator, implied: tuple[Implied, ...]) -> Iterator[Check]:
    """Compare the growth of every two years in a row, if one of their three values is implied."""
    claims = {one.period: one.claims[-1] for one in implied}
    values = {one.period: one.value for one in implied}
    for one in indicator.observations:
        if one.quantity and one.quantity.bound is Bound.EXACT and one.quantity.value > 0:
            values.setdefault(one.period, one.quantity.value)
    for middle in sorted(values):
        before, after = middle.year_earlier(), middle.year_later()
        if before not in values or after not in values:
            continue
        involved = [claims[one] for one in (before, middle, after) if one in claims]
        if involved:
            first = EXACT_ENOUGH.divide(values[middle], values[before])
            second = EXACT_ENOUGH.divide(values[after], values[middle])
            grown = f"{_percent(first)} in {middle} and {_percent(second)} in {after}"
            message = f"{_claim_of(involved[0])} makes it grow by {grown}"
            if 1 / _UNEVEN < first / second < _UNEVEN:
                yield holds(indicator, *involved, message=message)
            else:
                yield flawed(message, indicator, *involved)


def _claim_of(claimant: Observation) -> str:
    words = claim_words(claimant.change) if claimant.change else ""
    return f"{words} in {claimant.period} ({claimant.source})"


def _percent(factor: Decimal) -> str:
    return f"{(factor - 1) * 100:+.1f} %"


@rule("A203", "rate-of-no-whole-numbers")
def rate_of_no_whole_numbers(scope: Scope) -> Iterator[Check]:
    """No whole number before gives the reported rate.

    What: where things or people are counted, the value of the year before was a whole number. The rule looks for one
    from which the printed figure comes with the printed rate, rounded or cut off.

    Why: 801 deals cannot be "up 94.5 %": from 411 it would be 94.9, from 412 it would be 94.4. Such a rate belongs to
    something else, as the amount that the document names beside the deals, or one of the two figures is misread.

    Fix: give the rate to the indicator that it fits, with a note, or mend the figure.

    Passes:

        [deals]
        unit = "deals"
        observations = [
            { period = "2022", reported = "519", change = "up by 59.2%", source = "report" },
        ]

    Fails:

        [deals]
        unit = "deals"
        observations = [
            { period = "2022", reported = "801", change = "up by 94.5%", source = "report" },
        ]
    """
    for indicator, observation in scope.observations():
        claim, quantity = observation.change, observation.quantity
        if not (claim and quantity and is_counted(indicator)):
            continue
        if claim.years and bases_of(indicator, observation, claim.years):
            continue  # the figure of the year before is known, and A201 has it
        if not claim.years or claim.quantity.kind is not Kind.PERCENT or quantity.value % 1:
            yield undecided("the change is no rate of a count", indicator, observation)
            continue
        base = base_implied(indicator, quantity.printed, claim)
        if base is None or not base.is_bounded:
            yield undecided("the figures are only bounds", indicator, observation)
            continue
        whole = whole_numbers(base)
        if whole is None:
            message = (
                f"{claim_words(claim)} cannot be: no whole number of {indicator.unit} before {quantity.text} "
                f"gives that rate (it would be {value_range(base)}); it may belong to another indicator"
            )
            yield flawed(message, indicator, observation)
        else:
            message = f"{claim_words(claim)} to {quantity.text} comes from {value_range(whole)} {indicator.unit}"
            yield holds(indicator, observation, message=message)
