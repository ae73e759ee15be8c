"""Issued forms: all that is asked, pre-filled, guarded while typing, and read back without a word of doubt."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from reporting.catalogue.load import load
from reporting.intake.extract import extract
from reporting.intake.identify import identify
from reporting.model.catalogue import COUNTY, Catalogue, Rule
from reporting.model.grid import place
from reporting.model.history import History
from reporting.model.periods import Period
from reporting.model.records import Arrival, Reading
from reporting.model.words import Content, FormKind, Frequency, ItemKind, Severity, State, Tense
from reporting.products.forms import Issued, forms, senders
from reporting.sheets.patch import fill
from reporting.sheets.read import read
from tests import builders as make

SHIPPED = Path(__file__).parents[2] / "templates" / "指标体系.xlsx"
Q3 = Period(2023, 3)
DUE = date(2023, 10, 20)
NOW = datetime(2023, 10, 12, tzinfo=timezone(timedelta(hours=8)))
SIGNERS = ("单位负责人", "审核人", "填表人", "联系电话", "报出日期")

AREA = make.item("AREA", "孵化面积", Tense.YEAR_TO_DATE, measure="万平方米", low=Decimal(0))
FIRMS = make.item("FIRMS", "企业数", Tense.STOCK, measure="家", decimals=0, low=Decimal(0), high=Decimal(9999))
LABS = make.item("LABS", "实验室数", Tense.STOCK, measure="家", decimals=0, low=Decimal(0))
RATE = make.item("RATE", "增速", Tense.YEAR_TO_DATE, measure="%", decimals=1)
STAGE = make.item("STAGE", "进度", Tense.STOCK, kind=ItemKind.STAGE, measure="个", stages=("申报", "受理", "批复"))
PAST = History(
    {
        ("甲", "AREA", Period(2023, 2)): Decimal("8.5"),
        ("甲", "AREA", Period(2022, 3)): Decimal("7.25"),
        ("甲", "FIRMS", Period(2023, 2)): Decimal(40),
    }
)


@cache
def shipped() -> Catalogue:
    return load(SHIPPED)


def small() -> Catalogue:
    columns = tuple(
        make.column(content)
        for content in (
            Content.STUB,
            Content.MEASURE,
            Content.NOW,
            Content.BASE,
            Content.REFERENCE,
            Content.EXPLANATION,
        )
    )
    county = make.form("F1", ("甲", "乙"), ("AREA", "FIRMS", "LABS"), name="创新季度表", columns=columns)
    table = make.units_form("F2", "统计", (COUNTY, "CITY", "区"), ("RATE", "STAGE"), name="分县表")
    yearly = make.form("F3", ("甲",), ("AREA",), name="年报", frequency=Frequency.YEAR)
    rule = Rule("JY1", "F1", Severity.ERROR, "实验室数 <= 企业数", "实验室多于企业，请核对", "")
    return make.catalogue(items=(AREA, FIRMS, LABS, RATE, STAGE), forms=(county, table, yearly), rules=(rule,))


def issued(
    catalogue: Catalogue, sender: str, period: Period = Q3, past: History = PAST, *, demo: bool = False
) -> Issued:
    due = {form.code: DUE for form in catalogue.forms}
    return forms(catalogue, period, catalogue.unit_by_word[sender.casefold()], past, due, demo=demo)


def book(one: Issued) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(one.content))


def answers(catalogue: Catalogue, one: Issued) -> dict[str, dict[str, str | Decimal]]:
    """Fill in every cell of a workbook: 12 for figures, the first stage, ten rows of each list."""
    values: dict[str, dict[str, str | Decimal]] = {}
    for cell in one.cells:
        item = catalogue.item_by_code.get(cell.item)
        form = catalogue.form_by_code[cell.form]
        if form.kind is FormKind.LIST and not form.seed and cell.column not in SIGNERS:
            row = place(cell.cell)[0]
            words: dict[str, str | Decimal] = {
                "统一社会信用代码": f"91330300{row:010}",
                "认定年份": Decimal(2022),
                "所属县（市、区）": "永嘉县",
            }
            value: str | Decimal | None = words.get(cell.column, f"{cell.column}{row}") if row < 18 else None
        elif item is not None and cell.column != "说明":
            value = item.stages[0] if item.stages else Decimal(12)
        else:
            value = f"{cell.column}的内容"
        if value is not None:
            values.setdefault(cell.sheet, {})[cell.cell] = value
    return values


def readings(catalogue: Catalogue, content: bytes) -> Mapping[str, Reading]:
    found = read(content, "a.xlsx")
    claims = identify(found, Arrival("a.xlsx", content, "0" * 64, NOW), catalogue)
    assert claims.findings == ()
    sheets = {sheet.name: sheet for sheet in found.sheets}
    return {claim.form: extract(claim, sheets[claim.sheet], catalogue) for claim in claims.claims}


@pytest.mark.parametrize("sender", ["永嘉县", "市统计局", "市科技局", "温州海经区"])
def test_what_is_filled_in_is_read_back_without_a_doubt(sender: str) -> None:
    """Every form of a sender, filled in at the cells we name, is recognised and read without a single finding."""
    catalogue = shipped()
    one = issued(catalogue, sender)
    filled = readings(catalogue, fill(one.content, answers(catalogue, one)))
    asked = {form.code for form in catalogue.forms if catalogue.unit_by_word[sender].code in form.senders}
    assert set(filled) == {cell.form for cell in one.cells} <= asked
    for code, reading in filled.items():
        assert [finding.message for finding in reading.findings] == []
        assert reading.has_figures
        form = catalogue.form_by_code[code]
        if form.kind is not FormKind.LIST:
            figures = {(cell.item, cell.unit) for cell in one.cells if cell.form == code and cell.item}
            assert {(seen.item, seen.unit) for seen in reading.observations if seen.state is State.VALUE} >= {
                (item, unit) for item, unit in figures if not catalogue.item_by_code[item].stages
            }
        assert set(reading.signers) == set(SIGNERS) or form.kind is FormKind.LIST


@pytest.mark.parametrize("sender", ["永嘉县", "市统计局", "市科技局"])
def test_an_empty_form_sent_back_is_empty(sender: str) -> None:
    """What we print ourselves is never taken for an answer."""
    for reading in readings(shipped(), issued(shipped(), sender).content).values():
        assert not reading.has_figures
        assert reading.entries == ()
        assert all(seen.value is None for seen in reading.observations if seen.content is Content.NOW)


def test_every_cell_asked_for_can_be_filled_and_no_other() -> None:
    """Cells to be filled are unlocked; names, measures and figures of ours are locked, without a password."""
    one = issued(small(), "甲")
    sheets = book(one)
    for sheet in sheets.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
    asked = {(cell.sheet, cell.cell) for cell in one.cells}
    for sheet in sheets.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                locked = cell.protection.locked
                assert locked == ((sheet.title, cell.coordinate) not in asked), cell.coordinate


def test_known_figures_are_printed() -> None:
    """Last period's figure stands locked as a reference, last year's open to correction; what we lack stays empty."""
    sheet = book(issued(small(), "甲"))["F1 创新季度表"]
    row = {sheet.cell(at, 1).value: [cell.value for cell in sheet[at]][1:6] for at in range(5, 8)}
    assert row["孵化面积"] == ["万平方米", None, 7.25, 8.5, None]
    assert row["企业数"] == ["家", None, None, 40, None]
    assert row["实验室数"] == ["家", None, None, None, None]


def test_heads_and_stamp() -> None:
    """Title, period, sender and the hidden stamp say what the sheet is; the words are those intake looks for."""
    sheet = book(issued(small(), "甲"))["F1 创新季度表"]
    texts = [str(cell.value) for row in sheet.iter_rows(max_row=4) for cell in row if cell.value]
    assert texts[0] == "2023年前三季度创新季度表"
    assert "填报单位：甲县" in texts
    assert "报告期：2023年前三季度（1—9月）" in texts
    assert "工作调度表（非统计调查）" in texts
    stamp = next(cell for row in sheet.iter_rows(max_row=1) for cell in row if "报送标识" in str(cell.value))
    assert stamp.value == "[[报送标识|F1|v1|甲|2023Q3]]"
    assert sheet.column_dimensions[stamp.column_letter].hidden


def test_only_what_is_asked_in_the_period_is_issued() -> None:
    """Yearly forms go out for years, and a sender without a form is no sender."""
    catalogue = small()
    assert [unit.code for unit in senders(catalogue, Q3)] == ["甲", "乙", "统计"]
    assert {cell.form for cell in issued(catalogue, "甲").cells} == {"F1"}
    assert {cell.form for cell in issued(catalogue, "甲", Period(2022)).cells} == {"F3"}


def test_rows_of_other_senders_are_left_out() -> None:
    """A row that names its 填报单位 is asked of nobody else."""
    catalogue = shipped()
    one = issued(catalogue, "市统计局")
    form = catalogue.form_by_code["KJ6"]
    mine = {row.subject for row in form.rows if catalogue.unit_by_word["市统计局"].code in row.reporters}
    assert {cell.item for cell in one.cells if cell.form == "KJ6" and cell.item} == mine


def test_zones_and_stages_of_a_table_by_unit() -> None:
    """Counties, the city and the zone (marked #) have their rows; a stage is chosen from its list."""
    one = issued(small(), "统计")
    sheet = book(one)["F2 分县表"]
    assert [sheet.cell(row, 1).value for row in range(5, 10)] == ["甲县", "乙县", "丙县", "全市", "#甲内功能区"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert (rules["C5"].type, rules["C5"].formula1) == ("list", '"申报,受理,批复"')
    assert rules["B5"].type == "decimal"
    assert {cell.unit for cell in one.cells if cell.item} == {"甲", "乙", "丙", "CITY", "区"}


def test_cells_are_guarded_while_typing() -> None:
    """Bounds warn natively, and may be overridden for `—`; the prompt tells what the figure covers and was."""
    sheet = book(issued(small(), "甲"))["F1 创新季度表"]
    rules = {cell: rule for rule in sheet.data_validations.dataValidation for cell in str(rule.sqref).split()}
    area, firms = rules["C5"], rules["C6"]
    assert rules["D5"] is area, "last year's figure has the same bounds"
    assert (area.type, area.operator, area.formula1, area.errorStyle) == (
        "decimal",
        "greaterThanOrEqual",
        "0",
        "warning",
    )
    assert (firms.type, firms.formula1, firms.formula2) == ("whole", "0", "9999")
    assert area.prompt == "本年累计，1—9月累计数，计量单位：万平方米。上期：8.5。上年同期：7.25。"


def test_seeded_lists_hold_the_senders_own_rows() -> None:
    """A county finds its own projects with their planned money, a department its own tasks; others' are not shown."""
    catalogue = shipped()
    county = catalogue.unit_by_word["永嘉县"]
    one = issued(catalogue, "永嘉县")
    keys = {cell.key for cell in one.cells if cell.form == "KJ8" and cell.key}
    assert keys == {project.code for project in catalogue.projects if project.reporter == county.code}
    sheet = next(found for found in book(one).worksheets if found.title.startswith("KJ8"))
    printed = {sheet.cell(row, 1).value: sheet.cell(row, 3).value for row in range(5, 5 + len(keys))}
    assert printed == {project.code: int(project.total) for project in catalogue.projects if project.code in keys}


def test_an_open_list_has_room_for_more_than_last_time() -> None:
    """A list that was long last time has room for a fifth more; codes are texts and keep their noughts."""
    catalogue = shipped()
    county = catalogue.unit_by_word["永嘉县"].code
    past = History(rows={("KJ10", county): {str(number): {} for number in range(1000)}})
    one = issued(catalogue, "永嘉县", past=past)
    codes = [cell for cell in one.cells if cell.form == "KJ10" and cell.column == "统一社会信用代码"]
    assert len(codes) == 1200
    sheet = next(found for found in book(one).worksheets if found.title.startswith("KJ10"))
    assert sheet[codes[0].cell].number_format == "@"
    assert sheet.column_dimensions["A"].protection.locked is False


def test_a_demonstration_is_marked_on_every_sheet() -> None:
    """Every sheet and every printed page of the demo says 演示数据; a real one never does."""
    marked, real = issued(small(), "甲", demo=True), issued(small(), "甲")
    for sheet in book(marked).worksheets:
        assert "演示数据" in "".join(str(cell.value) for row in sheet.iter_rows(max_row=2) for cell in row)
        assert sheet.oddHeader is not None
        assert "演示数据" in str(sheet.oddHeader.right.text)
    assert "演示数据" not in "".join(
        cell.text for sheet in read(real.content, "a").sheets for cell in sheet.cells.values()
    )


def test_the_cover_tells_when_and_how() -> None:
    """The cover names every form with its sheet and deadline, and says what a 说明 must be."""
    sheet = book(issued(small(), "甲"))["填报说明"]
    words = "".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "2023年10月20日" in words
    assert "不少于8个字" in words
    assert sheet["C6"].hyperlink.location == "'F1 创新季度表'!A1"


def test_a_window_of_its_own_stands_on_the_cover() -> None:
    """A form that is taken only from a day on says so, whole and readable; others name their last day alone."""
    catalogue = small()
    due = {form.code: DUE for form in catalogue.forms}
    opens = {"F1": date(2023, 10, 7)}
    one = forms(catalogue, Q3, catalogue.unit_by_word["甲"], PAST, due, opens=opens)
    cover = book(one).worksheets[0]
    assert cover["D6"].value == f"2023年10月7日至{DUE.year}年{DUE.month}月{DUE.day}日"
    assert cover.row_dimensions[6].height > 22, "both days are seen"


@pytest.mark.parametrize("sender", ["永嘉县", "市统计局", "市科技局"])
def test_sheets_print_on_a4_with_their_headings(sender: str) -> None:
    """Every sheet prints on A4, fitted to the width, its headings on every page, up to the foot."""
    for sheet in book(issued(shipped(), sender)).worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
        assert sheet.title == "填报说明" or sheet.print_title_rows
        assert len(sheet.title) <= 31


def test_the_same_period_gives_the_same_bytes() -> None:
    """Issuing twice gives the same file."""
    assert issued(shipped(), "永嘉县") == issued(shipped(), "永嘉县")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_hints_show_mistakes_while_typing(tmp_path: Path) -> None:
    """The hints say what intake would say, and are silent where nothing is wrong."""
    one = issued(small(), "甲")
    cells = {cell.item: cell.cell for cell in one.cells if cell.column == "本期"}
    wrong = {cells["AREA"]: Decimal("8.4"), cells["FIRMS"]: Decimal(3), cells["LABS"]: Decimal(5)}
    right: dict[str, str | Decimal] = {cells["AREA"]: Decimal("8.6"), cells["FIRMS"]: Decimal(50), cells["LABS"]: "—"}
    assert hints(one, wrong, tmp_path / "a") == [
        "累计数小于上期；",
        "比上期少，请写说明；",
        "实验室多于企业，请核对；",
    ]
    assert hints(one, right, tmp_path / "b") == ["", "", ""]
    assert hints(one, {cells["AREA"]: "228S"}, tmp_path / "c")[0] == "请填数字；"


def hints(one: Issued, values: Mapping[str, str | Decimal], folder: Path) -> list[str]:
    """Have LibreOffice calculate a filled form, and give the hints beside its rows."""
    sheet = one.cells[0].sheet
    folder.mkdir()
    (folder / "表.xlsx").write_bytes(fill(one.content, {sheet: values}))
    profile = (folder.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run(
        [*command, str(folder / "out"), str(folder / "表.xlsx")], check=True, capture_output=True, timeout=120
    )
    found = read((folder / "out" / "表.xlsx").read_bytes(), "a").sheet(sheet)
    assert found is not None
    return [re.sub(r"\s", "", found.text(row, 7)) for row in range(5, 8)]
