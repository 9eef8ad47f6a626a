"""The Python API: facts and checkers travel to other processes, and give the same answers there."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

import shipa
from shipa import store

DRAFTS = [
    "Shanghai filed 6,185 PCT applications in 2023.",
    "Shanghai filed 9,999 PCT applications in 2023.",
    "Nothing here has a number.",
    "In 2024 Shanghai had 6,822 international patent applications.",
]


def verdicts(report):
    return [(claim.text, str(claim.verdict)) for claim in report.claims]


@pytest.fixture(scope="module")
def base():
    return shipa.load()


@pytest.fixture(scope="module")
def expected():
    checker = shipa.Checker(store.load([store.shipped()]))
    return [verdicts(checker.check(draft)) for draft in DRAFTS]


def test_the_drafts_have_right_and_wrong_numbers(expected):
    assert expected[0] == [("6,185", "supported")]
    assert expected[1] == [("9,999", "contradicted")]
    assert expected[2] == []


def test_a_text_is_checked_against_loaded_facts(base, expected):
    assert [verdicts(shipa.check_text(draft, base)) for draft in DRAFTS] == expected


def test_facts_checkers_and_reports_can_be_pickled(base, expected):
    assert pickle.loads(pickle.dumps(base)).indicators == dict(base.indicators)
    checker = pickle.loads(pickle.dumps(shipa.Checker(base)))
    reports = pickle.loads(pickle.dumps([checker.check(draft) for draft in DRAFTS]))
    assert [verdicts(report) for report in reports] == expected


def test_many_drafts_can_be_checked_in_several_processes(base, expected):
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        reports = list(pool.map(shipa.Checker(base).check, DRAFTS))
    assert [verdicts(report) for report in reports] == expected


def test_many_drafts_can_be_checked_with_dask(base, expected):
    bag = pytest.importorskip("dask.bag", reason="dask is an extra; CI installs it in a step of its own")
    drafts = bag.from_sequence(DRAFTS, npartitions=2)
    reports = drafts.map(shipa.Checker(base).check).compute(scheduler="processes", num_workers=2)
    assert [verdicts(report) for report in reports] == expected


def test_importing_shipa_imports_nothing_else():
    code = "import sys, shipa; print([name for name in sys.modules if name.startswith(('shipa.', 're', 'enum'))])"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout == "[]\n"


def test_what_is_not_there_is_no_attribute():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        shipa.nothing  # noqa: B018 - to ask for it is the point
