"""The briefing's charts as data: progress beside 时序, and the counties side by side.

Numbers are given as printed, so that bar, label, embedded workbook and table agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.documents.chart import ChartData, Look, Series
from reporting.model.figures import Compilation, Figure
from reporting.model.names import without_brackets
from reporting.model.numbers import rounded
from reporting.model.words import Judgement, Ranking
from reporting.products import printed

_SHARE_PLACES = 1
# A chart of one county, or of two indicators, says less than a sentence.
_FEWEST_COUNTIES, _FEWEST_INDICATORS = 2, 3


def progress_chart(compilation: Compilation) -> ChartData | None:
    """Set the progress of the key indicators beside what is due by now; None where too few have progress."""
    shown = [one for one in compilation.key_figures if one.progress is not None and one.expected is not None]
    if len(shown) < _FEWEST_INDICATORS:
        return None
    names = tuple(without_brackets(figure.name) for figure in shown)
    reached = tuple(_share(figure.progress) for figure in shown)
    due = tuple(_share(figure.expected) for figure in shown)
    told = "；".join(
        f"{name}{figure_text(one)}%，时序进度{figure_text(other)}%"
        for name, one, other in zip(names, reached, due, strict=True)
    )
    return ChartData(
        f"{compilation.period.label}主要指标完成进度",
        names,
        (Series("完成进度", reached), Series("时序进度", due)),
        "单位：%",
        _SHARE_PLACES,
        f"柱形图：{told}。",
    )


def county_charts(compilation: Compilation) -> tuple[ChartData, ...]:
    """Set the counties side by side for each key indicator that ranks them and is told of this quarter."""
    ranked = {one.code: one for one in compilation.catalogue.indicators if one.ranking is not Ranking.NO}
    cities = (one for one in compilation.key_figures if one.code in ranked and _is_current(one))
    charts = (_county_chart(compilation, city, ranked[city.code].ranking) for city in cities)
    return tuple(chart for chart in charts if chart is not None)


def _is_current(city: Figure) -> bool:
    """Whether comparing counties makes sense: not for a year past, nor for what is recognised at the year's end."""
    unjudged = (Judgement.INCOMPLETE, Judgement.NO_TARGET)
    return city.judgement is not None and (city.judgement.judged or city.judgement in unjudged)


def _county_chart(compilation: Compilation, city: Figure, ranking: Ranking) -> ChartData | None:
    counties = compilation.catalogue.counties(compilation.period)
    figures = [compilation.figure(city.code, unit.code) for unit in counties]
    values = tuple(None if figure is None else _ranked_by(figure, ranking) for figure in figures)
    if sum(value is not None for value in values) < _FEWEST_COUNTIES:
        return None
    names = tuple(unit.name for unit in counties)
    name, measure, places = _spoken(city, ranking)
    shown = "；".join(
        f"{unit}{'未报送' if value is None else figure_text(value)}" for unit, value in zip(names, values, strict=True)
    )
    return ChartData(
        f"{compilation.period.label}各县（市、区）{name}",
        names,
        (Series(name, values), *_whole_city(city, ranking, len(names))),
        f"单位：{measure}",
        places,
        f"柱形图，单位{measure}：{shown}。",
    )


def _ranked_by(figure: Figure, ranking: Ranking) -> Decimal | None:
    if ranking is Ranking.PROGRESS:
        return _share(figure.progress)
    if ranking is Ranking.GROWTH:
        if figure.growth is None:
            return None
        return rounded(figure.growth, figure.places if figure.growth_is_points else _SHARE_PLACES)
    return None if figure.value is None else rounded(figure.value, figure.places)


def _spoken(city: Figure, ranking: Ranking) -> tuple[str, str, int]:
    """Give what is compared, its measure and its decimals."""
    name = without_brackets(city.name)
    if ranking is Ranking.PROGRESS:
        return f"{name}完成年度目标进度", "%", _SHARE_PLACES
    if ranking is Ranking.GROWTH:
        points = city.growth_is_points
        return f"{name}同比增减", "百分点" if points else "%", city.places if points else _SHARE_PLACES
    return name, city.measure, city.places


def _whole_city(city: Figure, ranking: Ranking, count: int) -> Iterator[Series]:
    """Draw the city as a line where it can be set beside a county: shares and growth, never sums."""
    value = _ranked_by(city, ranking)
    comparable = ranking is not Ranking.VALUE or city.measure == printed.PERCENT
    if value is not None and comparable and not city.lacks:
        yield Series("全市", (value,) * count, Look.LINE)


def _share(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded(value, _SHARE_PLACES)


def figure_text(value: Decimal | None) -> str:
    """Print a chart's number in its description."""
    return "" if value is None else format(value, "f").replace("-", printed.MINUS)
