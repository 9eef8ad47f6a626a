"""Rules for how facts are recorded: they can be found again, are dated soundly, and no two of them are confused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shipa.audit.rules import Check, Scope, Verdict, entries_of, flawed, holds, rule, undecided
from shipa.audit.wording import figure
from shipa.errors import UnreadablePeriodError
from shipa.findings import Severity
from shipa.model import ORDINAL, RANK, YEAR, Indicator, Observation, Target, Timing
from shipa.period import Period, parse_period
from shipa.query import names_of

_WORD = re.compile(r"\w+")
_FILLERS = frozenset({"a", "an", "the", "of", "in", "for", "by"})
_SHORTEST_PLURAL = 4


@rule("A101", "no-locator")
def no_locator(scope: Scope) -> Iterator[Check]:
    """A fact does not say where in its document it stands.

    What: every observation and every target has a locator: a heading, a paragraph, a page.

    Why: a figure that nobody can find again in its source is not sourced.

    Fix: add locator = "…", as a person would look for it.

    Passes:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report", locator = "page 4, table 2" }]

    Fails:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report" }]
    """
    for indicator in scope.indicators:
        for entry in entries_of(indicator):
            verdict = Verdict.HOLDS if entry.locator.strip() else Verdict.FLAWED
            what = f"{entry.reported or 'the change'} in {entry.period}"
            message = "" if entry.locator else f"{what} has no locator: say where in {entry.source} it stands"
            yield Check(verdict=verdict, at=entry.at, message=message, about=_accepting(indicator, entry))


def _accepting(indicator: Indicator, entry: Observation | Target) -> tuple[Indicator | Observation, ...]:
    return (entry, indicator) if isinstance(entry, Observation) else (indicator,)


@rule("A102", "unused-source", Severity.WARNING)
def unused_source(scope: Scope) -> Iterator[Check]:
    """No fact comes from a source.

    What: every document in sources.toml is the source of an observation or a target.

    Why: facts that were read from it got lost, or name another source by mistake.

    Fix: give the facts their source, or take the document out.

    Passes:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report" }]

    Fails:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report" }]

    Sources:

        [report]
        title = "Report"

        [review]
        title = "Review"
    """
    if not scope.is_whole:
        return
    used = {entry.source for indicator in scope.base.indicators.values() for entry in entries_of(indicator)}
    for source in scope.base.sources.values():
        verdict = Verdict.HOLDS if source.id in used else Verdict.FLAWED
        message = "" if source.id in used else f"no fact comes from {source.id}"
        yield Check(verdict=verdict, at=source.at, message=message)


@rule("A103", "names-collide")
def names_collide(scope: Scope) -> Iterator[Check]:
    """Two indicators can hardly be told apart by name.

    What: ids, titles and aliases are compared without plural endings, hyphens and small words.

    Why: whoever writes "visit to the museum" and gets another indicator than with "visits to museums" is misled, and
    so is the check of a draft.

    Fix: let a name belong to one indicator, or make it say what it means.

    Passes:

        [visits]
        unit = "visits"
        aliases = ["visits to the museum"]

        [visitors]
        unit = "people"
        aliases = ["people in the museum"]

    Fails:

        [visits]
        unit = "visits"
        aliases = ["visits to the museum"]

        [visitors]
        unit = "people"
        aliases = ["visit to museums"]
    """
    audited = {indicator.id for indicator in scope.indicators}
    owners: dict[tuple[str, ...], tuple[Indicator, str]] = {}
    for indicator in scope.base.indicators.values():
        collides = False
        for name in names_of(indicator):
            owner, other = owners.setdefault(_bare_words(name), (indicator, name))
            if owner.id != indicator.id and {indicator.id, owner.id} & audited:
                collides = True
                yield flawed(f"“{name}” can hardly be told from “{other}”, which is {owner.id}", indicator)
        if not collides:
            yield holds(indicator)


def _bare_words(name: str) -> tuple[str, ...]:
    words = (word for word in _WORD.findall(name.casefold()) if word not in _FILLERS)
    return tuple(word[:-1] if len(word) >= _SHORTEST_PLURAL and word[-1] == "s" else word for word in words)


@rule("A104", "timing-without-date")
def timing_without_date(scope: Scope) -> Iterator[Check]:
    """A value as of a date has no date, or one is dated by a publication on another day.

    What: where the timing is "as-of", each period is a day; where dated is "by publication", the period is when
    its source was published.

    Why: a stock without its day cannot be compared, and a period that rests on the publication must be it.

    Fix: mend the period, the timing, or what dated says.

    Passes:

        [guides]
        unit = "people"
        timing = "as-of"
        observations = [{ period = "2024-05-02", reported = "12", source = "report", dated = "by publication" }]

    Fails:

        [guides]
        unit = "people"
        timing = "as-of"
        observations = [{ period = "2024-04-30", reported = "12", source = "report", dated = "by publication" }]

    Sources of both:

        [report]
        title = "Report"
        published = "2024-05-02"
    """
    for indicator, observation in scope.observations():
        published = _published(scope, observation.source)
        if indicator.timing is Timing.AS_OF and observation.period.span != ("days", 1):
            message = f"{figure(observation)}: the timing is 'as-of', and {observation.period} is no day"
            yield flawed(message, indicator, observation)
        elif observation.dated != "by publication":
            yield holds(indicator, observation)
        elif published is None:
            yield undecided("it is not known when the source was published", indicator, observation)
        elif not (observation.period.is_within(published) or published.is_within(observation.period)):
            message = (
                f"{figure(observation)} is dated by publication, and {observation.source} was published {published}"
            )
            yield flawed(message, indicator, observation)
        else:
            yield holds(indicator, observation)


@rule("A105", "known-too-early")
def known_too_early(scope: Scope) -> Iterator[Check]:
    """A document states a value of a time that was not over when it was published.

    What: an observation must not begin after its source was published, and what is counted during a period, or at its
    end, must not end after it.

    Why: the period or the source of the fact is wrong, or the figure is a forecast or a target.

    Fix: mend the period or the source; make a target of a target.

    Passes:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report" }]

    Fails:

        [visits]
        unit = "visits"
        observations = [{ period = "2024", reported = "6,185", source = "report" }]

    Sources of both:

        [report]
        title = "Report"
        published = "2024-05-02"
    """
    for indicator, observation in scope.observations():
        published = _published(scope, observation.source)
        if published is None:
            yield undecided("it is not known when the source was published", indicator, observation)
            continue
        in_a_row = indicator.unit in {ORDINAL, RANK, YEAR} and indicator.timing is Timing.DURING
        last = observation.period.first if in_a_row else observation.period.last
        if last > published.last:
            message = f"{figure(observation)} could not be known when it was published, {published}"
            yield flawed(message, indicator, observation)
        else:
            yield holds(indicator, observation)


def _published(scope: Scope, source: str) -> Period | None:
    known = scope.base.sources.get(source)
    try:
        return parse_period(known.published) if known and known.published else None
    except UnreadablePeriodError:
        return None


@rule("A106", "figure-used-twice", Severity.WARNING)
def figure_used_twice(scope: Scope) -> Iterator[Check]:
    """One figure of a document is the value of two indicators.

    What: no two facts of a source have the same figure beside the same words.

    Why: one place in a document states one thing. The fact is there twice, or one of the two was copied and not
    finished.

    Fix: take one away, or mend its figure and the words beside it.

    Passes:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report", near = "the museum counted" }]

        [guides]
        unit = "people"
        observations = [{ period = "2023", reported = "12", source = "report", near = "visits with" }]

    Fails:

        [visits]
        unit = "visits"
        observations = [{ period = "2023", reported = "6,185", source = "report", near = "the museum counted" }]

        [guides]
        unit = "people"
        observations = [{ period = "2023", reported = "6,185", source = "report", near = "the museum counted" }]
    """
    audited = {indicator.id for indicator in scope.indicators}
    first: dict[tuple[str, str, str], Indicator] = {}
    for indicator in scope.base.indicators.values():
        for entry in _placed(entries_of(indicator)):
            key = (entry.source, entry.near, entry.reported)
            other = first.setdefault(key, indicator)
            if indicator.id not in audited:
                continue
            is_shared = other.id != indicator.id
            yield Check(
                verdict=Verdict.FLAWED if is_shared else Verdict.HOLDS,
                at=entry.at,
                message=f"{entry.reported} beside “{entry.near}” is the figure of {other.id} too" if is_shared else "",
                about=_accepting(indicator, entry),
            )


def _placed(entries: Iterable[Observation | Target]) -> Iterator[Observation | Target]:
    return (entry for entry in entries if entry.near and entry.reported)
