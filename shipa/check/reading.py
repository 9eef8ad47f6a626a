"""A draft read from beginning to end: every figure with what it is about, as far as the text says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from shipa.check.bind import Binder
from shipa.check.binding import Context, Read, Span
from shipa.check.clause import Block, BlockKind, blocks, sentences
from shipa.check.dating import Dating
from shipa.check.find import Aside, sort_out
from shipa.check.lexicon import Lexicon
from shipa.check.lists import pair_lists
from shipa.check.place import Gazetteer, Mention
from shipa.check.sentence import Sentence
from shipa.check.statement import read_statements
from shipa.check.table import read_table
from shipa.check.when import When, periods
from shipa.check.whereabouts import Whereabouts
from shipa.check.words import rates
from shipa.quantity import Found


class Reader:
    """Reads drafts against the names of one fact base."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        """Use the names and places of one fact base."""
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.binder = Binder(lexicon, gazetteer)

    def read(self, text: str, numbers: Sequence[Found], drafted: date | None) -> Iterator[Read | Aside]:
        """Yield every number of ``text`` (simplified prose) in order, bound or set aside."""
        context = Context(drafted=drafted)
        index = sentence_number = 0
        for block in blocks(text):
            first = index
            while index < len(numbers) and numbers[index].core[0] < block.end:
                index += 1
            inside = numbers[first:index]
            if not inside and block.kind is not BlockKind.HEADING:
                continue
            _enter(block, context)
            if block.kind is BlockKind.TABLE:
                self._catch_up(text, context)
                sentence_number += 1
                yield from read_table(self.binder, text, block, inside, context, sentence_number)
                continue
            position = 0
            for start, end in sentences(text, block.start, block.end):
                begin = position
                while position < len(inside) and inside[position].core[0] < end:
                    position += 1
                sentence_number += 1
                yield from self._sentence(text, start, end, inside[begin:position], context, sentence_number)
            if block.kind is BlockKind.HEADING:
                context.heading = self.lexicon.known_words(text[block.start : block.end])

    def _sentence(
        self, text: str, start: int, end: int, numbers: Sequence[Found], context: Context, number: int
    ) -> Iterator[Read | Aside]:
        words = self.lexicon.known_words(text[start:end]) if numbers else frozenset()
        if not self._may_bind(words, context) or not numbers:
            context.unread.append((start, end, numbers[0].start if numbers else end))
            if numbers:
                context.words, context.last = words, None
                yield from self._unbound(text, start, end, numbers, number)
            return
        self._catch_up(text, context)
        part = text[start:end]
        whens = _whens(part, start)
        places = self._places(part, start)
        per = [replace(atom, start=atom.start + start, end=atom.end + start) for atom in rates(part)]
        found = [*sort_out(text, numbers, whens, per)]
        figures = [one for one in found if not isinstance(one, Aside)]
        kept = [(one.start, one.end) for one in numbers if one in figures or not one.words] + [
            (atom.start, atom.end) for atom in per
        ]
        sentence = Sentence(self.binder, text, (start, end), figures, whens, places, context, kept)
        read_statements(sentence)
        pair_lists(sentence)
        bound = [
            binding if sentence.whereabouts.is_own(sentence.clause_of(figure), figure) else None
            for binding, figure in zip(sentence.about, figures, strict=True)
        ]
        reads = iter(Read(figure, binding, number) for figure, binding in zip(figures, bound, strict=True))
        for one in found:
            yield one if isinstance(one, Aside) else next(reads)
        sentence.leave(bound)

    def _may_bind(self, words: frozenset[str], context: Context) -> bool:
        """Return whether any name can be meant in a sentence with these words, by what was said before as well."""
        if context.last is not None:
            return True
        return bool(words) and any(
            name.words & words
            for name in self.lexicon.named_by(words | context.words | context.heading | self.lexicon.subject)
        )

    def _unbound(
        self, text: str, start: int, end: int, numbers: Sequence[Found], number: int
    ) -> Iterator[Read | Aside]:
        part = text[start:end]
        whens = _whens(part, start, [one.core[0] - start for one in numbers])
        per = [replace(atom, start=atom.start + start, end=atom.end + start) for atom in rates(part)]
        for one in sort_out(text, numbers, whens, per):
            yield one if isinstance(one, Aside) else Read(one, None, number)

    def _catch_up(self, text: str, context: Context) -> None:
        """Find the period and the place that the sentences passed over have set, the last of them first."""
        if context.own_by_default is None:
            context.own_by_default = self.gazetteer.names_own(text) or not self.gazetteer.names_other(text)
        unread, context.unread = context.unread, []
        own = span = None
        for start, end, first_figure in reversed(unread):
            if own is not None and span is not None:
                break
            part = text[start:end]
            if own is None:
                trial = replace(context, own=None)
                Whereabouts(text, start, self._places(part, start), trial).leave(first_figure)
                own = trial.own
            if span is None:
                trial = replace(context, span=Span())
                Dating(text, start, _whens(part, start), (), trial).leave(first_figure)
                if trial.span.scope:
                    span = replace(trial.span, stated=min(trial.span.stated, 1 if start >= context.block else 0))
        context.own = context.own if own is None else own
        context.span = span or context.span

    def _places(self, part: str, start: int) -> list[Mention]:
        return [
            replace(place, start=place.start + start, end=place.end + start) for place in self.gazetteer.mentions(part)
        ]


def _whens(part: str, start: int, around: Sequence[int] | None = None) -> list[When]:
    return [replace(when, start=when.start + start, end=when.end + start) for when in periods(part, around)]


def _enter(block: Block, context: Context) -> None:
    """Forget at a new block what only holds from sentence to sentence; a list item goes on from what introduces it."""
    is_item = block.kind is BlockKind.ITEM
    if not is_item:
        context.words = frozenset()
        context.block = block.start
    context.span = replace(context.span, stated=min(context.span.stated, 1 if is_item else 0))
    context.last = None
