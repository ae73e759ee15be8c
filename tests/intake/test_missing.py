"""sheet-missing: a sheet taken out of the issued workbook; forms sent one by one are honest."""

from __future__ import annotations

from reporting.intake.identify import Identified
from reporting.intake.missing import missing
from reporting.model.grid import Book, Cell, Sheet
from reporting.model.periods import Period
from reporting.model.records import Claim, Finding
from reporting.model.words import Severity
from tests.builders import form
from tests.checks.papers import CATALOGUE

Q3 = Period(2023, 3)
F1, L1 = CATALOGUE.form_by_code["F1"], CATALOGUE.form_by_code["L1"]
LISTED = (f"F1 {F1.name}", f"L1 {L1.name}")


def issued(*sheets: str, cover: tuple[str, ...] = LISTED) -> Book:
    """Make a workbook with a cover and the named sheets."""
    cells = {(row, 3): Cell(row, 3, text) for row, text in enumerate(cover, start=6)}
    own = Sheet("填报说明", cells)
    return Book((own, *(Sheet(name, {(1, 1): Cell(1, 1, "x")}) for name in sheets)))


def found(book: Book, *forms: str, sender: str = "甲", findings: tuple[Finding, ...] = ()) -> list[Finding]:
    """Give what is missed in a workbook in which these forms were identified."""
    claims = tuple(Claim(code, sender, Q3, code) for code in forms)
    return list(missing(book, Identified(claims, findings), CATALOGUE))


def test_a_sheet_taken_out_of_the_issued_workbook_is_missed() -> None:
    """The cover lists it, the workbook lacks it: an error of that form alone, which names sender, form and period."""
    (one,) = found(issued(LISTED[0]), "F1")
    assert (one.code, one.severity, one.sender, one.form, one.period) == (
        "sheet-missing",
        Severity.ERROR,
        "甲县",
        "L1",
        Q3,
    )
    assert f"“{LISTED[1]}”" in one.message


def test_forms_sent_one_by_one_are_honest() -> None:
    """Without our cover, nobody says that anything else was in the workbook."""
    book = issued(LISTED[0])
    assert found(Book(book.sheets[1:]), "F1") == []


def test_what_is_there_is_not_missed() -> None:
    """A sheet that is there, renamed, left blank or not understood is the affair of others."""
    assert found(issued(*LISTED), "F1", "L1") == []
    assert found(issued(LISTED[0], "名录"), "F1", "L1") == []
    assert found(issued(*LISTED), "F1") == []
    unclear = Finding("id-period", Severity.ERROR, "报告期不明", form="L1", sheet="名录")
    assert found(issued(LISTED[0], "名录"), "F1", findings=(unclear,)) == []
    unknown = Finding("id-form", Severity.ERROR, "认不出", sheet="名录")
    assert found(issued(LISTED[0], "名录"), "F1", findings=(unknown,)) == []


def test_only_what_is_asked_of_the_sender_is_missed() -> None:
    """A cover that lists a form of another, or words that only look like one, say nothing."""
    assert form("F9", (), ()).name not in LISTED
    assert found(issued("F2", cover=("F1 别的表", "L1", "F3 F3季度表")), "F1") == []
    assert found(issued(cover=LISTED), sender="甲") == []
