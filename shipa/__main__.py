"""The command ``shipa``, also as ``python -m shipa``."""

from __future__ import annotations

import os
import sys
from io import StringIO


def main() -> None:
    """Run the command line and end the process with its exit status."""
    try:
        raise SystemExit(_status())
    except KeyboardInterrupt:  # also while modules are loaded
        raise SystemExit(130) from None


def _status() -> int:
    from shipa.cli import console, shortcut  # noqa: PLC0415 - an interrupt from here on is quiet

    if sys.stderr is None:  # closed by whoever started us, who wants no remarks
        sys.stderr = StringIO()
    if sys.stdout is None:
        console.remark("standard output is closed; open it, for the answer goes there")
        return 2
    try:
        if shortcut.answered(sys.argv[1:], os.environ):
            os._exit(0)  # all is written; to take the interpreter apart would be a tenth of the time
    except console.ClosedPipeError:
        console.drop(sys.stdout)
        return 141
    except OSError as error:
        console.tell_unwritten(error)
        return 2
    from shipa.cli.app import main as run  # noqa: PLC0415 - typer is most of the start-up time

    return run(sys.argv[1:])


if __name__ == "__main__":
    main()
