"""A scan of a stamped form is known by its name, its folder and its archive."""

from __future__ import annotations

import pytest

from reporting.intake.scans import scan
from reporting.model.periods import Period
from tests.intake.notation import CATALOGUE

Q3 = {Period(2023, 3)}


@pytest.mark.parametrize(
    ("name", "sender", "form", "periods"),
    [
        ("乐清市2023年前三季度盖章件.pdf", "YQ", "", Q3),
        ("附件1：2023年1-9月科技指标（乐清市）(盖章).jpg", "YQ", "", Q3),
        ("乐清市/2023Q3/扫描件.pdf", "YQ", "", Q3),
        ("乐清市2023年三季度.zip/IMG_0012.jpg", "YQ", "", Q3),
        ("2023年三季度.zip/乐清市/第2页.png", "YQ", "", Q3),
        ("乐清市科技局盖章.pdf", "YQ", "", set()),
        ("乐清市2023年三季度KJ9盖章.pdf", "YQ", "KJ9", Q3),
        ("乐清市2023年前三季度高新技术企业名录.pdf", "YQ", "KJ9", Q3),
        ("乐清市2023年全年.pdf", "YQ", "", {Period(2023, 4), Period(2023)}),
        ("乐清市2022年报.pdf", "YQ", "", {Period(2022)}),
        ("扫描件.pdf", "", "", set()),
        ("IMG_20231012.jpg", "", "", set()),
    ],
)
def test_what_a_name_says(name: str, sender: str, form: str, periods: set[Period]) -> None:
    """The nearest name that says it counts; what none says stays open."""
    told = scan(name, CATALOGUE)
    assert (told.sender, told.form, set(told.periods)) == (sender, form, periods)


def test_two_names_say_nothing() -> None:
    """A scan of two counties, or of two periods, is of neither for certain; the folder may still tell."""
    assert scan("乐清市和鹿城区2023年三季度.pdf", CATALOGUE).sender == ""
    assert scan("乐清市/乐清市和鹿城区.pdf", CATALOGUE).sender == "YQ"
    assert scan("乐清市2023年二季度和2023年三季度.pdf", CATALOGUE).periods == frozenset()
