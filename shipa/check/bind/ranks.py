"""Places in a ranking: "second among all provinces", "the top figure in the country", 居全国首位, "its sixth place"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shipa.check.bind.binding import Binding, Read, Span
from shipa.check.bind.cue import counts_places
from shipa.check.bind.dating import BESIDE, IN_SENTENCE
from shipa.check.bind.growth_periods import growth_periods
from shipa.check.bind.lexicon import Lexicon, Name
from shipa.check.bind.sentence import Sentence
from shipa.check.bind.stretch import speaks_of
from shipa.check.claim import Role
from shipa.check.find.spoken import Spoken
from shipa.check.find.words import family
from shipa.model import RANK, Indicator
from shipa.quantity import Found, Kind

_LEAD = 40
# What makes an ordinal a place: how it is come by, or among whom it is. "The second batch" has neither.
_RANKED = re.compile(
    r"(?:\b(?:rank(?:s|ed|ing)?|plac(?:ed?|es|ing)|st(?:an|oo)ds?|c[ao]mes?|finish(?:ed|es)?|was|were|is|are|been|to|from|at|than|its)"
    r"(?:\s(?:up|in|only|the|joint|a))*\s|[,#]\s?)$",
    re.IGNORECASE,
)
_AMONG = re.compile(
    r"\s?(?:place|spot|position|rank)\b|\s(?:among|amongst|figures?|nation(?:ally|wide)|worldwide|globally|overall|both"
    r"|of\s(?:all\s)?(?:\d+|the)|in\s(?:the\s)?(?:world|country|nation|ranking|league|list|index|20\d\d))\b|\s?[,.;:)]|\s?$",
    re.IGNORECASE,
)
_ZH_RANKED = re.compile(r"(?:居|列|排名?|名次|[升降跌进落]至|[升到的为是从由])[\u3400-\u9fff]{0,6}$")
_ZH_AMONG = re.compile(r"[位名]|[，。；、）)]|$|[升降上下跃跌]")


_BETTER = re.compile(
    r"\b(?:better|higher|up|ris(?:e|es|en|ing)|rose|climb(?:s|ed|ing)?|gain(?:s|ed|ing)?|advanc(?:e|es|ed|ing)|improve[ds]?|jump(?:ed)?|ahead)\b"
    r"|上升|提升|前进|跃升|进步|提高|上移|升|进",
    re.IGNORECASE,
)
_WORSE = re.compile(
    r"\b(?:worse|lower|down|fall(?:s|en|ing)?|fell|drop(?:s|ped)?|slip(?:s|ped)?|slid|los[ts]|behind)\b|下降|下滑|后退|倒退|退|跌|降",
    re.IGNORECASE,
)
_BEHIND = 30
_OF_A_PART = re.compile(r"其中|\bof\swhich\b|\bincluding\b", re.IGNORECASE)
_IN = re.compile(r"\s(?:place\s)?(?:in|among|of|at)\s(?P<what>[^,;:.()]{1,80})")
# Among whom something ranks: a place in the world is another than one in the country.
_FIELDS = {
    "world": re.compile(r"\b(?:world|global|international)|全球|世界|国际", re.IGNORECASE),
    "country": re.compile(r"\b(?:nation|countr|province)|全国|国内|各省", re.IGNORECASE),
}
_WORDS_OF_RANKING = "rank ranking place position nation national world global country league"
_NO_SUBJECT = frozenset(map(family, _WORDS_OF_RANKING.split()))


def may_rank(lexicon: Lexicon, numbers: Sequence[Found], words: frozenset[str]) -> bool:
    """Return whether one of ``numbers`` may be the place of something that ``words`` name, though not as a ranking."""
    return any(number.quantity.kind is Kind.RANK for number in numbers) and any(
        name.words - _NO_SUBJECT <= words for name in lexicon.rankings if name.words - _NO_SUBJECT
    )


def bind_ranks(sentence: Sentence, spoken: Sequence[Spoken]) -> list[Read]:
    """Say of each place in a ranking which it is, in ``sentence.about``; return those said without a numeral."""
    last = sentence.context.last
    known = last if last and last.indicator.unit == RANK else None
    for place, figure in enumerate(sentence.figures):
        about = sentence.about[place]
        if figure.quantity.kind is Kind.RANK:
            about = about or _rank(sentence, figure, known)
            if about and about.indicator.unit == RANK and not _among_its_own(sentence, figure, about.indicator):
                about = replace(about, is_moot=True)
            is_new = about and about.indicator.unit == RANK and not (known and known.indicator is about.indicator)
            known = about if is_new else known
        sentence.about[place] = about
    for place, figure in enumerate(sentence.figures):
        if known and counts_places(sentence.text, figure):
            sentence.about[place] = _climb(sentence, figure, known)
    return [
        Read(figure, binding, sentence.number)
        for figure in spoken
        if figure.quantity.kind is Kind.RANK and figure not in sentence.figures
        if (binding := _rank(sentence, figure, None))
    ]


def _among_its_own(sentence: Sentence, figure: Found, indicator: Indicator) -> bool:
    """Return whether what a figure is said to be a place in may be the ranking: not "first in a survey of parks"."""
    among = _IN.match(sentence.text, figure.end, sentence.end)
    if not among:
        return True
    when = next(sentence.dating.between(among.start("what"), among.end("what")), None)
    return speaks_of(sentence, among.start("what"), when.start if when else among.end("what"), indicator)


def _rank(sentence: Sentence, figure: Found, known: Binding | None) -> Binding | None:
    """Return the ranking of a figure that is a place: one that the sentence names, or the one before."""
    text = sentence.text
    lead = text[max(sentence.start, figure.start - _LEAD) : figure.start]
    if figure.quantity.text.isascii():
        is_place = _AMONG.match(text, figure.end) and (_RANKED.search(lead) or isinstance(figure, Spoken))
    else:
        is_place = _ZH_AMONG.match(text, figure.end) and (_ZH_RANKED.search(lead) or isinstance(figure, Spoken))
    if not is_place or sentence.is_hoped(figure) or _OF_A_PART.search(lead):
        return None
    return _carried(sentence, figure, known) if known else _named(sentence, figure)


def _carried(sentence: Sentence, figure: Found, known: Binding) -> Binding | None:
    """Return another place in the same ranking: "its sixth place in 2022"."""
    clause = sentence.clause_at(figure)
    if clause.words - sentence.lexicon.words[known.indicator.id] - _NO_SUBJECT:
        return None
    span = sentence.dating.span(clause, figure)
    for when in sentence.dating.whens:
        if when.is_base and sentence.text[when.end : figure.start] in {"", "的", " "}:
            span = sentence.dating.resolved(when, BESIDE)
    return replace(known, span=span) if span.stated >= IN_SENTENCE else None


def _named(sentence: Sentence, figure: Found) -> Binding | None:
    """Return the ranking of what the sentence speaks of, though it is not called one."""
    lexicon = sentence.lexicon
    clause = sentence.clause_at(figure)
    words = frozenset().union(*(other.words for other in sentence.clauses)) | lexicon.subject
    fitting: dict[str, Name] = {}
    for name in lexicon.rankings:
        subject = Name(name.indicator, name.words - _NO_SUBJECT)
        known = fitting.get(name.indicator.id)
        if subject.words and subject.words <= words and (known is None or len(subject.words) > len(known.words)):
            fitting[name.indicator.id] = subject
    if len(fitting) != 1:
        return None
    [name] = fitting.values()
    for other in sentence.clauses:
        if sentence.purity.is_narrowed(sentence.text, other, name, words, sentence.places):
            return None
    span = sentence.dating.span(clause, figure)
    same_field = _field(sentence.text[clause.start : clause.end]) == _field(" ".join(name.indicator.names))
    return Binding(indicator=name.indicator, span=span, role=Role.RANK, is_certain=same_field, in_full=True)


def _field(text: str) -> frozenset[str]:
    return frozenset(field for field, pattern in _FIELDS.items() if pattern.search(text))


def _climb(sentence: Sentence, figure: Found, known: Binding) -> Binding | None:
    """Return by how many places something rose or fell in a ranking."""
    clause = sentence.clause_of(figure)
    around = sentence.text[clause.start : min(clause.end, figure.end + _BEHIND)]
    better, worse = _BETTER.search(around), _WORSE.search(around)
    if sentence.is_hoped(figure) or (better is None) == (worse is None):
        return None
    span, base = growth_periods(sentence, clause, known, Span())
    return replace(known, span=span, base=base, role=Role.CHANGE, direction=1 if better else -1, trend=0)
