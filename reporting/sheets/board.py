"""A workbook's cells and formulas, looked at only where somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from lxml import etree

from reporting.model.grid import place
from reporting.package.xml import local
from reporting.sheets.editing import Editing, child, namespace
from reporting.sheets.formulas_xml import relocated
from reporting.sheets.reach import Known, Reference, reach, spelt
from reporting.sheets.reckoned import Fault, Unreckoned, Value
from reporting.sheets.sheet_xml import area, drop
from reporting.sheets.strings import shared_strings, unescaped

Place = tuple[int, int]
# The sheet's name in lower case, the row, the column.
At = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell's formula.

    `text` is empty where it is of a kind that is not reckoned, such as one over many cells. `reach` is what it leans
    on, None where that cannot be told; `fills` are the cells that show what comes of it.
    """

    text: str
    reach: Sequence[Reference] | None
    fills: tuple[At, ...]


class Board:
    """The cells of each sheet, by its name in lower case."""

    def __init__(self, editing: Editing) -> None:
        """Open the board."""
        self._editing = editing
        self.parts = {sheet.name.casefold(): sheet.part for sheet in editing.sheets}
        self._roots: dict[str, etree._Element] = {}
        self._cells: dict[str, dict[Place, etree._Element]] = {}

    def cells(self, name: str) -> dict[Place, etree._Element]:
        """Give a sheet's cells. Raises Unreckoned where there is no such sheet."""
        if name not in self.parts:
            raise Unreckoned
        if name not in self._cells:
            self._roots[name] = root = self._editing.entire(self.parts[name])
            self._cells[name] = dict(_cells(root))
        return self._cells[name]

    def take(self, name: str) -> None:
        """Take a sheet for change as it was looked at."""
        self._editing.keep(self.parts[name], self._roots[name])

    @cached_property
    def formulas(self) -> dict[At, Formula]:
        """Every formula of the workbook, those that are shared with their own texts."""
        names = [name for name, part in self.parts.items() if self._editing.has(part, "f")]
        known = self._known() if names else Known()
        return {at: one for name in names for at, one in _formulas(self.cells(name), name, known)}

    def _known(self) -> Known:
        holder = child(self._editing.read(self._editing.main), "definedNames")
        names = {
            one.get("name", "").casefold(): one.text or ""
            for one in ([] if holder is None else holder)
            if isinstance(one.tag, str) and one.get("localSheetId") is None
        }
        tables = {}
        for name, part in self.parts.items():
            links = self._editing.links(part).values()
            for table in (self._editing.read(link.target) for link in links if link.kind == "table"):
                given = table.get("displayName", "")
                tables[given.casefold()] = Reference(name, area(table.get("ref", "A1")))
        return Known({key: text for key, text in names.items() if _is_area(text)}, tables)

    @cached_property
    def _strings(self) -> list[str]:
        part = self._editing.part_of_kind("sharedStrings")
        return shared_strings([self._editing.bytes_of(part)]) if part else []

    def stored(self, at: At) -> Value:
        """Give the value that stands in a cell. Raises Unreckoned for one we do not understand."""
        cell = self.cells(at[0]).get(at[1:])
        if cell is None:
            return None
        kind, shown = cell.get("t", "n"), child(cell, "v")
        if kind == "inlineStr":
            return unescaped("".join(str(text.text or "") for text in cell.iter("{*}t")))
        text = (shown.text or "") if shown is not None else None
        if text is None:
            return None
        try:
            return _value(kind, text, self._strings if kind == "s" else [])
        except (InvalidOperation, ValueError, IndexError) as fault:
            raise Unreckoned from fault


def _value(kind: str, text: str, strings: Sequence[str]) -> Value:
    if kind == "n":
        return Decimal(text)
    if kind == "b":
        return text in ("1", "true")
    if kind == "e":
        return Fault(text)
    if kind == "d":
        raise Unreckoned
    return strings[int(text)] if kind == "s" else unescaped(text)


def _is_area(text: str) -> bool:
    """Whether a name stands for one area of a sheet."""
    found = reach(text, Known())
    return found is not None and len(found) == 1 and "!" in text and not any(sign in text for sign in "(+*/")


def _cells(root: etree._Element) -> Iterator[tuple[Place, etree._Element]]:
    data = child(root, "sheetData")
    for row_number, row in enumerate([] if data is None else data.iter(f"{namespace(root)}row"), 1):
        number = int(row.get("r", row_number))
        for column, cell in enumerate(row, 1):
            where = cell.get("r")
            yield (place(where) if where else (number, column)), cell


def _formulas(cells: dict[Place, etree._Element], name: str, known: Known) -> Iterator[tuple[At, Formula]]:
    masters: dict[str, tuple[str, Place]] = {}
    for at, cell in cells.items():
        formula = child(cell, "f")
        if formula is None:
            continue
        kind, text = formula.get("t", "normal"), formula.text or ""
        if kind == "shared" and text:
            masters[formula.get("si", "")] = (text, at)
        elif kind == "shared":
            text, origin = masters.get(formula.get("si", ""), ("", at))
            text = relocated(text, at[0] - origin[0], at[1] - origin[1])
        filled = [at]
        if kind in ("array", "dataTable"):
            held = area(formula.get("ref", "A1"))
            filled += [inside for inside in cells if inside != at and held.holds(*inside)]
        leaned = reach(text, known) if text else None
        fills = tuple((name, *one) for one in filled)
        is_single = kind != "dataTable" and len(fills) == 1
        yield (name, *at), Formula(spelt(text, known) if is_single else "", leaned, fills)


def show(cell: etree._Element, kind: str, text: str | None) -> None:
    """Write a formula's value into its cell, with its kind in XML, or take it away."""
    for part in [one for one in cell if isinstance(one.tag, str) and local(one.tag) != "f"]:
        cell.remove(part)
    drop(cell, "t")
    if text is None:
        return
    if kind:
        cell.set("t", kind)
    etree.SubElement(cell, f"{namespace(cell)}v").text = text
