"""Units of measure in English and Chinese: which one a text names, and whether two name plainly different things.

Only what is measured is known here, kilometres and 立方米 and °C; what is counted ("books", "册") has no end of
names, and nothing is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from shipa import numeral
from shipa.figure import one_of

_NAMES: Mapping[str, str] = {  # what a unit is called in messages, and every way to write it in lower case
    "millimetres": "mm, millimetre, millimetres, millimeter, millimeters, 毫米",
    "centimetres": "cm, centimetre, centimetres, centimeter, centimeters, 厘米, 公分",
    "metres": "m, metre, metres, meter, meters, 米, 公尺",
    "kilometres": "km, kms, kilometre, kilometres, kilometer, kilometers, 公里, 千米",
    "miles": "mile, miles, 英里",
    "nautical miles": "nautical mile, nautical miles, 海里, 浬",
    "feet": "ft, foot, feet, 英尺",
    "square metres": "m², m2, ㎡, sq m, sq. m, sqm, square metre, square metres, square meter, square meters, "
    "square m, 平方米, 平米, 平方公尺",
    "square kilometres": "km², km2, ㎢, sq km, sq. km, square kilometre, square kilometres, square kilometer, "
    "square kilometers, square km, 平方公里, 平方千米",
    "square miles": "square mile, square miles, sq mi, 平方英里",
    "hectares": "ha, hectare, hectares, 公顷, 公頃",
    "mu": "mu, 亩, 畝",
    "acres": "acre, acres, 英亩, 英畝",
    "millilitres": "ml, millilitre, millilitres, milliliter, milliliters, 毫升",
    "litres": "l, litre, litres, liter, liters, 升, 公升",
    "cubic metres": "m³, m3, ㎥, cu m, cu. m, cbm, cubic metre, cubic metres, cubic meter, cubic meters, cubic m, "
    "立方米, 立方公尺",
    "cubic kilometres": "km³, km3, cubic kilometre, cubic kilometres, cubic kilometer, cubic kilometers, "
    "cubic km, 立方公里",
    "cubic feet": "cu ft, cubic foot, cubic feet, 立方英尺",
    "barrels": "bbl, barrel, barrels, 桶",
    "micrograms": "µg, μg, ug, microgram, micrograms, 微克",
    "milligrams": "mg, milligram, milligrams, 毫克",
    "grams": "g, gram, grams, gramme, grammes, 克",
    "kilograms": "kg, kgs, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes, 公斤, 千克",
    "tonnes": "t, ton, tons, tonne, tonnes, metric ton, metric tons, metric tonnes, 吨, 公吨, 噸, 公噸",
    "kilotonnes": "kt, kiloton, kilotons, kilotonne, kilotonnes",
    "watts": "watt, watts, 瓦",
    "kilowatts": "kw, kilowatt, kilowatts, 千瓦",
    "megawatts": "mw, megawatt, megawatts, 兆瓦",
    "gigawatts": "gw, gigawatt, gigawatts, 吉瓦",
    "kilowatt hours": "kwh, kilowatt hour, kilowatt hours, 千瓦时, 千瓦時, 千瓦小时, 千瓦小時",
    "megawatt hours": "mwh, megawatt hour, megawatt hours, 兆瓦时, 兆瓦時",
    "gigawatt hours": "gwh, gigawatt hour, gigawatt hours, 吉瓦时, 吉瓦時",
    "terawatt hours": "twh, terawatt hour, terawatt hours, 太瓦时, 太瓦時",
    "degrees Celsius": "°c, ℃, degree celsius, degrees celsius, degrees c, celsius, 摄氏度, 攝氏度",
    "degrees Fahrenheit": "°f, ℉, degree fahrenheit, degrees fahrenheit, degrees f, fahrenheit, 华氏度, 華氏度",
    "seconds": "second, seconds, 秒, 秒钟, 秒鐘",
    "minutes": "minute, minutes, min, mins, 分钟, 分鐘",
    "hours": "hour, hours, hr, hrs, 小时, 小時",
    "days": "day, days, 天, 日",
    "weeks": "week, weeks, 周, 週",
    "months": "month, months, 月, 个月, 個月",
    "years": "year, years, yr, yrs, annum, 年",
}
_SIGNS_BEHIND_PER: Mapping[str, str] = {"s": "seconds", "sec": "seconds", "h": "hours", "d": "days", "a": "years"}
_PLAIN = {phrase: name for name, phrases in _NAMES.items() for phrase in phrases.split(", ")}
_BEHIND_PER = {**_PLAIN, **_SIGNS_BEHIND_PER}
# A name may say these of what it counts ("daily output", 时速, 日均), so that a unit need not.
_SAID_BY_NAMES = frozenset({"hours", "days", "weeks", "months", "years"})
_SAID_LOOSELY = _SAID_BY_NAMES - {"hours"}
_SCALES: Mapping[str, Decimal] = {
    **numeral.ENGLISH_SCALES,
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal("1E4"),
    "萬": Decimal("1E4"),
    "亿": Decimal("1E8"),
    "億": Decimal("1E8"),
}
PER = r"(?:\bper\b|\b(?:out\s+of\s+|for\s+|in\s+)?every\b|\b(?:for\s+)?each\b|每)"  # "/" as well, behind a unit
_COUNT = rf"(?:(?P<digits>[0-9][0-9,]*)\s*(?P<scale>{'|'.join(_SCALES)})?|(?P<alone>{'|'.join(_SCALES)}))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A unit of measure, and the one that it is counted by: cubic metres per second. "?" is one that nobody knows."""

    of: str
    per: str = ""

    def __str__(self) -> str:
        return f"{self.of} per {self.per.removesuffix('s')}" if self.per.strip("?") else self.of

    def is_plainly_not(self, other: Measure) -> bool:
        """Return whether what is printed so cannot be in the ``other`` unit, however loosely documents are worded."""
        if self.of != other.of:
            return True
        if self.per == other.per or "?" in {self.per, other.per}:
            return False
        if self.per and other.per:
            return True
        return other.per not in _SAID_BY_NAMES if other.per else self.per not in _SAID_LOOSELY


def measure_in(text: str, before: str = "") -> Measure | None:
    """Return the unit of measure that ``text`` is or begins with, None where it is plainly none.

    ``before`` is what stands before the figure: 每秒 of 每秒18600立方米.
    """
    match = _pattern().match(_plain(text))
    if not match:
        return None
    per = _BEHIND_PER[_words(match["per"])] if match["per"] else "?" if match["other"] else ""
    if not per and (ahead := _pattern_before().search(_plain(before))):
        per = _BEHIND_PER.get(ahead["per"] or "", "?")
    return Measure(of=_PLAIN[_words(match["of"])], per=per)


def spaced(text: str) -> str:
    """Return ``text`` with a space between a figure and the sign of a unit that touches it: "350 km/h" for 350km/h."""
    return re.sub(rf"(?<=[0-9])(?=(?:{_signs()})(?![a-z0-9]))", " ", text, flags=re.IGNORECASE)


def counts_per(text: str) -> frozenset[Decimal]:
    """Return by how many of something ``text`` counts: 10,000 in "per 10,000 people" and in 件/万人."""
    return frozenset(map(_count, re.finditer(rf"(?:/|{PER})\s*{_COUNT}", _plain(text)))) - {Decimal(1)}


def counts_named(texts: Iterable[str]) -> frozenset[Decimal]:
    """Return every round number that the texts name, as 10,000 in 万元GDP用水量."""
    return frozenset(_count(match) for text in texts for match in re.finditer(_COUNT, _plain(text)))


def has_scale(text: str) -> bool:
    """Return whether a figure is written with a scale: "5 million", 500万."""
    return re.search(r"(?:thousand|million|billion|trillion)s?\b|[千万萬亿億]", text, re.IGNORECASE) is not None


@cache
def scale_of(unit: str) -> str:
    """Return the scale that a unit begins with: "million" of "million cubic metres", "" where there is none."""
    match = re.match(r"(?:(?:thousand|million|billion|trillion)s?|10+(?:,000)+)(?=\s)", unit, re.IGNORECASE)
    return match[0] if match else ""


@cache
def _signs() -> str:
    """Return the pattern of the units that are written in Latin letters."""
    return one_of(phrase for phrase in _PLAIN if phrase[0].isascii())


def _count(match: re.Match[str]) -> Decimal:
    scale = _SCALES.get(match["scale"] or match["alone"] or "", Decimal(1))
    return scale * (numeral.read_digits(match["digits"]) if match["digits"] else 1)


def _plain(text: str) -> str:
    return text.replace("／", "/").lower()


def _words(phrase: str) -> str:
    return " ".join(phrase.replace("-", " ").split())


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a unit of measure with nothing behind it that could make it another."""
    end = r"(?![a-z0-9²³·°\-])(?=\W|\Z|(?<![a-z])每)"
    return re.compile(
        rf"\s*-?(?:(?:thousand|million|billion)\s+|[0-9,]+\s+|[十百千万亿]+(?=[立平吨公]))?(?P<of>{one_of(_PLAIN)}){end}"
        rf"(?:\s*(?:/|{PER}|\ban?\b)\s*(?:(?P<per>{one_of(_BEHIND_PER)}){end}|(?<!\ba)(?<!\ban)(?<!\ba\s)(?<!\ban\s)(?P<other>\S.*)))?"
        r"(?:\s*\Z|\s+(?:of\s|co2).*|的.*)",
        re.DOTALL,
    )


@cache
def _pattern_before() -> re.Pattern[str]:
    return re.compile(rf"每(?:(?P<per>{one_of(_BEHIND_PER)})|\S)")
