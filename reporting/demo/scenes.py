"""What goes wrong in the last period: faults that every bureau knows, written into otherwise honest answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from reporting.demo.answers import Given, Sheets
from reporting.demo.truth import Truth
from reporting.model.catalogue import Catalogue, Unit
from reporting.model.periods import Period
from reporting.model.records import FormCell

# 1 亿元 is 10000 万元.
TEN_THOUSAND = Decimal(10_000)
NINE_TENTHS = Decimal("0.9")
NOW, REASON = "本期", "说明"

Change = Callable[[Decimal], Decimal]


def spoil(
    truth: Truth, catalogue: Catalogue, period: Period, sender: Unit, questions: Sequence[FormCell], sheets: Sheets
) -> None:
    """Write the sender's fault of the period, if it has one, over its honest answers."""
    scenes = truth.city.scenes
    if period != scenes.period:
        return
    if sender.name == scenes.slip:
        _change(questions, sheets, scenes.slip_item, lambda value: value * TEN_THOUSAND)
    if sender.name == scenes.fell:
        item = catalogue.item_by_code[scenes.fell_item]
        before = truth.value(item, sender, period.previous) or Decimal(0)
        _change(questions, sheets, scenes.fell_item, lambda value: value - before)
    if sender.name == scenes.explained:
        last = truth.value(catalogue.item_by_code[scenes.explained_item], sender, period.previous) or Decimal(0)
        _change(questions, sheets, scenes.explained_item, lambda _value: (last * NINE_TENTHS).quantize(Decimal(1)))
        _explain(questions, sheets, scenes.explained_item, scenes.explained_words)
    if sender.name == scenes.corrected:
        factor = scenes.corrected_factor
        _change(questions, sheets, scenes.corrected_item, lambda value: (value * factor).quantize(Decimal("0.01")))


def notice_rows() -> tuple[tuple[str, ...], ...]:
    """Give the rows of a workbook that is no form at all."""
    return (
        ("关于召开三季度科技工作例会的通知",),
        ("各有关单位：",),
        ("定于近期召开三季度科技工作例会，请安排分管负责人参加。",),
        ("联系人：示例联系人",),
        ("演示数据",),
    )


def _change(questions: Sequence[FormCell], sheets: Sheets, item: str, change: Change) -> None:
    for question in questions:
        if question.item == item and question.column == NOW and not question.key:
            value: Given = sheets[question.sheet][question.cell]
            if isinstance(value, Decimal):
                sheets[question.sheet][question.cell] = change(value)


def _explain(questions: Sequence[FormCell], sheets: Sheets, item: str, words: str) -> None:
    for question in questions:
        if question.item == item and question.column == REASON:
            sheets[question.sheet][question.cell] = words
