"""Which packs are loaded, in which order, and what they add to each other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shipa.errors import PackError, UnknownNameError
from shipa.inventory import holdings, restricted
from shipa.layers import Origin, locate, own_folder
from shipa.store import load
from shipa.where import personal_folder

SHIPPED = Path("/the/shipped/pack")


def make_pack(folder, id_=None, **files):
    """Write a pack of the named files; ``pack.toml`` and the sources come with it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(f'id = "{id_ or folder.name}"\ntitle = "{folder.name}"\n')
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text)
    return folder


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home and a working directory of their own, with nothing in them."""
    for name in ("home", "work"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "home"


def located(option=None, **environ):
    layers = locate(Path(option) if option else None, environ, SHIPPED)
    return [(layer.origin.value, str(layer.folder)) for layer in layers]


def test_without_a_pack_of_ones_own_there_is_the_shipped_one(home):
    assert located(HOME=str(home)) == [("shipped", str(SHIPPED))]


def test_the_layers_are_the_shipped_the_personal_and_the_projects(home, tmp_path, monkeypatch):
    personal = make_pack(home / ".config" / "shipa" / "facts")
    make_pack(tmp_path / "work" / ".shipa")
    (tmp_path / "work" / "deep" / "down").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work" / "deep" / "down")
    assert located(HOME=str(home)) == [
        ("shipped", str(SHIPPED)),
        ("personal", str(personal)),
        ("project", str(tmp_path / "work" / ".shipa")),
    ]


def test_the_nearest_project_is_taken(home, tmp_path, monkeypatch):
    make_pack(tmp_path / ".shipa")
    make_pack(tmp_path / "work" / ".shipa")
    assert located(HOME=str(home))[1:] == [("project", ".shipa")]
    (tmp_path / "work" / ".shipa" / "pack.toml").unlink()
    assert located(HOME=str(home))[1:] == [("project", str(tmp_path / ".shipa"))]


@pytest.mark.parametrize(
    ("option", "environ", "folders"),
    [
        ("mine", {}, ["mine"]),
        (None, {"SHIPA_FACTS": "mine"}, ["mine"]),
        ("yours", {"SHIPA_FACTS": "mine"}, ["yours"]),
        ("+yours", {"SHIPA_FACTS": "mine"}, ["mine", "yours"]),
        ("+mine", {}, [str(SHIPPED), ".shipa", "mine"]),
        (None, {"SHIPA_FACTS": "+mine"}, [str(SHIPPED), ".shipa", "mine"]),
        ("+.shipa", {}, [str(SHIPPED), ".shipa"]),
        ("+~/mine", {"HOME": "/home/me"}, [str(SHIPPED), ".shipa", "/home/me/mine"]),
    ],
    ids=str,
)
def test_a_chosen_folder_stands_alone_and_with_a_plus_on_top(home, tmp_path, option, environ, folders):
    make_pack(tmp_path / "work" / ".shipa")
    assert [folder for _, folder in located(option, **environ)] == folders


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"HOME": "/h"}, "/h/.config/shipa/facts"),
        ({"HOME": "/h", "XDG_CONFIG_HOME": "/x"}, "/x/shipa/facts"),
        ({"HOME": "/h", "XDG_CONFIG_HOME": "x"}, "/h/.config/shipa/facts"),
        ({"HOME": "/h", "XDG_CONFIG_HOME": "/x", "SHIPA_HOME": "/s"}, "/s/facts"),
        ({}, ""),
    ],
    ids=str,
)
def test_the_personal_folder_follows_the_xdg_rules(environ, folder):
    assert personal_folder(environ) == folder


def test_new_facts_go_to_the_uppermost_own_pack_and_never_to_the_shipped_one(home, tmp_path):
    def goes_to(option=None, shipped=SHIPPED):
        environ = {"HOME": str(home)}
        return own_folder(locate(option and Path(option), environ, shipped), environ, shipped)

    assert goes_to() == home / ".config" / "shipa" / "facts"
    make_pack(home / ".config" / "shipa" / "facts")
    make_pack(tmp_path / "work" / ".shipa")
    assert goes_to() == Path(".shipa")
    assert goes_to("+mine") == Path("mine")
    assert goes_to("mine") == Path("mine")
    assert goes_to("mine", shipped=tmp_path / "work" / "mine") is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give folders away")
def test_a_strangers_project_above_the_working_directory_is_not_taken(home, tmp_path, monkeypatch):
    os.chown(make_pack(tmp_path / ".shipa"), 12345, 12345)
    assert located(HOME=str(home)) == [("shipped", str(SHIPPED))]
    os.chown(tmp_path / "work", 12345, 12345)  # who works in the stranger's folder has chosen to
    assert located(HOME=str(home))[1][0] == Origin.PROJECT


BELOW = {
    "sources": '[old]\ntitle = "Old"\npublisher = "P"\nkind = "dataset"\n',
    "museums": """\
topic = "Museums"
[visits]
title = "Visits"
unit = "visits"
timing = "during"
[[visits.observations]]
period = "2023"
reported = "1,201"
source = "old"
""",
}
ABOVE = {
    "sources": '[new]\ntitle = "New"\npublisher = "P"\nkind = "dataset"\n',
    "museums": """\
topic = "Museums"
[visits]
aliases = ["museum visits"]
[[visits.observations]]
period = "2023"
reported = "1,201"
source = "old"
[[visits.observations]]
period = "2023"
reported = "1,301"
source = "new"
[[visits.observations]]
period = "2024"
reported = "1,401"
source = "new"
""",
}


def test_a_later_pack_adds_and_what_it_repeats_is_there_once(tmp_path):
    base = load([make_pack(tmp_path / "below", **BELOW), make_pack(tmp_path / "above", **ABOVE)])
    visits = base.indicators["visits"]
    assert visits.aliases == ("museum visits",)
    assert [(one.period.text, one.reported, one.pack) for one in visits.observations] == [
        ("2023", "1,201", "below"),
        ("2023", "1,301", "above"),
        ("2024", "1,401", "above"),
    ]


def test_the_inventory_says_what_each_pack_holds_and_contradicts(tmp_path):
    base = load([make_pack(tmp_path / "below", **BELOW), make_pack(tmp_path / "above", **ABOVE)])
    below, above = holdings(base)
    assert (below.indicators, below.observations, below.sources, below.added_to) == (1, 1, 1, ())
    assert (above.indicators, above.observations, above.sources, above.added_to) == (0, 2, 1, ("visits",))
    [conflict] = above.conflicts
    assert (conflict.lower.reported, conflict.upper.reported) == ("1,201", "1,301")


def test_one_pack_can_be_asked_for_alone(tmp_path):
    base = load([make_pack(tmp_path / "below", **BELOW), make_pack(tmp_path / "above", **ABOVE)])
    assert [one.reported for one in restricted(base, "below").indicators["visits"].observations] == ["1,201"]
    assert [one.reported for one in restricted(base, "above").indicators["visits"].observations] == ["1,301", "1,401"]
    with pytest.raises(UnknownNameError, match="no pack is called 'beside'; there are 'below', 'above'"):
        restricted(base, "beside")


def test_a_pack_that_redefines_is_refused_with_both_places(tmp_path):
    above = make_pack(tmp_path / "above", museums='topic = "Museums"\n[visits]\nunit = "people"\n')
    with pytest.raises(PackError) as raised:
        load([make_pack(tmp_path / "below", **BELOW), above])
    assert str(raised.value) == (
        f"{above}/museums.toml:3: visits.unit: 'people' is not what the pack before has, 'visits'; leave it out or "
        f"choose another id (see {tmp_path}/below/museums.toml:4: visits.unit)"
    )
