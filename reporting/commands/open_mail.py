"""Open a mail: what is enclosed are files like any other, and came when the mail came."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace

from reporting.commands.office import Office
from reporting.commands.open_archive import Opening
from reporting.commands.open_file import Parcel, own_fault
from reporting.intake.members import Member
from reporting.mail.parse import came, parse
from reporting.model.codes import severity_of
from reporting.model.mails import Automatic, Incoming
from reporting.model.records import Arrival, Finding
from reporting.sheets.look import FileKind

# A mail forwarded through all offices of a county.
DEEPEST = 5


def is_mail(arrival: Arrival, kind: FileKind | None) -> bool:
    """Whether a file is a mail: by its content, or by its ending, for the words of a mail may be in any charset."""
    return kind is FileKind.MAIL or (arrival.suffix == ".eml" and kind in (FileKind.UNKNOWN, FileKind.CSV))


def dated(arrival: Arrival) -> Arrival:
    """Give a mail that lay in the inbox the time it came at, by its own Received line."""
    return replace(arrival, received_at=came(arrival.content, arrival.received_at))


def open_mail(office: Office, arrival: Arrival, opening: Opening, opened: Callable[[Member], Parcel]) -> Parcel:
    """Take out what is enclosed; of a bounce nothing, for that is what we sent ourselves."""
    try:
        mail = parse(arrival.content, arrival.name, arrival.received_at, office.settings.imap_authserv)
    except Exception:  # noqa: BLE001 - a bug of ours at one mail must not stop the others, nor blame its sender
        return own_fault(office, arrival, traceback.format_exc())
    within = () if mail.automatic is Automatic.BOUNCE else mail.enclosed
    opening.mails += 1
    parcels = [opened(Member(_enclosed(arrival, one.name, one.content))) for one in within]
    opening.mails -= 1
    return Parcel(arrival, findings=tuple(_told(office, arrival, mail)), members=parcels, mail=mail)


def _enclosed(arrival: Arrival, name: str, content: bytes) -> Arrival:
    return Arrival(f"{arrival.name}/{name}", content, hashlib.sha256(content).hexdigest(), arrival.received_at)


def _told(office: Office, arrival: Arrival, mail: Incoming) -> Iterator[Finding]:
    """Yield what is to be told of a mail whoever sent it."""
    for fault in mail.faults:
        yield about(office, arrival, "mail-part", fault)
    if mail.links:
        message = (
            f"正文里有{len(mail.links)}个网盘或在线文档的链接，其中的文件没有收取，请作为普通附件发送：{mail.links[0]}"
        )
        yield about(office, arrival, "mail-link", message)
    if mail.automatic is not Automatic.NO:
        yield about(
            office, arrival, "mail-machine", f"这是一封{mail.automatic}（{mail.subject or '无主题'}），不作答复"
        )


def about(office: Office, arrival: Arrival, code: str, message: str, unit: str | None = None) -> Finding:
    """Say something about a file."""
    severity = severity_of(code, office.catalogue.parameter)
    return Finding(code, severity, message, sender=unit, file=arrival.name, found=arrival.name.rsplit("/", 1)[-1])
