"""A home of the synthetic kind: as many counties as wanted, each with its form of one period filled in the inbox.

The catalogue is the shipped one with further counties and further indicators on the counties' form, so that this has
60 rows, as such forms have. Everything is invented, and the same every time.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from reporting.commands.examine import due_of
from reporting.commands.init import furnish
from reporting.commands.office import CATALOGUE, Office, open_office
from reporting.model.catalogue import COUNTY, ZONE
from reporting.model.grid import address
from reporting.model.history import History
from reporting.model.periods import Period
from reporting.model.workdays import SHANGHAI
from reporting.products.forms import Issued, forms
from reporting.sheets.fill import fill
from reporting.sheets.read import read

PERIOD = Period(2023, 3)
NOW = datetime.combine(PERIOD.last_day + timedelta(days=12), time(17), SHANGHAI)
# The shipped catalogue's own: counties and zones that send the form, and indicators on it.
FORM, OWN, ASKED = "KJ1", 14, 14
ROWS = 60
# What is a part of another indicator, and so no larger.
PARTS = ("INCUBATOR_NEW", "NEW_RD_ORGS_PROV")
# One form in ten lacks a figure and goes back to its sender.
FAULTY = 10

Cells = dict[str, Decimal | str]


def furnished(home: Path, count: int) -> Office:
    """Make a home whose catalogue asks `count` counties for a form."""
    furnish(home)
    path = home / "templates" / CATALOGUE
    path.write_bytes(fill(path.read_bytes(), _further(path, count)))
    return open_office(home, NOW, lambda _line: None)


def send(office: Office, count: int) -> None:
    """Issue the counties' forms, fill them in, and drop them into the inbox, dated the day before the deadline."""
    due = {form.code: due_of(office, form, PERIOD) for form in office.catalogue.forms if form.asked_in(PERIOD)}
    sent = (NOW - timedelta(days=1)).timestamp()
    senders = [unit for unit in office.catalogue.units if unit.kind in (COUNTY, ZONE) and unit.lives_in(PERIOD)]
    for number, sender in enumerate(senders[:count]):
        issued = forms(office.catalogue, PERIOD, sender, History(), due)
        path = office.inbox / issued.file
        path.write_bytes(fill(issued.content, _filled(office, issued, number)))
        os.utime(path, (sent, sent))


def single(office: Office) -> bytes:
    """Give a county's workbook as if it were asked for this one form only, filled in."""
    asked = replace(office.catalogue, forms=tuple(form for form in office.catalogue.forms if form.code == FORM))
    due = {form.code: due_of(office, form, PERIOD) for form in asked.forms}
    sender = next(unit for unit in asked.units if unit.kind == COUNTY)
    issued = forms(asked, PERIOD, sender, History(), due)
    return fill(issued.content, _filled(office, issued, 0))


def _further(path: Path, count: int) -> Mapping[str, Cells]:
    """Give the rows that the shipped catalogue lacks, by sheet and address."""
    book = read(path.read_bytes(), path.name)
    last = {sheet.name: sheet.last_row for sheet in book.sheets}
    added: dict[str, list[tuple[Decimal | str, ...]]] = {
        "单位": [
            (f"X{n:04}", f"演示{n:04}县", "", COUNTY, "单列", Decimal(1000 + n)) for n in range(1, count - OWN + 1)
        ],
        "数据项": [_item(n) for n in range(ASKED + 1, ROWS + 1)],
        "报表行": [(FORM, Decimal(n), f"演示指标{n}", "是") for n in range(ASKED + 1, ROWS + 1)],
    }
    return {
        sheet: {
            address(row, column): value
            for row, values in enumerate(rows, start=last[sheet] + 1)
            for column, value in enumerate(values, start=1)
            if value != ""
        }
        for sheet, rows in added.items()
    }


def _item(number: int) -> tuple[Decimal | str, ...]:
    """Make an indicator: money to date and stocks of firms in turn."""
    kind = ("亿元", "本年累计", Decimal(2)) if number % 2 else ("家", "时点", Decimal(0))
    bounds = (Decimal(0), Decimal(999_999))
    return (f"X{number:02}", f"演示指标{number}", "", "数值", *kind, *bounds, "各县〈市、区〉政府", FORM, "汇总")


def _filled(office: Office, issued: Issued, number: int) -> Mapping[str, Cells]:
    """Fill in this period and the year before, as a clerk would; the lists stay as they were sent out."""
    chance = Random(number)
    sheets: dict[str, Cells] = {}
    asked = [cell for cell in issued.cells if cell.form == FORM]
    before = Decimal(0)
    for cell in asked:
        answers = sheets.setdefault(cell.sheet, {})
        item = office.catalogue.item_by_code.get(cell.item)
        if item is None:
            answers[cell.cell] = "示例"
        elif cell.column == "本期":
            before = Decimal(chance.randrange(300, 400) // (4 if item.code in PARTS else 1)).scaleb(-item.decimals)
            answers[cell.cell] = before
        elif cell.column == "上年同期":
            answers[cell.cell] = (before * chance.randrange(80, 100) / 100).quantize(Decimal(1).scaleb(-item.decimals))
    if number % FAULTY == FAULTY - 1:
        del sheets[asked[0].sheet][asked[0].cell]
    return sheets
