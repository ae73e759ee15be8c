"""The frame that all issued forms share: title, heads, foot, hidden stamp, protection and print set-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reporting.model.catalogue import Form
from reporting.model.periods import Period
from reporting.model.records import FormCell
from reporting.products.issue import Order
from reporting.sheets.width import MARGIN, height, text_width
from reporting.sheets.write import Draft, Page, Value

TITLE_ROW, AUTHORITY_ROW, SENDER_ROW = 1, 2, 3
SIGNERS = ("单位负责人", "审核人", "填表人", "联系电话", "报出日期")
DEMO = "演示数据"
HINT = "校验提示"
_HINT_WIDTH = 18
_ROW_HEIGHT = 21
# What fits on an upright A4 page at full size, in digits.
_UPRIGHT = 92
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", ""))
_PROTECTION = {
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
    "select_locked_cells": True,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a cell asks for, by code: the sender's own where no unit is named. `places` are the decimals to show."""

    item: str = ""
    unit: str = ""
    key: str = ""
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One form's sheet while it is laid out: `heading` is its heading's row, `cells` gathers what is to be filled."""

    order: Order
    form: Form
    draft: Draft
    page: Page
    labels: tuple[str, ...]
    hinted: bool = False
    heading: int = 4
    cells: list[FormCell] = field(default_factory=list)

    @property
    def width(self) -> int:
        """The number of the table's columns, the hints left out."""
        return len(self.labels)

    @property
    def hint_column(self) -> int:
        """The column of the hints, right of the table."""
        return self.width + 1

    @property
    def first(self) -> int:
        """The first row below the heading."""
        return self.heading + 1

    def ask(self, row: int, place: int, value: Value, style: str, asked: Asked) -> str:
        """Write a cell that is to be filled, with what stands there already, and give its address."""
        where = self.page.put(row, place, value, self.draft.style(style, places=asked.places))
        self.note(where, self.form.columns[place - 1].label, asked)
        return where

    def note(self, where: str, label: str, asked: Asked) -> None:
        """Remember a cell that is to be filled."""
        unit = asked.unit or self.order.sender.code
        self.cells.append(FormCell(self.form.code, asked.item, unit, asked.key, label, self.page.name, where))


def sheet_name(form: Form) -> str:
    """Name a form's sheet by its code and as much of its name as a tab can hold."""
    return f"{form.code} {form.name}".translate(_FORBIDDEN)[:_LONGEST_NAME].rstrip()


def begin(leaf: Leaf, widths: Sequence[float]) -> None:
    """Write what stands above the rows. The last column takes what the title and the heads need beyond the others."""
    page, order, form = leaf.page, leaf.order, leaf.form
    title, authority = f"{order.period.label}{form.name}", authority_line(form, demo=order.demo)
    room = list(widths)
    least = max(text_width(title) * 16 / 11 + MARGIN, text_width(authority) + MARGIN)
    room[-1] += max(0, least - sum(room))
    for column, width in enumerate(room, 1):
        page.width(column, width)
    page.merge(TITLE_ROW, 1, leaf.width, title, "title")
    page.height(TITLE_ROW, 32)
    colour = "#C00000" if order.demo else "#000000"
    page.merge(AUTHORITY_ROW, 1, leaf.width, authority, leaf.draft.style("right", font_color=colour))
    page.height(AUTHORITY_ROW, 20)
    _sender_line(leaf, room)
    for column, label in enumerate(leaf.labels, 1):
        page.put(leaf.heading, column, label, "heading")
    page.height(leaf.heading, height(list(zip(leaf.labels, room, strict=True)), least=28))
    if leaf.hinted:
        page.width(leaf.hint_column, _HINT_WIDTH)
        page.put(leaf.heading, leaf.hint_column, HINT, leaf.draft.style("note", align="center", valign="vcenter"))
    _stamp(leaf)
    page.freeze(leaf.first, 2)


def authority_line(form: Form, *, demo: bool) -> str:
    """Say by whose authority a form is asked for (domain 7): an approved survey, or a table of work in hand."""
    named = (
        ("表号", form.number),
        ("制定机关", form.authority),
        ("文号", form.approval),
        ("有效期至", form.valid_until),
    )
    parts = [f"{label}：{value}" for label, value in named if value]
    if not form.approval:
        parts.insert(0, "工作调度表（非统计调查）")
    return "　".join([f"【{DEMO}】", *parts] if demo else parts)


def make_room(leaf: Leaf, row: int, texts: Mapping[int, str]) -> None:
    """Give a row some air, and room for words of ours by column; it grows with what is filled in."""
    points = height([(text, leaf.page.widths[column]) for column, text in texts.items()], least=_ROW_HEIGHT)
    leaf.page.height(row, points, grows=True)


def covered(period: Period) -> str:
    """Say which months a period's figures cover: `2023年前三季度（1—9月）`."""
    return period.label if period.is_year else f"{period.label}（{period.months}）"


def finish(leaf: Leaf, last: int, notes: Sequence[str] = ()) -> None:
    """Write notes and the foot line below the last row, then protect the sheet and set it up for printing."""
    row = last + 1
    for note in notes:
        leaf.page.merge(row, 1, leaf.width, note, leaf.draft.style("note", valign="vcenter"))
        leaf.page.height(row, _note_height(note, leaf))
        row += 1
    foot(leaf, row)
    rows = row + foot_rows(leaf.width) - 1
    leaf.page.paper(landscape=_is_wide(leaf), headings=(TITLE_ROW, leaf.heading), last=(rows, leaf.width))
    protect(leaf)


def protect(leaf: Leaf, **more: bool) -> None:
    """Lock all cells but those to be filled, without a password; mark every printed page of a demonstration."""
    leaf.page.sheet.protect("", {**_PROTECTION, **more})
    if leaf.order.demo:
        leaf.page.sheet.set_header(f'&R&"宋体"&10{DEMO}')


def foot(leaf: Leaf, row: int) -> None:
    """Write who signs: each label with a cell of its own beside it, as many in a row as the table is wide."""
    pairs = max(leaf.width // 2, 1)
    for number, label in enumerate(SIGNERS):
        line, pair = divmod(number, pairs)
        where = row + line, pair * 2 + 1
        leaf.page.put(*where, f"{label}：", leaf.draft.style("right", font_size=10))
        style = leaf.draft.style("left", locked=False, bottom=1, bottom_color="#808080", num_format="@", font_size=10)
        cell = leaf.page.put(where[0], where[1] + 1, None, style)
        leaf.note(cell, label, Asked())
        leaf.page.height(where[0], 24)


def foot_rows(width: int) -> int:
    """Say how many rows the foot takes in a table of a width."""
    pairs = max(width // 2, 1)
    return -(-len(SIGNERS) // pairs)


def _sender_line(leaf: Leaf, widths: Sequence[float]) -> None:
    """Write who reports and for when, side by side; the left part is as wide as the sender's name needs."""
    sender, period = f"填报单位：{leaf.order.sender.name}", f"报告期：{covered(leaf.order.period)}"
    split, room = 1, widths[0]
    while split < leaf.width - 1 and room < text_width(sender) + MARGIN:
        room += widths[split]
        split += 1
    leaf.page.merge(SENDER_ROW, 1, split, sender, "left")
    leaf.page.merge(SENDER_ROW, split + 1, leaf.width, period, "right")
    leaf.page.height(SENDER_ROW, 22)


def _note_height(note: str, leaf: Leaf) -> float:
    room = sum(leaf.page.widths[column] for column in range(1, leaf.width + 1)) - 1
    return -(-text_width(note) * 10 // 11 // room) * 15 + 17


def _is_wide(leaf: Leaf) -> bool:
    return sum(leaf.page.widths[column] for column in range(1, leaf.width + 1)) > _UPRIGHT


def _stamp(leaf: Leaf) -> None:
    """Write the stamp that tells which form, version, sender and period this is, into a hidden column."""
    form, order = leaf.form, leaf.order
    column = leaf.width + 3
    text = f"[[报送标识|{form.code}|{form.version}|{order.sender.code}|{order.period}]]"
    leaf.page.put(TITLE_ROW, column, text, leaf.draft.style("left", font_size=8))
    leaf.page.width(column, 10, hidden=True)
