"""Hold the plans' figures against each other: printed growth, parts that add up, bases that progress starts from."""

from __future__ import annotations

import re
from decimal import Decimal

from reporting.catalogue.draft import Draft
from reporting.catalogue.indicators import formula_divides
from reporting.catalogue.row import Placed
from reporting.model.catalogue import COUNTY, ZONE, Indicator, Share, Target, Unit
from reporting.model.numbers import fixed, plain, yearly_growth
from reporting.model.periods import Period
from reporting.model.words import Algorithm, Direction, TargetKind

_YEARLY = re.compile(r"(-?\d+(?:\.(\d+))?)[%％]\Z")
_RISE = re.compile(r"[\[［](-?\d+(?:\.(\d+))?)[%％]?[\]］]\Z")
# Promises about a year's end that a unit's part can be a part of.
_SHARED = (TargetKind.END, TargetKind.EACH_YEAR)


def check_growth(draft: Draft) -> None:
    """Note printed 年均增长 that the base and the target do not bear out."""
    for indicator in draft.indicators:
        printed = indicator.record.printed_growth
        if not printed:
            continue
        yearly, rise = _YEARLY.match(printed), _RISE.match(printed)
        ends = _base_and_end(draft, indicator.record.code)
        if not (yearly or rise):
            indicator.row.fault(
                "年均增长", f"年均增长“{printed}”不能识别", "请写作 2.53% 或累计提高 [0.22]，没有则填 --"
            )
        elif ends is None:
            what = f"印有年均增长“{printed}”，但缺少基期或期末目标"
            indicator.row.fault("年均增长", what, "请在“目标”表补上基期和期末值，或清空年均增长")
        else:
            _check_printed(indicator, ends, yearly, rise)


def check_shares(draft: Draft) -> None:
    """Note 分解目标 that do not add up to the city's target, where every 单列 unit of the year has one."""
    by_target: dict[tuple[str, int], list[Placed[Share]]] = {}
    for share in draft.shares:
        by_target.setdefault((share.record.indicator, share.record.year), []).append(share)
    indicators = {indicator.record.code: indicator.record for indicator in draft.indicators}
    for (code, year), shares in by_target.items():
        indicator = indicators.get(code)
        target = _target_of_year(draft, code, year)
        if indicator is None or target is None or target.value is None or _does_not_add_up(indicator, draft):
            continue
        given = {share.record.unit: share.record.value for share in shares}
        total = _total(draft, given, year)
        if total is not None and total != target.value:
            what = f"{year}年各单位分解目标合计{plain(total)}，与全市目标{plain(target.value)}不等"
            shares[0].row.fault("目标", what, "请改正分解目标，使合计等于全市目标")


def check_increments(draft: Draft) -> None:
    """Note indicators followed by 增量 whose target does not lie beyond their base in the wanted direction."""
    for indicator in draft.indicators:
        if indicator.record.algorithm is not Algorithm.INCREMENT:
            continue
        ends = _base_and_end(draft, indicator.record.code)
        rises = ends is not None and ends[1] > ends[0]
        falls = ends is not None and ends[1] < ends[0]
        if not (rises if indicator.record.direction is Direction.UP else falls):
            what = "进度算法是“增量”，但目标没有比基期更进一步"
            indicator.row.fault("进度算法", what, "请补上基期和期末目标，或改用“水平”“年度”等算法")


def _check_printed(
    indicator: Placed[Indicator],
    ends: tuple[Decimal, Decimal, int],
    yearly: re.Match[str] | None,
    rise: re.Match[str] | None,
) -> None:
    base, end, years = ends
    match = yearly or rise
    assert match
    computed = yearly_growth(base, end, years) if yearly else end - base
    places = len(match[2] or "")
    if computed is None or fixed(computed, places) != fixed(Decimal(match[1]), places):
        shown = "无法计算" if computed is None else fixed(computed, places) + ("%" if yearly else "")
        printed = f"年均增长印为“{indicator.record.printed_growth}”"
        what = f"{printed}，按基期{plain(base)}、目标{plain(end)}、{years}年算得{shown}"
        indicator.row.fault("年均增长", what, "请核对基期、目标和年均增长三处")


def _base_and_end(draft: Draft, indicator: str) -> tuple[Decimal, Decimal, int] | None:
    """Give base value, last target value, and the years between."""
    targets = [target for target in draft.targets_of(indicator) if target.value is not None]
    bases = [target for target in targets if target.kind is TargetKind.BASE]
    ends = [target for target in targets if target.kind is TargetKind.END]
    if not bases or not ends:
        return None
    last = max(target.last_year for target in ends)
    end = next(target for target in ends if target.last_year == last)
    assert bases[0].value is not None
    assert end.value is not None
    return bases[0].value, end.value, last - bases[0].last_year


def _target_of_year(draft: Draft, indicator: str, year: int) -> Target | None:
    return next(
        (
            target
            for target in draft.targets_of(indicator)
            if target.kind in _SHARED and target.first_year <= year <= target.last_year
        ),
        None,
    )


def _does_not_add_up(indicator: Indicator, draft: Draft) -> bool:
    """Whether units' values of the indicator have no sum: shares, rates, means."""
    return "%" in indicator.measure or "/" in indicator.measure or formula_divides(indicator, draft.item_words)


def _total(draft: Draft, given: dict[str, Decimal], year: int) -> Decimal | None:
    """Give the sum over the 单列 units of the year, None where one of them has no part."""
    alone = [unit.record.code for unit in draft.units if _stands_alone(unit.record, year)]
    counties = [code for code in alone if draft.unit_by_code[code].kind == COUNTY]
    # Zones that stand alone have a part of their own in some cities and none in others.
    if not counties or any(code not in given for code in counties):
        return None
    return sum((given[code] for code in alone if code in given), Decimal(0))


def _stands_alone(unit: Unit, year: int) -> bool:
    return unit.kind in (COUNTY, ZONE) and not unit.within and unit.lives_in(Period(year, 4))
