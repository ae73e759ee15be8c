"""The part of a receipt that holds a version against the one before: a sentence, and the cells that changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reporting.documents.words import Inked, Record
from reporting.model.changes import Change, Comparison, Turn

# What the table's columns hold on one line, and how many lines it may take; two more go to its heading.
_SIGNS = {"数据": 17, "位置": 8, "上版": 9, "本版": 9}
_MOST_LINES, _HEADING = 6, 2
_LONGEST = 40
_COLOURS = {Turn.MISSING: "C00000", Turn.EMPTIED: "C00000", Turn.FILLED: "00803C", Turn.CORRECTED: "1F4E79"}
_COUNTED = {Turn.ADDED: "新增{}行", Turn.GONE: "删去{}行"}
_NOTHING = "空"


@dataclass(frozen=True, slots=True)
class Beside:
    """What is printed: `lines` is the room it takes from the findings; all empty for a first version."""

    title: str = ""
    summary: str = ""
    rows: tuple[Record, ...] = ()
    beyond: str = ""
    lines: int = 0


def beside(compared: Comparison | None) -> Beside:
    """Word a comparison: all counts in a sentence, and as many changes as there is room for."""
    if compared is None:
        return Beside()
    rows = tuple(_that_fit(compared.changes))
    lines = sum(map(_height, rows)) + _HEADING if rows else 1
    left = len(compared.changes) - len(rows)
    beyond = f"另有{left}处变动，未逐一列出，请对照本单位留存的上一版核对。" if left else ""
    return Beside(f"与第{compared.earlier}版对照", _summary(compared), rows, beyond, lines + bool(beyond))


def _summary(compared: Comparison) -> str:
    counts = compared.counts
    told = [_COUNTED.get(turn, f"{turn.value}{{}}处").format(count) for turn, count in counts.items()]
    figures = "、".join([*told, f"未变{compared.unchanged}处"]) if told else f"各处均未变（{compared.unchanged}处）"
    kinds = (("已解决", compared.settled), ("仍在", compared.left), ("新出现", compared.fresh))
    if not any(found for _, found in kinds):
        return f"{figures}。"
    return f"{figures}；错误和警告：" + "、".join(f"{word}{len(found)}项" for word, found in kinds) + "。"


def _that_fit(changes: tuple[Change, ...]) -> Iterator[Record]:
    lines = 0
    for change in changes:
        row = _row(change)
        lines += _height(row)
        if lines > _MOST_LINES:
            return
        yield row


def _row(change: Change) -> Record:
    colour = _COLOURS.get(change.turn)
    return {
        "变动": Inked(change.turn.value, colour) if colour else change.turn.value,
        "数据": _short(change.what),
        "位置": change.cell,
        "上版": _short(change.before) or _NOTHING,
        "本版": _short(change.after) or _NOTHING,
    }


def _height(row: Record) -> int:
    return max(-(-len(str(row[field])) // signs) for field, signs in _SIGNS.items())


def _short(text: str) -> str:
    """Shorten what a clerk wrote at length; it stands in the file itself."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
