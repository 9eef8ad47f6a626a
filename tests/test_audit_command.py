"""The commands around the audit, from the command line to the exit status."""

from __future__ import annotations

import csv
import io
import json
from hashlib import sha256
from textwrap import dedent
from urllib.parse import unquote

import pytest

from shipa.audit import RULES

PACK = {
    "pack.toml": 'id = "museum"\ntitle = "Museum"\n',
    "sources.toml": """
        [report]
        title = "Report"
        publisher = "Museum"
        kind = "report"
        published = "2024-02"
        sha256 = "{sha256}"
        """,
    "visits.toml": """
        topic = "Visits"

        [visits]
        title = "Visits"
        unit = "visits"
        timing = "during"

        [[visits.observations]]
        period = "2022"
        reported = "5,591"
        source = "report"
        locator = "page 4"
        near = "In 2022 it had been"

        [[visits.observations]]
        period = "2023"
        reported = "6,185"
        change = "up 16.02 percent"
        source = "report"
        locator = "page 4"
        near = "the museum counted"

        [[visits.targets]]
        period = "2025"
        reported = "over 7,000"
        source = "report"
        locator = "page 9"

        [guides]
        title = "Guides"
        unit = "people"
        timing = "during"

        [[guides.observations]]
        period = "2022"
        reported = "12"
        source = "report"
        locator = "page 4"

        [[guides.observations]]
        period = "2023"
        reported = "50"
        source = "report"
        locator = "page 4"

        [guides.accept]
        A402 = "a second house opened in May"
        """,
}
TEXT = """The museum, **Visits**

Last year the museum counted 6,185 visits,
up 10.62 percent. In 2022 it had been 5,591.
"""
WRONG = (
    "facts/visits.toml:15: A201 visits: “up 16.02 percent” is wrong: 5,591 in 2022 (report) and 6,185 in 2023 (report) "
    "make it +10.6242 %; it fits as 10.62, with two digits the other way round\n"
)
SUMMARY = "22 rules on 5 facts: 29 checks made, 0 impossible.\n1 error, 0 warnings, 0 notes, 1 accepted.\n"


@pytest.fixture
def museum(tmp_path, monkeypatch):
    """Write a pack with one wrong rate and one accepted jump, and its document beside it."""
    for folder in ("facts", "texts"):
        (tmp_path / folder).mkdir()
    for name, text in PACK.items():
        filled = dedent(text).lstrip("\n").replace("{sha256}", sha256(TEXT.encode()).hexdigest())
        (tmp_path / "facts" / name).write_text(filled, encoding="utf-8")
    (tmp_path / "texts" / "the report.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mend(folder, *edits):
    path = folder / "facts" / "visits.toml"
    text = path.read_text(encoding="utf-8")
    for wrong, right in edits:
        assert wrong in text
        text = text.replace(wrong, right)
    path.write_text(text, encoding="utf-8")


def test_an_error_is_told_with_its_line_and_the_status_is_1(shipa, museum):
    assert shipa("audit", "--facts", "facts") == (1, f"{WRONG}\n{SUMMARY}", "")


def test_clean_facts_give_the_summary_and_the_status_0(shipa, museum):
    mend(museum, ("16.02", "10.62"))

    status, out, err = shipa("audit", "--facts", "facts")

    assert (status, out, err) == (0, SUMMARY.replace("1 error", "0 errors"), "")


def test_what_holds_is_told_on_request_with_its_resolution(shipa, museum):
    mend(museum, ("16.02", "10.62"))

    _, out, _ = shipa("audit", "--facts", "facts", "-v")

    assert "facts/visits.toml:40: A402 accepted: a second house opened in May\n" in out
    assert "give +10.6242 %; an error of 0.015 percentage points would show\n" in out


def test_only_the_indicators_that_are_named_are_audited(shipa, museum):
    status, out, _ = shipa("audit", "guides", "--facts", "facts")

    assert (status, "visits:" in out) == (0, False)


def test_the_documents_are_held_against_the_facts(shipa, museum):
    status, out, _ = shipa("audit", "--facts", "facts", "--sources", "texts")

    assert status == 1
    assert out.splitlines()[:3] == [
        WRONG.rstrip("\n"),
        "facts/visits.toml:15: A503 visits: “up 16.02 percent” does not stand near “6,185” in the report.txt",
        "texts/the report.txt:4: A504 note: 2 numbers of report are in no fact: 10.62 percent (line 4), 2022 (line 4)",
    ]


def test_a_figure_that_is_not_at_its_place_is_told_with_what_stands_there(shipa, museum):
    mend(museum, ("16.02", "10.62"), ('"6,185"', '"6,158"'))

    _, out, _ = shipa("audit", "visits", "--facts", "facts", "--sources", "texts")

    assert "6,158 does not stand beside “the museum counted” in the report.txt; nearest to it stands 6,185\n" in out


def test_a_document_that_changed_is_found_by_its_hash(shipa, museum):
    mend(museum, ("16.02", "10.62"))
    (museum / "texts" / "the report.txt").write_text(TEXT + "\n", encoding="utf-8")

    status, out, _ = shipa("audit", "--facts", "facts", "--sources", "texts")

    assert status == 1
    assert "facts/sources.toml:1: A501 report: the report.txt has the sha256 " in out


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        ("nowhere", "there is no folder 'nowhere'; name the one with the texts of the documents"),
        ("facts", "no document that the facts come from is in 'facts'; name the folder with their texts"),
    ],
)
def test_documents_that_cannot_be_read_end_with_status_2(shipa, museum, folder, message):
    assert shipa("audit", "--facts", "facts", "--sources", folder) == (2, "", f"shipa: {message}\n")


def test_warnings_never_change_the_status(shipa, museum):
    mend(museum, ("16.02", "10.62"), ("[guides.accept]\nA402", "[guides.accept]\nA403"))

    status, out, _ = shipa("audit", "--facts", "facts")

    assert status == 0
    assert [line.split(" ")[1] for line in out.splitlines()[:2]] == ["A601", "A402"]


def test_json_has_findings_checks_and_summary(shipa, museum):
    _, out, _ = shipa("audit", "--facts", "facts", "--format", "json")
    report = json.loads(out)

    assert list(report) == ["version", "findings", "accepted", "checks", "impossible", "summary"]
    assert report["findings"][0] | {"message": ""} == {
        "path": "facts/visits.toml",
        "line": 15,
        "code": "A201",
        "severity": "error",
        "message": "",
    }
    assert report["accepted"][0]["reason"] == "a second house opened in May"
    assert report["summary"] == {
        "rules": 22,
        "facts": 5,
        "checks": 29,
        "impossible": 0,
        "errors": 1,
        "warnings": 0,
        "notes": 0,
        "accepted": 1,
    }


def test_csv_has_a_line_a_finding(shipa, museum):
    _, out, _ = shipa("audit", "--facts", "facts", "--format", "csv")

    assert [row[:5] for row in csv.reader(io.StringIO(out))] == [
        ["path", "line", "column", "code", "severity"],
        ["facts/visits.toml", "15", "", "A201", "error"],
    ]


def test_github_gets_escaped_annotations(shipa, museum):
    _, out, _ = shipa("audit", "--facts", "facts", "--format", "github")

    assert out.startswith(
        "::error file=facts/visits.toml,line=15,title=A201::visits: “up 16.02 percent” is wrong: 5,591"
    )
    assert "+10.6242 %25; it fits" in out
    assert out.count("\n") == 1


def test_sarif_is_a_log_as_the_standard_wants_it(shipa, museum):
    """SARIF 2.1.0 of OASIS: what sections 3.13 to 3.30 require of a log, a run, a result and a location."""
    _, out, _ = shipa("audit", "--facts", "facts", "--sources", "texts", "--format", "sarif")
    log = json.loads(out)
    [run] = log["runs"]
    rules, results = run["tool"]["driver"]["rules"], run["results"]

    assert (log["version"], run["columnKind"], run["tool"]["driver"]["name"]) == ("2.1.0", "unicodeCodePoints", "shipa")
    assert [rule["id"] for rule in rules] == sorted(RULES)
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"].endswith(".") for rule in rules)
    assert {rule["defaultConfiguration"]["level"] for rule in rules} == {"error", "warning", "note"}
    assert [result["ruleId"] for result in results] == ["A201", "A503", "A504", "A402"]
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        [location] = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert " " not in uri
        assert (museum / unquote(uri)).is_file()
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert len(result["partialFingerprints"]["shipa/v1"]) == 32
    assert [result.get("suppressions") for result in results] == [
        None,
        None,
        None,
        [{"kind": "inSource", "justification": "a second house opened in May"}],
    ]


def test_explain_prints_the_manual_page_of_a_rule_by_code_or_name(shipa):
    status, out, _ = shipa("explain", "a203")

    assert status == 0
    assert out.startswith(
        "A203 rate-of-no-whole-numbers (error)\n\nNo whole number before gives the reported rate.\n\n"
    )
    assert "\nPasses:\n\n    [deals]\n" in out
    assert shipa("explain", "rate-of-no-whole-numbers") == (0, out, "")


def test_explain_lists_every_rule(shipa):
    _, out, _ = shipa("explain")

    assert {*RULES, "C101"} <= {line.split()[0] for line in out.splitlines()}


def test_explain_knows_the_rules_for_drafts_too(shipa):
    status, out, _ = shipa("explain", "C101")

    assert (status, out[:24]) == (0, "C101 wrong-value (error)")
    assert "\nWhat: " in out


def test_explain_says_where_to_look_when_there_is_no_such_rule(shipa):
    status, out, err = shipa("explain", "Z9")

    assert (status, out) == (2, "")
    assert err.startswith("shipa: no rule is called 'Z9'; there are A1…, ")


def test_implied_values_are_shown_only_when_asked_for(shipa):
    _, plain, _ = shipa("show", "valid-trademarks", "--years", "2021-2024", "--csv")
    _, asked, _ = shipa("show", "valid-trademarks", "--years", "2021-2024", "--implied", "--csv")
    rows = list(csv.DictReader(io.StringIO(asked)))

    assert "implied" not in plain
    assert [(row["period"], row["role"], row["value"], row["low"], row["high"]) for row in rows] == [
        ("2021", "implied", "2117129", "2116901", "2117308"),
        ("2022", "observed", "2427500", "2427450", "2427550"),
        ("2023", "implied", "2614152", "2611658", "2615471"),
        ("2024", "observed", "2789300", "2789250", "2789350"),
    ]
    assert [(row["change_from"], row["change_pct"]) for row in rows][2] == ("2022", "7.6891")


def test_the_table_marks_implied_values_and_says_how_they_follow(shipa):
    _, out, _ = shipa("show", "valid-trademarks", "--years", "2023", "--implied")

    assert "\n  2023 implied  ≈ 2.6142 million  ≈ +186,652  ≈ +7.7%  briefing-2025\n" in out
    assert (
        "\n 2023 implied: 2,611,658 to 2,615,471, from 2.7893 million and “up 6.7 percent” in 2024, briefing-2025\n"
        in out
    )


def test_get_knows_no_implied_value(shipa):
    status, out, _ = shipa("get", "valid-trademarks", "2023")

    assert (status, out) == (1, "")


def test_targets_show_how_far_and_how_fast(shipa):
    status, out, _ = shipa("targets", "--by", "2025", "--csv")
    rows = {row["indicator"]: row for row in csv.DictReader(io.StringIO(out))}
    high_value = rows["high-value-patents-per-10k"]

    assert status == 0
    assert [high_value[name] for name in ("share_pct", "distance", "growth_needed", "growth_so_far", "standing")] == [
        "96.5",
        "2.1",
        "3.6269",
        "18.981",
        "not yet",
    ]
    assert {id_: row["standing"] for id_, row in rows.items()}["pledge-financing"] == "met"


def test_targets_that_are_not_there_are_not_found(shipa):
    assert shipa("targets", "--by", "2024") == (1, "", "shipa: no target is known that is due until 2024\n")


def test_why_tells_everything_behind_a_figure(shipa):
    status, out, err = shipa("why", "pct", "2023", "--csv")
    kinds = [(row["kind"], row["text"]) for row in csv.DictReader(io.StringIO(out))]

    assert (status, err) == (0, "")
    assert ("computed", "2023: 6,185 − 5,591 (2022) = +594; ÷ 5,591 = +10.6242 %") in kinds
    assert ("computed", "2024: 6,822 − 6,185 (2023) = +637; ÷ 6,185 = +10.2991 %") in kinds
    assert [kind for kind, _ in kinds].count("holds") == 2


def test_why_tells_what_contradicts_a_figure_first(shipa, museum):
    _, out, _ = shipa("why", "visits", "2022", "--facts", "facts", "--json")
    kinds = [row["kind"] for row in json.loads(out)]

    assert kinds == ["says", "beside", "where", "possible", "computed", "flawed"]


def test_why_of_a_period_without_a_value_is_not_found(shipa):
    status, out, err = shipa("why", "pct", "1999")

    assert (status, out) == (1, "")
    assert err.startswith("shipa: no value of 'pct' for 1999")


def test_latest_is_a_period_for_why_and_targets(shipa):
    assert shipa("why", "pct", "latest", "--csv") == shipa("why", "pct", "2024", "--csv")
    none_due = "shipa: no target is known that is due until 2024\n"
    assert shipa("targets", "pct", "--by", "latest") == (1, "", none_due)
    no_figure = "shipa: there is no figure that could be the latest; write a period such as 2024\n"
    assert shipa("why", "patent-intensive-gdp-share", "latest") == (2, "", no_figure)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_report_has_the_short_forms_of_its_formats(shipa, form):
    assert shipa("audit", "pct", f"--{form}") == shipa("audit", "pct", "--format", form)
    assert shipa("audit", f"--{form}", "--format", "sarif")[0] == 2
