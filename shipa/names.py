"""How names are compared."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
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
