"""Read 目标 and 分解目标: what the plans promise, and each unit's part of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reporting.catalogue.directory import Directory
from reporting.catalogue.row import Placed, Row
from reporting.catalogue.target_text import read_target
from reporting.model.catalogue import Indicator, Plan, Share, Target
from reporting.model.words import Direction, Interpolation, Op, TargetKind


def read_targets(
    rows: Sequence[Row], directory: Directory, plans: Mapping[str, Plan], indicators: Mapping[str, Indicator]
) -> list[Placed[Target]]:
    """Read the targets."""
    placed = [Placed(_target(row, directory, indicators), row) for row in rows]
    for target in placed:
        _check_years(target, plans)
        _check_owner(target, indicators)
    _check_doubles(placed)
    return placed


def read_shares(rows: Sequence[Row], directory: Directory) -> list[Placed[Share]]:
    """Read the units' parts; the same unit, indicator and year twice is a fault."""
    placed: list[Placed[Share]] = []
    seen: dict[tuple[str, str, int], Row] = {}
    for row in rows:
        share = Share(
            directory.one(directory.indicator_register(""), row, "指标", required=True),
            directory.one(directory.units, row, "单位", required=True),
            row.year("年份"),
            row.amount("目标"),
        )
        first = seen.setdefault((share.indicator, share.unit, share.year), row)
        if first is not row and share.indicator and share.unit:
            row.fault("单位", f"同一指标、单位、年份与第{first.number}行重复", "请删去其中一行")
        placed.append(Placed(share, row))
    return placed


def _target(row: Row, directory: Directory, indicators: Mapping[str, Indicator]) -> Target:
    plan = directory.one(directory.plans, row, "规划", required=True)
    code = directory.indicators[""].find(row.text("指标")) or directory.one(
        directory.indicator_register(plan), row, "指标", required=True
    )
    indicator = indicators.get(code)
    kind = row.word("性质", TargetKind)
    first, last = row.years("年份")
    text = row.text("目标原文")
    given = row.number_or_none("目标值")
    direction = indicator.direction if indicator else Direction.UP
    promise = read_target(text, indicator.measure if indicator else "", kind, direction)
    if indicator and indicator.measure and promise.unclear and given is None:
        _note_unclear(row, text, promise.unclear)
    return Target(
        plan=plan,
        indicator=code,
        first_year=first,
        last_year=last,
        kind=kind,
        value=promise.value if given is None else given,
        high=promise.high if given is None else None,
        op=Op.AT_LEAST if given is not None and promise.op is Op.NONE and kind is not TargetKind.BASE else promise.op,
        soft=promise.soft,
        text=text or row.text("目标值"),
        place=row.text("位置"),
        source=row.text("来源"),
        interpolation=row.word("内插", Interpolation, Interpolation.NONE),
    )


def _note_unclear(row: Row, text: str, unclear: str) -> None:
    if text:
        row.fault("目标原文", f"目标原文“{text}”{unclear}", "请在“目标值”填上按指标计量单位的数")
    else:
        row.fault("目标原文", "目标原文没有填", "请照规划原文填写；没有目标的填 --")


def _check_years(target: Placed[Target], plans: Mapping[str, Plan]) -> None:
    record = target.record
    plan = plans.get(record.plan)
    if plan is None or not (record.last_year and plan.base_year and plan.last_year):
        return
    if record.first_year < plan.base_year or record.last_year > plan.last_year:
        what = f"年份{record.years}不在“{plan.name}”的{plan.base_year}—{plan.last_year}年之内"
        target.row.fault("年份", what, "请改正年份，或改正“规划”表的起止年和基期年")


def _check_owner(target: Placed[Target], indicators: Mapping[str, Indicator]) -> None:
    """Note a target that stands under another plan than its indicator does."""
    indicator = indicators.get(target.record.indicator)
    if indicator and target.record.plan and indicator.plan and indicator.plan != target.record.plan:
        what = f"指标“{indicator.code}”属于规划“{indicator.plan}”，不属于“{target.record.plan}”"
        target.row.fault("规划", what, "请改正规划或指标代码")


def _check_doubles(placed: Sequence[Placed[Target]]) -> None:
    """Note the same wording at the same place twice; other wordings of one promise are welcome."""
    seen: dict[tuple[object, ...], Row] = {}
    for target in placed:
        record = target.record
        key = (record.indicator, record.first_year, record.last_year, record.kind, record.text, record.place)
        first = seen.setdefault(key, target.row)
        if first is not target.row and record.indicator:
            target.row.fault("指标", f"与第{first.number}行是同一个目标", "请删去其中一行；不同出处的请写明“位置”")
