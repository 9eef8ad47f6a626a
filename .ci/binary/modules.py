"""Every Python module that the program can import, compiled, in one file that the linker takes in.

Run by the very interpreter whose library is linked in, since byte code and standard library belong to one version:
`python modules.py SITE FOLDER` writes three files into FOLDER: `modules.bin`, its table of contents `modules.h`, and
`extensions.txt`, the shared extension modules that some of the modules import.
"""

import marshal
import sys
import sysconfig
from collections.abc import Iterator
from importlib.machinery import FrozenImporter
from modulefinder import ModuleFinder
from pathlib import Path
from types import CodeType

WHOLE_PACKAGES = ("shipa", "rich", "tomli", "typer")  # they also import by names that they put together at run time
PACKAGED = "shipa.packaged"
ENCODINGS = ("ascii", "latin_1", "utf_8", "utf_8_sig")
# Reached by the letter of some import statement, never by a command: tools of developers, servers, other systems.
# Also extension modules that need large libraries, or load some while they run: who imports those does without.
LEFT_OUT = (
    "asyncio", "bdb", "distutils", "doctest", "lib2to3", "pdb", "pydoc", "pydoc_data", "test", "unittest", "xml",
    "xmlrpc",
    "_bz2", "_crypt", "_ctypes", "_hashlib", "_lzma", "_multiprocessing", "_posixshmem", "_ssl", "_uuid", "readline",
)  # fmt: skip


def find(site: Path) -> ModuleFinder:
    """Return the program with its dependencies in the folder `site`, and what they name in import statements."""
    standard_library = sysconfig.get_path("stdlib")
    finder = ModuleFinder(
        [str(site), standard_library, f"{standard_library}/lib-dynload"],
        excludes=LEFT_OUT,
        replace_paths=[(f"{site}/", ""), (f"{standard_library}/", "")],  # no folder of this machine in a traceback
    )
    for encoding in ENCODINGS:
        finder.import_hook(f"encodings.{encoding}")
    for package in WHOLE_PACKAGES:
        for name in _modules_of(site, package):
            finder.import_hook(name)
    return finder


def _modules_of(site: Path, package: str) -> list[str]:
    """Return the dotted names of a package and of every module in it."""
    files = (site / package.replace(".", "/")).rglob("*.py")
    return sorted(".".join(file.relative_to(site).with_suffix("").parts).removesuffix(".__init__") for file in files)


def compiled(finder: ModuleFinder, site: Path) -> Iterator[tuple[str, bytes, bool]]:
    """Yield name, marshalled code and "is a package" of every module that is not in the interpreter's own library."""
    for name, module in sorted(finder.modules.items()):
        code = vars(module)["__code__"]
        if name == PACKAGED:
            code = packaged(site)
        if code and not FrozenImporter.find_spec(name):
            yield name, marshal.dumps(code), vars(module)["__path__"] is not None


def packaged(site: Path) -> CodeType:
    """Return the module `shipa.packaged` with the files of the pack filled in, and their index if there is one."""
    folder = site / "shipa"
    source = (folder / "packaged.py").read_text(encoding="utf-8")
    files = {file.name: file.read_bytes() for file in sorted((folder / "_facts").iterdir())}
    source += f"\nFILES = {files!r}\n"
    if (index := folder / "_facts.index").exists():
        source += f"INDEX = {index.read_bytes()!r}\n"
    return compile(source, "shipa/packaged.py", "exec")


def extensions(finder: ModuleFinder) -> list[str]:
    """Return the files of the shared extension modules that the modules found import."""
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    files = (vars(module)["__file__"] or "" for module in finder.modules.values())
    return sorted(file for file in files if file.endswith(suffix))


def main(site: Path, folder: Path) -> None:
    """Write the three files into the folder."""
    finder = find(site)
    rows, size = [], 0
    with (folder / "modules.bin").open("wb") as blob:
        for name, code, is_package in compiled(finder, site):
            rows.append(f'{{"{name}", modules + {size}, {len(code)}, {int(is_package)}, NULL}},\n')
            size += blob.write(code)
    (folder / "modules.h").write_text("".join(rows), encoding="utf-8")
    (folder / "extensions.txt").write_text("\n".join(extensions(finder)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
