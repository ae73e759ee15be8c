"""What departments wrote about their tasks and projects: list rows in force, by their key, printed unaltered."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.model.catalogue import Form
from reporting.model.figures import Compilation
from reporting.model.names import normalised
from reporting.model.records import HeldEntry
from reporting.model.words import Content

TASKS, PROJECTS = "任务", "项目"
_MISSING = {"missing": "未报送", "returned": "退回未改"}


def form_with(compilation: Compilation, seed: str) -> Form | None:
    """Find the list that is sent out with the plan's tasks, or projects, already in it (预填)."""
    return next((form for form in compilation.catalogue.forms if form.seed == seed), None)


def entries_by_key(
    compilation: Compilation, form: Form | None, rows: Mapping[str, tuple[HeldEntry, ...]] | None = None
) -> Mapping[str, tuple[HeldEntry, ...]]:
    """Group a form's rows in force by their key, as the key is retyped; where two senders answer, in official order.

    `rows` are others than those of the period, such as what was carried into it.
    """
    if form is None:
        return {}
    order = {unit.code: unit.order for unit in compilation.catalogue.units}
    grouped: dict[str, list[HeldEntry]] = {}
    for held in (compilation.entries if rows is None else rows).get(form.code, ()):
        grouped.setdefault(normalised(held.entry.key), []).append(held)
    return {
        key: tuple(sorted(rows, key=lambda held: (order.get(held.submission.sender, 0), held.entry.row)))
        for key, rows in grouped.items()
    }


def labels_of(form: Form | None) -> tuple[str, ...]:
    """Give the labels of a list's columns but its key."""
    return tuple(column.label for column in form.columns if column.content is not Content.KEY) if form else ()


def said(entries: tuple[HeldEntry, ...], label: str) -> str:
    """Give what stands under a label, one line a sender."""
    texts = (held.entry.fields.get(label, "").strip() for held in entries)
    return "\n".join(dict.fromkeys(text for text in texts if text))


def why_silent(compilation: Compilation, form: Form | None, sender: str) -> str:
    """Say why there is no row of a sender's: 未报送 or 退回未改, empty where the form is there."""
    if form is None:
        return ""
    standing = next((one for one in compilation.standings if (one.sender, one.form) == (sender, form.code)), None)
    if standing is None or standing.in_force is not None:
        return ""
    return _MISSING.get(standing.state, "")
