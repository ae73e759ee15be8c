"""list-code: a 统一社会信用代码 that cannot be anyone's; a blank one is the affair of value-required.

Source: GB 32100-2015, as `model/credit_code.py` has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.list_keys import code_labels
from reporting.checks.paper import Paper
from reporting.model.credit_code import fault
from reporting.model.records import Finding


def list_code(paper: Paper) -> Iterator[Finding]:
    """Find the codes that cannot be, each with what is wrong with it."""
    for label in code_labels(paper.form):
        for entry in paper.reading.entries:
            text = entry.fields.get(label, "").strip()
            wrong = fault(text) if text else ""
            if wrong:
                message = f"第{entry.row}行的{label}“{text}”有误：{wrong}，请对照营业执照更正。"
                yield paper.finding(
                    "list-code",
                    message,
                    row=entry,
                    cell=entry.cells.get(label),
                    found=text,
                    expected="18位，校验位正确",
                    source="GB 32100-2015",
                )
