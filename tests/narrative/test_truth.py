"""The words are true: every number in a sentence, read back with its direction, is the figure's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reporting.model.figures import Figure
from reporting.model.numbers import plain
from reporting.model.tags import Aspect, Quoted
from reporting.model.words import Algorithm
from reporting.narrative.indicators import indicators
from tests.narrative.reread import LESS, NOTHING, half_up, prints, said
from tests.narrative.table import Row, compiled, rows

_NUMBERS = st.one_of(
    st.decimals(0, 400, places=3), st.decimals(0, 99999, places=2), st.sampled_from([Decimal(0), Decimal("0.04")])
)
_MEASURED = {"年度", "增量", "水平"}
_PLAIN = [
    row
    for row in rows()
    if row["句类"] == "主要指标"
    and row["进度算法"] in _MEASURED
    and row["目标性质"] in ("", "期末值")
    and row["本期"]
    and not row["附注"]
]
_MAY_FALL = ("净收益", "增速")


@dataclass(frozen=True)
class Known:
    """What was drawn, before any rounding."""

    value: Decimal
    base: Decimal | None
    start: Decimal | None
    target: Decimal | None
    figure: Figure
    algorithm: str
    due: Decimal


def _cell(value: Decimal) -> str:
    return plain(value)


@st.composite
def _drawn(draw: st.DrawFn) -> Row:
    """Draw a row of the table with other numbers in it."""
    row = dict(draw(st.sampled_from(_PLAIN)))
    may_fall = row["指标"].endswith(_MAY_FALL)
    for cell in ("本期", "上年同期", "上年末"):
        if row[cell]:
            number = draw(_NUMBERS) * (draw(st.sampled_from([1, -1])) if may_fall else 1)
            row[cell] = _cell(number)
    if row["年度目标"]:
        row["年度目标"] = _cell(draw(st.decimals(1, 20000, places=0)))
    return row


def _known(row: Row) -> Known:
    held = compiled(row)

    def number(cell: str) -> Decimal | None:
        return Decimal(row[cell]) if row[cell] else None

    due = Decimal(100) if row["报告期"].endswith("Q4") else Decimal(row["时序"] or 75)
    return Known(Decimal(row["本期"]), number("上年同期"), number("上年末"), number("年度目标"), held.key_figures[0],
                 row["进度算法"], due)  # fmt: skip


def _progress(known: Known) -> Decimal:
    assert known.target is not None
    if known.algorithm == Algorithm.INCREMENT:
        assert known.start is not None
        return (known.value - known.start) / (known.target - known.start) * 100
    return known.value / known.target * 100


def _is_true(part: Quoted, known: Known) -> bool:
    """Hold words against what was drawn, worked out here anew."""
    text, places = part.text, known.figure.places
    rounded: dict[Aspect, Callable[[], Decimal | None]] = {
        Aspect.NET: lambda: half_up(known.value, places) - half_up(known.start or Decimal(0), places),
        Aspect.TARGET: lambda: known.target,
        Aspect.GROWTH: lambda: _growth(known, places),
        Aspect.GAP: lambda: _gap(known, places),
    }
    if part.tag.aspect in rounded:
        return said(text) == rounded[part.tag.aspect]()
    if part.tag.aspect is Aspect.PROGRESS:
        gone = _progress(known)
        return gone <= 0 if text == NOTHING else prints(text, gone, 1)
    printed = {Aspect.VALUE: known.value, Aspect.BASE: known.base}.get(part.tag.aspect)
    return printed is None or prints(text, printed, places)


def _growth(known: Known, places: int) -> Decimal:
    assert known.base is not None
    apart = half_up(known.value, places) - half_up(known.base, places)
    if known.figure.growth_is_points or known.base <= 0 or known.value < 0:
        return apart
    return half_up((known.value - known.base) / known.base * 100, 1)


def _gap(known: Known, places: int) -> Decimal:
    assert known.target is not None
    if known.algorithm == Algorithm.LEVEL:
        return half_up(known.value, places) - known.target
    return half_up(_progress(known), 1) - known.due


@settings(max_examples=400, deadline=None)
@given(_drawn())
def test_what_is_printed_is_the_figure(row: Row) -> None:
    """Whatever the numbers are, each one on the page is the figure rounded, and its direction the right one."""
    known = _known(row)
    (told,) = indicators(compiled(row), [known.figure])
    wrong = [str(part) for part in told.parts if isinstance(part, Quoted) and not _is_true(part, known)]
    assert wrong == [], told.text


@settings(max_examples=200, deadline=None)
@given(_drawn())
def test_no_number_stands_outside_what_is_quoted(row: Row) -> None:
    """A figure on the page that bears no key could not be traced; only years, months and places of units are free."""
    (told,) = indicators(compiled(row), compiled(row).key_figures)
    free = "".join(part for part in told.parts if isinstance(part, str))
    for words in (
        row["指标"],
        "截至3月底",
        "截至6月底",
        "截至9月底",
        "截至12月底",
        "2023年",
        "2022年",
        "2021年",
        "等5地",
    ):
        free = free.replace(words, "")
    assert not any(sign.isdigit() for sign in free), told.text


@settings(max_examples=200, deadline=None)
@given(_drawn())
def test_a_fall_is_never_said_to_grow(row: Row) -> None:
    """Where less was printed than a year ago, no word of growth stands in the change, and the other way about."""
    known = _known(row)
    assume(known.base is not None and known.base > 0 and known.value >= 0)
    assert known.base is not None
    grown = [part.text for part in indicators(compiled(row), [known.figure])[0].parts
             if isinstance(part, Quoted) and part.tag.aspect is Aspect.GROWTH]  # fmt: skip
    up, down = ("增长", "提高", "加快", "增加"), ("下降", "回落", "减少")
    for text in grown:
        assert not (known.value < known.base and text.startswith(up))
        assert not (known.value > known.base and text.startswith(down))


@pytest.mark.parametrize(("text", "number"), [("增长3.0%", "3.0"), ("下降3.0%", "-3.0"), ("−0.6亿元", "-0.6"),
                                              ("慢于时序进度7.4个百分点", "-7.4"), ("持平", "0")])  # fmt: skip
def test_the_reader_reads(text: str, number: str) -> None:
    """The reading itself is right, or all the rest would prove nothing."""
    assert said(text) == Decimal(number)


def test_the_reader_sees_a_wrong_number() -> None:
    """A digit changed, a direction turned, a lesser unit: each is seen."""
    assert prints("229.8亿元", Decimal("229.84"), 1)
    assert not prints("229.9亿元", Decimal("229.84"), 1)
    assert not prints("下降3.0%", Decimal(3), 1)
    assert prints(f"{LESS}0.1亿元", Decimal("0.04"), 1)
    assert not prints(f"{LESS}0.1亿元", Decimal("0.06"), 1)
