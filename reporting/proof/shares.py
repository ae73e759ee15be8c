"""How many counties are on course: 12地中11地达到时序进度、占比超九成; counted anew from their judgements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reporting.model.numbers import HUNDRED
from reporting.model.proof import Grounds, Kind
from reporting.model.words import Judgement
from reporting.proof.amounts import PERCENT, number_word
from reporting.proof.borne import Reading, bears
from reporting.proof.roles import Role, claim_of
from reporting.proof.sentence import Read, Wrong

_NUMBER = r"\d+|[一二两三四五六七八九十]+"
_COUNTED = re.compile(
    rf"(?P<whole>{_NUMBER})(?:地|个县(?:\(市,?、?区\))?|个地区)(?:中,?(?:有)?(?P<part>{_NUMBER})(?:地|个)|均(?P<none>未)?)"
    r"(?P<reached>完成年度目标|达到(?:时序|序时|上年同期)进度|达到年度目标)(?P<share>[、,]?占比?[^,;。]*)?"
)
_KEPT = frozenset({Judgement.DONE, Judgement.REACHED})


def shares(grounds: Grounds, sentence: Read) -> tuple[list[Wrong], set[int], set[int]]:
    """Judge the counts of counties; say also which numbers they are, and where the words begin that say so."""
    wrongs: list[Wrong] = []
    numbers: set[int] = set()
    starts: set[int] = set()
    for match in _COUNTED.finditer(sentence.text):
        starts.add(match.start())
        numbers |= {one.start for one in sentence.amounts if match.start() <= one.start < match.end()}
        wrongs += _judge(grounds, sentence, match)
    return wrongs, numbers, starts


def _judge(grounds: Grounds, sentence: Read, match: re.Match[str]) -> Iterator[Wrong]:
    judgements = _judgements(grounds, sentence, match.start())
    if not judgements:
        return
    kinds = frozenset({Judgement.DONE}) if match["reached"].startswith("完成") else _KEPT
    kept = sum(one in kinds for one in judgements)
    said = number_word(match["part"]) if match["part"] else 0 if match["none"] else number_word(match["whole"])
    if number_word(match["whole"]) != len(judgements):
        yield Wrong(*match.span("whole"), str(len(judgements)), Kind.NUMBER)
    elif said != kept:
        place = match.span("part") if match["part"] else match.span("reached")
        yield Wrong(*place, f"{len(judgements)}地中{kept}地", Kind.NUMBER)
    elif match["share"]:
        yield from _share(sentence, match, Decimal(kept) / len(judgements) * HUNDRED)


def _judgements(grounds: Grounds, sentence: Read, at: int) -> list[Judgement]:
    """Give how the counties stand that are judged by the indicator named last."""
    ahead = [name for name in sentence.names if name.end <= at] or list(sentence.carried)
    counties = {unit.code for unit in grounds.compilation.catalogue.counties(grounds.compilation.period)}
    for code in ahead[-1].codes if ahead else ():
        figures = [one for one in grounds.compilation.figures_of(code) if one.unit in counties]
        judged = [one.judgement for one in figures if one.judgement is not None and one.judgement.judged]
        if judged:
            return judged
    return []


def _share(sentence: Read, match: re.Match[str], share: Decimal) -> Iterator[Wrong]:
    for amount in sentence.amounts:
        if match.start("share") <= amount.start < match.end("share"):
            claim = claim_of(sentence.text, amount, match.start("share"), match.start("share"))
            reading = Reading(share, PERCENT, 1, Role.VALUE)
            if not bears(reading, amount, claim.approach, None):
                yield Wrong(amount.start, amount.end, reading.text, Kind.NUMBER)
