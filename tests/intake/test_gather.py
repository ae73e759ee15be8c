"""A form spread over several sheets is one form; copies that differ are never chosen between."""

from __future__ import annotations

from reporting.intake.identify import identify
from reporting.model.grid import Book
from tests.intake.drawings import LISTED, PLAIN, SEEDED, UNITS, VALUES, now, read
from tests.intake.notation import CATALOGUE, arrival, codes, sheet
from tests.intake.pieces import forms_of

KJ1 = ("KJ1", "YQ", "2023Q3")
KJ9 = ("KJ9", "YQ", "2023Q3")
LINES = PLAIN.strip("\n").split("\n")
HEAD, HEADING, ROWS, FOOT = LINES[:2], LINES[2], LINES[3:7], LINES[7]
FIRST = "\n".join([*HEAD, HEADING, *ROWS[:2]])
REST = "\n".join([HEADING, *ROWS[2:], FOOT])
EMPTY = PLAIN.replace("|12.5|", "||").replace("|88|", "||").replace("|1000|", "||").replace("|8.25|", "||")


def test_a_form_continued_on_a_second_sheet() -> None:
    """A form that goes on on a second sheet, with its title or without, is read whole; each figure knows its sheet."""
    for second in (REST, f"续表\n{REST}", "\n".join([*HEAD, REST]), f"县（市、区）科技创新季度指标表（续）\n{REST}"):
        found = forms_of(FIRST, second)
        assert set(found) == {KJ1}
        reading = found[KJ1]
        assert (now(reading), codes(reading)) == (VALUES, [])
        assert {one.item: one.sheet for one in reading.observations}["FISCAL"] == "表2"
        assert reading.claim.sheet == "表1"
        assert reading.signers == read(PLAIN).signers
        assert {cell.split("!")[0] for cell, _ in reading.mapping} == {"表1", "表2"}


def test_a_row_missing_from_all_sheets() -> None:
    """What is missing on one sheet and stands on the other is not missing; what stands on none is."""
    found = forms_of(FIRST, "\n".join([HEADING, ROWS[2]]))[KJ1]
    assert [(one.code, one.expected) for one in found.findings] == [("row-missing", "财政科技投入")]


def test_the_same_row_on_both_sheets() -> None:
    """A row that stands on both sheets with different figures is read from neither; with the same ones it is read."""
    differing = "\n".join([REST, ROWS[1].replace("|88|", "|89|")])
    found = forms_of(FIRST, differing)[KJ1]
    assert codes(found) == ["row-double"]
    assert (found.findings[0].sheet, found.findings[0].cell) == ("表2", "C5")
    assert "AREA" not in now(found)
    assert codes(forms_of(FIRST, "\n".join([REST, ROWS[1]]))[KJ1]) == []


def test_a_blank_copy() -> None:
    """Of a blank and a filled copy the filled one is read, whichever comes first."""
    for sheets in ((EMPTY, PLAIN), (PLAIN, EMPTY)):
        found = forms_of(*sheets)[KJ1]
        assert (now(found), codes(found)) == (VALUES, [])
        assert found.claim.sheet == f"表{sheets.index(PLAIN) + 1}"


def test_a_half_filled_copy() -> None:
    """A copy that lacks some of the figures and has no other ones is no second version."""
    found = forms_of(PLAIN.replace("|8.25|", "||"), PLAIN)[KJ1]
    assert (now(found), codes(found)) == (VALUES, [])


def test_two_versions() -> None:
    """Two complete copies that differ are never chosen between, and both are named."""
    found = forms_of(PLAIN, PLAIN.replace("|88|", "|89|"))[KJ1]
    assert codes(found) == ["id-two-readings"]
    assert "“表1”和工作表“表2”" in found.findings[0].message
    assert (found.findings[0].sender, found.findings[0].form) == ("乐清市", "KJ1")
    assert codes(forms_of(PLAIN, PLAIN)[KJ1]) == []


def test_both_blank() -> None:
    """Two blank copies are one blank form."""
    assert not forms_of(EMPTY, EMPTY)[KJ1].has_figures


def test_a_list_a_township() -> None:
    """A list that has a sheet for each township is one list; a sheet that gathers them all adds nothing."""
    head = "2023年前三季度高新技术企业名录\n填报单位：乐清市\n序号|企业名称|统一社会信用代码|所属县（市、区）"
    first, second = "1|甲|91A|乐清市\n2|乙|91B|乐清市", "1|丙|91C|乐清市"
    sheets = [sheet(f"{head}\n{rows}", name) for rows, name in ((first, "柳市镇"), (second, "北白象镇"))]
    whole = sheet(f"{head}\n{second}\n{first}", "汇总")
    for book in (sheets, [*sheets, whole], [whole, *sheets]):
        found = forms_of(*book)
        assert sorted(one.key for one in found[KJ9].entries) == ["91A", "91B", "91C"]
        assert codes(found[KJ9]) == []
    entries = forms_of(*sheets)[KJ9].entries
    assert [(one.sheet, one.row) for one in entries] == [("柳市镇", 4), ("柳市镇", 5), ("北白象镇", 4)]


def test_two_versions_of_a_list() -> None:
    """Two lists of mostly the same rows with other words in them are two versions."""
    titled = LISTED.replace("高新技术企业名录", "2023年前三季度高新技术企业名录\n填报单位：乐清市")
    found = forms_of(titled, titled.replace("甲有限公司", "甲股份公司").replace("乙有", "新乙有"))
    assert codes(found[KJ9]) == ["id-two-readings"]


def test_a_table_of_counties_split_by_columns() -> None:
    """A 分县表 whose columns stand on two sheets is one table."""
    lines = [line.split("|") for line in UNITS.strip("\n").split("\n")]
    left = "\n".join("|".join(line[:2]) for line in lines)
    right = "\n".join("|".join([line[0], *line[2:]]) for line in lines)
    found = forms_of(left, right)["KJ2", "TJJ", "2023Q3"]
    whole = read(UNITS, "KJ2", "TJJ")
    assert now(found) == now(whole)
    assert "col-missing" not in codes(found)


def test_last_quarters_sheet_beside() -> None:
    """Last quarter's sheet left in is of its own period, stamped or told by title, label or the sheet's name."""
    older = PLAIN.replace("前三季度", "上半年").replace("（1—9月）", "").replace("|88|", "|70|")
    untold = PLAIN.replace("2023年前三季度", "").replace("报告期：（1—9月）", "")
    for name in ("2023年二季度", "2023Q2"):
        for last in (older, sheet(untold.replace("|88|", "|70|"), name)):
            found = forms_of(PLAIN, last)
            assert set(found) == {KJ1, ("KJ1", "YQ", "2023Q2")}
            assert now(found[KJ1]) == VALUES
            assert now(found["KJ1", "YQ", "2023Q2"]) == {**VALUES, "AREA": "70"}


def test_a_sheet_that_only_explains() -> None:
    """A sheet of words under the form's own title neither disturbs nor returns it."""
    found = forms_of(PLAIN, "县（市、区）科技创新季度指标表\n乐清市2023年前三季度\n本表由科技局填报\n口径见制度")
    assert (now(found[KJ1]), codes(found[KJ1])) == (VALUES, [])


def test_a_sheet_a_county() -> None:
    """Sheets that only their names tell apart are of the counties they are named after."""
    untold = PLAIN.replace("填报单位：乐清市", "")
    found = forms_of(sheet(untold, "乐清市"), sheet(untold.replace("|88|", "|50|"), "瑞安"))
    assert {sender for _, sender, _ in found} == {"YQ", "RA"}
    assert now(found["KJ1", "RA", "2023Q3"])["AREA"] == "50"


def test_a_copy_with_explanations() -> None:
    """Of two copies with the same figures the one with a 说明 is read."""
    without = PLAIN.replace("新建两处", "")
    for sheets in ((without, PLAIN), (PLAIN, without)):
        found = forms_of(*sheets)[KJ1]
        assert found.observations[0].explanation == "新建两处"
        assert found.claim.sheet == f"表{sheets.index(PLAIN) + 1}"


def test_another_times_table_without_its_year() -> None:
    """A table that only hints at another time is neither taken for this quarter's nor hides it, and is told."""
    table = "\n".join([HEADING, *ROWS])
    for drawn in ([f"{EMPTY}\n附：上半年情况\n{table}"], [EMPTY, sheet(table, "上季度")], [EMPTY, f"二季度\n{table}"]):
        found = forms_of(*drawn)
        assert set(found) == {KJ1}
        assert not found[KJ1].has_figures
    sheets = (sheet(PLAIN, "表1"), sheet(table, "上季度"))
    told = identify(Book(sheets), arrival(), CATALOGUE).others
    assert [(one.code, one.sheet) for one in told] == [("id-period", "上季度")]


def test_a_caption_that_means_nothing() -> None:
    """A second table with other figures under words nobody understands is not taken for this one."""
    table = "\n".join([HEADING, *(row.replace("|88|", "|77|") for row in ROWS)])
    found = forms_of(f"{PLAIN}\n柳市镇明细\n{table}")[KJ1]
    assert codes(found) == ["id-two-readings"]


def test_the_total_on_a_sheet_of_its_own() -> None:
    """A 分县表 whose last row has slipped onto a second sheet is read whole."""
    lines = UNITS.strip("\n").split("\n")
    found = forms_of("\n".join([*lines[:3], *lines[4:]]), "\n".join([lines[2], lines[3]]))["KJ2", "TJJ", "2023Q3"]
    assert now(found) == now(read(UNITS, "KJ2", "TJJ"))
    assert "row-missing" not in codes(found)


def test_projects_on_two_sheets() -> None:
    """Projects that a sender reports on over two sheets are all there; one that stands on none is named."""
    lines = (
        SEEDED.replace("P02|低压电器研究院|350,000||||", "P02|低压电器研究院|350,000|500|封顶|在建|")
        .strip()
        .split("\n")
    )
    head = ["2023年前三季度重大项目进度表", "填报单位：乐清市"]
    found = forms_of("\n".join([*head, *lines[1:3]]), "\n".join([lines[1], lines[3]]))["KJ8", "YQ", "2023Q3"]
    assert [(one.key, one.sheet) for one in found.entries] == [("P01", "表1"), ("P02", "表2")]
    assert "row-missing" not in codes(found)
    alone = forms_of("\n".join([*head, *lines[1:3]]))["KJ8", "YQ", "2023Q3"]
    assert "row-missing" in codes(alone)
