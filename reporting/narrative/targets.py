"""How a target is named: what it is called, what it asks, and over which years what stands against it is reckoned."""

from __future__ import annotations

import re

from reporting.model.numbers import rounded
from reporting.model.tags import Aspect
from reporting.model.words import Algorithm, Direction, Op, TargetKind
from reporting.narrative.names import PERCENT
from reporting.narrative.parts import Words, quoted, words
from reporting.narrative.topic import Topic
from reporting.narrative.wording import plain_amount

# What these ask for is said by the plan's words, not by a number.
_OWN_WORDS = (Algorithm.RANK, Algorithm.COVERAGE, Algorithm.COMPARISON)
_WEIGHTS = {Op.MORE: ("超", ""), Op.LESS: ("低于", ""), Op.ABOUT: ("", "左右")}
_WORDS = re.compile(r"[\u4e00-\u9fff]")


def target_words(topic: Topic) -> Words:
    """Print what is wanted, as the plan prints it: `330亿元`, `超20亿元`, `15%～20%`, `年均增长15%`."""
    return quoted(_target_text(topic), topic.figure, Aspect.TARGET)


def named_target(topic: Topic) -> Words:
    """Name the target with what it asks; a rank, a coverage or a comparison in the plan's own words."""
    text = topic.figure.target.text if topic.figure.target is not None else ""
    own_words = topic.indicator.algorithm in _OWN_WORDS and _WORDS.search(text)
    asked = quoted(text, topic.figure, Aspect.TARGET) if own_words else target_words(topic)
    return words(label(topic), "（", asked, "）") if asked else words(label(topic))


def label(topic: Topic) -> str:
    """Call the target by its span; where less is better it is a limit, but for a place, which one wants to reach."""
    target = topic.figure.target
    if target is not None and target.kind is TargetKind.SPAN_TOTAL:
        return f"{target.first_year}—{target.last_year}年累计目标"
    if target is not None and target.kind is TargetKind.YEARLY_MEAN:
        return "年均目标"
    limits = topic.indicator.direction is Direction.DOWN and not topic.is_place
    return "年度控制目标" if limits else "年度目标"


def basis(topic: Topic) -> str:
    """Say which years are reckoned together where a year's end closes more than one; else empty."""
    figure, target = topic.figure, topic.figure.target
    if target is None or not topic.year_is_over or figure.value_period.year <= target.first_year:
        return ""
    span = f"{target.first_year}—{figure.value_period.year}年"
    if target.kind is TargetKind.YEARLY_MEAN and not topic.is_stock:
        return f"按{span}平均计，"
    return f"以{target.first_year - 1}年为基期，{span}年均增速" if is_mean_growth(topic) else ""


def is_mean_growth(topic: Topic) -> bool:
    """Whether what stands against promised growth is that of several years, not the year's own that is told before."""
    figure, target = topic.figure, topic.figure.target
    if target is None or not topic.promises_growth or figure.gap is None or figure.target_value is None:
        return False
    spans = topic.year_is_over and figure.value_period.year > target.first_year
    own = None if figure.growth is None else rounded(figure.growth, figure.places)
    return spans and own != rounded(figure.target_value, figure.places) + figure.gap


def _target_text(topic: Topic) -> str:
    figure, target, wanted = topic.figure, topic.figure.target, topic.figure.target_value
    if wanted is None:
        return ""
    if topic.promises_growth:
        return f"年均增长{plain_amount(wanted, PERCENT)}"
    if target is None or target.value != wanted:
        return plain_amount(wanted, figure.measure)
    if target.high is not None:
        # Only the percent sign is said at both ends of a range (GB/T 15835).
        low = plain_amount(wanted, figure.measure if figure.measure == PERCENT else "")
        return f"{low}～{plain_amount(target.high, figure.measure)}"
    before, behind = _WEIGHTS.get(target.op, ("", ""))
    return f"{before}{plain_amount(wanted, figure.measure)}{behind}"
