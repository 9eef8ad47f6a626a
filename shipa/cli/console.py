"""Where answers and remarks go: standard output and standard error, spelt so that their encodings can show them."""

from __future__ import annotations

import os
import sys

from shipa.render.text import fitting, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO

    from shipa.render.blocks import Block

_MOST_DIGITS = 4  # of a width that can be meant


class ClosedPipeError(Exception):
    """Whoever read our output has had enough. Not an OSError, of which typer would make a failure."""


def write(chunks: Iterable[str]) -> None:
    """Print text to standard output, spelt so that its encoding can show it."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        for chunk in chunks:
            sys.stdout.write(fitting(chunk, encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        raise ClosedPipeError from None


def drawn(blocks: Iterable[Block]) -> str:
    """Return blocks as tables, as wide and as coloured as standard output can show them."""
    from shipa.render import table

    return table.draw(blocks, width=_width(), color=_has_color())


def remark(text: str) -> None:
    """Print one line to standard error; where that cannot take it, the exit status alone has to tell."""
    try:
        print(fitting(f"shipa: {plain(text)}", sys.stderr.encoding or "utf-8"), file=sys.stderr, flush=True)
    except OSError:
        drop(sys.stderr)


def tell_unwritten(error: OSError) -> None:
    """Say that something could not be read or written, standard output where the error names no file."""
    what = error.filename or "standard output"
    if isinstance(error, FileNotFoundError) and not error.filename:
        what = "the working directory"  # of all that is asked for by no name, only this can be gone
    elif not error.filename:
        drop(sys.stdout)
    remark(f"{what}: {error.strerror}; the answer is not complete")


def is_watched() -> bool:
    """Return whether there is a person to ask."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def drop(stream: TextIO) -> None:
    """Let go of what is still buffered: it has nowhere to go, and the interpreter would complain while it ends.

    A pipe that nobody reads takes it: the null device is not there in every root folder.
    """
    os.dup2(os.pipe()[1], stream.fileno())


def locale_language(environ: Mapping[str, str]) -> str:
    """Return the language of the locale: Chinese for a Chinese one, English for any other."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environ.get(name))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def _width() -> int | None:
    if not sys.stdout.isatty():
        return None
    columns = os.environ.get("COLUMNS", "")
    told = int(columns) if columns.isdecimal() and len(columns) <= _MOST_DIGITS else 0
    return told or os.get_terminal_size(sys.stdout.fileno()).columns or 80


def _has_color() -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
