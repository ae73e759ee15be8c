"""Open an archive: its members are files like any other, and what becomes of it is the worst of them."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reporting.commands.office import Office
from reporting.commands.open_file import Parcel, own_fault, refused
from reporting.intake.members import Member, members
from reporting.ledger.keeping import Keep
from reporting.model.errors import UnreadableFile
from reporting.model.records import Arrival
from reporting.package.archive import Limits
from reporting.sheets.look import FileKind, look

# An archive in an archive is what a township sends through its county; deeper ones are made to hurt.
DEEPEST = 2
# What people send is packed tenfold at most; denser only what is small.
_DENSEST = 100


@dataclass
class Opening:
    """What may still be unpacked of one file of the inbox, all archives in it together, and how deep it goes.

    `keep` keeps an original, `mails` is how many mails, one within the other, are open.
    """

    keep: Keep
    left: int
    depth: int = 0
    mails: int = 0


def kind_of(arrival: Arrival) -> FileKind | None:
    """Say what a file is, None for what nobody can read. ZIP is an archive of files, and no workbook packed as one."""
    try:
        return look(arrival.content, arrival.name).kind
    except UnreadableFile:
        return None


def open_archive(office: Office, arrival: Arrival, opening: Opening, opened: Callable[[Member], Parcel]) -> Parcel:
    """Take every member out; an archive that cannot be unpacked is laid aside with the reason."""
    try:
        found = members(arrival, Limits(total=opening.left, part=opening.left, ratio=_DENSEST))
    except UnreadableFile as fault:
        return refused(office, arrival, fault)
    except Exception:  # noqa: BLE001 - a bug of ours at one file must not stop the others, nor blame its sender
        return own_fault(office, arrival, traceback.format_exc())
    opening.left -= sum(len(one.arrival.content) for one in found)
    opening.depth += 1
    parcels = [opened(one) for one in found]
    opening.depth -= 1
    return Parcel(arrival, members=parcels)


def all_in(parcel: Parcel) -> Iterator[Parcel]:
    """Yield a parcel and all that is in it."""
    yield parcel
    for one in parcel.members:
        yield from all_in(one)
