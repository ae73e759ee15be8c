"""What is issued to a sender: a workbook of blank forms, and where each of its cells to be filled lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reporting.model.catalogue import Catalogue, Form, FormColumn, FormRow, Item, Unit
from reporting.model.history import History
from reporting.model.periods import Period
from reporting.model.records import FormCell


@dataclass(frozen=True, slots=True)
class Issued:
    """A sender's workbook; `file` is its name, `cells` are in the order of its sheets."""

    sender: str
    file: str
    content: bytes = field(repr=False)
    cells: tuple[FormCell, ...]


@dataclass(frozen=True)
class Order:
    """What is asked of one sender for one period; `due` are the deadlines by form code, `opens` the first days."""

    catalogue: Catalogue
    period: Period
    sender: Unit
    earlier: History
    due: Mapping[str, date]
    opens: Mapping[str, date]
    demo: bool

    @property
    def subject(self) -> Unit:
        """The unit whose figures a 定行表 asks for: a county or zone gives its own, everybody else the city's."""
        return self.sender if self.sender.kind in _WITH_FIGURES else self.catalogue.city

    def forms(self) -> tuple[Form, ...]:
        """Give the forms the sender has to fill in this period."""
        return tuple(
            form for form in self.catalogue.forms if self.sender.code in form.senders and form.asked_in(self.period)
        )

    def rows(self, form: Form) -> tuple[FormRow, ...]:
        """Give the rows of a form that this sender fills: those that name no 填报单位, and those that name it."""
        mine = {self.sender.code, self.sender.kind}
        return tuple(row for row in form.rows if not row.reporters or mine.intersection(row.reporters))

    def items(self, form: Form) -> tuple[Item, ...]:
        """Give the items of a 定行表, in its order."""
        by_code = self.catalogue.item_by_code
        return tuple(by_code[row.subject] for row in self.rows(form) if row.subject in by_code)

    def units(self, form: Form) -> tuple[Unit, ...]:
        """Give the units of a 分县表: those named, and of a kind those that live in the period, each once."""
        found: dict[str, Unit] = {}
        for row in self.rows(form):
            for unit in self.catalogue.units_of(row.subject, self.period):
                found.setdefault(unit.code, unit)
        return tuple(found.values())

    def item_of(self, column: FormColumn) -> Item | None:
        """Give the item a column asks for."""
        return self.catalogue.item_by_code.get(column.item)


_WITH_FIGURES = ("区县", "功能区")
