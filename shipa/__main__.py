"""The command ``shipa``, also as ``python -m shipa``."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and end the process with its exit status."""
    if sys.stdout is None or sys.stderr is None:
        raise SystemExit(2)  # closed by whoever started us: there is nobody to tell
    from shipa.cli import console, shortcut  # noqa: PLC0415 - after the check

    try:
        if shortcut.answered(sys.argv[1:], os.environ):
            sys.stderr.flush()
            os._exit(0)  # all is written; to take the interpreter apart would be a tenth of the time
    except console.ClosedPipeError:
        console.drop_output()
        raise SystemExit(141) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    from shipa.cli.app import main as run  # noqa: PLC0415 - typer is most of the start-up time

    raise SystemExit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
