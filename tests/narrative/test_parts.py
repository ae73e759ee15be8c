"""Words that know which of them print a figure."""

from __future__ import annotations

from reporting.model.tags import Aspect, Quoted, Tag
from reporting.narrative.parts import Clause, between, joined, quoted, sentence, sentences, text_of, words
from tests.narrative.made import Q3, figure

DEALS = figure("DEALS", "229.8")
VALUE, GROWTH = Tag(Q3, "DEALS", "CITY"), Tag(Q3, "DEALS", "CITY", Aspect.GROWTH)


def test_the_parts_of_a_sentence_are_its_text() -> None:
    """What stands between two figures is one part; a figure's words stay a part of their own."""
    grown = words("同比", quoted("增长32.0%", DEALS, Aspect.GROWTH))
    told = sentence(words("前三季度，", "技术交易额", quoted("229.8亿元", DEALS), "，", grown, "。"), [DEALS, DEALS])
    assert told.parts == (
        "前三季度，技术交易额",
        Quoted("229.8亿元", VALUE),
        "，同比",
        Quoted("增长32.0%", GROWTH),
        "。",
    )
    assert told.text == "前三季度，技术交易额229.8亿元，同比增长32.0%。"
    assert told.figures == (("DEALS", "CITY"),)


def test_what_is_empty_leaves_no_mark() -> None:
    """A clause that says nothing leaves no comma behind, and nothing is quoted of no words."""
    assert text_of(between("，", ["", "甲", (), quoted("", DEALS), "乙"])) == "甲，乙"
    assert quoted("", DEALS) == ()


def test_joining_keeps_what_is_quoted() -> None:
    """Names that print a place are still known by it in a list."""
    names = [quoted(name, DEALS, Aspect.RANK) for name in ("甲县", "乙县", "丙县")]
    assert text_of(joined(names)) == "甲县、乙县和丙县"
    assert [str(part) for part in joined(names) if isinstance(part, Quoted)] == ["甲县", "乙县", "丙县"]


def test_long_lists_go_on_in_another_sentence() -> None:
    """Each sentence is short enough to read, names its own figures, and opens only once."""
    shares = figure("COST", "3.2")
    clauses = [
        Clause(words("一" * 70), (DEALS,)),
        Clause(words("二" * 30), (shares,)),
        Clause(words("三" * 70), (DEALS,)),
    ]
    told = list(sentences("其中，", clauses))
    assert [one.text for one in told] == [f"其中，{'一' * 70}；{'二' * 30}。", f"{'三' * 70}。"]
    assert [one.figures for one in told] == [(("DEALS", "CITY"), ("COST", "CITY")), (("DEALS", "CITY"),)]


def test_a_clause_too_long_by_itself_is_told_all_the_same() -> None:
    """Nothing is lost because it is long."""
    assert [len(one.text) for one in sentences("", [Clause(words("一" * 200), ())])] == [201]
