"""Units that a total is without, named with the reason: nobody is blamed for what was returned, nor the other way."""

from __future__ import annotations

from collections.abc import Callable

from reporting.model.figures import Figure
from reporting.narrative.parts import joined, listed, text_of

# More missing units than these are counted rather than named; the annex names them all.
MOST_NAMED = 4
_SILENT, _SENT_BACK = "未报送", "退回未改"


def lacking_words(figure: Figure, name_of: Callable[[str], str]) -> str:
    """Name the units a total is without, and why: `不含泰顺县（未报送）`; empty where none lacks."""
    told = [f"{units}（{why}）" for units, why in lacking_units(figure, name_of)]
    return f"不含{'、'.join(told)}" if told else ""


def none_words(figure: Figure, name_of: Callable[[str], str]) -> str:
    """Say why there is no total at all: not one of the units it is made of gave its part; an only one is named."""
    lots = lacking_units(figure, name_of)
    if len(figure.lacks) == 1:
        return "".join(f"{name}{why}" for name, why in lots)
    reasons = [why for _, why in lots]
    return f"各地{'均' if len(reasons) == 1 else ''}{'或'.join(reasons)}" if reasons else ""


def lacking_units(figure: Figure, name_of: Callable[[str], str]) -> list[tuple[str, str]]:
    """Give the units a total is without, those that sent nothing first, each lot with the reason."""
    returned = set(figure.lacks_returned)
    silent = [name_of(unit) for unit in figure.lacks if unit not in returned]
    sent_back = [name_of(unit) for unit in figure.lacks if unit in returned]
    return [(_lot(names), why) for names, why in ((silent, _SILENT), (sent_back, _SENT_BACK)) if names]


def _lot(names: list[str]) -> str:
    shown = joined(names) if len(names) <= MOST_NAMED else listed(names[:MOST_NAMED])
    return text_of(shown) + (f"等{len(names)}地" if len(names) > MOST_NAMED else "")
