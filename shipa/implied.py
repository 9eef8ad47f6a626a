"""Values that nobody printed but that follow: a figure and the change that a document reports give the year before.

5,591 after "up 15.76 %" implies 4,830 the year before. Where the year between two known ones was never published,
what is implied leads on from there, so a value may follow over two years and more; where several documents imply the
same value, all of them must be able to be right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from shipa.change import Change, Role, Row, change_between, is_year_before, series
from shipa.growth import (
    base_implied,
    is_broken,
    is_counted,
    later_implied,
    moment,
    vagueness,
    value_after,
    value_before,
    whole_numbers,
)
from shipa.interval import Interval
from shipa.model import PERCENT, Indicator, Observation
from shipa.period import Period
from shipa.quantity import Bound, Quantity, last_digit
from shipa.timeline import Timeline

_HUNDRED = Decimal(100)
_WHOLE = Decimal(1)
_WORDS = {
    "en": {"from": "from {}", "claim": "{what} in {period}, {source}", "and": " and "},
    "zh": {"from": "由{}推算", "claim": "{what}（{period}，{source}）", "and": "与"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived(Quantity):
    """A figure that was computed: it may be anything ``within``."""

    within: Interval

    @property
    def interval(self) -> Interval:
        """Everything that the figure may be."""
        return self.within


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """A value of one period: the figure of ``anchor``, led through the changes that ``claims`` report, nearest last."""

    indicator: Indicator
    period: Period
    value: Decimal
    interval: Interval
    anchor: Observation
    claims: tuple[Observation, ...]

    def derivation(self, lang: str = "en") -> str:
        """Return what it follows from: ``from 5,591 and “up by 15.76%” in 2022, report-2022``."""
        words, anchor = _WORDS[lang], self.anchor
        stated = words["claim"].format(period=anchor.period, what=anchor.reported, source=anchor.source)
        changes = [
            words["claim"].format(period=claim.period, what=f"“{claim.change.text}”", source=claim.source)
            for claim in self.claims
            if claim.change
        ]
        if self.claims[0] is anchor and anchor.change:
            both = f"{anchor.reported}{words['and']}“{anchor.change.text}”"
            stated = words["claim"].format(period=anchor.period, what=both, source=anchor.source)
            changes = changes[1:]
        return words["from"].format(words["and"].join([stated, *changes]))

    @property
    def quantity(self) -> Derived:
        """The value as a figure: whole where people or things are counted, and a bound where it is only bounded."""
        return _figure(self.indicator, self.value, self.interval)


def implied_values(indicator: Indicator) -> tuple[Implied, ...]:
    """Return every value that follows for a period that has no figure of its own, by period; one a derivation."""
    stated = _stated(indicator)
    if not stated.claims:
        return ()
    found = [
        implied
        for anchor in stated.levels.values()
        for step in (_before, _after)
        for implied in _led_from(stated, anchor, step)
    ]
    return tuple(sorted(found, key=lambda implied: (implied.period, implied.anchor.period)))


def settled(indicator: Indicator) -> tuple[Implied, ...]:
    """Return one implied value a period: the narrowest, cut down to what all the derivations allow."""
    best: dict[tuple[object, ...], Implied] = {}
    for implied in implied_values(indicator):
        key = moment(indicator, implied.period)
        other = best.setdefault(key, implied)
        if common := other.interval.intersection(implied.interval):
            narrower = min((other, implied), key=lambda one: (_width(one.interval) is None, _width(one.interval) or 0))
            best[key] = replace(narrower, interval=common)
    return tuple(best.values())


def series_with_implied(indicator: Indicator, lang: str = "en") -> tuple[Row, ...]:
    """Return the rows of ``series`` and one for each implied value at its place; observed rows keep their changes."""
    implied = settled(indicator)
    years = {one.period.year for one in implied}
    rows = [replace(row, gap=tuple(year for year in row.gap if year not in years)) for row in series(indicator)]
    observed = [row for row in rows if row.role is Role.OBSERVED]
    rest = [row for row in rows if row.role is not Role.OBSERVED]
    timeline = Timeline(indicator)
    observed += [_row(indicator, one, lang, timeline) for one in implied]
    return *sorted(observed, key=lambda row: row.period), *rest


# ── leading a value on ───────────────────────────────────────────────────────────────────────────────────────────────

_Moment = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """What documents state of an indicator, by period: the best figure, and every change."""

    indicator: Indicator
    levels: Mapping[_Moment, Observation]
    claims: Mapping[_Moment, Sequence[Observation]]

    def is_open(self, base: Period, later: Period, reached: Period) -> bool:
        """Return whether a change leads from one period to the other, and to one without a figure of its own."""
        return moment(self.indicator, reached) not in self.levels and not is_broken(self.indicator, base, later)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of one period, and through which claims it came to be known."""

    period: Period
    value: Decimal
    interval: Interval
    claims: tuple[Observation, ...] = ()


_Step = Callable[[_Stated, Observation, _Known], Iterator[_Known]]


def _stated(indicator: Indicator) -> _Stated:
    levels: dict[_Moment, Observation] = {}
    claims: dict[_Moment, list[Observation]] = {}
    for observation in indicator.observations:
        key = moment(indicator, observation.period)
        if observation.quantity:
            levels[key] = min(levels.get(key, observation), observation, key=vagueness)
        if observation.change and observation.change.years == 1:
            claims.setdefault(key, []).append(observation)
    return _Stated(indicator=indicator, levels=levels, claims=claims)


def _led_from(stated: _Stated, anchor: Observation, step: _Step) -> Iterator[Implied]:
    """Yield what follows from one observation, year by year in one direction, until a year has a figure of its own."""
    if anchor.quantity is None:
        return
    pending = [_Known(period=anchor.period, value=anchor.quantity.value, interval=anchor.quantity.printed)]
    while pending:
        for known in step(stated, anchor, pending.pop()):
            yield Implied(
                indicator=stated.indicator,
                period=known.period,
                value=known.value,
                interval=known.interval,
                anchor=anchor,
                claims=known.claims,
            )
            pending.append(known)


def _before(stated: _Stated, anchor: Observation, known: _Known) -> Iterator[_Known]:
    indicator = stated.indicator
    claims = stated.claims.get(moment(indicator, known.period), ())
    base = known.period.year_earlier() if claims else None
    if base is None or not stated.is_open(base, known.period, base):
        return
    for claim in [one for one in claims if one is anchor] or claims:
        if claim.change and (interval := base_implied(indicator, known.interval, claim.change)):
            value = value_before(indicator, known.value, claim.change)
            yield _Known(period=base, value=value, interval=interval, claims=(*known.claims, claim))


def _after(stated: _Stated, _: Observation, known: _Known) -> Iterator[_Known]:
    indicator = stated.indicator
    later = known.period.year_later()
    if later is None or not stated.is_open(known.period, later, later):
        return
    for claim in stated.claims.get(moment(indicator, later), ()):
        if claim.change and (interval := later_implied(indicator, known.interval, claim.change)):
            value = value_after(indicator, known.value, claim.change)
            yield _Known(period=claim.period, value=value, interval=interval, claims=(*known.claims, claim))


# ── as figures and rows ──────────────────────────────────────────────────────────────────────────────────────────────


def _figure(indicator: Indicator, value: Decimal, interval: Interval) -> Derived:
    """Return an implied value with the digit that can be trusted as its step; a bound is one that certainly holds."""
    if is_counted(indicator):
        interval = whole_numbers(interval) or interval
    is_whole = is_counted(indicator) or bool(indicator.currency)
    digit = _WHOLE if is_whole else _last_digit(indicator)
    interval = _rounded_outwards(interval, digit if is_whole else digit / _HUNDRED)
    if interval.is_exact and interval.low is not None:
        return Derived(value=interval.low, within=interval)
    if interval.high is None:
        low = interval.low or Decimal(0)
        value = low.quantize(digit, ROUND_FLOOR)
        return Derived(value=value, bound=Bound.OVER, inclusive=not interval.low_open, within=interval)
    if not interval.low and indicator.unit != PERCENT:
        value, below = interval.high.quantize(digit, ROUND_CEILING), replace(interval, low=None)
        return Derived(value=value, bound=Bound.UNDER, inclusive=not interval.high_open, within=below)
    return Derived(value=value.quantize(digit), step=_trusted_digit(interval, digit), within=interval)


def _trusted_digit(interval: Interval, digit: Decimal) -> Decimal:
    """Return the power of ten that is a tenth of what is uncertain, or the last digit of a figure if that is more."""
    width = _width(interval) or digit
    return max(Decimal(1).scaleb(width.adjusted() - 1), digit)


def _rounded_outwards(interval: Interval, digit: Decimal) -> Interval:
    """Return the interval with ends that are no longer than they deserve, and no value lost."""
    low = None if interval.low is None else interval.low.quantize(digit, ROUND_FLOOR)
    high = None if interval.high is None else interval.high.quantize(digit, ROUND_CEILING)
    return replace(
        interval,
        low=low,
        high=high,
        low_open=interval.low_open and low == interval.low,
        high_open=interval.high_open and high == interval.high,
    )


def _last_digit(indicator: Indicator) -> Decimal:
    """Return the smallest digit that the indicator's own figures are printed with."""
    steps = [last_digit(one.quantity.value) for one in indicator.observations if one.quantity and one.quantity.value]
    return min([*steps, _WHOLE])


def _row(indicator: Indicator, implied: Implied, lang: str, timeline: Timeline) -> Row:
    """Return an implied value as a row: its source is that of the nearest claim, its note how it follows."""
    claim = implied.claims[-1]
    entry = Observation(
        period=implied.period,
        source=claim.source,
        quantity=implied.quantity,
        locator=claim.locator,
        note=implied.derivation(lang),
        at=claim.at,
    )
    return Row(indicator=indicator, entry=entry, role=Role.IMPLIED, change=_change(indicator, entry, timeline))


def _change(indicator: Indicator, entry: Observation, timeline: Timeline) -> Change | None:
    """Return the change of an implied value from the year before, if that was observed."""
    base = timeline.base_of(entry)
    if base is None or not is_year_before(base.period, entry.period, indicator.timing):
        return None
    change = change_between(indicator, base, entry)
    return change if isinstance(change, Change) else None


def _width(interval: Interval) -> Decimal | None:
    return None if interval.low is None or interval.high is None else interval.high - interval.low
