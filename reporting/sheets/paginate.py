"""Break a filled sheet into printed pages between rows that belong together, so that no merged cell is torn.

Small runs stay whole on a page; a merge that would fill much of a page is parted at the break, its text on both parts.
A sheet fitted to a number of pages is left to its program: Excel heeds no breaks of ours there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from reporting.model.grid import Area
from reporting.package.xml import local
from reporting.sheets.editing import child
from reporting.sheets.order import holder
from reporting.sheets.sheet_xml import SheetXml

_POINTS_AN_INCH = 72
# A4, in points, by orientation; other paper is left to its program.
_A4, _HEIGHTS = "9", {"landscape": 595.3, "portrait": 841.9}
_USUAL_HEIGHT = 15.0
# Programs differ a little in how high they print a row.
_SAFE = 0.94
# A run that takes a larger part of a page than this may be parted.
_WHOLE = 0.35


def paginate(
    xml: SheetXml, heights: Mapping[int, float], merges: Sequence[Area], together: Sequence[tuple[int, int]]
) -> list[Area]:
    """Write the page breaks among the rows and give the merges, those that were parted in their parts.

    `heights` are those of the rows in question, `together` runs of them that should share a page.
    """
    room = _room(xml)
    if room is None:
        return list(merges)
    runs = [*((one.top, one.bottom) for one in merges), *together]
    kept = [run for run in runs if _height(heights, *run) <= room * _WHOLE]
    breaks = _breaks(xml, heights, kept, room)
    _write(xml, breaks)
    return [part for one in merges for part in _parted(one, breaks)]


def _room(xml: SheetXml) -> float | None:
    """Give the height that a page has for rows, in points of the sheet; None where the program fits the pages."""
    setup, margins = child(xml.root, "pageSetup"), child(xml.root, "pageMargins")
    properties = child(xml.root, "sheetPr")
    fitted = properties is not None and any(local(str(one.tag)) == "pageSetUpPr" for one in properties)
    if setup is None or margins is None or fitted or setup.get("paperSize") != _A4:
        return None
    paper = _HEIGHTS[setup.get("orientation", "portrait")]
    margin = (float(margins.get("top", "1")) + float(margins.get("bottom", "1"))) * _POINTS_AN_INCH
    return (paper - margin) / (int(setup.get("scale", "100")) / 100) * _SAFE


def _breaks(xml: SheetXml, heights: Mapping[int, float], kept: Sequence[tuple[int, int]], room: float) -> list[int]:
    """Give the rows after which a page ends."""
    bound = {row for top, bottom in kept for row in range(top, bottom)}
    first = min(heights)
    # The row above the first is the heading that is printed on every page.
    heading = _own_height(xml, first - 1)
    used = sum(_own_height(xml, row) for row in range(1, first))
    breaks: list[int] = []
    start = first
    for row in sorted(heights):
        if row in bound:
            continue
        block = _height(heights, start, row)
        if used + block > room and start > first:
            breaks.append(start - 1)
            used = heading
        used += block
        start = row + 1
    return breaks


def _own_height(xml: SheetXml, row: int) -> float:
    holder = xml.rows.get(row)
    return float(holder.get("ht", _USUAL_HEIGHT)) if holder is not None else _USUAL_HEIGHT


def _height(heights: Mapping[int, float], top: int, bottom: int) -> float:
    return sum(heights[row] for row in range(top, bottom + 1))


def _parted(area: Area, breaks: Sequence[int]) -> list[Area]:
    ends = [row for row in breaks if area.top <= row < area.bottom]
    tops = [area.top, *(row + 1 for row in ends)]
    return [Area(top, area.left, bottom, area.right) for top, bottom in zip(tops, [*ends, area.bottom], strict=True)]


def _write(xml: SheetXml, breaks: Sequence[int]) -> None:
    if not breaks:
        return
    listed = holder(xml.root, "rowBreaks")
    for row in breaks:
        etree.SubElement(listed, f"{xml.ns}brk", id=str(row), max="16383", man="1")
    listed.set("count", str(len(listed)))
    listed.set("manualBreakCount", str(len(listed)))
