"""The facts that ship: whole and consistent everywhere, and proved against the documents where those are at hand."""

import csv
import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from shipa.model import ORDINAL, RANK, FactBase, Indicator, Observation, Target
from shipa.query import indicator_named, value_of
from shipa.store import load, shipped

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def base() -> FactBase:
    return load([shipped()])


def entries(base: FactBase) -> Iterator[tuple[Indicator, Observation | Target]]:
    for indicator in base.indicators.values():
        yield from ((indicator, observation) for observation in indicator.observations)
        yield from ((indicator, target) for target in indicator.targets)


# ── everywhere ───────────────────────────────────────────────────────────────────────────────────────────────────────

COUNTS = {
    "briefing-2025": {"value": 40, "change": 4, "target": 0, "rank": 2, "ordinal": 7},
    "report-2022": {"value": 85, "change": 8, "target": 0, "rank": 2, "ordinal": 24},
    "shine-2024": {"value": 9, "change": 4, "target": 7, "rank": 0, "ordinal": 0},
    "shine-2021": {"value": 11, "change": 4, "target": 0, "rank": 4, "ordinal": 1},
    "shine-2023": {"value": 13, "change": 0, "target": 0, "rank": 0, "ordinal": 2},
}


def role_of(indicator: Indicator, entry: Observation | Target) -> str:
    if isinstance(entry, Target):
        return "target"
    return {RANK: "rank", ORDINAL: "ordinal"}.get(indicator.unit, "value")


def test_each_document_gives_as_many_values_changes_targets_ranks_and_ordinals_as_two_readers_counted(base):
    found = {source: dict.fromkeys(roles, 0) for source, roles in COUNTS.items()}
    for indicator, entry in entries(base):
        if entry.quantity:
            found[entry.source][role_of(indicator, entry)] += 1
        if isinstance(entry, Observation) and entry.change:
            found[entry.source]["change"] += 1
    assert found == COUNTS


def test_every_figure_is_that_of_the_second_reading_and_none_is_missing(base):
    with (DATA / "second-reading.csv").open(encoding="utf-8", newline="") as file:
        read = Counter(tuple(row) for row in csv.reader(file))
    facts = Counter([("source", "indicator", "period", "role", "value", "bound")])
    for indicator, entry in entries(base):
        place = (entry.source, indicator.id, entry.period.text)
        if figure := entry.quantity:
            facts[*place, role_of(indicator, entry), f"{figure.value.normalize():f}", figure.bound.value] += 1
        if isinstance(entry, Observation) and (change := entry.change):
            amount = f"{change.direction * change.quantity.value:+f}"
            facts[*place, f"change in {change.quantity.kind}", amount, change.quantity.bound.value] += 1
    assert facts == read


@pytest.mark.parametrize(
    ("name", "period", "value"),
    [
        ("pct", "2022", "5591"),
        ("PCT applications", "2023", "6185"),
        ("PCT国际专利申请量", "2024", "6822"),
        ("patents-granted", "2022", "178300"),
        ("patents-granted", "2023", "159100"),
        ("invention-patents-granted", "2022", "36800"),
        ("发明专利授权量", "2023", "44300"),
        ("valid-invention-patents", "2022", "202000"),
        ("valid-invention-patents", "2023", "241400"),
        ("high-value-patents-per-10k", "2022", "40.9"),
        ("high-value-patents-per-10k", "2023", "50.2"),
        ("high-value-patents-per-10k", "2024", "57.9"),
        ("invention-patents-per-10k", "2020", "60.21"),
        ("valid-trademarks", "2022", "2427500"),
        ("valid-trademarks", "2024", "2789300"),
        ("copyright-registrations", "2024", "450000"),
        ("pledge-financing", "2022", "12150000000"),
        ("pledge financing", "2024", "32000000000"),
        ("court-cases-accepted", "2022", "42150"),
        ("court-cases-accepted", "2024", "47000"),
        ("court-cases-accepted", "2020/2022", "135500"),
        ("court-cases-concluded", "2022", "42763"),
        ("gii-cluster-rank", "2022", "6"),
        ("gii-cluster-rank", "latest", "5"),
        ("police-case-value", "2024", "8500000000"),
        ("data-product-applications", "2025-04-21", "409"),
        ("wipo-center-cases", "2023-05", "73"),
    ],
)
def test_the_names_that_people_type_give_the_figures_that_people_look_up(base, name, period, value):
    figure = value_of(indicator_named(base, name), period).quantity
    assert figure is not None
    assert figure.value == Decimal(value)


def test_every_indicator_is_described_and_named_in_both_languages(base):
    lacking = [
        (indicator.id, key)
        for indicator in base.indicators.values()
        for key in ("title", "title_zh", "unit", "unit_zh", "topic", "topic_zh", "definition", "aliases", "aliases_zh")
        if not getattr(indicator, key)
    ]
    assert lacking == []


def test_a_name_belongs_to_one_indicator_and_stands_there_once(base):
    names = Counter(
        name.casefold()
        for one in base.indicators.values()
        for name in (one.id, one.title, one.title_zh, *one.aliases, *one.aliases_zh)
    )
    assert [name for name, times in names.items() if times > 1 and name not in base.indicators] == []


def test_a_title_has_no_year_and_begins_with_a_capital(base):
    wrong = [one.title for one in base.indicators.values() if re.search(r"\b(19|20)\d\d\b", one.title + one.title_zh)]
    assert wrong == []
    assert [one.title for one in base.indicators.values() if not one.title[0].isupper()] == []


def test_every_figure_has_its_source_and_place(base):
    lacking = [
        (indicator.id, entry.period.text)
        for indicator, entry in entries(base)
        if entry.source not in base.sources or not entry.locator or not 2 <= len(entry.near.split()) <= 5
    ]
    assert lacking == []
    assert {entry.source for _, entry in entries(base)} == set(base.sources)


def test_a_period_that_was_inferred_says_from_what(base):
    silent = [
        (indicator.id, one.period.text)
        for indicator, one in base.observations()
        if one.dated == "inferred" and not one.note
    ]
    assert silent == []


def test_a_part_is_counted_like_its_whole_and_never_above_it(base):
    parts = [(one, base.indicators[one.part_of]) for one in base.indicators.values() if one.part_of]
    assert len(parts) == 12
    assert [one.id for one, whole in parts if (one.unit, one.timing) != (whole.unit, whole.timing)] == []
    shared_periods = [
        (one.id, part.period.text, all_of_it.quantity.interval.is_below(part.quantity.interval))
        for one, whole in parts
        for part in one.observations
        for all_of_it in whole.observations
        if part.period == all_of_it.period and part.quantity and all_of_it.quantity
    ]
    assert len(shared_periods) == 13
    assert [where for *where, above in shared_periods if above] == []


# ── against the documents ────────────────────────────────────────────────────────────────────────────────────────────

FARTHEST_CHANGE = 200  # characters after the figure
LONGEST_QUOTATION = 8  # words that a text of ours may share with a document: names of things, never a sentence


@dataclass(frozen=True, slots=True)
class Documents:
    """The texts that the facts were read from, by source id: their bytes, and their words without markup."""

    bytes_of: dict[str, bytes]
    text_of: dict[str, str]


@pytest.fixture(scope="module")
def documents() -> Documents:
    folder = Path(__file__).parents[2] / "shared" / "sources"
    if not folder.is_dir():
        pytest.skip("the documents are not beside the project; they are where the facts are maintained")
    index = tomllib.loads((folder / "index.toml").read_text(encoding="utf-8"))
    bytes_of = {source: (folder / table["file"]).read_bytes() for source, table in index.items()}
    return Documents(bytes_of, {source: folded(content.decode()) for source, content in bytes_of.items()})


def folded(text: str) -> str:
    """Return the text without superscript tags and asterisks, every run of white space a space."""
    return re.sub(r"\s+", " ", re.sub(r"</?sup>|\*", "", text))


def places(text: str, near: str, figure: str) -> list[int]:
    """Return every offset at which the figure stands directly after or before the words ``near``."""
    near, figure = re.escape(near), re.escape(figure)
    after = (match.end() for match in re.finditer(rf"(?<!\w){near} ?(?={figure}(?!\w))", text))
    before = (match.start() for match in re.finditer(rf"(?<!\w){figure}(?= ?{near}(?!\w))", text))
    return [*after, *before]


Span = tuple[int, int]


def spans_of(entry: Observation | Target, text: str) -> Iterator[Span]:
    """Yield where the figure and the change of a fact stand in its document; raise LookupError where not."""
    change = entry.reported_change if isinstance(entry, Observation) else ""
    parts = [part.strip() for part in change.split("…")]
    figure = entry.reported or change
    found = places(text, entry.near, figure)
    if len(found) != 1:
        raise LookupError(f"'{entry.near}' with '{figure}' stands in {entry.source} {len(found)} times")
    start, end = found[0], found[0] + len(figure)
    yield start, end
    if not change or not entry.reported:
        return
    if isinstance(entry, Observation) and entry.change_near:
        end = text.index(entry.change_near)
    gap = ".{0,60}?"
    stands = re.compile(gap.join(f"({re.escape(part)})" for part in parts)).search(text, end, end + FARTHEST_CHANGE)
    if not stands:
        raise LookupError(f"'{change}' does not stand in {entry.source} soon after '{figure}'")
    for number in range(1, len(parts) + 1):
        yield stands.span(number)


def fact_spans(base: FactBase, text_of: dict[str, str]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {source: [] for source in text_of}
    for _, entry in entries(base):
        spans[entry.source] += spans_of(entry, text_of[entry.source])
    return spans


def ledger_spans(text_of: dict[str, str]) -> dict[str, list[Span]]:
    """Return where the numbers stand that are set aside; each entry names one place, and gives its reason."""
    ledger = tomllib.loads((DATA / "ledger.toml").read_text(encoding="utf-8"))
    spans: dict[str, list[Span]] = {source: [] for source in text_of}
    for source, rows in ledger.items():
        for row in rows:
            assert row.keys() == {"number", "near", "reason"}, row
            assert row["reason"], row
            wheres = [
                match.start() for match in re.finditer(rf"(?<!\w){re.escape(row['near'])}(?!\w)", text_of[source])
            ]
            insides = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(row['number'])}(?!\w)", row["near"])]
            assert (len(wheres), len(insides)) == (1, 1), row
            spans[source].append((wheres[0] + insides[0][0], wheres[0] + insides[0][1]))
    return spans


# A tokeniser of its own, so that what shipa cannot read is not overlooked: all that may be taken for a number.
_SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_LARGE = (
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth fiftieth hundredth"
)
_SHARES = "half halves quarter single sole double triple dual once twice thrice pair couple both dozen several"
_FIRST_PLACES = "top largest biggest highest initial inaugural pioneered"
_WORDS = "|".join(f"{_SMALL} {_LARGE} {_ORDINALS} {_SHARES} {_FIRST_PLACES}".split())
NUMBERS = re.compile(rf"\d+(?:[.,]\d+)*|(?<![A-Za-z])(?:{_WORDS})s?(?![A-Za-z])|(?<=# )[IVXLC]+(?=\. )", re.IGNORECASE)


def test_every_document_is_the_one_that_the_facts_were_read_from(base, documents):
    assert {source.id: source.sha256 for source in base.sources.values()} == {
        id_: hashlib.sha256(content).hexdigest() for id_, content in documents.bytes_of.items()
    }


def test_every_figure_and_change_stands_in_its_document_beside_its_words(base, documents):
    astray = []
    for indicator, entry in entries(base):
        try:
            spans = list(spans_of(entry, documents.text_of[entry.source]))
        except LookupError as error:
            astray.append((indicator.id, entry.period.text, str(error)))
        else:
            assert spans
    assert astray == []


def test_every_number_of_the_documents_is_in_one_fact_or_set_aside_with_a_reason(base, documents):
    facts, ledger = fact_spans(base, documents.text_of), ledger_spans(documents.text_of)
    wrong = []
    used = set()
    for source, text in documents.text_of.items():
        for match in NUMBERS.finditer(text):
            holders = [
                span for span in facts[source] + ledger[source] if span[0] <= match.start() < match.end() <= span[1]
            ]
            used |= {(source, span) for span in holders}
            if len(holders) != 1:
                wrong.append((source, match[0], text[max(0, match.start() - 40) : match.end() + 30], len(holders)))
    assert wrong == []
    assert [
        text_at(documents, source, span) for source in ledger for span in ledger[source] if (source, span) not in used
    ] == []


def text_at(documents: Documents, source: str, span: Span) -> str:
    return documents.text_of[source][slice(*span)]


def test_no_sentence_of_a_document_is_carried_over(base, documents):
    theirs = {run for text in documents.text_of.values() for run in runs_of_words(text)}
    ours = [text for indicator in base.indicators.values() for text in (indicator.definition, indicator.note)]
    ours += [text for _, entry in entries(base) for text in (entry.reported, entry.note)]
    assert [text for text in ours if theirs.intersection(runs_of_words(text))] == []


def runs_of_words(text: str) -> Iterator[tuple[str, ...]]:
    """Yield every run of words in the text that is one longer than may be shared."""
    words = re.findall(r"\w+", text.casefold())
    for start in range(len(words) - LONGEST_QUOTATION):
        yield tuple(words[start : start + LONGEST_QUOTATION + 1])
