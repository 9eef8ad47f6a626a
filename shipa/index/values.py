"""Values of the model as plain ones that a record of the index can hold, and back.

An object becomes a tuple of the number of its class and its fields, a tuple a list; texts, numbers and dictionaries
stay. A place in a file keeps the number of its layer in place of the folder, so that a pack may be moved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from shipa.interval import Interval
from shipa.model import Indicator, Location, Observation, Pack, Place, ReportedChange, Source, Target, Timing
from shipa.period import Period
from shipa.quantity import Bound, Kind, Quantity

_CLASSES: tuple[type[Any], ...] = (
    Indicator, Observation, Target, Source, Pack, Place, ReportedChange, Period, Quantity, Interval, Location
)  # fmt: skip
_SIMPLE: tuple[type[Any], ...] = (Timing, Bound, Kind, Decimal)
_NAMES = [[field.name for field in fields(one)] for one in _CLASSES]
_NUMBERS = {one: number for number, one in enumerate((*_CLASSES, *_SIMPLE, date))}
_SIMPLE_START = len(_CLASSES)
_DATE = _NUMBERS[date]


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
        if isinstance(value, Mapping):
            return dict(value)
        number = _NUMBERS.get(type(value))
        if number is None:
            raise TypeError(type(value))
        return number, *(self.packed(item) for item in self._content(value, number))

    def _content(self, value: Any, number: int) -> Sequence[Any]:
        """Return what an object is made of."""
        if isinstance(value, Location):
            layer = max((len(one), place) for place, one in enumerate(self._prefixes) if value.file.startswith(one))[1]
            return layer, value.file.removeprefix(self._prefixes[layer]), value.key
        if isinstance(value, Pack):
            return *(getattr(value, name) for name in _NAMES[number][:-1]), self._roots.index(value.root)
        if isinstance(value, date):
            return (value.toordinal(),)
        if isinstance(value, Enum | Decimal):
            return (str(value),)
        return [getattr(value, name) for name in _NAMES[number]]

    def unpacked(self, plain: Any) -> Any:
        """Return the value that a plain one stands for."""
        if isinstance(plain, list):
            return tuple([self.unpacked(item) for item in plain])
        if not isinstance(plain, tuple):
            return plain
        number, *content = plain
        if number == _DATE:
            return date.fromordinal(content[0])
        if number >= _SIMPLE_START:
            return _SIMPLE[number - _SIMPLE_START](content[0])
        cls = _CLASSES[number]
        if cls is Location:
            layer, name, key = content
            return Location(file=self._prefixes[layer] + name, key=key)
        if cls is Pack:
            content[-1] = self._roots[content[-1]]
        return cls(**dict(zip(_NAMES[number], map(self.unpacked, content), strict=True)))
