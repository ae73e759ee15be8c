"""工作提示单: tells who lags how their own figures stand; a draft in the name of the plan's office, one page."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.documents.fill import Filling, Value, fill
from reporting.documents.words import Properties, Rows
from reporting.model.catalogue import Unit
from reporting.model.figures import Compilation, Figure, Sentence
from reporting.products import printed, quoted
from reporting.products.briefing import lamped
from reporting.products.letters.signing import addressed, contact, paragraphs, signed
from reporting.products.marks import marks
from reporting.products.taskrows import Texts

TEMPLATE = "工作提示单.docx"
# Of the page's lines so many are free for sentences; where more is to be told, a table tells it.
_ROOM, _SIGNS_A_LINE, _INDENT = 12, 28, 2


def prompt(template: bytes, compilation: Compilation, unit: Unit, sentences: Sequence[Sentence]) -> bytes:
    """Fill the letter to a county, or to the lead of tasks. Raises TemplateError.

    `sentences` say what lags: a county's own figures, or the city's for a lead. Nothing of another county is printed.
    """
    catalogue = compilation.catalogue
    plan = catalogue.followed_plan
    office = catalogue.parameter.get("编发单位") or compilation.bureau
    pairs = dict.fromkeys(pair for sentence in sentences for pair in sentence.figures)
    lines = sum(-(-(_INDENT + len(sentence.text)) // _SIGNS_A_LINE) for sentence in sentences)
    in_sentences = lines <= _ROOM
    values: dict[str, Value] = {
        **addressed(unit),
        **signed(office, compilation.dated),
        **contact(catalogue),
        **marks(compilation),
        "编发单位": office,
        "规划名称": plan.name if plan else "",
        "报告期": compilation.period.label,
        "项数": len(pairs),
        "提示": paragraphs(sentences) if in_sentences else (),
        "有指标表": not in_sentences,
    }
    rows = lamped(tuple(_row(compilation.figures[pair]) for pair in pairs), "评价")
    properties = Properties(f"{compilation.period.label}工作提示单", office, compilation.dated)
    return fill(template, TEMPLATE, Filling(values, properties, {"指标表": Rows(rows)}))


def _row(figure: Figure) -> Texts:
    lamp = printed.lamp(figure)
    return {
        "指标": figure.name,
        "单位": figure.measure,
        "本期": quoted.value(figure),
        "年度目标": quoted.wanted(figure),
        "完成率": quoted.progress_or_gap(figure),
        "与时序差": quoted.gap(figure) if figure.progress is not None else "",
        "灯": lamp.sign,
        "评价": lamp.word,
    }
