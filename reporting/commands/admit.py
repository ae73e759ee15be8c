"""Decide upon mails by who sent them: taken, held for a clerk's word, or laid aside.

An address is a unit's where 单位 says so, or a clerk has. A unit's form counts only from an address of its own. A form
with our stamp from an address nobody knows is held: many counties send from private mailboxes. All else is laid aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reporting.commands.office import Office
from reporting.commands.open_archive import all_in
from reporting.commands.open_file import Parcel
from reporting.commands.open_mail import about
from reporting.commands.owners import owners
from reporting.commands.twins import tell_twins
from reporting.ledger import mails
from reporting.ledger.book import Ledger
from reporting.model.mails import Automatic, Handling, Incoming
from reporting.model.records import Finding
from reporting.model.words import Outcome

_CONFIRM = "mail confirm {address} --unit 单位 --by 姓名"
_FORGED = "发件人验证没有通过（{results}），很可能是冒名的信；整封隔离，请打电话向该单位核实"
_HELD = "发件邮箱 {address} 没有登记，信里有{names}的报表，等待确认；核实后运行 " + _CONFIRM + "，再运行 run"
_STRANGER = "发件邮箱 {address} 没有登记，信里也没有带报送标识的报表，已隔离"
_FOREIGN = (
    "{names}的报表从{owner}的邮箱 {address} 发来，已隔离；请由报送单位用登记的邮箱重发，确是该单位邮箱的，运行 "
    + _CONFIRM
)
_NOTHING = "邮件里没有报表文件，没有可以入账的内容"
_AGAIN = "邮件编号与{day}收到的一封相同而内容不同，两封都保留，请核对"


@dataclass(frozen=True, slots=True)
class Admitted:
    """What was decided upon a mail: what became of it, the units its sender's address is of, and why."""

    handling: Handling
    units: tuple[str, ...]
    reason: str = ""


def admit(office: Office, book: Ledger, parcels: Sequence[Parcel]) -> Mapping[str, Admitted]:
    """Decide upon all mails of a pass before anything of them is entered; by the hash of the mail.

    What is laid aside is marked so in its parcel. Mails within mails are the outer one's affair.
    """
    known = owners(office, book)
    decided: dict[str, Admitted] = {}
    for top in parcels:
        for one in _outermost(top):
            assert one.mail is not None
            decided[one.arrival.sha256] = _decide(office, one, one.mail, known, may_wait=one is top)
            _tell_double(office, book, one)
            tell_twins(office, one)
    return decided


def _outermost(parcel: Parcel) -> Iterator[Parcel]:
    if parcel.mail is not None:
        yield parcel
        return
    for one in parcel.members:
        yield from _outermost(one)


def _decide(
    office: Office, parcel: Parcel, mail: Incoming, known: Mapping[str, tuple[str, ...]], *, may_wait: bool
) -> Admitted:
    units = known.get(mail.sender, ())
    inside = [one for one in all_in(parcel) if one is not parcel]
    for one in inside:
        if one.mail is not None and not one.members and one.outcome is None:
            _lay(one, (*one.findings, about(office, one.arrival, "mail-empty", _NOTHING)))
    files = [one for one in inside if one.mail is None and not one.members]
    if _is_forged(mail):
        results = "，".join(f"{method.upper()}={result}" for method, result in mail.passed.items())
        return _aside(office, parcel, inside, "mail-forged", _FORGED.format(results=results), units)
    if mail.automatic is Automatic.BOUNCE or (mail.automatic is not Automatic.NO and not files):
        parcel.outcome = Outcome.QUARANTINED
        return Admitted(Handling.MACHINE, units, str(mail.automatic))
    if not units:
        return _stranger(office, parcel, mail, inside, may_wait=may_wait)
    if not files:
        parcel.findings = (
            *parcel.findings,
            about(office, parcel.arrival, "mail-empty", _NOTHING, _names(office, units)),
        )
        parcel.outcome = Outcome.QUARANTINED
        return Admitted(Handling.EMPTY, units, _NOTHING)
    return _of_units(office, mail, files, units)


def _is_forged(mail: Incoming) -> bool:
    """Whether our server found that the sender is not who it says; a DMARC that passes has weighed both others."""
    return mail.passed.get("dmarc") != "pass" and "fail" in mail.passed.values()


def _stranger(office: Office, parcel: Parcel, mail: Incoming, inside: Sequence[Parcel], *, may_wait: bool) -> Admitted:
    stamped = {one.claim.sender for each in inside for one in each.readings if one.claim.form_version}
    if not (stamped and mail.sender and may_wait):
        message = _STRANGER.format(address=mail.sender or "（不明）")
        if stamped and mail.sender:
            message = _HELD.format(address=mail.sender, names=_names(office, stamped)) + "，并把文件重新放进 inbox"
        return _aside(office, parcel, inside, "mail-sender", message, ())
    message = _HELD.format(address=mail.sender, names=_names(office, stamped))
    parcel.findings = (*parcel.findings, about(office, parcel.arrival, "mail-held", message))
    parcel.outcome = Outcome.WAITING
    return Admitted(Handling.HELD, (), message)


def _of_units(office: Office, mail: Incoming, files: Iterable[Parcel], units: tuple[str, ...]) -> Admitted:
    """Lay aside the files with forms of others; a file that is partly of others is no one's."""
    reason = ""
    for one in files:
        one.owners = units
        others = {reading.claim.sender for reading in one.readings} - set(units)
        if others:
            names = {"names": _names(office, others), "owner": _names(office, units)}
            reason = _FOREIGN.format(address=mail.sender, **names)
            _lay(one, (about(office, one.arrival, "mail-sender", reason, _names(office, others)),))
    return Admitted(Handling.ASIDE if reason else Handling.TAKEN, units, reason)


def _aside(
    office: Office, parcel: Parcel, inside: Iterable[Parcel], code: str, message: str, units: tuple[str, ...]
) -> Admitted:
    for one in inside:
        if one.outcome is not Outcome.KNOWN:
            _lay(one, (about(office, one.arrival, code, message),))
    _lay(parcel, (about(office, parcel.arrival, code, message), *parcel.findings))
    return Admitted(Handling.ASIDE, units, message)


def _lay(parcel: Parcel, findings: tuple[Finding, ...]) -> None:
    parcel.readings, parcel.outcome, parcel.waits = (), Outcome.QUARANTINED, False
    parcel.findings = findings


def _tell_double(office: Office, book: Ledger, parcel: Parcel) -> None:
    mail = parcel.mail
    assert mail is not None
    before = [one for one in mails.of_id(book, mail.message_id) if one.sha256 != mail.sha256]
    if before:
        day = before[0].received_at.date()
        message = _AGAIN.format(day=f"{day.year}年{day.month}月{day.day}日")
        parcel.findings = (*parcel.findings, about(office, parcel.arrival, "mail-double", message))


def _names(office: Office, units: Iterable[str]) -> str:
    order = {unit.code: unit.name for unit in office.catalogue.units}
    wanted = set(units)
    return "、".join(name for code, name in order.items() if code in wanted)
