"""How an honest office fills in its form: a value for every cell that asks for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reporting.demo.companies import companies
from reporting.demo.truth import Truth
from reporting.model.catalogue import Catalogue, Form, Item, Project, Unit
from reporting.model.grid import address, place
from reporting.model.numbers import HUNDRED
from reporting.model.periods import Period
from reporting.model.records import FormCell
from reporting.model.words import Content, ItemKind

Given = Decimal | str
Sheets = dict[str, dict[str, Given]]
_SIGNERS = {"单位负责人": "示例负责人", "审核人": "示例审核人", "填表人": "示例填表人", "联系电话": "0577-00000000"}
_SIGNED_ON = "报出日期"
_STOPPED, _RUNNING, _DONE = "未开工", "在建", "竣工"
_LIST_WIDTH = 5


class Answers:
    """An office's answers for one period."""

    def __init__(self, truth: Truth, catalogue: Catalogue, period: Period, sender: Unit, signed_on: str) -> None:
        """Say who answers, for when; `signed_on` is the day written at the foot."""
        self.truth, self.catalogue, self.period = truth, catalogue, period
        self.sender, self.signed_on = sender, signed_on

    def fill(self, questions: Sequence[FormCell]) -> Sheets:
        """Answer every question, by sheet and cell; what the city knows nothing of stays blank."""
        sheets: Sheets = {}
        for question in questions:
            answer = self._answer(question)
            if answer is not None:
                sheets.setdefault(question.sheet, {})[question.cell] = answer
        for sheet, cell, answer in self._lists(questions):
            sheets.setdefault(sheet, {})[cell] = answer
        return sheets

    def _answer(self, question: FormCell) -> Given | None:
        form = self.catalogue.form_by_code[question.form]
        if question.column in _SIGNERS:
            return _SIGNERS[question.column]
        if question.column == _SIGNED_ON:
            return self.signed_on
        if form.seed == "任务":
            return self._of_task(question)
        if form.seed == "项目":
            return self._of_project(question)
        item = self.catalogue.item_by_code.get(question.item)
        return self._of_item(form, item, question) if item else None

    def _of_item(self, form: Form, item: Item, question: FormCell) -> Given | None:
        unit = self.catalogue.unit_by_code[question.unit]
        if item.kind is ItemKind.STAGE:
            return self.truth.stage(item, unit, self.period) or None
        content = next((one.content for one in form.columns if one.label == question.column), None)
        if content is Content.EXPLANATION:
            return None
        when = self.period.year_before if content is Content.BASE else self.period
        return self.truth.value(item, unit, when)

    def _of_task(self, question: FormCell) -> str | None:
        words = self.truth.city.texts.get(question.key)
        if words is None:
            return None
        progress, problems, after = words
        told = {"主要进展": f"{self.period.label}，{progress}。", "存在问题": problems, "下一步打算": after}
        text = told.get(question.column)
        return text or None

    def _of_project(self, question: FormCell) -> Given | None:
        project = next(one for one in self.catalogue.projects if one.code == question.key)
        return project_answers(project, self.period).get(question.column)

    def _lists(self, questions: Sequence[FormCell]) -> Iterator[tuple[str, str, Given]]:
        """Fill the lists of enterprises from their first open row downwards, where the period asks for them."""
        if self.period not in self.truth.city.lists:
            return
        for form in self.catalogue.forms:
            counted = self.catalogue.item_by_code.get(form.counts)
            open_cells = [one for one in questions if one.form == form.code and one.column not in _SIGNERS]
            if counted is None or not open_cells:
                continue
            count = self.truth.value(counted, self.sender, self.period) or Decimal(0)
            keys = [column.label for column in form.columns if column.content is Content.KEY]
            first, left = min(place(one.cell) for one in open_cells if one.column in keys)
            rows = companies(self.sender, int(count), self.period.year)
            for row, company in enumerate(rows, start=first):
                for column, text in enumerate(company, start=left):
                    is_year = column - left == 3
                    yield open_cells[0].sheet, address(row, column), Decimal(text) if is_year else text


def project_answers(project: Project, period: Period) -> Mapping[str, Given]:
    """Give what is reported on a project: spending grows evenly over its years; what has ended is 竣工."""
    so_far = _invested(project, period)
    before = _invested(project, Period(period.year - 1, 4))
    year_end = _invested(project, Period(period.year, 4))
    state = _state(project, period)
    return {
        "总投资": project.total,
        "五年计划投资": project.planned,
        "至2020年底完成投资": project.total - project.planned if project.first_year < FIRST_YEAR else Decimal(0),
        "“十四五”以来完成投资": so_far,
        "本年计划投资": year_end - before,
        "本年完成投资": so_far - before,
        "形象进度": _progress(state, so_far, project.planned),
        "项目状态": state,
    }


FIRST_YEAR, LAST_YEAR = 2021, 2025


def _invested(project: Project, period: Period) -> Decimal:
    """Give what of the five years' money is spent by the end of a period, in whole 万元."""
    first, last = max(project.first_year, FIRST_YEAR), min(project.last_year, LAST_YEAR)
    quarters = (last - first + 1) * 4
    gone = (period.year - first) * 4 + (period.quarter or 4)
    part = Decimal(min(max(gone, 0), quarters)) / quarters
    return (project.planned * part).quantize(Decimal(1))


def _state(project: Project, period: Period) -> str:
    if period.year < project.first_year:
        return _STOPPED
    return _DONE if Period(project.last_year, 4) < period or period == Period(project.last_year, 4) else _RUNNING


def _progress(state: str, so_far: Decimal, planned: Decimal) -> str:
    if state == _STOPPED:
        return "前期准备"
    if state == _DONE:
        return "已竣工并投入使用"
    done = int(so_far / planned * HUNDRED) if planned else 0
    return "主体施工" if done < 60 else "内装和设备安装" if done < 90 else "收尾和验收准备"
