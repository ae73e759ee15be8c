"""A published table as eleven counties and the city would have sent it: industrial R&D by county in 2017."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl

from tests.commands.calling import ask, call, drop

PUBLISHED = Path(__file__).parents[1] / "golden" / "rd2017"
PERIOD, CITY, OFFICE = "2017", "全市", "市统计局"
NOW = "2018-03-05T17:00:00+08:00"
SENT = "2018-03-01T09:00:00+08:00"
Row = Mapping[str, str]


def table() -> dict[str, Row]:
    """Give the table as published, by unit."""
    with (PUBLISHED / "数据.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["单位"]: row for row in csv.DictReader(file)}


def home_of_2017(folder: Path) -> Path:
    """Make a home with the table's own catalogue, and nothing else changed."""
    assert call("init", folder).status == 0
    shutil.copyfile(PUBLISHED / "指标体系.xlsx", folder / "templates" / "指标体系.xlsx")
    return folder


def answers(home: Path, changed: Mapping[tuple[str, str], str] | None = None) -> dict[str, bytes]:
    """Fill the issued forms in from the table, by sender; `changed` names what stands otherwise: (unit, item name)."""
    names = {item["code"]: item["name"] for item in ask(home, "catalogue")["items"]}
    rows, changes = table(), changed or {}
    filled: dict[str, bytes] = {}
    for issued in ask(home, "--now", NOW, "forms", PERIOD):
        book = openpyxl.load_workbook(issued["file"])
        for asked in issued["cells"]:
            name = names.get(asked["item"])
            if name is not None and asked["column"] in ("本年", name):
                told = changes.get((asked["unit"], name), rows[asked["unit"]][name])
                book[asked["sheet"]][asked["cell"]] = int(told) if Decimal(told) == int(Decimal(told)) else float(told)
        content = io.BytesIO()
        book.save(content)
        filled[issued["sender"]] = content.getvalue()
    return filled


def send(home: Path, sender: str, content: bytes, sent: str = SENT) -> None:
    """Drop a sender's workbook into the inbox, named as issued."""
    drop(home, f"{sender}.xlsx", content, sent)
