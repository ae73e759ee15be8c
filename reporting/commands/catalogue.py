"""`catalogue`: check the workbook of indicators and print what it holds."""

from __future__ import annotations

from reporting.catalogue.answer import answer
from reporting.commands.answer import NOT_SO, Answer
from reporting.commands.office import Office
from reporting.model.errors import CatalogueError

_SHOWN = (
    ("units", "单位"),
    ("items", "数据项"),
    ("indicators", "指标"),
    ("targets", "目标"),
    ("tasks", "任务"),
    ("forms", "报表"),
    ("rules", "校验"),
    ("projects", "重大项目"),
    ("platforms", "平台"),
    ("policies", "政策"),
    ("reforms", "改革"),
)


def catalogue(office: Office) -> Answer:
    """Print the catalogue; opening the office has checked it."""
    document = answer(office.catalogue)
    counts = "，".join(f"{word}{_count(document[key])}" for key, word in _SHOWN)
    return Answer(document, f"指标体系检查通过：{counts}。")


def faulty(error: CatalogueError) -> Answer:
    """Tell every mistake in a workbook that cannot be used as it stands."""
    document = {
        "error": {"what": error.what, "where": error.where or None, "mend": error.mend or None},
        "faults": [{"what": fault.what, "where": fault.where, "mend": fault.mend} for fault in error.faults],
    }
    lines = "\n".join(f"  {fault}" for fault in error.faults)
    return Answer(document, f"指标体系有{len(error.faults)}处错误，改正后请重新检查：\n{lines}", NOT_SO)


def _count(rows: object) -> int:
    return len(rows) if isinstance(rows, list | tuple) else 0
