"""``shipa edit``: the editor opens at the line, and the file changes only when the facts can be loaded with it."""

from __future__ import annotations

import stat
import sys

import pytest

TOPIC = """\
topic = "Museums"

[visits]
title = "Visits"
unit = "visits"
timing = "during"

[[visits.observations]]
period = "2023"
reported = "1,201"
source = "survey"
"""
EDITOR = """\
#!{python}
import os, pathlib, sys
*_, line, file = sys.argv
pathlib.Path(os.environ["SAID"]).write_text(line + " " + file)
path = pathlib.Path(file)
path.write_text(path.read_text().replace(os.environ["OLD"], os.environ["NEW"]))
sys.exit(int(os.environ.get("ENDS", "0")))
"""


@pytest.fixture
def pack(shipa, tmp_path, monkeypatch):
    """A pack in the working directory, and an editor that replaces OLD by NEW."""
    monkeypatch.chdir(tmp_path)
    editor = tmp_path / "editor"
    editor.write_text(EDITOR.format(python=sys.executable))
    editor.chmod(stat.S_IRWXU)
    monkeypatch.delenv("VISUAL", raising=False)
    for name, text in {"EDITOR": f"'{editor}' -w", "SAID": str(tmp_path / "said"), "SHIPA_FACTS": "museums"}.items():
        monkeypatch.setenv(name, text)
    (tmp_path / "museums").mkdir()
    (tmp_path / "museums" / "pack.toml").write_text('id = "museums"\ntitle = "Museums"\n')
    (tmp_path / "museums" / "sources.toml").write_text('[survey]\ntitle = "S"\npublisher = "P"\nkind = "dataset"\n')
    (tmp_path / "museums" / "museums.toml").write_text(TOPIC)
    return tmp_path / "museums"


@pytest.fixture
def edit(shipa, pack, monkeypatch):
    """Edit a fact, replacing one text by another; return the exit status and what was said."""

    def run(name, old, new):
        monkeypatch.setenv("OLD", old)
        monkeypatch.setenv("NEW", new)
        status, _, said = shipa("edit", name)
        return status, said

    return run


def test_the_editor_opens_at_the_line_and_good_text_is_put_in_place(pack, edit, tmp_path):
    assert edit("visits", "1,201", "1,202") == (0, "shipa: changed museums/museums.toml\n")
    assert (pack / "museums.toml").read_text() == TOPIC.replace("1,201", "1,202")
    assert (tmp_path / "said").read_text() == "+3 museums/.museums.edit.toml"
    assert edit("survey", '"S"', '"Survey"') == (0, "shipa: changed museums/sources.toml\n")
    assert sorted(path.name for path in pack.iterdir()) == ["museums.toml", "pack.toml", "sources.toml"]


def test_wrong_text_is_kept_and_the_next_edit_goes_on_with_it(pack, edit):
    assert edit("visits", "1,201", "many") == (
        2,
        (
            "shipa: museums/museums.toml:10: visits.observations[1].reported: no figure can be read in 'many'; write "
            "the one figure as the document prints it\n"
            "shipa: museums/museums.toml is as it was, your text is in museums/.museums.edit.toml; go on with "
            "`shipa edit visits`\n"
        ),
    )
    assert (pack / "museums.toml").read_text() == TOPIC
    assert edit("visits", "many", "1,203") == (
        0,
        (
            "shipa: going on with the text that was kept in museums/.museums.edit.toml\n"
            "shipa: changed museums/museums.toml\n"
        ),
    )
    assert (pack / "museums.toml").read_text() == TOPIC.replace("1,201", "1,203")


def test_an_unchanged_text_or_a_failed_editor_changes_nothing(pack, edit, monkeypatch):
    assert edit("visits", "x", "x") == (0, "shipa: museums/museums.toml: nothing was changed\n")
    monkeypatch.setenv("ENDS", "3")
    assert edit("visits", "x", "x") == (2, "shipa: the editor ended with status 3; nothing was changed\n")
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    assert edit("visits", "x", "x")[1] == (
        "shipa: cannot run the editor '/nowhere/editor': no such file or directory; set EDITOR to one that is there\n"
    )
    assert sorted(path.name for path in pack.iterdir()) == ["museums.toml", "pack.toml", "sources.toml"]


def test_what_others_have_changed_meanwhile_is_not_overwritten(pack, edit):
    edit("visits", "1,201", "many")
    (pack / "museums.toml").write_text(TOPIC + "# by somebody else\n")
    status, said = edit("visits", "many", "1,203")
    assert (status, said) == (
        2,
        (
            "shipa: museums/museums.toml: has changed since your text was kept in museums/.museums.edit.toml; join the "
            "two and remove .museums.edit.toml\n"
        ),
    )
    assert (pack / "museums.toml").read_text() == TOPIC + "# by somebody else\n"


def test_only_what_is_of_ones_own_can_be_edited(shipa, pack, edit, monkeypatch):
    (pack.parent / ".shipa").mkdir()
    (pack.parent / ".shipa" / "pack.toml").write_text('id = "mine"\ntitle = "Mine"\n')
    monkeypatch.delenv("SHIPA_FACTS")
    _, ids, _ = shipa("list", "--format", "tsv")
    name, source = ids.splitlines()[1].split("\t")[0], shipa("show", "--all", "--format", "tsv")[1].split("\t")[-2]
    status, said = edit(name, "x", "y")
    assert status == 2
    assert said.startswith(f"shipa: your pack has nothing of '{name}', and '")
    assert said.endswith(f"' is not yours to change; add to it with `shipa add {name} …`\n")
    assert edit(source, "x", "y")[1].endswith(", which is not yours to change\n")
