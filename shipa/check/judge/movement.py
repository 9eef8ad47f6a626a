"""The verdict on a change: whether it is what the documents state, or what follows from the figures of the facts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from shipa.check.bind.binding import Binding
from shipa.check.bind.dating import IN_SENTENCE
from shipa.check.bind.dating import year as years
from shipa.check.claim import Verdict
from shipa.check.judge.agreement import Agreement, agreement, agrees_with_range, is_telling
from shipa.check.judge.facts import KnownChange, changes, levels
from shipa.check.judge.judgement import OPEN, Judgement
from shipa.check.judge.ratio import ratios
from shipa.check.judge.rules import Case, diagnosis, span_text
from shipa.interval import Interval
from shipa.model import PERCENT, Indicator
from shipa.quantity import Bound, Kind, Quantity, write


def judge_change(quantity: Quantity, binding: Binding) -> Judgement:
    """Return what the facts say of a change: right, turned round, in another measure, wrong, or open."""
    quantity = replace(quantity, value=abs(quantity.value))  # its sign is the direction
    bases = [binding.base, *(years(number, IN_SENTENCE) for number in binding.since)]
    known = [change for base in bases for change in changes(binding.indicator, binding.span, base)]
    comparable = [change for change in known if _is_comparable(quantity, binding, change)]
    comparable = [change for change in comparable if change.is_exact] or comparable
    measured = _as_percent(quantity) if quantity.kind is Kind.MULTIPLE else quantity
    sizes = [(change, _agreement_of_size(measured, change)) for change in comparable]
    holding = [change for change, outcome in sizes if outcome.holds]
    right = [change for change in holding if change.direction in {0, binding.direction}]
    if right:
        trusted = binding.is_certain or is_telling(quantity)
        return _supported_change(binding, right[0]) if trusted else replace(OPEN, binding=binding)
    if binding.is_moot or _is_of_a_rival(quantity, binding) or _has_unknown_base(quantity, binding):
        return replace(OPEN, binding=binding)
    if holding:
        return _changed_alarm(quantity, binding, holding[0], same_size=True)
    other = [change for change in known if change not in comparable and _has_the_figure(quantity, binding, change)]
    if other and binding.is_certain:
        return _changed_alarm(quantity, binding, other[0], other_measure=True)
    decided = [(change, outcome) for change, outcome in sizes if change.is_exact]
    if not decided or not binding.is_certain or not all(outcome.fails for _, outcome in decided):
        return replace(OPEN, binding=binding)
    return _changed_alarm(quantity, binding, decided[0][0])


def _has_unknown_base(quantity: Quantity, binding: Binding) -> bool:
    """Return whether a change may count from a year that the text names and the facts do not have."""
    return not all(
        any(
            _is_comparable(quantity, binding, change)
            for change in changes(binding.indicator, binding.span, years(number, IN_SENTENCE))
        )
        for number in binding.since
    )


def judge_difference(quantity: Quantity, binding: Binding, other: Indicator) -> Judgement:
    """Return what the facts say of the figure by which one thing is more, or less, than another of the same time."""
    known = [
        KnownChange(
            relative=False,
            possible=mine.quantity.interval - yours.quantity.interval,
            stated=None,
            direction=1 if mine.quantity.value >= yours.quantity.value else -1,
            source=mine.source,
            is_exact=mine.quantity.bound is yours.quantity.bound is Bound.EXACT,
        )
        for mine in levels(binding.indicator, binding.span)
        for yours in levels(other, binding.span)
        if mine.quantity and yours.quantity and mine.period == yours.period
    ]
    for change in known:
        if _agreement_of_size(quantity, change).holds and change.is_exact and change.direction == binding.direction:
            return _supported_change(binding, change)
    wrong = bool(known) and all(change.is_exact and _agreement_of_size(quantity, change).fails for change in known)
    if not wrong or not binding.is_certain or binding.is_moot:
        return replace(OPEN, binding=binding)
    return _changed_alarm(quantity, binding, known[0])


def _is_of_a_rival(quantity: Quantity, binding: Binding) -> bool:
    """Return whether a change would be right for another year that the text has spoken of."""
    return not binding.base.scope and any(
        _is_comparable(quantity, binding, change)
        and change.direction in {0, binding.direction}
        and _agreement_of_size(quantity, change).holds
        for year in binding.rivals
        for change in changes(binding.indicator, years(year, IN_SENTENCE), binding.base)
    )


def _is_comparable(quantity: Quantity, binding: Binding, change: KnownChange) -> bool:
    """Return whether two changes are counted in the same; "up 5 percent" of a percentage may mean either."""
    indicator = binding.indicator
    is_percentage = indicator.unit == PERCENT
    match quantity.kind:
        case Kind.PERCENT | Kind.MULTIPLE:
            return change.relative and not is_percentage
        case Kind.POINTS:
            return is_percentage and not change.relative
        case _:
            return not change.relative and quantity.currency in {"", indicator.currency}


def _has_the_figure(quantity: Quantity, binding: Binding, change: KnownChange) -> bool:
    """Return whether a figure is that of a change in another measure, as percent for percentage points."""
    if change.stated is not None:
        return change.stated.value == quantity.value
    if quantity.kind is not Kind.PERCENT or binding.indicator.unit != PERCENT or not change.is_exact:
        return False
    of_itself = any(
        agrees_with_range(quantity, Interval.around(abs(ratio.value - 1) * 100, Decimal(0))) is not Agreement.DIFFERENT
        for ratio in ratios(binding.indicator, binding.span, binding.base)
    )
    return abs(_middle(change.possible)) == quantity.value and not of_itself


def _as_percent(quantity: Quantity) -> Quantity:
    return replace(quantity, value=quantity.value * 100, step=quantity.step * 100, kind=Kind.PERCENT)


def _agreement_of_size(quantity: Quantity, change: KnownChange) -> Agreement:
    if change.stated is not None:
        return agreement(quantity, change.stated)
    possible = change.possible
    if change.direction < 0 or (possible.high is not None and possible.high <= 0):
        possible = -possible
    if possible.low is not None and possible.low < 0:
        possible = Interval(low=None, high=possible.high)
    outcome = agrees_with_range(quantity, possible)
    return Agreement.OPEN if outcome.holds and not _is_near_the_middle(quantity, possible) else outcome


_CENTRAL = Decimal("0.05")  # of the width of a range, to either side of its middle


def _is_near_the_middle(quantity: Quantity, possible: Interval) -> bool:
    """Return whether a bare figure is what the printed figures give, not only what their rounding might hide."""
    if quantity.bound is not Bound.EXACT or possible.low is None or possible.high is None:
        return True
    middle, slack = (possible.low + possible.high) / 2, (possible.high - possible.low) * _CENTRAL
    return quantity.rounding.overlaps(Interval(low=middle - slack, high=middle + slack))


def _supported_change(binding: Binding, change: KnownChange) -> Judgement:
    return Judgement(
        verdict=Verdict.SUPPORTED,
        binding=binding,
        period=span_text(binding.span),
        expected=_change_text(change),
        sources=(change.source,),
        message="" if change.stated else "computed from the facts",
        fact=change.stated,
    )


def _change_text(change: KnownChange) -> str:
    sign = "+" if change.direction > 0 else "-" if change.direction < 0 else ""
    if change.stated:
        return sign + write(change.stated)
    if not change.possible.is_bounded:
        return ""
    middle = _middle(change.possible)
    return f"{middle:+,.2f}{'%' if change.relative else ''}" if change.relative or middle % 1 else f"{middle:+,.0f}"


def _middle(possible: Interval) -> Decimal:
    low, high = possible.low or Decimal(0), possible.high or Decimal(0)
    return round((low + high) / 2, 2)


def _changed_alarm(
    quantity: Quantity, binding: Binding, change: KnownChange, *, same_size: bool = False, other_measure: bool = False
) -> Judgement:
    stated = change.stated or Quantity(
        value=abs(_middle(change.possible)), kind=Kind.PERCENT if change.relative else Kind.NUMBER, bound=Bound.ABOUT
    )
    case = Case(
        quantity=quantity,
        binding=binding,
        facts=(),
        outcome=Agreement.DIFFERENT,
        is_change=True,
        known_quantity=replace(stated, text=""),
        same_size=same_size,
        other_measure=other_measure,
    )
    code, message = diagnosis(case)
    return Judgement(
        verdict=Verdict.CONTRADICTED,
        binding=binding,
        code=code,
        period=span_text(binding.span),
        expected=_change_text(change),
        sources=(change.source,),
        message=message,
        fact=change.stated if change.stated and not same_size and not other_measure else None,
        is_computed=change.stated is None,
    )
