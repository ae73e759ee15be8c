"""`trace`: every figure leads back to files, sheets and cells in which those very numbers stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reporting.commands import trace as tracing
from reporting.commands.known import evidence_of
from reporting.commands.office import Office, open_office
from reporting.merge.evidence import Evidence
from tests.commands.calling import call, is_for_people
from tests.commands.conftest import Demo
from tests.commands.shapes import ERROR, breaches, node

QUARTER, CITY = "2023Q3", "全市"
Cells = dict[tuple[str, str, str], Any]
Traces = dict[tuple[str, str], Any]


def leaves(tree: Any) -> Iterator[Any]:
    """Give the nodes of a tree that end at a cell."""
    if "source" in tree:
        yield tree
    for part in tree["parts"]:
        yield from leaves(part)


def reread(home: Path, wanted: set[tuple[str, str, str]]) -> Cells:
    """Read cells anew with openpyxl: (file, sheet, cell) → what stands there; every workbook is opened once."""
    found: Cells = {}
    for file in sorted({file for file, _, _ in wanted}):
        book = openpyxl.load_workbook(home / file, read_only=True, data_only=True)
        for sheet in sorted({sheet for name, sheet, _ in wanted if name == file}):
            for row in book[sheet].iter_rows():
                for cell in row:
                    place = (file, sheet, getattr(cell, "coordinate", ""))
                    if place in wanted:
                        found[place] = cell.value
        book.close()
    return found


def agrees(leaf: Any, stands: object) -> bool:
    """Whether a leaf gives what stands in its cell: the text as it is, and the number it is."""
    text, value = leaf["source"]["text"], leaf["value"]
    if isinstance(stands, int | float):
        return Decimal(text) == Decimal(str(stands)) == Decimal(value)
    if leaf["code"] == "PARK_STAGE":  # words are counted: 1 at the last stage, else 0
        return text == (stands or "") and value in (("1",) if stands == "批复" else ("0", None))
    return text == (stands or "") and value is None


def place_of(leaf: Any) -> tuple[str, str, str]:
    """Give where a leaf ends."""
    source = leaf["source"]
    return source["file"], source["sheet"], source["cell"]


@pytest.fixture(scope="module")
def traces(demo: Demo) -> Traces:
    """Give the trace of every figure with a value, of all codes and all units.

    The office is opened and the evidence gathered once: what is asked is the answer of the command, 800 times.
    """
    office = open_office(demo.home, datetime.fromisoformat("2023-11-01T09:00:00+08:00"), print)
    kept: dict[str, Evidence] = {}

    def once(where: Office, book: Any, period: Any, **_code: str) -> Evidence:
        if str(period) not in kept:
            kept[str(period)] = evidence_of(where, book, period)
        return kept[str(period)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tracing, "evidence_of", once)
        answer: Callable[..., Any] = partial(tracing.trace, office, QUARTER)
        return {
            (one["code"], one["unit"]): answer(one["code"], unit=one["unit"]).document
            for one in demo.ask("figures", QUARTER)
            if one["value"] is not None
        }


@pytest.fixture(scope="module")
def cells(demo: Demo, traces: Traces) -> Cells:
    """Give what stands in every cell that any of the traces ends at."""
    return reread(demo.home, {place_of(leaf) for tree in traces.values() for leaf in leaves(tree)})


def test_a_trace_keeps_its_shape(demo: Demo) -> None:
    """`{code, unit, period, value, state, formula, parts}` down to leaves with their source."""
    for words in (("315-1",), ("315-8",), ("315-8", "--unit", "泰顺"), ("TECH_DEALS", "--unit", "330382"), ("GDP",)):
        tree = demo.ask("trace", QUARTER, *words)
        assert node(tree), tree
        assert (tree["code"], tree["period"]) == (words[0], QUARTER)


def test_a_unit_may_be_named_as_people_do(demo: Demo) -> None:
    """Name, alias and code name the same unit; without any the whole city is meant."""
    trees = [demo.ask("trace", QUARTER, "TECH_DEALS", "--unit", word) for word in ("乐清市", "乐清", "330382")]
    assert trees[0] == trees[1] == trees[2]
    assert trees[0]["unit"] == "乐清市"
    assert demo.ask("trace", QUARTER, "TECH_DEALS")["unit"] == CITY


def test_people_see_the_way_of_a_figure(demo: Demo) -> None:
    """The words for people lead from the figure to sender, file, sheet and cell, and name who is missing."""
    told = call("--home", demo.home, "trace", QUARTER, "315-8")
    assert told.status == 0
    assert is_for_people(told.out)
    assert re.search(r"← 瑞安市第2版 ledger/originals/\S+ KJ1 .*![A-Z]+\d+“18.23”", told.out)
    alone = call("--home", demo.home, "trace", QUARTER, "315-8", "--unit", "泰顺县")
    assert "未报送" in alone.out


def test_every_figure_has_leaves_and_every_leaf_its_number(demo: Demo, traces: Traces, cells: Cells) -> None:
    """In the file, on the sheet, at the cell that a leaf names stands the very text and number it gives."""
    assert len(traces) > 700
    amiss = []
    for key, tree in traces.items():
        ends = list(leaves(tree))
        assert ends, key
        for leaf in ends:
            stands = cells.get(place_of(leaf))
            if not agrees(leaf, stands):
                amiss.append((key, leaf, stands))
    assert amiss == []
    assert all((demo.home / leaf["source"]["file"]).is_file() for tree in traces.values() for leaf in leaves(tree))


def test_every_trace_gives_the_figure_it_explains(demo: Demo, traces: Traces) -> None:
    """The value at the head of a trace, rounded half up, is the figure as printed."""
    for one in demo.ask("figures", QUARTER):
        if one["value"] is not None:
            tree = traces[one["code"], one["unit"]]
            places = Decimal(1).scaleb(-len(one["value"].partition(".")[2]))
            assert abs(Decimal(tree["value"]) - Decimal(one["value"])) <= places / 2, (one, tree)
            assert tree["state"] == one["state"]


def test_parts_of_a_sum_add_up(traces: Traces) -> None:
    """Wherever a part says it is a sum, the values below it add up to it exactly."""
    sums = [
        part for tree in traces.values() for part in (tree, *tree["parts"]) if str(part["formula"]).startswith("合计(")
    ]
    assert len(sums) > 20
    for part in sums:
        values = [Decimal(one["value"]) for one in part["parts"] if one["value"] is not None]
        assert sum(values) == Decimal(part["value"]), part


def worked_out(formula: str, parts: list[Any]) -> Decimal:
    """Work a formula out by the names of its parts, as a reader with a calculator would."""
    known = {part["name"]: Decimal(part["value"]) for part in parts}
    names = sorted(known, key=len, reverse=True)
    wording = re.compile("|".join([*(f"「{re.escape(name)}」|{re.escape(name)}" for name in names), r"\d+(?:\.\d+)?"]))

    def in_python(match: re.Match[str]) -> str:
        word = match[0].strip("「」")
        return f"known[{word!r}]" if word in known else f"Decimal({word!r})"

    expression = wording.sub(in_python, formula)
    return Decimal(eval(expression, {"Decimal": Decimal, "known": known}))


def test_an_indicator_is_its_formula_over_its_parts(demo: Demo, traces: Traces) -> None:
    """Worked out by hand from its parts, the formula of every indicator gives its value."""
    indicators = {one["code"] for one in demo.ask("catalogue")["indicators"]}
    worked = 0
    for (code, unit), tree in traces.items():
        if code in indicators:
            result = worked_out(tree["formula"], tree["parts"])
            assert abs(result - Decimal(tree["value"])) < Decimal("1e-20"), (code, unit, tree)
            worked += 1
    assert worked > 200


def test_a_row_of_a_list_is_traced_by_its_key(demo: Demo) -> None:
    """`--key` gives each field of a project's or task's row with the cell it stands in."""
    for form, key, unit in (("KJ8", "P01", "龙湾区"), ("KJ7", "T1", "市科技局")):
        tree = demo.ask("trace", QUARTER, form, "--key", key)
        assert node(tree), tree
        assert tree["unit"] == unit
        ends = list(leaves(tree))
        assert len(ends) >= 5
        stands = reread(demo.home, {place_of(leaf) for leaf in ends})
        for leaf in ends:
            found = stands.get(place_of(leaf))
            assert leaf["source"]["text"] == ("" if found is None else str(found)), leaf


def test_a_row_of_a_large_list_is_traced_by_its_code(demo: Demo) -> None:
    """An enterprise of a county's list is found by its code, in that county's file."""
    found = next(one for one in demo.ask("findings", QUARTER) if one["code"] == "list-gone")
    gone = re.search(r"9133[0-9A-Z]{14}", found["message"])
    assert gone
    before = demo.ask("trace", "2022Q4", "KJ9", "--key", gone[0])
    assert before["unit"] == found["sender"]
    assert gone[0] in {leaf["source"]["text"] for leaf in leaves(before)}
    assert list(leaves(demo.ask("trace", QUARTER, "KJ9", "--key", gone[0]))) == []


@pytest.mark.parametrize(
    "words",
    [
        ("没有这个代码",),
        ("KJ1",),
        ("KJ8",),
        ("315-1", "--unit", "没有这个县"),
    ],
)
def test_what_cannot_be_traced_is_told(demo: Demo, words: tuple[str, ...]) -> None:
    """An unknown code or unit, and a list without a key, are refused with the mend."""
    told = call("--home", demo.home, "trace", QUARTER, *words, "--json")
    assert told.status == 2
    assert breaches(told.document["error"], ERROR) == []
    assert told.document["error"]["mend"]
