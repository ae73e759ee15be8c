"""A form's table as it lies on a sheet: which sheet column is which of the form's, and what was said on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reporting.intake import choosing, footers, headings, marks
from reporting.intake.general import general
from reporting.intake.headings import Heading
from reporting.intake.remarks import Remark, Remarks
from reporting.intake.turned import has_figures, turned
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue, Form, FormColumn, Item
from reporting.model.periods import Period
from reporting.model.records import Claim
from reporting.model.words import Content, FormKind, Tense


@dataclass(frozen=True, slots=True)
class Table:
    """A form's table found on a sheet, of a period and, for its figures of last year, the same period of that.

    `columns` says where each of the form's columns stands, `first` the first of each content; `moments` where else a
    stock may stand, for it is the same in every column of the period. `general` are the measures said once for the
    sheet, each with its cell. `mapping` gathers which words were taken for what. `nature` is what the title says of all
    figures. `hidden_rows` holds the first hidden row with data, so that it is said once, `printed` the rows that
    name the form's own measure, and which.
    """

    claim: Claim
    form: Form
    period: Period
    year_before: Period
    catalogue: Catalogue
    view: View
    heading: Heading
    columns: Mapping[FormColumn, int]
    moments: Mapping[FormColumn, tuple[int, ...]]
    first: Mapping[Content, int]
    general: tuple[tuple[str, str], ...]
    nature: str
    remarks: Remarks
    mapping: list[tuple[str, str]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    printed: dict[int, str] = field(default_factory=dict)

    def column(self, content: Content) -> int | None:
        """Give the sheet column of the first form column with the content."""
        return self.first.get(content)

    @property
    def stub(self) -> int | None:
        """Give the sheet column of the rows' names; in a 分县表 that may be its column 单位."""
        units = self.form.kind is FormKind.UNITS
        return self.column(Content.STUB) or (self.column(Content.UNIT) if units else None)

    def of(self, *contents: Content) -> list[tuple[FormColumn, int]]:
        """Give the form columns with any of the contents that were found, in the form's order."""
        return [(column, place) for column, place in self.columns.items() if column.content in contents]

    def place(self, row: int, column: FormColumn, place: int, item: Item) -> int:
        """Say where a row's figure stands: a stock left blank there may stand in another column of the period."""
        others = self.moments.get(column, ()) if self.moments else ()
        if not others or item.tense is not Tense.STOCK or self.view.filled(row, place):
            return place
        filled = [other for other in others if self.view.filled(row, other)]
        return filled[0] if filled and len({self.view.own(row, other) for other in filled}) == 1 else place

    def data_rows(self) -> list[int]:
        """Give the rows below the heading that are no notes and no signatures."""
        known = self.view.known.get(("data rows", self.heading.bottom))
        if isinstance(known, list):
            return known
        rows = [row for row in self.view.rows if row > self.heading.bottom and not footers.is_foot(self.view, row)]
        self.view.known["data rows", self.heading.bottom] = rows
        return rows

    def address(self, row: int, column: int) -> str:
        """Write the true address of a place on the sheet."""
        return self.view.address(row, column)

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
    """Find the form's table; None, with a remark, where the sheet has no heading of it.

    Only where none stands upright it is looked for on its side.
    """
    heading = headings.find(view, form, catalogue, claim.period)
    seen = view if heading else turned(view, form, catalogue)
    if heading is None and seen:
        heading = headings.find(seen, form, catalogue, claim.period)
    elif heading and seen:
        _check_upright(view, form, catalogue, heading, remarks)
    if heading is None or seen is None:
        labels = "、".join(column.label for column in form.columns)
        message = f"工作表“{view.sheet.name}”中找不到“{form.name}”的表头，请用下发的表式重新填报，不要改动表头。"
        remarks.add(Remark("col-missing", message, labels))
        return None
    columns, moments = choosing.chosen(seen, form, catalogue, heading, remarks)
    last = seen.area.top - 1 if seen.turned and seen.area else heading.bottom
    above = [cell for row in view.rows if row <= last for cell in view.rows[row]]
    found = Table(
        claim=claim,
        form=form,
        period=claim.period,
        year_before=claim.period.year_before,
        catalogue=catalogue,
        view=seen,
        heading=heading,
        columns=columns,
        moments=moments,
        first={column.content: place for column, place in reversed(columns.items())},
        general=general(view, heading, above, turned=seen.turned),
        nature=marks.nature_in("".join(cell.text for cell in above)),
        remarks=remarks,
    )
    _show(found)
    return found


def _check_upright(view: View, form: Form, catalogue: Catalogue, heading: Heading, remarks: Remarks) -> None:
    """Say so where the form's figures stand a second time, on their side, below the table that stands."""
    other = turned(view, form, catalogue, heading.bottom)
    if other and other.area and has_figures(other, form, catalogue):
        where = view.address(other.area.top, 1)
        message = (
            f"工作表“{view.sheet.name}”里“{form.name}”有横、竖两种排法，无法确定以哪一处为准，请只保留一处后重报。"
        )
        remarks.add(Remark("id-two-readings", message, "一处"), where)


def _show(table: Table) -> None:
    """Put the columns into the mapping, and say first where a table lies on its side."""
    if table.view.area and not table.view.turned:
        row = next(iter(table.view.rows))
        table.mapping.append((table.view.rows[row][0].address, "本表自此处起"))
    if table.view.turned:
        first = min(table.columns.values(), default=1)
        table.mapping.append((table.address(table.heading.top, first), "行列互换的表"))
    for column, place in table.columns.items():
        table.mapping.append((table.address(table.heading.bottom, place), column.label))
    for column, places in table.moments.items():
        table.mapping.extend(
            (table.address(table.heading.bottom, place), f"{column.label}（时点数）") for place in places
        )
