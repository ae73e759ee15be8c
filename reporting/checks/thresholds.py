"""Read the thresholds of the checks from the catalogue's parameters (参数), once a form.

A bureau changes them in Excel; what it leaves out has the usual value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from reporting.model.parameters import number

# What a clerk writes when he has nothing to say (domain 7).
_EMPTY_WORDS = (
    "经核实、已核实、核实、核对、核查、复核、审核、数据、数字、数值、情况、情况属实、属实、无误、正常、正常波动、确认、真实、准确、有效、"
    "正确、如实填报、据实填报、实际情况、符合实际情况、符合实际、均经、没有问题、无问题、已与企业、经与企业、与企业、我局、我县、本单位、相关、以上、上述、特此说明、"
    "请知悉、请审核、同上、见上、同上期、无"
)
# Things that are counted, never measured: no figure of theirs is rounded, so sums must agree to the unit.
_COUNTED = "家、个、人、人次、项、件、所、座、台、名、户、处、次"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a doubt is worth a clerk's time.

    `jump` is the factor beyond which a figure has jumped, `scale` the factor within which one is near a power of ten.
    `small_count` and `small_share` (of the median unit) are changes too small to ask about; `fall_share` and
    `fall_count` are falls a stock may honestly have. `correction_days` are the working days after a deadline in which a
    correction is taken like any form.
    """

    jump: Decimal
    scale: Decimal
    small_count: Decimal
    small_share: Decimal
    fall_share: Decimal
    fall_count: Decimal
    correction_days: int
    explanation_length: int
    empty_words: frozenset[str]
    counted: frozenset[str]


def thresholds(parameters: Mapping[str, str]) -> Thresholds:
    """Take the thresholds from the parameters, which the catalogue has held against what they may be."""
    return Thresholds(
        jump=number(parameters, "突变倍数"),
        scale=number(parameters, "量级倍数容差"),
        small_count=number(parameters, "突变最小变动"),
        small_share=number(parameters, "突变最小占比"),
        fall_share=number(parameters, "期末数下降容忍比例"),
        fall_count=number(parameters, "期末数下降容忍数"),
        correction_days=int(number(parameters, "更正期限")),
        explanation_length=int(number(parameters, "说明最少字数")),
        empty_words=_words(parameters, "说明无效用语", _EMPTY_WORDS),
        counted=_words(parameters, "计数单位", _COUNTED),
    )


def _words(parameters: Mapping[str, str], name: str, default: str) -> frozenset[str]:
    return frozenset(word.strip() for word in (parameters.get(name, "").strip() or default).split("、"))
