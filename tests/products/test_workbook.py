"""汇总表.xlsx: what the bureau opens, reckons with and filters."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl import Workbook

from reporting.merge.evidence import gather
from reporting.merge.merge import merge
from reporting.merge.needed import needed
from reporting.model.figures import Compilation
from reporting.model.periods import Period
from reporting.model.records import Entry, Finding, Held, HeldEntry, Source, Standing, Waiver
from reporting.model.words import CityFigure, Content, FormKind, Severity
from reporting.products.workbook.workbook import workbook
from reporting.sheets.read import read
from tests import builders
from tests.builders import ALPHA, BETA, GAMMA, INNER, column, form, held, indicator, item, target
from tests.products import quarter
from tests.products.city import HOSTILE as HOSTILE_NAME

Q3 = Period(2023, 3)
COUNTIES = (ALPHA.code, BETA.code, GAMMA.code)
# openpyxl says of data bars that it would lose them; it only reads here.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
HOSTILE = '=HYPERLINK("http://example.invalid","看这里")'


def compilation(*found: Held, **given: object) -> Compilation:
    """Compile a quarter of three counties and a zone, with one flow, one stock and one given rate."""
    labels = (column(Content.KEY, "统一社会信用代码"), column(Content.TEXT, "企业名称"))
    city = builders.catalogue(
        items=(
            item("DEALS", "技术交易额"),
            item("RATE", "投资增速", measure="%", decimals=1, city=CityFigure.GIVEN),
        ),
        indicators=(indicator("I1", "技术交易额"), indicator("I2", "投资增速", plan="145", key=False, measure="%")),
        targets=(target("I1", 2023, "400"), target("I2", 2025, "12", plan="145")),
        forms=(
            form("F1", (*COUNTIES, INNER.code), ("DEALS", "RATE")),
            form("L1", COUNTIES, (), name="企业名录", kind=FormKind.LIST, columns=labels),
        ),
    )
    figures = merge(gather(city, found, (), needed(city, Q3)), Q3)
    fields: dict[str, object] = {
        "dated": date(2023, 10, 18),
        "figures": {(one.code, one.unit): one for one in figures},
        "standings": tuple(Standing(sender, "F1", "missing") for sender in COUNTIES),
        "findings": (),
        "entries": {},
        "sources": {},
        "bureau": "某局",
    }
    return Compilation(catalogue=city, period=Q3, **{**fields, **given})  # type: ignore[arg-type]


def deals(*values: str) -> list[Held]:
    return [held(unit, "DEALS", "2023Q3", value) for unit, value in zip(COUNTIES, values, strict=False)]


def opened(made: bytes, *, values: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(made), data_only=values)


def row_of(book: Workbook, sheet: str, first: str) -> list[object]:
    rows = book[sheet].iter_rows(values_only=True)
    return next(list(row) for row in rows if any(str(cell).rstrip("①②") == first for cell in row))


def test_a_total_is_a_live_formula_with_the_right_value_in_it() -> None:
    """Whoever changes a county's cell sees the total change; whoever only reads sees it right."""
    made = workbook(compilation(*deals("100.25", "50", "30.5")))
    live = row_of(opened(made), "分县数据", "技术交易额")[2]
    assert str(live).startswith("=SUM(")
    assert row_of(opened(made, values=True), "分县数据", "技术交易额")[2] == 180.75


def test_a_total_adds_what_was_sent_and_not_what_is_shown() -> None:
    """Cells hold what counties sent, rounded only to the eye: the formula gives the city's figure to the last digit."""
    made = workbook(compilation(*deals("0.333", "0.333", "0.333")))
    assert row_of(opened(made, values=True), "分县数据", "技术交易额")[2:6] == [0.999, 0.333, 0.333, 0.333]


def test_a_total_that_is_no_sum_of_the_cells_is_no_formula() -> None:
    """A city figure given by itself stands as a number: a formula beside it would say something else when reckoned."""
    city = builders.catalogue().city.code
    found = [
        held(unit, "RATE", "2023Q3", value)
        for unit, value in zip((city, *COUNTIES), ("18.2", "9", "8", "7"), strict=True)
    ]
    assert row_of(opened(workbook(compilation(*found))), "分县数据", "投资增速")[2] == 18.2


def test_a_zone_inside_a_county_stands_behind_the_sum() -> None:
    """The zone is shown with # and lies outside the formula's range."""
    made = workbook(compilation(*deals("100", "50", "30"), held(INNER.code, "DEALS", "2023Q3", "40")))
    sheet = opened(made)["分县数据"]
    headings = [cell.value for cell in sheet[3]]
    assert headings[-1] == f"#{INNER.name}"
    assert row_of(opened(made), "分县数据", "技术交易额")[2] == "=SUM(D4:F4)"


def test_an_incomplete_total_names_who_is_missing() -> None:
    """Below the table stands which county the total is without, and that it is not judged."""
    made = workbook(compilation(*deals("100", "50")))
    texts = [str(cell) for row in opened(made)["分县数据"].iter_rows(values_only=True) for cell in row if cell]
    assert any(f"不含{GAMMA.name}（未报送）" in text and "暂不评价" in text for text in texts)
    assert "未报送" in texts


def test_a_county_without_a_figure_is_no_zero() -> None:
    """An unreported figure stands as 未报送, a zero as 0."""
    made = workbook(compilation(*deals("100", "0")))
    assert row_of(opened(made), "分县数据", "技术交易额")[3:6] == [100, 0, "未报送"]


def test_both_plans_stand_side_by_side() -> None:
    """Where two plans follow the same city, each indicator stands against its own plan's target."""
    made = workbook(compilation(*deals("100", "50", "30")))
    plans = [row[0] for row in opened(made)["规划指标"].iter_rows(min_row=4, values_only=True) if row[0]]
    assert plans[:2] == ["315", "145"]


def test_text_of_strangers_is_never_a_formula_or_a_link() -> None:
    """What a county writes is shown letter for letter, and does nothing when it is opened."""
    entry = Entry("L1", ALPHA.code, "91X", "企业名录", 5, {"统一社会信用代码": "91X", "企业名称": HOSTILE}, {}, Q3)
    listed = {"L1": (HeldEntry(entry, builders.submission(ALPHA.code, "L1", Q3)),)}
    finding = Finding("value-type", Severity.ERROR, "请改正", sender=ALPHA.name, found=HOSTILE, file=HOSTILE)
    made = workbook(compilation(*deals("1"), entries=listed, findings=(finding,)))
    book = opened(made)
    cells = [cell for name in ("企业名录", "问题清单") for row in book[name].iter_rows() for cell in row]
    stranger = [cell for cell in cells if cell.value == HOSTILE]
    assert len(stranger) == 3
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in stranger)


def test_what_was_waived_stands_last_with_who_when_and_why() -> None:
    """The bureau's list keeps what a clerk has waived, with the clerk's name, below what is still open."""
    waiver = Waiver("王某", datetime(2023, 10, 20, tzinfo=UTC), "=来函")
    waived = Finding("cum-fell", Severity.ERROR, "请核对", sender=ALPHA.name, waived=waiver)
    late = Finding("late", Severity.NOTE, "逾期", sender=ALPHA.name)
    book = opened(workbook(compilation(*deals("1"), findings=(waived, late))))
    rows = list(book["问题清单"].iter_rows(min_row=4, values_only=True))
    assert [(row[0], row[-1] or "") for row in rows] == [
        ("提示", ""),
        ("错误", "已豁免（王某，2023年10月20日）：=来函"),
    ]


def test_every_link_of_the_contents_leads_somewhere() -> None:
    """Each sheet listed in the contents is there, and no sheet but the chart's own data is left out."""
    book = opened(workbook(compilation(*deals("100", "50", "30"))))
    listed = [row[1] for row in book["目录"].iter_rows(min_row=5, values_only=True) if row[1]]
    assert listed
    assert [name for name in book.sheetnames if name not in ("目录", "图表数据")] == listed
    links = [cell.hyperlink.location for row in book["目录"].iter_rows() for cell in row if cell.hyperlink]
    assert [str(link).split("!")[0].strip("'") for link in links] == listed


def test_every_source_is_shown_and_the_one_used_is_marked() -> None:
    """Where two senders give one figure both cells are listed, and which of them counts."""
    where = Source(ALPHA.name, 1, 1, "ledger/originals/ab/abc.xlsx", "abc", "F1", "C5", "100", "F1")
    both = (where, replace(where, sender="统计局", cell="D7", text="99"))
    book = opened(workbook(compilation(*deals("100"), sources={("DEALS", ALPHA.code): both})))
    rows = [row[3:10] for row in book["数据来源"].iter_rows(min_row=4, values_only=True) if row[1]]
    assert [(row[0], row[1], row[5], row[6]) for row in rows] == [
        ("是", ALPHA.name, "C5", "100"),
        (None, "统计局", "D7", "99"),
    ]


@pytest.mark.parametrize(
    ("standing", "shown"),
    [
        (Standing("甲", "F1", "missing"), "未报送"),
        (Standing("甲", "F1", "accepted", 1, 1, None, 0), "按时（第1版）"),
        (Standing("甲", "F1", "accepted", 1, 1, None, 2), "迟报2个工作日\n（第1版）"),
        (Standing("甲", "F1", "review", 2, 2, None, 1), "待审核（第2版）\n迟1个工作日"),
        (Standing("甲", "F1", "returned", 2, 1, None, 0), "退回未改（第2版）\n第1版有效"),
    ],
)
def test_who_reported_and_how(standing: Standing, shown: str) -> None:
    """The matrix tells state, version, delay, and which version counts when the newest was returned."""
    book = opened(workbook(compilation(*deals("1"), standings=(standing,))))
    assert row_of(book, "报送情况", ALPHA.name)[1] == shown


@pytest.mark.parametrize(
    ("stamped", "shown"),
    [((True, True), "有"), ((False, False), "待盖章件"), ((True, False), "有：F1\n待盖章件：F2"), ((), "")],
)
def test_whose_stamped_scans_are_there(stamped: tuple[bool, ...], shown: str) -> None:
    """One column tells of which forms the scan is there; of a sender that sent nothing none is waited for."""
    there = [Standing(ALPHA.code, f"F{n}", "accepted", 1, 1, stamped=one) for n, one in enumerate(stamped, 1)]
    missing = (Standing(ALPHA.code, "F3", "missing"),)
    book = opened(workbook(compilation(*deals("1"), standings=(*there, *missing))))
    assert (row_of(book, "报送情况", ALPHA.name)[-1] or "") == shown


def test_the_same_quarter_gives_the_same_bytes() -> None:
    """Made twice from the same figures, the workbook is the same file."""
    made = compilation(*deals("100", "50", "30"))
    assert workbook(made) == workbook(made)


def test_what_we_write_we_can_read_back() -> None:
    """Our own reader finds the figures it was given."""
    sheet = read(workbook(compilation(*deals("100.25", "50", "30.5"))), "汇总表.xlsx").sheet("分县数据")
    assert sheet is not None
    assert [Decimal(sheet.text(4, place)) for place in (3, 4, 5, 6)] == [
        Decimal("180.75"),
        Decimal("100.25"),
        Decimal(50),
        Decimal("30.5"),
    ]


def parts(made: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_how_many_forms_stand_how_is_counted_live() -> None:
    """Below the matrix stands how many came in time, late, or not at all, as formulas with their values."""
    found = (
        Standing(ALPHA.code, "F1", "accepted", 1, 1, None, 0),
        Standing(BETA.code, "F1", "accepted", 1, 1, None, 2),
        Standing(GAMMA.code, "F1", "missing"),
    )
    made = workbook(compilation(*deals("1"), standings=found))
    words = ("应报张数", "其中：按时", "其中：迟报", "其中：待审核", "其中：退回未改", "其中：未报送")
    assert [row_of(opened(made, values=True), "报送情况", word)[1] for word in words] == [3, 1, 1, 0, 0, 1]
    assert [str(row_of(opened(made), "报送情况", word)[1]) for word in words[:2]] == [
        '=COUNTIF(B4:B6,"*")',
        '=COUNTIF(B4:B6,"按时*")',
    ]


def test_a_note_bears_the_mark_of_what_it_is_about() -> None:
    """An incomplete total has ① at its name, and the note that explains it begins with ①; a complete one has none."""
    each = (workbook(compilation(*deals(*values))) for values in (("1", "2"), ("1", "2", "3")))
    lacking, whole = (opened(made)["分县数据"] for made in each)
    told = [[str(row[0]) for row in sheet.iter_rows(min_row=4, values_only=True)] for sheet in (lacking, whole)]
    assert told[0][0] == "技术交易额①"
    assert sum(text.startswith("①全市数不含") for text in told[0]) == 1
    assert not any("①" in text for text in told[1])


def test_charts_are_told_to_who_cannot_see_them() -> None:
    """Each chart has a description with its figures, each chart of units a title with the measure."""
    found = parts(workbook(compilation(*deals("100", "50", "-30.5"))))
    drawings = [text for name, text in found.items() if name.startswith("xl/drawings/drawing")]
    told = [text for drawing in drawings for text in re.findall(r'descr="([^"]*)"', drawing)]
    assert len(told) == sum(name.startswith("xl/charts/chart") for name in found) == 2
    assert any(f"{ALPHA.name}100" in text and f"{GAMMA.name}\u221230.5" in text for text in told)
    assert any("（亿元）" in text for name, text in found.items() if name.startswith("xl/charts/chart"))


def test_units_are_drawn_beside_each_indicator() -> None:
    """The overview has small columns of the units in a cell, which follow the cells of 分县指标; a gap is no nought."""
    made = workbook(compilation(*deals("100", "0")))
    (drawn,) = re.findall(r"<xm:f>([^<]*![^<]*)</xm:f>", "".join(parts(made).values()))
    assert drawn == "'图表数据'!F2:F4"
    cells = [row[0] for row in opened(made)["图表数据"]["F2:F4"]]
    assert [cell.value for cell in cells] == ["='分县指标'!B5", "='分县指标'!B6", None]
    assert [row[0].value for row in opened(made, values=True)["图表数据"]["F2:F4"]] == [100, 0, None]


def test_nothing_meant_is_doubted() -> None:
    """Codes that look like numbers, and sums beside which zones stand, bear no green corner."""
    made = workbook(compilation(*deals("100", "50", "30"), held(INNER.code, "DEALS", "2023Q3", "40")))
    (sheet,) = [text for text in parts(made).values() if "SUM(D4" in text]
    ignored = re.search(r"<ignoredErrors>.*</ignoredErrors>", sheet)
    assert ignored is not None
    assert all(doubt in ignored[0] for doubt in ("numberStoredAsText", "formulaRange"))


def test_every_sheet_prints_on_landscape_paper_with_its_headings() -> None:
    """A4, landscape, as wide as a page, with a print area, and the headings of tables on every page."""
    for sheet in opened(workbook(compilation(*deals("100", "50", "30")))):
        if sheet.sheet_state == "visible":
            assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape"), sheet.title
            fitted = sheet.sheet_properties.pageSetUpPr
            assert fitted is not None, sheet.title
            assert (fitted.fitToPage, bool(sheet.print_area)) == (True, True), sheet.title
            assert sheet.title == "目录" or sheet.print_title_rows, sheet.title


def test_money_of_projects_can_be_reckoned_with() -> None:
    """A project's money is a number, its sum a live formula; its year stays the text it is, a hostile text too."""
    city = quarter.compilation()
    named = replace(city.catalogue, items=(item("ONE", "甲"),))
    sheet = opened(workbook(replace(city, catalogue=named)))["重大项目"]
    heads = [cell.value for cell in sheet[3]]
    rows = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(4, values_only=True)]
    assert [(row["总投资"], row["期限"]) for row in rows[:2]] == [("=SUM(F5:F41)", None), (1000, "2021—2025")]
    assert any(HOSTILE_NAME in str(cell.value) and cell.data_type == "s" for cell in sheet["B"])


def test_what_is_no_figure_of_a_sender_leads_nowhere() -> None:
    """A value without a source row is not made to look as if it had one, and neither is a state, a heading, a name."""
    book = opened(workbook(compilation(*deals("100", "50"))))
    links = [cell.hyperlink for name in ("总览", "分县数据") for row in book[name].iter_rows(min_row=3) for cell in row]
    assert not [one.location for one in links if one and "数据来源" in str(one.location)]
