"""The documents of ``data/cite`` in every style and format, as ``golden/cite`` holds them.

``python -m tests.cite_examples`` writes the golden files anew, to be read as a diff before they are committed.
"""

from __future__ import annotations

from pathlib import Path

from shipa.cite.citation import stated, works_of
from shipa.cite.styles import NAMES, style_named
from shipa.model import FactBase
from shipa.query import rows_of
from shipa.render import citation
from shipa.store import load

PACK = Path(__file__).parent / "data" / "cite"
GOLDEN = Path(__file__).parent / "golden" / "cite"
RECORDS = {"bibtex": "bibtex.bib", "biblatex": "biblatex.bib", "ris": "records.ris", "csl-json": "csl.json"}


def facts() -> FactBase:
    return load([PACK])


def prose(style_name: str) -> str:
    """Return the examples in one style, in every form that it has."""
    base, style = facts(), style_named(style_name)
    works = works_of(base, (), base.sources.values())
    figures = stated(row for indicator in base.indicators.values() for row in rows_of(indicator))
    sections = {form: citation.entries(style, (), works, form, "en") for form in ("text", "markdown", "html")}
    sections["footnote"] = citation.footnotes(style, figures, works, "en")
    if style.mention:
        sections["inline text"] = citation.inline(style, figures, works, "text", "en")
        sections["inline html"] = citation.inline(style, (), works, "html", "en")
    return "\n".join(f"== {name}\n\n{''.join(lines)}" for name, lines in sections.items())


def records(form: str) -> str:
    """Return the examples in one of the formats for reference managers."""
    base = facts()
    return "".join(citation.records(form, (), works_of(base, (), base.sources.values()), "en"))


def written() -> dict[str, str]:
    """Return every golden file by its name."""
    return {f"{name}.txt": prose(name) for name in NAMES} | {file: records(form) for form, file in RECORDS.items()}


if __name__ == "__main__":
    for file, text in written().items():
        (GOLDEN / file).write_bytes(text.encode())
