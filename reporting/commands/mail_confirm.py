"""`mail confirm ADDRESS --unit NAME --by NAME`: a clerk says whose an address is; what came from it is let in."""

from __future__ import annotations

from reporting.commands.answer import Answer
from reporting.commands.office import Office
from reporting.commands.owners import owners
from reporting.ledger import mails, senders
from reporting.ledger.book import Ledger
from reporting.model.errors import UsageError
from reporting.model.mails import Handling, Post

_LONGEST = 200


def mail_confirm(office: Office, address: str, *, unit: str, by: str) -> Answer:
    """Learn an address, and let the next pass open again what was held or laid aside for it."""
    who, whose, wanted = by.strip(), office.unit(unit), address.strip().casefold()
    if not who or len(who) > _LONGEST or not who.isprintable():
        raise UsageError("没有写明确认人", mend="请用 --by 写姓名")
    with office.ledger(writable=True) as book:
        waiting = [post for post in _of_address(book, wanted) if post.handling in (Handling.HELD, Handling.ASIDE)]
        if not _of_address(book, wanted):
            listed = "、".join(dict.fromkeys(one.envelope.sender for one in mails.handled(book, Handling.HELD)))
            mend = f"等待确认的有：{listed}" if listed else "现在没有等待确认的邮箱"
            raise UsageError(f"没有收到过邮箱“{address}”的来信", mend=mend)
        if whose.code not in owners(office, book).get(wanted, ()):
            senders.learn(book, wanted, whose.code, who, office.now)
        for post in waiting:
            mails.settle(book, post.number, Handling.NEW, office.now, (whose.code,), f"{who}确认是{whose.name}的", who)
    words = f"已确认：{wanted} 是{whose.name}的邮箱（确认人{who}），以后照收。"
    words += f"\n有{len(waiting)}封来信待收，请运行 run。" if waiting else ""
    document = {"address": wanted, "unit": whose.name, "by": who, "mails": [post.name for post in waiting]}
    return Answer(document, words)


def _of_address(book: Ledger, address: str) -> list[Post]:
    return [post for post in mails.every(book) if post.envelope.sender == address]
