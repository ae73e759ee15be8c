"""id-closed: a figure in force is changed when its period is closed: such a change is a 更正 (domain 7).

A period is closed 更正期限 working days after the deadline, or when its briefing is released. Until then whoever finds
a mistake sends the form again and nothing is asked. Afterwards each changed figure wants a 说明 with what was reported,
what it should be, and why; a clerk decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.amounts import answered, shown
from reporting.checks.paper import Paper
from reporting.model.numbers import plain
from reporting.model.records import Finding


def closed(paper: Paper) -> Iterator[Finding]:
    """Find the figures that are changed too late."""
    change = paper.change
    if change is None or (change.released is None and change.days <= paper.limits.correction_days):
        return
    why = "简报已经签发" if change.released else f"截止已过{change.days}个工作日"
    for found in paper.changed:
        item = paper.item(found)
        before = change.before[found.unit, found.item]
        message = (
            f"{paper.named(found)}由{shown(before, item)}改为{answered(found, item)}，{paper.period.label}{why}，"
            "属于更正；请在“说明”栏写明原报数、更正数和更正原因，由市局审核人确认。"
        )
        yield paper.finding(
            "id-closed",
            message,
            at=found,
            found=plain(found.value) if found.value is not None else None,
            expected=plain(before),
            source="更正须写明原数、更正数和原因",
        )
