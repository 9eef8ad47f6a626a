"""A fact in the form that a draft uses: its scale word, its separators, its percent sign, its decimals."""

from __future__ import annotations

import re
from decimal import Decimal

from shipa.errors import UnreadableQuantityError
from shipa.quantity import Bound, Kind, Quantity, ordinal, read

_MOST_DECIMALS = -4
_SEPARATED_FROM = 10_000
_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALE = re.compile(
    r"\s?-?(?:万亿|萬億|[万萬亿億千百]|trillion|billion|million|thousand|hundred|bn|mn|m\b|k\b)", re.IGNORECASE
)


def restated(printed: str, claimed: Quantity, fact: Quantity) -> str:
    """Return ``printed`` with the value of ``fact`` in place of its own, "" where its form cannot say that."""
    if claimed.kind is Kind.RANK:
        number = int(fact.value)
        if re.search(r"\d(?:st|nd|rd|th)", printed):
            return re.sub(r"\d+(?:st|nd|rd|th)", ordinal(number), printed)
        return re.sub(r"\d+", str(number), printed) if re.search(r"\d", printed) else ""
    numeral = _NUMERAL.search(printed)
    if not numeral or claimed.value == 0:
        return ""
    digits = Decimal(numeral[0].replace(",", ""))
    scale = claimed.value / digits if digits else Decimal(1)
    value = (fact.value / scale).normalize()
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < _MOST_DECIMALS:
        return ""
    separated = "," in numeral[0] or (
        abs(value) >= _SEPARATED_FROM and not _SCALE.match(printed, numeral.end()) and not _is_chinese(printed)
    )
    text = f"{value:,f}" if separated else f"{value:f}"
    result = printed[: numeral.start()] + text + printed[numeral.end() :]
    try:
        again = read(result)
    except UnreadableQuantityError:
        return ""
    return result if again.value == fact.value and again.bound in {fact.bound, claimed.bound, Bound.EXACT} else ""


def _is_chinese(text: str) -> bool:
    return re.search(r"[\u3400-\u9fff]", text) is not None
