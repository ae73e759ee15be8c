"""Read 数据项: the figures that forms ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reporting.catalogue.directory import Directory
from reporting.catalogue.row import Placed, Row
from reporting.model.catalogue import Item
from reporting.model.words import CityFigure, ItemKind, Tense

MOST_DECIMALS = 8
_FEWEST_STAGES = 2


def read_items(rows: Sequence[Row], directory: Directory) -> list[Placed[Item]]:
    """Read the items."""
    return [Placed(_item(row, directory), row) for row in rows if row.text("代码")]


def _item(row: Row, directory: Directory) -> Item:
    kind = row.word("类型", ItemKind, ItemKind.NUMBER)
    low, high = row.number_or_none("下限"), row.number_or_none("上限")
    if low is not None and high is not None and low > high:
        row.fault("下限", f"下限{low}大于上限{high}", "请对调或改正")
    if kind is ItemKind.NUMBER:
        row.needed("计量单位")
    return Item(
        code=row.text("代码"),
        name=row.text("名称"),
        aliases=row.names("别名"),
        kind=kind,
        measure=row.text("计量单位"),
        tense=row.word("时态", Tense),
        decimals=decimals(row, default=0 if kind is ItemKind.STAGE else None),
        low=low,
        high=high,
        provider=directory.one(directory.units, row, "数据提供单位"),
        sources=_sources(row, directory),
        city=row.word("全市口径", CityFigure, CityFigure.SUM),
        stages=_stages(row, kind),
        breaks=row.periods("口径起始"),
    )


def decimals(row: Row, default: int | None = None) -> int:
    """Read 小数位."""
    places = row.integer("小数位", default)
    if places > MOST_DECIMALS:
        row.fault("小数位", f"小数位{places}过多", f"请填0到{MOST_DECIMALS}")
    return places


def _sources(row: Row, directory: Directory) -> tuple[str, ...]:
    """Read 来源优先级: codes of forms, best first, parted by `>`."""
    codes: list[str] = []
    for word in re.split(r"[>＞›、,，]", row.text("来源优先级")):
        code = directory.forms.find(word) if word.strip() else ""
        if code is None:
            directory.forms.note_unknown(row, "来源优先级", word.strip())
        if code:
            codes.append(code)
    if len(set(codes)) < len(codes):
        row.fault("来源优先级", "同一报表写了两次", "请按优先顺序每个报表只写一次，如 KJ4>KJ1")
    return tuple(dict.fromkeys(codes))


def _stages(row: Row, kind: ItemKind) -> tuple[str, ...]:
    """Read 取值 of a 状态 item: its words in order, the last being the goal."""
    words = tuple(word.strip() for word in re.split(r"→|->|>|、|＞", row.text("取值")) if word.strip())
    if kind is ItemKind.NUMBER and words:
        row.fault("取值", "数值型数据项不用填取值", "请清空，或把类型改为“状态”")
    if kind is ItemKind.STAGE and len(set(words)) < max(_FEWEST_STAGES, len(words)):
        row.fault("取值", "状态型数据项的取值不全或有重复", "请按先后写出各状态，如：申报→受理→公示→批复")
    return words
