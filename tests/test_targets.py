"""Targets beside the latest values: how far, how fast, and the word "met" only where it is certain."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shipa.period import parse_period
from shipa.progress import Standing, progress_of
from tests.audit_facts import base_of, shipped


def _standing(target: str, latest: str, unit: str = "visits", period: str = "2024") -> Standing:
    base = base_of(
        f"""
        [visits]
        unit = "{unit}"
        observations = [{{ period = "{period}", reported = "{latest}", source = "report" }}]
        targets = [{{ period = "2025", reported = "{target}", source = "plan" }}]
        """
    )
    [progress] = progress_of(base.indicators.values())
    return progress.standing


@pytest.mark.parametrize(
    ("target", "latest", "standing"),
    [
        ("above 60", "61", Standing.MET),
        ("above 60", "60", Standing.NOT_YET),
        ("at least 60", "60", Standing.MET),
        ("60", "60", Standing.MET),
        ("70 billion", "over 70 billion", Standing.MET),
        ("70 billion", "70 billion", Standing.OPEN),
        ("70 billion", "nearly 70 billion", Standing.OPEN),
        ("over 70 billion", "nearly 70 billion", Standing.NOT_YET),
        ("about 7,000", "6,822", Standing.OPEN),
        ("about 7,000", "7,000", Standing.OPEN),
        ("about 7,000", "7,001", Standing.MET),
        ("about 7,000", "6,022", Standing.NOT_YET),
        ("above 60", "over 50", Standing.OPEN),
        ("under 60", "58", Standing.MET),
        ("under 60", "61", Standing.NOT_YET),
        ("at most 60", "60", Standing.MET),
    ],
)
def test_met_is_said_only_where_every_possible_value_meets_the_target(target, latest, standing):
    assert _standing(target, latest) is standing


@pytest.mark.parametrize(
    ("latest", "standing"), [("fourth", Standing.MET), ("fifth", Standing.MET), ("sixth", Standing.NOT_YET)]
)
def test_a_rank_is_reached_from_above(latest, standing):
    assert _standing("fifth", latest, unit="rank") is standing


def test_what_falls_short_at_the_deadline_is_missed():
    assert _standing("above 60", "57", period="2025") is Standing.MISSED


def test_a_target_without_a_value_says_so():
    base = base_of('[visits]\nunit = "visits"\ntargets = [{ period = "2025", reported = "60", source = "plan" }]')
    [progress] = progress_of(base.indicators.values())

    assert (progress.standing, progress.latest, progress.share, progress.needed) == (Standing.UNKNOWN, None, None, None)


def test_the_pace_is_that_of_compound_growth():
    base = base_of(
        """
        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "144", source = "report" },
            { period = "2024", reported = "225", source = "report" },
        ]
        targets = [{ period = "2026", reported = "above 324", source = "plan" }]
        """
    )
    [progress] = progress_of(base.indicators.values())

    assert progress.so_far is not None
    assert progress.needed is not None
    assert (progress.so_far.a_year, progress.needed.a_year) == (Decimal(25), Decimal(20))
    assert progress.so_far.since is base.indicators["visits"].observations[0]
    assert progress.share is not None
    assert (round(progress.share, 4), progress.distance) == (Decimal("69.4444"), Decimal(99))


def test_a_share_goes_by_points_a_year():
    base = base_of(
        """
        [satisfied]
        unit = "percent"
        timing = "end"
        observations = [
            { period = "2022", reported = "40%", source = "report" },
            { period = "2024", reported = "46%", source = "report" },
        ]
        targets = [{ period = "2026", reported = "above 50%", source = "plan" }]
        """
    )
    [progress] = progress_of(base.indicators.values())

    assert progress.so_far is not None
    assert progress.needed is not None
    assert (progress.so_far.a_year, progress.needed.a_year, progress.share) == (Decimal(3), Decimal(2), None)


def test_only_what_is_due_until_a_day_is_shown():
    base = shipped()
    due = [len(tuple(progress_of(base.indicators.values(), parse_period(by).last))) for by in ("2024", "2025")]

    assert due == [0, 7]


def test_the_shipped_targets_stand_where_the_documents_leave_them():
    found = {one.indicator.id: one.standing for one in progress_of(shipped().indicators.values())}

    assert found == {
        "pct": Standing.OPEN,
        "high-value-patents-per-10k": Standing.NOT_YET,
        "patent-intensive-output": Standing.MET,
        "patent-intensive-output-usd": Standing.UNKNOWN,
        "patent-intensive-gdp-share": Standing.UNKNOWN,
        "pledge-financing": Standing.MET,
        "pledge-companies": Standing.UNKNOWN,
    }
