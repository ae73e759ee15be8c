"""Which figures may not be quoted yet (可引用日期): until their day, or, where an event is named, until released."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reporting.model.catalogue import Catalogue
from reporting.model.deadlines import deadline
from reporting.model.figures import Figure


def not_yet_quotable(catalogue: Catalogue, figures: Iterable[Figure], today: date, *, released: bool) -> dict[str, str]:
    """Give the names of indicators whose figures must not go out yet, with what is waited for, as the catalogue says.

    A day such as 次年11月 is reckoned from the period the value is of. An event (统计年鉴发布后) is known to people
    only: releasing the bulletin is their word that it has come.
    """
    there = {figure.code: figure for figure in figures if figure.value is not None}
    waiting: dict[str, str] = {}
    for one in catalogue.indicators:
        figure = there.get(one.code)
        if figure is None or not one.quotable_from:
            continue
        day = _day(one.quotable_from, figure)
        if (day > today) if day else not released:
            waiting[one.name] = one.quotable_from
    return waiting


def _day(text: str, figure: Figure) -> date | None:
    for rule in (text, f"{text}1日"):  # 次年11月 begins with its first day
        try:
            return deadline(rule, figure.value_period, {})
        except ValueError:
            continue
    return None
