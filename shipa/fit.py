"""Whether a figure is of the kind that the unit of its indicator wants."""

from __future__ import annotations

from shipa.errors import quoted
from shipa.model import CURRENCY_UNITS, ORDINAL, PERCENT, POINTS, RANK
from shipa.quantity import Kind, Quantity

MOST_DIGITS = 24  # what is longer is no statistic, and its arithmetic would be rounded
TIMES = "times"

_NAMES = {
    Kind.NUMBER: "a plain number",
    Kind.PERCENT: "a percentage",
    Kind.POINTS: "a figure in percentage points",
    Kind.RANK: "a place in a row",
    Kind.MULTIPLE: "a multiple",
}
_LEVELS = {
    PERCENT: (Kind.PERCENT,),
    POINTS: (Kind.POINTS,),
    TIMES: (Kind.NUMBER, Kind.MULTIPLE),
    RANK: (Kind.RANK, Kind.NUMBER),
    ORDINAL: (Kind.RANK, Kind.NUMBER),
}
_CHANGES = {
    PERCENT: (Kind.POINTS, Kind.PERCENT),
    POINTS: (Kind.POINTS,),
    RANK: (Kind.NUMBER,),
    ORDINAL: (Kind.NUMBER,),
}


def misfit(figure: Quantity, unit: str, *, of_change: bool = False) -> str:
    """Return why ``figure`` cannot be a value (or a change) of an indicator in ``unit``, "" where it can."""
    digits = figure.value.as_tuple()
    if len(digits.digits) > MOST_DIGITS or abs(figure.value.adjusted()) >= MOST_DIGITS:
        return f"{quoted(figure.text)} has more digits than shipa counts with; write a figure of at most {MOST_DIGITS}"
    if not unit:
        return ""  # that the unit is missing is problem enough
    kinds = _CHANGES.get(unit, (Kind.NUMBER, Kind.PERCENT)) if of_change else _LEVELS.get(unit, (Kind.NUMBER,))
    if figure.currency and figure.currency != CURRENCY_UNITS.get(unit):
        money = next(name for name, code in CURRENCY_UNITS.items() if code == figure.currency)
        return (
            f"{quoted(figure.text)} is in {money}, and the unit is {quoted(unit)}; give it to an indicator in {money}"
        )
    if figure.kind not in kinds:
        wanted = " or ".join(_NAMES[kind] for kind in kinds)
        return f"{quoted(figure.text)} is {_NAMES[figure.kind]}, and the unit is {quoted(unit)}; write {wanted}"
    if unit in {RANK, ORDINAL} and not of_change and (figure.value < 1 or figure.value % 1):
        return f"{quoted(figure.text)} is no place in a row; write a whole number from 1"
    return ""
