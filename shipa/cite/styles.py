"""The prose styles by name; each module is loaded when its style is asked for."""

from __future__ import annotations

from importlib import import_module

from shipa.cite.style import Style
from shipa.errors import UsageError

_HOMES = {
    "plain": ("plain", "PLAIN"),
    "apa": ("apa", "APA"),
    "chicago": ("chicago", "AUTHOR_DATE"),
    "chicago-notes": ("chicago", "NOTES"),
    "mla": ("mla", "MLA"),
    "harvard": ("harvard", "HARVARD"),
    "gbt7714-2025": ("gbt", "GBT_2025"),
    "gbt7714-2015": ("gbt", "GBT_2015"),
}
NAMES = tuple(_HOMES)


def style_named(name: str) -> Style:
    """Return the style of this name. Raises UsageError."""
    if name not in _HOMES:
        raise UsageError(f"there is no style '{name}'; choose one of {', '.join(NAMES)}")
    module, attribute = _HOMES[name]
    style = getattr(import_module(f"shipa.cite.{module}"), attribute)
    assert isinstance(style, Style)  # noqa: S101 - the table above names nothing else
    return style
