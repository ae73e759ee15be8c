"""The mails that carry blank forms, one a sender."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from reporting.commands.addresses import letterhead_of, of_unit
from reporting.commands.office import Office
from reporting.model.mails import Enclosed, MailKind, Outgoing
from reporting.model.periods import Period
from reporting.products.issue import Issued
from reporting.products.mailtexts import forms_sent


def blank_forms(
    office: Office, period: Period, issued: Sequence[Issued], due: Mapping[str, date]
) -> tuple[Outgoing, ...]:
    """Write a mail for each sender; a second one only once its forms or their deadlines have changed."""
    return tuple(_mail(office, period, one, due) for one in issued if one.cells)


def _mail(office: Office, period: Period, one: Issued, due: Mapping[str, date]) -> Outgoing:
    unit = office.catalogue.unit_by_code[one.sender]
    codes = {cell.form for cell in one.cells}
    asked = [(form, due[form.code]) for form in office.catalogue.forms if form.code in codes]
    shape = "".join(f"{form.code} {form.version} {day}\n" for form, day in asked)
    text = forms_sent(letterhead_of(office), unit.name, period, asked)
    return Outgoing(
        key=f"{MailKind.FORMS}/{period}/{unit.name}/{hashlib.sha256(shape.encode()).hexdigest()[:8]}",
        kind=MailKind.FORMS,
        to=of_unit(unit),
        subject=text.subject,
        text=text.body,
        enclosed=(Enclosed(one.file, one.content),),
        unit=unit.code,
        period=period,
        addressee=unit.name,
    )
