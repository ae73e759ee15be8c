"""The counties ahead and those 靠后. Nobody is called the last or the worst, and a unit without data is neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.words import Judgement, Ranking
from reporting.narrative.names import joined, listed, sentence, short_name
from reporting.narrative.standing import LAGGING

# How many are named where the catalogue does not say (排名显示名次): official practice shows the first three.
_USUAL = 3
_BY = {Ranking.GROWTH: "增速", Ranking.PROGRESS: "完成率"}
_APART = frozenset({Judgement.AWAITS_YEAR, Judgement.AT_YEAR_END, Judgement.INCOMPLETE, Judgement.NO_DATA})
_NUMERALS = "零一两三四五六七八九十"
_GAPS = "（数据暂缺地区除外）"

Group = list[Figure]


def leaders(compilation: Compilation, figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """Name the first places for each indicator that ranks the counties, all in one sentence."""
    given = compilation.catalogue.parameter.get("排名显示名次", "")
    shown = int(given) if given.isdecimal() else _USUAL
    ahead = [(city, _first(_placed(compilation, city.code), shown)) for city in figures]
    told = [_ahead(compilation, city, groups, shown) for city, groups in ahead if groups]
    named = [figure for _, groups in ahead for group in groups for figure in group]
    return (sentence(f"分县（市、区）看，{'；'.join(told)}。", named),) if told else ()


def units_behind(compilation: Compilation, figures: Sequence[Figure]) -> Iterator[Sentence]:
    """Name those towards the end whose own progress lags, in official order, all in one sentence."""
    behind = [(city, _last(compilation, city)) for city in figures]
    told = [
        f"{_subject(compilation, city)}靠后的有{joined([compilation.catalogue.unit_name(one.unit) for one in units])}"
        for city, units in behind
        if units
    ]
    if told:
        yield sentence(f"从各地情况看，{'；'.join(told)}。", [one for _, units in behind for one in units])


def _placed(compilation: Compilation, code: str) -> list[Group]:
    """Give the ranked units of an indicator, those that share a place together, best first."""
    order = compilation.catalogue.unit_by_code
    ranked = [
        figure for figure in compilation.figures_of(code) if figure.rank is not None and figure.judgement not in _APART
    ]
    ranked.sort(key=lambda figure: (figure.rank or 0, order[figure.unit].order))
    return [list(group) for _, group in groupby(ranked, key=lambda figure: figure.rank)]


def _first(groups: Sequence[Group], shown: int) -> list[Group]:
    """Take whole groups from the front: no more than half of all, and one more than `shown` where a place is shared."""
    total = sum(len(group) for group in groups)
    allowed = min(shown, total // 2)
    chosen: list[Group] = []
    for group in groups:
        named = sum(len(one) for one in chosen)
        if named >= allowed or named + len(group) > min(allowed + 1, total - 1):
            break
        chosen.append(group)
    return chosen


def _last(compilation: Compilation, city: Figure) -> list[Figure]:
    """Give the lagging units among the last places, in official order."""
    order = compilation.catalogue.unit_by_code
    groups = _first(_placed(compilation, city.code)[::-1], _USUAL)
    lagging = [figure for group in groups for figure in group if figure.judgement in LAGGING]
    return sorted(lagging, key=lambda figure: order[figure.unit].order)


def _subject(compilation: Compilation, city: Figure) -> str:
    """Say what is compared: the figure itself, its growth, or its progress; and that some could not be."""
    ranking = compilation.catalogue.indicator_by_code[city.code].ranking
    return f"{short_name(city)}{_BY.get(ranking, '')}{_GAPS if city.lacks else ''}"


def _ahead(compilation: Compilation, city: Figure, groups: Sequence[Group], shown: int) -> str:
    subject = _subject(compilation, city)
    named = [_named(compilation, group) for group in groups]
    if len(groups) > 1:
        places = min(sum(len(group) for group in groups), shown)
        return f"{subject}前{_numeral(places)}位依次为{listed(named)}"
    only = groups[0]
    units = joined([compilation.catalogue.unit_name(figure.unit) for figure in only])
    return f"{subject}{units}{'居首位' if len(only) == 1 else '并列第1位'}"


def _numeral(places: int) -> str:
    return _NUMERALS[places] if places < len(_NUMERALS) else str(places)


def _named(compilation: Compilation, group: Iterable[Figure]) -> str:
    units = list(group)
    names = joined([compilation.catalogue.unit_name(figure.unit) for figure in units])
    return f"{names}（并列第{units[0].rank}位）" if len(units) > 1 else names
