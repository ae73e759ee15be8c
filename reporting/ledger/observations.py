"""Observations: every value a form brought, with its cell and the text that stood there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import Any

from reporting.ledger import versions
from reporting.ledger.book import Ledger
from reporting.ledger.stored import decimal_of, decimal_text, period_of
from reporting.model.periods import Period
from reporting.model.records import Held, Observation
from reporting.model.words import Content, State

_INSERT = (
    "INSERT INTO observations (submission, position, unit, item, period, value, state, text, sheet, cell, content,"
    " key, nature, explanation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_VALUES = "o.submission, o.unit, o.item, o.period, o.value, o.state, o.content, o.key, o.nature"
_CELLS = "o.text, o.sheet, o.cell, o.explanation"
# CROSS JOIN keeps SQLite to this order: a period's forms, and of each its lines, which lie side by side.
_OF_PERIOD = " FROM submissions s CROSS JOIN observations o WHERE o.submission = s.number AND s.period = ?"
_OF_ITEMS = " AND o.item IN"
_IN_ORDER = " ORDER BY o.submission, o.position"
# Looking a word up is quicker than making it one of its vocabulary, a hundred thousand times.
_STATES = {str(one): one for one in State}
_CONTENTS = {str(one): one for one in Content}

_OF_SUBMISSION = " FROM observations o WHERE o.submission = ? ORDER BY o.position"


def held(book: Ledger, periods: Sequence[Period]) -> tuple[Held, ...]:
    """Give the observations in force that the forms of these periods brought.

    That includes last year's figures as those forms give them: their `content` tells them apart. The order is that of
    the forms' periods, senders and forms, and within a form its own, whatever order the forms arrived in.
    """
    return HeldOnce(book).of(periods)


class HeldOnce:
    """What is in force, read once a period for all who ask while nothing is entered.

    Who asks for figures and not where they stand says `cells=False`: then texts, places and 说明 are left empty, and
    reading takes two thirds of the time.
    """

    def __init__(self, book: Ledger, *, cells: bool = True) -> None:
        """Read nothing yet."""
        self._book = book
        self._cells = cells
        self._read: dict[Period, tuple[Held, ...]] = {}

    def of(self, periods: Sequence[Period]) -> tuple[Held, ...]:
        """Give the same as `held`."""
        found = [self._whole(period) for period in sorted(set(periods))]
        return found[0] if len(found) == 1 else tuple(chain.from_iterable(found))

    def chosen(self, needs: Mapping[Period, frozenset[str] | None]) -> list[Held]:
        """Give of each period's observations those of some items, None for all; each period's in its order."""
        found: list[Held] = []
        for period in sorted(needs):
            items = needs[period]
            if items is None:
                found += self._whole(period)
            elif period in self._read:
                found += [one for one in self._read[period] if one.observation.item in items]
            elif items:
                found += _of(self._book, period, sorted(items), cells=self._cells)
        return found

    def _whole(self, period: Period) -> tuple[Held, ...]:
        if period not in self._read:
            self._read[period] = _of(self._book, period, cells=self._cells)
        return self._read[period]


def of_submission(book: Ledger, number: int) -> tuple[Observation, ...]:
    """Give what one version brought, whether it counts or not, in the order of the form."""
    return tuple(_observations(book.rows(_select() + _OF_SUBMISSION, (number,))))


def add(book: Ledger, submission: int, observations: Sequence[Observation]) -> None:
    """Write the observations of a submission."""
    book.write(_INSERT, [_fields(submission, place, one) for place, one in enumerate(observations)])


def _of(book: Ledger, period: Period, items: Sequence[str] = (), *, cells: bool = True) -> tuple[Held, ...]:
    """Give the observations in force of a period's forms, by sender, form and place in it; of some items, if named."""
    counting = {one.number: one for one in versions.in_force(book, period)}
    if not counting:
        return ()
    which = f"{_OF_ITEMS} ({', '.join('?' * len(items))})" if items else ""
    asked = _select(cells=cells) + _OF_PERIOD + which + _IN_ORDER
    rows = [row for row in book.rows(asked, (str(period), *items)) if row[0] in counting]
    sent = {number: place for place, number in enumerate(counting)}  # they come by sender and form
    rows.sort(key=lambda row: sent[row[0]])
    return tuple(_made(Held, _observations(rows), [counting[row[0]] for row in rows]))


def _select(*, cells: bool = True) -> str:
    return f"SELECT {_VALUES}, {_CELLS}" if cells else f"SELECT {_VALUES}"


def _fields(submission: int, position: int, one: Observation) -> tuple[object, ...]:
    return (
        submission,
        position,
        one.unit,
        one.item,
        str(one.period),
        decimal_text(one.value),
        str(one.state),
        one.text,
        one.sheet,
        one.cell,
        str(one.content),
        one.key,
        one.nature,
        one.explanation,
    )


def _observations(rows: Sequence[tuple[Any, ...]]) -> Iterator[Observation]:
    """Make observations of rows, column by column: of a hundred thousand, one by one takes three times as long."""
    if not rows:
        return iter(())
    _, units, items, periods, values, states, contents, keys, natures, *cells = zip(*rows, strict=True)
    when, amounts = map(period_of, periods), map(decimal_of, values)
    what, which = map(_STATES.__getitem__, states), map(_CONTENTS.__getitem__, contents)
    texts, sheets, places, explanations = cells or [("",) * len(rows)] * 4
    return _made(
        Observation, units, items, when, amounts, what, texts, sheets, places, which, keys, natures, explanations
    )


def _made(kind: Any, *fields: Iterable[Any]) -> Iterator[Any]:
    """Make records of all their fields, without entering a function for each."""
    return map(tuple.__new__, repeat(kind), zip(*fields, strict=True))
