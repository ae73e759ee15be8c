"""What reading a file may take, and what is said where it wants more."""

from __future__ import annotations

import pytest

from reporting.commands.bounds import exceeded, foresee, granted
from reporting.model.errors import UnreadableFile
from reporting.model.settings import Settings
from reporting.sheets.look import FileKind
from reporting.workers.records import Grant, Why

MEGABYTE = 1 << 20


def test_a_small_file_is_granted_two_seconds_and_150_megabytes() -> None:
    """What ends refused ends soon: a grant begins small, grows with the file, and ends at the settings' caps."""
    small, list_, huge = (granted(Settings(), FileKind.XLSX, size * MEGABYTE) for size in (0, 8, 900))
    assert small == Grant(2.0, 150 * MEGABYTE)
    assert small.seconds < list_.seconds < huge.seconds == 60
    assert small.memory < list_.memory < huge.memory == 1024 * MEGABYTE
    assert granted(Settings(read_seconds=1), FileKind.XLS, 0).seconds == 1


def test_only_a_file_at_the_cap_is_told_which_setting_to_raise() -> None:
    """A small file that wants too much is suspect; a large one may be honest, so the setting is named."""
    settings = Settings()
    for why, key in ((Why.TIME, "read_seconds"), (Why.MEMORY, "read_megabytes")):
        _, small = exceeded(why, granted(settings, FileKind.XLSX, 0), settings)
        code, large = exceeded(why, granted(settings, FileKind.XLSX, 900 * MEGABYTE), settings)
        assert code == "file-bomb"
        assert key not in small
        assert key in large
    assert exceeded(Why.DEATH, Grant(2, 1), settings)[0] == "file-damaged"


def test_a_list_that_cannot_be_held_is_not_begun_with() -> None:
    """Ten million cells want more than a gigabyte; a list of fifteen thousand rows is nothing."""
    foresee(157_000, Settings())
    foresee(10_000_000, Settings(read_megabytes=4096))
    with pytest.raises(UnreadableFile) as told:
        foresee(10_000_000, Settings())
    assert told.value.code == "file-bomb"
    assert "1000万个单元格" in told.value.what
    assert "read_megabytes" in told.value.what
