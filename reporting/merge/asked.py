"""Who is asked for what: the units each item is asked for in a period, and the forms that ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from reporting.model.catalogue import COUNTY, ZONE, Catalogue, Form
from reporting.model.periods import Period
from reporting.model.words import Content, FormKind, Tense

LAST_QUARTER = 4


class Ask(NamedTuple):
    """One figure asked of one sender on one form, for one unit; of these there are tens of thousands."""

    item: str
    unit: str
    sender: str
    form: str


def expected(catalogue: Catalogue, period: Period) -> tuple[tuple[str, str], ...]:
    """Give every (sender, form) due in the period, senders in official order, forms in the catalogue's."""
    due = [(sender, form.code) for form in catalogue.forms if form.asked_in(period) for sender in form.senders]
    order = {form.code: place for place, form in enumerate(catalogue.forms)}
    units = catalogue.unit_by_code
    alive = [pair for pair in due if units[pair[0]].lives_in(period)]
    return tuple(sorted(alive, key=lambda pair: (units[pair[0]].order, pair[0], order[pair[1]])))


def asks_by_period(
    catalogue: Catalogue, periods: Mapping[Period, frozenset[str] | None]
) -> Mapping[Period, Mapping[str, tuple[Ask, ...]]]:
    """Give what is asked in each period of its items, None for all; where forms and units are the same, it is once."""
    groups: dict[tuple[frozenset[Any], frozenset[str]], list[Period]] = {}
    for period in periods:
        telling = (form for form in catalogue.forms if _tells_of(form, period))
        forms = frozenset((form.code, form.asked_in(period)) for form in telling)
        alive = frozenset(unit.code for unit in catalogue.units if unit.lives_in(period))
        groups.setdefault((forms, alive), []).append(period)
    found: dict[Period, Mapping[str, tuple[Ask, ...]]] = {}
    for alike in groups.values():
        wanted = [periods[period] for period in alike]
        every = None if None in wanted else frozenset().union(*(items for items in wanted if items is not None))
        whole = asks(catalogue, alike[0], every)
        found |= {period: _some(whole, periods[period]) for period in alike}
    return found


def _some(asked: Mapping[str, tuple[Ask, ...]], items: frozenset[str] | None) -> Mapping[str, tuple[Ask, ...]]:
    return asked if items is None else {item: several for item, several in asked.items() if item in items}


def asks(catalogue: Catalogue, period: Period, items: frozenset[str] | None = None) -> Mapping[str, tuple[Ask, ...]]:
    """Give, by item code, what is asked in the period, of all or some items; lists ask for entries, not for items.

    Of a fourth quarter a yearly form may tell as well: of stocks, and of what adds up over the year.
    """
    grouped: dict[str, list[Ask]] = {}
    yearly = {item.code for item in catalogue.items if item.tense is Tense.YEARLY}
    for form in catalogue.forms:
        for item, asked in _of_form(catalogue, form, period, items) if _tells_of(form, period) else ():
            if form.asked_in(period) or item not in yearly:
                grouped.setdefault(item, []).extend(asked)
    return {item: tuple(found) for item, found in grouped.items()}


def _tells_of(form: Form, period: Period) -> bool:
    """Whether a form tells of a period: one that it is asked in, or the end of a year that it is asked for."""
    return form.asked_in(period) or (period.quarter == LAST_QUARTER and form.asked_in(period.whole_year))


def _of_form(
    catalogue: Catalogue, form: Form, period: Period, items: frozenset[str] | None
) -> Iterator[tuple[str, list[Ask]]]:
    """Yield what a form asks, an item at a time."""
    if form.kind is FormKind.ROWS:
        yield from _of_rows(catalogue, form, period, items)
    elif form.kind is FormKind.UNITS:
        yield from (one for one in _of_units(catalogue, form, period) if items is None or one[0] in items)


def _of_rows(
    catalogue: Catalogue, form: Form, period: Period, items: frozenset[str] | None
) -> Iterator[tuple[str, list[Ask]]]:
    city = catalogue.city.code
    senders = {sender for row in form.rows for sender in row.reporters} | set(form.senders)
    alive = [unit for unit in catalogue.units if unit.code in senders and unit.lives_in(period)]
    subjects = {unit.code: unit.code if unit.kind in (COUNTY, ZONE) else city for unit in alive}
    for row in form.rows:
        item, asked = row.subject, row.reporters or form.senders
        if items is None or item in items:
            yield item, [Ask(item, subjects[sender], sender, form.code) for sender in asked if sender in subjects]


def _of_units(catalogue: Catalogue, form: Form, period: Period) -> Iterator[tuple[str, list[Ask]]]:
    items = [column.item for column in form.columns if column.content in (Content.NOW, Content.STAGE) and column.item]
    units = [unit.code for row in form.rows for unit in catalogue.units_of(row.subject, period)]
    for item in items:
        yield item, [Ask(item, unit, sender, form.code) for unit in units for sender in form.senders]
