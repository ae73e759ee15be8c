"""Seals: an act binds the rows it wrote, by a hash of all they hold that stands in the act and so in the chain.

An act names its rows by their numbers; what belongs to a submission or an arrival goes with it. The columns below are
what is bound, for good: a column that a later program adds is bound under another word.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from reporting.ledger.book import Ledger
from reporting.ledger.stored import json_text

Rows = Mapping[str, Sequence[int | str]]

# Table → what is bound of its rows, and in which order they are read.
_BOUND: Mapping[str, tuple[str, str]] = {
    "originals": ("sha256, ext, size, container", "sha256"),
    "arrivals": ("number, sha256, name, received_at, pass_period, outcome, catalogue, program, at", "number"),
    "submissions": (
        (
            "number, sender, form, period, version, received_at, late_days, file, sha256, sheet, form_version, signers,"
            " mapping, content, treatment, pass_period, catalogue, at"
        ),
        "number",
    ),
    "verdicts": ("number, submission, verdict, who, reason, at", "number"),
    "confirmations": ("number, submission, received_at, file, sha256, at", "number"),
    "observations": (
        "position, unit, item, period, value, state, text, sheet, cell, content, key, nature, explanation",
        "position",
    ),
    "entries": ("position, unit, key, sheet, line, period, fields, cells", "position"),
    "findings": (
        (
            "number, submission, arrival, code, severity, message, scope, sender, unit, form, period, file, sheet,"
            " cell, found, expected, source"
        ),
        "number",
    ),
    "waivers": ("number, finding, who, reason, at", "number"),
    "attachments": ("number, sha256, sender, period, form, name, received_at, at", "number"),
    "mails": ("number, sha256, message_id, body, name, sender, subject, thread, received_at, at", "number"),
    "handlings": ("number, mail, handling, units, reason, at", "number"),
    "senders": ("number, address, unit, who, at", "number"),
    "outgoing": (
        "number, key, kind, recipients, addressee, subject, body, in_reply_to, refs, unit, period, at",
        "number",
    ),
    "enclosures": ("position, name, sha256, size", "position"),
    "sendings": ("number, outgoing, what, message_id, fault, due_at, at", "number"),
    "bulletins": (
        "number, period, year, issue, total, drafted, checked, who, despite, program, catalogue, held, at",
        "number",
    ),
}
# What goes with a row of a table: the tables whose rows name it, and by which column.
_WITH: Mapping[str, tuple[tuple[str, str], ...]] = {
    "submissions": (("observations", "submission"), ("entries", "submission"), ("findings", "submission")),
    "arrivals": (("findings", "arrival"),),
    "outgoing": (("enclosures", "outgoing"),),
}
# Every row of these is named by the act that wrote it.
NAMED = (
    *("arrivals", "submissions", "verdicts", "confirmations", "waivers", "attachments"),
    *("mails", "handlings", "senders", "outgoing", "sendings", "bulletins"),
)


def bound(book: Ledger, rows: Rows) -> dict[str, Any]:
    """Give what an act's detail says of the rows it wrote: which they are, and their seals."""
    return {"rows": {table: list(names) for table, names in rows.items() if names}, "seals": seals(book, rows)}


def seals(book: Ledger, rows: Rows) -> dict[str, str]:
    """Give the hash of what rows hold now, and of all that belongs to them, by table; a table without any has none."""
    lines: dict[str, list[str]] = {}
    for table, names in rows.items():
        key = "sha256" if table == "originals" else "number"
        for name in names:
            for bound_with, by in ((table, key), *_WITH.get(table, ())):
                lines.setdefault(bound_with, []).extend(_lines(book, bound_with, by, name))
    return {table: hashlib.sha256("\n".join(told).encode("utf-8")).hexdigest() for table, told in lines.items() if told}


def _lines(book: Ledger, table: str, by: str, name: int | str) -> list[str]:
    columns, order = _BOUND[table]
    sql = f"SELECT {columns} FROM {table} WHERE {by} = ? ORDER BY {order}"  # noqa: S608 - words of ours
    return [json_text(row) for row in book.rows(sql, (name,))]
