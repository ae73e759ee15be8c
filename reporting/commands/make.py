"""Make a period's products, and the manifest that says what they were made from."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar

import reporting
from reporting.commands.corrected import Corrected, revised_since
from reporting.commands.main_products import (
    BRIEFING,
    TEMPLATES,
    correction,
    main_products,
)
from reporting.commands.make_letters import LETTERS, make_letters
from reporting.commands.numbering import draft_issue
from reporting.commands.office import CATALOGUE, Office
from reporting.commands.open_file import logged
from reporting.commands.peoples_text import with_peoples_text
from reporting.ledger import attachments, bulletins, entries, findings, observations, originals, submissions
from reporting.ledger.book import Ledger
from reporting.merge.changes import changes
from reporting.model.attachments import Attachment
from reporting.model.bulletins import Bulletin
from reporting.model.catalogue import Catalogue
from reporting.model.changes import Comparison, Contents
from reporting.model.errors import ReportingError
from reporting.model.figures import Compilation
from reporting.model.filenames import safe_filename
from reporting.model.periods import Period
from reporting.model.records import Finding, Submission
from reporting.model.words import Verdict
from reporting.outbox import edited
from reporting.products.receipt import Answered, receipt
from reporting.products.returned import Returned, returned

RECEIPT = "回执.docx"
# Folders of answers, one below each for a sender.
RECEIPTS, RETURNED = "receipts", "returned"

Made = dict[str, bytes]
T = TypeVar("T")


@dataclass
class Batch:
    """The products of one pass, by path below the period's folder, and those at which the program itself failed."""

    office: Office
    made: Made = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    manifest: Mapping[str, object] = field(default_factory=dict)

    def add(self, path: str, content: Callable[[], bytes | None]) -> None:
        """Make one product."""
        product = self.tried(path, content)
        if product is not None:
            self.made[path] = product

    def tried(self, path: str, made: Callable[[], T]) -> T | None:
        """Give what is made. A bug of ours at one must not stop the others: it is told, with a log, and passed over."""
        try:
            return made()
        except ReportingError:
            raise
        except Exception:  # noqa: BLE001 - as said above: the log goes to the IT person, everybody else gets the rest
            log = logged(self.office, hashlib.sha256(path.encode()).hexdigest(), path, traceback.format_exc())
            self.office.say(f"程序出错，“{path}”未能生成，其余成果不受影响；请把 {log} 发给信息科")
            self.failed.append(path)
            return None


def make(
    office: Office, book: Ledger, compilation: Compilation, corrected: Sequence[Corrected] = (), *, pdf: bool = False
) -> Batch:
    """Make every product of the period, and say what went into them; `corrected` are released bulletins' corrections.

    With `pdf`, or where the settings ask for it, the documents come as PDF too.
    """
    office.say(f"正在生成{compilation.period.label}的成果……")
    versions = submissions.every(book, compilation.period)
    batch = Batch(office)
    for path, content in _drafts(office, book, compilation, corrected):
        batch.add(path, content)
    if office.settings.make_pdf or pdf:
        from reporting.commands.make_pdf import make_pdf  # who prints nothing loads nothing that measures pages

        batch.made |= make_pdf(office, batch.made)
    scans = attachments.of(book, compilation.period)
    numbered = {(one.sender, one.form, one.version): one for one in versions}
    for version in versions:
        stamped = [one for one in scans if one.is_of(version.sender, version.form)]
        before = numbered.get((version.sender, version.form, version.version - 1))
        _answer(batch, book, version, before, _to_mend(book, version, versions), stamped)
    for path, content in make_letters(office, compilation):
        batch.add(path, content)
    batch.manifest = made_from(office, compilation, versions, scans)
    return batch


def _drafts(
    office: Office, book: Ledger, compilation: Compilation, corrected: Sequence[Corrected]
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Give the main products: of a released period only where it was corrected since, and under a name of their own."""
    period = compilation.period
    released = bulletins.of(book, period)
    if released and all(one.bulletin.period != period for one in corrected):
        return
    compilation = replace(compilation, released=False)
    issue, revised = draft_issue(book, compilation), revised_since(book, compilation, corrected)
    for path, content in main_products(office, compilation, issue, revised.sentences):
        made = content
        if path == BRIEFING:
            before = _before(office, book, released, period)
            made = partial(_with_text, office, content, before)
        yield correction(path) if released else path, made


def _before(office: Office, book: Ledger, released: Bulletin | None, period: Period) -> tuple[bytes, ...]:
    """Give the briefings in which people may have written: the released one, else what they made of the draft."""
    if released is None:
        return edited(office.outbox, period, BRIEFING)
    if BRIEFING not in released.products:
        return ()
    return (bulletins.kept(book, released.products[BRIEFING].sha256, BRIEFING),)


def _with_text(office: Office, content: Callable[[], bytes], before: Sequence[bytes]) -> bytes:
    return with_peoples_text(office, BRIEFING, content(), before)


def _to_mend(book: Ledger, version: Submission, versions: Sequence[Submission]) -> list[Finding]:
    """Give what is to be mended in the file of a returned form: in all returned forms that the sender put into it.

    So whichever of the files comes back is the one to go on with.
    """
    if version.verdict is not Verdict.RETURNED:
        return []
    beside = {one.form: one for one in versions if (one.sha256, one.sender) == (version.sha256, version.sender)}
    forms = {**beside, version.form: version}.values()
    returned_ones = [one for one in forms if one.verdict is Verdict.RETURNED]
    found = (finding for one in returned_ones for finding in findings.of_submission(book, one.number))
    return [finding for finding in found if finding.waived is None]


def _answer(
    batch: Batch,
    book: Ledger,
    version: Submission,
    before: Submission | None,
    to_mend: Sequence[Finding],
    scans: Sequence[Attachment],
) -> None:
    """Mark the faults in the sender's own file, where it was returned, and make the receipt that says so."""
    office = batch.office
    found = findings.of_submission(book, version.number)
    name = f"{safe_filename(office.catalogue.unit_name(version.sender))}/{version.form}-第{version.version}版"
    back = None
    if version.verdict is Verdict.RETURNED:
        file = version.file.rsplit("/", 1)[-1]
        path = f"{RETURNED}/{name}{_ending(file)}"
        back = batch.tried(path, lambda: returned(originals.content(book, version.sha256), file, to_mend))
        if back is not None:
            batch.made[path] = back.content
    batch.add(f"{RECEIPTS}/{name}.docx", lambda: _receipt(office, book, version, before, found, scans, back))


def _receipt(
    office: Office,
    book: Ledger,
    version: Submission,
    before: Submission | None,
    found: Sequence[Finding],
    scans: Sequence[Attachment],
    back: Returned | None,
) -> bytes:
    answered = Answered(
        submission=version,
        findings=found,
        mapping=submissions.mapping_of(book, version.number),
        compared=_compared(office, book, version, before) if before else None,
        scans=scans,
        marked=back is not None,
        copied=back is not None and back.is_copy,
    )
    bureau, demo = office.settings.bureau, office.settings.demo
    return receipt(office.template(RECEIPT), office.catalogue, answered, bureau=bureau, demo=demo)


def _compared(office: Office, book: Ledger, version: Submission, before: Submission) -> Comparison:
    """Hold a version against the one before it, whatever became of that."""
    earlier, later = (
        Contents(
            observations.of_submission(book, one.number),
            entries.of_submission(book, one),
            findings.of_submission(book, one.number),
        )
        for one in (before, version)
    )
    return changes(office.catalogue, before.version, earlier, later)


def _ending(file: str) -> str:
    """Give the ending under which a returned workbook opens, whatever it was called (`.xls`, `.pdf`, none)."""
    ending = PurePosixPath(file.lower()).suffix
    return ending if ending in (".xlsx", ".xlsm") else ".xlsx"


def made_from(
    office: Office, compilation: Compilation, versions: Sequence[Submission], scans: Sequence[Attachment]
) -> Mapping[str, object]:
    """Say what products are made from: program, catalogue, templates, and every version of the period."""
    return {
        "program": reporting.__version__,
        "catalogue": {"file": f"templates/{CATALOGUE}", "sha256": compilation.catalogue.sha256},
        "templates": {
            name: _hash(office.templates / name)
            for name in (*TEMPLATES, RECEIPT, *LETTERS)
            if (office.templates / name).is_file()
        },
        "dated": compilation.dated.isoformat(),
        **went_in(compilation.catalogue, versions, scans),
    }


def went_in(
    catalogue: Catalogue, versions: Sequence[Submission], scans: Sequence[Attachment]
) -> Mapping[str, list[Mapping[str, object]]]:
    """Say which versions and scans products hold: the manifest tells it, and it shows whether products lag."""
    return {
        "inputs": [_input(catalogue, one) for one in versions],
        "scans": [{"sender": catalogue.unit_name(one.sender), "form": one.form, "sha256": one.sha256} for one in scans],
    }


def _input(catalogue: Catalogue, one: Submission) -> Mapping[str, object]:
    return {
        "sender": catalogue.unit_name(one.sender),
        "form": one.form,
        "version": one.version,
        "verdict": one.verdict,
        "sha256": one.sha256,
    }


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
