"""Columns inserted, taken out, doubled, moved; headings retyped, split, merged, renamed; measures changed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from reporting.model.words import Content, Severity
from tests.adversary import picks
from tests.adversary.case import Answered, Case, Figure
from tests.adversary.pages import Cell
from tests.adversary.picks import LIST, ROWS, UNITS

Mutation = Callable[[Case, Random], bool]


def _heading(case: Case, chance: Random, *labels: str) -> tuple[Answered, str, Cell] | None:
    """Pick a heading that nothing has altered, and note that it is altered now."""
    found = [
        (answered, label, cell)
        for answered in case.forms.values()
        if not (answered.lost or answered.closed)
        for label, cell in answered.heading.items()
        if case.free(cell) and (not labels or label in labels)
    ]
    if not found:
        return None
    picked = chance.choice(found)
    case.touch(picked[2])
    return picked


def blank_column(case: Case, chance: Random) -> bool:
    """An empty column, at the left edge or between two."""
    form = picks.form(case, chance)
    if form is None:
        return False
    form.page.insert_column(chance.choice((1, 2, 3)))
    return True


def numbers_column(case: Case, chance: Random) -> bool:
    """A column 序号 before the names."""
    form = picks.form(case, chance, ROWS, UNITS)
    if form is None:
        return False
    form.page.insert_column(1)
    form.page.put(form.top, 1, "序号")
    for number, row in enumerate(form.lines, start=1):
        form.page.put(row, 1, Decimal(number))
    return True


def growth_column(case: Case, chance: Random) -> bool:
    """A column of the clerk's own, full of numbers: 增速（%）."""
    form = picks.form(case, chance, ROWS, UNITS)
    if form is None:
        return False
    columns = sorted(form.page.where(cell)[1] for cell in form.heading.values())
    column = chance.choice(columns[1:])
    form.page.insert_column(column)
    form.page.put(form.top, column, chance.choice(("增速", "增速（%）", "排名", "比上年增减")))
    for row in form.lines:
        form.page.put(row, column, Decimal(chance.randrange(-200, 300)).scaleb(-1))
    return True


def columns_moved(case: Case, chance: Random) -> bool:
    """The columns in another order, the names first."""
    form = picks.form(case, chance)
    if form is None or (form.page.merges and any(box[0] >= form.top for box in form.page.merges)):
        return False
    _, *rest = sorted(form.page.where(cell)[1] for cell in form.heading.values())
    moved = dict(zip(rest, chance.sample(rest, len(rest)), strict=True))
    last = max(form.lines)
    form.page.cells = {
        (row, moved.get(column, column) if form.top <= row <= last else column): cell
        for (row, column), cell in form.page.cells.items()
    }
    form.page.hidden_columns = {moved.get(column, column) for column in form.page.hidden_columns}
    return True


def explanation_gone(case: Case, chance: Random) -> bool:
    """The column 说明 taken out: nobody misses it where nothing is in doubt."""
    found = _heading(case, chance, "说明")
    if found is None or any(one.form == found[0].form for one in case.told):
        return False
    form, label, _ = found
    if form.kind == LIST:
        return False
    _column_out(case, form, label)
    for one in form.figures:
        one.explanation = None
    return True


def _column_out(case: Case, form: Answered, label: str) -> None:
    """Take a column out, and with it whoever signed in it."""
    column = form.page.where(form.heading.pop(label))[1]
    signed = any(at == column and row > max(form.lines) and cell.value for (row, at), cell in form.page.cells.items())
    form.page.delete_column(column)
    if signed and not any(one.code == "sign-missing" and one.form == form.form for one in case.told):
        case.tell("sign-missing", form)


def figures_gone(case: Case, chance: Random) -> bool:
    """The column of the figures taken out: no blank form, for somebody has altered it."""
    found = _heading(case, chance, "本期", "本年")
    if found is None:
        return False
    form, label, cell = found
    column = form.page.where(cell)[1]
    figures = [one for one in form.figures if form.page.where(one.cell)[1] == column]
    if form.kind != ROWS or not all(case.free(one.cell) for one in figures):
        return False
    if any(box[1] <= column <= box[3] for box in form.page.merges if box[0] >= form.top):
        return False
    _column_out(case, form, label)
    form.figures = [one for one in form.figures if one not in figures]
    case.tell("col-missing", form)
    return True


def measure_column_gone(case: Case, chance: Random) -> bool:
    """The column 计量单位 taken out: the figures are in the form's own measures."""
    found = _heading(case, chance, "计量单位")
    if found is None:
        return False
    form, label, _ = found
    if not all(case.free(measure) for measure in form.measures.values()):
        return False  # what was said there alone is lost
    _column_out(case, form, label)
    form.measures.clear()
    return True


def _dressed(dress: Callable[[str], str]) -> Mutation:
    """Make a mutation that types a heading in another dress: read all the same."""

    def mutation(case: Case, chance: Random) -> bool:
        found = _heading(case, chance)
        if found is None or dress(str(found[2].value)) == found[2].value:
            return False
        found[2].value = dress(str(found[2].value))
        return True

    return mutation


def alias(case: Case, chance: Random) -> bool:
    """A heading by a name it also goes by: read, and noted."""
    found = _heading(case, chance, "本期")
    if found is None:
        return False
    found[2].value = chance.choice(("本年累计", "本期数"))
    case.tell("name-changed", found[0], found[2])
    return True


def unknown_heading(case: Case, chance: Random) -> bool:
    """A heading of a column that must be filled, renamed to something nobody knows."""
    found = [
        (form, label, cell)
        for form in case.forms.values()
        if form.kind == UNITS and not (form.lost or form.closed)
        for label, cell in form.heading.items()
        if case.free(cell) and any(form.page.where(one.cell)[1] == form.page.where(cell)[1] for one in form.figures)
    ]
    found = [one for one in found if len({o.item for o in one[0].figures}) > 1]
    if not found:
        return False
    form, _, cell = chance.choice(found)
    column = form.page.where(cell)[1]
    figures = [one for one in form.figures if form.page.where(one.cell)[1] == column]
    if not all(case.free(one.cell) for one in figures):
        return False
    case.touch(cell)
    cell.value = "甲项目"
    form.figures = [one for one in form.figures if one not in figures]
    case.tell("col-missing", form)
    return True


def group_over(case: Case, chance: Random) -> bool:
    """The headings of the figures under a merged group heading, in two rows."""
    form = picks.form(case, chance, UNITS)
    if form is None:
        return False
    columns = sorted({form.page.where(one.cell)[1] for one in form.figures})
    if len(columns) < 2 or columns != list(range(columns[0], columns[-1] + 1)):
        return False
    row = form.top
    form.page.insert_row(row)
    form.page.put(row, columns[0], chance.choice(("主要指标", "本年累计", "指标")))
    if chance.random() < 0.5:
        form.page.merges.append((row, columns[0], row, columns[-1]))
    return True


def heading_over_two(case: Case, chance: Random) -> bool:
    """A heading that is merged over two rows with the one below it."""
    form = picks.form(case, chance)
    if form is None:
        return False
    row = form.top
    form.page.insert_row(row + 1)
    for cell in form.heading.values():
        column = form.page.where(cell)[1]
        form.page.merges.append((row, column, row + 1, column))
    return True


def unmerged(case: Case, chance: Random) -> bool:
    """All merges taken apart."""
    form = picks.form(case, chance)
    if form is None:
        return False
    form.page.unmerge()
    return True


def _column_of(form: Answered, one: Figure) -> list[Figure]:
    column = form.page.where(one.cell)[1]
    return [other for other in form.figures if form.page.where(other.cell)[1] == column]


def measure_in_heading(case: Case, chance: Random) -> bool:
    """A column headed in 万元 where 亿元 is asked: converted, and told at the heading."""
    found = picks.figure(case, chance, lambda one: one.measure in picks.MONEY, UNITS)
    if found is None:
        return False
    form, one = found
    figures = [other for other in _column_of(form, one) if other.known]
    label, cell = next(
        pair for pair in form.heading.items() if form.page.where(pair[1])[1] == form.page.where(one.cell)[1]
    )
    others = [other for other in figures if other is not one]
    if not all(case.free(other.cell) for other in others) or not case.free(cell):
        return False
    smaller, power = picks.MONEY[one.measure]
    for other in figures:
        case.touch(other.cell)
        assert other.value is not None
        other.cell.value = other.value.scaleb(power)
    case.touch(cell)
    cell.value = f"{label}（{smaller}）"
    case.tell("measure-changed", form, cell, severity=Severity.NOTE)
    return True


def measure_of_row(case: Case, chance: Random) -> bool:
    """万元 written in the row's 计量单位 where 亿元 is asked: converted, and told there."""
    found = picks.figure(case, chance, lambda one: one.measure in picks.MONEY, ROWS)
    if found is None:
        return False
    form, one = found
    measure = form.measures.get(one.item)
    row = [other for other in form.figures if other.item == one.item and other is not one]
    if measure is None or not case.free(measure) or not all(case.free(other.cell) for other in row):
        return False
    smaller, power = picks.MONEY[one.measure]
    for other in (one, *row):
        case.touch(other.cell)
        if other.value is not None:
            other.cell.value = other.value.scaleb(power)
    case.touch(measure)
    measure.value = smaller
    case.tell("measure-changed", form, measure, severity=Severity.NOTE)
    return True


def measure_alien(case: Case, chance: Random) -> bool:
    """家 written where 亿元 is asked: nobody can tell."""
    found = picks.figure(case, chance, lambda one: one.measure in picks.MONEY, ROWS)
    if found is None:
        return False
    form, one = found
    measure = form.measures.get(one.item)
    row = [other for other in form.figures if other.item == one.item]
    if measure is None or not case.free(measure) or not all(case.free(other.cell) for other in row if other is not one):
        return False
    for other in row:
        case.touch(other.cell)
        picks.blank(other)
    case.touch(measure)
    measure.value = "家"
    case.tell("measure-changed", form, measure)
    return True


def same_measure(case: Case, chance: Random) -> bool:
    """Another word for the same measure: 个 for 家, ㎡ for 平方米."""
    found = picks.figure(case, chance, lambda one: one.measure == "家", ROWS)
    if found is None:
        return False
    form, one = found
    measure = form.measures.get(one.item)
    if measure is None or not case.free(measure):
        return False
    case.touch(measure)
    measure.value = chance.choice(("个", "户", "家 "))
    return True


def doubled_heading(case: Case, chance: Random) -> bool:
    """Two filled columns that are both headed 本期: nobody can tell which counts."""
    found = _heading(case, chance, "本期")
    if found is None:
        return False
    form, label, cell = found
    column = form.page.where(cell)[1]
    figures = [one for one in form.figures if form.page.where(one.cell)[1] == column]
    if not all(case.free(one.cell) for one in figures):
        return False
    at = form.page.last_column + 2
    twin = form.page.put(form.top, at, label)
    for one in figures:
        case.touch(one.cell)
        if one.known:
            form.page.put(form.page.where(one.cell)[0], at, (one.value or Decimal(0)) + 1)
    form.figures = [one for one in form.figures if one.content is Content.BASE]
    case.tell("id-two-readings", form, twin)
    return True


COLUMN_KINDS = {
    "blank-column": blank_column,
    "numbers-column": numbers_column,
    "growth-column": growth_column,
    "columns-moved": columns_moved,
    "explanation-gone": explanation_gone,
    "figures-gone": figures_gone,
    "measure-column-gone": measure_column_gone,
    "heading-spaced": _dressed(lambda text: "　".join(text) if len(text) < 5 else f"{text[:2]} {text[2:]}"),
    "heading-broken": _dressed(lambda text: f"{text[:2]}\r\n{text[2:]}"),
    "heading-starred": _dressed(lambda text: f" {text}\u00a0"),
    "heading-alias": alias,
    "heading-unknown": unknown_heading,
    "heading-group": group_over,
    "heading-two-rows": heading_over_two,
    "heading-doubled": doubled_heading,
    "unmerged": unmerged,
    "measure-in-heading": measure_in_heading,
    "measure-of-row": measure_of_row,
    "measure-alien": measure_alien,
    "measure-same": same_measure,
}
