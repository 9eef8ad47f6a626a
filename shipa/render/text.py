"""Text that is safe to print: nothing that comes from a fact file or a person may steer the terminal."""

from __future__ import annotations

import re

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_PLAINER = str.maketrans(
    {
        "✓": "ok",
        "✗": "no",
        "≈": "~",
        "–": "-",
        "—": "-",
        "≥": ">=",
        "≤": "<=",
        "…": "...",
        "▲": "^",
        "▼": "v",
        "─": "-",
        "’": "'",
    }
    | dict.fromkeys("“”", '"')
)


def plain(text: str) -> str:
    """Return the text with every control character, line break and direction override made visible."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def fitting(text: str, encoding: str) -> str:
    """Return the text as the encoding can show it: signs are spelt in ASCII, what is still left becomes ``?``."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAINER).encode(encoding, "replace").decode(encoding)
    return text
