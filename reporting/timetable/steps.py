"""Each step that is due, carried out by the commands that people could type themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reporting.commands.answer import DONE, Answer
from reporting.commands.forms import forms
from reporting.commands.mail_fetch import mail_fetch
from reporting.commands.mail_products import mail_products
from reporting.commands.mail_send import mail_send
from reporting.commands.office import Office
from reporting.commands.remind import remind
from reporting.commands.run import run
from reporting.commands.take_in import take_in
from reporting.ledger import acts
from reporting.model.errors import MailError
from reporting.model.periods import Period
from reporting.model.settings import IMAP
from reporting.model.words import Outcome
from reporting.timetable.due import Due, Step
from reporting.timetable.facts import CLOSED, HANDED_ON, is_closed, pass_period

REFUSED = 2
# A step's words are empty where nothing came of it: such steps are not worth a line in the diary.
Told = tuple[str, int]


def carry_out(office: Office, due: Due) -> Told:
    """Do what is due; give what came of it in words, and the exit status of the command behind it."""
    return _STEPS[due.step](office, due)


def _receive(office: Office, _due: Due) -> Told:
    """Fetch mails where they come from a mailbox, then take in all that lies there; products follow by themselves."""
    lines, status = [], DONE
    if office.settings.mail_in == IMAP:
        words, status = _fetch(office)
        lines += [words] if words else []
    with office.ledger(writable=True) as book:
        reports = take_in(office, book, pass_period(office))
    came = [one for one in reports if one.outcome is not Outcome.WAITING]
    if came:
        lines.append(f"收到文件{len(came)}个：" + "、".join(one.file for one in came))
    return "\n".join(lines), status


def _fetch(office: Office) -> Told:
    """Fetch mails; a mailbox that cannot be reached does not keep the inbox from being looked at."""
    try:
        fetched = mail_fetch(office)
    except MailError as fault:
        return str(fault), REFUSED
    worth = fetched.status != DONE or _has(fetched, "fetched", "large", "faults")
    return (fetched.words if worth else ""), fetched.status


def _has(answer: Answer, *keys: str) -> bool:
    document = answer.document
    return isinstance(document, Mapping) and any(document.get(key) for key in keys)


def _forms(office: Office, due: Due) -> Told:
    return _of(forms(office, _period(due)))


def _make(office: Office, due: Due) -> Told:
    """Make the products anew; once the period is closed, who gets them gets the new ones too."""
    made = _run(office, _given(due))
    with office.ledger(writable=False) as book:
        closed = due.period is not None and is_closed(book, due.period)
    if made.status != DONE or not closed:
        return _of(made)
    words, status = _distribute(office, due)
    return f"{made.words}\n{words}", status


def _close(office: Office, due: Due) -> Told:
    """Make the products after the deadline, and write down that this was done; a pass that failed is made again."""
    made = _run(office, _given(due))
    if made.status == DONE:
        with office.ledger(writable=True) as book, book.transaction():
            acts.record(book, acts.PROGRAM, CLOSED, {"period": _period(due)}, office.now)
    return _of(made)


def _run(office: Office, period: Period) -> Answer:
    """Make a period's products; a year's figures complete its fourth quarter, whose products follow."""
    made = run(office, str(period))
    if not period.is_year or made.status != DONE:
        return made
    quarter = run(office, str(Period(period.year, 4)))
    return Answer(quarter.document, f"{made.words}\n{quarter.words}", quarter.status)


def _remind(office: Office, due: Due) -> Told:
    queued = remind(office, _given(due), due.units)
    names = "、".join(one.mail.addressee for one in queued)
    return (f"提醒{len(queued)}个单位：{names}" if queued else ""), DONE


def _distribute(office: Office, due: Due) -> Told:
    """Hand the products on, and write down who must wait: as long as somebody does it is tried again each day."""
    answer = mail_products(office, _period(due))
    document = answer.document
    assert isinstance(document, Mapping), "products are told as a mapping"
    with office.ledger(writable=True) as book, book.transaction():
        detail = {"period": _period(due), "held": len(document["held"]), "released": document["released"]}
        acts.record(book, acts.PROGRAM, HANDED_ON, detail, office.now)
    return _of(answer)


def _send(office: Office, _due: Due) -> Told:
    sent = mail_send(office)
    return (sent.words if sent.document or sent.status != DONE else ""), sent.status


def _of(answer: Answer) -> Told:
    return answer.words, answer.status


def _given(due: Due) -> Period:
    assert due.period is not None, "this step is of a period"
    return due.period


def _period(due: Due) -> str:
    return str(_given(due))


_STEPS: Mapping[Step, Callable[[Office, Due], Told]] = {
    Step.RECEIVE: _receive,
    Step.FORMS: _forms,
    Step.CLOSE: _close,
    Step.MAKE: _make,
    Step.REMIND: _remind,
    Step.DISTRIBUTE: _distribute,
    Step.SEND: _send,
}
