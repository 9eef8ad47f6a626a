"""TOML tables against the keys that they may have: good values come out, everything else becomes a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any
from unicodedata import category

from shipa.errors import quoted
from shipa.model import Location
from shipa.problems import Problems, suggestion


class Sort(StrEnum):
    """What the value of a key is."""

    TEXT = "text"
    TEXTS = "a list of texts"
    FLAG = "true or false"
    TABLE = "a table"
    TABLES = "an array of tables"


MOST_CHARACTERS = 10_000


@dataclass(frozen=True, slots=True)
class Key:
    """What a key takes: one of ``choices`` where there are any, a text of ``form``, a pattern, such as ``example``.

    A text has at most ``most`` characters.
    """

    sort: Sort = Sort.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    form: str = ""
    example: str = ""
    most: int = MOST_CHARACTERS
    is_bound: bool = field(init=False)  # whether not every text will do that is short enough

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_bound", bool(self.form or self.choices))


ID = Key(required=True, form="[a-z0-9]+(-[a-z0-9]+)*", example="literacy-rate", most=80)
_PLAIN = Key()

# Characters that end a line, move the cursor or reorder what is read: nobody needs them in a fact, and an escape
# sequence or a reversed figure could deceive its reader.
_CONTROL = frozenset({"Cc", "Cs", "Zl", "Zp"})
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_MOST_SHOWN_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Table:
    """A table that has been checked: its good values by key, as it was, and where it stands.

    A list of texts is a tuple, with "" for those that are not good. Tables below it are unchecked.
    """

    values: dict[str, Any]
    raw: Mapping[str, Any]
    at: Location
    problems: Problems

    def get(self, key: str, default: Any = "") -> Any:
        """Return the value of a key, ``default`` where there is none or no good one."""
        return self.values.get(key, default)

    def wrong(self, key: str, text: str, *, other: Location | None = None) -> None:
        """Note what is wrong with the value of a key."""
        self.problems.add(self.at.inside(key), text, other=other)

    def table(self, key: str, keys: Mapping[str, Key]) -> Table:
        """Return the table below a key, empty where there is none."""
        return checked(self.get(key, {}), keys, self.at.inside(key), self.problems)

    def tables(self, key: str, keys: Mapping[str, Key]) -> Iterator[Table]:
        """Yield the tables of the array below a key."""
        at = self.at.inside(key)
        for number, table in enumerate(self.get(key, ()), start=1):
            if isinstance(table, dict):
                yield checked(table, keys, at.item(number), self.problems)
            else:
                self.problems.add(at.item(number), f"{described(table)} is not a table; write [[{at.key}]]")

    def texts(self, key: str) -> dict[str, str]:
        """Return the entries of the table below a key, which may have any keys and wants text for each."""
        raw = self.get(key, {})
        return checked(raw, dict.fromkeys(raw, _PLAIN), self.at.inside(key), self.problems).values if raw else {}


def checked(
    raw: Mapping[str, Any], keys: Mapping[str, Key], at: Location, problems: Problems, *, complete: bool = True
) -> Table:
    """Return what ``raw`` has of ``keys``; where it is to be ``complete``, the required ones must be there."""
    values: dict[str, Any] = {}
    table = Table(values, raw, at, problems)
    for name, value in raw.items():
        key = keys.get(name)
        if key is None:
            known = f"the keys here are {', '.join(keys)}"
            table.wrong(name, f"unknown key {quoted(name)}; {suggestion(name, keys, known)}")
        elif key.sort is Sort.TEXT:
            # What nearly all values are comes first: text in which nothing has to be looked at twice.
            if (type(value) is str and len(value) <= key.most and not key.is_bound and _is_plain(value)) or not (
                wrong := _wrong_text(value, name, key)
            ):
                values[name] = value
            else:
                table.wrong(name, wrong)
        elif wrong := _wrong_sort(value, name, key.sort, at):
            table.wrong(name, wrong)
        else:
            values[name] = _good_texts(value, name, table) if key.sort is Sort.TEXTS else value
    if complete:
        for name, key in keys.items():
            if key.required and name not in raw:
                table.wrong(name, f"is missing; {_advice(name, key)}")
    return table


def named_tables(
    raw: Mapping[str, Any], keys: Mapping[str, Key], at: Location, problems: Problems
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each table of a document with its name, if that can be an id; ``keys`` are read elsewhere."""
    for name, table in raw.items():
        if name in keys:
            continue
        if not isinstance(table, dict):
            advice = suggestion(name, keys, f"put it below the header of a table, such as [{ID.example}]")
            problems.add(at.inside(name), f"{described(table)} stands outside the tables; {advice}")
        elif len(name) > ID.most or not re.fullmatch(ID.form, name):
            problems.add(at.inside(name), f"{quoted(name)} cannot be an id; write it like [{ID.example}]")
        else:
            yield name, table


def described(value: object) -> str:
    """Return what a TOML value is, in a few words: ``the number 2024``, ``a list``."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return quoted(value)
        case list() | tuple():
            return "a list"
        case dict():
            return "a table"
        case date() | time():
            return f"the {'date' if isinstance(value, date) else 'time'} {value}"
        case _:
            return f"the number {_digits(value)}"


def _digits(number: object) -> str:
    is_long = isinstance(number, int) and abs(number) >= 10**_MOST_SHOWN_DIGITS  # Python refuses to print the longest
    text = hex(number) if is_long else str(number)  # type: ignore[arg-type]
    return text if len(text) <= _MOST_SHOWN_DIGITS else text[:_MOST_SHOWN_DIGITS] + "…"


def _is_plain(text: str) -> bool:
    """Return whether a text says something and has no characters in it that have to be looked at."""
    return bool(text) and text.isprintable() and not text.isspace()


def _wrong_text(value: object, name: str, key: Key) -> str:
    """Return what is wrong with a value that should be text, "" where nothing is."""
    if not isinstance(value, str):
        example = "" if isinstance(value, list | dict | bool) else _digits(value)
        return f"{described(value)} is not text; {_advice(name, key, example)}"
    if not value.strip():
        return f"is empty; {'' if key.required else 'leave the key out, or '}{_advice(name, key)}"
    if len(value) > key.most:
        return f"has {len(value):,} characters; shorten it to {key.most:,}"
    return _wrong_characters(value) or _wrong_form(value, name, key)


def _wrong_form(text: str, name: str, key: Key) -> str:
    if key.choices and text not in key.choices:
        return f"{quoted(text)} is not one of its values; {_advice(name, key)}"
    if key.form and not re.fullmatch(key.form, text):
        return f"{quoted(text)} does not have the right form; {_advice(name, key)}"
    return ""


def _wrong_characters(text: str) -> str:
    odd = next((one for one in text if category(one) in _CONTROL or one in _REORDERING), "")
    if odd and odd in "\n\r":
        return "has a line break in it; write it on one line, or end each line with a backslash"
    return f"has the control character U+{ord(odd):04X} in it; take it out" if odd else ""


def _wrong_sort(value: object, name: str, sort: Sort, at: Location) -> str:
    match sort:
        case Sort.FLAG:
            right, example = isinstance(value, bool), f"{name} = true"
        case Sort.TABLE:
            right, example = isinstance(value, dict), f"[{at.inside(name).key}]"
        case Sort.TABLES:
            right, example = isinstance(value, list), f"[[{at.inside(name).key}]]"
        case _:
            right, example = isinstance(value, list), f'{name} = ["…", "…"]'
    return "" if right else f"{described(value)} is not {sort}; write {example}"


def _good_texts(items: list[object], name: str, table: Table) -> tuple[object, ...]:
    if all(isinstance(item, str) and len(item) <= MOST_CHARACTERS and _is_plain(item) for item in items):
        return tuple(items)
    wrongs = [_wrong_text(item, "", _PLAIN) for item in items]
    for number, wrong in enumerate(wrongs, start=1):
        if wrong:
            table.problems.add(table.at.inside(name).item(number), wrong)
    return tuple("" if wrong else item for item, wrong in zip(items, wrongs, strict=True))


def _advice(name: str, key: Key, text: str = "") -> str:
    """Return what would be right: a choice, the example, or the value that is there as text."""
    texts = key.choices or (text or key.example or "…",)
    listed = " or ".join(f'"{one}"' for one in texts)
    return f"write {name} = {listed}" if name else f"write {listed}"
