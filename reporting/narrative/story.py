"""The briefing's body, section by section; what people write themselves stays a slot of the template."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.model.figures import Compilation, Sentence
from reporting.narrative.counties import leaders
from reporting.narrative.indicators import indicators
from reporting.narrative.overall import overall
from reporting.narrative.problems import problems


def story(compilation: Compilation) -> Mapping[str, tuple[Sentence, ...]]:
    """Give the sentences of each section that figures can write; 分县情况 stands at the end of 二、主要指标."""
    figures = compilation.key_figures
    return {
        "总体情况": overall(compilation, figures),
        "主要指标": indicators(compilation, figures),
        "分县情况": leaders(compilation, figures),
        "存在问题": problems(compilation, figures),
    }
