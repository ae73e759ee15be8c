"""What the name of a scan says: whose stamped form it shows, of which period, and which form if it names one."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.intake import periodwords, titles, unitwords, voices
from reporting.intake.periodwords import Mention
from reporting.model.catalogue import Catalogue
from reporting.model.periods import Period

_YEAR_END = 4


@dataclass(frozen=True, slots=True)
class Scan:
    """What a name says; `sender` and `form` are codes, empty where it names none, or several.

    `periods` are those it may mean: the whole of a year is its fourth quarter and the year itself.
    """

    sender: str
    form: str
    periods: frozenset[Period]


def scan(name: str, catalogue: Catalogue) -> Scan:
    """Read the name of a file, then those of the folders and archives it lay in, the nearest first."""
    parts = [voices.without_ending(part) for part in reversed(name.split("/")) if part]
    forms = (form.code for part in parts if (form := titles.form_in(part, catalogue)))
    periods = (found for part in parts if (found := _periods(part)))
    return Scan(_sender(parts, catalogue), next(forms, ""), next(periods, frozenset()))


def _sender(parts: list[str], catalogue: Catalogue) -> str:
    senders = {sender for form in catalogue.forms for sender in form.senders}
    for part in parts:
        named = {unit.code for unit in unitwords.within(part, catalogue)} & senders
        if len(named) == 1:
            return named.pop()
    return ""


def _periods(part: str) -> frozenset[Period]:
    """Give the period a name names; none where it names several."""
    found = periodwords.mentions(part)
    return frozenset(_meant(found[0])) if len(found) == 1 else frozenset()


def _meant(mention: Mention) -> set[Period]:
    quarter = {Period(mention.year, mention.quarter)} if mention.quarter else set()
    return quarter | ({Period(mention.year)} if mention.quarter in (0, _YEAR_END) else set())
