"""Whose an address is: by 单位 of the catalogue, and by what clerks have said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from reporting.commands.office import Office
from reporting.ledger import senders
from reporting.ledger.book import Ledger


def owners(office: Office, book: Ledger) -> Mapping[str, tuple[str, ...]]:
    """Give the units of every address known, by code; an address may be of several, for one clerk may send for two."""
    found: dict[str, list[str]] = defaultdict(list)
    for unit in office.catalogue.units:
        for address in unit.email.replace("、", " ").split():
            found[address.casefold()].append(unit.code)
    for address, units in senders.learnt(book).items():
        found[address] += [unit for unit in units if unit not in found[address]]
    return {address: tuple(units) for address, units in found.items()}
