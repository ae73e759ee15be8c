"""A published total beside the sum of its parts: what rounding explains passes, what it does not is noted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.merge.evidence import gather
from reporting.merge.merge import merge
from reporting.merge.needed import needed
from reporting.model.periods import Period
from reporting.model.words import CityFigure, Frequency, Tense
from tests.builders import WHOLE, catalogue, form, held, item, unit, units_form
from tests.checks.test_city_sum import PUBLISHED

YEAR = Period(2017)
SUM = 912_008


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (SUM, ""),
        (SUM - 1, "四舍五入"),
        (SUM + 1, "四舍五入"),
        (SUM - 5, "四舍五入"),
        (SUM - 6, "待核实"),
        (SUM - 7, "待核实"),
        (SUM + 7, "待核实"),
    ],
)
def test_eleven_addends_may_differ_by_five(given: int, why: str) -> None:
    """The public table of 2017: one off passes as rounding; seven off, with eleven addends, does not."""
    units = tuple(unit(name, name, order=place) for place, name in enumerate(PUBLISHED, start=1))
    office = unit("统计", "统计局", "市直部门", order=99)
    spend = item("SPEND", "项目经费内部支出", Tense.YEARLY, measure="万元", decimals=0, city=CityFigure.GIVEN)
    forms = (
        form("N1", tuple(PUBLISHED), ("SPEND",), frequency=Frequency.YEAR),
        units_form("N2", "统计", ("CITY",), ("SPEND",), frequency=Frequency.YEAR),
    )
    where = catalogue(units=(WHOLE, *units, office), items=(spend,), forms=forms)
    found = [held(name, "SPEND", "2017", str(values[-1]), form="N1") for name, values in PUBLISHED.items()]
    found.append(held("CITY", "SPEND", "2017", str(given), sender="统计", form="N2"))
    figures = merge(gather(where, found, (), needed(where, YEAR)), YEAR)
    city = next(one for one in figures if (one.code, one.unit) == ("SPEND", "CITY"))
    assert (city.value, city.total_of_units) == (Decimal(given), Decimal(SUM))
    assert [why in note for note in city.notes] == ([True] if why else [])
