"""Read a target as a plan words it: 力争突破1.2万台, 1-2家, 前50位, 15%以上, [0.22], --.

What the words weigh is the domain's: 以上, 达到 ≥; 超, 突破 >; 以下 ≤; 左右 ≈; 力争, 争取 soft. A number is taken only
where there is one that fits the measure; where several do, none is chosen and `unclear` says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting.catalogue.amounts import Amount, amounts, choose
from reporting.model.words import Direction, Op, TargetKind

_NOTHING = re.compile(r"(?:[-—–]+|无|/)\Z")
_CUMULATIVE = re.compile(r"\[([-+]?\d+(?:\.\d+)?)%?\]\Z")
_SOFT = ("力争", "争取")
_HALF, _ALL = Decimal(50), Decimal(100)
# Phrases between commas that hold no figure of the target's own.
_NOISE = re.compile(
    r"(?:19|20)\d{2}年?[-—–~至](?:19|20)\d{2}年?|“[^”]*”|\"[^\"]*\"|‘[^’]*’|(?:19|20)\d{2}年[底末]?|\d+(?:\+[\dN]+)+|T\d+"
)

# What stands right before a number, and anywhere behind it in its clause, longest first.
_BEFORE: tuple[tuple[str, Op], ...] = (
    (r"不超过|不高于|不多于|不大于|控制在|<=|≤", Op.AT_MOST),
    (r"不低于|不少于|不小于|至少|>=|≥", Op.AT_LEAST),
    (r"低于|少于|小于|<", Op.LESS),
    (r"超过|超|突破|高于|大于|多于|快于|优于|>", Op.MORE),
    (r"大约|约", Op.ABOUT),
    (r"达到|达", Op.AT_LEAST),
)
_BEHIND: tuple[tuple[str, Op], ...] = (
    (r"左右|上下", Op.ABOUT),
    (r"以下|以内|之内", Op.AT_MOST),
    (r"以上", Op.AT_LEAST),
)
# 突破性 and 大幅超前 are no measure words.
_BREAKTHROUGH = re.compile(r"突破性|超前")


@dataclass(frozen=True, slots=True)
class Promise:
    """What a wording promises; `unclear` says, in Chinese, why there is no value though there should be one."""

    value: Decimal | None
    high: Decimal | None
    op: Op
    soft: bool
    unclear: str = ""


def read_target(text: str, measure: str, kind: TargetKind, direction: Direction = Direction.UP) -> Promise:
    """Read a wording; the value is in `measure`, that of 年均增速 in percent whatever the measure.

    A number without any word weighs ≥; that of a rank or of an inverse indicator ≤; that of a base nothing.
    """
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    soft = any(word in folded for word in _SOFT)
    if _NOTHING.match(folded):
        return Promise(None, None, Op.NONE, soft)
    plain = _plain_op(kind, direction)
    cumulative = _CUMULATIVE.match(folded)
    if cumulative:
        return Promise(Decimal(cumulative[1]), None, plain, soft)
    cleaned = _NOISE.sub("", folded)
    measure = "%" if kind is TargetKind.YEARLY_GROWTH else unicodedata.normalize("NFKC", measure).strip()
    found = amounts(cleaned, measure)
    chosen, unclear = choose(found, measure, of_rank=kind is TargetKind.RANK)
    if chosen is None:
        return _without_number(cleaned, measure, kind, soft, plain, unclear)
    op = _op_at(cleaned, chosen, found, plain)
    of_rank = chosen.rank or kind is TargetKind.RANK
    return Promise(chosen.value, chosen.high, Op.AT_MOST if of_rank and op is not Op.ABOUT else op, soft)


def _plain_op(kind: TargetKind, direction: Direction) -> Op:
    """Give what a number without any word weighs."""
    if kind is TargetKind.BASE:
        return Op.NONE
    return Op.AT_MOST if kind is TargetKind.RANK or direction is Direction.DOWN else Op.AT_LEAST


def _op_at(text: str, chosen: Amount, found: Sequence[Amount], plain: Op) -> Op:
    """Weigh the words right before a number, and those behind it up to the clause's end or the next number."""
    before = re.split(r"[,。;，；、]", text[: chosen.start])[-1]
    next_start = min((other.start for other in found if other.start > chosen.start), default=len(text))
    behind = re.split(r"[,。;，；、]", text[chosen.end : next_start])[0]
    ahead = next((op for words, op in _BEFORE if re.search(rf"(?:{words})(?:各|约)?\Z", before)), None)
    after = next((op for words, op in _BEHIND if re.search(words, behind)), None)
    if Op.ABOUT in (ahead, after) or re.search(r"约\Z", before):
        return Op.ABOUT
    # 超150亿元以上 says more than 以上 alone: what stands before the number is the stricter word.
    return ahead if ahead not in (None, Op.AT_LEAST) else after or ahead or plain


def _without_number(text: str, measure: str, kind: TargetKind, soft: bool, plain: Op, unclear: str) -> Promise:
    """Read wordings in which no figure stands: 全覆盖, 一半以上, 超全省平均水平."""
    op = _op_anywhere(text, plain)
    if measure == "%" and not unclear.startswith("有"):
        share = _HALF if "一半" in text else _ALL if re.search(r"全覆盖|全部", text) else None
        if share is not None:
            return Promise(share, None, op, soft)
    return Promise(None, None, op, soft, "" if kind is TargetKind.COMPARISON else unclear)


def _op_anywhere(text: str, plain: Op) -> Op:
    cleaned = _BREAKTHROUGH.sub("", text)
    return next((op for words, op in (*_BEHIND, *_BEFORE) if re.search(words, cleaned)), plain)
