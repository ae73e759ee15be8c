"""The mails that remind, one a unit, of the forms that are missing or were returned; and the same as text messages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reporting.commands.addresses import letterhead_of, of_unit
from reporting.commands.examine import due_of
from reporting.commands.office import Office
from reporting.model.catalogue import Form, Unit
from reporting.model.mails import MailKind, Outgoing
from reporting.model.periods import Period
from reporting.model.records import Standing
from reporting.products.mailtexts import reminded, texted

Open = tuple[tuple[Form, Standing, date], ...]
OPEN_STATES = ("missing", "returned")


def reminders(office: Office, period: Period, standings: Iterable[Standing], today: date) -> tuple[Outgoing, ...]:
    """Write a mail to each unit that has something to send; two asked for on one day are one.

    Which days are days of reminding is the caller's affair. A unit without an address gets a text to be handed over.
    """
    return tuple(_mail(office, period, *one, today) for one in open_of(office, period, standings))


def messages(office: Office, period: Period, standings: Iterable[Standing], today: date) -> bytes:
    """Write 催报短信.txt: a text message, ready to be pasted, for each unit that has no address and something to send.

    With the mark and the line ends that Notepad and telephones read; empty where nobody is to be reminded.
    """
    head = letterhead_of(office)
    told = [
        texted(head, unit.name, period, forms, today)
        for unit, forms in open_of(office, period, standings)
        if not of_unit(unit)
    ]
    return "".join(f"{one}\r\n\r\n" for one in told).encode("utf-8-sig") if told else b""


def open_of(office: Office, period: Period, standings: Iterable[Standing]) -> tuple[tuple[Unit, Open], ...]:
    """Give what each unit still has to send, in the catalogue's order of forms."""
    forms, units = office.catalogue.form_by_code, office.catalogue.unit_by_code
    found: dict[str, list[tuple[Form, Standing, date]]] = {}
    for one in standings:
        if one.state in OPEN_STATES and one.form in forms and one.sender in units:
            form = forms[one.form]
            found.setdefault(one.sender, []).append((form, one, due_of(office, form, period)))
    return tuple((units[sender], tuple(rows)) for sender, rows in found.items())


def _mail(office: Office, period: Period, unit: Unit, forms: Open, today: date) -> Outgoing:
    text = reminded(letterhead_of(office), unit.name, period, forms, today)
    return Outgoing(
        key=f"{MailKind.REMINDER}/{period}/{unit.name}/{today}",
        kind=MailKind.REMINDER,
        to=of_unit(unit),
        subject=text.subject,
        text=text.body,
        unit=unit.code,
        period=period,
        addressee=unit.name,
    )
