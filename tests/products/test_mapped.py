"""A receipt says how the sheet was read, in as few words as do."""

from __future__ import annotations

from reporting.model.records import Finding
from reporting.model.words import Content, Severity
from reporting.products.mapped import AS_ISSUED, mapped
from tests import builders

FORM = builders.form("F1", ("甲",), ("A",), columns=(builders.column(Content.STUB), builders.column(Content.NOW)))
CITY = builders.catalogue(
    forms=(FORM,), items=(builders.item("A", "研发费用"), builders.item("B", "营业收入"), builders.item("C", "项目"))
)
PAIRS = (("A4", "指标名称"), ("C4", "本期"), ("A5", "研发费用"), ("A6", "营业收入"))


def renamed(cell: str, found: str, expected: str = "x") -> Finding:
    """Make the note that a word stood there in place of the form's."""
    return Finding("name-changed", Severity.NOTE, "。", sheet="表", cell=cell, found=found, expected=expected)


def test_a_form_that_stands_as_issued_needs_one_sentence() -> None:
    """Nobody wants to read that A5 is what it says it is."""
    assert mapped(CITY, "F1", PAIRS, ()) == AS_ISSUED


def test_headings_come_first_and_say_what_they_were_taken_for() -> None:
    """A heading that reads otherwise is told with where the others stand, so that a column that slipped is seen."""
    assert (
        mapped(CITY, "F1", PAIRS, [renamed("C4", "1-9月")]) == "栏“1-9月”（C4）→本期；A4→指标名称。其余与下发表式一致。"
    )


def test_rows_are_told_only_where_the_name_differs() -> None:
    """Of sixty rows one was retyped: that one is told."""
    told = mapped(CITY, "F1", PAIRS, [renamed("A6", "主营收入")])
    assert "行“主营收入”（A6）→营业收入" in told
    assert "研发费用" not in told


def test_what_was_converted_is_told() -> None:
    """A measure that is another than the form's is told with the one the figures were brought to."""
    note = Finding("measure-changed", Severity.NOTE, "。", sheet="表", cell="C5", found="12.5亿元", expected="万元")
    assert "C5“12.5亿元”→按万元换算" in mapped(CITY, "F1", PAIRS, [note])


def test_a_row_that_means_nothing_is_told_as_not_read() -> None:
    """The sentence that all stood as issued would be a lie."""
    assert "“其他收入”（A9）未对应，没有取数" in mapped(CITY, "F1", PAIRS, [renamed("A9", "其他收入")])


def test_how_the_table_lies_is_told() -> None:
    """A table on its side, or below another one, does not stand as issued; nor do words that are no names of ours."""
    told = mapped(CITY, "F1", (("A4", "行列互换的表"), *PAIRS), ())
    assert told.startswith("行列互换的表（A4）；A4→指标名称、C4→本期")


def test_a_form_on_several_sheets_is_told_with_their_names() -> None:
    """Cells of the mapping bear the sheet's name then, and a renamed row is found all the same."""
    pairs = (("表!A4", "指标名称"), ("表!A6", "营业收入"))
    assert "行“主营收入”（表!A6）→营业收入" in mapped(CITY, "F1", pairs, [renamed("A6", "主营收入")])


def test_a_form_that_could_not_be_read_has_no_mapping() -> None:
    """Nothing is claimed of a sheet from which nothing was taken."""
    assert mapped(CITY, "F1", (), ()) == ""
    assert mapped(CITY, "F9", PAIRS, ()) == ""


def test_many_are_counted() -> None:
    """The line stays short, however much was renamed."""
    pairs = tuple((f"A{n}", "项目") for n in range(5, 40))
    told = mapped(CITY, "F1", pairs, [renamed(cell, "旧") for cell, _ in pairs])
    assert "等35处" in told
    assert len(told) < 300
