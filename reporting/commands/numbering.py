"""What a bulletin bears: its number in the year, that of all numbers, and the names at its foot."""

from __future__ import annotations

from dataclasses import replace

from reporting.ledger import bulletins
from reporting.ledger.book import Ledger
from reporting.model.bulletins import Issue
from reporting.model.figures import Compilation
from reporting.products.briefing import BLANK, named

_PROMPT = "（待填）"
NUMBER, TOTAL = "期号", "总期号"
_DRAFTED, _CHECKED, _SIGNED = "编辑", "审核", "签发"


def draft_issue(book: Ledger, compilation: Compilation) -> Issue:
    """Give what a draft bears: the numbers the catalogue sets, else a blank for them, and the names of 联系人."""
    catalogue = compilation.catalogue
    counted = any(one.issue.total for one in bulletins.every(book))
    return Issue(
        year=compilation.period.year,
        number=_set(compilation, NUMBER),
        total=_total_set(compilation) or (BLANK if counted else ""),
        drafted=named(catalogue, _DRAFTED),
        checked=named(catalogue, _CHECKED),
        signed=named(catalogue, _SIGNED),
    )


def next_issue(book: Ledger, compilation: Compilation, by: str, drafted: str, checked: str) -> Issue:
    """Give what the period's bulletin bears: the number the catalogue sets, if it is free, else the next of the year.

    Names that are not given are those of 联系人, where somebody has filled them in.
    """
    draft, released = draft_issue(book, compilation), bulletins.every(book)
    taken = {one.issue.number or 0 for one in released if one.issue.year == draft.year}
    number = draft.number if draft.number and draft.number not in taken else max(taken, default=0) + 1
    counted = [int(one.issue.total) for one in released if one.issue.total.isdigit()]
    total = _total_set(compilation) or (str(max(counted) + 1) if counted else "")
    return replace(
        draft,
        number=number,
        total=total,
        signed=by,
        drafted=drafted or _filled_in(draft.drafted),
        checked=checked or _filled_in(draft.checked),
    )


def _filled_in(name: str) -> str:
    """Give a name of 联系人, empty while the shipped catalogue's prompt still stands there."""
    return "" if name == _PROMPT else name


def _set(compilation: Compilation, word: str) -> int | None:
    """Give a number the catalogue sets for the period (期号-2023Q3)."""
    text = compilation.catalogue.parameter.get(f"{word}-{compilation.period}", "")
    return int(text) if text.isdigit() else None


def _total_set(compilation: Compilation) -> str:
    return str(_set(compilation, TOTAL) or "")
