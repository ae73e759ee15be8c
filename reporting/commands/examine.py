"""Check every form that was read and enter it, in an order that does not depend on how the files arrived.

Earlier periods come first, so that what a form is held against is in force by then. Own checks alone decide.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from reporting import checks
from reporting.commands.office import Office
from reporting.commands.open_file import Parcel, own_fault
from reporting.ledger import bulletins, observations, submissions, versions
from reporting.ledger.book import Ledger
from reporting.ledger.history import history
from reporting.model.catalogue import Form
from reporting.model.deadlines import deadline
from reporting.model.errors import ReportingError
from reporting.model.history import History
from reporting.model.periods import Period
from reporting.model.records import Finding, Reading
from reporting.model.words import Content
from reporting.model.workdays import workdays_late

# With fewer files nobody wants to be told how far the pass is.
TOLD_EVERY = 100


def examine(office: Office, book: Ledger, parcels: Iterable[Parcel], pass_period: Period) -> None:
    """Check and enter all forms of all parcels; what becomes of each is noted in its parcel."""
    queue = sorted(((parcel, reading) for parcel in parcels for reading in parcel.readings), key=_order)
    past = _Past(book)
    for place, (parcel, reading) in enumerate(queue, start=1):
        try:
            _enter(office, book, parcel, reading, past, pass_period)
        except ReportingError:
            raise
        except Exception:  # noqa: BLE001 - a bug of ours at one form must not stop the others, nor blame its sender
            failed = own_fault(office, parcel.arrival, traceback.format_exc())
            parcel.findings, parcel.outcome = (*parcel.findings, *failed.findings), failed.outcome
        if place % TOLD_EVERY == 0:
            office.say(f"已审核{place}张，共{len(queue)}张……")


def due_of(office: Office, form: Form, period: Period) -> date:
    """Give the last day on which a form of the period is on time."""
    return deadline(form.deadline, period, office.holidays)


class _Past:
    """What was in force before each period, read once a period and form: forms of one period do not see each other.

    And whether the period was released.
    """

    def __init__(self, book: Ledger) -> None:
        self._book = book
        self._kept: dict[tuple[Period, str], History] = {}
        self._released: dict[Period, date | None] = {}

    def released(self, period: Period) -> date | None:
        """Give the day on which the period's briefing was released, None where it was not."""
        if period not in self._released:
            one = bulletins.of(self._book, period)
            self._released[period] = one.sealed_at.date() if one else None
        return self._released[period]

    def before(self, period: Period, form: str) -> History:
        key = (period, form)
        if key not in self._kept:
            self._kept[key] = history(self._book, period, form=form)
        return self._kept[key]


def _order(pair: tuple[Parcel, Reading]) -> tuple[object, ...]:
    parcel, reading = pair
    claim = reading.claim
    return (claim.period, claim.sender, claim.form, parcel.arrival.received_at, parcel.arrival.name, claim.sheet)


def _enter(office: Office, book: Ledger, parcel: Parcel, reading: Reading, past: _Past, pass_period: Period) -> None:
    claim, arrival = reading.claim, parcel.arrival
    form = office.catalogue.form_by_code[claim.form]
    due, received = due_of(office, form, claim.period), arrival.received_at.date()
    late = workdays_late(received, due, office.holidays)
    if late and submissions.was_on_time(book, claim.sender, claim.form, claim.period):
        late = 0  # a correction of what came in time is no late form
    paper = checks.Paper(
        catalogue=office.catalogue,
        form=form,
        sender=office.catalogue.unit_by_code[claim.sender],
        period=claim.period,
        reading=reading,
        history=past.before(claim.period, claim.form),
        received=received,
        due=due,
        late_days=late,
        file=arrival.name,
        change=_change(office, book, reading, due, received, past.released(claim.period)),
    )
    found = (*reading.findings, *_named(arrival.name, checks.own(paper)))
    verdict = checks.verdict(found)
    stamp = (office.now, pass_period, office.catalogue.sha256)
    entered = submissions.enter(book, reading, arrival, found, verdict, late, *stamp)
    if entered is not None:
        parcel.entered.append(entered)


def _change(
    office: Office, book: Ledger, reading: Reading, due: date, received: date, released: date | None
) -> checks.Change | None:
    """Give what a form that comes after its deadline or after the release would change; None for any other."""
    claim = reading.claim
    days = workdays_late(received, due, office.holidays)
    late = days or released is not None
    replaced = versions.in_force_of(book, claim.sender, claim.form, claim.period) if late else None
    if replaced is None:
        return checks.Change(days, {}, released) if released else None
    seen = observations.of_submission(book, replaced.number)
    figures = {(one.unit, one.item): one.value for one in seen if one.content is Content.NOW and not one.key}
    return checks.Change(days, {place: value for place, value in figures.items() if value is not None}, released)


def _named(file: str, found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(replace(one, file=file) for one in found)
