"""list-two-units: one enterprise stands in the lists of two units; it can be registered in only one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.checks.lists import code_labels, key_label, same_key
from reporting.checks.paper import Shelf
from reporting.model.catalogue import Form
from reporting.model.records import Finding, HeldEntry


def two_units(shelf: Shelf) -> Iterator[Finding]:
    """Find the keys of lists of enterprises that several units claim, and tell each of them."""
    for form in shelf.catalogue.forms:
        if form.counts or code_labels(form):
            for claims in _claims(shelf, form):
                for held in claims:
                    yield from _told(shelf, form, held, claims)


def _claims(shelf: Shelf, form: Form) -> Iterator[Sequence[HeldEntry]]:
    """Yield the rows of each key that more than one unit has, one row a unit."""
    grouped: dict[str, dict[str, HeldEntry]] = {}
    for held in shelf.entries.get(form.code, ()):
        key = same_key(form, held.entry.key)
        if key:
            grouped.setdefault(key, {}).setdefault(held.entry.unit, held)
    for _, by_unit in sorted(grouped.items()):
        if len(by_unit) > 1:
            yield [by_unit[unit] for unit in sorted(by_unit)]


def _told(shelf: Shelf, form: Form, held: HeldEntry, claims: Sequence[HeldEntry]) -> Iterator[Finding]:
    label = key_label(form)
    others = [shelf.catalogue.unit_name(one.entry.unit) for one in claims if one is not held]
    message = (
        f"第{held.entry.row}行“{held.entry.key}”同时列入{'、'.join(others)}的名录，"
        "请核对企业注册地和迁移时间，由一方删去。"
    )
    yield shelf.finding("list-two-units", message, held, cell=held.entry.cells.get(label), found="、".join(others))
