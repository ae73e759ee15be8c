"""Choose the sheet column of each of the form's columns where more than one could be it, or say that nobody can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reporting.intake import footers
from reporting.intake.headings import Heading
from reporting.intake.lookup import How
from reporting.intake.naming import Found
from reporting.intake.remarks import Remark, Remarks
from reporting.intake.spans import Reach
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue, Form, FormColumn
from reporting.model.words import Content, FormKind, Severity, Tense

# Columns that may be missing without harm: what stands there is ours, or is asked for elsewhere.
_SPARE = frozenset({Content.STUB, Content.MEASURE, Content.REFERENCE, Content.EXPLANATION})
_OF_ONE_QUARTER = (Reach.QUARTER, Reach.QUARTER_NAMED)

Columns = dict[FormColumn, int]
Moments = Mapping[FormColumn, tuple[int, ...]]


def chosen(view: View, form: Form, catalogue: Catalogue, heading: Heading, remarks: Remarks) -> tuple[Columns, Moments]:
    """Give each of the form's columns its place, and the further places where a stock may stand.

    A column is left out, with a remark, where it is missing, could be two, or is of another time than is asked.
    """
    columns: dict[FormColumn, int] = {}
    moments: dict[FormColumn, tuple[int, ...]] = {}
    for column in form.columns:
        places = heading.places.get(column, ())
        if not places:
            _missing(column, remarks)
            continue
        used = [one for one in places if _used(view, heading, one)] if len(places) > 1 else places
        place = _one(view, heading, used or _best(heading, places)[:1])
        if place is None:
            _doubled(view, heading, column, used, remarks)
            continue
        if _is_figure(form, column) and _too_short(view, form, catalogue, heading, column, place, remarks):
            continue
        columns[column] = place
        if len(used) > 1 and _is_figure(form, column):
            moments[column] = tuple(one for one in used if one != place)
        if heading.found[place].how is not How.NAME:
            _renamed(view, heading, column, place, remarks)
    return columns, moments


def _is_figure(form: Form, column: FormColumn) -> bool:
    return form.kind is not FormKind.LIST and column.content in (Content.NOW, Content.BASE)


def _used(view: View, heading: Heading, place: int) -> bool:
    return any(row > heading.bottom and view.filled(row, place) and not footers.is_foot(view, row) for row in view.rows)


def _one(view: View, heading: Heading, places: Sequence[int]) -> int | None:
    """Choose among columns that are filled in: by what they say of time, then by how well they are named."""
    if len(places) > 1 and not _alike(view, heading, places):
        places = _fullest(heading, places)
        if len({heading.found[place].reach for place in places}) > 1:
            return None
    best = _best(heading, places)
    return best[0] if len(best) == 1 or _alike(view, heading, best) else None


def _fullest(heading: Heading, places: Sequence[int]) -> list[int]:
    """Keep the columns of the fullest time; 累计 alone is to date beside 当季, and anything beside 本期."""
    reaches = {heading.found[place].reach for place in places}
    kept = {min(reaches)}
    if kept == {Reach.END} and Reach.PLAIN in reaches:
        kept = {Reach.PLAIN}
    if kept == {Reach.PLAIN} and Reach.SUM in reaches:
        kept = {Reach.PLAIN, Reach.SUM}
    return [place for place in places if heading.found[place].reach in kept]


def _best(heading: Heading, places: Sequence[int]) -> list[int]:
    if not places:
        return []
    best = min(_rank(heading.found[place]) for place in places)
    return [place for place in places if _rank(heading.found[place]) == best]


def _rank(one: Found) -> tuple[int, bool]:
    return one.how, one.partial


def _alike(view: View, heading: Heading, places: Sequence[int]) -> bool:
    """Whether the columns hold the same from top to bottom."""
    rows = [row for row in view.rows if row > heading.bottom and not footers.is_foot(view, row)]
    return all(len({view.own(row, place) for place in places}) == 1 for row in rows)


def _missing(column: FormColumn, remarks: Remarks) -> None:
    if column.content in _SPARE:
        return
    severity = Severity.ERROR if column.required or column.content is Content.KEY else Severity.NOTE
    message = f"表中找不到“{column.label}”一栏，请恢复该栏（栏名照下发的表式）后重报。"
    remarks.add(Remark("col-missing", message, column.label, severity))


def _too_short(
    view: View,
    form: Form,
    catalogue: Catalogue,
    heading: Heading,
    column: FormColumn,
    place: int,
    remarks: Remarks,
) -> bool:
    """Whether a column is, or may be, of one quarter alone where figures to date are asked; says so."""
    found = heading.found[place]
    if found.reach not in _OF_ONE_QUARTER or not _asks_to_date(form, catalogue, column):
        return False
    severity = None if column.required else Severity.NOTE
    if found.reach is Reach.QUARTER:
        message = (
            f"“{found.words}”是当季数，“{column.label}”要填本年累计数，请补上累计数一栏（栏名照下发的表式）后重报。"
        )
        remark = Remark("col-missing", message, column.label, severity)
    else:
        message = (
            f"栏名“{found.words}”可指当季，也可指年初以来累计，无法确定；"
            f"请核对所填是本年累计数，把栏名改回“{column.label}”后重报。"
        )
        remark = Remark("id-two-readings", message, column.label, severity)
    remarks.add(remark, view.address(heading.bottom, place), found=found.words)
    return True


def _asks_to_date(form: Form, catalogue: Catalogue, column: FormColumn) -> bool:
    codes = [column.item] if column.item else [row.subject for row in form.rows]
    items = (catalogue.item_by_code.get(code) for code in codes)
    return any(item and item.tense is Tense.YEAR_TO_DATE for item in items)


def _doubled(view: View, heading: Heading, column: FormColumn, places: Sequence[int], remarks: Remarks) -> None:
    where = "、".join(view.address(heading.bottom, place) for place in places)
    message = f"有{len(places)}栏都可读作“{column.label}”（{where}），无法确定以哪一栏为准，请只保留一栏。"
    found = "、".join(heading.found[place].words for place in places)
    remarks.add(Remark("id-two-readings", message, column.label), view.address(heading.bottom, places[-1]), found=found)


def _renamed(view: View, heading: Heading, column: FormColumn, place: int, remarks: Remarks) -> None:
    label = heading.found[place].words
    message = f"栏名“{label}”已按“{column.label}”读取，下次请照下发的栏名填报。"
    remarks.add(Remark("name-changed", message, column.label), view.address(heading.bottom, place), found=label)
