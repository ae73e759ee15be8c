"""Documents as PDF: what is printed, and what is said of pages that are out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from reporting.commands import make_pdf as making
from reporting.commands.make_pdf import make_pdf
from reporting.commands.office import Office, open_office
from reporting.documents.ink import Page
from reporting.documents.render import Rendered
from tests.commands.calling import call
from tests.commands.published import NOW
from tests.documents.pages import page

Told = list[str]


@pytest.fixture
def told() -> Told:
    """Gather what is said."""
    return []


@pytest.fixture
def office(tmp_path: Path, told: Told) -> Office:
    """Give a new home."""
    assert call("init", tmp_path / "home").status == 0
    return open_office(tmp_path / "home", datetime.fromisoformat(NOW), told.append)


def printing(monkeypatch: pytest.MonkeyPatch, pages: Sequence[Page]) -> None:
    """Have every document printed on these pages."""
    monkeypatch.setattr(making, "render", lambda *_: Rendered(b"%PDF"))
    monkeypatch.setattr(making, "ink", lambda *_: tuple(pages))
    monkeypatch.setattr(making, "replaced", lambda *_: ())


def body(count: int) -> list[Page]:
    """Give pages of the body, each as the standard wants it."""
    return [page(number) for number in range(1, count + 1)]


def test_a_corrected_draft_is_printed_too(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a released briefing lies a draft of what a correction changes: with --pdf it comes as PDF as well."""
    printing(monkeypatch, body(1))
    made = {"季度简报.更正稿.docx": b"", "指标任务表.更正稿.docx": b"", "汇总表.xlsx": b""}
    assert set(make_pdf(office, made)) == {"季度简报.更正稿.pdf", "指标任务表.更正稿.pdf"}


def test_a_body_that_runs_on_is_told(office: Office, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fourth page of text is said while it can still be shortened."""
    printing(monkeypatch, body(4))
    make_pdf(office, {"季度简报.docx": b""})
    (line,) = [one for one in told if "版式不符" in one]
    assert "正文页数（不超过）4页（应为3页）" in line
    assert "layout" in line


def test_three_pages_are_not_too_many(office: Office, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is said of the length of a body that keeps to its pages."""
    printing(monkeypatch, body(3))
    make_pdf(office, {"季度简报.docx": b""})
    assert [one for one in told if "正文页数" in one] == []


def test_a_task_table_is_not_measured_as_a_briefing(
    office: Office, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has a page of its own."""
    printing(monkeypatch, body(4))
    make_pdf(office, {"指标任务表.docx": b""})
    assert [one for one in told if "版式" in one] == []
