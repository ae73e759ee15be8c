"""Find the units whose figures add up to the city's, among those a form, or any form, asks."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.model.catalogue import Catalogue, Form
from reporting.model.periods import Period
from reporting.model.words import FormKind


def addends_of_form(catalogue: Catalogue, form: Form, period: Period) -> tuple[str, ...]:
    """Give the addends a 分县表 has rows for, in official order."""
    return catalogue.addends(frozenset(_units_of_rows(catalogue, form, period)), period)


def addends_of_item(catalogue: Catalogue, item: str, period: Period) -> tuple[str, ...]:
    """Give the addends of whom any form of the period asks an item, in official order."""
    forms = [form for form in catalogue.forms if form.asked_in(period)]
    return catalogue.addends({unit for form in forms for unit in _units_asked(catalogue, form, item, period)}, period)


def _units_of_rows(catalogue: Catalogue, form: Form, period: Period) -> Iterator[str]:
    for row in form.rows:
        yield from (unit.code for unit in catalogue.units_of(row.subject, period))


def _units_asked(catalogue: Catalogue, form: Form, item: str, period: Period) -> Iterator[str]:
    if form.kind is FormKind.UNITS and any(column.item == item for column in form.columns):
        yield from _units_of_rows(catalogue, form, period)
    elif form.kind is FormKind.ROWS:
        for row in form.rows:
            if row.subject == item:
                yield from row.reporters or form.senders
