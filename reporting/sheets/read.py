"""Read a workbook, whatever its format, into a `Book`.

A reader for another format is one file beside this one and one line in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from reporting.model.errors import UnreadableFile
from reporting.model.grid import Book
from reporting.package.archive import DEFAULT, Limits
from reporting.sheets import xlsx
from reporting.sheets.look import FileKind, look

Reader = Callable[[bytes, Limits], Book]

READERS: Mapping[FileKind, Reader] = {
    FileKind.XLSX: xlsx.read,
    FileKind.XLSM: xlsx.read,
}

_PICTURES = (FileKind.PDF, FileKind.PICTURE)
_SAVE_AS = "请用 Excel 或 WPS 打开原表格，另存为 .xlsx 后重新报送"
_MENDS: Mapping[FileKind, str] = {
    FileKind.ZIP: "请解压后把其中的 .xlsx 表格直接报送",
    FileKind.ARCHIVE: "请解压后把其中的 .xlsx 表格直接报送",
    FileKind.DOCUMENT: "不是表格，请把数字填在下发的 .xlsx 报表里报送",
    FileKind.UNKNOWN: "请把下发的 .xlsx 报表填好后重新报送",
}


def read(content: bytes, name: str, limits: Limits = DEFAULT) -> Book:
    """Read a workbook by its content; its ending does not matter.

    Raises UnreadableFile: `file-kind`, `file-picture`, `file-encrypted`, `file-damaged`, `file-bomb`, `file-empty`.
    """
    seen = look(content, name, limits)
    reader = READERS.get(seen.kind)
    if reader is None:
        raise _unread(seen.kind)
    book = reader(content, limits)
    if not any(sheet.cells for sheet in book.sheets):
        raise UnreadableFile("file-empty", "工作簿里没有任何内容，请填报后重新报送")
    return replace(book, notes=(*seen.notes, *book.notes))


def _unread(kind: FileKind) -> UnreadableFile:
    if kind in _PICTURES:
        return UnreadableFile("file-picture", f"这是{kind}，不是表格，数字无法读取，请报送原表格（另存为 .xlsx）")
    return UnreadableFile("file-kind", f"这是{kind}，{_MENDS.get(kind, _SAVE_AS)}")
