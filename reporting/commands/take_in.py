"""Take in what has arrived: collect, read, identify and extract all of it, then check and enter it in order.

Within a period the order of arrival does not matter between different forms and senders: everything is read before
anything is judged, and judged in the order of period, sender, form, time of arrival and name.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

import reporting
from reporting.commands.examine import examine
from reporting.commands.office import Office
from reporting.commands.open_file import Parcel, is_readable, open_file
from reporting.intake import inbox
from reporting.ledger import arrivals, originals, quarantine
from reporting.ledger.book import Ledger
from reporting.model.periods import Period
from reporting.model.records import Arrival, FileReport
from reporting.model.words import Outcome, Verdict

_OUTCOMES = {
    Verdict.ACCEPTED: Outcome.ACCEPTED,
    Verdict.REVIEW: Outcome.ACCEPTED,
    Verdict.RETURNED: Outcome.RETURNED,
}
_WORST_FIRST = (Outcome.QUARANTINED, Outcome.RETURNED, Outcome.ACCEPTED, Outcome.KNOWN)


def take_in(office: Office, book: Ledger, period: Period) -> tuple[FileReport, ...]:
    """Take every file of the inbox to its end; a pass for `period` may bring forms of any period."""
    found = inbox.collect(office.inbox, office.now, float(office.settings.settle_seconds), time.sleep, is_readable)
    arrived = [one.arrival for one in found if isinstance(one, inbox.Taken)]
    again = arrivals.faulted(book, reporting.__version__)
    if arrived:
        office.say(f"收到{len(arrived)}个文件，正在读取……")
    parcels = [_opened(office, book, arrival) for arrival in (*again, *arrived)]
    examine(office, book, parcels, period)
    reports = [_closed(office, book, parcel, period) for parcel in parcels]
    waiting = [_left(one) for one in found if not isinstance(one, inbox.Taken)]
    return tuple(sorted((*reports, *waiting), key=lambda report: report.file))


def _opened(office: Office, book: Ledger, arrival: Arrival) -> Parcel:
    """Keep the original before anything else; what is known brings nothing new."""
    if arrivals.is_known(book, arrival.sha256, office.catalogue.sha256, reporting.__version__):
        return Parcel(arrival, outcome=Outcome.KNOWN)
    originals.keep(book, arrival)
    return open_file(office, arrival)


def _closed(office: Office, book: Ledger, parcel: Parcel, period: Period) -> FileReport:
    """Write down what became of a file, then take it out of the inbox: in this order nothing is ever lost."""
    outcome = parcel.outcome or _worst(parcel)
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
        reporting.__version__,
    )
    inbox.remove(office.inbox, parcel.arrival)
    return FileReport(
        parcel.arrival.name, parcel.arrival.sha256, outcome, tuple(parcel.entered), tuple(parcel.findings)
    )


def _worst(parcel: Parcel) -> Outcome:
    """Give the worst of what became of the file's forms; a file whose forms were all known before is known."""
    outcomes: Iterable[Outcome] = [_OUTCOMES[one.verdict] for one in parcel.entered]
    return min(outcomes, key=_WORST_FIRST.index, default=Outcome.KNOWN)


def _left(one: inbox.Waiting) -> FileReport:
    return FileReport(one.name, None, Outcome.WAITING, (), one.findings)
