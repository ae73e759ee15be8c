"""after-release: what is in force is changed, or comes for the first time, after the period's briefing was released.

The figures printed stay as they were (当期更正、不追溯); the clerk is told, so that he can say what was revised.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.paper import Paper
from reporting.model.records import Finding

_CODE = "after-release"


def released(paper: Paper) -> Iterator[Finding]:
    """Say in one finding that a form came after the release, and how many printed figures it changes."""
    change = paper.change
    if change is None or change.released is None or paper.received < change.released:
        return
    day = f"{change.released.year}年{change.released.month}月{change.released.day}日"
    if change.before and not paper.changed:
        return
    what = f"改动已采用的{len(paper.changed)}个数" if change.before else "签发时尚未报送"
    message = (
        f"{paper.period.label}简报已于{day}签发，本表{what}；按“当期更正、不追溯”处理，"
        "请汇总人查看影响，需要时附数据修订说明。"
    )
    yield paper.finding(_CODE, message, found=str(paper.received), expected=str(change.released))
