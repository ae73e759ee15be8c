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
    ("'0", "家", "0", ["value-text"]),
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
    ("约120", "value-type"),
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
    ("不适用", State.NOT_APPLICABLE),
    ("\u3000", State.BLANK),
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


def test_a_nature_beside_the_value_is_kept() -> None:
    """120（预计） is 120, and known to be a forecast."""
    assert values.number(cell("'120（预计）"), "家").nature == "预计数"


def test_stages() -> None:
    """A stage counts only when it is the last; a word that is none is returned."""
    item = CATALOGUE.item_by_code["STAGE"]
    assert values.read(cell("批复"), item).value == 1
    assert values.read(cell(" 公 示 "), item) == values.Value(Decimal(0), State.ZERO)
    assert values.read(cell("—"), item).state is State.NONE
    assert [remark.code for remark in values.read(cell("快了"), item).remarks] == ["value-type"]
