"""Every command on a pack of another subject: the engine knows nothing of the one that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from shipa.cli.app import application
from shipa.store import load, shipped

CENSUS = Path(__file__).parent / "data" / "packs" / "census"
DRAFT = """\
At the end of 2023 the year-end population of China was 1,409.67 million, down 2.08 million from the year before.
The urban share of the population in China rose to 66.61 percent in 2023.

2024年末人口为140828万人，比上年减少139万人。
"""
CASES = [
    (("show", "china-births"), 0, ["2024    9.54 million  ≈ +520,000  ≈ +5.8%  china-2024"]),
    (("show", "中国出生人口", "--lang", "zh", "--years", "latest"), 0, ["2024  954万  ≈ +52万  ≈ +5.8%  china-2024"]),
    (("show", "us-urban-share"), 0, ["2020-04-01: no change: what counts as urban was defined anew"]),
    (("get", "births in mainland China", "2023"), 0, ["9020000"]),
    (("list", "ways"), 0, ["china-illiteracy"]),
    (("search", "census"), 0, ["china-census-edition"]),
    (("which", "14亿"), 0, ["china-year-end-population"]),
    (("audit",), 0, ["0 errors, 0 warnings, 0 notes, 0 accepted."]),
    (("targets",), 0, ["china-urban-share  65% by 2025  67.00% in 2024           met"]),
    (("why", "china-urban-share", "2023"), 0, ["66.16 − 65.22 (2022) = +0.94"]),
    (("check", "draft.md"), 1, ["C101 66.61 percent: the facts say 66.16%", "2 supported, 1 contradicted"]),
    (("explain", "A201"), 0, ["A201"]),
    (("cite", "china-births", "--years", "2024"), 0, ["《中华人民共和国2024年国民经济和社会发展统计公报》"]),
    (("open", "china-2024"), 1, ["no web address is known of 'china-2024'"]),
    (("packs",), 0, ["census  2025-01-01  chosen"]),
    (("pack", "new", "mine"), 0, []),
    (("cache", "status"), 0, ["the facts are"]),
    (("add", "china-births", "2025", "8 million", "--source", "china-2024", "--dry-run"), 0, ["-16"]),
    (("cache", "status"), 0, []),
    (("edit", "nothing-such"), 2, ["no indicator is called 'nothing-such'"]),
]


@pytest.fixture
def census(shipa, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHIPA_FACTS", str(CENSUS))
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    return shipa


@pytest.mark.parametrize(("arguments", "status", "said"), CASES, ids=[" ".join(case[0]) for case in CASES])
def test_a_command_works_on_a_pack_of_another_subject(census, arguments, status, said):
    ended, out, err = census(*arguments)
    assert (ended, err if ended == 2 and status != 2 else "") == (status, "")
    assert [text for text in said if text not in out + err] == []


def test_no_command_is_left_out_and_none_speaks_of_the_other_subject(census):
    app = application([])
    names = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    assert names == {arguments[0] for arguments, _, _ in CASES}
    shown = "".join("".join(census(*arguments)[1:]) for arguments, _, _ in CASES).lower()
    for pack in load([shipped()]).packs:
        assert pack.id not in shown
        assert not [name for name in pack.place.names if name.lower() in shown]


def test_the_packs_can_be_asked_together_and_one_of_them_alone(census, monkeypatch):
    monkeypatch.delenv("SHIPA_FACTS")
    together = ("--facts", f"+{CENSUS}", "--csv")
    _, everything, _ = census("list", *together)
    _, alone, _ = census("list", *together, "--pack", "census")
    assert alone.count("\n") == 1 + len(load([CENSUS]).indicators)
    assert everything.count("\n") == 1 + len(load([CENSUS]).indicators) + len(load([shipped()]).indicators)
    assert census("get", "china-births", "2024", *together[:2], "--pack", "census")[:2] == (0, "9540000\n")
    status, _, err = census("list", *together, "--pack", "sensus")
    assert status == 2
    assert err.startswith("shipa: no pack is called 'sensus'; there are ")
