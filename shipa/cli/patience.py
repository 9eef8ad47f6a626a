"""What a person who waits for the facts to be compiled sees of it: on standard error, gone again at the end."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_FIRST, _EVERY = 1.0, 0.2  # seconds until something is shown, and until it is shown anew
_WIDTH = 20
_FEW = 0.02  # of the work done: what is left cannot be told from less


@contextmanager
def watched() -> Iterator[Callable[[int, int], None] | None]:
    """Give what is to hear how many files of how many have been read, None where nobody is watching.

    The display is drawn when a timer of the system goes off, in this thread: with a second one no process could be
    forked for the work.
    """
    if not (sys.stderr.isatty() and hasattr(signal, "setitimer")):
        yield None
        return
    display = _Display()
    before = signal.signal(signal.SIGALRM, lambda *_: display.draw())
    signal.setitimer(signal.ITIMER_REAL, _FIRST, _EVERY)
    try:
        yield display.told
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        display.clear()


class _Display:
    """One line, drawn over and over."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._done = self._total = 0
        self._is_drawn = False

    def told(self, done: int, total: int) -> None:
        self._done, self._total = done, total

    def draw(self) -> None:
        self._is_drawn = True
        print(f"\r{self._text()}\x1b[K", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._is_drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def _text(self) -> str:
        if not self._total:
            return "reading the facts"
        share = self._done / self._total
        bar = "#" * int(_WIDTH * share)
        text = f"compiling the facts, once [{bar:.<{_WIDTH}}] {self._done:,} of {self._total:,} files"
        if share < _FEW:
            return text
        return f"{text}, {(time.monotonic() - self._begun) * (1 - share) / share:.0f} s left"
