"""Read 报表 with its 报表行 and 报表列: what is asked for, of whom, until when."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace

from reporting.catalogue.directory import Directory
from reporting.catalogue.form_parts import FormParts, RowPart, read_columns, read_rows
from reporting.catalogue.row import Placed, Row
from reporting.catalogue.table import Tables
from reporting.model.catalogue import Form, FormColumn, FormRow, Item
from reporting.model.deadlines import EXAMPLES, parse_rule
from reporting.model.names import normalised
from reporting.model.words import Content, FormKind, Frequency

# What a list may be filled in with beforehand (预填).
SEEDS = ("项目", "任务")
_VERSION_DIGITS = 8
# What a form of each kind cannot do without.
_NEEDED = {FormKind.ROWS: (Content.NOW,), FormKind.UNITS: (), FormKind.LIST: (Content.KEY,)}


def read_forms(tables: Tables, directory: Directory, items: Mapping[str, Item]) -> tuple[list[Placed[Form]], FormParts]:
    """Read the forms, each with its rows and columns; the parts keep where each row and column stands."""
    heads = [Placed(_form(row, directory), row) for row in tables["报表"] if row.text("代码")]
    kinds = {} if "报表" in tables.broken else {form.record.code: form.record.kind for form in heads}
    parts = FormParts(
        read_rows(tables["报表行"], directory, kinds),
        read_columns(tables["报表列"], directory, items),
    )
    forms = [Placed(_completed(form, parts), form.row) for form in heads]
    if not tables.broken & {"数据项", "报表", "报表行", "报表列"}:
        for form in forms:
            _check_complete(form, parts, directory)
    return forms, parts


def _form(row: Row, directory: Directory) -> Form:
    kind = row.word("类型", FormKind)
    counts = directory.one(directory.items, row, "计数数据项")
    if counts and kind is not FormKind.LIST:
        row.fault("计数数据项", f"{kind}没有可数的行", "请清空；只有清单表可填计数数据项")
    return Form(
        code=row.text("代码"),
        name=row.text("名称"),
        kind=kind,
        frequency=row.word("周期", Frequency),
        senders=_senders(row, directory),
        deadline=_deadline(row),
        number=row.text("表号"),
        authority=row.text("制定机关"),
        approval=row.text("文号"),
        valid_until=row.text("有效期至"),
        counts=counts,
        seed=_seed(row, kind),
        rows=(),
        columns=(),
        version="",
    )


def _senders(row: Row, directory: Directory) -> tuple[str, ...]:
    row.needed("报送单位")
    return directory.units_or_kinds(row, "报送单位")


def _deadline(row: Row) -> str:
    rule = row.needed("截止")
    try:
        if rule:
            parse_rule(rule)
    except ValueError:
        row.fault("截止", f"“{rule}”不是能识别的截止规则", f"请写作{EXAMPLES}")
    return rule


def _seed(row: Row, kind: FormKind) -> str:
    seed = row.text("预填")
    if seed and seed not in SEEDS:
        row.fault("预填", f"“{seed}”不能预填", f"请填{'或'.join(SEEDS)}，或留空")
    elif seed and kind is not FormKind.LIST:
        row.fault("预填", f"{kind}不能预填{seed}", "请清空；只有清单表可以预填")
    return seed


def _completed(form: Placed[Form], parts: FormParts) -> Form:
    """Join a form with its rows and columns."""
    rows = tuple(sorted(parts.rows_of(form.record.code), key=lambda part: part.order))
    columns = tuple(sorted(parts.columns_of(form.record.code), key=lambda column: column.order))
    return replace(form.record, rows=rows, columns=columns, version=_version(form.record, rows, columns))


def _check_complete(form: Placed[Form], parts: FormParts, directory: Directory) -> None:
    """Check that a form can be filled in."""
    code, kind, row = form.record.code, form.record.kind, form.row
    own = [part for part in parts.rows if part.record.form == code]
    if kind is not FormKind.LIST and not own:
        row.fault("代码", f"报表“{code}”没有行", "请在“报表行”表里列出它的行")
    if kind is FormKind.LIST and own:
        own[0].row.fault("报表", f"清单表“{code}”的行由填报单位自己增加", "请删去“报表行”表中它的行")
    if not form.record.columns:
        row.fault("代码", f"报表“{code}”没有列", "请在“报表列”表里列出它的列")
    else:
        _check_contents(form, form.record.columns)
    for part in own:
        _check_reporters(part.row, part.record.row, form.record)
    if kind is FormKind.UNITS:
        _check_units_once(own, directory)


def _check_units_once(own: Sequence[Placed[RowPart]], directory: Directory) -> None:
    """Note a unit that stands in a 分县表 by itself and by its kind."""
    seen: set[str] = set()
    for part in own:
        subject = part.record.row.subject
        units = (
            set(directory.kinds.get(normalised(subject), ()))
            if subject not in directory.units.codes.values()
            else {subject}
        )
        if seen & units:
            part.row.fault("行对象", f"“{part.row.text('行对象')}”里有单位在这张报表上已经有一行", "请删去其中一行")
        seen |= units


def _check_contents(form: Placed[Form], columns: Sequence[FormColumn]) -> None:
    code, kind = form.record.code, form.record.kind
    contents = {column.content for column in columns}
    for content in _NEEDED[kind]:
        if content not in contents:
            form.row.fault("代码", f"{kind}“{code}”没有内容为“{content}”的列", "请在“报表列”表里补上这一列")
    if kind is FormKind.UNITS and not any(column.item for column in columns):
        form.row.fault("代码", f"{kind}“{code}”没有一列是数据项", "请在“报表列”表里给各列填上数据项")


def _check_reporters(row: Row, part: FormRow, form: Form) -> None:
    strangers = [code for code in part.reporters if code not in form.senders]
    if strangers and form.senders:
        row.fault(
            "填报单位", f"填报单位不在报表“{form.code}”的报送单位之中", "请把它加进报表的报送单位，或改正填报单位"
        )


def _version(form: Form, rows: Sequence[FormRow], columns: Sequence[FormColumn]) -> str:
    """Hash what an issued form looks like and asks for; aliases change how it is read, not what it is."""
    layout = (form.code, form.kind.value, [astuple(row) for row in rows], [_printed(column) for column in columns])
    return hashlib.sha256(repr(layout).encode("utf-8")).hexdigest()[:_VERSION_DIGITS]


def _printed(column: FormColumn) -> tuple[object, ...]:
    return column.order, column.content.value, column.label, column.item, column.measure, column.required
