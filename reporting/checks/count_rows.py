"""count-rows: a list should have as many rows of a unit as the figure in force says (报表, column 计数数据项)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reporting.checks.amounts import shown
from reporting.checks.paper import Shelf
from reporting.model.catalogue import Form
from reporting.model.numbers import plain
from reporting.model.records import Finding, HeldEntry


def count_rows(shelf: Shelf) -> Iterator[Finding]:
    """Find the units whose list and figure disagree; who has sent no list is not asked here."""
    for form in shelf.catalogue.forms:
        if form.counts:
            for unit, rows in _rows_by_unit(shelf, form).items():
                yield from _of_unit(shelf, form, unit, rows)


def _of_unit(shelf: Shelf, form: Form, unit: str, rows: list[HeldEntry]) -> Iterator[Finding]:
    held, item = shelf.best(unit, form.counts), shelf.catalogue.item_by_code[form.counts]
    if held is None or held.observation.value is None or held.observation.value == len(rows):
        return
    sender = shelf.catalogue.unit_name(held.submission.sender)
    value = held.observation.value
    message = (
        f"{shelf.catalogue.unit_name(unit)}名录共{len(rows)}行，而{sender}所报“{item.name}”为{shown(value, item)}，"
        f"相差{plain(abs(value - len(rows)))}，请核对名录有无遗漏、重复或已失效的行。"
    )
    yield shelf.finding("count-rows", message, rows[0], found=str(len(rows)), expected=plain(value))


def _rows_by_unit(shelf: Shelf, form: Form) -> Mapping[str, list[HeldEntry]]:
    grouped: dict[str, list[HeldEntry]] = {}
    for held in shelf.entries.get(form.code, ()):
        grouped.setdefault(held.entry.unit, []).append(held)
    return dict(sorted(grouped.items()))
