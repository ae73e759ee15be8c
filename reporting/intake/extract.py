"""Read a form from its sheet."""

from __future__ import annotations

from reporting.intake import cells, fixed_rows, footers, list_rows, table, unit_rows
from reporting.intake.remarks import Remark, Remarks
from reporting.intake.table import Table
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue
from reporting.model.grid import Sheet
from reporting.model.records import Claim, Entry, Observation, Reading
from reporting.model.words import Content, FormKind


def extract(claim: Claim, seen: Sheet | View, catalogue: Catalogue) -> Reading:
    """Read what a sheet, or the part of it that is seen, says as the claimed form; whatever is odd becomes a finding.

    The claim's form must be in the catalogue. Findings name no file: whoever holds the file puts it in.
    """
    form = catalogue.form_by_code[claim.form]
    view = seen if isinstance(seen, View) else View(seen)
    sheet = view.sheet
    remarks = Remarks(sheet.name, catalogue.unit_name(claim.sender), claim.form, claim.period, catalogue.parameter)
    if sheet.hidden:
        remarks.add(Remark("data-hidden", f"工作表“{sheet.name}”被隐藏，请取消隐藏并核对后重报。", "不隐藏的工作表"))
    found = table.find(claim, form, view, catalogue, remarks)
    if found is None:
        return Reading(claim, findings=remarks.findings, signers=footers.signers(view, _edges(view)))
    observations, entries = _contents(found)
    return Reading(
        claim=claim,
        observations=observations,
        entries=entries,
        findings=remarks.findings,
        signers=footers.signers(view, _outside(view, found)),
        mapping=tuple(found.mapping),
        has_figures=_filled(found, observations, entries),
    )


def _contents(found: Table) -> tuple[tuple[Observation, ...], tuple[Entry, ...]]:
    if found.form.kind is FormKind.ROWS:
        return fixed_rows.read(found), ()
    return list_rows.read(found) if found.form.kind is FormKind.LIST else unit_rows.read(found)


def _filled(found: Table, observations: tuple[Observation, ...], entries: tuple[Entry, ...]) -> bool:
    """Whether anything was filled in; last year's figures do not count, for we print them ourselves.

    Where nobody can tell which of the filled columns holds the figures, or theirs was taken out, that is no blank form.
    """
    places = [place for _, place in found.of(Content.NOW, Content.NUMBER, Content.STAGE)]
    if entries or _lacks_figures(found):
        return True
    if found.form.kind is FormKind.LIST and list_rows.says_none(found):
        return True
    rows = found.data_rows() if observations else []
    return any(cells.filled_by_hand(found, row, place) for row in rows for place in places)


def _lacks_figures(found: Table) -> bool:
    """Whether a column of figures has no place, and what was taken for it holds something, or nothing was."""
    rows = found.data_rows()
    for column in found.form.columns:
        if column.content is Content.NOW and column.required and column not in found.columns:
            places = found.heading.places.get(column, ())
            if not places or any(cells.filled_by_hand(found, row, place) for row in rows for place in places):
                return True
    return False


def _outside(view: View, found: Table) -> list[int]:
    """Give the rows above and below the table's data."""
    if found.view.area and found.view.turned:
        return [row for row in view.rows if not found.view.area.top <= row <= found.view.area.bottom]
    heading = found.heading
    return [row for row in view.rows if row < heading.top or (row > heading.bottom and footers.is_foot(view, row))]


def _edges(view: View) -> list[int]:
    rows = list(view.rows)
    return rows if len(rows) < 100 else [*rows[:50], *rows[-50:]]
