"""The licences of everything that is linked into the executable."""

from pathlib import Path

OPENING = """\
This executable holds the program shipa, the packages below that it is written with, and, from Debian, the Python
interpreter with its standard library and the C libraries below. Of these the GNU C library is under the LGPL: you may
exchange it, and link the executable again with the builder in shipa's repository (.ci/binary) and Debian's packages.
"""
FROM_DEBIAN = ("libpython{version}-minimal", "libc6", "libsqlite3-0", "zlib1g")
RULE = "=" * 100


def text(site: Path, version: str) -> str:
    """Return the notices of the packages installed in `site` and of the libraries of the interpreter `version`."""
    notices = {folder.name.removesuffix(".dist-info"): _files(folder) for folder in sorted(site.glob("*.dist-info"))}
    for package in FROM_DEBIAN:
        name = package.format(version=version)
        notices[name] = [Path("/usr/share/doc", name, "copyright")]
    for name, files in notices.items():
        if not files:
            raise FileNotFoundError(f"{name}: has no licence file")
    parts = (
        f"{RULE}\n{name}: {file.name}\n{RULE}\n\n{_read(file)}" for name, files in notices.items() for file in files
    )
    return "\n\n".join([OPENING, *parts]) + "\n"


def _files(folder: Path) -> list[Path]:
    kinds = ("LICENSE", "LICENCE", "COPYING", "NOTICE")
    return sorted(file for file in folder.rglob("*") if file.is_file() and file.name.startswith(kinds))


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace").strip("\n")
