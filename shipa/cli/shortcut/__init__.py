"""The plain forms of the look-ups, and the completion of names, without what other commands load.

What is recognised here is answered from the compiled index, by the renderers that all commands share. Everything else,
also every name that is not one to the letter and every answer that is empty or in doubt, is left to the Typer
application, which has the same answer for what is recognised: a property test compares the two. Nothing slow to import
is imported here.
"""

from __future__ import annotations

from shipa.cli.console import remark, write
from shipa.cli.shortcut.form import OtherFormError
from shipa.index.file import DamagedIndexError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shipa.cli.shortcut.form import Answer


def answered(arguments: Sequence[str], environ: Mapping[str, str]) -> bool:
    """Answer a plain command line and return True, or return False with nothing printed."""
    command = _command(arguments[0] if arguments else "", environ)
    if command is None:
        return False
    try:
        text, said = command(arguments[1:], environ)
    except (OtherFormError, DamagedIndexError):
        return False
    write(text)
    if said:
        remark(said)
    return True


def _command(name: str, environ: Mapping[str, str]) -> Callable[[Sequence[str], Mapping[str, str]], Answer] | None:
    if "_SHIPA_COMPLETE" in environ:
        if name:
            return None
        from shipa.cli.shortcut import completion

        return completion.names
    if name == "cite":
        from shipa.cli.shortcut import cite

        return cite.plain
    if name not in {"get", "list", "search", "show"}:
        return None
    from shipa.cli.shortcut import show

    return {"get": show.get, "list": show.list_, "search": show.search, "show": show.show}[name]
