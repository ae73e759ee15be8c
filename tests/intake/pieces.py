"""Whole workbooks, drawn: identified, gathered, and looked at form by form."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.intake.gather import gather
from reporting.intake.identify import identify
from reporting.model.grid import Book, Sheet
from reporting.model.records import Reading
from tests.intake.notation import CATALOGUE, arrival, sheet

Forms = Mapping[tuple[str, str, str], Reading]


def forms_of(*drawn: str | Sheet, file: str = "报表.xlsx") -> Forms:
    """Read a workbook to its forms, by form, sender and period; its sheets are named 表1, 表2 and so on."""
    sheets = [one if isinstance(one, Sheet) else sheet(one, f"表{place}") for place, one in enumerate(drawn, start=1)]
    found = identify(Book(tuple(sheets)), arrival(file), CATALOGUE)
    return {
        (claim.form, claim.sender, str(claim.period)): gather(claim, found.views, CATALOGUE) for claim in found.claims
    }


def beside(left: str, right: str, gap: int = 1) -> str:
    """Draw two sheets side by side with `gap` empty columns between."""
    ours, theirs = ([line.split("|") for line in one.strip("\n").split("\n")] for one in (left, right))
    width = max(map(len, ours)) + gap
    rows = max(len(ours), len(theirs))
    cells = [(ours[row] if row < len(ours) else [], theirs[row] if row < len(theirs) else []) for row in range(rows)]
    return "\n".join("|".join([*mine, *[""] * (width - len(mine)), *yours]) for mine, yours in cells)
