"""A made-up city with all that makes printing hard: twelve counties, a zone, 24 tasks, long names, `<&`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.model.catalogue import CITY, ZONE, Catalogue, Contact, Form, Indicator, Plan, Project, Target, Task
from reporting.model.words import Algorithm, Content, FormKind, Ranking, TargetKind
from tests import builders

COUNTIES = ("东城区", "西城区", "南湖区", "北岛区", "甲市", "乙市", "丙县", "丁县", "戊县", "己县", "庚县", "辛市")
LONG_NAME = "年新增孵化器（众创空间）孵化场地面积"
HOSTILE = "R&D经费<2.6，{{7*7}}，=1+1"
NUMBER_LABELS = (
    "总投资",
    "五年计划投资",
    "至2020年底完成投资",
    "“十四五”以来完成投资",
    "本年计划投资",
    "本年完成投资",
)

# code, name, measure, decimals, targets of 2022, 2023, 2025, 2027, changes
KEYS: tuple[tuple[str, str, str, int, str, dict[str, object]], ...] = (
    ("K1", "R&D经费占地区生产总值的比重", "%", 2, "2.6 2.7 3.0 3.4", {"algorithm": Algorithm.LEVEL}),
    ("K2", "每万名就业人员中研发人员", "人年", 0, "110 120 130 140", {"algorithm": Algorithm.LEVEL}),
    ("K3", "规上工业企业研究开发经费占营业收入比重", "%", 2, "3.32 3.41 3.51 3.6", {"algorithm": Algorithm.LEVEL}),
    ("K4", "高新技术企业累计数", "家", 0, "3700 4300 5500 6500", {"algorithm": Algorithm.INCREMENT}),
    ("K5", "省科技型中小企业累计数", "家", 0, "14700 16500 20000 22000", {"algorithm": Algorithm.INCREMENT}),
    ("K6", "高新技术产业增加值占规上工业增加值的比重", "%", 1, "66.8 67 68 70", {"ranking": Ranking.VALUE}),
    ("K7", "技术交易额", "亿元", 2, "256 330 500 560", {"ranking": Ranking.GROWTH}),
    ("K8", LONG_NAME, "万平方米", 1, "152 180 150 150", {}),
    ("K9", "高新技术产业投资增速", "%", 1, "9.6 15 15 15", {"algorithm": Algorithm.LEVEL}),
)
_GROUPS = (
    "抓科技战略平台建设，加快实施全域创新能级提升行动",
    "抓高水平大学建设，加快实施创新策源能力集聚行动",
    "抓企业技术改造，加快实施关键核心技术攻坚突破行动",
    "抓科技企业森林培育，加快实施创新链产业链融合行动",
)
_MEASURED = (2, 1, 2, 3, 1, 2, 7, 4, 3, 6, 4, 4, 1, 5, 0, 3, 1, 0, 3, 2, 0, 2, 1, 3)


def catalogue(*, counties: bool = True) -> Catalogue:
    """Make the catalogue of the made-up city; without counties it is that of a small bureau."""
    units = [builders.unit("CITY", "全市", CITY)]
    if counties:
        units += [builders.unit(f"U{n}", name, order=n) for n, name in enumerate(COUNTIES, 1)]
        units.append(builders.unit("Z1", "南湖产业集聚区", ZONE, within="U3", order=30))
    units += [builders.unit(f"D{n}", f"市第{n}局", "市直部门", order=40 + n) for n in range(1, 6)]
    units.append(builders.unit("ALL", "各县〈市、区〉政府", "其他", order=60))
    keys = [_indicator(code, name, measure, places, **more) for code, name, measure, places, _, more in KEYS]
    measured = list(_measured())
    return builders.catalogue(
        plans=(Plan("315", "科技创新实施方案（2023—2027年）", "某政发〔2023〕17号", "", 2023, 2027, 2022),),
        units=tuple(units),
        indicators=(*keys, *measured),
        targets=(*_key_targets(), *(_task_target(one) for one in measured)),
        tasks=tuple(_tasks()),
        forms=(_task_form(), _project_form()),
        projects=tuple(_projects()),
        parameters=(("简报印数", "60"),),
        contacts=(Contact("编辑", "张某某", "市第1局", "13800000000"), Contact("签发", "李某某", "市第1局", "")),
    )


def _indicator(code: str, name: str, measure: str, places: int, **given: object) -> Indicator:
    return builders.indicator(code, "「甲」", name=name, measure=measure, decimals=places, **given)


def _key_targets() -> Iterator[Target]:
    for code, _, _, _, texts, _ in KEYS:
        base, *rest = texts.split()
        yield builders.target(code, 2022, base, TargetKind.BASE, last_year=2022)
        years = zip((2023, 2025, 2027), rest, strict=True)
        yield from (builders.target(code, year, text, last_year=year) for year, text in years)
    yield builders.target("K4", 2027, "6500", last_year=2027, text="超6500家", place="T10")


def _task_target(one: Indicator) -> Target:
    kind = TargetKind.EACH_YEAR
    return builders.target(one.code, 2023, "20", kind, last_year=2027, text="20项以上", place=one.code.split("-")[0])


def _tasks() -> Iterator[Task]:
    for number, count in enumerate(_MEASURED, 1):
        own = tuple(f"T{number}-{n}" for n in range(1, count + 1))
        indicators = ("K4", *own[1:]) if number == 10 else own
        support = ("D1", "D2", "D3", "ALL")
        name = f"第{number}项重点任务的名称写得比较长一些"
        yield Task(f"T{number}", "315", _GROUPS[(number - 1) // 6], name, indicators, "D1", support, ("D2",), "D1")


def _measured() -> Iterator[Indicator]:
    for number, count in enumerate(_MEASURED, 1):
        for n in range(1, count + 1):
            if (number, n) != (10, 1):
                yield _indicator(f"T{number}-{n}", f"第{number}项任务的第{n}个量化目标数量", "项", 0, key=False)


def _projects() -> Iterator[Project]:
    for n in range(1, 38):
        name = f"第{n}号重大科技创新平台及产业化基地建设项目（{HOSTILE}）" if n == 3 else f"第{n}号重大科技创新项目"
        total, planned = Decimal(10000 * n), Decimal(8000 * n)
        yield Project(f"P{n}", name, "新建", 2021, 2025, "某市", "", total, planned, "某公司", "D2")


def _task_form() -> Form:
    texts = ("重点任务", "主要进展", "存在问题", "下一步打算")
    return _list("X7", "任务", (("任务编号", Content.KEY), *((text, Content.TEXT) for text in texts)))


def _project_form() -> Form:
    numbers = ((label, Content.NUMBER) for label in NUMBER_LABELS)
    rest = (("形象进度", Content.TEXT), ("项目状态", Content.STAGE))
    return _list("X8", "项目", (("项目编号", Content.KEY), ("项目名称", Content.TEXT), *numbers, *rest))


def _list(code: str, seed: str, labels: tuple[tuple[str, Content], ...]) -> Form:
    columns = tuple(builders.column(content, label) for label, content in labels)
    return builders.form(code, ("D1", "D2"), (), name=f"{seed}情况表", kind=FormKind.LIST, seed=seed, columns=columns)
