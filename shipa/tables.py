"""TOML tables against the keys that they may have: checked values come out, everything else becomes a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any
from unicodedata import category

from shipa.model import Location
from shipa.problems import Problems, quoted, suggestion


class Sort(StrEnum):
    """What the value of a key is."""

    TEXT = "text"
    TEXTS = "a list of texts"
    FLAG = "true or false"
    TABLE = "a table"
    TABLES = "an array of tables"


@dataclass(frozen=True, slots=True)
class Key:
    """What a key takes. ``choices`` are its only texts; ``form`` is a pattern for the whole text, ``example`` fits it."""

    sort: Sort = Sort.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    form: str = ""
    example: str = ""


ID = Key(required=True, form="[a-z0-9]+(-[a-z0-9]+)*", example="patents-granted")

# Characters that end a line, move the cursor or reorder what is read: nobody needs them in a fact, and an escape
# sequence or a reversed figure could deceive its reader.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_CONTROL = frozenset({"Cc", "Cs", "Zl", "Zp"})


def fields(
    table: dict[str, Any], keys: Mapping[str, Key], at: Location, problems: Problems, *, complete: bool = True
) -> dict[str, Any]:
    """Return the values of ``table`` that are as ``keys`` wants them; where ``complete``, required keys must be there.

    Lists of texts come as tuples, arrays of tables as pairs of their number and the table.
    """
    values: dict[str, Any] = {}
    for name, value in table.items():
        key = keys.get(name)
        if key is None:
            known = f"the keys here are {', '.join(keys)}"
            problems.add(at.inside(name), f"unknown key {quoted(name)}; {suggestion(name, keys, known)}")
        elif key.sort is Sort.TEXT:
            if wrong := _wrong_text(value, name, key):
                problems.add(at.inside(name), wrong)
            else:
                values[name] = value
        elif _has_sort(value, name, key.sort, at, problems):
            values[name] = _items(value, key.sort, at.inside(name), problems)
    if complete:
        for name, key in keys.items():
            if key.required and name not in table:
                problems.add(at.inside(name), f"is missing; {_advice(name, key)}")
    return values


def named_tables(
    tables: Mapping[str, Any], at: Location, problems: Problems
) -> Iterator[tuple[str, Location, dict[str, Any]]]:
    """Yield each table of a document with its id and place, if its id can be one."""
    for name, table in tables.items():
        place = at.inside(name)
        if wrong := _wrong_text(name, "id", ID):
            problems.add(place, f"the id {wrong}")
        elif not isinstance(table, dict):
            problems.add(
                place, f"{described(table)} stands outside a table; put it below a header such as [{ID.example}]"
            )
        else:
            yield name, place, table


def texts(table: dict[str, Any], at: Location, problems: Problems) -> dict[str, str]:
    """Return the entries of a table that takes any key and wants text for each."""
    good = {}
    for name, value in table.items():
        if wrong := _wrong_text(value, name, Key()) or (_wrong_text(name, name, Key()) and "the key is not plain text"):
            problems.add(at.inside(name), wrong)
        else:
            good[name] = value
    return good


def described(value: object) -> str:
    """Return what a TOML value is, in a few words: ``the number 2024``, ``a list``."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return quoted(value)
        case list():
            return "a list"
        case dict():
            return "a table"
        case date() | time():
            return f"the {'date' if isinstance(value, date) else 'time'} {value}"
        case _:
            return f"the number {_digits(value)}"


def _digits(number: object) -> str:
    text = hex(number) if isinstance(number, int) and abs(number) >= 10**30 else str(number)
    return text if len(text) <= len(hex(10**30)) else text[:12] + "…"


def _wrong_text(value: object, name: str, key: Key) -> str:
    """Return what is wrong with a value that should be text, "" where nothing is."""
    if not isinstance(value, str):
        plain = isinstance(value, list | dict | bool)
        return f"{described(value)} is not text; {_advice(name, key, '…' if plain else _digits(value))}"
    if not value or value.isspace():
        return f"is empty; leave the key out, or {_advice(name, key)}"
    if not value.isprintable() and (wrong := _wrong_characters(value)):
        return wrong
    if key.choices and value not in key.choices:
        listed = " or ".join(quoted(choice) for choice in key.choices)
        return f"{quoted(value)} is none of its values; {suggestion(value, key.choices, f'write {listed}')}"
    if key.form and not re.fullmatch(key.form, value):
        return f"{quoted(value)} has not the right form; write it like '{key.example}'"
    return ""


def _wrong_characters(text: str) -> str:
    odd = next((one for one in text if category(one) in _CONTROL or one in _REORDERING), "")
    if odd and odd in "\n\r":
        return "has a line break in it; write it on one line, or end each line with a backslash"
    return f"has the control character U+{ord(odd):04X} in it; take it out" if odd else ""


def _has_sort(value: object, name: str, sort: Sort, at: Location, problems: Problems) -> bool:
    match sort:
        case Sort.FLAG:
            right, example = isinstance(value, bool), f"{name} = true"
        case Sort.TABLE:
            right, example = isinstance(value, dict), f"[{at.inside(name).key}]"
        case Sort.TABLES:
            right, example = isinstance(value, list), f"[[{at.inside(name).key}]]"
        case _:
            right, example = isinstance(value, list), f'{name} = ["…", "…"]'
    if not right:
        problems.add(at.inside(name), f"{described(value)} is not {sort}; write {example}")
    return right


def _items(value: Any, sort: Sort, at: Location, problems: Problems) -> Any:
    """Return a list without the items that are not what they should be."""
    if sort is Sort.TEXTS:
        good = []
        for number, item in enumerate(value, start=1):
            if wrong := _wrong_text(item, "", Key()):
                problems.add(at.item(number), wrong)
            else:
                good.append(item)
        return tuple(good)
    if sort is Sort.TABLES:
        pairs = tuple(enumerate(value, start=1))
        for number, item in pairs:
            if not isinstance(item, dict):
                problems.add(at.item(number), f"{described(item)} is not a table; write [[{at.key}]]")
        return tuple((number, item) for number, item in pairs if isinstance(item, dict))
    return value


def _advice(name: str, key: Key, text: str = "") -> str:
    text = text or key.example or (key.choices[0] if key.choices else "…")
    return f'write {name} = "{text}"' if name else f'write "{text}"'
