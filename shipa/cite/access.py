"""When pages were read, which some styles want said. Nothing slow to import is imported here."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def wanted(style: str, undated: Iterable[str]) -> str:
    """Return what is to be said of sources whose access date the style asks for and nobody knows, "" of none."""
    ids = ", ".join(undated)
    return f"{style} asks when a page was read, which is not recorded of {ids}; add --accessed DATE" if ids else ""
