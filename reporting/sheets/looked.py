"""Find out how a file's cells look: for the copy that a sender gets where its own file cannot be marked.

Reading a form needs none of this, so it is asked for when a copy is made, and by no reader.
"""

from __future__ import annotations

from reporting.model.errors import UnreadableFile
from reporting.sheets import ods_looks, xls_looks, xml2003_looks
from reporting.sheets.look import FileKind
from reporting.sheets.looks import SheetLooks

_READERS = {FileKind.XLS: xls_looks.looks, FileKind.ODS: ods_looks.looks, FileKind.XML: xml2003_looks.looks}


def looked(content: bytes, kind: FileKind) -> dict[str, SheetLooks]:
    """Give the looks by sheet; none for formats that have none, and where they cannot be read."""
    reader = _READERS.get(kind)
    try:
        return reader(content) if reader else {}
    except UnreadableFile:  # the figures were read by another way: the copy is plain
        return {}
