"""Tables: what row and column say of a cell is found by their words, whatever the layout, and its number is judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reporting.model.figures import Figure
from reporting.model.numbers import plain
from reporting.model.periods import Period
from reporting.model.proof import Doubt, Grid, Grounds, Kind, Passage
from reporting.model.words import Judgement, State
from reporting.proof.amounts import Amount, alone, has_its_digits, measured
from reporting.proof.borne import Asked, Reading, bears, figure_of, nearest, readings
from reporting.proof.folding import bare, folded
from reporting.proof.lexicon import Lexicon
from reporting.proof.roles import Approach, Role
from reporting.proof.times import times

_ROLES: tuple[tuple[re.Pattern[str], tuple[Role, ...]], ...] = (
    (re.compile("时序差|与时序"), (Role.GAP,)),
    (re.compile("完成率|完成进度"), (Role.PROGRESS, Role.GAP)),
    (re.compile("差距"), (Role.GAP,)),
    (re.compile("目标|计划数|任务数"), (Role.TARGET,)),
    (re.compile("同比|增速|增幅|增长|增减|±"), (Role.GROWTH,)),
    (re.compile("比上年末|较上年末|净增"), (Role.NET,)),
    (re.compile("时序"), (Role.EXPECTED,)),
    (
        re.compile("上年|去年|同期|基数|本期|本年|完成|实绩|数值|累计|月|季|年|期末|现状|全市|指标值|实际"),
        (Role.VALUE,),
    ),
)
_BASE = re.compile("上年|去年|同期")
_JUDGEMENT, _RANK = re.compile("评价|亮灯|状态|评判"), re.compile("位次|排名|名次|排序")
_MEASURE = re.compile(r"(?:计量)?单位")
_TAIL = re.compile(r"[*＊]|\((20\d\d)年数?\)\Z")
_HEAD = re.compile(r"^(?:\s|#|\d+[.、]|其中:)*")
_LAMP = re.compile("[●○◯◎]")
_STATES = {"未报送": State.NOT_SUBMITTED, "退回未改": State.RETURNED, "不适用": State.NOT_APPLICABLE}
_PLACE = re.compile(r"(并列)?第(\d+)位")
_SPAN_WORDS = re.compile("每年|年均增长|年均|累计")


@dataclass(frozen=True, slots=True)
class _Line:
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


@dataclass(frozen=True, slots=True)
class _Fault:
    """A cell that is not borne out, with what is known of it."""

    row: int
    column: int
    found: str
    expected: str | None
    kind: Kind


def tables(grid: Grid, caption: str, grounds: Grounds, lexicon: Lexicon) -> Iterator[Doubt]:
    """Doubt the cells of a table; `caption` is the title above it."""
    if not grid.rows:
        return
    title = _line(caption, grounds, lexicon)
    height = _height(grid)
    width = max(len(row) for row in grid.rows)
    columns = [_column(grid, column, height, grounds, lexicon) for column in range(width)]
    faults: list[_Fault] = []
    for number, row in enumerate(grid.rows[height:], height):
        faults += _row(grid, number, row, columns, title, grounds, lexicon)
    for fault in _gathered(grid, faults, columns, title, height, grounds, lexicon):
        yield _doubt(grid, fault, columns)


def _height(grid: Grid) -> int:
    """Count the rows of the head: the first, and those it is merged down into."""
    height = 1
    while height < len(grid.rows) - 1 and grid.rows[height] and grid.rows[height][0] is grid.rows[0][0]:
        height += 1
    return height


def _column(grid: Grid, column: int, height: int, grounds: Grounds, lexicon: Lexicon) -> _Line:
    cells = [row[column] for row in grid.rows[:height] if column < len(row)]
    texts = dict.fromkeys(cell.text for cell in cells)
    return _line("\n".join(texts), grounds, lexicon)


def _line(text: str, grounds: Grounds, lexicon: Lexicon) -> _Line:
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
    return _Line(
        text=text,
        codes=codes,
        unit=places[0].unit if len(places) == 1 else "",
        period=period,
        measure=_measure(plain_text),
        roles=roles,
        aim=next((one.year for one in said if one.year and one.year > 0), None) if roles == (Role.TARGET,) else None,
        judgement=bool(_JUDGEMENT.search(outside)),
        rank=bool(_RANK.search(outside)) and not codes,
        measures=bool(_MEASURE.fullmatch(outside.strip())),
        time=next((text[one.start : one.end] for one in said if one.alone), ""),
    )


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return "".join(sign for place, sign in enumerate(text) if not any(start <= place < end for start, end in spans))


def _measure(heading: str) -> str:
    """Give the measure a heading has in brackets: `技术交易额（亿元）`, `（%，2022年数）`."""
    found = re.search(r"\((?:单位:)?([^(),]+)(?:,[^()]*)?\)", heading)
    word = found[1].strip() if found else ""
    amount = alone(f"1{word}") if word else None
    return word if amount is not None and amount.measure else ""


def _row(
    grid: Grid,
    number: int,
    row: Sequence[Passage],
    columns: Sequence[_Line],
    title: _Line,
    grounds: Grounds,
    lexicon: Lexicon,
) -> Iterator[_Fault]:
    stub = _stub(row, columns, lexicon)
    printed = next((grounds.rows[key] for cell in row if (key := bare(cell.text)) in grounds.rows), None)
    if printed is not None:
        yield from _printed(number, row, columns, printed)
        return
    for column, (cell, line) in enumerate(zip(row, columns, strict=False)):
        if column in stub.taken or not cell.text.strip():
            continue
        codes, unit = stub.codes or line.codes or title.codes, stub.unit or line.unit or title.unit
        if codes:
            asked = _Line(cell.text, codes, unit or grounds.compilation.catalogue.city.code)
            fault = _cell(grounds, asked, line, title, stub)
            if fault is not None:
                yield _Fault(number, column, *fault)


@dataclass(frozen=True, slots=True)
class _Stub:
    codes: tuple[str, ...]
    unit: str
    measure: str
    taken: frozenset[int]


def _stub(row: Sequence[Passage], columns: Sequence[_Line], lexicon: Lexicon) -> _Stub:
    """Say what a row is about: a cell that is a name and nothing else."""
    codes: tuple[str, ...] = ()
    unit = measure = ""
    taken: set[int] = set()
    for column, (cell, line) in enumerate(zip(row, columns, strict=False)):
        word = _HEAD.sub("", folded(cell.text)).strip()
        if not codes and (found := lexicon.codes(word)):
            codes, measure = found, measure or _measure(word)
            taken.add(column)
        elif not unit and word in lexicon.units and not line.roles:
            unit = lexicon.units[word]
            taken.add(column)
        elif line.measures and word:
            measure = word
    return _Stub(codes, unit, measure, frozenset(taken))


def _cell(
    grounds: Grounds, asked: _Line, line: _Line, title: _Line, stub: _Stub
) -> tuple[str, str | None, Kind] | None:
    """Judge one cell; None where it is right or says nothing of a figure."""
    text = folded(asked.text).strip()
    figures = [one for code in asked.codes if (one := grounds.compilation.figure(code, asked.unit))]
    if line.measures:
        return _measure_cell(asked.text, figures)
    if line.judgement:
        return _judged_cell(asked.text, figures)
    if line.rank:
        return _ranked_cell(asked.text, figures)
    roles = line.roles or ((Role.VALUE,) if line.codes or line.unit or stub.codes and title.codes else ())
    if not roles:
        return None
    if roles[0] is Role.VALUE and text in _STATES:
        wrong = bool(figures) and all(one.value is not None for one in figures)
        return (asked.text, _values(figures), Kind.NUMBER) if wrong else None
    return _number_cell(grounds, asked, replace(line, roles=roles, period=line.period or title.period), stub)


def _values(figures: Sequence[Figure]) -> str | None:
    return next(
        (Reading(one.value, one.measure, one.places, Role.VALUE).text for one in figures if one.value is not None), None
    )


def _measure_cell(text: str, figures: Sequence[Figure]) -> tuple[str, str | None, Kind] | None:
    word = bare(text)
    wrong = bool(figures) and all(bare(one.measure) != word for one in figures)
    return (text, figures[0].measure, Kind.MEASURE) if wrong else None


def _judged_cell(text: str, figures: Sequence[Figure]) -> tuple[str, str | None, Kind] | None:
    word = _LAMP.sub("", text).strip()
    judged = [one.judgement for one in figures if one.judgement is not None]
    if not word or not judged or not any(word.startswith(one) for one in Judgement):
        return None
    right = any(word.split("，")[0] == one.split("，")[0] for one in judged)
    return None if right else (word, str(judged[0]), Kind.COMPARISON)


def _ranked_cell(text: str, figures: Sequence[Figure]) -> tuple[str, str | None, Kind] | None:
    found = _PLACE.search(text) or re.fullmatch(r"()(\d+)", text.strip())
    ranks = [one.rank for one in figures if one.rank is not None]
    if found is None or not ranks or int(found[2]) in ranks:
        return None
    return text, f"第{ranks[0]}位", Kind.RANK


def _number_cell(grounds: Grounds, asked: _Line, line: _Line, stub: _Stub) -> tuple[str, str | None, Kind] | None:
    text = folded(asked.text).strip()
    year = _TAIL.search(text)
    amount = _amount(_TAIL.sub("", text).strip())
    if amount is None:
        return None
    found = _readings(grounds, asked, line)
    if not found and line.roles[0] not in (Role.VALUE, Role.TARGET):
        return None
    measure = amount.measure or line.measure or (stub.measure if line.roles[0] is Role.VALUE else "")
    if any(bears(one, _said(amount, measure, one), Approach.EXACT, None) for one in found):
        return _other_year(grounds, asked, year[1] if year else None)
    digits = next(
        (one for one in found if measure and has_its_digits(amount, one.value, one.measure, one.places)), None
    )
    if digits is not None:
        return asked.text, digits.text, Kind.MEASURE
    best = nearest(found, _said(amount, measure, found[0])) if found else None
    return asked.text, best.text if best else None, Kind.NUMBER


def _amount(text: str) -> Amount | None:
    """Read a cell's number, with the words that tables put before one."""
    word = re.sub(r"^(?:较目标|第|增加|每年|年均增长|年均|累计|力争|争取|达到|突破|超过|超|进入全国前|\+)*", "", text)
    word = re.sub(r"(?:以上|左右|以内|以下)+$", "", word)
    amount = alone(word)
    return replace(amount, value=-amount.value) if amount is not None and text.startswith("减少") else amount


def _said(amount: Amount, measure: str, reading: Reading) -> Amount:
    """Give a cell's number the measure of its row or column; where neither says one, the ledger's own is meant."""
    base, scale = measured(measure or reading.measure)
    return amount if amount.measure else replace(amount, measure=base, scale=amount.scale or scale)


def _readings(grounds: Grounds, asked: _Line, line: _Line) -> list[Reading]:
    period = line.period or grounds.compilation.period
    if Role.TARGET in line.roles:
        period = grounds.compilation.period
    found = [
        one
        for role in line.roles
        for code in asked.codes
        for one in readings(grounds, Asked(code, asked.unit, period, line.aim), role)
    ]
    return [*found, *_absolute(found)]


def _absolute(found: Sequence[Reading]) -> list[Reading]:
    """Where a cell has no measure a share's number may stand as well as the amount's."""
    return [
        replace(one, value=abs(one.value))
        for one in found
        if one.role is Role.GROWTH and one.value < 0 and one.measure not in ("%", "百分点")
    ]


def _other_year(grounds: Grounds, asked: _Line, year: str | None) -> tuple[str, str | None, Kind] | None:
    figures = [one for code in asked.codes if (one := grounds.compilation.figure(code, asked.unit))]
    if year is None or not figures or any(one.value_period.year == int(year) for one in figures):
        return None
    return f"{year}年数", f"{figures[0].value_period.year}年数", Kind.PERIOD


def _printed(
    number: int, row: Sequence[Passage], columns: Sequence[_Line], printed: Mapping[str, str]
) -> Iterator[_Fault]:
    """Hold the row of a list against the same row as it is printed now."""
    for column, (cell, line) in enumerate(zip(row, columns, strict=False)):
        right = printed.get(bare(line.text))
        if right is None or not cell.text.strip() or bare(cell.text) == bare(right):
            continue
        shown, held = alone(folded(cell.text)), alone(folded(right))
        if held is not None and (shown is None or plain(shown.whole) != plain(held.whole)):
            yield _Fault(number, column, cell.text, right, Kind.NUMBER)


def _gathered(
    grid: Grid,
    faults: Sequence[_Fault],
    columns: Sequence[_Line],
    title: _Line,
    height: int,
    grounds: Grounds,
    lexicon: Lexicon,
) -> Iterator[_Fault]:
    """Tell once what makes many cells wrong: another unit's name before a row, another measure or time above a column."""
    left = list(faults)
    for row, many in Counter(one.row for one in left).items():
        if many > 1 and (swapped := _swapped(grid, row, columns, title, grounds, lexicon)):
            yield swapped
            left = [one for one in left if one.row != row]
    for column, many in Counter(one.column for one in left if one.kind is Kind.MEASURE).items():
        line = columns[column]
        if many > 1 and line.measure:
            right = next(one.expected or "" for one in left if one.column == column and one.kind is Kind.MEASURE)
            own = re.sub(r"^[−\d.]+", "", right)
            yield _Fault(height - 1, column, line.measure, own if own != line.measure else right, Kind.MEASURE)
            left = [one for one in left if one.column != column]
    for column, line in enumerate(columns):
        wrong = [one for one in left if one.column == column]
        if line.time and Role.VALUE in line.roles:
            yield _Fault(height - 1, column, line.time, grounds.compilation.period.months, Kind.PERIOD)
        elif (
            len(wrong) > 1
            and line.period
            and line.period != grounds.compilation.period
            and _right_now(grid, column, columns, title, height, grounds, lexicon)
        ):
            yield _Fault(height - 1, column, line.text, grounds.compilation.period.label, Kind.PERIOD)
            left = [one for one in left if one.column != column]
    yield from left


def _right_now(
    grid: Grid, column: int, columns: Sequence[_Line], title: _Line, height: int, grounds: Grounds, lexicon: Lexicon
) -> bool:
    """Whether a column is right for the period reported on."""
    lines = list(columns)
    lines[column] = replace(columns[column], period=grounds.compilation.period)
    return not any(
        fault.column == column
        for number, row in enumerate(grid.rows[height:], height)
        for fault in _row(grid, number, row, lines, replace(title, period=None), grounds, lexicon)
    )


def _swapped(
    grid: Grid, number: int, columns: Sequence[_Line], title: _Line, grounds: Grounds, lexicon: Lexicon
) -> _Fault | None:
    """Find the unit whose figures a row holds, where it is not the one that is named."""
    row = grid.rows[number]
    stub = _stub(row, columns, lexicon)
    if not stub.unit:
        return None
    column = next(
        place
        for place, cell in enumerate(row)
        if lexicon.units.get(_HEAD.sub("", folded(cell.text)).strip()) == stub.unit
    )
    for unit in dict.fromkeys(lexicon.units.values()):
        name = grounds.compilation.catalogue.unit_name(unit)
        other = [replace(cell, text=name) if place == column else cell for place, cell in enumerate(row)]
        if (
            unit != stub.unit
            and not any(True for _ in _row(grid, number, other, columns, title, grounds, lexicon))
            and _has_figures(grounds, unit, columns)
        ):
            return _Fault(number, column, row[column].text, name, Kind.UNIT)
    return None


def _has_figures(grounds: Grounds, unit: str, columns: Sequence[_Line]) -> bool:
    codes = [code for line in columns for code in line.codes]
    return (
        sum(
            (figure := figure_of(grounds, Asked(code, unit, grounds.compilation.period))) is not None
            and figure.value is not None
            for code in codes
        )
        > 1
    )


def _doubt(grid: Grid, fault: _Fault, columns: Sequence[_Line]) -> Doubt:
    row = grid.rows[fault.row]
    cell = row[fault.column]
    label = max((one.text.strip() for one in row[: fault.column] if not alone(folded(one.text))), key=len, default="")
    parts = dict.fromkeys(re.sub(r"\s+", "", part) for part in (label, columns[fault.column].text, cell.text))
    return Doubt(
        cell.page,
        "｜".join(part for part in parts if part),
        fault.found.strip(),
        fault.expected,
        fault.kind,
        cell.number,
    )
