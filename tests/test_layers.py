"""Which module may import which: one direction of flow, and one home each for typer, rich and tomli."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import shipa

PACKAGE = Path(shipa.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if "_facts" not in path.parts
)

BASE = {"errors", "findings", "figure", "interval", "names", "numeral", "period", "quantity", "script"}
BASE |= {"wording", "words"}
MODEL = BASE | {"model"}
CORE = MODEL | {"change", "query", "timeline"}
MAY_IMPORT = {
    "__init__": {"api"},
    "api": MODEL | {"check", "index", "where"},
    "__main__": {"cli"},
    "names": {"script"},
    "script": set(),
    "errors": set(),
    "words": {"names"},
    "findings": set(),
    "interval": set(),
    "numeral": set(),
    "period": {"errors"},
    "wording": {"numeral"},
    "figure": {"numeral", "wording"},
    "quantity": {"errors", "figure", "interval", "numeral", "wording"},
    "model": BASE,
    "timeline": MODEL,
    "change": MODEL | {"timeline"},
    "problems": MODEL,
    "fit": MODEL | {"problems"},
    "measure": {"figure", "numeral"},
    "sign": {"errors"},
    "reported": MODEL | {"measure", "sign"},
    "reported_change": MODEL | {"reported"},
    "tables": MODEL | {"problems"},
    "toml_lines": MODEL,
    "schema": MODEL | {"fit", "problems", "reported", "reported_change", "tables"},
    "packs": MODEL | {"problems", "schema"},
    "packaged": set(),
    "where": {"packaged"},
    "store": MODEL | {"packaged", "packs", "problems", "schema", "toml_lines", "where"},
    "layers": {"where"},
    "writing": {"errors"},
    "drafts": {"errors", "writing"},
    "entry": MODEL | {"packs", "problems", "schema", "tables"},
    "own_pack": MODEL | {"entry", "packs", "problems", "store", "where", "writing"},
    "intake": CORE | {"entry", "problems", "schema"},
    "inventory": MODEL,
    "index": CORE | {"cite", "index", "packaged", "packs", "problems", "render", "schema", "store", "where"},
    "query": MODEL | {"change"},
    "rule": BASE,
    "growth": MODEL | {"change", "sign"},
    "implied": MODEL | {"change", "growth", "timeline"},
    "progress": MODEL | {"change", "growth"},
    "audit": CORE | {"audit", "growth", "implied", "rule", "sign"},
    "why": CORE | {"audit", "growth", "implied"},
    "cite": CORE | {"cite"},
    "browser": {"cite"},
    "clipboard": {"errors"},
    "check": CORE | {"check", "growth", "rule"},
    "render": CORE | {"audit", "check", "cite", "inventory", "progress", "render", "rule", "why"},
    "cli": CORE
    | {"__init__", "audit", "browser", "check", "cite", "cli", "clipboard", "drafts", "entry", "implied", "index"}
    | {"intake", "inventory", "layers", "own_pack", "problems", "progress", "render", "rule", "store", "where", "why"},
}
# A draft flows through the checker one way, too; what the checker says of a number, claim, is everybody's.
CHECKER = {"find": {"find"}, "bind": {"find", "bind", "claim"}, "judge": {"find", "bind", "judge", "claim"}}
HOMES = {"typer": "cli", "rich": "render.table", "tomli": "store"}


def room(module: str) -> str:
    """Return the name under which a module has its place: a package stands for all that is in it."""
    return module.partition(".")[0]


def imports(module: str) -> set[str]:
    path = PACKAGE / (module.replace(".", "/") + ".py")
    if not path.exists():
        path = PACKAGE / module.replace(".", "/") / "__init__.py"
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            base = node.module or ""
            submodules = {f"{base}.{name.name}" for name in node.names if f"{base}.{name.name}"[6:] in MODULES}
            found |= submodules or {base}
    return found


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_lies_below_it(module):
    inside = {
        name.removeprefix("shipa").removeprefix(".") or "__init__"
        for name in imports(module)
        if name.split(".")[0] == "shipa"
    }
    assert room(module) in MAY_IMPORT, f"nobody has placed {module}"
    assert {room(name) for name in inside} <= MAY_IMPORT[room(module)]


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("check.")])
def test_a_draft_is_searched_then_bound_then_judged(module):
    own = module.split(".")[1]
    rooms = {name.split(".")[2] for name in imports(module) if name.startswith("shipa.check.")}
    assert rooms <= CHECKER.get(own, rooms)


@pytest.mark.parametrize("module", MODULES)
def test_typer_rich_and_tomli_are_imported_in_their_one_home(module):
    outside = {name.partition(".")[0] for name in imports(module)} - {"shipa"} - sys.stdlib_module_names
    homes = {HOMES.get(name, "nowhere") for name in outside}
    assert all(module == home or module.startswith(home + ".") for home in homes)
