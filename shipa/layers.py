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

PROJECT_FOLDER = ".shipa"
_ADDED = "+"


class Origin(StrEnum):
    """Why a pack is a layer."""

    SHIPPED = "shipped"
    PERSONAL = "personal"
    PROJECT = "project"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A folder with a pack, and why it is there."""

    folder: Path
    origin: Origin


def locate(facts_option: Path | None, environ: Mapping[str, str], shipped: Path) -> tuple[Layer, ...]:
    """Return the layers to load, the lowest first; ``shipped`` is the folder of the pack that comes with shipa."""
    chosen = (environ.get("SHIPA_FACTS", ""), str(facts_option) if facts_option else "")
    layers: tuple[Layer, ...] | None = None
    for name in filter(None, chosen):
        is_added = name.startswith(_ADDED) and len(name) > len(_ADDED)
        layer = Layer(folder=_expanded(name.removeprefix(_ADDED) if is_added else name, environ), origin=Origin.CHOSEN)
        layers = (*(_usual(environ, shipped) if layers is None else layers), layer) if is_added else (layer,)
    return _each_once(_usual(environ, shipped) if layers is None else layers)


def personal_folder(environ: Mapping[str, str]) -> Path | None:
    """Return the folder of the personal pack, whether it exists or not; None where there is no home for it."""
    if own := environ.get("SHIPA_HOME"):
        return Path(own) / "facts"
    settings = environ.get("XDG_CONFIG_HOME", "")
    if not Path(settings).is_absolute():  # the XDG base directory specification: others are to be ignored
        home = environ.get("HOME") or environ.get("USERPROFILE")
        if not home:
            return None
        settings = str(Path(home) / ".config")
    return Path(settings) / "shipa" / "facts"


def project_folder(environ: Mapping[str, str]) -> Path | None:
    """Return the nearest ``.shipa`` with facts in it, from the working directory up; None where there is none.

    One that belongs to somebody else is not taken: in a folder that everybody may write to, a stranger could put facts
    into other people's answers. What the owner of the working directory put there is as trustworthy as the directory.
    """
    personal = personal_folder(environ)
    try:
        here = Path.cwd()
        trusted = {_user(), here.stat().st_uid}
        for folder in (parent / PROJECT_FOLDER for parent in (here, *here.parents)):
            if holds_facts(folder) and folder.stat().st_uid in trusted and folder != personal:
                return folder
    except OSError:
        return None  # the working directory is gone, or may not be looked at
    return None


def holds_facts(folder: Path) -> bool:
    """Return whether there is a TOML file in the folder."""
    try:
        with os.scandir(folder) as entries:
            return any(entry.name.lower().endswith(".toml") and entry.name[0] != "." for entry in entries)
    except OSError:
        return False


def own_folder(layers: Iterable[Layer], environ: Mapping[str, str], shipped: Path) -> Path | None:
    """Return the folder that new facts go to: the uppermost layer that a person chose, else the personal one.

    Never the shipped one: None where there is nowhere else.
    """
    kept = [layer.folder for layer in layers if os.path.realpath(layer.folder) != os.path.realpath(shipped)]
    if kept:
        return kept[-1]
    return None if any(layer.origin is Origin.CHOSEN for layer in layers) else personal_folder(environ)


def _usual(environ: Mapping[str, str], shipped: Path) -> tuple[Layer, ...]:
    personal, project = personal_folder(environ), project_folder(environ)
    layers = [Layer(folder=shipped, origin=Origin.SHIPPED)]
    if personal and holds_facts(personal):
        layers.append(Layer(folder=personal, origin=Origin.PERSONAL))
    if project:
        layers.append(Layer(folder=_short(project), origin=Origin.PROJECT))
    return tuple(layers)


def _each_once(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """Return the layers without those whose folder a later one has again, by whatever path."""
    last = {os.path.realpath(layer.folder): layer for layer in layers}
    return tuple(layer for layer in layers if last[os.path.realpath(layer.folder)] is layer)


def _expanded(name: str, environ: Mapping[str, str]) -> Path:
    """Return the folder of that name; a shell leaves the tilde of ``+~/facts`` to us."""
    home = environ.get("HOME")
    return Path(home + name[1:]) if home and (name == "~" or name.startswith("~/")) else Path(name)


def _short(folder: Path) -> Path:
    """Return the path as seen from the working directory where it lies in it: messages begin with it."""
    return Path(PROJECT_FOLDER) if folder == Path.cwd() / PROJECT_FOLDER else folder


def _user() -> int:
    return os.geteuid() if hasattr(os, "geteuid") else 0
