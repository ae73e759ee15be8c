"""Rows inserted, taken out, doubled, moved, renamed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from reporting.model.words import Severity
from tests.adversary import picks
from tests.adversary.case import Answered, Case
from tests.adversary.pages import Cell
from tests.adversary.picks import LIST, ROWS, UNITS

Mutation = Callable[[Case, Random], bool]
_WIDE = str.maketrans("0123456789()", "０１２３４５６７８９（）")


def _stub(case: Case, chance: Random, *kinds: str) -> tuple[Answered, str, Cell] | None:
    """Pick a row whose name nothing has altered, and note that it is altered now."""
    found = [
        (answered, subject, cell)
        for answered in case.forms.values()
        if not (answered.lost or answered.closed) and answered.kind in (kinds or (ROWS, UNITS))
        for subject, cell in answered.stubs.items()
        if case.free(cell)
    ]
    if not found:
        return None
    picked = chance.choice(found)
    case.touch(picked[2])
    return picked


def blank_row(case: Case, chance: Random) -> bool:
    """An empty row between two rows."""
    form = picks.form(case, chance)
    if form is None:
        return False
    form.page.insert_row(chance.choice(form.lines))
    return True


def note_below_heading(case: Case, chance: Random) -> bool:
    """The numbering row of a printed form: 甲 乙 1 2 3."""
    form = picks.form(case, chance, ROWS, UNITS)
    if form is None:
        return False
    row = form.top + 1
    form.page.insert_row(row)
    for place, (column, text) in enumerate(
        zip(sorted(_columns(form)), ("甲", "乙", "1", "2", "3", "4", "5"), strict=False)
    ):
        form.page.put(row, column, text if place < 2 else Decimal(text))
    return True


def _columns(form: Answered) -> list[int]:
    return [form.page.where(cell)[1] for cell in form.heading.values()]


def extra_item(case: Case, chance: Random) -> bool:
    """A row of the clerk's own, with a number: not read, and told."""
    form = picks.form(case, chance, ROWS, UNITS)
    if form is None:
        return False
    row = chance.choice(form.lines)
    form.page.insert_row(row)
    name = form.page.put(row, form.page.where(next(iter(form.stubs.values())))[1], "本地自设指标一")
    for column in {form.page.where(one.cell)[1] for one in form.figures}:
        form.page.put(row, column, Decimal("12.3"))
    case.tell("name-changed", form, name)
    return True


def remark_row(case: Case, chance: Random) -> bool:
    """A row of words between two rows: passed over."""
    form = picks.form(case, chance, ROWS, UNITS)
    if form is None:
        return False
    row = chance.choice(form.lines)
    form.page.insert_row(row)
    form.page.put(row, 1, chance.choice(("以下为累计指标", "（续上表）", "其他情况见文字材料")))
    return True


def shuffled(case: Case, chance: Random) -> bool:
    """All rows in another order."""
    form = picks.form(case, chance, ROWS, UNITS)
    if form is None:
        return False
    if any(top != bottom and top > form.top for top, _, bottom, _ in form.page.merges):
        return False  # what is merged downwards cannot be torn apart
    rows = form.lines
    order = chance.sample(rows, len(rows))
    form.page.order_rows(rows, order)
    return True


def row_deleted(case: Case, chance: Random) -> bool:
    """A row taken out: returned, for the figure is asked for."""
    found = _stub(case, chance)
    if found is None or len(found[0].stubs) < 3:
        return False
    form, subject, cell = found
    row = form.page.where(cell)[0]
    if not all(case.free(one.cell) for one in picks.figures_in(form, row)):
        return False
    form.figures = [one for one in form.figures if form.page.where(one.cell)[0] != row]
    form.page.delete_row(row)
    del form.stubs[subject]
    case.tell("row-missing", form)
    return True


def _doubled(change: Decimal | None) -> Mutation:
    """Make a mutation that has a row twice: alike is noted, different is returned."""

    def mutation(case: Case, chance: Random) -> bool:
        found = _stub(case, chance)
        if found is None:
            return False
        form, subject, cell = found
        row = form.page.where(cell)[0]
        figures = picks.figures_in(form, row)
        words = any(isinstance(one.cell.value, str) for one in figures)
        if words or not any(one.known for one in figures) or not all(case.free(one.cell) for one in figures):
            return False
        for one in figures:
            case.touch(one.cell)
        last = form.page.last_row + 1 if change is None else max(form.lines) + 1
        form.page.insert_row(last)
        for column, written in form.page.row(row).items():
            form.page.put(last, column, written.value).format = written.format
        twin = form.page.at(last, form.page.where(cell)[1])
        if change is None:
            case.tell("row-double", form, twin, severity=Severity.NOTE)
            return True
        for one in figures:
            if one.known:
                form.page.put(last, form.page.where(one.cell)[1], (one.value or Decimal(0)) + change)
        form.figures = [one for one in form.figures if one not in figures]
        case.tell("row-double", form, twin)
        del form.stubs[subject]
        return True

    return mutation


def _dressed(dress: Callable[[str], str]) -> Mutation:
    """Make a mutation that types a row's name in another dress: read all the same."""

    def mutation(case: Case, chance: Random) -> bool:
        found = _stub(case, chance)
        if found is None or dress(str(found[2].value)) == found[2].value:
            return False
        found[2].value = dress(str(found[2].value))
        return True

    return mutation


def unknown_name(case: Case, chance: Random) -> bool:
    """A row renamed to something nobody knows: its figures are not read, and both are told."""
    found = _stub(case, chance)
    if found is None:
        return False
    form, subject, cell = found
    figures = picks.figures_in(form, form.page.where(cell)[0])
    if not all(case.free(one.cell) for one in figures) or not any(one.known for one in figures):
        return False
    cell.value = "县本级特色工作指数"
    form.figures = [one for one in form.figures if one not in figures]
    del form.stubs[subject]
    case.tell("name-changed", form, cell)
    case.tell("row-missing", form)
    return True


def foot_gone(case: Case, chance: Random) -> bool:
    """The signatures taken out: noted."""
    form = picks.form(case, chance, ROWS, UNITS)
    if form is None or any(one.form == form.form and one.code == "row-double" for one in case.told):
        return False  # the second of two rows stands below the foot
    for at, cell in list(form.page.cells.items()):
        if at[0] > max(form.lines) and cell.value is not None:
            del form.page.cells[at]
    form.page.merges = [box for box in form.page.merges if box[0] <= max(form.lines)]
    if not any(one.code == "sign-missing" and one.form == form.form for one in case.told):
        case.tell("sign-missing", form)
    return True


def foot_notes(case: Case, chance: Random) -> bool:
    """Notes under the table, one of them with figures."""
    form = picks.form(case, chance, ROWS, UNITS)
    if form is None:
        return False
    row = max(form.lines) + 1
    form.page.insert_row(row, 2)
    form.page.put(row, 1, "注：1. 本表由各单位填报；2. 部分数据因四舍五入略有出入。")
    form.page.put(row + 1, 1, "数据来源：统计年报2022")
    return True


def total_first(case: Case, chance: Random) -> bool:
    """The city's row first, as in yearbooks, and called 合  计."""
    form = picks.form(case, chance, UNITS)
    city = next((subject for subject, cell in form.stubs.items() if cell.value == "全市"), None) if form else None
    if form is None or city is None or not case.free(form.stubs[city]):
        return False
    case.touch(form.stubs[city])
    rows, row = form.lines, form.page.where(form.stubs[city])[0]
    form.page.order_rows(rows, [row, *(one for one in rows if one != row)])
    form.stubs[city].value = chance.choice(("合  计", "全　市", "总  计 ", "合计"))
    return True


def list_gap(case: Case, chance: Random) -> bool:
    """An empty row within a list: the rows below it are read too."""
    form = picks.form(case, chance, LIST)
    if form is None or len(form.lines) < 3:
        return False
    form.page.insert_row(chance.choice(form.lines[1:]))
    return True


def list_total(case: Case, chance: Random) -> bool:
    """A total under a list is no enterprise."""
    form = picks.form(case, chance, LIST)
    if form is None:
        return False
    row = max(form.lines) + 1
    form.page.insert_row(row)
    form.page.put(row, 1, "合计")
    form.page.put(row, 3, Decimal(7))
    return True


ROW_KINDS = {
    "blank-row": blank_row,
    "numbering-row": note_below_heading,
    "extra-item": extra_item,
    "remark-row": remark_row,
    "rows-shuffled": shuffled,
    "row-deleted": row_deleted,
    "row-doubled-alike": _doubled(None),
    "row-doubled-differently": _doubled(Decimal(1)),
    "name-indented": _dressed(lambda text: f"　　{text}"),
    "name-no-break": _dressed(lambda text: f"\u00a0 {text} "),
    "name-numbered": _dressed(lambda text: f"（三）{text}"),
    "name-of-which": _dressed(lambda text: f"其中：{text}"),
    "name-full-width": _dressed(lambda text: text.translate(_WIDE)),
    "name-broken": _dressed(lambda text: f"{text[:2]}\n{text[2:]}"),
    "name-spaced": _dressed(lambda text: "　".join(text) if len(text) < 4 else f"{text[:3]} {text[3:]}"),
    "name-unknown": unknown_name,
    "foot-gone": foot_gone,
    "foot-notes": foot_notes,
    "total-first": total_first,
    "list-gap": list_gap,
    "list-total": list_total,
}
