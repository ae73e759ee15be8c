"""What a cell is read as: a number only where one reading is possible."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.intake import values
from reporting.model.grid import Cell, CellKind
from reporting.model.words import Severity, State
from tests.intake.notation import CATALOGUE, cell

# drawn, measure, value, codes of remarks
READ = [
    ("12", "家", "12", []),
    ("2380.4299999999998", "亿元", "2380.43", []),
    ("-3.2", "%", "-3.2", []),
    ("0", "家", "0", []),
    ("=8.5", "亿元", "8.5", []),
    ("1.5E-3", "亿元", "0.0015", []),
    ("0.128", "%", "0.128", []),
    ("0.128{0.0%}", "%", "12.8", ["percent-fraction"]),
    ("-0.05{0.0%}", "%", "-5", ["percent-fraction"]),
    ("0{0.0%}", "%", "0", ["percent-fraction"]),
    ('12.8{0.0"%"}', "%", "12.8", []),
    ("'    11343", "家", "11343", ["value-text"]),
    ("'621 89", "家", "62189", ["value-text"]),
    ("'7. 35", "亿元", "7.35", ["value-text"]),
    ("'10．89", "亿元", "10.89", ["value-text"]),
    ("'１，２３４", "家", "1234", ["value-text"]),
    ("'657,874.03", "万元", "657874.03", ["value-text"]),
    ("'+35.8%", "%", "35.8", ["value-text"]),
    ("'－3.2％", "%", "-3.2", ["value-text"]),
    ("'\u00a01\u3000234\u00a0", "家", "1234", ["value-text"]),
    ("'12.5亿元", "亿元", "12.5", ["value-text"]),
    ("'12.5亿元", "万元", "125000", ["measure-changed"]),
    ("'3500万", "亿元", "0.35", ["measure-changed"]),
    ("'1.2万家", "家", "12000", ["measure-changed"]),
    ("'120（预计）", "家", "120", ["value-text"]),
    ("'120（快报数）", "家", "120", ["value-text"]),
    ("'120(预)", "家", "120", ["value-text"]),
    ("'预计120", "家", "120", ["value-text"]),
    ("'1200家（预计）", "家", "1200", ["value-text"]),
    ("'1.2亿元(快报数)", "万元", "12000", ["measure-changed"]),
    ("'0", "家", "0", ["value-text"]),
    ("'０", "家", "0", ["value-text"]),
    ("'-0", "家", "0", ["value-text"]),
    ("'零", "家", "0", ["value-text"]),
    ("'三十五", "家", "35", ["value-text"]),
    ("'一百二十家", "家", "120", ["value-text"]),
    ("'二十万", "万元", "20", ["value-text"]),
    ("'二十万元", "万元", "20", ["value-text"]),
    ("'三千人", "人", "3000", ["measure-changed"]),
    ("'一千二百", "家", "1200", ["value-text"]),
    ("''123", "家", "123", ["value-text"]),
    ("'‘123", "家", "123", ["value-text"]),
    ("'123。", "家", "123", ["value-text"]),
    ("'123家。", "家", "123", ["value-text"]),
    ("'12。5", "亿元", "12.5", ["value-text"]),
    ("'1,234家", "家", "1234", ["value-text"]),
    ("'1 234 567", "家", "1234567", ["value-text"]),
    ("'2380.4299999999998", "亿元", "2380.43", ["value-text"]),
    ("'−5.2", "%", "-5.2", ["value-text"]),
    ("'–5.2", "%", "-5.2", ["value-text"]),
    ("'负5.2", "%", "-5.2", ["value-text"]),
    ("'５０．３％", "%", "50.3", ["value-text"]),
    ("'503‰", "%", "50.3", ["measure-changed"]),
    ("'12.5亿", "万元", "125000", ["measure-changed"]),
    ("'12.5亿", "亿元", "12.5", ["value-text"]),
    ("'1.2万", "万元", "1.2", ["value-text"]),
    ("'1.2万", "家", "12000", ["measure-changed"]),
    ("'3千", "人", "3000", ["measure-changed"]),
    ("'14公顷", "万平方米", "14", ["value-text"]),
    ("'12户", "家", "12", ["value-text"]),
    ("'120（家）", "家", "120", ["value-text"]),
    ("'12.5（万元）", "亿元", "0.00125", ["measure-changed"]),
    ("'第3位", "位", "3", ["value-text"]),
    ("'第 3 名", "位", "3", ["value-text"]),
    ("'3位", "位", "3", ["value-text"]),
    ("'\u200b14.66\ufeff", "亿元", "14.66", ["value-text"]),
    ("'146600㎡", "万平方米", "14.66", ["measure-changed"]),
    ("'14.66万m²", "万平方米", "14.66", ["value-text"]),
    ("14660{0.00,}", "万元", "14660", ["shown-differs"]),
    ('14.66{"99.99"}', "万元", "14.66", ["shown-differs"]),
    ("14.66{;;;}", "万元", "14.66", ["shown-differs"]),
    ('1.76{0.00"亿元"}', "亿元", "1.76", []),
    ("1466{#,##0.00_ ;[Red]-#,##0.00 }", "万元", "1466", []),
    ("12{G/通用格式}", "家", "12", []),
]
REFUSED = [
    *((text, "value-type") for text in ("约120", "120左右", "近120", "120多", "120余", "超120", "≥120", "不到120")),
    *((text, "value-type") for text in ("100-120", "100～120", "100至120", "120/130", "12+3", "3*4", "1:2", "120、35")),
    *((text, "value-type") for text in ("120（含龙港30）", "120（不含经开区）", "120（待核实）", "120（上年110）")),
    *((text, "value-type") for text in ("120*", "*120", "120①", "120注1", "120[1]", "120?")),
    *((text, "value-type") for text in ("（5.2）", "(123)", "△5.2", "▲5.2", "↓5.2", "—5.2", "5.2-", "下降5.2%")),
    *((text, "value-type") for text in ("1O0", "l2", "1.5E+3x", "'1.5E+3", "'1.23457E+11", "1e3x", "¥120", "0,234")),
    *((text, "value-type") for text in ("1,23,4", "12,34", "1，23", "'00123", "'012", "12..5", "1.2.3", "12,")),
    *((text, "value-type") for text in ("2023年9月", "'2023-09-30", "9月30日", "http://a.cn/12", "'12      35")),
    *((text, "value-type") for text in ("'=DISPIMG(1,1)", "'=SUM(A1)", "'=A1+B1", "3千", "三千", "1.2万", "12亿3千万")),
    ("'1234567890123456", "value-type"),
    *((text, "value-type") for text in ("第3位", "120（新增）", "120家（新增）", "人民币120万元", "12万5")),
    ("'12\u3000\u300035", "value-type"),
    *((text, "value-mark") for text in ("详见说明", "待定", "正在统计", "#", "##", "√", "有", "一", "〇", "O", "null")),
    *((text, "value-mark") for text in ("一百二", "三百五", "十几", "一二三", "无数据", "暂未统计", "％", "亿元")),
    ("'#N/A", "cell-error"),
    ("'#DIV/0!", "cell-error"),
    ("10{0%}", "measure-changed"),
    ('1.76{0.00"万元"}', "measure-changed"),
    ("12{0人}", "measure-changed"),
    ("228S", "value-type"),
    ("120（其中经开区35）", "value-type"),
    ("1,5", "value-type"),
    ("12,34,567", "value-type"),
    ("1.234.567", "value-type"),
    ("5—6", "value-type"),
    ("1/2", "value-type"),
    ("12\\n35", "value-type"),
    ("7.", "value-type"),
    ("(3.2)", "value-type"),
    ("14.66①", "value-type"),
    ("②", "value-type"),
    ("3²", "value-type"),
    ("'14.66 12", "value-type"),
    ("\u202e66.41", "value-type"),
    ("1.2E+05元", "value-type"),
    ("'913303001234567890123", "value-type"),
    ("见附件", "value-mark"),
    ("同上", "value-mark"),
    ("〃", "value-mark"),
    ("12.5万美元", "measure-changed"),
    ("12%", "measure-changed"),
    ("#REF!", "cell-error"),
    ("=#DIV/0!", "cell-error"),
    ("=", "formula-uncached"),
    ("@2023-09-30", "value-type"),
    ("TRUE", "value-type"),
]
MARKED = [
    ("-", State.NONE),
    ("－", State.NONE),
    ("—", State.NONE),
    ("——", State.NONE),
    ("/", State.NONE),
    ("无", State.NONE),
    ("…", State.NONE),
    ("……", State.NONE),
    *(
        (text, State.NONE)
        for text in ("暂无", "没有", "无此项", "（无）", "无。", "“—”", "--", "— —", "－－", "―", "......")
    ),
    ("不适用", State.NOT_APPLICABLE),
    *((text, State.NOT_APPLICABLE) for text in ("×", "N/A", "（不适用）", "不 适 用")),
    *((text, State.BLANK) for text in ("\u3000", "''", "'‘", "\u200b", "\u00a0 ")),
]


@pytest.mark.parametrize(("drawn", "measure", "value", "codes"), READ)
def test_a_figure_with_one_reading_is_read(drawn: str, measure: str, value: str, codes: list[str]) -> None:
    """A number is read as the clerk meant it, and what was mended is said without returning the form."""
    found = values.number(cell(drawn), measure)
    assert found.value == Decimal(value)
    assert found.state is (State.VALUE if Decimal(value) else State.ZERO)
    assert [remark.code for remark in found.remarks] == codes
    assert all(remark.severity in (Severity.NOTE, None) for remark in found.remarks)


@pytest.mark.parametrize(("drawn", "code"), REFUSED)
def test_a_figure_with_no_sure_reading_is_not_guessed(drawn: str, code: str) -> None:
    """What could be read in two ways, or not at all, has no value and an error that says what to do."""
    found = values.number(cell(drawn), "亿元")
    assert found.value is None
    assert [remark.code for remark in found.remarks] == [code]
    assert found.remarks[0].severity is None
    assert "请" in found.remarks[0].message
    assert "{" not in found.remarks[0].message


@pytest.mark.parametrize(("drawn", "state"), MARKED)
def test_marks_are_no_numbers(drawn: str, state: State) -> None:
    """Marks for what is missing are kept apart and never become nought."""
    found = values.number(cell(drawn), "亿元")
    assert (found.value, found.state) == (None, state)
    assert all(remark.severity is Severity.NOTE for remark in found.remarks)


def test_nothing_is_blank() -> None:
    """A cell that is not there is blank, without a word."""
    assert values.number(None, "亿元") == values.Value(None, State.BLANK)


@pytest.mark.parametrize("text", ["NaN", "inf", "1E400", "1E-999999999", "1E+999999999", "", "abc", "1_4.6", "١٤"])
def test_numbers_no_figure_has(text: str) -> None:
    """A stored number of impossible size is refused at once, not written out; so is what no workbook writes."""
    found = values.number(Cell(1, 1, text, CellKind.NUMBER), "亿元")
    assert found.value is None


def test_the_measure_of_the_sheet_is_converted() -> None:
    """A figure under （万元） becomes 亿元 exactly; one that names its own measure goes by that."""
    assert values.number(cell("125000"), "亿元", power=-4).value == Decimal("12.5")
    assert values.number(cell("'12.5亿元"), "亿元", power=-4).value == Decimal("12.5")


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("120（预计）", "预计数"),
        ("120(预)", "预计数"),
        ("120（预估值）", "预计数"),
        ("预计：120", "预计数"),
        ("120家（快报数）", "快报数"),
        ("120初步数", "初步数"),
        ("120（终核数）", "最终核实数"),
        ("120", ""),
    ],
)
def test_a_nature_beside_the_value_is_kept(text: str, nature: str) -> None:
    """120（预计） is 120, and known to be a forecast."""
    found = values.number(cell(f"'{text}"), "家")
    assert (found.value, found.nature) == (Decimal(120), nature)
    assert nature in found.remarks[0].message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("120（其中经开区35）", "请只填“120”，把“其中经开区35”写到“说明”栏"),
        ("120注1", "请只填“120”"),
        ("14.66①", "请只填“14.66”"),
        ("约120", "120（预计）"),
        ("100-120", "范围"),
        ("（5.2）", "负数请填“-5.2”"),
        ("228S", "字母"),
        ("1.5E+3", "完整写出"),
        ("012", "以0开头"),
        ("=SUM(A1)", "公式"),
        ('=DISPIMG("ID_1F",1)', "图片"),
        ("见附件", "直接填到此格"),
        ("同上", "直接填在此格"),
        ("正在统计", "120（预计）"),
        ("一", "“1”或“—”"),
        ("1.2万", "按亿元只填数字"),
    ],
)
def test_the_clerk_is_told_what_to_write_instead(text: str, told: str) -> None:
    """A message does not only refuse: it says what belongs into the cell."""
    assert told in values.number(Cell(1, 1, text), "亿元").remarks[0].message


def test_a_long_text_is_not_repeated() -> None:
    """A page of text pasted into a cell is refused in a sentence, not in another page."""
    found = values.number(Cell(1, 1, "1,1," * 20_000 + "说明"), "亿元")
    assert found.value is None
    assert len(found.remarks[0].message) < 200


def test_a_formula_that_gives_nothing() -> None:
    """A formula whose result is a blank text lacks nothing: it is a blank; one without any result is told."""
    blank = values.number(Cell(1, 1, " ", CellKind.TEXT, formula=True), "亿元")
    assert (blank.state, blank.remarks) == (State.BLANK, ())
    lacking = values.number(Cell(1, 1, "", CellKind.NUMBER, formula=True), "亿元")
    assert [remark.code for remark in lacking.remarks] == ["formula-uncached"]


def test_crumbs_of_a_formula() -> None:
    """What the difference of two equal figures leaves behind is nought, and said; small figures are kept."""
    crumb = values.number(Cell(1, 1, "5.5511151231257827E-17", CellKind.NUMBER, formula=True), "亿元")
    assert (crumb.state, [remark.code for remark in crumb.remarks]) == (State.ZERO, ["shown-differs"])
    assert values.number(Cell(1, 1, "5.5E-5", CellKind.NUMBER, formula=True), "亿元").value == Decimal("0.000055")


def test_stages() -> None:
    """A stage counts only when it is the last; a word that is none is returned."""
    item = CATALOGUE.item_by_code["STAGE"]
    assert values.read(cell("批复"), item).value == 1
    assert values.read(cell(" 公 示 "), item) == values.Value(Decimal(0), State.ZERO)
    assert values.read(cell("—"), item).state is State.NONE
    assert [remark.code for remark in values.read(cell("快了"), item).remarks] == ["value-type"]
