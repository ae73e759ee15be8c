"""The briefing's body, section by section; what people write themselves stays a slot of the template."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.model.figures import Compilation, Figure, Sentence
from reporting.narrative.counties import leaders
from reporting.narrative.indicators import indicators
from reporting.narrative.overall import overall
from reporting.narrative.problems import problems


def story(compilation: Compilation) -> Mapping[str, tuple[Sentence, ...]]:
    """Give the sentences of each section that figures can write; 分县情况 stands at the end of 二、主要指标."""
    figures = key_figures(compilation)
    return {
        "总体情况": overall(compilation, figures),
        "主要指标": indicators(compilation, figures),
        "分县情况": leaders(compilation, figures),
        "存在问题": problems(compilation, figures),
    }


def key_figures(compilation: Compilation) -> tuple[Figure, ...]:
    """Give the city's figures of the followed plan's key indicators (主要指标), in the plan's order."""
    plan = compilation.catalogue.followed_plan
    chosen = [one.code for one in compilation.catalogue.indicators if one.key and plan and one.plan == plan.code]
    found = (compilation.figure(code) for code in chosen)
    return tuple(figure for figure in found if figure is not None)
