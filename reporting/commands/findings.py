"""`findings PERIOD`: every fault and doubt, with its cell and the sentence a clerk can act on."""

from __future__ import annotations

from reporting.commands.answer import Answer, table
from reporting.commands.known import findings_of
from reporting.commands.office import Office
from reporting.model.records import Finding, Waiver

_SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}


def findings(office: Office, period: str, *, history: bool = False) -> Answer:
    """List the findings of the newest versions, or of all of them."""
    when = office.period(period)
    with office.ledger(writable=False) as book:
        found = findings_of(office, book, when, history=history)
    return Answer([document(one) for one in found], _words(found))


def document(one: Finding) -> dict[str, object]:
    """Give a finding as the contract prints it."""
    return {
        "code": one.code,
        "severity": one.severity,
        "kind": one.scope,
        "sender": one.sender,
        "unit": one.unit,
        "form": one.form,
        "period": str(one.period) if one.period else None,
        "file": one.file,
        "sheet": one.sheet,
        "cell": one.cell,
        "found": one.found,
        "expected": one.expected,
        "message": one.message,
        "waived": _waiver(one.waived),
    }


def _waiver(one: Waiver | None) -> dict[str, str] | None:
    return None if one is None else {"by": one.by, "at": one.at.isoformat(timespec="seconds"), "reason": one.reason}


def _words(found: tuple[Finding, ...]) -> str:
    if not found:
        return "没有发现问题。"
    rows = [
        (
            _SEVERITIES[one.severity],
            one.sender or one.file or "",
            one.form or "",
            f"{one.sheet or ''}!{one.cell}" if one.cell else one.sheet or "",
            one.code,
            f"〔已由{one.waived.by}豁免：{one.waived.reason}〕{one.message}" if one.waived else one.message,
        )
        for one in found
    ]
    waived = sum(one.waived is not None for one in found)
    total = f"共{len(found)}个问题" + (f"，其中{waived}个已豁免。" if waived else "。")
    return table(("级别", "单位", "报表", "位置", "代码", "问题"), rows) + f"\n{total}"
