"""Our documents open without a complaint: their order is the standard's, and what looks for faults does find them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reporting.package.archive import Archive
from reporting.package.pack import replaced
from tests.documents.sound import faults

TEMPLATES = Path(__file__).parents[2] / "templates"
BRIEFING = (TEMPLATES / "季度简报.docx").read_bytes()


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.docx")), ids=lambda path: path.stem)
def test_the_templates_are_sound(template: Path) -> None:
    """What is filled must be sound before."""
    assert faults(template.read_bytes()) == []


# What is broken, by what, and what is said of it; each stands in the briefing's template as it should be.
BROKEN = {
    "order": (r"(<w:pPr>)(<w:pStyle [^>]*/>)", r"\1<w:jc w:val='center'/>\2", "pStyle stands after jc"),
    "unknown": (r"<w:pPr>", "<w:pPr><w:colour/>", "pPr holds ['colour']"),
    "twice": (r"(<w:tblW [^>]*/>)", r"\1\1", "tblPr holds ['tblW'] twice"),
    "first": (r"(<w:tcPr>.*?</w:tcPr>)(<w:p>)", r"<w:p/>\1\2", "tc does not begin with"),
    "cell": (r"(<w:tc>(?:(?!</w:tc>).)*)</w:tc>", r"\1<w:tbl/></w:tc>", "a cell does not end with a paragraph"),
    "grid": (r"<w:gridCol [^>]*/>", "", "columns, the grid"),
    "merge": (r"<w:tcPr>(<w:tcW [^>]*/>)", r"<w:tcPr>\1<w:vMerge/>", "a merge goes on"),
    "link": (r'r:id="rId\d+"', 'r:id="rId999"', "no link rId999"),
    "control": (
        r"(<w:body>)",
        r'\1<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr></w:sdt><w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr></w:sdt>',
        "two controls bear the number 1",
    ),
}


@pytest.mark.parametrize("slip", BROKEN)
def test_every_kind_of_fault_is_found(slip: str) -> None:
    """A check that cannot fail says nothing."""
    pattern, instead, said = BROKEN[slip]
    archive = Archive(BRIEFING)
    before = archive.read("word/document.xml").decode()
    broken = re.sub(pattern, instead, before, count=1, flags=re.DOTALL)
    assert broken != before
    assert any(said in fault for fault in faults(replaced(archive, {"word/document.xml": broken.encode()})))


def test_a_part_that_is_gone_is_found() -> None:
    """A link to nothing, and a type of nothing."""
    found = faults(replaced(Archive(BRIEFING), {}, without=("word/footer1.xml",)))
    assert any("footer1.xml is not there" in fault for fault in found)
