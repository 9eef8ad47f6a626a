"""The clipboard, written to and never read: a native tool, else tmux, else the terminal itself (OSC 52)."""

from __future__ import annotations

import os
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from shutil import which
from subprocess import DEVNULL, SubprocessError, run

from shipa.errors import ClipboardError

_SECONDS = 5
_MOST_BASE64 = 74_994  # what terminals take in one OSC 52 sequence
_TERMINALS_WITHOUT = {"", "dumb", "linux"}


def copy(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Put the text on the clipboard and return what took it. Raises ClipboardError where nothing does."""
    for command in _commands(environment):
        if _gave(command, text, environment):
            return command[0]
    encoded = b64encode(text.encode())
    if environment.get("TERM", "") not in _TERMINALS_WITHOUT and len(encoded) <= _MOST_BASE64:
        try:
            with open("/dev/tty", "wb", buffering=0) as terminal:  # noqa: PTH123 - a device, not a file
                terminal.write(b"\x1b]52;c;" + encoded + b"\x07")
        except OSError:
            pass
        else:
            return "the terminal (OSC 52)"
    raise ClipboardError("no clipboard was found; copy it from above, or install wl-copy or xclip")


def _commands(environment: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the tools that may reach a clipboard here, the nearest first."""
    if sys.platform == "darwin":
        yield ("pbcopy",)
    if sys.platform == "win32" or "WSL_DISTRO_NAME" in environment:
        yield ("clip.exe",)
    if environment.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",)
    if environment.get("DISPLAY"):
        yield ("xclip", "-selection", "clipboard")
        yield ("xsel", "--clipboard", "--input")
    if environment.get("TMUX"):
        # tmux drops OSC 52 from the programs in it unless told otherwise; its own buffer it passes on.
        yield ("tmux", "load-buffer", "-w", "-")


def _gave(command: tuple[str, ...], text: str, environment: Mapping[str, str]) -> bool:
    """Return whether the tool is there and took the text. What stays behind to serve it must not hold our output."""
    program = which(command[0], path=environment.get("PATH"))
    if program is None:
        return False
    # clip.exe reads UTF-16, and pbcopy what the locale says.
    data = text.encode("utf-16" if command[0] == "clip.exe" else "utf-8")
    utf8 = {**environment, "LC_CTYPE": "UTF-8"} if command[0] == "pbcopy" else {**environment}
    try:
        done = run(  # noqa: S603 - a fixed command, and the text only on its standard input
            [program, *command[1:]], input=data, stdout=DEVNULL, stderr=DEVNULL, env=utf8, timeout=_SECONDS, check=False
        )
    except (OSError, SubprocessError):
        return False
    return done.returncode == 0
