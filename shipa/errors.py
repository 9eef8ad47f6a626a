"""What shipa raises when it cannot do its job, and the exit statuses it ends with."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """How a command ended, for scripts."""

    DONE = 0
    NOTHING_FOUND = 1
    FAILED = 2
    INTERRUPTED = 130
    PIPE_CLOSED = 141


MOST_QUOTED = 60


def quoted(text: str) -> str:
    """Return the user's own words in quotes, shortened where they are long."""
    return f"'{text}'" if len(text) <= MOST_QUOTED else f"'{text[: MOST_QUOTED - 1]}…'"


class ShipaError(Exception):
    """shipa could not do what was asked: one line per problem, each with what to do about it."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The problems, one line each."""
        return (str(self),)


class UnreadableQuantityError(ShipaError):
    """A text that should be one figure is not."""


class UnreadablePeriodError(ShipaError):
    """A text that should be a period, or a selection of periods, is not."""


class UnknownNameError(ShipaError):
    """No indicator or source has this name, or several have."""


class UsageError(ShipaError):
    """Options that do not go together, or a value that an option does not take."""


class WriteError(ShipaError):
    """A file could not be written, and is as it was before."""


class DraftError(ShipaError):
    """A draft cannot be read, or is no longer what was checked."""


class ClipboardError(ShipaError):
    """There is no clipboard to write to, or none that takes so much."""


class PackError(ShipaError):
    """The facts cannot be used; every problem of the pack is in ``lines``."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__("\n".join(lines))
        self._lines = lines

    @property
    def lines(self) -> tuple[str, ...]:
        """Every problem of the pack, one line each."""
        return self._lines
