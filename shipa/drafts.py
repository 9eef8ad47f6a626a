"""Drafts on the disk: read as UTF-8 whatever they are, written back whole or not at all."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from shipa import writing
from shipa.errors import DraftError

STANDARD_INPUT = "-"
_FORMATS = {
    ".md": "markdown", ".markdown": "markdown", ".mdx": "markdown", ".qmd": "markdown", ".rst": "rst",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".text": "text", ".tex": "text", ".csv": "text",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft: the path that the writer gave, its text with the line ends it has, and the format it is written in."""

    path: str
    text: str
    format: str


def read_draft(path: str, format_: str = "") -> Draft:
    """Return the draft at ``path``, ``-`` for standard input; without a format the ending of its name decides.

    Raises DraftError.
    """
    if path == STANDARD_INPUT and sys.stdin is None:
        raise DraftError("standard input is closed; name a file, or send a draft to standard input")
    try:
        data = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise DraftError(f"{path}: {reason}; name a file that can be read, or - for standard input") from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DraftError(f"{path}: byte {error.start} is not UTF-8; save the draft as UTF-8") from None
    return Draft(path=path, text=text, format=format_ or _FORMATS.get(Path(path).suffix.lower(), "markdown"))


def write_draft(draft: Draft, text: str) -> Draft:
    """Return the draft with its new text, which takes the place of the old one on the disk. Raises WriteError."""
    path = Path(draft.path)
    with writing.locked(path.parent):
        if read_draft(draft.path).text != draft.text:
            raise DraftError(f"{draft.path}: has changed while it was checked; check it again")
        writing.replace({path: text.encode()})
    return replace(draft, text=text)


def modified(path: str) -> int:
    """Return when a draft was last written, in nanoseconds; 0 while there is none."""
    try:
        return Path(path).stat().st_mtime_ns
    except OSError:
        return 0
