"""Draw a sheet in a test as it looks: one line a row, `|` between cells.

`12.5` is a number, `'12.5` the same kept as text, `=12.5` a formula with its result, `=` one without, `#REF!` an error,
`@2023-09-30` a date, `0.128{0.0%}` a number with its format; everything else is text; `¦` in a text
stands for `|`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reporting.model.catalogue import CITY, ZONE, Catalogue, Form, Project, Task
from reporting.model.grid import Area, Book, Cell, CellKind, Sheet, place
from reporting.model.periods import Period
from reporting.model.records import Arrival, Claim, Finding, Reading
from reporting.model.words import Content, FormKind, Frequency, ItemKind, Tense
from tests.builders import NOON, catalogue, column, form, item, unit, units_form

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:E[+-]?\d+)?")
_STYLED = re.compile(r"(.+)\{([^{}]+)\}")

CITY_UNIT = unit("WZ", "全市", CITY, aliases=("温州市", "温州"))
UNITS = (
    CITY_UNIT,
    unit("LC", "鹿城区", order=1, aliases=("鹿城",)),
    unit("LW", "龙湾区", order=2, aliases=("龙湾",)),
    unit("YQ", "乐清市", order=5, aliases=("乐清",)),
    unit("RA", "瑞安市", order=6, aliases=("瑞安",)),
    unit("JKQ", "温州高新区〈经开区〉", ZONE, within="LW", order=7, aliases=("浙南产业集聚区",)),
    unit("TJJ", "市统计局", "市直部门", order=20, aliases=("统计局", "温州市统计局")),
    unit("KJJ", "市科技局", "市直部门", order=21, aliases=("科技局",)),
)
COUNTY_CODES = ("LC", "LW", "YQ", "RA")
ITEMS = (
    item("AREA_NEW", "年新增孵化器（众创空间）孵化场地面积", measure="万平方米"),
    item("AREA", "孵化器（众创空间）孵化场地面积", Tense.STOCK, measure="万平方米"),
    item("FIRMS", "高新技术企业累计数", Tense.STOCK, measure="家", aliases=("高新技术企业数",)),
    item("FISCAL", "财政科技投入", measure="亿元"),
    item("IND_VA", "规上工业增加值", aliases=("规模以上工业增加值",)),
    item("IND_REVENUE", "规上工业营业收入"),
    item("INVEST", "高新技术产业投资增速", measure="%"),
    item("GDP", "地区生产总值", Tense.YEARLY),
    item("RD", "R&D经费", Tense.YEARLY),
    item(
        "STAGE",
        "省级高新园区创建进度",
        kind=ItemKind.STAGE,
        measure="",
        stages=("未启动", "申报", "受理", "公示", "批复"),
    ),
    item("DONE", "项目本年完成投资", measure="万元"),
    item("STATE", "项目状态", kind=ItemKind.STAGE, measure="", stages=("未开工", "在建", "竣工", "暂缓", "终止")),
)
EXPLAIN = column(Content.EXPLANATION, aliases=("备注",))
NAMES = column(Content.STUB, "单位名称", aliases=("地区",))
KJ1 = form(
    "KJ1",
    COUNTY_CODES,
    ("AREA_NEW", "AREA", "FIRMS", "FISCAL"),
    name="县（市、区）科技创新季度指标表",
    number="温科统1表",
    columns=(
        column(Content.STUB, required=True),
        column(Content.MEASURE),
        column(Content.NOW, required=True, aliases=("本期数", "本年累计")),
        column(Content.BASE, aliases=("去年同期",)),
        column(Content.REFERENCE),
        EXPLAIN,
    ),
)
KJ2 = units_form(
    "KJ2",
    "TJJ",
    ("区县", "WZ"),
    (),
    name="规上工业分县表",
    columns=(
        NAMES,
        column(Content.NOW, "规上工业增加值", item="IND_VA", required=True),
        column(Content.NOW, "规上工业营业收入", item="IND_REVENUE", required=True),
        column(Content.NOW, "高新技术产业投资增速", item="INVEST"),
        EXPLAIN,
    ),
)
KJ3 = units_form(
    "KJ3",
    "TJJ",
    ("区县", "WZ"),
    (),
    name="研发投入分县年报表",
    frequency=Frequency.YEAR,
    columns=(
        NAMES,
        column(Content.NOW, "地区生产总值", item="GDP"),
        column(Content.NOW, "R&D经费", item="RD"),
        EXPLAIN,
    ),
)
KJ8 = form(
    "KJ8",
    ("YQ", "RA"),
    (),
    name="重大项目进度表",
    kind=FormKind.LIST,
    seed="项目",
    columns=(
        column(Content.KEY, "项目编号"),
        column(Content.TEXT, "项目名称"),
        column(Content.NUMBER, "总投资", measure="万元"),
        column(Content.NUMBER, "本年完成投资", item="DONE", measure="万元", required=True),
        column(Content.TEXT, "形象进度"),
        column(Content.STAGE, "项目状态", item="STATE"),
        EXPLAIN,
    ),
)
LISTED = (
    column(Content.KEY, "统一社会信用代码"),
    column(Content.TEXT, "企业名称", required=True),
    column(Content.UNIT, "所属县（市、区）"),
)
KJ9 = form("KJ9", COUNTY_CODES, (), name="高新技术企业名录", kind=FormKind.LIST, columns=LISTED)
KJ10 = form("KJ10", COUNTY_CODES, (), name="省科技型中小企业名录", kind=FormKind.LIST, columns=LISTED)
KJ11 = units_form(
    "KJ11",
    "KJJ",
    ("LC", "YQ"),
    (),
    name="省级高新园区创建进度表",
    columns=(NAMES, column(Content.NOW, "省级高新园区创建进度", item="STAGE"), column(Content.TEXT, "佐证"), EXPLAIN),
)
PROJECTS = tuple(
    Project(code, name, "新建", 2021, 2025, "乐清", "厂房", 350000, 200000, "甲公司", "YQ")  # type: ignore[arg-type]
    for code, name in (("P01", "智能电气产业园"), ("P02", "低压电器研究院"))
)
TASKS: tuple[Task, ...] = ()
CATALOGUE = catalogue(units=UNITS, items=ITEMS, forms=(KJ1, KJ2, KJ3, KJ8, KJ9, KJ10, KJ11), projects=PROJECTS)
Q3 = Period(2023, 3)


def sheet(drawn: str, name: str = "表1", merges: Iterable[str] = (), **given: object) -> Sheet:
    """Make a sheet from its drawing; the first line is row 1, `merges` are areas such as `A1:D1`."""
    cells = {}
    for row, line in enumerate(drawn.strip("\n").split("\n"), start=1):
        for number, text in enumerate(line.split("|"), start=1):
            found = cell(text.strip(" "), row, number)
            if found:
                cells[row, number] = found
    return Sheet(name, cells, tuple(area(text) for text in merges), **given)  # type: ignore[arg-type]


def cell(drawn: str, row: int = 1, number: int = 1) -> Cell | None:
    """Make a cell from its drawing, None from an empty one."""
    if not drawn:
        return None
    styled = _STYLED.fullmatch(drawn)
    text, style = (styled[1], styled[2]) if styled else (drawn, "")
    formula = text.startswith("=")
    text = text.removeprefix("=")
    kind = _kind(text)
    bare = text[1:] if text[:1] in ("'", "@") else text
    return Cell(row, number, bare.replace("\\n", "\n").replace("¦", "|"), kind, formula, style)


def area(text: str) -> Area:
    """Make a merge from its corners: `A1:D1`."""
    (top, left), (bottom, right) = (place(corner) for corner in text.split(":"))
    return Area(top, left, bottom, right)


def book(*sheets: Sheet) -> Book:
    """Make a workbook."""
    return Book(sheets)


def arrival(name: str = "报表.xlsx") -> Arrival:
    """Make a file that came in."""
    return Arrival(name, b"", "0" * 64, NOON)


def claim(form_code: str = "KJ1", sender: str = "YQ", period: Period = Q3, sheet_name: str = "表1") -> Claim:
    """Make a claim."""
    return Claim(form_code, sender, period, sheet_name)


def codes(found: Reading | Iterable[Finding]) -> list[str]:
    """Give the codes of findings, in order."""
    return [one.code for one in (found.findings if isinstance(found, Reading) else found)]


def with_form(made: Form) -> Catalogue:
    """Make the catalogue with one form in the place of its namesake."""
    return catalogue(
        units=UNITS,
        items=ITEMS,
        projects=PROJECTS,
        forms=tuple(made if one.code == made.code else one for one in CATALOGUE.forms),
    )


def _kind(text: str) -> CellKind:
    if text.startswith("#") and text.endswith(("!", "?", "/A")):
        return CellKind.ERROR
    if text.startswith("@"):
        return CellKind.DATE
    if text in ("TRUE", "FALSE"):
        return CellKind.TRUTH
    return CellKind.NUMBER if _NUMBER.fullmatch(text) else CellKind.TEXT
