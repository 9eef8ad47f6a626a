"""An amount in a second currency: "70 million euros ($76 million)", where an indicator of its own has it."""

from __future__ import annotations

import re
from dataclasses import replace

from shipa.check.bind.binding import Binding
from shipa.check.bind.lexicon import Lexicon
from shipa.check.bind.sentence import Sentence
from shipa.check.find.words import family
from shipa.model import CURRENCY_UNITS, Indicator
from shipa.quantity import Found

_AGAIN = re.compile(
    r"\s?[,，(（]\s?(?:or|about|equivalent\sto|约合|折合|合|约|即)?\s?|\s(?:or|约合|折合)\s?", re.IGNORECASE
)
_ZH_MONEY = re.compile(r"美元|欧元|英镑|港元|日元|人民币|折合|（|）")
_OF_MONEY = frozenset(family(word) for unit in CURRENCY_UNITS for word in unit.split()) | {"valu", "equivalent"}


def bind_equivalents(sentence: Sentence) -> None:
    """Say of each amount that repeats the one before in another currency what it is, in ``sentence.about``."""
    for place in range(1, len(sentence.figures)):
        before, figure = sentence.figures[place - 1 : place + 1]
        about = sentence.about[place - 1]
        if about and _repeats(sentence.text, before, figure):
            sentence.about[place] = _in_currency(sentence.lexicon, about, figure.quantity.currency)


def _repeats(text: str, before: Found, figure: Found) -> bool:
    one, two = before.quantity.currency, figure.quantity.currency
    return bool(one and two and one != two and _AGAIN.fullmatch(text, before.end, figure.start))


def _in_currency(lexicon: Lexicon, about: Binding, currency: str) -> Binding | None:
    """Return a binding to the same amount in another currency, None where the facts have no or several such amounts."""
    wanted = _subjects(lexicon, about.indicator)
    same = [
        other
        for other in lexicon.base.indicators.values()
        if other.currency == currency and wanted & _subjects(lexicon, other)
    ]
    return replace(about, indicator=same[0]) if len(same) == 1 else None


def _subjects(lexicon: Lexicon, indicator: Indicator) -> frozenset[frozenset[str]]:
    """Return the names of an indicator without the words for its currency."""
    return frozenset(
        frozenset(word for word in name.words if word not in _OF_MONEY and not _ZH_MONEY.fullmatch(word))
        for name in lexicon.names_of(indicator)
    ) - {frozenset()}
