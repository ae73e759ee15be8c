"""数据修订说明: which figure of which bulletin was corrected since, from what to what, and why (domain 7)."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.model.bulletins import Revision
from reporting.narrative.names import full_width

# A body has three pages: what goes beyond is in the workbook.
_MOST = 12
_NO_REASON = "报送单位未写明"


def revised(revisions: Sequence[Revision]) -> tuple[str, ...]:
    """Give a sentence for each corrected figure, in the order of the bulletins; empty where nothing was corrected."""
    told = tuple(map(_sentence, revisions[:_MOST]))
    left = len(revisions) - len(told)
    return (*told, f"另有{left}项更正，数据以本期汇总表为准。") if left else told


def _sentence(one: Revision) -> str:
    before, after = (_with_measure(text, one.measure) for text in (one.before, one.after))
    reason = one.reason or _NO_REASON
    return f"{one.bulletin}简报所载{one.unit}{full_width(one.name)}，原数{before}，更正为{after}，原因：{reason}。"


def _with_measure(text: str, measure: str) -> str:
    """Put the measure behind a number; words such as 未报送 and places bear none."""
    number = text.replace("−", "").replace(".", "").isdigit()
    return f"{text}{measure}" if number else text
