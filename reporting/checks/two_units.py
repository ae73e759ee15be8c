"""list-two-units: one enterprise or project stands in the lists of two units, or of two senders; one tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.checks.list_keys import code_labels, key_label, same_key
from reporting.checks.paper import Shelf
from reporting.model.catalogue import Form
from reporting.model.records import Finding, HeldEntry

# Lists that are sent out with the plan's projects in them (预填).
_PROJECTS = "项目"


def two_units(shelf: Shelf) -> Iterator[Finding]:
    """Find the keys of lists of enterprises and of projects that several claim, and tell each of them."""
    for form in shelf.catalogue.forms:
        if form.counts or code_labels(form) or form.seed == _PROJECTS:
            for claims in _claims(shelf, form):
                for held in claims:
                    yield from _told(shelf, form, held, claims)


def _claims(shelf: Shelf, form: Form) -> Iterator[Sequence[HeldEntry]]:
    """Yield the rows of each key that more than one claims, one row for each unit and sender."""
    grouped: dict[str, dict[tuple[str, str], HeldEntry]] = {}
    for held in shelf.entries.get(form.code, ()):
        key = same_key(form, held.entry.key)
        if key:
            grouped.setdefault(key, {}).setdefault((held.entry.unit, held.submission.sender), held)
    for key in sorted(key for key, claims in grouped.items() if len(claims) > 1):
        yield [held for _, held in sorted(grouped[key].items(), key=lambda claim: claim[0])]


def _told(shelf: Shelf, form: Form, held: HeldEntry, claims: Sequence[HeldEntry]) -> Iterator[Finding]:
    label = key_label(form)
    others = list(dict.fromkeys(_claimant(shelf, one, held) for one in claims if one is not held))
    where = f"第{held.entry.row}行“{held.entry.key}”同时列入{'、'.join(others)}的"
    if form.seed == _PROJECTS:
        message = f"{where}项目表，请商定由一方填报，另一方删去。"
    else:
        message = f"{where}名录，请核对企业注册地和迁移时间，由一方删去。"
    yield shelf.finding("list-two-units", message, held, cell=held.entry.cells.get(label), found="、".join(others))


def _claimant(shelf: Shelf, one: HeldEntry, held: HeldEntry) -> str:
    """Name the unit a row is of; where that is the same unit, the sender whose list it stands in."""
    other = one.entry.unit if one.entry.unit != held.entry.unit else one.submission.sender
    return shelf.catalogue.unit_name(other)
