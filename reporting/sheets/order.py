"""The order in which a worksheet says things; a program refuses a sheet whose parts stand otherwise."""

from __future__ import annotations

from lxml import etree

from reporting.package.xml import local
from reporting.sheets.editing import child, namespace

# ECMA-376 18.3.1.99, CT_Worksheet. What is not in it, such as a choice between versions, comes late.
_ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks"),
)


def holder(root: etree._Element, name: str) -> etree._Element:
    """Give the part of a worksheet that holds its merges, links or breaks; made at its place where it is missing."""
    found = child(root, name)
    if found is not None:
        return found
    made = etree.Element(f"{namespace(root)}{name}")
    before = frozenset(_ORDER[: _ORDER.index(name)])
    at = max((at for at, one in enumerate(root, 1) if isinstance(one.tag, str) and local(one.tag) in before), default=0)
    root.insert(at, made)
    return made
