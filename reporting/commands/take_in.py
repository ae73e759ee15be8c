"""Take in what has arrived: collect, read, identify and extract all of it, then check and enter it in order.

Within a period the order of arrival does not matter between different forms and senders: everything is read before
anything is judged, and judged in the order of period, sender, form, time of arrival and name.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import reporting
from reporting.commands.admit import Admitted, admit
from reporting.commands.attach import attach
from reporting.commands.examine import examine
from reporting.commands.office import Office
from reporting.commands.open_all import open_all
from reporting.commands.open_archive import DEEPEST, Opening, all_in, kind_of, open_archive
from reporting.commands.open_file import Parcel, is_readable, refused
from reporting.commands.open_mail import DEEPEST as DEEPEST_MAIL
from reporting.commands.open_mail import dated, is_mail, open_mail
from reporting.intake import inbox
from reporting.intake.members import Member
from reporting.ledger import arrivals, leaving, mails, quarantine
from reporting.ledger.book import Ledger
from reporting.ledger.keeping import keeping
from reporting.mail.parse import envelope
from reporting.model.codes import severity_of
from reporting.model.mails import Handling, Post
from reporting.model.periods import Period
from reporting.model.records import Arrival, FileReport, Finding
from reporting.model.settings import Settings
from reporting.model.words import Outcome, Verdict
from reporting.sheets.look import FileKind

_OUTCOMES = {
    Verdict.ACCEPTED: Outcome.ACCEPTED,
    Verdict.REVIEW: Outcome.ACCEPTED,
    Verdict.RETURNED: Outcome.RETURNED,
}
_KNOWN = "file-known"
# So many files are kept and unpacked together.
_AT_ONCE = 50
_WORST_FIRST = (Outcome.QUARANTINED, Outcome.RETURNED, Outcome.ACCEPTED, Outcome.KNOWN)


def take_in(office: Office, book: Ledger, period: Period) -> tuple[FileReport, ...]:
    """Take every file of the inbox to its end; a pass for `period` may bring forms of any period."""
    _finish(office, book)
    found = inbox.collect(office.inbox, office.now, float(office.settings.settle_seconds), time.sleep, is_readable)
    arrived = [_by_now(office, one.arrival) for one in found if isinstance(one, inbox.Taken)]
    again, posted = _again(office, book)
    if arrived or posted:
        office.say(f"收到{len(arrived) + len(posted)}个文件，正在读取……")
    parcels = [*_opened(office, book, (*again, *arrived), posted)]
    open_all(office, [one for parcel in parcels for one in all_in(parcel) if one.waits])
    decided = admit(office, book, parcels)
    taken = [one for one in parcels if one.outcome is not Outcome.WAITING]
    examine(office, book, [one for parcel in taken for one in all_in(parcel)], period)
    found_again = attach(office, book, taken)
    reports = _done(office, book, [*parcels, *found_again], decided, period)
    waiting = [_left(one) for one in found if not isinstance(one, inbox.Taken)]
    return tuple(sorted((*reports, *waiting), key=lambda report: report.file))


def _opened(office: Office, book: Ledger, arrived: Sequence[Arrival], posted: Sequence[Post]) -> Iterator[Parcel]:
    """Keep and unpack the files and the mails of a pass, some at a time."""
    most = office.settings.file_megabytes << 20
    for at in range(0, len(arrived), _AT_ONCE):
        with keeping(book) as keep:
            for arrival in arrived[at : at + _AT_ONCE]:
                yield _unpacked(office, book, Member(arrival), Opening(keep, most))
    for at in range(0, len(posted), _AT_ONCE):
        with keeping(book) as keep:
            for post in posted[at : at + _AT_ONCE]:
                mail = _by_now(office, mails.as_arrival(book, post))
                yield _posted(office, book, mail, Opening(keep, most))


def _again(office: Office, book: Ledger) -> tuple[list[Arrival], list[Post]]:
    """Give the files and mails that are to be opened again, or that were fetched since the last pass.

    A file at which the program failed and that came by mail is opened with its mail: who sent it must be looked at.
    """
    posted = {post.number: post for post in mails.handled(book, Handling.NEW)}
    files = []
    for arrival in arrivals.faulted(book, _program(office)):
        carrier = mails.carrier(book, arrival.sha256)
        if carrier:
            posted[carrier.number] = carrier
        else:
            files.append(arrival)
    return files, [posted[number] for number in sorted(posted)]


def _by_now(office: Office, arrival: Arrival) -> Arrival:
    """Take a file dated in the future as received now: a clock that runs ahead makes no form late."""
    return replace(arrival, received_at=min(arrival.received_at, office.now.replace(microsecond=0)))


def _unpacked(office: Office, book: Ledger, one: Member, opening: Opening, container: str | None = None) -> Parcel:
    """Keep the original before anything else; what is known brings nothing new, and an archive brings its members."""
    arrival, kind = one.arrival, kind_of(one.arrival)
    if container is None and is_mail(arrival, kind):
        arrival = dated(arrival)
        before = mails.same(book, envelope(arrival.content), arrival.sha256)
        return _again_by_mail(office, arrival, before) if before else _posted(office, book, arrival, opening)
    if arrivals.is_known(book, arrival.sha256, office.catalogue.sha256, _program(office)):
        return Parcel(arrival, findings=(_known(office, book, arrival),), outcome=Outcome.KNOWN)
    kept = opening.keep(arrival, container)
    if one.fault:
        return refused(office, arrival, one.fault)
    inside = partial(_unpacked, office, book, opening=opening, container=arrival.sha256)
    if opening.mails < DEEPEST_MAIL and is_mail(arrival, kind):
        return open_mail(office, arrival, opening, inside)
    if opening.depth < DEEPEST and kind is FileKind.ZIP:
        return open_archive(office, arrival, opening, inside)
    return Parcel(arrival, kept=kept, waits=True)


def _posted(office: Office, book: Ledger, arrival: Arrival, opening: Opening) -> Parcel:
    """Open a mail of its own, whatever became of it before."""
    opening.keep(arrival)
    return open_mail(
        office, arrival, opening, partial(_unpacked, office, book, opening=opening, container=arrival.sha256)
    )


def _again_by_mail(office: Office, arrival: Arrival, before: Post) -> Parcel:
    """Say that a mail came before, whatever headers it was given since."""
    day = before.received_at.date()
    message = f"这封邮件{day.year}年{day.month}月{day.day}日已收到过（{before.handling}），不再收取"
    finding = Finding(_KNOWN, severity_of(_KNOWN, office.catalogue.parameter), message, file=arrival.name)
    return Parcel(arrival, findings=(finding,), outcome=Outcome.KNOWN)


def _known(office: Office, book: Ledger, arrival: Arrival) -> Finding:
    """Say that the same bytes came before, and when."""
    before = arrivals.last(book, arrival.sha256)
    day = before.received_at.date() if before else arrival.received_at.date()
    named = f"{day.year}年{day.month}月{day.day}日收到的“{before.name if before else arrival.name}”"
    message = f"与{named}完全相同，本次不生成新版本；本意是更正的，请确认改过的文件已经保存，再发一次"
    return Finding(_KNOWN, severity_of(_KNOWN, office.catalogue.parameter), message, file=arrival.name)


def _program(office: Office) -> str:
    """Name what reads: the program, and limits other than its own, for a file too large for one may suit another."""
    limits, shipped = _limits(office.settings), _limits(Settings())
    return reporting.__version__ if limits == shipped else f"{reporting.__version__} {limits}"


def _limits(settings: Settings) -> tuple[int, ...]:
    return settings.file_megabytes, settings.read_seconds, settings.read_megabytes


def _finish(office: Office, book: Ledger) -> None:
    """Take out of the inbox what a pass that was cut off had done with."""
    for name, sha256 in leaving.left_behind(book):
        inbox.remove(office.inbox, name, sha256)
    leaving.gone(book)


def _done(
    office: Office, book: Ledger, parcels: Sequence[Parcel], decided: Mapping[str, Admitted], period: Period
) -> list[FileReport]:
    """Write down what became of all files at once, then take them out of the inbox: so nothing is ever lost.

    Cut off before, the next pass does them all again and finds what is entered; cut off after, it only takes them out.
    """
    if not parcels:
        return []
    leaving.announce(book, [(one.arrival.name, one.arrival.sha256) for one in parcels])
    with book.transaction():
        reports = [report for one in parcels for report in _closed(office, book, one, period)]
        for one in parcels:
            if one.mail is not None:
                _mailed(office, book, one, decided[one.arrival.sha256])
    for one in parcels:
        inbox.remove(office.inbox, one.arrival.name, one.arrival.sha256)
    leaving.gone(book)
    return reports


def _mailed(office: Office, book: Ledger, parcel: Parcel, admitted: Admitted) -> None:
    """Write down what became of a mail; one that came as a file is entered first."""
    post = mails.of_content(book, parcel.arrival.sha256)
    done = (admitted.handling, office.now, admitted.units, admitted.reason)
    if post is None:
        mails.enter(book, parcel.arrival, envelope(parcel.arrival.content), *done)
    else:
        mails.settle(book, post.number, *done)


def _closed(office: Office, book: Ledger, parcel: Parcel, period: Period) -> list[FileReport]:
    """Write down what became of the members, then of the file itself, which comes last.

    A mail that is held leaves no mark but its own: what is in it was not treated.
    """
    if parcel.outcome is Outcome.WAITING:
        return [_told(parcel, Outcome.WAITING)]
    inside = [report for one in parcel.members for report in _closed(office, book, one, period)]
    outcome = parcel.outcome or _worst(parcel, (report.outcome for report in inside))
    if outcome is Outcome.QUARANTINED:
        quarantine.keep(book, parcel.arrival)
    arrivals.record(
        book,
        parcel.arrival,
        outcome,
        parcel.findings,
        office.now,
        period,
        office.catalogue.sha256,
        _program(office),
    )
    return [*inside, _told(parcel, outcome)]


def _told(parcel: Parcel, outcome: Outcome) -> FileReport:
    arrival = parcel.arrival
    return FileReport(arrival.name, arrival.sha256, outcome, tuple(parcel.entered), tuple(parcel.findings))


def _worst(parcel: Parcel, inside: Iterable[Outcome]) -> Outcome:
    """Give the worst of what became of the file's forms or members; where all of them were known, it is known."""
    outcomes = [*(_OUTCOMES[one.verdict] for one in parcel.entered), *inside]
    return min(outcomes, key=_WORST_FIRST.index, default=Outcome.KNOWN)


def _left(one: inbox.Waiting) -> FileReport:
    return FileReport(one.name, None, Outcome.WAITING, (), one.findings)
