"""Names of indicators and lists of names, as sentences use them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reporting.model.figures import Figure, Sentence
from reporting.model.names import normalised

PERCENT = "%"
_RATES = ("增速", "增长率", "增幅")
_YEARLY_MEAN = "年均"
_FULL_WIDTH = str.maketrans("()", "（）")
_LAST_BRACKET = re.compile(r"(.+)（([^（）]*)）\Z")


def short_name(figure: Figure) -> str:
    """Give an indicator's name with full-width brackets and without the measure some names end in.

    `年新增孵化器(众创空间)孵化场地面积` keeps its bracket: it is part of the name. `技术交易额（亿元）` loses it.
    """
    name = figure.name.translate(_FULL_WIDTH)
    found = _LAST_BRACKET.match(name)
    return found[1] if found and normalised(found[2]) == normalised(figure.measure) else name


def rate_subject(figure: Figure) -> str:
    """Give what grows where the indicator is a growth rate itself (`高新技术产业投资`), else nothing."""
    name = short_name(figure)
    ending = next((ending for ending in _RATES if name.endswith(ending)), "")
    subject = name.removesuffix(ending)
    return subject if ending and figure.measure == PERCENT and not subject.endswith(_YEARLY_MEAN) else ""


def listed(names: Iterable[str]) -> str:
    """Join names as a sentence does: `甲、乙、丙`."""
    return "、".join(names)


def joined(names: Sequence[str]) -> str:
    """Join names into one whole, of which something is said once: `甲、乙和丙`."""
    return f"{listed(names[:-1])}和{names[-1]}" if len(names) > 1 else listed(names)


def sentence(text: str, figures: Iterable[Figure]) -> Sentence:
    """Make a sentence that names the figures it rests on, each once."""
    return Sentence(text, tuple(dict.fromkeys((figure.code, figure.unit) for figure in figures)))
