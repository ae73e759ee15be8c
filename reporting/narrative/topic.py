"""A figure with what decides how it is spoken of: its indicator, and the span of time of what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reporting.model.catalogue import Catalogue, Indicator, Item
from reporting.model.figures import Figure
from reporting.model.words import Algorithm, TargetKind, Tense
from reporting.narrative.names import PERCENT, rate_subject
from reporting.narrative.times import is_over, is_plain, is_stock, items_of, time_words


@dataclass(frozen=True)
class Topic:
    """What a sentence is about."""

    figure: Figure
    indicator: Indicator
    items: tuple[Item, ...]

    @classmethod
    def of(cls, catalogue: Catalogue, figure: Figure) -> Topic:
        """Find what there is to know of a figure of an indicator."""
        indicator = catalogue.indicator_by_code[figure.code]
        return cls(figure, indicator, items_of(catalogue, indicator))

    @cached_property
    def counted(self) -> bool:
        """Whether it is an amount as it was reported, 多 or 少; ratios and shares are 高 or 低."""
        return is_plain(self.indicator, self.items) and self.figure.measure != PERCENT

    @cached_property
    def is_stock(self) -> bool:
        """Whether it is counted at a moment (时点)."""
        return is_stock(self.items)

    @property
    def is_rate(self) -> bool:
        """Whether it is a growth rate itself."""
        return bool(rate_subject(self.figure))

    @property
    def is_place(self) -> bool:
        """Whether it is a place among others (位次)."""
        target = self.figure.target
        return self.indicator.algorithm is Algorithm.RANK or (target is not None and target.kind is TargetKind.RANK)

    @property
    def promises_growth(self) -> bool:
        """Whether growth was promised of an amount, so that target and gap are rates and the value is not."""
        target = self.figure.target
        return target is not None and target.kind is TargetKind.YEARLY_GROWTH and self.figure.measure != PERCENT

    @property
    def year_is_over(self) -> bool:
        """Whether the period reported on ends with its year, so that nothing is due any more."""
        return is_over(self.figure.period)

    @property
    def when(self) -> str:
        """Say when, with the comma behind it; empty for a carried year's figure."""
        return time_words(self.figure, self.items)

    @property
    def since(self) -> str:
        """Say what a change is measured from: the year before for a whole year, else the same time last year.

        What is 比上年 for a change is 与上年 where there is none.
        """
        when = self.figure.value_period
        flows = any(item.tense is Tense.FLOW for item in self.items)
        if flows or not is_over(when):
            return "同比"
        return "比上年末" if self.is_stock and not when.is_year else "比上年"
