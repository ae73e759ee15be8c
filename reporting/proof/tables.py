"""Tables: what row and column say of a cell is found by their words, whatever the layout, and its number is judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reporting.model.numbers import plain
from reporting.model.proof import Doubt, Grid, Grounds, Kind, Passage
from reporting.proof.amounts import alone
from reporting.proof.borne import Asked, figure_of
from reporting.proof.cells import cell
from reporting.proof.folding import bare, folded
from reporting.proof.headings import Line, column_of, height_of, line_of, name_in, stub_of
from reporting.proof.lexicon import Lexicon
from reporting.proof.roles import Role

_NUMBER = re.compile(r"^[−\d.]+")


@dataclass(frozen=True)
class _Table:
    """A table as it is read: the rows of its head, what each column says, and what its title does."""

    grid: Grid
    height: int
    columns: Sequence[Line]
    title: Line
    grounds: Grounds
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class _Fault:
    """A cell that is not borne out, with what is known of it."""

    row: int
    column: int
    found: str
    expected: str | None
    kind: Kind


def tables(grid: Grid, caption: str, grounds: Grounds, lexicon: Lexicon) -> Iterator[Doubt]:
    """Doubt the cells of a table; `caption` is the title above it."""
    if not grid.rows:
        return
    height = height_of(grid)
    width = max(len(row) for row in grid.rows)
    columns = [column_of(grid, column, height, grounds, lexicon) for column in range(width)]
    table = _Table(grid, height, columns, line_of(caption, grounds, lexicon), grounds, lexicon)
    for fault in _gathered(table, list(_faults(table))):
        yield _doubt(table, fault)


def _faults(table: _Table) -> Iterator[_Fault]:
    for number, row in enumerate(table.grid.rows[table.height :], table.height):
        yield from _row(table, number, row)


def _row(table: _Table, number: int, row: Sequence[Passage]) -> Iterator[_Fault]:
    """Judge a row: one of a list as it is printed now, any other cell by cell."""
    rows = table.grounds.rows
    printed = next((rows[key] for one in row if (key := bare(one.text)) in rows), None)
    if printed is not None:
        yield from _printed(table, number, row, printed)
        return
    stub = stub_of(row, table.columns, table.lexicon)
    city = table.grounds.compilation.catalogue.city.code
    for column, (one, line) in enumerate(zip(row, table.columns, strict=False)):
        codes = stub.codes or line.codes or table.title.codes
        if column in stub.taken or not one.text.strip() or not codes:
            continue
        asked = Line(one.text, codes, stub.unit or line.unit or table.title.unit or city)
        fault = cell(table.grounds, asked, line, table.title, stub)
        if fault is not None:
            yield _Fault(number, column, *fault)


def _printed(table: _Table, number: int, row: Sequence[Passage], printed: Mapping[str, str]) -> Iterator[_Fault]:
    """Hold the row of a list against the same row as it is printed now."""
    for column, (one, line) in enumerate(zip(row, table.columns, strict=False)):
        right = printed.get(bare(line.text))
        if right is None or not one.text.strip() or bare(one.text) == bare(right):
            continue
        shown, held = alone(folded(one.text)), alone(folded(right))
        if held is not None and (shown is None or plain(shown.whole) != plain(held.whole)):
            yield _Fault(number, column, one.text, right, Kind.NUMBER)


def _gathered(table: _Table, faults: Sequence[_Fault]) -> Iterator[_Fault]:
    """Tell once what makes many cells wrong: another unit before a row, another measure or time above a column."""
    swapped = [_swapped(table, row) for row, many in Counter(one.row for one in faults).items() if many > 1]
    units = [one for one in swapped if one is not None]
    yield from units
    left = [one for one in faults if one.row not in {unit.row for unit in units}]
    for column, line in enumerate(table.columns):
        wrong = [one for one in left if one.column == column]
        above = _above(table, column, line, wrong)
        yield from above
        if not above or line.time:
            yield from wrong


def _above(table: _Table, column: int, line: Line, wrong: Sequence[_Fault]) -> list[_Fault]:
    """Find what is wrong in a column's heading: its measure, or its time."""
    now, top = table.grounds.compilation.period, table.height - 1
    measures = [one.expected or "" for one in wrong if one.kind is Kind.MEASURE]
    if len(measures) > 1 and line.measure:
        own = _NUMBER.sub("", measures[0])
        return [_Fault(top, column, line.measure, own if own != line.measure else measures[0], Kind.MEASURE)]
    if line.time and Role.VALUE in line.roles:
        return [_Fault(top, column, line.time, now.months, Kind.PERIOD)]
    if len(wrong) > 1 and line.period and line.period != now and _is_right_now(table, column):
        return [_Fault(top, column, line.text, now.label, Kind.PERIOD)]
    return []


def _is_right_now(table: _Table, column: int) -> bool:
    """Whether a column is right for the period reported on."""
    lines = list(table.columns)
    lines[column] = replace(lines[column], period=table.grounds.compilation.period)
    other = replace(table, columns=lines, title=replace(table.title, period=None))
    return not any(fault.column == column for fault in _faults(other))


def _swapped(table: _Table, number: int) -> _Fault | None:
    """Find the unit whose figures a row holds, where it is not the one that is named."""
    row, units = table.grid.rows[number], table.lexicon.units
    stub = stub_of(row, table.columns, table.lexicon)
    if not stub.unit:
        return None
    column = next(place for place, one in enumerate(row) if units.get(name_in(one.text)) == stub.unit)
    for unit in dict.fromkeys(units.values()):
        name = table.grounds.compilation.catalogue.unit_name(unit)
        other = [replace(one, text=name) if place == column else one for place, one in enumerate(row)]
        if unit != stub.unit and next(_row(table, number, other), None) is None and _has_figures(table, unit):
            return _Fault(number, column, row[column].text, name, Kind.UNIT)
    return None


def _has_figures(table: _Table, unit: str) -> bool:
    period = table.grounds.compilation.period
    codes = [code for line in table.columns for code in line.codes]
    figures = [figure_of(table.grounds, Asked(code, unit, period)) for code in codes]
    return sum(one is not None and one.value is not None for one in figures) > 1


def _doubt(table: _Table, fault: _Fault) -> Doubt:
    """Tell where a cell stands by the longest words before it in its row and by its column's heading."""
    row = table.grid.rows[fault.row]
    one = row[fault.column]
    words = (before.text.strip() for before in row[: fault.column] if not alone(folded(before.text)))
    parts = (max(words, key=len, default=""), table.columns[fault.column].text, one.text)
    said = "｜".join(dict.fromkeys(part for part in (re.sub(r"\s+", "", part) for part in parts) if part))
    return Doubt(one.page, said, fault.found.strip(), fault.expected, fault.kind, one.number)
