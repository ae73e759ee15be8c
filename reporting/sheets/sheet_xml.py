"""One worksheet's XML as a tree that cells are put into."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from reporting.model.grid import Area, address, place
from reporting.model.numbers import plain
from reporting.package.xml import local
from reporting.sheets.editing import cannot_be_changed, child, namespace
from reporting.sheets.formulas_xml import relocated

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Keyed:
    """A value that prints a figure, with the figure's key."""

    value: Decimal | int | str
    key: str


Given = str | int | Decimal | Keyed | None


class SheetXml:
    """A worksheet part under change; `touched` are the addresses whose formula went."""

    def __init__(self, root: etree._Element) -> None:
        """Index the rows; rows and cells that leave out their address are given it."""
        self.root, self.ns = root, namespace(root)
        data = child(root, "sheetData")
        self.data = data if data is not None else etree.SubElement(root, f"{self.ns}sheetData")
        self.rows: dict[int, etree._Element] = {}
        self._cells: dict[int, dict[str, etree._Element]] = {}
        self._merged: dict[int, list[Area]] = {}
        self.lost_formulas: set[str] = set()
        try:
            self._merges = self.merges()
            self._index()
        except ValueError as fault:  # an address or a row's number that is none
            raise cannot_be_changed("sheetData") from fault

    def _index(self) -> None:
        number = 0
        for row in self._named(self.data, "row"):
            number = int(row.get("r", number + 1))
            row.set("r", str(number))
            self.rows[number] = row
            for stray in [one for one in row if not isinstance(one.tag, str)]:
                row.remove(stray)
            if any(cell.get("r") is None for cell in row):
                _address_cells(row, number)
        self._order = sorted(self.rows)

    def _named(self, parent: etree._Element, name: str) -> Iterator[etree._Element]:
        return (one for one in parent if isinstance(one.tag, str) and local(one.tag) == name)

    def merges(self) -> list[Area]:
        """List the merges."""
        holder = child(self.root, "mergeCells")
        return [] if holder is None else [area(one.get("ref", "")) for one in self._named(holder, "mergeCell")]

    def find(self, row: int, column: int) -> etree._Element | None:
        """Find a cell's element."""
        if row not in self._cells:
            self._cells[row] = {cell.get("r", ""): cell for cell in self.rows.get(row, ())}
        return self._cells[row].get(address(row, column))

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """Give the place itself or, inside a merge, that of the merge's first cell."""
        if row not in self._merged:
            self._merged[row] = [one for one in self._merges if one.top <= row <= one.bottom]
        for one in self._merged[row]:
            if one.holds(row, column):
                return one.top, one.left
        return row, column

    def cell(self, row: int, column: int) -> etree._Element:
        """Find a cell's element or make it, in the style of its row or column; inside a merge it is the first cell."""
        row, column = self.anchor(row, column)
        found = self.find(row, column)
        return self._made(row, column) if found is None else found

    def _made(self, row: int, column: int) -> etree._Element:
        holder = self._row(row)
        drop(holder, "spans")
        before = sum(1 for cell in holder if place(cell.get("r", ""))[1] < column)
        cell = etree.Element(f"{self.ns}c", r=address(row, column))
        style = self.style(row, column)
        if style:
            cell.set("s", style)
        holder.insert(before, cell)
        self._cells[row][address(row, column)] = cell
        self._grow(row, column)
        return cell

    def _row(self, number: int) -> etree._Element:
        if number not in self.rows:
            self.rows[number] = etree.Element(f"{self.ns}row", r=str(number))
            self.data.insert(bisect_left(self._order, number), self.rows[number])
            insort(self._order, number)
        return self.rows[number]

    def style(self, row: int, column: int) -> str | None:
        """Give the style of a cell or, where it is not there, what it would have: its row's or its column's."""
        holder, cell = self.rows.get(row), self.find(row, column)
        if cell is not None:
            return cell.get("s")
        is_own = holder is not None and holder.get("customFormat") == "1"
        return holder.get("s") if holder is not None and is_own else self._column_style(column)

    def _column_style(self, column: int) -> str | None:
        holder = child(self.root, "cols")
        for one in () if holder is None else self._named(holder, "col"):
            if int(one.get("min", "0")) <= column <= int(one.get("max", "0")):
                return one.get("style")
        return None

    def _grow(self, row: int, column: int) -> None:
        dimension = child(self.root, "dimension")
        if dimension is None:
            return
        held = area(dimension.get("ref", "A1"))
        top, left = min(held.top, row), min(held.left, column)
        bottom, right = max(held.bottom, row), max(held.right, column)
        dimension.set("ref", f"{address(top, left)}:{address(bottom, right)}")

    def put(self, row: int, column: int, value: Given) -> None:
        """Put a value into a cell; its style stays, a formula goes."""
        cell = self.cell(row, column)
        formula = child(cell, "f")
        if formula is not None:
            self._lose(cell, formula)
        drop(cell, "t", "cm", "vm")
        for part in list(cell):
            cell.remove(part)
        self._write(cell, value.value if isinstance(value, Keyed) else value)

    def _write(self, cell: etree._Element, value: str | int | Decimal | None) -> None:
        if value is None:
            return
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            holder = etree.SubElement(cell, f"{self.ns}is")
            text = etree.SubElement(holder, f"{self.ns}t")
            text.set(XML_SPACE, "preserve")
        else:
            text = etree.SubElement(cell, f"{self.ns}v")
        text.text = escaped(value) if isinstance(value, str) else plain(Decimal(value))

    def _lose(self, cell: etree._Element, formula: etree._Element) -> None:
        """Take a formula away without breaking those that lean on it."""
        self.lost_formulas.add(cell.get("r", ""))
        if formula.get("t") == "shared":
            self.unshare(formula.get("si", ""))

    def unshare(self, group: str | None = None) -> None:
        """Give every cell of a shared formula (of all, where no group is named) its own text of it."""
        masters: dict[str, tuple[str, str]] = {}
        for formula in self.data.iter(f"{self.ns}f"):
            number = formula.get("si", "")
            if formula.get("t") != "shared" or (group is not None and number != group):
                continue
            cell = formula.getparent()
            assert cell is not None
            here = cell.get("r", "")
            if formula.text:
                masters[number] = (formula.text, here)
            elif number in masters:
                text, origin = masters[number]
                formula.text = _translated(text, origin, here)
            drop(formula, "t", "si", "ref")


def _translated(formula: str, origin: str, here: str) -> str:
    """Word a formula anew as if it were copied from one cell to another."""
    (row, column), (to_row, to_column) = place(origin), place(here)
    return relocated(formula, to_row - row, to_column - column)


def drop(element: etree._Element, *attributes: str) -> None:
    """Take attributes away where they are."""
    for attribute in attributes:
        if attribute in element.attrib:
            del element.attrib[attribute]


def _address_cells(row: etree._Element, number: int) -> None:
    column = 0
    for cell in row:
        column = place(cell.get("r", ""))[1] if cell.get("r") else column + 1
        cell.set("r", address(number, column))


def area(reference: str) -> Area:
    """Read an area as XML writes it: `A1:C3`, or `A1` for a single cell."""
    first, _, last = reference.replace("$", "").partition(":")
    return Area(*place(first), *place(last or first))


def lowered(held: Area, rows: int) -> Area:
    """Give the area so many rows below another."""
    return Area(held.top + rows, held.left, held.bottom + rows, held.right)


def reference(held: Area) -> str:
    """Write an area as XML does."""
    first, last = address(held.top, held.left), address(held.bottom, held.right)
    return first if first == last else f"{first}:{last}"


def escaped(text: str) -> str:
    """Write a text so that XML can hold it: forbidden signs as `_x0007_`, and `_x0007_` itself kept as it is."""
    return _FORBIDDEN.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
