"""Words that are looked for in texts. Of what is slow to import, this needs ``re`` alone."""

from __future__ import annotations

import re

from shipa.names import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


def words_in(text: str) -> list[str]:
    """Return the words of a text in lower case; Chinese, which has no gaps, counts as one up to the next mark.

    They are in simplified characters.
    """
    return _WORD.findall(plain(text))


def have(texts: Iterable[str], wanted: list[str]) -> bool:
    """Return whether each word is the beginning of a word of the texts or, Chinese having no gaps, a part of one."""
    joined = " ".join(texts)
    text = joined.casefold() if all(map(str.isascii, wanted)) else plain(joined)
    if not wanted or not all(one in text for one in wanted):  # which is told at once
        return False
    words = _WORD.findall(text)
    return all(not one.isascii() or any(word.startswith(one) for word in words) for one in wanted)
