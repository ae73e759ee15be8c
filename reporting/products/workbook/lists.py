"""The merged lists: one sheet for each list that is not of tasks or projects, all senders' rows together."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.model.catalogue import Form
from reporting.model.figures import Compilation
from reporting.model.records import HeldEntry
from reporting.model.words import FormKind
from reporting.products.workbook.tables import FIRST_ROW, Column, Shown, begin, finish, widest
from reporting.sheets.write import Draft, Plain

LONGEST_NAME = 31
# Widths are measured on so many rows: a list may have tens of thousands.
_MEASURED = 500


def lists(draft: Draft, compilation: Compilation) -> list[Shown]:
    """Write a sheet for each list that has rows."""
    shown = []
    for form in compilation.catalogue.forms:
        rows = compilation.entries.get(form.code, ())
        if form.kind is FormKind.LIST and not form.seed and rows:
            shown.append(_list(draft, compilation, form, rows))
    return shown


def _list(draft: Draft, compilation: Compilation, form: Form, held: Sequence[HeldEntry]) -> Shown:
    labels = [column.label for column in form.columns]
    rows: list[list[Plain]] = [
        [
            place,
            compilation.catalogue.unit_name(one.submission.sender),
            *(one.entry.fields.get(label, "") for label in labels),
        ]
        for place, one in enumerate(held, start=1)
    ]
    columns = [
        Column("序号", 8, "centre"),
        Column("报送单位", 14),
        *(
            Column(label, widest([label, *(str(row[place]) for row in rows[:_MEASURED])], 10, 44))
            for place, label in enumerate(labels, start=2)
        ),
    ]
    name = form.name[:LONGEST_NAME]
    page = begin(draft, compilation, name, f"{compilation.period.label}{form.name}", columns)
    after = page.stream(FIRST_ROW, rows, [column.style for column in columns])
    finish(page, columns, after - 1, filtered=True)
    return Shown(name, f"{form.name}，各单位合并", len(rows))
