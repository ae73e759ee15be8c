"""A form comes back in any format, alone or packed, and says the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reporting.ledger import book as ledger_book
from reporting.package.pack import pack
from reporting.sheets.read import read
from tests.commands.calling import ask, drop
from tests.commands.conftest import Table
from tests.commands.published import NOW, PERIOD, SENT
from tests.sheets.converted import kept
from tests.sheets.made import loaded

FIGURES = {"项目数": "487", "研发人员": "3733", "研发人员折合全时当量": "2759", "项目经费内部支出": "52489"}
PICTURE = b"\x89PNG\r\n\x1a\n" + b"x" * 50


def passed(home: Path) -> Any:
    """Make a pass for the year of the table."""
    return ask(home, "--now", NOW, "run", PERIOD)


def outcomes(document: Any) -> dict[str, str]:
    """Give what became of each file."""
    return {one["file"]: one["outcome"] for one in document["files"]}


def figures_of(home: Path, unit: str) -> dict[str, str]:
    """Give the figures of a unit that have a value."""
    return {one["name"]: one["value"] for one in ask(home, "figures", PERIOD) if one["unit"] == unit and one["value"]}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("鹿城区.xls", kept("form.xls")),
        ("鹿城区.et", kept("form.xls")),
        ("鹿城区.ods", kept("form.ods")),
        ("鹿城区.csv", kept("form.csv")),
        ("鹿城区 gbk.csv", kept("form.csv").decode().encode("gb18030")),
        ("鹿城区.txt", kept("form.csv").decode().replace(",", "\t").encode("utf-16")),
        ("鹿城区 网页.xls", kept("form.html")),
        ("鹿城区 名不副实.xlsx", kept("form.xls")),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_every_format_says_the_same(table_home: Path, name: str, content: bytes) -> None:
    """A filled form saved as .xls, .ods, CSV or HTML is accepted with exactly the figures that were filled in."""
    drop(table_home, name, content, SENT)
    assert outcomes(passed(table_home)) == {name: "accepted"}
    found = figures_of(table_home, "鹿城区")
    assert {item: found.get(item) for item in FIGURES} == FIGURES


def test_a_returned_form_of_another_format_is_a_marked_copy(table_home: Path) -> None:
    """The sender of a CSV gets an .xlsx copy with the faulty cell marked, which says so, and sends it back."""
    drop(table_home, "鹿城区.csv", kept("form.csv").replace(b"2759", b"99999"), SENT)
    assert outcomes(passed(table_home)) == {"鹿城区.csv": "returned"}
    path = table_home / "outbox" / PERIOD / "returned" / "鹿城区" / "RD1-第1版.xlsx"
    book = loaded(path.read_bytes())
    told = ask(table_home, "findings", PERIOD)
    faulty = next(one for one in told if one["severity"] == "error")
    assert (faulty["file"], faulty["sheet"]) == ("鹿城区.csv", "鹿城区")
    assert book["鹿城区"][faulty["cell"]].comment is not None
    assert "副本" in str(book["问题清单"]["A1"].value)
    cell = next(row[2] for row in book["鹿城区"].iter_rows() if row[0].value == "研发人员折合全时当量")
    assert cell.value == 99999
    cell.value = 2759
    book.save(table_home / "inbox" / "鹿城区改.xlsx")
    document = ask(table_home, "--now", "2018-03-06T17:00:00+08:00", "run", PERIOD)
    assert [one["submissions"][0]["version"] for one in document["files"]] == [2]
    assert figures_of(table_home, "鹿城区")["研发人员折合全时当量"] == "2759"


def test_members_of_an_archive_are_files_of_their_own(table: Table, table_home: Path) -> None:
    """Each member is told by its own name; the archive's outcome is the worst of them, and it leaves the inbox last."""
    wrong = kept("form.csv").replace(b"2759", b"99999")
    inner = pack({"瓯海区.xlsx": table.content["瓯海区"]})
    drop(table_home, "全部.zip", pack({"鹿城区.csv": wrong, "里/内.zip": inner, "里/信.docx": b"PK?"}), SENT)
    document = passed(table_home)
    assert outcomes(document) == {
        "全部.zip": "quarantined",
        "全部.zip/里/信.docx": "quarantined",
        "全部.zip/里/内.zip": "accepted",
        "全部.zip/里/内.zip/瓯海区.xlsx": "accepted",
        "全部.zip/鹿城区.csv": "returned",
    }
    entered = {one["file"]: [part["sender"] for part in one["submissions"]] for one in document["files"]}
    assert entered["全部.zip/里/内.zip/瓯海区.xlsx"] == ["瓯海区"]
    assert entered["全部.zip"] == []
    assert {one["file"] for one in ask(table_home, "findings", PERIOD)} >= {
        "全部.zip/鹿城区.csv",
        "全部.zip/里/信.docx",
    }
    assert [path.name for path in (table_home / "inbox").rglob("*") if path.is_file()] == []
    by_name = {one["file"]: one["sha256"] for one in document["files"]}
    with ledger_book.opened(table_home, writable=False) as book:
        held = dict(book.rows("SELECT sha256, container FROM originals"))
    assert held[by_name["全部.zip"]] is None
    assert held[by_name["全部.zip/鹿城区.csv"]] == by_name["全部.zip"]
    assert held[by_name["全部.zip/里/内.zip/瓯海区.xlsx"]] == by_name["全部.zip/里/内.zip"]
    assert all(read((table_home / one).read_bytes(), one) for one in sources(table_home))


def sources(home: Path) -> set[str]:
    """Give the originals that a figure is traced to."""

    def below(part: Any) -> set[str]:
        own = {part["source"]["file"]} if part.get("source") else set()
        return own.union(*(below(one) for one in part["parts"]))

    code = next(one["code"] for one in ask(home, "figures", PERIOD) if one["unit"] == "瓯海区" and one["value"])
    return below(ask(home, "trace", PERIOD, code, "--unit", "瓯海区"))


def test_the_same_archive_again_is_known(table_home: Path) -> None:
    """An archive that was accepted brings nothing new when it comes again, and its members alone do not either."""
    content = pack({"鹿城区.xls": kept("form.xls")})
    drop(table_home, "a.zip", content, SENT)
    assert outcomes(passed(table_home)) == {"a.zip": "accepted", "a.zip/鹿城区.xls": "accepted"}
    drop(table_home, "b.zip", content, SENT)
    drop(table_home, "c.xls", kept("form.xls"), SENT)
    assert outcomes(passed(table_home)) == {"b.zip": "known", "c.xls": "known"}


def test_a_scan_that_comes_with_its_form_is_an_attachment(table_home: Path) -> None:
    """A stamped scan beside the form is kept and noted; one instead of the form is told to be no table."""
    drop(table_home, "有表.zip", pack({"盖章.png": PICTURE, "鹿城区.xls": kept("form.xls")}), SENT)
    drop(table_home, "无表.zip", pack({"盖章.png": PICTURE + b"2"}), SENT)
    assert outcomes(passed(table_home)) == {
        "有表.zip": "accepted",
        "有表.zip/盖章.png": "accepted",
        "有表.zip/鹿城区.xls": "accepted",
        "无表.zip": "quarantined",
        "无表.zip/盖章.png": "quarantined",
    }
    pictures = [one for one in ask(table_home, "findings", PERIOD) if one["code"] == "file-picture"]
    assert [(one["file"], one["severity"]) for one in sorted(pictures, key=lambda one: str(one["severity"]))] == [
        ("无表.zip/盖章.png", "error"),
        ("有表.zip/盖章.png", "note"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.rar", b"Rar!\x1a\x07\x00" + b"x" * 90, "解压"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + b"x" * 90, "解压"),
        ("a.zip", pack({"b.zip": pack({"c.zip": pack({"d.xls": kept("form.xls")})})}), "层数"),
    ],
)
def test_what_cannot_be_unpacked_is_told_plainly(table_home: Path, name: str, content: bytes, said: str) -> None:
    """RAR, 7z and archives nested too deep are laid aside, and the sender is told to unpack them."""
    drop(table_home, name, content, SENT)
    assert outcomes(passed(table_home))[name] == "quarantined"
    (finding,) = ask(table_home, "findings", PERIOD)
    assert finding["code"] == "file-kind"
    assert said in finding["message"]
