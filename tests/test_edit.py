"""``shipa edit``: the editor opens at the line, and the file changes only when the facts can be loaded with it."""

from __future__ import annotations

import stat
import sys

import pytest

from shipa.cli.app import main

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
def pack(tmp_path, monkeypatch):
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
def edit(capsys, monkeypatch):
    """Edit a fact, replacing one text by another; return the exit status and what was said."""

    def run(name, old, new):
        monkeypatch.setenv("OLD", old)
        monkeypatch.setenv("NEW", new)
        status = main(["edit", name])
        return status, capsys.readouterr().err

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


def test_only_what_is_of_ones_own_can_be_edited(pack, edit, monkeypatch, tmp_path):
    monkeypatch.setenv("SHIPA_FACTS", "museums")
    assert main(["pack", "new", "mine"]) == 0
    monkeypatch.setenv("SHIPA_FACTS", "museums")
    assert (
        main(["add", "source", "diary", "--title", "D", "--publisher", "M", "--kind", "notes", "--facts", "+mine"]) == 0
    )
    monkeypatch.setenv("SHIPA_FACTS", "museums")
    for name, message in {
        "visits": (
            "shipa: your pack has nothing of 'visits', and 'museums' is not yours to change; add to it with "
            "`shipa add visits …`\n"
        ),
        "survey": "shipa: the source 'survey' is of the pack 'museums', which is not yours to change\n",
    }.items():
        monkeypatch.setenv("SHIPA_FACTS", "+mine")
        monkeypatch.setattr("shipa.store.shipped", lambda: tmp_path / "museums")
        assert edit(name, "x", "y")[1].endswith(message)
