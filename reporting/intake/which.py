"""Which form a sheet is: by its stamp, by its words where the table is there too, else by its table alone."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.intake import labels, titles, unitwords
from reporting.intake.remarks import Remark, Remarks
from reporting.intake.stamp import Stamp
from reporting.intake.turned import turned
from reporting.intake.view import View
from reporting.model.catalogue import COUNTY, ZONE, Catalogue, Form
from reporting.model.words import FormKind

# Names of rows are short, and stand not far below a table's top.
_SEARCHED = 200
_LONGEST = 40


def form_of(
    view: View, texts: list[str], stamped: Stamp | None, file: str, catalogue: Catalogue, remarks: Remarks
) -> Form | None:
    """Say which form the sheet is; None where it is none."""
    named = _named_form(view, texts, catalogue)
    form = catalogue.form_by_code.get(stamped.form) if stamped else None
    if stamped and form is None:
        message = f"报送标识中的报表“{stamped.form}”不在现行报表目录内，请用本期下发的表式填报。"
        remarks.add(Remark("id-form", message, "、".join(form.code for form in catalogue.forms)), found=stamped.form)
    if form and named and named != form:
        message = f"报送标识是“{form.name}”，而标题是“{named.name}”，请用下发的“{named.name}”重新填报。"
        remarks.form = form.code
        remarks.add(Remark("id-form", message, form.name), found=named.name)
    return form or named or _form_by_table(view, file, catalogue)


def continued(view: View, others: Sequence[tuple[View, Form]], catalogue: Catalogue) -> Form | None:
    """Say which of the forms found elsewhere in the file goes on here: its table is here, its title is not.

    Of two lists with the same columns it is the one that was found. Of a 定行表 none of the items may stand on the
    others: else it is a sheet of the clerk's own, with figures of any kind.
    """
    found = [form for form in {one.code: one for _, one in others}.values() if _goes_on(view, form, others, catalogue)]
    return found[0] if len(found) == 1 else None


def _goes_on(view: View, form: Form, others: Sequence[tuple[View, Form]], catalogue: Catalogue) -> bool:
    if not _has_table(view, form, catalogue):
        return False
    if form.kind is not FormKind.ROWS:
        return True
    mine = labels.items_on(view, form, catalogue)
    return bool(mine) and not any(
        mine & labels.items_on(other, form, catalogue) for other, same in others if same == form
    )


def _named_form(view: View, texts: list[str], catalogue: Catalogue) -> Form | None:
    """Find the form that the head of the sheet, or else its tab, names and whose table the sheet really has."""
    named = titles.forms_named(texts, catalogue)
    for forms in (named, titles.forms_named([view.sheet.name], catalogue)):
        if len(forms) == 1 and titles.is_title(view, forms[0]):
            return forms[0]
        there = [form for form in forms if _has_table(view, form, catalogue)]
        if len(there) == 1:
            return there[0]
    return None


def _form_by_table(view: View, file: str, catalogue: Catalogue) -> Form | None:
    """Find the form by its table alone, the file's name choosing between forms with the same columns."""
    if not labels.hits(view, catalogue):
        return None  # not a word that heads a column of any form
    upright = [form for form in catalogue.forms if _has_own_table(view, form, catalogue)]
    there = upright or [form for form in catalogue.forms if _has_own_turned(view, form, catalogue)]
    by_file = titles.form_in(file, catalogue)
    if by_file in there:
        return by_file
    return there[0] if len(there) == 1 else None


def _has_table(view: View, form: Form, catalogue: Catalogue) -> bool:
    """Whether the sheet has the form's table, upright or on its side."""
    return titles.has_table(view, form, catalogue) or _turned(view, form, catalogue)


def _turned(view: View, form: Form, catalogue: Catalogue) -> bool:
    seen = turned(view, form, catalogue)
    return seen is not None and titles.has_table(seen, form, catalogue)


def _has_own_turned(view: View, form: Form, catalogue: Catalogue) -> bool:
    """Whether the sheet has the form's table on its side."""
    return _turned(view, form, catalogue) and _has_rows(view, form, catalogue)


def _has_own_table(view: View, form: Form, catalogue: Catalogue) -> bool:
    """Whether the sheet has the form's table; 定行表 have columns alike, so their items must stand there too."""
    return titles.has_table(view, form, catalogue) and _has_rows(view, form, catalogue)


def _has_rows(view: View, form: Form, catalogue: Catalogue) -> bool:
    """Whether rows of the form are named on the sheet; those of a list are its own."""
    if form.kind is FormKind.ROWS:
        return titles.has_items(view, form, catalogue)
    if form.kind is FormKind.LIST:
        return True
    texts = (
        cell.text for cells in list(view.rows.values())[:_SEARCHED] for cell in cells if len(cell.text) <= _LONGEST
    )
    return any(unit.kind in (COUNTY, ZONE) for text in texts if (unit := unitwords.row_unit(text, catalogue)))
