"""Frames: what people with notebooks get is what the commands say, number for number."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from reporting.frames import Home
from reporting.model.errors import UsageError
from tests.commands.conftest import Demo, demo  # noqa: F401 -- the home of the demonstration, which commands' tests make

PERIOD = "2023Q3"


@pytest.fixture
def home(demo: Demo) -> Home:  # noqa: F811 -- the fixture itself
    """Give the demonstration as a notebook opens it."""
    return Home(demo.home)


def test_figures_are_those_of_the_command(demo: Demo, home: Home) -> None:  # noqa: F811 -- the fixture itself
    """Every figure of `figures`, in its order; numbers to reckon with, and the exact ones where they are asked for."""
    told = demo.ask("figures", PERIOD)
    frame = home.figures(PERIOD)
    assert list(frame["code"]) == [one["code"] for one in told]
    assert list(frame["value"].dropna()) == [float(one["value"]) for one in told if one["value"] is not None]
    exact = Home(demo.home, exact=True).figures(PERIOD)
    assert [value for value in exact["value"] if value is not None] == [
        Decimal(one["value"]) for one in told if one["value"] is not None
    ]


def test_periods_stand_below_one_another(home: Home) -> None:
    """Several periods make one frame, so that a clerk can group and plot by period."""
    frame = home.figures("2022Q4", PERIOD)
    assert list(dict.fromkeys(frame["period"])) == ["2022Q4", PERIOD]


def test_observations_add_up_to_the_citys_figure(demo: Demo) -> None:  # noqa: F811 -- the fixture itself
    """What the counties sent is there, each with its cell, and adds up to what is printed for the city."""
    frame = Home(demo.home, exact=True).observations(PERIOD)
    zones = {unit["name"] for unit in demo.ask("catalogue")["units"] if unit["within"]}
    sent = frame[(frame["item"] == "INCUBATOR_NEW") & (frame["content"] == "本期") & ~frame["unit"].isin(zones)]
    assert len(sent) > 1
    assert sent["cell"].str.match(r"[A-Z]+[0-9]+").all()
    assert sum(sent["value"]) == Decimal(demo.figure("INCUBATOR_NEW")["value"])


def test_a_list_has_a_column_for_each_of_its_own(home: Home) -> None:
    """Rows of a list come with their own columns, texts as the county wrote them."""
    frame = home.entries("KJ9", PERIOD)
    assert {"统一社会信用代码", "企业名称"} <= set(frame.columns)
    assert len(frame) > 1000
    assert frame["row"].gt(0).all()


def test_findings_are_those_of_the_command(demo: Demo, home: Home) -> None:  # noqa: F811 -- the fixture itself
    """Every finding of `findings`, in its order."""
    assert list(home.findings(PERIOD)["code"]) == [one["code"] for one in demo.ask("findings", PERIOD)]


@pytest.mark.parametrize("kind", ["figures", "observations", "findings"])
def test_a_period_nobody_reported_has_its_columns(home: Home, kind: str) -> None:
    """An empty frame has the columns of a full one, so that a notebook does not fall over."""
    full, empty = getattr(home, kind)(PERIOD), getattr(home, kind)()
    assert list(empty.columns) == list(full.columns)
    assert len(empty) == 0


def test_a_folder_that_is_no_home_is_told(tmp_path: object) -> None:
    """Who names the wrong folder is told so, in words."""
    with pytest.raises(UsageError):
        Home(str(tmp_path))


def test_pandas_is_loaded_for_notebooks_only() -> None:
    """Importing the module costs nobody the library; only asking for a frame does."""
    asked = "import sys, reporting.frames; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
