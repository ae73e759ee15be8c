"""Every figure printed anywhere leads to cells, and what stands in these cells, read anew, is the observation again.

The figures are those of every product of the demonstration's last quarter: of the documents by their bookmarks, of the
workbooks by their links. The cells are read twice: by openpyxl, and by the reader and all that makes a form of a file.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reporting.commands.open_file import Terms, open_file
from reporting.ledger.observations import HeldOnce
from reporting.model.periods import Period
from reporting.model.records import Arrival, Entry, Held, Observation
from reporting.model.tags import Tag
from tests.builders import NOON
from tests.commands.asking import answers_for, leaves, office_of
from tests.commands.conftest import Demo
from tests.documents.made import tagged

QUARTER = "2023Q3"
_KEY = re.compile(r"\d{4}(?:Q\d)?/[^/\s]+/[^\s\u3000]+")
Place = tuple[str, str, str]


def keys_of(product: Path) -> Iterator[str]:
    """Give the keys that a product bears: a document at its figures, a workbook in the tips of its links and notes."""
    if product.suffix == ".docx":
        yield from (tag for tag, _ in tagged(product.read_bytes()))
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl, of what it does not know
        book = openpyxl.load_workbook(product)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                told = cell.hyperlink.tooltip if cell.hyperlink else None
                found = _KEY.match(told or "")
                if found:
                    yield found[0]
        for rule in sheet.data_validations.dataValidation:
            found = _KEY.match(rule.promptTitle or "") or _KEY.match(rule.prompt or "")
            if found:
                yield found[0]


@pytest.fixture(scope="module")
def keys(demo: Demo) -> Mapping[str, frozenset[str]]:
    """Give the keys of each product of the quarter."""
    outbox = demo.home / "outbox" / QUARTER
    products = [one for one in sorted(outbox.iterdir()) if one.suffix in (".docx", ".xlsx")]
    return {one.name: frozenset(keys_of(one)) for one in products}


@pytest.fixture(scope="module")
def answers(demo: Demo, keys: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    """Ask for all of them."""
    return answers_for(demo.home, sorted(frozenset().union(*keys.values())))


@pytest.fixture(scope="module")
def ends(answers: dict[str, Any]) -> dict[Place, Any]:
    """Give every cell that any of the figures ends at."""
    return {place_of(leaf["source"]): leaf for answer in answers.values() for leaf in leaves(answer)}


def place_of(source: Any) -> Place:
    """Give where a leaf ends."""
    return source["file"], source["sheet"], source["cell"]


def test_every_product_with_figures_bears_keys(keys: Mapping[str, frozenset[str]]) -> None:
    """The briefing, both task tables and the compiled workbook: whatever prints figures says which they are."""
    assert {name for name, found in keys.items() if len(found) > 50} >= {
        "季度简报.docx",
        "指标任务表.docx",
        "汇总表.xlsx",
    }
    assert all(Tag.parse(key).period for found in keys.values() for key in found)


def test_every_printed_figure_ends_at_cells(answers: dict[str, Any]) -> None:
    """No key leads nowhere, but for those of the plan, which no form is asked for, and of who has sent nothing."""
    assert len(answers) > 1000
    silent = [key for key, answer in answers.items() if not list(leaves(answer))]
    for key in silent:
        aspect = answers[key].get("aspect", "value")
        assert aspect in ("target", "final", "final_target") or answers[key]["value"] is None, key


def test_the_texts_stand_in_the_originals(demo: Demo, ends: dict[Place, Any]) -> None:
    """Opened with openpyxl, every cell holds the very text that its leaf gives."""
    assert len(ends) > 900
    for file in sorted({file for file, _, _ in ends}):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(demo.home / file, data_only=True)
        for place, leaf in ends.items():
            if place[0] == file:
                stands, text = book[place[1]][place[2]].value, leaf["source"]["text"]
                same = (
                    Decimal(text) == Decimal(str(stands)) if isinstance(stands, int | float) else text == (stands or "")
                )
                assert same, (place, stands, text)


@pytest.fixture(scope="module")
def reread(demo: Demo, ends: dict[Place, Any]) -> dict[Place, list[Observation | Entry]]:
    """Read the originals anew, from bytes to observations and list rows, as if they had just come."""
    office = office_of(demo.home)
    found: dict[Place, list[Observation | Entry]] = {}
    for file in sorted({file for file, _, _ in ends}):
        content = (demo.home / file).read_bytes()
        arrival = Arrival(Path(file).name, content, Path(file).stem, NOON)
        opened = open_file(Terms(office.catalogue, office.settings, date(2023, 11, 1)), arrival)
        for reading in opened.readings:
            for one in reading.observations:
                found.setdefault((file, one.sheet, one.cell), []).append(one)
            for row in reading.entries:
                for cell in row.cells.values():
                    found.setdefault((file, row.sheet, cell), []).append(row)
    return found


def test_the_cells_read_anew_give_the_observations(
    demo: Demo, ends: dict[Place, Any], reread: dict[Place, list[Observation | Entry]]
) -> None:
    """What the reader makes of each cell today is what the ledger holds of it, and what the leaf gives."""
    office = office_of(demo.home)
    with office.ledger(writable=False) as book:
        periods = [Period(year, quarter) for year in range(2019, 2024) for quarter in (0, 1, 2, 3, 4)]
        held: dict[tuple[str, str, str], list[Held]] = {}
        for one in HeldOnce(book).of(periods):
            seen = one.observation
            held.setdefault((one.submission.sha256, seen.sheet, seen.cell), []).append(one)
    figures = 0
    for (file, sheet, cell), leaf in ends.items():
        again = reread[file, sheet, cell]
        rows = [one for one in again if isinstance(one, Entry)]
        if leaf["code"] in office.catalogue.form_by_code:
            assert any(row.fields[leaf["name"]] == leaf["source"]["text"] for row in rows), leaf
            continue
        known = {one.observation for one in held[leaf["source"]["sha256"], sheet, cell]}
        told = [one for one in again if isinstance(one, Observation) and one in known]
        values = {str(one.value) if one.value is not None else None for one in told if one.item == leaf["code"]}
        assert any(_same(value, leaf["value"]) for value in values), (leaf, values)
        figures += 1
    assert figures > 600


def _same(value: str | None, told: str | None) -> bool:
    return value is None and told is None if None in (value, told) else Decimal(str(value)) == Decimal(str(told))


def test_a_cell_that_holds_something_else_would_be_seen(ends: dict[Place, Any]) -> None:
    """The comparison is no mere form: another value is not the same."""
    leaf = next(leaf for leaf in ends.values() if leaf["value"] not in (None, "0"))
    assert not _same(str(Decimal(leaf["value"]) + 1), leaf["value"])
    assert not _same(None, leaf["value"])
