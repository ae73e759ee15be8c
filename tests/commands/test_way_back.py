"""A returned file is mended and sent again, and again: each time it bears what is wrong now, and nothing of before."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from reporting.model.words import Severity
from reporting.package.archive import Archive
from reporting.sheets.marking import FILLS
from reporting.sheets.patch import Given, fill
from tests.commands.calling import ask, drop
from tests.commands.published import NOW, PERIOD, SENT, answers
from tests.documents.made import cells, lines
from tests.sheets.made import loaded

SENDER = "鹿城区"
RED = FILLS[Severity.ERROR]


def passed(home: Path, content: bytes, day: int) -> Any:
    """Send a file on a day of March, make a pass, and give the verdict upon its one form."""
    drop(home, f"{SENDER}.xlsx", content, f"2018-03-0{day}T09:00:00+08:00")
    files = ask(home, "--now", f"2018-03-0{day}T17:00:00+08:00", "run", PERIOD)["files"]
    ((one,),) = [file["submissions"] for file in files]
    return one["version"], one["verdict"]


def back(home: Path, version: int) -> bytes:
    """Give the returned file of a version."""
    return (home / "outbox" / PERIOD / "returned" / SENDER / f"RD1-第{version}版.xlsx").read_bytes()


def receipt(home: Path, version: int) -> bytes:
    """Give the receipt of a version."""
    return (home / "outbox" / PERIOD / "receipts" / SENDER / f"RD1-第{version}版.docx").read_bytes()


def faults(home: Path) -> dict[str, str]:
    """Give the cells with an error, by code."""
    found = ask(home, "findings", PERIOD)
    return {one["cell"]: one["sheet"] for one in found if one["severity"] == "error" and one["cell"]}


def red(content: bytes, sheet: str) -> set[str]:
    """Give the cells that are marked as wrong."""
    return {
        cell.coordinate for row in loaded(content)[sheet].iter_rows() for cell in row if cell.fill.fgColor.rgb == RED
    }


def mended(content: bytes, sheet: str, values: Mapping[str, Given]) -> bytes:
    """Write into the returned file, as its sender does."""
    return fill(content, {sheet: values})


def test_from_one_version_to_the_next(table_home: Path) -> None:
    """Two faults, one mended, then both: marks, list, notes and receipts follow, and nothing piles up."""
    home = table_home
    issued = ask(home, "--now", NOW, "forms", PERIOD)
    names = {item["code"]: item["name"] for item in ask(home, "catalogue")["items"]}
    (asked,) = [one["cells"] for one in issued if one["sender"] == SENDER]
    place = {names[one["item"]]: one["cell"] for one in asked if one["column"] == "本年"}
    sheet = next(one["sheet"] for one in asked if one["column"] == "本年")
    persons, projects = place["研发人员"], place["项目数"]
    honest = answers(home)[SENDER]
    first = fill(honest, {sheet: {place["研发人员折合全时当量"]: 99999, projects: None}})

    assert passed(home, first, 1) == (1, "returned")
    assert set(faults(home)) == red(back(home, 1), sheet)
    assert {place["研发人员折合全时当量"], projects} & set(faults(home))
    assert projects in red(back(home, 1), sheet)

    second = mended(back(home, 1), sheet, {projects: 487, persons: 3733})
    assert passed(home, second, 2) == (2, "returned")
    assert set(faults(home)) == red(back(home, 2), sheet)
    assert projects not in red(back(home, 2), sheet)
    assert loaded(back(home, 2))[sheet][projects].comment is None
    assert loaded(back(home, 2)).sheetnames.count("问题清单") == 1
    said = "\n".join(lines(receipt(home, 2)))
    assert "与第1版对照：已补1处" in said
    assert "仍在1项" in said
    assert ["已补", "项目数", projects, "空", "487"] in cells(receipt(home, 2), 3)

    third = mended(back(home, 2), sheet, {place["研发人员折合全时当量"]: Decimal(2759)})
    assert passed(home, third, 3) == (3, "accepted")
    assert ["已改", "研发人员折合全时当量", place["研发人员折合全时当量"], "99999", "2759"] in cells(
        receipt(home, 3), 3
    )
    assert "已解决1项、仍在0项、新出现0项" in "\n".join(lines(receipt(home, 3)))
    assert {one["code"] for one in ask(home, "findings", PERIOD) if one["file"]} == {"sign-missing"}


def test_a_returned_file_changes_what_it_must(table_home: Path) -> None:
    """Of the workbook as issued the other sheets, the texts and all settings of print keep their bytes."""
    issued = ask(table_home, "--now", NOW, "forms", PERIOD)
    (path,) = [one["file"] for one in issued if one["sender"] == SENDER]
    sent = Path(path).read_bytes()
    names = {item["code"]: item["name"] for item in ask(table_home, "catalogue")["items"]}
    (asked,) = [one["cells"] for one in issued if one["sender"] == SENDER]
    values = {one["cell"]: 5 for one in asked if names.get(one["item"]) == "项目数" and one["column"] == "本年"}
    filled = fill(sent, {asked[0]["sheet"]: values})
    drop(table_home, "鹿城区.xlsx", filled, SENT)
    ask(table_home, "--now", NOW, "run", PERIOD)
    before, after = Archive(filled), Archive(back(table_home, 1))
    changed = {name for name in before.names if before.raw(name) != after.raw(name)}
    assert len([name for name in changed if name.startswith("xl/worksheets/sheet")]) == 1
    assert {name for name in changed if not name.startswith("xl/worksheets/")} == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
    }
