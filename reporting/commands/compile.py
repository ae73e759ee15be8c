"""Compile a period: all that its products are made from, gathered once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, partial

from reporting.commands.examine import due_of
from reporting.commands.known import carried_of, entries_of, evidence_of, findings_of, standings_of
from reporting.commands.office import Office
from reporting.ledger import bulletins
from reporting.ledger.book import Ledger
from reporting.ledger.observations import HeldOnce
from reporting.ledger.originals import path_of
from reporting.merge.evidence import Evidence
from reporting.merge.merge import merge
from reporting.merge.trace import source_of
from reporting.model.figures import Compilation, Figure
from reporting.model.periods import Period
from reporting.model.records import Source, Standing

# What came again changes nothing, so no product tells of it: the same forms make the same products.
_KNOWN = "file-known"


def compile_period(office: Office, book: Ledger, period: Period) -> Compilation:
    """Gather a period's figures, forms, findings, list rows and sources."""
    held = HeldOnce(book)
    evidence = evidence_of(office, book, period, held)
    found = standings_of(office, book, period)
    rows = entries_of(office, book, period)
    year_end = Period(period.year - 1, 0 if period.is_year else 4)
    return Compilation(
        catalogue=office.catalogue,
        period=period,
        dated=_dated(office, period, found),
        figures=_keyed(merge(evidence, period)),
        standings=found,
        findings=tuple(one for one in findings_of(office, book, period, held=held) if one.code != _KNOWN),
        entries=rows,
        sources=_sources(evidence, book, period),
        demo=office.settings.demo,
        released=bulletins.of(book, period) is not None,
        bureau=office.settings.bureau,
        earlier={year_end: _keyed(merge(evidence_of(office, book, year_end, held), year_end, city_alone=True))},
        carried=carried_of(office, book, period, rows),
    )


def _keyed(figures: Iterable[Figure]) -> dict[tuple[str, str], Figure]:
    return {(figure.code, figure.unit): figure for figure in figures}


def _dated(office: Office, period: Period, found: Iterable[Standing]) -> date:
    """Give the day unreleased products bear: that of the latest receipt, or the deadline if that is later."""
    received = [one.received_at.date() for one in found if one.received_at]
    due = [due_of(office, form, period) for form in office.catalogue.forms if form.asked_in(period)]
    return max((*received, *due), default=period.last_day)


def _sources(evidence: Evidence, book: Ledger, period: Period) -> dict[tuple[str, str], tuple[Source, ...]]:
    """Give the cells behind every item's figure, the one that is used first; yearly items with those of their years."""
    used = {period, period.latest_complete_year}
    path = cache(partial(path_of, book))
    return {
        (item, unit): tuple(source_of(evidence, held, path) for held in evidence.sources(unit, item, when))
        for item, when in sorted(evidence.best)
        if when in used
        for unit in sorted(evidence.shelf(item, when))
    }
