"""`mail send`: send what is due; with a server, and without `send = yes`, only show what would be sent."""

from __future__ import annotations

from reporting.commands.answer import DONE, NOT_SO, Answer
from reporting.commands.hand_over import hand_over
from reporting.commands.mail_queue import document, words
from reporting.commands.office import Office
from reporting.commands.send import by_server, send
from reporting.ledger import queue
from reporting.ledger.book import Ledger
from reporting.model.errors import UsageError
from reporting.model.mails import MailState


def mail_send(office: Office, *, again: int | None = None, by: str | None = None) -> Answer:
    """Send; `again` names a mail that was given up, or is in doubt, which `by` wants sent once more."""
    if again is None and by_server(office) and not office.settings.smtp_send:
        return _shown(office)
    with office.ledger(writable=True) as book:
        if again is not None:
            _renew(office, book, again, by)
        before = {one.number: one for one in queue.every(book)}
        why = send(office, book)
        changed = [one for one in queue.every(book) if before.get(one.number) != one]
        for period in sorted({one.mail.period for one in changed if one.mail.period}):
            hand_over(office, book, period)
    sent = sum(one.state is MailState.SENT for one in changed)
    head = f"发信：已发{sent}封，其余{len(changed) - sent}封见下。" if changed else "没有到时间要发的信。"
    failed = why or any(one.state is MailState.FAILED for one in changed)
    lines = [head, words(changed), why and f"这一次没有发成：{why}。到时间自动再试"]
    return Answer([document(one) for one in changed], "\n".join(filter(None, lines)), NOT_SO if failed else DONE)


def _shown(office: Office) -> Answer:
    with office.ledger(writable=False) as book:
        waiting = queue.due(book, office.now)
    told = f"演示：会发出以下{len(waiting)}封，实际一封也没有发。核对无误后，把 config.ini [smtp] 的 send 改成 yes。"
    lines = [told if waiting else "没有到时间要发的信。", words(waiting)]
    return Answer([document(one) for one in waiting], "\n".join(filter(None, lines)))


def _renew(office: Office, book: Ledger, number: int, by: str | None) -> None:
    one = queue.numbered(book, number)
    if not (by or "").strip():
        raise UsageError("没有写明是谁要再发", mend="请用 --by 写姓名")
    if one is None or one.state is not MailState.FAILED:
        state = f"是“{one.state}”的" if one else "没有"
        raise UsageError(f"第{number}号邮件{state}，不能再发", mend="可以再发的是“未发出”的，见 mail queue")
    queue.again(book, number, str(by).strip(), office.now)
