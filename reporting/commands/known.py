"""What is known of a period, gathered from the ledger: the evidence of its figures and what is said about its forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reporting import checks
from reporting.commands.office import Office
from reporting.ledger import entries, findings, history, standings, submissions
from reporting.ledger.book import Ledger
from reporting.ledger.observations import HeldOnce
from reporting.merge.asked import expected
from reporting.merge.entries import last_known
from reporting.merge.evidence import Evidence, gather
from reporting.merge.needed import needed
from reporting.model.periods import Period
from reporting.model.records import Finding, HeldEntry, Standing
from reporting.model.words import FormKind

_MISSING = "sheet-missing"
# What a list of projects (预填) tells of goes on from one period to the next; other lists are of their period.
_LASTING = "项目"


def evidence_of(
    office: Office,
    book: Ledger,
    period: Period,
    held: HeldOnce | None = None,
    *,
    code: str = "",
    figures_alone: bool = False,
) -> Evidence:
    """Gather what the figures of a period rest on, or one value alone; `held` is what has been read already.

    Where the figures alone are asked for, the cells they stand in are left unread.
    """
    needs = needed(office.catalogue, period, code, figures_alone=figures_alone)
    known = held or HeldOnce(book, cells=not figures_alone)
    returned = [
        (sender, form, one)
        for one in (period, period.whole_year, period.whole_year.previous, *_last_quarter(period))
        for sender, form in submissions.with_senders(book, one)
    ]
    return gather(office.catalogue, known.chosen(needs), returned, needs)


def standings_of(office: Office, book: Ledger, period: Period) -> tuple[Standing, ...]:
    """Give where every form due in the period stands, missing ones included."""
    return standings.standings(book, period, expected(office.catalogue, period))


def findings_of(
    office: Office, book: Ledger, period: Period, *, history: bool = False, held: HeldOnce | None = None
) -> tuple[Finding, ...]:
    """Give the findings of the forms themselves, then those between forms, found anew from what is in force.

    A sheet that was missing from a workbook and came by itself since is missing no more.
    """
    own = findings.of(book, period, history=history)
    came = {(office.catalogue.unit_name(one.sender), one.form) for one in submissions.newest(book, period)}
    told = (one for one in own if history or one.code != _MISSING or (one.sender, one.form) not in came)
    return (*told, *joint_findings(office, book, period, held or HeldOnce(book)))


def joint_findings(office: Office, book: Ledger, period: Period, held: HeldOnce) -> tuple[Finding, ...]:
    """Hold the forms in force against one another."""
    shelf = checks.Shelf(
        catalogue=office.catalogue,
        period=period,
        held=held.of((period,)),
        entries=entries_of(office, book, period),
        history=history.history(book, period),
    )
    return checks.joint(shelf)


def entries_of(office: Office, book: Ledger, period: Period) -> dict[str, tuple[HeldEntry, ...]]:
    """Give the rows of every list in force, by form."""
    lists = [form.code for form in office.catalogue.forms if form.kind is FormKind.LIST]
    return _by_form(lists, entries.held(book, period))


def carried_of(
    office: Office, book: Ledger, period: Period, now: Mapping[str, tuple[HeldEntry, ...]]
) -> dict[str, tuple[HeldEntry, ...]]:
    """Give what was last known of the projects that are not among the rows of the period, by form."""
    keys = [project.code for project in office.catalogue.projects]
    lasting = [form.code for form in office.catalogue.forms if form.seed == _LASTING]
    return {
        form: last_known(now.get(form, ()), entries.held_before(book, form, period), keys) for form in lasting if keys
    }


def _by_form(forms: Iterable[str], held: Iterable[HeldEntry]) -> dict[str, tuple[HeldEntry, ...]]:
    grouped: dict[str, list[HeldEntry]] = {form: [] for form in forms}
    for one in held:
        grouped.setdefault(one.entry.form, []).append(one)
    return {form: tuple(rows) for form, rows in grouped.items()}


def _last_quarter(period: Period) -> tuple[Period, ...]:
    return (Period(period.year, 4),) if period.is_year else ()
