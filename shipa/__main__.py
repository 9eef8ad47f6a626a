"""The command ``shipa``, also as ``python -m shipa``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and end the process with its exit status."""
    if sys.stdout is None or sys.stderr is None:
        raise SystemExit(2)  # closed by whoever started us: there is nobody to tell
    from shipa.cli.app import main as run  # noqa: PLC0415 - typer is most of the start-up time

    raise SystemExit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
