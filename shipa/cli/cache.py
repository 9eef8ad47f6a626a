"""The cache of compiled indexes: ``cache path``, ``cache status`` and ``cache clear``."""

from __future__ import annotations

import os

import typer

from shipa.cli.console import remark, write
from shipa.cli.options import FactsOption
from shipa.errors import ExitStatus

cache = typer.Typer(
    rich_markup_mode=None,
    help="See or clear the cache of compiled facts, which makes look-ups fast and nothing else.",
)


@cache.command()
def path() -> None:
    """Print the folder of the cache: SHIPA_CACHE, else shipa in XDG_CACHE_HOME or ~/.cache."""
    write([f"{_folder()}\n"])


@cache.command()
def status(facts: FactsOption = None) -> None:
    """Tell how much is in the cache, and whether the facts that would be loaded now are compiled."""
    from shipa import where
    from shipa.index.cache import files_in, find

    found = find(where.folders(str(facts or ""), os.environ), os.environ)
    sizes = [one.stat().st_size for one in files_in(_folder())]
    write([f"{_folder()}: {len(sizes)} files, {sum(sizes) / 1e6:.1f} MB\n"])
    write(["the facts are compiled\n" if found else "the facts are not compiled; the next look-up will do it\n"])


@cache.command()
def clear() -> None:
    """Remove every compiled index, and nothing else, from the cache."""
    from shipa.index.cache import files_in

    removed = files_in(_folder())
    for one in removed:
        os.unlink(one.path)
    remark(f"removed {len(removed)} files from {_folder()}")


def _folder() -> str:
    from shipa.index.cache import folder

    chosen = folder(os.environ)
    if not chosen:
        remark("there is no cache without a home; set SHIPA_CACHE to a folder for it")
        raise typer.Exit(ExitStatus.FAILED)
    return chosen
