"""Fill the briefing of the bench by our own `documents/`: four native charts, and figures that bear their keys.

python -m benchmarks.briefing TEMPLATE RESULT
"""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from benchmarks.briefdata import (
    CHARTS,
    COUNTIES,
    FIELDS,
    FIGURES,
    INDICATORS,
    MERGED,
    SECTIONS,
    SENTENCES,
    WORDS,
    number,
    rows,
    sentence,
)
from reporting.documents.chart import SHEET, Chart, ChartData, Series
from reporting.documents.fill import Filling, Value, fill
from reporting.documents.words import Properties, Record, Rows
from reporting.model.periods import Period
from reporting.model.tags import Quoted, Tag
from reporting.sheets.tabulate import tabulate

_TAG = Tag(Period(2023, 3), "315-4", "330302")


def filling() -> Filling:
    """Gather what goes in, charts and keys among it."""
    told: dict[str, Value] = {
        section: tuple(
            tuple(Quoted(part, _TAG) if at in (1, 3) else part for at, part in enumerate(sentence(section, n)))
            for n in range(SENTENCES)
        )
        for section in ("总体情况", *SECTIONS)
    }
    tables = {table: Rows(_records(table), MERGED.get(table, {})) for table in FIELDS}
    units: tuple[Record, ...] = tuple(
        {"单位": f"县{n}", "各指标": tuple(Quoted(number(n, at), _TAG) for at in range(INDICATORS))}
        for n in range(COUNTIES)
    )
    tables["县区表"] = Rows(units, headings={"各指标": tuple(f"指标{n}" for n in range(INDICATORS))})
    charts = {slot: _chart(slot, at) for at, slot in enumerate(CHARTS)}
    properties = Properties("简报", "某局", date(2023, 10, 21))
    return Filling({**WORDS, **told, "县区表注": ("注：略。",)}, properties, tables, charts)


def _records(table: str) -> tuple[Record, ...]:
    return tuple(
        {field: Quoted(text, _TAG) if field in FIGURES else text for field, text in row.items()} for row in rows(table)
    )


def _chart(slot: str, seed: int) -> Chart:
    names = tuple(f"县{n}" for n in range(COUNTIES))
    values = tuple(Decimal(number(n, seed)) for n in range(COUNTIES))
    data = ChartData(slot, names, (Series("完成", values), Series("时序", values)), "单位：%", 1, "柱形图。")
    return Chart(data, tabulate(SHEET, data.table), 150, 60)


if __name__ == "__main__":
    template = Path(sys.argv[1])
    Path(sys.argv[2]).write_bytes(fill(template.read_bytes(), template.name, filling()))
