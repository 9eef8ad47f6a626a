"""`python .ci/binary` builds dist/shipa: the program, its facts and a Python interpreter as one static executable.

Any Python with pip runs this; what is linked in is the interpreter that Debian ships as a library. What the machine
has not got is installed with apt-get. `dist/shipa.sha256` is the checksum; `dist/shipa --licences` prints the licences.
"""

import hashlib
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import extension
import licences

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
INTERPRETER = "/usr/bin/python3"
PACKAGES = (
    "gcc", "libc6-dev", "libpython3-dev", "libpython3-stdlib", "libsqlite3-dev", "python3", "zlib1g-dev",
)  # fmt: skip
LIBRARIES = ("-lsqlite3", "-lz", "-lm")
# The first four ask for users and hosts, for which a static executable would load libraries of the machine it runs on.
BUILT_IN_LEFT_OUT = ("_socket", "grp", "pwd", "spwd", "_elementtree", "pyexpat")
_BUILT_IN = re.compile(r'\{"(\w+)", (\w+)\},')


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    """An interpreter: `version` without its last part, and the folders of its headers and its static library."""

    version: str
    headers: Path
    library: Path


def main() -> None:
    """Build, and print where the executable is and how large it is."""
    target = TOP / "dist" / "shipa"
    install_packages()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = interpreter()
        site = install_program(folder, python.version)
        # The order of sets is part of compiled code, so that it has to be the same in each build.
        run("env", "PYTHONHASHSEED=0", INTERPRETER, "-sP", HERE / "modules.py", site, folder)
        (folder / "licences.txt").write_text(licences.text(site, python.version), encoding="utf-8")
        target.parent.mkdir(exist_ok=True)
        link(folder, python, target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_suffix(".sha256").write_text(f"{digest}  {target.name}\n", encoding="utf-8")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB, sha256 {digest}")


def install_packages() -> None:
    """Install the compiler and the libraries, unless all are there."""
    if subprocess.run(["dpkg", "--status", *PACKAGES], capture_output=True, check=False).returncode:
        run("apt-get", "--quiet", "update")
        run("apt-get", "--quiet", "--yes", "--no-install-recommends", "install", *PACKAGES)


def interpreter() -> Interpreter:
    """Return what is known of the interpreter that is linked in."""
    question = (
        "import sysconfig; print(*sysconfig.get_config_vars('py_version_short', 'INCLUDEPY', 'LIBPL'), sep='\\n')"
    )
    answer = subprocess.run([INTERPRETER, "-I", "-c", question], check=True, capture_output=True, text=True).stdout
    version, headers, library = answer.splitlines()
    return Interpreter(version=version, headers=Path(headers), library=Path(library))


def install_program(folder: Path, version: str) -> Path:
    """Return a folder with the program as it would be installed, and what it depends on, all in Python alone."""
    wheels, site = folder / "wheels", folder / "site"
    pip = (sys.executable, "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check")
    run(*pip, "wheel", "--no-deps", "--wheel-dir", wheels, TOP)
    pure = ("--platform", "any", "--implementation", "py", "--abi", "none", "--only-binary", ":all:")
    run(*pip, "install", "--no-compile", "--target", site, "--python-version", version, *pure, *wheels.iterdir())
    return site


def link(folder: Path, python: Interpreter, target: Path) -> None:
    """Link the modules in the folder, the extension modules and the interpreter into one executable."""
    entries = dict(_BUILT_IN.findall((python.library / "config.c").read_text(encoding="utf-8")))
    built_in = {name: entry for name, entry in entries.items() if name not in BUILT_IN_LEFT_OUT and entry != "NULL"}
    options: list[str | Path] = []
    for number, line in enumerate((folder / "extensions.txt").read_text(encoding="utf-8").splitlines()):
        linkable = extension.linkable(Path(line), number)
        source = folder / f"{linkable.name}.s"
        source.write_text(linkable.assembly, encoding="utf-8")
        built_in[linkable.name] = linkable.entry
        options += [
            source,
            *(f"-Wl,--section-start={name}={address:#x}" for name, address in linkable.sections.items()),
        ]
    table = "".join(f'EXTENSION("{name}", {entry})\n' for name, entry in built_in.items())
    (folder / "builtins.h").write_text(table, encoding="utf-8")
    run(
        "gcc", "-static", "-no-pie", "-O2", "-s", "-Wl,--build-id=none", "-Wl,--no-warnings",
        f"-I{folder}", f"-I{python.headers}", f"-Wa,-I{folder}", HERE / "start.c", HERE / "contents.s", *options,
        python.library / f"libpython{python.version}.a", *LIBRARIES, "-o", target,
    )  # fmt: skip


def run(*command: str | Path) -> None:
    """Run a command; if it fails, so does the build."""
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
