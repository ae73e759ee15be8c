"""An issued form, filled in, saved by LibreOffice in another format and sent: the same figures, cell for cell."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.commands.calling import ask, drop
from tests.commands.conftest import Table
from tests.commands.published import NOW, PERIOD, SENT
from tests.sheets.made import needs_libreoffice

SENDER, SHEET = "鹿城区", 2
# Name of the file sent → LibreOffice's filter. A text holds one sheet, by its number; 76 is UTF-8, 31 is GB18030.
SAVED: Mapping[str, str] = {
    "鹿城区.xls": "xls:MS Excel 97",
    "鹿城区.ods": "ods",
    "鹿城区.fods": "fods",
    "鹿城区.html": "html:HTML (StarCalc)",
    "鹿城区.csv": f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{SHEET}",
    "鹿城区 国标.csv": f"csv:Text - txt - csv (StarCalc):44,34,85,1,,0,false,true,false,false,false,{SHEET}",
    "鹿城区 另存.xlsx": "xlsx:Calc MS Excel 2007 XML",
}


def saved(content: bytes, filter_: str, folder: Path) -> bytes:
    """Have LibreOffice open a workbook and save it otherwise."""
    source, out = folder / "来.xlsx", folder / "出"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = ["soffice", profile, "--headless", "--convert-to", filter_, "--outdir", str(out), str(source)]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    (made,) = out.iterdir()
    return made.read_bytes()


def observed(home: Path) -> dict[str, Any]:
    """Give every figure that is known of the sender's unit: its value and its state."""
    found = [one for one in ask(home, "figures", PERIOD) if one["unit"] == SENDER]
    return {one["code"]: (one["value"] and Decimal(one["value"]), one["state"]) for one in found}


def texts(home: Path) -> dict[str, str]:
    """Give the number that stands in the cell of each figure."""
    found: dict[str, str] = {}
    for one in ask(home, "figures", PERIOD):
        if one["unit"] == SENDER and one["value"] is not None:
            told = leaves(ask(home, "trace", PERIOD, one["code"], "--unit", SENDER))
            found[one["code"]] = "、".join(source["text"] for source in told)
    return found


def leaves(part: Any) -> list[Any]:
    """Give the cells a figure comes from."""
    own = [part["source"]] if part.get("source") else []
    return own + [leaf for one in part["parts"] for leaf in leaves(one)]


@pytest.fixture(scope="module")
def as_issued(table: Table, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, str]]:
    """Give the figures and texts of the form as it was filled in."""
    from tests.commands.calling import copied

    home = copied(table.home, tmp_path_factory.mktemp("issued") / "home")
    drop(home, "鹿城区.xlsx", table.content[SENDER], SENT)
    ask(home, "--now", NOW, "run", PERIOD)
    return observed(home), texts(home)


@needs_libreoffice
@pytest.mark.parametrize("name", SAVED)
def test_a_form_saved_otherwise_says_the_same(
    table: Table, table_home: Path, tmp_path: Path, as_issued: tuple[dict[str, Any], dict[str, str]], name: str
) -> None:
    """Whatever a clerk's program saved it as, the form is accepted with the figures that were filled in."""
    drop(table_home, name, saved(table.content[SENDER], SAVED[name], tmp_path), SENT)
    told = ask(table_home, "--now", NOW, "run", PERIOD)
    assert [(one["file"], one["outcome"]) for one in told["files"]] == [(name, "accepted")], ask(
        table_home, "findings", PERIOD
    )
    assert observed(table_home) == as_issued[0]
    assert texts(table_home) == as_issued[1]
