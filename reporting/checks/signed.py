"""sign-missing: 单位负责人, 审核人, 填表人, 联系电话 and 报出日期 belong at the foot of a form (domain 7)."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.paper import Paper
from reporting.model.records import Finding

SIGNERS = ("单位负责人", "审核人", "填表人", "联系电话", "报出日期")


def signed(paper: Paper) -> Iterator[Finding]:
    """Name in one finding all that is missing at the foot."""
    missing = [label for label in SIGNERS if not paper.reading.signers.get(label, "").strip()]
    if missing:
        words = "、".join(missing)
        message = f"表尾未填{words}，本次照常收下，请下次补齐。"
        yield paper.finding("sign-missing", message, found=f"缺{words}", expected="、".join(SIGNERS), source="表尾签署")
