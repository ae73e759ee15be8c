"""In which measure a figure stands: what its row, its column and the sheet say, and where they contradict.

What stands nearest counts. Where two places at the same distance say different things, or a near and a far one say
different things and neither is the form's own measure, nobody can tell: that is an error, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from reporting.intake import ditto, marks, measures
from reporting.intake.lookup import LONGEST_LABEL
from reporting.intake.remarks import Remark
from reporting.intake.table import Table
from reporting.model.catalogue import FormColumn, Item
from reporting.model.words import Content, FormKind, ItemKind, Severity

# Groups of columns may stand in rows above those that name the columns.
_GROUPS = 2
# A measure that stands somewhere, and its address.
Said = tuple[str, str]
# Named once: a vocabulary looks a word up anew each time.
_STAGE, _ROWS = ItemKind.STAGE, FormKind.ROWS


def power(table: Table, row: int, asked: tuple[FormColumn, int], item: Item) -> int | None:
    """Find the power of ten from the sheet's measure to the item's; None, with a remark, where there is none."""
    if item.kind is _STAGE:
        return 0
    column, place = asked
    expected = column.measure or item.measure
    if table.form.kind is not _ROWS:
        return of_column(table, asked, item, expected, item.measure)
    far = table.general or place in table.heading.measures
    if not far and expected == item.measure and _as_printed(table, row, expected):
        return 0
    own = _of_row(table, row, item, expected)
    if len(own) == 1 and not far:
        return _compared(table, own[0], expected, item.measure)
    return _settled(table, own, _of_kind(_general(table, place), item.measure), expected, item.measure)


def of_column(table: Table, asked: tuple[FormColumn, int], item: Item | None, expected: str, wanted: str) -> int | None:
    """Find the power of ten from the measure of a column's heading, else the sheet's, to the one wanted."""
    column, place = asked
    memory = table.view.known
    key = ("measures of a column", table.heading.top, table.heading.bottom, place)
    if key not in memory:
        memory[key] = _of_heading(table, place, (column.label, *column.aliases, *_names(item)))
    near, group = cast("tuple[list[Said], list[Said]]", memory[key])
    if not near and not group and not table.general:
        return 0 if expected == wanted else measures.power_between(expected, wanted)
    near = [*near[:1], *_of_kind(iter(near[1:]), wanted)]
    return _settled(table, near, _of_kind(iter((*group, *table.general)), wanted), expected, wanted)


def _names(item: Item | None) -> tuple[str, ...]:
    return (item.name, *item.aliases) if item else ()


def _is_of_name(words: str, names: Iterable[str]) -> bool:
    """Whether brackets belong to a name of the catalogue, as in 首台(套)装备数, and say nothing of this sheet."""
    return any(measures.in_label(name) == words for name in names)


def _as_printed(table: Table, row: int, expected: str) -> bool:
    """Whether a row says the form's own measure and nothing else, as most do; asked for each figure of the row."""
    if table.printed.get(row) == expected:
        return True
    place, stub = table.column(Content.MEASURE), table.stub
    if place is None or table.view.text(row, place) != expected:
        return False
    if stub is not None and measures.in_label(table.view.text(row, stub)[:LONGEST_LABEL]):
        return False
    table.printed[row] = expected
    return True


def _of_row(table: Table, row: int, item: Item, expected: str) -> list[Said]:
    """Find what a row names: in its own column, and in brackets that are no part of its name (首台(套) has them)."""
    place, stub = table.column(Content.MEASURE), table.stub
    said: list[Said] = []
    text = ditto.words(table.view, row, place, table.heading.bottom)[:LONGEST_LABEL] if place else ""
    if place and text and (text == expected or marks.state_of(text) is None):
        said.append((text if text == expected else measures.alone(text) or text, table.address(row, place)))
    words = measures.in_label(table.view.text(row, stub)[:LONGEST_LABEL]) if stub else ""
    if stub and words and not (said and _same(words, expected)) and not _is_of_name(words, _names(item)):
        said.append((words, table.address(row, stub)))
    return said


def _of_heading(table: Table, place: int, names: Iterable[str]) -> tuple[list[Said], list[Said]]:
    """Find what a column's own heading names, from the bottom, and what the group of columns it stands in does."""
    heading = table.heading
    own: list[Said] = []
    group: list[Said] = []
    for row in range(heading.bottom, max(heading.top - _GROUPS, 1) - 1, -1):
        area = table.view.merge(row, place)
        wide = area is not None and area.left < area.right
        text = table.view.text(row, place)[: LONGEST_LABEL + 1]
        words = measures.alone(text) or measures.in_label(text)
        if words and (wide or row >= heading.top) and not _is_of_name(words, names):
            (group if wide else own).append((words, table.address(row, place)))
    return own, group


def _general(table: Table, place: int) -> Iterator[Said]:
    """Yield what is said for more than one item: above a column of a 定行表, then for the whole sheet."""
    if place in table.heading.measures:
        yield table.heading.measures[place], table.address(table.heading.bottom, place)
    yield from table.general


def _of_kind(said: Iterator[Said], wanted: str) -> list[Said]:
    """Keep what speaks of the item's kind: 万元 says nothing of counts."""
    return [one for one in said if measures.power_between(one[0], wanted) is not None]


def _settled(table: Table, near: list[Said], far: list[Said], expected: str, wanted: str) -> int | None:
    """Take what is nearest and say what contradicts it."""
    said = near or far
    if not said:
        return 0 if expected == wanted else measures.power_between(expected, wanted)
    chosen = said[0]
    rivals = [one for one in said[1:] if not _same(one[0], chosen[0])]
    others = [one for one in far if near and not _same(one[0], chosen[0])]
    if not rivals and not _same(chosen[0], expected):
        rivals = [one for one in others if not _same(one[0], expected)]
    if rivals:
        _contradicted(table, chosen, rivals[0])
        return None
    if _same(chosen[0], expected):
        for other in others:
            _told(table, other, chosen[0])
    return _compared(table, chosen, expected, wanted)


def _compared(table: Table, said: Said, expected: str, wanted: str) -> int | None:
    """Compare a measure that stands at a place with the expected one, and lead to the one wanted."""
    shown, where = said
    if shown == wanted == expected:
        return 0
    between = measures.power_between(shown, wanted)
    if between is None:
        message = f"计量单位“{shown}”与要求的“{expected}”不符，无法换算，请按“{expected}”填报。"
        table.remarks.add(Remark("measure-changed", message, expected), where, found=shown)
    elif measures.power_between(shown, expected):
        message = f"计量单位由“{expected}”改为“{shown}”，数字已换算为{wanted}，请核对。"
        table.remarks.add(Remark("measure-changed", message, expected, Severity.NOTE), where, found=shown)
    return between


def _contradicted(table: Table, first: Said, second: Said) -> None:
    message = (
        f"{first[1]}的计量单位是“{first[0]}”，而{second[1]}是“{second[0]}”，无法确定数字按哪个填的，请改成一致后重报。"
    )
    table.remarks.add(Remark("id-two-readings", message, "同一个计量单位"), second[1], found=second[0])


def _told(table: Table, other: Said, own: str) -> None:
    message = f"此处写的计量单位是“{other[0]}”，而表内是“{own}”，数字已按“{own}”读取，请核对并把两处改成一致。"
    table.remarks.add(Remark("measure-changed", message, own, Severity.NOTE), other[1], found=other[0])


def _same(one: str, other: str) -> bool:
    return one == other or measures.power_between(one, other) == 0
