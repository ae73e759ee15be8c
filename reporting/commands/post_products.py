"""The mails that hand the period's products on, to whom 分发 says, once they may have them.

What is sent is what lies in the outbox: where people have edited a product, theirs. A briefing waits for its release;
who is not marked 未公布可收 waits for the day from which the figures in it may be quoted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reporting.commands.addresses import letterhead_of, listed
from reporting.commands.main_products import BRIEFING, TASKTABLE, TASKTABLE_DOCUMENT, WORKBOOK
from reporting.commands.office import Office
from reporting.merge.quotable import not_yet_quotable
from reporting.model.catalogue import Recipient
from reporting.model.figures import Compilation
from reporting.model.mails import Enclosed, MailKind, Outgoing
from reporting.products.mailtexts import Text, briefed, compiled

# 成果, as 分发 calls it → the files, without ending.
_FILES: Mapping[str, tuple[str, ...]] = {
    "季度简报": (BRIEFING, BRIEFING.replace(".docx", ".pdf")),
    "汇总表": (WORKBOOK,),
    "指标任务表": (TASKTABLE, TASKTABLE_DOCUMENT, TASKTABLE_DOCUMENT.replace(".docx", ".pdf")),
}
_BRIEFING = "季度简报"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Held:
    """A product that does not go out to somebody yet, and why."""

    product: str
    recipient: str
    why: str


@dataclass(frozen=True, slots=True)
class Handed:
    """The mails that may go, and what is held back."""

    mails: tuple[Outgoing, ...]
    held: tuple[Held, ...]


def products(office: Office, compilation: Compilation, *, released: bool) -> Handed:
    """Write the mails for every row of 分发; `released` says whether the period's briefing is."""
    mails: list[Outgoing] = []
    held: list[Held] = []
    waiting = not_yet_quotable(office.catalogue, compilation.figures.values(), office.now.date(), released=released)
    for row in office.catalogue.recipients:
        enclosed = _enclosed(office.outbox / str(compilation.period), _FILES.get(row.product, ()))
        why = _why_not(office, row, enclosed, waiting, released=released)
        if why:
            held.append(Held(row.product, row.name, why))
        elif row.product in _FILES:
            mails.append(_mail(office, compilation, row, enclosed, released=released))
    return Handed(tuple(mails), tuple(held))


def _why_not(
    office: Office, row: Recipient, enclosed: Sequence[Enclosed], waiting: Mapping[str, str], *, released: bool
) -> str:
    if row.product in _FILES and not enclosed:
        return "还没有生成，请先运行 run"
    if row.product == _BRIEFING and office.settings.smtp_release_first and not released:
        return "还没有签发（release），签发后自动发送"
    if row.product in _FILES and waiting and not row.early:
        named = "、".join(f"{name}（{day}）" for name, day in list(waiting.items())[:_SHOWN])
        more = f"等{len(waiting)}项" if len(waiting) > _SHOWN else ""
        return f"其中{named}{more}未到可引用日期，“分发”表没有注明该收件人“未公布可收”"
    return ""


def _enclosed(folder: Path, files: Sequence[str]) -> tuple[Enclosed, ...]:
    return tuple(Enclosed(name, (folder / name).read_bytes()) for name in files if (folder / name).is_file())


def _mail(
    office: Office, compilation: Compilation, row: Recipient, enclosed: tuple[Enclosed, ...], *, released: bool
) -> Outgoing:
    """Write one mail. A released briefing goes out once; what is still being worked on, whenever it has changed."""
    kind = MailKind.BRIEFING if row.product == _BRIEFING else MailKind.COMPILED
    content = hashlib.sha256(b"".join(hashlib.sha256(one.content).digest() for one in enclosed)).hexdigest()[:8]
    state = "签发" if kind is MailKind.BRIEFING and released else content
    text = _text(office, compilation, row, kind, released=released)
    return Outgoing(
        key=f"{kind}/{compilation.period}/{row.product}/{row.name}/{state}",
        kind=kind,
        to=listed(row.email, row.channel),
        subject=text.subject,
        text=text.body,
        enclosed=enclosed,
        period=compilation.period,
        addressee=row.name,
    )


def _text(office: Office, compilation: Compilation, row: Recipient, kind: MailKind, *, released: bool) -> Text:
    head = letterhead_of(office)
    if kind is MailKind.BRIEFING:
        return briefed(head, row.name, compilation.period, released=released)
    there = sum(one.state in ("accepted", "review") for one in compilation.standings)
    return compiled(head, row.name, compilation.period, [row.product], (there, len(compilation.standings)))
