"""Which indicator, period and role a figure of a sentence speaks of, by its words, its unit and what stands near.

No value is looked at here: what a figure is about is decided by the sentence alone, and where two readings are as good as
each other there is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from shipa.check.claim import Role
from shipa.check.lexicon import Lexicon, Name
from shipa.check.place import Gazetteer, Mention
from shipa.check.when import Scope, When
from shipa.check.words import FUNCTION_WORDS, Atom, family
from shipa.model import ORDINAL, PERCENT, RANK, YEAR, Indicator
from shipa.quantity import Found, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days that a figure is about. ``stated`` says how near that was said: 2 beside it, 1 before, 0 nowhere."""

    scope: Scope | None = None
    first: date | None = None
    last: date | None = None
    stated: int = 0
    is_deadline: bool = False  # "by 2025"

    @property
    def year(self) -> int | None:
        """The calendar year that this is, or None."""
        return self.first.year if self.scope is Scope.YEAR and self.first else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What a figure is about; ``is_certain`` where nothing in the sentence speaks against it."""

    indicator: Indicator
    span: Span
    role: Role
    is_certain: bool
    base: Span = field(default_factory=Span)
    direction: int = 0
    alternatives: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A figure and what it is about, None where the text leaves it open; ``sentence`` numbers the sentences."""

    figure: Found
    binding: Binding | None
    sentence: int


@dataclass(slots=True)
class Context:
    """What a text has said so far: the period, the place and the words that carry over to the next sentence."""

    drafted: date | None
    own_by_default: bool
    span: Span = field(default_factory=Span)
    years: set[int] = field(default_factory=set)
    own: bool | None = None
    heading: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    last: Binding | None = None


@dataclass(slots=True, kw_only=True)
class Clause:
    """A part of a sentence with its figures and words."""

    start: int
    end: int
    figures: list[Found]
    atoms: list[Atom]
    words: frozenset[str]


def replace_words(clause: Clause, words: frozenset[str]) -> Clause:
    """Return the clause with other words."""
    return Clause(start=clause.start, end=clause.end, figures=clause.figures, atoms=clause.atoms, words=words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A name that fits a figure, with how well: own words, all words, and how far the rest was fetched."""

    name: Name
    own: int
    explained: int
    distance: int
    far: int

    @property
    def rank(self) -> tuple[int, int, bool, bool, int, int]:
        """How good the fit is, to be compared."""
        complete = self.own == len(self.name.words)
        return (self.own, self.explained, self.far == 0, complete, len(self.name.words), -self.distance)


# ── change and direction ─────────────────────────────────────────────────────────────────────────────────────────────

_UP = (
    r"up|ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|grow(?:s|n|ing|th)?|grew|climb(?:s|ed|ing)?|gain(?:s|ed|ing)?|jump(?:s|ed|ing)?|"
    r"surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|expan(?:d|ds|ded|ding|sion)|advanc(?:e|es|ed|ing)|added|higher|more|improv(?:e|ed|ement|ing)|gr[eo]w"
)
_DOWN = (
    r"down|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|slip(?:s|ped|ping)?|"
    r"shr[aiu]nk(?:ing)?|shrinking|reduc(?:e|ed|tion|ing)|lower|fewer|less|slid(?:e|es|ing)?|sank|dip(?:s|ped|ping)?|contract(?:ed|ion|ing)|plung(?:e|ed|ing)|tumbl(?:e|ed|ing)|eased"
)
_ZH_UP = "增长|增加|上升|提高|提升|增幅|增速|上涨|攀升|增(?=[^设强值至到]|$)|涨幅|涨|高出|高(?=\\d)|多(?=\\d)|多出|扩大"
_ZH_DOWN = "下降|减少|降低|下滑|回落|降幅|下跌|跌|降(?=[^至到]|$)|减(?=\\d)|少(?=\\d)|缩减|萎缩|负增长"
_CUE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b|(?P<zdown>{_ZH_DOWN})|(?P<zup>{_ZH_UP})", re.IGNORECASE)
_TO = re.compile(r"(?:\b(?:to|from|at|reach(?:ed|ing)?|than|and|totall?(?:ed|ing)|of\sits|between)\s(?:a\s(?:total\sof\s)?|record\s|the\s)*|[至到达为从由自])$", re.IGNORECASE)
_RISE_NOUN = re.compile(r"\b(?:increases?|rise|gains?|growth|drop|decline|decrease|fall|jump|surge|reduction)\s(?:of|by)\s(?:about\s|over\s|some\s)?$", re.IGNORECASE)
_MORE_AFTER = re.compile(r"(?:\s[a-z-]+){0,4}?\s(?:(?P<up>more|higher|above|up)|(?P<down>fewer|less|lower|below|down))\b(?:\s(?:than|year|on|from))", re.IGNORECASE)
_GROWTH_AFTER = re.compile(r"\s(?:(?:year[\s-]on[\s-]year|annual|yearly|y/y|yoy)\s)?(?:(?P<up>growth|increase|rise|gain|jump|surge|expansion)|(?P<down>decline|decrease|drop|fall|reduction))\b|的?(?:同比)?(?P<zup>增长|增幅|增速|涨幅)|的?(?P<zdown>降幅|下降)", re.IGNORECASE)
_COMPARISON = re.compile(r"同比|环比|比上年|比去年|较上年|较去年|year[\s-]on[\s-]year|y/y|yoy|year[\s-]over[\s-]year", re.IGNORECASE)
_SHARE = re.compile(r"account(?:s|ed|ing)?\sfor|made?\sup|represent(?:s|ed|ing)?|share\sof|proportion\sof|percent\sof|per\scent\sof|%\sof|占|比重|比例", re.IGNORECASE)
_TARGET = re.compile(
    r"\b(?:target(?:s|ed|ing)?|goals?|aims?|aimed|aiming|wants?|seeks?|ambition|plans?\sto|planned|should|will|would|expects?|expected|hopes?|intends?|strives?|to\sreach|to\shit|to\sexceed|is\sto|are\sto|pledged|set\sto|forecast|projected)\b"
    r"|目标|力争|预计|计划(?=[^单])|规划|将(?=达|超|突破|增|实现|形成|完成|保持|有)|争取|拟|到20\d\d年(?!底?[，,]?(?:已|共|累计))",
    re.IGNORECASE,
)
_NEUTRAL = frozenset(map(family, """new newly related total record own home resident valid-in such further additional some
    local domestic international-wide year-on-year annual entire in-force official latest full""".split())) | FUNCTION_WORDS
_MEASURE_CLASSES = {character: name for name, characters in {
    "people": "人名位", "things": "件起宗例项条种个笔单份篇部", "firms": "家户所间", "weight": "吨", "batches": "批", "time": "年月天日", "area": "亩公", "money": "元"
}.items() for character in characters}
_NOUNS_AFTER = 6
_WORD_AFTER = re.compile(r"[\s-]*([A-Za-z]+)(['’]s?)?")


def change_cue(text: str, clause: Clause, figure: Found) -> int:
    """Return 1 or -1 where the figure is said to be a rise or a fall, 0 where it is none."""
    quantity = figure.quantity
    is_relative = quantity.kind in {Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE}
    after = _GROWTH_AFTER.match(text, figure.end, clause.end) if is_relative else None
    after = after or _MORE_AFTER.match(text, figure.end, clause.end)
    if after:
        groups = after.groupdict()
        return -1 if groups.get("down") or groups.get("zdown") else 1
    before = [cue for cue in _CUE.finditer(text, clause.start, figure.core[0] + 1)]
    if not before:
        return 0
    cue = before[-1]
    sign = -1 if cue["down"] or cue["zdown"] else 1
    between = text[cue.end() : figure.start]
    if is_relative:
        return 0 if _SHARE.search(between) or re.search(r"\bto\s$|[至到]$", text[clause.start : figure.start]) else sign
    if quantity.kind is not Kind.NUMBER or cue[0].lower() in {"more", "less", "fewer", "higher", "lower"}:
        return 0
    lead = text[clause.start : figure.start]
    if _TO.search(lead) and not _RISE_NOUN.search(lead):
        return 0
    direct = re.fullmatch(r"\s*(?:(?:by|of|some|another|了|约|为)?\s*)?", between) is not None
    return sign if direct and not re.search(r"新增$", text[: cue.end()]) else 0


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Binder:
    """Binds the figures of one sentence after the other."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        """Use the names and places of one fact base."""
        self.lexicon = lexicon
        self.gazetteer = gazetteer

    def candidates(
        self, text: str, clauses: Sequence[Clause], index: int, figure: Found, context: Context, own: frozenset[str] | None = None
    ) -> list[Candidate]:
        """Return the best-fitting names for a figure of clause ``index``, one an indicator, best first.

        ``own`` are the words that count as the figure's own, by default those of its clause.
        """
        own = clauses[index].words if own is None else own
        if not own:
            return []
        before = [clause.words for clause in clauses[:index]][::-1]
        near = frozenset().union(*before)
        far = context.heading | context.words | self.lexicon.subject
        best: dict[str, Candidate] = {}
        for name in self.lexicon.named_by(own | near | far):
            mine = len(name.words & own)
            if not mine or not self.unit_fits(text, figure, name.indicator, clauses[index].end):
                continue
            fetched = name.words - own
            distance = sum(next((step for step, words in enumerate(before, 1) if word in words), len(before) + 3) for word in fetched)
            candidate = Candidate(
                name=name, own=mine, explained=len(own & self.lexicon.words[name.indicator.id]), distance=distance, far=len(fetched - near)
            )
            known = best.get(name.indicator.id)
            if known is None or candidate.rank > known.rank:
                best[name.indicator.id] = candidate
        return sorted(best.values(), key=lambda candidate: candidate.rank, reverse=True)

    def unit_fits(self, text: str, figure: Found, indicator: Indicator, end: int) -> bool:
        """Return whether a figure can be a level of the indicator, by its kind, its currency and the noun behind it."""
        quantity = figure.quantity
        unit = indicator.unit
        if quantity.kind is Kind.RANK or unit in {RANK, ORDINAL}:
            return quantity.kind is Kind.RANK and unit == RANK
        if quantity.kind is Kind.PERCENT or unit == PERCENT:
            return quantity.kind is Kind.PERCENT and unit == PERCENT
        if quantity.kind is not Kind.NUMBER or unit == YEAR:
            return False
        if quantity.currency:
            return bool(indicator.currency)
        measure = _MEASURE_CLASSES.get(text[figure.end : figure.end + 1], "")
        noun = self.noun_after(text, figure, end)
        if indicator.currency:
            return not measure and not noun and (quantity.value >= 10**6)  # noqa: PLR2004 - a bare amount of money is a large one
        if measure:
            counted = _MEASURE_CLASSES.get(indicator.unit_zh[:1], "")
            return not counted or counted == measure
        if noun:
            return noun in self.lexicon.unit_nouns[indicator.id] or noun in self.lexicon.words[indicator.id]
        return not (figure.words and quantity.value < 20)  # noqa: PLR2004 - "one", "two" are seldom figures

    def noun_after(self, text: str, figure: Found, end: int) -> str:
        """Return the counted noun behind a figure, where it is one that the pack counts something in."""
        position = figure.end
        for _ in range(_NOUNS_AFTER):
            word = _WORD_AFTER.match(text, position, end)
            if not word or word[1].lower() in FUNCTION_WORDS:
                return ""
            key = family(word[1])
            if key in self.lexicon.every_unit_noun:
                following = _WORD_AFTER.match(text, word.end(), end)
                if not (following and family(following[1]) in self.lexicon.every_unit_noun):
                    return key
            position = word.end()
        return ""

    def is_bare(self, text: str, clause: Clause, places: Sequence[Mention]) -> bool:
        """Return whether a clause says nothing but a figure, its change, a period and a place."""
        if clause.words:
            return False
        for atom in clause.atoms:
            word = text[atom.start : atom.end].lower()
            plain = word in FUNCTION_WORDS or atom.key in self.lexicon.idle or atom.key in _NEUTRAL or _CUE.fullmatch(word)
            if not plain and not word.endswith(("ed", "ing", "ly")) and not any(p.start <= atom.start < p.end for p in places):
                return False
        rest = _NOT_CHINESE.sub("", _ZH_NEUTRAL.sub("", _CUE.sub("", text[clause.start : clause.end])))
        return len(rest) <= _MOST_LEFT_OVER

    def is_pure(self, text: str, clause: Clause, name: Name, places: Sequence[Mention]) -> bool:
        """Return whether no word beside those of the name makes it another thing ("design patents" are not patents)."""
        for position, atom in enumerate(clause.atoms):
            if atom.key not in name.words:
                continue
            pure = self._english_is_pure if text[atom.start].isascii() and text[atom.end - 1].isascii() else self._chinese_is_pure
            if not pure(text, clause, position, name, places):
                return False
        return True

    def _english_is_pure(self, text: str, clause: Clause, position: int, name: Name, places: Sequence[Mention]) -> bool:
        atoms = clause.atoms
        here = position
        while here > 0 and text[atoms[here - 1].end : atoms[here].start] in {" ", "-", "\n", "’ ", "' "}:
            here -= 1
            atom = atoms[here]
            word = text[atom.start : atom.end].lower()
            if word in FUNCTION_WORDS or atom.key in _NEUTRAL or any(p.start <= atom.start < p.end for p in places):
                break
            if self._is_explained(atom.key, name):
                continue
            if atom.key not in self.lexicon.known and word.endswith(("ed", "ing", "ly")):
                break
            return False
        return self._right_is_pure(text, clause, position, name)

    def _right_is_pure(self, text: str, clause: Clause, position: int, name: Name) -> bool:
        """Return whether the word behind a name is part of it or a verb ("applications totalled", not "application fees")."""
        atoms = clause.atoms
        if position + 1 >= len(atoms) or text[atoms[position].end : atoms[position + 1].start] not in {" ", "-"}:
            return True
        behind = atoms[position + 1]
        word = text[behind.start : behind.end].lower()
        if self._is_explained(behind.key, name) or behind.key in _NEUTRAL or word in FUNCTION_WORDS or _CUE.fullmatch(word):
            return True
        following = _WORD_AFTER.match(text, behind.end, clause.end)
        is_verb = following is None or following[1].lower() in FUNCTION_WORDS or following[1].lower().endswith("ly") or any(
            figure.start <= following.start(1) < figure.end for figure in clause.figures
        )
        return is_verb and not (behind.key in self.lexicon.known and self.lexicon.has_rival(behind.key, name.words) and not word.endswith("ed"))

    def _is_explained(self, key: str, name: Name) -> bool:
        return key in self.lexicon.name_words[name.indicator.id] or key in self.lexicon.idle or key in self.lexicon.unit_nouns[name.indicator.id]

    def _chinese_is_pure(self, text: str, clause: Clause, position: int, name: Name, places: Sequence[Mention]) -> bool:
        atoms = clause.atoms
        atom = atoms[position]
        ends = [other.end for other in atoms[:position]] + [place.end for place in places] + [figure.end + 1 for figure in clause.figures]
        left = max([end for end in ends if end <= atom.start] + [clause.start])
        begin = atom.start
        while begin > left and "\u3400" <= text[begin - 1] <= "\u9fff":
            begin -= 1
        if len(_ZH_NEUTRAL.sub("", text[begin : atom.start])) > 1:
            return False
        for other in [atoms[position - 1]] if position and atoms[position - 1].end == atom.start else []:
            if not self._is_explained(other.key, name) and (_ZH_PARTIES.search(other.key) or self.lexicon.has_rival(other.key, name.words)):
                return False
        return True


_ZH_NEUTRAL = re.compile(
    r"全市|本市|我市|全年|数据|显示|表示|介绍|累计|合计|总计|总共|共计|当年|各级|各类|新增|达到|方面|同比|其中|同期|"
    r"办理|提交|授予|获得|拥有|实现|完成|受理|接收|收到|办结|处理|查处|破获|抓获|发放|颁发|签发|批准|审批|登记|统计|公布|运送|接待|种植|生产|销售|"
    r"[年月日共已获达为有的了其该市新总全在和与及中是以量数底末度约近超逾]"
)
_NOT_CHINESE = re.compile(r"[^\u3400-\u9fff]+|[\d.]+\s?[万亿]*[件起宗例项人名位元笔个家户]?|个?百分点|分别|比上|上|去|增速|幅|率|元|倍|又|也|则|[,，]")
_MOST_LEFT_OVER = 1
_ZH_PARTIES = re.compile(r"企业|高校|大学|公司|集团|学院|医院|园区|外国|国外|境外|外资|外商|个人|机构$")
