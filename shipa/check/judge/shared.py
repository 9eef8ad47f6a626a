"""The verdict on a share of one indicator in another, computed from the figures of both.

How exact a share is meant: in digits it is rounded at its last one; in words ("two thirds", 四成) it leaves a point and
a half to either side, three with "about", and up to four points or the next tenth where the hedge says so. What is off
by more than five points in words, or by more than a digit in figures, is wrong.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from shipa.check.bind.binding import Binding
from shipa.check.claim import Verdict
from shipa.check.judge.agreement import Agreement, agrees_with_range
from shipa.check.judge.facts import levels
from shipa.check.judge.judgement import OPEN, Judgement
from shipa.check.judge.ratio import Ratio, ratio
from shipa.check.judge.rules import Case, diagnosis, span_text
from shipa.interval import Interval
from shipa.model import Indicator
from shipa.quantity import Bound, Kind, Quantity, write

_HUNDRED = Decimal(100)
_POINT_AND_A_HALF, _THREE, _FOUR, _FIVE, _TEN = (Decimal(number) for number in ("1.5", "3", "4", "5", "10"))


def judge_share(quantity: Quantity, binding: Binding, whole: Indicator) -> Judgement:
    """Return what the facts say of a share: right, wrong, or open."""
    known = [
        share
        for part in levels(binding.indicator, binding.span)
        for all_ in levels(whole, binding.span)
        if part.period == all_.period
        for share in ratio(part, all_)
    ]
    outcomes = [(share, _agreement(quantity, share)) for share in known]
    if not outcomes or binding.is_moot or binding.is_narrower:
        return replace(OPEN, binding=binding)
    for share, outcome in outcomes:
        if outcome.holds and (binding.is_certain or not _is_in_words(quantity)):
            return _judgement(binding, share, Verdict.SUPPORTED, "", "computed from the facts")
    decided = all(share.is_exact and outcome.fails for share, outcome in outcomes)
    if not decided or not binding.is_certain:
        return replace(OPEN, binding=binding)
    share, outcome = outcomes[0]
    case = Case(
        quantity=quantity, binding=binding, facts=(), outcome=outcome, is_change=True, known_quantity=_percent(share)
    )
    return _judgement(binding, share, Verdict.CONTRADICTED, *diagnosis(case))


def _percent(share: Ratio) -> Quantity:
    return Quantity(value=round(share.value * _HUNDRED, 2), step=Decimal("0.01"), kind=Kind.PERCENT)


def _judgement(binding: Binding, share: Ratio, verdict: Verdict, code: str, message: str) -> Judgement:
    return Judgement(
        verdict=verdict,
        binding=binding,
        code=code,
        period=span_text(binding.span),
        expected=write(_percent(share)),
        sources=share.sources,
        message=message,
        is_computed=True,
    )


def _is_in_words(quantity: Quantity) -> bool:
    return not any(character.isascii() and character.isdigit() for character in quantity.text)


def _agreement(claimed: Quantity, share: Ratio) -> Agreement:
    likely, possible = (interval * Interval.around(_HUNDRED, Decimal(0)) for interval in (share.likely, share.possible))
    if not _is_in_words(claimed):
        outcome = agrees_with_range(claimed, likely)
        return outcome if outcome.holds else agrees_with_range(claimed, possible) if outcome.fails else outcome
    right, open_ = _meant(claimed)
    if right.overlaps(likely):
        return Agreement.EQUAL
    return Agreement.OPEN if open_.overlaps(possible) else Agreement.DIFFERENT


def _meant(claimed: Quantity) -> tuple[Interval, Interval]:
    """Return the shares that one in words stands for, and those that are too near to be called wrong."""
    value = claimed.value
    match claimed.bound:
        case Bound.OVER:
            high = value + (_FOUR if claimed.near else _TEN)
            return Interval(low=value, high=high), Interval(low=value - (_POINT_AND_A_HALF if claimed.near else 0))
        case Bound.UNDER:
            low = value - (_FOUR if claimed.near else _TEN)
            return Interval(low=low, high=value), Interval(
                low=None, high=value + (_POINT_AND_A_HALF if claimed.near else 0)
            )
        case Bound.ABOUT:
            return Interval.around(value, _THREE), Interval.around(value, 2 * _FIVE)
        case _:
            return Interval.around(value, _POINT_AND_A_HALF), Interval.around(value, _FIVE)
