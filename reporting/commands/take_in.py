"""Take in what has arrived: collect, read, identify and extract all of it, then check and enter it in order.

Within a period the order of arrival does not matter between different forms and senders: everything is read before
anything is judged, and judged in the order of period, sender, form, time of arrival and name.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

import reporting
from reporting.commands.attach import attach
from reporting.commands.examine import examine
from reporting.commands.office import Office
from reporting.commands.open_all import open_all
from reporting.commands.open_archive import DEEPEST, Opening, all_in, is_archive, open_archive
from reporting.commands.open_file import Parcel, is_readable, refused
from reporting.intake import inbox
from reporting.intake.members import Member
from reporting.ledger import arrivals, leaving, originals, quarantine
from reporting.ledger.book import Ledger
from reporting.model.codes import severity_of
from reporting.model.periods import Period
from reporting.model.records import Arrival, FileReport, Finding
from reporting.model.settings import Settings
from reporting.model.words import Outcome, Verdict

_OUTCOMES = {
    Verdict.ACCEPTED: Outcome.ACCEPTED,
    Verdict.REVIEW: Outcome.ACCEPTED,
    Verdict.RETURNED: Outcome.RETURNED,
}
_KNOWN = "file-known"
_WORST_FIRST = (Outcome.QUARANTINED, Outcome.RETURNED, Outcome.ACCEPTED, Outcome.KNOWN)


def take_in(office: Office, book: Ledger, period: Period) -> tuple[FileReport, ...]:
    """Take every file of the inbox to its end; a pass for `period` may bring forms of any period."""
    _finish(office, book)
    found = inbox.collect(office.inbox, office.now, float(office.settings.settle_seconds), time.sleep, is_readable)
    arrived = [_by_now(office, one.arrival) for one in found if isinstance(one, inbox.Taken)]
    again = arrivals.faulted(book, _program(office))
    if arrived:
        office.say(f"收到{len(arrived)}个文件，正在读取……")
    most = office.settings.file_megabytes << 20
    parcels = [_unpacked(office, book, Member(arrival), Opening(most)) for arrival in (*again, *arrived)]
    open_all(office, [one for parcel in parcels for one in all_in(parcel) if one.waits])
    examine(office, book, [one for parcel in parcels for one in all_in(parcel)], period)
    found_again = attach(office, book, parcels)
    reports = _done(office, book, [*parcels, *found_again], period)
    waiting = [_left(one) for one in found if not isinstance(one, inbox.Taken)]
    return tuple(sorted((*reports, *waiting), key=lambda report: report.file))


def _by_now(office: Office, arrival: Arrival) -> Arrival:
    """Take a file dated in the future as received now: a clock that runs ahead makes no form late."""
    return replace(arrival, received_at=min(arrival.received_at, office.now.replace(microsecond=0)))


def _unpacked(office: Office, book: Ledger, one: Member, opening: Opening, container: str | None = None) -> Parcel:
    """Keep the original before anything else; what is known brings nothing new, and an archive brings its members."""
    arrival = one.arrival
    if arrivals.is_known(book, arrival.sha256, office.catalogue.sha256, _program(office)):
        return Parcel(arrival, findings=(_known(office, book, arrival),), outcome=Outcome.KNOWN)
    kept = originals.keep(book, arrival, container)
    if one.fault:
        return refused(office, arrival, one.fault)
    if opening.depth < DEEPEST and is_archive(arrival):
        inside = partial(_unpacked, office, book, opening=opening, container=arrival.sha256)
        return open_archive(office, arrival, opening, inside)
    return Parcel(arrival, kept=kept, waits=True)


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


def _done(office: Office, book: Ledger, parcels: Sequence[Parcel], period: Period) -> list[FileReport]:
    """Write down what became of all files at once, then take them out of the inbox: so nothing is ever lost.

    Cut off before, the next pass does them all again and finds what is entered; cut off after, it only takes them out.
    """
    if not parcels:
        return []
    leaving.announce(book, [(one.arrival.name, one.arrival.sha256) for one in parcels])
    with book.transaction():
        reports = [report for one in parcels for report in _closed(office, book, one, period)]
    for one in parcels:
        inbox.remove(office.inbox, one.arrival.name, one.arrival.sha256)
    leaving.gone(book)
    return reports


def _closed(office: Office, book: Ledger, parcel: Parcel, period: Period) -> list[FileReport]:
    """Write down what became of the members, then of the file itself, which comes last."""
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
    arrival = parcel.arrival
    report = FileReport(arrival.name, arrival.sha256, outcome, tuple(parcel.entered), tuple(parcel.findings))
    return [*inside, report]


def _worst(parcel: Parcel, inside: Iterable[Outcome]) -> Outcome:
    """Give the worst of what became of the file's forms or members; where all of them were known, it is known."""
    outcomes = [*(_OUTCOMES[one.verdict] for one in parcel.entered), *inside]
    return min(outcomes, key=_WORST_FIRST.index, default=Outcome.KNOWN)


def _left(one: inbox.Waiting) -> FileReport:
    return FileReport(one.name, None, Outcome.WAITING, (), one.findings)
