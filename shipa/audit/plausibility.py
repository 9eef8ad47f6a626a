"""Rules for figures that are possible one by one but not together: counts that fall, values and rates out of range."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from shipa.audit.jumps import known_values
from shipa.audit.rules import Check, Scope, Verdict, flawed, holds, rule
from shipa.audit.wording import figure, short
from shipa.change import EXACT_ENOUGH
from shipa.findings import Severity
from shipa.growth import is_counted
from shipa.model import ORDINAL, PERCENT, POINTS, YEAR, Indicator, Observation, Target
from shipa.sign import has_a_sign

_WHOLE_SHARE = 100
_MOST_APART = Decimal("1.25")  # exchange rates of a few years
Entry = Observation | Target


@rule("A401", "cumulative-falls")
def cumulative_falls(scope: Scope) -> Iterator[Check]:
    """A count since a beginning falls, or an edition comes before an earlier one.

    What: the values of an indicator with cumulative = true, and of editions (unit "ordinal"), are compared from one
    date to the next; the later must be able to be at least as high.

    Why: what has been counted stays counted, and the 21st edition does not come before the 19th.

    Fix: mend the figure or its period. If the figure can fall, take cumulative away.

    Passes:

        [cases]
        unit = "cases"
        timing = "end"
        cumulative = true
        observations = [
            { period = "2022", reported = "66", source = "report" },
            { period = "2023-05", reported = "73", source = "report" },
        ]

    Fails:

        [cases]
        unit = "cases"
        timing = "end"
        cumulative = true
        observations = [
            { period = "2022", reported = "66", source = "report" },
            { period = "2023-05", reported = "37", source = "report" },
        ]
    """
    for indicator in scope.indicators:
        if indicator.cumulative or indicator.unit == ORDINAL:
            for earlier, later in pairwise(known_values(indicator)):
                if earlier.period.last == later.period.last or not (earlier.quantity and later.quantity):
                    continue
                if later.quantity.printed.is_below(earlier.quantity.printed):
                    yield flawed(f"falls: {figure(later)} after {figure(earlier)}", indicator, later, earlier)
                else:
                    yield holds(indicator, later, earlier, message=f"{figure(later)} is not below {figure(earlier)}")


@rule("A404", "impossible-value")
def impossible_value(scope: Scope) -> Iterator[Check]:
    """A value is impossible in its unit.

    What: counts, amounts, ranks and ordinals are not negative, but profits, balances, changes and temperatures may be;
    what is counted comes in whole numbers; a year in which something was founded is not after the observation.

    Why: 6,185.5 visits or a rank below the first is a misread figure.

    Fix: mend the figure or the unit.

    Passes:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report" }]

    Fails:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185.5", source = "report" }]
    """
    for indicator, observation in scope.observations():
        if observation.quantity is None:
            continue
        value = observation.quantity.value
        if value < 0 and indicator.unit not in {PERCENT, POINTS} and not has_a_sign(indicator.names):
            yield flawed(f"{figure(observation)} is below zero", indicator, observation)
        elif value % 1 and is_counted(indicator):
            yield flawed(f"{figure(observation)} is no whole number of {indicator.unit}", indicator, observation)
        elif indicator.unit == YEAR and value > observation.period.last.year:
            yield flawed(f"{figure(observation)} is a year that had not come", indicator, observation)
        else:
            yield holds(indicator, observation)


@rule("A405", "share-above-whole", Severity.WARNING)
def share_above_whole(scope: Scope) -> Iterator[Check]:
    """A figure in percent is above 100.

    What: every figure of an indicator in percent is compared with the whole, 100.

    Why: a share of something cannot be more than all of it; 963 percent is 96.3 without its point. Rates that can be
    higher are rare.

    Fix: mend the figure, or accept it: accept = { A405 = "a rate of return" }.

    Passes:

        [satisfied]
        unit = "percent"
        observations = [{ period = "2023", reported = "96.3%", source = "report" }]

    Fails:

        [satisfied]
        unit = "percent"
        observations = [{ period = "2023", reported = "963%", source = "report" }]
    """
    for indicator, observation in scope.observations():
        if observation.quantity and indicator.unit == PERCENT:
            if observation.quantity.value > _WHOLE_SHARE:
                yield flawed(f"{figure(observation)} is more than the whole", indicator, observation)
            else:
                yield holds(indicator, observation)


@rule("A406", "exchange-rates-differ", Severity.WARNING)
def exchange_rates_differ(scope: Scope) -> Iterator[Check]:
    """Amounts that are given in two currencies imply exchange rates that lie far apart.

    What: where an indicator has the id of another with something behind it and is in another currency, as output and
    output-usd, the two give an exchange rate for each period. All rates between two currencies in a pack must
    be within a quarter of each other.

    Why: what documents convert, they convert at the rate of the day; a rate of another size is a slipped digit.

    Fix: mend the amount that is wrong. If a currency did fall so far, accept it.

    Passes:

        [output]
        unit = "yuan"
        observations = [
            { period = "2022", reported = "300 million yuan", source = "report" },
            { period = "2023", reported = "350 million yuan", source = "report" },
        ]

        [output-usd]
        unit = "US dollars"
        observations = [
            { period = "2022", reported = "US$41.8 million", source = "report" },
            { period = "2023", reported = "US$48.6 million", source = "report" },
        ]

    Fails:

        [output]
        unit = "yuan"
        observations = [
            { period = "2022", reported = "300 million yuan", source = "report" },
            { period = "2023", reported = "350 million yuan", source = "report" },
        ]

        [output-usd]
        unit = "US dollars"
        observations = [
            { period = "2022", reported = "US$41.8 million", source = "report" },
            { period = "2023", reported = "US$68.4 million", source = "report" },
        ]
    """
    first: dict[tuple[str, str], tuple[Decimal, str]] = {}
    for other, one in _converted(scope):
        for amount, converted in _both(one, other):
            assert amount.quantity is not None  # noqa: S101 - chosen so
            assert converted.quantity is not None  # noqa: S101 - chosen so
            rate = EXACT_ENOUGH.divide(amount.quantity.value, converted.quantity.value)
            said = f"{amount.reported} and {converted.reported} in {converted.period}"
            known, before = first.setdefault((one.unit, other.unit), (rate, said))
            message = f"{said} make {short(rate)} {one.unit} for one of {other.unit}, {before} {short(known)}"
            yield Check(
                verdict=Verdict.HOLDS if 1 / _MOST_APART < rate / known < _MOST_APART else Verdict.FLAWED,
                at=converted.at,
                message=message,
                about=(other,),
            )


def _converted(scope: Scope) -> Iterator[tuple[Indicator, Indicator]]:
    """Yield each indicator whose amounts are those of another, in another currency, with that other."""
    for other in scope.indicators:
        stem = other.id.rpartition("-")[0]
        one = scope.base.indicators.get(stem)
        if one and one.currency and other.currency and one.currency != other.currency:
            yield other, one


def _both(one: Indicator, other: Indicator) -> Iterator[tuple[Entry, Entry]]:
    """Yield the entries of both that give an amount for the same period: observations, then targets."""
    for mine, theirs in ((one.observations, other.observations), (one.targets, other.targets)):
        for amount in mine:
            for converted in theirs:
                is_same = amount.period == converted.period and amount.source == converted.source
                if is_same and amount.quantity and converted.quantity and converted.quantity.value:
                    yield amount, converted
