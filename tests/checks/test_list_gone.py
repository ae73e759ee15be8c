"""list-gone: rows that vanished."""

from __future__ import annotations

import pytest

from reporting.checks.list_gone import list_gone
from reporting.model.words import Severity
from tests.checks.papers import SOUND, codes, draft, said

MANY = tuple(f"91330302MA0000{place:03d}" for place in range(100))


def test_rows_that_vanished_are_told_in_one_finding() -> None:
    """What the last list had and this has not is counted and the first few named, by name where there is one."""
    (finding,) = said(list_gone, draft("L1").listed(SOUND[0]).had_listed(SOUND[0], *MANY[:9], 企业名称="某甲公司"))
    assert (finding.code, finding.severity, finding.cell) == ("list-gone", Severity.WARNING, None)
    assert (finding.found, finding.expected) == ("少9行", "上期10行")
    assert f"某甲公司（{MANY[0]}）、" in finding.message
    assert "等；漏报的请补上" in finding.message
    assert MANY[5] not in finding.message


def test_a_list_that_grew_is_left_alone() -> None:
    """New rows, a first list, and keys written another way are nothing to ask about."""
    assert said(list_gone, draft("L1").listed(*SOUND).had_listed(SOUND[0].lower())) == []
    assert codes(said(list_gone, draft("L1").listed(*SOUND))) == []


@pytest.mark.parametrize("until", ["2023-09", "2023年9月30日", "2023/8/31", "2022", "45199", "2023-09-30 00:00:00"])
def test_what_has_expired_is_rightly_gone(until: str) -> None:
    """Where the last list itself said until when a row is valid, nobody need explain that it ended."""
    assert said(list_gone, draft("L1").listed(SOUND[0]).had_listed(SOUND[0], *MANY, 有效期至=until)) == []


@pytest.mark.parametrize("until", ["2023-10", "2023", "2023-10-01", "45200", "长期", "", "2023-13"])
def test_what_is_valid_still_is_asked_for(until: str) -> None:
    """A row that should be there, or of which nobody knows, is asked for; the expired ones are set aside."""
    written = draft("L1").listed(SOUND[0]).had_listed(SOUND[0], *MANY[:9], 有效期至=until)
    (finding,) = said(list_gone, written.had_listed(SOUND[1], 有效期至="2023-06"))
    assert (finding.severity, finding.found) == (Severity.WARNING, "少9行")
    assert "另有1行有效期已满" in finding.message


def test_a_few_may_move_as_a_stock_may_fall() -> None:
    """Two enterprises, or five in a hundred, are told as a note: nobody is sent back for them."""
    (finding,) = said(list_gone, draft("L1").listed(*MANY[5:]).had_listed(*MANY))
    assert (finding.severity, "不用改" in finding.message) == (Severity.NOTE, True)
    assert [one.severity for one in said(list_gone, draft("L1").listed(*MANY[6:]).had_listed(*MANY))] == [
        Severity.WARNING
    ]


def test_nothing_is_gone_where_no_list_was_read() -> None:
    """A sheet in which no list was found has not lost its rows."""
    assert said(list_gone, draft("L1").had_listed(*MANY)) == []
