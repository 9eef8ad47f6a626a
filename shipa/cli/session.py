"""The facts that a command works on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipa.layers import Layer
    from shipa.model import FactBase


def facts_of(folder: Path | None, pack: str | None = None) -> FactBase:
    """Return the facts of all layers, or what one pack has of them. Raises PackError or UnknownNameError."""
    from shipa import where
    from shipa.cli.patience import watched
    from shipa.index import facts

    with watched() as told:
        base = facts.load([Path(one) for one in where.folders(str(folder or ""), os.environ)], told)
    if not pack:
        return base
    from shipa.inventory import restricted

    return restricted(base, pack)


def layers_of(folder: Path | None) -> tuple[Layer, ...]:
    """Return the layers that ``--facts``, SHIPA_FACTS and the places of a person's own packs make up."""
    from shipa import layers, where

    return layers.locate(folder, os.environ, Path(where.shipped()))


def folders_of(folder: Path | None) -> tuple[Path, ...]:
    """Return the folders of these layers, the lowest first."""
    return tuple(layer.folder for layer in layers_of(folder))


def own_folder(folder: Path | None) -> Path:
    """Return the folder that new facts go to. Raises UsageError where there is none."""
    from shipa import layers, where
    from shipa.errors import UsageError

    own = layers.own_folder(layers_of(folder), os.environ, Path(where.shipped()))
    if own is None:
        raise UsageError("there is no pack of yours to add to; make one with `shipa pack new .shipa`")
    return own
