"""Work on many things by several processes, with the results in order; by one where there is nothing to be gained.

A process is forked, takes every n-th thing and writes what it makes of it into a pipe, which holds it up until that is
wanted: so nothing piles up. One that ends early leaves its things to the caller, who then sees why.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from typing import TypeVar

_T = TypeVar("_T")

_WORD = 8
_MOST_WORKERS = 16
_WORTH_A_PROCESS = 2**18  # bytes of facts, which take longer to read than a process to start


def results(work: Callable[[_T], bytes], things: Sequence[_T], size: int) -> Generator[bytes]:
    """Yield what ``work`` makes of each thing, in order; ``size``, in bytes, says whether processes are worth it."""
    count = workers_for(len(things), size)
    workers = [_Worker(work, things[number::count]) for number in range(count)] if count > 1 else []
    try:
        for number, thing in enumerate(things):
            result = workers[number % count].result() if workers else None
            yield work(thing) if result is None else result
    finally:
        for worker in workers:
            worker.dismiss()


def workers_for(things: int, size: int) -> int:
    """Return how many processes are worth it for so many things, of so many bytes in all."""
    if not hasattr(os, "fork") or threading.active_count() > 1:  # a fork has one thread, and the locks of all
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(min(cores, things, size // _WORTH_A_PROCESS, _MOST_WORKERS), 1)


class _Worker:
    """A process that works through some things."""

    def __init__(self, work: Callable[[_T], bytes], things: Sequence[_T]) -> None:
        reading, writing = os.pipe()
        self._process = os.fork()
        if not self._process:
            try:
                os.close(reading)
                with open(writing, "wb") as out:  # noqa: PTH123 - a descriptor has no path
                    for thing in things:
                        result = work(thing)
                        out.write(len(result).to_bytes(_WORD, "big") + result)
                        out.flush()
            finally:
                os._exit(0)  # whatever happened: nothing of the caller's is to be tidied up here
        os.close(writing)
        self._results = open(reading, "rb")  # noqa: PTH123, SIM115 - closed when it is dismissed

    def result(self) -> bytes | None:
        """Return the next result, None where the process has ended without one."""
        header = self._results.read(_WORD)
        length = int.from_bytes(header, "big")
        data = self._results.read(length)
        return data if len(header) == _WORD and len(data) == length else None

    def dismiss(self) -> None:
        """End the process, which may have things left to do."""
        self._results.close()
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
