"""Figures that are said without a numeral: "doubled", "twice as many", "halved", 翻一番, "the top figure", 首位."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from shipa.quantity import Found, Kind, Quantity, find

_TIMES = {"doubl": 2, "twice": 2, "tripl": 3, "treb": 3, "quadr": 4, "quint": 5}
_TURNS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
_HALF = Decimal("0.5")
# "doubled" is a figure in the past only; "double" and "twice" are where they compare with something.
_SPOKEN = re.compile(
    r"""
      \b(?: (?P<times> doubl | tripl | trebl | quadrupl | quintupl ) (?: ed | ing )\b
          | (?P<compared> double | twice | triple | treble | quadruple )
            (?= \s+(?: as\s(?:many|much|large|high|big|great) | that | those | the | what )\b )
          | (?P<half> halved | halving )\b
          | (?P<top> top(?! \s*[-–\d] | \s+(?:ten|three|five|hundred|two|four|of)\b )\b )
        )
      | 翻了?(?P<inside> 近 | 约 | 超过? | 不止 )?(?P<turns> [一两二三四] )番 (?P<more> 多 | 以上 )?
      | (?P<zh_double> 翻(?: 倍 | 番 | 了番 ) )
      | (?P<zh_half> 减半 )
      | (?P<zh_top> 首位 | 榜首 | 居首 | 之首 )
    """,
    re.VERBOSE,
)
_LEAD = 24  # as far before a figure as its hedge reaches


class Spoken(Found):
    """A figure without a numeral. Where nothing is known of it, it is no figure at all."""

    __slots__ = ()


def spoken(text: str) -> Iterator[Spoken]:
    """Yield the figures in ``text`` (simplified) that are said without a numeral, in order."""
    for match in _SPOKEN.finditer(text):
        start, end = match.span()
        if match["top"] or match["zh_top"]:
            quantity = Quantity(value=Decimal(1), kind=Kind.RANK, text=match[0])
        else:
            start, quantity = _hedged(text, match, _times(match))
        yield Spoken(
            start=start, end=end, core=match.span(), words=True, quantity=replace(quantity, text=text[start:end])
        )


def _times(match: re.Match[str]) -> Decimal:
    """Return how many times what it was something has become."""
    if match["half"] or match["zh_half"]:
        return _HALF
    if match["turns"]:
        return Decimal(2) ** _TURNS[match["turns"]]
    word = match["times"] or match["compared"]
    return Decimal(next(times for stem, times in _TIMES.items() if word.startswith(stem)) if word else 2)


def _hedged(text: str, match: re.Match[str], times: Decimal) -> tuple[int, Quantity]:
    """Return where the figure begins, and what it is with the hedge before it: that of a numeral in its place."""
    begin = max(0, match.start() - _LEAD)
    lead = text[begin : match.start()]
    unit = " times" if match[0].isascii() else "倍"
    numeral = f"{match['inside'] or ''}{times}{unit}{match['more'] or ''}"
    [*found] = find(lead + numeral)
    if not found or found[-1].quantity.kind is not Kind.MULTIPLE:
        return match.start(), Quantity(value=times, step=Decimal(1), kind=Kind.MULTIPLE)
    return min(match.start(), begin + found[-1].start), found[-1].quantity
