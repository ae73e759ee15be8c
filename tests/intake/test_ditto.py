"""同上: taken up in words where it has one reading, and never in figures."""

from __future__ import annotations

from reporting.intake.extract import extract
from tests.intake.drawings import LISTED, PLAIN, VALUES, now, read
from tests.intake.notation import CATALOGUE, claim, codes, sheet

SAME = PLAIN.replace("|88|80|86|", "|88|80|86|同上").replace("|1000|920|990|", "|1000|920|990|〃")


def test_an_explanation_that_is_the_same_as_above() -> None:
    """同上 in 说明 is what the row above explains, down a run of them."""
    said = [one.explanation for one in read(SAME).observations[::2]]
    assert said == ["新建两处", "新建两处", "新建两处", ""]


def test_nothing_above_to_be_the_same_as() -> None:
    """Under a blank, under the heading, or under a hidden row 同上 stays what it is."""
    gap = PLAIN.replace("新建两处", "").replace("|88|80|86|", "|88|80|86|同上")
    assert read(gap).observations[2].explanation == "同上"
    first = PLAIN.replace("新建两处", "同上")
    assert read(first).observations[0].explanation == "同上"
    hidden = extract(claim(), sheet(SAME, hidden_rows=frozenset({4})), CATALOGUE)
    assert hidden.observations[2].explanation == "同上"


def test_a_unit_that_is_the_same_as_above() -> None:
    """同上 in a list's column of units is the unit above."""
    reading = read(LISTED.replace("|瑞安", "|瑞安\n5|丁有限公司|91330300X|同上"), "KJ9")
    assert [entry.unit for entry in reading.entries][-2:] == ["RA", "RA"]
    assert "id-unit" not in codes(reading)


def test_a_figure_is_never_the_same_as_above() -> None:
    """同上 in place of a figure has no value: the clerk is asked for the number."""
    reading = read(PLAIN.replace("|88|80|", "|同上|80|"))
    assert now(reading) == {**VALUES, "AREA": "blank"}
    assert codes(reading) == ["value-mark"]
