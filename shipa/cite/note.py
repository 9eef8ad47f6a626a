"""Markdown footnotes of sources: the id of a source is the name of its note, so that two citations of one merge."""

from __future__ import annotations

from shipa.cite.prose import markdown_of
from shipa.cite.style import Style
from shipa.cite.styles import style_named
from shipa.cite.work import Work, work_of
from shipa.model import Source


def mark(id_: str) -> str:
    """Return what stands in the text after a figure."""
    return f"[^{id_}]"


def definition(work: Work, style: Style) -> str:
    """Return the note itself, one line."""
    return f"{mark(work.id)}: {markdown_of(style.entry(work))}"


def footnote_definition(source: Source) -> str:
    """Return the note of a source in shipa's own style."""
    return definition(work_of(source), style_named("plain"))
