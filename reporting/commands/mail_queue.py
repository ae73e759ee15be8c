"""`mail queue`: the mails that wait or were given up; with `--all` those that left too."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.commands.answer import Answer, table
from reporting.commands.office import Office
from reporting.ledger import queue
from reporting.model.mails import MailState, Queued

_OPEN = (MailState.WAITING, MailState.FAILED)
_NO_ADDRESS = "（没有邮箱）"


def mail_queue(office: Office, *, everything: bool = False) -> Answer:
    """List the queue, in the order in which mails were put in."""
    with office.ledger(writable=False) as book:
        mails = queue.every(book)
    shown = [one for one in mails if everything or one.state in _OPEN]
    counts = {state: sum(one.state is state for one in mails) for state in MailState}
    told = "，".join(f"{state}{count}封" for state, count in counts.items() if count)
    foot = f"共{told}。" if mails else "还没有排过任何邮件：run 排回执，forms 排空白报表。"
    foot += "未发出的请按说明处理，再用 mail send --again 序号 --by 姓名 重发。" if counts[MailState.FAILED] else ""
    return Answer([document(one) for one in shown], "\n".join(filter(None, [words(shown), foot])))


def document(one: Queued) -> dict[str, object]:
    """Give one mail as programs read it."""
    return {
        "number": one.number,
        "key": one.mail.key,
        "kind": str(one.mail.kind),
        "to": list(one.mail.to),
        "subject": one.mail.subject,
        "state": str(one.state),
        "tries": one.tries,
        "due_at": one.due_at.isoformat(timespec="seconds") if one.due_at else None,
        "fault": one.fault or None,
    }


def words(mails: Sequence[Queued]) -> str:
    """Give mails as people read them, empty where there are none."""
    rows = [
        (
            str(one.number),
            str(one.state),
            one.mail.addressee,
            "、".join(one.mail.to) or _NO_ADDRESS,
            one.mail.subject,
            f"{one.due_at:%m-%d %H:%M}再试" if one.due_at else "",
            one.fault,
        )
        for one in mails
    ]
    return table(("序号", "状态", "收件单位", "邮箱", "主题", "时间", "说明"), rows) if rows else ""
