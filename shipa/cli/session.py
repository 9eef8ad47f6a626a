"""The facts that a command works on."""

from __future__ import annotations

import os
from pathlib import Path

from shipa.model import FactBase


def facts_of(folder: Path | None) -> FactBase:
    """Return the facts of ``--facts``, else of SHIPA_FACTS, else those that ship. Raises PackError."""
    from shipa import store

    return store.load(store.locate(folder, os.environ))
