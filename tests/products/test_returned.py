"""A sender gets its own file back, marked where it is wrong."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reporting.model.records import Finding
from reporting.model.words import Severity
from reporting.package.archive import Archive
from reporting.products.returned import returned as answered
from tests.sheets.converted import kept
from tests.sheets.made import loaded, plain, saved

FILE = saved({"表": {"A1": "指标", "B2": 12, "B3": 5}, "别": {"A1": "不动"}})


def returned(original: bytes, name: str, findings: Sequence[Finding], sheet: str = "") -> bytes | None:
    """Give the bytes of what goes back."""
    back = answered(original, name, findings, sheet)
    return back.content if back else None


def finding(code: str, severity: Severity, **given: str) -> Finding:
    return Finding(code, severity, f"{code}的说明<&>。", **given)  # type: ignore[arg-type]


FINDINGS = (
    finding("late", Severity.NOTE),
    finding("jump", Severity.WARNING, sheet="表", cell="B3", found="5", expected="约50"),
    finding("sum", Severity.ERROR, sheet="表", cell="B2"),
    finding("gone", Severity.ERROR, sheet="表", cell="不是地址"),
)


def test_faults_are_marked_and_listed_gravest_first() -> None:
    """Cells are marked; the list holds every finding, those without a cell too, errors first."""
    content = returned(FILE, "表.xlsx", FINDINGS, "表")
    assert content is not None
    book = loaded(content)
    assert book["表"]["B2"].comment.text == "【审核提示】错误：sum的说明<&>。"
    assert book["表"]["B3"].comment.text == "【审核提示】警告（须写说明）：jump的说明<&>。"
    assert book["表"]["A1"].comment is None
    rows = [[cell.value for cell in row] for row in book["问题清单"].iter_rows(min_row=4)]
    assert [row[1] for row in rows] == ["错误", "错误", "警告", "提示"]
    assert rows[2][2:7] == ["表", "B3", "jump的说明<&>。", "5", "约50"]
    assert rows[3][2:4] == ["整个文件", "—"]


def test_a_cell_without_a_sheet_is_of_the_forms_own() -> None:
    """A finding that names only a cell is marked on the form's sheet."""
    content = returned(FILE, "表.xlsx", [finding("sum", Severity.ERROR, cell="B2")], "表")
    assert content is not None
    assert loaded(content)["表"]["B2"].comment is not None


def test_the_rest_of_the_file_is_the_senders_own() -> None:
    """Values stay, and untouched sheets keep their bytes."""
    content = returned(FILE, "表.xlsx", FINDINGS, "表")
    assert content is not None
    assert loaded(content)["表"]["B2"].value == 12
    before, after = Archive(FILE), Archive(content)
    assert before.raw("xl/worksheets/sheet2.xml") == after.raw("xl/worksheets/sheet2.xml")


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4", b"a,b", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, FILE[:500], b""]
)
def test_what_cannot_be_marked_is_not_sent_back(content: bytes) -> None:
    """Of a picture, a letter or a broken workbook there is no marked copy."""
    assert returned(content, "表.xls", FINDINGS) is None


def test_the_same_findings_give_the_same_bytes() -> None:
    """Their order does not matter."""
    assert returned(FILE, "a", FINDINGS) == returned(FILE, "a", FINDINGS[::-1])


@pytest.mark.parametrize("ending", ["xls", "ods", "html", "csv"])
def test_another_format_comes_back_as_a_marked_copy(ending: str) -> None:
    """The copy is an .xlsx with the same values, marked at the cell, and says on its list that it is a copy."""
    sheet = "表一" if ending in {"xls", "ods"} else "traits"
    found = [finding("sum", Severity.ERROR, sheet=sheet, cell="B3")]
    content = returned(kept(f"traits.{ending}"), f"traits.{ending}", found)
    assert content is not None
    book = loaded(content)
    assert (book[sheet]["B3"].value, book[sheet]["A1"].value) == (2380.43, "2017年 研发情况")
    assert book[sheet]["B3"].comment is not None
    back, own = answered(kept(f"traits.{ending}"), f"traits.{ending}", found), answered(FILE, "a", found)
    assert (back and back.is_copy, own and own.is_copy) == (True, False)
    assert "副本" in str(book["问题清单"]["A1"].value)
    assert "副本" not in str(loaded(returned(FILE, "a", found) or b"")["问题清单"]["A1"].value)


def test_a_file_with_a_slip_beside_its_cells_comes_back_as_a_copy() -> None:
    """What can be read and not patched comes back too."""
    slip = plain('<row r="1"><c r="A1"><v>7</v></c><c r="B1"><f t="array" ref="B1:B">X</f><v>2</v></c></row>')
    content = returned(slip, "a.xlsx", [finding("sum", Severity.ERROR, sheet="表", cell="A1")])
    assert content is not None
    assert loaded(content)["表"]["A1"].value == 7


def test_a_sheet_with_a_name_excel_forbids_is_marked_all_the_same() -> None:
    """A text file of a long name gives a sheet of a shorter one, and the marks stand on it."""
    name = "2023年前三季度鹿城区规上工业与高新技术产业分县表（最终稿）最新"
    found = [finding("sum", Severity.ERROR, sheet=name, cell="B2")]
    content = returned(kept("traits.csv"), f"县里/{name}.csv", found)
    assert content is not None
    assert loaded(content)[name[:31]]["B2"].comment is not None
