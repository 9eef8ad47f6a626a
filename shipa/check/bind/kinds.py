"""The claims of a sentence that are neither levels nor plain changes, and all its numbers in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from shipa.check.bind.binding import Read
from shipa.check.bind.differences import bind_differences
from shipa.check.bind.doubt import doubt_changes
from shipa.check.bind.equivalents import bind_equivalents
from shipa.check.bind.extremes import bind_extremes, may_be_extremes
from shipa.check.bind.founding import Beginnings
from shipa.check.bind.lexicon import Lexicon
from shipa.check.bind.multiples import bind_multiples
from shipa.check.bind.ordinals import bind_ordinals
from shipa.check.bind.ranks import bind_ranks, may_rank
from shipa.check.bind.sentence import Sentence
from shipa.check.bind.shares import bind_shares
from shipa.check.find.numbers import Aside
from shipa.check.find.spoken import Spoken
from shipa.check.find.when import When
from shipa.quantity import Found


def may_be_claims(
    lexicon: Lexicon, beginnings: Beginnings, text: str, numbers: Sequence[Found], words: frozenset[str]
) -> bool:
    """Return whether one of ``numbers`` may be such a claim though ``text``, their sentence, has no name of a level."""
    return (
        may_rank(lexicon, numbers, words)
        or beginnings.are_named(text)
        or (len(numbers) > 1 and may_be_extremes(lexicon, text, words))
    )


def read_kinds(
    sentence: Sentence,
    found: Sequence[Found | Aside],
    said: Sequence[Spoken],
    beginnings: Beginnings,
    years: Sequence[When],
) -> Iterator[Read | Aside]:
    """Yield the numbers of a sentence whose levels and changes are known, bound or set aside, in their order.

    ``said`` are the figures without a numeral, ``years`` those in which something began: of these, and of what else
    was set aside, come only those that say something of an indicator.
    """
    asides = [one for one in found if isinstance(one, Aside)]
    bind_extremes(sentence)
    bind_differences(sentence)
    doubt_changes(sentence)
    bind_equivalents(sentence)
    bind_shares(sentence)
    late = [*bind_multiples(sentence, said), *bind_ranks(sentence, said), *bind_ordinals(sentence, asides)]
    if years:
        late += beginnings.bind(sentence, years, asides)
    own = [
        replace(read, binding=binding) for read in late if (binding := sentence.of_own_place(read.figure, read.binding))
    ]
    taken = {read.figure.core for read in own}
    bindings = sentence.own_bindings()
    measured = {figure.start: figure for figure in sentence.figures}  # a row may have given them a sign for all
    early = [
        one if isinstance(one, Aside) else Read(measured[one.start], bindings[one.start], sentence.number)
        for one in found
        if not (isinstance(one, Aside) and one.found.core in taken)
    ]
    yield from sorted([*early, *own], key=_place) if own else early


def _place(one: Read | Aside) -> int:
    return one.found.core[0] if isinstance(one, Aside) else one.figure.core[0]
