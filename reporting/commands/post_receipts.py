"""The mails that answer: receipts with returned files, in the thread of the mail that brought the forms.

All forms of one file are answered together, again when a clerk has decided otherwise; a second pass makes no second
mail of the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from reporting.commands.addresses import in_reply, letterhead_of
from reporting.commands.alarms import alarms
from reporting.commands.clerk import is_open
from reporting.commands.forms import FOLDER
from reporting.commands.make import RECEIPTS, RETURNED
from reporting.commands.office import Office
from reporting.ledger import findings, mails, submissions
from reporting.ledger.book import Ledger
from reporting.model.catalogue import Unit
from reporting.model.filenames import safe_filename
from reporting.model.mails import Enclosed, Handling, MailKind, Outgoing, Post
from reporting.model.periods import Period
from reporting.model.records import Submission
from reporting.model.words import Verdict
from reporting.products.mailtexts import Text, answered, without_file

_LABELS = {RECEIPTS: "回执", RETURNED: "退回"}
_WORDS = {Verdict.ACCEPTED: "已接受", Verdict.REVIEW: "待审核", Verdict.RETURNED: "已退回"}
_LONGEST_SUBJECT = 100


def answers(office: Office, book: Ledger, period: Period, made: Mapping[str, bytes]) -> tuple[Outgoing, ...]:
    """Give all that a pass has to say: to who sent forms, to who sent none, and to the bureau."""
    return (*receipts(office, book, period, made), *unanswered(office, book, period), *alarms(office, book))


def receipts(office: Office, book: Ledger, period: Period, made: Mapping[str, bytes]) -> tuple[Outgoing, ...]:
    """Answer every file of the period by what the pass `made` of its forms, in the order in which they came."""
    files: dict[tuple[str, str], list[Submission]] = {}
    known = office.catalogue
    for one in submissions.every(book, period):
        if one.sender in known.unit_by_code and one.form in known.form_by_code:  # the catalogue may have dropped either
            files.setdefault((one.sender, one.sha256), []).append(one)
    place = {form.code: number for number, form in enumerate(known.forms)}
    return tuple(
        _answer(office, book, period, sorted(versions, key=lambda one: place[one.form]), made)
        for versions in files.values()
    )


def unanswered(office: Office, book: Ledger, period: Period) -> tuple[Outgoing, ...]:
    """Answer the mails of known units that held no file; the period's blank form goes along where it was made."""
    return tuple(
        _kindly(office, office.catalogue.unit_by_code[post.units[0]], post, period)
        for post in mails.handled(book, Handling.EMPTY)
        if len(post.units) == 1 and post.units[0] in office.catalogue.unit_by_code
    )


def _answer(
    office: Office, book: Ledger, period: Period, versions: Sequence[Submission], made: Mapping[str, bytes]
) -> Outgoing:
    unit = office.catalogue.unit_by_code[versions[0].sender]
    told = [
        (office.catalogue.form_by_code[one.form], one, sum(map(is_open, findings.of_submission(book, one.number))))
        for one in versions
    ]
    text = answered(letterhead_of(office), unit.name, period, told)
    occasion = "、".join(f"{one.form}第{one.version}版{_WORDS[one.verdict]}" for one in versions)
    enclosed = tuple(_enclosed(unit, versions, made))
    mail = Outgoing(
        f"{MailKind.RECEIPT}/{period}/{unit.name}/{occasion}", MailKind.RECEIPT, (), *_words(text), enclosed
    )
    return _in_thread(mail, unit, mails.carrier(book, versions[0].sha256), period)


def _kindly(office: Office, unit: Unit, post: Post, period: Period) -> Outgoing:
    form = office.outbox / str(period) / FOLDER / f"{safe_filename(unit.name)}.xlsx"
    enclosed = (Enclosed(form.name, form.read_bytes()),) if form.is_file() else ()
    head = letterhead_of(office)
    text = without_file(head, unit.name, _short(post.envelope.subject), enclosed=bool(enclosed))
    mail = Outgoing(f"{MailKind.ANSWER}/{unit.name}/{post.sha256[:16]}", MailKind.ANSWER, (), *_words(text), enclosed)
    return _in_thread(mail, unit, post, period)


def _in_thread(mail: Outgoing, unit: Unit, post: Post | None, period: Period) -> Outgoing:
    """Address a mail to a unit; where it answers one that came, in its thread and under its subject."""
    mail = replace(mail, to=in_reply(unit, post), unit=unit.code, period=period, addressee=unit.name)
    if post is None or not post.envelope.message_id:
        return mail
    subject = _short(post.envelope.subject)
    return replace(
        mail,
        subject=f"Re: {subject}（{mail.subject}）" if subject else mail.subject,
        in_reply_to=post.envelope.message_id,
        references=post.envelope.thread,
    )


def _enclosed(unit: Unit, versions: Sequence[Submission], made: Mapping[str, bytes]) -> Iterator[Enclosed]:
    """Give the receipts and the returned files of these versions, named so that people see what each is."""
    folder = safe_filename(unit.name)
    for one in versions:
        for kind, label in _LABELS.items():
            start = f"{kind}/{folder}/{one.form}-第{one.version}版."
            for path in sorted(made):
                if path.startswith(start):
                    yield Enclosed(f"{label}-{PurePosixPath(path).name}", made[path])


def _words(text: Text) -> tuple[str, str]:
    return text.subject, text.body


def _short(subject: str) -> str:
    return subject[:_LONGEST_SUBJECT]
