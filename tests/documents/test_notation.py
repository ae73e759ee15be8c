"""What staff may write in a template besides names: loops over rows, cells and runs, conditions with quotes."""

from __future__ import annotations

import pytest

from reporting.documents.fill import fill
from tests.documents.made import cells, document, filling, lines, paragraph, table
from tests.documents.sound import faults


def test_rows_and_cells_may_be_looped_over() -> None:
    """The rows that hold the statements vanish, the row between them is repeated; so are cells."""
    body = table(("头", "项"), ("{%tr for 行 in 行们 %}", ""), ("{{行}}", "x"), ("{%tr endfor %}", ""))
    made = fill(document(body), "模板.docx", filling(values={"行们": ("甲", "乙")}))
    assert cells(made) == [["头", "项"], ["甲", "x"], ["乙", "x"]]
    wide = table(("{%tc for 列 in 列们 %}", "{{列}}", "{%tc endfor %}"))
    assert cells(fill(document(wide), "模板.docx", filling(values={"列们": ("1", "2", "3")}))) == [["1", "2", "3"]]


def test_a_run_may_be_left_out_with_its_looks() -> None:
    """A condition in runs of its own takes the run between with it."""
    body = paragraph("甲", "{%r if 有 %}", "乙", "{%r endif %}", "丙")
    assert lines(fill(document(body), "模板.docx", filling(values={"有": False}))) == ["甲丙"]
    assert lines(fill(document(body), "模板.docx", filling(values={"有": True}))) == ["甲乙丙"]


@pytest.mark.parametrize("condition", ["名 == “甲”", "名 == ‘甲’", "名 == '甲' and 1 &lt; 2", "名 != “a&amp;b”"])
def test_quotes_and_signs_in_a_condition_are_as_typed(condition: str) -> None:
    """Word makes quotes curly and XML writes signs otherwise; the condition is what was meant."""
    body = paragraph(f"{{% if {condition} %}}是“甲”{{% else %}}否{{% endif %}}")
    assert lines(fill(document(body), "模板.docx", filling(values={"名": "甲"}))) == ["是“甲”"]


def test_statements_split_into_runs_are_one() -> None:
    """Word splits statements like anything else."""
    body = "".join(paragraph(*runs) for runs in (("{", "%p if ", "有 %", "}"), ("甲",), ("{%p en", "dif %}")))
    assert lines(fill(document(body), "模板.docx", filling(values={"有": True}))) == ["甲"]


def test_what_is_left_out_leaves_a_sound_document() -> None:
    """Paragraphs in a condition may hold tables between them."""
    body = paragraph("{%p if 有 %}") + table(("甲",)) + paragraph("{%p endif %}") + paragraph("完")
    for there in (True, False):
        made = fill(document(body), "模板.docx", filling(values={"有": there}))
        assert ("甲" in lines(made)) is there
        assert faults(made) == []
