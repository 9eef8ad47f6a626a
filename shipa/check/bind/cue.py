"""Words beside a figure that say what it is: a rise or a fall, a share, a target, where something started or ended."""

from __future__ import annotations

import re

from shipa.quantity import Found, Kind

_LEAD = 30  # as far before a figure as a preposition with its articles reaches

ALSO = re.compile(r"[件元个人]?\s*(?:(?:in|between|during)\s*)?[,，、(（]?\s*(?:or|and|或|和|即)?\s*", re.IGNORECASE)
# "Of the applications filed in 2030, 40 …": what follows the comma is a part of what is named.
WHOLE = re.compile(r"[\s,;]*(?:of|among|out\sof)\s[^,;]{3,120},", re.IGNORECASE)
# What follows is a part of what was named before.
PART = re.compile(
    r"[\s,;，；、(（]*(?:including|includes?|included|of\swhich|of\sthem|among\sthem|of\sthese|among\sthese|其中|包括)",
    re.IGNORECASE,
)
JOINED = re.compile(r"\s*(?:,|、|，|and|和|与|及)\s*(?:(?:and|or)\s)?", re.IGNORECASE)
AND = re.compile(r"\s*(?:and\b|和|与|及|、)", re.IGNORECASE)
OPENING = re.compile(r"\W*(?:at|with)?\s*", re.IGNORECASE)
FROM = re.compile(
    r"(?:\bfrom|从|由|自|\bcompared\s(?:with|to)|\bagainst|\bversus|\bthan|\b(?:short|ahead)\sof(?=\sthe)|\b(?:below|above|under|beyond)(?=\sthe))\s?(?:the\s|about\s|over\s|last\syear['’]s\s)*$",
    re.IGNORECASE,
)

_UP = (
    r"(?<!made\s)(?<!make\s)(?<!makes\s)(?<!took\s)(?<!wrapped\s)(?<!ended\s)(?<!set\s)up|ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|grow(?:s|n|ing|th)?|grew|climb(?:s|ed|ing)?|gain(?:s|ed|ing)?|jump(?:s|ed|ing)?|"
    r"surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|expan(?:d|ds|ded|ding|sion)|advanc(?:e|es|ed|ing)|added|higher|more|improv(?:e|ed|ement|ing)|gr[eo]w"
)
_DOWN = (
    r"down|(?:fall(?:s|en|ing)?|fell)(?!\s(?:[a-z]+\s)?short\b)|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|slip(?:s|ped|ping)?|"
    r"shr[aiu]nk(?:ing)?|shrinking|reduc(?:e|ed|tion|ing)|lower|fewer|less|slid(?:e|es|ing)?|sank|dip(?:s|ped|ping)?|contract(?:ed|ion|ing)|plung(?:e|ed|ing)|tumbl(?:e|ed|ing)|eased"
)
_ZH_UP = (
    "增长|增加|上升|提高|提升|增幅|增速|上涨|攀升|上扬|"
    "成长(?=率?[为达了约近逾超]?\\d)|升(?=[了约近逾超]?\\d)|增(?=[^设强值至到]|$)|涨幅|涨|高出|高(?=\\d)|多(?=\\d)|多出|扩大"
)
_ZH_DOWN = "下降|减少|降低|衰退|下滑|回落|降幅|下跌|跌|降(?=[^至到]|$)|减(?=\\d)|少(?=\\d)|缩减|萎缩|负增长"
CUE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b|(?P<zdown>{_ZH_DOWN})|(?P<zup>{_ZH_UP})", re.IGNORECASE)
TO = re.compile(
    r"(?:\b(?:to|from|at|reach(?:ed|ing)?|than|and|totall?(?:ed|ing)|of\sits|between)\s(?:a\s(?:total\sof\s)?|record\s|the\s)*|[至到达为从由自])$",
    re.IGNORECASE,
)
_RISE_NOUN = re.compile(
    r"\b(?:increases?|rise|gains?|growth|drop|decline|decrease|fall|jump|surge|reduction)\s(?:of|by)\s(?:about\s|over\s|some\s)?$",
    re.IGNORECASE,
)
_MORE_AFTER = re.compile(
    r"(?:\s[a-z-]+){0,4}?\s(?:(?P<up>more|higher|above|up)|(?P<down>fewer|less|lower|below|down))\b\s(?:than|year|on|from|the\s(?:year|level|figure|previous|preceding|prior)|last\syear|that|those|(?:19|20)\d\d)\b"
    r"|\s(?:(?P<up2>more)|(?P<down2>fewer|less))\s[^,;:.，]{1,80}?\sthan\b",
    re.IGNORECASE,
)
_GROWTH_AFTER = re.compile(
    r"\s(?:(?:year[\s-]on[\s-]year|annual|yearly|y/y|yoy)\s)?(?:(?P<up>growth|increase|rise|gain|jump|surge|expansion)|(?P<down>decline|decrease|drop|fall|reduction))\b|的?(?:同比)?(?P<zup>增长|增幅|增速|涨幅)|的?(?P<zdown>降幅|下降)",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"account(?:s|ed|ing)?\sfor|made?\sup|represent(?:s|ed|ing)?|share\sof|proportion\sof|percent\sof|per\scent\sof|%\sof|占|比重|比例",
    re.IGNORECASE,
)
TARGET = re.compile(
    r"\b(?:target(?:s|ed|ing)?|goals?|aims?|aimed|aiming|wants?|seeks?|ambition|plans?\s(?:to|for)|planned|should|will|would|expects?|expected|hopes?|intends?|strives?|to\sreach|to\shit|to\sexceed|is\sto|are\sto|pledged|set\sto|forecast|projected)\b"
    r"|目标|力争|预计|计划(?=[^单])|规划|将(?=达|超|突破|增|实现|形成|完成|保持|有)|争取|拟|(?<![高长升加大降少低滑落跌涨增])到20\d\d年(?!底?[，,]?(?:已|共|累计))",
    re.IGNORECASE,
)


_MOVED = re.compile(
    rf"(?:\b(?!up\b|down\b|more\b|less\b|fewer\b|higher\b|lower\b|added\b)(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:\s[a-z]+ly)?"
    r"(?:\sfrom\s[^;:，。；]{1,60}?)?\s(?:back\s)?to\s(?:an?\s(?:(?:total|record|high|low)\s(?:of\s)?)?|the\s|just\s)?"
    r"|(?P<zup>增长?|增加|提高|提升|上?升|攀升|上?涨|扩大)[至到]|(?P<zdown>下?降|减少?|降低|下滑|回落|下?跌|缩减|萎缩)[至到])\s?(?:了|约|近)?$",
    re.IGNORECASE,
)
_MOVED_LEAD = 100
UNREAL = re.compile(
    r"\b(?:not|never|without|would|could|might|may|should|if|unless|instead|rather)\b|n['’]t\b|[未没不]|如果|假如|若|避免",
    re.IGNORECASE,
)


_DENIED = re.compile(
    r"\b(?:if|unless|had\sit|would|could|might|(?:did|does|do|has|have|had|was|were)(?:\snot|n['’]t)(?!\sonly)|never)\b[^,;:.]*$"
    r"|(?:没有|并未|未能|并非|如果|假如|倘若)[^，；：。]*$",
    re.IGNORECASE,
)


def is_unreal(text: str, start: int, figure: Found) -> bool:
    """Return whether a change did not happen, or only might have: "did not rise by 8 percent"."""
    return _DENIED.search(text, max(start, figure.start - _MOVED_LEAD), figure.start) is not None


def moved_to(text: str, start: int, figure: Found) -> int:
    """Return 1 or -1 where the figure is what something rose or fell to, not only might have,, else 0."""
    moved = _MOVED.search(text, max(start, figure.start - _MOVED_LEAD), figure.start)
    if not moved or UNREAL.search(text, max(start, moved.start() - _MOVED_LEAD), moved.start()):
        return 0
    return -1 if moved["down"] or moved["zdown"] else 1


_SIGN = re.compile(r"(?<![\w)）%])(?:[-+−▲▼↑↓]|(?<=[(（])–)(?=\s?[\d+−–-]?)")
_RELATIVE = frozenset({Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE})


_ENDS = re.compile(
    r"\b(?:to|from|than(?:\sthe)?)\s$|[至到从由](?:\d{4}年[底末]?的?)?$", re.IGNORECASE
)  # what moved, not by how much


def change_cue(text: str, start: int, end: int, figure: Found) -> int:
    """Return 1 or -1 where ``text[start:end]`` calls the figure a rise or a fall, or its sign does, else 0."""
    return _signed(text, figure) or _worded(text, start, end, figure)


def _signed(text: str, figure: Found) -> int:
    """Return the direction of "(+6.1%)", 0 without a sign."""
    sign = _SIGN.search(text, max(0, figure.start - 2), figure.core[0] + 1)
    return (1 if sign[0] in "+▲↑" else -1) if sign and figure.quantity.kind in _RELATIVE else 0


def _worded(text: str, start: int, end: int, figure: Found) -> int:
    quantity = figure.quantity
    is_relative = quantity.kind in _RELATIVE
    after = _GROWTH_AFTER.match(text, figure.end, end) if is_relative else None
    after = after or _MORE_AFTER.match(text, figure.end, end)
    if after:
        groups = after.groupdict()
        return -1 if groups.get("down") or groups.get("zdown") or groups.get("down2") else 1
    before = [cue for cue in CUE.finditer(text, start, figure.core[0] + 1) if cue.start() < figure.start]
    if not before:
        return 0
    cue = before[-1]
    sign = -1 if cue["down"] or cue["zdown"] else 1
    between = text[cue.end() : figure.start]
    if is_relative:
        return 0 if SHARE.search(between) or _ENDS.search(text, start, figure.start) else sign
    return sign if quantity.kind is Kind.NUMBER and _is_by(text, start, figure, cue) else 0


def _is_by(text: str, start: int, figure: Found, cue: re.Match[str]) -> bool:
    """Return whether a number is how much something rose or fell by, not what it rose or fell to."""
    word = cue[0].lower()
    between = text[cue.end() : figure.start]
    if word in {"more", "less", "fewer", "higher", "lower"}:
        return False
    if word in _RISES and _AMOUNTS_TO.fullmatch(between):
        return True
    lead = text[start : figure.start]
    if TO.search(lead) and not _RISE_NOUN.search(lead):
        return False
    direct = re.fullmatch(r"\s*(?:(?:by|of|some|another|了|约|为)?\s*)?", between) is not None
    return direct and not text.endswith("新增", start, cue.end())


# What stands between "the increase" and how much it was: "in 2030 was", "in permits came to".
_AMOUNTS_TO = re.compile(
    r"(?:\s(?:in|for|during|of|over|on)\s[^;:,.()]{1,60}?)?\s(?:was|were|is|came\sto|amounted\sto|stood\sat|totall?ed|equall?ed)\s|量?[为达]",
    re.IGNORECASE,
)
_RISE_NOUNS = "increase rise gain growth jump surge expansion drop decline fall decrease reduction 增"
_RISES = frozenset(_RISE_NOUNS.split())
_ANNUAL = re.compile(
    r"\byear[\s-](?:on|over|to)[\s-]year|\bannual|\byearly|\by/y|\byoy|\bon\sthe\s(?:previous\s)?year|"
    r"\b(?:previous|preceding|prior)\syear|\byear\s(?:earlier|before)|同比|[较比]上一?年|[较比]去年|年[增减]|按年",
    re.IGNORECASE,
)
# What something is measured against that is no period and no figure: the long-term mean, a plan, another place.
_STANDARD = re.compile(
    r"\b(?:than|above|below|under|over|against|versus)\s(?:the\s|an?\s|its\s|their\s)?(?:[a-z-]+\s){0,3}?(?:averages?|means?|norms?|normal|medians?|usual|"
    r"plan(?:ned)?|targets?|goals?|expected|forecasts?|projected|budget(?:ed)?|peers?|rivals?|elsewhere)\b"
    r"|[较比](?:多年|历年|常年|往年|均值|平均|正常|计划|规划|预期|预计|目标|全国|全省|同类)",
    re.IGNORECASE,
)


def is_against_a_standard(text: str, start: int, end: int) -> bool:
    """Return whether a change is measured against an average, a plan or the like, not against an earlier figure."""
    return _STANDARD.search(text, start, end) is not None


_REFERS = re.compile(
    r"\b(?:it|they|(?:the|that|this|these|those|its|their|[a-z]+['’]s)(?:\s[a-z0-9]+){0,2}?\s"
    r"(?:figure|number|total|count|rate|share|amount|sum|value|level|volume|increase|rise|gain|growth|drop|decline|fall|target|goal)s?|(?:that|those)\s(?:of|for)|(?:this|that)\s(?:is|was|means|meant|marks|marked|represent[a-z]*|amount[a-z]*|equal[a-z]*|compare[a-z]*)|there\s(?:were|was|are|had\sbeen))\b"
    r"|该(?:数字|数|指标|数据|比例|项)|这一?(?:数字|数|指标|数据|比例)|其(?![中他它余])|此(?:数字|数)",
    re.IGNORECASE,
)


_PRONOUN = re.compile(r"\b(?:its?|they|them|their|these|those)\b|其(?![中他它余])|[该此]", re.IGNORECASE)


def has_pronoun(text: str, start: int, end: int) -> bool:
    """Return whether a stretch of text goes on with what was spoken of before."""
    return _PRONOUN.search(text, start, end) is not None


def is_annual(text: str, start: int, end: int) -> bool:
    """Return whether a change is said to be one on the year before."""
    return _ANNUAL.search(text, start, end) is not None


_REACHING = re.compile(r"(?:exceed|top|surpass|pass|reach|break|cross)[a-z]*\b|[超突逾破]", re.IGNORECASE)


def is_reached(text: str, figure: Found) -> bool:
    """Return whether the hedge of a figure is a verb: "exceeded 70", "突破70"."""
    return _REACHING.match(text, figure.start, figure.core[0]) is not None


def refers_back(text: str, start: int, figure: Found) -> bool:
    """Return whether a pronoun, or a phrase like "the figure", stands for what the figure is about."""
    return _REFERS.search(text, start, figure.start) is not None


_SHARE_AFTER = re.compile(r"\s(?:of|were|are|share|in(?!\s(?:the\s|just\s)?(?:\d|[a-z]+\syears?\b)))\b|的")


def is_share(text: str, start: int, end: int, figure: Found) -> bool:
    """Return whether a percentage is that of a part, not of a change."""
    return _SHARE_AFTER.match(text, figure.end) is not None or SHARE.search(text, start, end) is not None


_BY = re.compile(r"\bby\s$", re.IGNORECASE)


def follows_by(text: str, start: int, figure: Found) -> bool:
    """Return whether the figure is how much something moved by."""
    return _BY.search(text, max(start, figure.start - _LEAD), figure.start) is not None


def follows_from(text: str, start: int, figure: Found) -> bool:
    """Return whether a word like "from" or "compared with" leads up to the figure."""
    return FROM.search(text, max(start, figure.start - _LEAD), figure.start) is not None


def follows_to(text: str, start: int, figure: Found) -> bool:
    """Return whether a word like "to" or "reached" leads up to the figure."""
    return TO.search(text, max(start, figure.start - _LEAD), figure.start) is not None


_INVOLVED = re.compile(r"(?:\b(?:involving|implicating|affecting)\s|涉及)$", re.IGNORECASE)


_ANOTHER = re.compile(
    r"(?:\b(?:another|an?\s(?:additional|extra)|the\s(?:other|remaining|rest))\s|另有|另外|其余|剩余)$",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s(?:more|others|fewer|less)\b", re.IGNORECASE)


def is_of_the_rest(text: str, start: int, figure: Found) -> bool:
    """Return whether a figure counts what comes on top of something: "another 40", "40 more"."""
    before = _ANOTHER.search(text, max(start, figure.start - _LEAD), figure.start)
    return before is not None or _MORE.match(text, figure.end) is not None


def follows_involved(text: str, start: int, figure: Found) -> bool:
    """Return whether the figure counts what is part of the thing before it: "14 trips involving 40 guests"."""
    return _INVOLVED.search(text, max(start, figure.start - _LEAD), figure.start) is not None


_PLACES = re.compile(r"\s(?:places?|spots?|positions?|ranks?|rungs?|notch(?:es)?)\b|个?(?:位|名)(?:次)?")


def counts_places(text: str, figure: Found) -> bool:
    """Return whether the figure counts the places of a ranking: "two places better", 上升1位."""
    return figure.quantity.kind is Kind.NUMBER and _PLACES.match(text, figure.end) is not None


_POINTS = re.compile(r"[\s-](?:basis\s)?points?\b|个?点(?!\d)", re.IGNORECASE)


def counts_points(text: str, figure: Found) -> bool:
    """Return whether the figure counts points of a percentage or an index, not the thing itself: "2.7 points up"."""
    return figure.quantity.kind is Kind.NUMBER and _POINTS.match(text, figure.end) is not None


_LATEST = re.compile(
    r"\b(?:latest|newest|most\srecent|current(?:ly)?|at\spresent|nowadays|to\sdate|today)\b|目前|最新|当前|现有|迄今",
    re.IGNORECASE,
)


def says_latest(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` speaks of the latest figure: "currently", 目前."""
    return _LATEST.search(text, start, end) is not None
