"""Read 指标: what is judged, with its formula, curve and ways of being spoken of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from reporting.catalogue.directory import Directory
from reporting.catalogue.items import decimals
from reporting.catalogue.row import Placed, Row
from reporting.formulas.formula import FormulaError, Lookup, UnknownNameError
from reporting.formulas.parse import parse
from reporting.model.catalogue import Indicator
from reporting.model.numbers import HUNDRED
from reporting.model.words import Algorithm, CityFigure, Direction, Growth, Ranking, Timing

EVENLY = (Decimal(25), Decimal(50), Decimal(75), HUNDRED)
_NONE_PRINTED = re.compile(r"[-—－–]*\Z")
_PERCENT = "%"
# Ways of progress that hold a figure against what a whole year comes to.
_OF_THE_YEAR = frozenset({str(one) for one in (Algorithm.YEAR, Algorithm.SAME_TIME, Algorithm.INCREMENT)})


def read_indicators(rows: Sequence[Row], directory: Directory) -> list[Placed[Indicator]]:
    """Read the indicators."""
    return [Placed(_indicator(row, directory), row) for row in rows if row.text("代码")]


def _indicator(row: Row, directory: Directory) -> Indicator:
    growth = row.word("增速算法", Growth, Growth.NONE)
    printed = row.text("年均增长")
    return Indicator(
        code=row.text("代码"),
        plan=directory.one(directory.plans, row, "规划", required=True),
        name=row.text("名称"),
        measure=row.needed("计量单位"),
        formula=_formula(row, directory),
        direction=row.word("方向", Direction, Direction.UP),
        decimals=decimals(row),
        algorithm=row.word("进度算法", Algorithm),
        curve=_curve(row),
        timing=row.word("评价时点", Timing, Timing.QUARTER),
        growth=growth,
        growth_item=_growth_item(row, directory, growth),
        city=row.word("全市口径", CityFigure) if row.text("全市口径") else None,
        ranking=row.word("参与排名", Ranking, Ranking.NO),
        dimension=row.text("维度"),
        weight=_weight(row),
        explanation=row.text("指标解释"),
        coverage=row.text("统计范围"),
        quotable_from=row.text("可引用日期"),
        attribute=row.text("属性"),
        mark=row.text("标记"),
        printed_growth="" if _NONE_PRINTED.match(printed) else printed,
        key=row.yes("主要指标"),
    )


def _formula(row: Row, directory: Directory) -> str:
    """Check the formula, which may only name items; it is kept as its owner wrote it."""
    text = row.needed("公式")
    if not text:
        return ""
    try:
        formula = parse(text, directory.items.codes)
    except FormulaError as error:
        _note_formula(row, error, directory)
        return text
    if not formula.codes:
        row.fault("公式", "公式里没有数据项", "请写上数据项的名称，如：「R&D经费」 / 地区生产总值 * 100")
    if formula.condition:
        row.fault("公式", "指标的公式是一个比较，得不出数", "请写成计算式；比较请放到“校验”表")
    if any(operand.lookup is Lookup.TOTAL for operand in formula.operands):
        row.fault("公式", "指标的公式不能用合计", "请直接写数据项；怎么汇总用“全市口径”")
    if any(operand.lookup for operand in formula.operands) and row.text("进度算法") in _OF_THE_YEAR:
        what = f"公式里有上期、上年同期或当期，不能按“{row.text('进度算法')}”算进度"
        row.fault("公式", what, "按全年累计的数评进度请直接用数据项；当期、上期之类请把进度算法改为“水平”")
    if row.text("计量单位") == _PERCENT and re.search(r"[*×]\s*100\s*[%％]", text):
        row.fault("公式", "公式里的 100% 等于 1，结果会小一百倍", "请改为 * 100")
    return text


def _note_formula(row: Row, error: FormulaError, directory: Directory) -> None:
    if isinstance(error, UnknownNameError) and directory.is_indicator(error.word):
        row.fault("公式", f"公式中的“{error.word}”是指标", "指标的公式只能用数据项，请写出它的数据项")
    elif isinstance(error, UnknownNameError):
        directory.items.note_unknown(row, "公式", error.word)
    else:
        row.fault("公式", error.what, error.mend)


def _curve(row: Row) -> tuple[Decimal, ...]:
    """Read 时序: the share of the year, in percent, that should be reached by the end of each quarter."""
    text = row.text("时序")
    if not text:
        return EVENLY
    try:
        curve = tuple(Decimal(part) for part in re.split(r"[\s/、,，;；]+", text.replace("%", " ").strip()))
    except InvalidOperation:
        curve = ()
    rising = all(before <= after for before, after in pairwise(curve))
    if len(curve) != len(EVENLY) or not rising or curve[0] < 0 or curve[-1] != HUNDRED:
        row.fault("时序", f"时序“{text}”不是四个递增到100的数", "请写作 25 50 75 100，依次为各季末应达到的百分比")
        return EVENLY
    return curve


def _growth_item(row: Row, directory: Directory, growth: Growth) -> str:
    item = directory.one(directory.items, row, "增速数据项")
    if growth is Growth.GIVEN and not row.text("增速数据项"):
        row.fault("增速数据项", "增速算法是“直接采用”，但没有写采用哪个数据项", "请填报送增速的数据项")
    return item


def _weight(row: Row) -> Decimal | None:
    weight = row.number_or_none("权重")
    if weight is not None and weight < 0:
        row.fault("权重", f"权重{weight}小于零", "请填不小于零的数")
    return weight


def items_of(indicator: Indicator, words: Mapping[str, str]) -> tuple[str, ...]:
    """Give the codes of the items an indicator needs, that of its growth too; none where the formula is faulty."""
    try:
        codes = parse(indicator.formula, words).codes
    except FormulaError:
        codes = ()
    return tuple(dict.fromkeys((*codes, *([indicator.growth_item] if indicator.growth_item else []))))


def formula_divides(indicator: Indicator, words: Mapping[str, str]) -> bool:
    """Whether the indicator is a ratio, so that units' values do not add up."""
    try:
        return parse(indicator.formula, words).divides
    except FormulaError:
        return False
