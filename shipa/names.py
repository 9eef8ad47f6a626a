"""How names are compared."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet


def folded(name: str) -> str:
    """Return ``name`` as names are compared.

    That is without case, in simplified characters, and with a space for each run of blanks, "-" and "_".
    """
    return " ".join(plain(name).replace("-", " ").replace("_", " ").split())


def plain(text: str) -> str:
    """Return ``text`` without case and in simplified characters."""
    if text.isascii():
        return text.casefold()
    from shipa.script import simplified  # noqa: PLC0415 - few look-ups are in Chinese

    return simplified(text.casefold())


def meant(names: AbstractSet[str], text: str) -> set[str]:
    """Return the names that are the text, or else those that begin with it, or else have it, in any case and script."""
    wanted, alike = plain(text), str.casefold if text.isascii() else plain
    for fits in (str.__eq__, str.startswith, str.__contains__):
        if matching := {name for name in names if fits(alike(name), wanted)}:
            return matching
    return set()


def of_one_word(described: Iterable[tuple[str, Sequence[str], Sequence[str]]], begun: str) -> Iterator[str]:
    """Yield the names that begin so and are one plain word, of indicators as FactBase describes them."""
    return (name for _, names, _ in described for name in names if name.startswith(begun) and is_plain_word(name))


def is_plain_word(text: str) -> bool:
    """Return whether a text is a word that every shell takes as it stands."""
    return text.isascii() and text.replace("-", "").isalnum()
