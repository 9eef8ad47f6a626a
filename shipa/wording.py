"""The words that stand around the numeral of a figure in English and Chinese, in lower case, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from shipa import numeral


def _meanings(*rows: tuple[str, str]) -> dict[str, str]:
    """Return the meaning of every phrase, from rows of a meaning and its phrases."""
    return {phrase: meaning for meaning, phrases in rows for phrase in phrases.split(", ")}


HEDGES_BEFORE: Mapping[str, str] = _meanings(
    ("over", "over, above, more than, greater than, larger than, higher than, in excess of, upwards of, upward of"),
    ("over", "north of, beyond, exceed, exceeds, exceeded, exceeding, surpass, surpasses, surpassed, surpassing"),
    ("over", "tops, topped, topping, >, 超, 逾, 突破, 超过, 超過, 超出, 高于, 高於, 多于, 多於, 大于, 大於"),
    ("just over", "刚过, 剛過"),
    ("at least", "at least, no less than, not less than, no fewer than, not fewer than, a minimum of, ≥, >="),
    ("at least", "至少, 最少, 不少于, 不少於, 不低于, 不低於"),
    ("under", "under, below, less than, fewer than, lower than, smaller than, short of, shy of, <"),
    ("under", "不到, 不足, 未满, 未滿, 低于, 低於, 少于, 少於, 小于, 小於"),
    ("at most", "at most, no more than, not more than, up to, a maximum of, ≤, <="),
    ("at most", "至多, 最多, 不超过, 不超過, 不多于, 不多於, 不高于, 不高於"),
    ("nearly", "nearly, almost, not quite, close to, approaching, nearing"),
    ("nearly", "近, 近乎, 接近, 逼近, 将近, 將近, 几乎, 幾乎"),
    ("about", "about, around, some, roughly, approximately, approx, approx., circa, ca., estimated, an estimated"),
    ("about", "more or less, in the region of, in the order of, ~, ≈, ∼, 约, 約, 大约, 大約, 约为, 約為, 大概, 大致"),
)
HEDGES_AFTER: Mapping[str, str] = _meanings(
    ("over", "多"),
    ("at least", "or more, and more, or above, and above, or over, and over, 以上, 及以上, 或以上"),
    ("at most", "or less, or fewer, or below, and below, or under, 以下, 以内, 以內, 之内, 之內"),
    ("about", "or so, or thereabouts, 左右, 上下"),
)
# Before "over" and "under": "just under 450,000" is close to it. "Well over" and 远超 say no more than "over".
NARROWING = ("just", "slightly", "marginally", "a little", "a bit", "略", "稍", "刚", "剛")
NARROWED: Mapping[str, str] = {"over": "just over", "under": "nearly"}

CURRENCIES: Mapping[str, str] = _meanings(
    ("CNY", "rmb, cny, cn¥, ¥, yuan, renminbi, 人民币, 人民幣, 元, 元人民币, 元人民幣"),
    ("USD", "us$, usd, $, us dollar, us dollars, u.s. dollar, u.s. dollars, dollar, dollars, 美元"),
    ("EUR", "€, eur, euro, euros, 欧元, 歐元"),
    ("GBP", "£, gbp, pound, pounds, 英镑, 英鎊"),
    ("HKD", "hk$, hkd, hk dollar, hk dollars, hong kong dollar, hong kong dollars, 港元, 港币, 港幣"),
    ("JPY", "jpy, yen, 日元, 日圆, 日圓"),
)
BEFORE_MONEY = (
    *("rmb", "cny", "cn¥", "¥", "us$", "usd", "$", "€", "eur", "£", "gbp", "hk$", "hkd", "jpy", "人民币", "人民幣"),
)
BEHIND_MONEY = tuple(words for words in CURRENCIES if words[-1] not in "$€£¥")

# What kind of number the other units make, and what one of them is worth in it.
UNITS: Mapping[str, tuple[str, Decimal]] = {
    phrase: (kind, Decimal(worth))
    for kind, worth, phrases in (
        ("percent", "1", "%, percent, per cent"),
        ("percent", "1E-1", "‰"),
        ("percent", "1E1", "成"),
        ("points", "1", "percentage point, percentage points, pp, 个百分点, 個百分點, 百分点, 百分點"),
        ("multiple", "1", "times, fold, x, 倍"),
    )
    for phrase in phrases.split(", ")
}
SCALES: Mapping[str, Decimal] = {
    **numeral.ENGLISH_SCALES,
    **{word + "s": scale for word, scale in numeral.ENGLISH_SCALES.items()},
    "k": Decimal("1E3"),
    **dict.fromkeys(("m", "mn", "mln"), Decimal("1E6")),
    **dict.fromkeys(("b", "bn"), Decimal("1E9")),
    **dict.fromkeys(("tn", "trn"), Decimal("1E12")),
}
# What Chinese numerals count.
MEASURES = (
    "件起笔筆个個家项項人名位条條种種批次宗例户戶国國届屆天年月吨噸所场場部级級篇册冊套台枚张張份款支组組类類处處座门門"
    "亩畝辆輛艘架区區县縣省市校院"
)
