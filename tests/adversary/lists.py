"""Lists of enterprises and projects: codes mistyped, rows doubled, names left out, figures typed as texts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from reporting.model.words import Content, Severity
from tests.adversary.case import Answered, Case, Row
from tests.adversary.picks import LIST

Mutation = Callable[[Case, Random], bool]
_KEY, _NAME, _UNIT, _YEAR = "统一社会信用代码", "企业名称", "所属县（市、区）", "认定年份"
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_OTHER = {"乐清市": ("瑞安市", "330381"), "瑞安市": ("乐清市", "330382"), "文成县": ("泰顺县", "330329")}


def _row(case: Case, chance: Random, label: str) -> tuple[Answered, Row] | None:
    """Pick a row of a list of enterprises of which nothing is altered, and note that it is now."""
    found = [
        (form, row)
        for form in case.forms.values()
        if form.kind == LIST and not (form.lost or form.closed)
        for row in form.rows
        if label in row.cells and all(case.free(cell) for cell in row.cells.values())
    ]
    if not found:
        return None
    picked = chance.choice(found)
    for cell in picked[1].cells.values():
        case.touch(cell)
    return picked


def code_wrong(case: Case, chance: Random) -> bool:
    """A code whose check character is not the right one."""
    found = _row(case, chance, _KEY)
    if found is None:
        return False
    form, row = found
    last = chance.choice([sign for sign in _ALPHABET if sign != row.key[-1]])
    form.stubs[row.key[:-1] + last] = form.stubs.pop(row.key)
    row.key = row.fields[_KEY] = row.key[:-1] + last
    row.cells[_KEY].value = row.key
    case.tell("list-code", form, row.cells[_KEY])
    return True


def code_spaced(case: Case, chance: Random) -> bool:
    """A code with blanks in it, or in full-width signs: the same code."""
    found = _row(case, chance, _KEY)
    if found is None:
        return False
    row = found[1]
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in row.key)
    row.cells[_KEY].value = chance.choice((f" {row.key} ", f"{row.key[:8]} {row.key[8:]}", wide))
    return True


def doubled(case: Case, chance: Random) -> bool:
    """An enterprise twice in one list."""
    found = _row(case, chance, _KEY)
    if found is None:
        return False
    form, row = found
    at = max(form.lines) + 1
    form.page.insert_row(at)
    cells = {}
    for label, cell in row.cells.items():
        cells[label] = form.page.put(at, form.page.where(cell)[1], cell.value)
        case.touch(cells[label])
    form.rows.append(Row(form.form, row.key, row.unit, dict(row.fields), cells))
    form.stubs[f"{row.key} again"] = cells[_KEY]
    case.tell("list-double", form, cells[_KEY])
    return True


def nameless(case: Case, chance: Random) -> bool:
    """An enterprise without its name."""
    found = _row(case, chance, _NAME)
    if found is None:
        return False
    form, row = found
    row.cells[_NAME].value, row.fields[_NAME] = None, ""
    case.tell("value-required", form, row.cells[_NAME])
    return True


def year_as_text(case: Case, chance: Random) -> bool:
    """`2021年` for 2021."""
    found = _row(case, chance, _YEAR)
    if found is None:
        return False
    form, row = found
    row.cells[_YEAR].value = f"{row.fields[_YEAR]}年"
    case.tell("value-text", form, row.cells[_YEAR])
    case.needs.add("texts")
    return True


def unit_unknown(case: Case, chance: Random) -> bool:
    """A county that is none of the city's."""
    found = _row(case, chance, _UNIT)
    if found is None:
        return False
    form, row = found
    row.cells[_UNIT].value = row.fields[_UNIT] = "演示外地县"
    case.tell("id-unit", form, row.cells[_UNIT])
    return True


def unit_other(case: Case, chance: Random) -> bool:
    """Another county of the city: it is said whose the enterprise is."""
    found = _row(case, chance, _UNIT)
    if found is None or case.sender not in _OTHER:
        return False
    name, code = _OTHER[case.sender]
    row = found[1]
    row.cells[_UNIT].value, row.fields[_UNIT], row.unit = name, name, code
    return True


def unit_short(case: Case, chance: Random) -> bool:
    """A county by its short name."""
    found = _row(case, chance, _UNIT)
    if found is None:
        return False
    row = found[1]
    row.cells[_UNIT].value = row.fields[_UNIT] = case.sender[:-1]
    return True


def project_figure(case: Case, chance: Random) -> bool:
    """A project's money typed with its measure behind it."""
    found = [
        (form, one)
        for form in case.forms.values()
        if form.kind == LIST and not (form.lost or form.closed)
        for one in form.figures
        if one.content is Content.NOW and isinstance(one.cell.value, Decimal) and case.free(one.cell)
    ]
    if not found:
        return False
    form, one = chance.choice(found)
    case.touch(one.cell)
    one.cell.value = f"{one.value}万元"
    case.tell("value-text", form, one.cell, severity=Severity.NOTE)
    case.needs.add("texts")
    return True


LIST_KINDS = {
    "code-wrong": code_wrong,
    "code-spaced": code_spaced,
    "enterprise-doubled": doubled,
    "enterprise-nameless": nameless,
    "year-as-text": year_as_text,
    "unit-unknown": unit_unknown,
    "unit-other": unit_other,
    "unit-short": unit_short,
    "project-figure": project_figure,
}
