"""Lay a period's mails out for people: a folder for each recipient, the list of all, and text messages to paste.

`outbox/PERIOD/分送/乐清市/` holds what goes to 乐清市, so that it can be handed over by any other way: a chat, a stick.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

import reporting
from reporting.commands.known import standings_of
from reporting.commands.office import Office
from reporting.commands.post_reminders import messages
from reporting.ledger import queue
from reporting.ledger.book import Ledger
from reporting.model.errors import LedgerError
from reporting.model.filenames import safe_filename
from reporting.model.mails import Enclosed, MailState, Queued
from reporting.model.periods import Period
from reporting.outbox import deliver
from reporting.products.sendlist import sendlist

PART, FOLDER = "mail", "分送"
SENDLIST, MESSAGES = "发送清单.xlsx", "催报短信.txt"


def hand_over(office: Office, book: Ledger, period: Period) -> None:
    """Lay out all mails ever queued for the period. The caller keeps others from writing meanwhile."""
    mails = queue.every(book, period)
    made: dict[str, bytes] = {}
    for one in mails:
        if one.state is not MailState.DROPPED:
            made |= _folder(one, _enclosed(office, book, one), made)
    names = {one.number: queue.names(book, one.number) for one in mails}
    if mails:
        made[SENDLIST] = sendlist(period, mails, names, demo=office.settings.demo)
    texts = messages(office, period, standings_of(office, book, period), office.now.date())
    if texts:
        made[MESSAGES] = texts
    told = {"program": reporting.__version__, "mails": len(mails)}
    for path in deliver(office.outbox, period, made, told, part=PART).blocked:
        office.say(f"{path} 正被打开，没有更新；关闭后，下一次运行时更新")


def _enclosed(office: Office, book: Ledger, one: Queued) -> tuple[Enclosed, ...]:
    try:
        return queue.enclosed(book, one.number)
    except LedgerError as fault:
        office.say(f"“{one.mail.subject}”的附件没有放进分送文件夹：{fault}")
        return ()


def _folder(one: Queued, enclosed: tuple[Enclosed, ...], taken: dict[str, bytes]) -> dict[str, bytes]:
    """Give the files of one mail; what lies there under the same name with other content gets a name of its own."""
    folder = f"{FOLDER}/{safe_filename(one.mail.addressee or '其他')}"
    whom = "、".join(one.mail.to) or "（没有邮箱，请另行送达）"
    text = f"收件人：{whom}\n主题：{one.mail.subject}\n\n{one.mail.text}".replace("\n", "\r\n")
    files = [*enclosed, Enclosed(f"{safe_filename(one.mail.subject)}.txt", text.encode("utf-8-sig"))]
    made: dict[str, bytes] = {}
    for file in files:
        path = f"{folder}/{safe_filename(file.name)}"
        if taken.get(path, file.content) != file.content:
            pure = PurePosixPath(path)
            mark = hashlib.sha256(one.mail.key.encode("utf-8")).hexdigest()[:6]
            path = pure.with_name(f"{pure.stem}-{mark}{pure.suffix}").as_posix()
        made[path] = file.content
    return made
