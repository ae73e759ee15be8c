"""How figures are printed in tables: one rule, one function, the same in every product (domain 2 to 6).

In tables a fall is `−3.2`; a figure carried from an earlier year says so; the six states are kept apart; nothing is
rounded anywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reporting.model.catalogue import Catalogue, Target
from reporting.model.figures import Figure
from reporting.model.numbers import fixed, plain, rounded
from reporting.model.words import Judgement, State, TargetKind

MINUS = "\u2212"
LESS_THAN_SHOWN = "…"
PERCENT = "%"
POINTS = "个百分点"
# One decimal for what is itself a share of a target or of last year's figure.
_SHARE_PLACES = 1

_STATES = {
    State.BLANK: "",
    State.NONE: "—",
    State.NOT_APPLICABLE: "不适用",
    State.NOT_SUBMITTED: "未报送",
    State.RETURNED: "退回未改",
}
LEGEND = "注：空格表示无数据，“—”表示无此项，“…”表示不足最小计量单位，“#”表示其中项、不重复计入合计。"

_SPOKEN = {Judgement.INCOMPLETE: "数据不全，暂不评价"}
_GREEN, _YELLOW, _ORANGE, _RED, _GREY = "00803C", "E0A800", "E36C0A", "C00000", "7F7F7F"
_LAMPS = {
    Judgement.DONE: _GREEN,
    Judgement.REACHED: _GREEN,
    Judgement.NEARLY: _YELLOW,
    Judgement.BEHIND: _ORANGE,
    Judgement.FAR_BEHIND: _RED,
    Judgement.NOT_REACHED: _RED,
}
# What a promise for every year of a span, or for the whole span, is called where its own words do not say so.
_SPANS = {
    TargetKind.EACH_YEAR: "每年",
    TargetKind.YEARLY_MEAN: "年均",
    TargetKind.YEARLY_GROWTH: "年均增长",
    TargetKind.SPAN_TOTAL: "累计",
}


@dataclass(frozen=True, slots=True)
class Lamp:
    """How an indicator stands at a glance: a sign, its colour (RRGGBB), and the word."""

    sign: str
    colour: str
    word: str


def number_text(value: Decimal, places: int) -> str:
    """Print a number with its decimals; a true nought is `0`, what is less than the smallest unit is `…`."""
    if value == 0:
        return "0"
    shown = rounded(value, places)
    return fixed(value, places).replace("-", MINUS) if shown else LESS_THAN_SHOWN


def plain_value_text(figure: Figure) -> str:
    """Print a figure's value, or the state that stands for one, without saying which year it is of."""
    if figure.value is None or not figure.state.has_value:
        return _STATES.get(figure.state, "")
    if figure.covered:
        return figure.covered
    if _is_place(figure):
        return f"第{fixed(figure.value, 0)}位"
    return number_text(figure.value, figure.places)


def _is_place(figure: Figure) -> bool:
    """Whether the figure is a place among others; in a year without target the plan's last one tells."""
    target = figure.target or figure.final_target
    return target is not None and target.kind is TargetKind.RANK


def value_text(figure: Figure) -> str:
    """Print a figure's value; one carried from an earlier year names it: `2.6（2022年数）`."""
    text = plain_value_text(figure)
    return f"{text}（{carried_text(figure)}）" if figure.value is not None and is_carried(figure) else text


def is_carried(figure: Figure) -> bool:
    """Whether the figure is of an earlier year than the one reported on."""
    return figure.value_period.year < figure.period.year


def carried_text(figure: Figure) -> str:
    """Name the year a figure is of: `2022年数`; empty where it is this year's."""
    return f"{figure.value_period.year}年数" if is_carried(figure) else ""


def base_text(figure: Figure) -> str:
    """Print the figure of a year before, empty where there is none."""
    return number_text(figure.base, figure.places) if figure.base is not None else ""


def growth_text(figure: Figure) -> str:
    """Print the change on the year before: `8.5%`, `−0.12个百分点`; on a base of nought or less, the amount."""
    if figure.growth is not None:
        if figure.growth_is_points:
            return signed(figure.growth, figure.places) + POINTS
        return signed(figure.growth, _SHARE_PLACES) + PERCENT
    if figure.value is None or figure.base is None or figure.base > 0:
        return ""
    change = rounded(figure.value, figure.places) - rounded(figure.base, figure.places)
    return f"{'增加' if change >= 0 else '减少'}{fixed(abs(change), figure.places)}{figure.measure}"


def signed(value: Decimal, places: int) -> str:
    """Print a difference: a fall as `−3.2`, a rise without sign."""
    return fixed(value, places).replace("-", MINUS)


def target_text(target: Target | None) -> str:
    """Print a target in the plan's own words, with 每年, 年均 or 累计 where they do not say it."""
    if target is None:
        return ""
    text = target.text or (plain(target.value) if target.value is not None else "")
    span = _SPANS.get(target.kind, "")
    said = any(word in text for word in ("年", "每", "累计"))
    return f"{span}{text}" if span and text and not said else text


def wanted_text(figure: Figure) -> str:
    """Print what is wanted of the figure in its year: the plan's words for the city, a number for a unit's own part."""
    if figure.target is not None and figure.target.value == figure.target_value:
        return target_text(figure.target)
    return number_text(figure.target_value, figure.places) if figure.target_value is not None else ""


def progress_text(figure: Figure) -> str:
    """Print the share of the year's target that is reached, without its measure: `75.1`."""
    return signed(figure.progress, _SHARE_PLACES) if figure.progress is not None else ""


def gap_text(figure: Figure) -> str:
    """Print how progress stands to 时序 in 百分点: `−3.2`; a level says that it is held against the target."""
    if figure.gap is None:
        return ""
    if figure.progress is not None:
        return signed(figure.gap, _SHARE_PLACES)
    return f"较目标{level_gap_text(figure)}" if _is_number(figure) else ""


def level_gap_text(figure: Figure) -> str:
    """Print how far a level is from its target, in its own measure: `−0.09个百分点`, `−10人年`."""
    if figure.gap is None:
        return ""
    return signed(figure.gap, figure.places) + (POINTS if figure.measure == PERCENT else figure.measure)


def progress_or_gap_text(figure: Figure) -> str:
    """Print progress with its measure or, where there is none, the distance from the target."""
    if figure.progress is not None:
        return f"{progress_text(figure)}%"
    return gap_text(figure)


def _is_number(figure: Figure) -> bool:
    """Whether subtracting the target makes sense: it does not for places and counts of coverage."""
    return not _is_place(figure) and not figure.covered


def judgement_text(figure: Figure) -> str:
    """Say how the figure stands, or why that is not said."""
    return "" if figure.judgement is None else _SPOKEN.get(figure.judgement, str(figure.judgement))


def lamp(figure: Figure) -> Lamp:
    """Give the lamp of a figure: filled and coloured where it is judged, an empty grey ring where it is not."""
    if figure.judgement is None:
        return Lamp("", _GREY, "")
    colour = _LAMPS.get(figure.judgement)
    return Lamp("●" if colour else "○", colour or _GREY, judgement_text(figure))


def lamp_colour(word: str) -> str:
    """Give the colour of a lamp by its word, grey where the word is no judgement on how things stand."""
    return next((colour for judgement, colour in _LAMPS.items() if judgement == word), _GREY)


def rank_text(figure: Figure) -> str:
    """Print a place: `第3位`, `并列第3位`; empty where the unit is not ranked."""
    return "" if figure.rank is None else f"{'并列' if figure.tied else ''}第{figure.rank}位"


def lacks_text(figure: Figure, catalogue: Catalogue) -> str:
    """Name the units a total is without, and why: `不含泰顺县（未报送）、平阳县（退回未改）`."""
    returned = set(figure.lacks_returned)
    silent = [catalogue.unit_name(unit) for unit in figure.lacks if unit not in returned]
    sent_back = [catalogue.unit_name(unit) for unit in figure.lacks if unit in returned]
    told = [f"{'、'.join(names)}（{why}）" for names, why in ((silent, "未报送"), (sent_back, "退回未改")) if names]
    return f"不含{'、'.join(told)}" if told else ""


def remark_text(figure: Figure, catalogue: Catalogue) -> str:
    """Gather what a reader of the figure must know beside it."""
    remarks = (
        lacks_text(figure, catalogue),
        figure.nature,
        "含待审核数据" if figure.under_review else "",
        f"内插参考值{number_text(figure.reference, figure.places)}" if figure.reference is not None else "",
        *figure.notes,
    )
    return "；".join(dict.fromkeys(remark for remark in remarks if remark))
