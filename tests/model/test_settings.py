"""The settings file: what a clerk may write in it, and what is said when it is wrong."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest

from reporting.model import settings
from reporting.model.errors import Fault, SettingsError
from reporting.model.settings import Settings

SHIPPED = Path(__file__).parents[2] / "config.ini"


def faults(text: str) -> tuple[Fault, ...]:
    """Give the mistakes found in a settings text."""
    with pytest.raises(SettingsError) as told:
        settings.parse(text)
    return told.value.faults


def test_shipped_file_is_sound() -> None:
    """The settings that come with the program are read without a complaint."""
    shipped = settings.read(SHIPPED)
    assert (shipped.bureau, shipped.demo) == ("温州市科学技术局", False)


def test_shipped_numbers_are_the_defaults() -> None:
    """Deleting a line of the shipped file changes nothing but the bureau's name."""
    assert dataclasses.replace(settings.read(SHIPPED), bureau="") == Settings()


def test_every_setting_stands_in_the_shipped_file_with_a_word_about_it() -> None:
    """Every key is explained, in the line above it, in the file that people edit."""
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    places = [number for number, line in enumerate(lines) if "=" in line and not line.startswith("#")]
    assert len(places) == len(dataclasses.fields(Settings))
    assert all(lines[place - 1].startswith("# ") for place in places)


def test_missing_file_means_defaults(tmp_path: Path) -> None:
    """A home without a settings file works with the defaults."""
    assert settings.read(tmp_path / "config.ini") == Settings()


def test_every_key_is_taken() -> None:
    """Each key changes the field it names."""
    text = (
        "[office]\nbureau=甲局\ndemo=YES\n[inbox]\nsettle_seconds=0.5\n"
        "[limits]\nfile_megabytes=100\nread_seconds=7\nread_megabytes=300\n[pdf]\nmake=yes\n[log]\nkeep_days=7\n"
    )
    assert settings.parse(text) == Settings("甲局", True, Decimal("0.5"), 100, 7, 300, True, 7)


def test_a_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    """What Notepad saves, with its mark at the head and its line ends, is read like any other file."""
    file = tmp_path / "config.ini"
    file.write_bytes("\ufeff[office]\r\nbureau = 甲局\r\n".encode())
    assert settings.read(file).bureau == "甲局"


@pytest.mark.parametrize("value", ["完成50%", "%(demo)s", "${demo}", "a = b", "甲局；乙局 # 丙局"])
def test_values_stand_as_written(value: str) -> None:
    """Percent signs and the like mean nothing special in a value."""
    assert settings.parse(f"[office]\nbureau = {value}\n").bureau == value


def test_indents_mean_nothing() -> None:
    """An indented line is a line of its own, not a part of the one above."""
    read = settings.parse("[office]\nbureau = 甲局\n   demo = yes\n")
    assert (read.bureau, read.demo) == ("甲局", True)


def test_all_mistakes_are_told_at_once_in_order() -> None:
    """One look tells every mistake of the file, from the top, each with its line."""
    found = faults(
        "stray = 1\n[office]\nburo = 甲\ndemo = 是\n[limit]\n[log]\nkeep_days = 0\nkeep_days = 9\nnonsense\n"
    )
    assert [fault.where for fault in found] == ["第1行", "第3行", "第4行", "第5行", "第7行", "第8行", "第9行"]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("[office]\nburea = 甲", "是否应为 bureau？"),
        ("[ofice]", "是否应为 [office]？"),
        ("[office]\nkeep_days = 9", "它属于 [log] 一节，请移过去"),
        ("[pdf]\nxyz = 1", "可用的有：make"),
        ("[pdf]\nmake = 是", "请填 yes 或 no"),
        ("[inbox]\nsettle_seconds = -1", "请填秒数，例如 2 或 0.5"),
        ("[inbox]\nsettle_seconds = nan", "请填秒数，例如 2 或 0.5"),
        ("[limits]\nfile_megabytes = 1.5", "请填大于零的整数"),
        ("[limits]\nfile_megabytes =", "请填大于零的整数"),
        ("[office]\nbureau ＝ 甲局", "请写成“名称 = 值”，等号用半角；说明文字前加 #"),
    ],
)
def test_the_mend_is_told(text: str, mend: str) -> None:
    """Each mistake says what to write instead."""
    (fault,) = faults(text)
    assert fault.mend == mend


def test_the_error_names_file_and_first_line() -> None:
    """The one line that is printed says which file and where."""
    with pytest.raises(SettingsError, match=r"config\.ini 第2行"):
        settings.parse("[office]\nburea = 甲\n[pdf]\nmake = 1\n")


@pytest.mark.parametrize("section", ["office", "mail"])
def test_secrets_are_refused_and_not_repeated(section: str) -> None:
    """A password in the file is told of, and the message does not print it."""
    found = faults(f"[{section}]\npassword = hunter2\n")
    assert "密码" in found[-1].what
    assert not any("hunter2" in str(fault) for fault in found)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    """A file saved as ANSI says how to save it, instead of showing garbled names."""
    file = tmp_path / "config.ini"
    file.write_bytes("[office]\nbureau = 温州市\n".encode("gbk"))
    with pytest.raises(SettingsError, match="UTF-8"):
        settings.read(file)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://kjj:geheim@db/reporting",
        "postgresql://db/reporting?user=kjj&password=geheim",
        "postgres://:geheim@/reporting",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(url: str) -> None:
    """Secrets stay out of the file, and out of what is said about it."""
    (fault,) = faults(f"[ledger]\nurl = {url}\n")
    assert (fault.where, "口令" in fault.what, "PGPASSWORD" in fault.mend) == ("第2行", True, True)
    assert "geheim" not in str(fault)


def test_a_server_holds_the_ledger_where_its_address_says() -> None:
    """An address is taken as it stands, with options and all; none means the home's own file."""
    url = "postgresql://kjj@db.example.cn:5432/reporting?options=-csearch_path%3Dsci"
    assert settings.parse(f"[ledger]\nurl = {url}\n").ledger_url == url
    assert settings.parse("[ledger]\nurl =\n").ledger_url == ""


def test_an_address_of_another_kind_is_told() -> None:
    """What is no PostgreSQL server is a mistake in the settings, with the right way to write it."""
    (fault,) = faults("[ledger]\nurl = mysql://db/reporting\n")
    assert "postgresql://" in fault.mend
