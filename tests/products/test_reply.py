"""答复函 and 督办单: number, title, imprint, slots, and the letter form of the standard, measured on the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reporting.documents.ink import ink
from reporting.documents.lines import number, number_line
from reporting.documents.measure import measure
from reporting.documents.profiles import PROFILES
from reporting.documents.render import render, renderer
from reporting.documents.slots import empty_slots, with_text
from reporting.model.catalogue import Contact
from reporting.products.letters.reply import ORDER, REPLY, Letter, letter, number_fault, title
from tests.documents.made import cells, lines, slot_texts
from tests.products.test_letters import TEMPLATES, TOLD, with_contact

HELD = with_contact(Contact("联系人", "王某", "规划处", "0577-88960000"))
ABOUT = Letter(
    "某科函〔2023〕5号", "九三学社市委会：", "市政协第484号提案", "市政协提案委，市政府督查室。", date(2023, 11, 6)
)
ON_PAPER = pytest.mark.skipif(renderer() is None, reason="LibreOffice is not installed here")


def made(kind: str = REPLY, sentences: int = 2, bureau: str = "") -> bytes:
    """Make a letter about a matter."""
    about = replace(ABOUT, kind=kind)
    held = replace(HELD, bureau=bureau or HELD.bureau)
    return letter((TEMPLATES / f"{kind}.docx").read_bytes(), held, about, (TOLD,) * sentences)


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("温科函〔2023〕5号", ""),
        ("温科提复〔2022〕139号", ""),
        ("温科函〔2023〕第5号", "第"),
        ("温科函〔2023〕05号", "虚位"),
        ("温科函[2023]5号", "六角括号"),
        ("温科函（2023）5号", "六角括号"),
        ("温科函【2023】5号", "六角括号"),
        ("温科函〔23〕5号", "四位"),
        ("温科函〔2023〕5", "“号”"),
        ("温科函2023年5号", "六角括号"),
        ("", "六角括号"),
        ("../〔2023〕5号", "六角括号"),
    ],
)
def test_a_number_is_written_as_the_standard_wants(number: str, fault: str) -> None:
    """Tortoise-shell brackets, four digits, no 第, no padding; what is wrong is said."""
    found = number_fault(number)
    assert bool(found) is bool(fault)
    assert fault in found


@pytest.mark.parametrize(
    ("subject", "printed"),
    [
        ("市政协第484号提案", "关于市政协第484号提案的答复函"),
        ("关于市政协第484号提案的", "关于市政协第484号提案的答复函"),
        ("关于反馈意见的函", "关于反馈意见的函"),
        ("关于市政协第484号提案的答复函", "关于市政协第484号提案的答复函"),
    ],
)
def test_the_title_is_made_of_the_matter(subject: str, printed: str) -> None:
    """A matter gets its frame; what is a title already is left alone."""
    assert title(subject) == printed


def test_it_has_all_a_letter_needs() -> None:
    """Number, title, addressee with a colon, figures, signature, date, contact, copies with a full stop."""
    said = lines(made())
    for line in (ABOUT.number, "关于市政协第484号提案的答复函", "九三学社市委会：", TOLD.text):
        assert line in said
    assert "抄送：市政协提案委，市政府督查室。" in said
    assert "（联系人：规划处王某，电话：0577-88960000）" in said
    assert [line.strip("\u3000") for line in said if line.startswith("\u3000")] == ["某市科学技术局", "2023年11月6日"]


def test_people_write_into_named_slots() -> None:
    """The opening, the reply and the close are theirs; each says what belongs there."""
    found = slot_texts(made())
    assert tuple(found) == empty_slots(made()) == ("开头", "答复意见", "结尾")
    assert all(prompt.startswith("〔") for prompt in found.values())


def test_an_order_leaves_to_the_office_of_supervision_what_is_its_own() -> None:
    """Its basis, limit and demands are slots; the figures are ours; nothing is demanded in our name."""
    content = made(ORDER)
    rows = {row[0]: row[1] for row in cells(content)}
    assert rows["督办事项"] == ABOUT.subject
    assert rows["承办单位"] == "九三学社市委会"
    assert TOLD.text in rows["进展情况"]
    assert set(empty_slots(content)) == {"办理时限", "交办依据", "督办要求", "办理情况", "督查室意见"}
    assert "进展情况" in empty_slots(made(ORDER, sentences=0))


def _rendered(content: bytes) -> bytes:
    pdf = render(content, ".docx").content
    assert pdf is not None
    return pdf


@ON_PAPER
@pytest.mark.parametrize("bureau", ["某某市科学技术和信息化局", "某某省某某市某某县科学技术和信息化局"])
def test_the_letter_form_is_the_standards(bureau: str) -> None:
    """Mark 30 mm from the top, double rule 4 mm below and 20 mm from the foot, 170 mm long, centred (clause 10.1)."""
    pages = ink(_rendered(made(bureau=bureau)), "答复函.pdf")
    assert len(pages) == 1
    found = {one.name: one for one in measure(pages, PROFILES["函"])}
    assert {"标志上边缘距纸边", "上红线长", "上红线距上方文字", "下红线长", "下红线距纸边"} <= set(found)
    assert [name for name, one in found.items() if not one.ok] == []
    upper, upper_thin, lower_thin, lower = sorted((rule for rule in pages[0].rules if rule.red), key=lambda one: one.at)
    assert all(rule.start + rule.end == pytest.approx(210, abs=1) for rule in (upper, upper_thin, lower_thin, lower))
    assert upper.thickness > upper_thin.thickness
    assert lower.thickness > lower_thin.thickness


@ON_PAPER
def test_only_later_pages_are_numbered_and_have_no_rules() -> None:
    """A long letter goes on overleaf: no number on page 1, `— 2 —` on page 2; the signature never stands alone."""
    content = with_text(made(), {"答复意见": [f"{n}.下一步工作的一段文字。" * 6 for n in range(1, 9)]})
    first, second = ink(_rendered(content), "答复函.pdf")
    assert number_line(first) is None
    last = number_line(second)
    assert last is not None
    assert number(last) == 2
    assert [rule for rule in second.rules if rule.red] == []
    said = "".join(glyph.text for glyph in second.glyphs).replace(" ", "")
    places = [said.index(words) for words in ("结尾", "某市科学技术局", "2023年11月6日", "联系人", "抄送")]
    assert places == sorted(places)


@ON_PAPER
def test_an_order_is_one_page() -> None:
    """Two figures fit, with room for what others write."""
    assert _rendered(made(ORDER)).count(b"/Type/Page/") == 1
