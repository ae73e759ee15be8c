"""What a formula leans on: the areas it names, by name or address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reporting.model.grid import Area, place

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?:(?P<sheet>'(?:[^']|'')+'|(?:\[[0-9]+\])?[^\s'"!+\-*/^&=<>(),;:{}\[\]]+)!)?
     (?:(?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w.(])
       |(?P<rows>\$?[0-9]{1,7}:\$?[0-9]{1,7})(?![\w.(])
       |(?P<area>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?)(?![\w.(\[])
       |(?P<function>[A-Za-z_][\w.]*)\(
       |(?P<name>[^\W\d][\w.\\]*)(?P<table>\[)?)
    |[0-9.]+(?:[eE][+-]?[0-9]+)?
    |(?P<bracket>\[)""",
    re.VERBOSE,
)
# What these lean on is known only when they are reckoned.
_OPAQUE = ("INDIRECT", "OFFSET")
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14


@dataclass(frozen=True, slots=True)
class Reference:
    """An area of a sheet; the sheet's name is in lower case, empty for the formula's own."""

    sheet: str
    area: Area


@dataclass(frozen=True, slots=True)
class Known:
    """What a workbook gives names to: `names` stand for formulas, `tables` for areas; both by name in lower case."""

    names: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Reference] = field(default_factory=dict)


def reach(formula: str, known: Known) -> tuple[Reference, ...] | None:
    """Give what a formula leans on, None where that cannot be told."""
    found: list[Reference] = []
    for token in _TOKEN.finditer(_plain(formula, known)):
        if token["bracket"] or (token["function"] or "").upper() in _OPAQUE:
            return None
        if token["table"]:
            table = known.tables.get(token["name"].casefold())
            if table is None:
                return None
            found.append(table)
        elif token["name"] and token["name"].upper() not in ("TRUE", "FALSE"):
            return None
        else:
            found.extend(_named(token))
    return tuple(found)


def _plain(formula: str, known: Known) -> str:
    """Drop what stands in the brackets of a table's name: columns, which may be called anything."""
    return re.sub(r"(?<=\w)\[(?:[^\[\]]|\[[^\[\]]*\])*\]", "[", spelt(formula, known))


def spelt(formula: str, known: Known) -> str:
    """Write what names stand for in their place, where that is an area of a sheet."""
    if not known.names:
        return formula

    def replace(token: re.Match[str]) -> str:
        meant = (
            known.names.get((token["name"] or "").casefold(), "") if not token["sheet"] and not token["table"] else ""
        )
        return meant or token[0]

    return _TOKEN.sub(replace, formula)


def _named(token: re.Match[str]) -> Iterator[Reference]:
    sheet = (token["sheet"] or "").strip("'").replace("''", "'").casefold()
    text = (token["area"] or token["columns"] or token["rows"] or "").replace("$", "")
    first, _, last = text.partition(":")
    if token["area"]:
        (top, left), (bottom, right) = place(first), place(last or first)
        yield Reference(sheet, Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))
    elif token["columns"]:
        left, right = sorted((place(f"{first}1")[1], place(f"{last}1")[1]))
        yield Reference(sheet, Area(1, left, _LAST_ROW, right))
    elif token["rows"]:
        top, bottom = sorted((int(first), int(last)))
        yield Reference(sheet, Area(top, 1, bottom, _LAST_COLUMN))
