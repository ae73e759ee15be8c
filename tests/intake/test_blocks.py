"""Two forms on one sheet, under one another or side by side, are each read from their own piece."""

from __future__ import annotations

import pytest

from tests.intake.drawings import LISTED, PLAIN, UNITS, VALUES, now, read
from tests.intake.notation import codes, sheet
from tests.intake.pieces import beside, forms_of

KJ1 = ("KJ1", "YQ", "2023Q3")
KJ9 = ("KJ9", "YQ", "2023Q3")
LIST = LISTED.replace("高新技术企业名录", "2023年前三季度高新技术企业名录\n填报单位：乐清市")
KEYS = ["913303001234567890", "91330300AB", ""]
HALF = PLAIN.replace("前三季度", "上半年").replace("（1—9月）", "").replace("|12.5|", "|6.5|").replace("|8.25|", "|4|")
BARE = PLAIN[PLAIN.index("指标名称") : PLAIN.index("单位负责人")]


def test_one_under_the_other() -> None:
    """A list pasted under the indicators is a form of its own; both give what they give on sheets of their own."""
    found = forms_of(PLAIN + LIST)
    assert set(found) == {KJ1, KJ9}
    assert (now(found[KJ1]), codes(found[KJ1])) == (VALUES, [])
    assert found[KJ1].signers == read(PLAIN).signers
    assert [one.key for one in found[KJ9].entries] == KEYS
    assert found[KJ9].entries[0].cells["企业名称"] == "B13"
    assert codes(found[KJ9]) == []


def test_the_list_first() -> None:
    """The order on the sheet does not matter, with blank rows between or without."""
    for gap in ("", "\n\n"):
        found = forms_of(LIST + gap + PLAIN.strip("\n"))
        assert now(found[KJ1]) == VALUES
        assert [one.key for one in found[KJ9].entries] == KEYS


@pytest.mark.parametrize("gap", [0, 1, 3])
def test_side_by_side(gap: int) -> None:
    """Two forms beside each other are told apart, with empty columns between or without."""
    found = forms_of(beside(PLAIN, LIST, gap))
    assert set(found) == {KJ1, KJ9}
    assert (now(found[KJ1]), now(found[KJ1]) and codes(found[KJ1])) == (VALUES, [])
    assert [one.key for one in found[KJ9].entries] == KEYS
    assert codes(found[KJ9]) == []
    swapped = forms_of(beside(LIST, PLAIN, gap))
    assert now(swapped[KJ1]) == VALUES
    assert [one.key for one in swapped[KJ9].entries] == KEYS


def test_side_by_side_under_a_group() -> None:
    """A word over the left table's columns, in the row of the right one's heading, parts no table from its names."""
    grouped = UNITS.strip("\n").replace("单位名称|规上工业增加值", "|本年累计\n单位名称|规上工业增加值", 1)
    found = forms_of(beside(grouped, PLAIN.strip("\n"), 3))
    assert {form for form, *_ in found} == {"KJ2", "KJ1"}
    assert now(found[KJ1]) == VALUES


def test_last_quarter_under_this_one() -> None:
    """Last quarter's table left in below this quarter's is of its own period; no figure goes over to the other."""
    for drawn in (PLAIN + HALF, HALF + PLAIN, beside(PLAIN, HALF), beside(HALF, PLAIN)):
        found = forms_of(drawn)
        assert set(found) == {KJ1, ("KJ1", "YQ", "2023Q2")}
        assert now(found[KJ1]) == VALUES
        assert now(found["KJ1", "YQ", "2023Q2"]) == {**VALUES, "AREA_NEW": "6.5", "FISCAL": "4"}


def test_a_heading_printed_again() -> None:
    """A heading that is printed again over the same columns, as on a second page, begins no second form."""
    lines = BARE.rstrip("\n").split("\n")
    drawn = "\n".join([*PLAIN.strip("\n").split("\n")[:2], *lines[:3], lines[0], *lines[3:]])
    found = forms_of(drawn)
    assert (now(found[KJ1]), codes(found[KJ1])) == (VALUES, [])
    assert len(found[KJ1].claim.parts) == 1


def test_a_second_heading_in_another_order() -> None:
    """A table that goes on under a heading in another order is read by that heading."""
    lines = BARE.rstrip("\n").split("\n")
    rest = [f"{one.split('|')[0]}|{one.split('|')[1]}|{one.split('|')[3]}|{one.split('|')[2]}" for one in lines[3:]]
    head = PLAIN.strip("\n").split("\n")[:2]
    found = forms_of("\n".join([*head, *lines[:3], "指标名称|计量单位|上年同期|本期", *rest]))
    assert (now(found[KJ1]), codes(found[KJ1])) == (VALUES, [])


def test_two_halves_side_by_side() -> None:
    """One form printed in two halves beside each other, each with names and figures, is one form."""
    lines = BARE.rstrip("\n").split("\n")
    head = "\n".join(PLAIN.strip("\n").split("\n")[:2])
    left, right = "\n".join(lines[:3]), "\n".join([lines[0], *lines[3:]])
    found = forms_of(f"{head}\n{beside(left, right, 0)}")
    assert (now(found[KJ1]), codes(found[KJ1])) == (VALUES, [])
    assert [one.cell for one in found[KJ1].observations if one.item in ("AREA", "FISCAL")][::2] == ["C5", "I5"]


def test_three_tables() -> None:
    """One table over two beside each other are three."""
    found = forms_of(f"{UNITS}\n\n{beside(PLAIN, LIST)}")
    assert set(found) == {("KJ2", "TJJ", "2023Q3"), KJ1, KJ9}
    assert now(found["KJ2", "TJJ", "2023Q3"]) == now(read(UNITS, "KJ2", "TJJ"))
    assert now(found[KJ1]) == VALUES


def test_columns_of_ones_own_are_no_second_table() -> None:
    """Further columns a clerk puts beside the form's do not make a second form, whatever they are called."""
    drawn = UNITS.replace("|说明", "|地区生产总值|R&D经费|说明").replace("|\n", "|7|8|\n")
    found = forms_of(drawn)
    assert set(found) == {("KJ2", "TJJ", "2023Q3")}
    assert now(found["KJ2", "TJJ", "2023Q3"]) == now(read(UNITS, "KJ2", "TJJ"))


def test_unfilled_rows_stay_with_their_table() -> None:
    """Rows left blank at the end of the upper table are not taken for the words above the lower one."""
    found = forms_of(PLAIN[: PLAIN.index("单位负责人")].replace("8.25|7.5|5|", "|||") + LIST)
    assert codes(found[KJ1]) == []
    assert now(found[KJ1])["FISCAL"] == "blank"


def test_a_table_in_a_long_sheet() -> None:
    """A form under a list of hundreds of rows is found."""
    rows = "\n".join(f"{place}|企业{place}|9133{place:05}|乐清市" for place in range(300))
    found = forms_of(f"{LIST[: LIST.index('1|甲')]}{rows}\n\n{PLAIN}")
    assert now(found[KJ1]) == VALUES
    assert len(found[KJ9].entries) == 300


def test_a_sheet_with_one_table_is_whole() -> None:
    """An ordinary sheet is not cut at all."""
    for drawn in (PLAIN, UNITS, LISTED):
        for reading in forms_of(sheet(drawn), file="乐清市2023年前三季度.xlsx").values():
            assert [part.area for part in reading.claim.parts] == [None]


def test_under_other_things() -> None:
    """A form under a page of other things is known by its own words, and is told from where it begins."""
    minutes = "\n".join(f"会议纪要第{place}条 2022年上半年瑞安市工作|{place}" for place in range(40))
    found = forms_of(f"{minutes}\n{PLAIN.strip()}")
    assert (now(found[KJ1]), codes(found[KJ1])) == (VALUES, [])
    assert found[KJ1].mapping[0] == ("A41", "本表自此处起")


def test_under_its_own_explanations() -> None:
    """Whose a form is may stand above a page of explanations, the table below them."""
    told = "\n".join(f"{place}. 指标解释若干" for place in range(20))
    head, table = PLAIN.strip("\n").split("\n")[:2], BARE
    found = forms_of("\n".join([*head, told, table]))
    assert now(found[KJ1]) == VALUES
