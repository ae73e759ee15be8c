"""Originals and quarantine: every file is kept as it came, under a name every system can hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporting import ledger
from reporting.ledger import Ledger
from reporting.model.errors import LedgerError
from tests.ledger.made import arrival


@pytest.mark.parametrize(
    ("name", "ext"),
    [
        ("鹿城.XLSX", "xlsx"),
        ("包.zip/鹿城.xls", "xls"),
        ("鹿城", "bin"),
        ("鹿城.表格", "bin"),
        ("a.x/../y", "bin"),
        ("a.verylongending", "bin"),
        (".xlsx", "bin"),
    ],
)
def test_an_original_is_kept_by_its_content(book: Ledger, name: str, ext: str) -> None:
    """The name under which a file came gives at most a plain ending."""
    came = arrival(name)
    path = f"ledger/originals/{came.sha256[:2]}/{came.sha256}.{ext}"
    assert ledger.originals.keep(book, came) == ledger.originals.path_of(book, came.sha256) == path
    assert ledger.originals.content(book, came.sha256) == (book.home / path).read_bytes() == came.content


def test_the_same_bytes_are_kept_once(book: Ledger) -> None:
    """Sent again under another name, a file is the same original, and its file is not touched."""
    first = ledger.originals.keep(book, arrival("一.xlsx", b"same"), container="z")
    before = (book.home / first).stat().st_mtime_ns
    assert ledger.originals.keep(book, arrival("二.et", b"same")) == first
    assert (book.home / first).stat().st_mtime_ns == before
    assert book.rows("SELECT ext, size, container FROM originals") == [("xlsx", 4, "z")]


def test_a_pass_cut_off_while_keeping_goes_on(book: Ledger) -> None:
    """A half-written file is written anew; a draft left behind is in nobody's way."""
    came = arrival(content=b"whole")
    path = book.home / ledger.originals.keep(book, came)
    path.write_bytes(b"")
    path.with_name(f"{path.stem}~").write_bytes(b"wh")
    ledger.originals.keep(book, came)
    assert ledger.originals.content(book, came.sha256) == b"whole"
    assert [other.name for other in path.parent.iterdir()] == [path.name]


def test_a_disk_that_takes_nothing_is_told(book: Ledger) -> None:
    """A folder that cannot be written is a message to the clerk, never a fault of the file."""
    came = arrival()
    (book.home / "ledger" / "originals").write_bytes(b"in the way")
    with pytest.raises(LedgerError, match="存不进"):
        ledger.originals.keep(book, came)


def test_an_original_that_was_altered_is_told(book: Ledger) -> None:
    """What is no longer what came in is never passed off as the original."""
    path = book.home / ledger.originals.keep(book, arrival(content=b"12"))
    path.write_bytes(b"13")
    with pytest.raises(LedgerError, match="已被改动"):
        ledger.originals.content(book, arrival(content=b"12").sha256)
    path.unlink()
    with pytest.raises(LedgerError, match="读不出"):
        ledger.originals.content(book, arrival(content=b"12").sha256)


def test_an_unknown_original_is_told(book: Ledger) -> None:
    """Asking for what never came is a message."""
    with pytest.raises(LedgerError, match="没有这份原件"):
        ledger.originals.path_of(book, "0" * 64)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("坏.xlsx", "坏.xlsx"),
        ("包.zip/坏:表*.xlsx", "坏_表_.xlsx"),
        ("图.", "图"),
        ("nul.xlsx", "_nul.xlsx"),
        ("表\u202exslx.exe", "表_xslx.exe"),
    ],
)
def test_a_file_is_set_aside_under_a_name_people_know(book: Ledger, name: str, kept: str) -> None:
    """A quarantined file is found by its name, on Windows too."""
    came = arrival(name)
    path = ledger.quarantine.keep(book, came)
    assert path == f"ledger/quarantine/{came.sha256[:8]}-{kept}" == ledger.quarantine.keep(book, came)
    assert (book.home / path).read_bytes() == came.content


def test_a_very_long_name_is_cut(book: Ledger) -> None:
    """A name as long as a paragraph keeps its beginning and its ending."""
    path = Path(ledger.quarantine.keep(book, arrival("温州市" * 60 + ".xlsx")))
    assert path.name[9:].startswith("温州市温州市")
    assert path.suffix == ".xlsx"
    assert len(path.name.encode("utf-8")) < 255
