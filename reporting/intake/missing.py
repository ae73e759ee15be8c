"""sheet-missing: a sheet was taken out of the workbook that was issued, and another of its forms came back filled.

Each form is a submission of its own, and who copies one form into a workbook of his own sends it separately: that is
honest. But where our cover (填报说明) came along, it lists the sheets the workbook had; one that it lists and that is
there no more is missing. The other forms are taken all the same; once the form comes by itself nothing is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.intake.identify import Identified
from reporting.model.catalogue import Catalogue, Form
from reporting.model.codes import severity_of
from reporting.model.grid import Book
from reporting.model.names import normalised
from reporting.model.records import Finding

_COVER = "填报说明"
_CODE, _UNKNOWN = "sheet-missing", "id-form"


def missing(book: Book, identified: Identified, catalogue: Catalogue) -> Iterator[Finding]:
    """Find the forms whose sheets the cover lists and the workbook lacks; nothing where it is not sure whose it is."""
    claims, present = identified.claims, _present(identified)
    if len({(claim.sender, claim.period) for claim in claims}) != 1 or present is None:
        return
    sender, period = claims[0].sender, claims[0].period
    for form in _listed(book, catalogue):
        asked = sender in form.senders and form.asked_in(period)
        there = form.code in present or any(_is_of(sheet.name, form) for sheet in book.sheets)
        if asked and not there:
            message = (
                f"下发的工作簿里有“{form.code} {form.name}”，报来的文件里没有，该表仍为未报送（其他各表照常收取）；"
                "请从下发的表样里补上，填好后重新报送。"
            )
            severity = severity_of(_CODE, catalogue.parameter)
            name = catalogue.unit_name(sender)
            yield Finding(_CODE, severity, message, sender=name, form=form.code, period=period, expected=form.name)


def _present(identified: Identified) -> set[str] | None:
    """Give the forms that stand in the workbook; None where a sheet could not be told, for it may be any."""
    if any(finding.code == _UNKNOWN for finding in identified.findings):
        return None
    return {claim.form for claim in identified.claims} | {one.form for one in identified.findings if one.form}


def _listed(book: Book, catalogue: Catalogue) -> Iterator[Form]:
    """Yield the forms that the cover names as sheets of the workbook."""
    cover = book.sheet(_COVER)
    texts = [cell.text for cell in cover.cells.values()] if cover else []
    yield from (form for form in catalogue.forms if any(_is_of(text, form) for text in texts))


def _is_of(text: str, form: Form) -> bool:
    """Whether a text is the name of a form's sheet: its code, then as much of its name as a tab can hold."""
    code, blank, rest = text.strip().partition(" ")
    return bool(blank and rest) and code == form.code and normalised(form.name).startswith(normalised(rest))
