"""发送清单.xlsx: every mail of a period, to whom it goes, what is enclosed, and whether it has left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from reporting.model.mails import MailState, Queued
from reporting.model.periods import Period
from reporting.products.workbook.tables import FIRST_ROW, HEADING_ROW, Column, finish, put_notes
from reporting.sheets.width import height
from reporting.sheets.write import Draft

_COLUMNS = (
    Column("序号", 6, "centre"),
    Column("收件单位", 22),
    Column("邮箱", 30),
    Column("类别", 10, "centre"),
    Column("主题", 40),
    Column("附件", 40),
    Column("状态", 10, "centre"),
    Column("时间", 18, "centre"),
    Column("说明", 32),
)
_STYLES = {MailState.SENT: "good", MailState.FAILED: "error", MailState.DROPPED: "centre", MailState.WAITING: "warning"}
_STATE = 7
_NONE = "（无）"
_NOTE = "时间：已发的为发出时间，其余为排入待发的时间。同一件事只发一次。"
_BY_HAND = "没有邮箱，请用“分送”文件夹送达"


def sendlist(period: Period, queue: Sequence[Queued], names: Mapping[int, Sequence[str]], *, demo: bool) -> bytes:
    """Write the list; `names` are those of what is enclosed, by the mail's number."""
    draft = Draft(f"{period.label}发送清单")
    page = draft.page("发送清单")
    page.merge(1, 1, len(_COLUMNS), f"{period.label}发送清单", "title")
    page.height(1, 30)
    page.merge(2, 1, len(_COLUMNS), _counted(queue) + ("　演示数据" if demo else ""), "right")
    for place, column in enumerate(_COLUMNS, start=1):
        page.width(place, column.width)
        page.put(HEADING_ROW, place, column.heading, "heading")
    page.height(HEADING_ROW, height([(column.heading, column.width) for column in _COLUMNS], least=24))
    page.freeze(FIRST_ROW)
    for row, one in enumerate(queue, start=FIRST_ROW):
        texts = _texts(row - FIRST_ROW + 1, one, names.get(one.number, ()))
        for place, (text, column) in enumerate(zip(texts, _COLUMNS, strict=True), start=1):
            page.put(row, place, text, _STYLES[one.state] if place == _STATE else column.style)
        page.height(row, height([(text, column.width) for text, column in zip(texts, _COLUMNS, strict=True)]))
    last = put_notes(page, FIRST_ROW + len(queue), _COLUMNS, (_NOTE,))
    finish(page, _COLUMNS, last - 1)
    return draft.content()


def _texts(number: int, one: Queued, names: Sequence[str]) -> tuple[str, ...]:
    return (
        str(number),
        one.mail.addressee,
        "\n".join(one.mail.to) or _NONE,
        str(one.mail.kind),
        one.mail.subject,
        "\n".join(names) or _NONE,
        str(one.state),
        _when(one.sent_at or one.queued_at),
        one.fault or ("" if one.mail.to else _BY_HAND),
    )


def _counted(queue: Sequence[Queued]) -> str:
    counts = {state: sum(one.state is state for one in queue) for state in MailState}
    return f"共{len(queue)}封：" + "，".join(f"{state}{count}" for state, count in counts.items() if count)


def _when(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M}"
