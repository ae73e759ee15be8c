"""Read 报表行 and 报表列, the rows and columns of forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reporting.catalogue.directory import Directory
from reporting.catalogue.row import Placed, Row
from reporting.model.catalogue import FormColumn, FormRow, Item
from reporting.model.names import normalised
from reporting.model.words import Content, FormKind

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class RowPart:
    """A row and the code of its form."""

    form: str
    row: FormRow


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """A column and the code of its form."""

    form: str
    column: FormColumn


@dataclass(frozen=True, slots=True)
class FormParts:
    """All rows and columns of all forms, each with the place it was read from."""

    rows: Sequence[Placed[RowPart]]
    columns: Sequence[Placed[ColumnPart]]

    def rows_of(self, form: str) -> list[FormRow]:
        """Give a form's rows, in the sheet's order."""
        return [part.record.row for part in self.rows if part.record.form == form]

    def columns_of(self, form: str) -> list[FormColumn]:
        """Give a form's columns, in the sheet's order."""
        return [part.record.column for part in self.columns if part.record.form == form]


def read_rows(rows: Sequence[Row], directory: Directory, kinds: Mapping[str, FormKind]) -> list[Placed[RowPart]]:
    """Read the rows of forms; a subject is an item of a 定行表, a unit or kind of unit of a 分县表."""
    placed: list[Placed[RowPart]] = []
    for row in rows:
        form = directory.one(directory.forms, row, "报表", required=True)
        subject = _subject(row, directory, kinds.get(form))
        part = FormRow(row.integer("序号"), subject, row.yes("必填"), directory.units_or_kinds(row, "填报单位"))
        placed.append(Placed(RowPart(form, part), row))
    _check_once(placed, "序号", [(part.record.form, part.record.row.order) for part in placed])
    _check_once(placed, "行对象", [(part.record.form, part.record.row.subject) for part in placed])
    return placed


def read_columns(rows: Sequence[Row], directory: Directory, items: Mapping[str, Item]) -> list[Placed[ColumnPart]]:
    """Read the columns of forms."""
    placed: list[Placed[ColumnPart]] = []
    for row in rows:
        form = directory.one(directory.forms, row, "报表", required=True)
        placed.append(Placed(ColumnPart(form, _column(row, directory, items)), row))
    _check_once(placed, "序号", [(part.record.form, part.record.column.order) for part in placed])
    _check_labels(placed)
    return placed


def _subject(row: Row, directory: Directory, kind: FormKind | None) -> str:
    word = row.needed("行对象")
    if not word or kind is None or kind is FormKind.LIST:
        return word
    if kind is FormKind.ROWS:
        return directory.one(directory.items, row, "行对象")
    if directory.units.find(word) is None and normalised(word) in directory.kinds:
        return word
    return directory.one(directory.units, row, "行对象")


def _column(row: Row, directory: Directory, items: Mapping[str, Item]) -> FormColumn:
    code = directory.one(directory.items, row, "数据项")
    item = items.get(code)
    measure = row.text("计量单位") or (item.measure if item else "")
    if item and item.measure and measure != item.measure:
        what = f"栏的计量单位“{measure}”与数据项“{item.name}”的“{item.measure}”不同"
        row.fault("计量单位", what, "请改成一致，或留空（即用数据项的计量单位）")
    return FormColumn(
        order=row.integer("序号"),
        content=row.word("内容", Content),
        label=row.needed("栏名"),
        aliases=row.names("别名"),
        item=code,
        measure=measure,
        required=row.yes("必填"),
    )


def _check_once(placed: Sequence[Placed[Part]], heading: str, keys: Sequence[tuple[str, object]]) -> None:
    """Note what stands twice in one form."""
    seen: dict[tuple[str, object], Row] = {}
    for part, key in zip(placed, keys, strict=True):
        first = seen.setdefault(key, part.row)
        if first is not part.row and all(key):
            part.row.fault(
                heading,
                f"报表“{key[0]}”的{heading}“{part.row.text(heading)}”与第{first.number}行重复",
                "请改正或删去一行",
            )


def _check_labels(placed: Sequence[Placed[ColumnPart]]) -> None:
    """Note labels and aliases by which two columns of one form could be meant."""
    seen: dict[tuple[str, str], Row] = {}
    for part in placed:
        column = part.record.column
        for heading, label in [("栏名", column.label), *(("别名", alias) for alias in column.aliases)]:
            first = seen.setdefault((part.record.form, normalised(label)), part.row)
            if first is not part.row and label and part.record.form:
                part.row.fault(
                    heading, f"“{label}”与第{first.number}行是同一个栏名", "同一报表里的栏名和别名不能相同，请改名"
                )
