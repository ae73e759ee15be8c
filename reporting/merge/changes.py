"""Hold two versions of a form against each other: what is missing still, emptied, corrected, filled, or as it was.

Figures are known again by unit, item, content and key, rows of a list by their key: so a row that moved is no change.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from reporting.model.catalogue import Catalogue
from reporting.model.changes import Change, Comparison, Contents, Turn
from reporting.model.grid import place
from reporting.model.numbers import plain
from reporting.model.records import Entry, Finding, Observation
from reporting.model.words import Content, Severity

_WANTED = "value-required"
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Said:
    """What stands at one place of a version: `text` as printed, `same` as it is compared."""

    what: str
    sheet: str
    cell: str
    text: str
    same: Hashable


_Place = tuple[Hashable, ...]
_Side = Mapping[_Place, _Said]
_Cell = tuple[str | None, str | None]
_Told = tuple[Hashable, Finding]


def changes(catalogue: Catalogue, earlier: int, before: Contents, after: Contents) -> Comparison:
    """Compare a version with the one before it, whose number is `earlier`.

    An empty cell is missing only where the form wants it: where a finding of the later version says so.
    """
    wanted = {(one.sheet, one.cell) for one in after.findings if one.code == _WANTED and one.waived is None}
    was, now = _figures(catalogue, before), _figures(catalogue, after)
    cells = list(_cells(was, now, wanted))
    rows, kept = _rows(before.entries, after.entries, wanted)
    told = [one for one in (*cells, *rows) if one is not None]
    left, fresh = _parted(_told(after), _told(before))
    _, settled = _parted(_told(before), _told(after))
    return Comparison(
        earlier=earlier,
        changes=tuple(sorted(told, key=_order)),
        unchanged=kept + sum(one is None for one in cells),
        settled=settled,
        left=left,
        fresh=fresh,
    )


def _order(change: Change) -> tuple[object, ...]:
    try:
        where = place(change.cell)
    except ValueError:
        where = (0, 0)
    return tuple(Turn).index(change.turn), change.sheet, where, change.what


def _cells(was: _Side, now: _Side, wanted: set[_Cell]) -> Iterator[Change | None]:
    """Yield what became of each place that holds or held something, None where it holds what it held."""
    for key in dict.fromkeys((*now, *was)):
        old, new = was.get(key), now.get(key)
        here = new or old
        assert here is not None, "one of the two versions has the place"
        before, after = old.text if old else "", new.text if new else ""
        if before and after:
            same = old is not None and new is not None and old.same == new.same
            yield None if same else Change(Turn.CORRECTED, here.what, here.sheet, here.cell, before, after)
        elif before or after:
            yield Change(Turn.EMPTIED if before else Turn.FILLED, here.what, here.sheet, here.cell, before, after)
        elif new and (new.sheet, new.cell) in wanted:
            yield Change(Turn.MISSING, here.what, here.sheet, here.cell)


def _figures(catalogue: Catalogue, held: Contents) -> _Side:
    """Give the figures of a version and what explains them; a list's own stand in its rows."""
    found: dict[_Place, _Said] = {}
    figures = () if held.entries else held.observations
    several = len({one.unit for one in figures}) > 1
    for one in figures:
        what = (catalogue.unit_name(one.unit) if several else "") + _named(catalogue, one)
        key = (one.unit, one.item, one.period, one.content, one.key)
        found.setdefault(key, _Said(what, one.sheet, one.cell, _printed(one), _compared(one)))
        words = one.explanation.strip()
        if words and one.content is Content.NOW:
            about = (one.unit, one.item, Content.EXPLANATION, one.key)
            found.setdefault(about, _Said(f"{what}的说明", one.sheet, one.cell, words, _words(words)))
    return found


def _named(catalogue: Catalogue, one: Observation) -> str:
    item = catalogue.item_by_code.get(one.item)
    name = item.name if item else one.item
    return f"{name}（上年同期）" if one.content is Content.BASE else name


def _printed(one: Observation) -> str:
    """Print what stands in a cell: the number where there is one, else the words; empty for a blank."""
    if one.value is not None:
        return plain(one.value) + (f"（{one.nature}）" if one.nature else "")
    return one.text.strip()


def _compared(one: Observation) -> Hashable:
    return (one.value.normalize() if one.value is not None else _words(one.text), one.state, one.nature)


def _words(text: str) -> str:
    return _BLANKS.sub("", text)


def _rows(before: Iterable[Entry], after: Iterable[Entry], wanted: set[_Cell]) -> tuple[list[Change], int]:
    """Compare the rows of a list; give the changes, and the number of cells that hold what they held."""
    was, now = _by_key(before), _by_key(after)
    found: list[Change] = []
    unchanged = 0
    for key in dict.fromkeys((*now, *was)):
        old, new = was.get(key), now.get(key)
        if old and new and old.fields == new.fields and not _lacks(new, wanted):
            unchanged += sum(bool(text.strip()) for text in new.fields.values())
        elif old and new:
            cells = list(_cells(_fields(old), _fields(new), wanted))
            found += [one for one in cells if one is not None]
            unchanged += sum(one is None for one in cells)
        elif new:
            found.append(Change(Turn.ADDED, _row_name(new), new.sheet, _first(new), after=_row_text(new)))
        elif old:
            found.append(Change(Turn.GONE, _row_name(old), old.sheet, _first(old), before=_row_text(old)))
    return found, unchanged


def _lacks(entry: Entry, wanted: set[_Cell]) -> bool:
    return bool(wanted) and any((entry.sheet, cell) in wanted for cell in entry.cells.values())


def _by_key(entries: Iterable[Entry]) -> dict[_Place, Entry]:
    """Give rows by unit and key; a key that stands twice by its turn too, a row without one by all it says."""
    turns: Counter[_Place] = Counter()
    found: dict[_Place, Entry] = {}
    for one in entries:
        known: _Place = (one.unit, one.key) if one.key else (one.unit, "", *sorted(one.fields.items()))
        found[*known, turns[known]] = one
        turns[known] += 1
    return found


def _fields(entry: Entry) -> _Side:
    name = _row_name(entry)
    return {
        (label,): _Said(f"{name}的{label}", entry.sheet, entry.cells.get(label, ""), text.strip(), _field(text))
        for label, text in entry.fields.items()
    }


def _field(text: str) -> Hashable:
    """Compare numbers as numbers and words without their blanks."""
    words = _words(text)
    try:
        number = Decimal(words)
    except InvalidOperation:
        return words
    return number.normalize() if number.is_finite() else words


def _row_name(entry: Entry) -> str:
    return entry.key or f"第{entry.row}行"


def _row_text(entry: Entry) -> str:
    """Say what a row is about: the first words in it that are not its key."""
    return next((text for text in entry.fields.values() if text.strip() and text != entry.key), "")


def _first(entry: Entry) -> str:
    return next(iter(entry.cells.values()), "")


def _parted(own: list[_Told], other: list[_Told]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Part findings into those the other version has too, and those it has not."""
    pending = Counter(key for key, _ in other)
    both: list[Finding] = []
    alone: list[Finding] = []
    for key, finding in own:
        (both if pending[key] > 0 else alone).append(finding)
        pending[key] -= 1
    return tuple(both), tuple(alone)


def _told(held: Contents) -> list[_Told]:
    """Give the errors and warnings that count, each under what it is about, wherever that stands on the sheet."""
    weighty = [one for one in held.findings if one.severity is not Severity.NOTE and one.waived is None]
    about = _about(held, {(one.sheet, one.cell) for one in weighty if one.cell})
    return [
        ((one.code, about.get((one.sheet, one.cell), (one.unit, one.expected or one.message))), one) for one in weighty
    ]


def _about(held: Contents, cells: set[_Cell]) -> dict[_Cell, Hashable]:
    """Say of cells which figure, or which field of which row, stands in them."""
    found: dict[_Cell, Hashable] = {}
    for row in held.entries if cells else ():
        for label, cell in row.cells.items():
            if (row.sheet, cell) in cells:
                found[row.sheet, cell] = (row.unit, row.key, label)
    for one in held.observations:
        if (one.sheet, one.cell) in cells:
            found.setdefault((one.sheet, one.cell), (one.unit, one.item, one.period, one.content, one.key))
    return found
