"""Mails as files: stable names and bytes, whatever the occasion is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.mail.drop import drop, name_of
from reporting.model.errors import ReportingError
from reporting.model.filenames import safe_filename
from tests.mail.test_compose import outgoing


def test_a_mail_lies_under_the_name_of_its_occasion(tmp_path: Path) -> None:
    """People find it by what it is about; written again it is the same file, untouched."""
    path = drop(tmp_path / "mail", outgoing(), b"x")
    assert path.name == "回执-2023Q3-乐清市-KJ1第1版已退回.eml"
    before = path.stat().st_mtime_ns
    assert drop(tmp_path / "mail", outgoing(), b"x") == path
    assert path.stat().st_mtime_ns == before
    assert [one.name for one in (tmp_path / "mail").iterdir()] == [path.name]


@given(st.text(min_size=1, max_size=300), st.text(min_size=1, max_size=300))
def test_two_occasions_never_share_a_file(one: str, other: str) -> None:
    """However long or odd the words are, every name is one that every system can hold."""
    names = [name_of(outgoing(key=key)) for key in (one, other)]
    assert all(name == safe_filename(name) and name.endswith(".eml") for name in names)
    plain = [key.replace("/", "-") for key in (one, other)]
    assert (names[0] == names[1]) == (one == other) or plain[0] == plain[1]


def test_long_names_that_begin_alike_are_told_apart(tmp_path: Path) -> None:
    """A unit with many forms in one file has a long name; its next version is another file."""
    first, second = (drop(tmp_path, outgoing(key=f"回执/{'很长' * 60}{n}"), b"x") for n in (1, 2))
    assert first != second


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    """Where a file lies in the folder's place, people are told what to look at."""
    (tmp_path / "mail").write_bytes(b"")
    with pytest.raises(ReportingError, match="邮件写不进文件夹"):
        drop(tmp_path / "mail", outgoing(), b"x")
