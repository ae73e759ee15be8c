"""`forms PERIOD`: blank forms, one workbook a sender, laid out in the outbox."""

from __future__ import annotations

import reporting
from reporting.commands.answer import DONE, NOT_SO, Answer
from reporting.commands.examine import due_of
from reporting.commands.guessed import say_guessed
from reporting.commands.office import Office
from reporting.commands.post import post
from reporting.commands.post_forms import blank_forms
from reporting.ledger.history import history
from reporting.model.deadlines import opening
from reporting.outbox import deliver
from reporting.products.forms import Issued, senders
from reporting.products.forms import forms as issue

FOLDER = "forms"


def forms(office: Office, period: str) -> Answer:
    """Write the blank forms of every sender asked in the period, filled in with what is known."""
    when = office.period(period)
    with office.ledger(writable=False) as book:
        earlier = history(book, when)
    asked = [form for form in office.catalogue.forms if form.asked_in(when)]
    due = {form.code: due_of(office, form, when) for form in asked}
    opens = {form.code: day for form in asked if (day := opening(form.deadline, when, office.holidays))}
    say_guessed(office, when)
    office.say(f"正在生成{when.label}的空白报表……")
    issued = [
        issue(office.catalogue, when, sender, earlier, due, opens=opens, demo=office.settings.demo)
        for sender in senders(office.catalogue, when)
    ]
    made = {f"{FOLDER}/{one.file}": one.content for one in issued}
    made_from = {"program": reporting.__version__, "catalogue": office.catalogue.sha256}
    with office.ledger(writable=True) as book:  # a pass may be laying out the same period
        delivery = deliver(office.outbox, when, made, made_from, part=FOLDER)
        post(office, book, when, blank_forms(office, when, issued, due))
    folder = office.outbox / str(when)
    words = f"{when.label}空白报表{len(issued)}份在 {folder / FOLDER}，请发给各单位填报。"
    words += "".join(f"\n  {path} 正被打开，未能写入，请关闭后重新运行" for path in delivery.blocked)
    document = [_document(office, one, str(folder / FOLDER / one.file)) for one in issued]
    return Answer(document, words, NOT_SO if delivery.blocked else DONE)


def _document(office: Office, one: Issued, file: str) -> dict[str, object]:
    names = {unit.code: unit.name for unit in office.catalogue.units}
    return {
        "sender": names[one.sender],
        "file": file,
        "cells": [
            {
                "form": cell.form,
                "item": cell.item or None,
                "unit": names.get(cell.unit),
                "key": cell.key or None,
                "column": cell.column,
                "sheet": cell.sheet,
                "cell": cell.cell,
            }
            for cell in one.cells
        ],
    }
