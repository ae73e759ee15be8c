"""The merged lists: one sheet for each list that is not of tasks or projects, all senders' rows together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from reporting.model.catalogue import Form
from reporting.model.records import HeldEntry
from reporting.model.words import FormKind
from reporting.products.workbook.tables import FIRST_ROW, Book, Column, Shown, begin, finish, widest
from reporting.sheets.write import Plain

LONGEST_NAME = 31
# Widths are measured on so many rows: a list may have tens of thousands.
_MEASURED = 500


def lists(book: Book) -> list[Shown]:
    """Write a sheet for each list that has rows."""
    shown = []
    for form in book.compilation.catalogue.forms:
        rows = book.compilation.entries.get(form.code, ())
        if form.kind is FormKind.LIST and not form.seed and rows:
            shown.append(_list(book, form, rows))
    return shown


def _list(book: Book, form: Form, held: Sequence[HeldEntry]) -> Shown:
    labels = [column.label for column in form.columns]
    rows = list(_rows(book, labels, held))
    measured = rows[:_MEASURED]
    columns = [
        Column("序号", 8, "centre"),
        Column("报送单位", 14),
        *(
            Column(label, widest([label, *(str(row[place]) for row in measured)], 10, 44))
            for place, label in enumerate(labels, start=2)
        ),
        Column("来源", 20),
    ]
    name = form.name[:LONGEST_NAME]
    page = begin(book, name, f"{book.compilation.period.label}{form.name}", columns)
    after = page.stream(FIRST_ROW, rows, [column.style for column in columns])
    finish(page, columns, after - 1, filtered=True)
    return Shown(name, f"{form.name}，各单位合并", len(rows))


def _rows(book: Book, labels: Sequence[str], held: Sequence[HeldEntry]) -> Iterator[list[Plain]]:
    """Give the rows with their place in the sender's form."""
    name = cache(book.compilation.catalogue.unit_name)
    for place, one in enumerate(held, start=1):
        fields, sent = one.entry.fields, one.submission
        told = f"第{sent.version}版第{one.entry.row}行"
        yield [place, name(sent.sender), *(fields.get(label, "") for label in labels), told]
