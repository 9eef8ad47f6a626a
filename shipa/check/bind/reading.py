"""A draft read from beginning to end: every figure with what it is about, as far as the text says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from shipa.check.bind.binding import Context, Frame, Read, Span
from shipa.check.bind.candidates import Binder
from shipa.check.bind.dating import BEFORE, IN_SENTENCE, Dating
from shipa.check.bind.founding import Beginnings, tells_a_beginning
from shipa.check.bind.kinds import may_be_claims, read_kinds
from shipa.check.bind.lexicon import Lexicon
from shipa.check.bind.lists import pair_lists
from shipa.check.bind.outline import Outline, intro_of
from shipa.check.bind.sentence import Sentence
from shipa.check.bind.statement import read_again, read_statements
from shipa.check.bind.table import read_table
from shipa.check.bind.whereabouts import Whereabouts
from shipa.check.find.clause import sentences
from shipa.check.find.layout import Block, BlockKind, blocks
from shipa.check.find.numbers import Aside, sort_out, without_comparison
from shipa.check.find.place import Gazetteer
from shipa.check.find.spoken import Spoken
from shipa.check.find.when import Scope, dated, periods
from shipa.quantity import Found, find

_TOPIC = 60  # characters: a sentence without a figure that may say what the next ones are about
_DATELINE = 40  # characters: a line with a year and no other figure
Unread = tuple[int, int, int]  # a sentence that was passed over, and where its first figure is


class Reader:
    """Reads drafts against the names of one fact base."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        """Use the names and places of one fact base."""
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.binder = Binder(lexicon, gazetteer)
        self.beginnings = Beginnings(lexicon)

    def read(self, text: str, numbers: Sequence[Found], drafted: date | None) -> Iterator[Read | Aside]:
        """Yield every number of ``text`` (simplified prose) in order, bound or set aside."""
        context, outline = Context(drafted=drafted), Outline()
        index = 0
        for block in blocks(text):
            outline.enter(block)
            first = index
            while index < len(numbers) and numbers[index].core[0] < block.end:
                index += 1
            inside = numbers[first:index]
            if not inside and block.kind is not BlockKind.HEADING:
                if block.kind is BlockKind.PARAGRAPH:
                    context.unread.append((block.start, block.end, block.end))
                continue
            self._enter(text, block, outline, context)
            if block.kind is BlockKind.TABLE:
                yield from self._table(text, block, inside, context)
            else:
                yield from self._sentences(text, block, inside, context)
            if block.kind is BlockKind.ITEM and context.frame and self._is_dateline(text, block, inside):
                self._catch_up(text, context)
                context.frame.span = replace(context.span, stated=min(context.span.stated, BEFORE))
            if block.kind is BlockKind.HEADING:
                outline.head(block, self.lexicon.known_words(text, block.start, block.end))
                context.heading = outline.heading

    def _table(self, text: str, block: Block, numbers: Sequence[Found], context: Context) -> Iterator[Read | Aside]:
        self._catch_up(text, context)
        self._caption(text, context)
        printed = [one for one in numbers if not isinstance(one, Spoken)]
        yield from read_table(self.binder, text, block, printed, context, block.start)

    def _sentences(self, text: str, block: Block, numbers: Sequence[Found], context: Context) -> Iterator[Read | Aside]:
        position = 0
        for start, end in sentences(text, block.start, block.end):
            begin = position
            while position < len(numbers) and numbers[position].core[0] < end:
                position += 1
            if begin == position:
                context.unread.append((start, end, end))
                if end - start <= _TOPIC:
                    context.words |= self.lexicon.known_words(text, start, end)
            else:
                yield from self._sentence(text, start, end, numbers[begin:position], context, start)
            is_question = _ends_with(text, end, "?？")
            context.lead = self.binder.clause(text, start, end) if is_question else None

    @staticmethod
    def _is_dateline(text: str, block: Block, numbers: Sequence[Found]) -> bool:
        """Return whether an item has no number but a year: it dates those behind it."""
        if block.end - block.start > _DATELINE or not numbers:
            return False
        whens = [when for when in periods(text, block.start, block.end) if when.scope is Scope.YEAR]
        return all(any(when.start <= one.core[0] < when.end for when in whens) for one in numbers)

    def _enter(self, text: str, block: Block, outline: Outline, context: Context) -> None:
        """Forget at a new block what only holds from sentence to sentence, and take up what introduces the block."""
        lead = outline.lead(text)
        is_item = block.kind is BlockKind.ITEM
        if not is_item:
            context.block = block.start
        context.frame, context.item = outline.frame, block.start if is_item else -1
        context.words = frozenset().union(*(self.lexicon.known_words(text, a, b) for a, b in outline.intros(text)))
        context.lead = self.binder.clause(text, *lead) if lead else None
        nearest = BEFORE if is_item or lead else 0
        if context.span.stated > nearest:
            context.span = replace(context.span, stated=nearest)
        context.levels = ()

    def _sentence(
        self, text: str, start: int, end: int, numbers: Sequence[Found], context: Context, number: int
    ) -> Iterator[Read | Aside]:
        said = [one for one in numbers if isinstance(one, Spoken)]
        printed = [one for one in numbers if not isinstance(one, Spoken)] if said else numbers
        words = self.lexicon.known_words(text, start, end)
        if not self._may_bind(words, context) and not may_be_claims(
            self.lexicon, self.beginnings, text[start:end], numbers, words
        ):
            context.unread.append((start, end, printed[0].start if printed else end))
            if printed:
                context.words, context.levels = words, ()
                yield from self._unbound(text, start, end, printed, number)
            return
        self._catch_up(text, context)
        whens = [*periods(text, start, end)]
        years = [when for when in whens if tells_a_beginning(text, when)]
        places = self.gazetteer.mentions(text, start, end)
        per = self.binder.rates(text, start, end)
        found = [*without_comparison(text, sort_out(text, printed, [(when.start, when.end) for when in whens], per))]
        figures = [one for one in found if not isinstance(one, Aside)]
        asides = [one.found for one in found if isinstance(one, Aside) and not one.found.words]
        kept = [(one.start, one.end) for one in [*figures, *asides]] + [(atom.start, atom.end) for atom in per]
        dating = [when for when in whens if when not in years] if years else whens
        sentence = Sentence(
            self.binder, text, (start, end), figures or [*said], dating, places, context, kept, number=number
        )
        read_statements(sentence)
        pair_lists(sentence)
        read_again(sentence)
        yield from read_kinds(sentence, found, said, self.beginnings, years)
        sentence.leave()

    def _may_bind(self, words: frozenset[str], context: Context) -> bool:
        """Return whether any name can be meant in a sentence with these words, by what was said before as well."""
        if context.levels:
            return True
        said = words | context.lead.words if context.lead else words
        return bool(said) and any(
            name.words & said
            for name in self.lexicon.named_by(said | context.words | context.heading | self.lexicon.subject, None)
        )

    def _unbound(
        self, text: str, start: int, end: int, numbers: Sequence[Found], number: int
    ) -> Iterator[Read | Aside]:
        dates = [*dated(text, start, end, [one.core for one in numbers])]
        for one in sort_out(text, numbers, dates, self.binder.rates(text, start, end)):
            yield one if isinstance(one, Aside) else Read(one, None, number)

    def _caption(self, text: str, context: Context) -> None:
        """Take over the period and the place of what stands right above a table."""
        if context.lead:
            trial = replace(context, span=Span(), own=None)
            self._settle(text, [(context.lead.start, context.lead.end, context.lead.end)], trial)
            context.span = replace(trial.span, stated=IN_SENTENCE) if trial.span.scope else context.span
            context.own = context.own if trial.own is None else trial.own

    def _catch_up(self, text: str, context: Context) -> None:
        """Find the period and the place that the sentences passed over have set, the last of them first."""
        if context.is_of_others is None:
            context.is_of_others = self.gazetteer.names_other(text) and not self.gazetteer.names_own(text)
        unread, context.unread = context.unread, []
        if context.frame and context.item >= 0:
            unread = self._restart(text, unread, context.frame, context)
        self._settle(text, unread, context)

    def _restart(self, text: str, unread: Sequence[Unread], frame: Frame, context: Context) -> list[Unread]:
        """Start an item of a list from what holds for the whole list; return what of the item itself is unread."""
        item, context.item = context.item, -1
        if not frame.is_known:
            self._introduce(text, [one for one in unread if one[0] < frame.start], frame, context)
        self._settle(text, [one for one in unread if frame.start <= one[0] < item], context)
        context.span = frame.span if frame.span.scope else context.span
        context.own = context.own if frame.own is None else frame.own
        return [one for one in unread if one[0] >= item]

    def _introduce(self, text: str, unread: Sequence[Unread], frame: Frame, context: Context) -> None:
        """Find out what holds for a whole list: what the text before has set, and the line that introduces it."""
        if frame.outer is None:
            self._settle(text, unread, context)
        else:
            if not frame.outer.is_known:
                self._introduce(text, [one for one in unread if one[0] < frame.outer.start], frame.outer, context)
            context.span, context.own = frame.outer.span, frame.outer.own
        if intro := intro_of(text, frame):
            self._settle(text, [(*intro, intro[1])], context)
        frame.span, frame.own, frame.is_known = context.span, context.own, True

    def _settle(self, text: str, unread: Sequence[Unread], context: Context) -> None:
        """Set the period and the place that hold after some sentences, looking at the last of them first."""
        own = span = None
        for start, end, first_figure in reversed(unread):
            if own is not None and span is not None:
                break
            if own is None and (places := self.gazetteer.mentions(text, start, end)):
                trial = replace(context, own=None)
                Whereabouts(text, start, places, trial).leave(first_figure)
                own = trial.own
            if span is None and (whens := [*periods(text, start, end)]):
                trial = replace(context, span=Span())
                Dating(text, start, whens, _figures(text[start:end], start), trial).leave(first_figure)
                if trial.span.scope:
                    span = replace(trial.span, stated=min(trial.span.stated, 1 if start >= context.block else 0))
        context.own = context.own if own is None else own
        context.span = span or context.span


def _ends_with(text: str, end: int, marks: str) -> bool:
    """Return whether ``text[:end]`` ends with one of ``marks``, blanks aside."""
    while end and text[end - 1].isspace():
        end -= 1
    return end > 0 and text[end - 1] in marks


def _figures(part: str, start: int) -> list[Found]:
    return [
        replace(one, start=one.start + start, end=one.end + start, core=(one.core[0] + start, one.core[1] + start))
        for one in find(part)
    ]
