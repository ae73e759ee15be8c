"""Tell what a file is by its content; the ending may lie.

An `.xls` is often really an .xlsx, a web page or a comma-separated text, and the other way round.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from reporting.model.errors import UnreadableFile
from reporting.package.archive import DEFAULT, Archive, Limits
from reporting.package.compound import SIGNATURE, Compound
from reporting.package.opc import content_types, relationships


class FileKind(StrEnum):
    """What a file is; the value is what people call it."""

    XLSX = "Excel 工作簿"
    XLSM = "启用宏的 Excel 工作簿"
    XLSB = "Excel 二进制工作簿（.xlsb）"
    XLS = "Excel 97-2003 或 WPS 工作簿（.xls、.et）"
    ODS = "OpenDocument 表格（.ods）"
    FODS = "单一 XML 的 OpenDocument 表格（.fods）"
    XML = "XML 表格 2003"
    HTML = "网页"
    CSV = "文本文件"
    DOCUMENT = "文字文档"
    ZIP = "压缩包"
    ARCHIVE = "RAR、7z 等压缩包"
    MAIL = "邮件"
    NUMBERS = "苹果 Numbers 表格"
    PDF = "PDF 文件"
    OFD = "OFD 版式文件"
    PICTURE = "图片"
    UNKNOWN = "无法识别的文件"


# The streams by which a compound file is known.
_STREAMS = {
    "Workbook": FileKind.XLS,
    "Book": FileKind.XLS,
    "WordDocument": FileKind.DOCUMENT,
    "PowerPoint Document": FileKind.DOCUMENT,
    "__properties_version1.0": FileKind.MAIL,
    "EncryptedPackage": FileKind.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is, with codes of findings that this alone gives, such as `file-macro`; `ending` in lower case."""

    kind: FileKind
    notes: tuple[str, ...] = ()
    ending: str = ""


_SIGNATURES: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF", FileKind.PDF),
    (b"\x89PNG\r\n", FileKind.PICTURE),
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"GIF8", FileKind.PICTURE),
    (b"II*\0", FileKind.PICTURE),
    (b"MM\0*", FileKind.PICTURE),
    (b"Rar!\x1a\x07", FileKind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"BZh", FileKind.ARCHIVE),
    (b"\xfd7zXZ", FileKind.ARCHIVE),
    (b"MSCF", FileKind.ARCHIVE),
    (b"\x09\x08\x10\x00", FileKind.XLS),
    (b"\x09\x08\x08\x00", FileKind.XLS),
    (b"{\\rtf", FileKind.DOCUMENT),
)
_OFFICE_KINDS: tuple[tuple[str, FileKind], ...] = (
    ("sheet.binary", FileKind.XLSB),
    ("sheet.macroenabled", FileKind.XLSM),
    ("template.macroenabled", FileKind.XLSM),
    ("spreadsheetml", FileKind.XLSX),
    ("wordprocessingml", FileKind.DOCUMENT),
    ("presentationml", FileKind.DOCUMENT),
    ("ms-word", FileKind.DOCUMENT),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD = 4096
_NOUGHT = bytes(1 << 16)
# Kinds of packages that carry their kind as a file of its own, or are known by one.
_ODF = (("opendocument.spreadsheet", FileKind.ODS), ("opendocument", FileKind.DOCUMENT))
_KNOWN_BY = (("OFD.xml", FileKind.OFD), ("Index/Document.iwa", FileKind.NUMBERS))
# Of the photographs of telephones: HEIC and AVIF by their brand, WEBP within RIFF.
_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
_BMP_HEADS = (12, 40, 56, 108, 124)
# Lines that a mail has and a page saved as a web archive has not.
_POSTED = re.compile(r"^(?:received|message-id|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)
_PAGE_STARTS = ("<html", "<!doctype html", "<head", "<body", "<style", "<table", "<meta", "mime-version:")
_HEADER = re.compile(r"[\w-]+:[^\n]*\n")


def look(content: bytes, name: str, limits: Limits = DEFAULT) -> Look:
    """Tell what a file is.

    Raises UnreadableFile for what can be read by nobody: `file-empty`, `file-encrypted`, `file-damaged`, `file-bomb`.
    """
    if not content:
        raise UnreadableFile("file-empty", "文件是空的（0字节），请重新保存后报送")
    if all(content[at : at + len(_NOUGHT)] == _NOUGHT[: len(content) - at] for at in range(0, len(content), 1 << 16)):
        raise UnreadableFile("file-damaged", "文件没有传完整，内容全为空字节，请重新报送")
    last = name.rsplit("/", 1)[-1]
    ending = f".{last.rsplit('.', 1)[1].lower()}" if "." in last else ""
    if content.startswith(SIGNATURE):
        return Look(_ole(content), ending=ending)
    if content.startswith(_ZIP):
        kind, notes = _zip(content, limits)
        return Look(kind, notes, ending)
    return Look(_signed(content) or _text(content), ending=ending)


def _signed(content: bytes) -> FileKind | None:
    """Tell a file by the signs at its head, None where it has none we know."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    telephone = content[4:8] == b"ftyp" and content[8:12] in _BRANDS
    web = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    bitmap = content.startswith(b"BM") and content[6:10] == bytes(4) and content[14:15] in map(_byte, _BMP_HEADS)
    return FileKind.PICTURE if telephone or web or bitmap else None


def _byte(number: int) -> bytes:
    return bytes([number])


def _ole(content: bytes) -> FileKind:
    """Look into a compound file by the names at the top of its directory: a document may hold a workbook within."""
    try:
        names = {name.casefold() for name in Compound(content).names}
    except UnreadableFile:  # names are written in UTF-16; where the directory is damaged they may still be there
        names = {name for name in _STREAMS if (name + "\0").encode("utf-16-le") in content}
        names = {name.casefold() for name in names}
    if "encryptedpackage" in names:
        raise UnreadableFile("file-encrypted", "文件加了打开密码，请去掉密码后重新报送")
    return next((kind for name, kind in _STREAMS.items() if name.casefold() in names), FileKind.UNKNOWN)


def _zip(content: bytes, limits: Limits) -> tuple[FileKind, tuple[str, ...]]:
    archive = Archive(content, limits)
    mime = archive.read("mimetype", _HEAD).decode("ascii", "replace") if "mimetype" in archive else ""
    stated = next((kind for word, kind in _ODF if word in mime), None)
    known = stated or next((kind for part, kind in _KNOWN_BY if part in archive), None)
    if known:
        return known, ()
    if "[Content_Types].xml" not in archive and "xl/workbook.xml" not in archive:
        return FileKind.ZIP, ()
    kind = _office(archive)
    # A macro hides behind any ending; a link to another workbook shows figures nobody sent.
    macro = any(name.casefold().endswith("vbaproject.bin") for name in archive.names)
    link = any("/externallinks/" in f"/{name.casefold()}" for name in archive.names)
    return kind, ("file-macro",) * macro + ("file-link",) * link


def _office(archive: Archive) -> FileKind:
    main = main_part(archive)
    if not main:
        raise UnreadableFile("file-damaged", "文件里找不到工作簿，无法读取，请用表格软件重新保存后报送")
    stated = content_types(archive).get(main.casefold(), "").casefold()
    for word, kind in _OFFICE_KINDS:
        if word in stated:
            return kind
    if main.casefold().endswith(".bin"):
        return FileKind.XLSB
    return FileKind.XLSX if main.casefold().startswith("xl/") else FileKind.DOCUMENT


def main_part(archive: Archive) -> str:
    """Give the name of a package's main part, such as `xl/workbook.xml`."""
    for link in relationships(archive, "").values():
        found = archive.find(link.target) if link.kind == "officeDocument" else None
        if found:
            return found
    return archive.find("xl/workbook.xml") or archive.find("xl/workbook.bin") or ""


def _text(content: bytes) -> FileKind:
    head = decoded(content[:_HEAD], cut=len(content) > _HEAD)
    if head is None:
        return FileKind.UNKNOWN
    start = head.lstrip("\ufeff \t\r\n").casefold()
    if _HEADER.match(start) and _POSTED.search(start.partition("\n\n")[0].partition("\r\n\r\n")[0]):
        return FileKind.MAIL
    if "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return FileKind.XML
    if "<office:document " in start and "opendocument.spreadsheet" in start:
        return FileKind.FODS
    if start.startswith(_PAGE_STARTS) or "<table" in start:
        return FileKind.HTML
    return FileKind.UNKNOWN if re.search(r"[\0-\x08\x0e-\x1f]", start) else FileKind.CSV


def decoded(content: bytes, *, cut: bool = False) -> str | None:
    """Decode a text as the programs of a Chinese Windows write it; None where it is no text.

    `cut` says that the piece may end within a character.
    """
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8", "gb18030"):
        for drop in range(4 if cut else 1):
            try:
                return content[: len(content) - drop].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None
