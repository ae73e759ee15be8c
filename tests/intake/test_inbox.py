"""What is taken out of the inbox, and what stays."""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reporting.intake import inbox
from reporting.intake.inbox import Taken, Waiting
from reporting.model.records import Arrival
from reporting.model.workdays import SHANGHAI

NOW = datetime(2023, 10, 12, 17, 5, tzinfo=SHANGHAI)


def put(folder: Path, name: str, content: str = "whole", age: float = 3600) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    moment = NOW.timestamp() - age
    os.utime(path, (moment, moment))
    return path


def is_whole(name: str, content: bytes) -> bool:
    return name.endswith(".xlsx") and content.startswith(b"whole")


class Waits:
    """A wait that is only written down, and may do something meanwhile."""

    def __init__(self, meanwhile: Path | None = None) -> None:
        self.seconds: list[float] = []
        self.meanwhile = meanwhile

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        if self.meanwhile:
            self.meanwhile.write_text("whole and longer", encoding="utf-8")


def collect(folder: Path, wait: Waits | None = None) -> list[tuple[str, str]]:
    """Collect, and give each file's name with what became of it."""
    found = inbox.collect(folder, NOW, 2.0, wait or Waits(), is_whole)
    return [
        (one.arrival.name, "taken" if one.readable else "damaged")
        if isinstance(one, Taken)
        else (one.name, "、".join(finding.code for finding in one.findings))
        for one in found
    ]


def taken(folder: Path) -> list[Taken]:
    """Collect the files that can be taken."""
    return [one for one in inbox.collect(folder, NOW, 2.0, Waits(), is_whole) if isinstance(one, Taken)]


def arrived(folder: Path) -> Arrival:
    """Collect the one file that lies there."""
    (one,) = taken(folder)
    return one.arrival


def test_files_are_taken_at_once(tmp_path: Path) -> None:
    """Files that stand still are taken without waiting, those in folders too, by their path with /."""
    put(tmp_path, "乐清.xlsx")
    put(tmp_path, "乐清市/三季度/表.xlsx", age=0)
    wait = Waits()
    assert collect(tmp_path, wait) == [("乐清.xlsx", "taken"), ("乐清市/三季度/表.xlsx", "taken")]
    assert wait.seconds == []


def test_the_time_of_arrival_is_the_files_own(tmp_path: Path) -> None:
    """A file was received when it was last changed, told in the city's time to the second."""
    put(tmp_path, "表.xlsx", age=60.75)
    (one,) = inbox.collect(tmp_path, NOW, 2.0, Waits(), is_whole)
    assert isinstance(one, Taken)
    assert one.arrival.received_at.isoformat() == "2023-10-12T17:03:59+08:00"
    assert one.arrival.content == b"whole"
    assert len(one.arrival.sha256) == 64


@pytest.mark.parametrize("name", [".gitkeep", "Thumbs.db", "desktop.ini", ".DS_Store", "乐清市/Thumbs.db"])
def test_files_of_the_system_are_ignored(tmp_path: Path, name: str) -> None:
    """What the system leaves in folders is neither read nor removed."""
    path = put(tmp_path, name)
    assert collect(tmp_path) == []
    assert path.exists()


def test_an_old_damaged_file(tmp_path: Path) -> None:
    """What cannot be read and has lain there goes on as damaged at once."""
    put(tmp_path, "坏.xlsx", "half")
    wait = Waits()
    assert collect(tmp_path, wait) == [("坏.xlsx", "damaged")]
    assert wait.seconds == []


def test_a_young_damaged_file(tmp_path: Path) -> None:
    """What cannot be read and is young is looked at again after one wait for all: unchanged it is damaged."""
    put(tmp_path, "坏.xlsx", "half", age=0.5)
    put(tmp_path, "也坏.xlsx", "half", age=1)
    wait = Waits()
    assert collect(tmp_path, wait) == [("也坏.xlsx", "damaged"), ("坏.xlsx", "damaged")]
    assert wait.seconds == [2.0]


def test_a_file_still_being_copied(tmp_path: Path) -> None:
    """What changed during the wait is left for the next pass and not lost."""
    path = put(tmp_path, "大.xlsx", "half", age=0.5)
    assert collect(tmp_path, Waits(meanwhile=path)) == [("大.xlsx", "file-partial")]
    assert collect(tmp_path) == [("大.xlsx", "taken")]


@pytest.mark.parametrize("name", ["县/~$表.xlsx", "县/.~lock.表.xlsx#"])
def test_a_file_open_elsewhere(tmp_path: Path, name: str) -> None:
    """A file open in Excel, WPS or LibreOffice waits, with a word to its owner; both files stay."""
    put(tmp_path, "县/表.xlsx")
    lock = put(tmp_path, name, age=10)
    assert collect(tmp_path) == [("县/表.xlsx", "file-lock")]
    assert lock.exists()
    found = inbox.collect(tmp_path, NOW, 2.0, Waits(), is_whole)
    assert isinstance(found[0], Waiting)
    assert "关闭" in found[0].findings[0].message


def test_a_lock_alone(tmp_path: Path) -> None:
    """A lock file without its file is ignored, and removed after a day."""
    young = put(tmp_path, "~$表.xlsx", age=3600)
    old = put(tmp_path, "~$旧.xlsx", age=timedelta(days=1, seconds=1).total_seconds())
    assert collect(tmp_path) == []
    assert young.exists()
    assert not old.exists()


def test_removing(tmp_path: Path) -> None:
    """A file is removed by its name under the inbox; one that is gone already is no matter."""
    path = put(tmp_path, "县/表.xlsx")
    arrival = arrived(tmp_path)
    assert inbox.remove(tmp_path, arrival.name, arrival.sha256)
    assert not path.exists()
    assert inbox.remove(tmp_path, arrival.name, arrival.sha256)


def test_a_file_overwritten_while_the_pass_goes_on_is_not_lost(tmp_path: Path) -> None:
    """What was copied over a file after it was read is something new: it stays for the next pass."""
    path = put(tmp_path, "县/表.xlsx")
    arrival = arrived(tmp_path)
    path.write_text("whole, and corrected", encoding="utf-8")
    assert not inbox.remove(tmp_path, arrival.name, arrival.sha256)
    assert path.read_text(encoding="utf-8") == "whole, and corrected"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    """Names left in GBK by an unpacker, or in nothing at all, can be told and stored; the files go when done with."""
    for stored, told in (("鹿城区.xlsx".encode("gbk"), "鹿城区.xlsx"), (b"\xff\xfe.xlsx", "\\xff\\xfe.xlsx")):
        path = os.fsencode(tmp_path) + b"/" + stored
        Path(os.fsdecode(path)).write_text("whole", encoding="utf-8")
        arrival = arrived(tmp_path)
        assert arrival.name == told
        assert inbox.remove(tmp_path, arrival.name, arrival.sha256)
        assert not os.path.exists(path)  # noqa: PTH110 - a name that is no Unicode


def test_a_name_told_alike_is_no_reason_to_lose_a_file(tmp_path: Path) -> None:
    """Of two files told by the same name, the one that was read goes, whichever bears the name itself."""
    put(tmp_path, "鹿城区.xlsx", "whole and newer")
    older = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "鹿城区.xlsx".encode("gbk")))
    try:
        older.write_text("whole", encoding="utf-8")
    except OSError:
        pytest.skip("names are Unicode here")
    found = {one.arrival.content: one.arrival for one in taken(tmp_path)}
    assert inbox.remove(tmp_path, found[b"whole"].name, found[b"whole"].sha256)
    assert [one.arrival.content for one in taken(tmp_path)] == [b"whole and newer"]


def test_a_clock_gone_wild(tmp_path: Path) -> None:
    """A file dated before all computers, or centuries ahead, is taken like any other."""
    for moment in (-5e9, 1e11):
        path = put(tmp_path, "表.xlsx")
        try:
            os.utime(path, (moment, moment))
        except OSError:
            continue
        assert 1970 <= arrived(tmp_path).received_at.year < 3000


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link out of the inbox is no file of it."""
    outside = put(tmp_path, "外/表.xlsx")
    folder = tmp_path / "inbox"
    folder.mkdir()
    try:
        (folder / "表.xlsx").symlink_to(outside)
    except OSError:
        pytest.skip("links need a right that this account lacks")
    assert collect(folder) == []
