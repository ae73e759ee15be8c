"""Fill the briefing of the bench by docxtpl, which loads and saves the document by python-docx.

python -m benchmarks.wordpeer TEMPLATE RESULT

It draws pictures of the charts where matplotlib is installed, and makes none elsewhere; its figures bear no keys.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.briefdata import (
    CHARTS,
    COUNTIES,
    FIELDS,
    INDICATORS,
    SECTIONS,
    SENTENCES,
    WORDS,
    number,
    rows,
    sentence,
)


def peer(template: Path, result: Path) -> None:
    """Fill the template by docxtpl, which loads and saves the document by python-docx."""
    docxtpl = import_module("docxtpl")
    document = docxtpl.DocxTemplate(str(template))
    document.render({**context(), **pictures(document, result.parent)}, autoescape=True)
    document.save(str(result))


def context() -> Mapping[str, object]:
    """Give docxtpl the same words and rows."""
    told = {section: ["".join(sentence(section, n)) for n in range(SENTENCES)] for section in ("总体情况", *SECTIONS)}
    units = [{"单位": f"县{n}", "各指标": [number(n, at) for at in range(INDICATORS)]} for n in range(COUNTIES)]
    spread = [f"指标{n}" for n in range(INDICATORS)]
    tables = {table: rows(table) for table in FIELDS}
    return {**WORDS, **told, **tables, "县区表": units, "指标名": spread, "县区表注": ["注：略。"]}


def pictures(document: Any, folder: Path) -> Mapping[str, object]:
    """Draw the charts as pictures, where there is something to draw with."""
    if find_spec("matplotlib") is None:
        return dict.fromkeys(CHARTS, "")
    matplotlib = import_module("matplotlib")
    matplotlib.use("Agg")
    plot = import_module("matplotlib.pyplot")
    docxtpl, millimetres = import_module("docxtpl"), import_module("docx.shared").Mm
    drawn = {}
    for at, slot in enumerate(CHARTS):
        figure, axes = plot.subplots(figsize=(6, 2.4))
        axes.bar(range(COUNTIES), [float(number(n, at)) for n in range(COUNTIES)])
        figure.savefig(folder / f"{at}.png", dpi=100)
        plot.close(figure)
        drawn[slot] = docxtpl.InlineImage(document, str(folder / f"{at}.png"), width=millimetres(150))
    return drawn


if __name__ == "__main__":
    peer(Path(sys.argv[1]), Path(sys.argv[2]))
