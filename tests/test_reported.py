"""The figures of facts: read with the unit and the names of their indicator, and refused where those do not fit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipa.errors import UnreadableQuantityError
from shipa.fit import misfit
from shipa.quantity import Bound, Kind, Quantity, find, read
from shipa.reported import Subject

FLOW = Subject(unit="cubic metres per second", unit_zh="立方米每秒", titles=("Peak flow", "洪峰流量"))
INTENSITY = Subject(unit="cubic metres per 10,000 yuan", unit_zh="立方米/万元", titles=("Water use", "万元GDP用水量"))
WARDENS = Subject(unit="wardens per 10,000 people", unit_zh="人/万人", titles=("Wardens", "每万人口巡河员"))
RANK = Subject(unit="rank", titles=("Rank in the league",))
PROFIT = Subject(unit="yuan", unit_zh="元", titles=("Net profit", "净利润"))
LOSSES = Subject(unit="yuan", unit_zh="元", titles=("Direct losses from floods", "洪涝直接经济损失"))


def of(unit: str, unit_zh: str = "", *titles: str) -> Subject:
    return Subject(unit=unit, unit_zh=unit_zh, titles=titles)


def wrong_with(subject: Subject, text: str) -> str:
    """Return why a pack may not have the figure, "" where it may."""
    quantity = subject.read(text)
    return misfit(quantity, subject.unit) or subject.misfit(text, quantity)


@pytest.mark.parametrize(
    ("text", "value", "subject"),
    [
        ("18,600 cubic metres per second", "18600", FLOW),
        ("over 18,600 m³ per second", "18600", FLOW),
        ("18,600 m³/s", "18600", FLOW),
        ("5.2m3/s", "5.2", FLOW),
        ("18,600 cu m/s", "18600", FLOW),
        ("18600立方米/秒", "18600", FLOW),
        ("1.86万立方米每秒", "18600", FLOW),
        ("每秒18600立方米", "18600", FLOW),
        ("4.9 wardens per 10,000 people", "4.9", WARDENS),
        ("nearly 4.9 wardens for every 10,000 people", "4.9", WARDENS),
        ("4.9 per 10,000", "4.9", WARDENS),
        ("每万人4.9人", "4.9", WARDENS),
        ("4.9人／万人", "4.9", WARDENS),
        ("每10万人4.9人", "4.9", of("wardens per 100,000 people")),
        ("45.8 cubic metres per 10,000 yuan", "45.8", INTENSITY),
        ("45.8立方米/万元", "45.8", INTENSITY),
        ("52.7 cubic metres", "52.7", INTENSITY),
        ("4.9件/万人", "4.9", of("complaints", "件/万人")),
        ("350 km/h", "350", of("kilometres per hour")),
        ("350km/h", "350", of("kilometres per hour")),
        ("5 L/100 km", "5", of("litres per 100 km")),
        ("5.2 million t CO2", "5200000", of("tonnes")),
        ("5.2 million tCO2e", "5200000", of("tonnes")),
        ("36.5 °C", "36.5", of("degrees Celsius", "摄氏度")),
        ("36.5℃", "36.5", of("degrees Celsius", "摄氏度")),
        ("5 m3", "5", of("cubic metres")),
        ("53 dB(A)", "53", of("dB(A)")),
        ("112.3 (2015 = 100)", "112.3", of("(2015 = 100)")),
        ("6‰", "6", of("births per 1,000 people", "‰")),
        ("5 million tonnes", "5", of("million tonnes")),
        ("5 million tonnes", "5000000", of("tonnes")),
        ("12,000 yuan per person", "12000", of("yuan per person", "元/人")),
        ("12000元/人", "12000", of("yuan per person", "元/人")),
        ("$78.5 a barrel", "78.5", of("US dollars per barrel")),
        ("36,800 invention patents", "36800", of("patents", "件")),
        ("278.93万件", "2789300", of("patents", "件")),
        ("fifth of 24", "5", RANK),
        ("3 out of 24", "3", RANK),
        ("3 out of 10", "3", RANK),
        ("2nd (of 24)", "2", RANK),
        ("ranked 5th among the 24 cities", "5", RANK),
        ("24个城市中第5位", "5", RANK),
        ("24家中排名第五", "5", RANK),
        ("第三名，共24个城市", "3", RANK),
    ],
)
def test_what_belongs_to_the_unit_may_stand_beside_a_figure(text, value, subject):
    assert subject.read(text).value == Decimal(value)
    assert not wrong_with(subject, text)


@pytest.mark.parametrize(
    ("text", "subject", "message"),
    [
        ("350 km/h (217 mph)", of("km/h"), "2 figures are there in '350 km/h (217 mph)': '350', '217'"),
        ("5 to 24", RANK, "2 figures are there in '5 to 24': '5', '24'"),
        ("5/24", of("stations"), "2 figures are there in '5/24': '5', '24'"),
        ("one of 24", RANK, "2 figures are there in 'one of 24': 'one', '24'"),
        ("30 of 24", RANK, "2 figures are there in '30 of 24': '30', '24'"),
        ("fifth of 24", of("stations"), "2 figures are there in 'fifth of 24': 'fifth', '24'"),
        ("3 out of 24", of("stations"), "2 figures are there in '3 out of 24': '3', '24'"),
        ("(764) million yuan", PROFIT, "'(' in '(764) million yuan' belongs to no figure"),
        ("1 2 3 4 5 6", RANK, "6 figures are there in '1 2 3 4 5 6': '1', '2', '3', '4', …"),
        ("5G", of("networks"), "no figure can be read in '5G'"),
    ],
)
def test_two_figures_are_none_and_both_are_named(text, subject, message):
    with pytest.raises(UnreadableQuantityError) as raised:
        subject.read(text)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("text", "subject", "printed", "unit"),
    [
        ("9.6 km per hour", FLOW, "is in kilometres per hour", "cubic metres per second"),
        ("52.7 cubic metres", FLOW, "is in cubic metres", "cubic metres per second"),
        ("1.2 million mu", FLOW, "is in mu", "cubic metres per second"),
        ("120万亩", of("hectares", "公顷"), "is in mu", "hectares"),
        ("5 m", of("kilometres"), "is in metres", "kilometres"),
        ("8 GW", of("MW", "兆瓦"), "is in gigawatts", "MW"),
        ("8.5 tonnes/ha", of("tonnes"), "is in tonnes per hectare", "tonnes"),
        ("12小时", of("minutes", "分钟"), "is in hours", "minutes"),
        ("4.9 wardens per 10,000 people", of("wardens"), "is per 10,000", "wardens"),
        ("4.9 per 100,000", WARDENS, "is per 100,000", "wardens per 10,000 people"),
        ("每10万人4.9人", WARDENS, "is per 100,000", "wardens per 10,000 people"),
    ],
)
def test_another_unit_beside_the_figure_is_said(text, subject, printed, unit):
    assert wrong_with(subject, text).partition(";")[0] == f"'{text}' {printed}, and the unit is '{unit}'"


@pytest.mark.parametrize("text", ["5.2 billion tonnes", "5.2 billion", "5,000 tonnes", "52亿吨"])
def test_another_scale_than_that_of_the_unit_is_said(text):
    assert wrong_with(of("million tonnes", "百万吨"), text) == (
        f"'{text}' has another scale than the unit 'million tonnes'; let the unit be 'tonnes', or write the figure in "
        "million tonnes"
    )


def test_a_problem_says_what_would_be_right():
    assert [wrong_with(FLOW, "9.6 km").partition("; ")[2], wrong_with(FLOW, "9 per 100").partition("; ")[2]] == [
        "give it to an indicator in kilometres, or write the figure alone",
        "say in the unit by how many it counts",
    ]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("350公里", of("kilometres per hour", "公里/小时")),
        ("5 million tonnes a year", of("tonnes")),
        ("50,000 tonnes per day", of("tonnes", "吨", "Daily capacity")),
        ("4,000 kWh per capita", of("kilowatt hours", "千瓦时")),
        ("5 tons", of("tonnes")),
        ("1,200 km of track", of("kilometres")),
        ("12 days", of("working days")),
        ("9.6亿吨公里", of("tonne-kilometres", "吨公里")),
        ("5 pounds of rice", of("pounds")),
        ("14 stations", of("kilometres")),
        ("5万吨级", of("tonnes", "吨")),
        ("5 billion tonnes", of("tonnes")),
        ("每万人4.9人", of("wardens", "人", "Wardens", "每万人口巡河员")),
    ],
)
def test_free_wording_raises_no_alarm(text, subject):
    assert not wrong_with(subject, text)


@pytest.mark.parametrize(
    ("text", "value", "subject"),
    [
        ("a loss of 212 million yuan", "-212000000", PROFIT),
        ("212 million yuan loss", "-212000000", PROFIT),
        ("lost 212 million yuan", "-212000000", of("yuan", "元", "Operating result")),
        ("minus 764 million yuan", "-764000000", PROFIT),
        ("-764 million yuan", "-764000000", PROFIT),
        ("亏损7.64亿元", "-764000000", PROFIT),
        ("虧損7.64億元", "-764000000", of("yuan", "元", "Profit or loss", "盈虧")),
        ("负7.64亿元", "-764000000", PROFIT),
        ("逆差3.2亿美元", "-320000000", of("US dollars", "美元", "Trade", "贸易差额")),
        ("顺差3.2亿美元", "320000000", of("US dollars", "美元", "Trade", "贸易差额")),
        ("profit of 212 million yuan", "212000000", PROFIT),
        ("a loss of 5.73 billion yuan", "5730000000", LOSSES),
        ("损失57.3亿元", "5730000000", LOSSES),
        ("a loss of 5 million yuan", "5000000", Subject(unit="yuan", titles=("Cost",), aliases=("damage",))),
        ("31 lives lost", "31", of("people", "人", "Deaths")),
        ("fell 5.2 percent", "-5.2", of("percent", "%", "GDP growth")),
        ("下降5.2%", "-5.2", of("percent", "%", "", "GDP增速")),
        ("a decline of 5.2 percent", "5.2", of("percent", "%", "Decline of GDP")),
        ("fell to 5.2 percent", "5.2", of("percent", "%", "GDP growth")),
        ("down 5.2 percent", "5.2", of("percent", "%", "Share of coal")),
    ],
)
def test_a_loss_is_below_zero_where_a_profit_is_told(text, value, subject):
    assert subject.read(text).value == Decimal(value)


@pytest.mark.parametrize("titles", [("Flood cost",), ("Loss of income",), ()])
def test_a_loss_of_nobody_knows_what_is_refused(titles):
    with pytest.raises(UnreadableQuantityError) as raised:
        of("yuan", "元", *titles).read("a loss of 212 million yuan")
    assert str(raised.value) == (
        "'a loss of 212 million yuan' may be below zero, or so much that was lost; leave the word out, and put a minus "
        "before the figure if it is below zero"
    )


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("a loss of over 212 million yuan", Bound.UNDER),
        ("亏损近7.64亿元", Bound.OVER),
        ("a loss of about 5 yuan", Bound.ABOUT),
    ],
)
def test_a_bound_turns_round_below_zero(text, bound):
    quantity = PROFIT.read(text)
    assert (quantity.bound, quantity.value < 0, quantity.text) == (bound, True, text)


LETTERS = "5 第,./%一万m³kper hour公里每人lossof亏损minus24()"


@given(st.text(LETTERS, max_size=24), st.sampled_from([FLOW, WARDENS, RANK, PROFIT]))
def test_any_text_is_read_or_refused_with_its_figure_in_it(text, subject):
    try:
        quantity = subject.read(text)
    except UnreadableQuantityError:
        return
    subject.misfit(text, quantity)
    assert quantity.text in text


@given(st.sampled_from(["6,185", "over 450,000", "12.15 billion", "57.9", "fifth", "278.93万", "约7000", "-5.2"]))
def test_a_bare_figure_is_read_as_it_is_anywhere(text):
    assert of("patents", "件").read(text) == read(text)


def test_the_figure_is_the_one_that_is_found():
    assert (
        FLOW.read("18,600 m³/s")
        == next(find("18,600")).quantity
        == Quantity(value=Decimal(18600), step=Decimal(100), kind=Kind.NUMBER, text="18,600")
    )
