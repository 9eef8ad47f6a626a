"""Puts the compiled index of the pack that ships into the wheel, so that the first look-up is as fast as the next."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface[Any]):
    """Compiles the index while the wheel is built. What is installed for development makes its own when it is used."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the index and have it taken in."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from shipa import store, where  # noqa: PLC0415 - found only now
        from shipa.index import build, cache  # noqa: PLC0415

        folder = store.shipped()
        files = cache.files_of([str(folder)])
        if files is None:
            raise FileNotFoundError(folder)
        target = Path(self.directory) / where.SHIPPED_INDEX
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            out.writelines(build.compiled([folder], files))
        build_data["force_include"][str(target)] = f"shipa/{where.SHIPPED_INDEX}"
