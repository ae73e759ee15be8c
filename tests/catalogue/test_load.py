"""The workbook as a whole: read by names, all mistakes at once, each with its cell and mend."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from reporting.catalogue.layout import LAYOUT
from reporting.catalogue.load import load
from reporting.model.catalogue import Catalogue
from reporting.model.errors import CatalogueError
from reporting.model.grid import Area, Book, Cell, CellKind
from reporting.model.names import normalised
from reporting.model.periods import Period
from reporting.model.words import Content, Frequency, Severity
from tests.catalogue.workbook import ROWS, faults, number, read, sheet, small, spoilt, told, with_cell

SHIPPED = Path(__file__).parents[2] / "templates" / "指标体系.xlsx"


def saved(book: Book) -> bytes:
    """Write a workbook as Excel would."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for old in book.sheets:
        page = workbook.create_sheet(old.name)
        for cell in old.cells.values():
            page.cell(cell.row, cell.column, cell.text)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def test_a_sound_catalogue_has_no_faults() -> None:
    """What is right is not complained of."""
    assert told(small()) == []


def test_records_refer_by_code() -> None:
    """Names and kinds of the workbook become codes, whichever of its names a record is called by."""
    catalogue = read(small())
    form = catalogue.form_by_code["KJ1"]
    task = catalogue.tasks[0]
    assert form.senders == ("C1", "C2", "Z1")
    assert [row.subject for row in form.rows] == ["HT", "DEAL"]
    assert form.rows[1].reporters == ("C1",)
    assert [row.subject for row in catalogue.form_by_code["KJ2"].rows] == ["区县", "CITY"]
    assert (task.lead, task.support, task.reporter) == ("KJJ", ("KJJ", "ALL", "Z1"), "KJJ")
    assert task.indicators == ("315-4", "315-T1")
    assert catalogue.item_by_code["HT"].sources == ("KJ1", "KJ3")
    assert catalogue.unit_by_code["Z1"].within == "C2"
    assert catalogue.unit_by_code["C1"].valid_from == Period(2019, 3)
    assert {target.indicator for target in catalogue.targets} == {"315-1", "315-4", "145-9", "315-T1"}
    assert catalogue.rules[0].severity is Severity.ERROR
    assert catalogue.projects[0].planned == Decimal("800.5")
    assert catalogue.form_by_code["KJ2"].frequency is Frequency.YEAR
    assert [worked for _, worked in catalogue.holidays] == [True, False]


def test_columns_may_stand_in_any_order() -> None:
    """People move columns, add their own, and put a title above; the headings say what is what."""
    lines = [["温州市单位名录"], ["备注", *reversed(LAYOUT["单位"])]]
    for row in ROWS["单位"]:
        cells = row.split("|")
        cells += [""] * (len(LAYOUT["单位"]) - len(cells))
        lines.append(["随便写", *reversed(cells)])
    moved = sheet(" 单位 ", ["|".join(line) for line in lines])
    book = small()
    sheets = (*(one for one in book.sheets if one.name != "单位"), moved, sheet("我的草稿", ["a|b"]))
    assert read(Book(sheets)) == read(book)


def test_blank_rows_and_notes_are_passed_over() -> None:
    """A blank line between groups and a note at the foot are no records."""
    assert read(small(改革=["G1|体制|任务", "", "G2|机制|", "注：摘自规划第七章"])).reforms[1].code == "G2"


def test_headings_may_carry_their_measure() -> None:
    """总投资（万元） is 总投资."""
    assert told(with_cell(small(), "项目", Cell(1, LAYOUT["项目"].index("总投资") + 1, "总投资（万元）"))) == []


def test_merged_cells_speak_for_all_their_rows() -> None:
    """抓手 merged downwards, as the plan's own table has it, belongs to each task."""
    book = spoilt("任务", 2, "抓手", "")
    merged = tuple(replace(one, merges=(Area(2, 3, 3, 3),)) if one.name == "任务" else one for one in book.sheets)
    assert [task.group for task in read(Book(merged)).tasks] == ["抓平台", "抓平台"]
    assert any("抓手" in line for line in told(book))


def test_all_mistakes_are_told_at_once() -> None:
    """One pass over the list mends everything."""
    book = spoilt("单位", 2, "计入", "含在丁县")
    book = spoilt("目标", 3, "性质", "期末", book)
    book = spoilt("指标", 1, "公式", "研发 / 地区生产总值", book)
    found = faults(book)
    assert {fault.where for fault in found} == {"单位!E3", "目标!D4", "指标!E2"}
    assert all(fault.mend for fault in found)


def test_a_missing_sheet_is_one_fault() -> None:
    """What refers to a missing sheet is not told of as well: there is one thing to mend."""
    for name in LAYOUT:
        sheets = tuple(one for one in small().sheets if one.name != name)
        assert [fault.where for fault in faults(Book(sheets))] == [name]


@pytest.mark.parametrize(
    ("name", "heading"), [(name, heading) for name, headings in LAYOUT.items() for heading in headings]
)
def test_a_missing_column_is_one_fault(name: str, heading: str) -> None:
    """A heading that was renamed is named, not silently taken for blank, and not told again at every row."""
    renamed = with_cell(small(), name, Cell(1, LAYOUT[name].index(heading) + 1, "改了名"))
    assert [fault.where for fault in faults(renamed)] == [f"{name}!A1"]
    assert heading in faults(renamed)[0].what


def test_a_doubled_heading_is_told() -> None:
    """Two columns of one name: nobody guesses which counts."""
    assert told(with_cell(small(), "参数", Cell(1, 5, "名称")))[0].startswith("参数!E1：表头“名称”重复")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (Cell(2, 4, "#REF!", CellKind.ERROR), "错误值"),
        (Cell(2, 4, "", CellKind.NUMBER, formula=True), "没有存下结果"),
    ],
)
def test_cells_without_a_value_are_told(cell: Cell, said: str) -> None:
    """An error value, or a formula never calculated, is no content."""
    assert any(said in line for line in told(with_cell(small(), "分解目标", cell)))


def test_percentages_typed_in_excel_are_read_as_shown() -> None:
    """Excel stores 12.85% as 0.1285 and 3.0 as 3; the catalogue holds what people see."""
    book = with_cell(small(), "指标", number(4, LAYOUT["指标"].index("年均增长") + 1, "0.1285", "0.00%"))
    text = LAYOUT["目标"].index("目标原文") + 1
    book = with_cell(book, "目标", number(3, text, "3.4000000000000004", "0.00"))
    catalogue = read(book)
    assert catalogue.indicator_by_code["145-9"].printed_growth == "12.85%"
    assert (catalogue.targets[1].text, catalogue.targets[1].value) == ("3.40", Decimal("3.40"))


def test_an_alias_does_not_outdate_issued_forms() -> None:
    """A form's version changes with its rows and columns, and with nothing else."""

    def version(book: Book) -> str:
        return read(book).form_by_code["KJ1"].version

    before = version(small())
    assert len(before) == 8
    assert version(spoilt("报表列", 2, "别名", "本季度")) == before
    assert version(spoilt("报表", 1, "截止", "期末后15日")) == before
    assert version(spoilt("报表列", 2, "栏名", "本季数")) != before
    assert version(spoilt("报表行", 2, "必填", "")) != before


def test_columns_take_the_measure_of_their_item() -> None:
    """A blank measure of a column is that of its item."""
    columns = read(small()).form_by_code["KJ2"].columns
    assert [(column.content, column.measure) for column in columns[1:]] == [(Content.NOW, "亿元")] * 2


def test_a_file_is_read_with_its_hash(tmp_path: Path) -> None:
    """A workbook on the disk gives the same catalogue, and knows its own hash."""
    path = tmp_path / "指标体系.xlsx"
    path.write_bytes(saved(small()))
    catalogue = load(path)
    assert replace(catalogue, sha256="0" * 64) == read(small())
    assert len(catalogue.sha256) == 64


@pytest.mark.parametrize("content", [None, b"", b"no workbook", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_told(tmp_path: Path, content: bytes | None) -> None:
    """A catalogue that is gone or damaged is a mistake with a mend, not a crash."""
    path = tmp_path / "指标体系.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CatalogueError, match="打不开") as caught:
        load(path)
    assert caught.value.mend


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    """Give the catalogue that comes with the program."""
    return load(SHIPPED)


def test_the_shipped_catalogue_is_sound(shipped: Catalogue) -> None:
    """Both plans are there whole, and the ten printed growths come out (or loading would have failed)."""
    assert [plan.code for plan in shipped.plans] == ["315", "145"]
    assert len(shipped.tasks) == 24
    printed = [one.printed_growth for one in shipped.indicators if one.plan == "145" and one.printed_growth]
    assert len(printed) == 10
    assert len([one for one in shipped.indicators if one.plan == "145"]) == 16
    assert sum(project.total for project in shipped.projects) == 7_612_343
    assert sum(project.planned for project in shipped.projects) == 5_875_598


def test_the_shipped_names_are_found_normalised(shipped: Catalogue) -> None:
    """Every unit is found by its name as clerks retype it."""
    assert all(shipped.unit_by_word[normalised(f" {unit.name}　")] == unit for unit in shipped.units)
