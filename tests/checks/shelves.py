"""Lay forms of several senders on a shelf, as the joint checks find them."""

from __future__ import annotations

from reporting.checks import Shelf
from reporting.model.catalogue import Catalogue
from reporting.model.periods import Period
from reporting.model.records import Entry, Held, HeldEntry
from tests.builders import OFFICE, held, submission
from tests.checks.papers import CATALOGUE, CODES


def shelf(
    *observations: Held, entries: dict[str, tuple[HeldEntry, ...]] | None = None, of: Catalogue = CATALOGUE
) -> Shelf:
    """Lay observations and list rows in force on a shelf of 2023Q3."""
    return Shelf(of, Period(2023, 3), observations, entries or {})


def counties(code: str, values: str) -> tuple[Held, ...]:
    """Give what the five counties report of an item, in order."""
    return tuple(held(unit, code, "2023Q3", value) for unit, value in zip(CODES, values.split(), strict=True))


def city(code: str, value: str) -> Held:
    """Give what the office reports of the city."""
    return held("CITY", code, "2023Q3", value, sender=OFFICE.code, form="F2", cell="C20")


def rows(sender: str, *keys: str, code: str = "L1") -> tuple[HeldEntry, ...]:
    """Give list rows in force."""
    found = submission(sender, code, Period(2023, 3))
    return tuple(
        HeldEntry(Entry(code, sender, key, "名录", place, {}, {"统一社会信用代码": f"A{place}"}), found)
        for place, key in enumerate(keys, start=5)
    )
