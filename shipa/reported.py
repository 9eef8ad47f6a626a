"""Figures as documents print them, read with what is known of their indicator: its unit and its names.

``quantity.read`` takes a figure with a word or two around it. Around the figure of a fact more may stand, which only
the indicator explains: its own unit, whatever that is; what a rate is counted by ("per 10,000 people", 件/万人); of how
many a place is one ("fifth of 24"); and a word that puts the figure below zero ("minus", 亏损).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from shipa import measure, wording
from shipa.errors import UnreadableQuantityError, quoted
from shipa.model import CURRENCY_UNITS, ORDINAL, RANK, YEAR, Indicator
from shipa.quantity import Bound, Found, Kind, Quantity, find, read
from shipa.sign import is_below_zero

_LETTER = r"[^\W\d_]"
# A word, or a sign as it stands in units: m³, °C, km2, CO2.
_SIGN = (
    rf"(?:[°%‰]?{_LETTER}+[²³]?|[℃℉°㎡㎥㎢]|k?m[23]|{_LETTER}{{0,3}}(?:CO2|CH4|N2O|SO2|NO2|NH3|O3|H2)(?:e|eq)?)(?![\d])"
)
_SIGNS = rf"{_SIGN}(?:[\s'’·⋅.\-]+{_SIGN})*"
_ROUND = r"[1-9][\d,]*0(?!\d)"
_NUMERAL = r"\d[\d,]*(?:\.\d+)?"
_BEHIND = re.compile(
    rf"\s*-?(?:{_SIGNS})?(?:(?:(?<=\S)\s*[/／]\s*(?:{_ROUND}\s*)?|\s*{measure.PER}\s*(?:{_NUMERAL}\s*)?)(?:{_SIGNS})?)?\s*",
    re.IGNORECASE,
)
_PER = re.compile(rf"(?:{measure.PER}|[/／])\s*\Z", re.IGNORECASE)
_BEFORE = re.compile(rf"(?:{_SIGNS})?\s*(?:{measure.PER}\s*(?:{_NUMERAL}\s*)?(?:{_SIGNS})?[\s,:，：]*)?", re.IGNORECASE)
# "5th of 24", "3 out of 24 cities", 第5位（共24个）, 24个城市中第5位
_FIELD_BEHIND = re.compile(
    rf"\s*(?:place|位|名)?(?:\s+\(?(?:out\s+of|of|among|amongst)\s+(?:all\s+)?(?:the\s+)?|\s*[（(，,]?\s*共)(?P<field>{_NUMERAL})[^\d]*",
    re.IGNORECASE,
)
_FIELD_BEFORE = re.compile(rf"[^\d]*?(?P<field>{_NUMERAL})[^\d]*[中里内裡內][^\d]*")
# Units that say what kind of number it is, and belong to the figure.
_KINDS = frozenset({*CURRENCY_UNITS, *wording.CURRENCIES, *wording.UNITS, RANK, ORDINAL, YEAR}) - {"‰"}
_RANKS = frozenset({RANK, ORDINAL})
_ABOVE_FOR_BELOW = {Bound.OVER: Bound.UNDER, Bound.UNDER: Bound.OVER}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Subject:
    """What a figure is of, as far as that helps to read it: unit and title in both languages, and other names."""

    unit: str = ""
    unit_zh: str = ""
    titles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @classmethod
    def of(cls, indicator: Indicator) -> Subject:
        """Return the subject of an indicator's figures."""
        return cls(
            unit=indicator.unit,
            unit_zh=indicator.unit_zh,
            titles=(indicator.title, indicator.title_zh),
            aliases=(*indicator.aliases, *indicator.aliases_zh),
        )

    def read(self, text: str) -> Quantity:
        """Return the one quantity that ``text`` states. Raises UnreadableQuantityError where there is not one."""
        quantity = self._figure(text)
        if len(quantity.text) == len(text):
            return quantity
        before, after = _around(text, quantity)
        if quantity.value > 0 and is_below_zero(text, before, after, self.titles, self.aliases):
            return _negative(quantity, text)
        return quantity

    def _figure(self, text: str) -> Quantity:
        """Return the one figure as it stands, whatever the words beside it make of it."""
        # What stands directly before the unit is counted in it: 5 of "5 million tonnes" if those are the unit, 6 of 6‰.
        if not text[-1:].isdigit() and (bare := next(self._without_unit(text), ""))[-1:].isdigit():
            with suppress(UnreadableQuantityError):
                return read(bare)
        try:
            quantity = read(text)
        except UnreadableQuantityError:
            if found := self.found(text):
                return self._without_money(found.quantity)
            raise
        if self.unit in _RANKS and quantity.kind is Kind.PERCENT and (found := self.found(text)):
            return found.quantity  # "3 out of 10" is a share elsewhere
        return self._without_money(quantity)

    def _without_money(self, quantity: Quantity) -> Quantity:
        """Return the figure as a plain number where money per something is counted, "yuan per person"."""
        is_rate = CURRENCY_UNITS.get(self.unit.partition(" per ")[0]) == quantity.currency and " per " in self.unit
        return replace(quantity, currency="") if is_rate else quantity

    def found(self, text: str) -> Found | None:
        """Return the figure of a text that ``quantity.read`` refuses, None where it is no single figure for this."""
        is_measured = measure.measure_in(self.unit) or measure.measure_in(self.unit_zh)
        for shorter in (*self._without_unit(text), text, *([measure.spaced(text)] if is_measured else [])):
            every = tuple(find(shorter))
            for one in every:
                before, after = shorter[: one.start], shorter[one.end - len(_sign_in(one.quantity)) :]
                if self.unit in _RANKS and (place := _place(one, before, after)):
                    return place
                others_count = all(other is one or _PER.search(shorter[: other.start]) for other in every)
                if others_count and _BEFORE.fullmatch(before) and _BEHIND.fullmatch(after):
                    return one
        return None

    def _without_unit(self, text: str) -> Iterator[str]:
        """Yield what stands before the unit, where the text ends with it, however it is spaced."""
        for unit in (self.unit, self.unit_zh) if self.unit not in _KINDS else ():
            words = unit.split()
            if words and unit not in _KINDS and text.rstrip().lower().endswith(words[-1].lower()):
                pattern = r"[\s\-]+".join(map(re.escape, words))
                if match := re.search(rf"(?<![^\W\d_])[\s\-]*{pattern}\s*\Z", text, re.IGNORECASE):
                    yield text[: match.start()]

    def misfit(self, text: str, quantity: Quantity) -> str:
        """Return why the unit that ``text`` has beside its figure cannot be that of the indicator, "" where it can."""
        if not self.unit or quantity.kind is not Kind.NUMBER or (text[-1:].isdigit() and text == quantity.text):
            return ""
        before, after = _around(text, quantity)
        return (
            self._other_scale(text, quantity, after)
            or self._other_count(text, before, after)
            or self._other_measure(text, before, after)
        )

    def _other_scale(self, text: str, quantity: Quantity, after: str) -> str:
        """Return what is wrong where the unit has a scale and the figure another one."""
        scale = measure.scale_of(self.unit)
        is_printed = scale and (measure.has_scale(quantity.text) or measure.measure_in(after))
        if not is_printed or any(self._without_unit(text)):
            return ""
        whole = self.unit.removeprefix(scale).strip()
        return (
            f"{quoted(text)} has another scale than the unit {quoted(self.unit)}; "
            f"let the unit be {quoted(whole)}, or write the figure in {self.unit}"
        )

    def _other_count(self, text: str, before: str, after: str) -> str:
        """Return what is wrong where a rate is counted by another number than the unit is."""
        printed = measure.counts_per(after) or measure.counts_per(before)
        known = _counts_of(self) if printed else printed
        if printed <= known:
            return ""
        return (
            f"{quoted(text)} is per {max(printed - known):,f}, and the unit is {quoted(self.unit)}; "
            "say in the unit by how many it counts"
        )

    def _other_measure(self, text: str, before: str, after: str) -> str:
        """Return what is wrong where a unit of measure is printed and the indicator has another one."""
        known = [one for unit in (self.unit, self.unit_zh) if (one := measure.measure_in(unit))]
        if not known:
            return ""
        printed = measure.measure_in(after, before)
        if printed and all(map(printed.is_plainly_not, known)):
            return (
                f"{quoted(text)} is in {printed}, and the unit is {quoted(self.unit)}; "
                f"give it to an indicator in {printed}, or write the figure alone"
            )
        return ""


@lru_cache(maxsize=16)
def _counts_of(subject: Subject) -> frozenset[Decimal]:
    """Return every round number by which the indicator may count."""
    return measure.counts_named((subject.unit, subject.unit_zh, *subject.titles, *subject.aliases))


def _sign_in(quantity: Quantity) -> str:
    """Return the "m" behind the digits of "5 m", which is a scale only where money is meant."""
    is_sign = quantity.text.endswith("m") and not quantity.currency and re.search(r"\d\s?m\Z", quantity.text)
    return "m" if is_sign else ""


def _around(text: str, quantity: Quantity) -> tuple[str, str]:
    """Return what stands before and behind the figure, whose unit may be a sign that it was read with."""
    before, _, after = text.partition(quantity.text)
    return before, _sign_in(quantity) + after


def _place(one: Found, before: str, after: str) -> Found | None:
    """Return a place among so many, without how many they are."""
    if share := re.match(r"\d+(?= out of \d+\Z)", one.quantity.text):
        one = replace(one, quantity=next(find(share[0])).quantity)
        return one if _BEFORE.fullmatch(before) and not after.strip(" .") else None
    kind = one.quantity.kind
    match = None
    if (kind is Kind.RANK or (kind is Kind.NUMBER and not one.words)) and _BEFORE.fullmatch(before):
        match = _FIELD_BEHIND.fullmatch(after)
    if not match and kind is Kind.RANK and _BEHIND.fullmatch(after):
        match = _FIELD_BEFORE.fullmatch(before)
    return one if match and int(match["field"].replace(",", "")) >= one.quantity.value else None


def _negative(quantity: Quantity, text: str) -> Quantity:
    """Return the figure below zero; "over" so much of a loss is less than nothing by more."""
    bound = _ABOVE_FOR_BELOW.get(quantity.bound, quantity.bound)
    return replace(quantity, value=-quantity.value, bound=bound, text=text.strip())
