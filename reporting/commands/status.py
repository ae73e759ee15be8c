"""`status PERIOD`: who has reported, when, and how it stands."""

from __future__ import annotations

from datetime import datetime

from reporting.commands.answer import Answer, table
from reporting.commands.office import Office
from reporting.commands.service import service
from reporting.ledger.standings import standings
from reporting.merge.asked import expected
from reporting.model.errors import UsageError
from reporting.model.periods import Period
from reporting.model.records import Standing

_STATES = {"missing": "未报送", "returned": "已退回", "review": "待审核", "accepted": "已接受"}


def status(office: Office, period: str | None, *, as_of: datetime | None = None, of_service: bool = False) -> Answer:
    """List every form due in the period with its newest version; as it stood at an instant, if asked.

    `of_service` asks for the service instead, which is of no period.
    """
    if of_service:
        return service(office)
    if period is None:
        raise UsageError(
            "没有写明报告期", mend="请写 status 2023Q3；要看自动值守的情况，写 status --service；用法见 status --help"
        )
    when = office.period(period)
    with office.ledger(writable=False, as_of=as_of) as book:
        found = standings(book, when, expected(office.catalogue, when))
    return Answer([_document(office, one) for one in found], _words(office, when, found))


def _document(office: Office, one: Standing) -> dict[str, object]:
    return {
        "sender": office.catalogue.unit_name(one.sender),
        "form": one.form,
        "state": one.state,
        "version": one.version,
        "in_force": one.in_force,
        "received_at": one.received_at.isoformat(timespec="seconds") if one.received_at else None,
        "late_days": one.late_days,
        "findings": one.findings,
        "stamped": one.stamped,
    }


def _words(office: Office, period: Period, found: tuple[Standing, ...]) -> str:
    if not found:
        return f"{period.label}没有应报的报表。请检查指标体系“报表”表的周期。"
    names = {form.code: form.name for form in office.catalogue.forms}
    rows = [
        (
            office.catalogue.unit_name(one.sender),
            f"{one.form} {names.get(one.form, '')}",
            _STATES[one.state],
            f"第{one.version}版" if one.version else "",
            f"迟{one.late_days}个工作日" if one.late_days else "",
            f"{one.findings}个问题" if one.findings else "",
            "" if one.version is None else "有" if one.stamped else "待",
        )
        for one in found
    ]
    missing = sum(one.state == "missing" for one in found)
    returned = sum(one.state == "returned" for one in found)
    done = len(found) - missing - returned
    total = f"{period.label}应报{len(found)}张，已接受或待审核{done}张，退回未改{returned}张，未报送{missing}张。"
    return table(("单位", "报表", "状态", "版本", "时间", "问题", "盖章件"), rows) + "\n" + total
