"""Places among the counties: 前三位依次为…, 居首位, 第3位, 靠后的有…, 最快的是…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from reporting.model.figures import Figure
from reporting.model.numbers import rounded
from reporting.model.proof import Grounds, Kind
from reporting.model.words import Direction, Ranking
from reporting.proof.amounts import number_word
from reporting.proof.lexicon import Name, Place
from reporting.proof.sentence import Read, Wrong, joint

_NUMERAL = r"[一二三四五六七八九十]+|\d+"
_LIST = re.compile(
    rf"(?:居|列|排名?|位居|位列)?前(?P<n>{_NUMERAL})(?:位|名)?(?:的)?(?:县|地区|单位)?(?P<ordered>依次|分别)?(?:的)?(?:是|为|有|:)+"
)
_LISTED = re.compile(
    rf"(?P<ordered>依次|分别)?(?:居|列|排名?|位居|位列|排在|跻身|进入)(?:在)?(?:全市|各地)?前(?P<n>{_NUMERAL})(?:位|名)?"
)
_PLACE = re.compile(
    rf"(?P<tied>并列)?(?:第(?P<n>{_NUMERAL})(?:位|名)|(?P<first>首位|榜首|第一(?!批|届|期|季|产|时|线|个|次|步|阶)|全市之首)|(?P<last>末位|倒数第一|最后一位))"
)
_HALF = re.compile(r"(?P<behind>靠后|落后|偏后|垫底)|(?P<ahead>靠前|领先|前列)")
_MOST = re.compile(r"(?:最(?P<most>高|大|多|快)|最(?P<least>低|小|少|慢))")
_OF_LIST = re.compile(r"的?(?:县|地区|单位)?(?:\(市,?、?区\))?(?:是|为|有|:|包括)+")
_GROWTH, _PROGRESS = re.compile(r"增速|增幅|增长|涨幅"), re.compile(r"完成率|进度|完成")
_APART = re.compile("分列|分居|分别")
_STOP = re.compile(r"[;。]")

Table = Mapping[str, tuple[int, bool]]


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of some counties: the words, the counties in their order, and the tables they may be places of."""

    match: re.Match[str]
    units: Sequence[Place]
    tables: Sequence[Table]


def places(grounds: Grounds, sentence: Read) -> Iterator[Wrong]:
    """Doubt what a sentence says of places."""
    for match in _LIST.finditer(sentence.text):
        yield from _listed(grounds, _behind(grounds, sentence, match))
    for match in _LISTED.finditer(sentence.text):
        if not _LIST.match(sentence.text, match.start()):
            yield from _listed(grounds, _ahead(grounds, sentence, match, several=True))
    for pattern, judge in ((_PLACE, _placed), (_HALF, _halved), (_MOST, _extreme)):
        for match in pattern.finditer(sentence.text):
            behind = pattern is not _PLACE and _OF_LIST.match(sentence.text, match.end())
            several = pattern is _HALF or bool(match.groupdict().get("tied"))
            said = _behind(grounds, sentence, match) if behind else _ahead(grounds, sentence, match, several=several)
            yield from judge(grounds, said)


def spans(sentence: Read) -> list[tuple[int, int]]:
    """Give where places are spoken of, so that their numbers are not read as figures, if counties are named at all."""
    if not sentence.places:
        return []
    return [match.span() for pattern in (_LIST, _LISTED, _PLACE) for match in pattern.finditer(sentence.text)]


def _behind(grounds: Grounds, sentence: Read, match: re.Match[str]) -> _Said:
    """Take the counties listed behind a word, up to the next indicator or stop."""
    stop = _STOP.search(sentence.text, match.end())
    end = min(
        [
            stop.start() if stop else len(sentence.text),
            *(one.start for one in sentence.names if one.start > match.end()),
        ]
    )
    city = grounds.compilation.catalogue.city.code
    units = [one for one in sentence.places if match.end() <= one.start < end and one.unit != city]
    return _Said(match, units, _tables(grounds, sentence, match.start()))


def _ahead(grounds: Grounds, sentence: Read, match: re.Match[str], *, several: bool) -> _Said:
    """Take the county, or the counties joined to it, right before a word."""
    city = grounds.compilation.catalogue.city.code
    before = [one for one in sentence.places if one.end <= match.start() and one.unit != city]
    if not before or _STOP.search(sentence.text, before[-1].end, match.start()):
        return _Said(match, (), ())
    apart = _APART.search(sentence.text, before[-1].end, match.start())
    if apart:
        group, order = (
            joint(sentence.text, before),
            sum(1 for _ in _PLACE.finditer(sentence.text, apart.end(), match.start())),
        )
        return _Said(match, group[order : order + 1], _tables(grounds, sentence, match.start()))
    # 甲县、乙县（并列第2位） speaks of the last alone; who shares the place with it stands in the list it closes.
    in_list = sentence.text[before[-1].end : match.start()] == "("
    units = joint(sentence.text, before) if several and not in_list else before[-1:]
    return _Said(match, units, _tables(grounds, sentence, match.start()))


def _tables(grounds: Grounds, sentence: Read, at: int) -> list[Table]:
    """Give the orders of the counties that may be meant: by the growth or progress that is named, else by value."""
    ahead = [name for name in sentence.names if name.end <= at] or list(sentence.carried)
    if not ahead:
        return []
    name = ahead[-1]
    start = name.end if name in sentence.names else 0
    words = sentence.text[start:at]
    return [table for code in name.codes for table in _orders(grounds, code, words, name) if table]


def _orders(grounds: Grounds, code: str, words: str, name: Name) -> Iterator[Table]:
    """Give the places by what is named, as merging gave them where it ranks by that, then anew from all figures."""
    counties = {unit.code for unit in grounds.compilation.catalogue.counties(grounds.compilation.period)}
    figures = [one for one in grounds.compilation.figures_of(code) if one.unit in counties]
    named = _aspect(words, name)
    indicator = grounds.compilation.catalogue.indicator_by_code.get(code)
    if indicator is not None and (indicator.ranking is named or "排名" in words):
        yield {one.unit: (one.rank, one.tied) for one in figures if one.rank is not None}
    if named is Ranking.PROGRESS:
        yield _order({one.unit: rounded(one.progress, 1) for one in figures if one.progress is not None})
    elif named is Ranking.GROWTH:
        yield _order({one.unit: rounded(one.growth, 1) for one in figures if one.growth is not None})
    else:
        yield _order({one.unit: _worth(grounds, one) for one in figures if one.value is not None})


def _aspect(words: str, name: Name) -> Ranking:
    """Say by what the words rank: 完成率, 增速, or the value itself."""
    if _PROGRESS.search(words):
        return Ranking.PROGRESS
    return Ranking.GROWTH if _GROWTH.search(words) and not name.rate else Ranking.VALUE


def _worth(grounds: Grounds, figure: Figure) -> Decimal:
    value = rounded(figure.value or Decimal(0), figure.places)
    indicator = grounds.compilation.catalogue.indicator_by_code.get(figure.code)
    return -value if indicator is not None and indicator.direction is Direction.DOWN else value


def _order(scores: Mapping[str, Decimal]) -> Table:
    values = list(scores.values())
    return {unit: (1 + sum(other > one for other in values), values.count(one) > 1) for unit, one in scores.items()}


def _listed(grounds: Grounds, said: _Said) -> Iterator[Wrong]:
    """Judge a list of the first places: its members, their order where one is said, and how many they are."""
    wanted = number_word(said.match["n"])
    if not said.units or not said.tables or not wanted:
        return
    faults = [list(_list_faults(grounds, said, table, wanted)) for table in said.tables]
    yield from min(faults, key=len)


def _list_faults(grounds: Grounds, said: _Said, table: Table, wanted: int) -> Iterator[Wrong]:
    right = _first(grounds, table, max(wanted, len(said.units)))
    allowed = {unit for unit, (place, _) in table.items() if place <= wanted}
    listed = [one.unit for one in said.units]
    strangers = [one for one in said.units if one.unit not in allowed]
    for one in strangers:
        yield Wrong(one.start, one.end, right, Kind.UNIT)
    if strangers:
        return
    orders = [table[unit][0] for unit in listed]
    if said.match["ordered"] and orders != sorted(orders):
        yield Wrong(said.units[0].start, said.units[-1].end, right, Kind.RANK)
    elif not min(wanted, len(table)) <= len(set(listed)) == len(listed) or (
        len(listed) > wanted and not table[listed[-1]][1]
    ):
        yield Wrong(said.match.start(), said.match.end(), right, Kind.RANK)


def _first(grounds: Grounds, table: Table, wanted: int) -> str:
    """Name the first places, those that share one together."""
    ranked = sorted(
        (place, grounds.compilation.catalogue.unit_by_code[unit].order, unit)
        for unit, (place, _) in table.items()
        if place <= wanted
    )
    told = []
    for place, group in groupby(ranked, key=lambda one: one[0]):
        names = [grounds.compilation.catalogue.unit_name(unit) for *_, unit in group]
        told.append("和".join(names) + (f"（并列第{place}位）" if len(names) > 1 else ""))
    return "、".join(told)


def _placed(grounds: Grounds, said: _Said) -> Iterator[Wrong]:
    """Judge 第n位, 首位 and 末位."""
    if not said.tables:
        return
    for one in said.units:
        if not any(_stands(table, one.unit, said.match) for table in said.tables):
            yield _not_so(grounds, said, one.unit)


def _stands(table: Table, unit: str, match: re.Match[str]) -> bool:
    if unit not in table:
        return False
    place, tied = table[unit]
    wanted = (
        1 if match["first"] else max(one for one, _ in table.values()) if match["last"] else number_word(match["n"])
    )
    return place == wanted and (tied or not match["tied"])


def _place_of(tables: Sequence[Table], unit: str) -> str:
    found = next((table[unit] for table in tables if unit in table), None)
    return f"{'并列' if found[1] else ''}第{found[0]}位" if found else "未参与排名"


def _not_so(grounds: Grounds, said: _Said, unit: str) -> Wrong:
    name = grounds.compilation.catalogue.unit_name(unit)
    return Wrong(said.match.start(), said.match.end(), f"{name}{_place_of(said.tables, unit)}", Kind.RANK)


def _halved(grounds: Grounds, said: _Said) -> Iterator[Wrong]:
    """Judge 靠前 and 靠后: in the first half, or in the last."""
    if not said.tables:
        return
    for one in said.units:
        if not any(_in_half(table, one.unit, behind=bool(said.match["behind"])) for table in said.tables):
            yield _not_so(grounds, said, one.unit)


def _in_half(table: Table, unit: str, *, behind: bool) -> bool:
    """Whether a unit is in that half; those that share a place are as far behind as the last of them."""
    if unit not in table:
        return False
    place = table[unit][0]
    last = len(table) - sum(other > place for other, _ in table.values())
    return last * 2 > len(table) if behind else place * 2 <= len(table) + 1


def _extreme(grounds: Grounds, said: _Said) -> Iterator[Wrong]:
    """Judge 最高 and 最低, 最快 and 最慢."""
    if not said.tables:
        return
    for one in said.units[:1]:
        if not any(_is_extreme(table, one.unit, least=bool(said.match["least"])) for table in said.tables):
            yield _not_so(grounds, said, one.unit)


def _is_extreme(table: Table, unit: str, *, least: bool) -> bool:
    wanted = max(place for place, _ in table.values()) if least else 1
    return unit in table and table[unit][0] == wanted
