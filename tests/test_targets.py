"""Targets beside the latest values: how far, how fast, and the word "met" only where it is certain."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shipa.errors import PackError
from shipa.model import Better
from shipa.period import parse_period
from shipa.progress import Standing, progress_of
from shipa.render.progress import blocks
from tests.audit_facts import base_of, shipped


def _standing(target: str, latest: str, unit: str = "visits", period: str = "2024", better: str = "") -> Standing:
    key = f', better = "{better}"' if better else ""
    base = base_of(
        f"""
        [visits]
        unit = "{unit}"
        observations = [{{ period = "{period}", reported = "{latest}", source = "report" }}]
        targets = [{{ period = "2025", reported = "{target}", source = "plan"{key} }}]
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
        ("over 70 billion", "nearly 70 billion", Standing.NOT_YET),
        ("above 60", "over 50", Standing.OPEN),
        ("under 60", "58", Standing.MET),
        ("under 60", "61", Standing.NOT_YET),
        ("at most 60", "60", Standing.MET),
    ],
)
def test_met_is_said_only_where_every_possible_value_meets_the_target(target, latest, standing):
    assert _standing(target, latest) is standing


@pytest.mark.parametrize(
    ("target", "latest", "better", "standing"),
    [
        ("60", "60", "higher", Standing.MET),
        ("60", "60", "", Standing.OPEN),
        ("60", "75", "", Standing.OPEN),
        ("70 billion", "over 70 billion", "higher", Standing.MET),
        ("70 billion", "over 70 billion", "", Standing.OPEN),
        ("70 billion", "over 70 billion", "lower", Standing.OPEN),
        ("70 billion", "70 billion", "higher", Standing.OPEN),
        ("70 billion", "nearly 70 billion", "higher", Standing.OPEN),
        ("about 7,000", "6,822", "higher", Standing.OPEN),
        ("about 7,000", "7,000", "higher", Standing.OPEN),
        ("about 7,000", "7,001", "higher", Standing.MET),
        ("about 7,000", "6,022", "higher", Standing.NOT_YET),
        ("about 7,000", "6,022", "lower", Standing.MET),
        ("about 40", "42.1", "lower", Standing.NOT_YET),
        ("about 40", "41.9", "lower", Standing.OPEN),
        ("nearly 130,000", "125,000", "higher", Standing.OPEN),
        ("nearly 130,000", "122,000", "higher", Standing.NOT_YET),
    ],
)
def test_without_above_or_below_the_facts_may_say_what_is_better(target, latest, better, standing):
    assert _standing(target, latest, better=better) is standing


@pytest.mark.parametrize(
    ("values", "target", "published", "better", "standing"),
    [
        ({2021: "52.7", 2022: "49.6", 2024: "42.1"}, "about 40", "2021-12", Better.LOWER, Standing.NOT_YET),
        ({2021: "52.7", 2022: "49.6", 2024: "39.1"}, "about 40", "2021-12", Better.LOWER, Standing.MET),
        ({2021: "52.7", 2024: "55"}, "about 40", "2021-12", Better.LOWER, Standing.NOT_YET),
        ({2021: "52.7", 2024: "42.1"}, "about 40", "", Better.LOWER, Standing.NOT_YET),
        ({2021: "52.7", 2024: "55"}, "about 40", "", None, Standing.OPEN),
        ({2021: "2,000", 2024: "5,591"}, "7,000", "", Better.HIGHER, Standing.NOT_YET),
        ({2021: "2,000", 2024: "7,001"}, "7,000", "2022", Better.HIGHER, Standing.MET),
        ({2015: "10", 2022: "101", 2024: "85"}, "80", "2023", Better.LOWER, Standing.NOT_YET),
        ({2021: "6,900", 2024: "7,200"}, "about 7,000", "2021-12", None, Standing.OPEN),
        ({2021: "over 10", 2024: "42.1"}, "40", "2021-12", None, Standing.OPEN),
        ({2024: "42.1"}, "40", "2021-12", None, Standing.OPEN),
    ],
)
def test_the_way_from_where_a_target_starts_tells_what_is_better(values, target, published, better, standing):
    observations = ", ".join(
        f'{{ period = "{year}", reported = "{value}", source = "report" }}' for year, value in values.items()
    )
    base = base_of(
        f"""
        [visits]
        unit = "visits"
        observations = [{observations}]
        targets = [{{ period = "2025", reported = "{target}", source = "plan" }}]
        """,
        sources=f'[plan]\npublished = "{published}"' if published else "",
    )
    [progress] = progress_of(base.indicators.values(), sources=base.sources)

    assert (progress.better, progress.standing) == (better, standing)


def test_what_is_better_must_not_be_at_odds_with_the_figure():
    with pytest.raises(PackError) as raised:
        _standing("at least 60", "60", better="lower")
    assert str(raised.value).endswith("better: 'lower' is at odds with 'at least 60'; leave it out")


@pytest.mark.parametrize(
    ("unit", "target", "latest", "lang", "left"),
    [
        ("percent", "above 95%", "93.7%", "en", "1.3 percentage points left"),
        ("percent", "above 95%", "93.7%", "zh", "尚差1.3个百分点"),
        ("visits", "above 60", "57", "en", "3 left"),
        ("visits", "below 60", "75", "en", "15 left"),
        ("rank", "fifth", "sixth", "en", "1 place left"),
        ("rank", "fifth", "eighth", "zh", "尚差3位"),
        ("visits", "60", "57", "en", ""),
    ],
)
def test_what_is_left_is_said_in_the_unit_of_a_difference(unit, target, latest, lang, left):
    base = base_of(
        f"""
        [visits]
        unit = "{unit}"
        observations = [{{ period = "2025", reported = "{latest}", source = "report" }}]
        targets = [{{ period = "2025", reported = "{target}", source = "plan" }}]
        """
    )
    block, _ = blocks(base, tuple(progress_of(base.indicators.values())), lang)

    assert [note.text for note in block.notes] == ([f"visits: {left}"] if left else [])


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
    base = shipped()
    found = {one.indicator.id: one.standing for one in progress_of(base.indicators.values(), sources=base.sources)}

    assert found == {
        "pct": Standing.OPEN,
        "high-value-patents-per-10k": Standing.NOT_YET,
        "patent-intensive-output": Standing.MET,
        "patent-intensive-output-usd": Standing.UNKNOWN,
        "patent-intensive-gdp-share": Standing.UNKNOWN,
        "pledge-financing": Standing.MET,
        "pledge-companies": Standing.UNKNOWN,
    }
