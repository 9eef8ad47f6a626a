"""Whether a figure lies below zero though no sign says so: "minus 5", a loss where profits are told, 下降 of a growth.

The words beside a figure do not decide it alone. "A loss of 5 million" is -5 million of a profit, and 5 million of what
a flood cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from shipa.errors import UnreadableQuantityError, quoted

_MINUS = re.compile(r"(?:\b(?:minus|negative)|[负負])\s*\Z", re.IGNORECASE)
_LOSS = r"\b(?:loss|losses|deficits?|shortfalls?)\b|[亏虧]|赤字|逆差"
_LOST_BEFORE = re.compile(rf"{_LOSS}|(?:\blos(?:t|ing)|损失|損失)\W*\Z", re.IGNORECASE)
_LOST_BEHIND = re.compile(rf"\W*(?:in\s+|net\s+|的|[净淨])?(?:{_LOSS})", re.IGNORECASE)
_FALL_BEFORE = re.compile(
    r"\b(?:down|fell|falls?|dropp?(?:ed|s)?|decreased?|declined?|shrank|contract(?:ed|ion)|negative\s+growth)(?:\s+(?:by|of))?\s*\Z"
    r"|(?:下降|下滑|下跌|减少|減少|降低|[负負]增[长長]|收缩|收縮|跌)[了约約]?\s*\Z",
    re.IGNORECASE,
)
_NAMES_A_LOSS = re.compile(rf"{_LOSS}|\b(?:lost|damages?)\b|[损損]", re.IGNORECASE)
_NAMES_A_BALANCE = re.compile(
    r"\b(?:profits?|income|earnings|surplus|balance|results?|returns?|cash\s+flow|equity|net\s+worth)\b"
    r"|利[润潤]|盈|[损損]益|收益|收支|差[额額]|[顺順]差|[净淨]收入|[现現]金流",
    re.IGNORECASE,
)
_NAMES_BOTH = re.compile(
    r"\b(?:profits?|gains?|surplus)\s*(?:or|and|/|\()\s*(?:loss|deficit)|盈[亏虧]|[损損]益", re.IGNORECASE
)
_NAMES_A_GROWTH = re.compile(
    r"\b(?:growth|increase|change|rise)\b|增[长長速幅]|[变變][化动動]|[涨漲][幅跌]|同比|[环環]比", re.IGNORECASE
)
_NAMES_A_FALL = re.compile(
    r"\b(?:decline|decrease|reduction|fall|drop|cut)s?\b|[降减減跌]幅|下降|[减減]少|降低", re.IGNORECASE
)


_NAMES_WHAT_HAS_A_SIGN = re.compile(
    r"\bnet\b|\b(?:temperatures?|migration|difference|deviation|anomaly)\b|[净淨]|[温溫]度|[气氣水][温溫]|距平|差值|[变變][化动動]",
    re.IGNORECASE,
)


def has_a_sign(names: Iterable[str]) -> bool:
    """Return whether what has these names may lie below zero: a profit, a growth, a balance, a temperature."""
    kinds = (_NAMES_A_BALANCE, _NAMES_A_GROWTH, _NAMES_BOTH, _NAMES_WHAT_HAS_A_SIGN)
    return any(kind.search(name) for name in names for kind in kinds)


def is_below_zero(text: str, before: str, behind: str, titles: tuple[str, ...], aliases: tuple[str, ...]) -> bool:
    """Return whether the figure of ``text`` is meant below zero, by the words around it and the indicator's names.

    Raises UnreadableQuantityError where there is a loss and nothing tells whose.
    """
    if _MINUS.search(before):
        return True
    if _FALL_BEFORE.search(before):
        return any(map(_NAMES_A_GROWTH.search, titles)) and not any(map(_NAMES_A_FALL.search, titles))
    if not (_LOST_BEFORE.search(before) or _LOST_BEHIND.match(behind)):
        return False
    is_balance = _are_of_a_balance(titles, aliases)
    if is_balance is None:
        raise UnreadableQuantityError(
            f"{quoted(text)} may be below zero, or so much that was lost; leave the word out, and put a minus before "
            "the figure if it is below zero"
        )
    return is_balance


@lru_cache(maxsize=16)
def _are_of_a_balance(titles: tuple[str, ...], aliases: tuple[str, ...]) -> bool | None:
    """Return whether a loss takes what is named so below zero, as a profit; None where the names do not tell."""
    for names in (titles, aliases):
        is_loss = any(map(_NAMES_A_LOSS.search, names))
        is_balance = any(map(_NAMES_A_BALANCE.search, names))
        if is_loss != is_balance or any(map(_NAMES_BOTH.search, names)):
            return is_balance
        if is_loss:
            return None
    return None
