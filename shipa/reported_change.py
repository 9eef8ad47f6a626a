"""Changes as documents state them: a direction in words, and one figure."""

from __future__ import annotations

import re
from dataclasses import replace

from shipa.errors import UnreadableQuantityError, quoted
from shipa.model import ReportedChange
from shipa.quantity import Kind, Quantity, read
from shipa.reported import Subject

_UP = (
    r"\b(?:up|ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|grow(?:s|n|ing|th)?|grew|gain(?:s|ed|ing)?|climb(?:s|ed|ing)?|"
    r"jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|expan(?:d|ds|ded|ding|sion)|add(?:s|ed|ing|itional)?|"
    r"more|higher)\b|增长|增長|增加|增|上升|上涨|上漲|提高|提升|升|多"
)
_DOWN = (
    r"\b(?:down|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|"
    r"reduc(?:e|es|ed|ing|tion)|shr(?:ink|inks|ank|unk)|contract(?:s|ed|ion)|slump(?:s|ed)?|slid(?:e|es)?|"
    r"los(?:s|t|ing)|fewer|less|lower|negative\s+growth)\b|负增长|負增長|减少|減少|下降|下滑|下跌|减|減|降|跌|回落|少"
)
_DIRECTION = re.compile(rf"(?P<down>{_DOWN})|(?P<up>{_UP})", re.IGNORECASE)
_TOWARDS = frozenset({"to", "至", "到"})  # "rose to 6,185" says where a value went, not how far
_LEFT_OUT = re.compile(r"\s*…\s*")
_KINDS = frozenset({Kind.NUMBER, Kind.PERCENT, Kind.POINTS})


def read_change(text: str, subject: Subject | None = None) -> ReportedChange:
    """Return the change that ``text`` states of its ``subject``, as ``"up by 15.76%"`` or ``"下降2个百分点"``.

    The figure is in percent, in percentage points or, kind "number", in the unit of the indicator; its sign is in
    ``direction``. An ellipsis stands for words left out, as in ``"increase of … 6.48 percent"``.

    Raises UnreadableQuantityError where there is not exactly one figure, no direction, two directions, or a value that
    was reached instead of a change.
    """
    words = _LEFT_OUT.sub(" ", text)
    quantity = _figure(words, subject or Subject())
    if quantity.kind not in _KINDS:
        raise UnreadableQuantityError(f"{quoted(text)} is no change in percent, in percentage points or in units")
    before, _, after = words.partition(quantity.text)
    directions = list(_DIRECTION.finditer(before))
    if directions and before[directions[-1].end() :].strip().lower() in _TOWARDS:
        raise UnreadableQuantityError(f"{quoted(text)} says what was reached, not by how much it changed")
    named = {match.lastgroup for match in (*directions, *_DIRECTION.finditer(after))}
    if len(named) > 1:
        raise UnreadableQuantityError(f"{quoted(text)} says both up and down")
    if not named and quantity.text[0] not in "+-−":
        raise UnreadableQuantityError(f"{quoted(text)} does not say up or down")
    falls = quantity.value < 0 or named == {"down"}
    return ReportedChange(
        direction=-1 if falls else 1, quantity=replace(quantity, value=abs(quantity.value)), text=text
    )


def _figure(words: str, subject: Subject) -> Quantity:
    """Return the one figure of the words. Raises UnreadableQuantityError."""
    try:
        return read(words)
    except UnreadableQuantityError:
        if found := subject.found(words):
            return found.quantity
        raise
