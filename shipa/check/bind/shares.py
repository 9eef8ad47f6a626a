"""Shares of a part in its whole: "44 of the 90 trips, or 49 percent", 占总量的四成, where the facts have both."""

from __future__ import annotations

import re
from dataclasses import replace

from shipa.check.bind.binding import Binding, Clause
from shipa.check.bind.cue import SHARE
from shipa.check.bind.dating import IN_SENTENCE
from shipa.check.bind.lexicon import Name
from shipa.check.bind.sentence import Sentence
from shipa.check.bind.stretch import speaks_of
from shipa.check.claim import Role
from shipa.model import Indicator
from shipa.quantity import Found, Kind

# What may stand between the figure of a part and the share that it is.
_BESIDE = re.compile(
    r"[^,，;；。()（）—]{0,40}[,，(（—]?\s*(?:or|that\sis|i\.e\.|which\sis|equal\sto|即|或|相当于|占(?:[^,，;；。]{0,40}的)?(?:比重|比例)?)?"
    r"[\s约为达近]*",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s+(?:of|out\sof)\s+(?P<what>[^,;.()]*?)"
    r"(?=[,;.()]|\s(?:were|was|are|is|in|for|during|came|went|had|have|consisted)\s|\s?$)",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"(?:^|.*?[\s,;])(?:of|among|out\sof)\s(?P<what>[^;.]{3,120}?),\s", re.IGNORECASE)
_ZH_AHEAD = re.compile(
    r"[占在][了到]?(?P<what>[^,，;；。]{1,40}?)(?:的(?:比重|比例)?|中的?(?:占比?)?|比重|比例)(?:为|达|约|近|超)*$"
)
_SOME = re.compile(r"\b(?:some|several|certain|parts?\sof)\b|部分|有的", re.IGNORECASE)
_ALL = re.compile(
    r"(?:the\s)?(?:total|whole|overall|sum|all)\b|(?:them|these|those|it)\b|全部|总[量数额]|总体|全市|其", re.IGNORECASE
)


def bind_shares(sentence: Sentence) -> None:
    """Say of each percentage that is a share of one thing in another which these are, in ``sentence.about``."""
    if not sentence.lexicon.parts:
        return
    for place, figure in enumerate(sentence.figures):
        if figure.quantity.kind is Kind.PERCENT and sentence.about[place] is None and not sentence.direction(figure):
            sentence.about[place] = _share(sentence, place, figure)


def _share(sentence: Sentence, place: int, figure: Found) -> Binding | None:
    clause = sentence.clause_of(figure)
    what = _what(sentence.text, sentence, figure)
    if sentence.is_hoped(figure) or not (what or SHARE.search(sentence.text, clause.start, clause.end)):
        return None
    part = _beside(sentence, place, figure) or _named(sentence, clause, figure, what)
    if part is None:
        return None
    whole = _whole(sentence, part.indicator, what)
    if whole is None:
        return None
    spans = [about.span for about in [*sentence.about, sentence.context.last] if about and about.indicator is whole]
    is_said = bool(spans) or (what is not None and not _ALL.match(sentence.text, what[0]))
    span = part.span if part.span.stated >= IN_SENTENCE or not spans else spans[0]
    some = _SOME.search(sentence.text, clause.start, clause.end) is not None
    part = replace(part, is_moot=part.is_moot or some)
    return replace(part, role=Role.SHARE, whole=whole, span=span, is_certain=part.is_certain and is_said, trend=0)


def _what(text: str, sentence: Sentence, figure: Found) -> tuple[int, int] | None:
    """Return where it stands of what a figure is a share, None where nothing says so."""
    found = (
        _BEHIND.match(text, figure.end, sentence.end)
        or _ZH_AHEAD.search(text, sentence.start, figure.start)
        or _AHEAD.match(text, sentence.start, figure.start)
    )
    return found.span("what") if found else None


# ── the part ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _beside(sentence: Sentence, place: int, figure: Found) -> Binding | None:
    """Return the part whose figure leads up to its share: "44 trips, or 49 percent"."""
    about = sentence.about[place - 1] if place else None
    before = sentence.about[place - 2] if place > 1 else None
    if about and before and before.role is Role.LEVEL and before.indicator.part_of == about.indicator.id:
        about = before  # "44 of the 90 trips, or 49 percent"
    if about is None or about.role is not Role.LEVEL or about.indicator.part_of not in sentence.lexicon.base.indicators:
        return None
    end = sentence.figures[place - 1].end
    return about if _BESIDE.fullmatch(sentence.text, end, figure.start) else None


def _named(sentence: Sentence, clause: Clause, figure: Found, what: tuple[int, int] | None) -> Binding | None:
    """Return the part that the clause names beside its whole: "guided trips made up 49 percent of all trips"."""
    lexicon = sentence.lexicon
    whole = lexicon.known_words(sentence.text[slice(*what)]) if what else frozenset()
    atoms = [atom for atom in clause.atoms if not (what and what[0] <= atom.start < what[1])]
    own = frozenset(atom.key for atom in atoms) & lexicon.known - lexicon.idle
    near = frozenset().union(*(other.words for other in sentence.clauses if other is not clause))
    said = own | whole | near | sentence.context.words | sentence.context.heading | lexicon.subject
    fitting: dict[str, tuple[int, int, Name]] = {}
    for name in lexicon.parts:
        mine = len(name.words & own - lexicon.name_words[name.indicator.part_of])
        best = fitting.get(name.indicator.id)
        if mine and name.words <= said and (best is None or (mine, -len(name.words)) > best[:2]):
            fitting[name.indicator.id] = mine, -len(name.words), name
    if len(fitting) != 1:
        return None
    [(_, _, name)] = fitting.values()
    outside = replace(clause, atoms=atoms, words=own)
    return Binding(
        indicator=name.indicator,
        span=sentence.dating.span(clause, figure),
        role=Role.SHARE,
        is_certain=own <= lexicon.words[name.indicator.id]
        and sentence.purity.is_pure(sentence.text, outside, name, sentence.places),
        is_narrower=sentence.purity.is_narrowed(sentence.text, outside, name, said, sentence.places),
    )


# ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _whole(sentence: Sentence, part: Indicator, what: tuple[int, int] | None) -> Indicator | None:
    """Return that of which the facts know ``part`` to be a part, where the text names it or nothing else."""
    indicators = sentence.lexicon.base.indicators
    above = indicators.get(part.part_of)
    while above:
        if what is None or speaks_of(sentence, *what, above):
            return above
        above = indicators.get(above.part_of)
    return None
