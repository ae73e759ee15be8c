"""A city with a past, and the forms it sends out: the demonstration city's figures, each office's own answers."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from reporting.commands.examine import due_of
from reporting.commands.init import furnish
from reporting.commands.office import Office, open_office
from reporting.commands.take_in import take_in
from reporting.demo.answers import Answers, Sheets
from reporting.demo.city import city
from reporting.demo.companies import companies
from reporting.demo.truth import Truth
from reporting.ledger.book import opened
from reporting.ledger.history import history
from reporting.model.catalogue import Form, FormColumn, Unit
from reporting.model.grid import place
from reporting.model.numbers import plain
from reporting.model.periods import Period
from reporting.model.records import FormCell
from reporting.model.words import Content, FormKind, ItemKind, State
from reporting.model.workdays import SHANGHAI
from reporting.products.forms import forms
from reporting.products.issue import Issued
from reporting.sheets.fill import fill
from tests.adversary.case import Answered, Case, Figure, Row
from tests.adversary.pages import Cell, Page, Value, pages_of

# One of each kind of sender: large and small counties, offices with 分县表, with texts, with a year's figures.
SENDERS = ("乐清市", "文成县", "瑞安市", "市统计局", "高新技术处", "市科技局", "市教育局")
PAST = ("2021", "2022Q3", "2022Q4", "2023Q1", "2023Q2")
DRAWN = (*((sender, "2023Q3") for sender in SENDERS), ("市统计局", "2022"), ("市教育局", "2022"))
LAST = Period(2023, 2)
# As many enterprises as a list gets here: enough to be a list.
LISTED = 7
SIGNED = "2023年10月11日"
SIGNERS = ("单位负责人", "审核人", "填表人", "联系电话", "报出日期")
_FIGURES = (Content.NOW, Content.BASE, Content.NUMBER, Content.STAGE)


@dataclass(frozen=True)
class World:
    """The home of the city with all that was reported before, and its honest submissions, by sender and period.

    `before` are those of the quarter before, by sender.
    """

    office: Office
    honest: Mapping[tuple[str, str], Case]
    before: Mapping[str, Case]


def moment(period: Period) -> datetime:
    """Give the moment of the pass that takes a period's forms in: some days after its end."""
    return datetime.combine(period.last_day + timedelta(days=11), datetime.min.time(), SHANGHAI).replace(hour=17)


@cache
def world() -> World:
    """Make the city once a process."""
    home = Path(tempfile.mkdtemp(prefix="reporting-adversary-")) / "home"
    furnish(home)
    start = open_office(home, moment(Period(2021)), lambda _: None)
    truth = Truth(city(), start.catalogue)
    for text in PAST:
        _send_all(start, truth, Period.parse(text))
    honest = {}
    for sender, text in DRAWN:
        period = Period.parse(text)
        office = replace(start, now=moment(period))
        honest[sender, text] = _case(office, truth, _unit(office, sender), period)
    last = {sender: _case(replace(start, now=moment(LAST)), truth, _unit(start, sender), LAST) for sender in SENDERS}
    return World(start, honest, last)


def emptied(office: Office, folder: Path, period: str) -> Office:
    """Give an office of the same past with an empty inbox, in a folder of its own, at the pass for a period."""
    (folder / "inbox").mkdir(parents=True)
    (folder / "outbox").mkdir()
    (folder / "logs").mkdir()
    shutil.copytree(office.home / "ledger", folder / "ledger")
    return replace(office, home=folder, now=moment(Period.parse(period)))


def _unit(office: Office, name: str) -> Unit:
    return next(unit for unit in office.catalogue.units if unit.name == name)


def _issued(office: Office, sender: Unit, period: Period) -> Issued:
    with opened(office.home, writable=True) as book:
        earlier = history(book, period)
    due = {form.code: due_of(office, form, period) for form in office.catalogue.forms if form.asked_in(period)}
    return forms(office.catalogue, period, sender, earlier, due)


def _send_all(start: Office, truth: Truth, period: Period) -> None:
    """Have every sender report a period, honestly and in time."""
    office = replace(start, now=moment(period))
    for name in SENDERS:
        sender = _unit(office, name)
        issued = _issued(office, sender, period)
        if not issued.cells:
            continue
        path = office.inbox / f"{period}-{issued.file}"
        path.write_bytes(fill(issued.content, _answers(office, truth, sender, period, issued)))
        stamp = (office.now - timedelta(days=1)).timestamp()
        os.utime(path, (stamp, stamp))
    with opened(office.home, writable=True) as book:
        reports = take_in(office, book, period)
    refused = [report for report in reports if report.outcome == "quarantined"]
    assert not refused, refused


def _answers(office: Office, truth: Truth, sender: Unit, period: Period, issued: Issued) -> Sheets:
    """Answer as the office would; lists of enterprises are filled in elsewhere."""
    answers = Answers(truth, office.catalogue, period, sender, SIGNED).fill(issued.cells)
    lists = {form.code for form in office.catalogue.forms if form.kind is FormKind.LIST and not form.seed}
    signed = {cell.cell for cell in issued.cells if cell.form in lists and cell.column in SIGNERS}
    open_sheets = {cell.sheet for cell in issued.cells if cell.form in lists}
    return {
        sheet: {at: value for at, value in cells.items() if sheet not in open_sheets or at in signed}
        for sheet, cells in answers.items()
    }


def _case(office: Office, truth: Truth, sender: Unit, period: Period) -> Case:
    issued = _issued(office, sender, period)
    answers = _answers(office, truth, sender, period, issued)
    pages = {page.name: page for page in pages_of(issued.content)}
    for sheet, cells in answers.items():
        for page in (pages[sheet],):
            for at, value in cells.items():
                _answer(page, at, value)
    with opened(office.home, writable=True) as book:
        earlier = history(book, period)
    answered: dict[str, Answered] = {}
    for code in dict.fromkeys(cell.form for cell in issued.cells):
        asked = [cell for cell in issued.cells if cell.form == code]
        form = office.catalogue.form_by_code[code]
        answered[code] = _answered(office, form, pages[asked[0].sheet], asked, sender, period)
        for figure in answered[code].figures:
            figure.earlier = earlier.value(figure.unit, figure.item, period.previous)
    return Case(sender.name, str(period), issued.file, list(pages.values()), answered)


def _answer(page: Page, at: str, value: Decimal | str) -> None:
    page.put(*place(at), value)


def _answered(office: Office, form: Form, page: Page, asked: list[FormCell], sender: Unit, period: Period) -> Answered:
    heading = _heading(page, form)
    top = page.where(heading[form.columns[0].label])[0]
    across = {label: page.where(cell)[1] for label, cell in heading.items()}
    if form.kind is FormKind.LIST and not form.seed:
        _list(page, top + 1, across, form, sender, period)
    stubs: dict[str, Cell] = {}
    measures: dict[str, Cell] = {}
    found = Answered(form.code, form.kind.value, page, [], [], heading, stubs, measures, _marks(page))
    found.explains = "说明" in heading
    if form.kind is FormKind.LIST:
        _rows(office, found, form, across, top, sender, period)
        return found
    for question in asked:
        column = next((one for one in form.columns if one.label == question.column), None)
        if column is None or not question.item or column.content not in _FIGURES:
            continue
        row, at = place(question.cell)
        subject = question.item if form.kind is FormKind.ROWS else question.unit
        stubs[subject] = page.at(row, across[form.columns[0].label])
        if "计量单位" in across:
            measures[subject] = page.at(row, across["计量单位"])
        found.figures.append(_figure(office, form, column, question, page.at(row, at), period))
        if "说明" in across:
            found.figures[-1].explanation = page.at(row, across["说明"])
    return found


def _figure(office: Office, form: Form, column: FormColumn, question: FormCell, cell: Cell, period: Period) -> Figure:
    base = column.content is Content.BASE
    item = office.catalogue.item_by_code[question.item]
    figure = Figure(
        form.code,
        question.item,
        question.unit,
        question.key,
        Content.BASE if base else Content.NOW,
        str(period.year_before if base else period),
        item.measure,
        cell,
    )
    figure.tense = item.tense.value
    figure.value, figure.state = truth_of(cell.value, item.stages if item.kind is ItemKind.STAGE else ())
    return figure


def truth_of(value: Value, stages: tuple[str, ...] = ()) -> tuple[Decimal | None, State]:
    """Say what an honest cell means."""
    if value is None or value == "":
        return None, State.BLANK
    if stages:
        reached = Decimal(int(value == stages[-1]))
        return reached, State.VALUE if reached else State.ZERO
    assert isinstance(value, Decimal), value
    return value, State.VALUE if value else State.ZERO


def _heading(page: Page, form: Form) -> dict[str, Cell]:
    labels = {column.label for column in form.columns}
    by_row: dict[int, dict[str, Cell]] = {}
    for (row, _), cell in page.cells.items():
        bare = str(cell.value).split("（")[0].split("(")[0] if cell.value is not None else ""
        for word in {str(cell.value), bare, str(cell.value).split("\n", maxsplit=1)[0]} & labels:
            by_row.setdefault(row, {}).setdefault(word, cell)
    return max(by_row.values(), key=len)


def _marks(page: Page) -> dict[str, Cell]:
    found: dict[str, Cell] = {"title": page.cells[1, 1]}
    for cell in page.cells.values():
        text = cell.value if isinstance(cell.value, str) else ""
        for word, start in (("stamp", "[[报送标识"), ("sender", "填报单位"), ("period", "报告期")):
            if text.startswith(start):
                found[word] = cell
    return found


def _list(page: Page, top: int, across: Mapping[str, int], form: Form, sender: Unit, period: Period) -> None:
    """Fill in a list of enterprises, a few only."""
    for row, company in enumerate(companies(sender, LISTED, period.year), start=top):
        for column, text in zip(form.columns, company, strict=True):
            value: Value = Decimal(text) if column.content is Content.NUMBER else text
            page.put(row, across[column.label], value)


def _rows(
    office: Office, found: Answered, form: Form, across: Mapping[str, int], top: int, sender: Unit, period: Period
) -> None:
    """Note what stands in the rows of a list, and the figures among it."""
    page = found.page
    key = next(column.label for column in form.columns if column.content is Content.KEY)
    for row in range(top + 1, page.last_row + 1):
        at = page.cells.get((row, across[key]))
        if at is None or not isinstance(at.value, str) or "：" in at.value or not at.value:
            continue
        cells = {label: page.at(row, column) for label, column in across.items()}
        fields = {column.label: text_of(cells[column.label].value) for column in form.columns}
        found.rows.append(Row(form.code, at.value, sender.code, fields, cells))
        found.stubs[at.value] = at
        for column in form.columns:
            if column.item and column.content in (Content.NUMBER, Content.NOW, Content.BASE):
                question = FormCell(form.code, column.item, sender.code, at.value, column.label, page.name, "")
                found.figures.append(_figure(office, form, column, question, cells[column.label], period))


def text_of(value: Value) -> str:
    """Write what a list's field holds."""
    if value is None:
        return ""
    return plain(value) if isinstance(value, Decimal) else str(value)


def open_rows(form: Answered) -> list[Row]:
    """Give the rows of a list that was sent out empty."""
    return form.rows if form.form in ("KJ9", "KJ10") else []
