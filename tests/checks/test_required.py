"""value-required: blanks are asked about, honest answers are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.checks.required import required
from reporting.model.catalogue import FormRow
from reporting.model.records import Finding
from reporting.model.words import Content, Severity
from tests.builders import column
from tests.checks.papers import CATALOGUE, Draft, codes, draft, said, table


def test_a_blank_is_asked_about_at_its_cell() -> None:
    """A required figure left blank returns the form, with the cell and what to do."""
    (finding,) = said(required, draft().fill(DEALS=""))
    assert (finding.code, finding.severity, finding.cell) == ("value-required", Severity.ERROR, "C5")
    assert finding.sender == finding.unit == "甲县"
    assert "“技术交易额”必填" in finding.message


@pytest.mark.parametrize("answer", ["0", "—", "无", "不适用", "12.3"])
def test_an_answer_is_an_answer(answer: str) -> None:
    """Nought, —, 无 and 不适用 are honest answers, never taken for blanks."""
    assert said(required, draft().fill(DEALS=answer)) == []


def test_what_is_not_required_may_stay_blank() -> None:
    """A row the catalogue does not require, or requires of others, may be blank."""
    written = draft().fill(DEALS="", AREA="")
    rows = (FormRow(1, "DEALS", required=False), FormRow(2, "AREA", required=True, reporters=("乙",)))
    assert said(required, _rows(written, rows)) == []


def test_last_years_figure_is_wanted_only_where_its_column_is() -> None:
    """The column 上年同期 is required on its own account."""
    written = draft().last_year(DEALS="")
    assert said(required, written) == []
    asked = replace(written.paper.form, columns=(column(Content.BASE, required=True),))
    (finding,) = said(required, Draft(replace(written.paper, form=asked)))
    assert "上年同期数必填" in finding.message


def test_a_cell_of_a_table_needs_both_row_and_column() -> None:
    """In a 分县表 a column that is not required may be blank in any row."""
    written = table().fill("甲", DEALS="", FIRMS="")
    assert said(required, written) == []
    columns = (column(Content.NOW, item="DEALS", required=True), column(Content.NOW, item="FIRMS"))
    asked = replace(written.paper.form, columns=columns)
    (finding,) = said(required, Draft(replace(written.paper, form=asked)))
    assert (finding.unit, finding.cell) == ("甲县", "C5")


def test_a_cell_the_reader_has_complained_of_is_not_called_blank() -> None:
    """One fault, one finding: a cell that held no number is not also a missing one."""
    told = Finding("value-type", Severity.ERROR, "不是数字", cell="C5")
    assert said(required, draft().fill(DEALS="").noticed(told)) == []


def test_required_columns_of_a_list_are_wanted_in_every_row() -> None:
    """A list row without its key, or without a required column, is told by row and cell."""
    findings = said(required, draft("L1").listed("", 企业名称="").listed("91", 总投资=""))
    assert [(finding.code, finding.cell) for finding in findings] == [
        ("value-required", "A5"),
        ("value-required", "B5"),
    ]
    assert "第5行的“企业名称”必填" in findings[1].message


def test_a_full_list_is_left_alone() -> None:
    """Columns that are not required may be blank."""
    assert codes(said(required, draft("L1").listed("91", "92"))) == []


def _rows(written: Draft, rows: tuple[FormRow, ...]) -> Draft:
    return Draft(replace(written.paper, form=replace(CATALOGUE.form_by_code["F1"], rows=rows)))
