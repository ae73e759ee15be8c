"""Write the workbook of blank forms that one sender is asked to fill in for a period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reporting.model.catalogue import Catalogue, Form, Unit
from reporting.model.filenames import safe_filename
from reporting.model.history import History
from reporting.model.periods import Period
from reporting.model.words import Content, FormKind
from reporting.products.formcover import COVER, lay_cover
from reporting.products.formlists import lay_open, lay_seeded, seeds
from reporting.products.formrows import labels_of, lay_items, lay_units
from reporting.products.formsheet import SENDER_ROW, Leaf, foot_rows, sheet_name
from reporting.products.issue import Issued, Order
from reporting.sheets.write import Draft

__all__ = ["Issued", "forms", "senders"]


def senders(catalogue: Catalogue, period: Period) -> tuple[Unit, ...]:
    """Give the units that are asked for at least one form in the period, in the catalogue's order."""
    codes = {code for form in catalogue.forms if form.asked_in(period) for code in form.senders}
    return tuple(unit for unit in catalogue.units if unit.code in codes and unit.lives_in(period))


def forms(
    catalogue: Catalogue,
    period: Period,
    sender: Unit,
    earlier: History,
    due: Mapping[str, date],
    *,
    opens: Mapping[str, date] | None = None,
    demo: bool = False,
) -> Issued:
    """Write a sender's workbook: a cover, then each form on its sheet, filled in with what is known.

    `earlier` gives last period's and last year's figures, `due` the deadline of each form by code, `opens` the day from
    which it may be sent, where there is one. A form of which the sender has no row is left out. The same arguments give
    the same bytes.
    """
    order = Order(catalogue, period, sender, earlier, due, opens or {}, demo)
    draft = Draft(f"{period.label}报表", created=period.last_day)
    cover = draft.page(COVER)
    leaves = [leaf for form in order.forms() if (leaf := _leaf(draft, order, form))]
    lay_cover(draft, cover, order, [(leaf.form, leaf.page.name) for leaf in leaves])
    cells = tuple(cell for leaf in leaves for cell in leaf.cells)
    return Issued(sender.code, safe_filename(f"{sender.name}.xlsx"), draft.content(), cells)


def _leaf(draft: Draft, order: Order, form: Form) -> Leaf | None:
    """Lay out one form; None where the sender has no row of it."""
    known = seeds(order, form.seed)
    if not (known if form.seed else form.kind is FormKind.LIST or order.rows(form)):
        return None
    hinted = form.kind is not FormKind.LIST and any(column.content is Content.NOW for column in form.columns)
    labels = labels_of(form, order)
    is_open = form.kind is FormKind.LIST and not form.seed
    heading = SENDER_ROW + 1 + (foot_rows(len(labels)) if is_open else 0)
    leaf = Leaf(order, form, draft, draft.page(sheet_name(form)), labels, hinted, heading)
    if form.kind is FormKind.ROWS:
        lay_items(leaf, order)
    elif form.kind is FormKind.UNITS:
        lay_units(leaf, order)
    elif is_open:
        lay_open(leaf, order)
    else:
        lay_seeded(leaf, order, known)
    return leaf
