"""The browser of the person who asks: ``$BROWSER``, else what the system opens addresses with."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from shutil import which
from subprocess import DEVNULL, run

from shipa.cite.deeplink import is_web


def open_address(address: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Send the browser to a web address and return whether there was one that took it."""
    return is_web(address) and any(_took(command, address, environment) for command in _commands(environment))


def _commands(environment: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the commands to try. ``$BROWSER`` may list several, each with ``%s`` where the address goes."""
    for listed in environment.get("BROWSER", "").split(os.pathsep):
        try:
            command = shlex.split(listed.removesuffix("&"))
        except ValueError:
            continue
        if command:
            yield command
    if sys.platform == "darwin":
        yield ["open"]
    elif sys.platform == "win32":
        yield ["rundll32", "url.dll,FileProtocolHandler"]
    elif "WSL_DISTRO_NAME" in environment:
        yield ["wslview"]
    elif environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        yield ["xdg-open"]


def _took(command: list[str], address: str, environment: Mapping[str, str]) -> bool:
    program = which(command[0], path=environment.get("PATH"))
    if program is None:
        return False
    filled = [word.replace("%s", address) for word in command[1:]]
    arguments = filled if any("%s" in word for word in command[1:]) else [*filled, address]
    quiet = None if "BROWSER" in environment else DEVNULL  # a browser of one's own may live in the terminal
    try:
        done = run([program, *arguments], stdout=quiet, stderr=quiet, env=dict(environment), check=False)  # noqa: S603 - the person's own browser; the address is one argument
    except OSError:
        return False
    return done.returncode == 0
