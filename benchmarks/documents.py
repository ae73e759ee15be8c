"""How long a whole briefing with four charts takes, beside docxtpl and python-docx: `python -m benchmarks.documents`.

Both fill the same template with the same words: cold, each time a process of its own, and warm within one process. The
ratio counts, peer ÷ ours, so that above 1 ours is faster. The limits are ours, in process time; 1 when one is exceeded.
"""

from __future__ import annotations

import io
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from benchmarks.briefdata import CHARTS
from benchmarks.briefing import filling
from benchmarks.timing import ROOT, cost, in_turn
from benchmarks.wordpeer import peer
from reporting.documents.fill import fill
from reporting.documents.template import compiled
from reporting.package.archive import Archive
from reporting.package.pack import replaced
from reporting.products.tasktable import tasktable_docx
from tests.products.test_owntables import QUARTER
from tests.products.test_owntables import TEMPLATE as RICH

TEMPLATE = ROOT / "templates" / "季度简报.docx"
BODY = "word/document.xml"
MODULES = {"ours": "briefing", "peer": "wordpeer"}
ROUNDS, WARM_ROUNDS = 7, 15
COLD_LIMIT, WARM_LIMIT = 0.4, 0.12
_FIELD = re.compile(r"\{\{\s*(\w+表)\.([^{}]+?)\s*\}\}")
_ROW = re.compile(r"<w:tr>(?:(?!</w:tr>).)*</w:tr>|<w:tr [^>]*>(?:(?!</w:tr>).)*</w:tr>", re.DOTALL)
_CELL = re.compile(r"<w:tc>(?:(?!</w:tc>).)*</w:tc>", re.DOTALL)


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        templates = {"ours": folder / "简报.docx", "peer": folder / "简报-docxtpl.docx"}
        templates["ours"].write_bytes(with_four_charts(TEMPLATE.read_bytes()))
        templates["peer"].write_bytes(in_loops(templates["ours"].read_bytes()))
        engines = ("ours", "peer") if find_spec("docxtpl") else ("ours",)
        cold = {engine: _cold(engine, templates[engine], folder / f"{engine}.docx") for engine in engines}
        warm = {engine: _warm(engine, templates[engine], folder / f"{engine}.docx") for engine in engines}
        print(_told(cold, warm, {one: _lost(templates[one], folder / f"{one}.docx") for one in engines}))
    print(_rich())
    return int(cold["ours"] > COLD_LIMIT or warm["ours"] > WARM_LIMIT)


def with_four_charts(template: bytes) -> bytes:
    """Give the shipped template places for the charts of the bench, whatever it has."""
    archive = Archive(template)
    body = archive.read(BODY).decode()
    slots = "".join(
        f"<w:p><w:r><w:t>{{{{{slot}}}}}</w:t></w:r></w:p>" for slot in CHARTS if f"{{{{{slot}}}}}" not in body
    )
    end = body.rindex("<w:sectPr")
    return replaced(archive, {BODY: (body[:end] + slots + body[end:]).encode()})


def in_loops(template: bytes) -> bytes:
    """Write the model rows in docxtpl's notation: a loop around each, and around the cell that is spread."""
    archive = Archive(template)
    return replaced(archive, {BODY: _ROW.sub(_looped, archive.read(BODY).decode()).encode()})


def _looped(match: re.Match[str]) -> str:
    row = match[0]
    found = _FIELD.search(row)
    if found is None:
        return row
    heading = "w:tblHeader" in row
    row = _CELL.sub(lambda cell: _spread(cell[0], heading=heading), row)
    row = _FIELD.sub(lambda field: f"{{{{ r['{field[2]}'] }}}}", row)
    return row if heading else f"{_control('tr', f'for r in {found[1]}')}{row}{_control('tr', 'endfor')}"


def _spread(cell: str, *, heading: bool) -> str:
    if "各指标" not in cell:
        return cell
    over = "指标名" if heading else "r['各指标']"
    return f"{_cell(f'for c in {over}')}{_FIELD.sub('{{ c }}', cell)}{_cell('endfor')}"


def _control(kind: str, words: str) -> str:
    return f"<w:tr><w:tc><w:p><w:r><w:t>{{%{kind} {words} %}}</w:t></w:r></w:p></w:tc></w:tr>"


def _cell(words: str) -> str:
    return f"<w:tc><w:p><w:r><w:t>{{%tc {words} %}}</w:t></w:r></w:p></w:tc>"


def _cold(engine: str, template: Path, result: Path) -> float:
    """Give the median seconds of processor time of whole processes, after one that warms the disk."""
    words = ["-m", f"benchmarks.{MODULES[engine]}", str(template), str(result)]
    found = [cost(words) for _ in range(ROUNDS + 1)][1:]
    return statistics.median(one.seconds if one.processor is None else one.processor for one in found)


def _warm(engine: str, template: Path, result: Path) -> float:
    """Give the median seconds of processor time within this process; ours keeps the template it has read."""
    content = template.read_bytes()
    calls: dict[str, Callable[[], object]] = {
        "ours": lambda: fill(content, template.name, filling()),
        "peer": lambda: peer(template, result),
    }
    spent = []
    for _ in range(WARM_ROUNDS + 1):
        begun = time.process_time()
        calls[engine]()
        spent.append(time.process_time() - begun)
    compiled.cache_clear()
    return statistics.median(spent[1:])


def _lost(template: Path, result: Path) -> tuple[int, int]:
    """Count the parts that hold nothing to be filled, and those of them that do not keep their bytes in the result."""
    before, after = Archive(template.read_bytes()), Archive(result.read_bytes())
    # Charts and pictures add to what the package lists.
    lists = {"[Content_Types].xml", "word/_rels/document.xml.rels", "docProps/core.xml"}
    names = [name for name in before.names if name not in lists and b"{{" not in before.read(name)]
    return len(names), sum(name not in after or after.read(name) != before.read(name) for name in names)


def _rich() -> str:
    """Fill a template of staff's own with pictures, boxes, comments, notes and headers, beside python-docx."""
    spent = in_turn(WARM_ROUNDS, _rich_ours, _rich_peer)
    before = Archive(RICH)
    kept = [Archive(made) for made in (_rich_ours(), _rich_peer())]
    names = [name for name in before.names if name not in (BODY, "docProps/core.xml")]
    changed = [sum(name not in one or one.read(name) != before.read(name) for name in names) for one in kept]
    return (
        f"\nA template of {len(before.names)} parts with pictures, boxes, comments, notes, headers, warm\n"
        f"  ours {spent[0]:.1f} ms, python-docx {spent[1]:.1f} ms, ratio {spent[1] / spent[0]:.1f}\n"
        f"  of {len(names)} parts not filled lost or changed: ours {changed[0]}, python-docx {changed[1]}"
    )


def _rich_ours() -> bytes:
    return tasktable_docx(RICH, QUARTER).content


def _rich_peer() -> bytes:
    """Open, write the same cells where they are empty, and save, as scripts do."""
    import docx

    document = docx.Document(io.BytesIO(RICH))
    for row in document.tables[0].rows[1:]:
        for one in row.cells:
            if not one.text:
                one.text = "229.8"
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _told(cold: dict[str, float], warm: dict[str, float], lost: dict[str, tuple[int, int]]) -> str:
    drawn = "4 matplotlib pictures" if find_spec("matplotlib") else "no charts: matplotlib is not installed"
    lines = [
        "A whole briefing, processor time; ratio = peer ÷ ours: above 1 ours is faster",
        "  ours  four native charts with their workbooks, over 500 figures with their keys",
        f"  peer  docxtpl + python-docx, {drawn}, no keys",
        f"  cold, a process each, median of {ROUNDS}:  {_line(cold)}, limit {COLD_LIMIT:.2f} s",
        f"  warm, in one process, median of {WARM_ROUNDS}: {_line(warm)}, limit {WARM_LIMIT:.2f} s",
    ]
    lines += [
        f"  {one}: {changed} of {count} parts without placeholder lost or changed"
        for one, (count, changed) in lost.items()
    ]
    return "\n".join(lines)


def _line(seconds: dict[str, float]) -> str:
    if "peer" not in seconds:
        return f"ours {seconds['ours']:.3f} s (docxtpl is not installed)"
    ratio = seconds["peer"] / seconds["ours"]
    return f"ours {seconds['ours']:.3f} s, peer {seconds['peer']:.3f} s, ratio {ratio:.1f}"


if __name__ == "__main__":
    sys.exit(main())
