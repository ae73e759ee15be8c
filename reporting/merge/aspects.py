"""The way back of what is printed beside a figure's value: growth, target, progress, gap, place (domain 3 and 4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from reporting.merge.evidence import Evidence
from reporting.merge.growth import growth, shared_units, unit_ground, year_ago
from reporting.merge.span import held_against
from reporting.merge.target import base_of
from reporting.merge.trace import PathOf, trace, trace_amount, trace_before
from reporting.merge.value import amount_before, amount_over, indicator_amount
from reporting.model.catalogue import Catalogue, Indicator, Target
from reporting.model.figures import Figure, Trace
from reporting.model.numbers import rounded
from reporting.model.periods import Period
from reporting.model.tags import Aspect
from reporting.model.words import Algorithm, Growth, Ranking, State, TargetKind

# What is held against targets that speak of several years, and how it is reckoned.
_OVER_YEARS = {
    TargetKind.SPAN_TOTAL: "各年合计",
    TargetKind.YEARLY_MEAN: "各年平均",
    TargetKind.YEARLY_GROWTH: "年均增长",
}
_RANKED_BY = {Ranking.GROWTH: Aspect.GROWTH, Ranking.PROGRESS: Aspect.PROGRESS}


def trace_aspect(
    evidence: Evidence, figures: Sequence[Figure], figure: Figure, aspect: Aspect, path_of: PathOf
) -> Trace:
    """Give the tree of an aspect of an indicator's figure; `figures` are those of the indicator, of all units."""
    return _Way(evidence, figures, path_of).of(figure, aspect)


def trace_targets(catalogue: Catalogue, code: str, year: int) -> Trace | None:
    """Give what the plan says of a year, in each place where it says it; None where it says nothing."""
    said = [one for one in catalogue.targets_of(code) if one.first_year <= year <= one.last_year]
    due = [one for one in said if one.last_year == year] or said
    indicator = catalogue.indicator_by_code.get(code)
    if indicator is None or not due:
        return None
    parts = tuple(_target(catalogue, indicator, one) for one in due)
    first = parts[0]
    return first if len(parts) == 1 else _node(indicator, first.name, first.unit, first.period, first.value, "", parts)


def _target(catalogue: Catalogue, indicator: Indicator, target: Target) -> Trace:
    told = "，".join(word for word in (target.text, target.place, target.source) if word)
    name = f"{indicator.name}（{target.years}年{target.kind}）"
    return _node(indicator, name, catalogue.city.code, Period(target.last_year), target.value, told)


def _node(
    indicator: Indicator,
    name: str,
    unit: str,
    period: Period,
    value: Decimal | None,
    formula: str,
    parts: tuple[Trace, ...] = (),
) -> Trace:
    state = State.BLANK if value is None else State.VALUE if value else State.ZERO
    return Trace(indicator.code, name, unit, period, value, state, formula, parts)


class _Way:
    """The way back of one figure's aspects."""

    def __init__(self, evidence: Evidence, figures: Sequence[Figure], path_of: PathOf) -> None:
        self.evidence, self.figures, self.path_of = evidence, figures, path_of

    def of(self, figure: Figure, aspect: Aspect) -> Trace:
        """Give the tree of an aspect."""
        ways: Mapping[Aspect, Callable[[Figure], Trace]] = {
            Aspect.BASE: self._base,
            Aspect.GROWTH: self._growth,
            Aspect.NET: self._net,
            Aspect.TARGET: self._wanted,
            Aspect.FINAL_TARGET: self._final,
            Aspect.PROGRESS: self._progress,
            Aspect.GAP: self._gap,
            Aspect.RANK: self._rank,
            Aspect.JUDGEMENT: self._judgement,
        }
        return ways.get(aspect, self._value)(figure)

    def _indicator(self, figure: Figure) -> Indicator:
        return self.evidence.catalogue.indicator_by_code[figure.code]

    def _made(
        self, figure: Figure, word: str, value: Decimal | None, formula: str, parts: tuple[Trace, ...] = ()
    ) -> Trace:
        name = f"{figure.name}{word}"
        return _node(self._indicator(figure), name, figure.unit, figure.value_period, value, formula, parts)

    def _value(self, figure: Figure) -> Trace:
        found = trace(self.evidence, figure.period, figure.code, figure.unit, self.path_of)
        assert found is not None, "a figure's code is known"
        return found

    def _base(self, figure: Figure) -> Trace:
        """Go back to the figure of a year before, over the units that growth is reckoned over."""
        indicator, when = self._indicator(figure), figure.value_period
        then, before = year_ago(self.evidence, indicator, when), when.year_before
        if figure.unit != self.evidence.catalogue.city.code:
            return self._base_of_unit(figure)
        now = indicator_amount(self.evidence, indicator, figure.unit, when)
        shared = shared_units(self.evidence, indicator, when, now).then if now.over else ()
        amount = (
            amount_over(then, indicator, before, shared)
            if shared
            else indicator_amount(then, indicator, figure.unit, before)
        )
        return trace_amount(then, indicator, figure.unit, before, amount, self.path_of)

    def _base_of_unit(self, figure: Figure) -> Trace:
        """Go back to what a unit had a year before, or states now that it had, or took over."""
        indicator, when = self._indicator(figure), figure.value_period
        ground = unit_ground(self.evidence, indicator, figure.unit, when)
        return trace_before(ground, indicator, figure.unit, when, when.year_before, self.path_of)

    def _growth(self, figure: Figure) -> Trace:
        indicator = self._indicator(figure)
        if indicator.growth is Growth.GIVEN and indicator.growth_item:
            given = trace(self.evidence, figure.value_period, indicator.growth_item, figure.unit, self.path_of)
            return self._made(figure, "同比", figure.growth, "直接采用", (given,) if given else ())
        parts = (self._value(figure), self._base(figure))
        if figure.growth is None and figure.value is not None and figure.base is not None:
            # On a base of nought or less there is no percentage: the amount is told.
            amount = rounded(figure.value, figure.places) - rounded(figure.base, figure.places)
            return self._made(figure, "同比增减", amount, "本期 - 上年同期", parts)
        formula = "本期 - 上年同期" if figure.growth_is_points else "(本期 - 上年同期) / 上年同期 * 100"
        return self._made(figure, "同比", figure.growth, formula, parts)

    def _net(self, figure: Figure) -> Trace:
        start = self._start(figure)
        known = None not in (figure.value, start.value)
        value = (figure.value or Decimal(0)) - (start.value or Decimal(0)) if known else None
        return self._made(figure, "比上年末净增", value, "本期 - 上年末", (self._value(figure), start))

    def _start(self, figure: Figure) -> Trace:
        """Go back to the last year-end: our own figure or, where it is not whole, the plan's base."""
        when = figure.value_period
        year_end = Period(when.year - 1, 0 if when.is_year else 4)
        indicator = self._indicator(figure)
        amount = amount_before(self.evidence, indicator, figure.unit, when, year_end)
        planned = base_of(self.evidence.catalogue, indicator.code)
        city = figure.unit == self.evidence.catalogue.city.code
        if (amount.lacks or amount.value is None) and planned and planned.last_year == year_end.year and city:
            return _target(self.evidence.catalogue, indicator, planned)
        return trace_before(self.evidence, indicator, figure.unit, when, year_end, self.path_of)

    def _wanted(self, figure: Figure) -> Trace:
        if figure.target is not None and figure.target.value == figure.target_value:
            return _target(self.evidence.catalogue, self._indicator(figure), figure.target)
        return self._made(figure, "年度目标", figure.target_value, "分解目标")

    def _final(self, figure: Figure) -> Trace:
        if figure.final_target is None:
            return self._made(figure, "规划期末目标", None, "")
        return _target(self.evidence.catalogue, self._indicator(figure), figure.final_target)

    def _held(self, figure: Figure) -> Trace:
        """Go back from what is held against the target: the value, its growth, or what the years of a span come to."""
        indicator, when, target = self._indicator(figure), figure.value_period, figure.target
        if target is None or target.kind not in _OVER_YEARS:
            return self._value(figure)
        amount = indicator_amount(self.evidence, indicator, figure.unit, when)
        change = growth(self.evidence, indicator, figure.unit, when, amount)
        held = held_against(self.evidence, indicator, figure.unit, when, target, (amount, change))
        if held is None or held == figure.value:
            return self._value(figure)
        if held == figure.growth:
            return self._growth(figure)
        first = target.first_year - (target.kind is TargetKind.YEARLY_GROWTH)
        before = tuple(self._year(figure, year) for year in range(first, when.year))
        return self._made(
            figure, _OVER_YEARS[target.kind], held, _OVER_YEARS[target.kind], (self._value(figure), *before)
        )

    def _year(self, figure: Figure, year: int) -> Trace:
        """Go back to the figure of a whole year before."""
        indicator, when = self._indicator(figure), Period(year, 0 if figure.value_period.is_year else 4)
        amount = indicator_amount(self.evidence, indicator, figure.unit, when)
        return trace_amount(self.evidence, indicator, figure.unit, when, amount, self.path_of)

    def _progress(self, figure: Figure) -> Trace:
        value, wanted = self._held(figure), self._wanted(figure)
        if self._indicator(figure).algorithm is Algorithm.INCREMENT:
            formula = "(本期 - 上年末) / (目标 - 上年末) * 100"
            parts = (value, self._start(figure), wanted)
            return self._made(figure, "年度目标完成率", figure.progress, formula, parts)
        return self._made(figure, "年度目标完成率", figure.progress, "本期 / 目标 * 100", (value, wanted))

    def _gap(self, figure: Figure) -> Trace:
        if figure.progress is None:
            return self._made(
                figure, "与目标差距", figure.gap, "本期 - 目标", (self._held(figure), self._wanted(figure))
            )
        due = self._made(figure, "时序进度", figure.expected, "")
        return self._made(figure, "与时序差", figure.gap, "完成率 - 时序进度", (self._progress(figure), due))

    def _rank(self, figure: Figure) -> Trace:
        """Set all who are ranked beside one another, the first first, each by what it is ranked by."""
        by = _RANKED_BY.get(self._indicator(figure).ranking, Aspect.VALUE)
        beside = sorted((one for one in self.figures if one.rank is not None), key=lambda one: one.rank or 0)
        value = Decimal(figure.rank) if figure.rank is not None else None
        return self._made(figure, "位次", value, "按位次排列", tuple(self.of(one, by) for one in beside))

    def _judgement(self, figure: Figure) -> Trace:
        told = self._made(figure, "评价", None, str(figure.judgement or ""), (self._gap(figure),))
        return replace(told, state=State.VALUE) if figure.judgement else told
