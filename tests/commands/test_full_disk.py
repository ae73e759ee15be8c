"""A full disk and a folder that takes no files: told in one line with the mend, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reporting.ledger import originals
from reporting.outbox import disk
from tests.campaigns.kills import state
from tests.commands.calling import Told, ask, call, copied, held_below, is_for_people
from tests.commands.conftest import Table
from tests.commands.published import NOW, PERIOD, send

SENDERS = ("鹿城区", "洞头区", "瓯海区")


def run(home: Path) -> Told:
    """Make a pass."""
    return call("--home", home, "--now", NOW, "run", PERIOD)


@pytest.fixture
def sent(table: Table, table_home: Path) -> Path:
    """Give a home to which three counties have sent their forms."""
    for sender in SENDERS:
        send(table_home, sender, table.content[sender])
    return table_home


def full_at(door: Callable[..., Any], nth: int) -> Callable[..., Any]:
    """Make of a door one at which the disk is full from the n-th file on."""
    count = 0

    def write(path: Path, content: bytes) -> None:
        nonlocal count
        count += 1
        if count >= nth:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        door(path, content)

    return write


@pytest.mark.parametrize("nth", [1, 3, 4])
def test_a_disk_full_for_originals_stops_the_pass_and_loses_nothing(
    sent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    """Exit 2 with one line; every file still lies in the inbox, and the next pass ends as if nothing had been."""
    whole = copied(sent, tmp_path / "whole")
    before = held_below(sent / "inbox")
    with monkeypatch.context() as full:
        full.setattr(originals, "write_whole", full_at(originals.write_whole, nth))
        told = run(sent)
    assert told.status == 2
    assert is_for_people(told.err)
    assert "磁盘空间" in told.err.splitlines()[-1]
    assert held_below(sent / "inbox") == before
    assert run(sent).status == run(whole).status == 0
    assert state(sent) == state(whole)


@pytest.mark.parametrize("nth", [1, 2, 5])
def test_a_disk_full_for_products_is_told_and_what_came_is_kept(
    sent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    """Exit 1; what came in is entered, products are whole or not there, and the next pass makes them all."""
    whole = copied(sent, tmp_path / "whole")
    assert run(whole).status == 0
    with monkeypatch.context() as full:
        full.setattr(disk, "write_whole", full_at(disk.write_whole, nth))
        told = run(sent)
    assert told.status == 1
    assert "磁盘空间" in told.out.splitlines()[-1]
    assert f"run {PERIOD}" in told.out.splitlines()[-1]
    assert [path for path in (sent / "inbox").rglob("*") if path.is_file() and path.name != ".gitkeep"] == []
    made, due = held_below(sent / "outbox" / PERIOD), held_below(whole / "outbox" / PERIOD)
    # The list of mails lies there from when forms were issued; a pass that was stopped posts none.
    told_before = ("manifest.json", "发送清单.xlsx")
    assert {name for name in made if name not in told_before and made[name] != due[name]} == set()
    assert run(sent).status == 0
    assert state(sent) == state(whole)


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """Mount a small file system of memory on a folder; skips where that is not allowed."""
    if sys.platform == "win32" or os.geteuid() or shutil.which("mount") is None:
        pytest.skip("only root may mount a small disk")
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)], check=False, capture_output=True)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.decode(errors='replace')}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("kilobytes", [0, 24, 60, 120, 220])
def test_a_disk_that_really_runs_full_loses_nothing(sent: Path, tmp_path: Path, kilobytes: int) -> None:
    """Wherever it runs full, the pass says so in one line; with room again, the next ends as if nothing had been."""
    whole = copied(sent, tmp_path / "whole")
    with mounted(tmp_path / "disk", "-o", "size=24m"):
        home = copied(sent, tmp_path / "disk" / "home")
        ask(home, "status", PERIOD)  # so that the catalogue is kept
        free = shutil.disk_usage(home).free
        (tmp_path / "disk" / "fill").write_bytes(b"x" * (free - kilobytes * 1024))
        told = run(home)
        assert told.status in (1, 2), told
        last = (told.err if told.status == 2 else told.out).splitlines()[-1]
        assert is_for_people(last)
        assert "磁盘" in last or "腾出空间" in last
        (tmp_path / "disk" / "fill").unlink()
        assert run(home).status == run(whole).status == 0
        assert state(home) == state(whole)


def test_an_outbox_that_takes_no_files_is_told_and_loses_nothing(sent: Path, tmp_path: Path) -> None:
    """Exit 1; what came in is entered, and once the folder may be written the next pass lays all out."""
    whole = copied(sent, tmp_path / "whole")
    with mounted(sent / "outbox", "-o", "ro"):
        told = run(sent)
        assert told.status == 1
        assert "成果未能写入" in told.out.splitlines()[-1]
        assert "写权限" in told.out.splitlines()[-1]
    assert [one["state"] for one in ask(sent, "status", PERIOD)].count("accepted") == len(SENDERS)
    assert run(sent).status == run(whole).status == 0
    assert held_below(sent / "outbox" / PERIOD) == held_below(whole / "outbox" / PERIOD)


@pytest.mark.skipif(sys.platform == "win32" or not os.geteuid(), reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_told(sent: Path) -> None:
    """The same where it is the right that lacks, not the medium."""
    folder = sent / "outbox" / PERIOD
    folder.chmod(0o555)
    try:
        told = run(sent)
    finally:
        folder.chmod(0o755)
    assert told.status == 1
    assert "写权限" in told.out.splitlines()[-1]
