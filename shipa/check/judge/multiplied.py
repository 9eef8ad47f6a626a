"""The verdict on a multiple: whether a level is so many times what it was, by the figures of the facts.

How exact a multiple is meant, the one rule: one with decimals is rounded at its last one; a whole one in words or
digits ("doubled", 4倍) leaves five percent to either side, ten with "about", and twelve below with "nearly"; "more
than doubled" reaches up to the next whole multiple. What is a fifth off and more is wrong, and what is less undecided.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from shipa.check.bind.binding import Binding, Multiple
from shipa.check.claim import Verdict
from shipa.check.judge.agreement import Agreement
from shipa.check.judge.judgement import OPEN, Judgement
from shipa.check.judge.ratio import Ratio, ratios
from shipa.check.judge.rules import Case, diagnosis, span_text
from shipa.interval import Interval
from shipa.quantity import Bound, Kind, Quantity, last_digit, write

_ONE = Decimal(1)
_CENT = Decimal("0.01")
_CLOSE, _ABOUT, _NEARLY, _WIDE = Decimal("0.05"), Decimal("0.1"), Decimal("0.12"), Decimal("0.2")


def judge_multiple(quantity: Quantity, binding: Binding) -> Judgement:
    """Return what the facts say of a multiple: right, wrong, or open."""
    known = tuple(ratios(binding.indicator, binding.span, binding.base))
    claimed = [_turned(replace(quantity, value=quantity.value + more)) for more in _added(binding.multiple)]
    outcomes = [(ratio, _agreement(one, ratio)) for ratio in known for one in claimed]
    if not outcomes or not binding.is_certain or binding.is_moot:
        return replace(OPEN, binding=binding)
    for ratio, outcome in outcomes:
        if outcome.holds:
            return _judgement(binding, ratio, Verdict.SUPPORTED, "", "computed from the facts")
    if not all(ratio.is_exact and outcome.fails for ratio, outcome in outcomes):
        return replace(OPEN, binding=binding)
    ratio, outcome = outcomes[0]
    case = Case(
        quantity=quantity,
        binding=binding,
        facts=(),
        outcome=outcome,
        is_change=True,
        known_quantity=Quantity(value=ratio.value.quantize(_CENT), step=_CENT, kind=Kind.MULTIPLE),
    )
    return _judgement(binding, ratio, Verdict.CONTRADICTED, *diagnosis(case))


def _added(multiple: Multiple | None) -> tuple[Decimal, ...]:
    """Return what a figure may have to be raised by to say how many times the base something has become."""
    grown = {Multiple.BECAME: (0,), Multiple.GREW: (1,), Multiple.EITHER: (0, 1), None: ()}[multiple]
    return tuple(map(Decimal, grown))


def _turned(multiple: Quantity) -> Quantity:
    """Return a part of one with its hedge turned round: "more than halved" leaves less than half."""
    turned = {Bound.OVER: Bound.UNDER, Bound.UNDER: Bound.OVER}
    return replace(multiple, bound=turned.get(multiple.bound, multiple.bound)) if multiple.value < 1 else multiple


def _judgement(binding: Binding, ratio: Ratio, verdict: Verdict, code: str, message: str) -> Judgement:
    return Judgement(
        verdict=verdict,
        binding=binding,
        code=code,
        period=span_text(binding.span),
        expected=write(Quantity(value=ratio.value.quantize(_CENT), step=_CENT, kind=Kind.MULTIPLE)),
        sources=ratio.sources,
        message=message,
        is_computed=True,
    )


def _agreement(claimed: Quantity, ratio: Ratio) -> Agreement:
    right, open_ = _meant(claimed)
    if right.overlaps(ratio.likely):
        return Agreement.EQUAL
    if open_.overlaps(ratio.possible):
        return Agreement.OPEN
    wrong_side = claimed.bound is Bound.OVER and Interval.around(claimed.value, claimed.value * _CLOSE).overlaps(
        ratio.likely
    )
    return Agreement.HEDGED_WRONGLY if wrong_side else Agreement.DIFFERENT


def _meant(claimed: Quantity) -> tuple[Interval, Interval]:
    """Return the ratios that a multiple stands for, and those that are too near to be called wrong."""
    value, unit = claimed.value, last_digit(claimed.value)
    is_whole = value % 1 == 0
    match claimed.bound:
        case Bound.OVER:
            above = value * _ABOUT if claimed.near else unit
            low_open = not claimed.inclusive
            least = value * (1 - _CLOSE) if claimed.near else value
            return Interval(low=value, high=value + above, low_open=low_open), Interval(low=least, low_open=low_open)
        case Bound.UNDER if claimed.near:
            below = max(unit if not is_whole else Decimal(0), value * _NEARLY)
            return Interval(low=value - below, high=value), Interval(low=value * (1 - _WIDE), high=value * (1 + _CLOSE))
        case Bound.UNDER:
            return Interval(low=value - unit, high=value), Interval(low=Decimal(0), high=value)
        case _:
            hedged = claimed.bound is Bound.ABOUT
            slack = value * (_ABOUT if hedged else _CLOSE) if is_whole else unit / (1 if hedged else 2)
            return Interval.around(value, slack), Interval.around(value, value * _WIDE if is_whole else 2 * unit)
