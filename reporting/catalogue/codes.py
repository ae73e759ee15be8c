"""Hold the codes of a table that no other table refers to: each given, each once."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.catalogue.row import Row
from reporting.model.names import normalised


def check_codes(rows: Sequence[Row], heading: str = "代码") -> None:
    """Note rows without a code, and codes given twice."""
    seen: dict[str, Row] = {}
    for row in rows:
        code = normalised(row.needed(heading))
        first = seen.setdefault(code, row)
        if code and first is not row:
            row.fault(heading, f"{heading}“{row.text(heading)}”与第{first.number}行重复", f"请给每行不同的{heading}")
