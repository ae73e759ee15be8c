"""Figures that contradict what was reported before, or one another; and honest ones that only look odd."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from reporting.model.words import Content, Severity
from tests.adversary import picks
from tests.adversary.case import SUFFICIENT, Answered, Case, Figure
from tests.adversary.picks import ROWS, UNITS

REASON, IDLE = SUFFICIENT
# Of the one stock that may slip here, what was added this year.
PART = "INCUBATOR_NEW"
# A city's stock of this measure may be lower without more ado.
_WHOLE = ("家", "个", "人", "人年")


def _change(one: Figure, value: Decimal) -> None:
    one.value = value
    one.cell.value = value


def cumulative_fell(case: Case, chance: Random) -> bool:
    """A figure to date below that of the quarter before."""
    found = picks.figure(case, chance, lambda one: one.tense == "本年累计" and (one.earlier or 0) > 10, ROWS)
    if found is None or found[1].measure == "%":
        return False
    form, one = found
    assert one.earlier is not None
    _change(one, one.earlier - 1)
    case.tell("cum-fell", form, one.cell)
    return True


def quarter_alone(case: Case, chance: Random) -> bool:
    """The third quarter's own figure where the figure since January is asked for."""
    found = picks.figure(case, chance, _may_be_a_quarter, ROWS)
    if found is None:
        return False
    form, one = found
    assert one.value is not None
    _change(one, one.value - (one.earlier or 0))
    case.tell("cum-fell", form, one.cell)
    case.tell("quarter-for-cum", form, one.cell)
    return True


def _may_be_a_quarter(one: Figure) -> bool:
    """Whether what the quarter added is about as much as a quarter of the half-year before, and well below that."""
    if one.tense != "本年累计" or one.measure == "%" or one.value is None or not one.earlier:
        return False
    return one.earlier / 4 < one.value - one.earlier < one.earlier * 6 / 10


def _explain(case: Case, one: Figure, text: str) -> bool:
    """Write a 说明 beside a figure; false where there is one already."""
    if one.explanation is None or not case.free(one.explanation) or one.explanation.value:
        return False
    case.touch(one.explanation)
    one.explanation.value = text
    return True


def _tenthousandfold(case: Case, chance: Random, text: str = "") -> tuple[Answered, Figure] | None:
    found = picks.figure(
        case,
        chance,
        lambda one: (
            one.measure == "万平方米" and one.tense == "时点" and (one.earlier or 0) > 1 and (one.value or 0) < 1000
        ),
        ROWS,
    )
    if found is None or (text and not _explain(case, found[1], text)):
        return None
    form, one = found
    assert one.value is not None
    _change(one, one.value / 10_000)
    return form, one


def scale_slip(case: Case, chance: Random) -> bool:
    """亿 for 万: a stock ten thousand times too small."""
    found = _tenthousandfold(case, chance)
    if found is None:
        return False
    case.tell("scale", *found[:1], found[1].cell)
    case.tell("explain-empty", *found[:1], found[1].cell)
    form, slipped = found
    case.tell("value-decimals", form, slipped.cell)
    added = next((one for one in form.figures if one.item == PART and one.content is Content.NOW), None)
    if added is None or not case.free(added.cell):
        return False
    case.touch(added.cell)
    if (added.value or 0) > (slipped.value or 0):  # what was added this year is now larger than the whole
        case.tell("part-whole", form, added.cell, severity=Severity.WARNING)
        case.tell("explain-empty", form, added.cell)
    return True


def last_quarter_again(case: Case, chance: Random) -> bool:
    """Last quarter's figures under this quarter's date."""
    form = picks.form(case, chance, ROWS, UNITS)
    figures = [one for one in form.figures if one.content is Content.NOW and one.known] if form else []
    if form is None or len(figures) < 5 or not all(case.free(one.cell) and one.earlier is not None for one in figures):
        return False
    if case.period != "2023Q3" or all(one.value == one.earlier for one in figures):
        return False
    for one in figures:
        case.touch(one.cell)
        assert one.earlier is not None
        _change(one, one.earlier)
    first = next(one for one in form.figures if one.content is Content.NOW and one.known)
    case.tell("all-same", form, first.cell)
    case.tell("explain-empty", form, first.cell, whole=True)
    return True


def _is_large_stock(one: Figure) -> bool:
    """Whether a figure is a stock that may fall by a quarter; what another is a part of (应…数) may not."""
    return one.tense == "时点" and one.measure in _WHOLE and (one.earlier or 0) > 60 and not one.item.endswith("_DUE")


def _fallen(case: Case, chance: Random, text: str) -> tuple[Answered, Figure] | None:
    found = picks.figure(case, chance, _is_large_stock, ROWS)
    if found is None or (text and not _explain(case, found[1], text)):
        return None
    form, one = found
    assert one.earlier is not None
    _change(one, one.earlier * 3 // 4)
    case.tell("stock-fell", form, one.cell)
    return form, one


def stock_fell(case: Case, chance: Random) -> bool:
    """A stock well below last quarter's, unexplained."""
    found = _fallen(case, chance, "")
    if found is None:
        return False
    case.tell("explain-empty", *found[:1], found[1].cell)
    return True


def stock_fell_explained(case: Case, chance: Random) -> bool:
    """The same with the reason beside it: in force, and looked at by a clerk."""
    return _fallen(case, chance, REASON) is not None


def stock_fell_verified(case: Case, chance: Random) -> bool:
    """The same with 属实 beside it, which explains nothing."""
    found = _fallen(case, chance, chance.choice(("属实", "经核实无误", "已核实，数据无误。", "无误无误无误无误")))
    if found is None:
        return False
    case.tell("explain-empty", *found[:1], found[1].cell)
    return True


def total_wrong(case: Case, chance: Random) -> bool:
    """A city's figure that is not the sum of the rows above."""
    found = [
        (form, one)
        for form in case.forms.values()
        if form.form in ("KJ2", "KJ3", "KJ4", "KJ5") and not (form.lost or form.closed or _lacks_row(case, form))
        for one in form.figures
        if form.page.row(picks.line_of(form, one))
        and one.measure != "%"
        and one.known
        and one.unit == _city(form)
        and case.free(one.cell)
    ]
    if not found:
        return False
    form, one = chance.choice(found)
    column = form.page.where(one.cell)[1]
    addends = [other for other in form.figures if form.page.where(other.cell)[1] == column]
    if not all(case.free(other.cell) and other.known for other in addends):
        return False
    for other in addends:
        case.touch(other.cell)
    assert one.value is not None
    _change(one, one.value + 7)
    case.tell("sum", form, one.cell)
    return True


def _lacks_row(case: Case, form: Answered) -> bool:
    """Whether a row of the form is lost already: then nothing adds up, and nobody says it should."""
    return any(one.form == form.form and one.code in ("row-missing", "row-double") for one in case.told)


def _city(form: Answered) -> str:
    return next((unit for unit, cell in form.stubs.items() if cell.value == "全市"), "")


def small_fall(case: Case, chance: Random) -> bool:
    """A stock a little below last quarter's: everyday business."""
    found = picks.figure(case, chance, _is_large_stock, ROWS)
    if found is None:
        return False
    assert found[1].earlier is not None
    _change(found[1], found[1].earlier - 1)
    return True


def idle_explanation(case: Case, chance: Random) -> bool:
    """A 说明 where nobody asked for one."""
    found = picks.figure(case, chance, lambda one: one.explanation is not None and not one.explanation.value)
    return found is not None and _explain(case, found[1], IDLE)


TREND_KINDS = {
    "cumulative-fell": cumulative_fell,
    "quarter-alone": quarter_alone,
    "scale-slip": scale_slip,
    "last-quarter-again": last_quarter_again,
    "stock-fell": stock_fell,
    "stock-fell-explained": stock_fell_explained,
    "stock-fell-verified": stock_fell_verified,
    "total-wrong": total_wrong,
    "small-fall": small_fall,
    "idle-explanation": idle_explanation,
}
