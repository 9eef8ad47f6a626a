"""Facts to a compiled index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from shipa.index import records
from shipa.index.file import written
from shipa.index.records import Packed
from shipa.index.values import Packer
from shipa.model import FactBase
from shipa.render import sheet
from shipa.render.words import LANGUAGES


def compiled(base: FactBase, folders: Sequence[Path], contents: bytes) -> Iterator[bytes]:
    """Yield, piece by piece, the index of the facts that the packs in these folders hold.

    ``contents`` is the digest of the packs.
    """
    return written(contents, _records(base, Packer(folders)))


def _records(base: FactBase, packer: Packer) -> Iterator[tuple[str, str, Packed]]:
    indicators = tuple(base.indicators.values())
    yield "columns", "show", list(sheet.of_rows(base, (), "en").columns)
    yield "columns", "list", list(sheet.of_indicators((), "en").columns)
    yield "packs", "", packer.packed(base.packs)
    yield "sources", "", list(base.sources)
    for id_, source in base.sources.items():
        yield "source:", id_, records.of_source(source, packer)
        yield "cited:", id_, records.of_citation(source)
    yield "indicators", "", [(one.id, one.title, one.title_zh) for one in indicators]
    yield "texts", "", [records.of_texts(indicator) for indicator in indicators]
    yield from (("list:", lang, records.of_list(indicators, lang)) for lang in LANGUAGES)
    owners: dict[str, list[str]] = {}
    for indicator in indicators:
        yield "indicator:", indicator.id, records.of_indicator(base, indicator, packer)
        for name, is_number in records.of_names(indicator).items():
            owners.setdefault(name, []).append(indicator.id)
            if is_number:
                yield "number:", name, True
    yield from (("name:", name, ids) for name, ids in owners.items())
