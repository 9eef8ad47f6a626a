"""How figures are worded in English and Chinese: hedges, currencies, scales and units, and the pattern of it all.

The vocabulary is kept in tables from words, in lower case, to what they mean. The pattern is made of the tables, so
that whatever it finds can be looked up in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import chain
from string import ascii_lowercase

from shipa import numeral
from shipa.numeral import one_of


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
# "just under 450,000" is close to it; "well over" and 远超 say no more than their hedge alone.
NARROWED: Mapping[str, str] = {"over": "just over", "under": "nearly"}
_NARROWING = ("just", "slightly", "marginally", "a little", "a bit", "略", "稍", "刚", "剛")
HEDGES_AFTER: Mapping[str, str] = _meanings(
    ("over", "多"),
    ("at least", "or more, and more, or above, and above, or over, and over, 以上, 及以上, 或以上"),
    ("at most", "or less, or fewer, or below, and below, or under, 以下, 以内, 以內, 之内, 之內"),
    ("about", "or so, or thereabouts, 左右, 上下"),
)
CURRENCIES: Mapping[str, str] = _meanings(
    ("CNY", "rmb, cny, cn¥, ¥, yuan, renminbi, 人民币, 人民幣, 元, 元人民币, 元人民幣"),
    ("USD", "us$, usd, $, us dollar, us dollars, u.s. dollar, u.s. dollars, dollar, dollars, 美元"),
    ("EUR", "€, eur, euro, euros, 欧元, 歐元"),
    ("GBP", "£, gbp, pound, pounds, 英镑, 英鎊"),
    ("HKD", "hk$, hkd, hk dollar, hk dollars, hong kong dollar, hong kong dollars, 港元, 港币, 港幣"),
    ("JPY", "jpy, yen, 日元, 日圆, 日圓"),
)
_BEFORE_MONEY = [
    *("rmb", "cny", "cn¥", "¥", "us$", "usd", "$", "€", "eur", "£", "gbp", "hk$", "hkd", "jpy", "人民币", "人民幣"),
]
_AFTER_MONEY = [words for words in CURRENCIES if words[-1] not in "$€£¥"]
# Units that are no currency: what kind of number they make, and what one of them is worth in it.
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
SCALES = (
    numeral.ENGLISH_SCALES
    | {word + "s": scale for word, scale in numeral.ENGLISH_SCALES.items()}
    | {"k": Decimal("1E3"), "m": Decimal("1E6"), "mn": Decimal("1E6"), "mln": Decimal("1E6")}
    | {"b": Decimal("1E9"), "bn": Decimal("1E9"), "tn": Decimal("1E12"), "trn": Decimal("1E12")}
)
_MEASURES = (
    "件起笔筆个個家项項人名位条條种種批次宗例户戶国國届屆天年月吨噸所场場部级級篇册冊套台枚张張份款支组組类類处處座门門"
    "亩畝辆輛艘架区區县縣省市校院"
)
_GAP = r"(?: [^\S\n]{1,2} | \n[^\S\n]{0,8} )"  # words may stand on two lines, with an indent
# What words and codes are made of, down to superscripts; Chinese characters stand by themselves.
_LATIN = "[0-9a-z_ª²³µ¹º¼½¾ß-öø-ÿ]"
# G60 and 5G are names; in GDP4.5% the figure stands by itself too.
_START = rf"(?: (?<! {_LATIN} ) | (?! [0-9a-z$] ) | (?<= [a-z] )(?= [0-9]+(?: [.,][0-9]+ )*[%件万萬亿億] ) )"
_END = rf"(?: (?<! [0-9a-z] ) | (?! {_LATIN} ) )"
# 最近5, 节约5, <td>5 and 5~6 have no hedge; 近5年 is the last five years.
_HEDGE = rf"""
    (?: (?P<narrow> {one_of(_NARROWING)} ) \s* )? (?P<hedge> {one_of(HEDGES_BEFORE)} )
    (?<! [最附临臨邻鄰靠]近 ) (?<! [节節条條合預预違违签簽契公制][约約] ) (?<! [\w"'/=\n-]> )
    (?<! [\w%]~ ) (?<! [\w%]\s~(?= \s ) )
    (?! (?<= 近 ) \s?[0-9一二两兩三四五六七八九十]{{1,3}}(?: 年 | [个個]?月 | [天日周週届屆期] ) )
    (?: (?<! [a-z] ) \s? | {_GAP} (?: the\s | an?\s(?= [0-9] ) )? )
"""
# A dash after a figure or its unit makes a range: 10-20%, 5万件-6万件.
_SIGN = (
    r"(?<! [0-9a-z%‰)] ) (?<! [0-9][^\x00-\x7f] ) (?<! [0-9][^\x00-\x7f]{2} ) (?P<sign> \+ | - | − | – )(?= [0-9$€£¥] )"
)
_DIGITS = rf"""
    (?P<digits> {numeral.DIGITS} )
    (?: \s?(?P<zh_scale> {numeral.CHINESE_SCALE} ) | (?: - | {_GAP} )? (?P<scale> {one_of(SCALES)} ) {_END} )?
    (?! [十百千万萬亿億](?! 分 ) )
"""
# Where a Chinese numeral counts something, and is whole: not 百 in 数百件; 百 and 万 alone need a hedge or 余.
_CHINESE = rf"""
    (?<! [零〇一二两兩三四五六七八九十百千万萬亿億数數几幾] )
    (?P<zh>
        (?(hedge) | (?: [过過上](?= [百千万萬亿億] ) | (?! [百千万萬亿億](?! [多余餘] ) | [零〇](?! [点點] ) ) ) )
        {numeral.CHINESE}
    )
    (?= [多余餘来來几幾]? (?: [{_MEASURES}元成倍%] | 美 | 欧 | 歐 | 英 | 港 | 日元 | 以 | 左右 | \s*\Z ) )
"""
_RANK = rf"""(?:
    (?<! [0-9][.,'] ) (?P<rank> [0-9]{{1,6}} ) (?: st | nd | rd | th )
  | (?P<ordinal> {numeral.ENGLISH_ORDINAL} )
  | 第\s?(?P<zh_rank> [0-9]{{1,6}} | {numeral.CHINESE} )
)"""
_NUMERAL = rf"""(?:
    (?P<share>
        {numeral.ENGLISH_SHARE} | {numeral.CHINESE_SHARE}
      | (?(hedge) (?: {numeral.ENGLISH_PART} | 半(?! [年个個天日月小] ) ) | (?!) )
    )
  | {_DIGITS}
  | (?(hedge) (?!) | {_RANK} )
  | (?P<words> {numeral.ENGLISH} )
  | {_CHINESE}
)"""
_ODD = r"""(?P<odd>
    [多余餘来來几幾](?= [^\x00-\x7f] | \Z )
    (?<! 多(?= [于於] ) ) (?<! [余餘](?= [额額] ) ) (?<! [来來](?= [自源] ) )
  | \+(?! \w ) | -odd\b | -plus\b
)"""
_UNIT = rf"""(?: (?: {_GAP} | - | (?<! [a-z] ) | (?! [a-z] ) | (?= fold ) ) (?P<unit>
    {one_of(UNITS)} (?<! [^0-9]x ) (?<! 成(?= [立为為员員功果交长長本都语語就绩績] ) )
  | {one_of(_AFTER_MONEY)} (?<! pounds(?= \s+of ) )
) (?P<tenths> (?<= 成 ) [半一二三四五六七八九] )? {_END} )"""
_FIGURE = rf"""
    {_START}
    (?: {_HEDGE} )?
    (?P<core>
        (?: (?P<money> {one_of(_BEFORE_MONEY)} ) (?: {_GAP} | (?! [a-z] ) ) )? (?: {_SIGN} )? {_NUMERAL} {_ODD}?
        {_UNIT}?
    )
    (?: (?: {_GAP} | [{_MEASURES}]{{1,2}} | (?<! [a-z] ) ) (?P<after> {one_of(HEDGES_AFTER)} (?<! [^成倍]多 ) ) )?
    {_END}
"""
_FIRST_PHRASES = (*_NARROWING, *HEDGES_BEFORE, *_BEFORE_MONEY, *numeral.FIRST_WORDS)
_FIRST_WORDS = [phrase for phrase in _FIRST_PHRASES if phrase[0] in ascii_lowercase]
_FIRST_CHARACTERS = {phrase[0] for phrase in _FIRST_PHRASES if phrase[0] not in ascii_lowercase}
# Where a figure may start. Beginning with the character before a word, the scan skips through prose from word to word.
_START_OF_FIGURE = rf"""
    [^a-z] (?:
        (?<= [0-9{"".join(_FIRST_CHARACTERS)}{numeral.CHINESE_STARTS}] | [-+−–](?= [0-9$€£¥] ) ) (?<! [0-9][0-9] )
      | () (?= {one_of(_FIRST_WORDS)} (?: fold )? (?! [a-z] ) )
    )
"""


_WIDE = "０１２３４５６７８９ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ．％＋＄～￥\u2009\u202f"
_TO_NARROW = str.maketrans(_WIDE, "0123456789abcdefghijklmnopqrstuvwxyz.%+$~¥\xa0\xa0")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a figure, of the places where one may start and of wide characters."""
    return re.compile(_FIGURE, re.VERBOSE), re.compile(_START_OF_FIGURE, re.VERBOSE), re.compile(f"[{_WIDE}]")


def matches(text: str) -> Iterator[re.Match[str]]:
    """Yield every figure in ``text`` in order, matched in lower case and narrow characters.

    Its groups are the hedge before, narrowed or not; ``core``, the numeral with its currency, scale and unit; and the
    hedge after. The numeral is one of digits (with scale or zh_scale), rank, ordinal, zh_rank, share, words and zh.
    """
    figure, start_of_figure, wide = _patterns()
    plain = text.replace("İ", "I").lower()  # one character for one, so that places stay true
    if wide.search(plain):
        plain = plain.translate(_TO_NARROW)
    end = 0
    for start in chain((0,), _starts(start_of_figure, plain)):
        if start >= end and (match := figure.match(plain, start)):
            end = match.end()
            yield match


def _starts(start_of_figure: re.Pattern[str], plain: str) -> Iterator[int]:
    """Yield the places where a figure may start: the character that was hit upon itself, and the word after it."""
    for hint in start_of_figure.finditer(plain):
        if not hint.lastindex:
            yield hint.start()
        yield hint.end()
