"""Where the facts are: the folders of the packs that a command works on, as names. Nothing slow to import is imported.

What the layers are, and in which order, is said in ``shipa.layers``, which makes values of these names.
"""

from __future__ import annotations

import os

from shipa import packaged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Named = tuple[str, str]  # a folder, and why it is a layer

SHIPPED, PERSONAL, PROJECT, CHOSEN = "shipped", "personal", "project", "chosen"
PROJECT_FOLDER = ".shipa"
SHIPPED_INDEX = "_facts.index"
_MODULES = os.path.dirname(os.path.abspath(__file__)) if "__file__" in globals() else ""
_ADDED = "+"


def shipped() -> str:
    """Return the folder of the pack that comes with shipa; the single executable holds its files in itself."""
    if packaged.FILES:
        return packaged.FOLDER
    installed = os.path.join(_MODULES, "_facts")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(_MODULES), "facts")


def shipped_index() -> str:
    """Return the path of its compiled index, which is made when the package is built."""
    return os.path.join(_MODULES, SHIPPED_INDEX)


def folders(option: str, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the folders of the packs to load, the lowest layer first."""
    return tuple(folder for folder, _ in layers(option, environ, shipped()))


def layers(option: str, environ: Mapping[str, str], shipped_pack: str) -> tuple[Named, ...]:
    """Return these folders and why each is there: that of ``--facts``, SHIPA_FACTS, or the usual ones."""
    found: tuple[Named, ...] = ()
    for name in (environ.get("SHIPA_FACTS", ""), option):
        if name:
            is_added = name.startswith(_ADDED) and len(name) > len(_ADDED)
            layer = (_expanded(name.removeprefix(_ADDED) if is_added else name, environ), CHOSEN)
            found = (*(found or _usual(environ, shipped_pack)), layer) if is_added else (layer,)
    return _each_once(found or _usual(environ, shipped_pack))


def personal_folder(environ: Mapping[str, str]) -> str:
    """Return the folder of the personal pack, whether it exists or not; "" where there is no home for it."""
    if own := environ.get("SHIPA_HOME"):
        return os.path.join(own, "facts")
    settings = environ.get("XDG_CONFIG_HOME", "")
    if not os.path.isabs(settings):  # the XDG base directory specification: others are to be ignored
        home = environ.get("HOME") or environ.get("USERPROFILE")
        if not home:
            return ""
        settings = os.path.join(home, ".config")
    return os.path.join(settings, "shipa", "facts")


def project_folder(environ: Mapping[str, str]) -> str:
    """Return the nearest ``.shipa`` with facts in it, from the working directory up; "" where there is none.

    One that belongs to somebody else is not taken: in a folder that everybody may write to, a stranger could put facts
    into other people's answers. What the owner of the working directory put there is as trustworthy as the directory.
    """
    personal = personal_folder(environ)
    try:
        here = at = os.getcwd()
        trusted = {_user(), os.stat(here).st_uid}
        while True:
            folder = os.path.join(at, PROJECT_FOLDER)
            if holds_facts(folder) and os.stat(folder).st_uid in trusted and folder != os.path.normpath(personal):
                return PROJECT_FOLDER if at == here else folder  # short where it can be: messages begin with it
            if at == os.path.dirname(at):
                return ""
            at = os.path.dirname(at)
    except OSError:
        return ""  # the working directory is gone, or may not be looked at


def holds_facts(folder: str | os.PathLike[str]) -> bool:
    """Return whether there is a TOML file in the folder."""
    try:
        with os.scandir(folder) as entries:
            return any(entry.name.lower().endswith(".toml") and entry.name[0] != "." for entry in entries)
    except OSError:
        return False


def _usual(environ: Mapping[str, str], shipped_pack: str) -> tuple[Named, ...]:
    personal, project = personal_folder(environ), project_folder(environ)
    usual = ((shipped_pack, SHIPPED), (personal if holds_facts(personal) else "", PERSONAL), (project, PROJECT))
    return tuple(layer for layer in usual if layer[0])


def _each_once(found: Iterable[Named]) -> tuple[Named, ...]:
    """Return the layers without those whose folder a later one has again, by whatever path."""
    last = {os.path.realpath(layer[0]): layer for layer in found}
    return tuple(layer for layer in found if layer in last.values())


def _expanded(name: str, environ: Mapping[str, str]) -> str:
    """Return the folder of that name; a shell leaves the tilde of ``+~/facts`` to us."""
    home = environ.get("HOME")
    return home + name[1:] if home and (name == "~" or name.startswith("~/")) else name


def _user() -> int:
    return os.geteuid() if hasattr(os, "geteuid") else 0
