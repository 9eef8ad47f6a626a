"""How names are compared."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet


def folded(name: str) -> str:
    """Return ``name`` as names are compared: without case, and with a space for each run of blanks, "-" and "_"."""
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def meant(names: AbstractSet[str], text: str) -> set[str]:
    """Return the names that are the text, in whatever case, or else those that begin with it, or else have it."""
    wanted = text.casefold()
    for fits in (str.__eq__, str.startswith, str.__contains__):
        if matching := {name for name in names if fits(name.casefold(), wanted)}:
            return matching
    return set()


def of_one_word(described: Iterable[tuple[str, Sequence[str], Sequence[str]]], begun: str) -> Iterator[str]:
    """Yield the names that begin so and are one plain word, of indicators as FactBase describes them."""
    return (name for _, names, _ in described for name in names if name.startswith(begun) and is_plain_word(name))


def is_plain_word(text: str) -> bool:
    """Return whether a text is a word that every shell takes as it stands."""
    return text.isascii() and text.replace("-", "").isalnum()
