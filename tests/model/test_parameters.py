"""The numbers of 参数 that are lists of days."""

from __future__ import annotations

import pytest

from reporting.model.parameters import days, mend


@pytest.mark.parametrize(
    ("text", "counts"), [("", (1, 3)), ("2", (2,)), ("5、1", (1, 5)), ("1,3 7", (1, 3, 7)), ("无", ()), ("0", ())]
)
def test_days_of_reminding_are_read_as_people_write_them(text: str, counts: tuple[int, ...]) -> None:
    """One or several counts of working days, 无 for none; where nothing is written the usual ones."""
    assert days({"逾期提醒": text}, "逾期提醒") == counts
    assert mend("逾期提醒", text) is None


@pytest.mark.parametrize("text", ["三天", "1.5", "-1", "1、", "90"])
def test_what_is_no_count_of_days_is_told_with_an_example(text: str) -> None:
    """The catalogue's check names the row before anything is reckoned with it."""
    assert "如1、3" in str(mend("逾期提醒", text))
