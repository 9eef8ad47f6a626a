"""The completion of the names of indicators and sources."""

from __future__ import annotations

from shipa.cli.shortcut.form import OtherFormError
from shipa.cli.shortcut.lookup import ids_in, index_of, texts_in
from shipa.names import is_plain_word, of_one_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shipa.cli.shortcut.form import Answer

_OF_ONE = ("get", "why")  # after their indicator comes something else
_OF_SOURCES = ("cite", "open")
_OF_INDICATORS = ("show", *_OF_ONE, *_OF_SOURCES)


def names(_: Sequence[str], environ: Mapping[str, str]) -> Answer:
    """Return what the shell is to offer for the name of an indicator or a source, as Typer would write it."""
    (command, *words), begun = _words_before_cursor(environ)
    if command not in _OF_INDICATORS or (words and command in _OF_ONE):
        raise OtherFormError
    index = index_of({}, environ)
    sources = index.get("sources", "") if command in _OF_SOURCES else ()
    matching = list(dict.fromkeys(id_ for id_ in (*ids_in(index), *sources) if id_.startswith(begun)))
    matching = matching or list(of_one_word(texts_in(index), begun))
    if not matching or not all(map(is_plain_word, matching)):
        raise OtherFormError
    match environ["_SHIPA_COMPLETE"], environ.get("_TYPER_COMPLETE_FISH_ACTION", ""):
        case ("complete_bash", _) | ("complete_fish", "get-args"):
            return ["\n".join(matching), "\n"], ""
        case "complete_zsh", _:
            quoted = "\n".join(f'"{id_}"' for id_ in matching)
            return [f"_arguments '*: :(({quoted}))'\n"], ""
        case "complete_fish", "is-args":
            return [], ""
    raise OtherFormError


def _words_before_cursor(environ: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the finished words after the name of the program, and the one that is begun, from a line without quotes.

    Bash says which word the cursor is in; the others give the line up to there.
    """
    is_bash = environ["_SHIPA_COMPLETE"] == "complete_bash"
    line = environ.get("COMP_WORDS" if is_bash else "_TYPER_COMPLETE_ARGS", "").replace("\n", " ")
    if not (line.isascii() and line.isprintable()) or any(mark in line for mark in "\"'\\="):
        raise OtherFormError
    words = line.split(" ")
    if is_bash:
        words, at = [word for word in words if word], environ.get("COMP_CWORD", "")
        if not (at.isascii() and at.isdigit()):
            raise OtherFormError
        words = [*words, ""][: int(at) + 1] if int(at) <= len(words) else []
    *words, begun = [word for word in words[:-1] if word] + words[-1:] or [""]
    if len(words) < 2 or any(word.startswith("-") for word in (*words, begun)):  # noqa: PLR2004 - program and command
        raise OtherFormError
    return words[1:], begun
