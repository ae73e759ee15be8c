"""Attach scans of stamped forms (盖章件) to the forms they show, once all forms of a pass are entered.

A scan is known by what its name, its folder or its archive says, and by what came beside it. Whether the form came in
this pass or earlier does not matter, nor in which order; a scan whose form comes later is found again then.
"""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from reporting.commands.office import Office
from reporting.commands.open_archive import all_in
from reporting.commands.open_file import Parcel, own_fault
from reporting.intake.scans import Scan, scan
from reporting.ledger import arrivals, attachments, mails, originals, submissions
from reporting.ledger.book import Ledger
from reporting.model.attachments import Attachment
from reporting.model.errors import ReportingError, UnreadableFile
from reporting.model.periods import Period
from reporting.model.records import Arrival, Finding
from reporting.model.words import Outcome, Severity
from reporting.sheets.look import FileKind, look

_PICTURE = "file-picture"
_KINDS = (FileKind.PDF, FileKind.OFD, FileKind.PICTURE)
_LOOSE = (
    "随电子表一同报来的扫描件，看不出属于哪个单位、哪一期，已留存但未与报表关联；请在文件名中写明单位和报告期后重新报送"
)
_WHOSE = "；如是盖章件，请在文件名中写明单位和报告期，并报送电子表"
_WHEN = "收到{sender}的扫描件，看不出是哪一期、哪张报表的，未与报表关联；请在文件名中写明报告期后重新报送"
_ALONE = "收到{sender}的扫描件，而相应报表的电子表没有报来，数字无法读取；请报送电子表（.xlsx），盖章件会自动随表留存"

Brought = set[tuple[str, Period]]


@dataclass
class _Pass:
    """Which forms came in this pass, as (sender, period): by the folders and archives they lay in, and in all."""

    near: dict[str, Brought] = field(default_factory=lambda: defaultdict(set))
    all: Brought = field(default_factory=set)

    def beside(self, name: str) -> Brought:
        """Give what came in the nearest folder or archive of a file that brought any form."""
        return next((self.near[folder] for folder in _folders(name) if folder in self.near), set())


def attach(office: Office, book: Ledger, parcels: Sequence[Parcel]) -> list[Parcel]:
    """Attach what can be attached and say of the rest why not; give the earlier scans that found their form now."""
    came = _came(book, [one for parcel in parcels for one in all_in(parcel)])
    for top in parcels:
        for one in all_in(top):
            in_archive = one is not top and top.arrival.name in came.near
            try:
                if _is_scan(book, one):
                    _settle(office, book, one, came, in_archive=in_archive)
            except ReportingError:
                raise
            except Exception:  # noqa: BLE001 - a bug of ours at one scan must not stop the others, nor blame its sender
                failed = own_fault(office, one.arrival, traceback.format_exc())
                one.findings, one.outcome = failed.findings, failed.outcome
    taken = {one.arrival.sha256 for parcel in parcels for one in all_in(parcel)}
    return [one for one in _earlier(office, book, came) if one.arrival.sha256 not in taken]


def _came(book: Ledger, parcels: Iterable[Parcel]) -> _Pass:
    came = _Pass()
    for parcel in parcels:
        claims = {(reading.claim.sender, reading.claim.period) for reading in parcel.readings}
        if parcel.outcome is Outcome.KNOWN:
            claims |= submissions.read_from(book, parcel.arrival.sha256)
        came.all |= claims
        for folder in _folders(parcel.arrival.name) if claims else ():
            came.near[folder] |= claims
    return came


def _folders(name: str) -> Iterator[str]:
    """Yield the folders and archives a file lies in, the nearest first; the inbox itself is none."""
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


def _is_scan(book: Ledger, parcel: Parcel) -> bool:
    """Whether a file is a scan that is not attached yet; one that came again may bear a better name now."""
    if parcel.outcome is not Outcome.KNOWN:
        return [one.code for one in parcel.findings] == [_PICTURE] and not parcel.readings
    try:
        kind = look(parcel.arrival.content, parcel.arrival.name).kind
    except UnreadableFile:
        return False
    return kind in _KINDS and not attachments.is_attached(book, parcel.arrival.sha256)


def _settle(office: Office, book: Ledger, parcel: Parcel, came: _Pass, *, in_archive: bool) -> None:
    """Attach a scan, or say why it is not; one that lies beside forms in an archive takes no form's place."""
    told = scan(parcel.arrival.name, office.catalogue)
    beside = came.beside(parcel.arrival.name)
    senders = {sender for sender, _ in beside}
    told = replace(told, sender=told.sender or (senders.pop() if len(senders) == 1 else ""))
    told = _as_sent(told, parcel.owners)
    found = _forms(book, told, _periods(told, beside) or _periods(told, came.all))
    if found:
        _attached(office, book, parcel, told, found)
    elif parcel.outcome is not Outcome.KNOWN:
        _unattached(office, book, parcel, told, in_archive=in_archive)


def _as_sent(told: Scan, owners: Sequence[str]) -> Scan:
    """Give a scan that came by mail to its sender: to no other, whatever its name says."""
    if not owners or told.sender in owners:
        return told
    return replace(told, sender=owners[0] if len(owners) == 1 and not told.sender else "")


def _periods(told: Scan, brought: Brought) -> frozenset[Period]:
    """Give the periods a scan may be of: those it names, else the one that the sender's forms are of."""
    periods = frozenset(period for sender, period in brought if sender == told.sender)
    return told.periods or (periods if len(periods) == 1 else frozenset())


def _forms(book: Ledger, told: Scan, periods: frozenset[Period]) -> list[Period]:
    """Give the periods for which the ledger has a form that the scan may show."""
    if not (told.sender and periods):
        return []
    entered = submissions.entered_by(book, told.sender)
    return sorted({period for form, period in entered if period in periods and told.form in ("", form)})


def _attached(office: Office, book: Ledger, parcel: Parcel, told: Scan, periods: Sequence[Period]) -> None:
    arrival = parcel.arrival
    for period in periods:
        one = Attachment(told.sender, period, told.form, arrival.name, arrival.sha256, arrival.received_at)
        attachments.add(book, one, office.now)
    parcel.findings = tuple(_kept(office, arrival, told, period) for period in periods)
    parcel.outcome = Outcome.ACCEPTED


def _kept(office: Office, arrival: Arrival, told: Scan, period: Period) -> Finding:
    form = office.catalogue.form_by_code.get(told.form)
    of = f"“{form.name}”" if form else "报表"
    message = f"盖章件已收到，随{period.label}{of}留存，其中的数字不作读取"
    return _note(arrival, message, office.catalogue.unit_name(told.sender), told.form or None, period)


def _note(
    arrival: Arrival, message: str, sender: str | None = None, form: str | None = None, period: Period | None = None
) -> Finding:
    return Finding(_PICTURE, Severity.NOTE, message, sender=sender, form=form, period=period, file=arrival.name)


def _unattached(office: Office, book: Ledger, parcel: Parcel, told: Scan, *, in_archive: bool) -> None:
    if in_archive and not told.form:
        parcel.findings, parcel.outcome = (_note(parcel.arrival, _LOOSE),), Outcome.ACCEPTED
        return
    (said,) = parcel.findings
    if not told.sender:
        parcel.findings = (replace(said, message=f"{said.message}{_WHOSE}"),)
        return
    sender = office.catalogue.unit_name(told.sender)
    unclear = not told.periods and submissions.entered_by(book, told.sender)
    parcel.findings = (replace(said, message=(_WHEN if unclear else _ALONE).format(sender=sender), sender=sender),)


def _earlier(office: Office, book: Ledger, came: _Pass) -> Iterator[Parcel]:
    """Yield the scans laid aside before whose form has come now; only those that name sender and period."""
    senders = {sender for sender, _ in came.all}
    for laid in arrivals.laid_aside(book, _PICTURE) if senders else ():
        try:
            parcel = _found_again(office, book, laid, senders)
        except ReportingError:
            raise
        except Exception:  # noqa: BLE001 - as at the scans of this pass
            parcel = own_fault(office, _original(book, laid), traceback.format_exc())
        if parcel:
            yield parcel


def _found_again(office: Office, book: Ledger, laid: arrivals.Treatment, senders: set[str]) -> Parcel | None:
    carrier = mails.carrier(book, laid.sha256)
    told = _as_sent(scan(laid.name, office.catalogue), carrier.units if carrier else ())
    found = _forms(book, told, told.periods) if told.sender in senders else []
    if not found:
        return None
    parcel = Parcel(_original(book, laid))
    _attached(office, book, parcel, told, found)
    return parcel


def _original(book: Ledger, laid: arrivals.Treatment) -> Arrival:
    return Arrival(laid.name, originals.content(book, laid.sha256), laid.sha256, laid.received_at)
