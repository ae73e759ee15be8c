"""Sheets renamed, moved, hidden, doubled, put together and torn apart; cells hidden and merged."""

from __future__ import annotations

import copy
from collections.abc import Callable
from decimal import Decimal
from random import Random

from reporting.products.formcover import COVER
from tests.adversary import picks
from tests.adversary.case import Answered, Case, Figure
from tests.adversary.pages import Cell, Page
from tests.adversary.picks import LIST, ROWS, UNITS
from tests.adversary.world import world

Mutation = Callable[[Case, Random], bool]
KEY = "统一社会信用代码"
# The period whose quarter before is known.
LATER = "2023Q3"


def renamed(case: Case, chance: Random) -> bool:
    """A sheet by another name: the stamp and the title say what it is."""
    form = picks.form(case, chance)
    if form is None:
        return False
    case.needs.add("sheets")
    form.page.name = chance.choice(("Sheet1", "表1", "填报表 (2)", "数据"))
    return len({page.name for page in case.pages}) == len(case.pages)


def moved(case: Case, chance: Random) -> bool:
    """The sheets in another order."""
    if "order" in case.needs:
        return False
    chance.shuffle(case.pages)
    return True


def foreign(case: Case, chance: Random) -> bool:
    """A sheet of the clerk's own beside them, with words and numbers."""
    page = Page("本地明细")
    page.put(1, 1, "企业研发投入测算底稿")
    for row in range(3, 9):
        page.put(row, 1, f"第{row}项")
        page.put(row, 2, Decimal(chance.randrange(1, 9999)))
    case.pages.insert(chance.randrange(len(case.pages) + 1), page)
    return True


def cover_gone(case: Case, chance: Random) -> bool:  # noqa: ARG001 - every mutation is called alike
    """The cover taken out."""
    left = [page for page in case.pages if page.name != COVER]
    if len(left) == len(case.pages):
        return False
    case.pages = left
    return True


def pasted(case: Case, chance: Random) -> bool:
    """One form alone, in a workbook of the clerk's own."""
    form = picks.form(case, chance)
    if form is None or len(case.forms) < 2 or case.told:
        return False
    case.forms = {form.form: form}
    case.pages = [Page("封面", {(1, 1): Cell("科技工作季度材料")}), form.page, Page("Sheet3", {(1, 1): Cell("备用")})]
    return True


def stampless(case: Case, chance: Random) -> bool:
    """The hidden stamp wiped out: the words on the sheet say the same."""
    form = picks.form(case, chance)
    if form is None or not case.free(form.marks["stamp"]):
        return False
    case.touch(form.marks["stamp"])
    form.marks["stamp"].value = None
    return True


def hidden_sheet(case: Case, chance: Random) -> bool:
    """A form on a hidden sheet: read, and asked about."""
    form = picks.form(case, chance)
    if form is None or len(case.pages) < 2 or form.page.hidden:
        return False
    form.page.hidden = True
    case.tell("data-hidden", form)
    _unexplained(case, form, None)
    case.needs.add("hidden")
    return True


def _unexplained(case: Case, form: Answered, cell: Cell | None) -> None:
    if form.explains:  # also where the column is taken out: it is to be put back, and filled in
        case.tell("explain-empty", form, cell, whole=True)


def hidden_row(case: Case, chance: Random) -> bool:
    """A hidden row that holds figures."""
    form = picks.form(case, chance, ROWS, UNITS)
    if form is None or form.page.hidden_rows:
        return False
    row = chance.choice(form.lines)
    figures = [one for one in picks.figures_in(form, row) if one.known and case.free(one.cell)]
    if not figures or len(figures) != len(picks.figures_in(form, row)):
        return False
    for one in figures:
        case.touch(one.cell)
    form.page.hidden_rows.add(row)
    first = _first(form, figures)
    case.tell("data-hidden", form, first)
    _unexplained(case, form, first)
    case.needs.add("hidden")
    return True


def _first(form: Answered, figures: list[Figure]) -> Cell:
    """Give the figure that is read first of a row: the columns go in the form's own order."""
    return next(one.cell for one in form.figures if one in figures)


def hidden_column(case: Case, chance: Random) -> bool:
    """A hidden column that holds figures: told at its heading."""
    form = picks.form(case, chance, ROWS, UNITS)
    if form is None:
        return False
    columns = {form.page.where(one.cell)[1] for one in form.figures if one.known}
    if not columns:
        return False
    column = chance.choice(sorted(columns))
    heading = next(cell for cell in form.heading.values() if form.page.where(cell)[1] == column)
    if not case.free(heading) or column in form.page.hidden_columns:
        return False
    case.touch(heading)
    form.page.hidden_columns.add(column)
    case.tell("data-hidden", form, heading)
    _unexplained(case, form, heading)
    case.needs.add("hidden")
    return True


def merged_figures(case: Case, chance: Random) -> bool:
    """Two figures merged into one cell: the lower one is asked for."""
    found = picks.figure(case, chance, None, ROWS)
    if found is None:
        return False
    form, one = found
    row, column = form.page.where(one.cell)
    below = [other for other in form.figures if form.page.where(other.cell) == (row + 1, column)]
    if not below or not below[0].known or not case.free(below[0].cell):
        return False
    case.touch(below[0].cell)
    form.page.merges.append((row, column, row + 1, column))
    below[0].cell.value = None
    picks.blank(below[0])
    case.tell("merge-in-data", form, below[0].cell)
    case.tell("value-required", form, below[0].cell)
    case.needs.add("merges")
    return True


def wide_title(case: Case, chance: Random) -> bool:
    """The title merged over the whole sheet, A1:XFD1."""
    form = picks.form(case, chance)
    if form is None or form.page.where(form.marks["title"]) != (1, 1):
        return False
    form.page.merges = [box for box in form.page.merges if box[0] != 1]
    for at in [at for at in form.page.cells if at[0] == 1 and at[1] > 1]:
        stamp = form.page.cells.pop(at)
        form.page.cells[form.page.last_row + 3, at[1]] = stamp
    form.page.merges.append((1, 1, 1, 16384))
    return True


def far_away(case: Case, chance: Random) -> bool:
    """A blank with a format, a thousand rows below: the sheet is no longer for that."""
    form = picks.form(case, chance)
    if form is None:
        return False
    form.page.cells[form.page.last_row + 1000, 2] = Cell(None, "0.00")
    return True


def blank_twin(case: Case, chance: Random) -> bool:
    """The blank form beside the filled one: the filled one is taken."""
    form = picks.form(case, chance, ROWS, UNITS)
    if form is None or case.told:
        return False
    twin = copy.deepcopy(form.page)
    twin.name = f"{form.page.name[:20]} (2)"
    for one in form.figures:
        twin.cells.pop(form.page.where(one.cell), None)
    form.closed = True
    case.pages.insert(chance.randrange(len(case.pages) + 1), twin)
    return True


def same_twin(case: Case, chance: Random) -> bool:
    """The same sheet twice: the first one is read."""
    case.needs.add("order")
    form = picks.form(case, chance, ROWS, UNITS)
    if form is None or case.told:
        return False
    twin = copy.deepcopy(form.page)
    twin.name = f"{form.page.name[:20]} (2)"
    case.pages.append(twin)
    form.closed = True
    return True


def unlike_twin(case: Case, chance: Random) -> bool:
    """Two sheets of one form with different figures: nobody can tell which counts."""
    form = picks.form(case, chance, ROWS, UNITS)
    known = [one for one in form.figures if one.known and isinstance(one.cell.value, Decimal)] if form else []
    if form is None or case.told or not known:
        return False
    twin = copy.deepcopy(form.page)
    twin.name = f"{form.page.name[:20]} (2)"
    one = chance.choice(known)
    twin.put(*form.page.where(one.cell), (one.value or Decimal(0)) + 1)
    case.pages.append(twin)
    form.closed = True
    case.tell("id-two-readings", form)
    return True


def last_quarters(case: Case, chance: Random) -> bool:
    """Last quarter's sheet left in: it is what is in force of that quarter, and disturbs nothing."""
    form = picks.form(case, chance, ROWS, UNITS)
    if form is None or case.period != LATER:
        return False
    earlier = world().before[case.sender].forms[form.form].page
    left = copy.deepcopy(earlier)
    left.name = chance.choice(("上季度", "Sheet9", "二季度"))
    case.pages.insert(chance.randrange(len(case.pages) + 1), left)
    return True


def one_below_the_other(case: Case, chance: Random) -> bool:
    """Two forms on one sheet, one under the other."""
    forms = [form for form in case.forms.values() if not (form.lost or form.closed)]
    if len(forms) < 2:
        return False
    upper, lower = chance.sample(forms, 2)
    if upper.page is lower.page:
        return False
    if lower.page.hidden or upper.page.hidden or lower.page.hidden_columns - upper.page.hidden_columns:
        return False
    down = upper.page.last_row + 2
    for (row, column), cell in lower.page.cells.items():
        upper.page.cells[row + down, column] = cell
    upper.page.merges += [(a + down, b, c + down, d) for a, b, c, d in lower.page.merges]
    upper.page.hidden_rows |= {row + down for row in lower.page.hidden_rows}
    case.pages = [page for page in case.pages if page is not lower.page]
    for one in case.told:
        one.page = upper.page if one.page is lower.page else one.page
    lower.page = upper.page
    upper.closed = lower.closed = True
    return True


def side_by_side(case: Case, chance: Random) -> bool:
    """Two forms on one sheet, one beside the other."""
    forms = [form for form in case.forms.values() if not (form.lost or form.closed) and form.kind != LIST]
    if len(forms) < 2:
        return False
    left, right = chance.sample(forms, 2)
    if any(page.hidden or page.hidden_rows for page in (left.page, right.page)) or case.told:
        return False
    across = left.page.last_column + 1
    for (row, column), cell in right.page.cells.items():
        left.page.cells[row, column + across] = cell
    left.page.merges += [(a, b + across, c, d + across) for a, b, c, d in right.page.merges]
    left.page.hidden_columns |= {column + across for column in right.page.hidden_columns}
    case.pages = [page for page in case.pages if page is not right.page]
    right.page = left.page
    left.closed = right.closed = True
    return True


def on_its_side(case: Case, chance: Random) -> bool:
    """A table with its names across and its columns down."""
    form = picks.form(case, chance, UNITS)
    if form is None or case.told or case.done or form.page.hidden_columns - {form.page.last_column}:
        return False
    top, lines = form.top, form.lines
    columns = sorted(form.page.where(cell)[1] for cell in form.heading.values())
    left, right = columns[0], columns[-1]
    inside = {at: cell for at, cell in form.page.cells.items() if top <= at[0] <= lines[-1] and left <= at[1] <= right}
    below = {at: cell for at, cell in form.page.cells.items() if at[0] > lines[-1] and at[1] <= right}
    stamp = form.marks["stamp"]
    for at in [at for at, cell in form.page.cells.items() if at[0] >= top and cell is not stamp]:
        del form.page.cells[at]
    for (row, column), cell in inside.items():
        form.page.cells[top + column - left, left + row - top] = cell
    for (row, column), cell in below.items():
        form.page.cells[row + right, column] = cell
    form.page.merges, form.page.hidden_columns = [], set()
    form.closed = True
    return True


def list_over_two_sheets(case: Case, chance: Random) -> bool:
    """A list over two sheets, the second headed like the first."""
    lists = [form for form in case.forms.values() if form.form in ("KJ9", "KJ10") and not (form.lost or form.closed)]
    if not lists or case.told or case.done:
        return False
    form = chance.choice(lists)
    _part(case, form)
    for row in form.rows:
        row.page = form.page if any(cell is row.cells[KEY] for cell in form.page.cells.values()) else case.pages[-1]
    return True


def over_two_sheets(case: Case, chance: Random) -> bool:
    """One form over two sheets, the second headed like the first."""
    form = picks.form(case, chance, ROWS)
    if form is None or len(form.lines) < 4 or any(one.form == form.form for one in case.told):
        return False
    if not all(case.free(cell) for cell in form.stubs.values()) or form.page.hidden or form.page.hidden_rows:
        return False
    if any(box[0] >= form.top for box in form.page.merges if box[0] <= max(form.lines)):
        return False
    second = _part(case, form)
    for one in form.figures:
        one.page = form.page if any(cell is one.cell for cell in form.page.cells.values()) else second
    return True


def _part(case: Case, form: Answered) -> Page:
    """Move the lower half of a form's rows to a sheet of their own, which has title, heading and foot again."""
    rows = set(form.lines)
    cut = form.lines[len(form.lines) // 2]
    kept = {at: cell for at, cell in form.page.cells.items() if at[0] not in rows}
    second = Page(f"{form.page.name[:20]}(2)", copy.deepcopy(kept), list(form.page.merges))
    second.hidden_columns = set(form.page.hidden_columns)
    for at in [at for at in form.page.cells if at[0] in rows and at[0] >= cut]:
        second.cells[at] = form.page.cells.pop(at)
    form.closed = True
    case.pages.append(second)
    return second


SHEET_KINDS = {
    "sheet-renamed": renamed,
    "sheets-moved": moved,
    "sheet-foreign": foreign,
    "cover-gone": cover_gone,
    "pasted": pasted,
    "stampless": stampless,
    "sheet-hidden": hidden_sheet,
    "row-hidden": hidden_row,
    "column-hidden": hidden_column,
    "figures-merged": merged_figures,
    "title-over-all": wide_title,
    "far-away-blank": far_away,
    "blank-twin": blank_twin,
    "same-twin": same_twin,
    "unlike-twin": unlike_twin,
    "last-quarters-sheet": last_quarters,
    "one-below-the-other": one_below_the_other,
    "side-by-side": side_by_side,
    "on-its-side": on_its_side,
    "list-over-two-sheets": list_over_two_sheets,
    "over-two-sheets": over_two_sheets,
}
