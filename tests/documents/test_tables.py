"""Tables of a template: rows repeated, columns merged and spread, pages broken well."""

from __future__ import annotations

from lxml import etree

from reporting.documents.fill import fill
from reporting.documents.notation import w
from reporting.documents.words import Inked, Record, Rows
from tests.documents.made import cells, document, filling, paragraph, table, tree


def made(body: str, rows: Rows) -> bytes:
    """Fill a document with one table."""
    return fill(document(body), "模板.docx", filling(tables={"表": rows}))


def rows_of(content: bytes) -> list[etree._Element]:
    """Give the rows of the first table."""
    return list(tree(content).iter(w("tr")))


def merges(content: bytes, column: int) -> list[str | None]:
    """Give how each row's cell of a column is merged."""
    found = (row.findall(w("tc"))[column].find(f"{w('tcPr')}/{w('vMerge')}") for row in rows_of(content))
    return [None if one is None else one.get(w("val")) for one in found]


def test_a_model_row_is_repeated_with_its_looks() -> None:
    """Every record gets a row like the model row; what stands around it stays."""
    run = paragraph("{{表.字}}", properties="<w:rPr><w:b/></w:rPr>")
    body = table(("头",), ("{{表.字}}",), ("尾",)).replace(paragraph("{{表.字}}"), run)
    content = made(body, Rows(({"字": "一"}, {"字": "二"})))
    assert cells(content) == [["头"], ["一"], ["二"], ["尾"]]
    assert [len(list(row.iter(w("b")))) for row in rows_of(content)] == [0, 1, 1, 0]


def test_without_records_no_model_row_is_left() -> None:
    """A table of nothing shows its heading and no placeholder."""
    assert cells(made(table(("头",), ("{{表.字}}",)), Rows(()))) == [["头"]]


def test_words_around_a_placeholder_stay() -> None:
    """A cell may say more than its field, and hold two of them."""
    content = made(table(("第{{表.甲}}项（{{表.乙}}）",)), Rows(({"甲": "1", "乙": "二"},)))
    assert cells(content) == [["第1项（二）"]]


def test_columns_merge_where_their_key_agrees() -> None:
    """抓手 is printed once for all its rows; two tasks with the same text stay two cells."""
    records: tuple[Record, ...] = tuple(
        {"抓手": "甲", "文": "同", "号": number} for number in ("T1", "T1", "T2", "T2", "T3")
    )
    body = table(("{{表.抓手}}", "{{表.文}}"))
    content = made(body, Rows(records, {"抓手": "抓手", "文": "号"}))
    assert merges(content, 0) == ["restart", "continue", "continue", "continue", "continue"]
    assert merges(content, 1) == ["restart", "continue", "restart", "continue", None]
    assert [row[0] for row in cells(content)] == ["甲", "", "", "", ""]


def test_what_has_no_key_is_not_merged() -> None:
    """Rows that belong to no task do not grow together."""
    content = made(table(("{{表.抓手}}",)), Rows(({"抓手": ""}, {"抓手": ""}), {"抓手": "抓手"}))
    assert merges(content, 0) == [None, None]


def test_headings_repeat_and_rows_stay_whole() -> None:
    """A table over several pages has its heading on each, and no row is torn."""
    content = made(table(("头",), ("{{表.字}}",)), Rows(({"字": "一"}, {"字": "二"})))
    properties = [row.find(w("trPr")) for row in rows_of(content)]
    assert all(one is not None and one.find(w("cantSplit")) is not None for one in properties)
    assert [one is not None and one.find(w("tblHeader")) is not None for one in properties] == [True, False, False]


def test_other_tables_are_left_alone() -> None:
    """A table of staff's own without model row is not touched."""
    body = table(("甲",), ("乙",)) + table(("{{表.字}}",))
    content = made(body, Rows(({"字": "一"},)))
    assert all(row.find(w("trPr")) is None for row in rows_of(content)[:2])


def test_rows_that_belong_together_share_a_page() -> None:
    """All rows of a task but the last are kept with the next."""
    records: tuple[Record, ...] = tuple({"号": number} for number in ("1", "1", "2", "", ""))
    content = made(table(("{{表.号}}",)), Rows(records, together="号"))
    kept = [row.find(f".//{w('keepNext')}") is not None for row in rows_of(content)]
    assert kept == [True, False, False, False, False]


def test_a_lamp_has_its_colour() -> None:
    """The sign is coloured; a run beside it keeps its own ink."""
    cell = paragraph("{{表.灯}}", "{{表.词}}")
    body = table(("{{表.灯}}",)).replace(paragraph("{{表.灯}}"), cell)
    content = made(body, Rows(({"灯": Inked("●", "00803C"), "词": "达到"},)))
    colours = [run.find(f"{w('rPr')}/{w('color')}") for run in tree(content).iter(w("r"))]
    assert colours[0] is not None
    assert colours[0].get(w("val")) == "00803C"
    assert colours[1] is None


def test_a_column_is_spread_over_what_there_is() -> None:
    """One cell becomes one for each indicator; widths add up, and a title row spans them."""
    body = table(("题", "题"), ("单位", "{{表.各}}"), ("{{表.单位}}", "{{表.各}}"), widths=(500, 1000))
    first, heading, _ = body.split("<w:tr>")[1:]
    body = body.replace("<w:tr>" + heading, "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + heading)
    assert first in body
    records: tuple[Record, ...] = ({"单位": "甲", "各": ("1", "2", "3")},)
    content = made(body, Rows(records, headings={"各": ("一", "二", "三")}))
    assert cells(content)[1:] == [["单位", "一", "二", "三"], ["甲", "1", "2", "3"]]
    grid = [int(one.get(w("w"), "0")) for one in tree(content).iter(w("gridCol"))]
    assert grid == [500, 333, 333, 334]
    spans = [one.get(w("val")) for one in rows_of(content)[0].iter(w("gridSpan"))]
    assert spans == ["3"]
