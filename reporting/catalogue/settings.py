"""Read what steers the program rather than what it reckons with: 规划, 分发, 参数, 联系人, 节假日."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reporting.catalogue.codes import check_codes
from reporting.catalogue.row import Placed, Row
from reporting.model.catalogue import Contact, Plan, Recipient
from reporting.model.codes import mend_weight
from reporting.model.parameters import mend


def read_plans(rows: Sequence[Row]) -> list[Placed[Plan]]:
    """Read the plans."""
    return [Placed(_plan(row), row) for row in rows if row.text("代码")]


def _plan(row: Row) -> Plan:
    plan = Plan(
        code=row.text("代码"),
        name=row.text("名称"),
        number=row.text("文号"),
        issued=row.text("印发日期"),
        first_year=row.year("起始年"),
        last_year=row.year("终止年"),
        base_year=row.year("基期年"),
    )
    if plan.first_year and plan.last_year and plan.last_year < plan.first_year:
        row.fault("终止年", f"终止年{plan.last_year}早于起始年{plan.first_year}", "请改正起止年")
    if plan.base_year and plan.first_year and plan.base_year > plan.first_year:
        row.fault("基期年", f"基期年{plan.base_year}晚于起始年{plan.first_year}", "请改正基期年")
    return plan


def read_recipients(rows: Sequence[Row]) -> list[Recipient]:
    """Read who receives what."""
    return [
        Recipient(row.needed("成果"), row.needed("接收人"), row.text("邮箱"), row.text("方式"), row.yes("未公布可收"))
        for row in rows
    ]


def read_parameters(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Read the parameters, each given once, those that are numbers as numbers."""
    check_codes(rows, "名称")
    for row in rows:
        name, text = row.text("名称"), row.text("值")
        advice = mend(name, text) or mend_weight(name, text)
        if advice:
            row.fault("值", f"“{name}”的值“{text}”不能用", advice)
    return [(row.text("名称"), row.text("值")) for row in rows if row.text("名称")]


def read_contacts(rows: Sequence[Row]) -> list[Contact]:
    """Read the people by role."""
    return [Contact(row.needed("角色"), row.text("姓名"), row.text("单位"), row.text("电话")) for row in rows]


def read_holidays(rows: Sequence[Row]) -> list[tuple[date, bool]]:
    """Read the days that differ from the published calendar, each given once: the day, and whether it is worked."""
    found: dict[date, bool] = {}
    for row in rows:
        day = row.day("日期")
        row.needed("上班")
        if day in found:
            row.fault("日期", f"{day}写了两次", "请删去其中一行")
        if day is not None:
            found[day] = row.yes("上班")
    return list(found.items())
