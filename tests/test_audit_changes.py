"""Reported changes against computed ones: never a false alarm from rounding, always one beyond the resolution."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shipa.audit.recomputed import recomputed
from shipa.change import Agreement, series
from shipa.implied import implied_values
from shipa.reported_change import read_change
from tests.audit_facts import audited, base_of, codes, told

CHECKED = {
    "exact counts": (
        ["5,591", "6,185", "up 10.62 percent"],
        (
            "“up 10.62 percent” is consistent: 5,591 in 2022 (report) and 6,185 in 2023 (report) give +10.6242 %; "
            "an error of 0.015 percentage points would show"
        ),
    ),
    "rounded to hundreds": (
        ["36,800", "44,300", "up 20.51 percent"],
        (
            "“up 20.51 percent” is consistent only within rounding: 36,800 in 2022 (report) and 44,300 in 2023 "
            "(report) give +19.9187 to +20.8163 %; an error of 0.9127 percentage points would show"
        ),
    ),
    "an absolute change": (
        ["441", "450", "up 9 visits"],
        (
            "“up 9 visits” is consistent: 441 in 2022 (report) and 450 in 2023 (report) give +4 to +19 visits; "
            "an error of 15 visits would show"
        ),
    ),
    "a lower bound": (
        ["5,591", "over 6,185", "up 12 percent"],
        (
            "“up 12 percent” is consistent: 5,591 in 2022 (report) and over 6,185 in 2023 (report) give more "
            "than +10.6242 %; an error on the open side of the bound would not show"
        ),
    ),
}
EXPLAINED = {
    "the amount, not the rate": (
        ["40.9", "50.2", "up 9.3 percent"],
        "it fits as the absolute change, 9.3 units per head",
    ),
    "the rate, not the amount": (["40.9", "50.2", "up 22.7"], "it fits as the relative change, 22.7 percent"),
    "the other direction": (["44,321", "36,812", "up 16.9 percent"], "it fits in the other direction, down"),
    "a share of the later figure": (
        ["5,591", "6,185", "up 9.6 percent"],
        "it fits as a share of 6,185 in 2023 (report) instead of the base",
    ),
    "digits turned round": (
        ["5,591", "6,185", "up 16.02 percent"],
        "it fits as 10.62, with two digits the other way round",
    ),
    "a base that was revised": (
        ["5,591", "6,185", "up 11.4 percent"],
        "it needs 5,547.09 to 5,554.56 before, not 5,591 (the base may have been revised)",
    ),
    "a base far from it": (["5,591", "6,185", "up 97 percent"], "it needs 3,123.74 to 3,147.58 before, not 5,591"),
}


def _facts(one: str, two: str, change: str, unit: str = "visits") -> str:
    return f"""
        [visits]
        unit = "{unit}"
        observations = [
            {{ period = "2022", reported = "{one}", source = "report" }},
            {{ period = "2023", reported = "{two}", change = "{change}", source = "report" }},
        ]
        """


@pytest.mark.parametrize("name", CHECKED)
def test_a_change_that_agrees_says_how_and_what_would_have_shown(name):
    figures, expected = CHECKED[name]

    assert told(audited(_facts(*figures)), "A201") == [expected]


@pytest.mark.parametrize("name", EXPLAINED)
def test_a_change_that_is_wrong_gets_the_nearest_explanation(name):
    figures, expected = EXPLAINED[name]
    one, two, change = figures
    [message] = told(audited(_facts(one, two, change, unit="units per head")), "A201")

    assert message.partition("; ")[2] == expected


def test_a_change_of_two_years_is_explained_by_its_base():
    report = audited(
        """
        [visits]
        unit = "visits"
        observations = [
            { period = "2021", reported = "4,830", source = "report" },
            { period = "2022", reported = "5,591", source = "report" },
            { period = "2023", reported = "6,185", change = "up 28.05 percent", source = "review" },
        ]
        """
    )

    assert [message.partition("; ")[2] for message in told(report, "A201")] == [
        "it fits over 2 years, from 4,830 in 2021 (report)"
    ]


def test_a_change_that_belongs_to_a_part_is_explained_by_it():
    report = audited(
        """
        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "178,300", source = "report" },
            { period = "2023", reported = "159,100", change = "up 20.51 percent", source = "review" },
        ]

        [school-visits]
        unit = "visits"
        part_of = "visits"
        observations = [
            { period = "2022", reported = "36,800", source = "report" },
            { period = "2023", reported = "44,300", source = "review" },
        ]
        """
    )

    assert [message.partition("; ")[2] for message in told(report, "A201")] == [
        "it fits school-visits, 36,800 in 2022 (report) to 44,300"
    ]


def test_a_change_that_fits_the_base_of_any_document_is_not_wrong():
    report = audited(
        """
        [visits]
        unit = "visits"
        observations = [
            { period = "2022", reported = "5,591", source = "report" },
            { period = "2022", reported = "about 5,600", source = "review" },
            { period = "2023", reported = "6,185", change = "up 10 percent", source = "review" },
        ]
        """
    )

    assert codes(report) == []


@pytest.mark.parametrize(
    ("observations", "reason"),
    [
        (['period = "2023", reported = "6,185", change = "up 9%"'], "no figure is known for the year before"),
        (['period = "2023", change = "up 9%"'], "a change is reported, but no figure"),
        (
            ['period = "2022", reported = "over 5"', 'period = "2023", reported = "over 6", change = "up 9%"'],
            "the figures are only bounds",
        ),
        (
            [
                'period = "2022", reported = "5,591"',
                'period = "2023", reported = "6,185", change = "up 99%", break = "counted otherwise"',
            ],
            "there is a break in the series",
        ),
    ],
)
def test_what_cannot_be_checked_is_counted_with_its_reason(observations, reason):
    listed = ", ".join(f'{{ source = "report", {one} }}' for one in observations)
    report = audited(f'[visits]\nunit = "visits"\nobservations = [{listed}]')

    assert report.impossible["A201", reason] == 1
    assert codes(report) == []


counts = st.integers(min_value=100, max_value=9_999_999)
steps = st.sampled_from([1, 10, 100, 1000, 100_000])
ways = st.sampled_from([ROUND_HALF_UP, ROUND_DOWN])
digits = st.integers(min_value=0, max_value=3)


def _shown(value: int, step: int, way: str) -> str:
    """Return a count as a document prints it, rounded or cut off to a step."""
    return f"{(Decimal(value) / step).quantize(Decimal(1), way) * step:,f}"


def _rate(before: int, after: int, places: int, way: str, error: Decimal = Decimal(0)) -> str:
    """Return the growth as a document prints it, with an error if there is to be one."""
    rate = Decimal(100 * (after - before)) / before + error
    return f"{'down' if rate < 0 else 'up'} {abs(rate).quantize(Decimal(1).scaleb(-places), way):f} percent"


def _recomputed(one: str, two: str, change: str):
    indicator = base_of(_facts(one, two, change)).indicators["visits"]
    base, later = indicator.observations
    result = recomputed(indicator, base, later, read_change(change))
    assert result is not None
    return result


@given(before=counts, after=counts, step=steps, other=steps, places=digits, way=ways, way_of_rate=ways)
def test_what_is_only_rounded_or_cut_off_is_never_called_wrong(before, after, step, other, places, way, way_of_rate):
    assume(before >= 2 * step)
    assume(after >= 2 * other)
    result = _recomputed(
        _shown(before, step, way), _shown(after, other, way), _rate(before, after, places, way_of_rate)
    )

    assert result.agreement is not Agreement.INCONSISTENT
    assert Decimal(100 * (after - before)) / before in result.possible.widened(Decimal("1e-20"))


@given(
    before=counts,
    after=counts,
    step=steps,
    places=digits,
    way=ways,
    way_of_rate=ways,
    beyond=st.integers(min_value=1, max_value=10_000),
    sign=st.sampled_from([1, -1]),
)
def test_an_error_beyond_the_resolution_is_always_called_wrong(
    before, after, step, places, way, way_of_rate, beyond, sign
):
    assume(min(before, after) >= 2 * step)
    figures = (_shown(before, step, way), _shown(after, step, way))
    right = _recomputed(*figures, _rate(before, after, places, way_of_rate))
    assert right.resolution is not None
    # A rate near nothing has a narrower way to be printed than any other: the error is that of a rate which has not.
    error = sign * (right.resolution + Decimal(1).scaleb(-places) * 2 + Decimal(beyond) / 1000)
    assume(Decimal(100 * (after - before)) / before + error > -100)
    wrong = _recomputed(*figures, _rate(before, after, places, way_of_rate, error))

    assert wrong.agreement is Agreement.INCONSISTENT


@given(before=counts, after=counts, places=digits, way=ways)
def test_a_true_rate_between_counts_always_comes_from_a_whole_number(before, after, places, way):
    change = _rate(before, after, places, way)
    report = audited(
        f"""
        [visits]
        unit = "visits"
        observations = [{{ period = "2023", reported = "{after:,}", change = "{change}", source = "report" }}]
        """
    )

    assert "A203" not in codes(report)


@given(
    values=st.tuples(counts, counts),
    steps_of=st.tuples(steps, steps, steps, steps),
    ways_of=st.tuples(ways, ways, ways, ways),
    places=digits,
)
def test_documents_that_only_round_differently_never_give_an_error(values, steps_of, ways_of, places):
    before, after = values
    assume(min(values) >= 2 * max(steps_of))
    printed = [_shown(value, step, way) for value, step, way in zip(values * 2, steps_of, ways_of, strict=True)]
    both = _shown(before + after, max(steps_of), ways_of[1])
    change = _rate(before, after, places, ways_of[0])
    report = audited(
        f"""
        [visits]
        unit = "visits"
        observations = [
            {{ period = "2022", reported = "{printed[0]}", source = "report" }},
            {{ period = "2023", reported = "{printed[1]}", change = "{change}", source = "report" }},
            {{ period = "2022", reported = "{printed[2]}", source = "review" }},
            {{ period = "2023", reported = "{printed[3]}", change = "{change}", source = "review" }},
            {{ period = "2022/2023", reported = "{both}", source = "sum" }},
        ]
        """
    )

    assert report.is_clean, [flaw.check.message for flaw in report.flaws]


OVER_YEARS = """
    [visits]
    unit = "visits"
    observations = [
        {{ period = "2022", reported = "5,001", source = "report" }},
        {{ period = "2023", reported = "5,501", source = "report" }},
        {{ period = "2024", reported = "6,103", change = "{}", source = "report" }},
    ]
    """


@pytest.mark.parametrize(
    ("change", "flaws", "agreement"),
    [
        ("up 22.0 percent in two years", [], Agreement.CONSISTENT),
        ("up 22.0 percent since 2022", [], Agreement.CONSISTENT),
        ("两年来增长22.0%", [], Agreement.CONSISTENT),
        ("up 22.0 percent", ["A201"], Agreement.INCONSISTENT),
        ("up 10.9 percent in two years", ["A201"], Agreement.INCONSISTENT),
        ("up 22.0 percent in five years", [], None),
        ("up 22.0 percent a year", [], None),
    ],
)
def test_a_change_over_several_years_is_computed_from_as_many_before(change, flaws, agreement):
    facts = OVER_YEARS.format(change)
    row = series(base_of(facts).indicators["visits"])[2]

    assert (codes(audited(facts)), row.agreement) == (flaws, agreement)


def test_a_change_over_several_years_implies_no_value_for_the_year_before():
    facts = OVER_YEARS.format("up 22.0 percent in two years").replace('reported = "5,501"', 'change = "up 5 percent"')

    assert [one.period.text for one in implied_values(base_of(facts).indicators["visits"])] == ["2023"]


@pytest.mark.parametrize(
    ("title", "flaws"),
    [("Net profit", []), ("净利润", []), ("Trade balance", []), ("Mean temperature", []), ("Visits", ["A404", "A404"])],
)
def test_a_profit_may_be_below_zero_and_a_rate_says_nothing_of_it(title, flaws):
    facts = f"""
        [it]
        title = "{title}"
        unit = "yuan"
        observations = [
            {{ period = "2022", reported = "-5 million yuan", change = "up 5 percent", source = "report" }},
            {{ period = "2024", reported = "-7 million yuan", change = "down 3 million yuan", source = "report" }},
        ]
        """
    implied = implied_values(base_of(facts).indicators["it"])

    assert codes(audited(facts)) == flaws
    assert [(one.period.text, one.value, one.interval.is_bounded) for one in implied] == [
        ("2023", Decimal(-4000000), True)
    ]


def test_a_rate_that_leads_to_a_loss_is_not_computed_again():
    facts = """
        [profit]
        unit = "yuan"
        observations = [
            { period = "2022", reported = "318 million yuan", source = "report" },
            { period = "2023", reported = "a loss of 764 million yuan", change = "down 340%", source = "report" },
        ]
        """
    assert codes(audited(facts)) == []
