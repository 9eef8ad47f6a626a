"""Values of the model as plain ones that a record of the index can hold, and back.

Sources and packs, which are few, become tuples of the number of their class and their fields. Indicators, with the
entries that make up nearly all of an index, become tuples of what cannot be told from the rest: an entry says where it
stands by its number, a figure what it was read from only where that is not the whole text, and what is empty at the end
is left out. A place in a file keeps the number of its layer instead of the folder, so that a pack may be moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import Any

from shipa.model import Indicator, Location, Observation, Pack, Place, ReportedChange, Source, Target, Timing
from shipa.period import parse_period
from shipa.quantity import Bound, Kind, Quantity

_CLASSES: tuple[type[Any], ...] = (Source, Pack, Place, Location, Indicator)
_NAMES = [[field.name for field in fields(one)] for one in _CLASSES]
_NUMBERS = {one: number for number, one in enumerate(_CLASSES)}


def _texts_of(one: type[Any], *others: str) -> tuple[str, ...]:
    """Return the names of the fields that are kept as they are."""
    return tuple(field.name for field in fields(one) if field.name not in others)


_HEAD = _texts_of(Indicator, "timing", "aliases", "aliases_zh", "accept", "at", "observations", "targets")
_PACK = _HEAD.index("pack")
_ENTRY = ("period", "source", "reported", "quantity", "change", "accept", "pack", "at")
_OBSERVATION, _TARGET = _texts_of(Observation, *_ENTRY), _texts_of(Target, *_ENTRY)
_TIMINGS = {one.value: one for one in Timing}
_BOUNDS = {one.value: one for one in Bound}
_KINDS = {one.value: one for one in Kind}
_USUAL: tuple[Any, ...] = ("", "", None, Bound.EXACT.value, Kind.NUMBER.value, "", False, False)  # of a figure
_head, _observation, _target = attrgetter(*_HEAD), attrgetter(*_OBSERVATION), attrgetter(*_TARGET)


class Packer:
    """Turns values of the packs in these folders into plain ones, and back."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Take the folders as they were given to the store: paths in messages begin with them."""
        self._prefixes = [str(folder / "x")[:-1] for folder in folders]
        self._roots = [str(folder) for folder in folders]

    def packed(self, value: Any) -> Any:
        """Return a plain value that stands for this one. Raises TypeError for a class that is not of the model."""
        if value is None or isinstance(value, bool | int) or type(value) is str:
            return value
        if isinstance(value, tuple):
            return [self.packed(item) for item in value]
        if isinstance(value, Indicator):
            return self._indicator(value)
        number = _NUMBERS.get(type(value))
        if number is None:
            raise TypeError(type(value))
        return number, *(self.packed(item) for item in self._content(value, number))

    def _content(self, value: Any, number: int) -> Sequence[Any]:
        """Return what an object is made of."""
        if isinstance(value, Location):
            return self._location(value)
        if isinstance(value, Pack):
            return *(getattr(value, name) for name in _NAMES[number][:-1]), self._roots.index(value.root)
        return [getattr(value, name) for name in _NAMES[number]]

    def unpacked(self, plain: Any) -> Any:
        """Return the value that a plain one stands for."""
        if isinstance(plain, list):
            return tuple([self.unpacked(item) for item in plain])
        if not isinstance(plain, tuple):
            return plain
        number, *content = plain
        cls = _CLASSES[number]
        if cls is Indicator:
            return self._unpacked_indicator(content)
        if cls is Location:
            return self._place(content)
        if cls is Pack:
            content[-1] = self._roots[content[-1]]
        return cls(**dict(zip(_NAMES[number], map(self.unpacked, content), strict=True)))

    # ── indicators ───────────────────────────────────────────────────────────────────────────────────────────────────

    def head(self, one: Indicator) -> Any:
        """Return a plain value that stands for an indicator without its entries."""
        return (
            _head(one),
            str(one.timing),
            list(one.aliases),
            list(one.aliases_zh),
            dict(one.accept),
            self._location(one.at),
        )

    def _indicator(self, one: Indicator) -> Any:
        place = f"{one.at.key}.observations[", f"{one.at.key}.targets["
        return (
            _NUMBERS[Indicator],
            self.head(one),
            [self._observation(entry, one, place[0]) for entry in one.observations],
            [self._target(entry, one, place[1]) for entry in one.targets],
        )

    def unpacked_head(self, plain: Sequence[Any], observations: Any = (), targets: Any = ()) -> Indicator:
        """Return an indicator with these entries."""
        head, timing, aliases, aliases_zh, accept, place = plain
        return Indicator(
            **dict(zip(_HEAD, head, strict=True)),
            timing=_TIMINGS[timing],
            aliases=tuple(aliases),
            aliases_zh=tuple(aliases_zh),
            accept=accept,
            at=self._place(place),
            observations=observations,
            targets=targets,
        )

    def _unpacked_indicator(self, content: Sequence[Any]) -> Indicator:
        head, observations, targets = content
        at, pack = self._place(head[-1]), head[0][_PACK]
        prefixes = f"{at.key}.observations[", f"{at.key}.targets["
        return self.unpacked_head(
            head,
            tuple([self._unpacked_observation(entry, pack, at, prefixes[0]) for entry in observations]),
            tuple([self._unpacked_target(entry, pack, at, prefixes[1]) for entry in targets]),
        )

    def _observation(self, one: Observation, of: Indicator, prefix: str) -> Any:
        change = one.change
        return (
            one.period.text,
            one.source,
            one.reported,
            self._entry_place(one, of, prefix),
            _quantity(one.quantity, one.reported),
            None if change is None else _change(change),
            dict(one.accept) or None,
            *_trimmed(_observation(one)),
        )

    def _unpacked_observation(self, plain: Sequence[Any], pack: str, at: Location, prefix: str) -> Observation:
        period, source, reported, place, quantity, change, accept, *texts = plain
        added, location = self._unpacked_place(place, pack, at, prefix)
        return Observation(
            period=parse_period(period),
            source=source,
            reported=reported,
            quantity=_unpacked_quantity(quantity, reported),
            change=change and _unpacked_change(*change),
            accept=accept or {},
            pack=added,
            at=location,
            **dict(zip(_OBSERVATION, texts, strict=False)),
        )

    def _target(self, one: Target, of: Indicator, prefix: str) -> Any:
        place = self._entry_place(one, of, prefix)
        quantity = _quantity(one.quantity, one.reported)
        return one.period.text, one.source, one.reported, place, quantity, *_trimmed(_target(one))

    def _unpacked_target(self, plain: Sequence[Any], pack: str, at: Location, prefix: str) -> Target:
        period, source, reported, place, quantity, *texts = plain
        added, location = self._unpacked_place(place, pack, at, prefix)
        return Target(
            period=parse_period(period),
            source=source,
            reported=reported,
            quantity=_unpacked_quantity(quantity, reported),
            pack=added,
            at=location,
            **dict(zip(_TARGET, texts, strict=False)),
        )

    # ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _location(self, at: Location) -> tuple[int, str, str]:
        layer = max((len(one), place) for place, one in enumerate(self._prefixes) if at.file.startswith(one))[1]
        return layer, at.file.removeprefix(self._prefixes[layer]), at.key

    def _place(self, plain: Sequence[Any]) -> Location:
        layer, name, key = plain
        return Location(file=self._prefixes[layer] + name, key=key)

    def _entry_place(self, one: Observation | Target, of: Indicator, prefix: str) -> Any:
        """Return the number of an entry among those of its indicator, or, of what another pack added, all of it."""
        number = one.at.key[len(prefix) : -1]
        if one.pack == of.pack and one.at.file == of.at.file and one.at.key == f"{prefix}{number}]":
            return number
        return one.pack, self._location(one.at)

    def _unpacked_place(self, place: Any, pack: str, at: Location, prefix: str) -> tuple[str, Location]:
        if isinstance(place, str):
            return pack, Location(file=at.file, key=f"{prefix}{place}]")
        added, location = place
        return added, self._place(location)


def _trimmed(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts without the empty ones at the end."""
    end = len(texts)
    while end and not texts[end - 1]:
        end -= 1
    return texts[:end]


def _quantity(one: Quantity | None, printed: str) -> Any:
    """Return value and step, and as far as it is not the usual, what else is known of a figure."""
    if one is None:
        return None
    text = None if one.text == printed else one.text
    if one.bound is Bound.EXACT and one.kind is Kind.NUMBER and not (one.currency or one.inclusive or one.near):
        return (str(one.value), str(one.step)) if text is None else (str(one.value), str(one.step), text)
    return (
        str(one.value), str(one.step), text, one.bound.value, one.kind.value, one.currency, one.inclusive, one.near
    )  # fmt: skip


def _unpacked_quantity(plain: Sequence[Any] | None, printed: str) -> Any:
    if plain is None:
        return None
    value, step, text, bound, kind, currency, inclusive, near = *plain, *_USUAL[len(plain) :]
    return Quantity(
        value=Decimal(value),
        step=Decimal(step),
        bound=_BOUNDS[bound],
        inclusive=inclusive,
        near=near,
        kind=_KINDS[kind],
        currency=currency,
        text=printed if text is None else text,
    )


def _change(one: ReportedChange) -> Any:
    years = () if one.years == 1 else (one.years,)
    return one.direction, _quantity(one.quantity, one.text), one.text, *years


def _unpacked_change(direction: int, quantity: Any, text: str, years: int = 1) -> ReportedChange:
    return ReportedChange(direction=direction, quantity=_unpacked_quantity(quantity, text), text=text, years=years)
