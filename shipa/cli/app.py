"""The Typer application, and the one place where errors become messages and exit statuses."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Annotated

import typer
from typer.exceptions import TyperException

from shipa import __version__
from shipa.cli.console import ClosedPipeError, drop, remark, tell_unwritten, write
from shipa.cli.options import FactsOption
from shipa.errors import ExitStatus, ShipaError, UsageError

# The modules of the commands, and what is the command in them. Of most runs one is wanted, and to make a command of a
# function takes Typer as long as Python takes to start.
_COMMANDS = {
    "show": (".show", "show"),
    "get": (".show", "get"),
    "list": (".show", "list_"),
    "search": (".show", "search"),
    "which": (".show", "which"),
    "cite": (".cite", "cite"),
    "open": (".cite", "open_"),
    "audit": (".audit", "audit"),
    "check": (".check", "check"),
    "explain": (".audit", "explain"),
    "targets": (".audit", "targets"),
    "why": (".audit", "why"),
    "add": (".add", "add"),
    "edit": (".edit", "edit"),
    "packs": (".packs", "packs"),
    "pack": (".packs", "pack"),
    "cache": (".cache", "cache"),
}


def application(arguments: Sequence[str]) -> typer.Typer:
    """Return the application: with the one command that the arguments begin with, or else with all of them."""
    app = typer.Typer(
        name="shipa",
        add_completion=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # brackets in help and facts are text, and help is twice as fast
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(shipa)
    is_one = bool(arguments) and arguments[0] in _COMMANDS and "_SHIPA_COMPLETE" not in os.environ
    for name in arguments[:1] if is_one else _COMMANDS:
        module, attribute = _COMMANDS[name]
        command = getattr(import_module(module, "shipa.cli"), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def shipa(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the versions of shipa and its facts.")
    ] = False,
    facts: FactsOption = None,
) -> None:
    """Look up sourced facts, with the changes computed on the fly.

    For example: shipa show visits --years 2022-2024, or shipa get visits 2024; shipa list names what there is.
    """
    if facts:
        os.environ["SHIPA_FACTS"] = str(facts)  # before the command it holds for whatever command follows
    if version:
        from shipa.cli.session import facts_of

        packs = ", ".join(f"{pack.id} {pack.version}".strip() for pack in facts_of(facts).packs)
        write([f"shipa {__version__} ({packs})\n"])
    elif context.invoked_subcommand is None:
        write([context.get_help() + "\n"])


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    try:
        _refuse_to_complete_nothing()
        status = application(arguments)(args=arguments, prog_name="shipa", standalone_mode=False)
    except ShipaError as error:
        return _failed(error.lines)
    except ClosedPipeError:
        drop(sys.stdout)
        return ExitStatus.PIPE_CLOSED
    except (KeyboardInterrupt, typer.Abort):
        status = ExitStatus.INTERRUPTED
    except TyperException as error:
        return _failed([_usage(error, arguments)])
    except OSError as error:
        tell_unwritten(error)
        return ExitStatus.FAILED
    except SystemExit as end:
        if not isinstance(end.__context__, BrokenPipeError):
            raise
        drop(sys.stdout)  # typer, whose help nobody reads to its end
        return ExitStatus.PIPE_CLOSED
    if status == ExitStatus.INTERRUPTED:
        drop(sys.stdout)  # who interrupts a pipe that has stood still would wait for its reader once more
    return int(status or 0)


def _refuse_to_complete_nothing() -> None:
    """Raise UsageError where completion is asked for without saying of what, which Typer answers with a traceback."""
    is_asked = os.environ.get("_SHIPA_COMPLETE") == "complete_bash"
    if is_asked and not ("COMP_WORDS" in os.environ and os.environ.get("COMP_CWORD", "").isdecimal()):
        raise UsageError("_SHIPA_COMPLETE is for the shell, which sets COMP_WORDS and COMP_CWORD as well; unset it")


def _usage(error: TyperException, arguments: Sequence[str]) -> str:
    """Return what is wrong with a command line, and where the help of its command is."""
    message, context = error.format_message().rstrip("."), getattr(error, "ctx", None)
    command = (
        context.command_path if context else " ".join(["shipa", *(one for one in arguments[:1] if one in _COMMANDS)])
    )
    help_ = f"see `{command} --help`"
    return f"{message} {help_.capitalize()}" if message.endswith("?") else f"{message}; {help_}"


def _failed(lines: Iterable[str]) -> int:
    for line in lines:
        remark(line)
    return ExitStatus.FAILED
