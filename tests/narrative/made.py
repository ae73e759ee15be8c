"""A made-up city of seven counties, its indicators and figures, in a notation short enough for tables of cases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from reporting.model.catalogue import Catalogue, Item, Target, Task
from reporting.model.figures import Compilation, Figure
from reporting.model.periods import Period
from reporting.model.words import Algorithm, Direction, Judgement, Ranking, State, TargetKind, Tense
from tests import builders

CITY = "CITY"
COUNTIES = ("甲县", "乙县", "丙县", "丁县", "戊县", "己县", "庚县")
Q3 = Period(2023, 3)

ITEMS: tuple[Item, ...] = (
    builders.item("RD", "R&D经费", Tense.YEARLY),
    builders.item("GDP", "地区生产总值", Tense.YEARLY),
    builders.item("STAFF", "研发人员", Tense.YEARLY),
    builders.item("COST", "规上工业研发费用"),
    builders.item("REVENUE", "规上工业营业收入"),
    builders.item("FIRMS", "高新技术企业累计数", Tense.STOCK),
    builders.item("SMES", "省科技型中小企业累计数", Tense.STOCK),
    builders.item("DEALS", "技术交易额"),
    builders.item("AREA", "年新增孵化器(众创空间)孵化场地面积"),
    builders.item("INVEST", "高新技术产业投资增速"),
    builders.item("SHARE", "研发活动覆盖率", Tense.STOCK),
    builders.item("PLACE", "国家高新区全国排名"),
    builders.item("LOSS", "净收益"),
    builders.item("QUARTER", "当季开工项目数", Tense.FLOW),
    builders.item("ENERGY", "单位能耗"),
    builders.item("SPEND", "财政科技投入"),
)

INDICATORS = (
    builders.indicator("RD", "「R&D经费」 / 地区生产总值 * 100", name="R&D经费占地区生产总值的比重", measure="%",
                       algorithm=Algorithm.LEVEL, ranking=Ranking.VALUE),
    builders.indicator("STAFF", "研发人员 / 地区生产总值", name="每万名就业人员中研发人员", measure="人年", decimals=0,
                       algorithm=Algorithm.LEVEL),
    builders.indicator("COST", "规上工业研发费用 / 规上工业营业收入 * 100", name="研究开发经费占营业收入比重",
                       measure="%", decimals=2, algorithm=Algorithm.LEVEL, ranking=Ranking.VALUE),
    builders.indicator("FIRMS", "高新技术企业累计数", name="高新技术企业累计数", measure="家", decimals=0,
                       algorithm=Algorithm.INCREMENT, ranking=Ranking.GROWTH),
    builders.indicator("SMES", "省科技型中小企业累计数", name="省科技型中小企业累计数", measure="家", decimals=0,
                       algorithm=Algorithm.INCREMENT, ranking=Ranking.PROGRESS),
    builders.indicator("DEALS", "技术交易额", name="技术交易额", ranking=Ranking.PROGRESS),
    builders.indicator("AREA", "「年新增孵化器(众创空间)孵化场地面积」", name="年新增孵化器(众创空间)孵化场地面积",
                       measure="万平方米", ranking=Ranking.PROGRESS),
    builders.indicator("INVEST", "高新技术产业投资增速", name="高新技术产业投资增速", measure="%",
                       algorithm=Algorithm.LEVEL, ranking=Ranking.VALUE),
    builders.indicator("SHARE", "研发活动覆盖率", name="研发活动覆盖率", measure="%", algorithm=Algorithm.COVERAGE),
    builders.indicator("PLACE", "国家高新区全国排名", name="国家高新区全国排名", measure="位", decimals=0,
                       algorithm=Algorithm.RANK, direction=Direction.DOWN),
    builders.indicator("LOSS", "净收益", name="净收益"),
    builders.indicator("QUARTER", "当季开工项目数", name="当季开工项目数", measure="个", decimals=0),
    builders.indicator("ENERGY", "单位能耗", name="单位能耗", measure="吨", decimals=2, algorithm=Algorithm.LEVEL,
                       direction=Direction.DOWN),
    builders.indicator("SPEND", "财政科技投入", name="财政科技投入", algorithm=Algorithm.LEVEL),
)  # fmt: skip

Number = str | None


def number(text: Number) -> Decimal | None:
    """Read a number of a table of cases; None stays None."""
    return None if text is None else Decimal(text)


def catalogue(**given: object) -> Catalogue:
    """Make the catalogue of the city; all its indicators are key ones."""
    units = (builders.unit(CITY, "全市", "全市"), *(builders.unit(name, order=n) for n, name in enumerate(COUNTIES, 1)))
    return builders.catalogue(**{"units": units, "items": ITEMS, "indicators": INDICATORS, **given})


def target(code: str, value: str, text: str = "", kind: TargetKind = TargetKind.END, high: Number = None) -> Target:
    """Make a target of 2023, in the plan's words where they are given."""
    return builders.target(code, 2023, value, kind, text=text or value, high=number(high))


def figure(
    code: str,
    value: Number,
    *,
    growth: Number = None,
    base: Number = None,
    wanted: Number = None,
    progress: Number = None,
    gap: Number = None,
    judgement: Judgement | None = Judgement.NO_TARGET,
    **given: object,
) -> Figure:
    """Make the city's figure of an indicator in 2023Q3, or a county's where `unit` names one."""
    one = next(one for one in INDICATORS if one.code == code)
    amount = number(value)
    fields: dict[str, object] = {
        "unit": CITY,
        "name": one.name,
        "period": Q3,
        "value_period": given.get("period", Q3),
        "state": State.NOT_SUBMITTED if amount is None else State.VALUE if amount else State.ZERO,
        "growth_is_points": one.measure == "%",
        "target": None if wanted is None else target(code, wanted),
    }
    fields |= {"base": number(base), "growth": number(growth), "target_value": number(wanted)}
    fields |= {"progress": number(progress), "gap": number(gap), "judgement": judgement, **given}
    return Figure(code=code, measure=one.measure, places=one.decimals, value=amount, plan="315", **fields)  # type: ignore[arg-type]


def county(code: str, unit: str, rank: int | None, judgement: Judgement = Judgement.REACHED) -> Figure:
    """Make a county's figure with its place."""
    return figure(code, None if rank is None else str(100 - rank), unit=unit, rank=rank, judgement=judgement)


def counties(code: str, *ranks: int | None, behind: Iterable[str] = ()) -> list[Figure]:
    """Make the figures of the first counties with their places; None has not reported; those named lag behind."""
    lagging = set(behind)
    return [
        county(code, unit, rank, Judgement.BEHIND if unit in lagging else Judgement.REACHED)
        if rank is not None
        else county(code, unit, None, Judgement.NO_DATA)
        for unit, rank in zip(COUNTIES, ranks, strict=False)
    ]


def task(code: str, name: str, *indicators: str) -> Task:
    """Make a task with its measured targets."""
    return Task(code, "315", "抓手", name, indicators, "", (), (), "")


def compilation(*figures: Figure, period: Period = Q3, **given: object) -> Compilation:
    """Compile some figures; what else a compilation holds is empty. `earlier` are figures of earlier periods."""
    earlier: dict[Period, dict[tuple[str, str], Figure]] = {}
    before = given.pop("earlier", ())
    assert isinstance(before, tuple)
    for one in before:
        earlier.setdefault(one.period, {})[one.code, one.unit] = one
    fields: dict[str, object] = {
        "catalogue": given.pop("catalogue", None) or catalogue(),
        "standings": (),
        "findings": (),
        "entries": {},
        "sources": {},
        "earlier": earlier,
        **given,
    }
    keyed = {(one.code, one.unit): one for one in figures}
    return Compilation(period=period, dated=date(2023, 10, 21), figures=keyed, **fields)  # type: ignore[arg-type]
