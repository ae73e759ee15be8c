"""What stands in the way of a release: what was left undone, each with its mend; a reason given overrides all of it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reporting.commands.check import doubts_of
from reporting.commands.main_products import BRIEFING
from reporting.commands.office import Office
from reporting.documents.issued import issued
from reporting.documents.paragraphs import paragraphs
from reporting.documents.slots import carry_over, empty_slots
from reporting.ledger.book import Ledger
from reporting.model.errors import Fault, UnreadableFile, UsageError
from reporting.model.figures import Compilation
from reporting.model.proof import Grid, Passage
from reporting.outbox import RUN, Laid

_MOST_SLOTS, _MOST_DOUBTS = 4, 5
_PROMPT = re.compile("〔.*填写〕")
_NEEDED = ("期号", "日期")


@dataclass(frozen=True, slots=True)
class Case:
    """A briefing about to be released.

    `draft` is what the program makes now, `laid` what lies in the outbox, `content` what would be released, `revised`
    what it tells of earlier bulletins. `made_from` says what products are made from now.
    """

    office: Office
    compilation: Compilation
    draft: bytes
    laid: Laid
    content: bytes
    revised: tuple[str, ...]
    made_from: Mapping[str, object]


def not_decided(office: Office, compilation: Compilation) -> Iterator[Fault]:
    """Find the forms that a clerk has still to decide upon."""
    period = compilation.period
    for one in compilation.standings:
        if one.state == "review":
            sender = office.catalogue.unit_name(one.sender)
            mend = f"核实后用 accept {period} {sender} {one.form} --by 姓名 --reason 依据 接受"
            yield Fault(f"{sender} {one.form}", "还在待审核", mend)


def obstacles(book: Ledger, case: Case) -> Iterator[Fault]:
    """Find what stands in the way in the briefing itself."""
    where, period = case.laid.path, case.compilation.period
    if not _is_of_now(case):
        if case.laid.newer:
            mend = f"数据已更新，新稿是“{case.laid.newer}”：请把要留的修改并入新稿，再用它替换旧稿"
        else:
            mend = f"请先运行 run {period}，看过新稿再签发"
        yield Fault(where, "不是按台账现有数据生成的", mend)
    if case.laid.earlier:
        yield Fault(where, "人工改过的稿子不止一份", f"请合为一份“{BRIEFING}”，删去其余")
    document = _read(case)
    empty = empty_slots(case.content) or _prompts(document)
    if empty:
        names = "、".join(f"“{name}”" for name in empty[:_MOST_SLOTS])
        yield Fault(where, f"有{len(empty)}处未填写：{names}", "请在 Word 中填写，存盘后再签发")
    yield from _places(case)
    doubts = doubts_of(case.office, book, document, case.compilation, case.revised)
    if doubts:
        told = "；".join(f"“{one.found}”应为“{one.expected or '无此数'}”" for one in doubts[:_MOST_DOUBTS])
        mend = f"逐处见 check outbox/{period}/{where} --period {period}，改正后再签发"
        yield Fault(where, f"核校有{len(doubts)}处与台账不符：{told}", mend)


def _is_of_now(case: Case) -> bool:
    """Whether what lies there, or what people began with, is what the program makes from the ledger as it is."""
    began_with = (case.draft, carry_over(case.draft, case.laid.earlier).content) if case.laid.earlier else (case.draft,)
    if case.laid.base in {hashlib.sha256(one).hexdigest() for one in began_with}:
        return True
    same = case.laid.made_from.get(RUN) == json.loads(json.dumps(case.made_from))
    return same and case.laid.newer is None


def _places(case: Case) -> Iterator[Fault]:
    """Find the places for number and day that the template has and the document lost."""
    wanted = issued(case.draft, {}).found.intersection(_NEEDED)
    lost = sorted(wanted - issued(case.content, {}).found)
    if lost:
        mend = "有的软件存盘时会丢掉书签：请把文字复制到新稿，或自己写上后用 --despite 说明"
        yield Fault(case.laid.path, f"找不到填写{'、'.join(lost)}的位置", mend)


def _read(case: Case) -> tuple[Passage | Grid, ...]:
    try:
        return paragraphs(case.content)
    except UnreadableFile:
        raise UsageError("简报读不出", case.laid.path, "请用 Word 或 WPS 另存为 .docx 后再签发") from None


def _prompts(document: Sequence[Passage | Grid]) -> tuple[str, ...]:
    """Find the prompts of slots whose controls a program has dropped."""
    texts = (block.text.strip() for block in document if isinstance(block, Passage))
    return tuple(text for text in texts if _PROMPT.fullmatch(text))
