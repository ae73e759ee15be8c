"""file-secret: marks of secrecy are seen wherever they stand; words in sentences and names are none."""

from __future__ import annotations

import io

import openpyxl
import pytest

from reporting.intake.secret import secret, secret_name
from reporting.model.grid import Book, Cell, Sheet
from reporting.package.archive import Archive
from reporting.package.pack import pack
from reporting.sheets.read import read


def book(*texts: str, margins: tuple[str, ...] = (), asides: tuple[str, ...] = ()) -> Book:
    """Make a workbook of one sheet with texts down column A."""
    cells = {(row, 1): Cell(row, 1, text) for row, text in enumerate(texts, start=1)}
    return Book((Sheet("表1", cells, margins=margins),), asides=asides)


@pytest.mark.parametrize(
    "text",
    [
        "机密★1年",
        "秘密★",
        "绝密★启用前",
        "机密☆长期",
        "机密 ★ 10年",
        "机密★1年  2023年三季度科技创新指标表",
        "机密",
        "（秘密）",
        "【绝密】",
        "密级：机密",
        "密级:秘密5年",
        "机密级",
        "秘密文件",
    ],
)
def test_a_mark_in_a_cell_is_seen(text: str) -> None:
    """With the star, or alone in its cell: where it stands is told."""
    mark = secret(book("", text), "乐清市.xlsx")
    assert mark
    assert (mark.sheet, mark.cell) == ("表1", "A2")
    assert text.strip() in mark.text


@pytest.mark.parametrize(
    "text",
    [
        "本表涉及商业秘密，请注意保密",
        "保密",
        "商业秘密",
        "国家秘密载体印制资质",
        "温州秘密花园文化有限公司",
        "机密仪器（温州）有限公司",
        "公开",
        "内部",
        "密级：公开",
        "密级：",
        "不得报送标有“秘密”“机密★”的文件",
        "机密性、完整性、可用性",
        "秘密级科技成果3项",
    ],
)
def test_words_in_sentences_and_names_are_no_marks(text: str) -> None:
    """Business secrets, companies, rules about secrecy, and open or internal papers are taken like any other."""
    assert secret(book(text), "乐清市.xlsx") is None


def test_a_list_of_choices_is_no_mark() -> None:
    """A sheet that holds all the words to choose from says nothing of itself."""
    assert secret(book("公开", "内部", "秘密", "机密"), "乐清市.xlsx") is None


@pytest.mark.parametrize(
    ("name", "is_secret"),
    [
        ("【机密】乐清市三季度.xlsx", True),
        ("乐清市三季度（秘密）.xlsx", True),
        ("机密_乐清市.xlsx", True),
        ("机密★1年 乐清市.xlsx", True),
        ("机密件.zip/乐清市.xlsx", True),
        ("绝密.docx", True),
        ("乐清市保密工作.xlsx", False),
        ("商业秘密保护.xlsx", False),
        ("秘密花园公司.xlsx", False),
        ("乐清市.xlsx", False),
    ],
)
def test_a_mark_in_a_files_name_is_seen(name: str, *, is_secret: bool) -> None:
    """Set apart from other words, in the name of the file or of what it came in."""
    assert bool(secret_name(name)) is is_secret


def test_a_mark_at_the_head_of_pages_is_seen() -> None:
    """Codes of fonts and sizes around it do not hide it; what else is printed there is no mark."""
    mark = secret(book("x", margins=('&L&"宋体,加粗"&12机密★1年&R第&P页',)), "a.xlsx")
    assert mark
    assert "页眉页脚" in mark.where
    assert secret(book("x", margins=("&C注意保密 &P",)), "a.xlsx") is None


def test_marks_of_a_true_workbook_are_seen() -> None:
    """Header, properties of the document and words in a shape, as Excel writes them."""
    for part in ("header", "title", "keywords"):
        made = openpyxl.Workbook()
        assert made.active is not None
        made.active["A1"] = "1"
        if part == "header":
            made.active.HeaderFooter.oddHeader.center.text = "秘密★5年"
        elif part == "title":
            made.properties.title = "机密"
        else:
            made.properties.keywords = "机密★1年"
        assert secret(read(_bytes(made), "a.xlsx"), "a.xlsx"), part
    plain = openpyxl.Workbook()
    plain.properties.title = "保密工作要求"
    assert plain.active is not None
    plain.active["A1"] = "1"
    assert secret(read(_bytes(plain), "a.xlsx"), "a.xlsx") is None
    archive = Archive(_bytes(plain))
    drawn = {name: archive.read(name) for name in archive.names}
    drawn["xl/drawings/drawing1.xml"] = "<d><a:t xmlns:a='u'>机密★1年</a:t></d>".encode()
    assert secret(read(pack(drawn), "a.xlsx"), "a.xlsx")


def _bytes(made: openpyxl.Workbook) -> bytes:
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()
