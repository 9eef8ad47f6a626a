"""``shipa check`` from the command line: drafts in, findings and exit statuses out."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path

import pytest

from shipa.check.ignore import ignores
from shipa.check.mend import footnoted, mended
from shipa.cli.app import main

DRAFT = "In 2024, PCT applications in Shanghai reached 6,158, up 10.3 percent.\n"
RIGHT = "In 2024, PCT applications in Shanghai reached 6,822, up 10.3 percent.\n"
WRONG_VALUE = "C101 6,158: the facts say 6,822 (pct 2024; briefing-2025)"


@pytest.fixture
def draft(tmp_path, monkeypatch):
    """Write a draft into an empty working directory and return its name."""
    monkeypatch.chdir(tmp_path)

    def write(text, name="draft.md"):
        Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return name

    return write


def test_a_wrong_number_is_underlined_with_the_right_one(shipa, draft):
    status, out, err = shipa("check", draft(DRAFT))
    assert (status, err) == (1, "")
    assert out == (
        f"draft.md:1:47: {WRONG_VALUE}\n"
        "     1 | In 2024, PCT applications in Shanghai reached 6,158, up 10.3 percent.\n"
        "       |                                               ^^^^^ 6,822\n"
        "1 draft, 3 numbers: 1 supported, 1 contradicted, 0 unknown, 1 set aside\n"
    )


def test_chinese_is_underlined_by_the_cells_it_takes(shipa, draft):
    _, out, _ = shipa("check", draft("2024年上海PCT国际专利申请6158件。\n"))
    line, mark = out.splitlines()[1:3]
    assert line == "     1 | 2024年上海PCT国际专利申请6158件。"
    assert mark == "       | " + " " * 25 + "^^^^ 6822"


def test_a_right_draft_ends_with_0_and_verbose_tells_what_supports_it(shipa, draft):
    status, out, _ = shipa("check", "-v", draft(RIGHT))
    assert status == 0
    assert "draft.md:1:47: supported: 6,822: pct 2024: 6,822 (briefing-2025)\n" in out


def test_json_is_the_contract(shipa, draft):
    _, out, _ = shipa("check", "--format", "json", draft(DRAFT))
    answer = json.loads(out)
    assert answer["version"] == 1
    assert answer["summary"] == {"seen": 3, "supported": 1, "contradicted": 1, "unknown": 0, "set_aside": 1}
    [file] = answer["files"]
    assert file["path"] == "draft.md"
    assert file["numbers"] == answer["summary"]
    assert file["claims"][0] == {
        "start": 46, "end": 51, "line": 1, "column": 47, "text": "6,158", "verdict": "contradicted", "code": "C101",
        "indicator": "pct", "period": "2024", "role": "level", "claimed": "6158", "expected": "6,822",
        "sources": ["briefing-2025"], "message": "the facts say 6,822", "replacement": "6,822",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("csv", "path,line,column,code,severity,message\ndraft.md,1,47,C101,error,"),
        ("github", "::error file=draft.md,line=1,col=47,title=C101::6,158: the facts say 6,822"),
    ],
)
def test_findings_for_other_programs(shipa, draft, form, expected):
    status, out, _ = shipa("check", "--format", form, draft(DRAFT))
    assert status == 1
    assert out.startswith(expected)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_findings_have_the_short_forms_of_their_formats(shipa, draft, form):
    name = draft(DRAFT)
    assert shipa("check", f"--{form}", name) == shipa("check", "--format", form, name)
    status, _, err = shipa("check", f"--{form}", "--format", "sarif", name)
    assert (status, err) == (2, f"shipa: {form} and sarif exclude each other; ask for one format\n")


def test_sarif_names_the_rule_and_the_place(shipa, draft):
    _, out, _ = shipa("check", "--format", "sarif", draft(DRAFT))
    [run] = json.loads(out)["runs"]
    [result] = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "C101"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (1, 47)


def test_standard_input_is_a_draft_too(program):
    done = subprocess.run([*program, "check", "-"], input=DRAFT.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode().splitlines()[0]) == (1, f"-:1:47: {WRONG_VALUE}")


def test_many_drafts_are_counted_together(shipa, draft):
    status, out, _ = shipa("check", draft(RIGHT, "one.md"), draft(RIGHT, "two.md"))
    assert (status, out) == (0, "2 drafts, 6 numbers: 4 supported, 0 contradicted, 0 unknown, 2 set aside\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe\x00", "bad.md: byte 0 is not UTF-8; save the draft as UTF-8"),
        (None, "none.md: no such file or directory; name a file that can be read, or - for standard input"),
    ],
)
def test_a_draft_that_cannot_be_read_is_an_error_and_the_others_are_checked(shipa, draft, content, message):
    bad = draft(content, "bad.md") if content else "none.md"
    status, out, err = shipa("check", bad, draft(DRAFT))
    assert (status, err) == (2, f"shipa: {message}\n")
    assert WRONG_VALUE in out


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"\n" * 100, "﻿2024\r\n".encode(), b"\x1b[31m6,158\x07"])
def test_any_bytes_that_are_text_give_a_result(shipa, draft, content):
    status, out, err = shipa("check", draft(content))
    assert (status, err) == (0, "")
    assert "\x1b" not in out


def test_last_year_is_relative_to_the_date(shipa, draft):
    name = draft("Last year, PCT applications in Shanghai reached 6,822.\n")
    assert "C102 6,822: that is the figure for 2024" in shipa("check", "--date", "2024-05-01", name)[1]
    assert "1 supported" in shipa("check", "--date", "2025-05-01", name)[1]
    assert shipa("check", "--date", "May", name)[2] == "shipa: --date is 'May'; write a day as 2025-04-22\n"


def test_strict_takes_what_nobody_knows_for_a_finding(shipa, draft):
    name = draft("In 2024, PCT applications in Chengdu reached 1,234.\n")
    assert shipa("check", name)[0] == 0
    status, out, _ = shipa("check", "--strict", name)
    assert status == 1
    assert "C200 1,234: no fact decides this number" in out


def test_fix_writes_the_right_number_and_checks_again(shipa, draft):
    name = draft(DRAFT)
    status, out, err = shipa("check", "--fix", name)
    assert (status, err) == (0, "shipa: draft.md: 1 number mended\n")
    assert out == "1 draft, 3 numbers: 2 supported, 0 contradicted, 0 unknown, 1 set aside\n"
    assert Path(name).read_text() == RIGHT


def test_fix_keeps_line_ends_and_permissions(shipa, draft):
    name = draft(DRAFT.replace("\n", "\r\n").encode())
    Path(name).chmod(0o640)
    shipa("check", "--fix", name)
    assert Path(name).read_bytes() == RIGHT.replace("\n", "\r\n").encode()
    assert Path(name).stat().st_mode & 0o777 == 0o640


def test_a_right_draft_is_not_written_again(shipa, draft):
    name = draft(RIGHT)
    before = Path(name).stat()
    shipa("check", "--fix", name)
    assert (Path(name).stat().st_ino, Path(name).stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("option", ["--fix", "--cite", "--watch"])
def test_standard_input_is_only_read(shipa, option):
    message = "shipa: --fix, --cite and --watch need files; standard input is only read\n"
    assert shipa("check", option, "-") == (2, "", message)


@pytest.mark.parametrize(
    ("comment", "complaint"),
    [
        ("<!-- shipa: ignore C101 the yearbook says so -->", ""),
        ("<!-- shipa: ignore the yearbook says so -->", ""),
        ("<!-- shipa: ignore C102, C101: the yearbook says so -->", ""),
        ("<!-- shipa: ignore C101 -->", "C201 an ignore comment needs a reason; write it behind the codes"),
        (
            "<!-- shipa: ignore C105 no -->",
            "C202 warning: nothing on line 1 has to be ignored C105; take the comment out",
        ),
    ],
)
def test_an_ignore_comment_on_the_line(shipa, draft, comment, complaint):
    status, out, _ = shipa("check", draft(DRAFT.rstrip("\n") + f" {comment}\n"))
    assert status == (1 if complaint else 0)
    assert complaint in out
    assert (WRONG_VALUE in out) == bool(complaint)


def test_an_ignore_comment_alone_holds_for_the_next_line_with_text(shipa, draft):
    name = draft(f"<!-- shipa: ignore C101 the yearbook says so -->\n\n{DRAFT}\n{DRAFT}")
    status, out, _ = shipa("check", name)
    assert status == 1
    assert [line for line in out.splitlines() if WRONG_VALUE in line] == [f"draft.md:5:47: {WRONG_VALUE}"]
    assert "2 set aside" not in out


def test_what_is_ignored_is_set_aside_with_its_reason(shipa, draft):
    name = draft(DRAFT.rstrip("\n") + " <!-- shipa: ignore C101 old series -->\n")
    [file] = json.loads(shipa("check", "--format", "json", name)[1])["files"]
    assert file["numbers"] == {"seen": 3, "supported": 1, "contradicted": 0, "unknown": 0, "set_aside": 2}
    assert "ignored: old series" in [one["reason"] for one in file["set_aside"]]


def test_ignore_comments_of_other_formats():
    found = ignores(".. shipa: ignore C101 a reason\n\nText\n")
    assert [(one.target, one.codes, one.reason) for one in found] == [(3, frozenset({"C101"}), "a reason")]


def test_explain_has_a_page_for_every_code(shipa):
    for code in ("C101", "C102", "C103", "C104", "C105", "C106", "C107", "C200", "C201", "C202"):
        status, out, _ = shipa("explain", code)
        assert status == 0
        assert all(part in out for part in ("What:", "Why:", "Fix:", "Flagged:", "Passes:"))


def test_watch_checks_again_at_each_save(program, draft):
    name = draft(DRAFT)
    with subprocess.Popen(
        [*program, "check", "--watch", name], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as watching:
        assert watching.stdout is not None
        first = [watching.stdout.readline() for _ in range(4)]
        time.sleep(0.05)  # a file system may count time in steps
        Path(name).write_text(RIGHT)
        second = watching.stdout.readline()
        watching.send_signal(2)
        _, err = watching.communicate(timeout=20)
    assert b"1 contradicted" in first[-1]
    assert b"2 supported, 0 contradicted" in second
    assert (watching.returncode, err) == (130, b"")


def test_the_module_main_returns_the_status(draft):
    assert main(["check", draft(RIGHT)]) == 0


def test_mending_and_footnoting_leave_a_draft_without_claims_alone():
    from shipa.check import Report  # noqa: PLC0415 - only here

    empty = Report(claims=(), set_aside=())
    assert mended("Text", empty) == ("Text", 0)
    assert footnoted("Text", empty, str) == ("Text", 0)


def test_a_check_leaves_no_file_behind(shipa, draft, tmp_path):
    shipa("check", "--fix", draft(DRAFT))
    assert [path.name for path in tmp_path.iterdir()] == ["draft.md"]


def test_cite_adds_a_footnote_to_each_supported_number_once(shipa, draft):
    name = draft(RIGHT)
    status, _, err = shipa("check", "--cite", name)
    assert (status, err) == (0, "shipa: draft.md: 2 numbers cited\n")
    text = Path(name).read_text()
    assert text.startswith("In 2024, PCT applications in Shanghai reached 6,822[^briefing-2025], up 10.3 percent[^")
    assert text.count("\n[^briefing-2025]: Information Office of Shanghai Municipality") == 1
    again, _, err = shipa("check", "--cite", name)
    assert (again, err, Path(name).read_text()) == (0, "", text)


def test_footnotes_are_for_markdown_only(shipa, draft):
    message = "shipa: draft.txt: footnotes can only be added to Markdown; cite by hand with `shipa cite`\n"
    assert shipa("check", "--cite", draft(RIGHT, "draft.txt")) == (2, "", message)


@pytest.mark.parametrize("form", ["text", "json", "csv", "sarif", "github"])
@pytest.mark.parametrize("name", ["\x1b[31mred\nx.md", "\x9b31m.md", "\u202e\u200f.md", "\udcff.md"], ids=ascii)
def test_no_name_of_a_draft_breaks_an_answer_or_steers_the_terminal(shipa, draft, form, name):
    status, out, err = shipa("check", "--format", form, draft(DRAFT, name))
    assert (status, err) == (1, "")
    assert not set("\x1b\x9b\u202e\u200f") & set(out)
