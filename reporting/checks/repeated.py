"""all-same: every figure equals last quarter's, the mark of an old sheet sent again under a new date.

Not said of a first quarter, whose year-to-date figures begin anew, nor of forms with few figures or only noughts.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.paper import Paper
from reporting.model.records import Finding

# Fewer figures than this may well stay as they were.
_FEW = 5


def repeated(paper: Paper) -> Iterator[Finding]:
    """Find a form that only repeats the one before."""
    if paper.period.quarter == 1 or len(paper.figures) < _FEW or not any(found.value for found in paper.figures):
        return
    before = [paper.history.value(found.unit, found.item, found.period.previous) for found in paper.figures]
    if all(found.value == value for found, value in zip(paper.figures, before, strict=True)):
        count, last = len(paper.figures), paper.period.previous
        message = (
            f"本表{count}个数字与{last.label}完全相同，是否误报了上期的表？误报的请改报本期数；"
            "确未变化的，请在“说明”栏写明原因。"
        )
        yield paper.finding("all-same", message, at=paper.figures[0], found=f"{count}个数字相同")
