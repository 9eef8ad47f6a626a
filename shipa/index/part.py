"""What one fact file gives to an index: its records, and what must be known of it to judge the packs as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shipa.change import series
from shipa.index import records
from shipa.index.file import digest, region
from shipa.index.numbers import sorted_numbers
from shipa.index.records import Packed
from shipa.index.values import Packer
from shipa.model import Indicator
from shipa.packs import identity
from shipa.render.words import LANGUAGES


class OddFactsError(Exception):
    """Facts that are not as they have to be, or not as simple: only all of them together tell what is to be said."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of the records of a fact file.

    ``name`` is the number of the layer and the name of the file, ``digest`` that of its bytes, ``pack`` the id of its
    pack. ``size`` and ``entries`` are what the file takes of what a pack may hold. ``ids`` are those of its indicators,
    ``sources`` those that they rest on, ``parents`` what they say that they are parts of. ``places``, ``length`` and
    ``hash`` are those of the region of the records.
    """

    name: str
    digest: bytes
    pack: str
    size: int
    entries: int
    ids: list[str]
    sources: list[str]
    parents: dict[str, str]
    places: bytes
    length: int
    hash: bytes


def compiled(
    indicators: Sequence[Indicator], packer: Packer, *, name: str, contents: bytes, pack: str, size: int, entries: int
) -> tuple[Part, bytes]:
    """Return the part of a file with these indicators, and the region of its records. Raises OddFactsError."""
    sources: set[str] = set()
    for one in indicators:
        for some in (one.observations, one.targets):
            if len({identity(entry) for entry in some}) < len(some):
                raise OddFactsError(one.id)
            sources.update(entry.source for entry in some)
    data, places = region(_records(indicators, packer, name))
    part = Part(
        name=name,
        digest=contents,
        pack=pack,
        size=size,
        entries=entries,
        ids=[one.id for one in indicators],
        sources=sorted(sources),
        parents={one.id: one.part_of for one in indicators if one.part_of},
        places=places,
        length=len(data),
        hash=digest(data),
    )
    return part, data


def _records(indicators: Sequence[Indicator], packer: Packer, part: str) -> Iterator[tuple[str, str, Packed]]:
    numbers: list[tuple[int, Decimal]] = []
    for number, indicator in enumerate(indicators):
        rows = series(indicator)
        numbers += ((number, value) for row in rows for value in records.numbers(row))
        yield "indicator:", indicator.id, records.of_indicator(indicator, rows, packer)
        for name, is_number in records.of_names(indicator).items():
            yield "name:", name, [indicator.id]
            if is_number:
                yield "number:", name, True
    yield "indicators:", part, [(one.id, one.title, one.title_zh) for one in indicators]
    yield from ((f"list:{lang}:", part, records.of_list(indicators, lang)) for lang in LANGUAGES)
    yield "texts:", part, [records.of_texts(one) for one in indicators]
    yield "heads:", part, [packer.head(one) for one in indicators]
    yield "numbers:", part, sorted_numbers(numbers)
