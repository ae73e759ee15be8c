"""Lists as long as a city has: what is wrong in them is found, and nobody waits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from reporting.checks import Shelf, joint, own
from reporting.demo.companies import companies
from reporting.model.history import History
from reporting.model.periods import Period
from reporting.model.records import Entry, HeldEntry
from tests.builders import submission
from tests.checks.papers import CATALOGUE, codes, draft

ROWS = 15_700
# What a user notices as waiting; a check of these rows takes a fraction of it.
PAUSE = 3


def entries(county: str, count: int) -> Iterator[Entry]:
    """Give the rows of a county's list."""
    labels = [column.label for column in CATALOGUE.form_by_code["L1"].columns]
    unit = CATALOGUE.unit_by_code[county]
    for row, (code, name, _, _, until) in enumerate(companies(unit, count, 2023), start=5):
        fields = {labels[0]: code, labels[1]: name, labels[2]: "", labels[3]: until}
        yield Entry("L1", county, code, "名录", row, fields, {labels[0]: f"A{row}", labels[1]: f"B{row}"})


def test_a_list_of_all_enterprises_is_checked_at_once() -> None:
    """One row twice, one wrong code and a thousand gone, among 15,700: found, and nothing else."""
    rows = list(entries("甲", ROWS))
    wrong = replace(
        rows[70], key="91330399MA0000000X", fields={**rows[70].fields, "统一社会信用代码": "91330399MA0000000X"}
    )
    here = (*rows[:70], wrong, *rows[71 : ROWS - 1000], replace(rows[9], row=ROWS))
    before = {row.key: row.fields for row in rows}
    paper = draft("L1").paper
    paper = replace(paper, reading=replace(paper.reading, entries=here), history=History(rows={("L1", "甲"): before}))
    began = time.perf_counter()
    found = own(paper)
    assert time.perf_counter() - began < PAUSE
    assert codes(found) == ["list-double", "list-code", "list-gone"]
    assert found[2].found == "少1001行"


def test_lists_of_all_counties_are_held_against_each_other_at_once() -> None:
    """One enterprise in the lists of two counties, among 15,700: each is told, and nobody else."""
    shared = next(entries("甲", 1))
    lists = [(county, list(entries(county, ROWS // 5))) for county in "甲乙丙丁戊"]
    lists[1][1].append(replace(shared, unit="乙", row=9_999))
    held = tuple(HeldEntry(row, submission(county, "L1", Period(2023, 3))) for county, rows in lists for row in rows)
    began = time.perf_counter()
    found = joint(Shelf(CATALOGUE, Period(2023, 3), (), {"L1": held}))
    assert time.perf_counter() - began < PAUSE
    assert sorted((one.code, one.sender or "") for one in found) == [
        ("list-two-units", "乙县"),
        ("list-two-units", "甲县"),
    ]
