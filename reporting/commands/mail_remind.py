"""`mail remind PERIOD`: queue a reminder for each unit that has something to send; once a day at most."""

from __future__ import annotations

from reporting.commands.answer import Answer
from reporting.commands.known import standings_of
from reporting.commands.mail_queue import document, words
from reporting.commands.office import Office
from reporting.commands.post import post
from reporting.commands.post_reminders import reminders


def mail_remind(office: Office, period: str) -> Answer:
    """Queue the reminders of today; a unit reminded today already is not reminded twice."""
    when = office.period(period)
    with office.ledger(writable=True) as book:
        mails = reminders(office, when, standings_of(office, book, when), office.now.date())
        queued = post(office, book, when, mails)
    told = f"{when.label}还有{len(mails)}个单位没有报齐，新排催报邮件{len(queued)}封。没有邮箱的见催报短信.txt。"
    lines = [told if mails else f"{when.label}已全部报齐，不用催报。", words(queued)]
    return Answer([document(one) for one in queued], "\n".join(filter(None, lines)))
