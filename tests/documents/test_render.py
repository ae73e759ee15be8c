"""PDFs by LibreOffice: the same from the same document, and a reason where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporting.documents import render as door
from reporting.documents.render import masked, render, renderer
from tests.documents.made import document, paragraph

needs_libreoffice = pytest.mark.skipif(renderer() is None, reason="LibreOffice is not installed here")


def test_without_libreoffice_there_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice gets no PDF and is told why."""
    monkeypatch.setattr(door, "renderer", lambda: None)
    made = render(b"", ".docx")
    assert made.content is None
    assert "LibreOffice" in made.reason


def test_a_program_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A rendering that never ends gives no PDF, and says so."""
    hanging = tmp_path / "soffice"
    hanging.write_text("#!/bin/sh\nsleep 60\n", encoding="utf-8")
    hanging.chmod(0o755)
    monkeypatch.setattr(door, "renderer", lambda: hanging)
    made = render(b"", ".docx", seconds=0.2)
    assert made.content is None
    assert made.reason


def test_what_changes_from_run_to_run_is_masked() -> None:
    """Moments and random ids are blotted out without changing the length; all else stays."""
    pdf = (
        b"/CreationDate(D:20231021120000+08'00')/ID [ <0AF1> <0AF2> ] /DocChecksum /9F8E\n"
        b"<xmp:CreateDate>2023-10-21</xmp:CreateDate> /Length 2023"
    )
    blotted = masked(pdf)
    assert len(blotted) == len(pdf)
    assert b"D:00000000000000+00'00'" in blotted
    assert b"[ <0000> <0000> ] /DocChecksum /0000" in blotted
    assert blotted.endswith(b"/Length 2023")


@needs_libreoffice
def test_the_same_document_gives_the_same_pdf() -> None:
    """Two renderings are equal byte for byte."""
    content = document(paragraph("甲"))
    first, second = render(content, ".docx"), render(content, ".docx")
    assert first.content is not None
    assert first.content.startswith(b"%PDF")
    assert first == second
