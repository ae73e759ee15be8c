"""One question to a large ledger, as a process: `python -m benchmarks.asked ours|peer figures|trace HOME`.

Prints the seconds of the processor between an open home, or an imported pandas, and the answer. The peer reads the same
table with SQL and works out less: values, the city's sums, growth and places; no targets, no progress, no judgement.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

from benchmarks.ledger import ASKED, ITEM, asked_alone
from benchmarks.workload import NOW
from reporting.cli import BEFORE_SWEEP_OF_ASKING

IN_FORCE = """
SELECT o.unit, o.item, o.value, o.sheet, o.cell, o.text, s.sender, s.version, s.file, s.sha256
FROM observations o JOIN submissions s ON s.number = o.submission
JOIN verdicts v ON v.submission = s.number
WHERE s.period = ? AND v.verdict <> 'returned'
AND v.number = (SELECT MAX(number) FROM verdicts WHERE submission = s.number)
AND s.version = (SELECT MAX(version) FROM submissions t WHERE t.sender = s.sender AND t.form = s.form
                 AND t.period = s.period)
"""


def ours(question: str, home: Path) -> Callable[[], object]:
    """Open the home, and give the call that answers."""
    from reporting.commands.office import open_office

    gc.set_threshold(BEFORE_SWEEP_OF_ASKING)  # as the command does
    office = asked_alone(open_office(home, NOW, lambda _line: None))
    command = getattr(import_module(f"reporting.commands.{question}"), question)
    words = (str(ASKED),) if question == "figures" else (str(ASKED), ITEM)
    return lambda: _made(command(office, *words).document)


def _made(document: object) -> object:
    """Have every row made, one after another, as printing does."""
    return deque(document, maxlen=1) if isinstance(document, Iterator) else document


def peer(question: str, home: Path) -> Callable[[], object]:
    """Import pandas, and give the call that answers."""
    import pandas as pd  # type: ignore[import-untyped, unused-ignore]  # its types are a package of their own

    path = home / "ledger" / "ledger.sqlite3"

    def read(period: str, more: str = "") -> pd.DataFrame:
        with closing(sqlite3.connect(path)) as connection:
            table = pd.read_sql(IN_FORCE + more, connection, params=(period,))
        table["value"] = pd.to_numeric(table["value"])
        return table

    def figures() -> object:
        now, then = read(str(ASKED)), read(str(ASKED.year_before))
        both = now.merge(then[["unit", "item", "value"]], on=["unit", "item"], how="left", suffixes=("", "_then"))
        city = both.groupby("item", as_index=False)[["value", "value_then"]].sum().assign(unit="全市")
        both = pd.concat([city, both[["unit", "item", "value", "value_then"]]])
        both["growth"] = (both["value"] / both["value_then"] - 1) * 100
        both["rank"] = both.groupby("item")["value"].rank(ascending=False, method="min")
        return both.round(2).to_dict("records")

    def trace() -> object:
        rows = read(str(ASKED), f" AND o.item = '{ITEM}'")
        return {"value": rows["value"].sum(), "parts": rows.to_dict("records")}

    return figures if question == "figures" else trace


def main() -> None:
    """Answer once, and print the time it took."""
    who, question, home = sys.argv[1:]
    answer = (ours if who == "ours" else peer)(question, Path(home))
    begun = time.process_time()
    answer()
    print(time.process_time() - begun)


if __name__ == "__main__":
    main()
