"""list-double: rows twice."""

from __future__ import annotations

from reporting.checks.list_double import list_double
from reporting.model.words import Severity
from tests.checks.papers import SOUND, codes, draft, said


def test_a_row_twice_is_found_at_the_second() -> None:
    """Both rows are named; the first one is left alone."""
    (finding,) = said(list_double, draft("L1").listed(SOUND[0], SOUND[1], f" {SOUND[0]} ".lower()))
    assert (finding.code, finding.severity, finding.cell) == ("list-double", Severity.ERROR, "A7")
    assert "与第5行重复" in finding.message


def test_different_rows_and_blank_keys_are_no_doubles() -> None:
    """Two rows without a key are two faults of another kind."""
    assert said(list_double, draft("L1").listed(SOUND[0], SOUND[1], "", "")) == []


def test_one_name_under_two_codes_is_a_note() -> None:
    """Two firms may be called alike; a mistyped code looks the same: it is told, and returns nothing."""
    written = draft("L1").listed(SOUND[0], 企业名称="甲电气有限公司").listed(SOUND[1], 企业名称="甲电气 有限公司")
    (finding,) = said(list_double, written)
    assert (finding.severity, finding.cell) == (Severity.NOTE, "B6")
    assert "代码不同" in finding.message


def test_a_code_written_another_way_is_the_same_code() -> None:
    """Full-width letters and blanks do not make two enterprises of one."""
    assert codes(said(list_double, draft("L1").listed("91330302MA0000001X", "９１33 0302MA0000001x"))) == [
        "list-double"
    ]
