"""Numbers as people write them: found in a text, read with their hedge and precision, and written again.

One type serves the figure in a fact file, the change in a table, the audit's verdict and the number in a draft,
so that they cannot disagree. The rules, each stated once:

* **Precision.** A figure stands for every value that rounds to it: half a unit of its last printed digit to either
  side, counted in its scale word ("2.7893 million" is known to the nearest 100). Without a decimal point the trailing
  zeros of a count are doubt, in whatever scale ("70 billion" and "700亿" alike); without trailing zeros, or below 100,
  a count is exact. Percentages and multiples are measured, not counted: the zero of "70 percent" is a digit.
* **Hedges.** "over" and "at least" leave the upper end open, "under" and "at most" the lower one. "About", "nearly"
  and "just over" allow one unit of the last significant digit, and never more than five percent of the figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import MAX_PREC, Context, Decimal
from enum import StrEnum
from functools import lru_cache

from shipa import figure, numeral, wording
from shipa.errors import UnreadableQuantityError, quoted
from shipa.figure import Parts
from shipa.interval import Interval


class Bound(StrEnum):
    """What a hedge makes of a figure."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"


class Kind(StrEnum):
    """What sort of number it is."""

    NUMBER = "number"
    PERCENT = "percent"
    POINTS = "points"
    RANK = "rank"
    MULTIPLE = "multiple"


_ZERO = Decimal(0)
_ONE = Decimal(1)
_TEN = Decimal(10)
_CERTAIN_BELOW = 100
_MOST_SLACK = Decimal("0.05")
_EVERY_DIGIT = Context(prec=MAX_PREC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure with its precision and hedge.

    ``value`` is in base units (12.15 billion is 12150000000), in percent where ``kind`` says so. ``step`` is the unit
    of the last digit that can be trusted, 0 where the figure is an exact count. ``currency`` is an ISO 4217 code or "".
    """

    value: Decimal
    step: Decimal = _ZERO
    bound: Bound = Bound.EXACT
    inclusive: bool = False  # "at least", "at most": the figure itself is possible
    near: bool = False  # "nearly", "just over": not only to one side of the figure but close to it
    kind: Kind = Kind.NUMBER
    currency: str = ""
    text: str = ""

    @property
    def slack(self) -> Decimal:
        """How far a hedge reaches: one unit of the last significant digit, at most five percent of the figure."""
        return min(last_digit(self.value), abs(self.value) * _MOST_SLACK)

    @property
    def rounding(self) -> Interval:
        """The values that the bare figure stands for, its hedge left aside."""
        return Interval.around(self.value, self.step / 2)

    @property
    def printed(self) -> Interval:
        """Every value that may have been printed so, whether it was rounded or its last digits were cut off."""
        if self.bound is Bound.EXACT and self.step:
            return Interval(low=self.interval.low, high=self.value + self.step, high_open=True)
        return self.interval

    @property
    def interval(self) -> Interval:
        """Every value that the figure, with its hedge, may stand for."""
        if self.bound is Bound.EXACT:
            return self.rounding
        hedged = Interval.around(self.value, self.slack)
        match self.bound:
            case Bound.OVER:
                return Interval(low=self.value, high=hedged.high if self.near else None, low_open=not self.inclusive)
            case Bound.UNDER:
                return Interval(low=hedged.low if self.near else None, high=self.value, high_open=not self.inclusive)
            case _:
                return hedged


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A quantity in a text: ``start`` and ``end`` are offsets in code points, hedge and unit included.

    ``core`` spans the numeral itself with its scale, currency and percent sign, without the hedge. ``words`` says
    that it was written in words ("nine", "九"), where a bare "one" or "first" need not be a figure at all.
    """

    start: int
    end: int
    core: tuple[int, int]
    quantity: Quantity
    words: bool


def last_digit(value: Decimal) -> Decimal:
    """Return the unit of the last significant digit: 100 for 6,800 and 0.1 for 57.9."""
    return numeral.last_place(value.normalize(_EVERY_DIGIT)) if value else _ZERO


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_HEDGES: Mapping[str, tuple[Bound, bool, bool]] = {  # bound, inclusive, near
    "exactly": (Bound.EXACT, False, False),
    "over": (Bound.OVER, False, False),
    "just over": (Bound.OVER, False, True),
    "at least": (Bound.OVER, True, False),
    "under": (Bound.UNDER, False, False),
    "nearly": (Bound.UNDER, False, True),
    "at most": (Bound.UNDER, True, False),
    "about": (Bound.ABOUT, False, False),
}
_NUMERALS: Mapping[str, tuple[Kind, Callable[[str], Decimal | None]]] = {
    "words": (Kind.NUMBER, numeral.read_english),
    "zh": (Kind.NUMBER, numeral.read_chinese),
    "rank": (Kind.RANK, numeral.read_digits),
    "ordinal": (Kind.RANK, numeral.read_ordinal),
    "zh_rank": (Kind.RANK, numeral.read_chinese),
}
_UNITS = {phrase: (Kind(kind), worth) for phrase, (kind, worth) in wording.UNITS.items()}
_POINTS = frozenset(".点點")
_MINUS = frozenset("-−–")
_AMBIGUOUS_SCALES = frozenset("mb")
_SOME_MORE = frozenset("多余餘过過上")  # inside a Chinese numeral: 三千余万, 过亿


def find(text: str) -> Iterator[Found]:
    """Yield every quantity in ``text`` in order, without overlaps; what it means is left to the caller."""
    for match in figure.matches(text):
        start, end = match.span()
        parts = Parts(*match.groups())
        unit_of_scale = match.span("scale")
        scale = text[unit_of_scale[0] : unit_of_scale[1]] if parts.scale else ""
        if quantity := _quantity(parts, text[start:end], scale):
            words = not (parts.digits or any(map(str.isdigit, parts.core)))
            yield Found(start=start, end=end, core=match.span("core"), quantity=quantity, words=words)


@lru_cache(maxsize=16_384)  # in prose the same few years and numbers come again and again
def _quantity(parts: Parts, text: str, scale: str) -> Quantity | None:
    """Return what was matched, or None where the numeral turns out to be none ("两三")."""
    number = _number(parts, scale)
    if not number:
        return None
    kind, value, step = number
    bound, inclusive, near = _HEDGES[_hedge(parts)]
    return Quantity(
        value=value,
        step=step,
        bound=bound,
        inclusive=inclusive,
        near=near,
        kind=kind,
        currency=_currency(parts),
        text=text,
    )


def _number(parts: Parts, scale: str) -> tuple[Kind, Decimal, Decimal] | None:
    """Return kind, value and step; ``scale`` is the scale word as it is printed."""
    if parts.share:
        percent = numeral.read_share(parts.share)
        return percent and (Kind.PERCENT, *percent)
    kind, printed, value = _in_digits(parts, parts.digits, scale) if parts.digits else _in_words(parts)
    if value is None:
        return None
    if kind is Kind.RANK:
        return kind, value + _ZERO, _ZERO
    if parts.unit and (measured := _UNITS.get(_phrase(parts.unit))):
        kind, worth = measured
        tenths = parts.tenths and numeral.read_chinese(parts.tenths)
        value = (value + (tenths or _ZERO) / 10) * worth
        step = numeral.last_place(value)
    else:
        step = _doubtful_step(value) if _POINTS.isdisjoint(printed) else numeral.last_place(value)
    # Adding zero gives every figure its full length: 12.15E9 becomes 12150000000.
    return kind, (-value if parts.sign in _MINUS else value) + _ZERO, step


def _in_digits(parts: Parts, digits: str, scale: str) -> tuple[Kind, str, Decimal | None]:
    """Return the kind, the digits and their value in the scale behind them."""
    if parts.zh_scale:
        return Kind.NUMBER, digits, numeral.read_chinese(digits + parts.zh_scale)
    value, word = numeral.read_digits(digits), parts.scale
    if word in _AMBIGUOUS_SCALES and not _currency(parts) and scale.islower():
        word = None  # "100 m" is no hundred million where no money is meant
    return Kind.NUMBER, digits, value * wording.SCALES[word] if word else value


def _in_words(parts: Parts) -> tuple[Kind, str, Decimal | None]:
    """Return the kind, the numeral and its value."""
    kind, printed, reader = next(
        (kind, printed, reader) for name, (kind, reader) in _NUMERALS.items() if (printed := getattr(parts, name))
    )
    return kind, printed, reader(printed)


def _doubtful_step(value: Decimal) -> Decimal:
    """Return the step of a whole number: its trailing zeros may be rounding, unless it is small enough to count."""
    return _ZERO if value < _CERTAIN_BELOW or value % _TEN else last_digit(value)


def _hedge(parts: Parts) -> str:
    """Return the name of the hedge; what stands behind the numeral or inside it comes before what stands in front."""
    if after := parts.after:
        return wording.HEDGES_AFTER[_phrase(after)]
    if odd := parts.odd:
        return "about" if odd in "来來" else "over"
    chinese = parts.zh_scale or parts.zh or parts.share
    if chinese and not _SOME_MORE.isdisjoint(chinese):
        return "over"
    if not (hedge := parts.hedge):
        return "exactly"
    name = wording.HEDGES_BEFORE[_phrase(hedge)]
    return wording.NARROWED.get(name, name) if parts.narrow else name


def _currency(parts: Parts) -> str:
    printed = parts.money or parts.unit
    return wording.CURRENCIES.get(_phrase(printed), "") if printed else ""


def _phrase(printed: str) -> str:
    """Return words as the tables have them, whatever stood between them."""
    return " ".join(printed.replace("-", " ").split())


_MOST_LISTED = 4
_AROUND_A_FIGURE = re.compile(r"[^\W\d_]*(?:[\s'’\-][^\W\d_]+)*\s*")
_DIGITS_ALONE = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,12})?")


def read(text: str) -> Quantity:
    """Return the one quantity that ``text`` states, as ``"over 450,000"`` or ``"278.93万件"``.

    A few words may stand around the figure. A first place may be told without a number, ``"top"`` or ``"inaugural"``,
    where nothing else is; in running text ``find`` passes such words by. Raises UnreadableQuantityError where there is
    no figure, more than one, or characters beside it that could belong to a number.
    """
    if _DIGITS_ALONE.fullmatch(text):
        return _digits_alone(text)
    return only_figure(text).quantity


def only_figure(text: str) -> Found:
    """Return the one figure that ``text`` states, with its place in it. Raises UnreadableQuantityError as ``read``."""
    if (alone := text.strip()).lower() in numeral.FIRSTS:
        start = text.index(alone)
        end = start + len(alone)
        first = Quantity(value=_ONE, kind=Kind.RANK, text=alone)
        return Found(start=start, end=end, core=(start, end), words=True, quantity=first)
    found = tuple(find(text))
    if len(found) != 1:
        raise UnreadableQuantityError(_not_one(text, [one.quantity.text for one in found]))
    [one] = found
    for rest in (text[: one.start].strip(), text[one.end :].strip()):
        if rest and not _AROUND_A_FIGURE.fullmatch(rest):
            raise UnreadableQuantityError(f"{quoted(rest)} in {quoted(text)} belongs to no figure")
    return one


def _digits_alone(text: str) -> Quantity:
    """Return what ``find`` would make of nothing but digits, as nearly every figure of a pack is, ten times as fast."""
    value = numeral.read_digits(text)
    return Quantity(
        value=value, step=_doubtful_step(value) if "." not in text else numeral.last_place(value), text=text
    )


def _not_one(text: str, figures: list[str]) -> str:
    """Return what is wrong with a text that should state one figure, with the figures that it states."""
    if not figures:
        return f"no figure can be read in {quoted(text)}"
    listed = ", ".join(map(quoted, figures[:_MOST_LISTED])) + (", …" if len(figures) > _MOST_LISTED else "")
    return f"{len(figures)} figures are there in {quoted(text)}: {listed}"


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_WRITTEN_HEDGES = {
    "en": {"exactly": "", "over": "> ", "just over": "just over ", "at least": "≥ "}
    | {"under": "< ", "nearly": "nearly ", "at most": "≤ ", "about": "about "},
    "zh": {"exactly": "", "over": "超", "just over": "略超", "at least": "至少"}
    | {"under": "低于", "nearly": "近", "at most": "至多", "about": "约"},
}
_HEDGE_NAMES = {meaning: name for name, meaning in _HEDGES.items()}
_WRITTEN_SCALES = {
    "en": ((Decimal("1E12"), " trillion"), (Decimal("1E9"), " billion"), (Decimal("1E6"), " million")),
    "zh": ((Decimal("1E12"), "万亿"), (Decimal("1E8"), "亿"), (Decimal("1E4"), "万")),
}
_MOST_DECIMALS = 4
_TENTHS = range(10, 100, 10)


def write(quantity: Quantity, lang: str = "en") -> str:
    """Return the quantity as people write it, ``"> 450,000"`` or ``"超45万"``; ``read`` gives it back.

    The currency is left to the unit that stands beside it.
    """
    hedge = _HEDGE_NAMES.get((quantity.bound, quantity.inclusive, quantity.near), "exactly")
    return _WRITTEN_HEDGES[lang][hedge] + _write_bare(quantity, lang)


def write_number(value: Decimal) -> str:
    """Return every digit of ``value`` with thousands separators, never an exponent."""
    return f"{value:,f}"


def ordinal(number: int) -> str:
    """Return the English ordinal in digits: ``"21st"``."""
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _write_bare(quantity: Quantity, lang: str) -> str:
    value, step = quantity.value, quantity.step
    is_chinese = lang == "zh"
    match quantity.kind:
        case Kind.RANK:
            return f"第{value:f}" if is_chinese else ordinal(int(value))
        case Kind.PERCENT if step == _TEN and value in _TENTHS:
            return f"{value / 10:f}成" if is_chinese else f"{value / 10:f} in 10"
        case Kind.PERCENT:
            return f"{_to_step(value, step)}%"
        case Kind.POINTS:
            return _to_step(value, step) + ("个百分点" if is_chinese else " percentage points")
        case Kind.MULTIPLE:
            return _to_step(value, step) + ("倍" if is_chinese else " times")
        case _:
            return _write_count(value, step, lang)


def _write_count(value: Decimal, step: Decimal, lang: str) -> str:
    """Write large rounded counts in millions, billions, 万 or 亿, where that takes few decimals."""
    for scale, word in _WRITTEN_SCALES[lang] if step else ():
        if abs(value) >= scale and _decimals(value / scale, step / scale) <= _MOST_DECIMALS:
            return _to_step(value / scale, step / scale) + word
    return _to_step(value, step)


def _to_step(value: Decimal, step: Decimal) -> str:
    return f"{value:,.{_decimals(value, step)}f}"


def _decimals(value: Decimal, step: Decimal) -> int:
    """Return how many decimals show every digit of the value and reach down to its step."""
    return max([0, *(-last_digit(one).adjusted() for one in (value, step) if one != one.to_integral_value())])
