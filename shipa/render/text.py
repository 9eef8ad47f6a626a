"""Text that is safe to print: nothing that comes from a fact file or a person may steer the terminal."""

from __future__ import annotations

_REPLACED = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)),
    "\N{REPLACEMENT CHARACTER}",
)
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
    return text if text.isprintable() else text.translate(_REPLACED)  # what is printable has none of these


def fitting(text: str, encoding: str) -> str:
    """Return the text as the encoding can show it: signs are spelt in ASCII, what is still left becomes ``?``."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAINER).encode(encoding, "replace").decode(encoding)
    return text
