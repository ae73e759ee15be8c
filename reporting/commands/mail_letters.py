"""`mail letters PERIOD`: queue the period's letters to the units they are written to, once somebody has read them."""

from __future__ import annotations

from reporting.commands.answer import Answer
from reporting.commands.mail_queue import document, words
from reporting.commands.office import Office
from reporting.commands.post import post
from reporting.commands.post_letters import letters


def mail_letters(office: Office, period: str) -> Answer:
    """Queue each letter once; one that was changed since goes again."""
    when = office.period(period)
    with office.ledger(writable=True) as book:
        queued = post(office, book, when, letters(office, when))
    told = f"{when.label}新排函件{len(queued)}封。" if queued else f"{when.label}没有新的函件要发。"
    return Answer([document(one) for one in queued], "\n".join(filter(None, [told, words(queued)])))
