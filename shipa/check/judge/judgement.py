"""The verdict on one figure as a value, with what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass

from shipa.check.bind.binding import Binding
from shipa.check.claim import Verdict
from shipa.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict with its reasons; ``fact`` is the figure to put in place of a wrong one."""

    verdict: Verdict
    binding: Binding | None = None
    code: str = ""
    period: str = ""
    expected: str = ""
    sources: tuple[str, ...] = ()
    message: str = ""
    fact: Quantity | None = None
    is_computed: bool = False


OPEN = Judgement(verdict=Verdict.UNKNOWN)
