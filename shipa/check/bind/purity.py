"""Whether the words around a name leave it what it is: "summer loans" are not loans, and loan desks none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from shipa.check.bind.binding import Clause
from shipa.check.bind.cue import CUE
from shipa.check.bind.lexicon import Lexicon, Name
from shipa.check.find.place import Mention
from shipa.check.find.words import FUNCTION_WORDS, Atom, family

WORD_AFTER = re.compile(r"[\s-]*([A-Za-z]+)(['’]s?)?")
# Words that leave a name what it is.
_HARMLESS = """
    new newly related total record own home resident such further additional some local domestic annual entire official
    latest full many
"""
NEUTRAL = frozenset(map(family, _HARMLESS.split()))
_PARTIES = re.compile(
    r"compan|firm|enterpris|universit|colleg|institut|corporat|hospital|school|bank|group|start-?up|foreign|inventor|"
    r"individual|student|business|multinational|manufactur|sector|industr|utilit",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\b(?:alone|average|typical|single|one\sof|each)\b|仅|平均每", re.IGNORECASE)
ZH_NEUTRAL = re.compile(
    r"全市|本市|我市|全年|排名|位居|位列|名列|数据|显示|表示|介绍|累计|合计|总计|总共|共计|当年|各级|各类|新增|达到|方面|同比|其中|同期|"
    r"办理|提交|授予|获得|拥有|实现|完成|受理|接收|收到|办结|处理|查处|破获|抓获|发放|颁发|签发|批准|审批|登记|统计|公布|运送|接待|种植|生产|销售|"
    r"相比|相较|金额|件数|笔数|人数|规模|数字|指标|水平|这一|"
    r"[升降增减跌涨]?[至到]|[由从自而仅只较比年月日共已获达为有的了其该市新总全在和与及中是以量数底末度约近超逾]"
)
_MOST_LEFT_OVER = 1
_KINDRED = 2  # words that two names must share to be those of kindred things
_IN = re.compile(r"\bin\s(?:the\s)?$")  # "passengers in night ferries" are passengers
_NOT = r"\b(?:not|never|without|non)[\s-](?:to\s)?|[未非免]|不予?"
_NEGATION = re.compile(_NOT, re.IGNORECASE)
_NEGATED = re.compile(f"(?:{_NOT})$", re.IGNORECASE)
_CHINESE = re.compile(r"[\u3400-\u9fff]*")
_ZH_GUEST = re.compile(r"[\u3400-\u9fff]{2}在$")  # somebody in the place, not the place
_ZH_PARTIES = re.compile(r"企业|高校|大学|公司|集团|学院|医院|园区|外国|国外|境外|外资|外商|个人|机构$")


def _is_verb(text: str, atom: Atom) -> bool:
    return text[atom.end - 2 : atom.end].lower() == "ed"


class Purity:
    """Judges names in their surroundings by the words of one pack."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Use the words of one fact base."""
        self._lexicon = lexicon
        self._patterns: dict[Name, dict[str, tuple[bool, ...]]] = {}

    def is_pure(self, text: str, clause: Clause, name: Name, places: Sequence[Mention]) -> bool:
        """Return whether no word beside those of the name makes it another thing ("summer loans" are not loans)."""
        if self._is_of_a_part(text, clause, name):
            return False
        for position, atom in enumerate(clause.atoms):
            if atom.key not in name.words:
                continue
            if self._qualifies_another(text, clause, position, name):
                return False
            pure = (
                self._english_is_pure
                if text[atom.start].isascii() and text[atom.end - 1].isascii()
                else self._chinese_is_pure
            )
            if not pure(text, clause, position, name, places):
                return False
        return True

    def _is_of_a_part(self, text: str, clause: Clause, name: Name) -> bool:
        """Return whether a clause narrows a name: to companies, to what another indicator counts, "alone"."""
        explained = self._lexicon.words[name.indicator.id] | self._lexicon.words.get(
            name.indicator.part_of, frozenset()
        )
        for atom in clause.atoms:
            counted = any(text[figure.end : atom.start] == " " for figure in clause.figures)
            if counted or atom.key in explained or atom.key in self._lexicon.idle:
                continue
            word = text[atom.start : atom.end]
            party = _PARTIES.match(word) if word.isascii() else _ZH_PARTIES.search(word)
            if party or self._lexicon.has_rival(atom.key, name.words, shared=_KINDRED, unit=name.indicator.unit):
                return True
        lead = text[clause.start : clause.figures[0].start] if clause.figures else ""
        for atom in clause.atoms:
            if atom.key in explained and not atom.key.isascii():
                lead = lead.replace(text[atom.start : atom.end], " ")
        return _ALONE.search(text, clause.start, clause.end) is not None or _ZH_PARTIES.search(lead) is not None

    @staticmethod
    def is_of_party(text: str, clause: Clause) -> bool:
        """Return whether a stretch of text names a company or another party: what it leads up to may be of that."""
        return any(_PARTIES.match(text, atom.start) for atom in clause.atoms if atom.key.isascii()) or bool(
            _ZH_PARTIES.search(text, clause.start, clause.end)
        )

    def is_of_somebody(self, text: str, clause: Clause, name: Name, places: Sequence[Mention]) -> bool:
        """Return whether a proper name of somebody else is the subject of a verb in the name: "Acme filed"."""
        for before, atom in pairwise(clause.atoms):
            word = text[before.start : before.end]
            named = word[0].isupper() and before.key not in self._lexicon.known and not word.endswith("s")
            named = named and word.lower() not in FUNCTION_WORDS
            if atom.key in name.words and named and _is_verb(text, atom) and text[before.end : atom.start] == " ":
                return not any(place.start <= before.start < place.end for place in places)
        return False

    def is_narrowed(
        self, text: str, clause: Clause, name: Name, said: frozenset[str], places: Sequence[Mention]
    ) -> bool:
        """Return whether a word that no name of the indicator has makes its name a narrower one: "night ferry" trips.

        ``said`` are all words that the text gives the name; of "ferry and bus passes", "bus passes" are a part.
        """
        explained = self._lexicon.words[name.indicator.id] - self._halves(name, said)
        for position, atom in enumerate(clause.atoms):
            if atom.key in name.words and (
                self._is_negated(text, clause, atom, name)
                or self._english_is_narrowed(text, clause, position, explained, places)
                if text[atom.start].isascii()
                else self._chinese_is_narrowed(text, clause, position, name, explained, places)
            ):
                return True
        return False

    def _is_negated(self, text: str, clause: Clause, atom: Atom, name: Name) -> bool:
        """Return whether a word of a name is denied ("decided not to prosecute"), where no name of it has that."""
        if not _NEGATED.search(text, max(clause.start, atom.start - 12), atom.start):
            return False
        indicator = name.indicator
        texts = (indicator.title, indicator.title_zh, *indicator.aliases, *indicator.aliases_zh, indicator.definition)
        return not any(_NEGATION.search(one) for one in texts)

    def _halves(self, name: Name, said: frozenset[str]) -> frozenset[str]:
        """Return the words that the indicator's names only have together with another one, which is not said."""
        patterns = self._patterns_of(name)
        unsaid = {pattern for word, pattern in patterns.items() if word not in said}
        return frozenset(word for word, pattern in patterns.items() if word in said and pattern in unsaid)

    def _patterns_of(self, name: Name) -> dict[str, tuple[bool, ...]]:
        """Return for each word that only other names of the indicator have, in which of them it is."""
        if name not in self._patterns:
            names = [other.words for other in self._lexicon.names_of(name.indicator)]
            self._patterns[name] = {
                word: (word.isascii(), *(word in words for words in names))
                for word in frozenset().union(*names) - name.words
            }
        return self._patterns[name]

    def _english_is_narrowed(
        self, text: str, clause: Clause, position: int, explained: frozenset[str], places: Sequence[Mention]
    ) -> bool:
        atoms = clause.atoms
        while position > 0 and text[atoms[position - 1].end : atoms[position].start] in {" ", "-", "\n"}:
            position -= 1
            atom = atoms[position]
            word = text[atom.start : atom.end].lower().replace("’", "'").removesuffix("'s")
            if word in FUNCTION_WORDS or word.endswith("ly") or any(p.start <= atom.start < p.end for p in places):
                return False
            # a verb: "the report, just out, puts loans at"
            if word.endswith("s") and text.endswith(", ", 0, atom.start):
                return False
            if atom.key in explained or atom.key in self._lexicon.idle or atom.key in NEUTRAL:
                continue
            return not (
                word.endswith(("ed", "ing"))
                or _is_verb(text, atoms[position + 1])
                or _IN.search(text, clause.start, atom.start)
            )
        return False

    def _chinese_is_narrowed(
        self, text: str, clause: Clause, position: int, name: Name, explained: frozenset[str], places: Sequence[Mention]
    ) -> bool:
        """Return whether something that is no part of it stands inside a name, or half a name right before it."""
        atoms = clause.atoms
        end = atoms[position].start
        while position > 0 and _CHINESE.fullmatch(text, atoms[position - 1].end, end):
            position -= 1
            before = atoms[position]
            between = text[before.end : end]
            for place in places:
                between = between.replace(text[place.start : place.end], "")
            if len(ZH_NEUTRAL.sub("", between)) > _MOST_LEFT_OVER:
                return self._inside(atoms[: position + 1], name)
            idle = before.key in self._lexicon.idle or ZH_NEUTRAL.fullmatch(before.key)
            if before.key not in explained and not idle:
                return before.key in self._lexicon.words[name.indicator.id] or self._inside(atoms[:position], name)
            if before.key in name.words:
                return False
            end = before.start
        return False

    @staticmethod
    def _inside(before: Sequence[Atom], name: Name) -> bool:
        return any(atom.key in name.words for atom in before)

    def _qualifies_another(self, text: str, clause: Clause, position: int, name: Name) -> bool:
        """Return whether a word that qualifies one thing in every name qualifies another one here: "IP court" cases."""
        if position + 1 >= len(clause.atoms):
            return False
        here, behind = clause.atoms[position], clause.atoms[position + 1]
        followers = self._lexicon.followers[name.indicator.id].get(here.key, frozenset())
        return (
            text[here.end : behind.start] in {"", " "}
            and behind.key in name.words
            and bool(followers)
            and behind.key not in followers
        )

    def _english_is_pure(self, text: str, clause: Clause, position: int, name: Name, places: Sequence[Mention]) -> bool:
        atoms = clause.atoms
        here = position
        while here > 0 and text[atoms[here - 1].end : atoms[here].start] in {" ", "-", "\n", "’ ", "' "}:
            here -= 1
            atom = atoms[here]
            word = text[atom.start : atom.end].lower()
            if word in FUNCTION_WORDS or atom.key in NEUTRAL or any(p.start <= atom.start < p.end for p in places):
                break
            if self._is_explained(atom.key, name):
                continue
            if atom.key not in self._lexicon.known and word.endswith(("ed", "ing", "ly")):
                break
            return _is_verb(text, atoms[here + 1]) and self._may_act(text, clause, here)
        return self._right_is_pure(text, clause, position, name)

    def _may_act(self, text: str, clause: Clause, position: int) -> bool:
        """Return whether the subject of a verb can stand for the pack's own place: "the town", not "the east quay"."""
        subject = clause.atoms[position]
        word = text[subject.start : subject.end]
        if _PARTIES.match(word):
            return False
        if word[0].islower():
            return not self._is_told_apart(text, clause, position)
        before = text[max(0, subject.start - 3) : subject.start].rstrip()
        opens = not text[clause.start : subject.start].strip(" \n,;") or before.endswith((",", ";", "."))
        return opens and word.endswith("s") and word[1:].islower()

    def _is_told_apart(self, text: str, clause: Clause, position: int) -> bool:
        """Return whether an adjective that no name has stands before a noun that none has either."""
        before = clause.atoms[position - 1] if position else None
        if before is None or text[before.end : clause.atoms[position].start] != " ":
            return False
        word = text[before.start : before.end]
        said = before.key in self._lexicon.known or before.key in self._lexicon.idle or before.key in NEUTRAL
        return word.islower() and not said and word not in FUNCTION_WORDS and not word.endswith(("ed", "ing", "ly"))

    def _right_is_pure(self, text: str, clause: Clause, position: int, name: Name) -> bool:
        """Return whether the word behind a name is part of it or a verb ("applications totalled", not "fees")."""
        atoms = clause.atoms
        if position + 1 >= len(atoms) or text[atoms[position].end : atoms[position + 1].start] not in {" ", "-"}:
            return True
        behind = atoms[position + 1]
        word = text[behind.start : behind.end].lower()
        if (
            self._is_explained(behind.key, name)
            or behind.key in NEUTRAL
            or word in FUNCTION_WORDS
            or CUE.fullmatch(word)
        ):
            return True
        following = WORD_AFTER.match(text, behind.end, clause.end)
        is_verb = (
            following is None
            or following[1].lower() in FUNCTION_WORDS
            or following[1].lower().endswith("ly")
            or (word.endswith("ed") and family(following[1]) in name.words)
            or any(figure.start <= following.start(1) < figure.end for figure in clause.figures)
        )
        return is_verb and not (behind.key in self._lexicon.known and self._lexicon.has_rival(behind.key, name.words))

    def _is_explained(self, key: str, name: Name) -> bool:
        return (
            key in self._lexicon.name_words[name.indicator.id]
            or key in self._lexicon.idle
            or key in self._lexicon.unit_nouns[name.indicator.id]
        )

    def _chinese_is_pure(self, text: str, clause: Clause, position: int, name: Name, places: Sequence[Mention]) -> bool:
        atoms = clause.atoms
        atom = atoms[position]
        if any(place.start <= atom.start < place.end for place in places):
            return True
        ends = (
            [other.end for other in atoms[:position]]
            + [place.end for place in places]
            + [figure.end + 1 for figure in clause.figures]
        )
        left = max([end for end in ends if end <= atom.start] + [clause.start])
        begin = atom.start
        while begin > left and "\u3400" <= text[begin - 1] <= "\u9fff":
            begin -= 1
        if len(ZH_NEUTRAL.sub("", text[begin : atom.start])) > 1:
            return False
        if any(place.end == left and _ZH_GUEST.search(text, clause.start, place.start) for place in places):
            return False
        for other in [atoms[position - 1]] if position and atoms[position - 1].end == atom.start else []:
            placed = any(place.start <= other.start < place.end for place in places)
            if not (placed or self._is_explained(other.key, name)) and (
                _ZH_PARTIES.search(other.key)
                or self._lexicon.has_rival(other.key, name.words, shared=min(_KINDRED, len(name.words)))
                or self._lexicon.has_rival(other.key, frozenset({atom.key}))
            ):
                return False
        return True
