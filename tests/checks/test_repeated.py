"""all-same: the form before, sent again."""

from __future__ import annotations

import pytest

from reporting.checks.repeated import repeated
from reporting.model.words import Tense
from tests.builders import catalogue, form, item
from tests.checks.papers import CATALOGUE, codes, draft, said

NAMES = tuple("ABCDEFGHIJ")
COUNTED = catalogue(
    units=CATALOGUE.units,
    items=tuple(item(code, code, Tense.STOCK, measure="家", decimals=0) for code in NAMES),
    forms=(form("N1", ("甲",), NAMES),),
)


def test_a_form_that_only_repeats_is_asked_about() -> None:
    """Last quarter's sheet under a new date is found."""
    values = {"DEALS": "17.6", "FIRMS": "210", "AREA": "12", "PROJECTS": "3", "IND_VA": "90"}
    (finding,) = said(repeated, draft().fill(**values).was("2023Q2", **values))
    assert (finding.code, finding.cell) == ("all-same", "C5")
    assert "5个数字与2023年上半年完全相同" in finding.message


@pytest.mark.parametrize(
    ("period", "changed"),
    [("2023Q3", {"PROJECTS": "4"}), ("2023Q3", dict.fromkeys(("DEALS", "FIRMS", "AREA", "PROJECTS", "IND_VA"), "0"))],
)
def test_a_form_with_news_is_left_alone(period: str, changed: dict[str, str]) -> None:
    """One changed figure is enough; and a county with nothing at all may go on having nothing."""
    values = {"DEALS": "17.6", "FIRMS": "210", "AREA": "12", "PROJECTS": "3", "IND_VA": "90"} | changed
    old = {**values, "PROJECTS": "3"} if any(value != "0" for value in changed.values()) else values
    assert said(repeated, draft(period=period).fill(**values).was("2023Q2", **old)) == []


def test_few_figures_or_a_first_quarter_prove_nothing() -> None:
    """Four equal figures may be chance; in a first quarter totals begin anew."""
    four = {"DEALS": "17.6", "FIRMS": "210", "AREA": "12", "PROJECTS": "3"}
    five = {**four, "IND_VA": "90"}
    assert said(repeated, draft().fill(**four).was("2023Q2", **four)) == []
    assert said(repeated, draft(period="2023Q1").fill(**five).was("2022Q4", **five)) == []


def test_a_quiet_quarter_is_no_old_sheet() -> None:
    """Ten small counts that hardly ever move may all rest: how often each rested before is looked at."""
    counts = {code: str(place) for place, code in enumerate(NAMES, start=2)}
    quiet = draft("N1", catalogue=COUNTED).fill(**counts).was("2023Q2", **counts)
    assert said(repeated, quiet) == []
    lively = quiet
    for quarter, less in (("2023Q1", 1), ("2022Q4", 2), ("2022Q3", 3), ("2022Q2", 4)):
        lively = lively.was(quarter, **{code: str(int(value) * 10 - less) for code, value in counts.items()})
    assert codes(said(repeated, lively)) == ["all-same"]


def test_a_figure_that_always_rests_proves_nothing() -> None:
    """Sums of the year that stood still all the year go on standing still."""
    values = {"DEALS": "17.6", "PROJECTS": "3", "IND_VA": "90", "HT_VA": "60", "COST": "3"}
    still = draft("F1", period="2023Q4").fill(**values)
    for quarter in ("2023Q3", "2023Q2", "2023Q1", "2022Q4", "2022Q3", "2022Q2"):
        still = still.was(quarter, **values)
    assert said(repeated, still) == []
