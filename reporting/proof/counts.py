"""How many indicators stand how: 可评价5项，其中达到3项，分别为…; counted anew, and those named looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reporting.model.figures import Figure
from reporting.model.proof import Grounds, Kind
from reporting.model.words import Judgement
from reporting.proof.amounts import Amount
from reporting.proof.lexicon import Name
from reporting.proof.sentence import Read, Wrong

LAGGING = (Judgement.FAR_BEHIND, Judgement.BEHIND, Judgement.NOT_REACHED)
_JUDGED = frozenset(one for one in Judgement if one.judged)
_UNJUDGED = frozenset(Judgement) - _JUDGED
# The words of each standing, with the judgements they may take in, narrowest first.
CUES: tuple[tuple[re.Pattern[str], tuple[frozenset[Judgement], ...]], ...] = (
    (re.compile("严重滞后"), (frozenset({Judgement.FAR_BEHIND}),)),
    (re.compile("(?<!严重)滞后"), (frozenset({Judgement.BEHIND}), frozenset(LAGGING[:2]), frozenset(LAGGING))),
    (re.compile("基本达到"), (frozenset({Judgement.NEARLY}),)),
    (
        re.compile("(?<!基本)(?<!未)达到"),
        (frozenset({Judgement.REACHED}), frozenset({Judgement.REACHED, Judgement.DONE})),
    ),
    (re.compile("未达到|未完成"), (frozenset({Judgement.NOT_REACHED}), frozenset(LAGGING))),
    (re.compile("(?<!未)完成(?!情况|率|进度)"), (frozenset({Judgement.DONE}),)),
    (re.compile("可评价|纳入评价"), (_JUDGED,)),
    (re.compile("待年度数据"), (frozenset({Judgement.AWAITS_YEAR}),)),
    (re.compile("按年度认定"), (frozenset({Judgement.AT_YEAR_END}),)),
    (re.compile("数据不全"), (frozenset({Judgement.INCOMPLETE}),)),
    (re.compile("未下达"), (frozenset({Judgement.NO_TARGET}),)),
    (re.compile("暂无数据"), (frozenset({Judgement.NO_DATA}),)),
    (re.compile("不评价|其余|未评价|未能评价"), (_UNJUDGED,)),
)
_WHOLE = re.compile(r"(?:主要|核心|关键|监测)?指标|$")
_NAMED = re.compile(r",?(?:具体|分别)?(?:为|是|即|包括|有|:)+|\(")
_COUNTED = frozenset({"项", "个"})
_STOP = re.compile(r"[;。]")


def counts(grounds: Grounds, sentence: Read) -> tuple[list[Wrong], set[int]]:
    """Judge the counts of a sentence; say also which of its numbers are counts, by where they begin."""
    wrongs: list[Wrong] = []
    judged: set[int] = set()
    before = 0
    for amount in sentence.amounts:
        found = _count(grounds, sentence, amount, before)
        if found is not None:
            judged.add(amount.start)
            wrongs += found
        before = amount.end
    return wrongs, judged


def lists(grounds: Grounds, sentence: Read) -> Iterator[Wrong]:
    """Doubt indicators that are named among those that stand otherwise: `滞后的为…`."""
    key = {figure.code: figure for figure in grounds.compilation.key_figures}
    for cue, kinds in CUES:
        allowed = frozenset().union(*kinds)
        for match in re.finditer(rf"(?:{cue.pattern})[^,;。]{{0,12}}?的(?:指标)?(?:为|是|有|包括)", sentence.text):
            stop = _STOP.search(sentence.text, match.end())
            end = stop.start() if stop else len(sentence.text)
            for name in (one for one in sentence.names if match.end() <= one.start < end):
                figure = next((key[code] for code in name.codes if code in key), None)
                if figure is not None and figure.judgement not in allowed:
                    yield Wrong(name.start, name.end, f"该指标为“{figure.judgement}”", Kind.COMPARISON)


def _count(grounds: Grounds, sentence: Read, amount: Amount, before: int) -> list[Wrong] | None:
    """Judge one number; None where it counts no indicators."""
    if amount.measure not in _COUNTED or amount.places or amount.scale:
        return None
    stop = max(before, max((match.end() for match in _STOP.finditer(sentence.text, 0, amount.start)), default=0))
    ahead = sentence.text[stop : amount.start]
    behind = sentence.text[amount.end : sentence.clause_end(amount.end)]
    if "任务" in behind[:3] or behind.startswith("目标"):
        return list(_tasks(grounds, amount, behind)) if "滞后" in sentence.text else None
    if "指标" not in behind[:4] and (ahead.endswith("目标(") or _is_measured_so(grounds, sentence, amount)):
        return None
    cued = _cued(ahead.rpartition(",")[2]) or _cued(behind)
    if behind[:4].rstrip("中均,") in ("指标", "主要指标") or behind.startswith(("主要指标", "指标")):
        figures = grounds.compilation.key_figures
        whole = [] if amount.value == len(figures) else [_wrong(amount, len(figures))]
        return whole if not cued or not whole else list(_judge(grounds, sentence, amount, cued))
    return list(_judge(grounds, sentence, amount, cued)) if cued else None


def _is_measured_so(grounds: Grounds, sentence: Read, amount: Amount) -> bool:
    """Whether an indicator named before the number is counted in 项 or 个 itself."""
    start = max((match.end() for match in _STOP.finditer(sentence.text, 0, amount.start)), default=0)
    codes = [code for name in sentence.names if start <= name.start < amount.start for code in name.codes]
    known = grounds.compilation.catalogue.indicator_by_code
    return any(code in known and known[code].measure == amount.measure for code in codes)


def _cued(text: str) -> list[tuple[frozenset[Judgement], ...]]:
    return [kinds for pattern, kinds in CUES if pattern.search(text)]


def _judge(
    grounds: Grounds, sentence: Read, amount: Amount, cued: Sequence[tuple[frozenset[Judgement], ...]]
) -> Iterator[Wrong]:
    figures = grounds.compilation.key_figures
    sets = [kinds for several in cued for kinds in several]
    sets += [frozenset().union(*(several[0] for several in cued))]
    fitting = [kinds for kinds in sets if _number(figures, kinds) == amount.value]
    if not fitting:
        yield _wrong(amount, _number(figures, cued[0][0]))
        return
    names = _listed(sentence, amount)
    for name in names:
        figure = next((one for one in figures if one.code in name.codes), None)
        if figure is not None and not any(figure.judgement in kinds for kinds in fitting):
            yield Wrong(name.start, name.end, f"该指标为“{figure.judgement}”", Kind.COMPARISON)
    if names and len(names) != amount.value and "等" not in sentence.text[names[-1].end : names[-1].end + 1]:
        chosen = [one.name for one in figures if one.judgement in fitting[0]]
        yield Wrong(names[0].start, names[-1].end, "、".join(chosen), Kind.NUMBER)


def _number(figures: Sequence[Figure], kinds: frozenset[Judgement]) -> int:
    return sum(one.judgement in kinds for one in figures)


def _wrong(amount: Amount, right: int) -> Wrong:
    return Wrong(amount.start, amount.end, f"{right}{amount.measure}", Kind.NUMBER)


def _listed(sentence: Read, amount: Amount) -> list[Name]:
    """Give the indicators named right behind a count, up to the next count or stop."""
    text = sentence.text
    stop = _STOP.search(text, amount.end)
    end = min(
        [stop.start() if stop else len(text), *(one.start for one in sentence.amounts if one.start > amount.start)]
    )
    names = [name for name in sentence.names if amount.end <= name.start < end]
    return names if names and _NAMED.search(text[amount.end : names[0].start]) else []


def _tasks(grounds: Grounds, amount: Amount, behind: str) -> Iterator[Wrong]:
    """Judge how many tasks lag, with how many goals; the key indicators are told apart from them."""
    compilation = grounds.compilation
    key = {figure.code for figure in compilation.key_figures}
    lagging = [
        [code for code in task.indicators if code not in key and _lags(compilation.figure(code))]
        for task in compilation.catalogue.tasks
    ]
    right = (
        len([one for one in lagging if one]) if "任务" in behind[:3] else len({code for one in lagging for code in one})
    )
    if amount.value != right:
        yield _wrong(amount, right)


def _lags(figure: Figure | None) -> bool:
    return figure is not None and figure.judgement in LAGGING
