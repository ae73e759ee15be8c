"""How large a file truly is, before it is read."""

from __future__ import annotations

import pytest

from reporting.model.errors import UnreadableFile
from reporting.package.archive import DEFAULT
from reporting.sheets import extent as measured
from reporting.sheets.extent import cells, extent, is_plain
from reporting.sheets.look import FileKind
from tests.campaigns import bombs
from tests.sheets.made import plain


def test_a_package_is_as_large_as_it_unpacks_to() -> None:
    """What counts is what is inside, by the directory; of a text, its own size."""
    content = bombs.spaces(3)
    assert extent(content, FileKind.XLSX, DEFAULT) > 3 << 20 > len(content) * 10
    assert extent(b"a,b\n1,2\n", FileKind.CSV, DEFAULT) == 8


def test_a_text_that_is_no_table_is_refused_at_once() -> None:
    """A text that no sheet could hold needs no worker."""
    with pytest.raises(UnreadableFile):
        extent(bombs.text("line", 3), FileKind.CSV, DEFAULT)


@pytest.mark.parametrize("kind", [FileKind.XLSX, FileKind.XLSM, FileKind.CSV, FileKind.XML])
def test_small_files_of_our_own_readers_are_plain(kind: FileKind) -> None:
    """Ordinary forms need no worker; large ones do."""
    assert is_plain(kind, 400 << 10)
    assert not is_plain(kind, 5 << 20)


def test_what_may_outgrow_its_size_is_never_plain() -> None:
    """What libraries read, or repeats itself, is read by a worker; what is not read at all needs none."""
    kinds = (FileKind.XLS, FileKind.HTML, FileKind.XLSB, FileKind.ODS, FileKind.FODS)
    assert not any(is_plain(kind, 1000) for kind in kinds)
    assert all(is_plain(kind, 1 << 30) for kind in (FileKind.PDF, FileKind.ZIP, FileKind.UNKNOWN))


def test_cells_are_counted_by_their_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells with a value or a text of their own count, painted ones do not; small files are not counted at all."""
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/><c r="C1" t="inlineStr"><is><t>a</t></is></c></row>'
    assert cells(plain(row), FileKind.XLSX, DEFAULT) == 0
    monkeypatch.setattr(measured, "_LARGE", 0)
    assert cells(plain(row), FileKind.XLSX, DEFAULT) == 2
    assert cells(b"a,b\n1,2\n", FileKind.CSV, DEFAULT) == 0
