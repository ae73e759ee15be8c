"""Tell the bureau of mails that people must look at: held, laid aside, come back, too large. Nobody else is told.

One mail tells of all that a pass or a fetch has found. It is made again from the ledger whenever asked, and its key is
that of the pass.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from reporting.commands.office import Office
from reporting.ledger import mails
from reporting.ledger.book import Ledger
from reporting.model.mails import Automatic, Handling, MailKind, Outgoing, Post
from reporting.model.names import normalised

_WORKBOOK, _BY_MAIL = "汇总表", "邮件"
_LOOKED_AT = (Handling.HELD, Handling.ASIDE, Handling.MACHINE, Handling.LARGE)
_LONGEST = 60


def alarms(office: Office, book: Ledger) -> tuple[Outgoing, ...]:
    """Give the mails to the bureau, the oldest first; none where nobody of it has an address."""
    to = _bureau(office)
    found: dict[datetime, list[Post]] = defaultdict(list)
    for post in mails.handled(book, *_LOOKED_AT):
        if post.handling is not Handling.MACHINE or post.reason == Automatic.BOUNCE:
            found[post.handled_at].append(post)
    return tuple(_alarm(to, when, found[when]) for when in sorted(found)) if to else ()


def _bureau(office: Office) -> tuple[str, ...]:
    """Give the bureau's own address: in 单位 by the name the settings give it, else of who receives the workbook."""
    unit = office.catalogue.unit_by_word.get(normalised(office.settings.bureau)) if office.settings.bureau else None
    if unit and unit.email:
        return (unit.email,)
    receivers = office.catalogue.recipients
    return tuple(
        dict.fromkeys(
            one.email for one in receivers if (one.product, one.channel) == (_WORKBOOK, _BY_MAIL) and one.email
        )
    )


def _alarm(to: tuple[str, ...], when: datetime, posts: Sequence[Post]) -> Outgoing:
    lines = [f"{number}. {_line(post)}" for number, post in enumerate(posts, start=1)]
    text = "\n".join(["下列来信没有收取，请处理：", "", *lines, "", "这些信都没有答复。原信和附件在台账里，没有丢失。"])
    subject = f"有{len(posts)}封来信没有收取，请处理"
    return Outgoing(f"{MailKind.ALARM}/来信/{when.isoformat()}", MailKind.ALARM, to, subject, text)


def _line(post: Post) -> str:
    day, envelope = post.received_at, post.envelope
    who = f"{day.month}月{day.day}日 {envelope.sender or '（发件人不明）'}"
    subject = f"“{envelope.subject[:_LONGEST]}”" if envelope.subject else "（无主题）"
    return f"{who} {subject}（{post.handling}）：{post.reason}"
