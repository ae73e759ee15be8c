"""`mail products PERIOD`: queue the period's products for those whom 分发 names."""

from __future__ import annotations

from reporting.commands.answer import Answer
from reporting.commands.compile import compile_period
from reporting.commands.mail_queue import document, words
from reporting.commands.office import Office
from reporting.commands.post import post
from reporting.commands.post_products import products


def mail_products(office: Office, period: str) -> Answer:
    """Queue what may go; what may not yet is told, with what it waits for."""
    when = office.period(period)
    with office.ledger(writable=True) as book:
        compilation = compile_period(office, book, when)
        handed = products(office, compilation, released=compilation.released)
        queued = post(office, book, when, handed.mails)
    lines = [f"{when.label}新排成果邮件{len(queued)}封。", words(queued)]
    lines += [f"  {one.product} → {one.recipient}：{one.why}" for one in handed.held]
    told = [{"product": one.product, "recipient": one.recipient, "why": one.why} for one in handed.held]
    answered = {"queued": [document(one) for one in queued], "held": told, "released": compilation.released}
    return Answer(answered, "\n".join(filter(None, lines)))
