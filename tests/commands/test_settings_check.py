"""`settings check`: everything the settings ask for is tried, and what does not work is told with its mend."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm

from reporting.commands import settings_check
from tests.commands.calling import call, is_for_people
from tests.commands.posted import setting


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a home with the shipped settings."""
    assert call("init", tmp_path / "科技局").status == 0
    return tmp_path / "科技局"


def checked(home: Path) -> tuple[int, dict[str, Any]]:
    """Give the exit status, and what was said of each thing by its name."""
    told = call("--home", home, "--json", "settings", "check")
    return told.status, {one["what"]: one for one in told.document}


def put(home: Path, old: str, new: str) -> None:
    """Change the settings."""
    path = home / "config.ini"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_new_home_works(home: Path) -> None:
    """As shipped nothing is amiss, on a machine without LibreOffice, typefaces and mail too."""
    status, told = checked(home)
    assert status == 0
    assert all(one["ok"] for one in told.values())
    assert all(set(one) == {"what", "ok", "found", "mend"} for one in told.values())
    assert {"文件夹 inbox", "文件夹 outbox", "文件夹 logs", "文件夹 ledger", "LibreOffice", "公文字体"} <= set(told)
    assert is_for_people(call("--home", home, "settings", "check").out)


def test_nothing_is_left_behind(home: Path) -> None:
    """Trying a folder leaves no file in it."""
    checked(home)
    assert [path.name for path in (home / "inbox").iterdir() if path.name != ".gitkeep"] == []


def test_a_folder_that_takes_no_files_is_told(home: Path) -> None:
    """Where nothing can be written the folder is named, with what to look at."""
    (home / "logs").rmdir() if (home / "logs").is_dir() else None
    (home / "logs").write_bytes(b"")
    status, told = checked(home)
    assert status == 1
    assert not told["文件夹 logs"]["ok"]
    assert "写权限" in told["文件夹 logs"]["mend"]
    assert told["文件夹 inbox"]["ok"]


def test_a_template_that_is_gone_or_broken_is_told(home: Path) -> None:
    """Each template is looked at: one is not there, one cannot be read."""
    (home / "templates" / "回执.docx").unlink()
    briefing = home / "templates" / "季度简报.docx"
    briefing.write_bytes(briefing.read_bytes()[:1000])
    status, told = checked(home)
    assert status == 1
    assert [told[f"模板 templates/{name}"]["ok"] for name in ("回执.docx", "季度简报.docx", "指标任务表.xlsx")] == [
        False,
        False,
        True,
    ]


def test_a_briefing_whose_page_was_changed_is_told_and_works(home: Path) -> None:
    """A bureau may have reasons for another margin: it is said, and nothing fails."""
    briefing = home / "templates" / "季度简报.docx"
    assert checked(home)[1]["模板 templates/季度简报.docx"]["found"] == "读得通，版面合 GB/T 9704—2012"
    document = Document(str(briefing))
    document.sections[0].top_margin = Mm(25)
    document.save(str(briefing))
    one = checked(home)[1]["模板 templates/季度简报.docx"]
    assert one["ok"]
    assert "版面与 GB/T 9704—2012 不同：第1节上边距25毫米（应为37毫米）" in one["found"]


@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_briefing_that_lost_a_part_is_told(home: Path, name: str) -> None:
    """What opens as an archive need not be a document."""
    briefing = home / "templates" / "季度简报.docx"
    with zipfile.ZipFile(briefing) as whole:
        parts = {one: whole.read(one) for one in whole.namelist() if one != name}
    with zipfile.ZipFile(briefing, "w") as less:
        for one, content in parts.items():
            less.writestr(one, content)
    status, told = checked(home)
    assert status == 1
    assert "坏了" in told["模板 templates/季度简报.docx"]["mend"]


def test_what_pdf_needs_is_asked_for_only_where_pdf_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice is fine until the settings want PDF."""
    monkeypatch.setattr(settings_check, "renderer", lambda: None)
    monkeypatch.setattr(settings_check, "installed", lambda: frozenset({"宋体"}))
    assert checked(home)[0] == 0
    put(home, "make = no", "make = yes")
    status, told = checked(home)
    assert status == 1
    assert (told["LibreOffice"]["ok"], told["公文字体"]["ok"]) == (False, False)
    assert "仿宋_GB2312" in told["公文字体"]["found"]


def test_mail_servers_that_cannot_be_reached_are_told(home: Path) -> None:
    """Nobody listens there: each server is named, with the settings to look at, and the rest is tried all the same."""
    for server in ("imap", "smtp"):
        setting(home, f"{server}.host = localhost")
        setting(home, f"{server}.port = 1")
    for line in ("mail.receive = imap", "imap.user = a@b.cn", "smtp.address = a@b.cn"):
        setting(home, line)
    status, told = checked(home)
    assert status == 1
    assert not told["收信邮箱"]["ok"]
    assert not told["发信邮箱"]["ok"]
    assert all(is_for_people(told[name]["mend"]) for name in ("收信邮箱", "发信邮箱"))
    assert told["台账（ledger 文件夹）"]["ok"]


def test_mistakes_in_the_settings_are_told_all_at_once(home: Path) -> None:
    """A settings file that cannot be used is wrong use: exit 2, every mistake with its line."""
    put(home, "demo = no", "demo = maybe")
    put(home, "hour = 09:00", "hour = 25:00")
    told = call("--home", home, "--json", "settings", "check")
    assert told.status == 2
    assert [one["what"] for one in told.document["error"]["faults"]] == ["demo 的值“maybe”不对", "hour 的值“25:00”不对"]
