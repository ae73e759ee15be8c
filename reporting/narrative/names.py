"""Names of indicators, as sentences use them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reporting.model.figures import Figure
from reporting.model.names import normalised
from reporting.narrative.parts import joined, listed, text_of

PERCENT = "%"
# More indicators than these are counted rather than named in one sentence; section 二 and the annex tell them all.
_MOST_NAMED = 4
_RATES = ("增速", "增长率", "增幅")
_YEARLY_MEAN = "年均"
_TOTAL = "累计数"
_FULL_WIDTH = str.maketrans("()", "（）")
_LAST_BRACKET = re.compile(r"(.+)（([^（）]*)）\Z")


def short_name(figure: Figure) -> str:
    """Give an indicator's name with full-width brackets and without the measure some names end in.

    `年新增孵化器(众创空间)孵化场地面积` keeps its bracket: it is part of the name. `技术交易额（亿元）` loses it.
    """
    name = full_width(figure.name)
    found = _LAST_BRACKET.match(name)
    return found[1] if found and normalised(found[2]) == normalised(figure.measure) else name


def full_width(name: str) -> str:
    """Give a name the brackets that sentences have."""
    return name.translate(_FULL_WIDTH)


def rate_subject(figure: Figure) -> str:
    """Give what grows where the indicator is a growth rate itself (`高新技术产业投资`), else nothing."""
    name = short_name(figure)
    ending = next((ending for ending in _RATES if name.endswith(ending)), "")
    subject = name.removesuffix(ending)
    return subject if ending and figure.measure == PERCENT and not subject.endswith(_YEARLY_MEAN) else ""


def spoken_name(figure: Figure) -> str:
    """Give the name as it stands before a number: 累计数3690家 is the table's way; spoken, 累计 is the verb."""
    name = short_name(figure)
    return name.removesuffix("数") if name.endswith(_TOTAL) else name


def bare_name(figure: Figure) -> str:
    """Give the name of what is counted, without 累计数: `高新技术企业`."""
    return short_name(figure).removesuffix(_TOTAL)


def names_of(figures: Sequence[Figure]) -> str:
    """Name the indicators of which something is said once: `甲、乙和丙`; of many, the first ones and their number."""
    names = [short_name(figure) for figure in figures]
    if len(names) <= _MOST_NAMED:
        return text_of(joined(names))
    return f"{text_of(listed(names[:_MOST_NAMED]))}等{len(names)}项"
