"""The briefing's body, section by section; what people write themselves stays a slot of the template."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.model.figures import Compilation, Figure, Sentence
from reporting.narrative.indicators import indicators, leaders
from reporting.narrative.overall import overall
from reporting.narrative.problems import problems


def story(compilation: Compilation) -> Mapping[str, tuple[Sentence, ...]]:
    """Give the sentences of each section that figures can write."""
    figures = key_figures(compilation)
    return {
        "总体情况": overall(compilation, figures),
        "主要指标": (*indicators(compilation, figures), *_joined(leaders(compilation, figures))),
        "存在问题": problems(compilation, figures),
    }


def key_figures(compilation: Compilation) -> list[Figure]:
    """Give the city's figures of the plan's key indicators (主要指标), in the plan's order."""
    city = compilation.catalogue.city.code
    found = [compilation.figures.get((one.code, city)) for one in compilation.catalogue.indicators if one.key]
    return [figure for figure in found if figure is not None]


def _joined(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Make one sentence of the counties ahead, so that none starts the same way twice."""
    if not sentences:
        return ()
    text = "分县（市、区）看，" + "；".join(sentence.text for sentence in sentences) + "。"
    return (Sentence(text, tuple(figure for sentence in sentences for figure in sentence.figures)),)
