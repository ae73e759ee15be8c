"""The mails that carry the bureau's letters, each to the unit it is written to; a person asks for them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from reporting.commands.addresses import letterhead_of, of_unit
from reporting.commands.make_letters import FOLDER, LETTERS
from reporting.commands.office import Office
from reporting.model.catalogue import Unit
from reporting.model.filenames import safe_filename
from reporting.model.mails import Enclosed, MailKind, Outgoing
from reporting.model.periods import Period
from reporting.products.mailtexts import lettered


def letters(office: Office, period: Period) -> tuple[Outgoing, ...]:
    """Write a mail for every letter that lies in the outbox, as people have left it; changed, it is another."""
    return tuple(mail for unit in office.catalogue.units for mail in _of(office, period, unit))


def _of(office: Office, period: Period, unit: Unit) -> Iterator[Outgoing]:
    for template in LETTERS:
        kind = Path(template).stem
        path = office.outbox / str(period) / FOLDER / safe_filename(f"{kind}-{unit.name}.docx")
        if not path.is_file():
            continue
        content = path.read_bytes()
        text = lettered(letterhead_of(office), unit.name, period, kind)
        yield Outgoing(
            key=f"{MailKind.LETTER}/{period}/{unit.name}/{kind}/{hashlib.sha256(content).hexdigest()[:8]}",
            kind=MailKind.LETTER,
            to=of_unit(unit),
            subject=text.subject,
            text=text.body,
            enclosed=(Enclosed(path.name, content),),
            unit=unit.code,
            period=period,
            addressee=unit.name,
        )
