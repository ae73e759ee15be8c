"""late: the form came after its deadline; it is taken all the same, and the days are told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reporting.checks.paper import Paper
from reporting.model.records import Finding


def timing(paper: Paper) -> Iterator[Finding]:
    """Say by how many working days a form is late."""
    if paper.late_days <= 0:
        return
    due = f"截止日为{_day(paper.due)}，" if paper.due else ""
    message = f"{due}本表于{_day(paper.received)}收到，逾期{paper.late_days}个工作日，请下期按时报送。"
    yield paper.finding(
        "late",
        message,
        found=str(paper.received),
        expected=str(paper.due) if paper.due else None,
        source=_source(paper),
    )


def _source(paper: Paper) -> str:
    return f"报送时限：{paper.form.deadline}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
