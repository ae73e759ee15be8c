"""A corrected form says what it corrects, cell by cell."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from reporting.merge.changes import changes
from reporting.model.changes import Comparison, Contents, Turn
from reporting.model.periods import Period
from reporting.model.records import Entry, Finding, Observation
from reporting.model.words import Content, Severity, State
from tests import builders

Q3 = Period(2023, 3)
CITY = builders.catalogue(items=(builders.item("A", "研发费用"), builders.item("B", "营业收入")))


def figure(text: str, item: str = "A", cell: str = "C5", **given: object) -> Observation:
    """Make what stands in a cell: a number, words, or nothing."""
    number = Decimal(text) if text.replace(".", "").isdigit() else None
    state = State.VALUE if number else State.ZERO if text == "0" else State.NONE if text == "—" else State.BLANK
    made = Observation("甲", item, Q3, number, state, text, "表", cell)
    return made._replace(**given)  # type: ignore[arg-type]


def row(key: str, line: int = 5, **fields: str) -> Entry:
    """Make a row of a list, its fields from column B on."""
    told = {"代码": key, **fields}
    return Entry("L1", "甲", key, "名录", line, told, {label: f"{'ABCDE'[at]}{line}" for at, label in enumerate(told)})


def fault(code: str, cell: str | None = "C5", severity: Severity = Severity.ERROR, **given: object) -> Finding:
    """Make a finding at a cell of the form's sheet."""
    return Finding(code, severity, f"{code}。", sheet="表", cell=cell, **given)  # type: ignore[arg-type]


def compared(before: Contents, after: Contents) -> Comparison:
    """Compare a second version with the first."""
    return changes(CITY, 1, before, after)


def of(*observations: Observation, found: tuple[Finding, ...] = ()) -> Contents:
    """Make the contents of a form of figures."""
    return Contents(observations, findings=found)


MISSING = (fault("value-required"),)


@pytest.mark.parametrize(
    ("before", "after", "turn", "told"),
    [
        ("12.5", "13", Turn.CORRECTED, ("12.5", "13")),
        ("12.5", "0", Turn.CORRECTED, ("12.5", "0")),
        ("—", "3", Turn.CORRECTED, ("—", "3")),
        ("0", "—", Turn.CORRECTED, ("0", "—")),
        ("约12", "12", Turn.CORRECTED, ("约12", "12")),
        ("", "0", Turn.FILLED, ("", "0")),
        ("", "—", Turn.FILLED, ("", "—")),
        ("", "见附件", Turn.FILLED, ("", "见附件")),
        ("12", "", Turn.EMPTIED, ("12", "")),
        ("0", " ", Turn.EMPTIED, ("0", "")),
    ],
)
def test_a_cell_that_is_not_as_it_was(before: str, after: str, turn: Turn, told: tuple[str, str]) -> None:
    """What was corrected, filled or emptied is told with what stood there and what stands there now."""
    (change,) = compared(of(figure(before)), of(figure(after))).changes
    assert (change.turn, change.what, change.sheet, change.cell) == (turn, "研发费用", "表", "C5")
    assert (change.before, change.after) == told


@pytest.mark.parametrize(
    ("before", "after", "unchanged"),
    [
        ("12.5", "12.50", 1),
        ("0", "0", 1),
        ("—", "—", 1),
        ("见 附件", "见附件", 1),
        ("", "", 0),
        ("", "  ", 0),
    ],
)
def test_a_cell_that_is_as_it_was(before: str, after: str, unchanged: int) -> None:
    """Equal numbers and words are only counted, and a cell that may stay empty is not even that."""
    compared_ = compared(of(figure(before)), of(figure(after)))
    assert (compared_.changes, compared_.unchanged) == ((), unchanged)


def test_what_is_missing_still_is_what_the_form_wants() -> None:
    """A blank that nobody asks for is not missing; one that is asked for is, and comes first."""
    before = of(figure(""), figure("1", "B", "C6"))
    after = of(figure(""), figure("2", "B", "C6"), found=MISSING)
    assert [one.turn for one in compared(before, after).changes] == [Turn.MISSING, Turn.CORRECTED]
    assert compared(before, of(figure(""))).changes[-1].turn is Turn.EMPTIED  # the row that is gone


def test_a_row_that_moved_is_no_change() -> None:
    """Figures are known by what they are, not by their address."""
    moved = compared(of(figure("1"), figure("2", "B", "C6")), of(figure("2", "B", "C5"), figure("1", cell="C9")))
    assert (moved.changes, moved.unchanged) == ((), 2)


def test_last_years_figure_and_the_explanation_are_cells_of_their_own() -> None:
    """Both stand beside the figure, and each may change alone."""
    before = of(figure("1"), figure("3", content=Content.BASE, cell="D5"))
    after = of(figure("1", explanation="新增两家企业"), figure("4", content=Content.BASE, cell="D5"))
    told = [(one.turn, one.what, one.before, one.after) for one in compared(before, after).changes]
    assert told == [
        (Turn.CORRECTED, "研发费用（上年同期）", "3", "4"),
        (Turn.FILLED, "研发费用的说明", "", "新增两家企业"),
    ]


def test_how_final_a_figure_is_counts() -> None:
    """A figure that was expected and now is final is told, though the number is the same."""
    (change,) = compared(of(figure("12", nature="预计数")), of(figure("12"))).changes
    assert (change.before, change.after) == ("12（预计数）", "12")


def test_units_are_named_where_there_are_several() -> None:
    """In a table of counties a change says whose figure it is."""
    others = (figure("1", unit="乙", cell="C6"),)
    (change,) = compared(of(figure("1"), *others), of(figure("2"), *others)).changes
    assert change.what == "甲县研发费用"


def test_rows_of_a_list_are_known_by_their_key() -> None:
    """Rows may come in another order; new and gone ones are told as rows, not as many cells."""
    before = Contents(entries=(row("1", 5, 名称="甲厂", 人数="5"), row("2", 6, 名称="乙厂", 人数="7")))
    after = Contents(entries=(row("3", 5, 名称="丙厂", 人数="1"), row("1", 6, 名称="甲厂", 人数="6")))
    found = compared(before, after)
    assert [(one.turn, one.what, one.cell, one.before, one.after) for one in found.changes] == [
        (Turn.CORRECTED, "1的人数", "C6", "5", "6"),
        (Turn.ADDED, "3", "A5", "", "丙厂"),
        (Turn.GONE, "2", "A6", "乙厂", ""),
    ]
    assert found.unchanged == 2


def test_rows_with_the_same_key_or_none_are_held_apart() -> None:
    """A double that goes is one row gone; a row without a key is the same where it says the same."""
    double = Contents(entries=(row("1", 5, 名称="甲厂"), row("1", 6, 名称="甲厂"), row("", 7, 名称="无码厂")))
    single = Contents(entries=(row("1", 5, 名称="甲厂"), row("", 6, 名称="无码厂")))
    assert [one.turn for one in compared(double, single).changes] == [Turn.GONE]
    assert compared(double, double).changes == ()


def test_a_figure_of_a_list_is_told_once() -> None:
    """What a list gives as a figure too stands in its row."""
    before = Contents((figure("5", key="1"),), (row("1", 5, 人数="5"),))
    after = Contents((figure("6", key="1"),), (row("1", 5, 人数="6"),))
    assert [one.what for one in compared(before, after).changes] == ["1的人数"]


def test_findings_are_settled_left_or_new() -> None:
    """The same fault at the same figure is the same, wherever the row stands now; notes are not counted."""
    before = of(
        figure("1"),
        figure("2", "B", "C6"),
        found=(fault("sum"), fault("jump", "C6", Severity.WARNING), fault("late", None, Severity.NOTE)),
    )
    after = of(
        figure("2", "B", "C5"),
        figure("3", cell="C9"),
        found=(fault("jump", "C5", Severity.WARNING), fault("scale", "C9", Severity.WARNING)),
    )
    found = compared(before, after)
    assert [one.code for one in found.settled] == ["sum"]
    assert [(one.code, one.cell) for one in found.left] == [("jump", "C5")]
    assert [one.code for one in found.fresh] == ["scale"]


def test_faults_without_a_cell_are_known_by_what_they_expect() -> None:
    """Of two missing rows one was put back."""
    rows = [fault("row-missing", None, expected=name) for name in ("研发费用", "营业收入")]
    found = compared(of(found=tuple(rows)), of(found=(rows[1],)))
    assert ([one.expected for one in found.settled], [one.expected for one in found.left]) == (
        ["研发费用"],
        ["营业收入"],
    )


def test_a_long_list_costs_no_pause() -> None:
    """Twenty thousand rows are compared in a moment."""
    names = [row(f"91330300MA{n:08d}", n + 5, 名称=f"第{n}公司", 地址="某路") for n in range(20_000)]
    changed = [*names[:-1], row("91330300MA00019999", 20_004, 名称="新名", 地址="某路")]
    begun = time.perf_counter()
    found = compared(Contents(entries=tuple(names)), Contents(entries=tuple(changed)))
    assert time.perf_counter() - begun < 2
    assert [one.turn for one in found.changes] == [Turn.CORRECTED]
