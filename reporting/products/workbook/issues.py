"""问题清单: every finding of the period with its place, to be filtered by unit, form and weight."""

from __future__ import annotations

from reporting.model.codes import BY_CODE
from reporting.model.records import Finding, Waiver
from reporting.model.words import Scope, Severity
from reporting.products.workbook.tables import Book, Cell, Column, Shown, Styled, begin, finish, put_notes, put_rows

SHEET = "问题清单"
_COLUMNS = (
    Column("级别", 8, "centre"),
    Column("报送单位", 14),
    Column("涉及单位", 10),
    Column("报表", 8, "centre"),
    Column("问题类型", 16),
    Column("文件", 20),
    Column("工作表", 16),
    Column("单元格", 9, "centre"),
    Column("所填", 13),
    Column("应为", 14),
    Column("说明", 48),
    Column("依据", 14),
    Column("处理", 24),
)
_SEVERITIES = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.NOTE: ("提示", "centre"),
}
_ORDER = tuple(_SEVERITIES)


def issues(book: Book) -> list[Shown]:
    """Write the list, the gravest first and what a clerk has waived last; without findings it says so."""
    page = begin(book, SHEET, f"{book.compilation.period.label}审核问题清单", _COLUMNS)
    found = sorted(book.compilation.findings, key=lambda one: (one.waived is not None, _ORDER.index(one.severity)))
    after = put_rows(book, page, _COLUMNS, [_row(book, one) for one in found])
    if found:
        finish(page, _COLUMNS, after - 1, filtered=True)
    else:
        finish(page, _COLUMNS, put_notes(page, after, _COLUMNS, ("本期没有发现问题。",)) - 1)
    return [Shown(SHEET, "审核发现的错误、警告和提示，可筛选", len(found))]


def _row(book: Book, one: Finding) -> list[Cell]:
    word, style = _SEVERITIES[one.severity]
    kind = BY_CODE[one.code].title if one.code in BY_CODE else one.code
    return [
        Styled(word, "centre" if one.waived else book.draft.style(style, align="center")),
        one.sender or "",
        one.unit or "",
        one.form or "",
        kind + ("（表间）" if one.scope is Scope.JOINT else ""),
        one.file or "",
        one.sheet or "",
        one.cell or "",
        one.found or "",
        one.expected or "",
        one.message,
        one.source,
        _waived(one.waived) if one.waived else "",
    ]


def _waived(one: Waiver) -> str:
    return f"已豁免（{one.by}，{one.at.year}年{one.at.month}月{one.at.day}日）：{one.reason}"
