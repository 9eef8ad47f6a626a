"""``shipa add``: what it asks, shows, refuses and writes, from the command line to the file."""

from __future__ import annotations

import sys

import pytest

from shipa.store import load, shipped

BELOW = {
    "pack": 'id = "museums"\ntitle = "Museums"\n',
    "sources": '[survey]\ntitle = "Survey"\npublisher = "P"\nkind = "dataset"\n',
    "museums": """\
# kept by hand
topic = "Museums"   # all of them

[visits]
title = "Visits"
unit = "visits"
timing = "during"

[[visits.observations]]
period = "2023"
reported = "1,201"   # page 4
source = "survey"
locator = "page 4"
near = "visits in all"

[works]
title = "Works on show"
unit = "works"
timing = "end"
""",
}
VALUE = ("visits", "2024", "1,321", "--source", "survey", "--locator", "page 5", "--near", "visits in all")
BLOCK = """\
[[visits.observations]]
period   = "2024"
reported = "1,321"
source   = "survey"
locator  = "page 5"
near     = "visits in all"
"""


@pytest.fixture
def pack(shipa, tmp_path, monkeypatch):
    """A pack that every command works on, in the working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHIPA_FACTS", "museums")
    (tmp_path / "museums").mkdir()
    for name, text in BELOW.items():
        (tmp_path / "museums" / f"{name}.toml").write_text(text)
    return tmp_path / "museums"


def test_a_value_is_appended_and_shown_with_what_follows_from_it(pack, shipa):
    assert shipa("add", *VALUE) == (
        0,
        f"""\
# museums/museums.toml
{BLOCK}
Visits · visits
  Period  Value  Change  Percent  Source
  2023    1,201                   survey
  2024    1,321    +120   +9.99%  survey

  survey  Survey, P
""",
        "shipa: added to museums/museums.toml\n",
    )
    assert (pack / "museums.toml").read_text() == BELOW["museums"] + "\n" + BLOCK


def test_the_same_value_twice_changes_nothing(pack, shipa):
    shipa("add", *VALUE)
    before = (pack / "museums.toml").read_bytes()
    there = "shipa: that is there already: museums/museums.toml:21; nothing was changed\n"
    assert shipa("add", *VALUE) == (0, "", there)
    assert (pack / "museums.toml").read_bytes() == before


def test_a_dry_run_writes_nothing(pack, shipa):
    status, out, err = shipa("add", *VALUE, "--dry-run")
    assert (status, err) == (0, "shipa: this was a dry run; nothing was written\n")
    assert BLOCK in out
    assert (pack / "museums.toml").read_text() == BELOW["museums"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("visits", "2023", "1,202", "--source", "survey"),
            (
                "reported: 'visits' for 2023 from 'survey' is there already, with reported '1,201'; change that with "
                "`shipa edit`, or leave it (see museums/museums.toml:9)"
            ),
        ),
        (
            ("visits", "2023", "1,201", "--source", "survey", "--note", "n"),
            (
                "note: 'visits' for 2023 from 'survey' is there already, without note; change that with `shipa edit`, "
                "or leave it (see museums/museums.toml:9)"
            ),
        ),
        (
            ("visits", "2024", "1,321", "--source", "surwey"),
            "source: there is no source 'surwey'; did you mean 'survey'?",
        ),
        (
            ("visits", "2024", "1,321", "--source", "yearbook"),
            (
                "source: there is no source 'yearbook'; add it first: `shipa add source yearbook --title … "
                "--publisher … --kind …`"
            ),
        ),
        (
            ("visits", "2024", "many", "--source", "survey"),
            "reported: no figure can be read in 'many'; write the one figure as the document prints it",
        ),
        (
            ("visits", "24", "1", "--source", "survey"),
            "period: cannot read period '24'; write 2024, 2024-05, 2024-05-31 or 2020/2022",
        ),
        (
            ("visits", "2024", "5%", "--source", "survey"),
            "reported: '5%' is a percentage, and the unit is 'visits'; write a plain number",
        ),
        (
            ("visits", "2024", "1,321", "--source", "survey", "--note", "a\x1b[31mb"),
            "note: has the control character U+001B in it; take it out",
        ),
        (
            ("vists", "2024", "1,321", "--source", "survey"),
            "no indicator is called 'vists'; did you mean 'visits'?",
        ),
        (("visits",), "what is missing is PERIOD, FIGURE, --source; see --help"),
        (("source", "other"), "what is missing is --title, --publisher, --kind; see --help"),
        (
            ("source", "Other", "--title", "T", "--publisher", "P", "--kind", "dataset"),
            "'Other' cannot be an id; write it like [literacy-rate]",
        ),
        (
            ("indicator", "visits", "--topic", "Museums", "--title", "V", "--unit", "visits", "--timing", "during"),
            (
                "title: indicator 'visits' is there already, with title 'Visits'; change that with `shipa edit`, "
                "or leave it (see museums/museums.toml:4)"
            ),
        ),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_added_is_refused_with_a_remedy(pack, shipa, arguments, message):
    assert shipa("add", *arguments) == (2, "", f"shipa: {message}\n")
    assert {path.name: path.read_text() for path in pack.iterdir()} == {
        f"{name}.toml": text for name, text in BELOW.items()
    }


def test_sources_indicators_and_targets_are_added_too(pack, shipa):
    assert shipa("add", "source", "census", "--title", 'The "Census"', "--publisher", "P", "--kind", "dataset")[0] == 0
    assert (
        shipa(
            "add", "indicator", "halls", "--title", "Halls", "--unit", "halls", "--timing", "end", "--topic", "Museums",
            "--alias", "rooms", "--alias", "exhibition halls", "--cumulative",
        )[0]
        == 0
    )  # fmt: skip
    assert shipa("add", "halls", "2024", "over", "40", "--source", "census", "--locator", "p. 1")[0] == 0
    assert shipa("add", "target", "rooms", "2030", "at least 60", "--source", "census")[0] == 0
    assert shipa("add", "target", "rooms", "2035", "70", "--source", "census", "--better", "higher")[0] == 0
    base = load([pack])
    halls = base.indicators["halls"]
    assert base.sources["census"].title == 'The "Census"'
    assert (halls.aliases, halls.cumulative) == (("rooms", "exhibition halls"), True)
    assert [one.reported for one in halls.observations] == ["over 40"]
    assert [(one.reported, one.better) for one in halls.targets] == [("at least 60", ""), ("70", "higher")]
    assert (pack / "museums.toml").read_text().startswith(BELOW["museums"])


def test_what_the_audit_finds_is_said_before_it_is_written(pack, shipa):
    status, _, err = shipa("add", *VALUE, "--change", "up 12 percent")
    assert status == 0
    assert err.splitlines()[0].startswith("shipa: A201 “up 12 percent” is wrong")


def test_without_a_pack_of_ones_own_a_personal_one_is_made(pack, shipa, monkeypatch, tmp_path):
    for name in ("SHIPA_FACTS", "SHIPA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    added = ("add", "source", "diary", "--title", "Diary", "--publisher", "Me", "--kind", "notes")
    folder = tmp_path / "home" / ".config" / "shipa" / "facts"
    assert shipa(*added, "--dry-run")[0] == 0
    assert not folder.exists()
    assert shipa(*added)[2] == f"shipa: added to {folder}/sources.toml\n"
    assert sorted(path.name for path in folder.iterdir()) == ["pack.toml", "sources.toml"]
    assert "personal" in shipa("packs", "--csv")[1]


def test_nothing_is_ever_added_to_the_shipped_pack(pack, shipa, program, monkeypatch):
    added = ("add", "source", "diary", "--title", "Diary", "--publisher", "Me", "--kind", "notes")
    advice = "shipa: there is no pack of yours to add to; make one with `shipa pack new .shipa`\n"
    if program[0] == sys.executable:  # the single executable has the pack in itself, and no folder of it to add to
        monkeypatch.setenv("SHIPA_FACTS", str(shipped()))
        assert shipa(*added) == (2, "", advice)
    for name in ("SHIPA_FACTS", "SHIPA_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    assert shipa(*added) == (2, "", advice)


def test_entries_in_one_line_are_left_to_the_hand(pack, shipa):
    text = BELOW["museums"] + 'observations = [{period = "2020", reported = "7", source = "survey"}]\n'
    (pack / "museums.toml").write_text(text)
    assert shipa("add", "works", "2024", "9", "--source", "survey") == (
        2,
        "",
        "shipa: museums/museums.toml: nothing can be appended to works.observations as written there; add it by hand\n",
    )
    assert (pack / "museums.toml").read_text() == text


def test_line_ends_and_a_missing_last_one_are_respected(pack, shipa):
    text = BELOW["museums"].replace("\n", "\r\n").rstrip()
    (pack / "museums.toml").write_bytes(text.encode())
    assert shipa("add", *VALUE)[0] == 0
    assert (pack / "museums.toml").read_bytes() == (text + "\r\n\r\n" + BLOCK.replace("\n", "\r\n")).encode()


def test_a_new_pack_is_valid_and_stands_alone(pack, shipa):
    assert shipa("pack", "new", "Planets of ours") == (
        0,
        "",
        (
            "shipa: made the pack 'planets-of-ours' in Planets of ours; add to it with "
            "`shipa add … --facts 'Planets of ours'`\n"
        ),
    )
    status, out, _ = shipa("packs", "--csv", "--facts", "Planets of ours")
    assert (status, out.splitlines()[1].split(",")[:8]) == (
        0,
        ["planets-of-ours", "", "Facts of planets-of-ours", "chosen", "0", "0", "0", "0"],
    )
    assert shipa("pack", "new", "museums")[0] == 2


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_rows_of_a_csv_file_are_added_all_at_once(pack, shipa, tmp_path):
    rows = write(
        tmp_path / "rows.csv",
        "\ufeffindicator,period,reported,source,locator,role,note\n"
        'visits,2024,"1,321",survey,p. 5,,"a ""judged"" one,\nas it were"\n'.replace(",\nas", ", as")
        + "\n"
        + "Works on show,2024,over 900,survey,p. 6,observed,\n"
        + "works,2030,1000,survey,p. 7,target,\n"
        + 'visits,2023,"1,201",survey,page 4,,\n',
    )
    status, out, err = shipa("add", "--from-csv", rows)
    assert (status, err) == (0, "shipa: added 3 to museums/museums.toml; 1 was there already\n")
    assert "over 900" in out
    text = (pack / "museums.toml").read_text()
    assert text.startswith(BELOW["museums"])
    base = load([pack])
    assert base.indicators["visits"].observations[1].note == 'a "judged" one, as it were'
    assert [one.reported for one in base.indicators["works"].targets] == ["1000"]
    again = shipa("add", "--from-csv", rows)
    assert again == (0, "", "shipa: these are all there already; nothing was changed\n")
    assert (pack / "museums.toml").read_text() == text


def test_every_bad_row_is_named_in_one_run_and_nothing_is_added(pack, shipa, tmp_path, monkeypatch):
    write(
        tmp_path / "rows.csv",
        "indicator,period,reported,source\n"
        'visits,2024,"1,321",survey\n'
        "vists,2024,7,survey\n"
        'visits,24,"1,321",surwey\n'
        'visits,2024,"1,322",survey\n'
        "visits,2025,7,survey,8\n"
        ",2025,7,survey\n"
        "visits,2025,,survey\n",
    )
    status, out, err = shipa("add", "--from-csv", "rows.csv")
    assert (status, out) == (2, "")
    assert err == (
        "shipa: rows.csv:3: no indicator is called 'vists'; did you mean 'visits'?\n"
        "shipa: rows.csv:4: period: cannot read period '24'; write 2024, 2024-05, 2024-05-31 or 2020/2022\n"
        "shipa: rows.csv:4: source: there is no source 'surwey'; did you mean 'survey'?\n"
        "shipa: rows.csv:5: 'visits' for 2024 from 'survey' stands in line 2 already; leave one out\n"
        "shipa: rows.csv:6: has 5 cells for 4 columns; put texts with commas in quotes\n"
        "shipa: rows.csv:7: has no indicator; name one\n"
        "shipa: rows.csv:8: has neither reported nor change; write the figure as the document prints it\n"
    )
    assert (pack / "museums.toml").read_text() == BELOW["museums"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "the first line has to name the columns, and indicator, period, source, reported or change is missing"),
        (b"indicator,period,value,source\n", "unknown column 'value'"),
        (b"indicator,period,reported,source,source\n", "the column 'source' is there twice; leave one out"),
        (b'indicator,period,reported,source\n"visits,2024\n', "is not CSV"),
        (b"indicator,period,reported,source\nvisits,2024,\xff,survey\n", "is not UTF-8; save it as UTF-8"),
        (
            b"indicator,period,reported,source,role\nvisits,2024,1,survey,implied\n",
            "the role 'implied' cannot be added",
        ),
    ],
    ids=["empty", "unknown column", "twice", "quote", "bytes", "role"],
)
def test_what_is_no_table_of_facts_is_refused(pack, shipa, tmp_path, text, message):
    (tmp_path / "rows.csv").write_bytes(text)
    status, out, err = shipa("add", "--from-csv", "rows.csv")
    assert (status, out) == (2, "")
    assert err.startswith("shipa: rows.csv:")
    assert message in err


def test_what_show_writes_can_be_added_to_another_pack(pack, shipa, tmp_path, monkeypatch):
    shipa("add", *VALUE, "--change", "up 10 percent")
    rows = write(tmp_path / "rows.csv", shipa("show", "--all", "--csv")[1])
    other = tmp_path / "other"
    other.mkdir()
    for name, text in BELOW.items():
        (other / f"{name}.toml").write_text(text.replace('"museums"', '"other"').partition("\n[[visits")[0])
    assert shipa("add", "--from-csv", rows, "--facts", "other")[2].endswith("added 2 to other/museums.toml\n")
    wanted = [(one.period, one.reported, one.reported_change) for one in load([pack]).indicators["visits"].observations]
    added = load([other]).indicators["visits"].observations
    assert [(one.period, one.reported, one.reported_change) for one in added] == wanted
