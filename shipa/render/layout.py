"""How people read rows: as blocks of finished text in their language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from shipa.change import Agreement, Change, Measure, Role, Row
from shipa.interval import Interval
from shipa.model import YEAR, FactBase, Indicator, Source
from shipa.quantity import Bound, Kind, Quantity, last_digit, write, write_number
from shipa.query import NumberMatch, covered
from shipa.render import composition
from shipa.render.blocks import Block, Cell, Column
from shipa.render.composition import Line
from shipa.render.sheet import number, title_of
from shipa.render.text import plain
from shipa.render.words import WORDS

if TYPE_CHECKING:
    from shipa.render.composition import Listed

_PERCENT_DECIMALS = 2

_MARKS = {Agreement.CONSISTENT: "✓", Agreement.ROUNDING: "≈", Agreement.INCONSISTENT: "✗"}


def of_rows(base: FactBase, rows: Sequence[Row], lang: str, *, verbose: bool = False) -> tuple[Block, ...]:
    """Return the blocks of ``show``: one an indicator, or one a topic where there are many, then the sources."""
    groups = [tuple(group) for _, group in groupby(rows, key=lambda row: row.indicator.id)]
    if len(groups) > composition.MOST_SEPARATE and not verbose:
        told = ((row.indicator, line(row, lang)) for row in rows)
        blocks = composition.overview(((topic(of, lang), of.id, unit(of, lang), line) for of, line in told), lang)
    else:
        blocks = [_series(group, lang, verbose=verbose) for group in groups]
    used = dict.fromkeys(row.entry.source for row in rows)
    return *blocks, sources_block([base.sources[id_] for id_ in used], lang)


def of_indicators(indicators: Iterable[Indicator], lang: str) -> list[Block]:
    """Return the blocks of ``list`` and ``search``: one a topic."""
    return composition.listing([listed(indicator, lang) for indicator in indicators], lang)


def listed(indicator: Indicator, lang: str) -> Listed:
    """Return what a list says of an indicator."""
    return topic(indicator, lang), indicator.id, title_of(indicator, lang), covered(indicator), unit(indicator, lang)


def of_matches(base: FactBase, matches: Sequence[NumberMatch], lang: str) -> tuple[Block, ...]:
    """Return the blocks of ``which``."""
    words = WORDS[lang]
    headings = ("indicator", "period", "value", "match", "source")
    columns = tuple(
        Column(words[name], right=name == "value", optional=name == "match", folds=name == "period")
        for name in headings
    )
    rows = tuple(
        (
            Cell(plain(match.row.indicator.id), "id"),
            _period_cell(match.row, lang),
            _value_cell(match.row, lang),
            Cell(match.how, "muted"),
            Cell(plain(match.row.entry.source), "muted"),
        )
        for match in matches
    )
    used = dict.fromkeys(match.row.entry.source for match in matches)
    return Block(columns=columns, rows=rows), sources_block([base.sources[id_] for id_ in used], lang)


def _series(rows: tuple[Row, ...], lang: str, *, verbose: bool) -> Block:
    title, subtitle = heading(rows[0].indicator, lang)
    lines = [line(row, lang) for row in rows]
    if verbose:
        notes = [note for row in rows for note in _details(row, lang)]
    else:
        implied = [Cell(_implied_note(row, lang), "muted") for row in rows if row.role is Role.IMPLIED]
        notes = implied + composition.reasons(lines, lang)
    return composition.series(title, subtitle, lines, notes, lang)


def heading(indicator: Indicator, lang: str) -> tuple[str, str]:
    """Return the title and the subtitle of a series: what the indicator is called, and what its figures count."""
    described = (unit(indicator, lang), WORDS[lang][indicator.timing], indicator.place)
    return title_of(indicator, lang), ", ".join(part for part in described if part)


def line(row: Row, lang: str) -> Line:
    """Return a row as a line of its series."""
    return Line(
        period=row.period.text,
        role=row.role.value,
        figures=figures(row, (lang,))[0],
        trend=trend(row),
        said=row.claim.text if row.claim else "",
        mark=mark(row),
        source=row.entry.source,
        gap=row.gap,
        reason=row.why_no_change,
    )


def figures(row: Row, languages: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return in each language the value of a row and its change, in the unit and in percent; "" where there is none."""
    first, *others = languages
    texts = _value(row, first), _amount(row, first), _relative(row, first)
    if _has_no_words(row):
        return [texts, *([texts] * len(others))]
    return [texts, *((_value(row, lang), _amount(row, lang), _relative(row, lang)) for lang in others)]


def _has_no_words(row: Row) -> bool:
    """Return whether value and change are written in digits and signs alone, as exact counts are."""
    figure, change = row.quantity, row.change
    is_bare = figure is not None and figure.bound is Bound.EXACT and figure.kind is Kind.NUMBER and not figure.step
    return is_bare and (
        change is None or (change.measure is Measure.AMOUNT and change.year_over_year and change.amounts.is_exact)
    )


def trend(row: Row) -> str:
    """Return "up" or "down", "" where neither is certain."""
    return {1: "up", -1: "down"}.get(row.change.direction, "") if row.change else ""


def mark(row: Row) -> str:
    """Return the sign of what the computed change says of the one in the document, "" where it says nothing."""
    return _MARKS[row.agreement] if row.agreement else ""


def sources_block(sources: Iterable[Source], lang: str) -> Block:
    """Return the list of sources that stands below every table."""
    return composition.sources(source_line(source, lang) for source in sources)


def source_line(source: Source, lang: str) -> tuple[str, str]:
    """Return the id of a source and what is said of it below a table."""
    title = source.title_zh or source.title if lang == "zh" else source.title
    publisher = source.publisher_zh or source.publisher if lang == "zh" else source.publisher
    return source.id, ", ".join(part for part in (title, source.author, publisher, source.published) if part)


def topic(indicator: Indicator, lang: str) -> str:
    """Return the topic in the language, or in the other where there is none."""
    return indicator.topic_zh or indicator.topic if lang == "zh" else indicator.topic


def unit(indicator: Indicator, lang: str) -> str:
    """Return the unit in the language, or in the other where there is none."""
    return indicator.unit_zh or indicator.unit if lang == "zh" else indicator.unit


def _period_cell(row: Row, lang: str) -> Cell:
    return composition.period(row.period.text, row.role.value, lang)


def _value_cell(row: Row, lang: str) -> Cell:
    return composition.value(_value(row, lang), lang)


def _value(row: Row, lang: str) -> str:
    if row.quantity is None:
        return ""
    if row.indicator.unit == YEAR:
        return f"{row.quantity.value:f}"
    if row.role is Role.IMPLIED and row.quantity.step:
        return f"≈ {write(_to_trusted_digits(row.quantity), lang)}"
    return write(row.quantity, lang)


def _to_trusted_digits(quantity: Quantity) -> Quantity:
    return replace(quantity, value=(quantity.value / quantity.step).to_integral_value() * quantity.step)


def _amount(row: Row, lang: str) -> str:
    change = row.change
    if change is None:
        return ""
    since = "" if change.year_over_year else WORDS[lang]["since"].format(change.base.text)
    if change.measure is Measure.PLACES:
        places = abs(change.amount)
        word = WORDS[lang]["place" if places == 1 else "places"]
        arrow = "▲ " if change.amount < 0 else "▼ " if change.amount > 0 else ""
        return f"{arrow}{write_number(places)}{word}{since}"
    points = WORDS[lang]["pp"] if change.measure is Measure.POINTS else ""
    is_exact = change.amounts.is_exact
    rough = "" if is_exact or not change.is_known else "≈ "
    amount = Quantity(value=abs(change.amount), step=Decimal(0) if is_exact else last_digit(change.amount))
    text = f"{_bound_sign(change.bound)}{rough}{_sign(change.amount)}{write(amount, lang)}{points}"
    return text + (since if change.percent is None else "")


def _relative(row: Row, lang: str) -> str:
    change = row.change
    if change is None or change.percent is None or (percents := change.percents) is None:
        return ""
    since = "" if change.year_over_year else WORDS[lang]["since"].format(change.base.text)
    return f"{percent_text(change.percent, percents, change.bound)}{since}"


def change_text(row: Row, lang: str) -> str:
    """Return the computed change of a row on its own, in percent where that applies; "" where there is none."""
    return _relative(row, lang) if row.change and row.change.percent is not None else _amount(row, lang)


def percent_text(percent: Decimal, possible: Interval, bound: Bound) -> str:
    """Return a computed percentage with as many decimals as its figures allow, ``≈`` where they were rounded."""
    rounding = {Bound.OVER: ROUND_FLOOR, Bound.UNDER: ROUND_CEILING}.get(bound, ROUND_HALF_EVEN)
    if bound in {Bound.OVER, Bound.UNDER}:
        decimals = 0
    elif possible.is_exact or possible.low is None or possible.high is None:
        decimals = _PERCENT_DECIMALS
    else:
        decimals = min(max(-(possible.high - possible.low).adjusted(), 0), _PERCENT_DECIMALS)
    rounded = percent.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)
    rough = "≈ " if bound is Bound.EXACT and not possible.is_exact else ""
    return f"{_bound_sign(bound)}{rough}{_sign(rounded)}{write_number(abs(rounded))}%"


def _sign(value: Decimal) -> str:
    return "+" if value > 0 else "-" if value < 0 else "±"


def _bound_sign(bound: Bound) -> str:
    return {Bound.OVER: "> ", Bound.UNDER: "< ", Bound.ABOUT: "about "}.get(bound, "")


def _implied_note(row: Row, lang: str) -> str:
    interval = interval_text(row.quantity.interval) if row.quantity else ""
    return plain(f"{row.period.text} {WORDS[lang]['implied']}: {interval}, {row.entry.note}")


def _details(row: Row, lang: str) -> Iterable[Cell]:
    """Yield the lines of ``-v``: possible values, place in the document, notes."""
    words, entry = WORDS[lang], row.entry
    if row.role is Role.IMPLIED:
        yield Cell(_implied_note(row, lang))
        if row.change:
            yield _detail(words["computed"], _change_detail(row.change))
        return
    stated = entry.reported or (row.claim.text if row.claim else "")
    yield Cell(plain(f"{row.period.text}  {words['document']}: “{stated}”, {entry.source}"))
    if entry.locator or entry.near:
        beside = f"“{entry.near}”" if entry.near else ""
        yield _detail(words["located"], ", ".join(part for part in (entry.locator, beside) if part))
    if row.quantity and not row.quantity.interval.is_exact:
        yield _detail(words["interval"], interval_text(row.quantity.interval))
    if row.change:
        yield _detail(words["computed"], _change_detail(row.change))
    if row.why_no_change:
        yield _detail(words["why"], row.why_no_change)
    dated = getattr(entry, "dated", "")
    if dated:
        yield _detail(words["period"], words.get(dated, dated))
    if row.agreement and row.claim:
        yield _detail(words["said"], f"{row.claim.text}: {row.agreement}")
    if entry.note:
        yield _detail(words["note"], entry.note)


def _detail(name: str, text: str) -> Cell:
    return Cell(plain(f"      {name}: {text}"), "muted")


def _change_detail(change: Change) -> str:
    amount = f"{change.base.text}, {interval_text(change.amounts, signed=True)}"
    return (
        amount if change.percents is None else f"{amount}; {interval_text(change.percents, signed=True, decimals=4)} %"
    )


def interval_text(interval: Interval, *, signed: bool = False, decimals: int | None = None) -> str:
    """Return an interval as people write one: ``2,789,250 to 2,789,350`` or ``more than 450,000``."""
    low, high = (_end(end, signed=signed, decimals=decimals) for end in (interval.low, interval.high))
    if low and high:
        return low if low == high else f"{low} to {high}"
    if low:
        return f"more than {low}" if interval.low_open else f"{low} or more"
    return f"less than {high}" if interval.high_open else f"{high} or less"


def _end(value: Decimal | None, *, signed: bool, decimals: int | None) -> str:
    if value is None:
        return ""
    shown = number(value if decimals is None else round(value, decimals)) or Decimal(0)
    return ("+" if signed and shown > 0 else "") + write_number(shown)
