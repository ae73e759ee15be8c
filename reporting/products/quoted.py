"""Printed figures with their keys: what a page shows of a figure, and which figure and aspect it is."""

from __future__ import annotations

from reporting.model.figures import Figure
from reporting.model.periods import Period
from reporting.model.tags import Aspect, Quoted, Tag
from reporting.products import printed

Words = str | Quoted


def quoted(text: str, figure: Figure, aspect: Aspect = Aspect.VALUE) -> Words:
    """Give what is printed of a figure its key; where nothing is printed there is nothing to ask about."""
    return of_code(text, figure.period, figure.code, figure.unit, aspect)


def of_code(text: str, period: Period, code: str, unit: str, aspect: Aspect, key: str = "") -> Words:
    """Give words the key of a figure that is not at hand; a target's period is the year it is due in."""
    return Quoted(text, Tag(period, code, unit, aspect, key)) if text else ""


def value(figure: Figure) -> Words:
    """Print a figure's value, or why there is none."""
    return quoted(printed.value_text(figure), figure)


def base(figure: Figure) -> Words:
    """Print the figure of a year before."""
    return quoted(printed.base_text(figure), figure, Aspect.BASE)


def growth(figure: Figure) -> Words:
    """Print the change on the year before."""
    return quoted(printed.growth_text(figure), figure, Aspect.GROWTH)


def wanted(figure: Figure) -> Words:
    """Print what is wanted of the figure in its year."""
    return quoted(printed.wanted_text(figure), figure, Aspect.TARGET)


def progress(figure: Figure) -> Words:
    """Print the share of the year's target that is reached."""
    return quoted(printed.progress_text(figure), figure, Aspect.PROGRESS)


def gap(figure: Figure) -> Words:
    """Print how progress stands to 时序, or a level to its target."""
    return quoted(printed.gap_text(figure), figure, Aspect.GAP)


def judgement(figure: Figure) -> Words:
    """Say how the figure stands, or why that is not said."""
    return quoted(printed.judgement_text(figure), figure, Aspect.JUDGEMENT)


def progress_or_gap(figure: Figure) -> Words:
    """Print progress or, where there is none, the distance from the target."""
    aspect = Aspect.GAP if figure.progress is None else Aspect.PROGRESS
    return quoted(printed.progress_or_gap_text(figure), figure, aspect)
