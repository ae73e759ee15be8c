"""`findings PERIOD`: every fault and doubt, with its cell and the sentence a clerk can act on."""

from __future__ import annotations

from reporting.commands.answer import Answer, table
from reporting.commands.known import findings_of
from reporting.commands.office import Office
from reporting.ledger.book import opened
from reporting.model.records import Finding

_SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}


def findings(office: Office, period: str, *, history: bool = False) -> Answer:
    """List the findings of the newest versions, or of all of them."""
    when = office.period(period)
    with opened(office.home, writable=False) as book:
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
    }


def _words(found: tuple[Finding, ...]) -> str:
    if not found:
        return "没有发现问题。"
    rows = [
        (
            _SEVERITIES[one.severity],
            one.sender or one.file or "",
            one.form or "",
            f"{one.sheet or ''}!{one.cell}" if one.cell else one.sheet or "",
            one.message,
        )
        for one in found
    ]
    return table(("级别", "单位", "报表", "位置", "问题"), rows) + f"\n共{len(found)}个问题。"
