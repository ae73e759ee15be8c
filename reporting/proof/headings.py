"""What the rows and columns of a table say of its cells, by their words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reporting.model.periods import Period
from reporting.model.proof import Grid, Grounds, Passage
from reporting.proof.amounts import alone
from reporting.proof.folding import folded
from reporting.proof.lexicon import Lexicon
from reporting.proof.roles import Role
from reporting.proof.times import times

_ROLES: tuple[tuple[re.Pattern[str], tuple[Role, ...]], ...] = (
    (re.compile("时序差|与时序"), (Role.GAP,)),
    (re.compile("完成率|完成进度"), (Role.PROGRESS, Role.GAP)),
    (re.compile("差距"), (Role.GAP,)),
    (re.compile("目标|计划数|任务数"), (Role.TARGET,)),
    (re.compile("比上年末|较上年末|净增"), (Role.NET,)),
    (re.compile("同比|增速|增幅|增长|增减|±"), (Role.GROWTH,)),
    (re.compile("时序"), (Role.EXPECTED,)),
    (
        re.compile("上年|去年|同期|基数|本期|本年|完成|实绩|数值|累计|月|季|年|期末|现状|全市|指标值|实际"),
        (Role.VALUE,),
    ),
)
_BASE = re.compile("上年|去年|同期")
_JUDGEMENT, _RANK = re.compile("评价|亮灯|状态|评判"), re.compile("位次|排名|名次|排序")
_MEASURE = re.compile(r"(?:计量)?单位")
_IN_BRACKET = re.compile(r"\((?:单位:)?([^(),]+)(?:,[^()]*)?\)")
_BEFORE_NAME = re.compile(r"^(?:\s|#|\d+[.、]|其中:)*")


@dataclass(frozen=True, slots=True)
class Line:
    """What a row or column says of its cells: indicators, unit, period, measure, and what of a figure they print."""

    text: str
    codes: tuple[str, ...] = ()
    unit: str = ""
    period: Period | None = None
    measure: str = ""
    roles: tuple[Role, ...] = ()
    aim: int | None = None
    judgement: bool = False
    rank: bool = False
    measures: bool = False
    time: str = ""


def height_of(grid: Grid) -> int:
    """Count the rows of the head: the first, and those it is merged down into."""
    height = 1
    while height < len(grid.rows) - 1 and grid.rows[height] and grid.rows[height][0] is grid.rows[0][0]:
        height += 1
    return height


def column_of(grid: Grid, column: int, height: int, grounds: Grounds, lexicon: Lexicon) -> Line:
    """Read the heading of a column, all rows of it."""
    cells = [row[column] for row in grid.rows[:height] if column < len(row)]
    texts = dict.fromkeys(cell.text for cell in cells)
    return line_of("\n".join(texts), grounds, lexicon)


def line_of(text: str, grounds: Grounds, lexicon: Lexicon) -> Line:
    """Read the words of a heading."""
    now = grounds.compilation.period
    plain_text = folded(text)
    names, places = lexicon.found(plain_text)
    codes = tuple(dict.fromkeys(code for name in names for code in name.codes)) if len(names) == 1 else ()
    said = times(plain_text)
    outside = _without(plain_text, [(name.start, name.end) for name in names])
    roles = next((roles for pattern, roles in _ROLES if pattern.search(outside)), ())
    period = said[0].period(now) if said else None
    if roles == (Role.VALUE,) and _BASE.search(outside) and period is None:
        period = now.year_before
    return Line(
        text=text,
        codes=codes,
        unit=places[0].unit if len(places) == 1 else "",
        period=period,
        measure=measure_in(plain_text),
        roles=roles,
        aim=next((one.year for one in said if one.year and one.year > 0), None) if roles == (Role.TARGET,) else None,
        judgement=bool(_JUDGEMENT.search(outside)),
        rank=bool(_RANK.search(outside)) and not codes,
        measures=bool(_MEASURE.fullmatch(outside.strip())),
        time=next((text[one.start : one.end] for one in said if one.alone), ""),
    )


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return "".join(sign for place, sign in enumerate(text) if not any(start <= place < end for start, end in spans))


def measure_in(heading: str) -> str:
    """Give the measure a heading has in brackets: `技术交易额（亿元）`, `（%，2022年数）`."""
    found = _IN_BRACKET.search(heading)
    word = found[1].strip() if found else ""
    amount = alone(f"1{word}") if word else None
    return word if amount is not None and amount.measure else ""


@dataclass(frozen=True, slots=True)
class Stub:
    """What a row is about, and the columns that say so."""

    codes: tuple[str, ...]
    unit: str
    measure: str
    taken: frozenset[int]


def stub_of(row: Sequence[Passage], columns: Sequence[Line], lexicon: Lexicon) -> Stub:
    """Say what a row is about: a cell that is a name and nothing else."""
    codes: tuple[str, ...] = ()
    unit = measure = ""
    taken: set[int] = set()
    for column, (cell, line) in enumerate(zip(row, columns, strict=False)):
        word = name_in(cell.text)
        if not codes and (found := lexicon.codes(word)):
            codes, measure = found, measure or measure_in(word)
            taken.add(column)
        elif not unit and word in lexicon.units and not line.roles:
            unit = lexicon.units[word]
            taken.add(column)
        elif line.measures and word:
            measure = word
    return Stub(codes, unit, measure, frozenset(taken))


def name_in(text: str) -> str:
    """Give a cell's words without what stands before a name: blanks, `#`, its number, 其中."""
    return _BEFORE_NAME.sub("", folded(text)).strip()
