"""Words without a number: 滞后, 已完成年度目标, 快于时序进度, 同比上升; and which units a total is without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reporting.model.figures import Figure
from reporting.model.proof import Grounds, Kind
from reporting.model.words import Judgement
from reporting.proof.counts import LAGGING
from reporting.proof.lexicon import Name
from reporting.proof.sentence import Read, Wrong, codes_of

_AIM = r"(?:年度|全年|本年)?(?:控制)?(?:目标|时序进度|时序|序时进度)(?:要求|进度)?"
_NO_NUMBER = r"(?![^,;。]{0,8}?[\d成半])"
_GAP = re.compile(
    rf"(?P<word>(?P<up>快于|高于|超过|超出|领先于?|优于)|(?P<down>慢于|低于|落后于?|滞后于?)){_AIM}{_NO_NUMBER}"
)
_TREND = re.compile(
    r"(?:同比|(?:比|较)(?:上年|去年)(?:同期)?)(?:有所|明显|大幅|小幅|略有|稳步|持续|快速|基本|保持|实现|呈|继续|均|都)*"
    rf"(?P<word>(?P<up>增长|上升|提高|提升|增加|加快|正增长)|(?P<down>下降|减少|回落|降低|放缓|下滑|负增长)|(?P<same>持平)){_NO_NUMBER}"
)
_DONE, _REACHED = frozenset({Judgement.DONE}), frozenset({Judgement.DONE, Judgement.REACHED})
_STANDINGS = (
    (re.compile("严重滞后"), frozenset({Judgement.FAR_BEHIND})),
    (re.compile("(?<!严重)滞后(?!于)"), frozenset(LAGGING)),
    (re.compile("基本达到"), frozenset({Judgement.NEARLY})),
    (re.compile(rf"(?:未|没有)(?:能)?(?:达到|完成|实现){_AIM}"), frozenset({*LAGGING, Judgement.NEARLY})),
    (re.compile(rf"(?:已|超额|提前|全面|如期|已经)(?:完成|实现)(?:了)?{_AIM}(?!\([^()]*\)的|的)"), _DONE),
    (re.compile(rf"(?<!基本)(?<!未)(?<!能)(?<!有)达到{_AIM}(?!\([^()]*\)的|的)"), _REACHED),
    (re.compile("待年度数据"), frozenset({Judgement.AWAITS_YEAR})),
    (re.compile("按年度认定"), frozenset({Judgement.AT_YEAR_END})),
    (re.compile("数据不全"), frozenset({Judgement.INCOMPLETE})),
)
_HOPED = re.compile(r"力争|确保|争取|推动|促进|努力|加快推进|要|将|避免|防止|对")
_STOP = re.compile(r"[;。]")
_REASON = re.compile("未报送|退回未改")
_WITHOUT = re.compile("不含|不包括|未报送|退回未改")


def standings(grounds: Grounds, sentence: Read, counted: set[int]) -> Iterator[Wrong]:
    """Doubt the words of a sentence that say how an indicator stands or moved."""
    for number, name in enumerate(sentence.names):
        stop = _STOP.search(sentence.text, name.end)
        after = [one.start for one in sentence.names[number + 1 :]]
        end = min([stop.start() if stop else len(sentence.text), *after, *(one for one in counted if one > name.end)])
        yield from _of_name(grounds, sentence, name, end)
    yield from _lacking(grounds, sentence)


def _of_name(grounds: Grounds, sentence: Read, name: Name, end: int) -> Iterator[Wrong]:
    text = sentence.text
    figures = _figures(grounds, sentence, name)
    judged = [one for one in figures if one.judgement is not None]
    for pattern, kinds in _STANDINGS:
        match = pattern.search(text, name.end, end)
        if match and judged and not _hoped(text, match.start()) and all(one.judgement not in kinds for one in judged):
            yield Wrong(*match.span(), f"{judged[0].name}为“{judged[0].judgement}”", Kind.COMPARISON)
    gap = _GAP.search(text, name.end, end)
    known = [one.gap for one in figures if one.gap is not None]
    if (
        gap
        and known
        and not _hoped(text, gap.start())
        and not any((one > 0) == bool(gap["up"]) and one for one in known)
    ):
        yield Wrong(gap.start("word"), gap.end("word"), "慢于或低于" if gap["up"] else "快于或高于", Kind.COMPARISON)
    trend = _TREND.search(text, name.end, end)
    itself = name.rate and not (trend and text[: trend.start()].endswith(("增速", "降幅")))
    moved = [one.value if itself else one.growth for one in figures]
    grown = [one for one in moved if one is not None]
    if trend and grown and not _hoped(text, trend.start()) and not any(_moves(one, trend) for one in grown):
        yield Wrong(
            trend.start("word"),
            trend.end("word"),
            "下降" if grown[0] < 0 else "增长" if grown[0] > 0 else "持平",
            Kind.COMPARISON,
        )


def _moves(growth: Decimal, trend: re.Match[str]) -> bool:
    if trend["same"]:
        return abs(growth) < 1
    return (growth > 0) == bool(trend["up"]) and bool(growth)


def _lacks(figure: Figure, unit: str, *, sent_back: bool | None) -> bool:
    return unit in figure.lacks and (sent_back is None or (unit in figure.lacks_returned) == sent_back)


def _hoped(text: str, at: int) -> bool:
    """Whether a clause wishes or fears and does not say."""
    return bool(_HOPED.search(re.split("[,;。]", text[:at])[-1]))


def _figures(grounds: Grounds, sentence: Read, name: Name) -> list[Figure]:
    ahead = [one for one in sentence.places if one.end <= name.start] or [
        one for one in sentence.places if one.start == name.end
    ]
    unit = ahead[-1].unit if ahead else None
    found = [grounds.compilation.figure(code, unit) for code in name.codes]
    return [one for one in found if one is not None]


def _lacking(grounds: Grounds, sentence: Read) -> Iterator[Wrong]:
    """Doubt a unit that a total is said to be without, and is not."""
    if not sentence.lacking or not _WITHOUT.search(sentence.text):
        return
    compilation = grounds.compilation
    figures = [one for code in codes_of(sentence.names) if (one := compilation.figure(code))] or list(
        compilation.key_figures
    )
    lacks = {unit for one in figures for unit in one.lacks}
    told = "、".join(
        compilation.catalogue.unit_name(unit) for unit in compilation.catalogue.unit_by_code if unit in lacks
    )
    for place in sentence.lacking:
        reason = _REASON.search(sentence.text, place.end)
        sent_back = None if reason is None else reason[0] == "退回未改"
        if lacks and not any(_lacks(one, place.unit, sent_back=sent_back) for one in figures):
            yield Wrong(place.start, place.end, told, Kind.UNIT)
