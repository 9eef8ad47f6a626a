"""Packs of facts: ``packs`` lists those that are loaded, ``pack new`` makes one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shipa.cli.options import (
    CsvOption,
    FactsOption,
    FormatOption,
    JsonOption,
    LangOption,
    chosen_format,
    chosen_language,
)

pack = typer.Typer(rich_markup_mode=None, help="Make a pack of your own: `shipa pack new NAME`.")


def packs(
    lang: LangOption = None,
    form: FormatOption = None,
    csv: CsvOption = False,
    json: JsonOption = False,
    facts: FactsOption = None,
) -> None:
    """List the packs that are loaded, the lowest layer first: what each holds, adds and contradicts."""
    from shipa import inventory
    from shipa.cli.output import answer
    from shipa.cli.session import facts_of, layers_of
    from shipa.render import packs as rendered

    how, language = chosen_format(form, csv=csv, json=json), chosen_language(lang)
    held = inventory.holdings(facts_of(facts))
    origins = {str(layer.folder): layer.origin.value for layer in layers_of(facts)}
    answer(how, lambda: rendered.sheet(held, origins, language), lambda: rendered.blocks(held, origins, language))


@pack.callback()
def _pack() -> None:
    """Keep ``new`` a word of its own: a group of one command would take its place."""


@pack.command("new")
def new(
    name: Annotated[Path, typer.Argument(metavar="NAME", help="The folder to make; .shipa for that of a project.")],
    id_: Annotated[str | None, typer.Option("--id", help="The pack's id; the default is the folder's name.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="What the pack is about.")] = None,
) -> None:
    """Make a valid empty pack: a folder with pack.toml and sources.toml."""
    import shlex

    from shipa import own_pack, where
    from shipa.cli.console import remark

    chosen = id_ or own_pack.id_for(name)
    own_pack.make(name, chosen, title or f"Facts of {chosen}")
    option = "" if name == Path(where.PROJECT_FOLDER) else f" --facts {shlex.quote(str(name))}"
    remark(f"made the pack '{chosen}' in {name}; add to it with `shipa add …{option}`")
