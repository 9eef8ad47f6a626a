"""`shipa cite` and `shipa open`, from the command line to the exit status."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import datetime

import pytest

from tests.cite_examples import PACK

RELEASE = (
    'Information Office of the City, "Press Release for Media Briefing of the City on April 22, 2025," press release, '
    "22 Apr 2025, http://192.0.2.1/content/20250422.htm\n"
)
PAPER = 'The General Office of the Joint Committee, "Development of Ports in the Year 2022," white paper, Apr 2023\n'
ONLINE = (
    'The General Office of the Joint Committee, "Development of Ports: The Year 2023," white paper, 6 May 2024, '
    "https://example.org/ports.pdf\n"
)
DATASET = 'Statistics Bureau, "Ships by month," Open Data Portal, dataset, Mar 2024, https://example.org/ships\n'
TARGET = "SHINE (Shanghai Daily), [Measures to promote trade], 25 Apr 2024, https://example.org/news/2404254855/\n"
GROWTH = "> +9%, change computed from over 1,450 for 2024{} and 1,321 for 2023{}\n"
SHIPS_2024 = (
    "#:~:text=well%2Dknown%20port%2C%20R%26D%3A-,over%201%2C450&text=over%201%2C450,-well%2Dknown%20port%2C%20R%26D%3A"
)
SHIPS_2025 = "#:~:text=ships%20by%202025-,about%201%2C500&text=about%201%2C500,-ships%20by%202025"
NO_STYLE = (
    "shipa: there is no style 'vancouver'; "
    "choose one of plain, apa, chicago, chicago-notes, mla, harvard, gbt7714-2025, gbt7714-2015\n"
)
NO_ADDRESS = (
    "shipa: no web address is known of 'white-paper' (Development of Ports in the Year 2022); it stands at: page 12\n"
)
YEARS_OF_SOURCE = "shipa: --years chooses among the figures of an indicator; 'press-release' is a source\n"
NO_DATE = "shipa: cannot read period 'soon'; write 2024, 2024-05, 2024-05-31 or 2020/2022\n"
ON_PAPER = "shipa: no web address is known of 'press-release-on-paper' (Water levels of the week)\n"
NO_CHANGE = "shipa: no change was computed of what was asked for; leave --change out to cite the figures\n"
NO_INLINE = "shipa: --inline writes text, markdown or html, not ris; leave one of them out\n"
NOTES_ONLY = "shipa: style 'chicago-notes' cites in notes, not in the text; add --format footnote\n"
CITE_WHAT = "shipa: cite what? name an indicator, a source or a number, or use --years, --used-in or --all\n"
EXCLUDE = "shipa: names and years, --used-in and --all exclude each other, and --change needs names or years\n"


@pytest.fixture
def cite(shipa):
    return lambda *arguments: shipa("cite", "--facts", str(PACK), *arguments)


@pytest.fixture
def open_(shipa, monkeypatch):
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    return lambda *arguments: shipa("open", "--facts", str(PACK), *arguments)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["ships", "--years", "2024"], RELEASE),
        (["vessels", "handled", "-y", "2022-2023"], PAPER + ONLINE),
        (["ships"], PAPER + ONLINE + RELEASE + TARGET),
        (["ships", "berths", "--years", "2024"], RELEASE),
        (["press-release"], RELEASE),
        (["white-paper", "press-release", "white-paper"], PAPER + RELEASE),
        (["1,321"], ONLINE),
        (["1321"], ONLINE),
        (["1,321", "ships"], ONLINE),
        (["1321艘"], ONLINE),
        (["1.3", "thousand"], ONLINE),
        (["over 1,450"], RELEASE),
        (["--years", "2025"], TARGET),
        (["dataset", "1,321"], ONLINE + DATASET),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_fact_is_cited_by_indicator_source_or_number_each_source_once(cite, arguments, expected):
    assert cite(*arguments) == (0, expected, "")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["1,321", "--inline"], "1,321 (The General Office of the Joint Committee, 2024)\n"),
        (["1.3 thousand", "-i", "-s", "apa"], "1.3 thousand (The General Office of the Joint Committee, 2024)\n"),
        (["ships", "-y", "2024", "-i"], "over 1,450 (Information Office of the City, 2025)\n"),
        (["unsigned-news", "-i", "-s", "harvard", "-f", "markdown"], "(*The Times*, 2024)\n"),
        (["unsigned-news", "-i", "-s", "chicago", "-f", "html"], '<p lang="en">(<i>Times</i> 2024)</p>\n'),
        (["berths", "-y", "2023", "-i", "--lang", "zh"], "77（上海市知识产权局，2025）\n"),
    ],
)
def test_the_inline_form_gives_the_figure_as_it_was_written(cite, arguments, expected):
    assert cite(*arguments) == (0, expected, "")


def test_footnotes_of_one_source_merge(cite):
    assert cite("ships", "berths", "-y", "2023-2024", "-f", "footnote", "-s", "mla") == (
        0,
        (
            "1,321[^white-paper-online]\n"
            "over 1,450[^press-release]\n"
            "77[^zh-press-release]\n"
            "81[^press-release]\n"
            "\n"
            "[^zh-press-release]: “2024年知识产权白皮书发布.” 上海市知识产权局, 24 Apr. 2025, "
            "<https://example.org/zh/1>. Press release.\n"
            "[^white-paper-online]: *Development of Ports: The Year 2023*. General Office of the Joint Committee, "
            "6 May 2024, <https://example.org/ports.pdf>. White paper.\n"
            "[^press-release]: “Press Release for Media Briefing of the City on April 22, 2025.” Information Office "
            "of the City, 22 Apr. 2025, <http://192.0.2.1/content/20250422.htm>.\n"
        ),
        "",
    )


def test_a_computed_change_names_both_figures_and_both_sources(cite):
    office, committee = "Information Office of the City, 2025", "The General Office of the Joint Committee, 2024"
    in_text = GROWTH.format(f" ({office})", f" ({committee})")
    assert cite("ships", "-y", "2024", "--change") == (0, in_text + RELEASE + ONLINE, "")
    assert cite("ships", "-y", "2024", "--change", "-i") == (0, in_text, "")
    _, notes, _ = cite("ships", "-y", "2024", "--change", "-f", "footnote")
    assert notes.startswith(
        GROWTH.format("[^press-release]", "[^white-paper-online]").replace("> ", "\\> ", 1) + "\n[^press-release]: "
    )
    _, listed, _ = cite("ships", "-y", "2024", "--change", "-f", "csl-json")
    remark = GROWTH.format(" [press-release]", " [white-paper-online]").strip()
    assert [(item["id"], item["annote"]) for item in json.loads(listed)] == [
        ("press-release", remark),
        ("white-paper-online", remark),
    ]
    _, notes, _ = cite("ships", "-y", "2024", "--change", "-s", "chicago-notes")
    assert notes.startswith(GROWTH.format("", ""))


def test_a_number_that_no_document_states_is_said_to_be_computed(cite):
    status, out, err = cite("9.99%", "-i")
    assert (status, err) == (0, "")
    assert out == (
        "9.99%, change computed from 1,321 for 2023 (The General Office of the Joint Committee, 2024) "
        "and 1,201 for 2022 (The General Office of the Joint Committee, 2023)\n"
    )
    _, out, _ = cite("120", "-i", "--lang", "zh", "-s", "apa")
    assert out == (
        "120，由1,321（2023） (The General Office of the Joint Committee, 2024)与1,201（2022） "
        "(The General Office of the Joint Committee, 2023)计算得出\n"
    )


def test_a_change_that_a_document_states_is_cited_from_it(cite):
    assert cite("9.8%", "-i") == (0, "9.8% (Information Office of the City, 2025)\n", "")


def test_the_deep_link_leads_to_every_figure_that_is_cited(cite):
    _, out, _ = cite("ships", "berths", "-y", "2024", "--deep-link")
    assert out == RELEASE.replace(
        ".htm",
        f".htm{SHIPS_2024}&text=berths%2C%20up%20from-,81&text=81,-berths%2C%20up%20from",
    )
    _, out, _ = cite("ships", "-y", "2023", "--deep-link")
    assert out == ONLINE.replace(".pdf", ".pdf#page=7")


def test_the_access_date_may_be_given_or_be_today(cite):
    _, out, err = cite("press-release", "-s", "gbt7714-2025", "--accessed", "2026-01-02")
    assert (out[-65:], err) == ("(2025-04-22)[2026-01-02]. http://192.0.2.1/content/20250422.htm.\n", "")
    before = datetime.now().astimezone().date()
    _, out, _ = cite("press-release", "-s", "gbt7714-2025", "--accessed", "today")
    after = datetime.now().astimezone().date()
    assert any(f"[{day.isoformat()}]" in out for day in (before, after))


def test_a_style_that_wants_an_access_date_says_where_none_is_recorded(cite):
    _, _, err = cite("press-release", "dataset", "white-paper", "undated-page", "-s", "harvard")
    assert err == (
        "shipa: harvard asks when a page was read, "
        "which is not recorded of press-release, dataset; add --accessed DATE\n"
    )
    assert cite("press-release", "-s", "harvard", "-f", "bibtex")[2] == ""


def test_everything_that_a_draft_cites_is_listed(cite, tmp_path, monkeypatch):
    draft = tmp_path / "draft.md"
    draft.write_text(
        "Grew to 1,321 (The General Office of the\nJoint Committee, 2024).[^press-release]\n", encoding="utf-8"
    )
    assert cite("--used-in", str(draft)) == (0, ONLINE + RELEASE, "")
    draft.write_text("Nothing.", encoding="utf-8")
    assert cite("--used-in", str(draft)) == (1, "", f"shipa: '{draft}' cites no source of these facts\n")
    draft.write_bytes(b"\xff\xfe")
    assert cite("--used-in", str(draft)) == (2, "", f"shipa: {draft}: byte 0 is not UTF-8; save the draft as UTF-8\n")
    missing = tmp_path / "missing.md"
    message = f"shipa: {missing}: no such file or directory; name a file that can be read, or - for standard input\n"
    assert cite("--used-in", str(missing)) == (2, "", message)


def test_a_draft_may_come_from_standard_input(program):
    command = [*program, "cite", "--facts", str(PACK), "--used-in", "-"]
    done = subprocess.run(command, input=b"See [^white-paper].", capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, PAPER, b"")


def test_all_cites_every_source(cite):
    status, out, err = cite("--all", "-f", "csl-json")
    assert (status, len(json.loads(out)), err) == (0, 16, "")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ([], 2, CITE_WHAT),
        (["ships", "--all"], 2, EXCLUDE),
        (["--all", "--change"], 2, EXCLUDE),
        (["--years", "2024", "--used-in", "-"], 2, EXCLUDE),
        (["shipps"], 2, "shipa: no indicator is called 'shipps'; did you mean 'ships'?\n"),
        (["press"], 2, "shipa: no source is called 'press'; there are 'press-release' or 'press-release-on-paper'\n"),
        (["ships", "--years", "1999"], 1, "shipa: no value of 'ships' for 1999; ships covers 2022-2024\n"),
        (["ships", "-y", "2022", "--change"], 1, NO_CHANGE),
        (["4,711"], 1, "shipa: no fact is '4,711'; see `shipa search` for words\n"),
        (["2024"], 1, "shipa: no fact is '2024'; for the year write --years 2024\n"),
        (["ships", "2024"], 2, "shipa: '2024' is no name; for the years write --years 2024\n"),
        (["ships", "1,321"], 2, "shipa: no indicator is called '1,321'; see `shipa list`, or `shipa search 1,321`\n"),
        (["1,321", "-y", "2024"], 1, "shipa: no fact is '1,321' in 2024; see `shipa search` for words\n"),
        (["press-release", "-y", "2024"], 2, YEARS_OF_SOURCE),
        (["ships", "-s", "vancouver"], 2, NO_STYLE),
        (
            ["ships", "--accessed", "soon"],
            2,
            NO_DATE,
        ),
        (["ships", "-i", "-f", "ris"], 2, NO_INLINE),
        (["ships", "-i", "-s", "chicago-notes"], 2, NOTES_ONLY),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_cited_is_said_in_one_line(cite, arguments, status, message):
    assert cite(*arguments) == (status, "", message)


def test_a_number_that_is_several_facts_is_cited_for_all_of_them_and_said_to_be(cite):
    assert cite("77", "-i") == (
        0,
        "77（上海市知识产权局，2025）\n77 (High Court, Procuratorate, 2024)\n",
        "shipa: '77' is 2 facts: berths 2023, cranes 2022; to cite one of them name its indicator and --years\n",
    )


@pytest.mark.parametrize(
    ("arguments", "address"),
    [
        (["ships"], "http://192.0.2.1/content/20250422.htm" + SHIPS_2024),
        (["ships", "--years", "2023"], "https://example.org/ports.pdf#page=7"),
        (["ships", "--years", "2025"], "https://example.org/news/2404254855/" + SHIPS_2025),
        (["1,321"], "https://example.org/ports.pdf#page=7"),
        (["dataset"], "https://example.org/ships"),
    ],
)
def test_open_prints_the_address_where_there_is_no_browser(open_, arguments, address):
    assert open_(*arguments) == (0, f"{address}\n", "")


def test_open_sends_the_browser_to_the_address(open_, monkeypatch, tmp_path):
    log = tmp_path / "log"
    browser = tmp_path / "my browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > "{log}"\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", os.pathsep.join(["missing-browser", "'unclosed", f"'{browser}' --new-tab %s"]))
    assert open_("dataset") == (0, "", "")
    assert log.read_text() == "--new-tab|https://example.org/ships|"
    monkeypatch.setenv("BROWSER", f"'{browser}'")
    assert open_("ships", "-y", "2023") == (0, "", "")
    assert log.read_text() == "https://example.org/ports.pdf#page=7|"
    assert open_("dataset", "--print") == (0, "https://example.org/ships\n", "")
    assert log.read_text() == "https://example.org/ports.pdf#page=7|"


def test_open_prints_the_address_when_the_browser_fails(open_, monkeypatch):
    monkeypatch.setenv("BROWSER", "false")
    assert open_("dataset") == (0, "https://example.org/ships\n", "")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ([], 2, "shipa: open what? name an indicator, a source or a number\n"),
        (["ships", "-y", "2022"], 1, NO_ADDRESS),
        (
            ["press-release-on-paper"],
            1,
            ON_PAPER,
        ),
        (["4,711"], 1, "shipa: no fact is '4,711'; see `shipa search` for words\n"),
    ],
)
def test_what_cannot_be_opened_is_said_in_one_line(open_, arguments, status, message):
    assert open_(*arguments) == (status, "", message)


def test_the_shell_completes_the_names_of_styles(program):
    line = {"_SHIPA_COMPLETE": "complete_bash", "COMP_WORDS": "shipa cite --style gb", "COMP_CWORD": "3"}
    done = subprocess.run(program, env=os.environ | line, capture_output=True, check=False, text=True)
    assert done.stdout.split() == ["gbt7714-2025", "gbt7714-2015"]
