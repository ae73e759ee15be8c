"""`bulletins [NUMBER]`: what was released; of one, what it would say otherwise now, or its files made again."""

from __future__ import annotations

import re
from pathlib import Path

from reporting.commands.answer import Answer
from reporting.commands.corrected import Corrected, corrected
from reporting.commands.office import Office
from reporting.commands.rebuild import rebuild as rebuilt
from reporting.commands.release import row
from reporting.ledger import bulletins as known
from reporting.ledger.book import Ledger
from reporting.model.bulletins import Bulletin, Kind, Shift
from reporting.model.errors import UsageError

_KINDS = {
    Kind.FIGURE: "数据",
    Kind.RANK: "位次",
    Kind.JUDGEMENT: "评价",
    Kind.TEXT: "文字",
    Kind.SENTENCE: "语句",
}
_NOTHING = "（无）"


def bulletins(office: Office, number: str | None = None, *, rebuild: Path | None = None) -> Answer:
    """List the bulletins, or tell of one. Raises UsageError where there is none of that number."""
    if rebuild is not None and number is None:
        raise UsageError("没有写明重做哪一期", mend="如 bulletins 2023-3 --rebuild 目录")
    with office.ledger(writable=False) as book:
        one = _found(book, number) if number else None
        changed = () if rebuild else corrected(office, book)
        every = known.every(book)
    if one is not None:
        return rebuilt(office, one, rebuild) if rebuild else _of_one(one, changed)
    counts = {found.bulletin.number: len(found.shifts) for found in changed}
    document = [row(found, counts.get(found.number, 0)) for found in every]
    lines = [_line(found, counts.get(found.number, 0)) for found in every]
    return Answer(document, "\n".join(lines) or "还没有签发过简报。")


def _found(book: Ledger, word: str) -> Bulletin:
    """Find a bulletin by its number, the latest year's where none is named, by year and number, or by its period."""
    every = known.every(book)
    numbers = tuple(int(text) for text in re.findall(r"\d+", word)) if re.fullmatch(r"(\d{4}-)?\d+", word) else ()
    for one in reversed(every):
        if numbers in ((one.issue.number,), (one.issue.year, one.issue.number)) or word.upper() == str(one.period):
            return one
    calls = "、".join(one.call for one in every) or "无"
    raise UsageError(f"没有“{word}”这一期简报", mend=f"已签发的有：{calls}")


def _of_one(one: Bulletin, changed: tuple[Corrected, ...]) -> Answer:
    shifts = next((found.shifts for found in changed if found.bulletin.number == one.number), ())
    head = f"{_line(one, len(shifts))}{'：' if shifts else ''}"
    return Answer([_change(shift) for shift in shifts], "\n".join([head, *map(_words, shifts)]))


def _change(shift: Shift) -> dict[str, object]:
    said = shift.said
    return {
        "what": said.kind,
        "key": said.key,
        "unit": said.unit,
        "name": said.name,
        "from": shift.before or None,
        "to": shift.after or None,
    }


def _words(shift: Shift) -> str:
    said = shift.said
    return (
        f"  {_KINDS[said.kind]}　{said.unit}　{said.name}：{shift.before or _NOTHING} → {shift.after or _NOTHING}"
        + ("" if said.brief else "（仅汇总表）")
    )


def _line(one: Bulletin, changes: int) -> str:
    names = "，".join(
        f"{role}{name}"
        for role, name in (("拟稿", one.issue.drafted), ("核稿", one.issue.checked), ("签发", one.issue.signed))
        if name
    )
    since = f"签发后的更正影响{changes}处" if changes else "签发后没有更正"
    return f"{one.name}　{one.period.label}　{one.sealed_at:%Y-%m-%d}　{names}　{since}"
