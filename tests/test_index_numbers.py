"""The sorted numbers of a fact file: none in a range is missed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipa import store
from shipa.change import series
from shipa.index import build, cache, facts, records
from shipa.index.file import Index
from shipa.index.numbers import having, sorted_numbers
from shipa.inventory import restricted
from shipa.model import FactBase
from shipa.quantity import read
from shipa.query import rows_with_number
from tests.test_index import index_in_memory

sizes = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20)


@given(st.lists(sizes, max_size=30), sizes, sizes)
def test_every_number_whose_size_is_in_a_range_is_found(numbers, one, other):
    low, high = sorted((abs(one), abs(other)))
    found = set(having(sorted_numbers(enumerate(numbers)), low, high))
    assert {place for place, value in enumerate(numbers) if low <= abs(value) <= high} <= found


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        ("9", "9.9", []),
        ("99", "101", [1]),
        ("0", "0", [3]),
        ("0", "0.002", [2, 3]),
        ("1000", "1E30", [0]),
    ],
)
def test_numbers_outside_the_range_are_left_out(low, high, found):
    numbers = [Decimal(text) for text in ("-123456", "100", "0.0012", "0")]
    assert sorted(having(sorted_numbers(enumerate(numbers)), Decimal(low), Decimal(high))) == found


def test_in_the_index_each_indicator_is_found_by_each_of_its_numbers():
    base = store.load([store.shipped()])
    stored = facts.from_index(index_in_memory(store.shipped()), [store.shipped()])
    for indicator in base.indicators.values():
        for row in series(indicator):
            for value in records.numbers(row):
                assert indicator.id in {one.id for one in stored.with_number(abs(value), abs(value))}


@pytest.mark.parametrize("number", ["6,822", "over 2 million", "10.3%", "-3", "0", "one", "about 30 billion yuan"])
def test_which_answers_from_the_index_as_from_the_packs(number):
    base = store.load([store.shipped()])
    stored = facts.from_index(index_in_memory(store.shipped()), [store.shipped()])
    assert rows_with_number(stored, read(number)) == rows_with_number(base, read(number))


def test_what_describes_indicators_is_the_same_from_the_index():
    base = store.load([store.shipped()])
    stored = facts.from_index(index_in_memory(store.shipped()), [store.shipped()])
    assert [(id_, *map(tuple, texts)) for id_, *texts in stored.described()] == [
        (id_, *map(tuple, texts)) for id_, *texts in base.described()
    ]


def test_an_indicator_is_one_and_the_same_however_it_is_reached():
    stored = facts.from_index(index_in_memory(store.shipped()), [store.shipped()])
    first = next(iter(stored.indicators))
    known = stored.indicators[first]
    every = list(stored.indicators.values())
    assert every[0] is known
    assert all(stored.indicators[one.id] is one for one in every)
    assert every == list(store.load([store.shipped()]).indicators.values())
    assert repr(every[1].observations) == repr(tuple(every[1].observations))
    assert every[1].observations + every[1].observations == 2 * tuple(every[1].observations)


@pytest.mark.parametrize("kind", ["heads:", "texts:", "numbers:", "indicator:"])
def test_what_is_damaged_is_read_from_the_packs(kind):
    folder = store.shipped()
    whole = index_in_memory(folder)
    data = bytearray(whole.read(0, len(b"".join(pieces(folder)))))
    names = list(store.load([folder]).indicators) if kind == "indicator:" else whole.get("parts", "")[1:]
    for name in names:
        place = data.find(f"{kind}{name}".encode())
        data[place] ^= 1
    base, stored = store.load([folder]), facts.from_index(Index(bytes(data)), [folder])
    assert list(stored.indicators.values()) == list(base.indicators.values())
    assert [id_ for id_, _, _ in stored.described()] == list(base.indicators)
    assert rows_with_number(stored, read("6,822")) == rows_with_number(base, read("6,822"))


def pieces(folder):
    return build.compiled([folder], cache.files_of([str(folder)]) or ())


def test_facts_that_are_restricted_to_one_pack_are_sought_among_themselves():
    stored = facts.from_index(index_in_memory(store.shipped()), [store.shipped()])
    one = restricted(stored, stored.packs[0].id)
    assert type(one) is FactBase
    assert list(one.indicators) == list(stored.indicators)
