"""Where figures stand in a text: the grammar of a figure in English and Chinese, and the search for its matches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from string import ascii_lowercase
from typing import NamedTuple

from shipa import numeral, wording

_FIRST_PHRASES = (
    *(*wording.NARROWING, *wording.HEDGES_BEFORE, *wording.BEFORE_MONEY, *numeral.CARDINALS, *numeral.ORDINALS),
    *("half", "hundred", *(f"a {word}" for word in (*numeral.ENGLISH_SCALES, *numeral.PARTS))),
)
# Signs and Chinese words that a figure may start with; 半 and 过 do so in 半数, 过半 and 过亿.
_FIRST_SIGNS = (
    *(phrase for phrase in _FIRST_PHRASES if phrase[0] not in ascii_lowercase),
    *("半数", "半數", *(f"{more}{unit}" for more in "过過上" for unit in "半百千万萬亿億")),
)
# The grammar, for text in lower case. A rule is a verbose regular expression in which «name» stands for another rule
# or for any of the words that have the name.
_WORDS: Mapping[str, Iterable[str]] = {
    "first words": [phrase for phrase in _FIRST_PHRASES if phrase[0] in ascii_lowercase],
    "hedges before": wording.HEDGES_BEFORE,
    "hedges after": wording.HEDGES_AFTER,
    "narrowing": wording.NARROWING,
    "before money": wording.BEFORE_MONEY,
    "behind money": wording.BEHIND_MONEY,
    "units": wording.UNITS,
    "scales": wording.SCALES,
    "scale words": numeral.ENGLISH_SCALES,
    "ones": numeral.ONES,
    "two to nine": numeral.ONES[1:],
    "below twenty": ("zero", *numeral.ONES, *numeral.TEENS),
    "tens": numeral.TENS,
    "ordinals": numeral.ORDINALS,
    "part": numeral.PARTS,
    "parts": [part + "s" for part in numeral.PARTS],
}
_RULES: Mapping[str, str] = {
    # A character that a figure may start with, or one before such a word, so that the search skips from word to word;
    # the characters are in the first group or the second, and both may be in one place.
    "place": r"""
        [^a-z] (?:
            (?<= [0-9«characters»第«alone»«leading»+−–-] ) (?<! [0-9][0-9] )
            (?: (?<= [0-9«characters»第«alone»] ) | (?<= [«leading»] )(?= [«following»] ) | (?= [0-9$€£¥] ) )
            () (?: () (?= «first word» ) )?
          | () (?= «first word» )
        )
    """,
    "first word": "«first words» (?: fold )? (?! [a-z] )",
    "alone": "".join(sorted({phrase for phrase in _FIRST_SIGNS if len(phrase) == 1})),
    "leading": "".join(sorted({phrase[0] for phrase in _FIRST_SIGNS if len(phrase) > 1})),
    "following": "".join(sorted({phrase[1] for phrase in _FIRST_SIGNS if len(phrase) > 1})),
    "figure": r"""
        «start»
        (?: «hedge» )?
        (?P<core> (?: «money» )? (?: «sign» )? «numeral» (?: «odd» )? (?: «unit» )? )
        (?: «hedge after» )?
        «end»
    """,
    # G60 and 5G are names and 12abc is a code; in GDP4.5% the figure stands by itself. So does what touches Chinese.
    "start": r"(?: (?<! «latin» ) | (?! [0-9a-z$] ) | (?<= [a-z] )(?= [0-9]+(?: [.,][0-9]+ )*[%件万萬亿億] ) )",
    "end": r"(?: (?<! [0-9a-z] ) | (?! «latin» ) )",
    "latin": "[0-9a-z_ª²³µ¹º¼½¾ß-öø-ÿ]",
    # Between words, which may stand on two lines with an indent.
    "gap": r"(?: [^\S\n]{1,2} | \n[^\S\n]{0,8} )",
    # ── around the numeral ──
    # 最近5, 节约5, <td>5 and 5~6 have no hedge; 近5年 is the last five years.
    "hedge": r"""
        (?: (?P<narrow> «narrowing» ) \s* )? (?P<hedge> «hedges before» )
        (?<! [最附临臨邻鄰靠]近 ) (?<! [节節条條合預预違违签簽契公制][约約] ) (?<! [\w"'/=\n-]> )
        (?<! [\w%]~ ) (?<! [\w%]\s~(?= \s ) )
        (?! (?<= 近 ) \s?[0-9一二两兩三四五六七八九十]{1,3}(?: 年 | [个個]?月 | [天日周週届屆期] ) )
        (?: (?<! [a-z] ) \s? | «gap» (?: the\s | an?\s(?= [0-9] ) )? )
    """,
    "money": r"(?P<money> «before money» ) (?: «gap» | (?! [a-z] ) )",
    # A dash after a figure or its measure word makes a range: 10-20%, 5万件-6万件.
    "sign": r"""
        (?<! [0-9a-z%‰)] ) (?<! [0-9][^\x00-\x7f] ) (?<! [0-9][^\x00-\x7f]{2} )
        (?P<sign> \+ | - | − | – )(?= [0-9$€£¥] )
    """,
    "odd": r"""(?P<odd>
        [多余餘来來几幾](?= [^\x00-\x7f] | \Z )
        (?<! 多(?= [于於] ) ) (?<! [余餘](?= [额額] ) ) (?<! [来來](?= [自源] ) )
      | \+(?! \w ) | -odd\b | -plus\b
    )""",
    "unit": r"""
        (?: «gap» | - | (?<! [a-z] ) | (?! [a-z] ) | (?= fold ) )
        (?P<unit>
            «units» (?<! [^0-9]x ) (?<! 成(?= [立为為员員功果交长長本都语語就绩績] ) )
          | «behind money» (?<! pounds(?= \s+of ) )
        )
        (?P<tenths> (?<= 成 ) [半一二三四五六七八九] )?
        «end»
    """,
    "hedge after": r"(?: «gap» | [«measures»]{1,2} | (?<! [a-z] ) ) (?P<after> «hedges after» (?<! [^成倍]多 ) )",
    "measures": wording.MEASURES,
    # ── numerals ──
    "numeral": r"""(?:
        (?P<share> «English share» | «Chinese share» | (?(hedge) (?: «a part» | 半(?! [年个個天日月小] ) ) | (?!) ) )
      | (?P<digits> «digits» ) (?: «Chinese scale» | «English scale» )? (?! [十百千万萬亿億](?! 分 ) )
      | (?(hedge) (?!) | «rank» )
      | (?P<words> «English» )
      | «counting Chinese»
    )""",
    # A whole run of digits ("12,34" and "1.2.3" are none), and short enough to be an amount and not a code.
    "digits": r"""
        (?<! [0-9][.,'] ) (?<! (?<! \w )\. ) (?<! [a-z]- )
        (?: [0-9]{1,3} (?: (?: ,[0-9]{3} ){1,4} | (?: \xa0[0-9]{3} ){1,4} ) | [0-9]{1,15} )
        (?: \.[0-9]{1,12} )?
        (?! [0-9] | [.,'\xa0][0-9] )
    """,
    "English scale": r"(?: - | «gap» )? (?P<scale> «scales» ) «end»",
    # 278.93万, 3亿5000万, 5千万, 1400余万; not the 千 of 千米 nor the 百 of 百分点.
    "Chinese scale": r"""
        \s?(?P<zh_scale> [多余餘]? [十百千万萬亿億]{1,3}+ (?: [0-9]{1,4}[十百千万萬] ){0,3} )
        (?! [0-9] ) (?<! [百千](?= [分米克瓦] ) )
    """,
    "rank": r"""(?:
        (?<! [0-9][.,'] ) (?P<rank> [0-9]{1,6} ) (?: st | nd | rd | th )
      | (?P<ordinal> «ordinal» )
      | 第\s?(?P<zh_rank> [0-9]{1,6} | «Chinese» )
    )""",
    # "a second batch", "a third party": after the article it ranks nothing, nor does the unit in "per second".
    "ordinal": r"(?<! \b a \s ) (?<! \b per \s ) (?: «tens»«join» )? «ordinals»",
    "English": r"""(?:
        hundred (?= -(?! odd | plus | fold | strong ) )
      | (?: «below hundred» (?: \s+and\s+a\s+half )? | (?: half «join» )? a (?= «join»«scale word» )
          | half (?= «join»«scale word» ) )
        (?: «join»«scale word» (?: (?: \s+and )? \s+«below hundred» )? ){0,9}
    )""",
    "join": r"(?: - | \s+ )",
    "scale word": "(?: «scale words» s? )",
    "below hundred": "(?: «tens» (?: «join»«ones» )? | «below twenty» )",
    # "the first three quarters", "one third party", "the second half" and "half a year" are no shares.
    "English share": r"""(?:
        (?<! first\s ) (?<! last\s ) (?<! past\s ) (?<! next\s ) (?<! these\s ) «two to nine»«join»«parts»
      | one«join»«part» (?! [-\s]part )
      | «a part» (?! \s+(?! (?: of | more | less | fewer | higher | lower | larger | smaller )\b )[a-z] | - )
      | (?: «ones» | [1-9] )\s+(?: in | out\s+of )\s+(?: every\s+ )?(?: ten | 10 ) (?! \s+«time» )
      | one\s+(?: in | out\s+of )\s+(?: every\s+ )?«two to nine» (?! \s+«time» )
      | (?<! first\s ) (?<! second\s ) (?<! former\s ) (?<! latter\s ) (?<! other\s )
        (?: one«join» )? half (?! - | \s+an?\b | \s+«time» )
    )""",
    "a part": "a«join»«part»",
    "time": "(?: year | month | week | day | hour )",
    "Chinese share": "(?: «Chinese»分之(?: «digits» | «Chinese» ) | 一半 | [过過]半[数數]? | 半[数數] )",
    # Not every run of the characters is a numeral, which is for the reader to say.
    "Chinese": "«character»{1,30}+(?: [点點]«digit»{1,9} )?(?: [多余餘]?[万萬亿億]{1,2}+ )?",
    "digit": "[零〇一二两兩三四五六七八九]",
    "character": "[«characters»]",
    "characters": "零〇一二两兩三四五六七八九十百千万萬亿億",
    # Whole, and counting something: not 百 in 数百件. 百 and 万 alone need a hedge or 余, and 零 is that of 零件.
    "counting Chinese": r"""
        (?<! [«characters»数數几幾] )
        (?P<zh>
            (?(hedge) | (?: [过過上](?= [百千万萬亿億] ) | (?! [百千万萬亿億](?! [多余餘] ) | [零〇](?! [点點] ) ) ) )
            «Chinese»
        )
        (?= [多余餘来來几幾]? (?: [«measures»元成倍%] | 美 | 欧 | 歐 | 英 | 港 | 日元 | 以 | 左右 | \s*\Z ) )
    """,
}


def rule(name: str) -> str:
    """Return a rule of the grammar as one verbose regular expression."""
    if name in _WORDS:
        return one_of(_WORDS[name])
    return re.sub("«(.+?)»", lambda match: rule(match[1]), _RULES[name])


def one_of(phrases: Iterable[str]) -> str:
    """Return a pattern for the longest of ``phrases``, as a tree, so that no character is looked at twice."""
    rests: dict[str, list[str]] = {}
    for phrase in phrases:
        rests.setdefault(phrase[:1], []).append(phrase[1:])
    may_end = rests.pop("", None)
    branches = [(r"[\s-]+" if first == " " else re.escape(first)) + one_of(rest) for first, rest in rests.items()]
    tree = "|".join(branches)
    if may_end:
        return f"(?:{tree})?" if tree else ""
    return tree if len(branches) == 1 else f"(?:{tree})"


class Parts(NamedTuple):
    """What the groups of ``pattern`` have matched, in their order; the numeral is one of those from share to zh."""

    narrow: str | None
    hedge: str | None
    core: str
    money: str | None
    sign: str | None
    share: str | None
    digits: str | None
    zh_scale: str | None
    scale: str | None
    rank: str | None
    ordinal: str | None
    zh_rank: str | None
    words: str | None
    zh: str | None
    odd: str | None
    unit: str | None
    tenths: str | None
    after: str | None


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of a figure in text in lower case; its groups are those of Parts.

    ``core`` is the numeral with its currency, scale and unit; digits may have a scale or zh_scale.
    """
    return re.compile(rule("figure"), re.VERBOSE)


_SIGN_ONLY, _WORD_ONLY = 1, 3  # the last group of a place


@cache
def _place() -> re.Pattern[str]:
    """Return the pattern of the places where a figure may start."""
    return re.compile(rule("place"), re.VERBOSE)


_NARROW = dict(
    zip(
        "０１２３４５６７８９ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ．％＋＄～￥\u2009\u202f",
        "0123456789abcdefghijklmnopqrstuvwxyz.%+$~¥\xa0\xa0",
        strict=True,
    )
)
_WIDE = re.compile(f"[{''.join(_NARROW)}]")


def matches(text: str) -> Iterator[re.Match[str]]:
    """Yield every match of ``pattern`` in ``text`` in order; only its letters are lower and its characters narrow."""
    plain = text.replace("İ", "I").lower()  # one character for one, so that places stay true
    if not plain.isascii():
        for wide in set(_WIDE.findall(plain)):
            plain = plain.replace(wide, _NARROW[wide])
    figure, end = pattern(), 0
    for start in chain((0,), _starts(plain)):
        if start >= end and (match := figure.match(plain, start)):
            end = match.end()
            yield match


def _starts(plain: str) -> Iterator[int]:
    """Yield the places where a figure may start: characters that were hit upon, and the words after such."""
    for hit in _place().finditer(plain):
        if hit.lastindex != _WORD_ONLY:
            yield hit.start()
        if hit.lastindex != _SIGN_ONLY:
            yield hit.end()
