"""The unit that the head of a table or its caption gives to the numbers below: 万件, million yuan, '000, %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from shipa.quantity import Found, Kind, Quantity, find

_IN_BRACKETS = re.compile(r"[（(\[]([^()（）\[\]]{1,40})[)）\]]|[,，/]\s*([^,，/|]{1,30})\s*$")
_STATED = re.compile(r"(?:\bunits?\s?[:：]|单位\s?[:：]|\bin\b)\s*([^,，;；:：()（）|\n]{1,40})", re.IGNORECASE)
_THOUSANDS = re.compile(r"['’]000s?\b", re.IGNORECASE)
_PLURAL = re.compile(r"^(thousand|million|billion|trillion)s\b", re.IGNORECASE)
_IN = re.compile(r"^(?:in|unit[:：]?|单位[:：]?)\s*", re.IGNORECASE)
_PERCENT = re.compile(r"[%％]|per\s?cent(?:age)?", re.IGNORECASE)


def in_unit(number: Found, heads: Sequence[str], *, whole: Sequence[str], around: Sequence[str]) -> Found:
    """Return the number in the unit that its heads give in brackets, a column of units, or what stands ``around``."""
    quantity = number.quantity
    if quantity.kind is not Kind.NUMBER or quantity.currency or not number.core:
        return number
    for unit in [*_named(heads), *whole, *_named(around)]:
        if (changed := _measured(quantity, unit.strip())) is not None:
            return replace(number, quantity=changed)
    return number


def _named(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from (match[1] or match[2] for match in _IN_BRACKETS.finditer(text))
        yield from (match[1] for match in _STATED.finditer(text))


def _measured(quantity: Quantity, unit: str) -> Quantity | None:
    """Return the quantity counted in a unit, None where that changes nothing."""
    if _PERCENT.fullmatch(unit):
        return replace(quantity, kind=Kind.PERCENT)
    unit = _PLURAL.sub(r"\1", _THOUSANDS.sub("thousand", _IN.sub("", unit)))
    one = next(iter(find(unit)), None) if unit[:1].isdigit() else None
    one = one or next(iter(find(("1 " if unit[:1].isascii() else "1") + unit)), None)
    if one is None or one.start > 0 or one.quantity.kind is not Kind.NUMBER:
        return None
    scale, currency = one.quantity.value, one.quantity.currency
    if scale.normalize().as_tuple().digits != (1,) or (scale == 1 and not currency):  # "in 2030" is no unit
        return None
    step = max(quantity.step, Decimal(1)) if quantity.step == 0 and scale != 1 else quantity.step
    return replace(quantity, value=quantity.value * scale, step=step * scale, currency=currency)
