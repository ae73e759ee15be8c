"""Open one file: read it, find the forms in it, and what they say. A file that cannot be read becomes a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

import reporting
from reporting.commands.bounds import foresee
from reporting.commands.office import Office
from reporting.intake.gather import gather
from reporting.intake.identify import Identified, identify
from reporting.intake.missing import missing
from reporting.intake.secret import Mark, secret, secret_name
from reporting.model.catalogue import Catalogue
from reporting.model.codes import severity_of
from reporting.model.errors import UnreadableFile
from reporting.model.grid import Book
from reporting.model.mails import Incoming
from reporting.model.records import Arrival, Claim, Finding, Reading, Submission
from reporting.model.settings import Settings
from reporting.model.words import Outcome, Severity
from reporting.package.archive import Limits
from reporting.sheets.extent import cells
from reporting.sheets.look import look
from reporting.sheets.read import read

OWN_FAULT = "own-fault"
_NOTES = {
    "file-damaged": "文件有损坏的地方，已换一种方式读取，请核对各格数字，并用表格软件重新保存",
    "file-macro": "文件带有宏，宏不会被运行，只读取其中的数据",
    "file-link": "文件引用了其他工作簿，只读取文件中已保存的数值，请核对是否为最新",
}


@dataclass
class Parcel:
    """One file on its way through the pass: what it held, and what has become of it so far.

    An archive holds nothing but its members, and neither does a mail, which `mail` is, taken apart. `kept` is the
    original's path within the home; `waits` says that the file is still to be opened. `owners` are the codes of the
    units whose address it came from, empty where it came otherwise.
    """

    arrival: Arrival
    readings: tuple[Reading, ...] = ()
    findings: tuple[Finding, ...] = ()
    outcome: Outcome | None = None
    entered: list[Submission] = field(default_factory=list)
    members: list[Parcel] = field(default_factory=list)
    kept: str = ""
    waits: bool = False
    mail: Incoming | None = None
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What whoever reads files must know; sent to each worker once."""

    catalogue: Catalogue
    settings: Settings
    today: date

    @property
    def limits(self) -> Limits:
        """What a package may unpack to."""
        most = self.settings.file_megabytes << 20
        return Limits(total=most, part=most)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file was found to hold; `aside` where that is no form of ours, or nothing can be read."""

    readings: tuple[Reading, ...] = ()
    findings: tuple[Finding, ...] = ()
    aside: bool = False


def open_file(terms: Terms, arrival: Arrival) -> Opened:
    """Read a file to its forms by every reader there is; this is what workers do."""
    try:
        seen = look(arrival.content, arrival.name, terms.limits)
        foresee(cells(arrival.content, seen.kind, terms.limits), terms.settings)
        return forms_in(terms, arrival, read(arrival.content, arrival.name, terms.limits))
    except UnreadableFile as fault:
        return unread(terms, arrival, fault)


def unread(terms: Terms, arrival: Arrival, fault: UnreadableFile) -> Opened:
    """Say what a file is that cannot be read."""
    mark = secret_name(arrival.name)
    if mark:
        return _secret(terms, arrival, mark)
    return Opened(findings=(_finding(terms.catalogue, arrival, fault.code, fault.what),), aside=True)


def is_readable(name: str, content: bytes) -> bool:
    """Whether a file is whole: one still being copied is not, and is looked at again."""
    try:
        look(content, name)
    except UnreadableFile as fault:
        return fault.code not in ("file-damaged", "file-empty")
    return True


def laid_aside(arrival: Arrival, findings: Iterable[Finding]) -> Parcel:
    """Make a file that goes to quarantine with what was found about it."""
    return Parcel(arrival, findings=tuple(findings), outcome=Outcome.QUARANTINED)


def refused(office: Office, arrival: Arrival, fault: UnreadableFile) -> Parcel:
    """Lay aside a file that cannot be read, with the reason."""
    return laid_aside(arrival, [_finding(office.catalogue, arrival, fault.code, fault.what)])


def own_fault(office: Office, arrival: Arrival, told: str) -> Parcel:
    """Lay a file aside at which the program itself failed: told to the IT person alone, with a log ready to send."""
    log = logged(office, arrival.sha256, arrival.name, told)
    message = f"程序处理此文件时出错，与报送单位无关。日志见 {log}，请交信息科；程序更新后会自动重试"
    return laid_aside(arrival, [_finding(office.catalogue, arrival, OWN_FAULT, message)])


def logged(office: Office, sha256: str, about: str, told: str) -> str:
    """Write down a fault of the program's own, ready to send, and give the log's place within the home."""
    log = office.home / "logs" / f"{OWN_FAULT}-{sha256[:8]}.log"
    text = f"reporting {reporting.__version__}\n{about}\n\n{told}"
    try:
        log.parent.mkdir(exist_ok=True)
        log.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError:  # a full disk must not turn a fault at one file into the end of the pass
        office.say(f"日志 logs/{log.name} 写不进，内容如下，请交信息科：\n{text}")
    return f"logs/{log.name}"


def forms_in(terms: Terms, arrival: Arrival, book: Book) -> Opened:
    """Find the forms in a workbook and what they say; a file without any is laid aside, and so is a secret one."""
    mark = secret(book, arrival.name)
    if mark:
        return _secret(terms, arrival, mark)
    identified = _begun(terms, identify(book, arrival, terms.catalogue))
    found = tuple(replace(one, file=arrival.name) for one in (*identified.others, *_notes(terms, book)))
    if not identified.claims:
        return Opened(findings=found, aside=True)
    readings = [_reading(arrival, identified, claim, terms.catalogue) for claim in identified.claims]
    filled = tuple(reading for reading in readings if reading.has_figures)
    if not filled:
        return Opened(tuple(readings), found)
    blank = [_blank(terms, arrival, reading.claim) for reading in readings if not reading.has_figures]
    lost = [replace(one, file=arrival.name) for one in missing(book, identified, terms.catalogue)]
    return Opened(filled, (*found, *blank, *lost))


def _secret(terms: Terms, arrival: Arrival, mark: Mark) -> Opened:
    """Lay a file with a mark of secrecy aside, with an alarm: this program must not handle what is secret."""
    message = (
        f"涉密告警：{mark.where}有涉密标志“{mark.text}”，文件已隔离，数字一概不采用；请立即联系保密员，按规定处置"
        "隔离区和台账原件里的这一文件；确属误标的，去掉标志后重新报送"
    )
    finding = _finding(terms.catalogue, arrival, "file-secret", message)
    found = replace(finding, sheet=mark.sheet, cell=mark.cell, found=mark.text, source="保守国家秘密法")
    return Opened(findings=(found,), aside=True)


def _begun(terms: Terms, identified: Identified) -> Identified:
    """Take out the forms of a period that has not begun: a slip in the year would hide them for years."""
    ahead = [one for one in identified.claims if one.period.previous.last_day >= terms.today]
    claims = tuple(one for one in identified.claims if one not in ahead)
    return replace(identified, claims=claims, others=(*identified.others, *(_ahead(terms, one) for one in ahead)))


def _ahead(terms: Terms, claim: Claim) -> Finding:
    message = f"报告期是{claim.period.label}，还没有开始，请核对表头的报告期后重报。"
    severity = severity_of("id-period", terms.catalogue.parameter)
    sender = terms.catalogue.unit_name(claim.sender)
    return Finding("id-period", severity, message, sender=sender, form=claim.form, sheet=claim.sheet)


def _blank(terms: Terms, arrival: Arrival, claim: Claim) -> Finding:
    """Say that one form of a workbook came back as empty as it was sent out: it counts as not sent."""
    name = terms.catalogue.form_by_code[claim.form].name
    return Finding(
        "file-empty",
        Severity.NOTE,
        f"“{name}”没有填写任何数据，按未报送处理；确无数据的请填0或“无”后重新报送",
        sender=terms.catalogue.unit_name(claim.sender),
        form=claim.form,
        period=claim.period,
        file=arrival.name,
        sheet=claim.sheet,
    )


def _reading(arrival: Arrival, identified: Identified, claim: Claim, catalogue: Catalogue) -> Reading:
    """Read one form; what was found about the identity of its pieces belongs to it."""
    reading = gather(claim, identified.views, catalogue)
    found = (*identified.about.get(claim, ()), *reading.findings)
    return replace(reading, findings=tuple(replace(one, file=arrival.name) for one in found))


def _notes(terms: Terms, book: Book) -> list[Finding]:
    """Turn what reading noticed about the file itself into findings."""
    return [Finding(code, _weight(terms, code), _NOTES[code]) for code in dict.fromkeys(book.notes)]


def _weight(terms: Terms, code: str) -> Severity:
    """Tell what a note about a file that was read weighs: damage that could be read past is no error."""
    severity = severity_of(code, terms.catalogue.parameter)
    return Severity.NOTE if severity is Severity.ERROR else severity


def _finding(catalogue: Catalogue, arrival: Arrival, code: str, message: str) -> Finding:
    severity = severity_of(code, catalogue.parameter)
    return Finding(code, severity, message, file=arrival.name, found=arrival.name.rsplit("/", 1)[-1])
