"""Figures with their keys: each stands in a bookmark of its own, and the page looks as it would without."""

from __future__ import annotations

import pytest

from reporting.documents.fill import fill
from reporting.documents.notation import w
from reporting.documents.words import Inked, Record, Rows
from reporting.model.periods import Period
from reporting.model.tags import Aspect, Quoted, Tag
from tests.documents.made import cells, document, filling, lines, paragraph, table, tagged, tree

PERIOD = Period(2023, 3)
GROWTH = Quoted("18.8%", Tag(PERIOD, "315-4", "330302", Aspect.GROWTH))
VALUE = Quoted("3690<家&", Tag(PERIOD, "315-4", "330300"))
BOLD = "<w:rPr><w:b/></w:rPr>"


def test_a_figure_in_the_text_bears_its_key() -> None:
    """The sentence reads as before, and each of its figures can be asked where it comes from."""
    body = paragraph("前{{句|join}}后", "尾", properties=BOLD)
    made = fill(document(body), "模板.docx", filling(values={"句": (("达", VALUE, "，增长", GROWTH, "。"), "完\n毕")}))
    assert lines(made) == ["前达3690<家&，增长18.8%。完\n毕后尾"]
    assert tagged(made) == [("2023Q3/315-4/330300", "3690<家&"), ("2023Q3/315-4/330302/growth", "18.8%")]


def test_every_part_of_a_run_keeps_its_looks() -> None:
    """Parting a run around a figure changes neither its face nor its size."""
    body = paragraph("前{{数}}后", properties=BOLD)
    made = tree(fill(document(body), "模板.docx", filling(values={"数": VALUE})))
    runs = list(made.iter(w("r")))
    assert [run.find(f"{w('rPr')}/{w('b')}") is not None for run in runs] == [True] * 3


def test_figures_in_tables_bear_their_keys() -> None:
    """In a cell of its own, beside other words, in a spread column, beside a lamp, and in merged rows."""
    body = table(("单位", "{{表.各}}"), ("{{表.名}}约{{表.数}}", "{{表.各}}"))
    body = body.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)
    records: tuple[Record, ...] = tuple({"名": name, "数": VALUE, "各": (GROWTH, "…")} for name in ("甲", "乙"))
    made = fill(document(body), "模板.docx", filling(tables={"表": Rows(records, headings={"各": ("一", "二")})}))
    assert cells(made)[1:] == [[f"{name}约3690<家&", "18.8%", "…"] for name in ("甲", "乙")]
    assert [tag for tag, _ in tagged(made)] == ["2023Q3/315-4/330300", "2023Q3/315-4/330302/growth"] * 2


def test_a_merged_cell_prints_a_figure_once() -> None:
    """What is covered by a merge holds no figure, so no key either."""
    records: tuple[Record, ...] = tuple({"数": VALUE, "号": "T1"} for _ in range(3))
    made = fill(document(table(("{{表.数}}",))), "模板.docx", filling(tables={"表": Rows(records, {"数": "号"})}))
    assert len(tagged(made)) == 1


def test_a_lamp_beside_a_figure_keeps_its_colour() -> None:
    """A colour is the run's: the figure beside the sign has it too, the rest of the paragraph has not."""
    body = table(("{{表.灯}}{{表.数}}",))
    records: tuple[Record, ...] = ({"灯": Inked("●", "00803C"), "数": VALUE},)
    made = tree(fill(document(body), "模板.docx", filling(tables={"表": Rows(records)})))
    assert [one.get(w("val")) for one in made.iter(w("color"))] == ["00803C", "00803C"]


def test_numbers_and_names_of_bookmarks_are_unique() -> None:
    """Word mends a document in which two bookmarks bear one number; those of staff's own keep theirs."""
    own = '<w:p><w:bookmarkStart w:id="2" w:name="附件"/><w:bookmarkEnd w:id="2"/></w:p>' + paragraph("{{数}}")
    made = fill(document(own + paragraph("{{数}}{{数}}"), "{{数}}"), "模板.docx", filling(values={"数": VALUE}))
    parts = ("word/document.xml", "word/header1.xml")
    begun = [one for part in parts for one in tree(made, part).iter(w("bookmarkStart"))]
    assert len(begun) == 5
    assert len({one.get(w("id")) for one in begun}) == len({one.get(w("name")) for one in begun}) == 5
    assert begun[0].get(w("id")) == "2"


def test_whatever_reads_runs_reads_the_figures() -> None:
    """A script that takes a paragraph's own runs, as most do, finds every figure among them."""
    made = tree(fill(document(paragraph("前{{数}}后")), "模板.docx", filling(values={"数": VALUE})))
    runs = next(made.iter(w("p"))).findall(w("r"))
    assert "".join(t.text or "" for run in runs for t in run.findall(w("t"))) == "前3690<家&后"


def test_a_document_without_figures_is_as_it_was() -> None:
    """Where nothing prints a figure, nothing is marked."""
    made = fill(document(paragraph("{{名}}")), "模板.docx", filling(values={"名": "甲"}))
    assert next(tree(made).iter(w("bookmarkStart")), None) is None


@pytest.mark.parametrize("kind", ["text", "comboBox", "date"])
def test_controls_of_plain_text_take_no_bookmark(kind: str) -> None:
    """Staff's own field for plain text is filled with the words alone."""
    run = "<w:r><w:t>约{{数}}余</w:t></w:r>"
    body = f"<w:p><w:sdt><w:sdtPr><w:{kind}/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt></w:p>"
    made = fill(document(body), "模板.docx", filling(values={"数": VALUE}))
    assert lines(made) == ["约3690<家&余"]
    assert tagged(made) == []


@pytest.mark.parametrize("quoted", [Quoted("", VALUE.tag), Quoted("1", Tag(PERIOD, "X8", "330300", key="长" * 60))])
def test_what_word_could_not_hold_is_not_tagged(quoted: Quoted) -> None:
    """An empty figure leaves no empty bookmark behind; a key longer than Word takes is left off, its words stand."""
    body = paragraph("{{数}}。") + table(("{{表.数}}。",))
    made = fill(document(body), "模板.docx", filling(values={"数": quoted}, tables={"表": Rows(({"数": quoted},))}))
    assert lines(made) == [f"{quoted.text}。"] * 2
    assert tagged(made) == []
