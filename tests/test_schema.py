"""Tables to the model: what a good pack becomes, and the schema for editors in step with the keys that are read."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from shipa import schema, store
from shipa.model import Indicator, Location, Observation, Pack, Place, ReportedChange, Source, Target, Timing
from shipa.period import parse_period
from shipa.quantity import Bound, Kind, read
from shipa.tables import ID, MOST_CHARACTERS, Sort

DATA = Path(__file__).parent / "data"
PLANETS = DATA / "valid" / "planets"
EDITORS = json.loads((store.shipped() / "schema.json").read_text(encoding="utf-8"))
DEFINITIONS = EDITORS["definitions"]
KEYS = {
    "pack": schema.PACK,
    "place": schema.PLACE,
    "source": schema.SOURCE,
    "topic": schema.TOPIC,
    "indicator": schema.INDICATOR,
    "observation": schema.OBSERVATION,
    "target": schema.TARGET,
}
PAIRS = [(name, key) for name, keys in KEYS.items() for key in keys]


# ── the model ────────────────────────────────────────────────────────────────────────────────────────────────────────


def at(file, key):
    return Location(file=str(PLANETS / file), key=key)


def test_a_pack_with_every_key_becomes_the_model_with_every_field():
    base = store.load([PLANETS])
    assert base.packs == (
        Pack(
            id="planets",
            title="Planets",
            title_zh="行星",
            description="A pack with every key that there is.",
            version="1",
            place=Place(
                name="Solar System",
                name_zh="太阳系",
                aliases=("our solar system",),
                aliases_zh=("本太阳系",),
            ),
            other_places=("Pluto", "冥王星"),
            root=str(PLANETS),
        ),
    )
    assert base.sources["almanac-2020"] == Source(
        id="almanac-2020",
        title="Almanac of the Planets",
        title_zh="行星年鉴",
        publisher="Observatory of Examples",
        publisher_zh="示例天文台",
        author="A. Stronomer",
        author_family="Stronomer",
        published="2021-03",
        kind="report",
        url="https://example.org/almanac?year=2020",
        accessed="2026-11-22",
        language="en",
        sha256="0" * 64,
        note="Made up.",
        pack="planets",
        at=at("sources.toml", "almanac-2020"),
    )
    assert list(base.indicators) == ["moons", "large-moons"]
    assert base.indicators["moons"] == Indicator(
        id="moons",
        title="Known moons",
        title_zh="已知卫星数",
        topic="Moons",
        topic_zh="卫星",
        unit="moons",
        unit_zh="颗",
        timing=Timing.END,
        definition="Moons with a confirmed orbit.",
        aliases=("confirmed moons", "satellites known"),
        aliases_zh=("已确认卫星",),
        cumulative=True,
        place="all planets",
        note="Moons of dwarf planets are not counted.",
        accept={"A101": "Two lists count differently."},
        observations=(
            Observation(
                period=parse_period("2020"),
                source="almanac-2020",
                quantity=read("205"),
                reported="205",
                pack="planets",
                at=at("moons.toml", "moons.observations[2]"),
            ),
            Observation(
                period=parse_period("2020"),
                source="news-2023",
                change=ReportedChange(direction=1, quantity=read("one"), text="one more moon"),
                reported_change="one more moon",
                pack="planets",
                at=at("moons.toml", "moons.observations[3]"),
            ),
            Observation(
                period=parse_period("2023"),
                source="news-2023",
                quantity=read("nearly 300"),
                reported="nearly 300",
                change=ReportedChange(
                    direction=1,
                    quantity=read("more than 20 percent"),
                    text="up by more than … 20 percent",
                ),
                reported_change="up by more than … 20 percent",
                locator="first paragraph",
                near="known moons now number",
                change_near="since the last count",
                dated="inferred",
                note='"Now" in an article of 2023.',
                breaks="Another definition of a moon.",
                accept={"A102": "Rounded."},
                pack="planets",
                at=at("moons.toml", "moons.observations[1]"),
            ),
        ),
        targets=(
            Target(
                period=parse_period("2030"),
                quantity=read("at least 400"),
                reported="at least 400",
                source="news-2023",
                locator="last paragraph",
                near="hope to know",
                better="higher",
                note="A hope.",
                pack="planets",
                at=at("moons.toml", "moons.targets[1]"),
            ),
        ),
        pack="planets",
        at=at("moons.toml", "moons"),
    )


@pytest.mark.parametrize(
    ("model", "keys", "made"),
    [
        (Pack, schema.PACK, {"root"}),
        (Place, schema.PLACE, set()),
        (Source, schema.SOURCE, {"id", "pack", "at"}),
        (Indicator, schema.INDICATOR, {"id", "topic", "topic_zh", "pack", "at"}),
        (Observation, schema.OBSERVATION, {"quantity", "reported_change", "breaks", "pack", "at"}),
        (Target, schema.TARGET, {"quantity", "pack", "at"}),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_every_key_has_a_field_and_every_field_comes_from_a_key_or_is_made(model, keys, made):
    assert {field.name for field in fields(model)} - made == set(keys) - {"break"}


def test_the_good_pack_of_the_tests_uses_every_key():
    pack, sources, topic = (
        tomllib.loads((PLANETS / f"{name}.toml").read_text(encoding="utf-8")) for name in ("pack", "sources", "moons")
    )
    moons = topic["moons"]
    used = {
        "pack": pack,
        "place": pack["place"],
        "source": sources["almanac-2020"],
        "topic": topic,
        "indicator": moons | topic["large-moons"],
        "observation": moons["observations"][0],
        "target": moons["targets"][0],
    }
    assert [(name, key) for name, key in PAIRS if key not in used[name]] == []


@pytest.mark.parametrize(
    ("unit", "reported", "value", "kind", "bound", "currency"),
    [
        ("people", "over 450,000", "450000", Kind.NUMBER, Bound.OVER, ""),
        ("people", "178,300", "178300", Kind.NUMBER, Bound.EXACT, ""),
        ("percent", "nearly 90 percent", "90", Kind.PERCENT, Bound.UNDER, ""),
        ("percentage points", "3 percentage points", "3", Kind.POINTS, Bound.EXACT, ""),
        ("yuan", "12.15 billion RMB", "12150000000", Kind.NUMBER, Bound.EXACT, "CNY"),
        ("yuan", "12.15 billion", "12150000000", Kind.NUMBER, Bound.EXACT, ""),
        ("US dollars", "US$9.6 billion", "9600000000", Kind.NUMBER, Bound.EXACT, "USD"),
        ("rank", "sixth place", "6", Kind.RANK, Bound.EXACT, ""),
        ("rank", "6", "6", Kind.NUMBER, Bound.EXACT, ""),
        ("ordinal", "21st", "21", Kind.RANK, Bound.EXACT, ""),
        ("year", "2016", "2016", Kind.NUMBER, Bound.EXACT, ""),
        ("times", "2.5 times", "2.5", Kind.MULTIPLE, Bound.EXACT, ""),
    ],
)
def test_a_figure_of_the_kind_that_its_unit_wants_is_taken(tmp_path, unit, reported, value, kind, bound, currency):
    (tmp_path / "pack.toml").write_text('id = "x"\ntitle = "X"', encoding="utf-8")
    (tmp_path / "sources.toml").write_text('[s]\ntitle = "S"\npublisher = "P"\nkind = "report"', encoding="utf-8")
    (tmp_path / "t.toml").write_text(
        f'topic = "T"\n[it]\ntitle = "It"\nunit = "{unit}"\ntiming = "during"\n'
        f'observations = [{{ period = "2020", reported = "{reported}", source = "s" }}]',
        encoding="utf-8",
    )
    [observation] = store.load([tmp_path]).indicators["it"].observations
    found = observation.quantity
    assert found == read(reported)
    assert (found.value, found.kind, found.bound, found.currency) == (Decimal(value), kind, bound, currency)


# ── the schema for editors ───────────────────────────────────────────────────────────────────────────────────────────

TYPES: dict[Sort, dict[str, object]] = {
    Sort.TEXT: {"type": "string", "minLength": 1},
    Sort.TEXTS: {"type": "array", "items": {"type": "string", "minLength": 1}},
    Sort.FLAG: {"type": "boolean"},
    Sort.TABLE: {"type": "object"},
    Sort.TABLES: {"type": "array"},
}


@pytest.mark.parametrize("name", KEYS)
def test_editors_know_the_keys_that_are_read(name):
    assert set(DEFINITIONS[name]["properties"]) == set(KEYS[name])


@pytest.mark.parametrize(("name", "key"), PAIRS, ids=map("-".join, PAIRS))
def test_editors_know_of_a_key_what_is_checked(name, key):
    rule = KEYS[name][key]
    known = DEFINITIONS[name]["properties"][key]
    known = DEFINITIONS[known["$ref"].rpartition("/")[2]] if "$ref" in known else known
    assert {word: known.get(word) for word in TYPES[rule.sort]} == TYPES[rule.sort]
    assert tuple(known.get("enum", ())) == rule.choices
    assert known.get("pattern", "") == (f"^({rule.form})$" if rule.form else "")
    assert known.get("maxLength", MOST_CHARACTERS) == rule.most
    assert known["description"].endswith(".")
    if name != "indicator":
        assert (key in DEFINITIONS[name].get("required", ())) == rule.required


def test_editors_know_which_keys_of_an_indicator_go_together():
    needed = [key for key, rule in schema.INDICATOR.items() if rule.required]
    expected = {key: [other for other in needed if other != key] for key in needed}
    assert DEFINITIONS["indicator"]["dependencies"] == expected


def test_editors_know_what_an_id_is():
    for name, more in {"topic": "|topic_zh", "sources": ""}.items():
        assert DEFINITIONS[name]["propertyNames"] == {"pattern": f"^({ID.form}{more})$", "maxLength": ID.most}


@pytest.mark.parametrize(
    "path", sorted([*store.shipped().glob("*.toml"), *(DATA / "valid").glob("*/*.toml")]), ids=lambda path: path.name
)
def test_editors_find_nothing_wrong_with_the_good_files(path):
    assert complaints(tomllib.loads(path.read_text(encoding="utf-8")), EDITORS) == []


@pytest.mark.parametrize(
    "name",
    ["bad-values/sources", "missing-keys/pack", "missing-keys/moons", "unknown-keys/sources", "wrong-types/moons"],
)
def test_editors_find_what_is_wrong_with_the_bad_files(name):
    assert complaints(tomllib.loads((DATA / "invalid" / f"{name}.toml").read_text(encoding="utf-8")), EDITORS) != []


JSON_TYPES = {"string": str, "array": list, "boolean": bool, "object": dict}
WORDS = {
    *("$schema", "title", "description", "examples", "definitions", "$ref", "type", "enum", "pattern", "minLength"),
    *("maxLength", "items", "properties", "required", "additionalProperties", "propertyNames", "dependencies"),
    *("anyOf", "oneOf"),
}


def complaints(value, rule, where=""):
    """Return what is wrong with a value by the words of JSON Schema that the schema uses."""
    assert set(rule) <= WORDS
    if "$ref" in rule:
        return complaints(value, DEFINITIONS[rule["$ref"].rpartition("/")[2]], where)
    found = []
    if "type" in rule and type(value) is not JSON_TYPES[rule["type"]]:
        return [f"{where}: no {rule['type']}"]
    if value not in rule.get("enum", [value]):
        found.append(f"{where}: not among the values")
    if isinstance(value, str):
        good = rule.get("minLength", 0) <= len(value) <= rule.get("maxLength", len(value))
        found += [] if good and re.search(rule.get("pattern", ""), value) else [f"{where}: not the form"]
    if isinstance(value, list) and "items" in rule:
        found += [line for n, item in enumerate(value) for line in complaints(item, rule["items"], f"{where}[{n}]")]
    if isinstance(value, dict):
        found += table_complaints(value, rule, where)
    for word, wanted in (("anyOf", {True, 2, 3}), ("oneOf", {True})):
        if word in rule and sum(not complaints(value, one, where) for one in rule[word]) not in wanted:
            found.append(f"{where}: {word}")
    return found


def table_complaints(value, rule, where):
    found = [f"{where}.{key}: missing" for key in rule.get("required", ()) if key not in value]
    for key, others in rule.get("dependencies", {}).items():
        found += [f"{where}.{other}: missing" for other in others if key in value and other not in value]
    for key, item in value.items():
        below = rule.get("properties", {}).get(key, rule.get("additionalProperties", {}))
        found += [f"{where}.{key}: unknown"] if below is False else complaints(item, below, f"{where}.{key}")
        found += complaints(key, rule.get("propertyNames", {}), f"{where}.{key}")
    return found
