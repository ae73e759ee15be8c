"""What of a figure a number claims to be, from the words beside it: its value, growth, target, progress, gap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from reporting.proof.amounts import PERCENT, POINTS, Amount


class Role(Enum):
    """What of a figure a number may be."""

    VALUE = auto()
    GROWTH = auto()
    NET = auto()
    TARGET = auto()
    PROGRESS = auto()
    EXPECTED = auto()
    GAP = auto()


class Approach(Enum):
    """How near a number is said to come."""

    EXACT = auto()
    OVER = auto()
    NEAR = auto()
    ABOUT = auto()
    UNDER = auto()


@dataclass(frozen=True, slots=True)
class Claim:
    """What a number claims: one of `roles`, its direction where words give one, how near, and the word that says so.

    `before` is said with 由, of an earlier time; `now` with 增至, of the time reported on, whatever is named first.
    """

    roles: tuple[Role, ...]
    sign: int | None = None
    approach: Approach = Approach.EXACT
    word: tuple[int, int] | None = None
    before: bool = False
    now: bool = False


UP = "增长|上升|提高|提升|增加|净增|新增|加快|扩大|上涨|攀升|前移|多增"
DOWN = "下降|下滑|降低|减少|净减|回落|放缓|缩小|收窄|下跌|后移|负增长|减慢"
_VERB = re.compile(rf"(?P<word>(?P<up>{UP})|(?P<down>{DOWN}))(?:幅度)?(?:了|为|达)*\Z")
_WIDTHS = frozenset({"扩大", "缩小", "收窄"})
_RATE = re.compile(r"(?P<word>(?P<up>增速|增幅|涨幅|增长率|升幅)|(?P<down>降幅|跌幅))(?:为|达|是|:)*\Z")
_TO = re.compile(rf"(?:{UP}|{DOWN}|增|降|升)(?:到|至)\Z")
_FROM = re.compile(r"(?:由|从)[^,;]{0,12}\Z")
# Where a bracket stood that was left out.
_HOLE = "¤"
_AIM = (
    r"(?:年度|全年|本年|当年|20\d\d年)?(?:的)?(?:控制)?(?:目标|任务|计划|时序|序时|(?:上年|去年)同期(?=进度))"
    rf"(?:进度|要求|目标|任务|值|数)*{_HOLE}*(?:上限|下限)?"
)
_GAP_BEFORE = re.compile(
    rf"(?P<word>(?P<up>快于|高于|多于|优于|超过|超出|超|领先于?|好于)|(?P<down>慢于|低于|少于|落后于?|滞后于?|不及))(?:了)?{_AIM}(?:的)?\Z"
)
_GAP_AFTER = re.compile(
    rf"(?:比|较|与|距|距离|离)[^,;。]{{0,14}}?{_AIM}(?:的|相比|要求|尚|还|仍|要)*(?P<word>(?P<up>快|高|多|超出?|领先|超前)|(?P<down>慢|低|少|差|落后|滞后|不足|缺|有))(?:了|出)*\Z"
)
_SHORT = re.compile(r"(?:^|[,;□])(?:尚|还|仍)?(?P<word>差|少|超)(?:了)?\Z")
_TARGET_BEFORE = re.compile(
    r"(?:目标|任务|计划|目标值)(?:数|值)?(?:是|为|:|达到|达|到|要求|力争|确保|争取|进入|全国|全省|前|每年|年均|增长|累计|\(|[\d.]+[^\d,;()]{0,4}~)*\Z"
)
_TARGET_AFTER = re.compile(r"(?:以上|左右|以内)?\)?的?(?:年度|全年|本年|当年|20\d\d年)?的?(?:目标|任务)(?!完成|的)")
_AIM_YEAR = re.compile(r"(?:到|至)?20(?P<year>\d\d)年(?:底|末)?(?:的)?(?:目标|力争|达到|达|争取|突破|超过?|实现)")
_PROGRESS = re.compile(
    r"(?:完成率|完成进度|进度|完成|达成率|达到|占|(?:目标|任务|计划)[^,;]{0,20}?的|(?:目标|任务)¤+)(?:为|达到|达|是|的|:|率)*\Z"
)
_EXPECTED = re.compile(r"(?:时序|序时)(?:进度)?(?:要求)?(?:为|是|达到|:|\()*\Z")
_SOFT = re.compile(
    r"(?P<over>超过?|逾|突破|过|高于|多于|站上|跨过|跨越)\Z|(?P<near>近|将近|接近|逼近|直逼)\Z|(?P<about>约为?|大约|大致|左右|上下)\Z|(?P<under>不足|不到|未到|低于|少于)\Z"
)
_NET_BASE = re.compile(r"(?:上年|去年)年?[末底]|年初|20\d\d年年?[底末]")
_GROWTH_BASE = re.compile(r"同比|同期|(?:比|较|与)(?:上年|去年|20\d\d年)(?!年?[末底])")
_CHAIN_BASE = re.compile(r"环比|(?:比|较)上(?:个)?(?:季度|季|月|期)")
_BRACKETED = re.compile(r"\([^()]*\)")


def claim_of(text: str, amount: Amount, clause: int, before: int) -> Claim:
    """Read a number's words. `clause` is where its clause begins, `before` where the number before it ends."""
    near = text[max(clause, before) : amount.start]
    whole = text[clause : amount.start]
    behind = text[amount.end : amount.end + 14]
    inside = whole.count("(") > whole.count(")")
    told = _BRACKETED.sub(lambda match: _HOLE * len(match[0]), whole) if not inside else whole
    approach, told = _approach(told, behind)
    return (
        _target(told, behind, amount, approach)
        or _moved(text, told, clause, amount, approach)
        or _share(told, near, amount, approach)
    )


def _approach(told: str, behind: str) -> tuple[Approach, str]:
    soft = _SOFT.search(told)
    if behind.startswith(("左右", "上下")):
        return Approach.ABOUT, told
    if behind.startswith(("以上",)):
        return Approach.OVER, told
    if soft is None:
        return Approach.EXACT, told
    kind = next(kind for kind, word in soft.groupdict().items() if word)
    approach = {"over": Approach.OVER, "near": Approach.NEAR, "about": Approach.ABOUT, "under": Approach.UNDER}[kind]
    return approach, told[: soft.start()]


def _target(told: str, behind: str, amount: Amount, approach: Approach) -> Claim | None:
    if amount.measure == POINTS:
        return None
    trimmed = told.rstrip(" (")
    if _SHORT.search(trimmed):
        return None
    if _GAP_BEFORE.search(trimmed) or _GAP_AFTER.search(trimmed):
        return None
    if _EXPECTED.search(trimmed) and amount.measure == PERCENT:
        return Claim((Role.EXPECTED,), approach=approach)
    if _TARGET_BEFORE.search(trimmed) or _TARGET_AFTER.match(behind) or _AIM_YEAR.search(trimmed[-14:]):
        return Claim((Role.TARGET,))
    return None


def _moved(text: str, told: str, clause: int, amount: Amount, approach: Approach) -> Claim | None:
    """Read a number as a change: against the aim, or against an earlier time."""
    trimmed = told.rstrip(" ")
    gap = _GAP_AFTER.search(trimmed) or _GAP_BEFORE.search(trimmed)
    if gap:
        return Claim((Role.GAP,), 1 if gap["up"] else -1, approach, _at(gap, clause))
    short = _SHORT.search(trimmed) if amount.measure == POINTS else None
    if short:
        return Claim((Role.GAP,), 1 if short["word"] == "超" else -1, approach, _at(short, clause))
    if _TO.search(trimmed):
        return Claim((Role.VALUE,), approach=approach, now=True)
    moved = _VERB.search(trimmed) or _RATE.search(trimmed)
    if moved is None:
        return None
    # A fall that narrows is a rise; a place that moves forward is a smaller number.
    turned = amount.measure == "位" or ("降幅" in trimmed[: moved.start()] and moved["word"] in _WIDTHS)
    sign = 1 if bool(moved["up"]) != turned else -1
    return Claim(_since(text, clause, moved, trimmed), sign, approach, _at(moved, clause))


def _at(match: re.Match[str], clause: int) -> tuple[int, int]:
    return clause + match.start("word"), clause + match.end("word")


def _since(text: str, clause: int, moved: re.Match[str], told: str) -> tuple[Role, ...]:
    """Say since when: from the clause itself, else from what was said last before it in the sentence."""
    if moved["word"] in ("净增", "净减"):
        return (Role.NET, Role.GROWTH) if _GROWTH_BASE.search(told) else (Role.NET,)
    for words in (told, text[:clause]):
        found = [(match.start(), role) for pattern, role in _SINCE for match in pattern.finditer(words)]
        if found:
            role = max(found, key=lambda pair: pair[0])[1]
            return (role,) if words is told else (role, Role.GROWTH, Role.NET)
    return (Role.GROWTH, Role.NET)


_SINCE = ((_NET_BASE, Role.NET), (_GROWTH_BASE, Role.GROWTH))


def _share(told: str, near: str, amount: Amount, approach: Approach) -> Claim:
    trimmed = told.rstrip(" ")
    if amount.measure == PERCENT and _PROGRESS.search(trimmed):
        word = _PROGRESS.search(trimmed)
        certain = word is not None and word[0].rstrip("为达是的:到").endswith(
            ("完成率", "进度", "完成", "目标", "任务", "率")
        )
        return Claim((Role.PROGRESS,) if certain else (Role.PROGRESS, Role.VALUE), approach=approach)
    if amount.measure == POINTS:
        return Claim((Role.VALUE, Role.GROWTH, Role.GAP), approach=approach)
    return Claim((Role.VALUE,), approach=approach, before=bool(_FROM.search(near)))
