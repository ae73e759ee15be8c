"""The county clerks' guide promises nothing that is not so."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from reporting.intake import values
from reporting.model.grid import Cell
from reporting.model.words import Severity, State

GUIDE = Path(__file__).parents[2] / "docs" / "county-clerk.zh-CN.md"
_ROW = re.compile(r"^\| (\S+) \| (`.+`) \| (.+?) \| (?:\[[^\]]+\]\(findings/([a-z-]+)\.md\)\S*)? ?\|$", re.MULTILINE)
STATES = {"没有（不是 0）": State.NONE, "不适用": State.NOT_APPLICABLE}


def promised() -> list[tuple[str, str, str, str]]:
    """Give what the guide's table says of each text: the column's measure, the text, what it is read as, the code."""
    rows = _ROW.findall(GUIDE.read_text(encoding="utf-8"))
    return [
        (measure, text, read, code) for measure, texts, read, code in rows for text in re.findall("`([^`]+)`", texts)
    ]


@pytest.mark.parametrize(("measure", "text", "read", "code"), promised())
def test_what_the_guide_says_is_so(measure: str, text: str, read: str, code: str) -> None:
    """Every line of the table 这样填 / 读作 / 提示 is what comes back."""
    found = values.number(Cell(1, 1, text), measure)
    assert [remark.code for remark in found.remarks] == ([code] if code else [])
    if read == "退回":
        assert (found.value, found.remarks[0].severity) == (None, None)
    elif read in STATES:
        assert (found.value, found.state) == (None, STATES[read])
    else:
        number, _, nature = read.partition("，记为")
        assert (found.value, found.nature) == (Decimal(number), nature)
        assert found.remarks[0].severity in (None, Severity.NOTE)


def test_the_guide_has_its_table() -> None:
    """The table is there to be held to."""
    assert len(promised()) > 30
