"""The numbers of a fact file, sorted, so that those in a range are found without looking at the others.

Each is its size, without sign and rounded to twelve digits, and the number of its indicator in the file. Rounding keeps
the order, so that no number in a range is missed; whether it is the one that is wanted, the facts themselves tell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal

_SIZE = 8  # bytes: two for the exponent, six for the digits
_ENTRY = _SIZE + 4
_LEAST_EXPONENT = 2**15


def sorted_numbers(numbers: Iterable[tuple[int, Decimal]]) -> bytes:
    """Return the numbers, each behind that of its indicator, as bytes in which they can be sought."""
    return b"".join(sorted({_key(value) + number.to_bytes(4, "big") for number, value in numbers}))


def having(numbers: bytes, low: Decimal, high: Decimal) -> Iterator[int]:
    """Yield the indicators that may have a number of a size from ``low`` to ``high``, some more than once."""
    at = _ENTRY * bisect_left(range(len(numbers) // _ENTRY), _key(low), key=lambda place: _size(numbers, place))
    last = _key(high)
    while at < len(numbers) and numbers[at : at + _SIZE] <= last:
        yield int.from_bytes(numbers[at + _SIZE : at + _ENTRY], "big")
        at += _ENTRY


def _size(numbers: bytes, place: int) -> bytes:
    return numbers[_ENTRY * place : _ENTRY * place + _SIZE]


def _key(value: Decimal) -> bytes:
    """Return bytes that sort as the sizes of numbers do."""
    if not value:
        return bytes(_SIZE)
    digits, _, exponent = f"{value:.11e}".lstrip("-").partition("e")
    return (_LEAST_EXPONENT + int(exponent) << 48 | int(digits.replace(".", ""))).to_bytes(_SIZE, "big")
