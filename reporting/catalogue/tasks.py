"""Read 任务: who leads, who answers, who supplies the figures."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.catalogue.codes import check_codes
from reporting.catalogue.directory import Directory
from reporting.catalogue.row import Placed, Row
from reporting.model.catalogue import Task


def read_tasks(rows: Sequence[Row], directory: Directory) -> list[Placed[Task]]:
    """Read the tasks."""
    check_codes(rows, "编号")
    return [Placed(_task(row, directory), row) for row in rows if row.text("编号")]


def _task(row: Row, directory: Directory) -> Task:
    plan = directory.one(directory.plans, row, "规划", required=True)
    lead = directory.one(directory.units, row, "牵头单位", required=True)
    support = directory.many(directory.units, row, "责任单位")
    if lead and row.needed("责任单位") and support[:1] != (lead,):
        what = f"牵头单位“{row.text('牵头单位')}”不是责任单位的第一位"
        row.fault("责任单位", what, "请按规划原文的顺序填写责任单位，列第一位的为牵头单位")
    return Task(
        code=row.text("编号"),
        plan=plan,
        group=row.needed("抓手"),
        name=row.needed("任务"),
        indicators=directory.many(directory.indicator_register(plan), row, "指标"),
        lead=lead,
        support=support,
        providers=directory.many(directory.units, row, "数据提供单位"),
        reporter=directory.one(directory.units, row, "填报单位") or lead,
    )
