"""The page that teaches how figures are judged: every example in it is what the program gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reporting.merge.evidence import gather
from reporting.merge.merge import merge
from reporting.merge.needed import needed
from reporting.merge.score import score
from reporting.model.catalogue import Catalogue, Target
from reporting.model.figures import Figure
from reporting.model.numbers import plain, rounded
from reporting.model.periods import Period
from reporting.model.records import Held
from reporting.model.words import (
    Algorithm,
    Content,
    Direction,
    Growth,
    Op,
    Ranking,
    TargetKind,
    Tense,
)
from tests.builders import ALPHA, BETA, GAMMA, catalogue, form, held, indicator, item, target, units_form

PAGE = Path(__file__).parents[2] / "docs" / "judging.zh-CN.md"
OPS = {"≥": Op.AT_LEAST, ">": Op.MORE, "≤": Op.AT_MOST, "≈": Op.ABOUT}
TENSES = {"累计": Tense.YEAR_TO_DATE, "时点": Tense.STOCK}
NOTHING = "—"


def rows(heading: str) -> list[dict[str, str]]:
    """Give the rows of the first table below a heading, by the columns' names."""
    part = PAGE.read_text(encoding="utf-8").split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line[:1] == "|"]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[2:]]


def values(text: str) -> dict[str, str]:
    """Read what was reported, by period."""
    return dict(one.split("=") for one in text.split("；"))


def promises(text: str, kind: TargetKind) -> tuple[Target, ...]:
    """Read the targets of a row."""
    found = []
    for one in text.split("；"):
        sign, number, first, last = re.match(r"(基期|[≥>≤≈])([\d.]+)（(\d{4})(?:—(\d{4}))?）\Z", one).groups()  # type: ignore[union-attr]
        what = TargetKind.BASE if sign == "基期" else TargetKind.END if kind is TargetKind.BASE else kind
        promise = target("I1", int(last or first), number, what, op=OPS.get(sign, Op.AT_LEAST))
        found.append(replace(promise, first_year=int(first)))
    return tuple(found)


def judged(row: Mapping[str, str], kind: TargetKind) -> Figure:
    """Judge what a row tells: a city whose figure one office gives."""
    algorithm = Algorithm(row["算法"])
    covered = algorithm is Algorithm.COVERAGE
    formula = "已覆盖 / 应覆盖 * 100" if covered else "技术交易额"
    codes = ("DONE", "DUE") if covered else ("DEALS",)
    names = {"DONE": "已覆盖", "DUE": "应覆盖", "DEALS": "技术交易额"}
    tense = TENSES[row["时态"]]
    city = catalogue(
        items=tuple(item(code, names[code], tense) for code in codes),
        indicators=(
            indicator(
                "I1",
                formula,
                algorithm=algorithm,
                decimals=2 if "." in row["目标"] else 1,
                direction=Direction.DOWN if algorithm is Algorithm.RANK else Direction.UP,
            ),
        ),
        forms=(units_form("F1", "统计", ("CITY",), codes),),
        targets=promises(row["目标"], kind),
    )
    found = [
        held("CITY", code, when, value, sender="统计")
        for when, told in values(row["报来的数"]).items()
        for code, value in zip(codes, told.split("/"), strict=True)
    ]
    period = Period.parse(row["报告期"])
    figures = merge(gather(city, found, (), needed(city, period)), period)
    return next(one for one in figures if (one.code, one.unit) == ("I1", "CITY"))


def printed(value: Decimal | None, places: int = 1) -> str:
    return NOTHING if value is None else plain(rounded(value, places))


def told(one: Figure) -> dict[str, str]:
    """Give what the program says, as the page writes it."""
    return {
        "进度": printed(one.progress),
        "时序": printed(one.expected),
        "相差": printed(one.gap, 2),
        "评价": str(one.judgement),
    }


@pytest.mark.parametrize("row", rows("一、"), ids=lambda row: row["性质"])
def test_every_kind_of_target_is_judged_as_the_page_says(row: dict[str, str]) -> None:
    """A clerk who works the example out by hand finds what the program prints."""
    assert told(judged(row, TargetKind(row["性质"]))) == {key: row[key] for key in ("进度", "时序", "相差", "评价")}


@pytest.mark.parametrize("row", rows("二、"), ids=lambda row: f"{row['算法']} {row['报来的数']}")
def test_every_way_of_progress_is_reckoned_as_the_page_says(row: dict[str, str]) -> None:
    """The same for each 进度算法, with its threshold."""
    assert told(judged(row, TargetKind.END)) == {key: row[key] for key in ("进度", "时序", "相差", "评价")}


def test_the_page_leaves_no_kind_out() -> None:
    """Whatever the catalogue may say has its example."""
    assert {row["性质"] for row in rows("一、")} == {str(one) for one in TargetKind}
    assert {row["算法"] for row in rows("二、")} == {str(one) for one in Algorithm}
    assert {row["增速算法"] for row in rows("三、")} == {str(one) for one in Growth}


@pytest.mark.parametrize("row", rows("三、"), ids=lambda row: f"{row['增速算法']} {row['报来的数']}")
def test_growth_is_reckoned_as_the_page_says(row: dict[str, str]) -> None:
    """Each 增速算法, in percent or 百分点, or not at all; of 当期 too, and over a change of basis."""
    way = Growth(row["增速算法"])
    breaks = () if row["口径起始"] == NOTHING else (Period.parse(row["口径起始"]),)
    city = catalogue(
        items=(item("DEALS", "技术交易额", breaks=breaks), item("GROWTH", "技术交易额增速")),
        indicators=(
            indicator(
                "I1",
                row["公式"],
                measure=row["单位"],
                decimals=2,
                growth=way,
                growth_item="GROWTH" if way is Growth.GIVEN else "",
                algorithm=Algorithm.LEVEL,
            ),
        ),
        forms=(units_form("F1", "统计", ("CITY",), ("DEALS", "GROWTH")),),
    )
    period = Period.parse(row["报告期"])
    figures = merge(gather(city, observed(row["报来的数"]), (), needed(city, period)), period)
    seen = next(one for one in figures if (one.code, one.unit) == ("I1", "CITY"))
    measure = "个百分点" if seen.growth_is_points else "%"
    assert (NOTHING if seen.growth is None else printed(seen.growth, 2) + measure) == row["增速"]
    assert printed(seen.value, 2) == row["数"]
    changed = any(note.startswith("口径调整") for note in seen.notes)
    assert changed is ("口径" in row["说明"] and row["口径起始"] != NOTHING and row["报告期"].startswith("2023"))


def observed(text: str) -> list[Held]:
    """Read what was reported, with last year's figure or the growth that stands in brackets behind it."""
    found: list[Held] = []
    for one in text.split("；"):
        when, value, what, beside = re.match(r"(\w+)=([-\d.]+)(?:（(\D+)([\d.]+)）)?\Z", one).groups()  # type: ignore[union-attr]
        found.append(held("CITY", "DEALS", when, value, sender="统计"))
        before = str(Period.parse(when).year_before)
        if what == "上年同期":
            found.append(held("CITY", "DEALS", before, beside, sender="统计", content=Content.BASE))
        elif what == "增速":
            found.append(held("CITY", "GROWTH", when, beside, sender="统计"))
    return found


def appraised(counties: Mapping[str, tuple[str | None, str]]) -> dict[str, tuple[str, ...]]:
    """Score counties by their deals and waste; give what the page prints of each."""
    units = dict(zip((ALPHA.code, BETA.code, GAMMA.code), counties, strict=True))
    deals = indicator("I1", "技术交易额", ranking=Ranking.VALUE, dimension="产出", weight=Decimal(30))
    waste = indicator(
        "I2", "能耗", ranking=Ranking.VALUE, direction=Direction.DOWN, dimension="投入", weight=Decimal(10)
    )
    city: Catalogue = catalogue(
        items=(item("DEALS", "技术交易额"), item("WASTE", "能耗")),
        indicators=(deals, waste),
        forms=(form("F1", tuple(units), ("DEALS", "WASTE")),),
        parameters=(("考评-山区县单列", "否"),),
    )
    found = [
        held(code, what, "2023Q4", value)
        for code, name in units.items()
        for what, value in zip(("DEALS", "WASTE"), counties[name], strict=True)
    ]
    year = Period(2023)
    scores = score(city, merge(gather(city, found, (), needed(city, year)), year))
    return {
        units[one.unit]: (*(printed(part.points, 2) for part in one.parts), printed(one.points, 2), str(one.rank))
        for one in scores
    }


def test_scores_are_those_of_the_page() -> None:
    """The three counties of the example, and the one that sent no figure for one indicator."""
    page = rows_of_scores()
    three = {line[0]: (line[1], line[3]) for line in page[:3]}
    assert appraised(three) == {line[0]: (line[2], line[4], line[5], line[6]) for line in page[:3]}
    alpha, _, gamma, delta = page
    others = {alpha[0]: (alpha[1], alpha[3]), delta[0]: (None, delta[3]), gamma[0]: (gamma[1], "8")}
    assert appraised(others)[delta[0]] == (NOTHING, delta[4], delta[5], delta[6])


def rows_of_scores() -> list[list[str]]:
    """Give the cells of the table of scores; two of its columns have one name."""
    part = PAGE.read_text(encoding="utf-8").split("## 四、", 1)[1]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line[:1] == "|"]
    return lines[2:]
