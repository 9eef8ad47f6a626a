"""What other programs may import from ``shipa``, and can rely on."""

from __future__ import annotations

import os
from pathlib import Path

from shipa import where
from shipa.check import Checker, Report, check_text
from shipa.errors import ShipaError
from shipa.index import facts
from shipa.model import FactBase

__all__ = ["Checker", "FactBase", "Report", "ShipaError", "check_text", "load"]


def load(*folders: str | Path) -> FactBase:
    """Return the facts of the packs in these folders, each a layer on those before it.

    Without a folder they are those of the command line: the pack that ships, and one's own. Raises ShipaError, with a
    line for every problem of the packs.
    """
    chosen = [Path(folder) for folder in folders]
    return facts.load(chosen or [Path(folder) for folder in where.folders("", os.environ)])
