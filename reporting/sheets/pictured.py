"""Tell whether a workbook holds a picture: one without a cell and with a picture is a photograph of a table."""

from __future__ import annotations

import re

from reporting.package.archive import Archive, Limits
from reporting.sheets.look import FileKind

_MEDIA = re.compile(r"(?:^|/)(?:media|Pictures)/[^/]+$")
# In an .xls pictures lie as they are among the records: PNG, JPEG.
_PIECES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1")


def is_pictured(content: bytes, kind: FileKind, limits: Limits) -> bool:
    """Whether there is a picture in a workbook. Raises UnreadableFile."""
    if kind is FileKind.XLS:
        return any(piece in content for piece in _PIECES)
    if kind in (FileKind.XLSX, FileKind.XLSM, FileKind.XLSB, FileKind.ODS):
        return any(_MEDIA.search(name) for name in Archive(content, limits).names)
    return False
