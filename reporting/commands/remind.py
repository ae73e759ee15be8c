"""Remind some units of what they still owe for a period, on the days the timetable says; `mail remind` asks all."""

from __future__ import annotations

from collections.abc import Collection

from reporting.commands.known import standings_of
from reporting.commands.office import Office
from reporting.commands.post import post
from reporting.commands.post_reminders import reminders
from reporting.model.mails import Queued
from reporting.model.periods import Period


def remind(office: Office, period: Period, units: Collection[str]) -> tuple[Queued, ...]:
    """Queue a reminder for each of the units (codes) that still owes a form; give those that are new."""
    with office.ledger(writable=True) as book:
        open_ones = [one for one in standings_of(office, book, period) if one.sender in units]
        return post(office, book, period, reminders(office, period, open_ones, office.now.date()))
