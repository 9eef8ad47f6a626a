"""Which packs are loaded, and in which order: the shipped one, the person's own, the project's, and what was asked for.

Each is a layer that adds to those below it. Without options these are

1. the pack that comes with shipa;
2. the personal one: ``$SHIPA_HOME/facts``, else ``$XDG_CONFIG_HOME/shipa/facts``, else ``~/.config/shipa/facts``;
3. the project's: the nearest ``.shipa`` at or above the working directory.

``--facts DIR`` and SHIPA_FACTS name one folder that stands in place of all of them, so that a pack on another subject
is undisturbed; ``--facts +DIR`` adds a folder on top of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from shipa import where


class Origin(StrEnum):
    """Why a pack is a layer."""

    SHIPPED = where.SHIPPED
    PERSONAL = where.PERSONAL
    PROJECT = where.PROJECT
    CHOSEN = where.CHOSEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A folder with a pack, and why it is there."""

    folder: Path
    origin: Origin


def locate(facts_option: Path | None, environ: Mapping[str, str], shipped: Path) -> tuple[Layer, ...]:
    """Return the layers to load, the lowest first; ``shipped`` is the folder of the pack that comes with shipa."""
    named = where.layers(str(facts_option or ""), environ, str(shipped))
    return tuple(Layer(folder=Path(folder), origin=Origin(origin)) for folder, origin in named)


def own_folder(layers: Iterable[Layer], environ: Mapping[str, str], shipped: Path) -> Path | None:
    """Return the folder that new facts go to: the uppermost layer that a person chose, else the personal one.

    Never the shipped one: None where there is nowhere else.
    """
    kept = [layer.folder for layer in layers if os.path.realpath(layer.folder) != os.path.realpath(shipped)]
    if kept:
        return kept[-1]
    personal = where.personal_folder(environ)
    return Path(personal) if personal and all(layer.origin is not Origin.CHOSEN for layer in layers) else None
