"""Read a workbook, whatever its format, into a `Book`.

A reader for another format is one file beside this one and one line in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Book
from reporting.package.archive import DEFAULT, Limits
from reporting.sheets import delimited, html, ods, second, xls, xlsb, xlsx, xml2003
from reporting.sheets.look import FileKind, look
from reporting.sheets.pictured import is_pictured

Reader = Callable[[bytes, Limits], Book]

READERS: Mapping[FileKind, Reader] = {
    FileKind.XLSX: xlsx.read,
    FileKind.XLSM: xlsx.read,
    FileKind.XLSB: xlsb.read,
    FileKind.XLS: xls.read,
    FileKind.ODS: ods.read,
    FileKind.FODS: ods.read_flat,
    FileKind.XML: xml2003.read,
    FileKind.HTML: html.read,
    FileKind.CSV: delimited.read,
}
# Asked where the first reader calls a file damaged; what they read is noted as such.
SECOND: Mapping[FileKind, Reader] = {
    FileKind.XLSX: second.read,
    FileKind.XLSM: second.read,
    FileKind.ODS: ods.read_plain,
}

_PICTURES = (FileKind.PDF, FileKind.OFD, FileKind.PICTURE)
_SAVE_AS = "请用 Excel 或 WPS 打开原表格，另存为 .xlsx 后重新报送"
_MENDS: Mapping[FileKind, str] = {
    FileKind.ZIP: "压缩层数过多，请解压后把其中的表格直接报送",
    FileKind.ARCHIVE: "不能读取，请解压后把其中的表格直接报送，或改用 .zip 压缩",
    FileKind.MAIL: "请把邮件里的附件另存出来，直接报送附件",
    FileKind.DOCUMENT: "不是表格，请把数字填在下发的 .xlsx 报表里报送",
    FileKind.UNKNOWN: "请把下发的 .xlsx 报表填好后重新报送",
}


def read(content: bytes, name: str, limits: Limits = DEFAULT, *, once: bool = False) -> Book:
    """Read a workbook by its content; its ending does not matter. `once` leaves out the second reader, which is slow.

    Raises UnreadableFile: `file-kind`, `file-picture`, `file-encrypted`, `file-damaged`, `file-bomb`, `file-empty`.
    """
    seen = look(content, name, limits)
    reader = READERS.get(seen.kind)
    if reader is None:
        raise _unread(seen.kind)
    second = None if once else SECOND.get(seen.kind)
    book = _named(_read(reader, second, content, limits), name)
    if not any(sheet.cells for sheet in book.sheets):
        if is_pictured(content, seen.kind, limits):
            raise UnreadableFile("file-picture", "工作簿里只有图片，没有数字，无法读取，请把数字填在单元格里重新报送")
        raise UnreadableFile("file-empty", "工作簿里没有任何内容，请填报后重新报送")
    return replace(book, notes=(*seen.notes, *book.notes)) if seen.notes else book


def _read(reader: Reader, second: Reader | None, content: bytes, limits: Limits) -> Book:
    """Read with the format's reader; what it calls damaged is tried with the second one before it is given up."""
    try:
        return reader(content, limits)
    except UnreadableFile as fault:
        if fault.code != "file-damaged" or second is None:
            raise
        try:
            return second(content, limits)
        except UnreadableFile:
            raise fault from None


def _named(book: Book, name: str) -> Book:
    """Name sheets that have no names after the file, as Excel does; two of one name cannot be told apart."""
    stem = PurePosixPath(name).stem or "表"
    nameless = [sheet for sheet in book.sheets if not sheet.name]
    names = {id(sheet): stem if place == 1 else f"{stem} {place}" for place, sheet in enumerate(nameless, 1)}
    sheets = tuple(replace(one, name=names[id(one)]) if id(one) in names else one for one in book.sheets)
    if len({sheet.name for sheet in sheets}) < len(sheets):
        raise UnreadableFile("file-damaged", "文件里有两张工作表同名，无法区分，请改名、重新保存后报送")
    return replace(book, sheets=sheets) if nameless else book


def _unread(kind: FileKind) -> UnreadableFile:
    if kind in _PICTURES:
        return UnreadableFile("file-picture", f"这是{kind}，不是表格，数字无法读取，请报送原表格（另存为 .xlsx）")
    return UnreadableFile("file-kind", f"这是{kind}，{_MENDS.get(kind, _SAVE_AS)}")
