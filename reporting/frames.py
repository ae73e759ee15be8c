"""What a home knows, as pandas DataFrames, for people with notebooks. Nothing here changes anything.

    from reporting import frames
    home = frames.Home("D:/科创季报")
    home.figures("2023Q2", "2023Q3").query("unit == '乐清市'")

Columns are called as in the answers of the commands. Numbers are floats to reckon with; `Home(…, exact=True)` gives
Decimals instead, digit for digit as they stand in the ledger. Periods are texts such as `2023Q3`, which sort by time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from reporting.commands.figures import document as figure_document
from reporting.commands.findings import document as finding_document
from reporting.commands.known import entries_of, evidence_of, findings_of
from reporting.commands.office import Office, open_office
from reporting.ledger import observations
from reporting.merge.merge import merge
from reporting.model.records import Held, HeldEntry
from reporting.model.workdays import SHANGHAI

if TYPE_CHECKING:
    import pandas as pd

Record = Mapping[str, object]
_NUMBERS = ("value", "base", "growth", "target", "progress", "expected", "gap", "total_of_units")
_FIGURE = (
    "unit",
    "code",
    "name",
    "measure",
    "period",
    "value_period",
    "value",
    "state",
    "nature",
    "base",
    "growth",
    "growth_measure",
    "plan",
    "target",
    "progress",
    "expected",
    "gap",
    "judgement",
    "rank",
    "lacks",
    "total_of_units",
    "covered",
    "notes",
)
_OBSERVATION = (
    "unit",
    "item",
    "name",
    "measure",
    "period",
    "value",
    "state",
    "content",
    "key",
    "nature",
    "explanation",
    "text",
    "sheet",
    "cell",
    "sender",
    "form",
    "version",
    "verdict",
    "received_at",
    "file",
    "sha256",
)
_ENTRY = (
    "unit",
    "key",
    "sender",
    "form",
    "period",
    "version",
    "file",
    "sheet",
    "row",
)
_FINDING = (
    "code",
    "severity",
    "kind",
    "sender",
    "unit",
    "form",
    "period",
    "file",
    "sheet",
    "cell",
    "found",
    "expected",
    "message",
    "waived",
)


class Home:
    """A home (工作目录), opened for reading. Raises UsageError where the folder is none."""

    def __init__(self, folder: str | Path, *, exact: bool = False) -> None:
        """Open it; with `exact` numbers come as Decimals."""
        self._office: Office = open_office(Path(folder).resolve(), datetime.now(SHANGHAI), lambda _line: None)
        self._exact = exact

    def figures(self, *periods: str) -> pd.DataFrame:
        """Give every figure of some periods, of the city and of every unit asked, as `figures` prints them."""
        rows: list[Record] = []
        with self._office.ledger(writable=False) as book:
            for period in map(self._office.period, periods):
                found = merge(evidence_of(self._office, book, period), period)
                rows += [figure_document(self._office, one) for one in found]
        return self._frame(rows, _FIGURE, _NUMBERS)

    def observations(self, *periods: str) -> pd.DataFrame:
        """Give every value in force that the forms of some periods brought, with its cell and who sent it."""
        rows: list[Record] = []
        with self._office.ledger(writable=False) as book:
            for period in map(self._office.period, periods):
                rows += [self._observation(one) for one in observations.held(book, (period,))]
        return self._frame(rows, _OBSERVATION, ("value",))

    def entries(self, form: str, *periods: str) -> pd.DataFrame:
        """Give the rows of a list in force, a column for each of its own; what stands there stays text."""
        asked = self._office.form(form)
        rows: list[Record] = []
        with self._office.ledger(writable=False) as book:
            for period in map(self._office.period, periods):
                found = entries_of(self._office, book, period).get(asked.code, ())
                rows += [self._entry(one) for one in found]
        labels = [column.label for column in asked.columns]
        return self._frame(rows, (*_ENTRY, *labels), ())

    def findings(self, *periods: str, history: bool = False) -> pd.DataFrame:
        """Give the findings of the newest versions, or of all of them, as `findings` prints them."""
        rows: list[Record] = []
        with self._office.ledger(writable=False) as book:
            for period in map(self._office.period, periods):
                found = findings_of(self._office, book, period, history=history)
                rows += [finding_document(one) for one in found]
        return self._frame(rows, _FINDING, ())

    def _observation(self, one: Held) -> Record:
        seen, brought = one.observation, one.submission
        item = self._office.catalogue.item_by_code.get(seen.item)
        return {
            "unit": self._office.catalogue.unit_name(seen.unit),
            "item": seen.item,
            "name": item.name if item else seen.item,
            "measure": item.measure if item else "",
            "period": str(seen.period),
            "value": seen.value,
            "state": str(seen.state),
            "content": str(seen.content),
            "key": seen.key,
            "nature": seen.nature,
            "explanation": seen.explanation,
            "text": seen.text,
            "sheet": seen.sheet,
            "cell": seen.cell,
            "sender": self._office.catalogue.unit_name(brought.sender),
            "form": brought.form,
            "version": brought.version,
            "verdict": str(brought.verdict),
            "received_at": brought.received_at,
            "file": brought.file,
            "sha256": brought.sha256,
        }

    def _entry(self, one: HeldEntry) -> Record:
        row, brought = one.entry, one.submission
        return {
            "unit": self._office.catalogue.unit_name(row.unit),
            "key": row.key,
            "sender": self._office.catalogue.unit_name(brought.sender),
            "form": brought.form,
            "period": str(brought.period),
            "version": brought.version,
            "file": brought.file,
            "sheet": row.sheet,
            "row": row.row,
            **row.fields,
        }

    def _frame(self, rows: Sequence[Record], columns: Sequence[str], numbers: Iterable[str]) -> pd.DataFrame:
        import pandas as pd  # heavy: nobody else pays for it

        frame = pd.DataFrame(rows, columns=columns)
        for name in numbers:
            exact = [None if row[name] is None else Decimal(str(row[name])) for row in rows]
            frame[name] = pd.Series(exact, dtype=object if self._exact else "float64")
        return frame.astype({"rank": "Int64"}) if "rank" in frame else frame
