"""A receipt says how the sheet was read, in as few words as do."""

from __future__ import annotations

from reporting.model.records import Finding
from reporting.model.words import Content, Severity
from reporting.products.mapped import AS_ISSUED, mapped
from tests import builders

FORM = builders.form("F1", ("甲",), ("A",), columns=(builders.column(Content.STUB), builders.column(Content.NOW)))
PAIRS = (("A4", "指标名称"), ("C4", "本期"), ("A5", "研发费用"), ("A6", "营业收入"))


def renamed(cell: str, found: str, expected: str = "x") -> Finding:
    """Make the note that a word stood there in place of the form's."""
    return Finding("name-changed", Severity.NOTE, "。", sheet="表", cell=cell, found=found, expected=expected)


def test_a_form_that_stands_as_issued_needs_one_sentence() -> None:
    """Nobody wants to read that A5 is what it says it is."""
    assert mapped(FORM, PAIRS, ()) == AS_ISSUED


def test_headings_come_first_and_say_what_they_were_taken_for() -> None:
    """A heading that reads otherwise is told with where the others stand, so that a column that slipped is seen."""
    assert mapped(FORM, PAIRS, [renamed("C4", "1-9月")]) == "栏“1-9月”（C4）→本期；A4→指标名称。其余与下发表式一致。"


def test_rows_are_told_only_where_the_name_differs() -> None:
    """Of sixty rows one was retyped: that one is told."""
    told = mapped(FORM, PAIRS, [renamed("A6", "主营收入")])
    assert "行“主营收入”（A6）→营业收入" in told
    assert "研发费用" not in told


def test_what_was_converted_is_told() -> None:
    """A measure that is another than the form's is told with the one the figures were brought to."""
    note = Finding("measure-changed", Severity.NOTE, "。", sheet="表", cell="C5", found="12.5亿元", expected="万元")
    assert "C5“12.5亿元”→按万元换算" in mapped(FORM, PAIRS, [note])


def test_a_row_that_means_nothing_is_told_as_not_read() -> None:
    """The sentence that all stood as issued would be a lie."""
    assert "“其他收入”（A9）未对应，没有取数" in mapped(FORM, PAIRS, [renamed("A9", "其他收入")])


def test_a_form_that_could_not_be_read_has_no_mapping() -> None:
    """Nothing is claimed of a sheet from which nothing was taken."""
    assert mapped(FORM, (), ()) == ""
    assert mapped(None, PAIRS, ()) == ""


def test_many_are_counted() -> None:
    """The line stays short, however much was renamed."""
    pairs = tuple((f"A{n}", f"项目{n}") for n in range(5, 40))
    told = mapped(FORM, pairs, [renamed(cell, "旧") for cell, _ in pairs])
    assert "等35处" in told
    assert len(told) < 300
