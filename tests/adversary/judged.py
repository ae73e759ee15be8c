"""A file goes through a pass; what came of it is held against what must come of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from reporting.checks.explained import CODE as NOT_EXPLAINED
from reporting.commands.take_in import take_in
from reporting.ledger import findings
from reporting.ledger.book import Ledger, opened
from reporting.ledger.stored import decimal_of, json_of
from reporting.model.periods import Period
from reporting.model.records import FileReport, Finding, Submission
from reporting.model.words import Severity, Verdict
from tests.adversary.case import Answered, Case, Told
from tests.adversary.world import World, emptied

_OBSERVATIONS = (
    "SELECT unit, item, period, content, key, value, state, nature, sheet, cell FROM observations WHERE submission = ?"
)
_ENTRIES = "SELECT key, unit, sheet, fields, cells FROM entries WHERE submission = ? ORDER BY position"

Said = tuple[str, str, str | None, str | None]


def judged(world: World, case: Case, files: dict[str, bytes]) -> list[str]:
    """Take files in, and give what differs from what must come of them; nothing where all is right."""
    folder = Path(tempfile.mkdtemp(prefix="reporting-case-"))
    try:
        office = emptied(world.office, folder / "home", case.period)
        sent = (office.now - timedelta(days=1)).timestamp()
        for name, content in files.items():
            path = office.inbox / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            os.utime(path, (sent, sent))
        with opened(office.home, writable=True) as book:
            reports = take_in(office, book, Period.parse(case.period))
            return list(_differences(book, case, reports))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _differences(book: Ledger, case: Case, reports: tuple[FileReport, ...]) -> Iterator[str]:
    entered = {one.form: one for report in reports for one in report.submissions if str(one.period) == case.period}
    wanted = {code: form for code, form in case.forms.items() if not form.lost}
    if set(entered) != set(wanted):
        yield f"forms entered {sorted(entered)}, wanted {sorted(wanted)}"
    outcomes = [str(report.outcome) for report in reports]
    if case.outcome and case.outcome not in outcomes:
        yield f"outcomes {outcomes}, wanted {case.outcome}"
    told = Counter(_said(found) for report in reports for found in report.findings)
    yield from _unlike("file", told, Counter(_wanted(one) for one in case.told if one.form is None))
    for code, form in wanted.items():
        if code in entered:
            yield from _of_form(book, case, form, entered[code])


def _of_form(book: Ledger, case: Case, form: Answered, entered: Submission) -> Iterator[str]:
    wanted = [one for one in case.told if one.form == form.form and not (one.whole and form.explained)]
    told = Counter(_said(found) for found in findings.of_submission(book, entered.number))
    yield from _unlike(form.form, told, Counter(map(_wanted, wanted)))
    verdict = _verdict(wanted)
    if entered.verdict is not verdict:
        yield f"{form.form}: verdict {entered.verdict}, wanted {verdict}"
    yield from _unlike(form.form, Counter(_observed(book, entered)), Counter(_to_observe(form)))
    yield from _unlike(form.form, Counter(_listed(book, entered)), Counter(_to_list(form)))


def _unlike(
    where: str, found: Counter[object] | Counter[Said], wanted: Counter[object] | Counter[Said]
) -> Iterator[str]:
    for one in found - wanted:  # type: ignore[operator]
        yield f"{where}: not wanted {one}"
    for one in wanted - found:  # type: ignore[operator]
        yield f"{where}: missing {one}"


def _said(found: Finding) -> Said:
    return found.code, str(found.severity), found.sheet, found.cell


def _wanted(one: Told) -> Said:
    cell = one.page.address(one.cell) if one.page and one.cell else None
    return one.code, str(one.weight), one.page.name if one.page else None, cell


def _verdict(told: list[Told]) -> Verdict:
    if any(one.weight is Severity.ERROR or one.code == NOT_EXPLAINED for one in told):
        return Verdict.RETURNED
    return Verdict.REVIEW if any(one.weight is Severity.WARNING for one in told) else Verdict.ACCEPTED


def _observed(book: Ledger, entered: Submission) -> Iterator[object]:
    for unit, item, period, content, key, value, state, nature, sheet, cell in book.rows(
        _OBSERVATIONS, (entered.number,)
    ):
        yield unit, item, period, content, key, _plain(decimal_of(value)), state, nature, sheet, cell


def _to_observe(form: Answered) -> Iterator[object]:
    for one in form.figures:
        page = one.page or form.page
        at = page.address(one.cell)
        value = _plain(one.value)
        yield (
            *(one.unit, one.item, one.period, str(one.content), one.key, value, str(one.state), one.nature),
            *(page.name, at),
        )


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.normalize() + 0


def _listed(book: Ledger, entered: Submission) -> Iterator[object]:
    for key, unit, sheet, fields, cells in book.rows(_ENTRIES, (entered.number,)):
        where = json_of(cells)
        yield key, unit, sheet, tuple(sorted(json_of(fields).items())), tuple(sorted(where.items()))


def _to_list(form: Answered) -> Iterator[object]:
    for row in form.rows:
        page = row.page or form.page
        where = {label: page.address(cell) for label, cell in row.cells.items() if label in row.fields}
        yield row.key, row.unit, page.name, tuple(sorted(row.fields.items())), tuple(sorted(where.items()))
