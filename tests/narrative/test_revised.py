"""数据修订说明: one sentence a figure, which a reader of the earlier bulletin understands."""

from __future__ import annotations

from dataclasses import replace

from reporting.model.bulletins import Revision
from reporting.narrative.revised import revised

ONE = Revision("2023年第3期", "鹿城区", "技术交易额(登记)", "亿元", "38.2", "32.8", "重复登记一笔合同")


def test_a_sentence_names_bulletin_figure_both_numbers_and_the_reason() -> None:
    """Brackets as in sentences, the measure behind both numbers."""
    assert revised([ONE]) == (
        "2023年第3期简报所载鹿城区技术交易额（登记），原数38.2亿元，更正为32.8亿元，原因：重复登记一笔合同。",
    )


def test_words_in_the_place_of_a_number_bear_no_measure() -> None:
    """未报送 is no amount; who gave no reason is not given one."""
    (told,) = revised([replace(ONE, before="未报送", reason="")])
    assert "原数未报送，更正为32.8亿元，原因：报送单位未写明。" in told


def test_nothing_corrected_is_nothing_said() -> None:
    """The section stays away from the briefing."""
    assert revised([]) == ()


def test_many_are_counted_rather_than_listed() -> None:
    """The body has three pages."""
    told = revised([ONE] * 30)
    assert len(told) == 13
    assert told[-1].startswith("另有18项更正")
