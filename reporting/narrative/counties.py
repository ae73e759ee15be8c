"""The counties ahead and those 靠后. Nobody is called the last or the worst, and a unit without data is neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reporting.model.figures import Compilation, Figure, Sentence
from reporting.model.tags import Aspect
from reporting.model.words import Algorithm, Direction, Judgement, Ranking
from reporting.narrative.names import bare_name, short_name
from reporting.narrative.parts import COMMA, Clause, Words, between, joined, listed, quoted, sentences, words
from reporting.narrative.roundly import about_share
from reporting.narrative.standing import KEPT, LAGGING
from reporting.narrative.times import is_over

# How many are named where the catalogue does not say (排名显示名次): official practice shows the first three.
_USUAL = 3
# Fewer counties than these are not counted: the table beside shows them at a glance.
_WORTH_COUNTING = 5
_WORTH_A_SHARE = 10
_APART = frozenset({Judgement.AWAITS_YEAR, Judgement.AT_YEAR_END, Judgement.INCOMPLETE, Judgement.NO_DATA})
_NUMERALS = "零一两三四五六七八九十"

Group = list[Figure]


def leaders(compilation: Compilation, figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """Name the first places for each indicator that ranks the counties, and count those on course."""
    given = compilation.catalogue.parameter.get("排名显示名次", "")
    shown = int(given) if given.isdecimal() else _USUAL
    clauses = (_ahead(compilation, city, shown) for city in figures)
    return tuple(sentences("分县（市、区）看，", (clause for clause in clauses if clause is not None)))


def units_behind(compilation: Compilation, figures: Sequence[Figure]) -> Iterator[Sentence]:
    """Name those towards the end whose own progress lags, in official order."""
    behind = ((city, lagging_last(compilation, city.code)) for city in figures)
    clauses = (
        Clause(words(_subject(compilation, city), "靠后的有", joined(_names(compilation, units))), tuple(units))
        for city, units in behind
        if units
    )
    return sentences("从各地情况看，", clauses)


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


def lagging_last(compilation: Compilation, code: str) -> list[Figure]:
    """Give an indicator's lagging units among the last places, in official order."""
    order = compilation.catalogue.unit_by_code
    groups = _first(_placed(compilation, code)[::-1], _USUAL)
    lagging = [figure for group in groups for figure in group if figure.judgement in LAGGING]
    return sorted(lagging, key=lambda figure: order[figure.unit].order)


def _subject(compilation: Compilation, city: Figure) -> str:
    """Say what is compared: the figure itself, its growth, or its progress; and what one must know of the order."""
    indicator = compilation.catalogue.indicator_by_code[city.code]
    turned = indicator.ranking is Ranking.VALUE and indicator.direction is Direction.DOWN
    remarks = [remark for remark in ("由低到高" if turned else "", "数据暂缺地区除外" if city.lacks else "") if remark]
    name = short_name(city)
    if indicator.ranking is Ranking.GROWTH:
        name += "增速"
    elif indicator.ranking is Ranking.PROGRESS:
        by_growth = indicator.algorithm is Algorithm.INCREMENT
        name = f"{bare_name(city)}净增任务完成率" if by_growth else f"{name}完成率"
    return f"{name}（{COMMA.join(remarks)}）" if remarks else name


def _ahead(compilation: Compilation, city: Figure, shown: int) -> Clause | None:
    groups = _first(_placed(compilation, city.code), shown)
    if not groups:
        return None
    judged = _judged(compilation, city.code)
    told = between(COMMA, [_places(compilation, city, groups, shown), _on_course(compilation, city, judged)])
    return Clause(told, (*(figure for group in groups for figure in group), *judged))


def _places(compilation: Compilation, city: Figure, groups: Sequence[Group], shown: int) -> Words:
    subject, only = _subject(compilation, city), groups[0]
    if len(groups) > 1:
        places = min(sum(len(group) for group in groups), shown)
        named = [_named(compilation, group) for group in groups]
        return words(f"{subject}前{_numeral(places)}位依次为", listed(named))
    first = "居首位" if len(only) == 1 else "并列第1位"
    return words(subject, joined(_names(compilation, only)), first)


def _judged(compilation: Compilation, code: str) -> tuple[Figure, ...]:
    """Give the counties whose progress is judged, where there are enough of them to be counted."""
    counties = (compilation.figure(code, unit.code) for unit in compilation.catalogue.counties(compilation.period))
    found = tuple(one for one in counties if one is not None and one.judgement is not None and one.judgement.judged)
    measured = all(figure.progress is not None for figure in found)
    return found if measured and len(found) >= _WORTH_COUNTING else ()


def _on_course(compilation: Compilation, city: Figure, judged: Sequence[Figure]) -> str:
    """Count the counties on course among those judged: `12地中10地达到时序进度`."""
    if not judged:
        return ""
    over = is_over(city.period)
    same_time = compilation.catalogue.indicator_by_code[city.code].algorithm is Algorithm.SAME_TIME
    reached = "完成年度目标" if over else "达到上年同期进度" if same_time else "达到时序进度"
    kept = sum(figure.judgement in ((Judgement.DONE,) if over else KEPT) for figure in judged)
    every = len(compilation.catalogue.counties(compilation.period))
    whole = f"{'' if len(judged) == every else '可评价的'}{len(judged)}地"
    if kept in (0, len(judged)):
        return f"{whole}均{'' if kept else '未'}{reached}"
    return f"{whole}中{kept}地{reached}{_share(kept, len(judged))}"


def _share(kept: int, judged: int) -> str:
    """Say the share roundly where there are many counties: `、占比超八成`, `、占三分之二`."""
    share = about_share(kept, judged) if judged >= _WORTH_A_SHARE else ""
    return f"、占{'比' if share[0] in '近超过' else ''}{share}" if share else ""


def _numeral(places: int) -> str:
    return _NUMERALS[places] if places < len(_NUMERALS) else str(places)


def _names(compilation: Compilation, group: Sequence[Figure]) -> list[Words]:
    return [quoted(compilation.catalogue.unit_name(figure.unit), figure, Aspect.RANK) for figure in group]


def _named(compilation: Compilation, group: Group) -> Words:
    names = joined(_names(compilation, group))
    shared = words("（并列", quoted(f"第{group[0].rank}位", group[0], Aspect.RANK), "）")
    return words(names, shared if len(group) > 1 else "")
