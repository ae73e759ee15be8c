"""A form's table as it lies on a sheet: which sheet column is which of the form's, and what was said on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reporting.intake import footers, headings, marks, measures
from reporting.intake.headings import Heading
from reporting.intake.lookup import How
from reporting.intake.remarks import Remark, Remarks
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue, Form, FormColumn
from reporting.model.grid import address
from reporting.model.records import Claim
from reporting.model.words import Content, FormKind, Severity

# Columns that may be missing without harm: what stands there is ours, or is asked for elsewhere.
_SPARE = frozenset({Content.STUB, Content.MEASURE, Content.REFERENCE, Content.EXPLANATION})


@dataclass(frozen=True, slots=True)
class Table:
    """A form's table found on a sheet.

    `columns` says where each of the form's columns stands. `general` are the measures said once for the whole
    sheet, each with its cell. `mapping` gathers which words were taken for what. `nature` is what the title says of all
    figures.
    `hidden_rows` holds the first hidden row with data, so that it is said once.
    """

    claim: Claim
    form: Form
    catalogue: Catalogue
    view: View
    heading: Heading
    columns: Mapping[FormColumn, int]
    general: tuple[tuple[str, str], ...]
    nature: str
    remarks: Remarks
    mapping: list[tuple[str, str]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)

    def column(self, content: Content) -> int | None:
        """Give the sheet column of the first form column with the content."""
        return next((place for column, place in self.columns.items() if column.content is content), None)

    @property
    def stub(self) -> int | None:
        """Give the sheet column of the rows' names; in a 分县表 that may be its column 单位."""
        units = self.form.kind is FormKind.UNITS
        return self.column(Content.STUB) or (self.column(Content.UNIT) if units else None)

    def of(self, *contents: Content) -> list[tuple[FormColumn, int]]:
        """Give the form columns with any of the contents that were found, in the form's order."""
        return [(column, place) for column, place in self.columns.items() if column.content in contents]

    def data_rows(self) -> list[int]:
        """Give the rows below the heading that are no notes and no signatures."""
        return [row for row in self.view.rows if row > self.heading.bottom and not footers.is_foot(self.view, row)]

    def explanation(self, row: int) -> str:
        """Give what stands in the row's 说明."""
        place = self.column(Content.EXPLANATION)
        area = self.view.merge(row, place) if place else None
        if place is None or (area and area.top <= self.heading.bottom):
            return ""  # a heading or title merged down over the rows explains nothing
        return self.view.text(row, place)

    def name(self, unit: str) -> str:
        """Give a unit's name for people."""
        return self.catalogue.unit_name(unit)


def find(claim: Claim, form: Form, view: View, catalogue: Catalogue, remarks: Remarks) -> Table | None:
    """Find the form's table; None, with a remark, where the sheet has no heading of it."""
    heading = headings.find(view, form, catalogue, claim.period)
    if heading is None:
        labels = "、".join(column.label for column in form.columns)
        message = f"工作表“{view.sheet.name}”中找不到“{form.name}”的表头，请用下发的表式重新填报，不要改动表头。"
        remarks.add(Remark("col-missing", message, labels))
        return None
    above = [row for row in view.rows if row <= heading.bottom]
    cells = [cell for row in above for cell in view.rows[row]]
    table = Table(
        claim=claim,
        form=form,
        catalogue=catalogue,
        view=view,
        heading=heading,
        columns=_chosen(view, form, heading, remarks),
        general=tuple((words, cell.address) for cell in cells for words in measures.stated(cell.text)),
        nature=marks.nature_in("".join(cell.text for cell in cells)),
        remarks=remarks,
    )
    _show(table)
    return table


def _chosen(view: View, form: Form, heading: Heading, remarks: Remarks) -> dict[FormColumn, int]:
    chosen: dict[FormColumn, int] = {}
    for column in form.columns:
        place = _place(view, heading, column, remarks)
        if place is not None:
            chosen[column] = place
    return chosen


def _place(view: View, heading: Heading, column: FormColumn, remarks: Remarks) -> int | None:
    """Say where a form's column stands; None, with a remark, where it is missing or could be two."""
    places = heading.places.get(column, ())
    if not places:
        _missing(column, remarks)
        return None
    best = min(heading.how[place] for place in places)
    places = tuple(place for place in places if heading.how[place] is best)
    used = [place for place in places if _used(view, heading, place)] if len(places) > 1 else list(places)
    if len(used) > 1:
        _doubled(heading, column, used, remarks)
        return None
    place = used[0] if used else places[0]
    if heading.how[place] is not How.NAME:
        _renamed(heading, column, place, remarks)
    return place


def _used(view: View, heading: Heading, place: int) -> bool:
    return any(row > heading.bottom and view.filled(row, place) for row in view.rows)


def _missing(column: FormColumn, remarks: Remarks) -> None:
    if column.content in _SPARE:
        return
    severity = Severity.ERROR if column.required or column.content is Content.KEY else Severity.NOTE
    message = f"表中找不到“{column.label}”一栏，请恢复该栏（栏名照下发的表式）后重报。"
    remarks.add(Remark("col-missing", message, column.label, severity))


def _doubled(heading: Heading, column: FormColumn, places: list[int], remarks: Remarks) -> None:
    where = "、".join(address(heading.bottom, place) for place in places)
    message = f"有{len(places)}栏都可读作“{column.label}”（{where}），无法确定以哪一栏为准，请只保留一栏。"
    found = "、".join(heading.labels[place] for place in places)
    remarks.add(Remark("id-two-readings", message, column.label), address(heading.bottom, places[-1]), found=found)


def _renamed(heading: Heading, column: FormColumn, place: int, remarks: Remarks) -> None:
    label = heading.labels[place]
    message = f"栏名“{label}”已按“{column.label}”读取，下次请照下发的栏名填报。"
    remarks.add(Remark("name-changed", message, column.label), address(heading.bottom, place), found=label)


def _show(table: Table) -> None:
    for column, place in table.columns.items():
        table.mapping.append((address(table.heading.bottom, place), column.label))
