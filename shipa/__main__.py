"""The command ``shipa``, also as ``python -m shipa``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and end the process with its exit status."""
    from shipa.cli.app import main as run  # noqa: PLC0415 - typer is most of the start-up time

    raise SystemExit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
