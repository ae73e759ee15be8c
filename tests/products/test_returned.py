"""A sender gets its own file back, marked where it is wrong."""

from __future__ import annotations

import pytest

from reporting.model.records import Finding
from reporting.model.words import Severity
from reporting.package.archive import Archive
from reporting.products.returned import returned
from tests.sheets.made import loaded, saved

FILE = saved({"表": {"A1": "指标", "B2": 12, "B3": 5}, "别": {"A1": "不动"}})


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
    rows = [[cell.value for cell in row] for row in book["问题清单"].iter_rows(min_row=3)]
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
    "content", [b"%PDF-1.4", b"a,b\n1,2", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, FILE[:500], b""]
)
def test_what_cannot_be_marked_is_not_sent_back(content: bytes) -> None:
    """Of a picture, a text, an old or a broken workbook there is no marked copy."""
    assert returned(content, "表.xls", FINDINGS) is None


def test_the_same_findings_give_the_same_bytes() -> None:
    """Their order does not matter."""
    assert returned(FILE, "a", FINDINGS) == returned(FILE, "a", FINDINGS[::-1])
