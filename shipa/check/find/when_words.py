"""The grammar of periods: how each kind of them is said, and where in a text one may begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_Y = r"(?:1[89]|20)\d\d"
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|"
    r"June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)"
_ZH_COUNT = "[一二两三四五六七八九十]|十一|\\d{1,2}"
WORDS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
    )
}
WORDS |= {word: number for number, word in enumerate("零一二三四五六七八九十")} | {"两": 2, "十一": 11}
_DURING = "|".join(
    rf"(?<=\b{word}\s)" for word in ("over", "in", "within", "over the", "over these", "in the", "in just", "in only")
).replace(" ", r"\s")
_PARTS = (
    rf"(?:first|second|third|fourth|last|1st|2nd|3rd|4th)\s(?:half|quarter|(?:{_COUNT}\s)(?:months?|quarters?|weeks?|days?))"
    rf"|H[12]|Q[1-4]|[1-4]Q|half[\s-]year"
)
_ZH_PARTS = (
    rf"[上下]半年|前?(?:[一二三四1-4]|前三)个?季度|第[一二三四1-4]季度|前(?:{_ZH_COUNT})个?月|(?:1[0-2]|[1-9])\s?[-—–~至到]\s?(?:1[0-2]|[1-9])月份?"
    r"|上旬|中旬|下旬"
)

# Each kind as a verbose regular expression.
_KINDS = {
    "iso": rf"(?P<iso>\b(?P<iso_y>{_Y})[-/.](?P<iso_m>0?[1-9]|1[0-2])[-/.](?P<iso_d>0?[1-9]|[12]\d|3[01])\b)",
    "zh_part": rf"""(?P<zh_part>(?:自|从)?(?P<zh_part_y>{_Y})年(?:的|度)?(?:{_ZH_PARTS})
            |(?:今年|去年|当年|全年|同年)?(?:的)?(?:{_ZH_PARTS}))""",
    "zh_open": rf"""(?P<zh_open>(?:自|从|从|由)?(?P<zh_open_y>{_Y})年?(?:(?P<zh_open_m>\d{{1,2}})月)?
            (?:以来|以後|以后|至今|起至今|起))""",
    "zh_span": rf"""(?P<zh_span>(?:自|从)?(?P<zh_span_a>{_Y})年?\s?(?:[-—–~～至到]
            |年至)+\s?(?P<zh_span_b>{_Y})年(?P<zh_span_part>(?:{_ZH_PARTS})|\d{{1,2}}月)?)""",
    "zh_day": rf"""(?P<zh_day>(?:(?P<zh_day_y>{_Y})年)?(?P<zh_day_m>\d{{1,2}})月(?:(?P<zh_day_d>\d{{1,2}})[日号])?
            (?P<zh_day_end>底|末)?)""",
    "zh_year": rf"(?P<zh_year>(?P<zh_year_y>{_Y}|[12]?[零〇一二三四五六七八九]{{4}})年(?:度|底|末|年底|年末|终)?)",
    "zh_past": r"""(?P<zh_past>(?:近|过去|最近|前|这)(?P<zh_past_n>[两二三四五六七八九十]|\d
            )年(?:来|间|内)?|(?P<zh_past_n2>[两三四五六七八九十])年来)""",
    "zh_lasting": r"""(?P<zh_lasting>(?P<zh_lasting_n>[两二三四五六七八九十]|一(?=年[间来])|(?<!\d)\d)年
        (?=之?[间内里]|累计|[共净增升提上减下降翻涨跌]))""",
    "zh_ago": r"(?P<zh_ago>(?P<zh_ago_n>[一两二三四五六七八九十]|(?<!\d)\d)年之?(?P<zh_ago_kind>前|后))",
    "zh_last": r"(?P<zh_last>(?:去年|(?P<zh_before_last>前年)|(?P<zh_this>今年|本年度?))[末底]?)",
    "zh_before": r"(?P<zh_before>上一?年度?(?:同期|[末底])?|前一年[末底]?|年初)",
    "zh_after": r"(?P<zh_after>次年|翌年|第二年|下一?年度?)",
    "zh_same": r"(?P<zh_same>同期|同年|当年|该年|全年|这一年)",
    "en_date": rf"""\b(?P<en_date>(?:(?P<en_d1>\d{{1,2}})(?:st|nd|rd
            |th)?\s(?:of\s)?)?(?P<en_m>{_MONTH})(?:\s(?P<en_d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|,\d
            |\.\d))?(?:,?\s(?:of\s)?(?P<en_y>{_Y}))?)(?![\w])""",
    "en_part": rf"""\b(?P<en_part>(?:(?P<en_part_y1>{_Y})\s)?(?:{_PARTS})\b(?:(?:,?\s(?:of|in)?\s?)(?P<en_part_y2>{_Y}\b
            |(?:the|this|last|that)\syear\b))?)""",
    "en_open": rf"""\b(?P<en_open>(?:since|from)\s(?:the\s(?:start|beginning|end)\sof\s)?(?P<en_open_y>{_Y})(?=\s(?:on
            |onwards?)\b)|(?:since|starting\sin)\s(?:the\s(?:start|beginning|end)\sof\s)?(?P<en_open_y2>{_Y}))\b""",
    "en_span": rf"""\b(?P<en_span>(?:from\s)?(?P<en_span_a>{_Y})\s?(?:to|through|till|until)\s?(?P<en_span_b>{_Y})
            |between\s(?P<en_span_c>{_Y})\sand\s(?P<en_span_d>{_Y})|(?P<en_span_e>{_Y})\s?[-–—/]\s?(?P<en_span_f>{_Y}
            |\d\d(?![\d.,])))\b""",
    "en_past": rf"""\b(?P<en_past>(?:the|these)\s(?:past|last|previous
            |recent)\s(?P<en_past_n>{_COUNT})\syears)\b""",
    "en_span_to": rf"\b(?P<en_span_to>(?P<en_to_n>{_COUNT})\syears\s(?:to|ending\sin|through)\s(?P<en_to_y>{_Y}))\b",
    "en_ago": rf"""\b(?P<en_ago>(?P<en_ago_n>{_COUNT})\syears\s
            (?P<en_ago_kind>ago|earlier|before|later|after(?!\s[a-z])))\b""",
    "en_lasting": rf"(?:{_DURING})(?P<en_lasting>(?P<en_lasting_n>{_COUNT})\syears)\b(?!\s(?:in|of)\sprison)",
    "en_lasting_rise": rf"""\b(?P<en_lasting_rise>(?P<en_rise_n>{_COUNT})[\s-]year)
        (?=\s(?:rise|increase|gain|growth|change|jump|drop|decline|fall|decrease)\b)""",
    "en_last": r"\b(?P<en_last>last\syear(?!['’]s?\s+end)|(?P<en_this>this\syear))\b",
    "en_before": r"""\b(?P<en_before>(?:the\s)?(?:previous|preceding|prior)\syear
            |(?:a|one)\syear\s(?:earlier|before|ago)|(?:the\s)?year\s(?:before|earlier|ago)|twelve\smonths\searlier)\b""",
    "en_after": r"\b(?P<en_after>(?:a|one)\syear\s(?:later|after)|the\s(?:following|next)\syear|the\syear\safter)\b",
    "en_same": r"\b(?P<en_same>(?:that|the\ssame)\s(?:same\s)?(?:year|period)|year[\s-]long)\b",
    "en_year": rf"(?<![\d.,$€£¥])\b(?P<en_year>{_Y})\b(?!\s?(?:%|percent|per\scent|percentage))",
}
# Which kinds may begin with a word, with a Chinese character and with a digit, in the order in which they are tried.
_IN_ENGLISH = (
    "en_date en_part en_open en_span en_past en_span_to en_ago en_lasting en_lasting_rise en_last en_before en_after "
    "en_same"
)
_IN_CHINESE = "zh_part zh_open zh_span zh_year zh_past zh_lasting zh_ago zh_last zh_before zh_after zh_same"
_IN_DIGITS = (
    "iso zh_part zh_open zh_span zh_day zh_year zh_lasting zh_ago en_date en_part en_span en_span_to en_ago en_lasting "
    "en_lasting_rise en_year"
)
_NUMERAL = "[零〇一二两三四五六七八九十]"
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_ENGLISH = rf"""
    (?: the | these )\s(?: past | last | previous | recent | preceding | prior | following | next | same | year )
  | (?: a | one | this | last | that )\syear | that\speriod | (?: previous | preceding | prior )\syear
  | year(?: \s(?: before | earlier | ago ) | [\s-]long ) | half[\s-]year | twelve\smonths
  | (?: two | three | four | five | six | seven | eight | nine | ten | eleven )[\s-]year
  | (?: first | second | third | fourth | last )\s(?: half | quarter | {_COUNT} )
  | since | starting\sin | between\s\d | from\s(?: \d | the ) | [HQ][1-4]\b | {_SHORT_MONTHS}
"""
# Where a period may begin, at the character that was found or behind it; this skips from word to word.
_BEGINNING = re.compile(
    rf"""
    [^A-Za-z] (?:
        (?P<digit> (?<= \d ) ) (?:
            (?<= 1 )(?= [89]\d\d ) | (?<= 2 )(?= 0\d\d ) | (?= {_NUMERAL} )
          | (?= (?i: \d? (?: [月年] | 个?季度 | Q | \s?[-—–~至到]\s?\d | (?: st|nd|rd|th )\s | [\s-]year
              | (?: st|nd|rd|th )? \s (?: of\s )? (?: {_SHORT_MONTHS} ) ) ) )
        )
      | (?P<chinese> (?<= [自从由近过最前这今去上本同当该全次翌第下两二三四五六七八九十一年中] ) ) (?:
            (?<= [自从由] )(?= [12] )
          | (?<= [今去当全同本该次翌] )(?= [年期] )
          | (?<= [近过最前这第上下年中一二两三四五六七八九十] )(?= [近去前年季个初半旬\d] | {_NUMERAL} )
        )
      | (?P<english> ) (?= (?i: {_ENGLISH} ) )
    )
    """,
    re.VERBOSE,
)


@cache
def _pattern(kinds: str) -> re.Pattern[str]:
    return re.compile("|".join(_KINDS[name] for name in kinds.split()), re.VERBOSE | re.IGNORECASE)


def beginnings(text: str, start: int, end: int) -> Iterator[tuple[int, re.Pattern[str]]]:
    """Yield where in ``text[start:end]`` a period may begin, and the pattern of those that begin so.

    The last group of a match is the kind of the period.
    """
    if start < end and text[start].isascii() and text[start].isalpha():
        yield start, _pattern(_IN_ENGLISH)
    for beginning in _BEGINNING.finditer(text, start, end):
        match beginning.lastgroup:
            case "digit":
                yield beginning.start(), _pattern(_IN_DIGITS)
            case "chinese":
                yield beginning.start(), _pattern(_IN_CHINESE)
            case _:
                yield beginning.end(), _pattern(_IN_ENGLISH)
