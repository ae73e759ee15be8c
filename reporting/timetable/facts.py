"""What is known of the periods that are looked at: asked of the catalogue, the ledger and the outbox."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta

from reporting.commands.examine import due_of
from reporting.commands.make import went_in
from reporting.commands.office import Office
from reporting.ledger import acts, attachments, queue, submissions
from reporting.ledger.acts import Act
from reporting.ledger.book import Ledger
from reporting.ledger.standings import standings
from reporting.merge.asked import expected
from reporting.model.deadlines import opening
from reporting.model.mails import MailKind
from reporting.model.parameters import days
from reporting.model.periods import Period
from reporting.model.records import Standing
from reporting.outbox import MANIFEST, RUN
from reporting.timetable.due import Calendar, Known

# Acts of the timetable's own; a release is a person's.
CLOSED, HANDED_ON, RELEASED = "close", "distribute", "release"
# After a period's last deadline it is looked at so long: corrections, the briefing's release. And so long before its
# forms go out, so that it can always be told what comes next.
KEEPS, AHEAD = timedelta(days=60), timedelta(days=100)
_OPEN = ("missing", "returned")


def calendar_of(office: Office) -> Calendar:
    """Give how the office reckons days: 节假日 and 参数 of the catalogue, and the hour of the settings."""
    parameters = office.catalogue.parameter
    hour = time.fromisoformat(office.settings.serve_hour)
    return Calendar(office.holidays, hour, days(parameters, "提前提醒"), days(parameters, "逾期提醒"))


def known_periods(office: Office, book: Ledger) -> tuple[Known, ...]:
    """Give what is known of every period that is looked at now, the earliest first."""
    return tuple(_known(office, book, *one) for one in _watched(office))


def pass_period(office: Office) -> Period:
    """Give the period that a pass over the inbox is of: what says nothing of its period is told with it."""
    today = office.now.date()
    over = [period for period in _near(today) if period.last_day < today and not period.is_year]
    return over[-1]


def is_closed(book: Ledger, period: Period) -> bool:
    """Whether the pass after the period's deadline was made."""
    return bool(_acts_of(book, CLOSED, period))


def _watched(office: Office) -> Iterator[tuple[Period, dict[str, date], date]]:
    """Yield the periods that are looked at, with their deadlines and the day their forms go out."""
    today = office.now.date()
    for period in _near(today):
        asked = [form for form in office.catalogue.forms if form.asked_in(period)]
        if not asked:
            continue
        deadlines = {form.code: due_of(office, form, period) for form in asked}
        named = (opening(form.deadline, period, office.holidays) for form in asked)
        after = calendar_of(office).workday(period.last_day, 1)
        opens = min((day for day in named if day), default=after)
        if opens - AHEAD <= today <= max(deadlines.values()) + KEEPS:
            yield period, deadlines, opens


def _near(today: date) -> list[Period]:
    years = range(today.year - 2, today.year + 1)
    return sorted(Period(year, quarter) for year in years for quarter in range(5))


def _known(office: Office, book: Ledger, period: Period, deadlines: dict[str, date], opens: date) -> Known:
    mails = [one for one in queue.every(book, period) if one.mail.unit or one.mail.kind is MailKind.FORMS]
    closed, handed_on, released = (_acts_of(book, what, period) for what in (CLOSED, HANDED_ON, RELEASED))
    return Known(
        period,
        deadlines,
        opens,
        open_forms=_open_forms(standings(book, period, expected(office.catalogue, period))),
        reminded={one.mail.unit: one.queued_at.date() for one in mails if one.mail.kind is MailKind.REMINDER},
        forms_sent=any(one.mail.kind is MailKind.FORMS for one in mails),
        stale=_is_stale(office, book, period),
        closed=bool(closed),
        handed_on=handed_on[-1].at.date() if handed_on else None,
        waits=bool(handed_on and handed_on[-1].detail.get("held")),
        released=bool(released),
        briefed=any(one.detail.get("released") for one in handed_on),
    )


def _acts_of(book: Ledger, what: str, period: Period) -> list[Act]:
    return [one for one in acts.called(book, what) if one.detail.get("period") == str(period)]


def _open_forms(found: Iterable[Standing]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, tuple[str, ...]] = {}
    for one in found:
        if one.state in _OPEN:
            grouped[one.sender] = (*grouped.get(one.sender, ()), one.form)
    return grouped


def _is_stale(office: Office, book: Ledger, period: Period) -> bool:
    """Whether the ledger holds versions or scans that the period's products were not made from."""
    there = went_in(office.catalogue, submissions.every(book, period), attachments.of(book, period))
    made = _made_from(office, period)
    return any(list(now) != made.get(key, []) for key, now in there.items())


def _made_from(office: Office, period: Period) -> Mapping[str, object]:
    """Give what the period's products were made from, as their manifest says; nothing where they must be made anew."""
    try:
        told = json.loads((office.outbox / str(period) / MANIFEST).read_text(encoding="utf-8"))
        return dict(told["made_from"][RUN])
    except (OSError, ValueError, KeyError, TypeError):
        return {}
