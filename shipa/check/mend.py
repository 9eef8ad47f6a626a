"""A draft made right: contradicted numbers replaced where there is exactly one right text, supported ones footnoted."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shipa.check.claim import Claim, Report, Verdict


def mended(text: str, report: Report) -> tuple[str, int]:
    """Return the draft with every contradicted number replaced that has one replacement, and how many there were."""
    wrong = [claim for claim in report.claims if claim.verdict is Verdict.CONTRADICTED and claim.replacement]
    return _spliced(text, ((claim.start, claim.end, claim.replacement) for claim in wrong)), len(wrong)


def footnoted(text: str, report: Report, definition: Callable[[str], str]) -> tuple[str, int]:
    """Return the Markdown draft with a footnote mark behind each supported number that has none, and how many were set.

    ``definition`` gives the Markdown definition of a source's footnote; those that the draft already has stay.
    """
    bare = [claim for claim in report.claims if _may_be_footnoted(claim, text)]
    noted = _spliced(text, ((claim.end, claim.end, _marks(claim.sources)) for claim in bare))
    used = dict.fromkeys(source for claim in bare for source in claim.sources)
    missing = [definition(source).strip() for source in used if f"[^{source}]:" not in text]
    if missing:
        noted = noted.rstrip("\n") + "\n\n" + "\n".join(missing) + "\n"
    return noted, len(bare)


def _may_be_footnoted(claim: Claim, text: str) -> bool:
    if claim.verdict is not Verdict.SUPPORTED or not claim.sources:
        return False
    following = text[claim.end : claim.end + 2]
    return not following.startswith("[^")


def _marks(sources: Iterable[str]) -> str:
    return "".join(f"[^{source}]" for source in sources)


def _spliced(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    end = 0
    for start, stop, new in sorted(edits):
        pieces += [text[end:start], new]
        end = stop
    return "".join([*pieces, text[end:]])
