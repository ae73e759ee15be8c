"""What stands beside the cells and may be a mark of secrecy: found in every kind of package, at no cost elsewhere."""

from __future__ import annotations

import pytest

from reporting.package.archive import Archive
from reporting.package.pack import pack
from reporting.sheets.asides import asides, asides_of_stream, may_mark


def held(**parts: str) -> Archive:
    """Make a package of parts; `__` stands for the slash, `_xml` for the ending."""
    return Archive(
        pack({name.replace("__", "/").replace("_xml", ".xml"): text.encode() for name, text in parts.items()})
    )


@pytest.mark.parametrize(
    "part", ["docProps__core_xml", "docProps__custom_xml", "meta_xml", "styles_xml", "xl__drawings__drawing1_xml"]
)
def test_marks_are_read_wherever_they_stand(part: str) -> None:
    """Properties of both kinds of office, page heads of OpenDocument, words in shapes; also as references."""
    assert asides(held(**{part: "<a><b>机密★1年</b></a>"})) == ("机密★1年",)
    assert asides(held(**{part: "<a><b>&#26426;&#23494;</b></a>"})) == ("机密",)


def test_other_texts_and_parts_are_passed_over() -> None:
    """What holds no such sign is not even parsed: a part that is no sound XML says nothing and stops nothing."""
    assert asides(held(docProps__core_xml="<a>三季度报表</a>", xl__worksheets__sheet1_xml="<a>机密★1年</a>")) == ()
    assert asides(held(docProps__core_xml="<a>三季度报表", docProps__custom_xml="<a>机密")) == ()
    assert not may_mark("<a>三季度报表</a>".encode())


def test_an_old_workbook_is_searched_for_the_mark_with_its_star() -> None:
    """Heads of pages of an .xls lie in its stream as they are."""
    assert asides_of_stream("x".encode("utf-16-le") + "&C秘密★5年".encode("utf-16-le")) == ("秘密★",)
    assert asides_of_stream("商业秘密".encode("utf-16-le")) == ()
