"""The table of sentences that clerks keep (句子.csv): each row is a figure and what ought to be said of it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from reporting.model.figures import Compilation, Sentence
from reporting.narrative.indicators import indicators
from reporting.narrative.problems import problems
from reporting.narrative.prompts import county_prompts
from tests.narrative.table import NOTHING, OPENINGS, PLACES, SENTENCES, UNIT_OF_PROMPTS, Row, compiled, rows

ROWS = rows()
AT_LEAST = 150
NOTES = re.compile(
    r"(?:预计|快报|初步|年报|最终核实|修订)数|含待审核数据|同口径|退回未改|空格|不适用"
    r"|同比[-−]?[\d.]+|覆盖\d+/\d+|期间\d{4}—\d{4}|折算(?:[\d.]+|缺)"
)


def _indicator(held: Compilation) -> tuple[Sentence, ...]:
    return indicators(held, held.key_figures)


def _problem(held: Compilation) -> tuple[Sentence, ...]:
    return problems(held, held.key_figures)[:1]


def _prompt(held: Compilation) -> tuple[Sentence, ...]:
    return county_prompts(held, UNIT_OF_PROMPTS)


TOLD: dict[str, Callable[[Compilation], tuple[Sentence, ...]]] = {
    "主要指标": _indicator,
    "存在问题": _problem,
    "提示单": _prompt,
}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['编号']} {row['情形']}" for row in ROWS])
def test_the_sentence_is_what_a_clerk_would_write(row: Row) -> None:
    """Every row of the table comes out word for word, and nothing of what must not be said with it."""
    said = [one.text for one in TOLD[row["句类"]](compiled(row))]
    assert said == ([] if row["句子"] == NOTHING else [row["句子"]])
    assert [word for word in row["不得出现"].split("、") if word and word in "".join(said)] == []


def test_the_table_stays_as_large_as_promised() -> None:
    """Rows may be added; a bureau that strikes most of them is told."""
    assert len(ROWS) >= AT_LEAST


def test_every_note_is_understood() -> None:
    """A slip of the pen in 附注 would quietly describe another figure than the clerk meant."""
    notes = {note for row in ROWS for note in row["附注"].split("；") if note}
    assert {note for note in notes if not NOTES.fullmatch(note)} == set()


@pytest.mark.parametrize("table", [SENTENCES, PLACES, OPENINGS])
def test_a_table_is_whole(table: str) -> None:
    """A row lost or numbered twice in Excel is seen, and so is one without a sentence."""
    found = rows(table)
    assert [row["编号"] for row in found] == [str(number) for number in range(1, len(found) + 1)]
    assert len({row["情形"] + row.get("位置", "") for row in found}) == len(found)
    assert all(row["句子"] for row in found)
