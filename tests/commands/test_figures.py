"""`figures`: every figure of the city and its units, judged, with the reasons where it is not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.commands.calling import call, is_for_people
from tests.commands.conftest import Demo
from tests.commands.shapes import FIGURE, all_breaches

QUARTER, CITY = "2023Q3", "全市"
LACKING = ["平阳县", "泰顺县", "苍南县"]
# The nine key indicators at the end of 2022, as the plan prints them.
BASES = {
    "315-1": "2.6",
    "315-2": "110",
    "315-3": "3.32",
    "315-4": "3700",
    "315-5": "14700",
    "315-6": "66.8",
    "315-7": "256",
    "315-8": "152",
    "315-9": "9.6",
}


@pytest.mark.parametrize("period", ["2022", "2022Q4", QUARTER, "2030Q1"])
def test_figures_keep_their_shape(demo: Demo, period: str) -> None:
    """Every figure has the contract's keys; numbers are strings in plain decimal, what is missing is null."""
    found = demo.ask("figures", period)
    assert all_breaches(found, FIGURE) == []
    assert {one["period"] for one in found} == {period}


def test_a_value_stands_exactly_where_the_state_says_so(demo: Demo) -> None:
    """`value` and `zero` come with a number, a zero is nought, and every other state comes without one."""
    for one in demo.ask("figures", QUARTER):
        assert (one["value"] is not None) == (one["state"] in ("value", "zero")), one
        if one["state"] == "zero":
            assert Decimal(one["value"]) == 0


def test_units_are_names_and_each_figure_is_told_once(demo: Demo) -> None:
    """Units stand by name, also those a total lacks; no (unit, code) comes twice."""
    names = {unit["name"] for unit in demo.ask("catalogue")["units"]}
    found = demo.ask("figures", QUARTER)
    keys = [(one["unit"], one["code"]) for one in found]
    assert len(set(keys)) == len(keys)
    assert {one["unit"] for one in found} | {unit for one in found for unit in one["lacks"]} <= names


def test_values_are_rounded_half_up_to_their_places(demo: Demo) -> None:
    """No figure has more decimals than the catalogue gives its item or indicator."""
    known = demo.ask("catalogue")
    places = {one["code"]: one["decimals"] for one in (*known["items"], *known["indicators"])}
    for one in demo.ask("figures", QUARTER):
        if one["value"] is not None:
            assert len(one["value"].partition(".")[2]) <= places[one["code"]], one


def test_people_see_the_citys_indicators(demo: Demo) -> None:
    """The words for people are a table of the city's indicators with value, judgement and what a total lacks."""
    told = call("--home", demo.home, "figures", QUARTER)
    assert told.status == 0
    assert is_for_people(told.out)
    line = next(line for line in told.out.splitlines() if line.startswith("315-8 "))
    assert "数据不全" in line
    assert all(county in line for county in LACKING)


@pytest.mark.parametrize(("code", "value"), BASES.items())
def test_the_year_2022_ends_on_the_plans_base(demo: Demo, code: str, value: str) -> None:
    """The demonstration's figures for the end of 2022 are the nine base values the plan prints."""
    figure = demo.figure(code, period="2022Q4")
    assert Decimal(figure["value"]) == Decimal(value)
    assert (figure["unit"], figure["state"], figure["lacks"]) == (CITY, "value", [])


@pytest.mark.parametrize("code", ["315-1", "315-2"])
def test_a_yearly_indicator_is_carried_and_not_judged(demo: Demo, code: str) -> None:
    """A yearly figure stands in the quarter as that of 2022, awaits the year's data, and has no progress or place."""
    found = [one for one in demo.ask("figures", QUARTER) if one["code"] == code]
    assert demo.figure(code)["value"] == BASES[code]
    for one in found:
        assert (one["value_period"], one["judgement"]) == ("2022", "待年度数据"), one
        assert (one["progress"], one["gap"], one["rank"]) == (None, None, None), one


def test_what_is_recognised_once_a_year_is_not_judged_before(demo: Demo) -> None:
    """高新技术企业 are recognised at the year's end: no judgement, progress or place before."""
    figure = demo.figure("315-4")
    assert (figure["value"], figure["target"], figure["judgement"]) == ("3690", "4300", "按年度认定，暂不评价")
    assert (figure["progress"], figure["gap"], figure["rank"]) == (None, None, None)


def test_a_total_that_lacks_a_unit_names_it_and_is_not_judged(demo: Demo) -> None:
    """A sum without some counties names them, leaves them out of its base, and has no progress."""
    figure = demo.figure("315-8")
    assert (figure["judgement"], figure["lacks"]) == ("数据不全", LACKING)
    assert (figure["progress"], figure["gap"]) == (None, None)
    assert any("同口径" in note for note in figure["notes"])
    units = [unit for unit in counties(demo) if unit not in LACKING]
    base = sum((Decimal(demo.figure("INCUBATOR_NEW", unit, "2022Q3")["value"]) for unit in units), Decimal(0))
    assert Decimal(figure["base"]) == base.quantize(Decimal("0.1"))


def test_a_complete_indicator_is_judged_in_the_same_quarter(demo: Demo) -> None:
    """What does not come from the missing county is judged as ever."""
    figure = demo.figure("315-7")
    assert (figure["lacks"], figure["judgement"], figure["progress"]) == ([], "达到", "69.6")


def counties(demo: Demo) -> list[str]:
    """Give the counties in official order."""
    return [unit["name"] for unit in demo.ask("catalogue")["units"] if unit["kind"] == "区县"]


@pytest.mark.parametrize("period", ["2022Q4", QUARTER])
def test_the_citys_sums_are_those_of_the_counties(demo: Demo, period: str) -> None:
    """Every summed item is the sum of its counties; a zone inside a county that is asked itself is not added again."""
    known = demo.ask("catalogue")
    within = {unit["name"]: unit["within"] for unit in known["units"] if unit["kind"] == "功能区"}
    found: dict[tuple[str, str], Any] = {(one["code"], one["unit"]): one for one in demo.ask("figures", period)}
    inside = 0
    summed = 0
    for item in known["items"]:
        units = {unit for code, unit in found if code == item["code"] and unit != CITY}
        city = found.get((item["code"], CITY))
        if item["city"] != "汇总" or not units or city is None or city["value"] is None:
            continue
        counted = [unit for unit in units if within.get(unit) not in units]
        values = [found[item["code"], unit]["value"] for unit in counted]
        assert Decimal(city["value"]) == sum(Decimal(value) for value in values if value is not None), item["name"]
        inside += any(found[item["code"], unit]["value"] not in (None, "0") for unit in units - set(counted))
        summed += 1
    assert summed > 10
    assert inside > 0, "the demonstration has zones with figures of their own inside a county"
