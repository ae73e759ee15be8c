"""Find the units whose figures add up to the city's: those asked that stand alone, never zones inside others."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.model.catalogue import Catalogue, Form
from reporting.model.periods import Period
from reporting.model.words import FormKind


def addends_of_form(catalogue: Catalogue, form: Form, period: Period) -> tuple[str, ...]:
    """Give the addends a 分县表 has rows for, in official order."""
    asked = set(units_of_rows(catalogue, form, period))
    return tuple(unit.code for unit in catalogue.counties(period) if unit.code in asked)


def addends_of_item(catalogue: Catalogue, item: str, period: Period) -> tuple[str, ...]:
    """Give the addends of whom any form of the period asks an item, in official order."""
    forms = [form for form in catalogue.forms if form.asked_in(period)]
    asked = {unit for form in forms for unit in _units_asked(catalogue, form, item, period)}
    return tuple(unit.code for unit in catalogue.counties(period) if unit.code in asked)


def units_of_rows(catalogue: Catalogue, form: Form, period: Period) -> Iterator[str]:
    """Yield the units the rows of a 分县表 stand for: one named unit, or all of a kind."""
    for row in form.rows:
        if row.subject in catalogue.unit_by_code:
            yield row.subject
        else:
            yield from (unit.code for unit in catalogue.units if unit.kind == row.subject and unit.lives_in(period))


def _units_asked(catalogue: Catalogue, form: Form, item: str, period: Period) -> Iterator[str]:
    if form.kind is FormKind.UNITS and any(column.item == item for column in form.columns):
        yield from units_of_rows(catalogue, form, period)
    elif form.kind is FormKind.ROWS:
        for row in form.rows:
            if row.subject == item:
                yield from row.reporters or form.senders
