"""Write a form in one line, as a county would, and check it: `draft().fill(DEALS="12.3").was("2022Q3", DEALS="10")`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from reporting.checks import Change, Paper
from reporting.model.catalogue import Catalogue, Item, Rule
from reporting.model.credit_code import check_character
from reporting.model.history import History
from reporting.model.periods import Period
from reporting.model.records import Claim, Entry, Finding, Observation, Reading
from reporting.model.words import CityFigure, Content, FormKind, Frequency, Severity, State, Tense
from tests.builders import INNER, OFFICE, WHOLE, catalogue, column, form, item, unit, units_form

COUNTIES = tuple(unit(code, f"{code}县", order=place) for place, code in enumerate("甲乙丙丁戊", start=1))
ITEMS: tuple[Item, ...] = (
    item("DEALS", "技术交易额", decimals=1, low=Decimal(0)),
    item("FIRMS", "高新技术企业累计数", Tense.STOCK, measure="家", decimals=0, low=Decimal(0), sources=("F2", "F1")),
    item("AREA", "孵化场地面积", Tense.STOCK, measure="万平方米", low=Decimal(0), high=Decimal(1000)),
    item("PROJECTS", "技改项目数", measure="个", decimals=0, low=Decimal(0)),
    item("RATE", "投资增速", measure="%", decimals=1, city=CityFigure.GIVEN),
    item("IND_VA", "规上工业增加值", low=Decimal(0)),
    item("HT_VA", "高新技术产业增加值", low=Decimal(0)),
    item("COST", "规上工业研发费用", low=Decimal(0)),
    item("RD", "R&D经费", Tense.YEARLY, low=Decimal(0)),
    item("GDP", "地区生产总值", Tense.YEARLY, city=CityFigure.GIVEN),
)
NAMES = tuple(one.code for one in ITEMS)
CODES = tuple(county.code for county in COUNTIES)
BASE = column(Content.BASE)
LISTED = (
    column(Content.KEY, "统一社会信用代码"),
    column(Content.TEXT, "企业名称", required=True),
    column(Content.NUMBER, "总投资"),
    column(Content.TEXT, "有效期至"),
)
FORMS = (
    form("F1", CODES, NAMES),
    units_form("F2", OFFICE.code, ("区县", WHOLE.code), NAMES),
    units_form("F3", OFFICE.code, ("区县", WHOLE.code), NAMES, frequency=Frequency.YEAR),
    form("L1", CODES, (), kind=FormKind.LIST, counts="FIRMS", columns=LISTED),
    form("L2", CODES, (), kind=FormKind.LIST, columns=(*LISTED, column(Content.EXPLANATION))),
)
CATALOGUE = catalogue(units=(WHOLE, *COUNTIES, INNER, OFFICE), items=ITEMS, forms=FORMS)
# Sound after GB 32100-2015; made up, no one's code.
SOUND = tuple(
    f"{body}{check_character(body)}" for body in ("91330302MA0000001", "91330381MA00000AX", "12330300MB0000002")
)
SIGNED = {"单位负责人": "甲", "审核人": "乙", "填表人": "丙", "联系电话": "0577-88888888", "报出日期": "2023-10-08"}
_STATES = {"": State.BLANK, "—": State.NONE, "无": State.NONE, "不适用": State.NOT_APPLICABLE}


@dataclass(frozen=True)
class Draft:
    """A form being written; every call gives a new one."""

    paper: Paper

    def fill(self, unit: str = "", *, why: str = "", **values: str) -> Draft:
        """Write values by item code; empty text is a blank, — and 无 are none."""
        return self._write(unit or self.paper.sender.code, Content.NOW, why, values)

    def last_year(self, **values: str) -> Draft:
        """Write last year's values as the form itself gives them."""
        return self._write(self.paper.sender.code, Content.BASE, "", values)

    def was(self, period: str, unit: str = "", **values: str) -> Draft:
        """Say what was in force of an earlier period."""
        subject = unit or self.paper.sender.code
        old = {(subject, code, Period.parse(period)): Decimal(text) for code, text in values.items()}
        history = self.paper.history
        return self._with(history=replace(history, values={**history.values, **old}))

    def listed(self, *keys: str, **fields: str) -> Draft:
        """Write list rows with these keys; other columns by label."""
        reading = self.paper.reading
        start = len(reading.entries) + 5
        rows = tuple(_entry(self.paper, key, start + place, fields) for place, key in enumerate(keys))
        return self._with(reading=replace(reading, entries=(*reading.entries, *rows)))

    def had_listed(self, *keys: str, **fields: str) -> Draft:
        """Say which keys the last list in force had, and what stood beside each."""
        where = (self.paper.form.code, self.paper.sender.code)
        rows = {**self.paper.history.rows.get(where, {}), **dict.fromkeys(keys, fields)}
        return self._with(history=replace(self.paper.history, rows={where: rows}))

    def noticed(self, *findings: Finding) -> Draft:
        """Say what the reader of the sheet has found."""
        return self._with(reading=replace(self.paper.reading, findings=findings))

    def late(self, days: int) -> Draft:
        """Say by how many working days the form was late."""
        return self._with(late_days=days)

    def late_in_place(self, change: Change) -> Draft:
        """Say what the form finds in its place."""
        return self._with(change=change)

    def signed(self, **signers: str) -> Draft:
        """Say who signed at the foot."""
        return self._with(reading=replace(self.paper.reading, signers=signers))

    def _write(self, subject: str, content: Content, why: str, values: Mapping[str, str]) -> Draft:
        reading = self.paper.reading
        row, letter = len(reading.observations) + 5, "D" if content is Content.BASE else "C"
        new = (
            _observation(self.paper.period, subject, code, text, f"{letter}{row + place}")
            for place, (code, text) in enumerate(values.items())
        )
        period = self.paper.period.year_before if content is Content.BASE else self.paper.period
        written = tuple(one._replace(content=content, explanation=why, period=period) for one in new)
        return self._with(reading=replace(reading, observations=(*reading.observations, *written)))

    def _with(self, **parts: object) -> Draft:
        return Draft(replace(self.paper, **parts))  # type: ignore[arg-type]


def draft(form_code: str = "F1", sender: str = "甲", period: str = "2023Q3", catalogue: Catalogue = CATALOGUE) -> Draft:
    """Begin a form: the counties' 定行表 of the third quarter unless said otherwise."""
    when = Period.parse(period)
    reading = Reading(Claim(form_code, sender, when, "表1"), signers=SIGNED)
    return Draft(
        Paper(
            catalogue=catalogue,
            form=catalogue.form_by_code[form_code],
            sender=catalogue.unit_by_code[sender],
            period=when,
            reading=reading,
            history=History(),
            received=date(2023, 10, 12),
            due=date(2023, 10, 20),
            late_days=0,
            file="甲县.xlsx",
        )
    )


def table(period: str = "2023Q3", catalogue: Catalogue = CATALOGUE) -> Draft:
    """Begin a 分县表 of the statistics office."""
    return draft("F2", OFFICE.code, period, catalogue)


def ruled(
    formula: str, message: str = "请核实", severity: Severity = Severity.ERROR, form_code: str = "F1"
) -> Catalogue:
    """Give the catalogue with one 校验 rule."""
    return replace(CATALOGUE, rules=(Rule("J1", form_code, severity, formula, message, "统计制度"),))


def with_parameters(**parameters: str) -> Catalogue:
    """Give the catalogue with other thresholds."""
    return replace(CATALOGUE, parameters=tuple(parameters.items()))


def codes(findings: Iterable[Finding]) -> list[str]:
    """Give the codes of findings, in order."""
    return [finding.code for finding in findings]


def said(check: Callable[[Paper], Iterable[Finding]], written: Draft) -> list[Finding]:
    """Give what one check says of a form."""
    return list(check(written.paper))


def _observation(period: Period, subject: str, code: str, text: str, cell: str) -> Observation:
    state = _STATES.get(text) or (State.VALUE if Decimal(text) else State.ZERO)
    value = Decimal(text) if state.has_value else None
    return Observation(subject, code, period, value, state, text, "表1", cell)


def _entry(paper: Paper, key: str, row: int, fields: Mapping[str, str]) -> Entry:
    labels = [one.label for one in paper.form.columns]
    cells = {label: f"{'ABCDEFGHIJKLMN'[place]}{row}" for place, label in enumerate(labels)}
    everything = {label: f"某某{row}公司" for label in labels if label == "企业名称"} | {labels[0]: key} | dict(fields)
    return Entry(paper.form.code, paper.sender.code, key, "表1", row, everything, cells)
