"""Numbers as people write them: found in a text, read with their hedge and precision, and written again.

One type serves the figure in a fact file, the change in a table, the audit's verdict and the number in a draft,
so that they cannot disagree. The rules, each stated once:

* **Precision.** A figure stands for every value that rounds to it: half a unit of its last printed digit to either
  side, counted in its scale word ("2.7893 million" is known to the nearest 100). The trailing zeros of a whole
  number are doubt; without them, or below 100, it is an exact count.
* **Hedges.** "over" and "at least" leave the upper end open, "under" and "at most" the lower one. "About" and
  "nearly" allow one unit of the last significant digit, and never more than five percent of the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from shipa import numeral
from shipa.errors import UnreadableQuantityError
from shipa.interval import Interval


class Bound(StrEnum):
    """What a hedge makes of a figure."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"


class Kind(StrEnum):
    """What sort of number it is."""

    NUMBER = "number"
    PERCENT = "percent"
    POINTS = "points"
    RANK = "rank"
    MULTIPLE = "multiple"


_ZERO = Decimal(0)
_ONE = Decimal(1)
_CERTAIN_BELOW = 100
_MOST_SLACK = Decimal("0.05")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure with its precision and hedge.

    ``value`` is in base units (12.15 billion is 12150000000), in percent where ``kind`` says so. ``step`` is the unit
    of the last digit that can be trusted, 0 where the figure is an exact count. ``currency`` is an ISO 4217 code or "".
    """

    value: Decimal
    step: Decimal = _ZERO
    bound: Bound = Bound.EXACT
    inclusive: bool = False  # "at least", "at most": the figure itself is possible
    near: bool = False  # "nearly": not only below the figure but close to it
    kind: Kind = Kind.NUMBER
    currency: str = ""
    text: str = ""

    @property
    def slack(self) -> Decimal:
        """How far a hedge reaches: one unit of the last significant digit, at most five percent of the figure."""
        return min(last_digit(self.value), abs(self.value) * _MOST_SLACK)

    @property
    def rounding(self) -> Interval:
        """The values that the bare figure stands for, its hedge left aside."""
        return Interval.around(self.value, self.step / 2)

    @property
    def printed(self) -> Interval:
        """Every value that may have been printed so, whether it was rounded or its last digits were cut off."""
        if self.bound is Bound.EXACT and self.step:
            return Interval(low=self.interval.low, high=self.value + self.step, high_open=True)
        return self.interval

    @property
    def interval(self) -> Interval:
        """Every value that the figure, with its hedge, may stand for."""
        match self.bound:
            case Bound.OVER:
                return Interval(low=self.value, low_open=not self.inclusive)
            case Bound.UNDER if self.near:
                return Interval(low=self.value - self.slack, high=self.value, high_open=True)
            case Bound.UNDER:
                return Interval(high=self.value, high_open=not self.inclusive)
            case Bound.ABOUT:
                return Interval.around(self.value, self.slack)
            case _:
                return self.rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A quantity in a text: ``start`` and ``end`` are offsets in code points, hedge and unit included.

    ``core`` spans the numeral itself with its scale, currency and percent sign, without the hedge. ``words`` says
    that it was written in words ("nine", "九"), where a bare "one" or "first" need not be a figure at all.
    """

    start: int
    end: int
    core: tuple[int, int]
    quantity: Quantity
    words: bool


def last_digit(value: Decimal) -> Decimal:
    """Return the unit of the last significant digit: 100 for 6,800 and 0.1 for 57.9."""
    return Decimal(1).scaleb(value.normalize().as_tuple().exponent) if value else _ZERO  # type: ignore[arg-type]


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF0E, 0xFF05, 0xFF0B, 0xFF04, 0xFF5E)}
_FULL_WIDTH |= {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))} | {0xFFE5: 0xA5}

_MEASURES = "件起笔筆个個家项項人名位条條种種批次倍宗例户戶国國届屆元天年月吨噸所场場部级級"
_CURRENCIES = {
    "CNY": r"RMB|CNY|CN¥|[¥￥]|yuan|renminbi|人民币|人民幣|元",
    "USD": r"US\$|USD|\$|US\sdollars?|U\.S\.\sdollars?|dollars?|美元",
    "EUR": r"€|EUR|euros?|欧元|歐元",
    "GBP": r"£|GBP|pounds?|英镑|英鎊",
    "HKD": r"HK\$|HKD|港元|港币|港幣",
    "JPY": r"JPY|yen|日元",
}
_PREFIX_CURRENCY = r"HK\$|US\$|CN¥|RMB|CNY|USD|EUR|GBP|HKD|JPY|[$€£¥￥]|人民币|人民幣"
_SUFFIX_CURRENCY = (
    r"yuan|renminbi|RMB|CNY|USD|EUR|GBP|HKD|JPY|U\.?S\.?\sdollars?|dollars?|euros?|pounds?(?!\s+of)|yen|"
    r"人民币|人民幣|美元|欧元|歐元|英镑|英鎊|港元|港币|港幣|日元|元"
)
_ENGLISH_SCALE = (
    r"(?:\s|-)?(?P<scale>hundred|thousand|million|billion|trillion|mln|bn|mn|tn|[kKMB](?![A-Za-z])|m(?![A-Za-z]))s?"
)
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_SCALES = numeral.ENGLISH_SCALES | _SHORT_SCALES

_CORE = re.compile(
    rf"""
      第(?P<zh_rank>\d+|{numeral.CHINESE})
    | (?P<per>百分之)(?P<zh_percent>\d+(?:\.\d+)?|{numeral.CHINESE})
    | (?P<zh_part>{numeral.CHINESE_DIGIT})分之(?P<zh_share>{numeral.CHINESE_DIGIT})
    | (?P<rank>\d+)(?:st|nd|rd|th)\b
    | (?P<digits>{numeral.DIGITS})
      (?:
        (?P<odd_inside>多|余|餘)?(?P<zh_scale>\s?(?:万[亿億]|萬[亿億]|[亿億万萬千百])(?:\d+[万萬千百])*)(?!分)
      | {_ENGLISH_SCALE}\b
      )?
    | (?P<zh>{numeral.CHINESE})(?=(?P<zh_odd>[多余餘来來几幾])?(?:[{_MEASURES}成%％]|个百|個百|{_SUFFIX_CURRENCY}|$))
    | 一半(?P<zh_half>)
    | \b(?P<fraction>{numeral.ENGLISH_FRACTION})\b(?!-|\san?\s(?:hundred|thousand|million|billion|dozen))
    | \b(?P<ordinal>{numeral.ENGLISH_ORDINAL})\b
    | \b(?P<words>{numeral.ENGLISH})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Where a number may start: a digit, or a word that is then looked up. This skips through prose ten times as fast as
# _CORE could.
_HINT = re.compile(r"[0-9第百零〇一二两兩三四五六七八九十千]|\b(?:[aefhnostzAEFHNOSTZ][a-z]{2,}|[Aa]n?\s[a-z]+)")
_ARTICLES = ("a ", "an ")
_FIRST_WORDS = frozenset({*numeral.CARDINALS, *numeral.ORDINALS, "half"})
_AFTER_ARTICLE = frozenset({*numeral.ENGLISH_SCALES, *numeral.FRACTIONS, "dozen"})


def _may_start(word: str) -> bool:
    if not word[0].isascii() or word[0].isdigit():
        return True
    word = word.lower()
    if word.startswith(_ARTICLES):
        return word.partition(" ")[2] in _AFTER_ARTICLE
    return word in _FIRST_WORDS


_OVER = (
    r"just over|well over|slightly over|over|more than|greater than|in excess of|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|"
    r"upwards? of|top(?:s|ped|ping)|larger than|higher than|>|"
    r"逾|超过|超過|超|突破|多于|多於|高于|高於|大于|大於"
)
_AT_LEAST = r"at least|no less than|not less than|no fewer than|a minimum of|≥|>=|至少|不少于|不少於|不低于|不低於|最少"
_NEARLY = (
    r"nearly|almost|just under|slightly under|just below|just short of|a little under|not quite|close to|approaching|"
    r"nearing|shy of|近乎|接近|将近|將近|近|几乎|幾乎"
)
_UNDER = r"under|below|less than|fewer than|lower than|short of|<|不到|不足|未满|未滿|低于|低於|少于|少於|小于"
_AT_MOST = r"at most|no more than|not more than|up to|a maximum of|≤|<=|至多|最多|不超过|不超過|不多于|不多於"
_ABOUT = (
    r"about|around|some|roughly|approximately|approx\.?|circa|ca\.|an estimated|in the region of|in the order of|[~≈～∼]|"
    r"大约|大約|大概|大致|约为|約為|约|約"
)
_HEDGES = (
    (_AT_LEAST, Bound.OVER, True, False),
    (_AT_MOST, Bound.UNDER, True, False),
    (_NEARLY, Bound.UNDER, False, True),
    (_OVER, Bound.OVER, False, False),
    (_UNDER, Bound.UNDER, False, False),
    (_ABOUT, Bound.ABOUT, False, False),
)
_BEFORE = re.compile(
    r"(?P<hedge>(?<![A-Za-z])(?:"
    + "|".join(f"(?P<h{index}>{words})" for index, (words, *_) in enumerate(_HEDGES))
    + rf")\s*(?:(?:a|an|the)\s+)?)?(?P<money>(?:{_PREFIX_CURRENCY})\s?)?(?P<sign>[+−-])?$",
    re.IGNORECASE,
)
_LONGEST_BEFORE = 28
_AFTER = re.compile(
    rf"""
      (?P<odd>[多余餘来來](?=[\u4e00-\u9fff]|$)|\+(?!\d)|-odd\b|-plus\b)?
      (?:
        \s?-?(?P<points>percentage[\s-]points?|个百分点|個百分點|个百分點|pps?\b)
      | \s?(?P<percent>%|per\scent(?!age)\b|percent(?!age)\b|成(?![立为為员員功果])(?!交))
      | -?\s?(?P<multiple>times\b|-?fold\b|倍)
      | [\s-]?(?P<currency>{_SUFFIX_CURRENCY})(?![A-Za-z])
      )?
      (?P<after>
        \s?(?:and\smore|or\smore|or\sabove|plus\b|(?:及)?以上)(?P<at_least>)
      | \s?(?:or\sless|or\sfewer|(?:及)?以内|以下)(?P<at_most>)
      | \s?(?:or\sso\b|左右|上下)(?P<about>)
      )?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find(text: str) -> Iterator[Found]:
    """Yield every quantity in ``text`` in order, without overlaps; what it means is left to the caller."""
    plain = text.translate(_FULL_WIDTH)  # one character for one, so that offsets stay true
    end = 0
    for hint in _HINT.finditer(plain):
        if hint.start() >= end and _may_start(hint[0]) and (core := _CORE.match(plain, hint.start())):
            found = _found(text, plain, core, end)
            end = found.end
            yield found


def _found(text: str, plain: str, core: re.Match[str], floor: int) -> Found:
    before = _BEFORE.search(plain, max(floor, core.start() - _LONGEST_BEFORE), core.start())
    after = _AFTER.match(plain, core.end())
    assert before is not None and after is not None  # noqa: S101, PT018 - both match the empty string
    start = before.start()
    core_start = before.end("hedge") if before["hedge"] else before.start()
    value, step, words = _value_and_step(core, has_currency=bool(before["money"] or after["currency"]))
    bound, inclusive, near = _hedge(before, core, after)
    if before["sign"] in {"-", "−"} and not plain[max(0, start - 1) : start].isalnum():
        value = -value
    kind = _kind(core, after)
    if after["percent"] == "成":
        value, step = value * 10, Decimal(10)
    elif kind in {Kind.PERCENT, Kind.POINTS}:
        step = min(step or _ONE, _ONE)  # the zeros of "70 percent" are digits, not doubt
    end = after.end()
    core_end = after.start("after") if after["after"] else end
    return Found(
        start=start,
        end=end,
        core=(core_start, core_end),
        words=words,
        quantity=Quantity(
            value=value,
            step=_ZERO if kind is Kind.RANK else step,
            bound=bound,
            inclusive=inclusive,
            near=near,
            kind=kind,
            currency=_currency(before["money"] or after["currency"] or ""),
            text=text[start:end],
        ),
    )


def _value_and_step(core: re.Match[str], *, has_currency: bool) -> tuple[Decimal, Decimal, bool]:
    """Return value, step and whether the number was written in words."""
    if core["digits"]:
        value, step = _scaled_digits(core, has_currency=has_currency)
        return value, step, False
    if rank := core["rank"]:
        return Decimal(rank), _ZERO, False
    if core["zh_half"] is not None:
        return Decimal(50), Decimal(1), True
    if core["zh_part"]:
        whole, part = (numeral.CHINESE_DIGITS[core[name]] for name in ("zh_part", "zh_share"))
        return round(Decimal(100 * part) / whole, 2), Decimal(1), True
    if core["fraction"]:
        return numeral.read_fraction(core["fraction"]), Decimal(1), True
    if core["ordinal"]:
        return numeral.read_ordinal(core["ordinal"]), _ZERO, True
    if core["words"]:
        value = numeral.read_english(core["words"])
        return value, _doubtful_step(value), True
    text = core["zh_rank"] or core["zh_percent"] or core["zh"]
    value = numeral.read_digits(text) if text[0].isdigit() else numeral.read_chinese(text)
    in_words = not text[0].isdigit()
    has_decimals = "." in text or "点" in text
    return value, _printed_step(text.replace("点", ".")) if has_decimals else _doubtful_step(value), in_words


def _scaled_digits(core: re.Match[str], *, has_currency: bool) -> tuple[Decimal, Decimal]:
    digits = core["digits"]
    if chinese := core["zh_scale"]:
        value = numeral.read_chinese(digits + chinese.strip())
        scale = numeral.read_chinese("1" + re.sub(r"\d.*", "", chinese.strip()))
        more_digits = re.search(r"\d", chinese)
        return value, _doubtful_step(value) if more_digits else _digit_step(digits) * scale
    value = numeral.read_digits(digits)
    if word := core["scale"]:
        if word.lower() in {"m", "b"} and not has_currency and core["scale"].islower():
            return value, _doubtful_step(value)  # "100 m" is a length unless money stands beside it
        scale = Decimal(_SCALES[word.lower()])
        return value * scale, _digit_step(digits) * scale
    return value, _printed_step(digits) if "." in digits else _doubtful_step(value)


def _digit_step(digits: str) -> Decimal:
    """Return the step of the digits before a scale word, in units of that word."""
    return _printed_step(digits) if "." in digits else _doubtful_step(numeral.read_digits(digits)) or _ONE


def _printed_step(digits: str) -> Decimal:
    return Decimal(1).scaleb(-len(digits.partition(".")[2]))


def _doubtful_step(value: Decimal) -> Decimal:
    """Return the step of a whole number: its trailing zeros may be rounding, unless it is small enough to count."""
    step = last_digit(value) if value >= _CERTAIN_BELOW else _ZERO
    return step if step >= 10 else _ZERO  # noqa: PLR2004 - no trailing zero, no doubt


def _hedge(before: re.Match[str], core: re.Match[str], after: re.Match[str]) -> tuple[Bound, bool, bool]:
    groups = core.groupdict()
    if after["odd"] or groups["odd_inside"] or (groups["zh_odd"] and groups["zh_odd"] in "多余餘"):
        return Bound.OVER, False, False
    if after["at_least"] is not None:
        return Bound.OVER, True, False
    if after["at_most"] is not None:
        return Bound.UNDER, True, False
    if after["about"] is not None:
        return Bound.ABOUT, False, False
    for index, (_, bound, inclusive, near) in enumerate(_HEDGES):
        if before[f"h{index}"]:
            return bound, inclusive, near
    return Bound.EXACT, False, False


def _kind(core: re.Match[str], after: re.Match[str]) -> Kind:
    if core["rank"] or core["ordinal"] or core["zh_rank"]:
        return Kind.RANK
    if after["points"]:
        return Kind.POINTS
    if after["percent"] or core["per"] or core["zh_part"] or core["fraction"] or core["zh_half"] is not None:
        return Kind.PERCENT
    return Kind.MULTIPLE if after["multiple"] else Kind.NUMBER


_CURRENCY_CODES = tuple((re.compile(words, re.IGNORECASE), code) for code, words in _CURRENCIES.items())


def _currency(printed: str) -> str:
    return next((code for words, code in _CURRENCY_CODES if words.fullmatch(printed.strip())), "")


_AROUND_A_FIGURE = re.compile(r"[^\W\d_]*(?:[\s'’\-][^\W\d_]+)*\s*", re.UNICODE)


def read(text: str) -> Quantity:
    """Return the one quantity that ``text`` states, as ``"over 450,000"`` or ``"278.93万件"``.

    A few words may stand around the figure. A first place may be told without a number, ``"top"`` or ``"inaugural"``,
    where nothing else is; in running text ``find`` passes such words by. Raises UnreadableQuantityError where there is
    no figure, more than one, or characters beside it that could belong to a number.
    """
    if text.strip().lower() in numeral.FIRSTS:
        return Quantity(value=_ONE, kind=Kind.RANK, text=text.strip())
    found = tuple(find(text))
    if len(found) != 1:
        problem = "no figure can be read" if not found else f"{len(found)} figures are there"
        raise UnreadableQuantityError(f"{problem} in '{text}'")
    [one] = found
    for rest in (text[: one.start].strip(), text[one.end :].strip()):
        if not _AROUND_A_FIGURE.fullmatch(rest):
            raise UnreadableQuantityError(f"'{rest}' in '{text}' belongs to no figure")
    return one.quantity


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_WRITTEN_HEDGES = {
    "en": {"over": "> ", "at least": "≥ ", "under": "< ", "at most": "≤ ", "nearly": "nearly ", "about": "about "},
    "zh": {"over": "超", "at least": "至少", "under": "低于", "at most": "至多", "nearly": "近", "about": "约"},
}
_WRITTEN_SCALES = {
    "en": ((10**12, " trillion"), (10**9, " billion"), (10**6, " million")),
    "zh": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
}
_MOST_DECIMALS = 4


def write(quantity: Quantity, lang: str = "en") -> str:
    """Return the quantity as people write it, ``"> 450,000"`` or ``"超45万"``; ``read`` gives it back.

    The currency is left to the unit that stands beside it.
    """
    hedge = _WRITTEN_HEDGES[lang].get(_hedge_name(quantity), "")
    match quantity.kind:
        case Kind.RANK:
            return hedge + (f"第{quantity.value:f}" if lang == "zh" else ordinal(int(quantity.value)))
        case Kind.PERCENT:
            return f"{hedge}{write_number(quantity.value)}%"
        case Kind.POINTS:
            return f"{hedge}{write_number(quantity.value)}" + ("个百分点" if lang == "zh" else " percentage points")
        case Kind.MULTIPLE:
            return f"{hedge}{write_number(quantity.value)}" + ("倍" if lang == "zh" else " times")
        case _:
            return hedge + _scaled(quantity, lang)


def write_number(value: Decimal) -> str:
    """Return every digit of ``value`` with thousands separators, never an exponent."""
    return f"{value:,f}"


def ordinal(number: int) -> str:
    """Return the English ordinal in digits: ``"21st"``."""
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _hedge_name(quantity: Quantity) -> str:
    if quantity.bound is Bound.OVER:
        return "at least" if quantity.inclusive else "over"
    if quantity.bound is Bound.UNDER:
        return "nearly" if quantity.near else "at most" if quantity.inclusive else "under"
    return quantity.bound


def _scaled(quantity: Quantity, lang: str) -> str:
    """Write large rounded figures in millions, billions, 万 or 亿, but never hide a digit."""
    for scale, word in _WRITTEN_SCALES[lang]:
        if abs(quantity.value) >= scale and quantity.step:
            digits = (quantity.value / scale).normalize()
            decimals = max((Decimal(scale) / quantity.step).adjusted(), 0)
            if max(decimals, -int(digits.as_tuple().exponent)) <= _MOST_DECIMALS:
                return f"{digits:,.{decimals}f}{word}"
    return write_number(quantity.value if quantity.value % 1 else quantity.value.to_integral_value())
