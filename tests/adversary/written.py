"""A workbook becomes a file, in the formats that offices use."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter

from tests.adversary import foreign
from tests.adversary.case import Case
from tests.adversary.pages import Cell, Fault, Page

FIXED = datetime(2023, 10, 11, 9)  # noqa: DTZ001 - workbooks know no zones


def xlsx(pages: list[Page]) -> bytes:
    """Write an .xlsx as a spreadsheet program would."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": FIXED})
    formats: dict[str, object] = {}
    shown = next((number for number, page in enumerate(pages) if not page.hidden), 0)
    for number, page in enumerate(pages):
        sheet = book.add_worksheet(page.name)
        if number == shown:
            sheet.activate()
            sheet.set_first_sheet()
        if page.hidden:
            sheet.hide()
        _fill(book, sheet, page, formats)
    book.close()
    return stream.getvalue()


def _fill(book: xlsxwriter.Workbook, sheet: object, page: Page, formats: dict[str, object]) -> None:
    for top, left, bottom, right in page.merges:
        sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")  # type: ignore[attr-defined]
    for row in page.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})  # type: ignore[attr-defined]
    for column in page.hidden_columns:
        sheet.set_column(column - 1, column - 1, None, None, {"hidden": True})  # type: ignore[attr-defined]
    for (row, column), cell in sorted(page.cells.items()):
        style = None
        if cell.format:
            if cell.format not in formats:
                formats[cell.format] = book.add_format({"num_format": cell.format})
            style = formats[cell.format]
        _write(sheet, row - 1, column - 1, cell, style)


def _write(sheet: object, row: int, column: int, cell: Cell, style: object) -> None:
    value = cell.value
    write = sheet
    if cell.formula:
        result = value.text if isinstance(value, Fault) else float(value) if isinstance(value, Decimal) else value
        write.write_formula(row, column, f"={cell.formula}", style, "" if result is None else result)  # type: ignore[attr-defined]
    elif isinstance(value, Fault):
        write.write_formula(row, column, f"={value.text}", style, value.text)  # type: ignore[attr-defined]
    elif isinstance(value, bool):
        write.write_boolean(row, column, value, style)  # type: ignore[attr-defined]
    elif isinstance(value, Decimal | int):
        write.write_number(row, column, float(value), style)  # type: ignore[attr-defined]
    elif isinstance(value, date):
        write.write_datetime(row, column, value, style)  # type: ignore[attr-defined]
    elif value:
        write.write_string(row, column, value, style)  # type: ignore[attr-defined]
    elif style is not None:
        write.write_blank(row, column, None, style)  # type: ignore[attr-defined]


def written(case: Case) -> dict[str, bytes]:
    """Write a case's file, by name."""
    content = case.instead if case.instead is not None else _content(case)
    if case.cut is not None:
        content = content[: int(len(content) * case.cut)]
    name, beside = case.name, case.extra
    for number, how in enumerate(case.wraps):
        content = _packed(how, {name: content, **beside})
        name, beside = f"{case.sender}报表{number or ''}.zip" if "name" not in case.needs else f"报送{number}.zip", {}
    return {name: content}


def _content(case: Case) -> bytes:
    page = case.pages[0]
    if case.format in ("csv", "csv-bom", "csv-gbk", "tsv"):
        encoding = {"csv": "utf-8", "csv-bom": "utf-8-sig", "csv-gbk": "gb18030", "tsv": "gb18030"}[case.format]
        return foreign.delimited(page, "\t" if case.format == "tsv" else ",", encoding)
    if case.format == "html":
        return foreign.web_page(page)
    if case.format == "xml":
        return foreign.xml_2003(case.pages)
    if case.format == "ods":
        return foreign.open_document(case.pages)
    content = xlsx(case.pages)
    return _with_parts(content, case.parts) if case.parts else content


def _with_parts(content: bytes, parts: list[str]) -> bytes:
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        for part in parts:
            archive.writestr(zipfile.ZipInfo(part), b"<externalLink/>" if part.endswith(".xml") else b"\0" * 40)
    return stream.getvalue()


def _packed(how: str, files: dict[str, bytes]) -> bytes:
    """Pack files: names as UTF-8, as a Chinese Windows writes them, or in a folder with what the system adds."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            path = f"科技报表/{name}" if how == "folder" else name
            archive.writestr(_GbkName(path) if how == "gbk" else zipfile.ZipInfo(path), content)
        if how == "folder":
            archive.writestr(zipfile.ZipInfo("__MACOSX/科技报表/._a.xlsx"), b"\0\5\x16\7")
            archive.writestr(zipfile.ZipInfo("科技报表/Thumbs.db"), b"x")
    return stream.getvalue()


class _GbkName(zipfile.ZipInfo):
    """A member whose name is written in GBK, without a word about it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile calls it so
        return self.filename.encode("gb18030"), self.flag_bits & ~0x800
