"""What a correction changes of a bulletin: keys tell figures, neighbours tell sentences."""

from __future__ import annotations

from dataclasses import replace

from reporting.merge.impact import impact, revisions
from reporting.model.bulletins import Kind, Said, Shift
from tests.builders import catalogue, indicator, item, unit

FIGURE = Said(Kind.FIGURE, "2023Q3/A/LC", "鹿城区", "技术交易额", "38.2", brief=True)
PLACE = Said(Kind.RANK, "2023Q3/A/LC/rank", "鹿城区", "技术交易额（位次）", "第2位")
SENTENCES = tuple(
    Said(Kind.SENTENCE, f"2023Q3/总体情况/{n}", "全市", "总体情况", text) for n, text in enumerate("甲乙丙", 1)
)
SEALED = (FIGURE, PLACE, *SENTENCES)


def told(*now: Said) -> list[tuple[str, str, str]]:
    """Give what changed as (key, before, after)."""
    return [(one.said.key, one.before, one.after) for one in impact(SEALED, now)]


def test_nothing_changed_is_nothing_told() -> None:
    """In whatever order the places are gone through."""
    assert told(*SEALED) == []
    assert told(PLACE, FIGURE, *SENTENCES) == []


def test_figures_and_places_are_told_from_what_to_what() -> None:
    """What is said no longer, and what is said for the first time, has an empty side."""
    judged = Said(Kind.JUDGEMENT, "2023Q3/A/LC/judgement", "鹿城区", "技术交易额（评价）", "完成")
    assert told(replace(FIGURE, text="32.8"), judged, *SENTENCES) == [
        ("2023Q3/A/LC", "38.2", "32.8"),
        ("2023Q3/A/LC/rank", "第2位", ""),
        ("2023Q3/A/LC/judgement", "", "完成"),
    ]


def test_a_sentence_more_changes_no_other_sentence() -> None:
    """What is still said is no change, though it stands elsewhere now."""
    first, *others = SENTENCES
    more = replace(first, text="丁")
    assert told(FIGURE, PLACE, first, more, *others) == [("2023Q3/总体情况/1", "", "丁")]
    assert told(FIGURE, PLACE, replace(first, text="戊"), *others) == [("2023Q3/总体情况/1", "甲", "戊")]
    assert told(FIGURE, PLACE, *others) == [("2023Q3/总体情况/1", "甲", "")]


SHOWN = catalogue(
    units=(unit("WZ", "全市", kind="全市"), unit("LC"), unit("YQ")),
    items=(item("DEALS", name="交易额"),),
    indicators=(indicator("A", "「交易额」", name="技术交易额", measure="亿元"),),
)


def revised(*shifts: Shift) -> list[tuple[str, str, str, str]]:
    """Give what the next bulletin tells: unit, before, after, reason."""
    reasons = {("LC", "DEALS"): "漏报一笔合同。", ("YQ", "OTHER"): "与此无关"}
    return [
        (one.unit, one.before, one.after, one.reason) for _, one in revisions(SHOWN, "2023年第3期", shifts, reasons)
    ]


def test_the_next_bulletin_tells_values_with_the_senders_reason() -> None:
    """The city's figure bears the reason of the unit that corrected, and its name."""
    name = SHOWN.unit_name("LC")
    city = replace(FIGURE, key="2023Q3/A/WZ", unit="全市")
    assert revised(Shift(FIGURE, "38.2", "32.8"), Shift(city, "100.0", "94.6")) == [
        ("鹿城区", "38.2", "32.8", "漏报一笔合同"),
        ("全市", "100.0", "94.6", f"{name}漏报一笔合同"),
    ]


def test_what_no_reader_of_the_briefing_saw_is_not_told() -> None:
    """Places, growth, the workbook's own figures, and figures that were not there at all."""
    growth = replace(FIGURE, key="2023Q3/A/LC/growth")
    hidden = replace(FIGURE, brief=False)
    assert revised(Shift(PLACE, "第2位", "第3位"), Shift(growth, "1%", "2%"), Shift(hidden, "1", "2")) == []
    assert revised(Shift(FIGURE, "", "32.8")) == []
