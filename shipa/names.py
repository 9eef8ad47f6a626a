"""How names are compared."""

from __future__ import annotations


def folded(name: str) -> str:
    """Return ``name`` as names are compared: without case, and with a space for each run of blanks, "-" and "_"."""
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())
