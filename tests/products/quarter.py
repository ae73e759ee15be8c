"""The made-up city's third quarter of 2023: a missing county, carried years, texts with `<&`, and a story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reporting.model.catalogue import Catalogue
from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.periods import Period
from reporting.model.records import Entry, HeldEntry, Standing
from reporting.model.words import Algorithm, Judgement, State
from tests import builders
from tests.products.city import COUNTIES, HOSTILE, KEYS, NUMBER_LABELS, catalogue

PERIOD = Period(2023, 3)
MISSING = "己县"
PROGRESS_TEXT = (
    "已完成年度项目申报和评审，组织联合攻关任务二十项；推进重大科技基础设施建设，主体工程封顶，设备采购合同签订过半，"
    "正按计划开展安装调试；会同有关部门出台配套政策三项，召开专题推进会四次。"
)


def figure(code: str, name: str, measure: str, places: int, value: str | None, **given: object) -> Figure:
    """Make a figure of the city in the period; what is not named is usual."""
    fields: dict[str, object] = {
        "unit": "CITY",
        "period": PERIOD,
        "value_period": PERIOD,
        "value": None if value is None else Decimal(value),
        "state": State.NOT_SUBMITTED if value is None else State.VALUE if Decimal(value) else State.ZERO,
        "plan": "315",
    }
    return Figure(code=code, name=name, measure=measure, places=places, **{**fields, **given})  # type: ignore[arg-type]


def entry(form: str, sender: str, key: str, row: int, fields: dict[str, str]) -> HeldEntry:
    """Make a list row in force."""
    held = Entry(form, "CITY", key, "报表", row, fields, {}, PERIOD)
    return HeldEntry(held, builders.submission(sender, form, PERIOD))


def _task_entries() -> Iterator[HeldEntry]:
    for number in range(1, 24):
        text = HOSTILE if number == 2 else PROGRESS_TEXT[: 20 + number * 5]
        fields = {
            "主要进展": text,
            "存在问题": "进度偏慢。" if number % 3 == 0 else "",
            "下一步打算": "加快推进，年底前完成。",
        }
        yield entry("X7", "D1", f" t{number}", number, fields)


def _project_entries() -> Iterator[HeldEntry]:
    for number in range(1, 38):
        numbers = {label: str(1000 * number) for label in NUMBER_LABELS}
        fields = {**numbers, "形象进度": "主体工程完成80%", "项目状态": "竣工" if number % 4 == 0 else "在建"}
        yield entry("X8", "D2", f"P{number}", number, fields)


# code → value, base, growth, progress, expected, judgement of the city
_CITY: dict[str, tuple[str, str, str | None, str | None, str | None, Judgement]] = {
    "K1": ("2.6004", "2.51", "0.09", None, None, Judgement.AWAITS_YEAR),
    "K2": ("110", "103", "6.796", None, None, Judgement.AWAITS_YEAR),
    "K3": ("3.104", "3.02", "0.08", None, None, Judgement.BEHIND),
    "K4": ("3690", "3105", "18.84", None, None, Judgement.AT_YEAR_END),
    "K5": ("15700", "14010", "12.06", "55.55", "75", Judgement.FAR_BEHIND),
    "K6": ("66.95", "66.2", "0.8", None, None, Judgement.INCOMPLETE),
    "K7": ("224.4", "174.08", "28.905", "68", "75", Judgement.BEHIND),
    "K8": ("139.5", "150", "-7", "77.5", "75", Judgement.REACHED),
    "K9": ("16.3", "18.1", "-1.8", None, None, Judgement.REACHED),
}


def city_figures(book: Catalogue) -> Iterator[Figure]:
    """Give the city's figures: yearly ones carried, one total without the missing county."""
    for one in book.indicators:
        wanted = next((t for t in book.targets_of(one.code) if t.first_year <= 2023 <= t.last_year), None)
        common = {"target": wanted, "target_value": wanted.value if wanted else None}
        if one.code not in _CITY:
            yield figure(one.code, one.name, one.measure, 0, "16", progress=Decimal(80), gap=Decimal(5), **common,
                         judgement=Judgement.REACHED)  # fmt: skip
            continue
        value, base, growth, progress, expected, judgement = _CITY[one.code]
        yearly = {"value_period": Period(2022)} if judgement is Judgement.AWAITS_YEAR else {}
        incomplete = judgement is Judgement.INCOMPLETE
        level = one.algorithm is Algorithm.LEVEL and not yearly
        gap = Decimal(value).quantize(Decimal("0.01")) - (wanted.value or 0) if wanted and level else None
        yield figure(
            one.code,
            one.name,
            one.measure,
            one.decimals,
            value,
            base=Decimal(base),
            growth=Decimal(growth) if growth else None,
            growth_is_points=one.measure == "%",
            progress=Decimal(progress) if progress else None,
            expected=Decimal(expected) if expected else None,
            gap=Decimal(progress) - Decimal(expected) if progress and expected else gap,
            judgement=judgement,
            lacks=("U10",) if incomplete else (),
            notes=("同比按同口径计算",) if incomplete else (),
            **common,
            **yearly,
        )


def county_figures(book: Catalogue) -> Iterator[Figure]:
    """Give the counties' figures, the missing one's states among them."""
    for one in book.indicators:
        if not one.key or one.code in ("K3", "K9"):
            continue
        yearly = {"value_period": Period(2022)} if one.code in ("K1", "K2") else {}
        for n, name in enumerate(COUNTIES, 1):
            value = None if name == MISSING and not yearly else str(Decimal(n * n) + Decimal("0.456"))
            growth = None if value is None else Decimal(40 - 5 * n)
            yield figure(one.code, one.name, one.measure, one.decimals, value, unit=f"U{n}", growth=growth, **yearly,
                         growth_is_points=one.measure == "%")  # fmt: skip
        if one.code == "K7":
            yield figure(one.code, one.name, one.measure, one.decimals, "0.004", unit="Z1")


def compilation(*, counties: bool = True, **given: object) -> Compilation:
    """Compile the made-up city's third quarter."""
    book = catalogue(counties=counties)
    figures = [*city_figures(book), *(county_figures(book) if counties else ())]
    fields: dict[str, object] = {
        "catalogue": book,
        "period": PERIOD,
        "dated": date(2023, 10, 21),
        "figures": {(one.code, one.unit): one for one in figures},
        "standings": (Standing("D1", "X7", "accepted", 1, 1),),
        "findings": (),
        "entries": {"X7": tuple(_task_entries()), "X8": tuple(_project_entries())},
        "sources": {},
        "demo": True,
        "bureau": "某市科学技术局",
    }
    return Compilation(**{**fields, **given})  # type: ignore[arg-type]


STORY = {
    "总体情况": (
        Sentence("2023年前三季度，全市9项主要指标中，可评价的5项：达到时序进度或目标水平2项（孵化场地面积、投资增速），"
                 "滞后2项（研发经费占比、技术交易额），严重滞后1项（省科技型中小企业）。"),
        Sentence("另有4项暂不评价：R&D经费占地区生产总值的比重、每万名就业人员中研发人员待年度数据；"
                 "高新技术企业累计数按年度认定，暂不评价；高新技术产业增加值占比数据不全，暂不评价。"),
    ),
    "主要指标": tuple(
        Sentence(f"{name}为{_CITY[code][0]}{measure}，同比变化{_CITY[code][2]}，与年度目标相比仍需努力，完成进度"
                 "与时序进度的差距见附件，其中有关数据以统计部门反馈为准。")
        for code, name, measure, *_ in KEYS
    ),
    "存在问题": (
        Sentence("主要指标中，省科技型中小企业累计数（严重滞后）、技术交易额（滞后）均未达到时序进度或目标水平。"),
        Sentence("分县（市、区）看，技术交易额进度丁县、戊县、庚县靠后。"),
        Sentence(f"{HOSTILE}。"),
    ),
}  # fmt: skip
