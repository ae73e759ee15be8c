"""Give a sender's own file back: the faulty cells marked and annotated, all that was said on a sheet of its own.

An .xlsx or .xlsm is marked itself. Of any other format there is a copy as .xlsx of the same look, which says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from reporting.model.codes import SEVERITY_WORDS
from reporting.model.errors import UnreadableFile
from reporting.model.grid import place
from reporting.model.records import Finding
from reporting.model.words import Severity
from reporting.sheets.copied import copied, sheet_names
from reporting.sheets.look import FileKind, look
from reporting.sheets.looked import looked
from reporting.sheets.patch import Listing, Mark, Row, mark
from reporting.sheets.read import read

_PATCHED = (FileKind.XLSX, FileKind.XLSM)
_SEVERITIES = {severity: word for word, severity in SEVERITY_WORDS.items()}
_ORDER = tuple(_SEVERITIES)
# Together they fill an A4 page laid across in type that is not made smaller.
_COLUMNS = (
    ("序号", 6),
    ("级别", 7),
    ("工作表", 18),
    ("单元格", 9),
    ("问题和改法", 52),
    ("现填", 14),
    ("应为", 16),
    ("依据", 12),
)
_CENTRED = (1, 2)
_LINK = 4
_WHOLE_FILE = "整个文件"
_COPY = "（.xlsx 副本）"
_OF_COPY = "原文件是{kind}，不能直接标注；这是数值相同的副本，公式已成数值，请在其上改正后报送，本表和标注不用删除。"


@dataclass(frozen=True, slots=True)
class Returned:
    """A marked workbook: the sender's own, or a copy of what cannot be marked itself."""

    content: bytes
    is_copy: bool = False


def returned(original: bytes, name: str, findings: Sequence[Finding], sheet: str = "") -> Returned | None:
    """Mark a file with what was found in it; of a workbook that can be marked all other parts keep their bytes.

    `sheet` is the form's own, for findings that name a cell and no sheet. A finding without a cell, or with one on a
    sheet that is not there, stands in the list alone. None where the file is of a kind that cannot be read.
    """
    placed = [replace(one, sheet=one.sheet or sheet or None) if one.cell else one for one in findings]
    title = f"问题清单　{sheet}".rstrip()
    try:
        kind = look(original, name).kind
        if kind in _PATCHED:
            with suppress(UnreadableFile):  # what only the second reader follows cannot be patched either
                return Returned(_marked(original, _listing(title, placed), placed))
        book = read(original, name)
        names = sheet_names(book)
        placed = [replace(one, sheet=names.get(one.sheet or "", one.sheet)) for one in placed]
        listing = replace(_listing(f"{title}{_COPY}", placed), advice=_OF_COPY.format(kind=kind))
        return Returned(_marked(copied(book, looked(original, kind)), listing, placed), is_copy=True)
    except UnreadableFile:
        return None


def _marked(content: bytes, listing: Listing, placed: Sequence[Finding]) -> bytes:
    return mark(content, [_mark(one) for one in sorted(placed, key=_weight) if _has_cell(one)], listing)


def _listing(title: str, placed: Sequence[Finding]) -> Listing:
    rows = tuple(_row(number, finding) for number, finding in enumerate(sorted(placed, key=_weight), 1))
    labels, widths = zip(*_COLUMNS, strict=True)
    return Listing(title, labels, widths, rows, _LINK, _CENTRED)


def _weight(finding: Finding) -> tuple[int, str, tuple[int, int]]:
    """Sort by weight and place; what is said of one cell stays in the order it was said."""
    where = place(finding.cell) if finding.cell and _has_cell(finding) else (0, 0)
    return _ORDER.index(finding.severity), finding.sheet or "", where


def _has_cell(finding: Finding) -> bool:
    try:
        return bool(finding.sheet and finding.cell and place(finding.cell))
    except ValueError:
        return False


def _mark(finding: Finding) -> Mark:
    return Mark(finding.sheet or "", finding.cell or "", finding.severity, _said(finding))


def _said(finding: Finding) -> str:
    wants = "（须写说明）" if finding.severity is Severity.WARNING else ""
    return f"{_SEVERITIES[finding.severity]}{wants}：{finding.message}"


def _row(number: int, finding: Finding) -> Row:
    texts = (
        str(number),
        _SEVERITIES[finding.severity],
        finding.sheet or _WHOLE_FILE,
        finding.cell or "—",
        finding.message,
        finding.found or "",
        finding.expected or "",
        finding.source,
    )
    linked = _has_cell(finding)
    return Row(texts, finding.sheet or "" if linked else "", finding.cell or "" if linked else "")
