"""What people read when the program cannot go on."""

from __future__ import annotations

import pytest

from reporting.model import errors
from reporting.model.errors import CatalogueError, Fault, ReportingError, UnreadableFile, UsageError

FIRST = Fault("单位!C3", "名称重复", "请改名")
SECOND = Fault("指标!E5", "公式看不懂", "请改公式")


def test_one_line_says_what_where_and_the_mend() -> None:
    """The three parts stand in one line, and apart for programs."""
    error = UsageError("没有这个报告期", "2023Q5", "请写 2023Q1 至 2023Q4")
    assert str(error) == "没有这个报告期；2023Q5；请写 2023Q1 至 2023Q4"
    assert (error.what, error.where, error.mend) == ("没有这个报告期", "2023Q5", "请写 2023Q1 至 2023Q4")


def test_parts_that_are_missing_leave_no_trace() -> None:
    """A message without place or mend has no empty halves."""
    assert str(UsageError("没有这个报告期")) == "没有这个报告期"


def test_the_first_fault_stands_in_the_line_and_all_are_kept() -> None:
    """The line names the first fault, says how many there are, and the rest is there to be listed."""
    error = CatalogueError("指标体系.xlsx", (FIRST, SECOND))
    assert str(error) == "名称重复（共2处，其余见清单）；指标体系.xlsx 单位!C3；请改名"
    assert error.faults == (FIRST, SECOND)


def test_a_single_fault_is_not_counted() -> None:
    """One fault needs no list."""
    assert "共" not in str(CatalogueError("指标体系.xlsx", (FIRST,)))


def test_a_fault_reads_as_a_sentence() -> None:
    """In a list each fault is one line."""
    assert str(FIRST) == "单位!C3：名称重复。请改名"


def test_an_unreadable_file_knows_its_finding() -> None:
    """What cannot be read becomes a finding with a stable code."""
    assert UnreadableFile("file-damaged", "压缩包损坏").code == "file-damaged"


@pytest.mark.parametrize(
    "kind", ["UsageError", "SettingsError", "CatalogueError", "TemplateError", "UnreadableFile", "LedgerError"]
)
def test_every_kind_is_caught_as_one(kind: str) -> None:
    """Whoever runs a command needs to catch one kind only."""
    assert issubclass(getattr(errors, kind), ReportingError)
