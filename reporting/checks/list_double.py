"""list-double: a key twice in one list, at every row after the first.

Two enterprises of one name under different codes may be two, or one with a code mistyped: that is a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.list_keys import key_label, name_label, same_key
from reporting.checks.paper import Paper
from reporting.model.names import normalised
from reporting.model.records import Entry, Finding
from reporting.model.words import Severity

_CODE = "list-double"


def list_double(paper: Paper) -> Iterator[Finding]:
    """Find the rows that stand in a list more than once."""
    label, name = key_label(paper.form), name_label(paper.form)
    keys: dict[str, Entry] = {}
    names: dict[str, Entry] = {}
    for entry in paper.reading.entries:
        key = same_key(paper.form, entry.key)
        first = keys.setdefault(key, entry) if key else entry
        called = normalised(entry.fields.get(name, ""))
        namesake = names.setdefault(called, entry) if called else entry
        if first is not entry:
            yield _twice(paper, entry, first, label)
        elif namesake is not entry and key:
            yield _namesake(paper, entry, namesake, name)


def _twice(paper: Paper, entry: Entry, first: Entry, label: str) -> Finding:
    message = f"第{entry.row}行的{label}“{entry.key}”与第{first.row}行重复，请删去其中一行或改正。"
    cell = entry.cells.get(label)
    return paper.finding(_CODE, message, row=entry, cell=cell, found=entry.key, expected="名录中不重复")


def _namesake(paper: Paper, entry: Entry, first: Entry, name: str) -> Finding:
    called = entry.fields.get(name, "").strip()
    message = (
        f"第{entry.row}行的“{called}”与第{first.row}行名称相同、代码不同（{entry.key}，{first.key}）；"
        "确为两家的不用改，是一家的请删去一行，代码录错的请改正。"
    )
    cell = entry.cells.get(name)
    return paper.finding(_CODE, message, row=entry, cell=cell, found=called, severity=Severity.NOTE)
