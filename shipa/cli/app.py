"""The Typer application, and the one place where errors become messages and exit statuses."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Annotated

import typer
from typer.exceptions import TyperException

from shipa import __version__
from shipa.cli import add, audit, check, cite, edit, packs, show
from shipa.cli.options import FactsOption
from shipa.cli.output import ClosedPipeError, remark, write
from shipa.errors import ExitStatus, ShipaError

app = typer.Typer(
    name="shipa",
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # brackets in help and facts are text, and help is twice as fast
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def shipa(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the versions of shipa and its facts.")
    ] = False,
    facts: FactsOption = None,
) -> None:
    """Look up sourced facts, with the changes computed on the fly.

    For example: shipa show pct --years 2022-2024, or shipa get pct 2024.
    """
    if facts:
        os.environ["SHIPA_FACTS"] = str(facts)  # before the command it holds for whatever command follows
    if version:
        from shipa.cli.session import facts_of

        packs = ", ".join(f"{pack.id} {pack.version}".strip() for pack in facts_of(facts).packs)
        write([f"shipa {__version__} ({packs})\n"])
    elif context.invoked_subcommand is None:
        write([context.get_help() + "\n"])


app.command("show")(show.show)
app.command("get")(show.get)
app.command("list")(show.list_)
app.command("search")(show.search)
app.command("which")(show.which)
app.command("cite")(cite.cite)
app.command("open")(cite.open_)
app.command("audit")(audit.audit)
app.command("check")(check.check)
app.command("explain")(audit.explain)
app.command("targets")(audit.targets)
app.command("why")(audit.why)
app.add_typer(add.add, name="add")
app.command("edit")(edit.edit)
app.command("packs")(packs.packs)
app.add_typer(packs.pack, name="pack")


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    try:
        status = app(args=arguments, prog_name="shipa", standalone_mode=False)
    except ShipaError as error:
        return _failed(error.lines)
    except ClosedPipeError:
        _drop_output()
        return ExitStatus.PIPE_CLOSED
    except (KeyboardInterrupt, typer.Abort):
        _drop_output()  # who interrupts a pipe that has stood still would wait for its reader once more
        return ExitStatus.INTERRUPTED
    except TyperException as error:
        return _failed([f"{error.format_message().rstrip('.')}; see `shipa --help`"])
    except OSError as error:
        if error.filename is None:
            _drop_output()
        return _failed([f"{error.filename or 'standard output'}: {error.strerror}; the answer is not complete"])
    return int(status or 0)


def _drop_output() -> None:
    """Let go of what is still buffered: it has nowhere to go, and the interpreter would complain while it ends.

    A pipe that nobody reads takes it: the null device is not there in every root folder.
    """
    os.dup2(os.pipe()[1], sys.stdout.fileno())


def _failed(lines: Iterable[str]) -> int:
    for line in lines:
        remark(line)
    return ExitStatus.FAILED
