"""`trace PERIOD CODE`: where a figure comes from, down to file, sheet, cell and the text that stood there.

Or `trace TAG`, the key that a printed figure bears: `2023Q3/315-4/330302/growth`.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import cache, partial

from reporting.commands.answer import Answer
from reporting.commands.known import carried_of, entries_of, evidence_of
from reporting.commands.office import Office
from reporting.ledger.book import Ledger
from reporting.ledger.originals import path_of
from reporting.merge.aspects import trace_aspect, trace_targets
from reporting.merge.merge import merge
from reporting.merge.trace import trace as traced
from reporting.merge.trace import trace_entry
from reporting.model.catalogue import Form
from reporting.model.errors import UsageError
from reporting.model.figures import Trace
from reporting.model.names import normalised
from reporting.model.numbers import plain, rounded
from reporting.model.periods import Period
from reporting.model.records import HeldEntry, Source
from reporting.model.tags import Aspect, Tag
from reporting.model.words import FormKind

_MOST_PLACES = 6
# Why there is no number, as people say it; a field of a list is told by its own text.
_STATES = {
    "blank": "（空白）",
    "none": "（无）",
    "not_applicable": "（不适用）",
    "not_submitted": "（未报送）",
    "returned": "（退回未改）",
}


def trace(
    office: Office,
    period: str,
    code: str | None = None,
    *,
    unit: str | None = None,
    key: str | None = None,
    as_of: datetime | None = None,
) -> Answer:
    """Give the tree of a figure of a unit (the city where none is named), or the cells of one row of a list.

    Without a code `period` is the key of a printed figure, and what is told is the way of what is printed there. With
    `as_of`, as it was known at that instant.
    """
    if code is None:
        return _of_tag(office, _tag(period), as_of)
    when = office.period(period)
    whose = office.unit(unit).code if unit else office.catalogue.city.code
    with office.ledger(writable=False, as_of=as_of) as book:
        form = office.catalogue.form_by_code.get(code)
        if form is not None and form.kind is FormKind.LIST:
            document = _entry(office, book, when, form, key, whose if unit else None)
        else:
            document = _figure(office, book, when, code, whose)
    return Answer(document, "\n".join(_lines(document)))


def _tag(text: str) -> Tag:
    try:
        return Tag.parse(text)
    except ValueError:
        mend = "写作 trace 报告期 代码，或 trace 标记（如 2023Q3/315-4/330302/growth）；用法见 trace --help"
        raise UsageError(f"“{text}”不是数字的标记，也没有给出代码", mend=mend) from None


def _of_tag(office: Office, tag: Tag, as_of: datetime | None) -> Answer:
    if tag.key or tag.aspect is Aspect.VALUE:
        return trace(office, str(tag.period), tag.code, unit=tag.unit, key=tag.key or None, as_of=as_of)
    office.unit(tag.unit)
    planned = tag.aspect is Aspect.TARGET and tag.period.is_year
    tree = trace_targets(office.catalogue, tag.code, tag.period.year) if planned else _aspect(office, tag, as_of)
    if tree is None:
        raise UsageError(f"没有标记为“{tag}”的数", mend="代码见 figures 或 catalogue 的输出")
    document = {**_document(office, tree, tag.period), "aspect": str(tag.aspect)}
    return Answer(document, "\n".join(_lines(document)))


def _aspect(office: Office, tag: Tag, as_of: datetime | None) -> Trace | None:
    """Go back from what is printed beside an indicator's value."""
    with office.ledger(writable=False, as_of=as_of) as book:
        evidence = evidence_of(office, book, tag.period)
        found = [one for one in merge(evidence, tag.period) if one.code == tag.code and one.plan]
        figure = next((one for one in found if one.unit == tag.unit), None)
        if figure is None:
            return None
        return trace_aspect(evidence, found, figure, tag.aspect, lambda sha256: path_of(book, sha256))


def _figure(office: Office, book: Ledger, period: Period, code: str, unit: str) -> dict[str, object]:
    evidence = evidence_of(office, book, period, code=code)
    tree = traced(evidence, period, code, unit, cache(partial(path_of, book)))
    if tree is None:
        raise UsageError(f"没有代码为“{code}”的指标或数据项", mend="代码见 figures 或 catalogue 的输出")
    return _document(office, tree, period)


def _document(office: Office, tree: Trace, asked: Period) -> dict[str, object]:
    document: dict[str, object] = {
        "code": tree.code,
        "name": tree.name,
        "unit": office.catalogue.unit_name(tree.unit),
        "period": str(asked),
        "value_period": str(tree.period),
        "value": plain(tree.value) if tree.value is not None else None,
        "state": tree.state,
        "formula": tree.formula or None,
        "parts": [_document(office, part, asked) for part in tree.parts],
    }
    if tree.source:
        document["source"] = _source(tree.source)
    if tree.beside:
        document["beside"] = [_source(one) for one in tree.beside]
    return document


def _source(source: Source) -> dict[str, object]:
    return {
        "sender": source.sender,
        "submission": source.submission,
        "version": source.version,
        "file": source.file,
        "sha256": source.sha256,
        "sheet": source.sheet,
        "cell": source.cell,
        "text": source.text,
    }


def _entry(
    office: Office, book: Ledger, period: Period, form: Form, key: str | None, unit: str | None
) -> dict[str, object]:
    """Give the rows of a list with the key, each field a leaf; without a key the whole list would be meant."""
    if key is None:
        raise UsageError(f"“{form.name}”是清单表，要指明哪一行", mend="请加 --key，如 --key 12")
    rows = _rows_of(office, book, period, form, key, unit)
    path = cache(partial(path_of, book))
    leaves = [
        (held.entry.unit, label, source)
        for held in rows
        for label, source in trace_entry(held, office.catalogue.unit_name(held.submission.sender), path)
    ]
    whose = office.catalogue.unit_name(rows[0].entry.unit if rows else unit or office.catalogue.city.code)
    told = rows[0].submission.period if rows else period
    shared = {"period": str(period), "value_period": str(told), "value": None, "formula": None}
    return {
        "code": form.code,
        "name": form.name,
        "key": key,
        "unit": whose,
        "state": "value" if rows else "not_submitted",
        **shared,
        "parts": [
            {
                "code": form.code,
                "name": label,
                "unit": office.catalogue.unit_name(owner),
                "state": "value" if source.text else "blank",
                **shared,
                "parts": [],
                "source": _source(source),
            }
            for owner, label, source in leaves
        ],
    }


def _shown(value: object) -> str:
    """Print a number for people: of one that never ends, as many decimals as tell it apart."""
    number = Decimal(str(value))
    short = rounded(number, _MOST_PLACES)
    return str(value) if short == number else f"约{plain(short)}"


def _rows_of(office: Office, book: Ledger, period: Period, form: Form, key: str, unit: str | None) -> list[HeldEntry]:
    """Give the rows of a key in the period or, of a project that nobody reported in it, as they were last known."""
    now = entries_of(office, book, period)
    found = (*now.get(form.code, ()), *carried_of(office, book, period, now).get(form.code, ()))
    return [held for held in found if normalised(held.entry.key) == normalised(key) and unit in (None, held.entry.unit)]


def _told(source: dict[str, object]) -> str:
    where = f"{source['sender']}第{source['version']}版 {source['file']} {source['sheet']}!{source['cell']}"
    return f"{where}“{source['text']}”"


def _lines(document: dict[str, object], depth: int = 0) -> list[str]:
    """Draw the tree as people read it."""
    value = _shown(document["value"]) if document["value"] is not None else _STATES.get(str(document["state"]), "")
    line = f"{'　' * depth}{document['unit']} {document['name']} {document['value_period']}：{value}"
    source = document.get("source")
    if isinstance(source, dict):
        line += f"  ← {_told(source)}"
    elif document["formula"]:
        line += f"  = {document['formula']}"
    lines = [line]
    beside = document.get("beside")
    lines += [f"{'　' * (depth + 1)}未采用：{_told(one)}" for one in (beside if isinstance(beside, list) else [])]
    parts = document["parts"]
    for part in parts if isinstance(parts, list) else []:
        lines += _lines(part, depth + 1)
    return lines
