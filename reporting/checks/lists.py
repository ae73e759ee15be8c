"""Rules for lists: list-double (a key twice), list-code (a wrong 统一社会信用代码), list-gone (rows that vanished)."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.paper import Paper
from reporting.model.catalogue import Form
from reporting.model.credit_code import fault, written
from reporting.model.names import normalised
from reporting.model.records import Entry, Finding
from reporting.model.words import Content, FormKind

CREDIT_CODE = "统一社会信用代码"
# A clerk can look up this many by hand from one sentence; the rest he finds by comparing the two lists.
_NAMED = 5


def double(paper: Paper) -> Iterator[Finding]:
    """Find keys that stand in a list more than once, at every row after the first."""
    label = key_label(paper.form)
    first: dict[str, Entry] = {}
    for entry in paper.reading.entries:
        known = first.setdefault(normalised(entry.key), entry) if entry.key.strip() else entry
        if known is not entry:
            message = f"第{entry.row}行的{label}“{entry.key}”与第{known.row}行重复，请删去其中一行或改正。"
            yield paper.finding(
                "list-double",
                message,
                row=entry,
                cell=entry.cells.get(label),
                found=entry.key,
                expected="名录中不重复",
            )


def code(paper: Paper) -> Iterator[Finding]:
    """Find codes that cannot be anyone's; a blank one is the affair of value-required."""
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


def gone(paper: Paper) -> Iterator[Finding]:
    """Say in one finding which rows of the last list in force are no longer there."""
    reading = paper.reading
    nothing = reading.has_figures and reading.mapping  # the list was found, and says 无
    if paper.form.kind is not FormKind.LIST or not (reading.entries or nothing):
        return
    here = {normalised(entry.key) for entry in paper.reading.entries}
    before = paper.history.keys.get((paper.form.code, paper.sender.code), frozenset())
    lost = sorted(key for key in before if normalised(key) not in here)
    if lost:
        named = "、".join(lost[:_NAMED]) + ("等" if len(lost) > _NAMED else "")
        listed = any(column.content is Content.EXPLANATION for column in paper.form.columns)
        honest = "请在“说明”栏写明" if listed else "不用改，由市局审核人核对"
        message = f"上期名录中的{len(lost)}行本期没有了：{named}；漏报的请补上，确已到期、取消、迁出或终止的{honest}。"
        yield paper.finding("list-gone", message, found=f"少{len(lost)}行", expected=f"上期{len(before)}行")


def key_label(form: Form) -> str:
    """Give the heading of a list's key column."""
    return next((column.label for column in form.columns if column.content is Content.KEY), "")


def code_labels(form: Form) -> tuple[str, ...]:
    """Give the headings under which a 统一社会信用代码 stands."""
    if form.kind is not FormKind.LIST:
        return ()
    return tuple(
        column.label for column in form.columns if any(CREDIT_CODE in word for word in (column.label, *column.aliases))
    )


def same_key(form: Form, key: str) -> str:
    """Bring a key to the form in which keys are held against each other."""
    return written(key) if code_labels(form) else normalised(key)
