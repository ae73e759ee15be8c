"""A new workbook: xlsxwriter's own, with texts and package of the house, so that long lists are written quickly."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager

from reporting.package.pack import pack
from reporting.sheets.texts import Texts

# Half the time of the usual 6, and the file hardly larger: rows of a list are alike.
_LEVEL = 5


class NewBook(Workbook):  # type: ignore[misc]  # the library has no types
    """The library's workbook; `content` closes it and gives its bytes."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        """Begin a workbook."""
        # The library's own archive stays empty.
        super().__init__(io.BytesIO(), {**options, "in_memory": True})
        self.str_table = Texts()
        self.parts: dict[str, bytes] = {}

    def content(self) -> bytes:
        """Close the workbook and give its bytes."""
        self.close()
        return pack(self.parts, level=_LEVEL)

    def _get_packager(self) -> Packager:
        return _Parts()


class _Parts(Packager):  # type: ignore[misc]  # as above
    """Has the library write its parts, and hands them over instead of letting them be packed."""

    def _create_package(self) -> list[object]:
        files = super()._create_package()
        self.workbook.parts |= {
            name: held.getvalue() if binary else held.getvalue().encode() for held, name, binary in files
        }
        return []

    def _write_shared_strings_file(self) -> None:
        if self.workbook.str_table:
            self._filename("xl/sharedStrings.xml").write(self.workbook.str_table.xml())
