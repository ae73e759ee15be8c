"""The city of 2017 by mail: a home whose units have addresses, and mails laid into its inbox."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from tests.commands.calling import ask, call, drop
from tests.commands.published import NOW, PERIOD, home_of_2017
from tests.mail.letters import CAME

ADDRESSES = {
    "鹿城区": "lucheng@kj.example.invalid",
    "龙湾区": "longwan@kj.example.invalid",
    "瓯海区": "ouhai@kj.example.invalid",
    "洞头区": "dongtou@kj.example.invalid",
}


def home_by_mail(folder: Path, settings: str = "") -> Path:
    """Make a home whose catalogue gives some units an address; `settings` are lines of config.ini."""
    home = home_of_2017(folder)
    path = home / "templates" / "指标体系.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["单位"]
    headings: list[Any] = [cell.value for cell in sheet[1]]
    if "邮箱" not in headings:
        sheet.cell(1, len(headings) + 1, "邮箱")
        headings.append("邮箱")
    name, email = headings.index("名称"), headings.index("邮箱") + 1
    for row in sheet.iter_rows(min_row=2):
        unit = str(row[name].value)
        if unit in ADDRESSES:
            sheet[f"{get_column_letter(email)}{row[0].row}"] = ADDRESSES[unit]
    book.save(path)
    for line in settings.splitlines():
        setting(home, line)
    return home


def setting(home: Path, line: str) -> None:
    """Set one line of config.ini, `section.key = value`."""
    place, _, value = line.partition("=")
    section, _, key = place.strip().partition(".")
    path, within, out = home / "config.ini", "", []
    for told in path.read_text(encoding="utf-8").splitlines():
        within = told.strip("[]") if told.startswith("[") else within
        hit = within == section and told.partition("=")[0].strip() == key
        out.append(f"{key} = {value.strip()}" if hit else told)
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def post(home: Path, name: str, content: bytes, sent: str = CAME) -> None:
    """Lay a mail into the inbox."""
    drop(home, name, content, sent)


def passed(home: Path, now: str = NOW) -> dict[str, Any]:
    """Make a pass, and give what became of each file by its name."""
    document = ask(home, "--now", now, "run", PERIOD)
    return {one["file"]: one for one in document["files"]}


def standings(home: Path) -> dict[str, str]:
    """Give the state of every sender's forms."""
    return {one["sender"]: one["state"] for one in ask(home, "--now", NOW, "status", PERIOD)}


def confirm(home: Path, address: str, unit: str) -> Any:
    """Say whose an address is."""
    return call("--home", home, "--now", NOW, "--json", "mail", "confirm", address, "--unit", unit, "--by", "张三")
