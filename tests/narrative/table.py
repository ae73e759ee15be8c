"""The tables of sentences as clerks keep them, and the figures that the rows of 句子.csv describe.

A row gives what a clerk knows: this period, a year ago, the last year-end, the target in the plan's words. Growth,
progress and judgement are worked out as merging works them out, so that the whole way to the sentence is held to it.
The tables are written by hand; nothing here writes to them.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from reporting.catalogue.target_text import read_target
from reporting.merge.growth import change_between
from reporting.merge.judge import Case, Thresholds, judge
from reporting.merge.progress import Marks, Way, progress
from reporting.merge.span import years_gone
from reporting.model.catalogue import Catalogue, Indicator, Target
from reporting.model.figures import Compilation, Figure
from reporting.model.periods import Period, years_of
from reporting.model.words import Algorithm, Direction, State, TargetKind, Tense, Timing
from tests import builders
from tests.narrative.made import CITY, COUNTIES, compilation

SENTENCES, PLACES, OPENINGS = "句子.csv", "排名.csv", "总体.csv"
NOTHING = "不写"
CODE = "X"
UNIT_OF_PROMPTS = "甲县"
_STATES = {"退回未改": State.RETURNED, "空格": State.BLANK, "不适用": State.NOT_APPLICABLE}

Row = Mapping[str, str]


def rows(table: str = SENTENCES) -> list[Row]:
    """Read a table; Excel and WPS write a mark before UTF-8, which may be there."""
    with Path(__file__).with_name(table).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def compiled(row: Row) -> Compilation:
    """Compile the one figure of a row, the city's or, for a letter, a county's."""
    figure = _figure(row)
    start = _number(row["上年末"])
    earlier: tuple[Figure, ...] = ()
    if start is not None and row["时态"] == Tense.STOCK:
        year_end = Period(figure.value_period.year - 1, 4)
        earlier = (_bare(row, figure.unit, year_end, start),)
    return compilation(figure, period=figure.period, catalogue=_catalogue(row), earlier=earlier)


def _figure(row: Row) -> Figure:
    when, value_period = _periods(row)
    unit = UNIT_OF_PROMPTS if row["句类"] == "提示单" else CITY
    value, base, notes = _number(row["本期"]), _number(row["上年同期"]), row["附注"].split("；")
    target, indicator = _target(row), _indicator(row)
    lacks = tuple(one for one in (*row["未报送"].split("、"), *row["退回未改"].split("、")) if one)
    noted = _noted(notes, "同比")
    growth = _growth(value, base, indicator) if noted is None else noted
    promised = target is not None and target.kind is TargetKind.YEARLY_GROWTH
    noted_held = _noted(notes, "折算")
    held = noted_held if noted_held is not None else growth if promised else value
    held = None if "折算缺" in notes else held
    carried = value_period.year < when.year
    way = Way() if held is None or target is None or lacks or carried else _way(row, indicator, held, when, target)
    wanted = target.value if target is not None else None
    judged = judge(
        Case(indicator, when, value_period, held, target, wanted, way, incomplete=bool(lacks) or "折算缺" in notes),
        Thresholds.of(_catalogue(row)),
    )
    early = indicator.timing is Timing.YEAR_END and when.quarter in (1, 2, 3)
    return Figure(
        unit=unit, code=CODE, name=row["指标"], measure=row["单位"], period=when, value_period=value_period,
        value=value, state=_state(value, notes), places=int(row["小数位"]), base=base, growth=growth,
        growth_is_points=row["单位"] == "%", plan="315", target=target, target_value=wanted,
        progress=None if early else way.progress, expected=way.expected, gap=None if early else way.gap,
        judgement=judged, lacks=lacks, lacks_returned=tuple(one for one in row["退回未改"].split("、") if one),
        nature=next((note for note in notes if note.endswith("数") and note[0] != "含"), ""),
        covered=next((note.removeprefix("覆盖") for note in notes if note.startswith("覆盖")), ""),
        under_review="含待审核数据" in notes, notes=tuple(note for note in notes if "同口径" in note),
    )  # fmt: skip


def _bare(row: Row, unit: str, when: Period, value: Decimal) -> Figure:
    return Figure(unit=unit, code=CODE, name=row["指标"], measure=row["单位"], period=when, value_period=when,
                  value=value, state=State.VALUE, places=int(row["小数位"]))  # fmt: skip


def _periods(row: Row) -> tuple[Period, Period]:
    when = Period.parse(row["报告期"])
    return when, Period.parse(row["数据期"]) if row["数据期"] else when


def _catalogue(row: Row) -> Catalogue:
    tense = Tense(row["时态"])
    items = (builders.item("ONE", "分子项", tense), builders.item("TWO", "分母项", tense))
    units = (builders.unit(CITY, "全市", "全市"), *(builders.unit(name, order=n) for n, name in enumerate(COUNTIES, 1)))
    return builders.catalogue(units=units, items=items, indicators=(_indicator(row),))


def _indicator(row: Row) -> Indicator:
    curve = Decimal(row["时序"] or "75")
    return builders.indicator(
        CODE,
        "分子项 / 分母项 * 100" if row["构成"] == "比值" else "分子项",
        name=row["指标"],
        measure=row["单位"],
        decimals=int(row["小数位"]),
        algorithm=Algorithm(row["进度算法"]),
        direction=Direction(row["方向"]),
        timing=Timing(row["评价时点"]),
        curve=(curve, curve, curve, Decimal(100)),
    )


def _target(row: Row) -> Target | None:
    """Read the target in the plan's words; a comparison wants to be above nought."""
    if not row["年度目标"]:
        return None
    kind = TargetKind(row["目标性质"])
    promise = read_target(row["年度目标"], row["单位"], kind, Direction(row["方向"]))
    value = Decimal(0) if kind is TargetKind.COMPARISON else promise.value
    year = _periods(row)[1].year
    first, last = _span(row) or (year, year)
    return builders.target(CODE, year, None if value is None else str(value), kind, text=row["年度目标"],
                           op=promise.op, high=promise.high, first_year=first, last_year=last)  # fmt: skip


def _span(row: Row) -> tuple[int, int] | None:
    """Give the years a target speaks of where it speaks of several (期间2023—2027)."""
    given = (note.removeprefix("期间") for note in row["附注"].split("；") if note.startswith("期间"))
    return next((years_of(text) for text in given), None)


def _way(row: Row, indicator: Indicator, held: Decimal, when: Period, target: Target) -> Way:
    assert target.value is not None, row["年度目标"]
    whole, base = _number(row["上年末"]), _number(row["上年同期"])
    marks = Marks(target.value, start=whole, same_time=base, whole_year=whole, years=years_gone(target, when))
    return progress(indicator, held, when, marks)


def _growth(value: Decimal | None, base: Decimal | None, indicator: Indicator) -> Decimal | None:
    if value is None or base is None:
        return None
    return change_between(value, base, indicator.measure, indicator.decimals)


def _noted(notes: list[str], word: str) -> Decimal | None:
    found = (note.removeprefix(word) for note in notes if note.startswith(word))
    return next((_number(text) for text in found if text != "缺"), None)


def _state(value: Decimal | None, notes: list[str]) -> State:
    if value is not None:
        return State.VALUE if value else State.ZERO
    return next((_STATES[note] for note in notes if note in _STATES), State.NOT_SUBMITTED)


def _number(text: str) -> Decimal | None:
    return Decimal(text.replace("−", "-")) if text else None
