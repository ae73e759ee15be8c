"""What stands at the foot of a form: notes, sources, and who signed (审核人, 填表人 and the like)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import lru_cache

from reporting.intake.view import View

# Longer than any label without a colon; most rows of long lists are told from a foot by this alone.
_LONGEST_LABEL = 12
# A line of signatures is shorter than this; a note may be longer, but shows at its start what it is.
_LONGEST = 300
# Each label as it is kept, and the words it goes by.
_SIGNERS = {
    "单位负责人": ("单位负责人", "单位领导", "分管领导", "负责人"),
    "审核人": ("审核人", "复核人", "审核", "复核"),
    "填表人": ("填表人", "填报人", "制表人", "经办人", "联系人", "制表", "填表"),
    "联系电话": ("联系电话", "联系方式", "电话"),
    "报出日期": ("报出日期", "填表日期", "填报日期", "上报日期", "报送日期", "日期"),
}
_LABEL_OF = {word: label for label, words in _SIGNERS.items() for word in words}
_WORDS = "|".join(sorted(_LABEL_OF, key=len, reverse=True))
_SIGNED = re.compile(
    rf"(?<![一-鿿])({_WORDS})\s*(?:\((?:签字|签名|签章|盖章)\))?\s*:\s*(.*?)(?=\s*(?<![一-鿿])(?:{_WORDS})\s*(?:\([^()]*\))?\s*:|\Z)",
    re.DOTALL,
)
_LONE = re.compile(rf"({_WORDS})(?:\((?:签字|签名|签章|盖章)\))?:?")
_NOTE = re.compile(r"\(?(?:注|备注|说明|填表说明|填报说明|附注|数据来源|资料来源|来源)\s*\d?\s*:")


def is_foot(view: View, row: int) -> bool:
    """Whether a row below the heading is a note or a line of signatures, not data."""
    first = view.first_text(row)
    if len(first) > _LONGEST_LABEL and ":" not in first and "：" not in first:
        return False
    told = _told(first)
    return bool(told) and (told is not _Foot.LONE or _single(view, row))


class _Foot(Enum):
    """What the first text of a row says of it: that it is a foot, or one where only labels stand beside it."""

    SURE = 1
    LONE = 2


@lru_cache(maxsize=8192)
def _told(first: str) -> _Foot | None:
    """Tell a foot by its first text; the same names of rows come back on every form."""
    text = _folded(first)
    if _NOTE.match(text) or _SIGNED.match(text):
        return _Foot.SURE
    return _Foot.LONE if _LONE.fullmatch(text) else None


def signers(view: View, rows: Iterable[int]) -> Mapping[str, str]:
    """Read who signed, from `label：name` or a label and the cell beside it; blanks are left out."""
    found: dict[str, str] = {}
    for row in rows:
        for label, name in _pairs(view, row):
            if name:
                found.setdefault(label, name)
    return found


def _single(view: View, row: int) -> bool:
    """Whether a row of labels without colons has nothing but labels and short names."""
    return all(len(cell.text.strip()) <= 20 for cell in view.rows[row])


def _pairs(view: View, row: int) -> Iterator[tuple[str, str]]:
    cells = view.rows.get(row, [])
    for place, cell in enumerate(cells):
        text = _folded(cell.text)
        beside = _folded(cells[place + 1].text) if place + 1 < len(cells) else ""
        lone = _LONE.fullmatch(text)
        if lone:
            yield _LABEL_OF[lone[1]], "" if _labelled(beside) else beside
            continue
        for match in _SIGNED.finditer(text):
            last = match.end() == len(text) and not match[2].strip()
            yield (
                _LABEL_OF[match[1]],
                "" if last and _labelled(beside) else match[2].strip() or (beside if last else ""),
            )


def _labelled(text: str) -> bool:
    return bool(_LONE.fullmatch(text) or _SIGNED.match(text) or _NOTE.match(text))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:_LONGEST]).strip()
