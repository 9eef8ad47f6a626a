"""Names of those who wrote a document: people, whose family name is known, and bodies, whose name is one piece."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SEPARATOR = re.compile(r"\s*[;；]\s*")
_ARTICLE = re.compile(r"(?:the|an|a)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as its document prints it; ``family`` and ``given`` are empty where it is not known to be a person's.

    ``family_first`` says that the printed name begins with the family name, as Chinese names do: no style turns such a
    name round, and some set no comma in it.
    """

    printed: str
    family: str = ""
    given: str = ""
    family_first: bool = False

    @property
    def short(self) -> str:
        """What a reference in the text calls it: the family name, or the whole name of a body."""
        return self.family or self.printed

    @property
    def inverted(self) -> str:
        """The family name first, with a comma: ``Smith, John``. A name in family-first order stays as it is printed."""
        return f"{self.family}, {self.given}" if self.is_turned else self.printed

    @property
    def is_turned(self) -> bool:
        """Whether putting the family name first changes the printed order."""
        return bool(self.family) and not self.family_first

    def with_initials(self, between: str) -> str:
        """Return ``Smith, J. B.`` with ``between`` set between the initials; a hyphen in the given name is kept."""
        if not self.family:
            return self.printed
        initials = ["-".join(f"{part[0]}." for part in given.split("-") if part) for given in self.given.split()]
        return f"{self.family}, {between.join(initials)}"


def names(authors: str, families: str = "") -> tuple[Name, ...]:
    """Return the names in ``authors``, which semicolons divide.

    ``families`` gives, in the same order, the family name of each person and nothing for a body. A name that does not
    begin or end with the family name given for it is left in one piece, and so is one in Chinese characters.
    """
    known = _SEPARATOR.split(families)
    printed = _SEPARATOR.split(" ".join(authors.split()))
    return tuple(_name(name, known[index] if index < len(known) else "") for index, name in enumerate(printed) if name)


def without_article(name: str) -> str:
    """Return a name or title without an article before it."""
    return _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name


def series(names: Sequence[str], *, comma_between_two: bool = False) -> str:
    """Return names as one phrase: ``A and B``, or ``A, B, and C``."""
    if len(names) < 2:  # noqa: PLR2004 - one is no series
        return "".join(names)
    comma = "," if len(names) > 2 or comma_between_two else ""  # noqa: PLR2004 - the serial comma needs three
    return f"{', '.join(names[:-1])}{comma} and {names[-1]}"


def _name(printed: str, family: str) -> Name:
    if family and printed.startswith(f"{family} "):
        return Name(printed=printed, family=family, given=printed.removeprefix(family).strip(), family_first=True)
    if family and printed.endswith(f" {family}"):
        return Name(printed=printed, family=family, given=printed.removesuffix(family).strip())
    return Name(printed=printed)
