"""Key paths to lines: the scanner against the parser, and hand-counted places."""

from __future__ import annotations

import tomllib

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from shipa import store
from shipa.model import Location
from shipa.toml_lines import keys, lines_of

SHIPPED = sorted(store.shipped().glob("*.toml"))

DOCUMENT = '''\
topic = "Patents"  # not = a.key
"odd key" = 'C:\\'
[pct]
title = """
[no.header]
not = "a key" """
aliases = [
    "one",  # two
    "three, [four]",
    [1.5, { five = "six", seven = 8 }],
]
place.name = "here"
"a.b" . c = 1979-05-27 07:32:00

[[pct.observations]]
period = "2024"

[[pct.observations]]
accept = { A1 = "why", B2 = "so" }
[pct.observations.more]
last = '''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("topic", 1),
        ('"odd key"', 2),
        ("pct", 3),
        ("pct.title", 4),
        ("pct.aliases", 7),
        ("pct.aliases[1]", 8),
        ("pct.aliases[2]", 9),
        ("pct.aliases[3]", 10),
        ("pct.aliases[3][2].seven", 10),
        ("pct.place.name", 12),
        ('pct."a.b".c', 13),
        ("pct.observations", 15),
        ("pct.observations[1]", 15),
        ("pct.observations[1].period", 16),
        ("pct.observations[2]", 18),
        ("pct.observations[2].accept.B2", 19),
        ("pct.observations[2].more", 20),
        ("pct.observations[2].more.last", 21),
    ],
)
def test_a_key_has_the_line_on_which_it_stands(path, line):
    assert lines_of(DOCUMENT + '"end"', [path]) == {path: line}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("pct.observations[2].source", 18),
        ("pct.observations[7].source", 15),
        ("pct.note", 3),
        ("no.such.thing", 1),
        ("", 1),
    ],
)
def test_a_key_that_is_not_there_has_the_line_of_what_it_should_be_in(path, line):
    assert lines_of(DOCUMENT + "0", [path]) == {path: line}


def test_windows_line_ends_count_once():
    assert lines_of('[a]\r\nb = """x\r\ny"""\r\nc = 1\r\n', ["a.c"]) == {"a.c": 4}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_scanner_finds_the_keys_of_the_shipped_files(path):
    text = path.read_text(encoding="utf-8")
    assert {key for key, _ in keys(text)} == set(paths(tomli.loads(text)))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_files_are_toml_1_0(path):
    data = path.read_bytes()
    assert tomllib.loads(data.decode()) == tomli.loads(data.decode())


def paths(value, at=Location(file="")):  # noqa: B008 - frozen
    """Yield every key path of a parsed document."""
    places: list[tuple[Location, object]] = []
    if isinstance(value, dict):
        places = [(at.inside(key), below) for key, below in value.items()]
    elif isinstance(value, list):
        places = [(at.item(number), below) for number, below in enumerate(value, start=1)]
    for place, below in places:
        yield place.key
        yield from paths(below, place)


NAMES = st.sampled_from(
    ["a", "b-c", "D_4", "7", "odd key", 'quo"te', "back\\slash", "dot.ted", "全国", "new\nline", ""]
)
STRINGS = st.sampled_from(["", "[x]", "a = 1", "# no", 'quo"te', "it's", "\\", "two\nlines", '"""', "'''", "，", "{,}"])
PLAIN = st.one_of(STRINGS, st.booleans(), st.integers(), st.floats(allow_nan=False), st.dates(), st.times())
TREES = st.dictionaries(
    NAMES,
    st.recursive(PLAIN, lambda below: st.lists(below, max_size=3) | st.dictionaries(NAMES, below, max_size=3)),
    max_size=4,
)


def written(value, draw):
    """Return a value as TOML, in one of the ways in which it may be written."""
    gap = draw(st.sampled_from(["", " ", "\n", " # ] } = \n"]))
    match value:
        case dict():
            inside = ", ".join(f"{quoted(key, draw)} = {written(below, draw)}" for key, below in value.items())
            return f"{{ {inside} }}"
        case list():
            return f"[{gap}" + "".join(f"{written(below, draw)}{gap},{gap}" for below in value) + "]"
        case str():
            return quoted(value, draw, is_key=False)
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def quoted(text, draw, *, is_key=True):
    """Return a text as a TOML string or key, bare, literal or over several lines where that is possible."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    ways = ['"' + escaped.replace("\n", draw(st.sampled_from(["\\n", "\\u000a", "\\U0000000A"]))) + '"']
    if not {"'", "\n"} & set(text):
        ways.append(f"'{text}'")
    if is_key and text.isascii() and text.replace("-", "").replace("_", "").isalnum():
        ways.append(text)
    if not is_key:
        ways.append('"""\n' + escaped + '"""')
        if "'" not in text:
            ways.append(f"'''{text}'''")
    return draw(st.sampled_from(ways))


def document(tree, draw, header=()):
    """Return a tree as a TOML document: headers, arrays of tables and dotted keys where they are possible."""
    lines, below = [], []
    for key, value in tree.items():
        is_tables = isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
        name = quoted(key, draw)
        if isinstance(value, dict) and draw(st.booleans()):
            path = (*header, name)
            below.append(f"[{'.'.join(path)}]\n" + document(value, draw, path))
        elif is_tables and draw(st.booleans()):
            path = (*header, name)
            below += [f"[[ {' . '.join(path)} ]]  # item\n" + document(item, draw, path) for item in value]
        elif isinstance(value, dict) and value and draw(st.booleans()):
            lines += [f"{name} . {quoted(one, draw)} = {written(two, draw)}" for one, two in value.items()]
        else:
            lines.append(f"{name} = {written(value, draw)}")
    return "\n".join([*lines, *below]) + "\n"


@given(st.data())
def test_the_scanner_finds_the_keys_that_the_parser_finds(data):
    text = document(data.draw(TREES), data.draw)
    assert {key for key, _ in keys(text)} == set(paths(tomli.loads(text)))


GAPS = st.sampled_from(["", "\n", "# k1 = 2\n", "\r\n\n"])
VALUES = st.sampled_from(["1", '"k0 = 1"', '"""\nk1 = 2\n"""', "[\n  1,\n]", "'''\n[k2]\n'''", "{ a = 1 }"])


@given(st.lists(st.tuples(GAPS, VALUES)))
def test_lines_are_counted_over_comments_and_values_of_several_lines(entries):
    text, expected = "", {}
    for number, (gap, value) in enumerate(entries):
        text += gap
        expected[f"k{number}"] = text.count("\n") + 1
        text += f"k{number} = {value}\n"
    assert lines_of(text, expected) == expected


@given(st.text(alphabet="[]{}=,.\"'\\#ab \n\r") | st.text())
def test_any_text_at_all_is_scanned_to_its_end(text):
    assert all(1 <= line <= text.count("\n") + 1 for _, line in keys(text))
