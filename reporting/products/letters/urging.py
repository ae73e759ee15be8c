"""催报通知: tells a late sender which forms are due, since when, and what to do; one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reporting.documents.fill import Filling, Value, fill
from reporting.documents.words import Properties, Record, Rows
from reporting.model.catalogue import Form, Unit
from reporting.model.figures import Compilation
from reporting.products.briefing import written_out
from reporting.products.letters.signing import addressed, contact, signed
from reporting.products.marks import marks

TEMPLATE = "催报通知.docx"


@dataclass(frozen=True, slots=True)
class Overdue:
    """A form that is late: never sent, or returned and not mended; `days` are working days since `due`."""

    form: Form
    returned: bool
    due: date
    days: int


def urging(template: bytes, compilation: Compilation, sender: Unit, asked: int, overdue: Sequence[Overdue]) -> bytes:
    """Fill the letter to a sender of whom `asked` forms were asked. Raises TemplateError.

    It is a letter of the office's own and bears no mark of a draft.
    """
    missing = sum(not one.returned for one in overdue)
    values: dict[str, Value] = {
        **addressed(sender),
        **signed(compilation.bureau, compilation.dated),
        **contact(compilation.catalogue),
        "页眉标记": marks(compilation)["演示标记"],
        "报告期": compilation.period.label,
        "应报": asked,
        "截至日": written_out(compilation.dated),
        "欠报小结": _summary(asked, missing, len(overdue) - missing),
        "有未报": missing > 0,
        "有退回": missing < len(overdue),
    }
    rows = tuple(_row(number, one) for number, one in enumerate(overdue, 1))
    properties = Properties(f"{compilation.period.label}催报通知", compilation.bureau, compilation.dated)
    return fill(template, TEMPLATE, Filling(values, properties, {"催报表": Rows(rows)}))


def _summary(asked: int, missing: int, returned: int) -> str:
    if asked in (missing, returned):
        return f"均{'未报送' if missing else '退回后未改正'}" if asked > 1 else "未报送" if missing else "退回后未改正"
    counts = (("未报送", missing), ("退回后未改正", returned))
    return "、".join(f"{words}{count}张" for words, count in counts if count)


def _row(number: int, one: Overdue) -> Record:
    return {
        "序号": str(number),
        "报表": one.form.name,
        "情况": "退回未改正" if one.returned else "未报送",
        "截止": f"{one.due.month}月{one.due.day}日",
        # Nothing has come in since the deadline: the products know no later day.
        "逾期": f"{one.days}个工作日" if one.days else "是",
    }
